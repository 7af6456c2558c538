"""What a question wants worked out about a target: あと何人必要, 目標の何%, 基準値からの増減, 年度ごとの目標."""

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class OfTarget:
    """How values lie to the target or the baseline, worked out further than every question for a target has it.

    Attributes:
        wanted: The ``standing``; what is still ``needed``; what ``share`` of the target it is; the change since the
            ``baseline``; the target of ``each_year``.
    """

    wanted: Literal["standing", "needed", "share", "baseline", "each_year"]


_TARGET = re.compile(r"目標|検証値|達成|\btargets?\b")
_ENOUGH = re.compile(r"(?:減らせ|増やせ|伸ばせ|上げれ|下げれ|減れ|増えれ)ば(?:い|よ|良|届|足|達)")
"""Asks how much is enough, which only a target can say."""

_HOW_MUCH = (
    r"(?:何(?:[十百千万億]*(?:%|パーセント|ポイント|人/ha|k?g|グラム|kw|[一-龥]{1,2}|か所|カ所))?"
    r"|どれ(?:だけ|くらい|ほど)|どの(?:くらい|程度)|いくつ|いくら)"
)
_OF_TARGET: tuple[tuple[OfTarget, re.Pattern[str]], ...] = (
    (
        OfTarget("standing"),
        re.compile(
            r"(?:進捗は|進み具合は)?(?:順調(?:に(?:進んで|推移して|来て|きて)い?(?:る|ます)|です|だ)?|遅れて(?:い?る|い?ます)?)"
            r"(?:か|の|のか|でしょうか)?(?=[?。]|$)"
            r"|\b(?:is|are|was)\b(?=.*\bon track\b)|\bon track\b|\bbehind schedule\b"
        ),
    ),
    (
        OfTarget("each_year"),
        re.compile(
            r"(?:(?:年度?ごと|各年度?|年度?別|年次|単年度?)の?|毎年度?の)(?=.{0,20}(?:目標|検証値))"
            r"|(?<=[標証])値?[のをは]?(?:年度?ごと|年度?別|毎年度?|各年度?)[にのでは]?"
            r"|\b(?:yearly|annual|each year's|year-by-year)\b(?= targets?\b)"
        ),
    ),
    (
        OfTarget("share"),
        re.compile(
            r"(?<=[標証])値?(?:に対(?:し|する)て?|に比べて?|の|比で?|と比べて?)(?:は|、)?(?:何%|何割|何パーセント|何倍|割合|比率)"
            r"|\b(?:what|which) (?:percentage|percent|share|proportion) of (?:the |its )?(?=target)"
        ),
    ),
    (
        OfTarget("needed"),
        re.compile(
            rf"(?:あと|残り|さらに|もう)\s*{_HOW_MUCH}(?:(?:くらい|ほど)?の?(?:増加|減少|増|減|上積み)?[がはでにを]?"
            r"(?:必要|足り|不足|増やせ|減らせ|届|増え|減れ)[ぁ-ゖ]*)?"
            rf"|{_HOW_MUCH}(?:くらい|ほど)?(?:の(?:増加|減少|上積み))?(?:が|は)?(?:必要|足り(?:な|ま)|不足)[ぁ-ゖ]*"
            rf"|{_HOW_MUCH}を?(?:増や|減ら|伸ば|上げ|下げ)[すれせばる]+(?:必要)?[ぁ-ゖ]*"
            r"|\bhow (?:much|many|far)\b.*?\b(?:more|needed|missing|left|still)\b"
        ),
    ),
    (
        OfTarget("baseline"),
        re.compile(
            r"(?:基準値?|基準年度?|策定時(?:の値)?)(?:から(?:の|は)?|と比べて?|に比べて?|に対して?|より(?:も)?|との(?:差|比較)|比で?)"
            r"|\b(?:since|from|against|compared (?:to|with)) the baseline\b"
        ),
    ),
)
"""Words that hold 目標 stay, since they say that it is about a target."""


_TOLD_BY_ITSELF = ("standing", "baseline", "each_year")
"""What speaks of a target though the word is not said."""


def of_target(said: str) -> tuple[OfTarget, str] | None:
    """What is wanted of the target, and the question without the words that say so; None where nothing is.

    Args:
        said: Lower case and NFKC-normalised.
    """
    for wanted, cue in _OF_TARGET:
        if cue.search(said) and (wanted.wanted in _TOLD_BY_ITSELF or _TARGET.search(said) or _ENOUGH.search(said)):
            return wanted, cue.sub(" ", said)
    return None
