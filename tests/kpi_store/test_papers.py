"""A paper that was handed out can be had again, byte for byte."""

import hashlib

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from corpus.errors import BriefUnknown
from kpi_store.papers import PaperView
from kpi_store.store import KpiStore


def keep(store: KpiStore, id_: str, content: bytes = b"PK\x03\x04 paper\x00\xff") -> PaperView:
    return store.papers.keep(
        id_, content, title="基本目標2", edition="R5", format="pptx", indicators=("出生数",), by="企画課"
    )


def test_a_paper_is_given_back_as_it_was_made(store: KpiStore) -> None:
    """The bytes, what they are of and who made them stay."""
    kept = keep(store, "B-1")
    view, content = store.papers.content("B-1")
    assert view == kept
    assert hashlib.sha256(content).hexdigest() == view.sha256
    assert (view.file, view.edition, view.indicators, view.by) == ("B-1.pptx", "R5", ("出生数",), "企画課")
    assert store.audit(1)[0].action == "brief"


def test_papers_are_listed_the_newest_first(store: KpiStore) -> None:
    """As many as are asked for."""
    for id_ in ("B-1", "B-2", "B-3"):
        keep(store, id_)
    assert [view.id for view in store.papers.newest()] == ["B-3", "B-2", "B-1"]
    assert [view.id for view in store.papers.newest(1)] == ["B-3"]


def test_an_unknown_paper_is_refused_with_those_there_are(store: KpiStore) -> None:
    """The error names what could be meant."""
    keep(store, "B-1")
    with pytest.raises(BriefUnknown) as refused:
        store.papers.content("B-2")
    assert refused.value.facts["known"] == ("B-1",)


@pytest.mark.parametrize("change", ["UPDATE paper SET title = 'x'", "DELETE FROM paper"])
def test_a_paper_cannot_be_changed(store: KpiStore, change: str) -> None:
    """The database itself refuses."""
    keep(store, "B-1")
    with pytest.raises(DBAPIError), store._database.altering() as connection:
        connection.execute(text(change))
    assert store.papers.content("B-1")[0].title == "基本目標2"
