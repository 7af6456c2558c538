"""Publishing is killed at each of its steps: what answers is whole, and doing it again completes it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import killed_publisher
import pytest
from bigram_embedder import BigramEmbedder

from bot.answering.answerer import Answerer
from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from corpus.sample import sample_files
from index.file_shelf import FileShelf
from index.search import Filter, Findings, Searcher
from kpi_store.store import KpiStore

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
STRATEGY, OLD, NEW = sample_files()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which the strategy and R4 answer. Not to be changed."""
    home = tmp_path_factory.mktemp("before") / "home"
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=True) as store:
        ingest(Desk(store, home, FileShelf(home), BigramEmbedder()), [STRATEGY, OLD], to_publish=True)
    return home


def run(home: Path, step: str) -> int:
    """Publish R5 in a process of its own that is killed at a step; its exit code."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])}
    command = [sys.executable, killed_publisher.__file__, home, NEW, step]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def answering(home: Path) -> str:
    """The newest edition that answers, after finding figures, quotations and search all of one piece."""
    embedder = BigramEmbedder()
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=False) as store:
        current = store.current()
        assert current is not None and current.snapshot is not None
        searcher = Searcher(FileShelf(home).open(current.snapshot), embedder)

        def search(query: str, where: Filter, many: int) -> Findings:
            return searcher.find(query, many, where=where)

        found = set(searcher.snapshot.passages)
        assert found == set(store.passages(document.id for document in current.documents))
        newest = store.editions()[0]
        answer = Answerer(store, search).answer("保育所等の待機児童数の推移は？")
        assert {figure.edition for figure in answer.figures} == {newest}
        assert {excerpt.source.edition for excerpt in answer.excerpts} == {newest}, answer
        hits = searcher.find("保育士の確保", 10).hits
        assert hits and {hit.passage.edition for hit in hits} <= {document.edition for document in current.documents}
        assert newest in {hit.passage.edition for hit in hits}
        return newest


@pytest.mark.parametrize("step", killed_publisher.STEPS)
def test_a_kill_leaves_the_old_edition_or_the_new_and_no_mixture(before: Path, tmp_path: Path, step: str) -> None:
    """Until the publication is committed R4 answers, from then on R5; the same command completes what was begun."""
    home = tmp_path / "home"
    shutil.copytree(before, home)
    assert run(home, step) == -signal.SIGKILL
    assert answering(home) == ("R5" if step == "after the commit" else "R4")
    assert run(home, "never") == 0
    assert answering(home) == "R5"
    assert not list((home / "index").glob(".making-*"))
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=False) as store:
        assert [(d.edition, d.state) for d in store.documents()].count(("R5", "published")) == 1


def test_unkilled_it_publishes(before: Path, tmp_path: Path) -> None:
    """The process that is killed elsewhere does what it should when it is not."""
    home = tmp_path / "home"
    shutil.copytree(before, home)
    assert answering(home) == "R4"
    assert run(home, "never") == 0
    assert answering(home) == "R5"
