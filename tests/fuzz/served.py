"""The Slack app in this process, told signed payloads one by one over WSGI."""

import json
import logging
import threading
from io import BytesIO
from types import TracebackType
from typing import Any, Self

from answers import about, trend
from loopback_slack import BOT_TOKEN, SIGNING_SECRET, LoopbackSlack
from loopback_slack.events import mention, signed

from bot.slack.app import Answering, build_app
from bot.slack.http import wsgi
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from kpi_store.store import KpiStore

HERE = "http://SLACK/"
"""Begins the addresses in payloads; the app is told a real one of this machine instead."""

SECRET = "内密の待機児童"
"""What people ask; it is to stand in no log."""


class Served:
    """Use as a context manager; what it leaves is asked a last question, and must answer it."""

    def __enter__(self) -> Self:
        self._slack = LoopbackSlack().__enter__()
        self._store = KpiStore.open("sqlite://", create=True)
        settings = SlackSettings(
            BOT_TOKEN, None, SIGNING_SECRET, self._slack.api_url, rules=Rules(admins=frozenset({"U0ADMIN"}))
        )
        answering = Answering(
            lambda question, **_: about(question),
            lambda name, intent, **_: trend(f"{name}の推移は？"),
            lambda _: None,
            None,  # type: ignore[arg-type]  # papers are not made here
        )
        self._app = build_app(settings, self._store, answering)
        self._serve = wsgi(self._app)
        self._logged = list[str]()
        self._ear = logging.Handler(logging.INFO)
        self._ear.emit = lambda record: self._logged.append(f"{record.name}: {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger().addHandler(self._ear)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        try:
            if error is None:
                self._tell(mention("最後の質問"))
                assert any("最後の質問" in post["text"] for post in self._slack.posts), "it answers no more"
        finally:
            logging.getLogger().removeHandler(self._ear)
            self._app.bolt.listener_runner.listener_executor.shutdown(wait=True)
            self._app.intake.close()
            self._store.close()
            self._slack.__exit__(kind, error, tb)

    def take(self, payload: dict[str, Any]) -> None:
        """Tell the app a payload as Slack would, and wait until it is done with it.

        Raises:
            AssertionError: If it was not acknowledged or refused by a status, or what was asked came into the log.
        """
        self._logged.clear()
        self._tell(payload)
        told = [line for line in self._logged if SECRET in line]
        assert not told, f"what was asked came into the log: {told[0][:300]}"
        self._slack.forget()

    def _tell(self, payload: dict[str, Any]) -> None:
        body, headers = signed(json.loads(json.dumps(payload).replace(HERE, f"http://{self._slack.origin}/")))
        status = list[str]()
        environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/slack/events", "SERVER_PROTOCOL": "HTTP/1.1"}
        environ |= {"CONTENT_TYPE": headers["Content-Type"], "CONTENT_LENGTH": str(len(body))}
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        list(self._serve(environ | {"wsgi.input": BytesIO(body)}, lambda said, _headers: status.append(said)))  # type: ignore[arg-type, return-value]
        assert status and status[0].split()[0] in ("200", "400", "404", "500"), status
        self._settle()

    def _settle(self) -> None:
        """Wait until each thread of the app has come to the end of what it does."""
        executor = self._app.bolt.listener_runner.listener_executor
        threads = executor._max_workers  # type: ignore[attr-defined]
        met = threading.Barrier(threads + 1)
        for _ in range(threads):
            executor.submit(met.wait, 30)
        met.wait(30)
