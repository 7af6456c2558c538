"""Figures in and out as CSV and XLSX: whole files or nothing, and what goes out comes back in as it was.

An imported file is a document of the kind ``import`` that answers at once, beside the same index snapshot; a file
of the same name imported later takes its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session

from corpus.errors import Detail
from corpus.reading import IndicatorReading, MilestoneReading, ObservationReading
from kpi_store import audit, cells, documents, publications, rows, sheets
from kpi_store.columns import now
from kpi_store.figure_files import COLUMNS, Figure, FigureFile
from kpi_store.figures import Published
from kpi_store.identity import key, keys
from kpi_store.tables import Document
from kpi_store.units import plain_unit, same_kind
from kpi_store.views import DocumentView, ImportView, IndicatorView, MilestoneView, ObservationView


def import_figures(session: Session, file: FigureFile, by: str) -> ImportView:
    """Publish a file of figures. See ``KpiStore.import_figures``."""
    path, figures = file.path, file.figures
    in_force = documents.views(session, documents.published_ids(session))
    known = documents.same_file(session, file.sha256, "")
    for document in in_force:
        if known is not None and document.id == known.id:
            return ImportView(document, len(figures), changed=False)
    row = known or _document(file)
    staying = [document for document in in_force if not documents.replaces(row, document)]
    listed = rows.entries(session, staying)
    indicators = _indicators(file, listed)
    if known is None:
        row.sample = _is_of_the_sample(session, file)
    if row.sample and any(not document.sample and document.kind != "import" for document in staying):
        raise documents.mixed(session)
    imported = row.id if row.id is not None else documents.add(session, row, indicators)
    snapshot = publications.newest_snapshot(session)
    publications.append(session, [*staying, *documents.views(session, [imported])], snapshot, path.name)
    audit.record(session, "import", path.name, by, document=imported, figures=len(figures))
    names = {k for entry in listed for k in keys(entry.reading)}
    new = tuple(reading.name for reading in indicators if not keys(reading) & names)
    return ImportView(documents.views(session, [imported])[0], len(figures), changed=True, new=new)


def export_figures(published: Published, path: Path) -> int:
    """Write what answers. See ``KpiStore.export_figures``."""
    lines = [line for view in published.indicators() for line in _lines(published, view)]
    sheets.write_rows(path, COLUMNS, lines)
    return len(lines)


def _document(file: FigureFile) -> Document:
    return Document(
        sha256=file.sha256,
        file=str(file.path),
        title=file.path.name,
        kind="import",
        pages=1,
        draft=False,
        added_at=now(),
    )


def _is_of_the_sample(session: Session, file: FigureFile) -> bool:
    """Whether a file came out of the made-up city's documents: an export says so with each figure."""
    places = [_place(document) for document in documents.all_documents(session) if document.sample]
    return any(place in (figure.note or "") for place in places for figure in file.figures)


def _indicators(file: FigureFile, listed: Sequence[rows.Entry]) -> tuple[IndicatorReading, ...]:
    readings: dict[tuple[str, str], IndicatorReading] = {}
    for figure in file.figures:
        unit = _unit(figure, file, listed)
        place = key(figure.name), plain_unit(unit)
        before = readings.get(place) or IndicatorReading(figure.name, unit, figure.period)
        readings[place] = _with(before, figure)
    return tuple(readings.values())


def _unit(figure: Figure, file: FigureFile, listed: Sequence[rows.Entry]) -> str:
    """The unit of a row: its own if that can be right, else the one that the indicator has elsewhere."""
    here = {f.unit for f in file.figures if key(f.name) == key(figure.name) and f.unit}
    known = {e.reading.unit for e in listed if key(figure.name) in keys(e.reading) and e.reading.unit}
    units = {plain_unit(unit): unit for unit in sorted(known or here)}
    if not figure.unit:
        if len(units) > 1:
            raise file.refuse(figure.row, "unit", Detail("unit_missing", known=tuple(units.values())))
        return next(iter(units.values()), "")
    others = [unit for unit in here if plain_unit(unit) != plain_unit(figure.unit)]
    mixed = next((unit for unit in others if same_kind(unit, figure.unit)), None)
    if plain_unit(figure.unit) not in units or mixed:
        wanted = (mixed,) if mixed else tuple(units.values())
        raise file.refuse(figure.row, "unit", Detail("unit_other", unit=figure.unit, known=wanted))
    return figure.unit


def _with(reading: IndicatorReading, figure: Figure) -> IndicatorReading:
    reading = replace(reading, period=reading.period or figure.period)
    if figure.kind in ("target", "baseline"):
        return replace(reading, milestones=(*reading.milestones, _milestone(figure)))
    return replace(reading, observations=(*reading.observations, _observation(figure)))


def _observation(figure: Figure) -> ObservationReading:
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


def _milestone(figure: Figure) -> MilestoneReading:
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
    place = f"{_place(seen.document)}{seen.page}"
    return f"{note} / {place}" if note else place


def _place(document: DocumentView) -> str:
    return f"{document.title}（{document.edition}）p."
