"""Figures that a page states in so many words: 実績値(R4) 823人, 目標値(令和6年度):950人."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.charts.numbers import parse_number
from corpus.reading import MilestoneReading, ObservationReading, Role
from corpus.structure.blocks import Block
from corpus.structure.marks import plain
from corpus.years import YearMention, parse_year

_ROLES: dict[str, Role] = {
    "実績値": "actual",
    "実績": "actual",
    "基準値": "baseline",
    "現状値": "baseline",
    "目標値": "target",
    "検証値": "target",
}
_STATED = re.compile(
    rf"(?P<role>{'|'.join(_ROLES)})\s*\(\s*(?P<year>[^()]{{2,12}})\s*\)\s*:?\s*"
    r"(?P<value>\(?[△▲\-]?[0-9][0-9,]*(?:\.[0-9]+)?[^\s0-9()、。:]{0,6}\)?)(?P<after>[\s、,/・]*)"
)


def stated(block: Block, doubt: str | None) -> Iterator[ObservationReading | MilestoneReading]:
    """The figures of a line that consists of nothing else; a sentence that mentions figures gives none.

    Args:
        block: A line on an indicator's page.
        doubt: Why a person must look at what the page speaks of, or None if that is sure.
    """
    text = re.sub(r"^[\s・*○●■◆-]+", "", plain(block.text)).strip()
    found = list(_STATED.finditer(text))
    if not found or "".join(match[0] for match in found) != text:
        return
    for match in found:
        year, number = parse_year(match["year"]), parse_number(match["value"])
        if year is None or number is None:
            continue
        if (role := _ROLES[match["role"]]) == "actual":
            yield _observation(block, match[0].strip(), year, number.value, number.carried, doubt)
        else:
            yield MilestoneReading(
                role, year.label, year.year, number.value, block.page, "text", match[0].strip(), doubt is not None
            )


def _observation(
    block: Block, text: str, year: YearMention, value: Decimal, carried: bool, doubt: str | None
) -> ObservationReading:
    return ObservationReading(
        year=year.year,
        label=year.label,
        value=value,
        status="carried" if carried else "actual",
        page=block.page,
        method="text",
        text=text,
        confidence=1.0 if doubt is None else 0.5,
        needs_review=doubt is not None,
        reasons=(doubt,) if doubt else (),
    )
