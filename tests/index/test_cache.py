"""What was embedded once is not embedded again."""

from pathlib import Path

import numpy as np
from bigram_embedder import BigramEmbedder

from index.cache import SqliteCache, encode_cached, text_key


def test_only_new_texts_are_embedded(tmp_path: Path) -> None:
    """The second call embeds what the first did not, each text once, and tells progress over that alone."""
    embedder = BigramEmbedder()
    first = encode_cached(SqliteCache(tmp_path), embedder, ["待機児童", "観光"])
    embedder.encoded.clear()
    told: list[tuple[str, int, int]] = []
    second = encode_cached(
        SqliteCache(tmp_path), embedder, ["観光", "農業", "待機児童", "農業"], lambda *step: told.append(step)
    )
    assert embedder.encoded == ["農業"]
    assert told == [("embed", 1, 1)]
    assert np.array_equal(second[[2, 0]], first)
    assert np.array_equal(second[1], second[3])


def test_another_model_has_its_own_vectors(tmp_path: Path) -> None:
    """Vectors of one model are never given out for another."""
    encode_cached(SqliteCache(tmp_path), BigramEmbedder("one"), ["待機児童"])
    other = BigramEmbedder("two")
    encode_cached(SqliteCache(tmp_path), other, ["待機児童"])
    assert other.encoded == ["待機児童"]


def test_no_texts_give_no_vectors(tmp_path: Path) -> None:
    """An empty list is encoded as an empty array of the model's width."""
    assert encode_cached(SqliteCache(tmp_path), BigramEmbedder(), []).shape == (0, 64)


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    """A cache file that is no database costs time, nothing else."""
    file = tmp_path / "cache" / "embeddings.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 1000)
    embedder = BigramEmbedder()
    encode_cached(SqliteCache(tmp_path), embedder, ["待機児童"])
    encode_cached(SqliteCache(tmp_path), embedder, ["待機児童"])
    assert embedder.encoded == ["待機児童"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Where the cache's place is taken by a file, texts are embedded all the same."""
    (tmp_path / "cache").write_text("in the way")
    assert encode_cached(SqliteCache(tmp_path), BigramEmbedder(), ["待機児童"]).shape == (1, 64)


def test_lone_surrogates_are_cached(tmp_path: Path) -> None:
    """Text that is no UTF-8 has a place of its own in the cache."""
    embedder = BigramEmbedder()
    for _ in range(2):
        encode_cached(SqliteCache(tmp_path), embedder, ["\ud800", "?"])
    assert embedder.encoded == ["\ud800", "?"]


def test_what_is_pruned_is_gone_from_the_file(tmp_path: Path) -> None:
    """Neither key nor vector of what is not used is left anywhere in the cache's file; what is used stays."""
    embedder, cache = BigramEmbedder(), SqliteCache(tmp_path)
    kept, gone = encode_cached(cache, embedder, ["観光", "待機児童"])
    file = tmp_path / "cache" / "embeddings.sqlite"
    assert gone.tobytes() in file.read_bytes()
    cache.prune({(embedder.name, text_key("観光"))})
    assert kept.tobytes() in file.read_bytes()
    assert gone.tobytes() not in file.read_bytes() and text_key("待機児童") not in file.read_bytes()
    embedder.encoded.clear()
    encode_cached(cache, embedder, ["観光", "待機児童"])
    assert embedder.encoded == ["待機児童"]


def test_another_models_vectors_are_pruned_too(tmp_path: Path) -> None:
    """A text that is still used keeps the vectors of the models that use it, and no others."""
    cache = SqliteCache(tmp_path)
    for name in ("one", "two"):
        encode_cached(cache, BigramEmbedder(name), ["観光"])
    cache.prune({("two", text_key("観光"))})
    assert not cache.read(["one"], [text_key("観光")])
    assert cache.read(["two"], [text_key("観光")])


def test_pruning_takes_a_cache_that_is_not_there_or_damaged(tmp_path: Path) -> None:
    """Either is no reason to fail."""
    SqliteCache(tmp_path).prune(set())
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "embeddings.sqlite").write_bytes(b"not a database" * 1000)
    SqliteCache(tmp_path).prune(set())
