"""A snapshot is whole or not there, and says so when it is damaged."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage

from corpus.errors import IndexCorrupt, IndexMissing, IndexOfAnotherModel
from index.file_shelf import FileShelf
from index.search import Searcher

PASSAGES = [
    made_passage(text, heading=("基本目標1", "施策2"), indicator="待機児童数", goal=1, measure=2, line=n)
    for n, text in enumerate(MUNICIPAL)
]


def test_passages_come_back_as_they_were(tmp_path: Path) -> None:
    """Every field of every passage, a lone surrogate included, survives."""
    passages = [*PASSAGES, made_passage("壊れた\ud800文字\n二行目\u2028")]
    snapshot = FileShelf(tmp_path).open(FileShelf(tmp_path).build(passages, BigramEmbedder()))
    assert list(snapshot.passages) == passages
    assert (snapshot.model, snapshot.dimensions) == ("bigrams", 64)


def test_same_content_is_the_same_snapshot(tmp_path: Path) -> None:
    """Building again changes nothing; other passages or another model make another snapshot."""
    first = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    files = {f: f.stat().st_mtime_ns for f in (tmp_path / "index" / first).rglob("*")}
    embedder = BigramEmbedder()
    assert FileShelf(tmp_path).build(PASSAGES, embedder) == first
    assert files == {f: f.stat().st_mtime_ns for f in (tmp_path / "index" / first).rglob("*")}
    assert not embedder.encoded
    assert len({first, FileShelf(tmp_path).build(PASSAGES[1:], embedder)}) == 2
    assert FileShelf(tmp_path).build(PASSAGES, BigramEmbedder("other")) != first


def test_a_snapshot_without_token_states_serves_and_is_built_again(tmp_path: Path) -> None:
    """One made before there were states is searched as before; the next build makes one that has them."""
    old = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    embedder = BigramEmbedder(has_states=True)
    snapshot = FileShelf(tmp_path).open(old)
    assert snapshot.states is None
    assert "観光消費額" in Searcher(snapshot, embedder).search("観光消費額")[0].passage.text
    new = FileShelf(tmp_path).open(FileShelf(tmp_path).build(PASSAGES, embedder))
    assert new.id != old
    assert new.states is not None and new.states.count == len(PASSAGES)


def test_built_elsewhere_the_files_are_the_same(tmp_path: Path) -> None:
    """Two builds of the same passages give the same bytes."""
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        snapshot = home / "index" / FileShelf(home).build(PASSAGES, BigramEmbedder())
    one, two = (
        {f.name: f.read_bytes() for f in (home / "index" / snapshot.name).rglob("*") if f.is_file()} for home in homes
    )
    assert one == two


@pytest.mark.parametrize("has_states", [False, True])
def test_a_new_edition_embeds_only_what_is_new(has_states: bool, tmp_path: Path) -> None:
    """Passages of the old snapshot are taken from the cache, their token states too."""
    FileShelf(tmp_path).build(PASSAGES[:-1], BigramEmbedder(has_states=has_states))
    embedder = BigramEmbedder(has_states=has_states)
    FileShelf(tmp_path).build(PASSAGES, embedder)
    assert embedder.encoded == [PASSAGES[-1].in_context()]


def test_identical_text_keeps_both_provenances(tmp_path: Path) -> None:
    """The same words in two documents are two passages, embedded once."""
    embedder = BigramEmbedder()
    twins = [made_passage("待機児童", id="a", document="R4版"), made_passage("待機児童", id="b", document="R5版")]
    snapshot = FileShelf(tmp_path).open(FileShelf(tmp_path).build(twins, embedder))
    hits = Searcher(snapshot, embedder).search("待機児童")
    assert [hit.passage.document for hit in hits] == ["R4版", "R5版"]
    assert embedder.encoded == ["待機児童", "待機児童"]  # the passage once, and the query


@pytest.mark.parametrize("has_states", [False, True])
def test_no_passages_make_a_snapshot_that_finds_nothing(has_states: bool, tmp_path: Path) -> None:
    """An empty list is allowed and served."""
    embedder = BigramEmbedder(has_states=has_states)
    snapshot = FileShelf(tmp_path).open(FileShelf(tmp_path).build([], embedder))
    for mode in ("hybrid", "dense", "lexical"):
        assert Searcher(snapshot, embedder).search("待機児童", mode=mode) == []


def test_how_vectors_are_searched_is_told_without_opening(tmp_path: Path) -> None:
    """A snapshot of a city's size is exact, by its own word as by that of its files; one that is not there is None."""
    snapshot_id = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    facts = FileShelf(tmp_path).facts(snapshot_id)
    assert facts is not None and facts.kind == FileShelf(tmp_path).open(snapshot_id).vectors.kind == "exact"
    assert FileShelf(tmp_path).facts("0123") is None


