"""A question that goes on from the one before: what it leaves open is filled from what was said.

A question that says of its own what it is about is a new one, unless it opens or ends as a continuation does
(じゃあ出生数は, "and births?"). What it does say always stands; only what it leaves open is taken over.
"""

import re
from dataclasses import dataclass, replace

from bot.answering.answer import Intent
from bot.answering.conversation.choosing import chosen
from bot.answering.conversation.helping import asks_for_help, without_thanks
from bot.answering.conversation.narrowing import narrowed, part_asked
from bot.answering.names.matching import Match, Matcher
from bot.answering.names.naming import LEAD, SURE, Named, named_by
from bot.answering.questions.conditions import condition_of
from bot.answering.questions.language import tells_language
from bot.answering.questions.periods import AskedYears
from bot.answering.questions.question import Question, understand
from bot.answering.questions.subject import Subject, subject_of
from bot.answering.said import Said
from corpus.errors import IndicatorUnknown
from corpus.words import plain
from corpus.years import ERAS, kanji_number
from kpi_store.figures import Published
from prompts.glossary import continuing_words
from prompts.wording import Language

_OPENS = re.compile(
    r"^(?:(?:じゃ|それじゃ)あ?|では|それでは|それなら|(?:だ|でし)?たら|なら|一方|ちなみに|ついでに|続いて|次は|あと)[、,\s]*(?!$)"
    r"|^(?:(?:ok|okay|and|then|also|now|so),?\s+)*(?:and|then|also|(?:what|how) about)\b"
)
_ENDS = re.compile(r"(?:(?<![でとに])も|の(?:方|ほう|場合)(?:は|だと)?)[?。\s]*$|\b(?:too|as well|instead)[?.\s]*$")
_BESIDE = re.compile(r"とも?(?:比|くら|対比|の差|並べ|一緒に|重ね)")
_BESIDE_IN_ENGLISH = re.compile(r"\bcompared?\s+(?:(?:it|this|that|them|these)\s+)?(?:with|to|against)\b")
_YEAR_BEFORE = re.compile(r"前の?年度?(?=[はのを?。]|$)|その前(?=[はの?]|$)|\b(?:year before|previous year)\b")
_YEAR_AFTER = re.compile(r"翌年度?|(?:その)?次の年度?|その後の年|\b(?:year after|next year|following year)\b")

_TOPIC_ALONE = re.compile(r"は[?。\s]*$")
_BARE_YEAR = re.compile(r"^(?P<n>[0-9]{1,2}|元)年度?(?=[はのでだ?。\s]|$)")
_ITS_LIST = re.compile(r"^(?!.*(?:指標|kpi|施策|目標|indicator|target|measure))|^(?:その|それ|この|its|their)")

_ITS_DIFFERENCE = re.compile(r"^(?:(?:その|この)(?:年と)?の?)?(?:差|違い|開き)(?:は|って|を)?[?。\s]*$")
"""How the value just told lies to the newest."""

_SAME_YEAR = re.compile(r"その年|同じ年|同年|\b(?:that|same) year\b")
_NOW = re.compile(r"^(?:今|現在|最新)(?:は|では|だと)|(?:最新|今)の(?:資料|版)|^(?:and )?now\b")
_WHEN = re.compile(r"(?P<until>いつまで|\b(?:by|until) when\b)|いつ|\bwhen\b")

_OVER_YEARS = re.compile(r"合計|累計|平均|トータル|\b(?:total|sum|average|mean)\b")
"""What is worked out over the years that were told, and not over all."""

_IN_WORDS: frozenset[Intent | None] = frozenset({"direction", "analysis", "initiative"})

_OF_YEARS: frozenset[Intent | None] = frozenset({None, "value"})
"""Kinds of question that leave open of which years; others are about the newest, or about all."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A question with what was taken over.

    Attributes:
        named: The indicators meant, where they were taken over or chosen; None where the question names its own.
        continued: Whether it is about what the question before was about.
        offered: What the conversation still offers to choose from.
    """

    question: Question
    named: Named | None = None
    continued: bool = False
    offered: tuple[str, ...] = ()


def language_after(text: str, after: Said | None) -> Language | None:
    """The language to go on in, where the question itself (「2」, 「R4?」) is in none; None where it is in one."""
    return None if after is None or tells_language(text) else after.language


