"""Which kind of answer fits a question: about the whole, about indicators, or in the documents' words."""

import re
from dataclasses import replace

from bot.answering.answer import Answer, Intent
from bot.answering.conversation.clarifying import OFFERED, ask_back, offering
from bot.answering.conversation.helping import asks_for_help, helping
from bot.answering.conversation.noting import renamed
from bot.answering.figures import compare, restating, summary, target, trend, value
from bot.answering.figures.between import between
from bot.answering.figures.reckoned import reckoned
from bot.answering.joint import merged
from bot.answering.library import Library, newest_known
from bot.answering.lists import documents, listing
from bot.answering.lists.movers import asks_for_movers, movers
from bot.answering.lists.ranking import asks_for_ranking, ranking
from bot.answering.lists.screening import screening
from bot.answering.names.matching import WHOLE, Match
from bot.answering.names.naming import SURE, Named
from bot.answering.names.titled import place_titled
from bot.answering.questions.conditions import condition_of
from bot.answering.questions.counters import counts_another, counts_things
from bot.answering.questions.facts import fact_asked
from bot.answering.questions.pairing import pair_of
from bot.answering.questions.periods import asks_within_year
from bot.answering.questions.question import Question
from bot.answering.questions.targeting import OfTarget
from bot.answering.quotations import quoting, saying
from bot.answering.quotations.office import asks_for_office, in_charge
from bot.answering.quotations.refusing import beyond, not_found
from bot.answering.quotations.stating import opening_name
from bot.answering.quotations.vocabulary import defined
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.glossary import measure_words
from prompts.wording import wording

IN_FIGURES: frozenset[Intent | None] = frozenset({"trend", "value", "target", "compare", "summary", "revision", None})
"""Kinds of question that are answered by an indicator's figures."""


_OF_NO_INDICATOR = ("place", "hour", "contact", "person", "firm", "age")
"""Facts that no indicator counts."""

_ITS_INDICATORS = re.compile(r"の(?:kpi|指標|数値目標)(?:は|って)?[?？。\s]*$")
"""観光と交流の拡大のKPIは: the indicators of what stands before."""

_PER_PART = re.compile(r"1(?:日|か月|カ月|ヶ月)|月額|日額")
"""A name that itself counts by the day or the month."""

_ANY_WORD = re.compile(r"[一-龥ぁ-ゖァ-ヺa-z]{2}")


def look(question: Question, library: Library, named: Named) -> Answer | None:
    """The first kind of answer that fits, or None where the documents do not hold what is asked."""
    if asks_for_help(question):
        return helping(question, library)
    if meant := defined(question, library):
        return meant
    if named.clear and not named.together and asks_for_office(question):
        return in_charge(question, library, named.matches[0].indicator)
    if condition := condition_of(question):
        return screening(question, library, condition)
    if not named.clear and (found := quoting.of_signs(question, library)):
        return found
    if found := saying.of_saying(question, library, _meant(named) if named.clear else ()):
        return found
    return _of_content(question, library, named)


def _of_content(question: Question, library: Library, named: Named) -> Answer | None:
    """What the documents tell of the whole, of indicators or of a subject; what lies beyond them is told as such."""
    if why := beyond(question, lambda: newest_known(library), [match.name for match in named.matches]):
        return quoting.of_stated(question, library, why)
    if found := _of_all(question, library, named):
        return found
    told_of = named.matches and not _of_another_name(question, library, named)
    if told_of and (found := of_indicators(question, library, named)):
        return found
    if question.subject and (question.intent == "definition" or not question.subject.says_nothing):
        otherwise = counted_otherwise(question, named) is not None and not counts_things(question)
        of_part = _of_part(question, named) or otherwise
        told = quoting.of_subject(replace(question, of_part=of_part), library)
        return told or _of_titled(question, library)
    return listing.listing(question, library) if question.goal or question.measure else None


