"""``sosei status``: what is loaded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, say

if TYPE_CHECKING:
    from bot.wiring import Sosei
    from index.snapshot import SnapshotFacts


@click.command(epilog="Example: sosei status --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(as_json: bool) -> None:
    """Show what answers and what waits to.

    Editions, documents, counts, publication, index snapshot and model. Changes nothing.
    """
    from bot.wiring import wired

    found = status_object(wired())
    if as_json:
        emit(found)
        return
    from bot.rendering.text_table import aligned

    counts = found["counts"]
    click.echo(say("status.editions", editions=say("comma").join(found["editions"]) or say("nothing")))
    if found["drafts"]:
        click.echo(say("status.drafts", editions=say("comma").join(found["drafts"])))
    click.echo(say("status.counts", **counts))
    rows = [(d["edition"] or "-", d["title"], say(f"status.{d['state']}")) for d in found["documents"]]
    for line in aligned(rows, numeric=[]) if rows else []:
        click.echo(f"  {line}")
    publication = found["publication"] or {"id": say("nothing"), "at": ""}
    click.echo(say("status.publication", id=publication["id"], at=publication["at"]))
    click.echo(say("status.index", snapshot=found["index"]["snapshot"] or say("nothing"), model=found["model"]["name"]))
    for line in _index_lines(found["index"], found["model"]["name"]):
        click.echo(line)
    if found["rerank_model"]:
        click.echo(say("status.rerank", model=found["rerank_model"]))
    click.echo(say("status.home", home=found["home"]))


def _index_lines(index: dict[str, Any], model: str) -> Iterator[str]:
    """How passages are found by meaning, whether that must be mended, and what keeps the index out of the database."""
    if index["state"] in ("stale", "missing"):
        yield say(f"status.{index['state']}", built_with=index["model"], configured=model)
    if index["vectors"]:
        size, backend = round(index["bytes"] / 2**20, 1), say(f"status.{index['backend']}")
        yield say("status.vectors", index=say(f"status.{index['vectors']}"), backend=backend, size=size)
    if index["pgvector"] not in (None, "ready"):
        yield say(f"status.pgvector_{index['pgvector']}")


def status_object(sosei: "Sosei") -> dict[str, Any]:
    """All that there is to say about the state, as plain data."""
    from bot.rendering.json import document_object

    store = sosei.held
    current = store.current()
    documents = store.documents()
    counts = store.counts()
    drafted = {d.edition for d in documents if d.state == "draft" and d.edition}
    snapshot = current.snapshot if current else None
    facts = sosei.shelf.facts(snapshot) if snapshot else None
    return {
        "home": str(sosei.settings.home),
        "editions": list(store.editions()),
        "drafts": sorted(drafted),
        "documents": [document_object(d) for d in documents if d.state != "retired"],
        "counts": {
            "documents": counts.documents,
            "indicators": counts.indicators,
            "observations": counts.observations,
            "passages": counts.passages,
        },
        "publication": {"id": current.id, "at": current.at.isoformat(timespec="seconds")} if current else None,
        "index": {
            "snapshot": snapshot,
            "present": facts is not None,
            "state": _index_state(snapshot, facts, sosei.embedder.name),
            "model": facts.model if facts else None,
            "backend": sosei.shelf.backend,
            "pgvector": sosei.pgvector,
            "vectors": facts.kind if facts else None,
            "bytes": facts.bytes if facts else None,
        },
        "model": {"name": sosei.embedder.name, "configured": sosei.settings.embedding_model},
        "rerank_model": sosei.settings.rerank_model,
    }


def _index_state(snapshot: str | None, facts: "SnapshotFacts | None", model: str) -> str:
    """Whether an index can serve, as far as it is seen without opening it; ``none`` where nothing is to be searched."""
    if snapshot is None:
        return "none"
    if facts is None:
        return "missing"
    return "ready" if facts.model == model else "stale"
