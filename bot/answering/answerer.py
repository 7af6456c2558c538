"""From a question to an Answer: which kind of answer fits, and what is said when none does."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering import compare, documents, listing, quoting, restating, summary, target, trend, value
from bot.answering.answer import Answer, Intent
from bot.answering.facts import fact_asked
from bot.answering.faithful import unfounded
from bot.answering.following import Followed, followed, language_after
from bot.answering.helping import asks_for_help, helping
from bot.answering.library import Library, Search, newest_known, own_places
from bot.answering.matching import Match, Matcher
from bot.answering.naming import Named, named_by
from bot.answering.phrases import joined
from bot.answering.proof import proven
from bot.answering.question import Question, bare_question, understand
from bot.answering.ranking import asks_for_ranking, ranking
from bot.answering.refusing import beyond, not_found, only_whole, refused
from bot.answering.reply import reply
from bot.answering.respelling import Speller
from bot.answering.said import Said
from bot.answering.screening import condition_of, screening
from bot.answering.side_by_side import Sides, side_by_side
from corpus.names import SAME, similarity
from corpus.words import plain
from kpi_store.figures import Published
from kpi_store.views import IndicatorView
from kpi_store.withholding import Holdings
from prompts.wording import Language, wording

_log = logging.getLogger(__name__)

_PUBLICATIONS_KEPT = 2
_DOCUMENTS_KEPT = 32

OFFERED = 5
"""Candidates in a question back."""

_IN_FIGURES: frozenset[Intent | None] = frozenset({"trend", "value", "target", "compare", "summary", "revision", None})


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
        question = understand(text, language or language_after(text, after), figures.synonyms)
        edition = figures.label(edition)
        matcher = self._matcher(figures)
        going_on = followed(question, after, figures, matcher) if after else Followed(question)
        own_places = self._own_places(figures)
        question = replace(going_on.question, subject=going_on.question.subject.without(own_places))
        library = self._library(figures, edition or question.edition)
        named = going_on.named or named_by(question, matcher)
        read = None if named.clear else self._read_otherwise(question, figures)
        if read is not None:
            question, named = read.question, read.named
        found = self._from(question, library, named)
        found = _read_as(found, read.told) if read is not None else found
        if going_on.continued:
            found = _gone_on(found, question)
        found = _kept(found, library)
        spent = round((time.perf_counter() - started) * 1000, 1)
        snapshot = figures.publication.snapshot if figures.publication else None
        said = _to_go_on_from(Said.of(question, found), found, after, going_on)
        return replace(found, said=said, snapshot=snapshot, timing_ms={"total": spent})

    def _read_otherwise(self, question: Question, figures: Published) -> "_Read | None":
        """The question with its slips mended, if it names an indicator clearly then; else None."""
        respelled = self._speller(figures).respelled(plain(question.query))
        if respelled is None:
            return None
        again = understand(respelled.text, question.language, figures.synonyms)
        subject = again.subject.without(self._own_places(figures))
        intent, years = question.intent or again.intent, question.years or again.years
        again = replace(
            again, text=question.text, subject=subject, intent=intent, years=years, edition=question.edition
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
        found = _kept(_of_indicators(question, library, named) or not_found(question), library)
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
        found = _kept(side_by_side(question, library, meant, sides), library)
        return replace(found, said=Said.of(question, found))

    def _library(self, figures: Published, edition: str | None) -> Library:
        return Library(figures, lambda ids: [p for id_ in ids for p in self._passages(id_)], self._search, edition)

    def _from(self, question: Question, library: Library, named: Named) -> Answer:
        figures = library.figures
        if not figures.documents:
            return not_found(question, "answer.not_found.empty")
        known = figures.editions()
        if library.edition is not None and library.edition not in known:
            names = joined(known, wording(question.language))
            return not_found(question, "answer.not_found.edition", edition=library.edition, known=names)
        return look(question, library, named) or self._nothing(question, library)

    def _nothing(self, question: Question, library: Library) -> Answer:
        """A question back where nothing was named; else an honest no with what comes near."""
        if question.intent in _IN_FIGURES and question.subject.says_nothing and question.goal is None:
            return _ask_back(question, [], [i.name for i in library.figures.indicators()[:OFFERED]])
        near = self._matcher(library.figures).nearest(question.subject)
        names = [match.indicator.name for match in near]
        if why := beyond(question, lambda: newest_known(library)):
            return refused(question, why, names)
        found = not_found(question, candidates=names)
        return only_whole(found, near[0]) if near and near[0].missing and near[0].headed else found


def look(question: Question, library: Library, named: Named) -> Answer | None:
    """The first kind of answer that fits, or None where the documents do not hold what is asked."""
    if asks_for_help(question):
        return helping(question, library)
    if condition := condition_of(question):
        return screening(question, library, condition)
    if why := beyond(question, lambda: newest_known(library)):
        return quoting.of_stated(question, library, why)
    if found := _of_all(question, library, named):
        return found
    if named.matches and (found := _of_indicators(question, library, named)):
        return found
    if question.subject and (question.intent == "definition" or not question.subject.says_nothing):
        return quoting.of_subject(question, library)
    return listing.listing(question, library) if question.goal or question.measure else None


def _of_all(question: Question, library: Library, named: Named) -> Answer | None:
    """What is asked of the whole, or of a place in the policy tree, and not of an indicator."""
    if asks_for_ranking(question) and not named.clear:
        return ranking(question, library)
    if listing.asks_for_goals(question):
        return listing.goals(question, library)
    if question.intent == "revision" and question.subject.says_nothing and not named.matches:
        return restating.all_revisions(question, library)
    if found := quoting.of_place(question, library):
        return found
    if question.intent == "list" and (listed := listing.listing(question, library)):
        return listed
    if question.intent == "document" and not named.matches:
        return documents.about_documents(question, library)
    return None


def _of_indicators(question: Question, library: Library, named: Named) -> Answer | None:
    best = named.matches[0].indicator
    if question.intent in ("direction", "analysis"):
        meant = [m.indicator for m in named.matches] if named.together else [best]
        return quoting.of_indicators(question, library, meant, question.intent, said_clearly=named.clear)
    if question.intent not in _IN_FIGURES:
        meant = [m.indicator for m in named.matches] if named.together else [best]
        return quoting.notes(question, library, meant) if named.clear else None
    if not named.matches[0].exact:
        return None
    if fact_asked(question) in ("place", "hour", "contact", "person") and question.intent != "summary":
        return None
    if not named.clear:
        return _less_clear(question, library, named)
    if named.together:
        return _in_figures(question, library, [m.indicator for m in named.matches])
    found = _renamed(_in_figures(question, library, [best]), named.matches[0])
    return _offering(found, [m.indicator.name for m in named.others[:OFFERED]])


def _less_clear(question: Question, library: Library, named: Named) -> Answer | None:
    """What is not said clearly: passages, a question back among several, or the one that it can be, told as such."""
    best, *others = named.matches
    if named.vague:
        return _ask_back(question, named.matches)
    found = quoting.of_subject(question, library) if question.intent is None and not named.ambiguous else None
    if found or others:
        return found or _ask_back(question, named.matches)
    if not best.headed or best.undone or question.subject.foreign:
        return None
    answer = _in_figures(question, library, [best.indicator])
    taken = wording(question.language).say("answer.remark.taken", indicator=best.indicator.name)
    return replace(answer, remarks=(taken, *answer.remarks), names=(*answer.names, best.indicator.name))


def _in_figures(question: Question, library: Library, meant: list[IndicatorView]) -> Answer:
    """The answer in figures of the kind that is asked for."""
    return replace(_told(question, library, meant), about=tuple(indicator.name for indicator in meant))


def _told(question: Question, library: Library, meant: list[IndicatorView]) -> Answer:
    if question.intent == "summary":
        return summary.summary(question, library, meant)
    if question.intent == "target":
        return target.target(question, library, meant)
    if question.intent == "revision":
        return restating.revisions(question, library, meant[0])
    if question.intent == "compare" and len(meant) == 1 and question.years:
        return compare.compare_years(question, library, meant[0])
    if question.intent == "value" or (question.intent is None and question.years.single):
        return value.value(question, library, meant)
    return trend.trend(question, library, meant)


def _kept(answer: Answer, library: Library) -> Answer:
    """The answer if the store bears out all of it; else the evidence alone that it does, without the sentences."""
    sure = proven(answer, library)
    if sure is answer and not unfounded(answer):
        return answer
    _log.error("an answer of intent %s held what the store does not bear out; that was left out", answer.intent)
    if not (sure.figures or sure.excerpts):
        headline = wording(answer.language).say("answer.plain.nothing")
        return replace(sure, status="not_found", headline=headline, remarks=(), computed=(), candidates=())
    return replace(sure, headline=wording(answer.language).say("answer.plain.evidence"), remarks=())


def _renamed(answer: Answer, match: Match) -> Answer:
    """The answer, told under which name the indicator stands, if it was asked for by another."""
    if similarity(match.name, match.indicator.name) >= SAME:
        return answer
    say = wording(answer.language)
    told = say.say("answer.remark.renamed", former=match.name, now=match.indicator.name)
    return replace(answer, remarks=(told, *answer.remarks), names=(*answer.names, match.name, match.indicator.name))


def _read_as(answer: Answer, told: Sequence[tuple[str, str]]) -> Answer:
    """The answer, told which words were read as others."""
    say = wording(answer.language)
    remarks = [say.say("answer.remark.read_as", typed=typed, meant=meant) for typed, meant in told]
    return replace(answer, remarks=(*remarks, *answer.remarks), names=(*answer.names, *remarks))


def _to_go_on_from(said: Said, found: Answer, after: Said | None, going_on: Followed) -> Said:
    """What the next question can go on from: a list keeps being one to choose from, and an offer waits for its choice.

    A question that leads nowhere while a choice is waited for is passed over.
    """
    if after is not None and after.asked_back and after.candidates and found.status == "not_found":
        return said if said.candidates else after
    return said if said.candidates else replace(said, candidates=going_on.offered)


def _gone_on(answer: Answer, question: Question) -> Answer:
    """The answer, told what was taken over from the conversation where its own sentences do not name that."""
    say = wording(answer.language)
    remarks = []
    subject = " ".join(Said.of(question, answer).subject) or listing.place_name(question, say)
    if subject and (not answer.about or question.of_list) and subject not in answer.headline:
        remarks.append(say.say("answer.follow.subject", subject=subject))
    if question.edition is not None:
        remarks.append(say.say("answer.follow.edition", edition=question.edition))
    if not remarks:
        return answer
    return replace(answer, remarks=(*remarks, *answer.remarks), names=(*answer.names, *remarks))


def _ask_back(question: Question, matches: Sequence[Match], any_of: Sequence[str] = ()) -> Answer:
    """A short question back, with what could be meant; or, where nothing was named, with some of what there is."""
    return reply(
        question,
        question.intent or "trend",
        wording(question.language).say("answer.clarify.any" if any_of else "answer.clarify.which"),
        status="clarify",
        candidates=any_of or [m.indicator.name for m in matches[:OFFERED]],
    )


def _offering(answer: Answer, others: Sequence[str]) -> Answer:
    """The answer, with the other indicators that the same words could mean."""
    if not others:
        return answer
    say = wording(answer.language)
    also = say.say("answer.remark.also", names=joined(others, say))
    return replace(answer, remarks=(*answer.remarks, also), candidates=tuple(others))
