"""How many indicators a list holds, as computed values that can be proven like any other."""

from decimal import Decimal

from bot.answering.answer import Computed, ComputedName
from bot.answering.figures.progress import rounded


def counts(listed: int, of: int) -> tuple[Computed, Computed]:
    """The number of indicators that an answer lists, and of those it was picked from."""
    return _count("indicators_listed", listed), _count("indicators_in_place", of)


def share_of(many: Computed, of: Computed) -> Computed:
    """What share the one number of indicators is of the other, in %, to one digit after the point."""
    return Computed("share_of_indicators", rounded(100 * many.value / of.value), "%", (), "")


def _count(name: ComputedName, many: int) -> Computed:
    return Computed(name, Decimal(many), "件", (), "")
