"""The index is made anew from the store, aside, and switched to: or what was there goes on serving."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder

from bot.jobs.work import do
from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from bot.publishing.publish import rollback
from bot.publishing.reindex import is_present, reindex
from corpus.errors import IndexCorrupt, IndexMissing, PublicationMoved
from index.file_shelf import FileShelf
from index.snapshot import Snapshot

from .conftest import Document
from .test_publish import current

ROOT = Path(__file__).parents[3]


def test_an_index_in_order_is_left_alone(either_desk: Desk, document: Document) -> None:
    """Nothing is embedded, published or built; where nothing answers there is nothing to do."""
    assert reindex(either_desk) is None
    ingest(either_desk, [document()], to_publish=True)
    before, embedder = current(either_desk), BigramEmbedder()
    done = reindex(replace(either_desk, embedder=embedder))
    assert done is not None and not done.made
    assert current(either_desk) == before and not embedder.encoded


def test_for_another_model_an_index_is_made_from_the_store_and_switched_to(
    either_desk: Desk, document: Document
) -> None:
    """The documents are needed no more; the old index stays, and rolling back goes to the edition before."""
    files = [document("a.txt", era=4), document("b.txt", era=5)]
    for file in files:
        ingest(either_desk, [file], to_publish=True)
        file.unlink()
    old = current(either_desk)
    desk = replace(either_desk, embedder=BigramEmbedder("another"))
    done = reindex(desk)
    assert done is not None and done.made
    new = current(desk)
    assert [d.id for d in new.documents] == [d.id for d in old.documents]
    assert desk.shelf.open(new.snapshot or "").model == "another"
    assert desk.shelf.open(old.snapshot or "").model == "bigrams"
    again = reindex(desk)
    assert again is not None and not again.made
    rollback(desk)
    assert [d.edition for d in current(desk).documents] == ["R4"]
    assert desk.shelf.open(current(desk).snapshot or "").model == "another"


def test_an_index_as_another_program_made_it_is_made_anew(either_desk: Desk, document: Document) -> None:
    """It serves, but the present program would make another of the same passages."""
    ingest(either_desk, [document()], to_publish=True)
    store, present = either_desk.store, current(either_desk)
    passages = store.passages(d.id for d in present.documents)
    older = either_desk.shelf.build(passages[::-1], either_desk.embedder)
    store.publish(None, present.documents, older)
    assert not is_present(either_desk, current(either_desk))
    done = reindex(either_desk)
    assert done is not None and done.made
    assert current(either_desk).snapshot == present.snapshot
    assert is_present(either_desk, current(either_desk))


@pytest.mark.parametrize("damage", ["a file missing", "a file cut", "all gone"])
def test_a_broken_index_is_made_anew_in_its_place(damage: str, desk: Desk, document: Document) -> None:
    """From the store and the cache: nothing is embedded again, and nothing else changes."""
    ingest(desk, [document()], to_publish=True)
    before = current(desk)
    directory = desk.home / "index" / (before.snapshot or "")
    match damage:
        case "a file missing":
            (directory / "vectors.faiss").unlink()
        case "a file cut":
            (directory / "passages.jsonl").write_bytes((directory / "passages.jsonl").read_bytes()[:100])
        case "all gone":
            shutil.rmtree(directory)
    with pytest.raises((IndexCorrupt, IndexMissing)):
        desk.shelf.open(before.snapshot or "")
    embedder = BigramEmbedder()
    done = reindex(replace(desk, embedder=embedder))
    assert done is not None and done.made
    assert desk.shelf.open(before.snapshot or "").passages
    assert current(desk) == before and not embedder.encoded


def test_whoever_publishes_meanwhile_goes_first(desk: Desk, document: Document) -> None:
    """What was built is not switched to, since it is the index of other documents."""
    ingest(desk, [document("a.txt", era=4)], to_publish=True)
    late = document("b.txt", era=5)

    class Overtaken(FileShelf):
        """Somebody publishes once the new index is built and opened."""

        def open(self, snapshot_id: str) -> Snapshot:
            opened = super().open(snapshot_id)
            if opened.model == "another":
                ingest(desk, [late], to_publish=True)
            return opened

    with pytest.raises(PublicationMoved):
        reindex(replace(desk, shelf=Overtaken(desk.home), embedder=BigramEmbedder("another")))
    assert [d.edition for d in current(desk).documents] == ["R4", "R5"]
    assert desk.shelf.open(current(desk).snapshot or "").model == "bigrams"


def test_the_worker_does_it(desk: Desk, document: Document) -> None:
    """As a job it is what the command does, and says what came of it."""
    assert do(desk, "reindex", {}, "bot") == {"made": False}
    ingest(desk, [document()], to_publish=True)
    snapshot = current(desk).snapshot
    desk.shelf.remove(snapshot or "")
    assert do(desk, "reindex", {}, "bot") == {"made": True, "snapshot": snapshot}


ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from bigram_embedder import BigramEmbedder
from bot.publishing.desk import Desk
from bot.publishing.reindex import is_present, reindex
from corpus.errors import IndexUnwritable
from index.file_shelf import FileShelf
from kpi_store.store import KpiStore
home = Path(sys.argv[1])
def fill_up(step, done, total):
    if (step, done) == ("save", 0):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
with KpiStore.open(f"sqlite:///{home}/sosei.db", create=False) as store:
    try:
        reindex(Desk(store, home, FileShelf(home), BigramEmbedder("another"), "tests", fill_up))
    except IndexUnwritable as error:
        print(error.facts["path"], error.facts["detail"])
        sys.exit(7)
"""


def test_a_full_disk_is_told_and_the_old_index_serves(desk: Desk, document: Document) -> None:
    """Nothing of the new index is left, and nothing was switched."""
    ingest(desk, [document()], to_publish=True)
    before = current(desk)
    command = [sys.executable, "-c", ON_A_FULL_DISK, str(desk.home)]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'support'}"}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)
    assert ended.returncode == 7, ended.stderr
    assert str(desk.home / "index") in ended.stdout and "File too large" in ended.stdout
    assert current(desk) == before
    assert [d.name for d in (desk.home / "index").iterdir() if d.is_dir()] == [before.snapshot]
    assert desk.shelf.open(before.snapshot or "").passages
