"""The one door to a language model: an OpenAI-compatible server at the address that the settings name, and no other.

Off unless ``LLM_BASE_URL`` is set. A server that is slow, wrong or gone is never an error of an answer: what it does
not say in time, and in so many bytes, is not said. Nothing that is sent or received reaches a log.
"""

import json
import logging
import socket
import ssl
import time
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, Queue
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import urlsplit

SECONDS = 5.0
"""What a reply may take in all: name look-up, connection and every byte of it."""

LARGEST = 200_000
"""Bytes of a reply that are read; a rephrased answer has a few thousand."""

_PART = 16_384

_AT_ONCE = 4
"""Requests under way; one more would only wait, so that answer does without."""

_FAILURES = 3
_REST_SECONDS = 60.0
"""After so many failures in a row the server is left alone for so long: not every answer need wait for it."""

_log = logging.getLogger(__name__)


class LanguageModel:
    """A server's chat completions.

    Args:
        base_url: Ends with a slash; ``chat/completions`` is below it.
        model: Name that the server knows it by.
        api_key: Sent as a bearer token, where there is one.
        seconds: What a reply may take in all.
    """

    def __init__(self, base_url: str, model: str, api_key: str | None = None, seconds: float = SECONDS) -> None:
        self._url = urlsplit(base_url + "chat/completions")
        self._model = model
        self._api_key = api_key
        self._seconds = seconds
        self._free = BoundedSemaphore(_AT_ONCE)
        self._failures = 0
        self._resting_until = 0.0

    def complete(self, system: str, user: str) -> str | None:
        """What the model replies; None where nothing usable came in time. Never raises."""
        if time.monotonic() < self._resting_until or not self._free.acquire(blocking=False):
            return None
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "max_tokens": 1000,
            "stream": False,
        }
        said = self._within_time(json.dumps(body).encode())
        self._failures = 0 if said is not None else self._failures + 1
        if self._failures >= _FAILURES:
            self._failures, self._resting_until = 0, time.monotonic() + _REST_SECONDS
        return said

    def _within_time(self, body: bytes) -> str | None:
        """The reply, if it is there in time.

        The request runs aside: neither a look-up of the name nor a trickle of bytes can be bounded from within.
        """
        secure = self._url.scheme == "https"
        connect = HTTPSConnection if secure else HTTPConnection
        connection = connect(self._url.hostname or "", self._url.port, timeout=self._seconds)
        replied: Queue[str | None] = Queue(1)

        def ask() -> None:
            try:
                replied.put(_content(self._read(connection, body)))
            except (OSError, ssl.SSLError, HTTPException, ValueError, LookupError, TypeError) as error:
                _log.warning("the language model gave nothing usable: %s", type(error).__name__)
                replied.put(None)
            finally:
                connection.close()
                self._free.release()

        Thread(target=ask, name="language-model", daemon=True).start()
        try:
            return replied.get(timeout=self._seconds)
        except Empty:
            _log.warning("the language model took over %s seconds", self._seconds)
            if held := connection.sock:
                with suppress(OSError):  # it may have ended by itself just now
                    held.shutdown(socket.SHUT_RDWR)
            return None

    def _read(self, connection: HTTPConnection, body: bytes) -> bytes:
        """The whole body of a plain success; redirects are not followed.

        Raises:
            ValueError: If it is anything else, or too much.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._api_key:
            headers["Authorization"] = f"Bearer {self._api_key}"
        until = time.monotonic() + self._seconds
        connection.request("POST", self._url.path, body, headers)
        response = connection.getresponse()
        if response.status != HTTPStatus.OK:
            raise ValueError
        read = b""
        while part := response.read1(_PART):
            read += part
            if len(read) > LARGEST or time.monotonic() > until:
                raise ValueError
        return read


def _content(body: bytes) -> str:
    """The first choice's message.

    Raises:
        ValueError: If the body is no JSON; ``LookupError`` or ``TypeError`` if it is none of this kind.
    """
    reply: Any = json.loads(body)
    content = reply["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise TypeError
    return content
