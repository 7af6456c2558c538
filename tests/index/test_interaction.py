"""Packed token states rank passages as the states themselves do."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexCorrupt
from index.interaction import TokenStates, packed, save_states

DIMENSIONS = 32


def _states(tokens: int, seed: int) -> np.ndarray:
    states = np.random.default_rng(seed).normal(size=(tokens, DIMENSIONS)).astype(np.float32)
    return states / np.linalg.norm(states, axis=1, keepdims=True)


def _saved(directory: Path, passages: list[np.ndarray]) -> TokenStates:
    save_states(directory, [packed(states) for states in passages], DIMENSIONS)
    return TokenStates.load(directory)


@given(lengths=st.lists(st.integers(0, 12), min_size=1, max_size=8), tokens=st.integers(1, 9))
def test_maxsim_is_a_mean_of_the_best_cosines(
    lengths: list[int], tokens: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Scores agree with the plain formula to what 4 bits leave; a passage without tokens scores 0."""
    passages = [_states(length, seed) for seed, length in enumerate(lengths)]
    query = _states(tokens, 99)
    met = np.array([(query @ p.T).max(axis=1) if len(p) else np.zeros(tokens) for p in passages])
    telling = np.sqrt(met[[n > 0 for n in lengths]].std(axis=0) + 1e-6) if any(lengths) else np.ones(tokens)
    opened = _saved(tmp_path_factory.mktemp("states") / "s", passages)
    rows = np.arange(len(lengths))[::-1]
    assert opened.count == len(lengths)
    assert np.allclose(opened.maxsim(query, rows), (met @ (telling / telling.sum()))[rows], atol=0.12)


def test_what_all_passages_meet_alike_counts_little(tmp_path: Path) -> None:
    """A token that one passage alone meets decides, however many others both meet nearly as well."""
    common, told = _states(6, 1), _states(1, 2)
    with_noise = [common * 0.98, common]
    passages = [np.concatenate([with_noise[0], told]), np.concatenate([with_noise[1], _states(1, 3)])]
    scores = _saved(tmp_path / "s", passages).maxsim(np.concatenate([common, told]), np.arange(2))
    assert scores[0] - scores[1] > 0.3


def test_a_passage_is_most_like_itself(tmp_path: Path) -> None:
    """The passage whose tokens are asked for comes first, at a cosine near 1."""
    passages = [_states(20, seed) for seed in range(10)]
    scores = _saved(tmp_path / "s", passages).maxsim(passages[3][5:12], np.arange(10))
    assert scores.argmax() == 3
    assert scores[3] == pytest.approx(1, abs=0.02)


def test_a_token_takes_half_a_byte_a_dimension() -> None:
    """And two bytes for its scale; a state of zeros is packed too."""
    assert len(packed(_states(10, 0))) == 10 * (DIMENSIONS // 2 + 2)
    assert len(packed(np.zeros((3, DIMENSIONS), np.float32))) == 3 * (DIMENSIONS // 2 + 2)


def test_no_passages_are_saved_and_opened(tmp_path: Path) -> None:
    """An index of nothing holds the states of nothing."""
    opened = _saved(tmp_path / "s", [])
    assert opened.count == 0
    assert not len(opened.maxsim(_states(2, 0), np.zeros(0, np.int64)))


def test_files_that_are_no_states_are_corrupt(tmp_path: Path) -> None:
    """Opening a directory without them, or with others, raises IndexCorrupt."""
    with pytest.raises(IndexCorrupt):
        TokenStates.load(tmp_path)
    _saved(tmp_path / "s", [_states(2, 0)])
    (tmp_path / "s" / "states.npy").write_bytes(b"nonsense")
    with pytest.raises(IndexCorrupt):
        TokenStates.load(tmp_path / "s")
