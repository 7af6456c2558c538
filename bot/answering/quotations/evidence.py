"""Whether a passage really holds what was asked.

No score threshold separates questions that the documents nearly answer from those they do answer, so the passage
itself is looked at: how much of what the question is about stands in it.
"""

import math
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.answering.answer import Intent
from bot.answering.names.sounding import sounds_in
from bot.answering.questions.facts import Fact, fact_asked
from bot.answering.questions.question import Question
from bot.answering.quotations.holding import KANA_NAME, normals
from bot.answering.quotations.prose import without_targets
from bot.answering.quotations.stating import opening_name, states, tells
from corpus.words import Word, plain, words
from index.search import Findings, Hit
from prompts.glossary import general_words, kind_words, said_by

HOLDS = 0.5
"""Share of the subject's weight above which a passage supports an answer by its words alone."""

HOLDS_STANDING_OUT = 0.24
"""The same for the best passage where it stands out in meaning from all others."""

STANDS_OUT = 0.035
"""Gap (see ``Findings.gap``) from which the best passage stands out. Questions about something else stay below 0.01,
near-topic ones that the documents do not answer below 0.03."""

STANDS_OUT_IN_ENGLISH = 0.015
"""The same across languages, where cosines lie closer together: of open questions whose words the glossary does not
know 24 of 31 that the documents answer lie above, and none of 26 that they do not."""

NUMBER_STANDS_OUT_IN_ENGLISH, NUMBER_OF_FEW_WORDS = 0.02, 0.025
"""The same where a number is asked of such words, the easiest to get wrong; and of one or two of them alone, which lie
nearer to something. 7 of 13 that the documents answer lie above, and 1 of 18 that they do not."""

_FEW_WORDS = 2

_NEVER_GUESSED = ("money", "person", "contact", "number")
"""Facts that English words without a glossary entry do not make up for."""

_NUMBERS: frozenset[Fact] = frozenset({"count", "share", "money", "number"})

_WHAT_IS = re.compile(
    r"[「『]?([ぁ-ゖァ-ヺー一-龥a-z0-9]{3,}?)[」』]?(?:とは|って(?:何|なに)|は何(?:です|の|[?？。]?$))"
)
"""A name asked after (ささえりあとは): where it stands letter by letter, no dictionary need know it."""

_OPEN: frozenset[Intent | None] = frozenset({None, "text", "value", "trend"})
"""Kinds of question that want a fact; a direction or a reason is told in many words."""

_WH = re.compile(r"何|なに|誰|だれ|どこ|いつ|いくら|いくつ|どの|どれ|どちら|どっち|どう|どん|なぜ")
_POLAR = re.compile(r"(?:ます|です|ました|でした|い|る|た|だ|の)か?[?？。\s]*$")
_TOPIC = re.compile(r"(?:は|って|について|を?(?:教えて|知りたい).{0,8})?[?？。\s]*$")
_WHICH = re.compile(r"(?:どの|何の|どこの|どういう|どんな)([々一-龥ァ-ヶー]{2,10})")
"""A thing asked for by its kind (どのメーカー): what answers names the kind."""

_KINDS_OF = frozenset("科課署名店館賞証色語校章")
"""Affixes that make of a word another thing: 診療科 is not told by 診療."""

_INFLECTED = re.compile(r"[一-龥]+[ぁ-ゖ]+")
_DEGREE = re.compile(r"[一-龥](?:き|し)?さ(?=は|を|って|[?？。]|$)")
_TOLD_IN = (
    (re.compile(r"長さ|延長|距離|遠さ"), re.compile(r"[0-9]\s*(?:キロ|メートル|k?m(?![a-z0-9²]))")),
    (re.compile(r"高さ|深さ|幅"), re.compile(r"(?:高さ|深さ|幅|標高)[^。]{0,8}[0-9]")),
    (re.compile(r"広さ|面積"), re.compile(r"[0-9]\s*(?:ヘクタール|ha|平方|アール|㎡|坪)")),
    (re.compile(r"時間|分数|所要|片道"), re.compile(r"[0-9]\s*(?:分|時間)")),
    (re.compile(r"上限|限度"), re.compile(r"[0-9][^。、]{0,6}(?:まで|以内|を上限)|最大")),
    (re.compile(r"期間|年数|日数"), re.compile(r"[0-9]\s*(?:年|か月|ヶ月|月|日)")),
)
"""What some words are told in, without being said."""

