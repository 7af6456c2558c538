"""Scales of a plot: which mark sets share a value axis, and what line it draws between value and level.

The line comes from the axis' ticks or, where there is none, from the labels themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from corpus.charts.labels import Pairing
from corpus.charts.marks import MarkSet
from corpus.charts.scale import PLACING, Scale, Witness, candidate_scales, least_squares
from corpus.charts.ticks import Axis

UNRULED = 1.6
"""Points by which ticks without rulings may stand off their true level, all alike."""

BETTER = 2
"""Labels by which a scale made of labels alone must beat the axis to be believed against it."""


OWN_SHARE = 0.7
"""Share of a line's marks that must have a label on its own scale: chance fits a few to any line."""


@dataclass(frozen=True, slots=True)
class GroupScale:
    """The scale of some mark sets.

    Attributes:
        series: Indices of the sets.
        axis: The axis it follows, None if the labels alone made it.
        anchors: Witnesses of it that are not data labels: ticks, and the foot of bars that start at zero.
    """

    series: tuple[int, ...]
    scale: Scale | None
    axis: Axis | None
    anchors: tuple[Witness, ...]


def group_scales(sets: Sequence[MarkSet], possible: Sequence[Pairing], axes: Sequence[Axis]) -> list[GroupScale]:
    """One scale for all bars and lines, but for those that a scale of their own serves better: a second axis."""
    segments = tuple(i for i, s in enumerate(sets) if s.kind == "segment")
    bars = tuple(i for i, s in enumerate(sets) if s.kind == "bar")
    units = [bars, *((i,) for i, s in enumerate(sets) if s.kind not in ("bar", "segment"))]
    groups = [_group_scale(segments, sets, possible, axes)] if segments else []
    joint = _group_scale(tuple(i for unit in units for i in unit), sets, possible, axes)
    together: list[int] = []
    for unit in filter(None, units):
        own = _group_scale(unit, sets, possible, axes)
        support, most = _supported(own, unit, possible), sum(len(sets[i].marks) for i in unit)
        if support >= OWN_SHARE * most and support >= _supported(joint, unit, possible) + BETTER:
            groups.append(own)
        else:
            together.extend(unit)
    return [*groups, replace(joint, series=tuple(together))] if together else groups


def _supported(group: GroupScale, unit: tuple[int, ...], possible: Sequence[Pairing]) -> int:
    """How many marks of some sets have a label that fits a scale."""
    return _support(group.scale, [p for p in possible if p.series in unit])[0] if group.scale else 0


def _group_scale(
    members: tuple[int, ...], sets: Sequence[MarkSet], possible: Sequence[Pairing], axes: Sequence[Axis]
) -> GroupScale:
    own = [p for p in possible if p.series in members]
    segments = any(sets[i].kind == "segment" for i in members)
    by_axis = [(scale, axis) for axis in axes if (scale := _along(axis, own, segments)) is not None]
    best_axis = max(by_axis, key=lambda sa: _support(sa[0], own), default=None)
    # Labels alone can win over the axis only if there are marks enough that it does not explain.
    open_question = best_axis is None or _support(best_axis[0], own)[0] + BETTER <= len({p.place for p in own})
    free = max(_free_scales(own, segments), key=lambda s: _support(s, own), default=None) if open_question else None
    if best_axis and (free is None or _support(free, own)[0] < _support(best_axis[0], own)[0] + BETTER):
        scale, axis = best_axis
        ticks = axis.witnesses if not segments else tuple(_as_lengths(axis))
        shift = scale.offset - axis.scale.offset if not segments else 0.0
        anchors = tuple(Witness(w.value + shift, w.level) for w in ticks)
        return GroupScale(members, scale, axis, anchors)
    if free is None or _support(free, own)[0] < 3:
        return GroupScale(members, None, None, ())
    return GroupScale(members, _refined(free, own, segments), None, _foot_anchor(free, members, sets, segments))


def _along(axis: Axis, own: Sequence[Pairing], segments: bool) -> Scale | None:
    """The axis' scale, moved as a whole by what its numbers stand beside their true levels."""
    if segments:
        return Scale(axis.scale.slope, 0.0)
    if axis.ruled:
        return axis.scale
    loose = [p for p in own if axis.scale.residual(p.witness) <= UNRULED]
    if not loose:
        return axis.scale
    shift = median(p.witness.value - axis.scale.value(p.measure) for p in loose)
    return Scale(axis.scale.slope, axis.scale.offset + shift)


def _as_lengths(axis: Axis) -> list[Witness]:
    lowest = min(axis.witnesses, key=lambda w: w.level)
    return [Witness(w.value - lowest.value, w.level - lowest.level) for w in axis.witnesses]


def _free_scales(own: Sequence[Pairing], segments: bool) -> list[Scale]:
    """Scales that the labels themselves propose."""
    if segments:
        return [Scale(p.witness.value / p.measure, 0.0) for p in own if p.measure > 2 and p.witness.value > 0]
    return candidate_scales([p.witness for p in own])


def _support(scale: Scale, own: Sequence[Pairing]) -> tuple[int, float]:
    """How many marks have a fitting label, and (negative) how well they fit."""
    best: dict[tuple[int, int], float] = {}
    for pairing in own:
        residual = scale.residual(pairing.witness)
        if residual <= scale.tolerance(pairing.witness):
            best[pairing.place] = min(residual, best.get(pairing.place, residual))
    return len(best), -sum(best.values())


def _refined(scale: Scale, own: Sequence[Pairing], segments: bool) -> Scale:
    """The scale through all that fit it, rather than through the two that proposed it."""
    fitting = [p.witness for p in own if scale.fits(p.witness)]
    if segments:
        return Scale(sum(w.value for w in fitting) / sum(w.level for w in fitting), 0.0)
    refined = least_squares(fitting)
    kept = refined is not None and sum(refined.fits(w) for w in fitting) == len(fitting)
    return refined if kept and refined else scale


def _foot_anchor(
    scale: Scale, members: tuple[int, ...], sets: Sequence[MarkSet], segments: bool
) -> tuple[Witness, ...]:
    """The foot of the bars as a witness of zero, if that is where the labels' own line puts zero."""
    if segments:
        return (Witness(0.0, 0.0),)
    feet = [mark.base for i in members for mark in sets[i].marks if mark.base is not None]
    if not feet:
        return ()
    zero = Witness(0.0, median(feet))
    return (zero,) if scale.residual(zero) <= 2 * PLACING else ()
