"""Open a PDF within bounds and hand out its pages one by one."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from corpus.errors import (
    DocumentCorrupt,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentMissing,
    DocumentTooLarge,
)
from corpus.pdf.damage import BROKEN
from corpus.pdf.health import page_warnings
from corpus.pdf.lines import lines_of
from corpus.pdf.matrix import page_matrix
from corpus.pdf.page import PdfPage
from corpus.pdf.tree import PageNode, TreeBroken, page_nodes
from corpus.pdf.walk import FontCache, PageTooLarge, Walker
from corpus.reading import BBox, ReadingWarning

MOST_BYTES = 200_000_000
MOST_PAGES = 2_000

# pypdf tells of every oddity it repairs; what matters reaches the user as a warning of the reading.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class PdfFile:
    """A PDF that opened. Pages are read when asked for and not kept."""

    def __init__(self, path: Path, reader: PdfReader, nodes: list[PageNode]) -> None:
        self.path = path
        self._reader = reader
        self._nodes = nodes
        self._fonts = FontCache()

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._nodes)

    @property
    def metadata_title(self) -> str:
        """Title that the producer wrote into the file, or empty. Often a file name; the cover says more."""
        try:
            information = self._reader.metadata
            return (information.title or "").strip() if information else ""
        except BROKEN:
            return ""

    def pages(self) -> Iterator[PdfPage]:
        """The pages in order. A damaged page comes as far as it can be read, with a warning.

        Raises:
            DocumentTooLarge: If a page's streams are over the bounds when decoded.
        """
        for number, node in enumerate(self._nodes, start=1):
            yield self._page(number, node)

    def _page(self, number: int, node: PageNode) -> PdfPage:
        start, width, height = page_matrix(node.box, node.rotate)
        walker = Walker(self._reader, self._fonts, start, BBox(0.0, 0.0, width, height))
        warnings: list[ReadingWarning] = []
        try:
            if node.contents is not None:
                walker.walk(node.contents, node.resources)
        except (LimitReachedError, PageTooLarge) as error:
            raise DocumentTooLarge(file=self.path.name, what=f"content of page {number}", limit=str(error)) from error
        except BROKEN as error:
            warnings.append(ReadingWarning(number, "damaged_page", f"read only in part: {type(error).__name__}"))
        warnings.extend(page_warnings(number, width * height, walker.runs, walker.shapes, walker.pictures))
        return PdfPage(
            number=number,
            width=width,
            height=height,
            runs=tuple(walker.runs),
            lines=tuple(lines_of(walker.runs)),
            shapes=tuple(walker.shapes),
            pictures=tuple(walker.pictures),
            warnings=tuple(warnings),
        )


def open_pdf(path: Path) -> PdfFile:
    """Open a PDF.

    Raises:
        DocumentMissing: If there is no such file.
        DocumentEmpty: If it has no bytes or no pages.
        DocumentEncrypted: If it asks for a password.
        DocumentCorrupt: If it is no PDF or cannot be parsed.
        DocumentTooLarge: If it is over ``MOST_BYTES`` or ``MOST_PAGES``.
    """
    if not path.is_file():
        raise DocumentMissing(file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise DocumentEmpty(file=path.name)
    if size > MOST_BYTES:
        raise DocumentTooLarge(file=path.name, what="bytes", limit=MOST_BYTES)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentEncrypted(file=path.name)
        nodes = _nodes(path, reader)
    except LimitReachedError as error:
        raise DocumentTooLarge(file=path.name, what="structure", limit=str(error)) from error
    except (*BROKEN, TreeBroken) as error:
        raise DocumentCorrupt(file=path.name, detail=str(error) or type(error).__name__) from error
    if not nodes:
        raise DocumentEmpty(file=path.name)
    return PdfFile(path, reader, nodes)


def _nodes(path: Path, reader: PdfReader) -> list[PageNode]:
    root: Any = reader.trailer["/Root"]
    if not isinstance(root, DictionaryObject):
        raise TreeBroken("no catalogue")
    nodes = []
    for node in page_nodes(root):
        nodes.append(node)
        if len(nodes) > MOST_PAGES:
            raise DocumentTooLarge(file=path.name, what="pages", limit=MOST_PAGES)
    return nodes
