"""What staff would see: the same questions answered from what is published, and from what would be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from bot.publishing.desk import Desk
from bot.publishing.publish import sample_to_retire, usable_snapshot
from corpus.errors import IndexError_
from corpus.passages import Passage
from index.search import Filter, Findings, Searcher
from kpi_store.figures import Published
from kpi_store.views import Difference
from prompts.wording import Language, wording

QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Sight:
    """A question with its answer before and after; None where nothing is published yet."""

    question: str
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True)
class _Moment:
    """A store as it would be at one publication."""

    figures: Published
    desk: Desk

    def published(self) -> Published:
        """What answers at that moment."""
        return self.figures

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages never change."""
        return self.desk.store.passages(ids)


def preview(desk: Desk, edition: str, language: Language = "ja") -> list[Sight]:
    """Answer typical questions before and after an edition's drafts are published; nothing is published.

    Raises:
        EditionUnknown: If nothing of that edition is drafted or published.
        ModelUnavailable: If something must be indexed and the model cannot be loaded.
    """
    retire = [document.id for document in sample_to_retire(desk, edition)]
    planned = desk.store.plan_publication(edition, retire, accept_unreviewed=True)
    new = _answerer(desk, desk.store.preview(edition, retire), usable_snapshot(desk, planned))
    current = desk.store.published()
    publication = current.publication
    old = _answerer(desk, current, publication.snapshot) if publication else None
    return [
        Sight(
            question, old.answer(question, language=language) if old else None, new.answer(question, language=language)
        )
        for question in _questions(desk.store.difference(edition), current, language)
    ]


def _answerer(desk: Desk, figures: Published, snapshot: str | None) -> Answerer:
    searcher = _searcher(desk, snapshot) if snapshot else None

    def search(query: str, where: Filter, many: int) -> Findings:
        return searcher.find(query, many, where=where) if searcher else Findings(())

    return Answerer(_Moment(figures, desk), search)


def _searcher(desk: Desk, snapshot: str) -> Searcher | None:
    """What searches a snapshot; None where it cannot serve: figures are worth a look all the same."""
    try:
        return Searcher(desk.shelf.open(snapshot), desk.embedder)
    except IndexError_:
        return None


def _questions(difference: Difference, current: Published, language: Language) -> list[str]:
    """Of the indicators that the edition changes most: restated, renamed, with another target, new; then any."""
    said = wording(language)
    names = list(dict.fromkeys(_telling(difference, current)))[:QUESTIONS]
    return [said.say("admin.typical", indicator=name) for name in names]


def _telling(difference: Difference, current: Published) -> Iterator[str]:
    by_kind = (
        [change.indicator for change in difference.changed],
        [new for _, new in difference.renamed],
        [change.indicator for change in difference.targets_changed],
        list(difference.new),
    )
    for names in by_kind:  # one of each kind first
        yield from names[:1]
    for names in by_kind:
        yield from names[1:]
    yield from (view.name for view in current.indicators())
