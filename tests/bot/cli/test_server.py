"""The command on a database server: figures, passages and vectors in one place, for workers on any machine."""

import json
from pathlib import Path

import pytest
from postgres import admitted, connected, database, needs_server, url_of

from ..conftest import MODELS
from .conftest import Run

pytestmark = [needs_server, pytest.mark.slow]

_TEXT = """さくら市まち・ひと・しごと創生総合戦略　効果検証報告書
令和{era}年度版

基本目標２　子育てを支える
施策２－１　保育の充実
【評価】
令和{era}年度は保育所の定員を広げた。
【今後の方向性】
・保育士の確保に努めます。
"""


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    """Home folders of two machines, which share nothing but the model that each would make alike."""
    made = [tmp_path / "one", tmp_path / "two"]
    for home in made:
        home.mkdir()
        (home / "models").symlink_to(MODELS)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The verification documents of two years."""
    for era in (4, 5):
        (tmp_path / f"R{era}.txt").write_text(_TEXT.format(era=era), encoding="utf-8")
    return [str(tmp_path / "R4.txt"), str(tmp_path / "R5.txt")]


def test_another_machine_answers_from_the_database_alone(run: Run, homes: list[Path], files: list[str]) -> None:
    """What one machine publishes another searches, without document or index of its own, to equal hits."""
    with admitted() as admin, database(admin) as name:
        one, two = ({"DATABASE_URL": url_of(name), "SOSEI_HOME": str(home)} for home in homes)
        assert json.loads(run("db", "upgrade", "--json", env=one).stdout)["pgvector"] == "ready"
        assert run("ingest", *files, "--publish", env=one).exit_code == 0
        hits = [json.loads(run("search", "保育士の確保", "--json", env=env).stdout) for env in (one, two)]
        assert hits[0] == hits[1]
        assert {hit["edition"] for hit in hits[0]} == {"R4", "R5"}
        assert not [home for home in homes if (home / "index").exists()]
        status = json.loads(run("status", "--json", env=two).stdout)["index"]
        assert (status["backend"], status["vectors"], status["present"]) == ("pgvector", "exact", True)
        assert status["bytes"] > 10_000
        doctor = run("doctor", env=two).stdout
        assert "要対応" not in doctor and "pgvector" in doctor
        assert run("rollback", env=two).exit_code == 0
        assert {hit["edition"] for hit in json.loads(run("search", "保育", "--json", env=one).stdout)} == {"R4"}


def test_without_pgvector_the_index_lies_in_files_and_it_is_told(run: Run, homes: list[Path], files: list[str]) -> None:
    """Everything works on one machine; status and doctor say what is missing for several."""
    with admitted() as admin, database(admin) as name:
        env = {"DATABASE_URL": url_of(name), "SOSEI_HOME": str(homes[0])}
        run("db", "upgrade", env=env)
        with connected(url_of(name)) as server, server.quick() as connection:
            connection.cursor().execute("DROP EXTENSION vector CASCADE")
        assert run("ingest", *files, "--publish", env=env).exit_code == 0
        assert json.loads(run("search", "保育士の確保", "--json", env=env).stdout)
        status = json.loads(run("status", "--json", env=env).stdout)["index"]
        assert (status["backend"], status["pgvector"]) == ("faiss", "extension_missing")
        assert "CREATE EXTENSION vector" in run("status", env=env).stdout
        checks = {check["name"]: check for check in json.loads(run("doctor", "--json", env=env).stdout)["checks"]}
        assert (checks["pgvector"]["state"], checks["index"]["state"]) == ("off", "ok")
