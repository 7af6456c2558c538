"""Reading while somebody publishes."""

import threading
from collections.abc import Callable

from readings import BIRTHS, WAITING, indicator, reading
from stores import drafted, publish

from corpus.errors import PublicationMoved
from kpi_store import publications
from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

READERS, PUBLICATIONS = 8, 12


def test_readers_see_only_whole_publications(new_url: Callable[[], str]) -> None:
    """Eight readers asking while editions are published never see figures of two at once, and see the last."""
    url = new_url()
    upgrade(url)
    seen: list[set[int]] = [set() for _ in range(READERS)]
    mixed: list[object] = []
    done = threading.Event()

    def read(numbers: set[int]) -> None:
        with KpiStore.open(url, create=False) as store:
            while True:
                last = done.is_set()
                figures = store.published()
                values = {int(o.value) for view in figures.indicators() for o in figures.series(view.id).observations}
                numbers |= values
                if len(values) > 1 or (values and figures.publication is None):
                    mixed.append(values)
                if last:
                    return

    readers = [threading.Thread(target=read, args=(numbers,)) for numbers in seen]
    for reader in readers:
        reader.start()
    with KpiStore.open(url, create=False) as store:
        for nth in range(1, PUBLICATIONS + 1):
            for name in (WAITING, BIRTHS):
                drafted(store, reading(indicator(name, numbers={2022: nth, 2023: nth}), title=name))
            publish(store)
    done.set()
    for reader in readers:
        reader.join()
    assert not mixed
    assert all(PUBLICATIONS in numbers for numbers in seen)


def test_writers_take_turns(new_url: Callable[[], str]) -> None:
    """Drafts from several threads are all kept, each recorded once."""
    url = new_url()
    upgrade(url)

    def write(nth: int) -> None:
        with KpiStore.open(url, create=False) as store:
            drafted(store, reading(indicator(), title=f"文書{nth}"))

    writers = [threading.Thread(target=write, args=(nth,)) for nth in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with KpiStore.open(url, create=False) as store:
        assert len(store.documents("draft")) == len(store.audit()) == 6


def test_of_two_publications_at_once_none_is_lost(new_url: Callable[[], str]) -> None:
    """Who publishes while another's publication is being written waits for it, and is told that it came between."""
    url = new_url()
    upgrade(url)
    outcome: list[object] = []
    with KpiStore.open(url, create=False) as one, KpiStore.open(url, create=False) as other:
        for edition in ("R4", "R5"):
            drafted(one, reading(indicator(numbers={2022: 5}), title=edition), edition)
        planned = {edition: one.plan_publication(edition) for edition in ("R4", "R5")}

        def publish_other() -> None:
            try:
                outcome.append(other.publish("R5", planned["R5"], None))
            except PublicationMoved as error:
                outcome.append(error)

        waiting = threading.Thread(target=publish_other)
        with one._database.writing() as session:
            publications.append(session, planned["R4"], None, "")
            waiting.start()
            waiting.join(timeout=0.5)
            assert waiting.is_alive()
        waiting.join()
        assert [type(result) for result in outcome] == [PublicationMoved]
        assert one.editions() == ("R4",)


def test_threads_may_share_a_store_in_memory() -> None:
    """Threads that ask and write one store in memory take turns without an error."""
    failed: list[BaseException] = []
    with KpiStore.open("sqlite://", create=True) as store:

        def work(nth: int) -> None:
            try:
                drafted(store, reading(indicator(), title=f"文書{nth}"))
                store.published().indicators()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(nth,)) for nth in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed and len(store.documents("draft")) == 6
