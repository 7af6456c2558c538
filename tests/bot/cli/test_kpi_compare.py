"""``sosei kpi compare`` and ``sosei kpi list`` on the sample's documents."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from .conftest import Run


@pytest.mark.slow
def test_indicators_are_compared_on_the_screen_and_as_json(run: Run, sample: Path, tmp_path: Path) -> None:
    """One table with a year a row; the JSON is that of ask, with the index among what is computed."""
    told = run("kpi", "compare", "出生数", "保育所等の待機児童数", "--base", "H27", "--chart", tmp_path / "both.png")
    assert told.exit_code == 0, told.stderr
    assert "787（指数 75.5）" in told.stdout
    assert (tmp_path / "both.png").read_bytes().startswith(b"\x89PNG")
    found = json.loads(run("kpi", "compare", "観光入込客数", "--edition", "R4", "--edition", "R5", "--json").stdout)
    values = {f["edition"]: {p["year"]: p["value"] for p in f["points"]} for f in found["figures"]}
    assert (values["R4"][2022], values["R5"][2022]) == (1862, 1847)


@pytest.mark.slow
def test_the_list_is_filtered_sorted_and_written(run: Run, sample: Path, tmp_path: Path) -> None:
    """Status and order choose the rows; files hold them as numbers, and the rule stands below the screen's list."""
    listed = [json.loads(line) for line in run("kpi", "list", "--status", "reached", "--json").stdout.splitlines()]
    assert {row["indicator"] for row in listed} == {"創業相談件数", "新規就農者数"}
    shown = run("kpi", "list", "--goal", "2", "--sort", "status").stdout
    assert shown.index("保育所等の待機児童数") < shown.index("出生数") < shown.index("判定の基準")
    run("kpi", "list", "--out", tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert (rows["出生数"][4].value, rows["出生数"][5].value) == (787, -36)
    run("kpi", "list", "--goal", "2", "--out", tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:3] == ["基本目標2", "基本目標2・施策2"]


def test_a_year_that_is_none_is_wrong_usage(run: Run) -> None:
    """Told with what a year looks like; so is an index over several editions."""
    refused = run("kpi", "compare", "出生数", "--base", "きのう")
    assert refused.exit_code == 2 and "H30" in refused.stderr
    assert run("kpi", "compare", "出生数", "--base", "H30", "--edition", "R4", "--edition", "R5").exit_code == 2
