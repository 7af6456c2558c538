"""Questions that were taken: each once, none forgotten, and a trail that nobody rewrites."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from kpi_store.columns import now
from kpi_store.exchange_views import Asked, Outcome
from kpi_store.exchanges import _took_over
from kpi_store.store import KpiStore
from kpi_store.tables import Exchange

LEASE = timedelta(minutes=1)
EXPIRED = timedelta(seconds=-1)
QUESTION = Asked("T1:Ev1", "U1", "C1", "1.2", "mention", "待機児童の推移は？", "ja")
ANSWER = Outcome("answered", "trend", "4人です。", ("待機児童数",), "snap", {"indicators": ["待機児童数"]})


def asked(nth: int, **facts: object) -> Asked:
    """Another question, in a thread of its own."""
    return replace(QUESTION, event=f"T1:Ev{nth}", thread_ts=f"{nth}.0", **facts)  # type: ignore[arg-type]


def test_an_event_is_taken_once(store: KpiStore) -> None:
    """The same event gives an exchange the first time and nothing again; what has no event is always taken."""
    taken = store.exchanges.take(QUESTION, LEASE)
    assert taken is not None and taken.state == "taken" and taken.asked == QUESTION
    assert store.exchanges.take(QUESTION, LEASE) is None
    assert store.exchanges.take(replace(QUESTION, event=None), LEASE) != store.exchanges.take(
        replace(QUESTION, event=None), LEASE
    )


def test_of_many_workers_one_takes_an_event(migrated_url: Callable[[], str]) -> None:
    """Eight workers with connections of their own that get the same twenty events take each of them once."""
    url = migrated_url()
    taken: list[str] = []

    def work() -> None:
        with KpiStore.open(url, create=False) as store:
            for nth in range(20):
                if found := store.exchanges.take(asked(nth), LEASE):
                    taken.append(found.asked.event or "")

    _at_once(work, 8)
    assert sorted(taken) == sorted(f"T1:Ev{nth}" for nth in range(20))


def test_what_nobody_works_on_is_taken_over_by_one(migrated_url: Callable[[], str]) -> None:
    """Questions whose lease ran out go to one of many workers each; those still held stay where they are."""
    url = migrated_url()
    got: list[tuple[str, int]] = []
    with KpiStore.open(url, create=False) as store:
        lost = [store.exchanges.take(asked(nth), EXPIRED) for nth in range(10)]
        store.exchanges.take(asked(99), LEASE)
        seen = {id_: until for id_, until in store.exchanges.leases().items() if until < now()}

    def work() -> None:
        with KpiStore.open(url, create=False) as store:
            got.extend((exchange.id, exchange.tries) for exchange in store.exchanges.take_over(seen, LEASE))

    _at_once(work, 6)
    assert sorted(got) == sorted((one.id, 2) for one in lost if one)


def test_of_two_that_saw_the_same_lease_one_takes_over(store: KpiStore) -> None:
    """Whoever comes second finds another lease than the one it saw, and leaves the question."""
    store.exchanges.take(QUESTION, EXPIRED)
    seen = []
    for _ in range(2):
        with store._database.reading() as session:
            seen.append(session.exec(select(Exchange)).one())
            session.expunge_all()
    won = []
    for row in seen:
        with store._database.noting() as session:
            session.add(row)
            won.append(_took_over(session, row, LEASE))
    assert won == [True, False]


def test_a_question_that_is_held_is_not_taken_over(store: KpiStore) -> None:
    """Holding prolongs the lease of work that takes long; nothing that is dealt with is held or taken over again."""
    taken = store.exchanges.take(QUESTION, EXPIRED)
    assert taken is not None
    seen = store.exchanges.leases()
    store.exchanges.hold([taken.id], LEASE)
    assert store.exchanges.take_over(seen, LEASE) == ()
    seen = store.exchanges.leases()
    assert store.exchanges.answered(taken.id, ANSWER)
    assert store.exchanges.take_over(seen, LEASE) == ()
    assert store.exchanges.leases() == {}


def test_only_the_worker_that_has_a_question_may_post_its_reply(store: KpiStore) -> None:
    """Who was thought dead and is not is told so before posting; who has it sees that a reply may stand already."""
    first = store.exchanges.take(QUESTION, EXPIRED)
    assert first is not None and first.posting_at is None
    assert store.exchanges.posting(first)
    (second,) = store.exchanges.take_over(store.exchanges.leases(), LEASE)
    assert second.posting_at is not None
    assert not store.exchanges.posting(first)
    assert store.exchanges.posting(second)
    store.exchanges.answered(second.id, ANSWER)
    assert not store.exchanges.posting(second)


def test_a_question_is_dealt_with_once(store: KpiStore) -> None:
    """Who comes second with an answer, a failure or a refusal is told so, and the first stands."""
    taken = store.exchanges.take(replace(QUESTION, response_url="https://hooks.example/secret"), LEASE)
    assert taken is not None
    assert store.exchanges.answered(taken.id, ANSWER)
    assert not store.exchanges.answered(taken.id, replace(ANSWER, reply="5人です。"))
    assert not store.exchanges.failed(taken.id, "E-1")
    assert not store.exchanges.refused(taken.id, "channel")
    found = store.exchanges.get(taken.id)
    assert found is not None
    assert (found.state, found.outcome, found.asked.response_url) == ("answered", ANSWER, None)
    assert store.exchanges.get("nothing") is None and not store.exchanges.failed("nothing", "E-1")


def test_a_thread_knows_its_last_answer(store: KpiStore) -> None:
    """A follow-up finds the newest answer of its own thread, and neither failures nor other threads."""
    outcomes = ((QUESTION, ANSWER), (replace(QUESTION, event="2"), replace(ANSWER, reply="二つ目")), (asked(3), ANSWER))
    for question, outcome in outcomes:
        taken = store.exchanges.take(question, LEASE)
        assert taken is not None and store.exchanges.answered(taken.id, outcome)
    broken = store.exchanges.take(replace(QUESTION, event="4"), LEASE)
    assert broken is not None and store.exchanges.failed(broken.id, "E-1")
    last = store.exchanges.last_answered("C1", "1.2")
    assert last is not None and last.outcome is not None and last.outcome.reply == "二つ目"
    assert store.exchanges.last_answered("C2", "1.2") is None


def test_lists_for_home_and_administrators(store: KpiStore) -> None:
    """A person sees their own answered questions, administrators those that found nothing or were disliked."""
    ids = []
    for nth, status in enumerate(("answered", "not_found", "answered")):
        taken = store.exchanges.take(asked(nth, user=f"U{nth % 2}", question=f"質問{nth}"), LEASE)
        assert taken is not None and store.exchanges.answered(taken.id, replace(ANSWER, status=status))
        ids.append(taken.id)
    assert [e.asked.question for e in store.exchanges.recent("U0", 5)] == ["質問2", "質問0"]
    assert [e.asked.question for e in store.exchanges.recent("U0", 1)] == ["質問2"]
    assert store.exchanges.rate(ids[0], "down", "U9", "古い値")
    assert store.exchanges.rate(ids[2], "down", "U9") and store.exchanges.rate(ids[2], "up", "U9")
    assert not store.exchanges.rate("nothing", "up", "U9")
    wanting = store.exchanges.wanting(5)
    assert [(e.asked.question, e.feedback, e.feedback_reason) for e in wanting] == [
        ("質問1", None, ""),
        ("質問0", "down", "古い値"),
    ]


def test_the_trail_says_who_asked_what_and_what_was_answered(store: KpiStore) -> None:
    """Every step is in the trail in order, beside what was done to the store, and a span cuts it."""
    before = now()
    taken = store.exchanges.take(QUESTION, LEASE)
    assert taken is not None
    store.exchanges.answered(taken.id, ANSWER)
    store.exchanges.share(taken.id, "U2", "C2")
    told = store.exchanges.trail(since=before)
    assert [(row.action, row.by) for row in told] == [("ask", "U1"), ("answer", "U1"), ("share", "U2")]
    assert told[0].facts["question"] == QUESTION.question and told[1].facts["reply"] == ANSWER.reply
    assert {row.subject for row in told} == {taken.id}
    assert store.exchanges.trail(until=before) == ()
    assert store.exchanges.trail(since=now()) == ()


@pytest.mark.parametrize(
    "change",
    ["UPDATE exchange_trail SET by = 'y'", "DELETE FROM exchange_trail", "DELETE FROM exchange_trail WHERE id=1"],
)
def test_the_trail_cannot_be_rewritten(store: KpiStore, change: str) -> None:
    """The database itself refuses to change the trail, and to delete what was not declared forgotten."""
    store.exchanges.take(QUESTION, LEASE)
    store.exchanges.forget(now(), "tests")
    store.exchanges.take(asked(2), LEASE)
    store.exchanges.take(asked(3), LEASE)
    with pytest.raises(Exception, match="append-only"), store._database.writing() as session:
        session.connection().execute(text(change.replace("id=1", "subject = (SELECT max(id) FROM exchange)")))
    assert len(store.exchanges.trail()) == 3


def test_what_is_older_than_the_retention_time_is_forgotten_and_that_is_told(store: KpiStore) -> None:
    """Old questions and their trail are gone, newer ones stay, and the audit trail says how much went, once."""
    store.exchanges.take(QUESTION, LEASE)
    moment = now()
    newer = store.exchanges.take(asked(2), LEASE)
    assert newer is not None
    assert store.exchanges.forget(moment, "retention") == 2
    assert [row.subject for row in store.exchanges.trail() if row.action == "ask"] == [newer.id]
    (told,) = store.audit()
    assert (told.by, told.action, told.facts) == ("retention", "forget", {"rows": 1, "exchanges": 1})
    assert store.exchanges.forget(moment, "retention") == 0
    assert len(store.audit()) == 1


def test_text_that_no_database_takes_is_kept_as_far_as_it_goes(store: KpiStore) -> None:
    """A lone surrogate or a NUL in a question costs nobody the answer."""
    taken = store.exchanges.take(replace(QUESTION, question="待機\ud800\0児童"), LEASE)
    assert taken is not None and taken.asked.question == "待機?児童"
    assert store.exchanges.answered(taken.id, replace(ANSWER, reply="\udfff\0"))


def test_a_question_is_taken_while_somebody_publishes(migrated_url: Callable[[], str], backend: str) -> None:
    """On a server a publication that is being written holds no question up."""
    if backend == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    url = migrated_url()
    with (
        KpiStore.open(url, create=False) as publisher,
        KpiStore.open(url, create=False) as store,
        publisher._database.writing(),
    ):
        assert store.exchanges.take(QUESTION, LEASE) is not None


def _at_once(work: Callable[[], None], many: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
