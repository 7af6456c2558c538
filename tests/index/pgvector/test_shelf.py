"""Snapshots in PostgreSQL: the same answers as from files, on any machine, and nothing left when they go."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_passages import MUNICIPAL, made_passage
from postgres import SERVER, needs_server
from sqlalchemy import make_url

from corpus.errors import IndexCorrupt, IndexMissing
from index.file_shelf import FileShelf
from index.pgvector.schema import SCHEMA
from index.pgvector.shelf import ServerShelf
from index.search import Filter, Searcher
from kpi_store.server import Server

pytestmark = needs_server

ROOT = Path(__file__).parents[3]
PASSAGES = [
    made_passage(
        f"{text}{text[nth % 9 : 2 + nth % 13]}",  # each text stands in two passages
        id=str(n),
        edition=("R4", "R5")[n % 2],
        section=("future_direction", "analysis", "policy")[n % 3],
        indicator=("待機児童数", None)[n % 2],
        goal=n % 3 or None,
    )
    for nth, text in enumerate(MUNICIPAL * 6)
    for n in (nth, nth + 50)
]
FILTERS = st.builds(
    Filter,
    editions=st.frozensets(st.sampled_from(["R4", "R5", "R6"])),
    sections=st.frozensets(st.sampled_from(["future_direction", "analysis", "note"])),
    indicators=st.frozensets(st.sampled_from(["待機児童数", "出生数"])),
    goal=st.none() | st.integers(1, 2),
)


@pytest.fixture(scope="module")
def both(new_server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Searcher, Searcher]:
    """A searcher in files and one on a server, over the same passages."""
    embedder = BigramEmbedder(has_states=True)
    shelves = FileShelf(tmp_path_factory.mktemp("files")), ServerShelf(new_server, tmp_path_factory.mktemp("worker"))
    one, two = (Searcher(shelf.open(shelf.build(PASSAGES, embedder)), embedder) for shelf in shelves)
    return one, two


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    where=FILTERS,
    mode=st.sampled_from(("hybrid", "dense", "lexical")),
    query=st.sampled_from([*MUNICIPAL, "保育所の受入枠", "what about 企業"]),
    k=st.integers(1, 100),
)
def test_both_give_equal_answers(both: tuple[Searcher, Searcher], where: Filter, mode, query: str, k: int) -> None:  # type: ignore[no-untyped-def]
    """The same passages in the same order at the same scores, equals in document order, whatever the filter."""
    one, two = (searcher.find(query, k, mode, where) for searcher in both)
    assert [hit.passage.id for hit in one.hits] == [hit.passage.id for hit in two.hits]
    assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in two.hits], abs=1e-5)
    assert (one.cosine, one.gap, one.coverage) == pytest.approx((two.cosine, two.gap, two.coverage), abs=1e-5)
    assert both[0].snapshot.id == both[1].snapshot.id


def test_a_worker_elsewhere_needs_the_database_alone(server: Server, tmp_path: Path) -> None:
    """What one machine built another opens and searches, embedding nothing but the question, and keeps its words."""
    built = ServerShelf(server, tmp_path / "one").build(PASSAGES, BigramEmbedder(has_states=True))
    elsewhere, embedder = tmp_path / "two", BigramEmbedder(has_states=True)
    searcher = Searcher(ServerShelf(server, elsewhere).open(built), embedder)
    assert "観光消費額" in searcher.search("観光消費額")[0].passage.text
    assert embedder.encoded == ["観光消費額"]
    assert (elsewhere / "cache" / "lexical" / built).is_dir()
    assert ServerShelf(server, elsewhere).build(PASSAGES, embedder) == built
    new = [*PASSAGES, made_passage("新しい文章")]
    ServerShelf(server, elsewhere).build(new, embedder)
    assert embedder.encoded == ["観光消費額", "新しい文章"]


def test_a_home_that_cannot_be_written_is_done_without(server: Server, tmp_path: Path) -> None:
    """The index of words then stays in memory."""
    built = ServerShelf(server, tmp_path / "one").build(PASSAGES, BigramEmbedder())
    (tmp_path / "file").write_text("in the way")
    searcher = Searcher(ServerShelf(server, tmp_path / "file").open(built), BigramEmbedder())
    assert searcher.search("観光消費額", mode="lexical")


def test_a_damaged_index_of_words_is_made_anew(server: Server, tmp_path: Path) -> None:
    """It is but a copy of what the database holds."""
    shelf = ServerShelf(server, tmp_path)
    built = shelf.build(PASSAGES, BigramEmbedder())
    file = tmp_path / "cache" / "lexical" / built / "index" / "data.csc.index.npy"
    file.write_bytes(b"nonsense")
    assert Searcher(shelf.open(built), BigramEmbedder()).search("観光消費額", mode="lexical")
    assert file.read_bytes() != b"nonsense"


@pytest.mark.parametrize(
    ("damage", "error", "place"),
    [
        ("UPDATE {schema}.passages_{id} SET line = line || ' ' WHERE row = 3", IndexCorrupt, "passages_"),
        ("DELETE FROM {schema}.passages_{id} WHERE row = 3", IndexCorrupt, "passages_"),
        ("UPDATE {schema}.vectors_{id} SET vector = vector + vector WHERE row = 3", IndexCorrupt, "vectors_"),
        ("DELETE FROM {schema}.vectors_{id} WHERE row = 3", IndexCorrupt, "vectors_"),
        ("DELETE FROM {schema}.embedding WHERE kind LIKE '%/%'", IndexCorrupt, "embedding"),
        ("UPDATE {schema}.snapshot SET model = 'another'", IndexCorrupt, "passages_"),
        ("DROP TABLE {schema}.vectors_{id}", IndexMissing, "{id}"),
        ("DELETE FROM {schema}.snapshot", IndexMissing, "{id}"),
    ],
)
def test_any_damage_is_found_and_mended(
    damage: str, error: type[Exception], place: str, server: Server, tmp_path: Path
) -> None:
    """A row that is changed or gone is told with its table; removed and built again, the snapshot serves."""
    shelf, embedder = ServerShelf(server, tmp_path), BigramEmbedder(has_states=True)
    built = shelf.build(PASSAGES, embedder)
    with server.quick() as connection:
        connection.cursor().execute(damage.format(schema=SCHEMA, id=built))
    with pytest.raises(error, match=place.format(id=built)) as caught:
        shelf.open(built)
    assert make_url(SERVER).password not in str(caught.value)
    shelf.remove(built)
    assert shelf.build(PASSAGES, embedder) == built
    assert shelf.open(built).states is not None


def test_a_snapshot_that_goes_while_it_is_open_is_said_to_be_missing(server: Server, tmp_path: Path) -> None:
    """Whoever had it open learns so at the next search, and can open the one that took its place."""
    shelf, embedder = ServerShelf(server, tmp_path), BigramEmbedder(has_states=True)
    searcher = Searcher(shelf.open(shelf.build(PASSAGES, embedder)), embedder)
    shelf.prune(keep=0)
    for mode in ("hybrid", "dense"):
        with pytest.raises(IndexMissing):
            searcher.search("観光消費額", mode=mode)  # type: ignore[arg-type]


def test_of_a_pruned_snapshot_nothing_is_left(server: Server, tmp_path: Path) -> None:
    """Neither words nor vectors of a document stand in any table, nor words of it in any worker's home."""
    embedder = BigramEmbedder(has_states=True)
    homes = [tmp_path / "one", tmp_path / "two"]
    one, two = (ServerShelf(server, home) for home in homes)
    secret = made_passage("翠玉橋の工事", sha256="b" * 64)
    kept, gone = one.build(PASSAGES, embedder), one.build([*PASSAGES, secret], embedder)
    two.open(gone)
    vector = embedder.encode_passages([secret.text])[0]
    traces = [secret.text.encode().hex(), vector.tobytes().hex(), vector.astype(">f4").tobytes().hex()]
    assert all(_holds(server, trace) for trace in traces)
    assert one.prune(keep=3, in_use={kept}, without={"b" * 64}) == [gone]
    assert not any(_holds(server, trace) for trace in traces)
    two.open(kept)
    assert [[f.name for f in (home / "cache" / "lexical").iterdir() if f.is_dir()] for home in homes] == [[kept]] * 2


