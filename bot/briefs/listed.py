"""Indicators at a glance as rows of a file, and as an answer."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from bot.answering.answer import Answer
from bot.answering.lists.overview import Overview
from bot.rendering.text_numbers import exact, shown, source_line, year_label
from bot.rendering.text_table import figure_decimals, goalpost_year
from kpi_store.sheets import write_rows
from prompts.wording import Language, wording

COLUMNS = (
    "place",
    "indicator",
    "unit",
    "latest_year",
    "latest",
    "change",
    "rate",
    "target_year",
    "target",
    "attainment",
    "standing",
    "source",
)
"""Of the list, by the names of their heads."""


def write_list(file: Path, rows: Sequence[Overview], language: Language) -> None:
    """Write rows to a ``.csv`` file.

    Raises:
        DocumentUnsupported: If the name is none of a table; ``DocumentMissing`` if the folder does not exist.
    """
    say = wording(language).say
    write_rows(file, [say(f"brief.column.{name}") for name in COLUMNS], (cells(row, language) for row in rows))


def listed(rows: Sequence[Overview], language: Language, question: str) -> Answer:
    """The rows as an answer: an indicator a line, with the rule of the status below."""
    say = wording(language).say
    lines = [_line(row, language) for row in rows]
    rule = say("brief.rule.standing")
    return Answer(
        question=question,
        language=language,
        status="answered",
        intent="list",
        headline=say("brief.listed" if rows else "brief.none_listed"),
        remarks=(*lines, rule),
        about=tuple(row.indicator.name for row in rows),
        figures=tuple(row.figure for row in rows if row.figure.points),
        computed=tuple(row.change for row in rows if row.change),
    )


def change_text(row: Overview, language: Language) -> str:
    """The change from the year before with its sign; empty where there is none."""
    if row.change is None:
        return ""
    return f"{'+' if row.change.value > 0 else ''}{exact(row.change.value, language)}"


def _line(row: Overview, language: Language) -> str:
    say = wording(language).say
    facts = {"indicator": row.indicator.name, "standing": say(f"brief.standing.{row.standing}")}
    if row.latest is None:
        return say("brief.line_bare", **facts)
    value = shown(row.latest.value, row.latest.status, figure_decimals(row.figure), language) + row.indicator.unit
    line = say("brief.line", year=year_label(row.latest.year, language), value=value, **facts)
    return line + (say("brief.line_change", change=change_text(row, language)) if row.change else "")


def cells(row: Overview, language: Language) -> list[str | int | Decimal]:
    """A row's cells, one of each of ``COLUMNS``."""
    latest, target = row.latest, row.figure.target
    return [
        _place(row, language),
        row.indicator.name,
        row.indicator.unit,
        year_label(latest.year, language) if latest else "",
        latest.value if latest else "",
        row.change.value if row.change else "",
        row.rate.value if row.rate else "",
        goalpost_year(target, language) if target else "",
        target.value if target else "",
        row.attainment.value if row.attainment and row.attainment.value >= 0 else "",
        wording(language).say(f"brief.standing.{row.standing}"),
        source_line(latest.source, language) if latest else "",
    ]


def _place(row: Overview, language: Language) -> str:
    """In words: a spreadsheet would take 1-2 for a day in January."""
    say, view = wording(language).say, row.indicator
    if view.goal is None:
        return ""
    if view.measure is None:
        return say("answer.list.goal", goal=view.goal)
    return say("answer.list.measure", goal=view.goal, measure=view.measure)
