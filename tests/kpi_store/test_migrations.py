"""A database with figures of an earlier revision is brought up without losing any."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import killed_migrator
import pytest
from alembic import command
from alembic.config import Config
from readings import WAITING, indicator, reading
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kpi_store import migrations
from kpi_store.engine import Database
from kpi_store.reviewing import Selection
from kpi_store.schema import schema_state, upgrade
from kpi_store.store import KpiStore

ROOT = Path(__file__).parents[2]

_ROWS = (
    "INSERT INTO document VALUES (1, 'aa', 'a.pdf', '検証', 'verification', 'R4', '2023-08-01', '市', 20, {false},"
    " {false}, '2023-08-02 00:00:00')",
    "INSERT INTO document VALUES (2, 'bb', 'b.pdf', '検証', 'verification', 'R5', '2024-08-01', '市', 20, {false},"
    " {true}, '2024-08-02 00:00:00')",
    "INSERT INTO goal VALUES (1, 2, '子どもを育てる', '')",
    "INSERT INTO measure VALUES (1, 2, 2, '子育ての支援', '[]')",
    "INSERT INTO passage VALUES (1, 0, 'k', '保育士を確保する。', 7, 'future_direction', '[]', NULL, NULL, NULL, 2, 2)",
    "INSERT INTO indicator VALUES (1, NULL)",
    "INSERT INTO listing VALUES (1, 1, 1, 0, '{name}', '人', 'as_of', 2, 2, {false}, {false}, '[]', '[]')",
    "INSERT INTO listing VALUES (2, 2, NULL, 0, '{name}', '人', NULL, 2, 2, {false}, {false}, '[]', '[]')",
    "INSERT INTO observation VALUES (1, 1, 2022, 'R4', '5.0', 'actual', 7, 'chart', '5.0', NULL, 1.0, {false}, '[]',"
    " NULL, NULL)",
    "INSERT INTO observation VALUES (2, 2, 2023, 'R5', '4', 'actual', 7, 'chart', '4', NULL, 0.5, {true}, '[]',"
    " NULL, NULL)",
    "INSERT INTO milestone VALUES (1, 1, 'target', 'R6', 2024, '0', 7, 'table', '0', {false}, NULL, NULL)",
    "INSERT INTO publication VALUES (1, '2023-08-03 00:00:00', 'snap', '', NULL)",
    "INSERT INTO publication_document VALUES (1, 1)",
    "INSERT INTO audit VALUES (1, '2023-08-03 00:00:00', '企画課', 'publish', 'R4', '{{}}')",
)


def database_of_0001(url: str) -> Database:
    """A database at the first revision, with a published edition and a draft."""
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with database.altering() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for row in _ROWS:
            yes, no = ("1", "0") if database.embedded else ("true", "false")
            connection.execute(text(row.format(true=yes, false=no, name=WAITING)))
        if not database.embedded:
            for table in ("document", "indicator", "listing", "observation", "milestone", "publication", "audit"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', 10)"))
    return database


def test_figures_of_the_first_revision_answer_after_the_upgrade(new_url: Callable[[], str]) -> None:
    """Documents, figures, passages, publication and trail are what they were, and the draft can be reviewed."""
    url = new_url()
    database_of_0001(url).close()
    assert upgrade(url).current
    with KpiStore.open(url, create=False) as store:
        series = store.series(store.find(WAITING).id)
        assert [(o.year, str(o.value), o.reviewed_by) for o in series.observations] == [(2022, "5.0", None)]
        assert series.target is not None and series.target.value == 0
        assert [d.state for d in store.documents()] == ["published", "draft"]
        assert [p.text for p in store.passages([1])] == ["保育士を確保する。"]
        assert store.goals()[0].measures[0].title == "子育ての支援"
        current = store.current()
        assert current is not None and current.snapshot == "snap"
        store.reviews.accept(Selection(edition="R5"), "係長")
        planned = store.plan_publication("R5")
        store.publish("R5", planned, None)
        assert [o.reviewed_by for o in store.series(1).observations] == ["係長"]
        again = reading(indicator(), edition="R4")
        first, _ = store.draft(again, "R4", (), "c.pdf")
        assert store.draft(again, "R4", (), "c.pdf", again=True)[0].id > first.id > 2


def test_references_hold_after_the_upgrade(new_url: Callable[[], str]) -> None:
    """The table that was made anew is the one that the others refer to."""
    url = new_url()
    database = database_of_0001(url)
    upgrade(url)
    with pytest.raises(DBAPIError), database.altering() as connection:
        connection.execute(text("INSERT INTO publication_document VALUES (1, 99)"))
    with pytest.raises(DBAPIError), database.altering() as connection:
        connection.execute(text("DELETE FROM document WHERE id = 1"))
    database.close()


def test_an_upgrade_that_fails_leaves_all_as_it_was(new_url: Callable[[], str]) -> None:
    """Something in the way of the second revision keeps the first with its figures."""
    url = new_url()
    database = database_of_0001(url)
    with database.altering() as connection:
        connection.execute(text("CREATE TABLE ruling (id INTEGER)"))
    with pytest.raises(Exception, match="ruling"):
        upgrade(url)
    assert schema_state(url).found == "0001"
    with database.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM document")).scalar() == 2
    database.close()


@pytest.mark.slow
@pytest.mark.parametrize("nth", [0, 4, 12, 30])
def test_a_kill_amid_an_upgrade_leaves_all_as_it_was(new_url: Callable[[], str], nth: int) -> None:
    """Killed before one of its statements (0: its commit), the next upgrade completes it."""
    url = new_url()
    database_of_0001(url).close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, killed_migrator.__file__, url, str(nth)]
    assert subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert schema_state(url).found == "0001"
    assert upgrade(url).current
    with KpiStore.open(url, create=False) as store:
        assert [d.state for d in store.documents()] == ["published", "draft"]


@pytest.mark.parametrize("table", ["verdict", "ruling"])
def test_what_people_decided_cannot_be_rewritten(new_url: Callable[[], str], table: str) -> None:
    """The database itself refuses to change or delete a decision."""
    url = new_url()
    database = database_of_0001(url)
    upgrade(url)
    row = {
        "verdict": "(1, '2024-04-01 00:00:00', 'x', 'accept', 2, NULL, NULL, '')",
        "ruling": "(1, '2024-04-01 00:00:00', 'x', 'accept', 'k', 'rename', 'R5', '[1]', '[]', '')",
    }[table]
    with database.altering() as connection:
        connection.execute(text(f"INSERT INTO {table} VALUES {row}"))
    for change in (f"UPDATE {table} SET by = 'y'", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="append-only"), database.altering() as connection:
            connection.execute(text(change))
    database.close()
