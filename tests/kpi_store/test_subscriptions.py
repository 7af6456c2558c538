"""What channels get without asking, on each database: ordered once, late where nobody looked, never what is hidden."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import indicator, reading
from stores import published

from corpus.errors import SubscriptionUnknown
from kpi_store.engine import Database
from kpi_store.store import KpiStore
from kpi_store.subscriptions import JAPAN, LAST_DAY, ON_PUBLISH, Subscriptions, SubscriptionView, next_due
from kpi_store.withholding import Restriction

WANTED = {"goal": 2, "format": "pptx", "language": "ja", "order": "place"}
DRAFT = Restriction("R6")
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def nothing(channel: str) -> frozenset[Restriction]:
    """No channel is kept from anything."""
    return frozenset()


def news(store: KpiStore, edition: str) -> None:
    """Publish a document of an edition."""
    published(store, reading(indicator(numbers={2023: 4}), edition=edition), edition=edition)


def subscribed(store: KpiStore, day: int, channel: str = "C1", at: datetime = NOON) -> SubscriptionView:
    """A subscription made at a moment."""
    made, new = Subscriptions(store._database, lambda: at).add(channel, WANTED, day, "U1", frozenset())
    assert new
    return made


def test_publishing_orders_one_paper_and_the_same_publication_no_second(store: KpiStore) -> None:
    """Whoever publishes, from whatever process: the next look orders a paper for each channel, once."""
    news(store, "R4")
    made = subscribed(store, ON_PUBLISH)
    assert store.subscriptions.order_due(NOON, nothing) == ()
    news(store, "R5")
    (number,) = store.subscriptions.order_due(NOON, nothing)
    assert store.subscriptions.order_due(NOON, nothing) == ()
    job = store.jobs.find(number)
    assert (job.kind, job.by) == ("paper", "U1")
    assert job.arguments == WANTED | {"withheld": [], "subscription": made.id, "occasion": "publication 2"}
    assert (job.place["channel"], job.place["monthly"], job.place["missed"]) == ("C1", False, None)


def test_what_a_channel_may_not_see_brings_it_nothing(store: KpiStore) -> None:
    """Publishing a restricted edition orders no paper where it is hidden, and tells other papers what to keep out."""
    news(store, "R5")
    hidden, open_ = subscribed(store, ON_PUBLISH, "C1"), subscribed(store, ON_PUBLISH, "C2")
    news(store, "R6")
    rules = {"C1": frozenset({DRAFT}), "C2": frozenset[Restriction]()}
    (number,) = store.subscriptions.order_due(NOON, rules.__getitem__)
    assert store.jobs.find(number).arguments["subscription"] == open_.id
    news(store, "R7")
    ordered = [store.jobs.find(n) for n in store.subscriptions.order_due(NOON, rules.__getitem__)]
    assert {job.arguments["subscription"]: job.arguments["withheld"] for job in ordered} == {
        hidden.id: ["R6"],
        open_.id: [],
    }


def test_another_index_of_the_same_documents_is_no_news(store: KpiStore) -> None:
    """Only other documents make another paper."""
    news(store, "R5")
    subscribed(store, ON_PUBLISH)
    planned = store.plan_publication("R5")
    store.publish("R5", planned, "another-snapshot")
    assert store.subscriptions.order_due(NOON, nothing) == ()


def test_a_monthly_paper_comes_on_its_day_once(store: KpiStore) -> None:
    """From nine o'clock in Japan on that day, however often it is looked."""
    news(store, "R5")
    made = subscribed(store, 1)
    assert made.due_at == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    early, due = made.due_at - timedelta(seconds=1), made.due_at + timedelta(minutes=1)
    assert store.subscriptions.order_due(early, nothing) == ()
    (number,) = store.subscriptions.order_due(due, nothing)
    assert store.subscriptions.order_due(due + timedelta(hours=8), nothing) == ()
    job = store.jobs.find(number)
    assert (job.arguments["occasion"], job.place["missed"]) == ("2026-12-01", None)
    assert store.subscriptions.find(made.id).due_at == datetime(2027, 1, 1, 0, 0, tzinfo=UTC)


