"""The service says how it is and what it did, and never what was asked."""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from bot.watch.counting import Counting
from bot.watch.endpoint import watched_at
from bot.watch.logs import log_to_stderr
from corpus.errors import SettingInvalid


@pytest.fixture
def counting() -> Iterator[Counting]:
    """Hears the log as a service's would; afterwards the log is as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    counting = Counting()
    log_to_stderr(counting, json=True)
    yield counting
    root.handlers[:], root.level = before, level


def got(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_process_is_healthy_and_ready_only_with_all_its_parts(counting: Counting) -> None:
    """A part that says no, or breaks, makes the service unready by its name; health stays."""
    held = {"store": True, "index": True}

    def index() -> bool:
        if not held["index"]:
            raise OSError("secret path")
        return True

    with watched_at(0, {"store": lambda: held["store"], "index": index}, counting.registry) as port:
        assert got(port, "/readyz") == (200, '{"store": true, "index": true}\n')
        held |= {"store": False, "index": False}
        assert got(port, "/readyz") == (503, '{"store": false, "index": false}\n')
        assert got(port, "/healthz")[0] == 200
        assert got(port, "/elsewhere")[0] == 404
        with pytest.raises(SettingInvalid), watched_at(port, {}, counting.registry):
            pass


def test_what_is_logged_is_counted(counting: Counting) -> None:
    """Questions by how they came and what became of them, their seconds, and errors."""
    facts = {"event": "answered", "came": "mention", "status": "not_found", "seconds": 0.3}
    logging.getLogger("sosei.slack").info("answered", extra=facts)
    logging.getLogger("sosei.jobs").error("broken")
    with watched_at(0, {}, counting.registry) as port:
        told = got(port, "/metrics")[1]
    assert 'sosei_questions_total{came="mention",status="not_found"} 1.0' in told
    assert 'sosei_answer_seconds_bucket{le="0.5"} 1.0' in told
    assert 'sosei_errors_total{logger="sosei.jobs"} 1.0' in told


def test_the_log_is_a_line_of_json_an_event(counting: Counting, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts are fields of their own, and Japanese stays readable."""
    log_to_stderr(counting, json=True)
    logging.getLogger("sosei.slack").info("answered %s", "x1", extra={"exchange": "x1", "status": "answered"})
    logging.getLogger("elsewhere").info("not told")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["exchange"], told["status"]) == (
        "INFO",
        "sosei.slack",
        "x1",
        "answered",
    )
    assert told["message"] == "answered x1"
