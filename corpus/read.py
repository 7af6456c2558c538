"""Read one file: the only door from a document on disk to a ``Reading``."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentEmpty, DocumentMissing, DocumentTooLarge, DocumentUnsupported
from corpus.reading import Media, Reading, ReadingWarning

if TYPE_CHECKING:
    from corpus.structure.blocks import Line

SUPPORTED = ("pdf", "pptx", "xlsx", "docx", "md", "txt")
LARGEST_TEXT = 20_000_000
"""Bytes of a text file: some thirty times the longest municipal plan."""

Progress = Callable[[int, int], None]
OFFICE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How zip archives and OLE containers start; Office files are one or the other."""

_TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", "")
_OFFICE_SUFFIXES = (".pptx", ".xlsx", ".docx")
_MAGIC_WITHIN = 1024
"""Bytes within which %PDF- may stand, as readers of PDF allow."""


def read(path: Path, progress: Progress | None = None, charts: Callable[[int], None] | None = None) -> Reading:
    """Read a PDF, Office, Markdown or plain text file. The content decides which it is, not the name alone.

    Args:
        path: The file.
        progress: Called after each page with its number and the number of pages.
        charts: Called with the number of charts found so far, page by page in a PDF.

    Raises:
        DocumentMissing: If there is no such file.
        DocumentEmpty: If it has no bytes, no pages or no text at all.
        DocumentEncrypted: If it asks for a password.
        DocumentCorrupt: If a PDF or Office file cannot be parsed.
        DocumentUnsupported: If it is none of these, or text in an encoding that is not known.
        DocumentTooLarge: If it is over the bounds.
    """
    if not path.is_file():
        raise DocumentMissing(file=path.name)
    with path.open("rb") as file:
        start = file.read(_MAGIC_WITHIN)
    if not start:
        raise DocumentEmpty(file=path.name)
    is_pdf = b"%PDF-" in start
    if start.startswith(OFFICE_MAGIC) or (path.suffix.lower() in _OFFICE_SUFFIXES and not is_pdf):
        return _read_office(path, progress)
    if is_pdf or path.suffix.lower() == ".pdf":
        return _read_pdf(path, progress, charts)
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise DocumentUnsupported(file=path.name, supported=", ".join(SUPPORTED))
    return _read_text(path, progress)


def _read_text(path: Path, progress: Progress | None) -> Reading:
    from corpus import textfile

    if path.stat().st_size > LARGEST_TEXT:
        raise DocumentTooLarge(file=path.name, what="bytes", limit=LARGEST_TEXT)
    text = textfile.decode(path.read_bytes())
    if text is None:
        raise DocumentUnsupported(file=path.name, supported=", ".join(SUPPORTED))
    if not text.strip():
        raise DocumentEmpty(file=path.name)
    pages = textfile.page_count(text)
    media: Media = "markdown" if textfile.is_markdown(text) else "text"
    reading = _reading(path, media, textfile.text_lines(text), pages, [])
    if progress:
        progress(pages, pages)
    return reading


def _read_pdf(path: Path, progress: Progress | None, charts: Callable[[int], None] | None) -> Reading:
    from corpus.pdf.file import open_pdf
    from corpus.structure.doubts import doubted
    from corpus.structure.layout import document_lines

    pdf = open_pdf(path)
    lines, warnings = document_lines(pdf, progress, charts)
    return doubted(_reading(path, "pdf", lines, pdf.page_count, warnings, pdf.metadata_title))


def _read_office(path: Path, progress: Progress | None) -> Reading:
    from corpus.office.read import read_office

    found = read_office(path, ", ".join(SUPPORTED), progress)
    return _reading(path, found.kind, found.lines, found.pages, found.warnings, found.title)


def _reading(
    path: Path,
    media: Media,
    lines: Sequence["Line"],
    pages: int,
    warnings: Sequence[ReadingWarning],
    metadata_title: str = "",
) -> Reading:
    from corpus.structure.document import structure
    from corpus.structure.forms import unfolded
    from corpus.structure.indicators import indicators, unjoined
    from corpus.structure.named_series import each_named

    lines = list(unfolded(lines))
    found = structure(list(each_named(lines)), metadata_title or path.stem)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Reading(
        file=path.name,
        sha256=sha256,
        media=media,
        pages=pages,
        title=found.cover.title,
        kind=found.cover.kind,
        edition=found.cover.edition,
        published=found.cover.published,
        body=found.cover.body,
        charts=tuple(line.chart for line in lines if line.chart is not None),
        tables=tuple(line.table for line in lines if line.table is not None),
        sections=found.sections,
        goals=found.goals,
        indicators=indicators(found.placed, found.tree),
        warnings=(*warnings, *unjoined(found.placed, found.cover.kind)),
    )