_TOLD_WHEN = (
    (re.compile(r"夜間|夜中|深夜|夜(?:も|は|に|でも)"), re.compile(r"24時間|夜|午後|深夜|[0-9]時")),
    (re.compile(r"土日|週末|休日|祝日"), re.compile(r"365日|土曜|日曜|土日|休日|祝日|平日|週末|毎日")),
)
"""Times of which a passage must speak where a question names them."""

AFFIX_WEIGHT = 0.5
"""What 者, 数 or 率 weigh against a whole word; they count as held only after the word they were typed after."""


def supporting(question: Question, findings: Findings) -> list[Hit]:
    """The hits that hold what the question is about, in their order; where it asks for a fact, those that state it."""
    findings = replace(findings, hits=tuple(h for h in findings.hits if _holds_whole(question, h)))
    if (name := _WHAT_IS.match(plain(question.query))) and (
        naming := [h for h in findings.hits if name[1] in plain(h.passage.text)]
    ):
        return naming
    fact = fact_asked(question)
    if fact is None and (naming := _on_its_name(question, findings)):
        return naming
    if fact is not None and not (question.subject.foreign and _may_be_guessed(question, fact)):
        return [hit for hit in findings.hits if states(question, fact, hit.passage)]
    gap = findings.gap or 0.0
    foreign = bool(question.subject.foreign)
    if foreign and not _stands_out_in_english(question, fact, findings):
        return []
    texts = [plain(hit.passage.in_context()) for hit in findings.hits]
    shares = held_shares(question, texts)
    needed = [HOLDS_STANDING_OUT if gap >= STANDS_OUT or foreign else HOLDS, *[HOLDS] * len(shares)]
    held = [hit for hit, share, least in zip(findings.hits, shares, needed, strict=False) if share > least]
    return [hit for hit in held if _tells(question, plain(without_targets(hit.passage.in_context())))]


def _may_be_guessed(question: Question, fact: Fact) -> bool:
    """Whether the meaning of English words that no list knows may tell the passage, and not what it states alone.

    Beside known words it does so only where a name tells it as well.
    """
    if not question.subject.words:
        return True
    named = bool(question.subject.latin_names) or not question.query.isascii()
    return named and fact not in _NEVER_GUESSED


def _on_its_name(question: Question, findings: Findings) -> list[Hit]:
    """Hits that hold a name in kana of which it is asked what it is for (ささえりあの目的), and nothing else."""
    name = opening_name(plain(question.query))
    beside = (word for word in question.subject.words if word.surface not in name and _telling(word))
    if not name or any(beside):
        return []
    return [hit for hit in findings.hits if name in plain(hit.passage.text)]


def _stands_out_in_english(question: Question, fact: Fact | None, findings: Findings) -> bool:
    """Whether the best passage is about an English question by its meaning.

    Where a number is asked of what no known word names, it must tell one of the kind as well.
    """
    gap = findings.gap or 0.0
    if fact is None or fact not in _NUMBERS or question.subject.words:
        return gap >= STANDS_OUT_IN_ENGLISH
    few = len(question.subject.foreign) <= _FEW_WORDS
    return gap >= (NUMBER_OF_FEW_WORDS if few else NUMBER_STANDS_OUT_IN_ENGLISH) and any(
        tells(fact, hit.passage) for hit in findings.hits[:1]
    )


def _holds_whole(question: Question, hit: Hit) -> bool:
    """Whether a passage speaks of the places that the question names; what is told of another place is no answer."""
    text = plain(hit.passage.in_context())
    places = (word.surface for word in question.subject.words if word.place)
    averages = (part for part in question.subject.parts if part.startswith("平均"))
    if not all(name in text for name in (*places, *averages)):
        return False
    names = question.subject.latin_names
    return not names or any(sounds_in(name, text) for name in names)


