"""Figures in tables: a table of indicators with 基準値 and 目標値, or one indicator's 実績値 and 目標値 by year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.charts.numbers import PrintedNumber, parse_number
from corpus.charts.units import split_unit
from corpus.pending import pending_note
from corpus.reading import MilestoneReading, ObservationReading, Role, TableReading
from corpus.structure.entries import Entry, name_and_unit_columns, rows_with_entries
from corpus.structure.marks import plain
from corpus.years import YearMention, find_years

_TARGET = re.compile(r"(?<!基本)(?<!政策)(?<!施策)(?<!重点)(?<!戦略)目標(?!番号|名|項目)|検証値|KPI値")
_BASELINE = re.compile(r"基準|現状|策定時|当初")
_ACTUAL = re.compile(r"実績|結果|現況")
_DERIVED = re.compile(
    r"率に対|に対する|達成率|進捗率|達成度|達成状況|評価|増減|[前対]年|[差比]$|判定|見込|予測|予定|方向性|分析"
)
"""Heads of columns that compare figures instead of giving them."""

_REMARK = re.compile(r"[(\[](?P<said>速報値?|暫定値?|概数値?|推計値?|確報値?|確定値?)[)\]]")
"""What is said of a value beside it: that it may still change, or no longer will."""

_MARK = re.compile(r"(?:[※*]|\(?(?:注|※))[0-9]{0,2}\)?$")
"""The mark of a footnote behind a number: 19※1, 19(注2)."""

_NOTED = re.compile(r"※[0-9]{1,2}|(?<=\()注[0-9]{1,2}(?=\))")

_REPLACED = re.compile(r"[(\[](?:改[訂定]|変更|見直し|修正)前:?[^()\[\]]*[)\]]$")
"""What a target was before: 600(改訂前300)."""

_YEAR_IN_CELL = re.compile(r"[(（]([^()（）]*[年RHＲＨ度0-9元][^()（）]*)[)）]")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column, or a row, of figures is: the role, the year if its head says it, and the head itself."""

    role: Role
    year: YearMention | None
    head: str = ""


@dataclass(frozen=True, slots=True)
class TableFigures:
    """The figures that a table gives one indicator. ``entry`` is None where the table names none.

    ``pending`` are notes of years whose value is still to come (令和6年：調査中), ``marks`` those of footnotes (※1).
    """

    entry: Entry | None
    observations: tuple[ObservationReading, ...]
    milestones: tuple[MilestoneReading, ...]
    pending: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


def table_figures(table: TableReading) -> Iterator[TableFigures]:
    """The figures of a table, one item for each indicator that it gives any; nothing if it is no such table."""
    columns = name_and_unit_columns(table)
    if columns is not None:
        yield from _of_indicators(table, *columns)
    elif found := _by_year(table):
        yield found


def _of_indicators(table: TableReading, head: int, name_at: int, unit_at: int | None) -> Iterator[TableFigures]:
    heads = _heads(table, head)
    for row, entry in rows_with_entries(table):
        roles = [role for cell in row if (role := _row_role(cell))]
        figures = [
            (replace(column, role=roles[0]) if roles and column.role == "actual" else column, cell)
            for at, (column, cell) in enumerate(zip(heads, row, strict=False))
            if column is not None and at not in (name_at, unit_at)
        ]
        marks = frozenset(found[0] for cell in row if (found := _NOTED.search(plain(re.sub(r"\s", "", cell)))))
        yield replace(_collect(entry, figures, table.page), marks=marks)


def _heads(table: TableReading, head: int) -> list[Column | None]:
    """What each column holds. A head may stand over two rows: 実績値 over R2, R3 and R4."""
    rows = table.rows[: head_rows(table, head)]
    width = max(len(row) for row in rows)
    over = ""
    columns: list[Column | None] = []
    for at in range(width):
        cells = [row[at] if at < len(row) else "" for row in rows]
        over = cells[0] or over
        columns.append(_column(" ".join([over, *cells] if len(rows) > 1 else cells)))
    return columns


