"""Whether a text holds the words of a question: as typed, or in what documents write for them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.answering.questions.facts import Fact
from bot.answering.questions.subject import telling_verbs
from corpus.words import Word, words
from prompts.glossary import alike, general_words, measure_kind, measure_words, said_by

Pair = tuple[str, Word]
"""A word of the question, and the character before it to which it must be attached, if any."""

OF_THE_KIND: dict[Fact, frozenset[str]] = {
    "place": frozenset({"地区", "地域", "場所", "路線", "会場", "区", "駅"}),
    "money": frozenset(
        {
            "上限",
            "最大",
            "限度",
            "料金",
            "費用",
            "金額",
            "価格",
            "代金",
            "運賃",
            "家賃",
            "利用料",
            "使用料",
            "補助金",
            "助成金",
        }
    ),
    "date": frozenset({"時期", "年", "月", "日", "日程"}),
    "count": frozenset({"片道", "所要"}),
    "person": frozenset({"誰", "何方", "担当", "名前", "担当者"}),
    "age": frozenset({"年齢", "歳"}),
    "firm": frozenset({"企業", "会社", "事業者", "事業所", "業者", "名", "委託", "先", "名前"}),
    "hour": frozenset({"営業", "時間", "受付", "時"}),
}
"""Words that ask for the kind and need not stand in the passage."""

_PREFIXES = frozenset("旧新未無非不副准準元")
"""What makes another thing of the word behind it: 旧耐震."""

BARE_SHARES = frozenset({"割合", "比率"})
"""What a share is called beside its name; 17% says it."""

_PAID = frozenset("金")
"""What makes of something done the money for it: 交付金 is what is 交付."""

_TELLING_LENGTH = 3
KANA_NAME = re.compile(r"[ぁ-ゖァ-ヺー]{3,}")
"""A name in kana; the dictionary may cut it otherwise in another place."""

_KANJI = re.compile(r"[一-龥]")


def needed_of(asked: Sequence[Word], said: str, fact: Fact) -> Iterator[Pair]:
    """The words that must be held; a single character only after the one that it was attached to."""
    for before, word, after in zip((None, *asked), asked, (*asked[1:], None), strict=False):
        if after is not None and word.surface in _PREFIXES and f"{word.surface}{after.surface}" in said:
            yield word.surface, after
        elif after is not None and _is_short_name(word, after, said):
            yield f"{word.surface}の", after
        elif not _needed(word, fact) or (fact == "money" and before and before.verbal and word.surface in _PAID):
            continue
        elif len(word.surface) > 1:
            yield "", word
        elif attached := re.search(rf"(?!何)[々一-龥ァ-ヶー](?={re.escape(word.surface)})", said):
            yield attached[0], word
        elif before is not None and said.isascii():  # an English question, whose words the glossary put together
            yield before.surface[-1], word
        elif word.normal != "誰" and re.search(rf"(?<![一-龥0-9]){re.escape(word.surface)}[はがをにのへで]", said):
            yield "", word


def _is_short_name(word: Word, after: Word, said: str) -> bool:
    """Whether two nouns of one character stand together as a name: 霧の会."""
    short = len(word.surface) == len(after.surface) == 1
    return short and bool(
        re.search(rf"(?<![々一-龥ァ-ヶー]){re.escape(word.surface)}の{re.escape(after.surface)}", said)
    )


def _needed(word: Word, fact: Fact) -> bool:
    if not word.noun or word.normal in general_words() or word.normal in OF_THE_KIND.get(fact, ()):
        return False
    named = measure_kind(word.normal) == "share" and word.normal not in BARE_SHARES
    return word.normal not in measure_words() or named


def all_held(needed: Sequence[Pair], text: str) -> bool:
    """Whether a text, lower case and NFKC-normalised, holds all of the words."""
    return all(is_held(before, word, text) for before, word in needed)


def is_held(before: str, word: Word, text: str) -> bool:
    """The same of one word, attached to what stands before it if anything does."""
    if before:
        return before + word.surface in text
    held = normals(text)
    if word.normal in held or not held.isdisjoint(alike(word.normal) | said_by(word.normal)):
        return True
    if KANA_NAME.fullmatch(word.surface) and word.surface in text:
        return True
    return len(word.normal) >= _TELLING_LENGTH and word.normal in text  # 貸付け of 貸し付け、


@lru_cache(maxsize=64)
def telling_words(said: str) -> frozenset[str]:
    """Verbs that tell which things are meant (断った世帯), in normalised form."""
    return frozenset(telling_verbs(words(said)))


def is_done(verb: Word, text: str) -> bool:
    """Whether a text tells what a verb of the question does, in whatever form: 断る by 断った, 売れる by 販売."""
    return is_held("", verb, text) or any(sign in text for sign in _KANJI.findall(verb.normal)[:1])


@lru_cache(maxsize=4096)
def normals(text: str) -> frozenset[str]:
    """Normal forms of a text's words; headings and sentences come again with every question."""
    return frozenset(w.normal for w in words(text))


def same(word: Word, other: Word) -> bool:
    """Whether two words are the same one, perhaps inflected or spelt otherwise."""
    return word.surface == other.surface or word.normal == other.normal