def _of_another_name(question: Question, library: Library, named: Named) -> bool:
    """Whether a question opens with a name that the documents tell of, and the indicators found do not hold.

    What the dictionary knows (ふるさと) may be another word for what an indicator counts.
    """
    name = opening_name(plain(question.query))
    if not name or any(name in plain(called) for match in named.matches for called in match.indicator.names):
        return False
    return any(name in plain(hit.passage.text) for hit in library.find(name).hits)


def _meant(named: Named) -> list[IndicatorView]:
    """The indicators that a question means, where it names any."""
    return [match.indicator for match in (named.matches if named.together else named.matches[:1])]


def _of_its_indicators(question: Question, library: Library) -> Answer | None:
    """The indicators of a place that a question names by its number or its title; None where it asks no such thing."""
    said = plain(question.query)
    if question.goal is not None and "数値目標" in said:
        return listing.listing(question, library)
    return _of_titled(question, library) if _ITS_INDICATORS.search(said) else None


def _of_titled(question: Question, library: Library) -> Answer | None:
    """The indicators of the goal or measure whose title a question says: 農業の担い手づくりの進み具合は."""
    if question.intent not in ("trend", "list", None) or fact_asked(question) not in (None, "series"):
        return None
    place = place_titled(question, library)
    return listing.listing(replace(question, goal=place.goal, measure=place.measure), library) if place else None


def leaves_open(question: Question) -> bool:
    """Whether a question says nothing of what it is about (件数は?), so that it can be asked back.

    Who or where somebody is, and what is no sentence at all (2+3は?), is no question on an indicator.
    """
    said = bool(_ANY_WORD.search(plain(question.query)))
    return said and question.subject.says_nothing and fact_asked(question) not in _OF_NO_INDICATOR


def counted_otherwise(question: Question, named: Named) -> Match | None:
    """The indicator of which a question asks for what it does not count: 何泊 of 観光入込客数."""
    best = next(iter(named.matches), None)
    if best is None or best.recall < SURE or not best.headed or best.missing or best.denied:
        return None
    return best if counts_another(question, best.indicator.unit, best.indicator.name) else None


def _of_part(question: Question, named: Named) -> bool:
    """Whether only a part of what an indicator counts is asked for (学童の待機児童), so that just a number answers."""
    if named.part_of is None or not question.subject.words or question.intent not in (None, "value", "trend"):
        return False
    *before, last = question.subject.words
    return (
        not last.verbal
        and last.surface in named.part_of.name
        and not any(word.normal in measure_words() for word in before)
    )


def _of_all(question: Question, library: Library, named: Named) -> Answer | None:
    """What is asked of the whole, or of a place in the policy tree, and not of an indicator."""
    if asks_for_ranking(question) and not named.clear:
        return ranking(question, library)
    if asks_for_movers(question) and not named.clear and (found := movers(question, library)):
        return found
    if listing.asks_for_goals(question):
        return listing.goals(question, library)
    if question.intent == "revision" and question.subject.says_nothing and not named.matches:
        return restating.all_revisions(question, library)
    if found := quoting.of_place(question, library):
        return found
    asks_of_all = question.intent == "list" or (listing.asks_for_standings(question) and not named.matches)
    if asks_of_all and (listed := listing.listing(question, library)):
        return listed
    if not named.clear and (listed := _of_its_indicators(question, library)):
        return listed
    if question.intent == "document" and question.subject and (found := quoting.of_date(question, library)):
        return found
    asks_of_it = documents.asks_about_documents(question) and not named.clear
    if asks_of_it or (question.intent == "document" and not named.matches):
        return documents.about_documents(question, library)
    return None


def of_indicators(question: Question, library: Library, named: Named) -> Answer | None:
    """What is to say of the indicators named, or None where it would not be what is asked."""
    kinds = (question.intent, *question.also)
    each = (_of_kind(replace(question, intent=kind, also=()), library, named) for kind in kinds)
    told = [answer for answer in each if answer is not None]
    return merged(told) if len(told) > 1 else next(iter(told), None)