def head_rows(table: TableReading, head: int) -> int:
    """How many rows the head of a table of indicators takes, ``head`` being the one with the names' column."""
    following = table.rows[head + 1] if head + 1 < len(table.rows) else ()
    years = sum(bool(find_years(cell)) for cell in following) >= 2 and not any(map(parse_number, following))
    return head + 1 + years


def _column(head: str) -> Column | None:
    text = plain(re.sub(r"\s", "", head))
    year = next(iter(find_years(text)), None)
    if _DERIVED.search(text):
        return None
    if _BASELINE.search(text):
        return Column("baseline", year, text)
    if _TARGET.search(text):
        return Column("target", year, text)
    if year is not None or _ACTUAL.search(text):
        return Column("actual", year, text)
    return None


def _by_year(table: TableReading) -> TableFigures | None:
    """A table with years along the top and rows 実績値, 目標値; or the same turned by its diagonal."""
    turned = tuple(zip_longest(*table.rows, fillvalue=""))
    return _years_across(table.rows, table.page) or _years_across(turned, table.page)


def _years_across(rows: Sequence[tuple[str, ...]], page: int) -> TableFigures | None:
    for number, row in enumerate(rows[:3]):
        years = {at: found[0] for at, cell in enumerate(row) if at and len(found := find_years(cell)) == 1}
        if len(years) < 2:
            continue
        figures: list[tuple[Column, str]] = []
        for values in rows[number + 1 :]:
            role = _row_role(values[0] if values else "")
            if role is not None:
                figures += [(Column(role, year), values[at]) for at, year in years.items() if at < len(values)]
        return _collect(None, figures, page) if figures else None
    return None


def _row_role(name: str) -> Role | None:
    text, _ = split_unit(plain(re.sub(r"\s", "", name)))
    if re.fullmatch(r"実績値?|実績数|結果", text):
        return "actual"
    return "target" if re.fullmatch(r"(?:年度)?目標値?|検証値", text) else None


def _collect(entry: Entry | None, figures: list[tuple[Column, str]], page: int) -> TableFigures:
    observations: list[ObservationReading] = []
    milestones: list[MilestoneReading] = []
    suffixes: set[str] = set()
    pending: list[str] = []
    for column, cell in figures:
        number, year, remark = _cell(cell, column.year)
        if number is None:
            note = pending_note(cell, year) if year and column.role == "actual" else None
            pending += [note] if note else []
            continue
        suffixes.add(number.suffix)
        if column.role != "actual":
            label = year.label if year else column.head
            milestones.append(
                MilestoneReading(
                    column.role, label, year.year if year else None, number.value, page, "table", cell.strip()
                )
            )
        elif year is not None:
            said = remark or next(iter(_REMARK.findall(column.head)), None)
            observations.append(_observation(number, year, cell, page, said))
    if entry is not None and not entry.unit and len(suffixes) == 1:
        entry = replace(entry, unit=suffixes.pop())
    return TableFigures(entry, tuple(observations), tuple(milestones), tuple(pending))


def _observation(
    number: PrintedNumber, year: YearMention, cell: str, page: int, remark: str | None
) -> ObservationReading:
    return ObservationReading(
        year=year.year,
        label=year.label,
        value=number.value,
        status="carried" if number.carried else "actual",
        page=page,
        method="table",
        text=cell.strip(),
        confidence=1.0,
        needs_review=False,
        note=remark,
    )


def _cell(cell: str, year: YearMention | None) -> tuple[PrintedNumber | None, YearMention | None, str | None]:
    """Number, year and remark of a cell, which may name its own year: 4,421(平成28年度), 41.5(速報値)."""
    text = plain(re.sub(r"\s", "", cell))
    remark = _REMARK.search(text)
    text = _REPLACED.sub("", _MARK.sub("", _REMARK.sub("", text)))
    inside = _YEAR_IN_CELL.search(text)
    own = find_years(inside[1]) if inside else []
    if inside and len(own) == 1 and inside.start() > 0:
        year, text = own[0], text[: inside.start()] + text[inside.end() :]
    return parse_number(text), year, remark["said"] if remark else None
