"""The last look before an answer leaves: each number in its sentences must stand on evidence."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.answering.answer import Answer, Figure
from corpus.years import ERAS, nfkc
from prompts.glossary import unit_in_english

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def unfounded(answer: Answer) -> list[str]:
    """Numbers in headline and remarks that are no value, year or computed value of the answer, and in no name it uses.

    Signs are left out of the comparison: a fall of 3 is told as 3.
    """
    founded = {abs(value) for value in _evidence(answer)}
    said = " ".join([answer.headline, *answer.remarks])
    for name in sorted(filter(None, _names(answer)), key=len, reverse=True):
        said = said.replace(name, " ")
    return [number for number in _NUMBER.findall(nfkc(said)) if Decimal(number.replace(",", "")) not in founded]


def _evidence(answer: Answer) -> Iterator[Decimal]:
    years: set[int] = set()
    for figure in answer.figures:
        years |= _spanned(figure)
        yield from (p.value for p in figure.points)
        for goalpost in (figure.target, figure.baseline):
            if goalpost is not None:
                yield goalpost.value
                years |= {goalpost.year} if goalpost.year else set()
    for computed in answer.computed:
        yield computed.value
        years |= set(computed.years)
    for year in years:
        yield Decimal(year)
        yield from (Decimal(year - era.zero) for era in ERAS if 1 <= year - era.zero <= era.last)


def _spanned(figure: Figure) -> set[int]:
    """Years from the first point to the last: an answer also names those between them that have no value."""
    held = [p.year for p in figure.points]
    return set(range(min(held), max(held) + 1)) if held else set()


def _names(answer: Answer) -> Iterator[str]:
    yield from answer.candidates
    yield from answer.names
    for figure in answer.figures:
        yield from _named_by(figure)
    for excerpt in answer.excerpts:
        yield from (excerpt.indicator or "", excerpt.source.document, *excerpt.heading)


def _named_by(figure: Figure) -> Iterator[str]:
    yield figure.indicator
    yield figure.unit
    yield unit_in_english(figure.unit)
    for point in figure.points:
        yield point.source.edition or ""
