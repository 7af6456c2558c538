"""Reviewing by command: from a doubtful draft to a figure with a name beside it, and back out of what answers."""

import getpass
import json
from pathlib import Path
from typing import Any

import pytest
from readings import BIRTHS, WAITING, indicator, reading, target, value
from stores import drafted, publish, published

from corpus.reading import IndicatorReading
from kpi_store.store import KpiStore

from .conftest import Run

TREND = {2019: 63, 2020: 41, 2021: 9, 2022: 5}
ENGLISH = {"LANG": "en_US.UTF-8"}


def doubtful() -> IndicatorReading:
    return indicator(
        observations=(
            value(2021, 9),
            value(2022, 5, needs_review=True, reasons=("one_channel",), page=7),
            value(2023, 40, needs_review=True, page=7),
        ),
        marks=[target(2024, 0)],
    )


@pytest.fixture
def store(home: Path) -> KpiStore:
    """The store in the command's home folder."""
    return KpiStore.open(f"sqlite:///{home}/sosei.db", create=True)


def one(run: Run, *arguments: str) -> dict[str, Any]:
    """The only object that a command prints."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_nothing_waits_in_an_empty_home(run: Run, home: Path) -> None:
    """Looking is no reason to make a database."""
    assert one(run, "review", "list") == {"values": [], "proposed": []}
    assert "ありません" in run("review", "list").stdout
    assert not home.exists()


def test_what_waits_is_listed_for_a_person_and_for_a_script(run: Run, store: KpiStore) -> None:
    """Page, value and why the reader doubts it; certain values are not listed."""
    drafted(store, reading(doubtful()))
    told = run("review", "list").stdout
    assert "R4(2022): 5人" in told and "p.7" in told and "one_channel" in told
    assert "R3(2021)" not in told
    assert "needs review (one_channel)" in run("review", "list", env=ENGLISH).stdout
    values = one(run, "review", "list", "--edition", "令和5年度")["values"]
    assert [(v["year"], v["value"], v["page"], v["needs_review"]) for v in values] == [
        (2022, 5, 7, True),
        (2023, 40, 7, True),
    ]
    assert len(one(run, "review", "show", WAITING)["values"]) == 4


def test_reviewed_figures_are_published_with_the_reviewers_name(run: Run, store: KpiStore) -> None:
    """Accepted, edited and rejected values end as they should, in kpi show, in its history and in an answer."""
    observations = (*doubtful().observations, value(2024, 1, needs_review=True))
    drafted(store, reading(indicator(observations=observations)))
    refused = run("publish", "R5")
    assert refused.exit_code == 1 and "sosei review list" in refused.stderr
    one(run, "review", "accept", WAITING, "--year", "R4")
    edited = one(run, "review", "edit", WAITING, "4", "--year", "2023", "--reason", "桁の誤り")["values"][0]
    assert (edited["read"], edited["value"], edited["decision"], edited["reason"]) == (40, 4, "edit", "桁の誤り")
    rejected = one(run, "review", "reject", WAITING, "--year", "R6", "--reason", "凡例")["values"][0]
    assert rejected["value"] is None
    assert run("publish", "R5").exit_code == 0
    me = getpass.getuser()
    points = one(run, "kpi", "show", WAITING)["points"]
    assert [(p["year"], p["value"], p["source"]["method"], p["source"]["reviewed_by"]) for p in points] == [
        (2021, 9, "chart", None),
        (2022, 5, "chart", me),
        (2023, 4, "manual", me),
    ]
    (edition,) = one(run, "kpi", "history", WAITING)["editions"]
    assert [(r["year"], r["by"], r["read"], r["value"]) for r in edition["reviewed"]] == [
        (2022, me, None, 5),
        (2023, me, 40, 4),
    ]
    assert "読み取り 40 → 4" in run("kpi", "history", WAITING).stdout
    (answer,) = [json.loads(line) for line in run("ask", "待機児童の推移は？", "--json").stdout.splitlines()]
    assert [p["source"]["reviewed_by"] for p in answer["figures"][0]["points"]] == [None, me, me]


def test_decisions_are_told_to_a_person(run: Run, store: KpiStore) -> None:
    """Each decided value is shown with who decided what, in either language."""
    drafted(store, reading(doubtful()))
    told = run("review", "accept", "--edition", "R5").stdout
    assert told.count("読み取りどおりと認めました") == 2
    assert "accepted by" in run("review", "show", WAITING, env=ENGLISH).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["accept", "空き家の数"], 1, "その名前の指標はありません"),
        (["accept", WAITING, "--year", "R1"], 1, "下書きに、その値はありません"),
        (["accept", WAITING, "--year", "R3"], 1, "すでに"),
        (["accept", "--edition", "R9"], 1, "その版はありません"),
        (["accept", BIRTHS], 1, "公開した値はそのまま変えられません"),
        (["accept", "--proposal", "abc"], 1, "その番号の候補はありません"),
        (["edit", BIRTHS, "1", "--year", "R4", "--reason", "?"], 1, "--again"),
        (["accept"], 2, "INDICATOR"),
        (["accept", WAITING, "--year", "昔"], 2, "昔"),
        (["edit", WAITING, "many", "--year", "R4", "--reason", "?"], 2, "many"),
        (["edit", WAITING, "4", "--reason", "?"], 2, "--year"),
        (["edit", WAITING, "4", "--year", "R4"], 2, "--reason"),
        (["reject", WAITING], 2, "--reason"),
    ],
)
def test_what_cannot_be_decided_is_one_line_and_changes_nothing(
    run: Run, store: KpiStore, arguments: list[str], code: int, said: str
) -> None:
    """What, where and what to do; wrong usage has its own exit code."""
    published(store, reading(indicator(BIRTHS, numbers={2022: 900})), edition="R4")
    drafted(store, reading(doubtful()))
    assert run("review", "accept", WAITING, "--year", "R3").exit_code == 0
    before = store.audit(), store.reviews.values()
    result = run("review", *arguments)
    assert result.exit_code == code
    assert said in result.stderr and len(result.stderr.splitlines()) == 1
    assert (store.audit(), store.reviews.values()) == before


def test_a_proposal_is_confirmed_by_its_key(run: Run, store: KpiStore) -> None:
    """It is listed with what speaks for it; once accepted, the history has both names."""
    published(store, reading(indicator("待機している児童", numbers=TREND)), edition="R4")
    drafted(store, reading(indicator(numbers={**TREND, 2020: 40})))
    (proposal,) = one(run, "review", "list")["proposed"]
    assert (proposal["kind"], proposal["old"], proposal["new"]) == ("rename", ["待機している児童"], [WAITING])
    assert f"候補 {proposal['key']}" in run("review", "list").stdout
    assert one(run, "review", "accept", "--proposal", proposal["key"])["decision"] == "accept"
    publish(store)
    history = one(run, "kpi", "history", WAITING)
    assert [edition["indicator"] for edition in history["editions"]] == ["待機している児童", WAITING]
    assert [(r["year"], r["old"]["value"], r["new"]["value"]) for r in history["restated"]] == [(2020, 41, 40)]
    told = run("kpi", "history", WAITING).stdout
    assert "名称の変更" in told and "改訂" in told and "R4" in told.splitlines()[1]


def test_a_declined_proposal_is_gone(run: Run, store: KpiStore) -> None:
    """And no reason has to be given."""
    published(store, reading(indicator("待機している児童", numbers=TREND)), edition="R4")
    drafted(store, reading(indicator(numbers={**TREND, 2020: 40})))
    (proposal,) = one(run, "review", "list")["proposed"]
    assert "同じ指標とはしません" in run("review", "reject", "--proposal", proposal["key"]).stdout
    assert one(run, "review", "list")["proposed"] == []


@pytest.mark.parametrize(("environment", "said"), [({}, "累計なのに減った値"), (ENGLISH, "a running total that falls")])
def test_broken_rules_are_told_in_the_readers_language(store: KpiStore, environment: dict[str, str], said: str) -> None:
    """Each rule has a sentence, and JSON has it as data."""
    from bot.cli.publish import difference_lines
    from bot.rendering.json import difference_object, dumps

    falling = indicator("企業立地件数", "件", {2021: 10, 2022: 9}, cumulative=True)
    drafted(store, reading(falling))
    told = store.difference("R5")
    with pytest.MonkeyPatch.context() as patch:
        for name, setting in environment.items():
            patch.setenv(name, setting)
        assert any(said in line and "企業立地件数" in line for line in difference_lines(told))
    assert json.loads(dumps(difference_object(told)))["rule_breaks"] == [
        {"rule": "cumulative_falls", "indicator": "企業立地件数", "where": "R4"}
    ]


@pytest.mark.slow
def test_a_file_is_read_again_and_an_edition_withdrawn(run: Run, sample: Path) -> None:
    """--again drafts a published file anew; withdraw lets an edition answer in neither figures nor search."""
    from corpus.sample import sample_files

    again = one(run, "ingest", str(sample_files()[2]), "--again")
    assert (again["published"], again["unchanged"], again["changed"]) == (False, False, [])
    assert one(run, "status")["drafts"] == ["R5"]
    gone = one(run, "withdraw", "R5", "--reason", "差し替えのため")
    assert "R5" not in {document["edition"] for document in gone["documents"]}
    hits = json.loads(run("search", "待機児童", "--mode", "lexical", "--json").stdout)
    assert hits and "R5" not in {hit["edition"] for hit in hits}
    assert max(point["year"] for point in one(run, "kpi", "show", "保育所等の待機児童数")["points"]) == 2022
    assert "取り下げ" in run("withdraw", "R4").stdout
    assert run("withdraw", "R9").exit_code == 1
