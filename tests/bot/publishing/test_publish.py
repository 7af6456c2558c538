"""Switching what answers, back and forth, with an index that can serve."""

import pytest

from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from bot.publishing.publish import publish, rollback, usable_snapshot, withdraw
from bot.publishing.sample import load_sample
from corpus.errors import DocumentUnknown, EditionUnknown, NothingToRollBack, SampleBesideReal
from kpi_store.views import PublicationView

from .conftest import Document


def current(desk: Desk) -> PublicationView:
    found = desk.store.current()
    assert found is not None
    return found


def test_an_edition_nobody_drafted_is_refused(desk: Desk) -> None:
    """A typing error publishes nothing."""
    with pytest.raises(EditionUnknown):
        publish(desk, "R9")
    assert desk.store.current() is None


def test_publishing_again_mends_an_index_that_is_damaged_or_gone(desk: Desk, document: Document) -> None:
    """The remedy that the error lines name works, and needs the documents no more."""
    file = document()
    ingest(desk, [file], to_publish=True)
    file.unlink()
    snapshot = current(desk).snapshot
    assert snapshot is not None
    (desk.home / "index" / snapshot / "passages.jsonl").write_text("")
    switch = publish(desk, "R5")
    assert not switch.changed
    assert desk.shelf.open(snapshot).passages


def test_an_index_of_another_model_is_made_anew_for_the_present_one(either_desk: Desk, document: Document) -> None:
    """After a change of model, publishing an edition again brings an index of the new one to answer."""
    ingest(either_desk, [document()], to_publish=True)
    before = current(either_desk).snapshot
    either_desk.embedder.name = "another"  # type: ignore[misc]
    assert publish(either_desk, "R5").changed
    after = current(either_desk).snapshot
    assert after is not None and after != before
    assert either_desk.shelf.open(after).model == "another"


def test_rolling_back_brings_figures_and_index_back(either_desk: Desk, document: Document) -> None:
    """Documents and snapshot of the publication before answer again."""
    ingest(either_desk, [document("a.txt", era=4)], to_publish=True)
    before = current(either_desk)
    ingest(either_desk, [document("b.txt", era=5)], to_publish=True)
    rollback(either_desk)
    assert [d.id for d in current(either_desk).documents] == [d.id for d in before.documents]
    assert current(either_desk).snapshot == before.snapshot


def test_there_must_be_something_to_roll_back_to(desk: Desk, document: Document) -> None:
    """The first publication has none before it."""
    ingest(desk, [document()], to_publish=True)
    before = current(desk)
    with pytest.raises(NothingToRollBack):
        rollback(desk)
    assert current(desk) == before


def test_old_snapshots_are_cleared_away(desk: Desk, document: Document) -> None:
    """However often one publishes, only a few old indexes stay."""
    for nth in range(6):
        ingest(desk, [document(f"{nth}.txt", analysis=f"{nth + 1}人となった。")], to_publish=True)
    kept = [folder for folder in (desk.home / "index").iterdir() if folder.is_dir()]
    assert len(kept) == 4
    assert usable_snapshot(desk, current(desk).documents) in {folder.name for folder in kept}


@pytest.mark.slow
def test_the_sample_is_loaded_once(desk: Desk) -> None:
    """Strategy and two verifications of the made-up city answer; loading them again changes nothing."""
    done = load_sample(desk)
    assert [one.edition for one in done][-2:] == ["R4", "R5"]
    assert all(one.published and not one.difference.needs_review for one in done)
    before = current(desk)
    assert all(document.sample for document in before.documents)
    assert all(one.new == () for one in load_sample(desk))
    assert current(desk) == before


@pytest.mark.slow
def test_the_first_real_document_sets_the_sample_aside_in_the_same_step(desk: Desk, document: Document) -> None:
    """At no moment do a made-up city and a real one answer together, and it is told."""
    load_sample(desk)
    ingest(desk, [document()])
    assert all(d.sample for d in current(desk).documents)
    switch = publish(desk, "R5")
    assert len(switch.sample_retired) == 3
    assert [d.sample for d in current(desk).documents] == [False]
    with pytest.raises(SampleBesideReal):
        load_sample(desk)


def test_the_sample_is_refused_where_real_documents_are(desk: Desk, document: Document) -> None:
    """A draft of a real city is enough."""
    ingest(desk, [document()])
    with pytest.raises(SampleBesideReal):
        load_sample(desk)


def answers(desk: Desk) -> tuple[list[str | None], set[str]]:
    """Editions whose figures answer, and those whose passages are found."""
    published = current(desk)
    if published.snapshot is None:
        return [d.edition for d in published.documents], set()
    return [d.edition for d in published.documents], {
        passage.edition for passage in desk.shelf.open(published.snapshot).passages
    }