def test_months_that_were_missed_are_made_up_for_once_and_late(store: KpiStore) -> None:
    """After three months in which nobody looked, one paper comes, says when it was due, and the next is on time."""
    news(store, "R5")
    made = subscribed(store, 1)
    back = datetime(2027, 2, 20, 1, 0, tzinfo=UTC)
    (number,) = store.subscriptions.order_due(back, nothing)
    assert store.jobs.find(number).place["missed"] == "2026-12-01"
    assert store.subscriptions.order_due(back + timedelta(days=1), nothing) == ()
    assert store.subscriptions.find(made.id).due_at == datetime(2027, 3, 1, 0, 0, tzinfo=UTC)


def test_several_workers_order_each_paper_once(migrated_url: Callable[[], str]) -> None:
    """They look at the same moment, each over connections of its own."""
    url = migrated_url()
    with KpiStore.open(url, create=False) as store:
        news(store, "R5")
        subscribed(store, 1, "C1"), subscribed(store, ON_PUBLISH, "C2")
        news(store, "R6")
        workers = [Subscriptions(Database(url)) for _ in range(6)]
        late = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
        with ThreadPoolExecutor(len(workers)) as pool:
            ordered = list(pool.map(lambda one: one.order_due(late, nothing), workers))
        for worker in workers:
            worker._database.close()
        assert sorted(map(len, ordered)) == [0, 0, 0, 0, 0, 2]
        assert len(store.jobs.newest()) == 2


def test_the_same_is_not_subscribed_twice(store: KpiStore) -> None:
    """Channel, paper and day make it the same, whoever asks."""
    made = subscribed(store, 1)
    assert store.subscriptions.add("C1", WANTED, 1, "U2", frozenset()) == (made, False)
    assert subscribed(store, 2).id != made.id
    assert len(store.subscriptions.all()) == 2


def test_a_paused_one_is_not_ordered_and_resumes_with_the_next_occasion(store: KpiStore) -> None:
    """What came while it was paused is not sent afterwards."""
    news(store, "R4")
    made = subscribed(store, ON_PUBLISH)
    assert store.subscriptions.pause(made.id, "is_archived", "sosei")
    assert not store.subscriptions.pause(made.id, "is_archived", "sosei")
    news(store, "R5")
    assert store.subscriptions.order_due(NOON, nothing) == ()
    assert store.subscriptions.find(made.id).paused == "is_archived"
    store.subscriptions.resume(made.id, "U1", frozenset())
    assert store.subscriptions.order_due(NOON, nothing) == ()
    news(store, "R6")
    assert len(store.subscriptions.order_due(NOON, nothing)) == 1


def test_all_that_happens_to_a_subscription_is_in_the_audit_trail(store: KpiStore) -> None:
    """Who made, paused, resumed and ended it; it can be ended once."""
    made = subscribed(store, 1)
    store.subscriptions.pause(made.id, "is_archived", "sosei")
    store.subscriptions.resume(made.id, "U1", frozenset())
    assert store.subscriptions.remove(made.id, "U2").id == made.id
    with pytest.raises(SubscriptionUnknown):
        store.subscriptions.remove(made.id, "U2")
    lines = [(line.action, line.by) for line in store.audit() if line.subject == "C1"]
    assert lines == [
        ("unsubscribe", "U2"),
        ("resume_subscription", "U1"),
        ("pause_subscription", "sosei"),
        ("subscribe", "U1"),
    ]


moments = st.datetimes(datetime(2020, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


@given(st.integers(1, LAST_DAY), moments)
def test_a_monthly_paper_is_due_once_in_each_month(day: int, after: datetime) -> None:
    """On its day, or on the last of a month that has no such day; the next is in the following month."""
    due = next_due(day, after)
    here, following = due.astimezone(JAPAN), next_due(day, due).astimezone(JAPAN)
    assert due > after and (due - after) < timedelta(days=62)
    assert here.hour == 9
    assert here.day == day or (here.date() + timedelta(days=1)).day == 1
    assert (following.year * 12 + following.month) - (here.year * 12 + here.month) == 1


def test_the_last_day_is_each_months_own() -> None:
    """February has fewer days."""
    after, seen = datetime(2028, 1, 1, tzinfo=UTC), []
    for _ in range(3):
        after = next_due(LAST_DAY, after)
        seen.append(after.astimezone(JAPAN).date())
    assert seen == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]
