"""What is fuzzed: how its input is made, and what must hold of whatever comes of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.questions.question import understand
from bot.slack.papers.request import request_of
from bot.slack.safety import asked
from corpus.errors import DocumentError, QuestionError
from corpus.read import read
from corpus.years import find_years, parse_run, parse_year, stated_period, year_span
from tests.fuzz.choices import Choices
from tests.fuzz.payloads import payload
from tests.fuzz.pdfs import pdf
from tests.fuzz.served import HERE, SECRET, Served
from tests.fuzz.texts import text

Check = Callable[[bytes], None]
"""Raises if something is wrong with what comes of an input."""


@dataclass(frozen=True)
class Target:
    """Something that reads what others wrote.

    Attributes:
        suffix: Of files that hold an input.
        make: An input of some choices.
        ready: Gives what checks an input, for as long as its context lasts.
    """

    suffix: str
    make: Callable[[Choices], bytes]
    ready: Callable[[], AbstractContextManager[Check]]


@contextmanager
def _reading() -> Iterator[Check]:
    """A PDF is read, or refused by an error that names it; nothing else, and not for long."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "made.pdf")

        def check(content: bytes) -> None:
            path.write_bytes(content)
            try:
                reading = read(path)
            except DocumentError:
                return
            assert reading.pages >= 0

        yield check


@contextmanager
def _years() -> Iterator[Check]:
    """Years lie within the text, in order, and are years."""

    def check(content: bytes) -> None:
        said = content.decode("utf-8", "surrogatepass")
        found = find_years(said)
        assert all(0 <= one.start < one.end for one in found)
        assert all(earlier.end <= later.start for earlier, later in pairwise(found))
        for one in (parse_year(said), *parse_run(said.split("\n")), *found):
            assert one is None or isinstance(one.year, int)
        year_span(said)
        stated_period(said)

    yield check


@contextmanager
def _questions() -> Iterator[Check]:
    """A question is understood, or refused as empty or too long; by command and message alike."""

    def check(content: bytes) -> None:
        said = asked(content.decode("utf-8", "surrogatepass"))
        request_of(said)
        try:
            understood = understand(said)
        except QuestionError:
            return
        assert understood.language in ("ja", "en")

    yield check


@contextmanager
def _payloads() -> Iterator[Check]:
    """The app says something to Slack, keeps to itself what was asked, and goes on serving."""
    with Served() as served:
        yield lambda content: served.take(json.loads(content))


def _encoded(make: Callable[[Choices], str]) -> Callable[[Choices], bytes]:
    return lambda choices: make(choices).encode("utf-8", "surrogatepass")


TARGETS = {
    "pdf": Target(".pdf", pdf, _reading),
    "years": Target(".txt", _encoded(text), _years),
    "questions": Target(".txt", _encoded(text), _questions),
    "payloads": Target(
        ".json", _encoded(lambda choices: json.dumps(payload(choices, SECRET, f"{HERE}response/r1"))), _payloads
    ),
}
