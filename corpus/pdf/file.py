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
from corpus.pdf.budget import FILE_STEPS, Budget, FileOverBudget
from corpus.pdf.damage import BROKEN
from corpus.pdf.layers import Layers
from corpus.pdf.page import PdfPage
from corpus.pdf.pages import PageReader
from corpus.pdf.tree import PageNode, TreeBroken, page_nodes

MOST_BYTES = 200_000_000
MOST_PAGES = 2_000

# pypdf tells of every oddity it repairs; what matters reaches the user as a warning of the reading.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class PdfFile:
    """A PDF that opened. Pages are read when asked for and not kept."""

    def __init__(self, path: Path, reader: PdfReader, nodes: list[PageNode], layers: Layers) -> None:
        self.path = path
        self._reader = reader
        self._nodes = nodes
        self._layers = layers

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
            DocumentTooLarge: If all pages are over the bounds of a page, or the pages together over those of a file.
        """
        reader = PageReader(self._reader, self._layers, Budget())
        unread = 0
        for number, node in enumerate(self._nodes, start=1):
            try:
                page = reader.read(number, node)
            except FileOverBudget as error:
                raise self._too_large(f"pages up to {number}") from error
            unread += any(warning.code == "page_too_large" for warning in page.warnings)
            yield page
        if unread == len(self._nodes):
            raise self._too_large("pages")

    def _too_large(self, what: str) -> DocumentTooLarge:
        return DocumentTooLarge(file=self.path.name, what=f"work for {what}", limit=FILE_STEPS)


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
        root: Any = reader.trailer["/Root"]
        if not isinstance(root, DictionaryObject):
            raise TreeBroken("no catalogue")
        nodes, layers = _nodes(path, root), Layers(root)
    except LimitReachedError as error:
        raise DocumentTooLarge(file=path.name, what="structure", limit=str(error)) from error
    except (*BROKEN, TreeBroken) as error:
        raise DocumentCorrupt(file=path.name, detail=str(error) or type(error).__name__) from error
    if not nodes:
        raise DocumentEmpty(file=path.name)
    return PdfFile(path, reader, nodes, layers)


def _nodes(path: Path, root: DictionaryObject) -> list[PageNode]:
    nodes = []
    for node in page_nodes(root):
        nodes.append(node)
        if len(nodes) > MOST_PAGES:
            raise DocumentTooLarge(file=path.name, what="pages", limit=MOST_PAGES)
    return nodes
