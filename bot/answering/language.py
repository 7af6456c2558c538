"""Which language a question is asked in, and so is answered in."""

import re

from corpus.years import nfkc
from prompts.wording import Language

_KANA = re.compile(r"[ぁ-ゖ]")
_ENGLISH_WORD = re.compile(r"\b(?:[a-z]{4,}|[A-Z][a-z]{3,}|is|the|of|in|for|how|why|are|has|was|did|do|and|to|me)\b")


def language_of(question: str) -> Language:
    """``en`` for English wording, also around Japanese names (what is the 待機児童 trend); else ``ja``.

    Hiragana carries Japanese grammar, so any of it decides; acronyms (KPI, UIJ) are no English wording.
    """
    plain = nfkc(question)
    return "en" if not _KANA.search(plain) and _ENGLISH_WORD.search(plain) else "ja"
