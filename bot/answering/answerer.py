"""From a question to an Answer: what is asked of what, the answer that fits, and what is said when none does."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.answer import Answer, Intent
from bot.answering.conversation.clarifying import OFFERED, ask_back
from bot.answering.conversation.following import Followed, followed, language_after
from bot.answering.conversation.noting import gone_on, read_as
from bot.answering.figures.side_by_side import Sides, side_by_side
from bot.answering.fitting import IN_FIGURES, counted_otherwise, leaves_open, look, of_indicators
from bot.answering.library import Library, Search, newest_known, own_places, titles
from bot.answering.names.matching import Match, Matcher
from bot.answering.names.naming import Named, named_by, nearly_named
from bot.answering.names.own_name import own_name, without_name
from bot.answering.names.respelling import Speller
from bot.answering.names.sounding import without_own
from bot.answering.phrases import joined
from bot.answering.proofs.proof import kept
from bot.answering.questions.issues import edition_of
from bot.answering.questions.question import Question, bare_question, understand
from bot.answering.quotations.refusing import beyond, not_found, only_counted, only_whole, refused
from bot.answering.said import Said
from corpus.words import plain
from kpi_store.figures import Published
from kpi_store.withholding import Holdings
from prompts.wording import Language, wording

_PUBLICATIONS_KEPT = 2
_DOCUMENTS_KEPT = 32


@dataclass(frozen=True, slots=True)
class _Read:
    question: Question
    named: Named
    told: tuple[tuple[str, str], ...]


class Answerer:
    """Answers questions from one store and its search index.

    Args:
        store: The KPI store; asked anew for each question, so that a new publication answers at once.
        search: Passages of the current publication.
    """

    def __init__(self, store: Holdings, search: Search) -> None:
        self._store = store
        self._search = search
        # Both follow from the publication alone; cutting every name into words takes nearly half of an answer's time.
        self._matcher = lru_cache(_PUBLICATIONS_KEPT)(lambda figures: Matcher(figures.indicators(), figures.synonyms))
        self._own_name = lru_cache(_PUBLICATIONS_KEPT)(lambda figures: own_name(titles(figures)))
        self._own_places = lru_cache(_PUBLICATIONS_KEPT)(own_places)
        self._speller = lru_cache(_PUBLICATIONS_KEPT)(lambda figures: Speller(figures.indicators(), figures.synonyms))
        self._passages = lru_cache(_DOCUMENTS_KEPT)(lambda id_: tuple(store.passages([id_])))  # these never change

    def answer(
        self, text: str, *, edition: str | None = None, language: Language | None = None, after: Said | None = None
    ) -> Answer:
        """Answer one question.

        Args:
            text: What staff typed.
            edition: Label of the edition to answer from; None for what is in force, or what the question names.
            language: Of the answer; None for the question's own.
            after: What the question before it in the same conversation was about; None for a question on its own.

        Raises:
            QuestionEmpty: If nothing was asked.
            QuestionTooLong: If the question is over the limit.
            EditionUnknown: If ``edition`` is not published.
        """
        started = time.perf_counter()
        figures = self._store.published()
        asked = without_name(text, self._own_name(figures))
        question = understand(asked, language or language_after(text, after), figures.synonyms)
        named_so, question = question.issue, _with_edition(question, figures)
        edition = figures.label(edition)
        matcher = self._matcher(figures)
        going_on = followed(question, after, figures, matcher) if after else Followed(question)
        own_places = self._own_places(figures)
        subject = without_own(going_on.question.subject, own_places)
        question = replace(going_on.question, subject=subject)
        library = self._library(figures, edition or question.edition)
        named = going_on.named or named_by(question, matcher)
        read = None if named.clear else self._read_otherwise(question, figures)
        if read is not None:
            question, named = read.question, read.named
        found = self._from(question, library, named)
        found = read_as(found, read.told) if read is not None else found
        if named_so is not None and question.edition is not None:
            say = wording(question.language)
            found = read_as(found, ((named_so.said, say.say("text.source.edition", edition=question.edition)),))
        if going_on.continued:
            found = gone_on(found, question)
        found = kept(found, library)
        spent = round((time.perf_counter() - started) * 1000, 1)
        snapshot = figures.publication.snapshot if figures.publication else None
        said = _to_go_on_from(Said.of(question, found), found, after, going_on)
        return replace(found, question=text.strip(), said=said, snapshot=snapshot, timing_ms={"total": spent})

    def _read_otherwise(self, question: Question, figures: Published) -> "_Read | None":
        """The question with its slips mended, if it names an indicator clearly then; else None."""
        respelled = self._speller(figures).respelled(plain(question.query))
        if respelled is None:
            return None
        again = understand(respelled.text, question.language, figures.synonyms)
        subject = without_own(again.subject, self._own_places(figures))
        intent, years = question.intent or again.intent, question.years or again.years
        again = replace(
            again,
            typed=question.typed,
            text=question.text,
            subject=subject,
            intent=intent,
            years=years,
            edition=question.edition,
        )
        named = named_by(again, self._matcher(figures))
        return _Read(again, named, respelled.told) if named.clear else None

    def about(
        self,
        name: str,
        intent: Intent,
        *,
        beside: Sequence[str] = (),
        edition: str | None = None,
        language: Language = "ja",
    ) -> Answer:
        """What is to say of one indicator, where nobody typed a question that must be understood first.

        Args:
            name: Of the indicator, present or former.
            intent: What kind of thing is wanted.
            beside: Names of further indicators that it is to be set beside.
            edition: As in ``answer``.
            language: Of the answer.

        Raises:
            IndicatorUnknown: If no published document lists the indicator.
            EditionUnknown: If ``edition`` is not published.
        """
        figures = self._store.published()
        meant = list({found.id: found for found in map(figures.find, (name, *beside))}.values())
        edition = figures.label(edition)
        library = self._library(figures, edition)
        question = bare_question(joined((i.name for i in meant), wording(language)), intent, language)
        matches = tuple(Match(i, i.name, recall=1.0, precision=1.0, headed=True) for i in meant)
        named = Named(matches, together=len(matches) > 1)
        found = kept(of_indicators(question, library, named) or not_found(question), library)
        snapshot = figures.publication.snapshot if figures.publication else None
        return replace(found, said=Said.of(replace(question, edition=edition), found), snapshot=snapshot)

    def beside(
        self,
        names: Sequence[str],
        sides: Sides,
        *,
        language: Language = "ja",
    ) -> Answer:
        """Indicators, or the editions of some, side by side.

        Args:
            names: Of the indicators, present or former.
            sides: Editions, years and base year.
            language: Of the answer.

        Raises:
            IndicatorUnknown: If no published document lists one of the indicators.
            EditionUnknown: If one of the editions is not published.
        """
        figures = self._store.published()
        sides = replace(sides, editions=tuple(filter(None, map(figures.label, sides.editions))))
        meant = list({view.id: view for view in map(figures.find, names)}.values())
        library = self._library(figures, None)
        question = bare_question(joined((i.name for i in meant), wording(language)), "compare", language)
        found = kept(side_by_side(question, library, meant, sides), library)
        return replace(found, said=Said.of(question, found))

    def _library(self, figures: Published, edition: str | None) -> Library:
        return Library(figures, lambda ids: [p for id_ in ids for p in self._passages(id_)], self._search, edition)

    def _from(self, question: Question, library: Library, named: Named) -> Answer:
        figures = library.figures
        if not figures.documents:
            return not_found(question, "answer.not_found.empty")
        known = figures.editions()
        if question.issue is not None:
            names = joined(known, wording(question.language))
            return not_found(question, "answer.not_found.issue", said=question.issue.said, known=names)
        if library.edition is not None and library.edition not in known:
            names = joined(known, wording(question.language))
            return not_found(question, "answer.not_found.edition", edition=library.edition, known=names)
        return look(question, library, named) or self._nothing(question, library, named)

    def _nothing(self, question: Question, library: Library, named: Named) -> Answer:
        """A question back where nothing was named; else an honest no with what comes near."""
        if question.intent in IN_FIGURES and leaves_open(question) and question.goal is None:
            return ask_back(question, [], [i.name for i in library.figures.indicators()[:OFFERED]])
        matcher = self._matcher(library.figures)
        near = matcher.nearest(question.subject)
        names = [match.indicator.name for match in near]
        if why := beyond(question, lambda: newest_known(library), [match.name for match in named.matches]):
            return refused(question, why, names)
        if question.subject.near and (meant := nearly_named(question, matcher)):
            return ask_back(question, meant)
        found = not_found(question, candidates=names)
        if otherwise := counted_otherwise(question, named):
            return only_counted(found, otherwise.indicator)
        return only_whole(found, question, near[0]) if near and near[0].missing and near[0].headed else found


def _with_edition(question: Question, figures: Published) -> Question:
    """The question with the edition of the document that it names by its date or its place in the row."""
    edition = edition_of(question.issue, figures) if question.issue is not None else None
    return question if edition is None else replace(question, edition=edition, issue=None)


def _to_go_on_from(said: Said, found: Answer, after: Said | None, going_on: Followed) -> Said:
    """What the next question can go on from: a list keeps being one to choose from, and an offer waits for its choice.

    A question that leads nowhere while a choice is waited for is passed over.
    """
    if after is not None and after.asked_back and after.candidates and found.status == "not_found":
        return said if said.candidates else after
    return said if said.candidates else replace(said, candidates=going_on.offered)
