"""What a native chart holds, as its file says it and without judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from corpus.office.formats import GENERAL


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a workbook. ``text`` is what it shows; ``number`` what it holds, if that is a number."""

    text: str
    number: Decimal | None = None
    code: str = GENERAL


class Cells(Protocol):
    """The workbook that a chart points to."""

    def cells(self, formula: str, visible_only: bool) -> Sequence[Sequence[Cell]] | None:
        """The rows of a range (``'実績'!$B$2:$B$8``), or None if there is no such range."""
        ...


@dataclass(frozen=True, slots=True)
class Value:
    """One value with the format it is shown in.

    Attributes:
        typed: What a person typed in its place, or None.
        labelled: Whether a label is drawn at all.
    """

    number: Decimal
    code: str
    typed: str | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class NativeSeries:
    """One series.

    Attributes:
        categories: For each position its levels, outermost first.
        values: By position; a position without a value is missing, which is not zero.
        doubts: ``no_data``, or ``stale_copy``: the cells now hold other figures than the chart.
    """

    name: str
    kind: str
    categories: tuple[tuple[str, ...], ...]
    values: dict[int, Value]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NativeChart:
    """One chart.

    Attributes:
        title: Its own, or empty.
        axis_titles: Of its axes; they often hold the unit.
        scaled: Whether an axis counts in thousands or so, which the values do not.
        external: Id of the relation to the workbook the figures come from.
    """

    title: str
    axis_titles: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    scaled: bool = False
    external: str | None = None