def followed(question: Question, after: Said, figures: Published, matcher: Matcher) -> Followed:
    """Fill what a question leaves open from what was said before.

    Args:
        question: As taken apart by itself.
        after: What the question before it was about.
        figures: What is published now.
        matcher: Over its indicators.
    """
    offered = after.candidates or after.indicators
    if choice := chosen(question.text, offered):
        question = _rest_of(question, choice.rest, matcher)
        if not choice.names:
            return _going_on(question, after, figures, matcher)
        return Followed(_filled(question, after), _known(choice.names, figures), offered=offered)
    if after.asked_back and (named := _by_name(question, after, figures)):
        return Followed(_filled(question, after), named)
    question = replace(question, of_list=after.listed)
    if after.listed and condition_of(question) and not _says_its_own(question):
        return Followed(replace(_filled(question, after), goal=after.goal, measure=after.measure), continued=True)
    if _stands_alone(question, after):
        return Followed(question)
    if (part := _part(question, matcher)) and (whole := _whole(after)):
        return Followed(_of_part(_filled(question, after), narrowed(part, whole), matcher))
    if not _says_its_own(question):
        return _going_on(question, after, figures, matcher)
    if named := _beside(question, after, figures, matcher):
        return Followed(question, named)
    return Followed(_filled(question, after) if _continues(question, after, matcher) else question)


def _part(question: Question, matcher: Matcher) -> str | None:
    """The part that the question asks for, if it says which: グラフだけ and 令和5年だけ ask for none."""
    part = part_asked(question.text)
    if part is None or question.years:
        return None
    subject = subject_of(part, question.language, matcher.synonyms)
    return part if subject and not subject.says_nothing else None


def _whole(after: Said) -> str:
    """What was said, by its name where it is one indicator."""
    return after.indicators[0] if len(after.indicators) == 1 else " ".join(after.subject or after.indicators)


def _of_part(question: Question, said: str, matcher: Matcher) -> Question:
    """The question, asked of just a part of what was said before."""
    return replace(question, subject=subject_of(plain(said), question.language, matcher.synonyms), query=said)


def _rest_of(question: Question, rest: str, matcher: Matcher) -> Question:
    """What is asked beside a choice: 「2つ目の目標は?」 still asks for the target."""
    if any(c.isalnum() for c in rest):
        told = understand(rest, question.language, matcher.synonyms)
        return replace(told, typed=question.typed, text=question.text, query=question.text)
    return replace(question, intent=None, years=AskedYears(), subject=Subject((), (), ()))


def _by_name(question: Question, after: Said, figures: Published) -> Named | None:
    """The one candidate that the question names, less of a name being enough among few."""
    offered = _known(after.candidates, figures)
    if offered is None or not question.subject:
        return None
    matches = Matcher([match.indicator for match in offered.matches]).matches(question.subject)
    if not matches or matches[0].recall < SURE:
        return None
    leads = len(matches) == 1 or matches[0].score - matches[1].score >= LEAD
    return _known((matches[0].indicator.name,), figures) if leads else None


def _stands_alone(question: Question, after: Said) -> bool:
    """Whether nothing is left open, though the question names no subject: help, a list by a condition, documents."""
    if asks_for_help(question) or condition_of(question):
        return True
    if question.intent == "list" and not _says_its_own(question):
        return after.goal is None or not _ITS_LIST.search(plain(question.text))
    return question.intent == "document" and not _says_its_own(question)


def _says_its_own(question: Question) -> bool:
    """Whether the question itself says what it is about: a subject, or a place in the policy tree."""
    told = {word.normal for word in question.subject.words} | set(question.subject.foreign)
    return bool(told - continuing_words()) or question.goal is not None or question.measure is not None


def _continues(question: Question, after: Said, matcher: Matcher) -> bool:
    """Whether a question with a subject of its own is worded as going on: じゃあ出生数は, "and births?".

    出生数は by itself, an indicator with nothing asked of it, leaves as much open; so does 農業は after a question that
    was answered in the documents' words.
    """
    said = without_thanks(plain(question.text).strip())
    if _OPENS.search(said) or _ENDS.search(said):
        return True
    if question.intent is not None or not _TOPIC_ALONE.search(said):
        return False
    return after.intent in _IN_WORDS or named_by(question, matcher).clear


