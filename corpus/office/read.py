"""Read an Office file into the lines that all documents are taken apart from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentCorrupt, DocumentEmpty, DocumentTooLarge
from corpus.office.package import OfficeKind, OverBounds, Package, open_package
from corpus.reading import ReadingWarning
from corpus.structure.blocks import Line

Progress = Callable[[int, int], None]

_NO_TITLES = ("PowerPoint Presentation", "PowerPoint プレゼンテーション", "Word Document", "タイトル")


@dataclass(frozen=True, slots=True)
class OfficeLines:
    """An Office file's lines. ``pages`` counts slides, sheets, or the pages a Word document tells of."""

    kind: OfficeKind
    lines: list[Line]
    pages: int
    warnings: list[ReadingWarning]
    title: str = ""


def read_office(path: Path, supported: str, progress: Progress | None = None) -> OfficeLines:
    """Read a ``.pptx``, ``.xlsx`` or ``.docx``.

    Args:
        path: The file.
        supported: The kinds of documents that are read, for the line that refuses another.
        progress: Called after each page with its number and the number of pages.

    Raises:
        DocumentError: If the file is over the bounds, damaged, encrypted, empty or of another kind.
    """
    package = open_package(path, supported)
    try:
        found = _READERS[package.kind](package, progress)
    except ImportError:
        raise
    except OverBounds as error:
        raise DocumentTooLarge(file=path.name, what=error.what, limit=error.limit) from error
    except Exception as error:  # the three libraries raise of all kinds on damaged parts
        raise DocumentCorrupt(file=path.name, detail=f"{type(error).__name__}") from error
    if not found.lines and not found.warnings:
        raise DocumentEmpty(file=path.name)
    return found


def _slides(package: Package, progress: Progress | None) -> OfficeLines:
    from corpus.office.slides import read_slides
    from corpus.structure.layout import laid_lines

    pages, warnings, title = read_slides(package, progress)
    return OfficeLines("pptx", laid_lines(pages), len(pages), warnings, "" if title in _NO_TITLES else title)


def _sheets(package: Package, progress: Progress | None) -> OfficeLines:
    from corpus.office.sheets import read_sheets
    from corpus.structure.layout import laid_lines

    pages, warnings, title = read_sheets(package, progress)
    return OfficeLines("xlsx", laid_lines(pages), len(pages), warnings, title)


def _word(package: Package, progress: Progress | None) -> OfficeLines:
    from corpus.office.word import read_word

    lines, pages, warnings, title = read_word(package)
    if progress:
        progress(pages, pages)
    return OfficeLines("docx", lines, pages, warnings, "" if title in _NO_TITLES else title)


_READERS: dict[OfficeKind, Callable[[Package, Progress | None], OfficeLines]] = {
    "pptx": _slides,
    "xlsx": _sheets,
    "docx": _word,
}
