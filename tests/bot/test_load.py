"""Under load, each question is acknowledged and answered once."""

import shutil
from pathlib import Path

import pytest

from tests.load.questions import golden_questions, run


@pytest.mark.slow
def test_each_question_of_many_people_is_answered_once(sample_home: Path, tmp_path: Path) -> None:
    """None is lost and none answered twice, and acknowledgements take no half second, not even just after the start."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    outcome = run(home, golden_questions(), users=20, rate=5, seconds=6)
    assert (outcome.sent, outcome.answered_once, outcome.silent, outcome.repeated) == (30, 30, 0, 0)
    assert 0 < outcome.ack_ms_p99 < 500
