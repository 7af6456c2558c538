"""The conventions by which Japanese policy documents mark their parts, one line at a time.

Every city words its documents alike: 基本目標1, 【施策2】, (1), ①, 【KPI】, 今後の方向性, ◆概要, 事業名 <施策3>, 第2章.
A mark is what such a line says; a line of prose has none.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.years import kanji_number

MarkKind = Literal[
    "contents",
    "goal",
    "measure",
    "numbered",
    "subtitle",
    "approach",
    "kpi",
    "direction",
    "analysis",
    "done",
    "office",
    "initiatives",
    "initiative",
    "summary",
    "note",
    "chapter",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one line marks.

    Attributes:
        number: Of the goal, measure or numbered line.
        goal: Number of the goal where a measure names it too (施策2-1).
        word: What the document calls its goals or measures: 基本目標, 重点戦略, 具体的施策.
        rest: What stands on the line after the mark: a title, a name, the text itself.
        rank: Depth of a chapter heading, 1 the highest.
        numeric_target: Whether a list of indicators is a goal's 数値目標.
    """

    kind: MarkKind
    rest: str = ""
    number: int | None = None
    goal: int | None = None
    word: str = ""
    rank: int = 0
    numeric_target: bool = False


_OPEN = r"[\s\-*・【〔\[<〈《「『■□◆◇●○◎▼▶►★☆]*"
_CLOSE = r"[\s】〕\]>〉》」』:.*、]*"
_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|VI{0,3}|I[VX]|I{1,3}|X|[①-⑳])"
_CONTENTS = re.compile(
    r"(?:[.・…‥]{3,}|\s)\s*P\.?\s*[0-9]{1,3}$|[.・…‥]{3,}\s*[0-9]{1,3}$|^[【\[■]?\s*目\s*次\s*[】\]]?$"
)
_NOTE = re.compile(r"^[\s\-*・]*(?:※|\(注|注\s*[0-9]*\s*[):.])")
_OFFICE = re.compile(
    r"^[\s\-*・]*(?:担当|所管|主管|関係)(?:部署|部局|所属|部?課)(?:名|等)?"
    r"(?:\s*[:：]|\s+[^\s。]{1,30}(?:[課室局部係館所院]|センター|委員会|事務局)$)"
)
_APPROACH = re.compile(r"^[\s\-*・]*[①-⑳]")

_DIRECTION = (
    r"(?:(?:課題|評価)(?:と|及び|および|・|を踏まえた))?(?:今後|(?:次|来|翌)年度(?:以降|以後)?)の(?:(?:施策|取組|取り組み|事業)の)?"
    r"(?:方向性|方針|取組方針|課題と方向性|取組|取り組み|対応方針|対応策|対応|展開|進め方|方向)"
)
_ANALYSIS = (
    r"(?:(?:実績|要因|現状|成果|結果|進捗|進捗状況|達成状況|取組|取組状況|施策|事業|目標)(?:の|と|・|及び|および)|総合|自己|内部|外部)?"
    r"(?:分析|要因|評価|検証|現状|課題|進捗状況|検証結果)(?:(?:と|・|及び|および)(?:その)?対応(?:策|状況)?|の?理由(?:(?:と|・|及び|および)課題)?|等)?"
)
_DONE = (
    r"(?:(?:令和|平成)\S{1,3}年度の?)?(?:(?:取組|取り組み|事業|実施)の?(?:実績|内容|状況|成果)"
    r"|(?:主な|主要な?)?(?:取組|取り組み|事業|取組内容|実施内容)(?:と|・|及び|および)(?:その|主な)?(?:成果|実績|効果))"
)
_LABELS: tuple[tuple[MarkKind, str, str], ...] = (
    # A blank alone sets 今後の方向性 off from what follows; 評価 or 現状 are too common for that.
    ("direction", _DIRECTION, r"\s"),
    ("analysis", _ANALYSIS, r"(?!)"),
    ("done", _DONE, r"(?!)"),
)

