"""Embedding is safe for any text, the same for the same text, and quiet."""

import gc
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ModelUnavailable
from index.cleaning import cleaned
from index.embedding import _IN_MEMORY, SentenceTransformerEmbedder

ROOT = Path(__file__).parents[2]
HOSTILE = {
    "ligature that grows 18-fold": "\ufdfa" * 20,
    "many of them": "\ufdfa" * 100_000,
    "NUL": "\0待機\0児童\0",
    "lone surrogate": "\ud800待機児童\udfff",
    "emoji": "👨\u200d👩\u200d👧" * 3_000,
    "one word": "a" * 100_000,
    "no spaces": "待" * 100_000,
    "only spaces": " " * 100_000,
    "combining marks": "か" + "\u3099" * 100_000,
    "unassigned": "\U000e0fff\U0010ffff" * 5_000,
    "empty": "",
}


def test_cleaning_keeps_all_but_what_tokenizers_cannot_take() -> None:
    """Control characters and lone surrogates become a space; line ends, tabs and emoji stay."""
    assert cleaned("a\0\x01b\nc\td\ud800😀", 99) == "a b\nc\td 😀"
    assert cleaned("abc", 2) == "ab"


@given(st.text(st.characters(), max_size=50))
def test_cleaned_text_is_always_utf_8(text: str) -> None:
    """Whatever comes in, what goes out can be encoded."""
    cleaned(text + "\ud800", 99).encode()


