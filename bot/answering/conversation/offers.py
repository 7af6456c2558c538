"""What can be asked for next, after an answer: only what would show something that it does not show yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.answer import Answer, Excerpt, Figure
from corpus.errors import IndicatorUnknown
from kpi_store.editions import edition_order
from kpi_store.figures import Published

_MOST = 4
"""Indicators of an answer beyond which it is a list, where a next step for all at once would be a page of tables."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The next steps that lead somewhere.

    Attributes:
        all_years: Whether an indicator has more years than are shown.
        comparable: Whether there is another indicator with figures to set beside the one that is told of.
        editions: Labels of other editions that speak of what is told, the newest first.
        figures: Whether there are figures to take away as a file.
    """

    all_years: bool = False
    comparable: bool = False
    editions: tuple[str, ...] = ()
    figures: bool = False


def offers(answer: Answer, published: Published) -> Offers:
    """What can be asked for next, by what is published now."""
    if answer.status != "answered":
        return Offers()
    told = tuple(figure for figure in answer.figures if figure.points)
    few = 0 < len(told) <= _MOST and answer.intent != "list"
    return Offers(
        all_years=few and any(_has_more(figure, published) for figure in told),
        comparable=len({figure.indicator for figure in told}) == 1 and _others(told[0], published),
        editions=tuple(sorted(_editions(answer, published), key=edition_order, reverse=True)),
        figures=bool(told),
    )


def _has_more(figure: Figure, published: Published) -> bool:
    indicator = _known(figure.indicator, published)
    if indicator is None or figure.edition not in (None, *published.editions()):
        return False
    return len(published.series(indicator, figure.edition).observations) > len(figure.points)


def _others(figure: Figure, published: Published) -> bool:
    own = _known(figure.indicator, published)
    return own is not None and any(i.id != own and published.series(i.id).observations for i in published.indicators())


def _editions(answer: Answer, published: Published) -> set[str]:
    """Editions other than those told from, in which what is told stands too."""
    if answer.figures:
        shown = {figure.edition for figure in answer.figures}
        one = len({figure.indicator for figure in answer.figures}) == 1 and len(shown) == 1
        return set(_with_figures(answer.figures[0], published)) - shown if one else set()
    shown = {excerpt.source.edition for excerpt in answer.excerpts}
    return {edition for excerpt in answer.excerpts[:1] for edition in _with_words(excerpt, published)} - shown


def _with_figures(figure: Figure, published: Published) -> Iterator[str]:
    indicator = _known(figure.indicator, published)
    for told in published.history(indicator) if indicator is not None else ():
        if told.edition and told.observations:
            yield told.edition


def _with_words(excerpt: Excerpt, published: Published) -> Iterator[str]:
    """Editions that have the same kind of passage about the same indicator."""
    indicator = _known(excerpt.indicator, published) if excerpt.indicator else None
    if indicator is not None:
        yield from (e for e in published.editions() if published.passages_of(indicator, excerpt.section, e))


def _known(name: str, published: Published) -> int | None:
    try:
        return published.find(name).id
    except IndicatorUnknown:
        return None
