"""``sosei backup`` and ``sosei restore`` on the sample."""

import json
from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.slow
def test_a_new_home_answers_from_a_backup(run: Run, sample: Path, tmp_path: Path) -> None:
    """Saved here and restored there, figures answer at once; an old home is never restored over."""
    file, other = tmp_path / "all.zip", {"SOSEI_HOME": str(tmp_path / "other")}
    saved = json.loads(run("backup", file, "--json").stdout)
    assert saved["rows"]["observation"] > 100
    assert run("restore", file, env=other).exit_code == 0
    told = json.loads(run("kpi", "show", "出生数", "--json", env=other).stdout)
    assert {p["year"]: p["value"] for p in told["points"]}[2023] == 787
    refused = run("restore", file)
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1
