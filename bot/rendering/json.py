"""The contract's JSON, the one place where values leave exact arithmetic.

A whole number becomes an integer and any other a float: both print the digits that are stored.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answering.answer import Answer, Computed, Excerpt, Figure, FigurePoint, Goalpost, Source
from corpus.reading import BBox, ChartReading, Milestone, Point, Reading, ReadingWarning, Section
from kpi_store.views import Difference, DocumentView, IndicatorView, PublicationView

if TYPE_CHECKING:
    from index.search import Hit

Json = dict[str, Any]


def dumps(value: object) -> str:
    """JSON text of plain data, frozen dataclasses, dates and decimals; Japanese stays readable.

    A lone surrogate, which a PDF's text can hold, is written as the escape that JSON has for it.
    """
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, BBox):
        return [value.x0, value.y0, value.x1, value.y1]
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"no JSON for {type(value).__name__}")


def plain_number(value: Decimal) -> int | float:
    """The value as JSON writes it: ``4``, ``-16``, ``81.98``."""
    return int(value) if value == value.to_integral_value() else float(value)


def answer_object(answer: Answer, text: str, chart: Json | None) -> Json:
    """An answer as the contract has it.

    Args:
        answer: What was found.
        text: The reply as plain text.
        chart: ``{"path", "alt"}`` of the picture that was drawn, if one was.
    """
    return {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "intent": answer.intent,
        "text": text,
        "figures": [figure_object(figure) for figure in answer.figures],
        "excerpts": [_excerpt(excerpt) for excerpt in answer.excerpts],
        "chart": chart,
        "candidates": list(answer.candidates),
        "computed": [_computed(computed) for computed in answer.computed],
        "written_by": answer.written_by,
        "snapshot": answer.snapshot,
        "timing_ms": {"total": 0.0, **answer.timing_ms},
    }


def figure_object(figure: Figure) -> Json:
    """One indicator's values."""
    return {
        "indicator": figure.indicator,
        "unit": figure.unit,
        "period": figure.period,
        "edition": figure.edition,
        "points": [_figure_point(point) for point in figure.points],
        "target": _goalpost(figure.target),
        "baseline": _goalpost(figure.baseline),
        "targets": [_goalpost(target) for target in figure.targets],
        "desired": figure.desired,
        "cumulative": figure.cumulative,
    }


def _figure_point(point: FigurePoint) -> Json:
    return {
        "year": point.year,
        "label": point.label,
        "value": plain_number(point.value),
        "status": point.status,
        "source": _source(point.source),
    }


def _goalpost(goalpost: Goalpost | None) -> Json | None:
    if goalpost is None:
        return None
    return {
        "year": goalpost.year,
        "label": goalpost.label,
        "value": plain_number(goalpost.value),
        "source": _source(goalpost.source),
    }


def _source(source: Source) -> Json:
    return {field.name: getattr(source, field.name) for field in fields(source)}


def _excerpt(excerpt: Excerpt) -> Json:
    return {
        "section": excerpt.section,
        "text": excerpt.text,
        "document": excerpt.source.document,
        "edition": excerpt.source.edition,
        "page": excerpt.source.page,
        "printed_page": excerpt.source.printed_page,
        "line": excerpt.source.line,
        "heading": list(excerpt.heading),
        "indicator": excerpt.indicator,
    }


def _computed(computed: Computed) -> Json:
    return {
        "name": computed.name,
        "value": plain_number(computed.value),
        "unit": computed.unit,
        "from": list(computed.years),
        "indicator": computed.indicator,
        **({"beside": computed.beside} if computed.beside else {}),
    }


def reading_object(reading: Reading) -> Json:
    """What the reader saw in a file, as the contract has it."""
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "media": reading.media,
        "pages": reading.pages,
        "title": reading.title,
        "kind": reading.kind,
        "edition": reading.edition,
        "published": reading.published,
        "body": reading.body,
        "charts": [_chart(chart) for chart in reading.charts],
        "tables": [{"page": table.page, "rows": table.rows, "bbox": table.bbox} for table in reading.tables],
        "sections": [_section(section) for section in reading.sections],
        "indicators": list(reading.indicators),
        "warnings": [warning_object(warning) for warning in reading.warnings],
    }


def _chart(chart: ChartReading) -> Json:
    return {
        "page": chart.page,
        "title": chart.title,
        "unit": chart.unit,
        "kind": chart.kind,
        "period": chart.period,
        "series": [
            {"name": series.name, "role": series.role, "points": [_point(point) for point in series.points]}
            for series in chart.series
        ],
        "target": _milestone(chart.target),
        "baseline": _milestone(chart.baseline),
        "confidence": chart.confidence,
        "needs_review": chart.needs_review,
        "reasons": list(chart.reasons),
        "bbox": chart.bbox,
    }


def _point(point: Point) -> Json:
    return {field.name: getattr(point, field.name) for field in fields(point)}


def _milestone(milestone: Milestone | None) -> Json | None:
    if milestone is None:
        return None
    return {"label": milestone.label, "year": milestone.year, "value": milestone.value, "text": milestone.text}


def _section(section: Section) -> Json:
    return {
        "page": section.page,
        "line": section.line,
        "section": section.section,
        "heading": list(section.heading),
        "indicator": section.indicator,
        "text": section.text,
    }


def hit_object(hit: "Hit") -> Json:
    """A passage that a search found."""
    passage = hit.passage
    return {
        "text": passage.text,
        "score": hit.score,
        "document": passage.document,
        "edition": passage.edition,
        "page": passage.page,
        "printed_page": passage.printed_page,
        "line": passage.line,
        "section": passage.section,
        "heading": list(passage.heading),
        "indicator": passage.indicator,
    }


def indicator_object(view: IndicatorView) -> Json:
    """An indicator across all editions."""
    return {
        "indicator": view.name,
        "unit": view.unit,
        "period": view.period,
        "names": list(view.names),
        "goal": view.goal,
        "goal_title": view.goal_title,
        "measure": view.measure,
        "measure_title": view.measure_title,
        "numeric_target": view.numeric_target,
        "cumulative": view.cumulative,
        "desired": view.desired,
        "notes": list(view.notes),
        "definition": view.definition or None,
    }


def warning_object(warning: ReadingWarning) -> Json:
    """A reader's warning."""
    return {"page": warning.page, "code": warning.code, "message": warning.message}


def difference_object(difference: Difference) -> Mapping[str, object]:
    """What publishing would change, as the contract has it."""
    return {
        "edition": difference.edition,
        "documents": [document.title for document in difference.documents],
        "added": difference.added,
        "changed": list(difference.changed),
        "renamed": [{"old": old, "new": new} for old, new in difference.renamed],
        "new": list(difference.new),
        "dropped": list(difference.dropped),
        "proposed": list(difference.proposed),
        "targets_changed": list(difference.targets_changed),
        "needs_review": list(difference.needs_review),
        "rule_breaks": list(difference.rule_breaks),
    }


def publication_object(publication: PublicationView) -> Json:
    """What answers, or answered."""
    return {
        "publication": publication.id,
        "at": publication.at,
        "snapshot": publication.snapshot,
        "documents": [document_object(document) for document in publication.documents],
    }


def document_object(document: DocumentView) -> Json:
    """A document in the store."""
    return {
        "file": document.file,
        "title": document.title,
        "kind": document.kind,
        "edition": document.edition,
        "published": document.published,
        "body": document.body,
        "pages": document.pages,
        "state": document.state,
        "sample": document.sample,
        "sha256": document.sha256,
    }
