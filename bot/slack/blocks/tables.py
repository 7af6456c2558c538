"""Figures as a compact table: a row a year while the indicators are few, else a row a value."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import RawTextObject, TableBlock, TableBlockColumnSettings

from bot.answering.answer import Figure, FigurePoint, Goalpost, Source
from bot.rendering.text import figure_title
from bot.rendering.text_numbers import number, shown, year_label
from bot.rendering.text_table import figure_decimals, goalpost_year
from bot.slack.blocks.citations import Citations
from bot.slack.blocks.limits import TABLE_ROOM, TABLE_ROWS, Block, size
from bot.slack.blocks.literal import clipped, one_line
from prompts.wording import Language, wording

_MOST_COLUMNS = 4
"""Indicators side by side; more are unreadable on a telephone."""

_LONGEST_NAME = 200
_LONGEST_CELL = 300
_NOTHING = "–"
Row = list[str]


class _Sheet(NamedTuple):
    """A table as text; its first ``words`` columns hold words, the others numbers."""

    header: Row
    rows: list[Row]
    words: int


def tables(figures: Sequence[Figure], cite: Citations, language: Language) -> Iterator[Block]:
    """The figures that have any value, in as many tables as Slack's limits need."""
    columns = [_Column(figure, cite, language) for figure in figures if figure.points or _goals(figure)]
    if not columns:
        return
    overview = len(columns) > 1 and all(len(column.figure.points) <= 1 for column in columns)
    sheet = (_by_value if overview or len(columns) > _MOST_COLUMNS else _by_year)(columns, language)
    kept: list[Row] = []
    room = TABLE_ROOM - _size(sheet.header)
    for row in sheet.rows:
        if kept and (len(kept) >= TABLE_ROWS - 1 or sum(map(_size, kept)) + _size(row) > room):
            yield _table(sheet, kept)
            kept = []
        kept.append(row)
    yield _table(sheet, kept)


class _Column:
    """One figure as text: its name, its values, its goalposts, each with the number of its source."""

    def __init__(self, figure: Figure, cite: Citations, language: Language) -> None:
        self.figure = figure
        self._cite = cite
        self._language = language
        self._decimals = figure_decimals(figure)
        places = {cite.mark(point.source) for point in figure.points}
        self._home = places.pop() if len(places) == 1 else ""
        self._title = clipped(one_line(figure_title(figure, language)), _LONGEST_NAME)

    @property
    def header(self) -> str:
        return f"{self._title} {self._home}".strip()

    def point(self, point: FigurePoint) -> str:
        about = "≈" if point.status == "measured" else ""
        return about + shown(point.value, point.status, self._decimals, self._language) + self._away(point.source)

    def goal(self, goal: Goalpost | None, *, with_year: bool) -> str:
        if goal is None:
            return _NOTHING
        value = number(goal.value, self._decimals, self._language) + self._away(goal.source)
        year = goalpost_year(goal, self._language) if with_year else ""
        return f"{year}: {value}" if year else value  # the value last, so that it lines up with those above it

    def _away(self, source: Source) -> str:
        """The source's number, where it is not the one that stands in the header for the whole column."""
        mark = self._cite.mark(source)
        return "" if mark == self._home else f" {mark}"


def _by_year(columns: Sequence[_Column], language: Language) -> _Sheet:
    say = wording(language).say
    years = sorted({point.year for column in columns for point in column.figure.points})
    rows = [[year_label(year, language), *(_of_year(column, year) for column in columns)] for year in years]
    goals: tuple[tuple[str, Callable[[Figure], Goalpost | None]], ...] = (
        ("baseline", lambda figure: figure.baseline),
        ("target", lambda figure: figure.target),
    )
    for kind, of in goals:
        given = {goalpost_year(goal, language) for column in columns if (goal := of(column.figure))}
        if given:
            one = len(given) == 1
            label = f"{say(f'text.row.{kind}')} {given.pop() if one else ''}"
            rows.append([label, *(column.goal(of(column.figure), with_year=not one) for column in columns)])
    return _Sheet([say("text.row.year"), *(column.header for column in columns)], rows, words=1)


def _by_value(columns: Sequence[_Column], language: Language) -> _Sheet:
    say = wording(language).say
    header = [say(f"text.row.{name}") for name in ("indicator", "year", "value", "baseline", "target")]
    rows = []
    for column in columns:
        figure = column.figure
        goals = [column.goal(goal, with_year=True) for goal in (figure.baseline, figure.target)]
        for point in figure.points:
            rows.append([column.header, year_label(point.year, language), column.point(point), *goals])
        if not figure.points:
            rows.append([column.header, _NOTHING, _NOTHING, *goals])
    return _Sheet(header, rows, words=2)


def _of_year(column: _Column, year: int) -> str:
    values = [column.point(point) for point in column.figure.points if point.year == year]
    return " / ".join(values) or _NOTHING


def _goals(figure: Figure) -> tuple[Goalpost, ...]:
    return tuple(goal for goal in (figure.baseline, figure.target) if goal)


def _size(row: Row) -> int:
    return sum(size(_text(cell)) for cell in row)


def _text(cell: str) -> str:
    return clipped(one_line(cell), _LONGEST_CELL) or " "


def _table(sheet: _Sheet, rows: Sequence[Row]) -> Block:
    words = TableBlockColumnSettings(align="left", is_wrapped=True)
    numbers = TableBlockColumnSettings(align="right")
    columns = [words] * sheet.words + [numbers] * (len(sheet.header) - sheet.words)
    cells = [[RawTextObject(text=_text(cell)) for cell in row] for row in (sheet.header, *rows)]
    return TableBlock(rows=cells, column_settings=columns).to_dict()
