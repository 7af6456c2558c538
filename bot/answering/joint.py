"""Several kinds of thing asked in one question (推移と目標, 最新値と今後の方向性): which, and their answers as one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answering.answer import Answer, Figure, Intent
from bot.answering.library import once

_KINDS: tuple[tuple[Intent, str], ...] = (
    ("trend", r"推移|経年(?:変化)?|トレンド|グラフ|\btrend\b"),
    (
        "value",
        r"(?:最新|直近|現在)の?(?:値|数値|数字|実績値?|数)|現状値?|実績値?"
        r"|\b(?:latest|current) (?:value|figure|number)s?\b",
    ),
    ("target", r"(?<!数値)目標値?(?!達成)|検証値|達成(?:率|状況)|基準値|\btargets?\b|\bbaseline\b"),
    (
        "summary",
        r"(?:最も|一番|いちばん)(?:多|少な?|高|低|大き|小さ)(?:かった|い)(?:年度?|とき|時)?"
        r"|(?:最大|最小|最高|最低|最多|最少)(?:値|の年度?)?|平均値?|ピーク(?:の年度?)?",
    ),
    ("direction", r"今後の?(?:方向性?|取り?組み?|対応|方針|展開|予定)|方向性|\b(?:future )?direction\b"),
    (
        "analysis",
        r"分析|(?:増減|増加|減少|変化)?(?:(?<!そ)の)?(?:理由|要因|原因|背景)|なぜ[ぁ-ゖ一-龥]{2,10}か|\b(?:reasons?|analysis)\b",
    ),
)
_NOUN = re.compile("|".join(f"(?P<{kind}>{said})" for kind, said in _KINDS))
_BETWEEN = re.compile(
    r"(?:は|も|を教えて(?:ください)?)?[\s、?。]*(?:と|・|、|や|及び|および|並びに|,|and)?\s*"
    r"(?:あと|また|それと|併せて|あわせて|それから|さらに|ついでに|the|its)?[、\s]*(?:その)?\s*"
)
_TELLS: dict[Intent, frozenset[Intent]] = {
    "trend": frozenset({"value", "direction", "analysis"}),
    "target": frozenset({"value", "direction"}),
    "direction": frozenset({"analysis"}),
    "analysis": frozenset(),
    "value": frozenset(),
    "summary": frozenset(),
}
"""What an answer of a kind tells along."""


def kinds_of(said: str) -> tuple[Intent, ...]:
    """The kinds of thing that a question asks for side by side, but for what the others tell along.

    Args:
        said: Lower case and NFKC-normalised.
    """
    found = list(_NOUN.finditer(said))
    joined = {
        one
        for before, after in pairwise(found)
        if before.end() < after.start() and _BETWEEN.fullmatch(said, before.end(), after.start())
        for one in (before, after)
    }
    asked = dict.fromkeys(kind for one in found if one in joined for kind, _ in _KINDS if one[kind])
    return tuple(kind for kind in asked if not any(kind in _TELLS[other] for other in asked))


def merged(answers: Sequence[Answer]) -> Answer:
    """Answers of several kinds on the same indicators as one, which says nothing twice.

    Args:
        answers: At least one; the first gives the headline.
    """
    first, *others = answers
    told = (*first.remarks, *(line for other in others for line in (other.headline, *other.remarks)))
    return replace(
        first,
        remarks=tuple(line for line in dict.fromkeys(told) if line != first.headline),
        figures=_fullest([figure for answer in answers for figure in answer.figures]),
        computed=tuple(dict.fromkeys(one for answer in answers for one in answer.computed)),
        excerpts=tuple(once(one for answer in answers for one in answer.excerpts)),
        names=tuple(dict.fromkeys(name for answer in answers for name in answer.names)),
        about=first.about or next((answer.about for answer in others if answer.about), ()),
        wants_chart=any(answer.wants_chart for answer in answers),
    )


def _fullest(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Of each indicator, the figure with most of its values."""
    kept: dict[tuple[str, str, str | None], Figure] = {}
    for figure in figures:
        key = figure.indicator, figure.unit, figure.edition
        if key not in kept or len(figure.points) > len(kept[key].points):
            kept[key] = figure
    return tuple(kept.values())