def _going_on(question: Question, after: Said, figures: Published, matcher: Matcher) -> Followed:
    """A question about the same thing."""
    if question.intent == "text" and after.indicators and (when := _WHEN.search(plain(question.text))):
        question = replace(question, intent="target" if when["until"] else "trend")
    same = replace(
        _filled(question, after),
        subject=subject_of(plain(" ".join(after.subject)), after.language, matcher.synonyms),
        query=" ".join((*after.subject, question.text)),
        goal=after.goal,
        measure=after.measure,
    )
    return Followed(same, _known(after.indicators, figures), continued=True, offered=after.candidates)


def _filled(question: Question, after: Said) -> Question:
    """The question with intent, years and edition of the one before, where it has none of its own."""
    said = plain(question.text)
    edition = question.edition or (None if _NOW.search(said) else after.edition)
    if _ITS_DIFFERENCE.search(said) and len(after.shown) == 1 and not question.years:
        return replace(question, intent="compare", years=AskedYears(named=after.shown), edition=edition)
    if _SAME_YEAR.search(said) and len(after.shown) == 1 and not question.years:
        return replace(question, years=AskedYears(named=after.shown), edition=edition)
    if years := question.years or _neighbour(question, after):
        if question.intent == "compare" and len(years.named) == 1:
            years = replace(years, named=tuple(dict.fromkeys((*years.named, *_single(after)))))
        return replace(question, years=years, edition=edition)
    if question.wants_picture:
        return replace(question, years=AskedYears() if after.years.single else after.years, edition=edition)
    intent = question.intent or after.intent
    if _OVER_YEARS.search(said) and not after.years.single:
        return replace(question, years=after.years, edition=edition)
    if question.intent not in _OF_YEARS:
        return replace(question, edition=edition)
    return replace(question, intent=intent, years=after.years, edition=edition)


def _neighbour(question: Question, after: Said) -> AskedYears:
    """「その前は?」, 「翌年は?」, 「4年は?」: told from the years shown; no years where nothing of the kind is said."""
    said = plain(question.text)
    if not after.shown or question.intent not in _OF_YEARS:
        return AskedYears()
    if bare := _BARE_YEAR.match(said):
        zero = next(era.zero for era in ERAS if era.zero < after.shown[-1])
        return AskedYears(named=(zero + kanji_number(bare["n"]),))
    if _YEAR_BEFORE.search(said):
        return AskedYears(named=(after.shown[-1] - 1,))
    return AskedYears(named=(after.shown[-1] + 1,)) if _YEAR_AFTER.search(said) else AskedYears()


def _single(after: Said) -> tuple[int, ...]:
    """The one year whose value was shown, if it was one."""
    return after.shown if len(after.shown) == 1 else ()


def _beside(question: Question, after: Said, figures: Published, matcher: Matcher) -> Named | None:
    """「出生数と比べて」: the indicators before, with the one that is to stand beside them."""
    if question.intent != "compare" or question.years or not _sets_beside(question):
        return None
    before, own = _known(after.indicators, figures), named_by(question, matcher)
    if before is None or not own.clear or own.together:
        return None
    both = {match.indicator.id: match for match in (*before.matches, own.matches[0])}
    return Named(tuple(both.values()), together=True) if len(both) > 1 else None


def _sets_beside(question: Question) -> bool:
    """Whether it is the subject that is to be compared with: 出生数と比べて, not 出生数は前年と比べて."""
    said = plain(question.text)
    if beside := _BESIDE.search(said):
        return bool(question.subject.words) and said[: beside.start()].endswith(question.subject.words[-1].surface)
    english = _BESIDE_IN_ENGLISH.search(said)
    return english is not None and bool(subject_of(said[english.end() :], question.language).words)


def _known(names: tuple[str, ...], figures: Published) -> Named | None:
    """The indicators of these names; a name that a newer publication no longer holds is left out."""
    found = []
    for name in names:
        try:
            found.append(figures.find(name))
        except IndicatorUnknown:
            continue
    views = {view.id: view for view in found}.values()
    matches = tuple(Match(view, view.name, recall=1.0, precision=1.0, headed=True) for view in views)
    return Named(matches, together=len(matches) > 1) if matches else None
