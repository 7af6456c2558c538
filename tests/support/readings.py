"""Builders of readings, so that a test says only what it is about."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.reading import (
    DocumentKind,
    Goal,
    IndicatorReading,
    Measure,
    MilestoneReading,
    ObservationReading,
    Reading,
    Section,
)
from corpus.years import era_label

WAITING = "保育所等の待機児童数"
BIRTHS = "出生数"
SPENDING = "観光消費額"

GOALS = (
    Goal(1, "しごとをつくる", "", (Measure(1, "働く場の創出"), Measure(2, "交流人口の拡大"))),
    Goal(2, "子どもを育てる", "～希望をかなえる～", (Measure(1, "結婚・出産の支援"), Measure(2, "子育ての支援"))),
)


def value(year: int, number: str | int, **facts: Any) -> ObservationReading:
    """One observation: accepted, actual, read off a chart on page 15, unless ``facts`` say otherwise."""
    given: dict[str, Any] = {
        "label": era_label(year),
        "status": "actual",
        "page": 15,
        "method": "chart",
        "text": str(number),
        "confidence": 1.0,
        "needs_review": False,
    }
    return ObservationReading(year=year, value=Decimal(number), **{**given, **facts})


def values(numbers: Mapping[int, str | int], **facts: Any) -> tuple[ObservationReading, ...]:
    """Observations by year."""
    return tuple(value(year, number, **facts) for year, number in numbers.items())


def target(year: int | None, number: str | int, **facts: Any) -> MilestoneReading:
    """A target, stated in a table on page 15."""
    label = era_label(year) if year else ""
    given: dict[str, Any] = {"role": "target", "label": label, "page": 15, "method": "table", "text": str(number)}
    return MilestoneReading(year=year, value=Decimal(number), **{**given, **facts})


def baseline(year: int | None, number: str | int, **facts: Any) -> MilestoneReading:
    """A baseline, as ``target``."""
    return target(year, number, role="baseline", **facts)


def indicator(
    name: str = WAITING,
    unit: str = "人",
    numbers: Mapping[int, str | int] | None = None,
    marks: Iterable[MilestoneReading] = (),
    **facts: Any,
) -> IndicatorReading:
    """An indicator of measure 2-2, unless ``facts`` say otherwise."""
    given: dict[str, Any] = {"goal": 2, "measure": 2, "observations": values(numbers or {}), "milestones": tuple(marks)}
    return IndicatorReading(name=name, unit=unit, **{**given, **facts})


def section(text: str, indicator: str | None = WAITING, **facts: Any) -> Section:
    """今後の方向性 of an indicator on page 15, unless ``facts`` say otherwise."""
    given: dict[str, Any] = {
        "page": 15,
        "section": "future_direction",
        "heading": ("基本目標2 子どもを育てる", "施策2 子育ての支援"),
        "goal": 2,
        "measure": 2,
    }
    return Section(text=text, indicator=indicator, **{**given, **facts})


def reading(
    *indicators: IndicatorReading,
    title: str = "総合戦略の検証",
    kind: DocumentKind = "verification",
    sections: Iterable[Section] = (),
    goals: tuple[Goal, ...] = GOALS,
    edition: str | None = "R5",
    stamp: str = "",
    **facts: Any,
) -> Reading:
    """A document of 20 pages; its bytes (the sha256) differ when anything in it, or ``stamp``, does."""
    told = tuple(sections)
    sha256 = hashlib.sha256(repr((indicators, title, kind, told, goals, edition, stamp)).encode()).hexdigest()
    given: dict[str, Any] = {"media": "pdf", "pages": 20, "published": date(2024, 8, 27), "body": "架空市"}
    return Reading(
        file=f"{title}.pdf",
        sha256=sha256,
        title=title,
        kind=kind,
        edition=edition,
        sections=told,
        goals=goals,
        indicators=indicators,
        **{**given, **facts},
    )
