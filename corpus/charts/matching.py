"""Match labels with marks by the two-channel rule: what a label says and how high its mark stands must agree.

Each label goes to the mark whose level, on the scale of its group, says what the label says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.charts.groups import GroupScale, group_scales
from corpus.charts.labels import Label, Pairing, possible_pairings
from corpus.charts.marks import MarkSet
from corpus.charts.scale import Scale, proved_by_others
from corpus.charts.ticks import Axis


@dataclass(frozen=True, slots=True)
class Matching:
    """What was matched in one plot.

    Attributes:
        pairings: The chosen ones, at most one a label and one a mark.
        groups: The scale of each group of series.
        unproved: Those of ``pairings`` that the others do not lead to.
        ambiguous: Those that could be swapped with another and fit as well.
        unmatched: Labels that stand at a mark but fit none.
        stray: Labels that stand at no mark.
    """

    pairings: tuple[Pairing, ...]
    groups: tuple[GroupScale, ...]
    unproved: tuple[Pairing, ...]
    ambiguous: tuple[Pairing, ...]
    unmatched: tuple[Label, ...]
    stray: tuple[Label, ...]

    def group_of(self, series: int) -> GroupScale:
        """The group that a series is in."""
        return next(group for group in self.groups if series in group.series)


def match(labels: Sequence[Label], sets: Sequence[MarkSet], axes: Sequence[Axis], step: float) -> Matching:
    """Match the labels of one plot with its marks.

    Args:
        labels: Numbers in the plot.
        sets: Its mark sets.
        axes: Its value axes.
        step: Points between categories.
    """
    possible = possible_pairings(labels, sets, step)
    groups = group_scales(sets, possible, axes)
    fitting = [p for g in groups if g.scale for p in possible if p.series in g.series and g.scale.fits(p.witness)]
    scales = {series: g.scale for g in groups if g.scale for series in g.series}
    chosen = _choose(fitting, scales, _unlabelled_shares(fitting, sets))
    usual = {s: median(p.rise for p in chosen if p.series == s) for s in {p.series for p in chosen}}
    unusual = [
        min(1.0, abs(p.rise - usual.get(p.series, p.rise)) / p.label.token.size) + share
        for p, share in zip(fitting, _unlabelled_shares(fitting, sets), strict=True)
    ]
    chosen = _choose(fitting, scales, unusual)
    return Matching(
        pairings=tuple(chosen),
        groups=tuple(groups),
        unproved=tuple(p for p in chosen if not _proved(p, chosen, groups)),
        ambiguous=tuple(_ambiguous(chosen, fitting)),
        unmatched=_unmatched(labels, chosen, possible),
        stray=tuple(label for label in labels if not any(p.label is label for p in possible)),
    )


def _unlabelled_shares(fitting: Sequence[Pairing], sets: Sequence[MarkSet]) -> list[float]:
    """For each pairing, the share of its series' marks that no label fits: a series mostly without is one without."""
    places = {p.place for p in fitting}
    bare = [1 - sum((i, m.category) in places for m in s.marks) / max(1, len(s.marks)) for i, s in enumerate(sets)]
    return [bare[p.series] for p in fitting]


def _unmatched(labels: Sequence[Label], chosen: Sequence[Pairing], possible: Sequence[Pairing]) -> tuple[Label, ...]:
    matched, standing = {id(p.label) for p in chosen}, {id(p.label) for p in possible}
    return tuple(label for label in labels if id(label) in standing - matched)


def _choose(fitting: Sequence[Pairing], scales: dict[int, Scale], unusual: Sequence[float]) -> list[Pairing]:
    """Give each label one mark and each mark one label, best first: by misfit, and by how unusual its place is."""

    def rank(index: int) -> float:
        pairing, scale = fitting[index], scales[fitting[index].series]
        misfit = scale.residual(pairing.witness) / scale.tolerance(pairing.witness)
        return misfit + unusual[index]

    labels: set[int] = set()
    places: set[tuple[int, int]] = set()
    chosen = []
    for index in sorted(range(len(fitting)), key=rank):
        pairing = fitting[index]
        if id(pairing.label) not in labels and pairing.place not in places:
            labels.add(id(pairing.label))
            places.add(pairing.place)
            chosen.append(pairing)
    return sorted(chosen, key=lambda p: p.place)


def _proved(pairing: Pairing, chosen: Sequence[Pairing], groups: Sequence[GroupScale]) -> bool:
    group = next(g for g in groups if pairing.series in g.series)
    others = [p.witness for p in chosen if p.series in group.series and p is not pairing]
    return proved_by_others(pairing.witness, [*others, *group.anchors])


def _ambiguous(chosen: Sequence[Pairing], fitting: Sequence[Pairing]) -> list[Pairing]:
    """Pairings that another choice would serve as well, with other values.

    Labels that are drawn series by series settle it: a swap would mix the series' blocks.
    """
    mark_of = {id(p.label): p for p in chosen}
    label_at = {p.place: p for p in chosen}
    in_blocks = _drawn_in_blocks(chosen)
    labelled = {p.series for p in chosen}
    found = []
    for pairing in chosen:
        for other in fitting:
            same_label, same_place = other.label is pairing.label, other.place == pairing.place
            if same_label and not same_place and other.series in labelled:
                rival = label_at.get(other.place)
                swaps = rival is None or any(f.label is rival.label and f.place == pairing.place for f in fitting)
                differs = rival is None or rival.label.number.value != pairing.label.number.value
                if swaps and differs and not (in_blocks and rival is not None):
                    found.append(pairing)
                    break
            elif same_place and id(other.label) not in mark_of and other.label.number != pairing.label.number:
                found.append(pairing)
                break
    return found


def _drawn_in_blocks(chosen: Sequence[Pairing]) -> bool:
    """Whether the labels of each series were drawn without another series' between them."""
    spans: dict[int, tuple[int, int]] = {}
    for pairing in chosen:
        order = pairing.label.token.order
        low, high = spans.get(pairing.series, (order, order))
        spans[pairing.series] = min(low, order), max(high, order)
    ordered = sorted(spans.values())
    return len(ordered) > 1 and all(a[1] < b[0] for a, b in pairwise(ordered))
