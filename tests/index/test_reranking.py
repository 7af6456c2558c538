"""A cross-encoder orders the first hits anew; what is wrong with it is said, not suffered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage
from sentence_transformers import CrossEncoder
from tiny_cross_encoder import save_cross_encoder

from corpus.errors import RerankModelUnavailable
from index.file_shelf import FileShelf
from index.reranking import CrossEncoderReranker
from index.search import Searcher
from index.snapshot import Snapshot

pytestmark = pytest.mark.slow

PASSAGES = [made_passage(f"{text}（第{n}号）") for n, text in enumerate(MUNICIPAL * 5)]
QUERY = "観光消費額"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    shelf = FileShelf(tmp_path_factory.mktemp("home"))
    return shelf.open(shelf.build(PASSAGES, BigramEmbedder()))


def test_scores_are_the_models_own(model: Path) -> None:
    """One a passage, as the library gives them, whatever characters are in the texts."""
    texts = [*MUNICIPAL, "", "\0", "\ud800", "\ufdfa" * 20, "長" * 20_000]
    scores = CrossEncoderReranker(str(model)).scores(QUERY, texts)
    assert scores.shape == (len(texts),)
    plain = CrossEncoder(str(model), device="cpu").predict([(QUERY, text) for text in MUNICIPAL])
    assert np.allclose(scores[: len(MUNICIPAL)], plain, atol=1e-5)


def test_the_first_hits_are_in_its_order_and_the_rest_stay(model: Path, snapshot: Snapshot) -> None:
    """Twenty are ordered anew, all before the others; scores never rise, and fewer hits are the first of more."""
    reranker = CrossEncoderReranker(str(model))
    before = Searcher(snapshot, BigramEmbedder()).search(QUERY, 35)
    searcher = Searcher(snapshot, BigramEmbedder(), reranker=reranker)
    after = searcher.search(QUERY, 35)
    scores = reranker.scores(QUERY, [hit.passage.in_context() for hit in before[:20]])
    assert [hit.passage for hit in after[:20]] == [before[at].passage for at in np.argsort(-scores, kind="stable")]
    assert [hit.passage for hit in after[20:]] == [hit.passage for hit in before[20:]]
    assert [hit.score for hit in after] == sorted((hit.score for hit in after), reverse=True)
    assert searcher.search(QUERY, 3) == after[:3]
    assert searcher.search(QUERY, 3, "lexical") == Searcher(snapshot, None).search(QUERY, 3)
    assert searcher.without_reranker().search(QUERY, 35) == before


def test_nothing_found_is_nothing_to_order(model: Path, snapshot: Snapshot) -> None:
    """An empty index asks no model."""
    empty = replace(snapshot, passages=())
    assert Searcher(empty, BigramEmbedder(), reranker=CrossEncoderReranker("nowhere")).search(QUERY) == []


def test_threads_ask_at_the_same_time(model: Path) -> None:
    """Each gets the scores it would get alone."""
    reranker = CrossEncoderReranker(str(model))
    alone = [reranker.scores(text, MUNICIPAL) for text in MUNICIPAL]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: reranker.scores(text, MUNICIPAL), MUNICIPAL))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_a_model_that_cannot_serve_is_named(tmp_path: Path) -> None:
    """Not there, not a model, or one that gives several scores a pair."""
    (tmp_path / "empty").mkdir()
    several = save_cross_encoder(tmp_path / "several", labels=3)
    for name in ("nobody/no-such-model", str(tmp_path / "absent"), str(tmp_path / "empty"), str(several)):
        with pytest.raises(RerankModelUnavailable) as caught:
            CrossEncoderReranker(name).scores(QUERY, MUNICIPAL)
        assert caught.value.facts["model"] == name
        assert "\n" not in str(caught.value.facts["detail"])
