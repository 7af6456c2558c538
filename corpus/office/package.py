"""Open an Office file within bounds: a zip of XML parts, looked over before anything parses it.

What the file is, its content types say, not its name. No part may have a document type: Office writes none, and with
none there are no entities, so no parser that comes later can be made to expand or fetch any.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from corpus.errors import DocumentCorrupt, DocumentEncrypted, DocumentTooLarge, DocumentUnsupported

OfficeKind = Literal["pptx", "xlsx", "docx"]
KINDS: tuple[OfficeKind, ...] = ("pptx", "xlsx", "docx")

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_BYTES = 100_000_000
MOST_PARTS = 10_000
MOST_DECODED = 300_000_000
"""Bytes of all parts; pictures make most of them."""
MOST_XML = 40_000_000
"""Bytes of all XML parts: parsed they take some ten times as much memory."""

_MAIN: Mapping[str, OfficeKind] = {
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
}
_TYPES = "[Content_Types].xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT_TYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_XML = (".xml", ".rels", ".vml")
_BLOCK = 1 << 20
_OVERLAP = 32
"""Bytes kept from one block to the next, so that no document type hides at the cut."""

BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, ElementTree.ParseError, KeyError, ValueError, EOFError, OSError,
          NotImplementedError, RuntimeError)  # fmt: skip
"""What a damaged zip or part raises, from zipfile down to zlib's wrappers."""


class OverBounds(Exception):
    """A part asks for more than the bounds allow."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(what)
        self.what, self.limit = what, limit


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another. ``target`` is a part's name, or an address if ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """An Office file that opened and is within bounds.

    Args:
        content: Its bytes.
        archive: The same, as a zip.
        kind: What its content types say it is.
    """

    def __init__(self, content: bytes, archive: zipfile.ZipFile, kind: OfficeKind) -> None:
        self.content = content
        self.kind = kind
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            KeyError: If there is no such part.
        """
        return self._archive.read(name)

    def xml(self, name: str) -> ElementTree.Element:
        """The root of an XML part.

        Raises:
            KeyError: If there is no such part.
            ElementTree.ParseError: If it is no XML.
        """
        return ElementTree.fromstring(self.read(name))

    def formulas(self, name: str) -> Iterator[tuple[str, bool]]:
        """The cells of a sheet that hold formulas, and whether a value was computed for them; read in a stream."""
        with self._archive.open(name) as stream:
            for _, element in ElementTree.iterparse(stream):
                tag = element.tag.rpartition("}")[2]
                if tag == "c" and any(part.tag.endswith("}f") for part in element):
                    value = "".join(part.text or "" for part in element if part.tag.endswith("}v"))
                    yield element.get("r", ""), bool(value) or element.get("t") == "str"
                if tag in ("c", "row"):
                    element.clear()

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by the id that it uses for it."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return {}
        return {
            one.get("Id", ""): _relation(folder, one) for one in self.xml(rels) if one.tag.endswith("}Relationship")
        }


def _relation(folder: str, one: ElementTree.Element) -> Relation:
    external = one.get("TargetMode") == "External"
    target = one.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(one.get("Type", "").rsplit("/", 1)[-1], target, external)


def open_package(path: Path, supported: str) -> Package:
    """Open an Office file.

    Args:
        path: The file.
        supported: The kinds of documents that are read, for the line that refuses another.

    Raises:
        DocumentEncrypted: If it asks for a password.
        DocumentCorrupt: If it is named as an Office file but damaged.
        DocumentUnsupported: If it is an archive of another kind, or of Office's old formats (.doc, .xls, .ppt).
        DocumentTooLarge: If it is over the bounds; its parts are counted while they are decoded, not believed.
    """
    if path.stat().st_size > MOST_BYTES:
        raise DocumentTooLarge(file=path.name, what="bytes", limit=MOST_BYTES)
    content = path.read_bytes()
    unsupported = DocumentUnsupported(file=path.name, supported=supported)
    if content.startswith(_OLE_MAGIC):
        raise DocumentEncrypted(file=path.name) if _ENCRYPTED in content else unsupported
    named_so = path.suffix.lower().lstrip(".") in KINDS
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        if _TYPES not in archive.namelist():
            raise DocumentCorrupt(file=path.name, detail=f"no {_TYPES}") if named_so else unsupported
        _look_over(path, archive)
        kind = _kind(archive)
    except BROKEN as error:
        if named_so:
            raise DocumentCorrupt(file=path.name, detail=str(error) or type(error).__name__) from error
        raise unsupported from error
    if kind is None:
        raise unsupported
    return Package(content, archive, kind)


def _look_over(path: Path, archive: zipfile.ZipFile) -> None:
    """Decode every part once, in blocks: count its bytes, and find document types in XML."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise DocumentTooLarge(file=path.name, what="parts", limit=MOST_PARTS)
    decoded = xml = 0
    for part in parts:
        is_xml = part.filename.lower().endswith(_XML)
        before = b""
        for block in _blocks(archive, part):
            decoded += len(block)
            xml += len(block) if is_xml else 0
            if decoded > MOST_DECODED or xml > MOST_XML:
                limit = MOST_XML if xml > MOST_XML else MOST_DECODED
                raise DocumentTooLarge(file=path.name, what="decoded bytes", limit=limit)
            if is_xml and _DOCUMENT_TYPE.search(before + block):
                raise DocumentCorrupt(file=path.name, detail=f"{part.filename} has a document type")
            before = block[-_OVERLAP:]


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _kind(archive: zipfile.ZipFile) -> OfficeKind | None:
    types = ElementTree.fromstring(archive.read(_TYPES))
    return next((kind for one in types if (kind := _MAIN.get(one.get("ContentType", "")))), None)
