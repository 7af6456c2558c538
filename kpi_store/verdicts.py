"""What people decided about read values, applied where these are read out of the store.

The rows of what was read never change: an accepted value no longer needs review, an edited one gives way to the
person's, a rejected one is left out.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, cast

from corpus.reading import MilestoneReading, ObservationReading
from kpi_store.tables import Verdict
from kpi_store.views import VerdictView


@dataclass(frozen=True, slots=True)
class ReviewedObservation(ObservationReading):
    """An observation that a person looked at. ``read_value`` is the reader's, where it was edited."""

    verdict: VerdictView | None = None
    read_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReviewedMilestone(MilestoneReading):
    """A target or baseline that a person looked at. ``read_value`` as in ``ReviewedObservation``."""

    verdict: VerdictView | None = None
    read_value: Decimal | None = None


def verdict_view(row: Verdict) -> VerdictView:
    """What callers see of a verdict."""
    return VerdictView(cast(Any, row.decision), row.by, row.at, row.reason, row.value)


def judged_observation(seen: ObservationReading, row: Verdict | None) -> ObservationReading | None:
    """The observation as it may be published; None if it may not."""
    if row is None or row.decision == "reject":
        return None if row else seen
    facts = _judged(seen, row)
    if row.decision == "edit" and seen.status == "measured":
        facts["status"] = "actual"  # it stands for a figure now, no longer for the height of a shape
    return ReviewedObservation(**facts)


def judged_milestone(seen: MilestoneReading, row: Verdict | None) -> MilestoneReading | None:
    """As ``judged_observation``."""
    if row is None or row.decision == "reject":
        return None if row else seen
    return ReviewedMilestone(**_judged(seen, row))


def _judged(seen: ObservationReading | MilestoneReading, row: Verdict) -> dict[str, Any]:
    facts = {field.name: getattr(seen, field.name) for field in fields(seen)}
    facts |= {"needs_review": False, "verdict": verdict_view(row)}
    if row.decision == "edit":
        facts |= {"value": row.value, "method": "manual", "read_value": seen.value}
    return facts


def review_facts(seen: ObservationReading | MilestoneReading) -> dict[str, Any]:
    """``reviewed_by``, ``reviewed_at`` and ``read_value`` for a view of the value."""
    if not isinstance(seen, ReviewedObservation | ReviewedMilestone) or seen.verdict is None:
        return {}
    return {"reviewed_by": seen.verdict.by, "reviewed_at": seen.verdict.at, "read_value": seen.read_value}
