"""The whole bot as one process, ``sosei serve`` with its worker, against the loopback Slack; it may be killed."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loopback_slack import BOT_TOKEN, SIGNING_SECRET, LoopbackSlack
from loopback_slack.events import await_port, clicked, deliver, direct_message, dropped, filled_in, free_port

ROOT = Path(__file__).parents[2]
Message = dict[str, Any]


class ServedBot:
    """Use as a context manager.

    Args:
        home: ``SOSEI_HOME``.
        slack: Where it is at home.
        **environment: What its environment has otherwise than usual.
    """

    def __init__(self, home: Path, slack: LoopbackSlack, **environment: str) -> None:
        self.home = home
        self.slack = slack
        self.log = home.parent / f"{home.name}.log"
        self._environment = environment
        self._port = free_port()

    def __enter__(self) -> "ServedBot":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(60)

    def start(self) -> None:
        """Start the process, and wait until it listens."""
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "SOSEI_HOME": str(self.home),
            "DATABASE_URL": "",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "SOSEI_ADMINS": "U0ADMIN",
        }
        command = [sys.executable, "-m", "bot.cli.main", "serve", "--mode", "http", "--host", "127.0.0.1"]
        with self.log.open("a") as log:
            command += ["--port", str(self._port)]
            self._process = subprocess.Popen(command, env=environment | self._environment, cwd=ROOT, stderr=log)
        await_port(self._port)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def kill_and_restart(self) -> None:
        """End it as a power cut would, and start it again."""
        self.kill()
        self.start()

    @property
    def alive(self) -> bool:
        """Whether the process goes on."""
        return self._process.poll() is None

    def tell(self, payload: Message) -> str:
        """Deliver a payload; what it is acknowledged with."""
        status, body = deliver(f"http://127.0.0.1:{self._port}/slack/events", payload)
        assert status == 200
        return body

    def drop(self, *files: Path, **event: Any) -> None:
        """Drop files into the direct messages."""
        for file in files:
            self.slack.dropped[file.name] = file.read_bytes()
        sizes = [(file.name, file.stat().st_size) for file in files]
        self.tell(dropped(self.slack.origin, *sizes, **{"user": "U0ADMIN"} | event))

    def ask(self, question: str) -> str:
        """Ask in the direct messages; the text of the reply."""
        before = len(self.slack.posts)
        self.tell(direct_message(question, user="U0ADMIN"))
        said = self.slack.wait_for(lambda: [post["text"] for post in self.slack.posts[before:]], 120)
        return "\n".join(said)

    def message(self, *words: str, seconds: float = 120) -> Message:
        """The newest message that says all of these words now, or waits until there is one."""

        def found() -> Message | None:
            for (channel, ts), message in reversed(self.slack.messages.items()):
                if all(word in str(message.get("text")) + str(message.get("blocks")) for word in words):
                    return message | {"channel": channel, "ts": ts}
            return None

        shown: Message = self.slack.wait_for(found, seconds)
        return shown

    def click(self, message: Message, action: str, user: str = "U0ADMIN") -> Message:
        """Click a button of a message; the payload, for doing it again."""
        payload = clicked(button_of(message, action), message["channel"], message["ts"], user)
        self.tell(payload)
        return payload

    def window(self, opening: Callable[[], object]) -> Message:
        """The modal that something opens."""
        before = len(self.slack.views)
        opening()
        opened: Message = self.slack.wait_for(lambda: self.slack.views[before:])[0]
        return opened

    def submit(self, view: Message, user: str = "U0ADMIN", **entered: dict[str, Any]) -> str:
        """Submit a modal with what stands in it but for what is entered; what it is acknowledged with."""
        stands = {block["block_id"]: as_it_stands(block) for block in view["blocks"] if block["type"] == "input"}
        return self.tell(filled_in(view, stands | entered, user))


def button_of(message: Message, action: str) -> dict[str, Any]:
    """A button of a message as a click sends it back."""
    for block in message["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == action:
                return {"type": "button", "action_id": action, "value": element["value"]}
    raise AssertionError(f"no button {action} in {message}")


def as_it_stands(block: dict[str, Any]) -> dict[str, Any]:
    """The state of a field that nobody touched."""
    element = block["element"]
    if element["type"] == "static_select":
        return {"type": element["type"], "selected_option": element.get("initial_option")}
    return {
        "type": element["type"],
        "value": element.get("initial_value"),
        "selected_date": element.get("initial_date"),
    }


def spacing(slack: LoopbackSlack, ts: str) -> list[float]:
    """Seconds between the updates of a message."""
    at = [call.at for call in slack.called("chat.update") if call.params.get("ts") == ts]
    return [later - earlier for earlier, later in itertools.pairwise(at)]
