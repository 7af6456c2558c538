"""What administrators say from a terminal: of an indicator, and before they publish."""

import json
from pathlib import Path

import pytest
from readings import WAITING, indicator, reading, value
from stores import drafted, published

from kpi_store.store import KpiStore

from .conftest import Run


@pytest.fixture
def store(home: Path) -> KpiStore:
    """The store in the command's home folder."""
    return KpiStore.open(f"sqlite:///{home}/sosei.db", create=True)


def test_what_is_said_of_an_indicator_is_kept_and_taken_back(run: Run, store: KpiStore) -> None:
    """Direction and definition hold at once, each may be said alone, and the trail has both."""
    published(store, reading(indicator(observations=(value(2021, 9),))))
    told = run("kpi", "set", WAITING, "--desired", "down", "--definition", "４月に待つ児童", "--json")
    found = json.loads(told.stdout)
    assert (found["desired"], found["definition"]) == ("down", "４月に待つ児童")
    assert "減るのが望ましい" in run("kpi", "set", WAITING, "--definition", "").stdout
    again = json.loads(run("kpi", "set", WAITING, "--desired", "unset", "--json").stdout)
    assert (again["desired"], again["definition"]) == (None, None)
    assert [line.action for line in store.audit()][:2] == ["set_desired", "set_definition"]


def test_saying_nothing_of_an_indicator_is_wrong_usage(run: Run, store: KpiStore) -> None:
    """One of the two must be said; an unknown indicator is named with those near it."""
    published(store, reading(indicator(observations=(value(2021, 9),))))
    assert run("kpi", "set", WAITING).exit_code == 2
    unknown = run("kpi", "set", "待機児童の数", "--desired", "up")
    assert unknown.exit_code == 1 and WAITING in unknown.stderr


@pytest.mark.slow
def test_before_publishing_it_is_shown_what_staff_would_see(run: Run, store: KpiStore) -> None:
    """The question is answered from now and from then, and nothing is published."""
    published(store, reading(indicator(observations=(value(2021, 9),)), edition="R4"), edition="R4")
    drafted(store, reading(indicator(observations=(value(2021, 9), value(2022, 5)))))
    shown = run("publish", "R5", "--preview", "--json")
    assert shown.exit_code == 0, shown.stderr
    (sight,) = [json.loads(line) for line in shown.stdout.splitlines()]
    assert "9人" in sight["before"] and "5人" in sight["after"]
    assert store.editions() == ("R4",)