def test_nothing_heavy_is_imported_before_the_first_text() -> None:
    """Importing the search and naming the model loads neither torch, transformers, FAISS nor Sudachi."""
    program = """
import sys
from pathlib import Path
import index.search, index.evaluate
from index.embedding import _IN_MEMORY, SentenceTransformerEmbedder
assert SentenceTransformerEmbedder("", Path("nowhere")).name.startswith("multilingual-e5-small")
heavy = {"torch", "transformers", "sentence_transformers", "faiss", "sudachipy", "bm25s", "onnxruntime"}
assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0


def test_name_of_a_directory_follows_its_content(tmp_path: Path) -> None:
    """Other weights under the same path are another model; a copy elsewhere is the same."""
    for place, content in (("one/m", b"1"), ("two/m", b"1"), ("three/m", b"2")):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "model.safetensors").write_bytes(content)
    one, two, three = (
        SentenceTransformerEmbedder(str(tmp_path / n / "m"), tmp_path).name for n in ("one", "two", "three")
    )
    assert one == two != three


@pytest.mark.slow
def test_garbage_is_collected_again_after_loading(tmp_path: Path) -> None:
    """Loading a model goes without collection, so that it is quick; whether it succeeds or not, that ends with it."""
    with pytest.raises(ModelUnavailable):
        _ = SentenceTransformerEmbedder("/no/such/directory", tmp_path).dimensions
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0  # else a model that is given up would stay in memory for good


@pytest.mark.slow
def test_one_model_is_in_memory_once(model_home: Path, tmp_path: Path) -> None:
    """Whoever names the same model shares it, also by another way to its files; given up by all, it goes."""
    gc.collect()
    before = set(_IN_MEMORY)
    for home in ("one", "two"):
        (tmp_path / home).mkdir()
        (tmp_path / home / "models").symlink_to(model_home / "models")
    users = [SentenceTransformerEmbedder("", tmp_path / home) for home in ("one", "two")]
    one, two = (user.encode_queries(["待機児童"]) for user in users)
    assert np.array_equal(one, two)
    assert len(set(_IN_MEMORY) - before) <= 1
    assert users[0]._loaded is users[1]._loaded
    del users
    gc.collect()
    assert set(_IN_MEMORY) == before


@pytest.mark.slow
@pytest.mark.parametrize("model", ["city/no-such-model", "/no/such/directory", "{empty}"])
def test_a_model_that_cannot_be_loaded_is_named(model: str, tmp_path: Path) -> None:
    """An unknown name, a missing path and an empty directory raise ModelUnavailable in one line, soon."""
    started = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        SentenceTransformerEmbedder(model.format(empty=tmp_path), tmp_path).encode_queries(["待機児童"])
    assert "\n" not in str(caught.value.facts["detail"])
    assert time.monotonic() - started < 30


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_neither_kills_nor_stalls(text: str, embedder: SentenceTransformerEmbedder) -> None:
    """Any text gives a finite unit vector, soon."""
    embedder.dimensions  # noqa: B018 loads the model
    started = time.monotonic()
    vectors = np.concatenate([embedder.encode_queries([text]), embedder.encode_passages([text])])
    assert time.monotonic() - started < 20
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert np.isfinite(embedder.read_query(text).states).all()


@pytest.mark.slow
@settings(max_examples=40, deadline=2_000)
@given(text=st.text(st.characters(), max_size=300))
def test_any_text_gives_a_unit_vector(text: str, embedder: SentenceTransformerEmbedder) -> None:
    """There is no text, surrogates included, that the embedder cannot take."""
    assert np.linalg.norm(embedder.encode_queries([text])[0]) == pytest.approx(1, abs=1e-3)


@pytest.mark.slow
def test_a_vector_does_not_depend_on_its_neighbours(embedder: SentenceTransformerEmbedder) -> None:
    """A passage embedded alone and among others has the very same vector."""
    texts = [f"第{n}号 観光消費額は前の水準に戻りつつある。" * (1 + n % 7) for n in range(40)]
    told: list[int] = []
    together = embedder.encode_passages(texts, lambda step, done, total: told.append(done))
    assert np.array_equal(together[17], embedder.encode_passages([texts[17]])[0])
    assert told == [16, 32, 40]


@pytest.mark.slow
def test_token_states_come_with_the_vector(embedder: SentenceTransformerEmbedder) -> None:
    """Reading a text gives the vector that encoding gives, and a unit state for each token but prompt and end."""
    text = "待機児童は前の年から減った。"
    (passage,), query = embedder.read_passages([text]), embedder.read_query(text)
    assert np.allclose(passage.vector, embedder.encode_passages([text])[0], atol=1e-6)
    assert np.allclose(query.vector, embedder.encode_queries([text])[0], atol=1e-6)
    assert passage.states.shape == query.states.shape == (passage.states.shape[0], embedder.dimensions)
    assert 5 <= len(passage.states) <= len(text)
    assert np.allclose(np.linalg.norm(passage.states, axis=1), 1, atol=1e-5)
    assert ((query.states @ passage.states.T).argmax(axis=1) == np.arange(len(query.states))).mean() > 0.8
    together = embedder.read_passages([text * n for n in range(1, 20)] + [text])
    assert np.array_equal(together[-1].states, passage.states)


@pytest.mark.slow
def test_threads_share_the_model(embedder: SentenceTransformerEmbedder) -> None:
    """Questions asked at the same time as passages are embedded are answered as if alone."""
    texts = [f"{n}年度の待機児童" * (n % 9 + 1) for n in range(40)]
    alone = embedder.encode_queries(texts)
    with ThreadPoolExecutor(8) as pool:
        passages = pool.submit(embedder.encode_passages, texts * 3)
        together = list(pool.map(lambda text: embedder.encode_queries([text])[0], texts))
    assert np.array_equal(alone, np.stack(together))
    assert passages.result().shape == (120, embedder.dimensions)


@pytest.mark.slow
def test_loading_and_encoding_say_nothing(model_home: Path) -> None:
    """No warning and no progress bar reaches stdout or stderr."""
    program = f"""
from pathlib import Path
from index.embedding import _IN_MEMORY, SentenceTransformerEmbedder
SentenceTransformerEmbedder("", Path({str(model_home)!r})).encode_passages(["待機児童"] * 40)
"""
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
