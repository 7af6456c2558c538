"""A question taken apart: language, intent, years, edition, place in the policy tree, and what it is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.answer import Intent
from bot.answering.joint import kinds_of
from bot.answering.questions.courtesy import core_of
from bot.answering.questions.intents import intent_of, wants_picture
from bot.answering.questions.issues import Issue, issue_of
from bot.answering.questions.language import asked_for, language_of
from bot.answering.questions.periods import AskedYears, against_last_year, asked_years
from bot.answering.questions.reckoning import RECKONED, Reckoning, intent_to, reckoning_of
from bot.answering.questions.subject import Subject, subject_of
from corpus.errors import QuestionEmpty, QuestionTooLong
from corpus.words import plain
from corpus.years import era_label, find_years, kanji_number, nfkc
from prompts.english import spelled_alike, without_phrases
from prompts.glossary import NO_SYNONYMS, summary_words
from prompts.wording import Language

LONGEST = 1_000
"""Characters of a question; the longest seen in such bots are pasted paragraphs of a few hundred."""

_EDITION_WORD = re.compile(
    r"\s*の?\s*(?:(?:検証|評価|総合戦略の?検証)の?)?(?:資料|文書|報告書?|版|エディション|edition|document|report)(?:では|で|によると|による|の|に)?"
    r"|\s*(?:の(?:とき|時点?|頃|ころ)|当時)(?:は|に|には|の)?(?=.*(?:書|記載|載っ|載せ|言っ))"
)
_COUNT = "([0-9]+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]+)"
_FRONTED = re.compile(r"(最も|一番|いちばん|もっとも)([^、。?]{1,20}?[がの])(?=多|少|高|低|大き|小さ|良|悪)")
_NEWEST = re.compile(r"(?:最も|一番|いちばん|もっとも)(?:新しい|最近の)")
_RECORD = re.compile(r"(過去最[高低多少大小])(?:値|記録)?を?(?:更新|記録)(?:し[ぁ-ゖ]*|中)?")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{2,}")
_SPEAKER = re.compile(
    r"(?<![一-龥])(?:本|当)?(?:市|町|村|区|役場|役所|市役所|行政)(?:としては?|では|は|が)(?=[^。?？]*(?:何|なに|どう|どんな|どの))"
)
"""Who is asked to say or do it: 町は何と言っている."""

_GOAL = re.compile(
    r"(?:基本目標|基本方針|基本方向|基本戦略|重点戦略|基本政策|重点目標|政策目標|戦略目標)\s*"
    + _COUNT
    + r"|(?<![一-龥])目標([1-9])(?=の)|goal\s*([0-9]+)"
)
_ROMAN = re.compile(
    r"(?P<before>(?:目標|方針|方向|戦略|政策|施策|柱)\s*)(?P<word>[ⅰ-ⅹⅠ-Ⅹ]|(?:ix|iv|v?i{1,3}|[vx])(?![a-z]))"
    r"|(?<![a-z0-9])(?P<sign>[ⅰ-ⅹⅠ-Ⅹ]|ix|iv|v?i{1,3}|[vx])(?=\s*[-－‐−]\s*[0-9０-９])",
    re.IGNORECASE,
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PLACE = re.compile(r"(?<![0-9])(?P<goal>[0-9])[-－‐](?P<measure>[0-9])(?![0-9])")
_MEASURE = re.compile(r"施策\s*" + _COUNT + r"|measure\s*([0-9]+)")


@dataclass(frozen=True, slots=True)
class Question:
    """What staff typed, taken apart.

    Attributes:
        typed: As typed, trimmed.
        text: What is asked, without what is said around it; as typed otherwise.
        intent: What kind of thing is asked; None where no cue word tells.
        also: Further kinds asked for beside it.
        from_year_before: Whether it sets a year, or the newest, against the one before.
        edition: Label of the edition it speaks of (令和4年度の資料では -> R4), or None for the newest.
        goal: Number of the 基本目標 it names. ``measure`` likewise, within the goal.
        subject: The words that say what it is about.
        query: What passages are searched by.
        reckoning: What is to be worked out of the values; None where nothing is.
        issue: The document that it names otherwise than by its edition, until it is known which that is.
        of_list: Whether it goes on from a list of indicators, so that it need not say that it asks for some of them.
        of_part: Whether it asks for a part of what an indicator counts, so that only a number answers it.
    """

    typed: str
    text: str
    language: Language
    intent: Intent | None
    years: AskedYears
    edition: str | None
    goal: int | None
    measure: int | None
    subject: Subject
    wants_picture: bool
    query: str
    reckoning: Reckoning | None = None
    issue: Issue | None = None
    of_list: bool = False
    of_part: bool = False
    also: tuple[Intent, ...] = ()
    from_year_before: bool = False


def asked(text: str) -> str:
    """What was typed, plainly.

    Raises:
        QuestionEmpty: If there is nothing but white space and signs.
        QuestionTooLong: If it is longer than ``LONGEST`` characters.
    """
    if len(text) > LONGEST:
        raise QuestionTooLong(length=len(text), limit=LONGEST)
    said = plain(text).strip()
    if not any(c.isalnum() for c in said):
        raise QuestionEmpty
    return said


def understand(text: str, language: Language | None = None, synonyms: Mapping[str, str] = NO_SYNONYMS) -> Question:
    """Take a question apart.

    Args:
        text: What staff typed.
        language: Of the answer; None for the question's own.
        synonyms: What an administrator says that words mean.

    Raises:
        QuestionEmpty: If there is nothing but white space and signs.
        QuestionTooLong: If it is longer than ``LONGEST`` characters.
    """
    asked(text)
    core = _in_digits(core_of(text))
    said = asked(core)
    wished, said = asked_for(most_last(said))
    language = language or wished or ("en" if "en" in map(language_of, (text, core)) else "ja")
    issue, rest = issue_of(said)
    edition, rest = _edition(rest)
    goal, measure = _place(rest)
    cues = without_phrases(spelled_alike(rest), _is_no_name) if language == "en" else rest
    intent = intent_of(_GOAL.sub(" ", cues))
    several = kinds_of(cues)
    intent = several[0] if several else intent
    reckons = intent in RECKONED and len(several) < 2 and reckoning_of(cues)[0] is not None
    reckoning, rest = reckoning_of(rest) if reckons else (None, rest)
    intent = intent if reckoning is None else intent_to(reckoning)
    rest = _SPEAKER.sub(" ", rest)
    subject = subject_of(rest, language, synonyms)
    if language == "en":
        names = _names_in(core, subject.foreign)
        subject = subject.of_names(names) if names else subject
    if intent == "summary":
        subject = subject.without(summary_words())
    years = asked_years(rest)
    from_year_before = against_last_year(said)
    if intent == "compare" and from_year_before and not years.named:
        years = AskedYears()  # 昨年と比べて asks of the newest
    return Question(
        typed=text.strip(),
        text=core,
        language=language,
        intent=intent,
        years=years,
        edition=edition,
        goal=goal,
        measure=measure,
        subject=subject,
        wants_picture=wants_picture(rest),
        query=core,
        reckoning=reckoning,
        issue=issue,
        also=several[1:],
        from_year_before=from_year_before,
    )


def _is_no_name(phrase: str) -> bool:
    """Whether a phrase would be taken for a cue, though it names something: future burden ratio."""
    return intent_of(phrase) not in (None, "value") or reckoning_of(phrase)[0] is not None


def _in_digits(text: str) -> str:
    """A question with the Roman numbers of goals and measures, 施策Ⅳ-2, in digits."""
    return _ROMAN.sub(lambda m: f"{m['before'] or ''}{_ROMANS.index(nfkc(m['word'] or m['sign']).upper()) + 1}", text)


def most_last(said: str) -> str:
    """A question with 最も and 一番 beside what there is most of, where they stand in front: 一番観光客が多い.

    過去最少を更新した asks whether the newest is the least.
    """
    return _RECORD.sub(r"\1", _FRONTED.sub(r"\2\1", _NEWEST.sub("最新の", said)))


def _names_in(text: str, foreign: Sequence[str]) -> list[str]:
    """Words of an English question that the glossary does not know, and that a capital tells to be names."""
    return [name for name in _CAPITAL.findall(text) if name.lower() in foreign]


def bare_question(text: str, intent: Intent, language: Language) -> Question:
    """A question that asks one kind of thing and names neither year, edition nor place."""
    return Question(
        typed=text,
        text=text,
        language=language,
        intent=intent,
        years=AskedYears(),
        edition=None,
        goal=None,
        measure=None,
        subject=subject_of(plain(text), language),
        wants_picture=False,
        query=text,
    )


def _edition(said: str) -> tuple[str | None, str]:
    """The edition a question speaks of, and the question without those words."""
    mentions = find_years(said)
    spoken = [(m, word) for m in mentions if (word := _EDITION_WORD.match(said, m.end))]
    if len(spoken) > 1:  # two set against each other: neither is the one to answer from
        for mention, word in reversed(spoken):
            said = said[: mention.start] + " " + said[word.end() :]
        return None, said
    for mention in mentions:
        if word := _EDITION_WORD.match(said, mention.end):
            return era_label(mention.year), said[: mention.start] + " " + said[word.end() :]
    return None, said


def _place(said: str) -> tuple[int | None, int | None]:
    """The goal and the measure within it that a question names, in words or in short (2-1)."""
    if place := _PLACE.search(said):
        return int(place["goal"]), int(place["measure"])
    return _number(_GOAL.search(said)), _number(_MEASURE.search(said))


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    return kanji_number(next(group for group in match.groups() if group))
