"""Administrators say what words mean; no indicator's name can be made to mean another."""

import pytest
from readings import BIRTHS, WAITING, indicator, reading
from stores import published

from corpus.errors import SynonymIsIndicator, SynonymUnknown, SynonymUnusable
from kpi_store.store import KpiStore


def test_a_synonym_holds_from_then_on_and_is_in_the_trail(store: KpiStore) -> None:
    """What was added is published with the figures at once, in one spelling, and who did it is kept."""
    one, changed = store.synonyms.add(" ｶﾞｸﾄﾞｳ ", "放課後児童クラブ", "企画課")
    assert (one.said, one.means, one.by, changed) == ("ガクドウ", "放課後児童クラブ", "企画課", True)
    assert store.published().synonyms == {"ガクドウ": "放課後児童クラブ"}
    line = store.audit()[0]
    assert (line.action, line.subject, line.by, line.facts) == (
        "add_synonym",
        "ガクドウ",
        "企画課",
        {"means": "放課後児童クラブ", "before": None},
    )


def test_the_same_synonym_again_changes_nothing_and_another_meaning_replaces_it(store: KpiStore) -> None:
    """One word means one thing; nothing is recorded where nothing changed."""
    store.synonyms.add("学童", "児童クラブ", "a")
    assert store.synonyms.add("学童", "児童クラブ", "b")[1] is False
    assert len(store.audit()) == 1
    store.synonyms.add("学童", "放課後児童クラブ", "b")
    assert [(one.said, one.means, one.by) for one in store.synonyms.all()] == [("学童", "放課後児童クラブ", "b")]
    assert store.audit()[0].facts == {"means": "放課後児童クラブ", "before": "児童クラブ"}


def test_a_removed_synonym_no_longer_holds(store: KpiStore) -> None:
    """It is gone from what answers; one that was never there is an error that names those there are."""
    store.synonyms.add("学童", "放課後児童クラブ", "a")
    assert store.synonyms.remove("学童", "b").means == "放課後児童クラブ"
    assert store.published().synonyms == {}
    assert store.audit()[0].action == "remove_synonym"
    with pytest.raises(SynonymUnknown):
        store.synonyms.remove("学童", "b")


@pytest.mark.parametrize(("said", "means"), [("学", "学童"), ("学童", "学童"), ("！！！", "学童"), ("学童", "あ" * 61)])
def test_a_synonym_that_says_nothing_is_refused(store: KpiStore, said: str, means: str) -> None:
    """Single characters, signs, endless words and a word for itself are no synonyms; nothing is kept."""
    with pytest.raises(SynonymUnusable):
        store.synonyms.add(said, means, "a")
    assert store.synonyms.all() == () and store.audit() == ()


def test_an_indicators_name_cannot_mean_something_else(store: KpiStore) -> None:
    """However it is spelled, the name of one indicator never leads to another's figures."""
    published(store, reading(indicator(name=WAITING), indicator(name=BIRTHS)))
    with pytest.raises(SynonymIsIndicator):
        store.synonyms.add(f"{WAITING}（人）", BIRTHS, "a")
    assert store.published().synonyms == {}
