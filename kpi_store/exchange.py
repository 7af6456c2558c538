"""Figures in and out as CSV and XLSX: whole files or nothing, and what goes out comes back in as it was.

An imported file is a document of the kind ``import`` that answers at once, beside the same index snapshot; a file
of the same name imported later takes its place.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from corpus.errors import ImportRefused
from corpus.names import take_apart
from corpus.reading import IndicatorReading, MilestoneReading, ObservationReading, Period
from corpus.years import era_label, parse_year
from kpi_store import audit, cells, documents, publications, rows, sheets
from kpi_store.columns import now
from kpi_store.figures import Published
from kpi_store.identity import key, keys
from kpi_store.tables import Document
from kpi_store.units import plain_unit, same_kind
from kpi_store.views import DocumentView, ImportView, IndicatorView, MilestoneView, ObservationView

COLUMNS = ("indicator", "unit", "period", "year", "label", "value", "kind", "source_url", "note", "confidence")
_NEEDED = ("indicator", "year", "value")


@dataclass(frozen=True, slots=True)
class _Figure:
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


class _Refuse:
    """Makes the errors of one file."""

    def __init__(self, path: Path) -> None:
        self._file = str(path)

    def __call__(self, row: int, column: str, detail: str) -> ImportRefused:
        return ImportRefused(file=self._file, row=row, column=column, detail=detail)


def import_figures(session: Session, path: Path, by: str) -> ImportView:
    """Import a file and publish it. See ``KpiStore.import_figures``."""
    refuse = _Refuse(path)
    figures = _figures(sheets.read_rows(path), refuse)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    in_force = documents.views(session, documents.published_ids(session))
    known = documents.same_file(session, sha256, "")
    if known is not None and known.id in {document.id for document in in_force}:
        return ImportView(
            rows.document_view(known, {document.id for document in in_force}), len(figures), changed=False
        )
    row = known or _document(path, sha256, in_force)
    staying = [document for document in in_force if not documents.replaces(row, document)]
    listed = rows.entries(session, staying)
    indicators = _indicators(figures, listed, refuse)
    document = row.id if row.id is not None else documents.add(session, row, indicators)
    snapshot = publications.newest_snapshot(session)
    publications.append(session, [*staying, *documents.views(session, [document])], snapshot, path.name)
    audit.record(session, "import", path.name, by, document=document, figures=len(figures))
    names = {k for entry in listed for k in keys(entry.reading)}
    new = tuple(reading.name for reading in indicators if not keys(reading) & names)
    return ImportView(documents.views(session, [document])[0], len(figures), changed=True, new=new)


def export_figures(published: Published, path: Path) -> int:
    """Write what answers. See ``KpiStore.export_figures``."""
    lines = [line for view in published.indicators() for line in _lines(published, view)]
    sheets.write_rows(path, COLUMNS, lines)
    return len(lines)


def _document(path: Path, sha256: str, in_force: Sequence[DocumentView]) -> Document:
    return Document(
        sha256=sha256,
        file=str(path),
        title=path.name,
        kind="import",
        pages=1,
        sample=any(document.sample for document in in_force),
        draft=False,
        added_at=now(),
    )


def _figures(table: Sequence[sheets.Row], refuse: _Refuse) -> list[_Figure]:
    (number, header), *lines = table
    names = [name.lower() for name in header]
    for name in names:
        if name not in COLUMNS:
            raise refuse(number, name, f"unknown column; known are {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise refuse(number, name, "given twice")
    for name in _NEEDED:
        if name not in names:
            raise refuse(number, name, "column is missing")
    figures = [_figure(row, names, content, refuse) for row, content in lines]
    return list(_without_repetition(figures, refuse))


def _figure(row: int, names: Sequence[str], content: Sequence[str], refuse: _Refuse) -> _Figure:
    if any(content[len(names) :]):
        raise refuse(row, "", "more cells than columns")
    given = dict.fromkeys(COLUMNS, "") | dict(zip(names, content, strict=False))

    def cell(column: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(given[column])
        except ValueError as error:
            raise refuse(row, column, str(error)) from None

    name = take_apart(given["indicator"])
    if not name.name:
        raise refuse(row, "indicator", "missing")
    if given["unit"] and name.unit and plain_unit(given["unit"]) != plain_unit(name.unit):
        raise refuse(row, "unit", f"{given['unit']}, but the indicator's name says {name.unit}")
    unit = given["unit"] or name.unit
    kind = cell("kind", cells.kind)
    undated = kind in ("target", "baseline") and not given["year"] and given["label"]
    year = None if undated else cell("year", cells.year)
    return _Figure(
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
        raise ValueError(f"{label} is {said.year}, but year says {year}")
    return label


def _without_repetition(figures: Sequence[_Figure], refuse: _Refuse) -> Iterator[_Figure]:
    seen: dict[tuple[object, ...], _Figure] = {}
    for figure in figures:
        slot = (*figure.slot, plain_unit(figure.unit))
        before = seen.setdefault(slot, figure)
        if before is figure:
            yield figure
        elif (before.value, before.kind) != (figure.value, figure.kind):
            raise refuse(figure.row, "value", f"{figure.text}, but row {before.row} says {before.text}")


def _indicators(
    figures: Sequence[_Figure], listed: Sequence[rows.Entry], refuse: _Refuse
) -> tuple[IndicatorReading, ...]:
    readings: dict[tuple[str, str], IndicatorReading] = {}
    for figure in figures:
        unit = _unit(figure, figures, listed, refuse)
        place = key(figure.name), plain_unit(unit)
        before = readings.get(place) or IndicatorReading(figure.name, unit, figure.period)
        readings[place] = _with(before, figure)
    return tuple(readings.values())


def _unit(figure: _Figure, figures: Sequence[_Figure], listed: Sequence[rows.Entry], refuse: _Refuse) -> str:
    """The unit of a row: its own if that can be right, else the one that the indicator has elsewhere."""
    here = {f.unit for f in figures if key(f.name) == key(figure.name) and f.unit}
    known = {e.reading.unit for e in listed if key(figure.name) in keys(e.reading) and e.reading.unit}
    units = {plain_unit(unit): unit for unit in sorted(known or here)}
    if not figure.unit:
        if len(units) > 1:
            raise refuse(figure.row, "unit", f"missing; the indicator is counted in {', '.join(units.values())}")
        return next(iter(units.values()), "")
    others = [unit for unit in here if plain_unit(unit) != plain_unit(figure.unit)]
    mixed = next((unit for unit in others if same_kind(unit, figure.unit)), None)
    if plain_unit(figure.unit) not in units or mixed:
        wanted = mixed or ", ".join(units.values())
        raise refuse(figure.row, "unit", f"{figure.unit}, but the indicator is counted in {wanted}")
    return figure.unit


def _with(reading: IndicatorReading, figure: _Figure) -> IndicatorReading:
    reading = replace(reading, period=reading.period or figure.period)
    if figure.kind in ("target", "baseline"):
        return replace(reading, milestones=(*reading.milestones, _milestone(figure)))
    return replace(reading, observations=(*reading.observations, _observation(figure)))


def _observation(figure: _Figure) -> ObservationReading:
    assert figure.year is not None and figure.kind != "target" and figure.kind != "baseline"
    return ObservationReading(
        year=figure.year,
        label=figure.label,
        value=figure.value,
        status=figure.kind,
        page=figure.row,
        method="import",
        text=figure.text,
        confidence=figure.confidence,
        needs_review=False,
        source_url=figure.source_url,
        note=figure.note,
    )


def _milestone(figure: _Figure) -> MilestoneReading:
    assert figure.kind in ("target", "baseline")
    return MilestoneReading(
        role=figure.kind,
        label=figure.label,
        year=figure.year,
        value=figure.value,
        page=figure.row,
        method="import",
        text=figure.text,
        source_url=figure.source_url,
        note=figure.note,
    )


def _lines(published: Published, view: IndicatorView) -> Iterator[list[str | int | Decimal]]:
    series = published.series(view.id)
    given: list[ObservationView | MilestoneView] = [*series.observations]
    given += [mark for mark in (series.baseline, series.target) if mark is not None]
    for seen in given:
        yield [
            view.name.strip(),
            series.indicator.unit.strip(),
            view.period or "",
            "" if seen.year is None else seen.year,
            seen.label.strip(),
            seen.value,
            seen.status if isinstance(seen, ObservationView) else seen.role,
            seen.source_url or "",
            _source(seen),
            cells.confidence_cell(seen.confidence if isinstance(seen, ObservationView) else cells.CONFIDENCE["high"]),
        ]


def _source(seen: ObservationView | MilestoneView) -> str:
    """The note; a figure that a document printed also says where."""
    note = (seen.note or "").strip()
    if seen.document.edition is None:
        return note
    place = f"{seen.document.title}（{seen.document.edition}）p.{seen.page}"
    return f"{note} / {place}" if note else place
