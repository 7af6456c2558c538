"""From files to drafts and publications: all or nothing, once and not twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from readings import indicator, reading, value
from stores import drafted

from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from corpus.errors import DocumentMissing, EditionUndecided, ModelUnavailable, ReviewPending

from .conftest import Document


def snapshots(desk: Desk) -> list[str]:
    return sorted(folder.name for folder in (desk.home / "index").glob("*") if folder.is_dir())


def test_a_draft_answers_nobody_and_its_index_waits_aside(desk: Desk, document: Document) -> None:
    """Ingesting alone changes nothing of what answers, and leaves all that publishing needs ready."""
    (done,) = ingest(desk, [document()])
    assert (done.edition, done.published, len(done.new)) == ("R5", False, 1)
    assert desk.store.current() is None
    (aside,) = snapshots(desk)
    (again,) = ingest(desk, [document()], to_publish=True)
    current = desk.store.current()
    assert current is not None
    assert current.snapshot == aside
    assert again.published
    assert again.new == ()


def test_publishing_in_the_same_step_lets_the_document_answer(desk: Desk, document: Document) -> None:
    """The publication names the index made of exactly its documents."""
    (done,) = ingest(desk, [document()], to_publish=True)
    current = desk.store.current()
    assert done.published
    assert current is not None and current.snapshot is not None
    passages = desk.shelf.open(current.snapshot).passages
    assert {passage.id for passage in passages} == {p.id for p in desk.store.passages(d.id for d in current.documents)}


def test_the_same_file_again_changes_nothing(desk: Desk, document: Document) -> None:
    """Neither a document nor a publication nor a snapshot is added, nothing is embedded, and it is told."""
    ingest(desk, [document()], to_publish=True)
    before = desk.store.documents(), desk.store.current(), snapshots(desk)
    embedded = len(desk.embedder.encoded)  # type: ignore[attr-defined]
    (done,) = ingest(desk, [document()], to_publish=True)
    assert done.new == ()
    assert done.switch is not None and not done.switch.changed
    assert (desk.store.documents(), desk.store.current(), snapshots(desk)) == before
    assert len(desk.embedder.encoded) == embedded  # type: ignore[attr-defined]


def test_of_several_files_all_are_taken_or_none(desk: Desk, document: Document, tmp_path: Path) -> None:
    """One file that is not there keeps the others from being stored."""
    with pytest.raises(DocumentMissing):
        ingest(desk, [document(), tmp_path / "none.pdf"], to_publish=True)
    assert desk.store.documents() == ()
    assert snapshots(desk) == []


def test_files_of_several_editions_become_a_result_each(desk: Desk, document: Document) -> None:
    """Editions are published from the oldest to the newest."""
    done = ingest(desk, [document("b.txt", era=5), document("a.txt", era=4)], to_publish=True)
    assert [one.edition for one in done] == ["R4", "R5"]
    assert desk.store.editions() == ("R5", "R4")


def test_an_edition_that_nobody_says_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    """A document without a year is refused, and taken once the edition is given."""
    file = tmp_path / "memo.txt"
    file.write_text("保育の充実について\n\n保育士の確保に努めます。\n", encoding="utf-8")
    with pytest.raises(EditionUndecided):
        ingest(desk, [file])
    assert desk.store.documents() == ()
    (done,) = ingest(desk, [file], edition="令和5年度")
    assert done.edition == "R5"


def test_an_edition_given_goes_before_the_one_stated_and_the_difference_is_told(desk: Desk, document: Document) -> None:
    """Whoever ingests decides, and learns that the document says otherwise."""
    (done,) = ingest(desk, [document(era=5)], edition="R4")
    assert done.edition == "R4"
    assert [said for _, said in done.differing] == ["R5"]


def test_values_that_need_review_are_not_published_and_nothing_is_stored(desk: Desk, document: Document) -> None:
    """Refusing comes before drafting, so that the second try finds everything as it was."""
    doubtful = indicator(observations=(value(2023, 9, needs_review=True, reasons=("two labels",)),))
    drafted(desk.store, reading(doubtful, title="下書き"))
    before = desk.store.documents()
    with pytest.raises(ReviewPending) as caught:
        ingest(desk, [document()], to_publish=True)
    assert caught.value.facts["count"] == 1
    assert desk.store.documents() == before
    (done,) = ingest(desk, [document()], to_publish=True, accept_unreviewed=True)
    assert done.published
    assert desk.store.audit()[0].facts["unreviewed"] == 1


def test_without_a_model_nothing_is_stored(desk: Desk, document: Document) -> None:
    """A model that cannot be loaded is found before the first document is drafted."""

    class Absent:
        name = "absent"

        @property
        def dimensions(self) -> int:
            raise ModelUnavailable(model="absent", detail="not here")

    with pytest.raises(ModelUnavailable):
        ingest(replace(desk, embedder=Absent()), [document()])  # type: ignore[arg-type]
    assert desk.store.documents() == ()


def test_a_new_version_of_a_document_takes_the_place_of_the_old(desk: Desk, document: Document) -> None:
    """The corrected file answers and the one before it no longer does."""
    ingest(desk, [document("first.txt")], to_publish=True)
    ingest(desk, [document("second.txt", analysis="３年続けて０人となった。")], to_publish=True)
    current = desk.store.current()
    assert current is not None
    assert [Path(document.file).name for document in current.documents] == ["second.txt"]


def test_a_file_is_read_again_when_asked(desk: Desk, document: Document) -> None:
    """A published file becomes a draft as it is read now; both readings are kept, and the old one answers till then."""
    file = document()
    ingest(desk, [file], to_publish=True)
    before = desk.store.current()
    (done,) = ingest(desk, [file], again=True)
    assert [d.state for d in desk.store.documents()] == ["published", "draft"]
    assert len(done.new) == 1 and not done.published
    assert desk.store.current() == before
    (done,) = ingest(desk, [file], to_publish=True)
    assert done.published and done.new == ()
    assert [d.state for d in desk.store.documents()] == ["retired", "published"]


def test_doubts_about_a_reading_that_is_replaced_hold_nothing_up(desk: Desk, document: Document) -> None:
    """What an earlier reading of the same file was uncertain of needs no review once it is read with certainty."""
    (first,) = ingest(desk, [document()])
    doubtful = indicator(observations=(value(2023, 9, needs_review=True),))
    earlier = replace(reading(doubtful), sha256=first.documents[0].sha256)
    desk.store.draft(earlier, "R5", (), "kensho.txt", again=True)
    assert desk.store.reviews.pending()
    (done,) = ingest(desk, [document()], to_publish=True, again=True)
    assert done.published
