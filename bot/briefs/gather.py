"""Gather a brief from checked answers: not one sentence or number of it is made here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.answer import Excerpt, Intent
from bot.answering.answerer import Answerer
from bot.answering.figures.progress import standing
from bot.answering.library import excerpt, figure_of, once
from bot.briefs.brief import Brief, Page, Promise
from bot.briefs.expected import Told, expected
from bot.briefs.promised import kept
from bot.briefs.scope import Scope, place_of
from corpus.errors import PublicationMoved
from corpus.reading import SectionKind
from index.progress import Progress, silent
from kpi_store.figures import Published
from kpi_store.views import IndicatorView
from kpi_store.withholding import Holdings
from prompts.wording import Language, wording

_OF_A_PLACE: tuple[SectionKind, ...] = ("analysis", "future_direction", "note")

_TOLD: tuple[Intent, ...] = ("trend", "target", "analysis", "direction", "revision")


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers briefs from what is published.

    Attributes:
        store: What may be told.
        answerer: Answers from the same store.
    """

    store: Holdings
    answerer: Answerer

    def gather(
        self,
        scope: Scope,
        *,
        id: str,
        made_on: date,
        edition: str | None = None,
        language: Language = "ja",
        progress: Progress = silent,
    ) -> Brief:
        """A brief of one piece: all of it from one publication.

        Args:
            scope: Which indicators.
            id: The brief's.
            made_on: The date to print.
            edition: Label of the edition to tell; None for what is in force.
            language: Of the words around quotations.
            progress: Hears how many indicators are gathered.

        Raises:
            PlaceUnknown: If the scope names a goal or measure without indicators.
            IndicatorUnknown: If it names an unknown indicator; ``EditionUnknown`` likewise.
            PublicationMoved: If somebody published meanwhile.
        """
        figures = self.store.published()
        edition = figures.label(edition)
        chosen, pages = scope.chosen(figures), []
        for nth, view in enumerate(chosen):
            progress("gather", nth, len(chosen))
            pages.append(self._page(figures, view, edition, language))
        if self.store.published() is not figures:
            raise PublicationMoved
        newest = next(iter(figures.editions()), None)
        return Brief(id, scope.title(figures, language), edition or newest, made_on, language, tuple(pages))

    def _page(self, figures: Published, view: IndicatorView, edition: str | None, language: Language) -> Page:
        told = Told(
            {intent: self.answerer.about(view.name, intent, edition=edition, language=language) for intent in _TOLD},
            _placed(figures, view, edition),
        )
        done = _initiatives(figures, view, edition)
        trend = told["trend"]
        promise = self._promise(figures, view, edition, done, trend.headline)
        figure = figure_of(figures.series(view.id, edition))
        return Page(
            figure=figure,
            place=place_of(view, language),
            standing=standing(figure),
            sentences=tuple(_true_beside(told, (trend.headline, *trend.remarks), language)),
            computed=tuple(dict.fromkeys((*trend.computed, *told["target"].computed))),
            analysis=told.quotes("analysis"),
            directions=told.quotes("future_direction"),
            notes=told.quotes("note"),
            expected=expected(view.name, figure, told, done, promise, language),
            promise=promise,
        )

    def _promise(
        self, figures: Published, view: IndicatorView, edition: str | None, done: Sequence[Excerpt], result: str
    ) -> Promise | None:
        """The newest earlier edition's direction of the indicator; None where there is none."""
        known = figures.editions()
        for earlier in known[known.index(edition) + 1 :] if edition else known[1:]:
            announced = _quotes(figures, view, "future_direction", earlier)
            announced = announced or _placed(figures, view, earlier).get("future_direction", ())
            if announced:
                return Promise(earlier, kept(announced, done), result)
        return None


def _initiatives(figures: Published, view: IndicatorView, edition: str | None) -> tuple[Excerpt, ...]:
    if view.goal is None:
        return ()
    passages = figures.passages_in("initiative", view.goal, view.measure, edition)
    return tuple(once(map(excerpt, passages)))


def _quotes(figures: Published, view: IndicatorView, section: SectionKind, edition: str) -> tuple[Excerpt, ...]:
    passages = figures.passages_of(view.id, section, edition)
    return tuple(once(excerpt(passage) for passage in passages))


def _placed(figures: Published, view: IndicatorView, edition: str | None) -> dict[SectionKind, tuple[Excerpt, ...]]:
    """What the documents say of the whole place of an indicator, tied to none of its indicators.

    Many documents judge a measure as a whole. A note is taken only if it names the indicator.
    """
    if view.goal is None:
        return {}
    return {
        section: tuple(
            once(
                excerpt(passage)
                for passage in figures.passages_in(section, view.goal, view.measure, edition)
                if passage.indicator is None
                and passage.measure == view.measure
                and (section != "note" or any(name in passage.text for name in view.names))
            )
        )
        for section in _OF_A_PLACE
    }


def _true_beside(told: Told, sentences: Iterable[str], language: Language) -> Iterator[str]:
    """The sentences without the one that denies a direction, where the measure's is quoted."""
    denied = wording(language).say("answer.remark.no_direction")
    return (said for said in sentences if said != denied or not told.quotes("future_direction"))
