"""The kind of fact that a question asks for, and whether a passage states one of that kind about what is asked.

A passage on the right topic may still lack what was asked: the amount, the person, the date, the place, the number
of just that part. Where a question says which it wants, a passage counts only if it states it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from bot.answering.question import Question
from corpus.passages import Passage
from corpus.words import Word, plain, words
from corpus.years import find_years
from prompts.glossary import general_words, measure_kind, measure_words

Fact = Literal[
    "series", "number", "count", "share", "money", "age", "date", "hour", "place", "firm", "person", "contact"
]

_CUES: tuple[tuple[Fact, re.Pattern[str]], ...] = (
    (
        "contact",
        re.compile(r"電話|連絡先|問い?合わせ先|メールアドレス|住所|氏名|名簿|phone|e-?mail|contact details|\baddress"),
    ),
    (
        "firm",
        re.compile(
            r"(?:会社|企業|事業者|事業所|業者|団体|法人)(?:の名前|名|は(?:どこ|どちら|どんな)|って(?:どこ|どんな))|委託先|請負先"
            r"|names? of (?:the )?(?:compan|firm|business)|which (?:compan|firm|business)"
        ),
    ),
    (
        "person",
        re.compile(
            r"誰|だれ|どなた|担当者|の名前(?![がは]変)|^\W*who\b|\bwho (?:is|are|was|were|leads|runs|made|wrote|will)\b"
            r"|\bwhose\b|name of"
        ),
    ),
    ("age", re.compile(r"何歳|何才|年齢(?:は|を|$|[?？。])|how old|what age|\bage of\b")),
    ("hour", re.compile(r"何時|営業時間|開館時間|受付時間|opening hours|what time")),
    (
        "money",
        re.compile(
            r"何円|何万円|いくら(?!つ)|how much (?:does|do|did|money)"
            r"|\b(?:fare|fee|cost|price|budget|salary|spend|spent)s?\b"
        ),
    ),
    ("share", re.compile(r"何%|何パーセント|何割|what (?:share|percentage|percent)|\brate of\b|\brate\b[?.]?$")),
    (
        "number",
        re.compile(r"別(?:の|に|は|で|$|[?、。])|ごとの|内訳|\bby (?:month|district|age|sex|gender|area)|breakdown"),
    ),
    (
        "count",
        re.compile(
            r"何(?:席|グラム|トン|キロ|人|件|社|か所|カ所|箇所|ヶ所|回|戸|世帯|店|台|組|名|団体|校|園|棟|本)"
            r"|how many|number of"
        ),
    ),
    (
        "place",
        re.compile(
            r"どこ|どの(?:地区|地域|町|区|場所|路線|学校|駅)|場所は|会場(?:は|って|を|一覧)"
            r"|where\b|which (?:area|district|place)"
        ),
    ),
    ("date", re.compile(r"いつ|何年(?!間)|何月|何日|時期は|\bwhen\b|what (?:year|date|month)")),
)
_SERIES = re.compile(r"推移|経年|トレンド|過去[0-9]+年|\btrends?\b|over time|history of")

_COUNTER = (
    r"席|人泊|人|件|社|戸|店舗?|台|回|組|校|園|室|本|冊|枚|団体|か所|カ所|箇所|ヶ所|世帯|名|泊|棟|隻|頭"
    r"|ha|ヘクタール|㎡|k?g|トン|t|倍|路線|集落|クラブ|組織"
)
_YEN = re.compile(r"[0-9][0-9,.]*\s*[十百千万億兆]*円")
_SHARE = re.compile(r"[0-9][0-9,.]*\s*(?:%|割|パーセント|ポイント)|[0-9]+分の[0-9]+")
_AMOUNT = re.compile(
    rf"[0-9][0-9,.]*\s*[十百千万億]*(?:[0-9][0-9,.]*)?\s*(?:{_COUNTER})(?![a-z])"
    r"|(?<=[(][人件社回店][)])\s*[0-9][0-9,.]*"
)
"""A number with its counter; in the row of a table the counter stands before it: 乗船者数(人) 9,850."""
_EACH = re.compile(r"1\s?(?:回|人|日|件|世帯|台|枚)\s?(?:当たり|につき|あたり)?(?=[^。]{0,6}[0-9])")
"""Of 1回300円 only the 300円 is told."""
_ANY_NUMBER = re.compile("|".join(p.pattern for p in (_YEN, _SHARE, _AMOUNT)))
_STATES: dict[Fact, re.Pattern[str]] = {
    "count": _AMOUNT,
    "share": _SHARE,
    "money": _YEN,
    "date": re.compile(r"[0-9元]\s*(?:年|月|日)|曜日|毎[年月週]|(?<![a-z])[rh][0-9]"),
    "age": re.compile(r"[0-9]\s*(?:歳|才|年生)|小学生|中学生|高校生"),
    "firm": re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|社団法人|財団法人|npo法人|組合"),
    "hour": re.compile(r"[0-9]\s*時|[0-9]+分前|24時間"),
    "place": re.compile(
        r"地区|駅|公民館|センター|商店街|海岸|市内|小学校|中学校|病院|団地|港|線|市場|区域|住宅地|自治会|集落"
    ),
    "person": re.compile(r"[会部課局市区町村所校園団]長|委員|本部|相談員|保健師|職員|担当|協議会|団体"),
    "contact": re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[\w.]+@[\w.]+"),
}
_OF_THE_KIND: dict[Fact, frozenset[str]] = {
    "place": frozenset({"地区", "地域", "場所", "路線", "会場", "区", "駅"}),
    "money": frozenset(
        {"料金", "費用", "金額", "価格", "代金", "運賃", "家賃", "利用料", "使用料", "補助金", "助成金"}
    ),
    "date": frozenset({"時期", "年", "月", "日", "日程"}),
    "person": frozenset({"担当", "名前", "担当者"}),
    "age": frozenset({"年齢", "歳"}),
    "firm": frozenset({"企業", "会社", "事業者", "事業所", "業者", "名", "委託", "先", "名前"}),
    "hour": frozenset({"営業", "時間", "受付", "時"}),
}
"""Words that ask for the kind and need not stand in the passage."""

_FACT_OF_KIND: dict[str, Fact] = {"count": "count", "amount": "count", "share": "share", "money": "money"}

_MOST = 0.7

_IN_WORDS = ("direction", "analysis", "definition", "initiative", "revision")
"""Kinds of question that are answered in words, though they name a measure: 出生数が減った理由."""

_SENTENCE = re.compile(r"[^。\n]+")
_AREA = re.compile(r"[一-龥ァ-ヴー]{1,6}(?:地区|校区|町内会|[町村区線](?![一-龥]))")
"""A part of the city that is named: what is told of another, or of all, does not answer."""

_ASKED_COUNTER = re.compile(rf"何({_COUNTER})")
_TITLE = re.compile(r"[◆◇■□●○【](?![^\n]*。)")
_NAMED_BY_COUNTER = re.compile(r"何(?:社|校|園|店舗?|団体|世帯|組|戸|棟|路線|クラブ|集落|組織|隻|頭|本|冊)")
"""Counters that themselves say what is counted: of 何社 the passage need not hold 会社."""

_BEHIND = re.compile(r"[^、。0-9]{1,14}")

_Pair = tuple[str, Word]
"""A word of the question, and the character before it to which it must be attached, if any."""


def fact_asked(question: Question) -> Fact | None:
    """The kind of fact asked for, or None where the question is open (について, 取組は)."""
    said = plain(question.query)
    cued = next((fact for fact, cue in _CUES if cue.search(said)), None)
    if cued in ("contact", "firm", "person", "age", "hour", "place", "date", "money", "number"):
        return cued
    measured = measure_of(question.subject.words or question.subject.official)
    if question.intent in _IN_WORDS and measured != "money":
        return None
    if question.intent == "trend" and _SERIES.search(said):
        return "series"
    return cued or measured


def measure_of(asked: Sequence[Word]) -> Fact | None:
    """The kind of number that the last word of a subject names; None where it ends with no measure."""
    return _FACT_OF_KIND.get(measure_kind(asked[-1].normal) or "") if asked else None


def states(question: Question, fact: Fact, passage: Passage) -> bool:
    """Whether a passage states that kind of fact about what is asked.

    A number must stand in one sentence with what it counts; headings and the indicator's name may say the rest. Of a
    place, a date or a person the whole passage may tell what is meant.
    """
    return any(_states(asked, question, fact, passage) for asked in question.subject.wordings)


def _states(asked: Sequence[Word], question: Question, fact: Fact, passage: Passage) -> bool:
    text = plain(passage.text)
    context = plain(f"{' '.join(passage.heading)} {passage.indicator or ''} {_title_of(passage)}")
    said = plain(question.query)
    needed = list(_needed_of(asked, said, fact)) or list(_needed_of(asked, said, "number"))
    if fact in ("place", "date", "firm", "person", "age", "hour", "contact"):
        return _all_held(needed, f"{context}\n{text}") and bool(_STATES[fact].search(text))
    whole = f"{context}\n{text}"
    if not all(area in whole for area in _AREA.findall(said) if area[0] not in "各全同"):
        return False
    loosely = fact == "money" or (fact in ("count", "share") and measure_of(asked) is None)
    told = [
        span
        for sentence in _SENTENCE.findall(_EACH.sub("", _without_years(text)))
        for span in _spans(sentence, fact, said)
        if (_mostly(needed, f"{context}\n{sentence}", said) if loosely else _about(span, needed, context))
        and all(part in sentence for part in question.subject.parts)
    ]
    return len(told) >= (2 if fact == "series" else 1)


def _title_of(passage: Passage) -> str:
    """The line that a passage opens with where that is a title (◆町営バス運行事業); empty where it is a sentence."""
    first = passage.text.split("\n", 1)[0]
    return first if _TITLE.match(first) else ""


def _without_years(text: str) -> str:
    for mention in reversed(find_years(text)):
        text = text[: mention.start] + text[mention.end :]
    return text


def _spans(sentence: str, fact: Fact, said: str) -> Iterator[tuple[str, str]]:
    """What stands before each number of the kind, up to the number before it, and after it.

    Where the question says what is counted (何社), only numbers of that count.
    """
    asked = _ASKED_COUNTER.search(said) if fact == "count" else None
    end = 0
    for number in _ANY_NUMBER.finditer(sentence):
        fits = asked is None or number[0].endswith(asked[1]) or sentence[: number.start()].endswith(f"({asked[1]})")
        if fits and _STATES.get(fact, _ANY_NUMBER).fullmatch(sentence, number.start(), number.end()):
            behind = _BEHIND.match(sentence, number.end())
            yield sentence[end : number.start()], behind[0] if behind else ""
        end = number.end()


def _about(span: tuple[str, str], needed: Sequence[_Pair], context: str) -> bool:
    """Whether the number counts the last thing that the question names, the rest being said beside or above it."""
    before, behind = span
    head = [pair for pair in needed if not pair[1].verbal][-1:] or needed[-1:]
    if not _all_held(needed, f"{context}\n{before}\n{behind}"):
        return False
    return _by_itself(head, behind) or (_by_itself(head, before) and not _of_another(before, head))


def _by_itself(head: Sequence[_Pair], text: str) -> bool:
    """Whether a text holds the word, and not only as the beginning of another: 子ども of 子ども食堂."""
    measures = "|".join(measure_words())
    return all(
        re.search(
            rf"{before}{re.escape(w.surface)}(?![一-龥ァ-ヶ]|者(?!数))|{before}{re.escape(w.surface)}(?:{measures})",
            text,
        )
        for before, w in head
    )


def _mostly(needed: Sequence[_Pair], text: str, said: str) -> bool:
    """Whether a text holds most of what the question names, its last word among it; of 何社 the number tells that."""
    held = {word.normal: _all_held([(before, word)], text) for before, word in needed}
    last = needed[-1][1].normal if needed else ""
    most = sum(held.values()) >= _MOST * len(held)
    return bool(held) and most and (held[last] or bool(_NAMED_BY_COUNTER.search(said)))


def _of_another(before: str, head: Sequence[_Pair]) -> bool:
    """Whether another thing than the head stands nearer to the number, as its topic or object: 研修を年3回."""
    said = words(before)
    surfaces = [word.surface for word in said]
    last = max((i for _, word in head for i, s in enumerate(surfaces) if s == word.surface), default=-1)
    for i in range(last + 1, len(said) - 1):
        if said[i].noun and said[i].normal not in general_words() and surfaces[i + 1] in ("は", "が", "を", "も"):
            return True
    return False


def holds_all(question: Question, text: str) -> bool:
    """Whether a text, lower case and NFKC-normalised, holds every noun that the question names."""
    said = plain(question.query)
    return any(
        bool(needed := list(_needed_of(asked, said, "number"))) and _all_held(needed, text)
        for asked in question.subject.wordings
    )


def _needed_of(asked: Sequence[Word], said: str, fact: Fact) -> Iterator[_Pair]:
    """The words that must be held; a single character only after the one that it was attached to."""
    for before, word in zip((None, *asked), asked, strict=False):
        if not _needed(word, fact):
            continue
        if len(word.surface) > 1:
            yield "", word
        elif attached := re.search(rf"[々一-龥ァ-ヶー](?={re.escape(word.surface)})", said):
            yield attached[0], word
        elif before is not None and said.isascii():  # an English question, whose words the glossary put together
            yield before.surface[-1], word


def _needed(word: Word, fact: Fact) -> bool:
    if not word.noun or word.normal in general_words() or word.normal in _OF_THE_KIND.get(fact, ()):
        return False
    return word.normal not in measure_words() or measure_kind(word.normal) == "share"


def _all_held(needed: Sequence[_Pair], text: str) -> bool:
    return all(before + w.surface in text if before else w.normal in _normals(text) for before, w in needed)


@lru_cache(maxsize=4096)
def _normals(text: str) -> frozenset[str]:
    """Normal forms of a text's words; headings and sentences come again with every question."""
    return frozenset(w.normal for w in words(text))