def test_a_withdrawn_edition_answers_neither_in_figures_nor_in_search(either_desk: Desk, document: Document) -> None:
    """Both let go of it in one publication, which says why; the other edition stays."""
    ingest(either_desk, [document("a.txt", era=4), document("b.txt", era=5)], to_publish=True)
    assert answers(either_desk) == (["R4", "R5"], {"R4", "R5"})
    switch, gone = withdraw(either_desk, "令和5年度", "差し替えのため")
    assert [d.edition for d in gone] == ["R5"]
    assert answers(either_desk) == (["R4"], {"R4"})
    assert switch.publication.reason == "withdraw 令和5年度: 差し替えのため"
    assert either_desk.store.editions() == ("R4",)


def test_a_document_is_withdrawn_by_its_file_name_or_title(desk: Desk, document: Document) -> None:
    """Either names just the one; without any document nothing answers, and no index is needed."""
    ingest(desk, [document("a.txt", era=4), document("b.txt", era=5)], to_publish=True)
    withdraw(desk, "b.txt")
    assert answers(desk)[0] == ["R4"]
    withdraw(desk, current(desk).documents[0].title)
    assert answers(desk) == ([], set())
    assert desk.store.indicators() == ()


def test_of_a_withdrawn_document_nothing_is_left_in_index_and_cache(desk: Desk, document: Document) -> None:
    """Its words and vectors are in no file of either, also not in older snapshots; the others' are."""
    ingest(desk, [document("a.txt", era=4, analysis="二人となった。")], to_publish=True)
    ingest(desk, [document("b.txt", era=5, analysis="翠玉橋の工事で三人となった。")], to_publish=True)
    snapshot = desk.shelf.open(current(desk).snapshot or "")
    (told,) = (p for p in snapshot.passages if "翠玉橋" in p.text)
    (kept,) = (p for p in snapshot.passages if "二人" in p.text)
    traces = [
        "翠玉橋".encode(),
        rb"\u7fe0\u7389",
        desk.embedder.encode_passages([told.in_context()])[0].tobytes(),
    ]
    assert {_files_with(desk, trace) for trace in traces} - {frozenset()}
    withdraw(desk, "b.txt")
    assert {_files_with(desk, trace) for trace in traces} == {frozenset()}
    vector = desk.embedder.encode_passages([kept.in_context()])[0].tobytes()
    assert {"vectors.faiss", "embeddings.sqlite"} <= _files_with(desk, vector)


def _files_with(desk: Desk, trace: bytes) -> frozenset[str]:
    files = [f for folder in ("index", "cache") for f in (desk.home / folder).rglob("*") if f.is_file()]
    return frozenset(f.name for f in files if trace in f.read_bytes())


def test_a_withdrawn_document_can_come_back(either_desk: Desk, document: Document) -> None:
    """By rolling back, or by ingesting the file again."""
    file = document()
    ingest(either_desk, [file], to_publish=True)
    withdraw(either_desk, "R5")
    rollback(either_desk)
    assert answers(either_desk) == (["R5"], {"R5"})
    withdraw(either_desk, "R5")
    (done,) = ingest(either_desk, [file], to_publish=True)
    assert done.published and answers(either_desk) == (["R5"], {"R5"})


def test_the_file_is_kept_while_a_document_needs_it(desk: Desk, document: Document) -> None:
    """A withdrawal deletes the file, unless another edition was read from the same; ingesting brings it back."""
    file = document()
    ingest(desk, [file], to_publish=True)
    ingest(desk, [file], edition="R4", to_publish=True)
    sha256 = current(desk).documents[0].sha256
    assert desk.store.originals.content(sha256) == file.read_bytes()
    withdraw(desk, "R4")
    assert desk.store.originals.content(sha256) == file.read_bytes()
    withdraw(desk, "R5")
    assert desk.store.originals.content(sha256) is None
    ingest(desk, [file])
    assert desk.store.originals.content(sha256) == file.read_bytes()


def test_what_does_not_answer_cannot_be_withdrawn(desk: Desk, document: Document) -> None:
    """A typing error, or a draft, is refused with what there is."""
    ingest(desk, [document("a.txt", era=4)], to_publish=True)
    ingest(desk, [document("b.txt", era=5)])
    before = current(desk)
    for name in ("R9", "R5", "b.txt"):
        with pytest.raises(DocumentUnknown):
            withdraw(desk, name)
    assert current(desk) == before
