"""Bounds and bad input: what is no Office file, damaged, locked, too large or out to harm is refused in its kind."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import (
    DocumentCorrupt,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentError,
    DocumentTooLarge,
    DocumentUnsupported,
)
from corpus.office import package
from corpus.read import read
from corpus.sample import sample_files

from .conftest import Deck

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def good(deck: Deck, tmp_path: Path) -> bytes:
    """A deck with one sentence."""
    deck.text(deck.slide(), "令和5年度の結果である。", 2, 2)
    deck.read()
    return (tmp_path / "deck.pptx").read_bytes()


def changed(
    content: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None
) -> bytes:
    """The same archive with its parts changed; None leaves a part out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return made.getvalue()


def refused(tmp_path: Path, name: str, content: bytes) -> type[DocumentError]:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as error:
        read(path)
    assert error.value.facts["file"] == name
    return type(error.value)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("locked.xlsx", LOCKED, DocumentEncrypted),
        ("old.doc", OLE + bytes(600), DocumentUnsupported),
        ("old.xls", OLE + bytes(600), DocumentUnsupported),
        ("broken.pptx", b"PK\x03\x04" + bytes(200), DocumentCorrupt),
        ("text.docx", "これは文書ではない。".encode(), DocumentCorrupt),
        ("empty.xlsx", b"", DocumentEmpty),
        ("other.zip", b"PK\x03\x04" + bytes(200), DocumentUnsupported),
    ],
)
def test_what_is_no_office_file_is_refused_in_its_kind(
    tmp_path: Path, name: str, content: bytes, error: type[DocumentError]
) -> None:
    """Locked, old, damaged and foreign files are told apart."""
    assert refused(tmp_path, name, content) is error


def test_the_content_decides_not_the_name(good: bytes, tmp_path: Path) -> None:
    """A deck or a PDF under another name is read; an archive without content types is none."""
    for name in ("deck.docx", "deck.pdf", "deck"):
        (tmp_path / name).write_bytes(good)
        assert read(tmp_path / name).media == "pptx"
    (tmp_path / "plan.docx").write_bytes(sample_files()[0].read_bytes())
    assert read(tmp_path / "plan.docx").media == "pdf"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "a")
    assert refused(tmp_path, "a.zip", archive.getvalue()) is DocumentUnsupported
    assert refused(tmp_path, "a.docx", archive.getvalue()) is DocumentCorrupt


def test_damage_inside_is_told(good: bytes, tmp_path: Path) -> None:
    """Truncated, without its main part, or with XML that does not parse."""
    assert refused(tmp_path, "cut.pptx", good[: len(good) // 2]) is DocumentCorrupt
    assert (
        refused(tmp_path, "gone.pptx", changed(good, lambda n, p: None if n == "ppt/presentation.xml" else p))
        is DocumentCorrupt
    )
    assert (
        refused(tmp_path, "torn.pptx", changed(good, lambda n, p: p[:-9] if n.endswith("slide1.xml") else p))
        is DocumentCorrupt
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_never_parsed(good: bytes, tmp_path: Path, encoding: str) -> None:
    """No entity is expanded or fetched, however the part is encoded."""
    secret = tmp_path / "secret.txt"
    secret.write_text("ひみつ", "utf-8")

    def poisoned(name: str, part: bytes) -> bytes:
        if not name.endswith("slide1.xml"):
            return part
        text = part.decode("utf-8").split("?>", 1)[1].replace("令和5年度の結果である。", "&x;")
        return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{text}'.encode(encoding)

    assert refused(tmp_path, "poison.pptx", changed(good, poisoned)) is DocumentCorrupt


def test_a_bomb_is_stopped_while_it_is_decoded(good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts are counted as they come; what their headers say is not believed."""
    bomb = changed(good, lambda _, part: part, {"ppt/slides/slide9.xml": b" " * (package.MOST_XML + 1)})
    assert len(bomb) < 1_000_000
    assert refused(tmp_path, "bomb.pptx", bomb) is DocumentTooLarge
    monkeypatch.setattr(package, "MOST_DECODED", 10_000)
    assert refused(tmp_path, "large.pptx", good) is DocumentTooLarge


def test_an_empty_deck_is_empty(deck: Deck) -> None:
    """There is nothing to read in it."""
    with pytest.raises(DocumentEmpty):
        deck.read()
