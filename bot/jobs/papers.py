"""Papers as jobs: made by the worker, kept in the store, and brought to whoever wants them by the bot."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.briefs.making import Press
from bot.briefs.wanted import Wanted
from corpus.errors import PublicationMoved
from index.progress import Progress
from kpi_store.withholding import Restriction

PressFor = Callable[[frozenset[Restriction]], Press]
"""What makes papers of what somebody may see."""

_TRIES = 3
"""How often a paper is begun amid which somebody publishes."""


def arguments_of(wanted: Wanted, withheld: frozenset[Restriction], **more: Any) -> dict[str, Any]:
    """The arguments of a job that makes a paper.

    Args:
        wanted: What is to be made.
        withheld: Documents that must not be in it.
        **more: What makes the job another one than one that wants the same.
    """
    return {**wanted.as_json(), "withheld": sorted(one.what for one in withheld), **more}


def withheld_of(arguments: Mapping[str, Any]) -> frozenset[Restriction]:
    """Documents that a job keeps out of its paper."""
    return frozenset(map(Restriction, arguments.get("withheld", ())))


def make_paper(press_for: PressFor, progress: Progress, arguments: Mapping[str, Any], by: str) -> dict[str, Any]:
    """Make a paper and keep it; what the bot needs to bring it.

    Raises:
        PlaceUnknown: If the scope names a goal or measure without indicators.
        IndicatorUnknown: If it names an unknown indicator; ``EditionUnknown`` likewise.
        PublicationMoved: If somebody publishes again and again.
    """
    wanted, press = Wanted.read(arguments), press_for(withheld_of(arguments))
    for left in reversed(range(_TRIES)):
        try:
            made = press.fulfil(wanted, by=by, progress=progress)
        except PublicationMoved:
            if not left:
                raise
        else:
            return {"paper": made.id, "title": made.title, "edition": made.edition}
    raise AssertionError("the last try returns or raises")
