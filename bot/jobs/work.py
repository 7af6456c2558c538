"""What each kind of job does, with what publishing offers; no queue and no Slack in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.jobs.unsaid import Unsaid, unsaid
from bot.publishing.desk import Desk
from bot.publishing.ingest import Cover, Given, Ingested, look_at, take
from bot.publishing.preview import preview
from bot.publishing.publish import Switch, publish, rollback, withdraw
from bot.publishing.reindex import reindex
from corpus.errors import DocumentEmpty, DocumentMissing, PublicationMoved

Outcome = dict[str, Any]


def take_in(desk: Desk, arguments: Mapping[str, Any]) -> Outcome:
    """Read uploads, each with ``name`` and ``sha256``, into drafts. See ``bot.publishing.ingest``.

    Raises:
        Unsaid: If a person must say something of a file that it does not say itself.
    """
    covers = {sha256: _cover(said) for sha256, said in arguments.get("covers", {}).items()}
    again = bool(arguments.get("again"))
    with _unpacked(desk, arguments["files"]) as files:
        looked_at = look_at(desk, files, arguments.get("edition"), again, covers)
        given = [replace(one, named=one.file.name) for one in looked_at]
        _refuse_blank(given)
        if asked := unsaid(given, covers, desk.store.editions()):
            raise Unsaid(asked)
        return {"editions": [_ingested(one) for one in take(desk, given, again=again)]}


def _refuse_blank(given: Sequence[Given]) -> None:
    """Refuse a document of pictures alone: nothing would ever be found in it.

    Raises:
        DocumentEmpty: If there is one.
    """
    for one in given:
        reading = one.reading
        if reading is not None and not (reading.sections or reading.charts or reading.tables or reading.indicators):
            raise DocumentEmpty(file=one.name)


@contextmanager
def _unpacked(desk: Desk, uploads: Sequence[Mapping[str, str]]) -> Iterator[list[Path]]:
    """Uploaded files in a folder, each under its own name, which may say something of it."""
    with TemporaryDirectory(prefix="sosei-") as folder:
        files = []
        for number, upload in enumerate(uploads):
            file = Path(folder, str(number), upload["name"])
            content = desk.store.originals.content(upload["sha256"])
            if content is None:
                raise DocumentMissing(file=upload["name"])
            file.parent.mkdir()
            file.write_bytes(content)
            files.append(file)
        yield files


def make_public(desk: Desk, arguments: Mapping[str, Any]) -> Outcome:
    """Let an edition's drafts answer: those that whoever asked had seen, where it is said which.

    Raises:
        PublicationMoved: If the drafts are others now.
    """
    edition = arguments["edition"]
    drafts = sorted(document.id for document in desk.store.documents("draft") if document.edition == edition)
    if arguments.get("documents", drafts) != drafts:
        raise PublicationMoved()
    difference = desk.store.difference(edition)
    switch = publish(desk, edition, bool(arguments.get("accept_unreviewed")))
    counted = {
        "added": difference.added,
        "changed": len(difference.changed),
        "renamed": len(difference.renamed),
        "new": len(difference.new),
        "dropped": len(difference.dropped),
        "targets_changed": len(difference.targets_changed),
    }
    return {"edition": edition, "difference": counted, **_switched(switch)}


def look_ahead(desk: Desk, arguments: Mapping[str, Any]) -> Outcome:
    """Answer typical questions before and after an edition's drafts are published."""
    edition, language = arguments["edition"], arguments.get("language", "ja")
    seen = [
        {"question": s.question, "before": s.before.headline if s.before else None, "after": s.after.headline}
        for s in preview(desk, edition, language)
    ]
    return {
        "edition": edition,
        "questions": seen,
        "pending": len(desk.store.reviews.pending(edition)),
        "documents": sorted(document.id for document in desk.store.documents("draft") if document.edition == edition),
    }


def go_back(desk: Desk, arguments: Mapping[str, Any]) -> Outcome:
    """Let answer again what answered before a publication, if that is still the newest.

    Raises:
        PublicationMoved: If it is not.
    """
    current = desk.store.current()
    if current is not None and arguments.get("publication", current.id) != current.id:
        raise PublicationMoved()
    return _switched(rollback(desk))


def take_back(desk: Desk, arguments: Mapping[str, Any]) -> Outcome:
    """Let an edition or a document answer no more."""
    switch, gone = withdraw(desk, arguments["name"], arguments.get("reason", ""))
    return {"withdrawn": [document.title for document in gone], **_switched(switch)}


def make_index(desk: Desk, _arguments: Mapping[str, Any]) -> Outcome:
    """Make the index of what answers anew where it cannot serve."""
    done = reindex(desk)
    return {"made": done.made, "snapshot": done.publication.snapshot} if done else {"made": False}


WORK: dict[str, Callable[[Desk, Mapping[str, Any]], Outcome]] = {
    "ingest": take_in,
    "preview": look_ahead,
    "publish": make_public,
    "rollback": go_back,
    "withdraw": take_back,
    "reindex": make_index,
}
"""The kinds of jobs there are."""


def do(desk: Desk, kind: str, arguments: Mapping[str, Any], by: str) -> Outcome:
    """Do a job for somebody.

    Raises:
        SoseiError: As what it calls.
    """
    return WORK[kind](replace(desk, by=by), arguments)


def _cover(said: Mapping[str, Any]) -> Cover:
    published = said.get("published")
    return Cover(said.get("edition"), said.get("title"), date.fromisoformat(published) if published else None)


def _ingested(done: Ingested) -> Outcome:
    return {
        "edition": done.edition,
        "documents": [document.title for document in done.documents],
        "new": len(done.new),
        "published": done.published,
        "warnings": [{"file": Path(file).name, "page": w.page, "message": w.message} for file, w in done.warnings],
        "differing": [[Path(file).name, said] for file, said in done.differing],
    }


def _switched(switch: Switch) -> Outcome:
    documents = switch.publication.documents
    editions = dict.fromkeys(document.edition for document in documents if document.edition)
    return {
        "publication": switch.publication.id,
        "changed": switch.changed,
        "documents": len(documents),
        "in_force": list(editions),
        "sample_retired": len(switch.sample_retired),
    }
