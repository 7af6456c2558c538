"""Figures in tables: a table of indicators with 基準値 and 目標値, or one indicator's 実績値 and 目標値 by year."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
    r"|全国|県平均|県値|県内平均|他市|類似団体|順位|予算|決算|事業費|内訳|うち|[上下]半?期|四半期"
)
"""Heads of columns that compare figures instead of giving them, or give those of others, of money or of half a year."""

_WHEN = re.compile(r"(?:基準|現状|策定|目標|達成|検証)(?:年度?|時期|時点|期限)$|^(?:達成|目標)期限$")
"""Heads of columns that say of which year a baseline or a target is."""

_REMARK = re.compile(r"[(\[](?P<said>速報値?|暫定値?|概数値?|推計値?|確報値?|確定値?)[)\]]")
"""What is said of a value beside it: that it may still change, or no longer will."""

_MARK = re.compile(r"(?:[※*]|\(?(?:注|※))[0-9]{0,2}\)?$")
"""The mark of a footnote behind a number: 19※1, 19(注2)."""

_BOUND = re.compile(r"(?:以上|以下|未満|超|程度|維持)$")
_SAYS_MORE = re.compile(
    r"(?:約|およそ|概ね)?(?P<first>[△▲\-+]?[0-9][0-9,.]*[^0-9()\[\]/~〜～]{0,4})(?:[(\[][^()\[\]]+[)\]])?"
)

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
    whens = _when_columns(table, head)
    for row, entry in rows_with_entries(table):
        roles = [role for cell in row if (role := _row_role(cell))]
        told = {role: years[0] for at, role in whens if len(years := find_years(row[at] if at < len(row) else "")) == 1}
        figures = [
            (_as_told(column, roles, told), cell)
            for at, (column, cell) in enumerate(zip(heads, row, strict=False))
            if column is not None and at not in (name_at, unit_at)
        ]
        marks = frozenset(found[0] for cell in row if (found := _NOTED.search(plain(re.sub(r"\s", "", cell)))))
        yield replace(_collect(entry, figures, table.page), marks=marks)


def _as_told(column: Column, roles: Sequence[Role], told: Mapping[Role, YearMention]) -> Column:
    """A column as its row has it: the row's role (実績, 目標), and the year in 基準年度 or 目標年度."""
    if roles and column.role == "actual":
        return replace(column, role=roles[0])
    return replace(column, year=told[column.role]) if column.year is None and column.role in told else column


def _when_columns(table: TableReading, head: int) -> list[tuple[int, Role]]:
    """Columns that hold the years of baselines and targets."""
    heads = [plain(re.sub(r"\s", "", cell)) for cell in table.rows[head]]
    return [
        (at, "baseline" if _BASELINE.search(text) else "target") for at, text in enumerate(heads) if _WHEN.search(text)
    ]


def _heads(table: TableReading, head: int) -> list[Column | None]:
    """What each column holds. A head may stand over two rows: 実績値 over R2, R3 and R4."""
    rows = table.rows[: head_rows(table, head)]
    width = max(len(row) for row in rows)
    over = ""
    columns: list[Column | None] = []
    for at in range(width):
        cells = [row[at] if at < len(row) else "" for row in rows]
        over = cells[0] or over
        columns.append(_column(" ".join(cells if cells[0] else [over, *cells])))
    return columns


def head_rows(table: TableReading, head: int) -> int:
    """How many rows the head of a table of indicators takes, ``head`` being the one with the names' column."""
    following = table.rows[head + 1] if head + 1 < len(table.rows) else ()
    years = sum(bool(find_years(cell)) for cell in following) >= 2 and not any(map(parse_number, following))
    return head + 1 + years


def _column(head: str) -> Column | None:
    text = plain(re.sub(r"\s", "", head))
    year = next(iter(find_years(text)), None)
    if _DERIVED.search(text) or _WHEN.search(text):
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
        number, year, remark = _cell(cell, column.year, entry.unit if entry else "")
        doubts = () if number is None else _doubts(number, entry)
        if number is None and (number := _first_number(cell)):
            doubts = (f"cell_says_more: {cell.strip()!r}",)
        if number is None:
            note = pending_note(cell, year) if year and column.role == "actual" else None
            pending += [note] if note else []
            continue
        suffixes.add(_BOUND.sub("", number.suffix))
        if column.role != "actual":
            label = year.label if year else column.head
            milestones.append(
                MilestoneReading(
                    column.role,
                    label,
                    year.year if year else None,
                    number.value,
                    page,
                    "table",
                    cell.strip(),
                    needs_review=bool(doubts),
                )
            )
        elif year is not None:
            said = remark or next(iter(_REMARK.findall(column.head)), None)
            observations.append(_observation(number, year, cell, page, said, doubts))
    if entry is not None and not entry.unit and len(suffixes) == 1:
        entry = replace(entry, unit=suffixes.pop())
    return TableFigures(entry, tuple(observations), tuple(milestones), tuple(pending))


def _observation(
    number: PrintedNumber, year: YearMention, cell: str, page: int, remark: str | None, doubts: tuple[str, ...]
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
        needs_review=bool(doubts),
        reasons=doubts,
        note=remark,
    )


def _doubts(number: PrintedNumber, entry: Entry | None) -> tuple[str, ...]:
    """Why a person must look at a number: a unit behind it that is not the indicator's, 1.2万人 where it counts 人."""
    behind = _BOUND.sub("", number.suffix)
    if not behind or entry is None or not entry.unit or normalise_unit(behind) == normalise_unit(entry.unit):
        return ()
    return (f"unit_in_cell: {number.suffix!r} is not {entry.unit!r}",)


def normalise_unit(unit: str) -> str:
    """A unit in plain form; 名 and 人 are one."""
    return re.sub(r"\s|^[(]|[)]$", "", plain(unit)).casefold().replace("名", "人")


def _first_number(cell: str) -> PrintedNumber | None:
    """The number that a cell begins with where it says more: 約1,200, 0.8(全国1.2), 1,234(見込)."""
    match = _SAYS_MORE.fullmatch(plain(re.sub(r"\s", "", cell)))
    return parse_number(match["first"]) if match else None


def _within(date: YearMention, year: YearMention) -> bool:
    """Whether a date in a cell only says on which day of the column's year it was counted: R6.3.31現在 under R5."""
    return date.month is not None and year.year in (date.year, date.fiscal_year)


def _cell(
    cell: str, year: YearMention | None, unit: str
) -> tuple[PrintedNumber | None, YearMention | None, str | None]:
    """Number, year and remark of a cell, which may name its own year: 4,421(平成28年度), 41.5(速報値)."""
    text = plain(re.sub(r"\s", "", cell))
    remark = _REMARK.search(text)
    text = _REPLACED.sub("", _MARK.sub("", _REMARK.sub("", text)))
    inside = _YEAR_IN_CELL.search(text)
    own = find_years(inside[1]) if inside else []
    if inside and len(own) == 1 and inside.start() > 0:
        text = text[: inside.start()] + text[inside.end() :]
        year = year if year and _within(own[0], year) else own[0]
    # A unit with a digit in it (m2, t-CO2) would be taken for a second number.
    text = text.removesuffix(plain(unit)) if re.search(r"[0-9]", plain(unit)) else text
    return parse_number(text), year, remark["said"] if remark else None
