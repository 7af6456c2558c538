"""Any model's token states serve late interaction, or it is done without where there are none that can."""

from pathlib import Path

import numpy as np
import pytest
from made_passages import made_passage
from tiny_models import made_bert, made_static

from index.embedding import SentenceTransformerEmbedder
from index.file_shelf import FileShelf
from index.search import Searcher

pytestmark = pytest.mark.slow

TEXTS = ["待機児童", "市", "保育所増 観光", "前年減" * 20]


@pytest.mark.parametrize("pooling", ["mean", "cls", "lasttoken"])
@pytest.mark.parametrize("prompts", [None, {"query": "児童 市 ", "document": "保育 "}], ids=["plain", "prompted"])
def test_states_are_those_of_the_texts_own_tokens(pooling: str, prompts: dict[str, str] | None, tmp_path: Path) -> None:
    """One a token, of length 1; neither prompts nor special tokens are among them."""
    embedder = SentenceTransformerEmbedder(str(made_bert(tmp_path, pooling, prompts)), tmp_path)
    assert embedder.has_states
    read = embedder.read_passages(TEXTS)
    assert [len(text.states) for text in read] == [4, 1, 6, 60]
    assert all(np.allclose(np.linalg.norm(text.states, axis=1), 1, atol=1e-4) for text in read)
    assert np.allclose([text.vector for text in read], embedder.encode_passages(TEXTS), atol=1e-5)
    assert len(embedder.read_query("観光").states) == 2


def test_a_text_of_unknown_characters_has_a_state_for_each_word(tmp_path: Path) -> None:
    """What a tokenizer does not know it still reads in its place."""
    embedder = SentenceTransformerEmbedder(str(made_bert(tmp_path)), tmp_path)
    assert [len(text.states) for text in embedder.read_passages(["児 xyz 童", ""])] == [3, 0]


@pytest.mark.parametrize("kind", ["dense", "odd", "static"])
def test_without_states_that_fit_vectors_alone_serve(kind: str, tmp_path: Path) -> None:
    """A model whose states are longer than its vectors, or of which there are none, is searched without them."""
    directory = made_static(tmp_path) if kind == "static" else made_bert(tmp_path, dense={"dense": 16, "odd": 15}[kind])
    embedder = SentenceTransformerEmbedder(str(directory), tmp_path)
    assert not embedder.has_states
    shelf = FileShelf(tmp_path)
    snapshot = shelf.open(shelf.build([made_passage(text) for text in TEXTS], embedder))
    assert snapshot.states is None
    assert Searcher(snapshot, embedder).search("観光")[0].passage.text == TEXTS[2]


def test_another_model_than_the_default_is_searched_with_its_states(tmp_path: Path) -> None:
    """The snapshot holds them, and they order the first passages."""
    embedder, shelf = SentenceTransformerEmbedder(str(made_bert(tmp_path)), tmp_path), FileShelf(tmp_path)
    snapshot = shelf.open(shelf.build([made_passage(text) for text in TEXTS], embedder))
    assert snapshot.states is not None and snapshot.states.count == len(TEXTS)
    asked = embedder.read_query(TEXTS[0]).states
    assert snapshot.states.maxsim(asked, np.arange(len(TEXTS))).argmax() == 0
    assert Searcher(snapshot, embedder).search(TEXTS[0])[0].passage.text == TEXTS[0]
