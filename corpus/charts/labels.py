"""Data labels: the numbers in a plot, and which marks they may name by where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.charts.marks import Mark, MarkKind, MarkSet
from corpus.charts.numbers import PrintedNumber
from corpus.charts.scale import Witness
from corpus.charts.tokens import Token


@dataclass(frozen=True, slots=True)
class Label:
    """A number in the plot."""

    token: Token
    number: PrintedNumber

    def at(self, measure: float) -> Witness:
        """The label as a witness of a mark's measure."""
        return Witness(float(self.number.value), measure, 0.5 * 10.0**-self.number.decimals)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A label and a mark that it may name.

    Attributes:
        series: Index of the mark's set.
        measure: What is proportional to the value, in points: a segment's length, any other mark's level.
        witness: The label's value at that measure.
    """

    label: Label
    series: int
    mark: Mark
    measure: float
    witness: Witness

    @property
    def rise(self) -> float:
        """Points from the mark's level up to the label."""
        return self.label.token.y - self.mark.level

    @property
    def place(self) -> tuple[int, int]:
        """Identity of the mark: its series and category."""
        return self.series, self.mark.category


def pairing(label: Label, series: int, mark: Mark, measure: float) -> Pairing:
    """Pair a label with a mark."""
    return Pairing(label, series, mark, measure, label.at(measure))


def measure_of(kind: MarkKind, mark: Mark) -> float:
    """What is proportional to the value of a mark of that kind."""
    return mark.length if kind == "segment" else mark.level


def possible_pairings(labels: Sequence[Label], sets: Sequence[MarkSet], step: float) -> list[Pairing]:
    """All pairs of a label and a mark that it stands at."""
    return [
        pairing(label, index, mark, measure_of(marks.kind, mark))
        for index, marks in enumerate(sets)
        for mark in marks.marks
        for label in labels
        if _stands_at(label.token, marks.kind, mark, step)
    ]


def _stands_at(token: Token, kind: MarkKind, mark: Mark, step: float) -> bool:
    beside = abs(token.x - mark.x)
    if kind in ("bar", "segment"):
        return beside <= 0.5 * (mark.bbox.x1 - mark.bbox.x0) + 0.5
    if beside <= 0.32 * step:
        return True
    # Set to the left or right of its vertex.
    gap = max(token.bbox.x0 - mark.x, mark.x - token.bbox.x1)
    return abs(token.y - mark.level) <= 1.2 * token.size and gap <= 1.2 * token.size and beside <= step
