"""The loopback Slack itself: a web server in a thread, its state, and what tests ask of it."""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from loopback_slack.sockets import Sockets
from loopback_slack.state import Call, Failure, File
from loopback_slack.web_api import routes


class LoopbackSlack:
    """Use as a context manager; everything a test reads or sets is safe from its thread.

    Attributes:
        calls: All calls that arrived, in order.
        posts: What ``chat.postMessage`` took.
        messages: Each message as it stands now, by channel and time stamp.
        whispers: What ``chat.postEphemeral`` took.
        views: Modals that were opened.
        private: What response URLs took.
        dropped: Files that people dropped, by the last part of their address.
        files: Uploads by id.
        acks: Payload (or None) of each acknowledged envelope, by envelope id; ``acked_at`` says when it came, on the
            monotonic clock.
        connections: How many WebSockets have been opened so far.
        prompts: What was suggested in the agent's window and is shown.
        homes: What ``views.publish`` took: for whom, and the blocks.
        granted: Scopes of the bot token, as a header says them; None where it says nothing.
        ahead: Seconds by which its clock is ahead of this machine's.
        team: Facts of ``auth.test``, beside those of a workspace on its own.
        people: Facts of ``users.info`` by user id, beside those of an ordinary member.
        channels: Facts of ``conversations.info`` by channel id, beside those of a channel of the workspace's own; None
            for one that the app cannot see.
        groups: Members of user groups, by group id.
        native_charts: Whether this workspace knows ``data_visualization`` yet.
        looks_until_ready: How often ``files.info`` shows an uploaded file as not ready yet.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.posts: list[dict[str, Any]] = []
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self.whispers: list[dict[str, Any]] = []
        self.views: list[dict[str, Any]] = []
        self.private: list[dict[str, Any]] = []
        self.dropped: dict[str, bytes] = {}
        self.files: dict[str, File] = {}
        self.acks: dict[str, Any] = {}
        self.acked_at: dict[str, float] = {}
        self.connections = 0
        self.prompts: list[list[dict[str, str]]] = []
        self.homes: list[tuple[str, list[dict[str, Any]]]] = []
        self.granted: str | None = None
        self.ahead = 0
        self.team: dict[str, Any] = {}
        self.people: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, dict[str, Any] | None] = {}
        self.groups: dict[str, list[str]] = {}
        self.looks_until_ready = 1
        self.native_charts = True
        self.response_uses: dict[str, int] = defaultdict(int)
        self.tickets: set[str] = set()
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback-slack", daemon=True)
        self._sockets = Sockets(self)
        self._routes = [*routes(self), web.get("/link", self._sockets.serve)]
        self._origin = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._run(self._sockets.close())
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        application = web.Application(client_max_size=1 << 24)
        application.add_routes(self._routes)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._origin = f"127.0.0.1:{self._runner.addresses[0][1]}"

    @property
    def api_url(self) -> str:
        """What ``SLACK_API_URL`` is to be."""
        return f"http://{self._origin}/api/"

    @property
    def origin(self) -> str:
        """Host and port."""
        return self._origin

    def forget(self) -> None:
        """Begin anew for another test; connections stay."""
        with self._changed:
            for listed in (self.calls, self.posts, self.private, self.whispers, self.views):
                listed.clear()
            for kept in (self.messages, self.dropped, self.files, self.acks, self.acked_at, self._failures):
                kept.clear()
            self.response_uses.clear()
            self.team.clear()
            self.granted = None
            self.ahead = 0
            self.homes.clear()
            self.prompts.clear()
            self.looks_until_ready = 1
            self.native_charts = True

    def response_url(self, name: str = "r1") -> str:
        """A fresh response URL, good for five uses."""
        return f"http://{self._origin}/response/{name}"

    def fail(self, method: str, failure: Failure, times: int = 1) -> None:
        """Make the next calls of a method fail; ``upload`` and ``response_url`` count as methods."""
        self._failures[method].extend([failure] * times)

    def next_failure(self, method: str) -> Failure | None:
        """Take one failure that was ordered for a method."""
        waiting = self._failures[method]
        return waiting.popleft() if waiting else None

    def note(self, change: Callable[[], None]) -> None:
        """Change the state and wake whoever waits for it."""
        with self._changed:
            change()
            self._changed.notify_all()

    def wait_for(self, what: Callable[[], Any], seconds: float = 60) -> Any:
        """Wait until something is so, and return it."""
        with self._changed:
            if not self._changed.wait_for(what, seconds):
                called = [call.method for call in self.calls]
                raise AssertionError(f"not so after {seconds} s; calls: {called}, posts: {self.posts}")
            return what()

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def send(self, payload: dict[str, Any], kind: str = "events_api", **envelope: Any) -> str:
        """Deliver a payload over the newest WebSocket and return the envelope's id."""
        return str(self._run(self._sockets.send(payload, kind, envelope)))

    def drop_socket(self) -> None:
        """Break the WebSocket off as a lost connection would."""
        self._run(self._sockets.drop())

    def refresh_socket(self) -> None:
        """Ask the client to take a new connection, as Slack does every few hours."""
        self._run(self._sockets.refresh())

    def _run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(15)
