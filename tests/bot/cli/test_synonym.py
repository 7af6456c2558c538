"""``sosei synonym``: what was added is listed, answers, and can be taken back."""

import json

import pytest

from .conftest import Run

pytestmark = pytest.mark.slow


def test_a_synonym_is_added_listed_and_removed(run: Run) -> None:
    """Each step says what it did, in words and as JSON; the second time it says that nothing changed."""
    assert "次の質問から" in run("synonym", "add", "子どもルーム", "放課後児童クラブ").stdout
    again = run("synonym", "add", "子どもルーム", "放課後児童クラブ", "--json")
    assert json.loads(again.stdout)["unchanged"] is True
    listed = json.loads(run("synonym", "list", "--json").stdout)
    assert (listed["said"], listed["means"]) == ("子どもルーム", "放課後児童クラブ")
    assert "子どもルーム → 放課後児童クラブ" in run("synonym", "list").stdout
    assert run("synonym", "remove", "子どもルーム").exit_code == 0
    gone = run("synonym", "remove", "子どもルーム")
    assert gone.exit_code == 1 and "登録されていません" in gone.stderr
    assert "まだ登録されていません" in run("synonym", "list").stdout
