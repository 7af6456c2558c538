"""Search goes on without what is wrong with the index, tells it, and takes it up again once it is mended."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage
from readings import indicator, reading

from bot.finding import Finder
from bot.publishing.desk import Desk
from bot.publishing.publish import publish
from bot.publishing.reindex import reindex
from corpus.errors import (
    IndexCorrupt,
    IndexError_,
    IndexMissing,
    IndexOfAnotherModel,
    ModelUnavailable,
    RerankModelUnavailable,
)
from index.encoded import Encoded, Vectors
from index.file_shelf import FileShelf
from index.vectors import Scores
from kpi_store.store import KpiStore


@pytest.fixture
def desk(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Seven passages answer, with an index in files."""
    with KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True) as store:
        desk = Desk(store, tmp_path, FileShelf(tmp_path), BigramEmbedder())
        store.draft(reading(indicator(), title="検証"), "R5", [made_passage(text) for text in MUNICIPAL], "a.pdf")
        publish(desk, "R5", accept_unreviewed=True)
        yield desk


def found_by(finder: Finder) -> str:
    """How the one passage about tourism was found."""
    (hit, *_) = finder.find("観光消費額は", 3).hits
    assert "観光消費額" in hit.passage.text
    return {(False, False): "both", (True, False): "words"}[(hit.dense is None, hit.lexical is None)]


def finder_of(desk: Desk, told: list[IndexError_], installed: str = "the installed one") -> Finder:
    def hear(error: IndexError_) -> None:
        told.append(error)

    return Finder(desk.store, lambda: desk.shelf, desk.embedder, lambda: BigramEmbedder(installed), hear, 0)


def test_an_index_in_order_is_searched_by_both(desk: Desk) -> None:
    """And nothing is told."""
    told: list[IndexError_] = []
    finder = finder_of(desk, told)
    assert found_by(finder) == "both"
    searcher, serving = finder.searcher(), finder.serving()
    assert searcher is not None and serving is not None and searcher.snapshot is serving.snapshot
    assert not told


def test_where_nothing_answers_nothing_is_found(tmp_path: Path) -> None:
    """An empty store is no trouble."""
    with KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True) as store:
        finder = finder_of(Desk(store, tmp_path, FileShelf(tmp_path), BigramEmbedder()), [])
        assert finder.find("観光", 3).hits == ()
        assert finder.searcher() is None


@pytest.mark.parametrize(("damage", "error"), [("cut", IndexCorrupt), ("gone", IndexMissing)])
def test_words_answer_until_a_broken_index_is_made_anew(damage: str, error: type[IndexError_], desk: Desk) -> None:
    """The trouble is told once however often is asked, and over as soon as the index is whole again."""
    snapshot = desk.store.current().snapshot  # type: ignore[union-attr]
    if damage == "cut":
        (desk.home / "index" / snapshot / "vectors.faiss").write_bytes(b"IxFI")
    else:
        desk.shelf.remove(snapshot)
    told: list[IndexError_] = []
    finder = finder_of(desk, told)
    assert [found_by(finder) for _ in range(3)] == ["words"] * 3
    assert [type(one) for one in told] == [error]
    with pytest.raises(error):
        finder.searcher()
    reindex(desk)
    assert found_by(finder) == "both"
    assert len(told) == 1


@pytest.mark.parametrize(("installed", "way"), [("bigrams", "both"), ("another installed one", "words")])
def test_an_index_of_another_model_is_searched_by_its_own_or_by_word(installed: str, way: str, desk: Desk) -> None:
    """By the model it was made with if that is the one of the installation; a new index of the new model takes over."""
    changed = replace(desk, embedder=BigramEmbedder("new"))
    told: list[IndexError_] = []
    finder = finder_of(changed, told, installed)
    assert found_by(finder) == way
    assert [type(one) for one in told] == [IndexOfAnotherModel]
    assert told[0].facts == {"built_with": "bigrams", "configured": "new"}
    reindex(changed)
    serving = finder.serving()
    assert found_by(finder) == "both" and serving is not None and serving.snapshot.model == "new"


def test_a_model_that_cannot_be_loaded_leaves_the_words(desk: Desk) -> None:
    """Its absence is found out at the first search that needs it, and that search is answered too."""

    class Absent(BigramEmbedder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            raise ModelUnavailable(model=self.name, detail="not here")

        def read_query(self, text: str) -> Encoded:
            raise ModelUnavailable(model=self.name, detail="not here")

    told: list[IndexError_] = []
    finder = finder_of(replace(desk, embedder=Absent()), told)
    assert [found_by(finder) for _ in range(3)] == ["words"] * 3
    assert [type(one) for one in told] == [ModelUnavailable]


@pytest.mark.parametrize("model_too", [False, True])
def test_a_reranking_model_that_fails_leaves_the_order_as_found(model_too: bool, desk: Desk) -> None:
    """Whoever asks is answered as without it, also where the embedding model fails after it; each is told once."""

    class Failing(BigramEmbedder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            if model_too and "rerank" in said:
                raise ModelUnavailable(model=self.name, detail="gone meanwhile")
            return super().encode_queries(texts)

    class Broken:
        def scores(self, query: str, passages: Sequence[str]) -> Scores:
            said.append("rerank")
            raise RerankModelUnavailable(model="broken", detail="no weights")

    said: list[str] = []
    told: list[IndexError_] = []
    plain = finder_of(desk, []).find("観光消費額は", 3).hits
    finder = Finder(desk.store, lambda: desk.shelf, Failing(), BigramEmbedder, told.append, 0, Broken())
    found = [finder.find("観光消費額は", 3).hits for _ in range(3)]
    assert said == ["rerank"]
    assert all("観光消費額" in hits[0].passage.text for hits in found)
    if not model_too:
        assert found == [plain] * 3
        assert [type(one) for one in told] == [RerankModelUnavailable]


def test_a_new_publication_is_searched_at_once(desk: Desk) -> None:
    """No restart, and the same index goes on being used where only figures changed."""
    finder = finder_of(desk, [])
    before = finder.serving()
    desk.store.draft(reading(indicator(), title="別の文書"), "R6", [made_passage("潮見橋の工事")], "b.pdf")
    publish(desk, "R6", accept_unreviewed=True)
    assert "潮見橋" in finder.find("潮見橋", 3).hits[0].passage.text
    assert finder.serving() is not before


def test_what_is_superseded_while_its_index_is_opened_is_no_trouble(desk: Desk) -> None:
    """Another worker publishes and removes the old index between two steps of a search: the new one is searched."""
    told: list[IndexError_] = []
    old = desk.store.current()
    assert old is not None and old.snapshot is not None
    supersede = [old.snapshot]

    def shelf() -> FileShelf:
        if supersede:
            gone = supersede.pop()
            desk.store.draft(reading(indicator(), title="別の文書"), "R6", [made_passage("潮見橋の工事")], "b.pdf")
            publish(desk, "R6", accept_unreviewed=True)
            desk.shelf.remove(gone)
        assert isinstance(desk.shelf, FileShelf)
        return desk.shelf

    finder = Finder(desk.store, shelf, desk.embedder, BigramEmbedder, told.append, 0)
    (hit, *_) = finder.find("潮見橋", 3).hits
    assert "潮見橋" in hit.passage.text and hit.dense is not None
    assert not told
