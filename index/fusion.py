"""Two lists of scores made one, weighed by what the question itself gives to go by.

Neither part is right for every question: exact words favour the lexical one, an English question over Japanese text
or a paraphrase has only its meaning, and a question in kana has only its sound. How much of the question the best
lexical passage holds tells these apart. Numbers in docs/decisions/0002-embedding-model.md.
"""

import numpy as np
from numpy.typing import NDArray

from index.vectors import Scores

Flags = NDArray[np.bool_]

_MEANING, _WORDS, _SOUND = 0.8, 0.55, 0.2
"""Weight of the dense part where words tell little, where they tell much, and where sound alone is met."""

_LITTLE, _MUCH = 0.2, 0.8
"""Coverage at and below which words tell little, at and above which they tell much."""

_YEARS, _KIND = 0.1, 0.15
"""What a passage gains that names the years asked for, and one of a kind asked for: they decide between what is alike.
"""

_WORDLESS = 0.2
"""What a passage without a sentence loses: a caption says all words of a short question and answers none."""

_FAINT = 1.0
"""BM25 by which nothing stands out: where no passage holds more, what little they hold is not made much of."""


def dense_weight(coverage: float, by_reading: float) -> float:
    """Weight of the dense score, 0 to 1; the rest is the lexical score's.

    Args:
        coverage: Share of the question's weight that the best lexical passage holds.
        by_reading: Share of that which was met by reading only.
    """
    if met_by_sound(by_reading):
        return _SOUND
    return float(np.interp(coverage, [_LITTLE, _MUCH], [_MEANING, _WORDS]))


def met_by_sound(by_reading: float) -> bool:
    """Whether a question is one in kana that only the readings answer, so that the model makes nothing of it.

    Args:
        by_reading: Share of what the best lexical passage holds that was met by reading only.
    """
    return by_reading > 0.5


def favour(of_years: Flags, of_kinds: Flags, wordless: Flags) -> Scores:
    """What candidates gain, or lose, beside their scores.

    Args:
        of_years: Which of them name the years asked for.
        of_kinds: Which of them are of a kind of section asked for.
        wordless: Which of them have no sentence.
    """
    return np.asarray(_YEARS * of_years + _KIND * of_kinds - _WORDLESS * wordless, np.float32)


def fused(dense: Scores, lexical: Scores, weight: float, favoured: Scores | None = None) -> Scores:
    """Weighted sum of both scores, each stretched to 0..1 over the candidates.

    Args:
        dense: Cosine of each candidate.
        lexical: BM25 of each candidate, in the same order.
        weight: Of the dense score.
        favoured: What each gains or loses besides.
    """
    both = weight * _stretched(dense) + (1 - weight) * _stretched(lexical, _FAINT)
    return np.asarray(both if favoured is None else both + favoured, np.float32)


def _stretched(scores: Scores, least: float = 0.0) -> Scores:
    """Scores from 0 to 1, or to less where their spread is less than ``least``."""
    spread = max(np.ptp(scores), least) if len(scores) else 0
    return (scores - scores.min()) / spread if spread else np.zeros_like(scores)
