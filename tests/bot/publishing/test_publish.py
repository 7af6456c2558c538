"""Switching what answers, back and forth, with an index that can serve."""

import pytest

from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from bot.publishing.publish import publish, rollback, usable_snapshot
from bot.publishing.sample import load_sample
from corpus.errors import EditionUnknown, NothingToRollBack, SampleBesideReal
from index.snapshot import open_snapshot
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
    assert open_snapshot(desk.home, snapshot).passages


def test_an_index_of_another_model_is_made_anew_for_the_present_one(desk: Desk, document: Document) -> None:
    """After a change of model, publishing an edition again brings an index of the new one to answer."""
    ingest(desk, [document()], to_publish=True)
    before = current(desk).snapshot
    desk.embedder.name = "another"  # type: ignore[misc]
    assert publish(desk, "R5").changed
    after = current(desk).snapshot
    assert after is not None and after != before
    assert open_snapshot(desk.home, after).model == "another"


def test_rolling_back_brings_figures_and_index_back(desk: Desk, document: Document) -> None:
    """Documents and snapshot of the publication before answer again."""
    ingest(desk, [document("a.txt", era=4)], to_publish=True)
    before = current(desk)
    ingest(desk, [document("b.txt", era=5)], to_publish=True)
    rollback(desk)
    assert [d.id for d in current(desk).documents] == [d.id for d in before.documents]
    assert current(desk).snapshot == before.snapshot


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
