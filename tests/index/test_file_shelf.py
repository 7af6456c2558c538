"""Snapshots in files: whole or not there, and found out when they are damaged."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage

from corpus.errors import IndexCorrupt
from index.checksums import checksums
from index.file_shelf import FileShelf
from index.search import Searcher

PASSAGES = [made_passage(text, line=n) for n, text in enumerate(MUNICIPAL)]


def test_built_elsewhere_the_files_are_the_same(tmp_path: Path) -> None:
    """Two builds of the same passages give the same bytes."""
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        snapshot = home / "index" / FileShelf(home).build(PASSAGES, BigramEmbedder())
    one, two = (
        {f.name: f.read_bytes() for f in (home / "index" / snapshot.name).rglob("*") if f.is_file()} for home in homes
    )
    assert one == two


@pytest.mark.parametrize(
    "file",
    [
        "meta.json",
        "passages.jsonl",
        "vectors.faiss",
        "windows.npy",
        "lexical/data.csc.index.npy",
        "interaction/states.npy",
    ],
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


def test_one_from_before_there_were_windows_serves_by_a_vector_a_passage(tmp_path: Path) -> None:
    """Until it is made anew it answers as it did; one laid out in a way that this program does not know is refused."""
    embedder = BigramEmbedder()
    snapshot_id = FileShelf(tmp_path).build(PASSAGES, embedder)
    directory = tmp_path / "index" / snapshot_id
    before = Searcher(FileShelf(tmp_path).open(snapshot_id), embedder).search("観光消費額", mode="dense")
    (directory / "windows.npy").unlink()
    _told(directory, format=1, checksums=checksums(directory, besides="meta.json"))
    assert Searcher(FileShelf(tmp_path).open(snapshot_id), embedder).search("観光消費額", mode="dense") == before
    _told(directory, format=3)
    with pytest.raises(IndexCorrupt, match="format 3"):
        FileShelf(tmp_path).open(snapshot_id)


def test_windows_without_vectors_are_noticed(tmp_path: Path) -> None:
    """Files that agree with their checksums but not with each other are no snapshot."""
    snapshot_id = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    directory = tmp_path / "index" / snapshot_id
    np.save(directory / "windows.npy", np.full(len(PASSAGES), 2))
    _told(directory, checksums=checksums(directory, besides="meta.json"))
    with pytest.raises(IndexCorrupt, match="not of one number"):
        FileShelf(tmp_path).open(snapshot_id)


def _told(directory: Path, **facts: object) -> None:
    """Change what a snapshot tells of itself."""
    meta = directory / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text("utf-8")) | facts), "utf-8")


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


def test_an_open_snapshot_is_read_on_when_it_is_pruned(tmp_path: Path) -> None:
    """And pruning where nothing was ever built does nothing."""
    shelf = FileShelf(tmp_path)
    opened = shelf.open(shelf.build(PASSAGES, BigramEmbedder()))
    assert shelf.prune(keep=0) == [opened.id]
    assert {d.name for d in (tmp_path / "index").iterdir()} == {".lock"}
    assert Searcher(opened, BigramEmbedder()).search("観光消費額")
    assert FileShelf(tmp_path / "nowhere").prune(keep=1) == []


def test_building_again_touches_no_file(tmp_path: Path) -> None:
    """A snapshot that is there stays as it is."""
    first = FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    files = {f: f.stat().st_mtime_ns for f in (tmp_path / "index" / first).rglob("*")}
    FileShelf(tmp_path).build(PASSAGES, BigramEmbedder())
    assert files == {f: f.stat().st_mtime_ns for f in (tmp_path / "index" / first).rglob("*")}
