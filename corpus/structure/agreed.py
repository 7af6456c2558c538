"""One value for what several readings give: the surest, and a person asked to look where they disagree."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from corpus.reading import MilestoneReading, ObservationReading
from corpus.structure.charted import SEVERAL


def agreed_observations(
    observations: Iterable[ObservationReading], baselines: Collection[MilestoneReading]
) -> Iterator[ObservationReading]:
    """One observation a year and status: the surest. Where two readings disagree, a person must look.

    A value of a chart that is in doubt by itself is none where it is a baseline that a table prints, and takes its
    digits. Of a chart's several series at most one is the indicator: they put no doubt on what is certain.
    """
    printed = {(m.year, m.value): m.value for m in baselines if m.role == "baseline" and m.method == "table"}
    by_year: dict[tuple[int, bool], list[ObservationReading]] = {}
    for one in observations:
        by_year.setdefault((one.year, one.status == "carried"), []).append(one)
    for _, same in sorted(by_year.items()):
        best = min(same, key=lambda o: (o.needs_review, o.status == "measured", o.method != "chart", -o.confidence))
        if best.needs_review and best.method == "chart" and (best.year, best.value) in printed:
            as_printed = printed[best.year, best.value]  # 1.46, where a shape is measured as 1.4600
            best = replace(best, value=as_printed, needs_review=False, status="actual", reasons=())
        others = [o for o in same if o.value != best.value and o.status != "measured"]
        if not best.needs_review:
            others = [o for o in others if not any(reason.startswith(SEVERAL) for reason in o.reasons)]
        if others:
            where = ", ".join(f"p. {o.page} {o.method} {o.value}" for o in (best, *others))
            best = replace(
                best, needs_review=True, reasons=(*best.reasons, f"readings_differ: two readings disagree: {where}")
            )
        # What a table says beside a value (速報値), and its last zeros, the chart of the same values may leave out.
        equal = [best, *(o for o in same if o.value == best.value and o.status != "measured")]
        finest = min((o.value for o in equal), key=_exponent)
        yield replace(best, value=finest, note=best.note or next((o.note for o in equal if o.note), None))


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def agreed_milestones(milestones: Iterable[MilestoneReading]) -> Iterator[MilestoneReading]:
    """One milestone a role and year: the surest. Where two readings disagree, a person must look."""
    by_year: dict[tuple[str, int | None], list[MilestoneReading]] = {}
    for one in milestones:
        by_year.setdefault((one.role, one.year), []).append(one)
    for same in by_year.values():
        best = min(same, key=lambda m: (m.needs_review, _exponent(m.value)))
        if any(m.value != best.value for m in same):
            best = replace(best, needs_review=True)
        yield best
