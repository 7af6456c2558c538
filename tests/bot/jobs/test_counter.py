"""Uploads come by any name, and each stays in the folder that it is unpacked into."""

from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.counter import Counter, _plain
from bot.jobs.work import _unpacked
from bot.publishing.desk import Desk
from index.file_shelf import FileShelf
from kpi_store.store import KpiStore

LEADING_OUT = [
    "../../etc/cron.d/x.pdf",
    "..\\..\\x.pdf",
    "/etc/passwd",
    "C:\\x.pdf",
    "..",
    ".",
    "/",
    "",
    "a/..",
    "x\x00/../y",
]


@given(st.text() | st.sampled_from(LEADING_OUT) | st.text(alphabet="./\\a\x00\u202e"))
def test_a_file_name_is_never_a_path(name: str) -> None:
    """Whatever somebody calls a file, what is kept names something within a folder, and fits any file system."""
    kept = _plain(name)
    assert kept not in ("", ".", "..")
    assert not set(kept) & set("/\\\x00\n")
    assert len(kept.encode()) <= 260


@pytest.mark.parametrize("name", LEADING_OUT)
def test_an_upload_is_unpacked_where_it_belongs(name: str, tmp_path: Path) -> None:
    """Its bytes stand in one file of the folder that is made for it, and nowhere else."""
    with KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True) as store:
        job, _ = Counter(store).ask_to_read([(name, b"bytes")], "U1")
        desk = Desk(store, tmp_path, FileShelf(tmp_path), BigramEmbedder())
        with _unpacked(desk, job.arguments["files"]) as (file,):
            assert file.read_bytes() == b"bytes"
            assert file.resolve() == file and file.parent.name == "0"
