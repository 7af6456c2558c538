"""What the newest edition changed: indicators that came, went or were renamed, moved targets, restated values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kpi_store.figures import Published
from kpi_store.views import IndicatorView, MilestoneView, SeriesView

ChangeKind = Literal["restated", "target", "renamed", "added", "dropped"]

_ORDER: tuple[ChangeKind, ...] = ("restated", "target", "renamed", "added", "dropped")
"""What may change a figure that somebody has used comes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the newest edition says otherwise than the one before.

    Attributes:
        indicator: Its name now; of one that is gone, its last.
        unit: Of its values.
        year: Of a restated value.
        old: What the edition before says: a value, a target or a name; empty for an indicator that is new.
        new: What the newest says; empty for one that is gone.
    """

    kind: ChangeKind
    indicator: str
    unit: str = ""
    year: int | None = None
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All of them, those of figures first. ``newer`` and ``older`` are the editions' labels."""

    newer: str
    older: str
    found: tuple[Change, ...]


def changes(published: Published) -> Changes | None:
    """What the newest edition changed; None where there are not two that list indicators."""
    told = [(i, {one.edition: one for one in published.history(i.id)}) for i in published.indicators()]
    listing = [edition for edition in published.editions() if any(edition in said for _, said in told)]
    if len(listing) < 2:
        return None
    newer, older = listing[:2]
    found = [c for i, said in told for c in _of_indicator(published, i, said.get(newer), said.get(older))]
    found.sort(key=lambda change: _ORDER.index(change.kind))  # stable: each kind in the order of the policy tree
    return Changes(newer, older, tuple(found))


def _of_indicator(
    published: Published, indicator: IndicatorView, new: SeriesView | None, old: SeriesView | None
) -> Iterator[Change]:
    if new is None or old is None:
        if new is not None:
            yield Change("added", new.indicator.name)
        if old is not None:
            yield Change("dropped", old.indicator.name)
        return
    name, unit = new.indicator.name, new.indicator.unit
    if name != old.indicator.name:
        yield Change("renamed", name, old=old.indicator.name, new=name)
    if old.target and new.target and _target(old.target, old) != _target(new.target, new):
        yield Change("target", name, unit, old=_target(old.target, old), new=_target(new.target, new))
    for one in published.restatements(indicator.id):
        if (one.old.document.edition, one.new.document.edition) == (old.edition, new.edition):
            yield Change("restated", name, unit, one.year, f"{one.old.value:,f}", f"{one.new.value:,f}")


def _target(target: MilestoneView, series: SeriesView) -> str:
    return f"{target.label} {target.value:,f}{series.indicator.unit}".strip()
