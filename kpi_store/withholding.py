"""Documents that not everybody may see: for all others the store is as if they had not been published."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePath
from typing import Protocol

from corpus.passages import Passage
from kpi_store.editions import plain_edition
from kpi_store.figures import Published
from kpi_store.views import DocumentView

_AUDIENCES = 16
"""Groups of people who may see different documents, whose views are kept; others are made anew."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which documents are meant: those of an edition (``R6``), or those whose file's name fits (``素案*.pdf``)."""

    what: str

    def covers(self, document: DocumentView) -> bool:
        """Whether a document is among them."""
        name = PurePath(document.file).name
        if fnmatchcase(name.casefold(), self.what.casefold()):
            return True
        return document.edition is not None and document.edition == plain_edition(self.what)


class Holdings(Protocol):
    """What a question is answered from."""

    def published(self) -> Published:
        """The figures of the newest publication, all of one piece."""

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages of documents, document by document in the order given."""


class Withholding:
    """Holdings without the documents that some restrictions cover.

    Args:
        whole: All there is.
        withheld: What is not to be seen.
    """

    def __init__(self, whole: Holdings, withheld: Collection[Restriction]) -> None:
        self._whole = whole
        self._withheld = tuple(withheld)
        self._seen: tuple[Published, Published] | None = None

    def published(self) -> Published:
        """What remains of the newest publication; the same object until somebody publishes."""
        whole = self._whole.published()
        if self._seen is None or self._seen[0] is not whole:
            self._seen = (whole, whole.without(self.hides))
        return self._seen[1]

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages of documents that may be seen; nothing of others, even when asked for by their ids."""
        visible = {document.id for document in self.published().documents}
        return self._whole.passages(id_ for id_ in ids if id_ in visible)

    def hides(self, document: DocumentView) -> bool:
        """Whether a document is withheld."""
        return any(restriction.covers(document) for restriction in self._withheld)


class Views:
    """Holdings as different people see them; the same object each time, so that what is prepared of it is kept."""

    def __init__(self, whole: Holdings) -> None:
        self._whole = whole
        self._without = lru_cache(_AUDIENCES)(lambda withheld: Withholding(whole, withheld))

    def without(self, withheld: frozenset[Restriction]) -> Holdings:
        """What those see from whom these documents are withheld."""
        return self._without(withheld) if withheld else self._whole
