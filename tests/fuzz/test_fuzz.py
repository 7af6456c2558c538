"""Whatever reads what others wrote takes or refuses it and goes on; what once broke something is tried again."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.choices import Choices
from tests.fuzz.targets import TARGETS, Check

CRASHES = sorted(file for file in (Path(__file__).parent / "crashes").glob("*/*") if file.is_file())
MANY = {"years": 300, "questions": 150, "payloads": 60, "pdf": 25}
"""Inputs made in a run; ``python -m tests.fuzz`` makes as many as there is time for."""


@pytest.fixture(scope="module")
def checks() -> Iterator[dict[str, Check]]:
    """What must hold of each target's input."""
    with ExitStack() as open_:
        yield {name: open_.enter_context(target.ready()) for name, target in TARGETS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_what_reads_it(checks: dict[str, Check], name: str) -> None:
    """Mangled files, texts and payloads are read or refused; nothing else is raised, and nothing asked is logged."""

    @settings(max_examples=MANY[name], deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.binary(max_size=400))
    def tried(source: bytes) -> None:
        checks[name](TARGETS[name].make(Choices(source)))

    tried()


@pytest.mark.parametrize("file", CRASHES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_once_broke_something_does_so_no_more(checks: dict[str, Check], file: Path) -> None:
    """Each kept input is read or refused like any other."""
    checks[file.parent.name](file.read_bytes())


def test_something_is_kept_and_belongs_to_a_target() -> None:
    """The corpus of crashes is found, and each of it is tried by what it broke."""
    assert CRASHES
    assert {file.parent.name for file in CRASHES} <= set(TARGETS)


def test_choices_are_those_of_the_bytes() -> None:
    """The same bytes decide the same; without any, the first of everything is chosen."""
    first, second = Choices(b"\x05\x01\x00\x09"), Choices(b"\x05\x01\x00\x09")
    drawn = [first.number(8), first.number(1000), first.one_of("abc")]
    assert drawn == [second.number(8), second.number(1000), second.one_of("abc")] == [5, 256, "a"]
    assert Choices(b"").one_of("abc") == "a" and not Choices(b"").left
