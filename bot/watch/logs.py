"""The log of a service: a line of JSON an event where a program reads it, plain lines where a person does.

Events carry ids, kinds and times; no question, no name and no text of a document is among them.
"""

import logging
import sys
from collections.abc import Iterable

_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to_stderr(*also: logging.Handler, json: bool | None = None) -> None:
    """Log to standard error from now on.

    Args:
        *also: Handlers that hear the same.
        json: Whether as JSON; None for JSON unless standard error is a terminal.
    """
    stream = logging.StreamHandler()
    as_json = not sys.stderr.isatty() if json is None else json
    stream.setFormatter(_json_formatter() if as_json else logging.Formatter(_PLAIN))
    handlers: Iterable[logging.Handler] = (stream, *also)
    logging.basicConfig(level=logging.WARNING, handlers=handlers, force=True)
    logging.getLogger("sosei").setLevel(logging.INFO)


def _json_formatter() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        "%(asctime)s %(levelname)s %(name)s %(message)s",
        rename_fields={"asctime": "at", "levelname": "level", "name": "logger"},
        datefmt="%Y-%m-%dT%H:%M:%S%z",
        json_ensure_ascii=False,
    )