def _tells(question: Question, text: str) -> bool:
    """Whether a text holds what the question asks of its subject.

    Of 「灯台の高さは」 the passage must speak of a height, of 「黒字ですか」 of 黒字; how the rest is said is free.
    """
    said = plain(question.query)
    when = all(told.search(text) for asked, told in _TOLD_WHEN if asked.search(said))
    return when and any(_stands(head, text) for head in _heads(question))


def _heads(question: Question) -> Iterator[str | Word | None]:
    """The last word of each wording, where the question asks for what it says; None where any passage may answer."""
    said = plain(question.query)
    if question.intent not in _OPEN or question.subject.foreign:
        yield None
    elif which := _WHICH.search(said):
        yield which[1] if all(map(_telling, words(which[1]))) else None
    elif _WH.search(said):
        yield None
    elif measure := _DEGREE.search(said):
        yield measure[0]
    else:
        polar, bare = bool(_POLAR.search(said)), bool(_TOPIC.search(said))
        for asked in question.subject.wordings:
            last = asked[-1] if asked else None
            if (
                last
                and len(asked) > 1
                and last.surface in _KINDS_OF
                and (whole := f"{asked[-2].surface}{last.surface}") in said
            ):
                yield whole
                continue
            yield last if last and _telling(last) and (polar or (bare and last.noun)) else None


def _telling(word: Word) -> bool:
    return word.normal not in general_words() and word.normal not in kind_words() and not _affix(word)


def _stands(head: str | Word | None, text: str) -> bool:
    """Whether a text holds a word, or a number in what it is told in (40分 for 所要時間)."""
    if head is None:
        return True
    if isinstance(head, Word) and _said(head, normals(text)):
        return True
    said = head if isinstance(head, str) else head.surface
    return said in text or _told_in(said, text)


def _told_in(said: str, text: str) -> bool:
    """Whether a text has a number in what a word is told in."""
    return any(kind.search(said) and told.search(text) for kind, told in _TOLD_IN)


def held_shares(question: Question, texts: Sequence[str]) -> list[float]:
    """Share of the subject's weight that stands in each text, 0.0-1.0, the best of its wordings.

    A word weighs log(1 + n / df) over the texts given: one that none of the passages found holds is what the
    documents lack, and weighs most. English words that the glossary does not know cannot be looked for: they count
    half as held.

    Args:
        question: With its subject.
        texts: Passages with their headings, lower case and NFKC-normalised.
    """
    unknown = 0.5 * len(question.subject.foreign)
    best = [0.0] * len(texts)
    for asked in question.subject.wordings:
        held = [_held(asked, text) for text in texts]
        weights = [_weight(word, sum(h[i] for h in held), len(texts)) for i, word in enumerate(asked)]
        total = sum(weights) + 2 * unknown
        for nth, marks in enumerate(held):
            share = (sum(w for w, mark in zip(weights, marks, strict=True) if mark) + unknown) / total if total else 0.0
            best[nth] = max(best[nth], share)
    return best


def _held(asked: Sequence[Word], text: str) -> list[bool]:
    marks = []
    for before, word in zip((None, *asked), asked, strict=False):
        attached = before is not None and _affix(word)
        held = f"{before.surface}{word.surface}" in text if before and attached else _is_in(word, text, normals(text))
        marks.append(held or _told_in(word.surface, text))
    return marks


def _is_in(word: Word, text: str, held: AbstractSet[str]) -> bool:
    """By normal form; letter by letter also a name in kana (なぎさ), and a noun made of a verb (備え of 備える)."""
    by_letter = KANA_NAME.fullmatch(word.surface) or _INFLECTED.fullmatch(word.surface)
    return _said(word, held) or (by_letter is not None and word.surface in text)


def _said(word: Word, held: AbstractSet[str]) -> bool:
    """Whether words hold one of the question, or what documents write for it (解体 for 壊す)."""
    return word.normal in held or not held.isdisjoint(said_by(word.normal))


def _weight(word: Word, holding: int, texts: int) -> float:
    rarity = math.log(1 + texts / max(holding, 0.5))
    return rarity * (AFFIX_WEIGHT if _affix(word) else 1.0)


def _affix(word: Word) -> bool:
    return word.noun and len(word.surface) == 1