def _holds(server: Server, trace: str) -> bool:
    """Whether any row of any table of the index holds bytes."""
    with server.quick() as connection:
        cursor = connection.cursor()
        cursor.execute(f"SELECT tablename FROM pg_tables WHERE schemaname = '{SCHEMA}'")
        for (table,) in cursor.fetchall():
            column = "encode(vector_send(vector), 'hex')" if table.startswith("vectors_") else "t::text"
            cursor.execute(f"SELECT {column} FROM {SCHEMA}.{table} t")
            if any(trace in row for (row,) in cursor.fetchall()):
                return True
        return False


BUILD = """
import os, signal, sys
from pathlib import Path
from bigram_embedder import BigramEmbedder
from made_passages import made_passage
from postgres import connected
from index.pgvector.shelf import ServerShelf
def stop(step, done, total):
    if (step, done) == tuple(eval(sys.argv[2])):
        os.kill(os.getpid(), signal.SIGKILL)
class Watched(ServerShelf):
    def _put(self, connection, *rest):
        super()._put(connection, *rest)
        stop("put", 1, 1)
with connected(sys.argv[1]) as server:
    made = [made_passage(f"待機児童の第{n}号") for n in range(300)]
    Watched(server, Path(sys.argv[3])).build(made, BigramEmbedder(), stop)
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", [("embed", 256), ("save", 0), ("put", 1), ("never", 0)])
def test_a_kill_leaves_the_old_snapshots_and_no_half_of_a_new_one(
    step: tuple[str, int], server: Server, server_url: str, tmp_path: Path
) -> None:
    """Until the build's one transaction is committed nothing of it is seen, and its turn is given up."""
    old = ServerShelf(server, tmp_path).build(PASSAGES, BigramEmbedder())
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])}
    command = [sys.executable, "-c", BUILD, server_url, repr(step), str(tmp_path)]
    ended = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    assert ended.returncode == (0 if step[0] == "never" else -signal.SIGKILL)
    with server.quick() as connection:
        cursor = connection.cursor()
        cursor.execute(f"SELECT id FROM {SCHEMA}.snapshot")
        assert len(cursor.fetchall()) == (2 if step[0] == "never" else 1)
        cursor.execute(f"SELECT count(*) FROM pg_tables WHERE schemaname = '{SCHEMA}'")
        assert cursor.fetchone()[0] == (6 if step[0] == "never" else 4)
    assert ServerShelf(server, tmp_path).open(old).passages
    made = [made_passage(f"待機児童の第{n}号") for n in range(300)]
    embedder = BigramEmbedder()
    assert ServerShelf(server, tmp_path).build(made, embedder)
    assert len(embedder.encoded) == {"embed": 300, "save": 0, "put": 0, "never": 0}[step[0]]
