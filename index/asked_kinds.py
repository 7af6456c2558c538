"""Kinds of section that a question asks for in so many words: why something fell is told by the analysis.

How many there are is often told by a small table alone, which an overview is, like all that has no kind of its own.

They never shut anything out; they decide between passages that are else alike, as the comments, the note and the
direction of one indicator are, which share place and words.
"""

import re

from corpus.reading import SectionKind
from corpus.words import plain

_CUES: dict[SectionKind, str] = {
    "future_direction": r"今後|方向性|これから|方針|予定|計画は|対策|手立て|どうする|どうやって"
    r"|\bwill\b|\bplan(?:s|ned|ning)?\b|\bfuture\b|\bdirections?\b|\bnext\b|going forward",
    "analysis": r"なぜ|何故|どうして|理由|原因|要因|背景|分析|影響|評価"
    r"|\bwhy\b|\breasons?\b|\bcauses?\b|\banalys|\bbecause\b",
    "note": r"注記|注釈|定義|(?:算出|計算|集計)(?:の|す|し|方法)|時点|\bnotes?\b|\bdefin|\bcounted\b|\bcalculated\b",
    "initiative": r"取り?組|事業(?![系所者主税費])|\binitiatives?\b|\bprogram|\bprojects?\b",
    "overview": r"何[人件社回店組戸校台トか]|いくつ|いくら|(?:人|件|回|社|戸|世帯|団体)数|累計"
    r"|\bhow many\b|\bnumber of\b",
    "policy": r"施策の内容|基本的方向|現状と課題|\bpolic(?:y|ies)\b",
}
_COMPILED = {kind: re.compile(cue) for kind, cue in _CUES.items()}


def asked_kinds(query: str) -> frozenset[SectionKind]:
    """The kinds that the words of a question ask for; none for most questions."""
    said = plain(query)
    return frozenset(kind for kind, cue in _COMPILED.items() if cue.search(said))
