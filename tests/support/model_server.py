"""A small OpenAI-compatible server on loopback that answers as a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], str]
"""The message that the model gives to a request."""


@dataclass
class ModelServer:
    """What the server does, and what it was asked.

    Attributes:
        reply: Gives the content of the message.
        raw: Sent in place of the whole body, if set.
        status: HTTP status; ``headers`` go with it.
        before: Seconds before anything is sent.
        trickle: Seconds between the bytes of the body.
    """

    url: str = ""
    reply: Reply = lambda request: ""
    raw: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: float = 0.0
    trickle: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Serve until the block ends."""
    told = ModelServer()
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(request)
            told.seen.append(dict(self.headers))
            told.paths.append(self.path)
            over.wait(told.before)
            body = told.raw
            if body is None:
                message = {"role": "assistant", "content": told.reply(request)}
                body = json.dumps({"choices": [{"index": 0, "message": message}]}).encode()
            self.send_response(told.status)
            for name, value in {"Content-Length": str(len(body)), **told.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            step = 1 if told.trickle else len(body) or 1
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                self.wfile.flush()
                if told.trickle and over.wait(told.trickle):
                    return

        def log_message(self, *_: Any) -> None:
            """Nothing: a test's output is for its findings."""

        def handle(self) -> None:
            """As ever, but a client that has gone is no finding."""
            try:
                super().handle()
            except OSError:
                time.sleep(0)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_port}/v1/"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield told
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
