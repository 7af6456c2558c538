"""Two lists of scores made one, weighed by what the question itself gives to go by.

Neither part is right for every question: exact words favour the lexical one, an English question over Japanese text
or a paraphrase has only its meaning, and a question in kana has only its sound. How much of the question the best
lexical passage holds tells these apart. Numbers in docs/decisions/0002-embedding-model.md.
"""

import numpy as np
from numpy.typing import NDArray

from index.vectors import Scores

_MEANING, _WORDS, _SOUND = 0.75, 0.45, 0.2
"""Weight of the dense part where words tell little, where they tell much, and where sound alone is met."""

_LITTLE, _MUCH = 0.2, 0.8
"""Coverage at and below which words tell little, at and above which they tell much."""

_YEARS = 0.1
"""What a passage gains that names the years asked for: it decides between passages that are alike but for the year."""


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


def fused(dense: Scores, lexical: Scores, weight: float, of_years: NDArray[np.bool_] | None = None) -> Scores:
    """Weighted sum of both scores, each stretched to 0..1 over the candidates.

    Args:
        dense: Cosine of each candidate.
        lexical: BM25 of each candidate, in the same order.
        weight: Of the dense score.
        of_years: Which candidates name the years asked for, if any are.
    """
    both = weight * _stretched(dense) + (1 - weight) * _stretched(lexical)
    return np.asarray(both if of_years is None else both + _YEARS * of_years, np.float32)


def _stretched(scores: Scores) -> Scores:
    spread = np.ptp(scores) if len(scores) else 0
    return (scores - scores.min()) / spread if spread else np.zeros_like(scores)
