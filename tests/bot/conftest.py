"""Home folders in which real documents answer, made once a run with the real model."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from tests.support import fifth_city, fourth_city, third_city
from tests.support.small_towns import HILLS, SEASIDE, write_report, write_workbook

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
MODELS = Path(os.environ.get("SOSEI_HOME") or ROOT / "var").resolve() / "models"
"""The default model, made once for all runs of the tests."""

KUMAMOTO_TEXT = SHARED / "corpus" / "000_4a59f80fff1e276c.txt"
KUMAMOTO_FIGURES = SHARED / "corpus" / "kumamoto_published_figures.csv"

Filled = Callable[..., Path]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Makes a home folder by running commands of sosei in it, one after another."""

    def fill(*commands: list[str]) -> Path:
        home = tmp_path_factory.mktemp("home") / "home"
        home.mkdir()
        MODELS.mkdir(parents=True, exist_ok=True)
        (home / "models").symlink_to(MODELS)
        for command in commands:
            run = CliRunner().invoke(cli, command, env={"SOSEI_HOME": str(home), "DATABASE_URL": ""})
            assert run.exit_code == 0, run.output
        return home

    return fill


@pytest.fixture(scope="session")
def sample_home(filled: Filled) -> Path:
    """The sample was loaded here. Not to be changed."""
    return filled(["sample"])


@pytest.fixture(scope="session")
def kumamoto_text_home(filled: Filled) -> Path:
    """The real city's document answers here, without figures. Not to be changed."""
    if not KUMAMOTO_TEXT.exists():
        pytest.skip("the real document is not beside the project")
    return filled(["ingest", str(KUMAMOTO_TEXT), "--publish"])


@pytest.fixture(scope="session")
def kumamoto_home(filled: Filled) -> Path:
    """The real city's document and published figures answer here. Not to be changed."""
    if not KUMAMOTO_TEXT.exists() or not KUMAMOTO_FIGURES.exists():
        pytest.skip("the real document is not beside the project")
    return filled(["ingest", str(KUMAMOTO_TEXT), "--publish"], ["kpi", "import", str(KUMAMOTO_FIGURES)])


@pytest.fixture(scope="session")
def second_town_home(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up town's Word report and workbook answer here. Not to be changed."""
    folder = tmp_path_factory.mktemp("second_town")
    report = write_report(folder / "report-R5.docx", SEASIDE)
    workbook = write_workbook(folder / "figures-R5.xlsx", SEASIDE)
    return filled(["ingest", str(report), str(workbook), "--edition", "R5", "--publish"])


@pytest.fixture(scope="session")
def third_city_home(filled: Filled) -> Path:
    """A made-up city's three PDFs answer here, edition after edition. Not to be changed."""
    files = (third_city.STRATEGY, third_city.REPORT, third_city.SHEETS)
    return filled(*(["ingest", str(file), "--publish"] for file in files))


@pytest.fixture(scope="session")
def fourth_city_home(filled: Filled) -> Path:
    """A made-up city's strategy, workbook and sheets answer here, but for what was measured. Not to be changed."""
    return filled(
        ["ingest", str(fourth_city.STRATEGY), "--publish"],
        ["ingest", str(fourth_city.WORKBOOK), "--publish"],
        ["ingest", str(fourth_city.SHEETS)],
        ["review", "reject", "--edition", "R6", "--reason", "measured on a chart"],
        ["publish", "R6"],
    )


@pytest.fixture(scope="session")
def fifth_city_home(filled: Filled) -> Path:
    """A made-up city's strategy, list and report answer here, but for what charts leave in doubt. Not to be changed."""
    return filled(
        ["ingest", str(fifth_city.STRATEGY), "--publish"],
        ["ingest", str(fifth_city.LIST), "--publish"],
        ["ingest", str(fifth_city.REPORT)],
        ["review", "reject", "--edition", "R6", "--reason", "several series on one chart"],
        ["publish", "R6"],
    )


@pytest.fixture(scope="session")
def hill_town_home(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up town in the hills, with the indicators that the others do not have. Not to be changed."""
    report = write_report(tmp_path_factory.mktemp("hill_town") / "report-R5.docx", HILLS)
    return filled(["ingest", str(report), "--edition", "R5", "--publish"])
