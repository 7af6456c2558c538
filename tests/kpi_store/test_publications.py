"""Publishing and rolling back: a whole set of documents at a time, appended, never overwritten."""

import pytest
from readings import WAITING, indicator, reading, target, value
from stores import drafted, publish, published

from corpus.errors import EditionUnknown, NothingToRollBack, PublicationMoved, ReviewPending, SampleBesideReal
from kpi_store import publications
from kpi_store.store import KpiStore
from kpi_store.views import PublicationView


def _titles(publication: PublicationView | None) -> list[str]:
    return sorted(document.title for document in publication.documents) if publication else []


def test_publishing_makes_the_planned_documents_answer(store: KpiStore) -> None:
    """The plan names the documents, and after publishing exactly these answer, with the snapshot made of them."""
    drafted(store, reading(indicator(numbers={2022: 5}), title="検証R4"), "R4")
    drafted(store, reading(indicator(numbers={2023: 4}), title="検証R5"), "R5")
    planned = store.plan_publication("令和5年度")
    assert [document.title for document in planned] == ["検証R5"]
    publication = store.publish("R5", planned, "snapshot-1", reason="委員会の前", by="企画課")
    assert store.current() == publication
    assert (publication.snapshot, publication.reason, _titles(publication)) == ("snapshot-1", "委員会の前", ["検証R5"])
    assert all(document.state == "published" for document in publication.documents)
    assert store.audit()[0].action == "publish" and store.audit()[0].by == "企画課"


def test_other_editions_stay_and_a_replaced_document_goes(store: KpiStore) -> None:
    """Publishing an edition keeps the others and puts a corrected document in the place of the first."""
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    published(store, reading(indicator(numbers={2023: 40})), edition="R5")
    after = published(store, reading(indicator(numbers={2023: 4})), edition="R5")
    assert [document.edition for document in after.documents] == ["R4", "R5"]
    assert [seen.value for seen in store.series(store.find(WAITING).id).observations] == [4]
    assert len(store.documents("retired")) == 1


def test_a_document_can_be_withdrawn(store: KpiStore) -> None:
    """A retired document stops answering; nothing else changes."""
    one, two = reading(indicator(), title="一", kind="other"), reading(indicator("出生数"), title="二", kind="other")
    publication = published(store, one, two)
    gone = next(document.id for document in publication.documents if document.title == "一")
    planned = store.plan_publication(None, retire=[gone])
    assert _titles(store.publish(None, planned, None, retire=[gone])) == ["二"]
    assert [view.name for view in store.indicators()] == ["出生数"]


def test_publishing_the_same_again_appends_nothing(store: KpiStore) -> None:
    """Publishing an edition that answers already gives the same publication and records nothing."""
    first = published(store, reading(indicator(numbers={2023: 4})))
    trail = store.audit()
    assert publish(store) == first
    assert store.audit() == trail


def test_an_unknown_edition_is_refused_with_those_known(store: KpiStore) -> None:
    """Neither a plan nor a publication is made of an edition that nobody drafted."""
    published(store, reading(indicator()), edition="R4")
    drafted(store, reading(indicator()), "R5")
    with pytest.raises(EditionUnknown) as raised:
        store.plan_publication("R9")
    assert raised.value.facts["known"] == ("R5", "R4")


def test_values_that_need_review_are_not_published(store: KpiStore) -> None:
    """A plan is refused with their number, a publication too, unless it is said and recorded that they may go."""
    doubtful = indicator(
        observations=(value(2022, 5, needs_review=True), value(2023, 4)), marks=[target(2024, 0, needs_review=True)]
    )
    drafted(store, reading(doubtful))
    with pytest.raises(ReviewPending) as raised:
        store.plan_publication("R5")
    assert raised.value.facts["count"] == 2
    planned = store.plan_publication("R5", accept_unreviewed=True)
    with pytest.raises(ReviewPending):
        store.publish("R5", planned, None)
    assert store.current() is None
    store.publish("R5", planned, None, accept_unreviewed=True, by="係長")
    assert store.audit()[0].facts["unreviewed"] == 2 and store.audit()[0].by == "係長"


def test_nothing_is_published_when_the_plan_is_no_longer_true(store: KpiStore) -> None:
    """A draft that came between planning and publishing is not slipped in without its passages in the index."""
    drafted(store, reading(indicator(), title="一"))
    planned = store.plan_publication("R5")
    drafted(store, reading(indicator(), title="二"))
    with pytest.raises(PublicationMoved):
        store.publish("R5", planned, "of one document")
    assert store.current() is None and len(store.documents("draft")) == 2


