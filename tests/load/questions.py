"""Send questions of many users at a steady rate to ``sosei serve``, and see what comes of each.

Bounded in number and time, and sent to the loopback address alone.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any
from uuid import uuid4

from loopback_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, LoopbackSlack
from loopback_slack.events import mention

ROOT = Path(__file__).parents[2]

_PATIENCE = 120.0
"""Seconds that the last answers may take before they count as lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the questions; times in milliseconds.

    Attributes:
        answered_once: Questions with just one reply.
        silent: Questions without any; ``repeated`` those with more than one.
        rss_mib: Memory of the answering process at the end.
    """

    sent: int
    answered_once: int
    silent: int
    repeated: int
    ack_ms_p50: float
    ack_ms_p99: float
    answer_ms_p50: float
    answer_ms_p95: float
    rss_mib: int


def run(home: Path, questions: Sequence[str], *, users: int, rate: float, seconds: float) -> Outcome:
    """Send for a while, then wait for what is missing.

    Args:
        home: ``SOSEI_HOME`` with something published.
        questions: Asked in turn.
        users: How many people ask.
        rate: Questions a second.
        seconds: For how long.
    """
    with LoopbackSlack() as slack, _serving(slack, home) as server:
        slack.wait_for(lambda: slack.connections, 120)
        _warm(slack, questions[0])
        sent: dict[str, tuple[float, str]] = {}
        begun = time.monotonic()
        for nth in range(int(rate * seconds)):
            time.sleep(max(0.0, begun + nth / rate - time.monotonic()))
            thread = f"1720000000.{nth:06d}"
            event = _mention(questions[nth % len(questions)], ts=thread, user=f"U{nth % users:06d}")
            at = time.monotonic()
            sent[thread] = (at, slack.send(event))
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not set(sent) <= set(_answered(slack)):
            time.sleep(0.2)
        replies = Counter(post["thread_ts"] for post in slack.posts if post["thread_ts"] in sent)
        return _told(sent, slack.acked_at, _answered(slack), replies, _rss_mib(server.pid))


def _answered(slack: LoopbackSlack) -> dict[str, float]:
    """When the first reply came, by thread."""
    first: dict[str, float] = {}
    for call in slack.called("chat.postMessage"):
        first.setdefault(str(call.params.get("thread_ts")), call.at)
    return first


def _told(
    sent: dict[str, tuple[float, str]],
    acked: dict[str, float],
    answered: dict[str, float],
    replies: Counter[str],
    rss_mib: int,
) -> Outcome:
    acks = [1000 * (acked[envelope] - at) for at, envelope in sent.values() if envelope in acked]
    answers = [1000 * (answered[thread] - at) for thread, (at, _) in sent.items() if thread in answered]
    return Outcome(
        sent=len(sent),
        answered_once=sum(replies[thread] == 1 for thread in sent),
        silent=sum(replies[thread] == 0 for thread in sent),
        repeated=sum(replies[thread] > 1 for thread in sent),
        ack_ms_p50=_share(acks, 50),
        ack_ms_p99=_share(acks, 99),
        answer_ms_p50=_share(answers, 50),
        answer_ms_p95=_share(answers, 95),
        rss_mib=rss_mib,
    )


def _share(values: list[float], percent: int) -> float:
    return round(quantiles(values, n=100)[percent - 1], 1) if len(values) > 1 else -1.0


def _mention(question: str, **event: str) -> dict[str, Any]:
    """A mention that no earlier run sent: the store remembers events, and answers each once."""
    return mention(question, **event) | {"event_id": f"Ev{uuid4().hex}"}


def _warm(slack: LoopbackSlack, question: str) -> None:
    """Ask once and wait, so that model and index are loaded."""
    slack.send(_mention(question, ts="1710000000.000001"))
    slack.wait_for(lambda: slack.posts, 120)
    slack.forget()


def _rss_mib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


@contextmanager
def _serving(slack: LoopbackSlack, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    env = {**os.environ, **tokens, "SLACK_API_URL": slack.api_url, "SOSEI_HOME": str(home)}
    command = [sys.executable, "-m", "bot.cli.main", "serve"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT, env=env) as server:
        try:
            yield server
            server.send_signal(signal.SIGTERM)
            server.wait(60)
        finally:
            server.kill()


def golden_questions() -> list[str]:
    """Questions that the sample can be asked."""
    lines = (ROOT / "tests" / "bot" / "golden" / "sample.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["q"] for line in lines if "after" not in json.loads(line)]
