"""The figures of an answer as a CSV file that spreadsheets open as it is, each value with its source."""

from collections.abc import Iterator
from decimal import Decimal

from bot.answering.answer import Answer, Figure, FigurePoint, Goalpost
from kpi_store.sheets import csv_bytes
from prompts.wording import Language, wording

_COLUMNS = ("indicator", "unit", "period", "year", "label", "value", "kind_of", "edition", "document", "page", "url")
Cell = str | int | Decimal


def figures_csv(answer: Answer) -> bytes:
    """All values, targets and baselines that an answer shows, a row each."""
    say = wording(answer.language).say
    header = [say(f"csv.{column}") for column in _COLUMNS]
    return csv_bytes(header, (row for figure in answer.figures for row in _rows(figure, answer.language)))


def _rows(figure: Figure, language: Language) -> Iterator[list[Cell]]:
    say = wording(language).say
    held: list[tuple[str, FigurePoint | Goalpost]] = [(point.status, point) for point in figure.points]
    held += [(role, goal) for role, goal in (("baseline", figure.baseline), ("target", figure.target)) if goal]
    period = say(f"text.period.{figure.period}") if figure.period else ""
    for kind, value in held:
        yield [
            figure.indicator,
            figure.unit,
            period,
            "" if value.year is None else value.year,
            value.label,
            value.value,
            say(f"csv.kind.{kind}"),
            *_source(value),
        ]


def _source(value: FigurePoint | Goalpost) -> list[Cell]:
    source = value.source
    page: Cell = "" if source.page is None else source.page
    return [source.edition or "", source.document, page, source.url or ""]
