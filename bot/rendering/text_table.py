"""Tables of figures in plain text, aligned by the width that Japanese characters take in a terminal."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len

from bot.answering.answer import Computed, Figure, FigurePoint, Goalpost, Source
from bot.rendering.text_numbers import decimals_of, exact, number, shown, year_label
from prompts.wording import Language, wording

Cite = Callable[[Source], str]
"""Gives the mark of a source, ``[1]``, numbering it where it is new."""

Row = tuple[str, ...]


def aligned(rows: Sequence[Row], numeric: Sequence[int]) -> list[str]:
    """Lines with columns of equal width.

    Args:
        rows: Cells; every row has the same number of them.
        numeric: 0-based columns that are set flush right.
    """
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            _padded(cell, width, at in numeric) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _padded(cell: str, width: int, right: bool) -> str:
    fill = " " * (width - cell_len(cell))
    return fill + cell if right else cell + fill


def figure_rows(figure: Figure, language: Language, cite: Cite) -> list[Row]:
    """One indicator's values, a year a row, then its target and baseline: year, value, remark, source."""
    decimals = figure_decimals(figure)
    rows = [_point_row(point, decimals, language, cite) for point in figure.points]
    say = wording(language).say
    for role, goalpost in (("target", figure.target), ("baseline", figure.baseline)):
        if goalpost:
            year = goalpost_year(goalpost, language)
            rows.append(
                (year, number(goalpost.value, decimals, language), say(f"text.row.{role}"), cite(goalpost.source))
            )
    return rows


def _point_row(point: FigurePoint, decimals: int, language: Language, cite: Cite) -> Row:
    remark = "" if point.status == "actual" else wording(language).say(f"text.row.{point.status}")
    return (
        year_label(point.year, language),
        shown(point.value, point.status, decimals, language),
        remark,
        cite(point.source),
    )


def overview_rows(figures: Sequence[Figure], language: Language, cite: Cite) -> list[Row]:
    """Several indicators of at most one value each, an indicator a row: name, year, value, unit, target, source."""
    return [_overview_row(figure, language, cite) for figure in figures]


def compared_rows(figures: Sequence[Figure], computed: Sequence[Computed], language: Language, cite: Cite) -> list[Row]:
    """Several indicators, or editions of one, side by side: a year a row, below the names with units and sources.

    Args:
        figures: What is compared; a year that one has no value for stays empty there.
        computed: Their index stands behind the value, where there is one.
        language: Of years and words.
        cite: Numbers the sources.
    """
    say = wording(language).say
    one = len({figure.indicator for figure in figures}) == 1
    index = {(c.indicator, c.years[-1]): exact(c.value, language) for c in computed if c.name == "index"}
    heads = [_compared_head(figure, one, language, cite) for figure in figures]
    rows: list[Row] = [(say("text.row.year"), *heads)]
    for year in sorted({point.year for figure in figures for point in figure.points}):
        rows.append(
            (year_label(year, language), *(_compared_cell(figure, year, index, language) for figure in figures))
        )
    targets = [_compared_target(figure, language) for figure in figures]
    return [*rows, (say("text.row.target"), *targets)] if any(targets) else rows


def _compared_head(figure: Figure, one: bool, language: Language, cite: Cite) -> str:
    say = wording(language).say
    named = figure.edition and one
    name = say("text.source.edition", edition=figure.edition) if named else figure.indicator
    marks = dict.fromkeys(cite(point.source) for point in figure.points)
    head = say("text.title.figure", indicator=name, facts=figure.unit) if figure.unit else name
    return " ".join([head, "".join(marks)])


def _compared_cell(figure: Figure, year: int, index: Mapping[tuple[str, int], str], language: Language) -> str:
    point = next((point for point in figure.points if point.year == year), None)
    if point is None:
        return ""
    say = wording(language).say
    value = shown(point.value, point.status, figure_decimals(figure), language)
    found = index.get((figure.indicator, year))
    return say("text.row.indexed", value=value, index=found) if found and point.status == "actual" else value


def _compared_target(figure: Figure, language: Language) -> str:
    if figure.target is None:
        return ""
    value = number(figure.target.value, figure_decimals(figure), language)
    return f"{value} {goalpost_year(figure.target, language)}".strip()


def _overview_row(figure: Figure, language: Language, cite: Cite) -> Row:
    say = wording(language).say
    decimals = figure_decimals(figure)
    target = ""
    if figure.target:
        value = number(figure.target.value, decimals, language)
        target = f"{say('text.row.target')} {goalpost_year(figure.target, language)} {value}".replace("  ", " ")
    if not figure.points:
        stated = cite(figure.target.source) if figure.target else ""
        return figure.indicator, "", "" if figure.target else say("text.none"), figure.unit, target, stated
    point = figure.points[-1]
    value = shown(point.value, point.status, decimals, language)
    return figure.indicator, year_label(point.year, language), value, figure.unit, target, cite(point.source)


def goalpost_year(goalpost: Goalpost, language: Language) -> str:
    """The year of a target or baseline in both countings, or its label where the document names no year."""
    return goalpost.label if goalpost.year is None else year_label(goalpost.year, language)


def figure_decimals(figure: Figure) -> int:
    """Digits after the point with which all values of an indicator are written."""
    goalposts = [goalpost for goalpost in (figure.target, figure.baseline) if goalpost]
    return decimals_of([point.value for point in figure.points] + [goalpost.value for goalpost in goalposts])