_GOAL = re.compile(
    rf"^{_OPEN}(?P<word>(?:基本|政策|戦略|重点)目標|基本方針|基本戦略|重点戦略|政策)(?:名称?)?\s*(?P<n>{_N})(?![0-9\-])(?P<close>{_CLOSE})(?P<rest>.*)$"
)
_DASH = r"\s*[\-‐–—−ー.]\s*"
# 政策 alone is a goal; with two numbers (政策1-2) it is what others call a 施策 of the goal that it names first.
_MEASURE = re.compile(
    rf"^{_OPEN}(?P<word>(?:基本|主要|具体的な?|個別|重点|推進)?施策|政策(?=\s*{_N}{_DASH}{_N}))(?:名称?)?\s*\(?\s*(?P<a>{_N})\s*\)?"
    rf"(?:{_DASH}\(?(?P<b>{_N})\)?)?(?![0-9])(?P<close>{_CLOSE})(?P<rest>.*)$"
)
_INITIATIVE = re.compile(
    rf"^{_OPEN}(?P<rest>.{{2,80}}?)\s*[<〈(\[【]\s*(?:基本|主要)?施策\s*(?P<a>{_N})(?:\s*[\-‐–—−ー.]\s*(?P<b>{_N}))?\s*[>〉)\]】]$"
)
_KPI = re.compile(
    rf"^{_OPEN}(?P<word>数値目標|(?:重要業績評価|成果|評価|業績|目標|管理)指標|KPI)\s*(?:\(\s*(?:KPI|重要業績評価指標)\s*\))?"
    rf"(?P<close>{_CLOSE})(?P<rest>.*)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:一覧|一覧表|推移|状況|について|とは|考え方|設定)$")
_INITIATIVES = re.compile(
    rf"^{_OPEN}(?:(?:令和|平成)\S{{1,3}}年度の?)?(?:主な|主要な?)(?:取組|取り組み|事業)(?:内容|状況|実績)?{_CLOSE}$"
)
_SUMMARY = re.compile(
    r"^[\s\-*]*(?:[■□◆◇●○◎▼【〔\[<]+\s*(?:事業)?概\s*要|(?:事業)?概\s*要\s*:|(?:事業)?概\s*要$)[\s】〕\]>:]*(?P<rest>.*)$"
)
_NUMBERED = re.compile(rf"^\(\s*(?P<n>{_N})\s*\)\s*(?P<rest>\S.*)$")
_SUBTITLE = re.compile(r"^[~〜～―－]+\s*(?P<rest>[^~〜～―－]{3,}?)\s*[~〜～―－]+$")
_CHAPTERS = (
    re.compile(rf"^(?:第\s*{_N}\s*[章編部]|資料編|(?:VI{{0,3}}|I[VX]|I{{1,3}}|X)[\s.]+(?=[^\x00-\x7f]))"),
    re.compile(rf"^第\s*{_N}\s*[節項]|^[0-9]{{1,2}}[\s.]+(?=[^\x00-\x7f])"),
    re.compile(r"^[0-9]{1,2}[\-.][0-9]{1,2}[\s.]+(?=[^\x00-\x7f]{3})"),
)
_BEFORE_LABEL = re.compile(r"^(?:\(?[0-9]{1,2}\)?(?=[^0-9年月日.,])[.\s]*|[①-⑳ア-オ](?=[\s.])[\s.]*|[①-⑳])")
_QUESTION = re.compile(r"^【?(?:問|質問)\s*[0-9]{1,3}")
_PARTICLES = tuple("はがをにでのともや、")
_LONGEST_HEADING = 60
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def plain(text: str) -> str:
    """NFKC without HTML entities; circled digits, which NFKC would turn into plain ones, stay."""
    parts = re.split(r"([①-⑳])", html.unescape(text))
    return "".join(part if "①" <= part <= "⑳" else unicodedata.normalize("NFKC", part) for part in parts)


@lru_cache(maxsize=4096)
def read_mark(text: str) -> Mark | None:
    """The mark that a line carries, or None for prose. ``rest`` is in plain form (see ``plain``)."""
    line = re.sub(r"^\*\*([^*]+)\*\*$", r"\1", plain(text).strip())
    if not line:
        return None
    if _CONTENTS.search(line) and len(line) < 2 * _LONGEST_HEADING:
        return Mark("contents", rest="" if re.search(r"目\s*次", line) else line)
    if _NOTE.match(line):
        return Mark("note", line)
    if _APPROACH.match(line):
        return Mark("approach", line)
    if _OFFICE.match(line):
        return Mark("office", line)
    return _label(line) or _heading(line)


