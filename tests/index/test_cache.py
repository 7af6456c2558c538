"""What was embedded once is not embedded again."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from bigram_embedder import BigramEmbedder
from made_passages import made_passage

from corpus.passages import Passage
from index.cache import EmbeddingCache, SqliteCache, embedded, text_key
from index.encoded import Vectors
from index.interaction import packed
from index.progress import Progress, silent
from index.windows import windows

LONG = made_passage("".join(f"第{n}の事業では、市が窓口を設けて相談に応じ、費用の半分を補助する。" for n in range(20)))


def _passages(texts: Iterable[str]) -> list[Passage]:
    return [made_passage(text) for text in texts]


def _encoded(
    cache: EmbeddingCache, embedder: BigramEmbedder, texts: Iterable[str], progress: Progress = silent
) -> Vectors:
    """Vectors of short passages, one each."""
    return embedded(cache, embedder, _passages(texts), progress).vectors


def test_only_new_texts_are_embedded(tmp_path: Path) -> None:
    """The second call embeds what the first did not, each text once, and tells progress over that alone."""
    embedder = BigramEmbedder()
    first = _encoded(SqliteCache(tmp_path), embedder, ["待機児童", "観光"])
    embedder.encoded.clear()
    told: list[tuple[str, int, int]] = []
    second = _encoded(
        SqliteCache(tmp_path), embedder, ["観光", "農業", "待機児童", "農業"], lambda *step: told.append(step)
    )
    assert embedder.encoded == ["農業"]
    assert told == [("embed", 1, 1)]
    assert np.array_equal(second[[2, 0]], first)
    assert np.array_equal(second[1], second[3])


@pytest.mark.parametrize("has_states", [False, True])
def test_a_long_passage_is_kept_by_its_windows(tmp_path: Path, has_states: bool) -> None:
    """All its vectors and states come back from the cache in their order, beside those of short ones."""
    passages = [made_passage("観光"), LONG, made_passage("農業")]
    cut = windows(LONG)
    told: list[tuple[str, int, int]] = []
    first = embedded(
        SqliteCache(tmp_path), BigramEmbedder(has_states=has_states), passages, lambda *at: told.append(at)
    )
    embedder = BigramEmbedder(has_states=has_states)
    again = embedded(SqliteCache(tmp_path), embedder, passages)
    assert embedder.encoded == []
    assert first.windows == again.windows == (1, len(cut), 1)
    assert told[-1] == ("embed", len(cut) + 2, len(cut) + 2)
    assert np.array_equal(first.vectors, again.vectors)
    assert np.array_equal(first.vectors[1:-1], embedder.encode_passages(cut))
    assert first.states == again.states
    if has_states:
        assert first.states is not None
        assert first.states[1] == b"".join(packed(one.states) for one in embedder.read_passages(cut))


def test_passages_that_read_alike_and_are_cut_otherwise_have_their_own_vectors(tmp_path: Path) -> None:
    """A heading that is as long as a text is never taken for it: each passage gets the vectors of its own windows."""
    text = "市は子育ての相談に応じる。" * 30
    headed = made_passage("詳しくは窓口で。", heading=(text,), section="overview")
    plain = made_passage(f"{text}\n詳しくは窓口で。")
    assert headed.in_context() == plain.in_context()
    made_of = embedded(SqliteCache(tmp_path), BigramEmbedder(), [headed, plain])
    assert made_of.windows == (1, len(windows(plain))) and len(windows(plain)) > 1
    assert np.array_equal(made_of.vectors, BigramEmbedder().encode_passages([*windows(headed), *windows(plain)]))


def test_another_model_has_its_own_vectors(tmp_path: Path) -> None:
    """Vectors of one model are never given out for another."""
    _encoded(SqliteCache(tmp_path), BigramEmbedder("one"), ["待機児童"])
    other = BigramEmbedder("two")
    _encoded(SqliteCache(tmp_path), other, ["待機児童"])
    assert other.encoded == ["待機児童"]


def test_no_texts_give_no_vectors(tmp_path: Path) -> None:
    """An empty list is encoded as an empty array of the model's width."""
    assert _encoded(SqliteCache(tmp_path), BigramEmbedder(), []).shape == (0, 64)
    assert embedded(SqliteCache(tmp_path), BigramEmbedder(has_states=True), []).states == []


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    """A cache file that is no database costs time, nothing else."""
    file = tmp_path / "cache" / "embeddings.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 1000)
    embedder = BigramEmbedder()
    _encoded(SqliteCache(tmp_path), embedder, ["待機児童"])
    _encoded(SqliteCache(tmp_path), embedder, ["待機児童"])
    assert embedder.encoded == ["待機児童"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Where the cache's place is taken by a file, texts are embedded all the same."""
    (tmp_path / "cache").write_text("in the way")
    assert _encoded(SqliteCache(tmp_path), BigramEmbedder(), ["待機児童"]).shape == (1, 64)


def test_lone_surrogates_are_cached(tmp_path: Path) -> None:
    """Text that is no UTF-8 has a place of its own in the cache."""
    embedder = BigramEmbedder()
    for _ in range(2):
        _encoded(SqliteCache(tmp_path), embedder, ["\ud800", "?"])
    assert embedder.encoded == ["\ud800", "?"]


def test_what_is_pruned_is_gone_from_the_file(tmp_path: Path) -> None:
    """Neither key nor vector of what is not used is left anywhere in the cache's file; what is used stays."""
    embedder, cache = BigramEmbedder(), SqliteCache(tmp_path)
    kept, gone = _encoded(cache, embedder, ["観光", "待機児童"])
    file = tmp_path / "cache" / "embeddings.sqlite"
    assert gone.tobytes() in file.read_bytes()
    cache.prune({(embedder.name, text_key("観光"))})
    assert kept.tobytes() in file.read_bytes()
    assert gone.tobytes() not in file.read_bytes() and text_key("待機児童") not in file.read_bytes()
    embedder.encoded.clear()
    _encoded(cache, embedder, ["観光", "待機児童"])
    assert embedder.encoded == ["待機児童"]


def test_another_models_vectors_are_pruned_too(tmp_path: Path) -> None:
    """A text that is still used keeps the vectors of the models that use it, and no others."""
    cache = SqliteCache(tmp_path)
    for name in ("one", "two"):
        _encoded(cache, BigramEmbedder(name), ["観光"])
    cache.prune({("two", text_key("観光"))})
    assert not cache.read(["one"], [text_key("観光")])
    assert cache.read(["two"], [text_key("観光")])


def test_pruning_takes_a_cache_that_is_not_there_or_damaged(tmp_path: Path) -> None:
    """Either is no reason to fail."""
    SqliteCache(tmp_path).prune(set())
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "embeddings.sqlite").write_bytes(b"not a database" * 1000)
    SqliteCache(tmp_path).prune(set())
