"""From files to draft editions: read, cut into passages, store aside, index aside, compare with what is published.

All files are read before anything is stored, so that one that cannot be read leaves everything as it was. A file
that is drafted or published already is not even read again, unless that is asked for.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bot.publishing.desk import Desk
from bot.publishing.publish import Switch, publish, sample_to_retire, usable_snapshot
from corpus.errors import EditionUndecided, ReviewPending
from corpus.passages import passages
from corpus.read import read
from corpus.reading import Reading, ReadingWarning
from corpus.sample import is_sample
from kpi_store.documents import same_document
from kpi_store.editions import edition_order, plain_edition
from kpi_store.views import Difference, DocumentView


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingesting did for one edition.

    Attributes:
        documents: The documents of the files given, new or not.
        new: Those of them that were not here before.
        difference: What publishing the edition's drafts would change; or has changed, if it was published.
        differing: Files that state another edition than the one they were given, with that one.
        warnings: What the reader could not do, by file.
        switch: What publishing did; None where it was not asked for.
    """

    edition: str
    documents: tuple[DocumentView, ...]
    new: tuple[DocumentView, ...]
    difference: Difference
    differing: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, ReadingWarning], ...]
    switch: Switch | None = None

    @property
    def published(self) -> bool:
        """Whether all documents given answer now."""
        return all(document.state == "published" for document in self.documents)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a person says of a document in the place of its cover; None where the cover is to be believed."""

    edition: str | None = None
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A file given: read, or known already.

    Attributes:
        edition: Label; None where neither the document nor a person says it.
        reading: None where the file is known and was not read again.
        named: How the person named the file; None where that is its path.
    """

    file: Path
    sha256: str
    edition: str | None
    reading: Reading | None
    known: DocumentView | None = None
    named: str | None = None

    @property
    def name(self) -> str:
        """What the file goes by."""
        return self.named or str(self.file)

    @property
    def label(self) -> str:
        """The edition.

        Raises:
            EditionUndecided: If nobody says it.
        """
        if self.edition is None:
            raise EditionUndecided(file=self.name)
        return self.edition


def ingest(
    desk: Desk,
    files: Sequence[Path],
    edition: str | None = None,
    to_publish: bool = False,
    accept_unreviewed: bool = False,
    again: bool = False,
) -> list[Ingested]:
    """Draft documents, and publish their editions if asked to; one result an edition, the oldest first.

    Args:
        desk: What to work with.
        files: Documents, of one edition or of several.
        edition: Label that all of them get; None for what each says itself.
        to_publish: Whether to publish at once.
        accept_unreviewed: Whether values that a person has not looked at may be published.
        again: Whether files that were read before are read again, each into a new draft with nothing decided.

    Raises:
        DocumentError: If a file cannot be read; nothing is stored then.
        EditionUndecided: If a document does not say its edition and none is given; likewise.
        ReviewPending: If it is to be published and values need review; likewise.
        SampleBesideReal: If a document of the made-up city would come beside a real one.
        ModelUnavailable: If something must be indexed and the embedding model cannot be loaded; likewise.
    """
    return take(desk, look_at(desk, files, edition, again), to_publish, accept_unreviewed, again)


def look_at(
    desk: Desk,
    files: Sequence[Path],
    edition: str | None = None,
    again: bool = False,
    covers: Mapping[str, Cover] | None = None,
) -> list[Given]:
    """Read files, storing nothing.

    Args:
        desk: As for ``ingest``, like ``files``, ``edition`` and ``again``.
        files: See ``desk``.
        edition: See ``desk``.
        again: See ``desk``.
        covers: What a person says of some of the files, by SHA-256.

    Raises:
        DocumentError: If a file cannot be read.
    """
    given = []
    for number, file in enumerate(files, start=1):
        desk.progress("file", number, len(files))
        given.append(_given(desk, file, edition, again, covers or {}))
    return given


def take(
    desk: Desk, given: Sequence[Given], to_publish: bool = False, accept_unreviewed: bool = False, again: bool = False
) -> list[Ingested]:
    """Draft what was looked at. Arguments, result and errors as of ``ingest``."""
    labels = sorted({one.label for one in given}, key=edition_order)
    if to_publish and not accept_unreviewed:
        for label in labels:
            _refuse_pending(desk, label, [one for one in given if one.edition == label])
    if any(one.reading for one in given):
        desk.progress("load", 0, 1)
        _ = desk.embedder.dimensions  # a model that cannot be loaded is found before anything is stored
    _embed(desk, given)
    return [
        _edition(desk, label, [one for one in given if one.edition == label], to_publish, accept_unreviewed, again)
        for label in labels
    ]


