"""The audit trail is written out whole, for spreadsheets and for programs."""

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kpi_store.exchange_views import Asked, Outcome
from kpi_store.store import KpiStore

from .conftest import Run

QUESTION = Asked(None, "U1", "C1", "1.2", "mention", "=HYPERLINK(待機児童)", "ja")


@pytest.fixture
def asked(home: Path) -> str:
    """A question that was asked and answered; its id."""
    home.mkdir()
    with KpiStore.open(f"sqlite:///{home / 'sosei.db'}", create=True) as store:
        taken = store.exchanges.take(QUESTION, timedelta(minutes=1))
        assert taken is not None
        store.exchanges.answered(taken.id, Outcome("answered", "trend", "4人です。\n減りました。", ("待機児童数",)))
        store.exchanges.rate(taken.id, "down", "U2", "古い")
    return taken.id


def test_the_trail_is_written_for_programs(run: Run, asked: str, tmp_path: Path) -> None:
    """Each row is an object with its facts, the oldest first."""
    file = tmp_path / "trail.jsonl"
    told = json.loads(run("audit", "export", file, "--json").stdout)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert told == {"file": str(file), "rows": 3}
    assert [(row["action"], row["by"], row["subject"]) for row in rows] == [
        ("ask", "U1", asked),
        ("answer", "U1", asked),
        ("rate", "U2", asked),
    ]
    assert rows[0]["facts"] == {"question": QUESTION.question, "channel": "C1", "came": "mention"}


def test_the_trail_is_written_for_spreadsheets(run: Run, asked: str, tmp_path: Path) -> None:
    """Question and reply stand in one column, whole, and what looks like a formula stays a text."""
    file = tmp_path / "trail.csv"
    told = run("audit", "export", file)
    assert (told.exit_code, "3" in told.stdout) == (0, True)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        ask, answer, rate = csv.DictReader(opened)
    assert (ask["text"], ask["channel"]) == ("'" + QUESTION.question, "C1")
    assert answer["text"] == "4人です。\n減りました。"
    assert json.loads(answer["facts"])["indicators"] == ["待機児童数"]
    assert (rate["text"], json.loads(rate["facts"])) == ("古い", {"feedback": "down"})


@pytest.mark.parametrize(
    ("span", "rows"),
    [(("--since", "2000-01-01"), 3), (("--until", "2000-01-01"), 0), (("--since", "2999-01-01"), 0)],
)
def test_a_span_of_days_cuts_the_trail(run: Run, asked: str, tmp_path: Path, span: tuple[str, str], rows: int) -> None:
    """Only what was done from the first to the last day is written."""
    told = run("audit", "export", tmp_path / "trail.jsonl", *span, "--json")
    assert json.loads(told.stdout)["rows"] == rows


def test_a_day_is_within_the_span_that_ends_with_it(run: Run, asked: str, tmp_path: Path) -> None:
    """--until takes the whole of its day."""
    file = tmp_path / "trail.jsonl"
    run("audit", "export", file)
    day = datetime.fromisoformat(json.loads(file.read_text("utf-8").splitlines()[0])["at"]).astimezone()
    told = run("audit", "export", file, "--since", f"{day:%Y-%m-%d}", "--until", f"{day:%Y-%m-%d}", "--json")
    assert json.loads(told.stdout)["rows"] == 3


def test_another_kind_of_file_is_refused(run: Run, asked: str, tmp_path: Path) -> None:
    """Nothing is written under a name that says neither CSV nor JSON Lines."""
    told = run("audit", "export", tmp_path / "trail.txt")
    assert told.exit_code == 1
    assert ".jsonl" in told.stderr
    assert not (tmp_path / "trail.txt").exists()