def _label(line: str) -> Mark | None:
    squeezed = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", line)
    for kind, words, blank in _LABELS:
        if re.fullmatch(rf"{_OPEN}{words}{_CLOSE}", squeezed):
            return Mark(kind)
        set_off = rf"(?:\*\*|[【〔\[<〈《])\s*{words}\s*(?:\*\*|[】〕\]>〉》])|{words}\s*:"
        if match := re.match(rf"^[■□◆◇●○▼▶\s]*(?:{set_off})\s*(?P<rest>\S.*)$", squeezed) or re.match(
            rf"^{_OPEN}{words}{blank}\s*(?P<rest>\S.*)$", line
        ):
            return None if match["rest"].startswith(_PARTICLES) else Mark(kind, match["rest"])
    return None


def _heading(line: str) -> Mark | None:
    if match := _INITIATIVE.match(line):
        return _measured("initiative", match)
    if match := _KPI.match(line):
        numeric = match["word"] == "数値目標"
        rest = re.sub(r"^(?:[0-9]{1,2}|[①-⑳])[\s:.]+", "", match["rest"])
        other = _runs_on(match) or _ABOUT.search(rest)
        return None if other else Mark("kpi", rest, numeric_target=numeric)
    if (match := _GOAL.match(line)) and not _runs_on(match) and line.count("。") <= 1:
        return Mark("goal", match["rest"], _number(match["n"]), word=match["word"])
    if (match := _MEASURE.match(line)) and not _runs_on(match) and not line.endswith("。"):
        return _measured("measure", match)
    if match := _SUMMARY.match(line):
        return Mark("summary", match["rest"])
    if _INITIATIVES.match(line):
        return Mark("initiatives")
    if match := _SUBTITLE.match(line):
        return Mark("subtitle", match["rest"])
    return _outline(line)


def _outline(line: str) -> Mark | None:
    question = bool(_QUESTION.match(line))
    if len(line) > _LONGEST_HEADING * (1 + question) or (line.endswith(("。", "、")) and not question):
        return None
    if match := _NUMBERED.match(line):
        return Mark("numbered", match["rest"], _number(match["n"]), rank=len(_CHAPTERS) + 1)
    if question:
        return Mark("chapter", line, rank=2)
    for rank, pattern in enumerate(_CHAPTERS, start=1):
        if match := pattern.match(line):
            return Mark("chapter", line[match.end() :].strip(), rank=rank)
    return None


def _measured(kind: MarkKind, match: re.Match[str]) -> Mark:
    """施策2 is number 2; 施策1-2 is number 2 of goal 1."""
    first, second = _number(match["a"]), _number(match["b"]) if match["b"] else None
    word = match["word"] if kind == "measure" else ""
    if second is None:
        return Mark(kind, match["rest"].strip(), first, word=word)
    return Mark(kind, match["rest"].strip(), second, goal=first, word=word)


def _runs_on(match: re.Match[str]) -> bool:
    """Whether the words go on as a sentence (施策1では…) instead of being a heading."""
    if re.match(r"「[^」]*」(?:では|においては?|について|に関|の達成|の実現)", match["rest"]):
        return True
    return not match["close"] and match["rest"].startswith(_PARTICLES)


def _number(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return _ROMAN[text] if text in _ROMAN else kanji_number(text)


def unnumbered(text: str) -> str:
    """A form's label without the number before it: 4　今後の方向性, (3)課題, ②取組内容."""
    return _BEFORE_LABEL.sub("", plain(text).strip())


def printed(text: str, rest: str) -> str:
    """The part of ``text``, as written, that in plain form is ``rest``; ``rest`` itself if there is none such."""
    places = [(c, at) for at, char in enumerate(text) for c in plain(char) if not c.isspace()]
    wanted = re.sub(r"\s", "", rest)
    start = "".join(c for c, _ in places).rfind(wanted)
    if not wanted or start < 0:
        return rest.strip()
    return text[places[start][1] : places[start + len(wanted) - 1][1] + 1]
