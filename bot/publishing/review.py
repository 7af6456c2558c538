"""What a reviewer goes through: one card an indicator of a document, those that wait for a person first in line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kpi_store.store import KpiStore
from kpi_store.views import Decision, DocumentView, Judgement, ReviewValue


@dataclass(frozen=True, slots=True)
class Card:
    """An indicator as one drafted document lists it, with its values and what was decided about them.

    Attributes:
        listing: Names it among all of the store.
        values: In year order, targets and baselines last.
    """

    listing: int
    values: tuple[ReviewValue, ...]

    @property
    def document(self) -> DocumentView:
        """The draft that lists it."""
        return self.values[0].document

    @property
    def indicator(self) -> str:
        """Name as the document writes it."""
        return self.values[0].indicator

    @property
    def unit(self) -> str:
        """Unit as the document writes it."""
        return self.values[0].unit

    @property
    def pending(self) -> tuple[ReviewValue, ...]:
        """Values that wait for a person."""
        return tuple(value for value in self.values if value.pending)

    @property
    def undecided(self) -> tuple[ReviewValue, ...]:
        """Values that may be decided about, the certain ones too: a reader can be certain and wrong."""
        return tuple(value for value in self.values if value.verdict is None and not value.frozen)

    @property
    def page(self) -> int:
        """Where most of what waits stands; of what was decided, where most of it stands."""
        pages = [value.page for value in self.pending or self.values]
        return max(pages, key=pages.count)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided about its values."""
        return tuple(dict.fromkeys(value.verdict.by for value in self.values if value.verdict))


def cards(store: KpiStore, edition: str) -> tuple[Card, ...]:
    """All cards of an edition's drafts, as listed.

    Raises:
        EditionUnknown: If nothing of that edition is drafted or published.
    """
    found = store.reviews.values(edition)
    return tuple(Card(listing, _in_order(own)) for listing, own in groupby(found, key=lambda value: value.listing))


def next_card(found: Sequence[Card], after: int | None = None) -> Card | None:
    """The next card that waits for a person, from the one after a listing on and then from the start."""
    places = [card.listing for card in found]
    start = places.index(after) + 1 if after in places else 0
    return next((card for card in (*found[start:], *found[:start]) if card.pending), None)


def card_of(store: KpiStore, listing: int) -> Card | None:
    """A card by its listing; None where that is in no draft (any more)."""
    own = [value for value in store.reviews.values() if value.listing == listing]
    return Card(listing, _in_order(own)) if own else None


def judging(card: Card, decision: Decision, certain: bool) -> list[Judgement]:
    """One decision about all values of a card that wait for a person.

    Args:
        card: The card.
        decision: ``accept`` or ``reject``.
        certain: Whether it is about all that are undecided instead, the certain ones too.
    """
    return [Judgement(value.key, decision) for value in (card.undecided if certain else card.pending)]


def _in_order(values: Iterable[ReviewValue]) -> tuple[ReviewValue, ...]:
    return tuple(sorted(values, key=lambda value: (value.role != "actual", value.year or 0, value.page)))