def test_the_sample_and_a_real_city_are_never_published_together(store: KpiStore) -> None:
    """A real document beside a published sample is refused, unless the sample is retired in the same step."""
    drafted(store, reading(indicator(numbers={2023: 9}), title="見本"), sample=True)
    sample = publish(store).documents[0]
    drafted(store, reading(indicator(numbers={2023: 4}), title="実物"))
    with pytest.raises(SampleBesideReal):
        store.plan_publication("R5")
    planned = store.plan_publication("R5", retire=[sample.id])
    assert _titles(store.publish("R5", planned, None, retire=[sample.id])) == ["実物"]


def test_an_indicator_of_the_sample_is_none_of_the_real_city(store: KpiStore) -> None:
    """The same name in both is two indicators: a direction set for the sample says nothing of the city."""
    drafted(store, reading(indicator(), title="見本"), sample=True)
    sample = publish(store).documents[0]
    store.set_desired(store.find(WAITING).id, "down", by="試し")
    drafted(store, reading(indicator(), title="実物"))
    store.publish("R5", store.plan_publication("R5", retire=[sample.id]), None, retire=[sample.id])
    assert store.find(WAITING).desired is None


def test_a_rollback_brings_back_what_answered_before(store: KpiStore) -> None:
    """Figures and snapshot of the earlier publication answer again, as a new publication."""
    first = published(store, reading(indicator(numbers={2023: 4})))
    second = published(store, reading(indicator(numbers={2023: 40})))
    target_ = store.plan_rollback()
    assert target_.id == first.id
    back = store.rollback(target_, target_.snapshot, reason="桁の誤り", by="企画課")
    assert back.id > second.id and back.snapshot == first.snapshot
    assert [document.id for document in back.documents] == [document.id for document in first.documents]
    assert [seen.value for seen in store.series(store.find(WAITING).id).observations] == [4]
    assert store.audit()[0].action == "rollback"


def test_a_second_rollback_goes_further_back(store: KpiStore) -> None:
    """Rolling back twice gives the last publication but two, not the one just left; then there is none."""
    made = [published(store, reading(indicator(numbers={2023: n}))) for n in (1, 2, 3)]
    for earlier in (made[1], made[0]):
        found = store.plan_rollback()
        assert found.id == earlier.id
        store.rollback(found, found.snapshot)
    with pytest.raises(NothingToRollBack):
        store.plan_rollback()


def test_a_rollback_after_publishing_anew_goes_to_what_answered_before(store: KpiStore) -> None:
    """What a rollback brought back counts as the publication before the next one."""
    first = published(store, reading(indicator(numbers={2023: 1})))
    published(store, reading(indicator(numbers={2023: 2})))
    store.rollback(store.plan_rollback(), "again")
    published(store, reading(indicator(numbers={2023: 3})))
    assert store.plan_rollback().id == first.id


def test_a_rollback_is_refused_when_somebody_published_meanwhile(store: KpiStore) -> None:
    """The publication that was shown is the one that comes back, or nothing does."""
    published(store, reading(indicator(numbers={2023: 1})))
    published(store, reading(indicator(numbers={2023: 2})))
    shown = store.plan_rollback()
    published(store, reading(indicator(numbers={2023: 3})))
    with pytest.raises(PublicationMoved):
        store.rollback(shown, shown.snapshot)


def test_there_is_nothing_to_roll_back_to_at_first(store: KpiStore) -> None:
    """Before the second publication a rollback is refused."""
    with pytest.raises(NothingToRollBack):
        store.plan_rollback()
    published(store, reading(indicator()))
    with pytest.raises(NothingToRollBack):
        store.plan_rollback()


def test_a_failure_in_the_middle_leaves_the_old_publication(store: KpiStore) -> None:
    """An error while a publication is written takes all of it back."""
    before = published(store, reading(indicator(numbers={2023: 4})))
    drafted(store, reading(indicator(numbers={2023: 5})))
    planned = store.plan_publication("R5")
    with pytest.raises(RuntimeError), store._database.writing() as session:
        publications.append(session, planned, "half", "")
        raise RuntimeError("the power goes")
    assert store.current() == before and len(store.documents("draft")) == 1
