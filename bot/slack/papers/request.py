"""What somebody wants prepared, told from a few words: ``brief 2-2 pptx``, ``compare 出生数、ごみ``, ``list 2``.

The words can be typed after the command, in a message to the bot, or be put together by the window; they are what is
kept as the question, so that whoever reads the trail sees what was asked for.
"""

import re
from dataclasses import dataclass
from typing import get_args

from bot.answering.figures.progress import Standing
from bot.answering.figures.side_by_side import Sides
from bot.answering.lists.overview import Order
from bot.briefs.brief import Format
from bot.briefs.scope import Scope, measure_scope
from bot.briefs.wanted import Wanted
from corpus.words import plain
from corpus.years import parse_year
from prompts.wording import Language

_KINDS = {
    "brief": "brief",
    "資料作成": "brief",
    "資料を作成": "brief",
    "compare": "compare",
    "比較": "compare",
    "list": "list",
    "一覧": "list",
}
_FORMATS: dict[str, Format] = {
    "pptx": "pptx",
    "powerpoint": "pptx",
    "パワーポイント": "pptx",
    "スライド": "pptx",
    "docx": "docx",
    "word": "docx",
    "ワード": "docx",
    "xlsx": "xlsx",
    "excel": "xlsx",
    "エクセル": "xlsx",
}
_STANDINGS: dict[str, Standing] = {
    "達成": "reached",
    "順調": "on_track",
    "遅れ": "behind",
    "判定不可": "undecided",
    **{standing: standing for standing in get_args(Standing)},
}
_ORDERS: dict[str, Order] = {order: order for order in get_args(Order)}
_ENGLISH = frozenset({"english", "英語", "英文"})
_JAPANESE = frozenset({"japanese", "日本語", "和文"})
_CSV = "csv"
_ALL = frozenset({"all", "全部", "すべて", "全て", "全体"})
_EDITION = re.compile(r"([rhs][0-9]{1,2})版?")
_GOAL = re.compile(r"(?:基本目標|goal)?([0-9]{1,2})")
_MEASURE = re.compile(r"(?:施策|measure)?([0-9]{1,2}[-－‐][0-9]{1,2})")
_BASE = re.compile(r"(?:base|基準)[=＝:：](.+)")
_BETWEEN = re.compile(r"[、，,]|\s+と\s+")


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper to be made."""

    scope: Scope
    format: Format = "pptx"
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Indicators or editions to be set side by side."""

    names: tuple[str, ...]
    sides: Sides


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Indicators to be listed; the file is a workbook, unless ``csv``."""

    scope: Scope
    standing: Standing | None = None
    order: Order = "place"
    edition: str | None = None
    csv: bool = False


Request = PaperRequest | CompareRequest | ListRequest


def wanted_by(request: PaperRequest | ListRequest, language: Language) -> Wanted:
    """What is to be made for a request."""
    if isinstance(request, ListRequest):
        return Wanted(request.scope, "list", request.edition, language, request.standing, request.order)
    return Wanted(request.scope, request.format, request.edition, language)


def request_of(question: str) -> Request | None:
    """What is to be prepared; None where it is an ordinary question."""
    first, _, rest = plain(question).strip().partition(" ")
    kind = _KINDS.get(first)
    if kind is None or set(rest.split()) <= _ENGLISH | _JAPANESE:
        return None
    words = _Words(rest)
    if kind == "list":
        return ListRequest(words.scope, words.standing, words.order, next(iter(words.editions), None), words.csv)
    if kind == "compare":
        if not words.names:
            return None
        base = words.base if len(words.editions) < 2 else None
        return CompareRequest(words.names, Sides(editions=words.editions, base=base))
    return PaperRequest(words.scope, words.format, next(iter(words.editions), None))


def language_wanted(question: str) -> Language | None:
    """The language of what is told of a preparation before it is known who asks; None for ordinary questions.

    ``brief 2-2 pptx`` has no word by which to tell the language of whoever typed it.
    """
    if request_of(question) is None and not bare_kind(question):
        return None
    return language_said(question) or "ja"


def language_said(question: str) -> Language | None:
    """The language that the words ask for, or are in; None where only the person can tell."""
    first, *rest = plain(question).split() or [""]
    if _ENGLISH & set(rest):
        return "en"
    return "ja" if _JAPANESE & set(rest) or not first.isascii() else None


def bare_kind(question: str) -> bool:
    """Whether nothing but the wish for a paper was said, so that a window must ask for the rest."""
    first, *rest = plain(question).split() or [""]
    return _KINDS.get(first) == "brief" and set(rest) <= _ENGLISH | _JAPANESE


def words_of(request: PaperRequest, language: Language = "ja") -> str:
    """A request in the words that ``request_of`` understands, in a language that ``language_said`` tells."""
    scope = request.scope
    what = "、".join(scope.names) or scope.place or "all"
    kind, *language_word = ("brief", "english") if language == "en" else ("資料作成",)
    return " ".join(filter(None, (kind, what, request.format, request.edition, *language_word)))


class _Words:
    """The words behind the first, each told by its form; what is left names indicators."""

    def __init__(self, text: str) -> None:
        self.format: Format = "pptx"
        self.standing: Standing | None = None
        self.order: Order = "place"
        self.base: int | None = None
        self.csv = _CSV in text.split()
        self._scope = Scope()
        editions: list[str] = []
        left: list[str] = []
        for word in text.split():
            if word in _ALL | _ENGLISH | _JAPANESE | {_CSV}:
                continue
            if word in _FORMATS:
                self.format = _FORMATS[word]
            elif word in _STANDINGS:
                self.standing = _STANDINGS[word]
            elif word in _ORDERS:
                self.order = _ORDERS[word]
            elif edition := _EDITION.fullmatch(word):
                editions.append(edition[1].upper())
            elif measure := _MEASURE.fullmatch(word):
                self._scope = measure_scope(measure[1]) or self._scope
            elif goal := _GOAL.fullmatch(word):
                self._scope = Scope(goal=int(goal[1]))
            elif (base := _BASE.fullmatch(word)) and (year := parse_year(base[1])):
                self.base = year.year
            else:
                left.append(word)
        self.editions = tuple(dict.fromkeys(editions))
        self.names = tuple(name.strip() for name in _BETWEEN.split(" ".join(left)) if name.strip())

    @property
    def scope(self) -> Scope:
        """A goal, a measure, the indicators named, or all."""
        return Scope(names=self.names) if self.names else self._scope
