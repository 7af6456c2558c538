"""Directions are tied to the right indicator although headings are lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.structure.document import Structure, structure
from corpus.textfile import text_lines

PARTS = ("goal", "measure", "approaches", "title")
lossy = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(text: str) -> Structure:
    return structure(text_lines(text), "document")


def _tied(read: Structure) -> dict[str, str | None]:
    return {s.text: s.indicator for s in read.sections if s.section == "future_direction"}


losses = st.lists(st.frozensets(st.sampled_from(PARTS)), min_size=8, max_size=8)


@lossy
@given(losses)
def test_any_lost_headings_leave_every_direction_with_its_indicator(
    document: Callable[..., str], pages: tuple[Any, ...], lost: list[frozenset[str]]
) -> None:
    """While all pages are there, order and what is left of the headings tie each direction rightly."""
    some = [replace(page, lost=gone) for page, gone in zip(pages, lost, strict=True)]
    assert _tied(_read(document(some))) == {page.direction: page.name for page in pages}


@lossy
@given(losses, st.sets(st.integers(0, 7), max_size=4))
def test_lost_pages_never_tie_a_direction_to_a_wrong_indicator(
    document: Callable[..., str], pages: tuple[Any, ...], lost: list[frozenset[str]], dropped: set[int]
) -> None:
    """Where too little is left to tell, a direction is tied to none rather than to another's indicator."""
    some = [replace(page, lost=gone) for page, gone in zip(pages, lost, strict=True)]
    right = {page.direction: page.name for page in pages}
    for direction, indicator in _tied(_read(document(some, dropped))).items():
        assert indicator in (None, right[direction])
