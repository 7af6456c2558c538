"""A file of figures, read row by row: what each row says, or the first that is wrong."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from corpus.errors import Detail, ImportRefused
from corpus.names import take_apart
from corpus.reading import Period
from corpus.years import era_label, parse_year
from kpi_store import cells, sheets
from kpi_store.identity import key
from kpi_store.units import plain_unit

COLUMNS = ("indicator", "unit", "period", "year", "label", "value", "kind", "source_url", "note", "confidence")
_NEEDED = ("indicator", "year", "value")


Refuse = Callable[[int, str, Detail], ImportRefused]
"""Makes the error for a row, a column and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. ``row`` is 1-based in the file; ``year`` is None only for a target or baseline without one."""

    row: int
    name: str
    unit: str
    period: Period | None
    year: int | None
    label: str
    value: Decimal
    kind: cells.Kind
    source_url: str | None
    note: str | None
    confidence: float
    text: str

    @property
    def slot(self) -> tuple[str, str, int | None]:
        """What there can be one value of, within an indicator."""
        role = self.kind if self.kind in ("target", "baseline") else "value"
        return key(self.name), role, self.year


@dataclass(frozen=True, slots=True)
class FigureFile:
    """A file whose rows are right, each for itself, and do not contradict each other."""

    path: Path
    sha256: str
    figures: tuple[Figure, ...]

    def refuse(self, row: int, column: str, detail: Detail) -> ImportRefused:
        """The error that tells of a row."""
        return _refusal(self.path, row, column, detail)


def read_figures(path: Path) -> FigureFile:
    """Read a CSV or XLSX file of figures; the columns are ``COLUMNS``.

    Raises:
        ImportRefused: If a row or the header is wrong.
        DocumentMissing: If there is no such file; ``DocumentEmpty`` or ``DocumentUnsupported`` likewise.
    """
    figures = _figures(sheets.read_rows(path), partial(_refusal, path))
    return FigureFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(figures))


def _refusal(path: Path, row: int, column: str, detail: Detail) -> ImportRefused:
    return ImportRefused(file=str(path), row=row, column=column, detail=detail)


def _figures(table: Sequence[sheets.Row], refuse: Refuse) -> list[Figure]:
    (number, header), *lines = table
    names = [name.lower() for name in header]
    for name in names:
        if name not in COLUMNS:
            raise refuse(number, name, Detail("unknown_column", known=COLUMNS))
        if names.count(name) > 1:
            raise refuse(number, name, Detail("column_twice"))
    for name in _NEEDED:
        if name not in names:
            raise refuse(number, name, Detail("column_missing"))
    figures = [_figure(row, names, content, refuse) for row, content in lines]
    return list(_without_repetition(figures, refuse))


def _figure(row: int, names: Sequence[str], content: Sequence[str], refuse: Refuse) -> Figure:
    if any(content[len(names) :]):
        raise refuse(row, "", Detail("too_many_cells"))
    given = dict.fromkeys(COLUMNS, "") | dict(zip(names, content, strict=False))

    def cell(column: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(given[column])
        except cells.CellError as error:
            raise refuse(row, column, error.detail) from None

    name = take_apart(given["indicator"])
    if not name.name:
        raise refuse(row, "indicator", Detail("missing"))
    if given["unit"] and name.unit and plain_unit(given["unit"]) != plain_unit(name.unit):
        raise refuse(row, "unit", Detail("unit_in_name", unit=given["unit"], said=name.unit))
    unit = given["unit"] or name.unit
    kind = cell("kind", cells.kind)
    undated = kind in ("target", "baseline") and not given["year"] and given["label"]
    year = None if undated else cell("year", cells.year)
    return Figure(
        row=row,
        name=name.name,
        unit=unit,
        period=cell("period", cells.period),
        year=year,
        label=cell("label", lambda label: _label(label, given["year"], year)),
        value=cell("value", lambda text: cells.number(text, unit)),
        kind=kind,
        source_url=cell("source_url", cells.url),
        note=given["note"] or None,
        confidence=cell("confidence", cells.confidence),
        text=given["value"],
    )


def _label(label: str, year_cell: str, year: int | None) -> str:
    """The label as given; else the year as given, if that is an era's; else the era's."""
    if year is None:
        return label
    if not label:
        return era_label(year) if year_cell.isdecimal() else year_cell
    said = parse_year(label)
    if said is not None and said.year != year and "月" not in label:  # a date in spring is of the fiscal year before
        raise cells.CellError("label_of_another_year", label=label, said=said.year, year=year)
    return label


def _without_repetition(figures: Sequence[Figure], refuse: Refuse) -> Iterator[Figure]:
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        slot = (*figure.slot, plain_unit(figure.unit))
        before = seen.setdefault(slot, figure)
        if before is figure:
            yield figure
        elif (before.value, before.kind) != (figure.value, figure.kind):
            told = Detail("contradicts", text=figure.text, row=before.row, before=before.text)
            raise refuse(figure.row, "value", told)
