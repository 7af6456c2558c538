"""Several workers on one database: each searches what is published, at any moment and in the end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import searching_worker
from bigram_embedder import BigramEmbedder
from postgres import admitted, database, needs_server, url_of

from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from bot.publishing.publish import rollback, withdraw
from index.pgvector.schema import prepare
from index.pgvector.shelf import ServerShelf
from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

from .conftest import Document

pytestmark = [needs_server, pytest.mark.slow]

ROOT = Path(__file__).parents[3]


def test_three_workers_go_on_searching_while_editions_come_and_go(document: Document, tmp_path: Path) -> None:
    """Publishing, withdrawing and rolling back pull indexes from under them: no search fails or finds nothing."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])}
    with admitted() as admin, database(admin) as name:
        url = url_of(name)
        upgrade(url)
        with KpiStore.open(url, create=False) as store:
            assert store.server is not None and prepare(store.server) == "ready"
            desk = Desk(store, tmp_path, ServerShelf(store.server, tmp_path / "publisher"), BigramEmbedder())
            ingest(desk, [document("a.txt", era=3)], to_publish=True)
            commands = [[sys.executable, searching_worker.__file__, url, tmp_path / f"worker{n}"] for n in range(3)]
            workers = [
                subprocess.Popen(c, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                for c in commands
            ]
            try:
                assert [worker.stdout.readline() for worker in workers if worker.stdout] == ["ready\n"] * 3
                for era in (4, 5, 6):
                    ingest(desk, [document(f"{era}.txt", era=era, analysis=f"{era}人となった。")], to_publish=True)
                    withdraw(desk, f"R{era}")
                    rollback(desk)
                told = [json.loads(worker.communicate("", timeout=60)[0]) for worker in workers]
            finally:
                for worker in workers:
                    worker.kill()
    assert all(searches > 5 for searches, *_ in told)
    assert [rest for _, *rest in told] == [[0, [], ["R3", "R4", "R5", "R6"]]] * 3
