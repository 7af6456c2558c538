"""The bench asks the search that serves, over as many passages as it is told."""

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage

from index.question_bench import bench_questions


@pytest.mark.parametrize("has_states", [False, True])
def test_the_whole_way_is_measured(has_states: bool) -> None:
    """The questions are embedded by the model, the passages never; no time is less than nothing."""
    embedder = BigramEmbedder(has_states=has_states)
    told: dict[str, int] = {}
    found = bench_questions(
        embedder, [made_passage(text) for text in MUNICIPAL], 50, 4, lambda step, done, _: told.update({step: done})
    )
    assert found.passages == told["embed"] == 50
    assert told["query"] == 4
    assert len(embedder.encoded) == 2 * 4 + 1
    assert 0 <= found.embed_ms_p50 <= found.embed_ms_p95
    assert 0 < found.query_ms_p50 <= found.query_ms_p95
