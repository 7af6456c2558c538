"""Which language a question is asked in, and so is answered in, unless it asks for another."""

import re

from corpus.years import nfkc
from prompts.wording import Language

_KANA = re.compile(r"[ぁ-ゖ]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_RUN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々、。・0-9()]*[ぁ-ゖァ-ヺー一-鿿々]")
_GOES_ON = re.compile(r"[A-Za-z0-9][ぁ-ゖ]")
_ENGLISH_WORD = re.compile(
    r"\b(?:[a-z]{4,}|[A-Z][a-z]{3,}|[A-Z]{5,}|is|the|of|in|for|how|why|are|has|was|did|do|and|to|me)\b"
)
_ADDRESSED = re.compile(r"@\S+|\bsosei\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:what|how|why|which|when|where|who|is|are|was|were|has|have|did|do|does|can|could|will|would|show|tell|give"
    r"|list|compare|please)\b",
    re.IGNORECASE,
)
"""Words that open an English question; what follows may be a name in kana (住み続けたいと思う市民の割合)."""

_ASKED: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("en", re.compile(r"(?:を|は)?(?:英語|英文|english)(?:で|版で)(?!の)(?:も|は)?|\bin english\b", re.IGNORECASE)),
    ("ja", re.compile(r"(?:を|は)?(?:日本語|和文|japanese)(?:で|版で)(?!の)(?:も|は)?|\bin japanese\b", re.IGNORECASE)),
)


def asked_for(question: str) -> tuple[Language | None, str]:
    """The language that a question asks for (英語で), if any, and the question without those words.

    Args:
        question: NFKC-normalised.
    """
    for language, cue in _ASKED:
        if cue.search(question):
            return language, cue.sub(" ", question)
    return None, question


def tells_language(question: str) -> bool:
    """Whether the question has wording of a language at all: 「2」 and 「R4?」 have none."""
    plain = nfkc(question)
    return bool(_JAPANESE.search(plain) or _ENGLISH_WORD.search(plain))


def language_of(question: str) -> Language:
    """``en`` for English wording, also around Japanese names (what is the 待機児童 trend); else ``ja``.

    Hiragana carries Japanese grammar, so any of it decides, unless the question opens in English, or every Japanese run
    of it ends as a name does (女性の就業率 in 2022) and none goes on from a Latin word (COVID-19の影響); acronyms (KPI,
    UIJ) are no English wording, longer words in capitals are, and who is addressed tells nothing.
    """
    plain = _ADDRESSED.sub(" ", nfkc(question))
    if _OPENING.match(plain):
        return "en"
    names_only = not any(_KANA.match(run[-1]) for run in _RUN.findall(plain)) and not _GOES_ON.search(plain)
    return "en" if names_only and _ENGLISH_WORD.search(plain) else "ja"