def _embed(desk: Desk, given: Sequence[Given]) -> None:
    """Embed what is new, which takes long, before anything is stored: giving up meanwhile leaves nothing behind.

    It is done by an index of the new documents alone; what is of use of it afterwards is in the cache.
    """
    cut = [passage for one in given if one.reading for passage in passages(one.reading, one.label)]
    if cut:
        alone, current = desk.shelf.build(cut, desk.embedder, desk.progress), desk.store.current()
        if current is None or current.snapshot != alone:
            desk.shelf.remove(alone)


def _given(desk: Desk, file: Path, edition: str | None, again: bool, covers: Mapping[str, Cover]) -> Given:
    known = None if again else _known(desk, file, edition)
    if known is not None and known.edition is not None:
        return Given(file, known.sha256, known.edition, None, known)
    reading = read(file, partial(desk.progress, "read"), lambda count: desk.progress("charts", count, count))
    cover = covers.get(reading.sha256, Cover())
    reading = replace(reading, title=cover.title or reading.title, published=cover.published or reading.published)
    label = cover.edition or edition or reading.edition
    return Given(file, reading.sha256, plain_edition(label) if label else None, reading)


def _known(desk: Desk, file: Path, edition: str | None) -> DocumentView | None:
    """The newest reading of these very bytes that is drafted or published, in the edition given if one is."""
    if not file.is_file():
        return None
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    held = [d for d in desk.store.documents() if d.sha256 == sha256 and d.state != "retired"]
    return next((d for d in reversed(held) if edition is None or d.edition == plain_edition(edition)), None)


def _refuse_pending(desk: Desk, edition: str, given: Sequence[Given]) -> None:
    """Refuse before anything is stored what publishing would refuse after."""
    readings = [one.reading for one in given if one.reading is not None]
    drafted = [value.document for value in desk.store.reviews.pending() if value.document.edition == edition]
    staying = sum(not any(same_document(reading, document) for reading in readings) for document in drafted)
    read_now = sum(_pending(reading) for reading in readings)
    if staying + read_now:
        raise ReviewPending(edition=edition, count=staying + read_now)


def _pending(reading: Reading) -> int:
    return sum(
        sum(value.needs_review for value in indicator.observations)
        + sum(mark.needs_review for mark in indicator.milestones)
        for indicator in reading.indicators
    )


def _edition(
    desk: Desk, edition: str, given: Sequence[Given], to_publish: bool, accept_unreviewed: bool, again: bool
) -> Ingested:
    desk.progress("store", 0, len(given))
    stored = [_stored(desk, one, again) for one in given]
    for one, (document, _) in zip(given, stored, strict=True):  # one known before, too: its file may not be here yet
        desk.store.originals.keep(document, one.file.read_bytes())
    difference = desk.store.difference(edition)
    switch = None
    if to_publish:
        switch = publish(desk, edition, accept_unreviewed)
    elif any(changed for _, changed in stored):
        retired = [document.id for document in sample_to_retire(desk, edition)]
        usable_snapshot(desk, desk.store.plan_publication(edition, retired, accept_unreviewed=True))
    now = {document.id: document for document in desk.store.documents()}
    return Ingested(
        edition=edition,
        documents=tuple(now[document.id] for document, _ in stored),
        new=tuple(now[document.id] for document, changed in stored if changed),
        difference=difference,
        differing=tuple(_differing(given)),
        warnings=tuple(_warnings(given)),
        switch=switch,
    )


def _stored(desk: Desk, given: Given, again: bool) -> tuple[DocumentView, bool]:
    if given.reading is None:
        assert given.known is not None
        return given.known, False
    cut = passages(given.reading, given.label)
    sample = is_sample(given.reading.sha256)
    return desk.store.draft(given.reading, given.label, cut, given.name, sample, desk.by, again)


def _differing(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    for one in given:
        said = one.reading.edition if one.reading else None
        if said is not None and plain_edition(said) != one.edition:
            yield one.name, said


def _warnings(given: Sequence[Given]) -> Iterator[tuple[str, ReadingWarning]]:
    for one in given:
        if one.reading is not None:
            yield from ((one.name, warning) for warning in one.reading.warnings)
