"""How fast documents are read is measured on the documents themselves."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from postgres import admitted, connected, database, needs_server, url_of

from corpus.sample import sample_files
from index.pgvector.schema import prepare

from .conftest import ROOT, Run


def test_reading_is_measured_for_a_script() -> None:
    """One object a file, with numbers that fit each other, of a process that does nothing else."""
    command = [sys.executable, "-m", "bot.cli.main", "bench", "read", str(sample_files()[0]), "--json"]
    measured = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    (found,) = [json.loads(line) for line in measured.stdout.splitlines()]
    assert (found["file"], found["pages"]) == (sample_files()[0].name, 10)
    assert abs(found["pages_per_second"] * found["seconds"] - found["pages"]) < 0.1 * found["pages"]
    assert 10 < found["peak_mib"] < 1024


def test_without_a_file_the_sample_is_measured(run: Run) -> None:
    """Whoever has no document yet still learns how fast the machine reads."""
    lines = run("bench", "read").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [file.name for file in sample_files()]


def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    """A missing file is told as everywhere."""
    refused = run("bench", "read", tmp_path / "none.pdf")
    assert refused.exit_code == 1
    assert "none.pdf" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_search_is_measured_against_every_vector(run: Run) -> None:
    """The object says which index was chosen by size, how much it finds and how fast; people get lines."""
    found = json.loads(run("bench", "search", "--vectors", 2000, "--queries", 5, "--json").stdout)
    assert (found["vectors"], found["kind"], found["recall_at_10"]) == (2000, "exact", 1.0)
    assert {"build_seconds", "query_ms_p50", "query_ms_p95", "index_bytes", "peak_mib"} <= found.keys()
    assert found["backend"] == "faiss"
    assert [(one["share"], one["lie"]) for one in found["filtered"]][::3] == [(0.01, "scattered"), (0.1, "together")]
    assert {one["recall_at_10"] for one in found["filtered"]} == {1.0}
    assert len(run("bench", "search", "--vectors", 2000, "--queries", 5).stdout.splitlines()) == 7


def test_a_database_without_pgvector_cannot_be_measured(run: Run) -> None:
    """That is wrong usage, told in a line."""
    refused = run("bench", "search", "--vectors", 2000, "--database")
    assert refused.exit_code == 2
    assert "pgvector" in refused.stderr


@needs_server
def test_the_database_is_measured_and_left_as_it_was(run: Run) -> None:
    """Pgvector serves where it is asked for, and of the vectors on trial nothing stays."""
    with admitted() as admin, database(admin) as name, connected(url_of(name)) as server:
        assert prepare(server) == "ready"
        env = {"DATABASE_URL": url_of(name)}
        assert run("db", "upgrade", env=env).exit_code == 0
        found = json.loads(
            run("bench", "search", "--vectors", 2000, "--queries", 5, "--database", "--json", env=env).stdout
        )
        assert (found["backend"], found["kind"], found["recall_at_10"]) == ("pgvector", "exact", 1.0)
        assert {one["recall_at_10"] for one in found["filtered"]} == {1.0}
        with server.quick() as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'trial%'")
            assert cursor.fetchone()[0] == 0


@pytest.mark.slow
def test_answers_beside_a_reindex_are_measured(run: Run) -> None:
    """The job comes to its end beside the questions, and the numbers fit each other."""
    measured = run("bench", "reindex", "--pages", "20", "--passages", "0", "--seconds", "2", "--json")
    assert measured.exit_code == 0, measured.stderr
    found = json.loads(measured.stdout)
    assert (found["state"], found["pages"]) == ("done", 20)
    assert found["answers"] > 0 and found["quiet_ms_p95"] > 0
    assert abs(found["times"] - found["busy_ms_p95"] / found["quiet_ms_p95"]) < 0.01