def _of_kind(question: Question, library: Library, named: Named) -> Answer | None:
    best = named.matches[0].indicator
    if worked_out := _of_two(question, library, named):
        return worked_out
    if quoting.asks_for_notes(question) and (noted := quoting.notes(question, library, [best])):
        return noted
    if question.intent in ("direction", "analysis"):
        meant = _meant(named)
        return quoting.of_indicators(question, library, meant, question.intent, said_clearly=named.clear)
    if question.intent not in IN_FIGURES:
        meant = _meant(named)
        return quoting.notes(question, library, meant) if named.clear else None
    if not named.matches[0].exact or counts_another(question, best.unit, best.name):
        return None
    within = asks_within_year(plain(question.text)) and not _PER_PART.search(best.name)
    if named.clear and best.period != "as_of" and within:
        return not_found(question, "answer.not_found.within_year", candidates=[best.name], indicator=best.name)
    fact = fact_asked(question)
    if fact in _OF_NO_INDICATOR and question.intent != "summary" and not (fact == "age" and "歳" in best.unit):
        return None
    if not named.clear:
        return _less_clear(question, library, named)
    if named.together:
        return _in_figures(question, library, [m.indicator for m in named.matches])
    found = renamed(_in_figures(question, library, [best]), named.matches[0])
    return offering(found, [m.indicator.name for m in named.others[:OFFERED]])


def _of_two(question: Question, library: Library, named: Named) -> Answer | None:
    """What is worked out of two indicators, of one year or the newest; None where nothing of the kind is asked."""
    pair = pair_of(plain(question.text)) if named.together and len(named.matches) == 2 else None
    if pair is None or (question.years and not question.years.single):
        return None
    meant = [match.indicator for match in named.matches]
    found = between(question, library, meant, pair)
    return None if found is None else replace(found, about=tuple(indicator.name for indicator in meant))


def _less_clear(question: Question, library: Library, named: Named) -> Answer | None:
    """What is not said clearly: passages, a question back among several, or the one that it can be, told as such."""
    best, *others = named.matches
    if named.vague or named.of_part:
        return ask_back(question, named.matches)
    if question.reckoning is not None and not best.headed and best.exact and best.recall >= WHOLE:
        return ask_back(question, named.matches)  # nothing is worked out of a quotation
    found = quoting.of_subject(question, library) if question.intent is None and not named.ambiguous else None
    if found:
        return found
    likely = [match for match in named.matches if match.exact and match.headed and not match.undone]
    if others and likely:
        return ask_back(question, likely)
    if not best.headed or best.undone or question.subject.foreign:
        return None
    answer = _in_figures(question, library, [best.indicator])
    taken = wording(question.language).say("answer.remark.taken", indicator=best.indicator.name)
    return replace(answer, remarks=(taken, *answer.remarks), names=(*answer.names, best.indicator.name))


def _in_figures(question: Question, library: Library, meant: list[IndicatorView]) -> Answer:
    """The answer in figures of the kind that is asked for."""
    return replace(_told(question, library, meant), about=tuple(indicator.name for indicator in meant))


def _told(question: Question, library: Library, meant: list[IndicatorView]) -> Answer:
    if len(meant) == 1 and compare.asks_of_one_year(question, meant[0]):
        return compare.compare_years(question, library, meant[0])
    if question.reckoning is not None and not isinstance(question.reckoning, OfTarget):
        found = reckoned(question, library, meant[0]) if len(meant) == 1 else None
        if found or not question.years.single:
            return found or trend.trend(question, library, meant)
        return value.value(question, library, meant)
    if question.intent == "summary":
        return summary.summary(question, library, meant)
    if question.intent == "target":
        return target.target(question, library, meant)
    if question.intent == "revision":
        return restating.revisions(question, library, meant[0])
    if len(meant) == 1 and question.intent == "trend" and question.years.single and compare.moved_within(question):
        return compare.compare_years(question, library, meant[0])
    compares = question.intent == "compare" and (question.years or question.from_year_before)
    if len(meant) == 1 and (question.years.span or compares):
        return compare.compare_years(question, library, meant[0])
    if question.intent == "value" or (question.intent is None and question.years.single):
        return value.value(question, library, meant)
    return trend.trend(question, library, meant)
