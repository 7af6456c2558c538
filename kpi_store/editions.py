"""The order of editions and of the documents in them."""

from functools import lru_cache

from corpus.years import era_label, parse_year
from kpi_store.views import DocumentView

_WEIGHT = {"verification": 3, "strategy": 2, "other": 1, "import": 0}
"""Which document speaks first for an edition: the verification holds the results."""


def plain_edition(label: str) -> str:
    """The label as the store keeps it: ``令和5年度`` and ``Ｒ５`` are ``R5``; one that is no year stays as it is."""
    year = parse_year(label)
    return era_label(year.year) if year else label.strip()


@lru_cache(maxsize=256)
def edition_order(label: str | None) -> tuple[int, str]:
    """Sorts editions from old to new; imports, which have none, come before all."""
    year = parse_year(label) if label else None
    return (year.year if year else 0, label or "")


def document_order(document: DocumentView) -> tuple[tuple[int, str], int, int]:
    """Sorts documents from the least to the most telling: by edition, by kind, then the later added."""
    return edition_order(document.edition), _WEIGHT[document.kind], document.id
