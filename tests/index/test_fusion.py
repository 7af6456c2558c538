"""Fusion weighs meaning against words by what the question gives to go by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.fusion import dense_weight, favour, fused
from index.vectors import Scores

_SCORES = st.lists(st.floats(0, 50, width=32), min_size=1, max_size=20)


def test_words_weigh_more_where_they_are_met() -> None:
    """A paraphrase leans on meaning, the document's own words on both, a question in kana on sound."""
    assert dense_weight(0.0, 0.0) > dense_weight(0.4, 0.0) > dense_weight(0.9, 0.0)
    assert dense_weight(0.4, 0.9) < dense_weight(0.9, 0.0)


@given(st.floats(0, 1), st.floats(0, 1))
def test_weight_is_a_share(coverage: float, by_reading: float) -> None:
    """Both parts always count for something."""
    assert 0 < dense_weight(coverage, by_reading) < 1


@given(_SCORES, st.floats(0, 1), st.randoms())
def test_being_better_in_both_parts_is_never_worse(scores: list[float], weight: float, random: object) -> None:
    """The fused order respects every order that both parts agree on."""
    dense = np.array(scores, np.float32)
    lexical = np.array(sorted(scores), np.float32)[np.argsort(np.argsort(dense))]
    result = fused(dense, lexical, weight)
    order = np.argsort(dense, kind="stable")
    assert (np.diff(result[order]) >= -1e-6).all()
    assert ((result >= -1e-6) & (result <= 1 + 1e-6)).all()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_equal_scores_decide_nothing(size: int) -> None:
    """Where a part tells no candidates apart, it adds nothing; nothing is divided by zero."""
    assert fused(np.ones(size, np.float32), np.ones(size, np.float32), 0.5).tolist() == [0.0] * size


def test_faint_words_count_for_little() -> None:
    """Where no passage holds more than a trace of what is asked, the words do not decide."""
    dense, faint = np.array([0.9, 0.85, 0.2], np.float32), np.array([0.0, 0.1, 0.0], np.float32)
    assert fused(dense, faint, 0.6).argmax() == 0
    assert fused(dense, 50 * faint, 0.6).argmax() == 1


def _flags(*which: int) -> NDArray[np.bool_]:
    return np.isin(np.arange(3), which)


@pytest.mark.parametrize(
    "favoured",
    [
        favour(_flags(1), _flags(), _flags()),
        favour(_flags(), _flags(1), _flags()),
        favour(_flags(), _flags(), _flags(0)),
    ],
)
def test_what_was_asked_for_decides_between_alike_passages(favoured: Scores) -> None:
    """Of two alike the one of the year or kind asked for, or with sentences, comes first; a far better one stays."""
    scores = fused(np.array([0.8, 0.8, 0.2], np.float32), np.array([5, 5, 0], np.float32), 0.5, favoured)
    assert scores[1] > scores[0]
    better = fused(np.array([0.9, 0.2], np.float32), np.array([5, 1], np.float32), 0.5, favoured[:2])
    assert better.argmax() == 0
