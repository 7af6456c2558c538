"""``/healthz``, ``/readyz`` and ``/metrics`` on a port of this machine's own.

Healthy is a process that answers at all; ready is one that could answer a question now. What is not ready is told by
the name of the part alone.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, make_wsgi_app

from corpus.errors import SettingInvalid

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Checks = Mapping[str, Callable[[], bool]]
"""What must be so for a question to be answered, by the name of the part."""

_HERE = "127.0.0.1"
_LOOK_SECONDS = 0.2


@contextmanager
def watched_at(port: int, checks: Checks, registry: CollectorRegistry) -> Iterator[int]:
    """Serve in a thread of its own for as long as the context lasts; gives the port.

    Args:
        port: On the loopback address; 0 for any that is free.
        checks: What ``/readyz`` asks.
        registry: What ``/metrics`` shows.

    Raises:
        SettingInvalid: If the port cannot be had.
    """
    from waitress import create_server, wasyncore  # type: ignore[import-untyped]  # it ships no types

    sockets: dict[int, object] = {}
    try:
        server = create_server(_application(checks, registry), map=sockets, host=_HERE, port=port, threads=2)
    except OSError as error:
        raise SettingInvalid(name="SOSEI_WATCH_PORT", detail=f"{_HERE}:{port}: {error.strerror}") from None
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            wasyncore.loop(timeout=_LOOK_SECONDS, map=sockets, count=1)

    serving = threading.Thread(target=serve, name="watch")
    serving.start()
    try:
        yield int(server.effective_port)
    finally:
        stop.set()
        serving.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


def _application(checks: Checks, registry: CollectorRegistry) -> "WSGIApplication":
    metrics = make_wsgi_app(registry)

    def serve(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        match environ.get("PATH_INFO"):
            case "/healthz":
                return _told(start, "200 OK", {"healthy": True})
            case "/readyz":
                found = {name: _holds(check) for name, check in checks.items()}
                return _told(start, "200 OK" if all(found.values()) else "503 Service Unavailable", found)
            case "/metrics":
                return metrics(environ, start)  # type: ignore[no-any-return]
            case _:
                return _told(start, "404 Not Found", {})

    return serve


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever it is, the part cannot serve
        return False


def _told(start: "StartResponse", status: str, body: Mapping[str, bool]) -> list[bytes]:
    content = json.dumps(body).encode() + b"\n"
    start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
    return [content]
