"""The last look before an answer leaves: each number in its sentences must stand on evidence.

Years are looked for among the years of the evidence, quantities among its values: with their scale (1,847千人 is not
1,847人), their measure (3% is not 3ポイント) and, but for a change that is told in words, their sign.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.answer import Answer, Figure, Goalpost
from bot.answering.questions.quantities import Measure, measure_of, quantities, scaled
from corpus.years import find_years, nfkc

Amount = tuple[Decimal, Measure]

_COUNTED = re.compile(r"[0-9〇一二三四五六七八九十百千万億兆]")
_DIGITS = re.compile(r"[0-9]+[十百千万億兆]*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reply may say.

    Attributes:
        amounts: Values with their scale, and what they count.
        bare: Values as a table shows them, whose unit stands elsewhere.
        years: Gregorian.
        names: Names with digits of their own, NFKC-normalised, the longest first.
        units: Units with digits or a scale of their own (人/10万人, 千t-CO2), likewise.
    """

    amounts: frozenset[Amount]
    bare: frozenset[Decimal]
    years: frozenset[int]
    names: tuple[str, ...]
    units: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> "Evidence":
        """All evidence of an answer."""
        stated = list(_stated(answer))
        names = {nfkc(name) for name in _names(answer) if _COUNTED.search(nfkc(name))}
        units = {nfkc(unit) for _, unit in stated if _COUNTED.search(nfkc(unit))}
        return cls(
            amounts=frozenset((scaled(value, unit), measure_of(unit)) for value, unit in stated),
            bare=frozenset(value for value, _ in stated),
            years=frozenset(_years(answer)),
            names=_longest_first(names),
            units=_longest_first(units),
        )


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def unfounded(answer: Answer) -> list[str]:
    """Numbers in the sentences of an answer that no evidence of it bears out."""
    evidence = Evidence.of(answer)
    return [number for said in (answer.headline, *answer.remarks) for number in unfounded_in(said, evidence)]


def unfounded_in(said: str, evidence: Evidence, tabled: bool = False) -> list[str]:
    """Numbers in a text that the evidence does not bear out, as written there.

    Args:
        said: Sentences, or a table with its heading.
        evidence: What may be said.
        tabled: Whether values may stand without their unit, as in a table.
    """
    rest = nfkc(said)
    for name in evidence.names:
        rest = rest.replace(name, " ")
    for unit in evidence.units:  # its scale stands beside the number; its digits (人/10万人) are no number
        rest = re.sub(rf"(?<=[0-9]) ?{re.escape(unit)}", _DIGITS.sub("", unit), rest)
    rest, unknown = _without_years(rest, evidence)
    return [*unknown, *(q.text for q in quantities(rest) if not _borne_out(q.value, q.measure, evidence, tabled))]


def _borne_out(value: Decimal, measure: Measure, evidence: Evidence, tabled: bool) -> bool:
    return (value, measure) in evidence.amounts or (tabled and value in evidence.bare)


def _without_years(said: str, evidence: Evidence) -> tuple[str, list[str]]:
    """The text without the years it names, and those of them that are none of the evidence."""
    unknown = []
    for mention in reversed(find_years(said)):
        if mention.year not in evidence.years:
            unknown.append(said[mention.start : mention.end])
        said = f"{said[: mention.start]} {said[mention.end :]}"
    return said, unknown[::-1]


def _stated(answer: Answer) -> Iterator[tuple[Decimal, str]]:
    """Values with their units. The direction of a computed change may be told in words, so its sign may be left out."""
    for figure in answer.figures:
        yield from ((point.value, figure.unit) for point in figure.points)
        yield from ((held.value, figure.unit) for held in _goalposts(figure))
    for computed in answer.computed:
        yield computed.value, computed.unit
        yield abs(computed.value), computed.unit


def _years(answer: Answer) -> Iterator[int]:
    for figure in answer.figures:
        yield from _spanned(figure)
        yield from (held.year for held in _goalposts(figure) if held.year)
    for computed in answer.computed:
        yield from computed.years


def _goalposts(figure: Figure) -> Iterator[Goalpost]:
    yield from (held for held in (figure.target, figure.baseline, *figure.targets) if held is not None)


def _spanned(figure: Figure) -> Iterator[int]:
    """Years from the first point to the last: an answer also names those between them that have no value."""
    held = [point.year for point in figure.points]
    return iter(range(min(held), max(held) + 1)) if held else iter(())


def _names(answer: Answer) -> Iterator[str]:
    yield from answer.candidates
    yield from answer.about
    yield from answer.names
    for figure in answer.figures:
        yield figure.indicator
        yield figure.edition or ""
        yield from (point.source.edition or "" for point in figure.points)
    for excerpt in answer.excerpts:
        yield from (excerpt.indicator or "", excerpt.source.document, *excerpt.heading)
