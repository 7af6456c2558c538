"""How many indicators a list holds, as computed values that can be proven like any other."""

from decimal import Decimal

from bot.answering.answer import Computed, ComputedName


def counts(listed: int, of: int) -> tuple[Computed, Computed]:
    """The number of indicators that an answer lists, and of those it was picked from."""
    return _count("indicators_listed", listed), _count("indicators_in_place", of)


def _count(name: ComputedName, many: int) -> Computed:
    return Computed(name, Decimal(many), "件", (), "")
