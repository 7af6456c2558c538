"""A snapshot is whole or not there, in files and in a database alike."""

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage

from corpus.errors import IndexMissing, IndexOfAnotherModel
from index.search import Searcher
from index.snapshot import Shelf

PASSAGES = [
    made_passage(text, heading=("基本目標1", "施策2"), indicator="待機児童数", goal=1, measure=2, line=n)
    for n, text in enumerate(MUNICIPAL)
]


def test_passages_come_back_as_they_were(shelf: Shelf) -> None:
    """Every field of every passage, a lone surrogate included, survives."""
    passages = [*PASSAGES, made_passage("壊れた\ud800文字\n二行目\u2028")]
    snapshot = shelf.open(shelf.build(passages, BigramEmbedder()))
    assert list(snapshot.passages) == passages
    assert (snapshot.model, snapshot.dimensions) == ("bigrams", 64)


def test_same_content_is_the_same_snapshot(shelf: Shelf) -> None:
    """Building again changes nothing; other passages or another model make another snapshot."""
    first = shelf.build(PASSAGES, BigramEmbedder())
    embedder = BigramEmbedder()
    assert shelf.build(PASSAGES, embedder) == first
    assert not embedder.encoded
    assert len({first, shelf.build(PASSAGES[1:], embedder)}) == 2
    assert shelf.build(PASSAGES, BigramEmbedder("other")) != first


def test_a_snapshot_without_token_states_serves_and_is_built_again(shelf: Shelf) -> None:
    """One made before there were states is searched as before; the next build makes one that has them."""
    old = shelf.build(PASSAGES, BigramEmbedder())
    embedder = BigramEmbedder(has_states=True)
    snapshot = shelf.open(old)
    assert snapshot.states is None
    assert "観光消費額" in Searcher(snapshot, embedder).search("観光消費額")[0].passage.text
    new = shelf.open(shelf.build(PASSAGES, embedder))
    assert new.id != old
    assert new.states is not None and new.states.count == len(PASSAGES)


@pytest.mark.parametrize("has_states", [False, True])
def test_a_new_edition_embeds_only_what_is_new(has_states: bool, shelf: Shelf) -> None:
    """Passages of the old snapshot are taken from the cache, their token states too."""
    shelf.build(PASSAGES[:-1], BigramEmbedder(has_states=has_states))
    embedder = BigramEmbedder(has_states=has_states)
    shelf.build(PASSAGES, embedder)
    assert embedder.encoded == [PASSAGES[-1].in_context()]


def test_identical_text_keeps_both_provenances(shelf: Shelf) -> None:
    """The same words in two documents are two passages, embedded once."""
    embedder = BigramEmbedder()
    twins = [made_passage("待機児童", id="a", document="R4版"), made_passage("待機児童", id="b", document="R5版")]
    snapshot = shelf.open(shelf.build(twins, embedder))
    hits = Searcher(snapshot, embedder).search("待機児童")
    assert [hit.passage.document for hit in hits] == ["R4版", "R5版"]
    assert embedder.encoded == ["待機児童", "待機児童"]  # the passage once, and the query


@pytest.mark.parametrize("has_states", [False, True])
def test_no_passages_make_a_snapshot_that_finds_nothing(has_states: bool, shelf: Shelf) -> None:
    """An empty list is allowed and served."""
    embedder = BigramEmbedder(has_states=has_states)
    snapshot = shelf.open(shelf.build([], embedder))
    for mode in ("hybrid", "dense", "lexical"):
        assert Searcher(snapshot, embedder).search("待機児童", mode=mode) == []


def test_how_vectors_are_searched_is_told_without_opening(shelf: Shelf) -> None:
    """A snapshot of a city's size is exact, by its own word as by that of its files; one that is not there is None."""
    snapshot_id = shelf.build(PASSAGES, BigramEmbedder())
    facts = shelf.facts(snapshot_id)
    assert facts is not None and facts.kind == shelf.open(snapshot_id).vectors.kind == "exact"
    assert (facts.model, facts.passages) == ("bigrams", len(PASSAGES))
    assert facts.bytes > len(PASSAGES) * 64 * 4
    assert shelf.facts("0123") is None


def test_a_missing_snapshot_is_said_to_be_missing(shelf: Shelf) -> None:
    """An id that was never built raises IndexMissing with the path."""
    with pytest.raises(IndexMissing, match="0123"):
        shelf.open("0123")


def test_another_models_snapshot_is_not_searched(shelf: Shelf) -> None:
    """Vectors of two models are never compared: both names are told."""
    snapshot = shelf.open(shelf.build(PASSAGES, BigramEmbedder("old")))
    with pytest.raises(IndexOfAnotherModel) as caught:
        Searcher(snapshot, BigramEmbedder("new"))
    assert caught.value.facts == {"built_with": "old", "configured": "new"}


def test_pruning_keeps_the_newest_and_those_in_use(shelf: Shelf) -> None:
    """Older snapshots go, but never one that is published; those that stay serve."""
    ids = [shelf.build(PASSAGES[:n], BigramEmbedder()) for n in (1, 2, 3, 4)]
    assert shelf.prune(keep=1, in_use={ids[0]}) == [ids[2], ids[1]]
    for gone in ids[1:3]:
        with pytest.raises(IndexMissing):
            shelf.open(gone)
    assert [len(shelf.open(one).passages) for one in (ids[0], ids[3])] == [1, 4]


def test_snapshots_with_a_document_can_be_pruned(shelf: Shelf) -> None:
    """However new they are, those that hold a document go; one in use stays."""
    other = made_passage("別の文書", sha256="b" * 64)
    ids = [shelf.build(passages, BigramEmbedder()) for passages in (PASSAGES, [*PASSAGES, other], [other])]
    assert set(shelf.prune(keep=3, in_use={ids[2]}, without={"b" * 64})) == {ids[1]}
    assert shelf.open(ids[0]).passages and shelf.open(ids[2]).passages


@pytest.mark.parametrize("has_states", [False, True])
def test_pruned_texts_are_embedded_again(has_states: bool, shelf: Shelf) -> None:
    """The cache keeps what the snapshots that stay use, and nothing else."""
    for passages in (PASSAGES[:2], PASSAGES[1:3]):
        last = shelf.build(passages, BigramEmbedder(has_states=has_states))
    shelf.prune(keep=0, in_use={last})
    embedder = BigramEmbedder(has_states=has_states)
    shelf.build(PASSAGES[:3], embedder)
    assert embedder.encoded == [PASSAGES[0].in_context()]


def test_a_removed_snapshot_can_be_built_again(shelf: Shelf) -> None:
    """Removing one that is not there does nothing."""
    made = shelf.build(PASSAGES, BigramEmbedder())
    shelf.remove("0123")
    shelf.remove(made)
    assert shelf.facts(made) is None
    assert shelf.build(PASSAGES, BigramEmbedder()) == made
    assert len(shelf.open(made).passages) == len(PASSAGES)
