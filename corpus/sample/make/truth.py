"""The truth beside a verification PDF, in the form that chart scorers read: every chart and every table."""

from collections.abc import Iterator
from typing import Any

from corpus.sample.make.model import PLAN_END, Edition
from corpus.sample.make.plan import PlannedChart, PlannedSeries, chart, pages, summary_rows
from corpus.years import era_label

Rows = tuple[tuple[str, ...], ...]


def truth(edition: Edition, file: str) -> dict[str, Any]:
    """What a perfect reader would say of the edition's charts and table."""
    told = [
        _chart(chart(edition.indicator(key), edition.year), number, len(page.keys))
        for number, page in enumerate(pages(edition), start=1)
        for key in page.keys
    ]
    stem = file.removesuffix(".pdf")
    charts = [one | {"id": f"{stem}#{nth}"} for nth, one in enumerate(told, start=1)]
    tables = [{"page": page, "rows": [list(row) for row in rows]} for page, rows in _tables(edition)]
    return {"file": file, "producer": "python-pptx -> LibreOffice Impress", "charts": charts, "tables": tables}


def _tables(edition: Edition) -> Iterator[tuple[int, Rows]]:
    for number, page in enumerate(pages(edition), start=1):
        yield from ((number, initiative.table) for initiative in page.initiatives if initiative.table)
        if page.kind == "summary":
            yield number, summary_rows(edition)


def _chart(plan: PlannedChart, page: int, on_page: int) -> dict[str, Any]:
    it = plan.indicator
    return {
        "page": page,
        "title": it.name,
        "unit": it.unit,
        "period": it.period,
        "desired": it.desired,
        "kind": "line" if it.chart == "line" else "column",
        "series": [_series(one) for one in plan.series],
        "target": {"value": float(it.target), "year": era_label(PLAN_END), "text": plan.target_text}
        | ({"as_bar": True} if plan.target_bar else {}),
        "baseline": {
            "value": float(it.value(it.baseline)),
            "year": it.label(it.baseline),
            "text": plan.baseline_text,
        },
        "features": _features(plan, on_page),
    }


def _series(series: PlannedSeries) -> dict[str, Any]:
    return {
        "name": series.name,
        "role": series.role,
        "points": [
            {
                "label": p.category,
                "value": float(p.value),
                "text": p.text,
                "provisional": p.carried,
                "drawn_label": True,
            }
            for p in series.points
        ],
    }


def _features(plan: PlannedChart, on_page: int) -> list[str]:
    it = plan.indicator
    points = [p for s in plan.series for p in s.points]
    said = {
        "negative": any(p.value < 0 for p in points),
        "zeros": any(p.value == 0 for p in points),
        "thousands": any(abs(p.value) >= 1000 for p in points),
        "decimals": it.decimals > 0,
        "parenthesised": any(p.carried for p in points),
        "cumulative": it.cumulative,
        "no-axis": it.axis == "hidden",
        "truncated-axis": isinstance(it.axis, tuple),
        "missing-years": it.step > 1,
        "two-series": len(plan.series) > 1,
        "target-series": any(s.role == "target" for s in plan.series),
        "target-as-category": plan.target_bar is not None,
        "combo": it.chart == "target_line",
        "two-per-page": on_page > 1,
    }
    return [name for name, holds in said.items() if holds]
