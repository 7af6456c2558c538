"""Whether the evidence of an answer is what the store holds: values, computed values, and quotations word for word."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.answer import Answer, Computed, Excerpt, Figure
from bot.answering.library import Library, figure_of
from bot.answering.proofs.faithful import unfounded
from bot.answering.proofs.recomputing import COUNTS, FROM_EDITIONS, OF_TWO, Stored, confirmed, confirmed_of_two
from corpus.errors import EditionUnknown
from kpi_store.views import IndicatorView
from prompts.wording import wording

_log = logging.getLogger(__name__)


def kept(answer: Answer, library: Library) -> Answer:
    """The answer if the store bears out all of it; else the evidence alone that it does, without the sentences."""
    sure = proven(answer, library)
    if sure is answer and not unfounded(answer):
        return answer
    _log.error("an answer of intent %s held what the store does not bear out; that was left out", answer.intent)
    if not (sure.figures or sure.excerpts):
        headline = wording(answer.language).say("answer.plain.nothing")
        return replace(sure, status="not_found", headline=headline, remarks=(), computed=(), candidates=())
    return replace(sure, headline=wording(answer.language).say("answer.plain.evidence"), remarks=())


def proven(answer: Answer, library: Library) -> Answer:
    """The answer with only that evidence which the store bears out; the same object if that is all of it."""
    figures = tuple(f for f in answer.figures if _stands(f, library))
    computed = tuple(c for c in answer.computed if _confirmed(c, answer, library))
    excerpts = tuple(e for e in answer.excerpts if is_verbatim(e, library))
    if (figures, computed, excerpts) == (answer.figures, answer.computed, answer.excerpts):
        return answer
    return replace(answer, figures=figures, computed=computed, excerpts=excerpts)


def is_verbatim(excerpt: Excerpt, library: Library) -> bool:
    """Whether a quotation stands, character for character, on its page of its document."""
    source = excerpt.source
    documents = [d.id for d in library.figures.documents if (d.title, d.edition) == (source.document, source.edition)]
    return bool(excerpt.text) and any(
        p.page == source.page and p.line == source.line and excerpt.text in p.text for p in library.passages(documents)
    )


def _stands(figure: Figure, library: Library) -> bool:
    """Whether each value of a figure, its target and its baseline are stored so."""
    return any(
        figure.unit == whole.unit
        and set(figure.points) <= set(whole.points)
        and figure.target in (None, whole.target)
        and figure.baseline in (None, whole.baseline)
        and set(figure.targets) <= set(whole.targets)
        for whole in _wholes(figure.indicator, figure.edition, library)
    )


def _wholes(name: str, edition: str | None, library: Library) -> Iterator[Figure]:
    """The stored series of the indicators of a name, as the question's edition tells them, then as the figure's own.

    Two may share a name: one counted in 人 and one in %.
    """
    for asked in dict.fromkeys((library.edition, edition)):
        with suppress(EditionUnknown):
            for indicator in library.figures.indicators():
                if indicator.name == name:
                    yield figure_of(library.figures.series(indicator.id, asked))


def _counted(computed: Computed, answer: Answer, library: Library) -> bool:
    """Whether as many indicators are listed, or stand at one place of the policy tree, or that share of them."""
    if computed.name == "indicators_listed":
        return computed.value == len(answer.about)
    held = library.figures.indicators()
    known = {0, *_by_place(held), *_by_place([i for i in held if i.numeric_target])}
    if computed.name == "share_of_indicators":
        listed = 100 * Decimal(len(answer.about))
        return computed.value in {(listed / many).quantize(Decimal("0.1"), ROUND_HALF_UP) for many in known if many}
    return computed.value in known


def _by_place(held: Sequence[IndicatorView]) -> set[int]:
    """How many indicators there are in all, of each goal and of each measure."""
    places = Counter(place for i in held for place in {(None, None), (i.goal, None), (i.goal, i.measure)})
    return set(places.values())


def _confirmed(computed: Computed, answer: Answer, library: Library) -> bool:
    if computed.name in COUNTS:
        return _counted(computed, answer, library)
    shown = next((f for f in answer.figures if f.indicator == computed.indicator and f.points), None)
    if computed.name in OF_TWO:
        return _confirmed_of_two(computed, shown.edition if shown else None, library)
    editions = _editions(computed, library)
    return any(
        confirmed(computed, Stored.of(whole, shown, editions))
        for whole in _wholes(computed.indicator, shown.edition if shown else None, library)
    )


def _confirmed_of_two(computed: Computed, edition: str | None, library: Library) -> bool:
    return any(
        confirmed_of_two(computed, Stored.of(first, None, ()), Stored.of(second, None, ()))
        for first in _wholes(computed.indicator, edition, library)
        for second in _wholes(computed.beside, edition, library)
    )


def _editions(computed: Computed, library: Library) -> list[Figure]:
    """What each edition says, where a computed value is one of an older edition."""
    if computed.name not in FROM_EDITIONS:
        return []
    named = [indicator.id for indicator in library.figures.indicators() if indicator.name == computed.indicator]
    return [figure_of(series) for id_ in named for series in library.figures.history(id_)]
