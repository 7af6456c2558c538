"""The kind of fact that a question asks for: an amount, a number, a date, a place, a person."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.answering.questions.counters import asked_counter
from bot.answering.questions.question import Question
from corpus.words import Word, plain
from prompts.glossary import measure_kind, measure_words

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
            r"(?:会社|企業|事業者|事業所|業者|団体|法人)(?:の名前|名|は(?:どこ(?![にでへ])|どちら|どんな)|って(?:どこ|どんな))|委託先|請負先"
            r"|names? of (?:the )?(?:compan|firm|business)|which (?:compan|firm|business)"
        ),
    ),
    (
        "person",
        re.compile(
            r"誰(?!か[にへがのと])|だれ(?!か[にへがのと])|どなた|担当者|の名前(?![がは]変)"
            r"|^\W*who\b|\bwho (?:is|are|was|were|leads|runs|made|wrote|will)\b"
            r"|\bwhose\b|name of"
        ),
    ),
    ("age", re.compile(r"何歳|何才|年齢(?:は|を|$|[?？。])|how old|what age|\bage of\b")),
    ("hour", re.compile(r"何時(?!間)|営業時間|開館時間|受付時間|opening hours|what time")),
    (
        "money",
        re.compile(
            r"何円|何万円|いくら(?!つ)|(?<!by )how much (?:does|do|did|money)"
            r"|\bhow much (?:[a-z]+ ){0,2}(?:subsid|grant|allowance|rent|tax|wage|income)"
            r"|\b(?:fare|fee|cost|price|budget|salary|spend|spent)s?\b"
        ),
    ),
    ("share", re.compile(r"何%|何パーセント|何割|what (?:share|percentage|percent)|\brate of\b|\brate\b[?.]?$")),
    (
        "number",
        re.compile(
            r"(?<![分特差送])(?<![^地行校]区)別(?:の|に|は|で|だ|$|[?、。])|ごとの|内訳|(?:で|によって|により)は?(?:どう)?(?:違[うい]|異な|差が)|男女差"
            r"|\bby (?:month|district|age|sex|gender|area)|breakdown"
        ),
    ),
    (
        "count",
        re.compile(r"いくつ(?:ある|あり|設|置|か)|how many|number of"),
    ),
    (
        "place",
        re.compile(
            r"どこ(?!か[にへでのと])|どの(?:地区|地域|町|区|場所|路線|学校|駅)|場所(?:は|って|を教え|[?？。]|$)|会場(?:は|って|を|一覧)"
            r"|where\b|which (?:area|district|place)"
        ),
    ),
    ("date", re.compile(r"いつ|何年(?!間)|何月|何日(?!間)|何曜|時期は|\bwhen\b|what (?:year|date|month)")),
    ("number", re.compile(r"\baverage\b|(?<!by )\bhow much\b")),
)
_SERIES = re.compile(r"推移|経年|トレンド|過去[0-9]+年|\btrends?\b|over time|history of")


_FACT_OF_KIND: dict[str, Fact] = {"count": "count", "amount": "count", "share": "share", "money": "money"}

_IN_WORDS = ("direction", "analysis", "definition", "initiative", "revision")
"""Kinds of question that are answered in words, though they name a measure: 出生数が減った理由."""


def fact_asked(question: Question) -> Fact | None:
    """The kind of fact asked for, or None where the question is open (について, 取組は)."""
    said = plain(question.query)
    cued = next((fact for fact, cue in _CUES if cue.search(said)), None)
    if cued in (None, "date", "place") and asked_counter(said):
        cued = "count"
    if cued in ("contact", "firm", "person", "age", "hour", "place", "date", "money", "number"):
        return cued
    asked = question.subject.words or question.subject.official
    measured = measure_of(asked)
    if question.intent in _IN_WORDS and measured != "money":
        return None
    if question.intent == "trend" and asked and asked[-1].normal == "人口":
        return cued  # how it changed may be told in words
    if question.of_part and cued is None and measured is None:
        return "number"
    if question.intent == "trend" and _SERIES.search(said):
        return "series"
    return cued or measured


def measure_of(asked: Sequence[Word]) -> Fact | None:
    """The kind of number that the last word of a subject names; None where it ends with no measure.

    How the number is put together (累計, 推計) is no word of its own. 人口 is a number, though of something.
    """
    named = [word for word in asked if word.normal not in measure_words() or measure_kind(word.normal)]
    if named and named[-1].normal == "人口":
        return "count"
    return _FACT_OF_KIND.get(measure_kind(named[-1].normal) or "") if named else None