def test_a_missing_snapshot_is_said_to_be_missing(tmp_path: Path) -> None:
    """An id that was never built raises IndexMissing with the path."""
    with pytest.raises(IndexMissing, match="0123"):
        FileShelf(tmp_path).open("0123")


@pytest.mark.parametrize(
    "file",
    ["meta.json", "passages.jsonl", "vectors.faiss", "lexical/data.csc.index.npy", "interaction/states.npy"],
)
@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_any_damage_is_found(file: str, damage: str, tmp_path: Path) -> None:
    """A changed, shortened or missing file raises IndexCorrupt naming the place; a rebuild elsewhere is unaffected."""
    snapshot_id = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder(has_states=True))
    path = tmp_path / "index" / snapshot_id / file
    content = bytearray(path.read_bytes())
    if damage == "remove":
        path.unlink()
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else content)
    with pytest.raises(IndexCorrupt, match=file):
        FileShelf(tmp_path).open(snapshot_id)


def test_another_models_snapshot_is_not_searched(tmp_path: Path) -> None:
    """Vectors of two models are never compared: both names are told."""
    snapshot = FileShelf(tmp_path).open(FileShelf(tmp_path).build(PASSAGES, BigramEmbedder("old")))
    with pytest.raises(IndexOfAnotherModel) as caught:
        Searcher(snapshot, BigramEmbedder("new"))
    assert caught.value.facts == {"built_with": "old", "configured": "new"}


# Writing past the limit fails as on a full disk.
FULL = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
BUILD_IN_A_PROCESS = """
import os, signal, resource, sys
from pathlib import Path
sys.path.insert(0, "tests/support")
from bigram_embedder import BigramEmbedder
from made_passages import made_passage
from index.file_shelf import FileShelf
passages = [made_passage(f"待機児童の第{n}号") for n in range(300)]
def stop(step, done, total):
    if step == "save" and done == 0:
        %s
try:
    FileShelf(Path(sys.argv[1])).build(passages, BigramEmbedder(), stop)
except OSError as error:
    sys.exit(error.errno or 99)
"""


@pytest.mark.parametrize(
    ("accident", "exit_code"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        (FULL, None),
    ],
    ids=["killed", "disk full"],
)
def test_an_accident_leaves_the_old_snapshot_serving(accident: str, exit_code: int | None, tmp_path: Path) -> None:
    """A build that is killed or runs out of disk leaves no snapshot of its own and the old one whole."""
    embedder = BigramEmbedder()
    old = FileShelf(tmp_path).build(PASSAGES, embedder)
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", BUILD_IN_A_PROCESS % accident, str(tmp_path)], cwd=root)
    assert ended.returncode == exit_code if exit_code is not None else ended.returncode > 0
    assert [d.name for d in (tmp_path / "index").iterdir() if not d.name.startswith(".")] == [old]
    assert Searcher(FileShelf(tmp_path).open(old), embedder).search("観光消費額")
    FileShelf(tmp_path).build(PASSAGES[1:], embedder)
    assert not list((tmp_path / "index").glob(".making-*"))


def test_pruning_keeps_the_newest_and_those_in_use(tmp_path: Path) -> None:
    """Older snapshots go, but never one that is published; an open one is read on."""
    ids = [FileShelf(tmp_path).build(PASSAGES[:n], BigramEmbedder()) for n in (1, 2, 3, 4)]
    for age, snapshot_id in enumerate(reversed(ids)):
        meta = tmp_path / "index" / snapshot_id / "meta.json"
        os.utime(meta, (1_000_000 - age, 1_000_000 - age))
    opened = FileShelf(tmp_path).open(ids[1])
    assert FileShelf(tmp_path).prune(keep=1, in_use={ids[0]}) == [ids[2], ids[1]]
    assert {d.name for d in (tmp_path / "index").iterdir()} == {".lock", ids[0], ids[3]}
    assert Searcher(opened, BigramEmbedder()).search("観光消費額")
    assert FileShelf(tmp_path / "nowhere").prune(keep=1) == []
