"""Which numbers a paper may hold, so that a test can look at every one that stands in a file."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.answering.answer import Source
from bot.briefs.brief import Brief
from bot.briefs.words import Words, quotations
from corpus.years import ERAS, nfkc

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def strange_numbers(text: str, brief: Brief) -> list[str]:
    """Numbers in a file's text that are no figure, computed value, year or page of the brief, and in no quotation."""
    plain = nfkc(text).replace("\n", " ")
    for said in sorted(_quoted(brief), key=len, reverse=True):
        plain = plain.replace(nfkc(said).replace("\n", " "), " ")
    known = set(_known(brief))
    return [number for number in _NUMBER.findall(plain) if Decimal(number.replace(",", "")) not in known]


def _quoted(brief: Brief) -> Iterator[str]:
    """Words that are told as they stand: quotations, names, titles, and what the brief says of itself."""
    words = Words(brief)
    yield from (brief.id, brief.title, words.footer)
    yield from (source.url for source in _sources(brief) if source.url)
    for page in brief.pages:
        yield from (page.figure.indicator, page.figure.unit, *page.place)
        for excerpt in quotations(page):
            yield from (excerpt.text, excerpt.source.document)
        for item in page.promise.items if page.promise else ():
            yield from (item.announced.text, *(line.text for line in item.related))
        for point in page.figure.points:
            yield point.source.document


def _known(brief: Brief) -> Iterator[Decimal]:
    years: set[int] = set()
    for page in brief.pages:
        figure = page.figure
        marks = [mark for mark in (figure.target, figure.baseline) if mark]
        yield from (abs(point.value) for point in figure.points)
        yield from (abs(mark.value) for mark in marks)
        yield from (abs(computed.value) for computed in page.computed)
        years |= {point.year for point in figure.points} | {mark.year for mark in marks if mark.year}
        years |= {year for computed in page.computed for year in computed.years}
        for source in _sources(brief):
            yield Decimal(source.page or 0)
            yield Decimal(source.line or 0)
            edition = re.sub(r"[^0-9]", "", source.edition or "")
            yield Decimal(edition or 0)
    for year in years:
        yield Decimal(year)
        yield from (Decimal(year - era.zero) for era in ERAS if 1 <= year - era.zero <= era.last)


def _sources(brief: Brief) -> set[Source]:
    found: set[Source] = set()
    for page in brief.pages:
        found |= {point.source for point in page.figure.points}
        found |= {excerpt.source for excerpt in quotations(page)}
        found |= {source for asked in page.expected for source in asked.see}
    return found
