"""Several readings of one value become one, the surest."""

from decimal import Decimal

from corpus.reading import MilestoneReading, ObservationReading
from corpus.structure.agreed import agreed_observations


def test_a_measured_value_that_a_table_prints_has_the_digits_of_the_table() -> None:
    """A shape is measured as 1.4600; where the baseline of that year is printed as 1.46, that is the value."""
    measured = ObservationReading(2018, "H30", Decimal("1.4600"), "measured", 8, "chart", needs_review=True)
    printed = MilestoneReading("baseline", "H30", 2018, Decimal("1.46"), 8, "table")
    (one,) = agreed_observations([measured], [printed])
    assert (str(one.value), one.status, one.needs_review) == ("1.46", "actual", False)
