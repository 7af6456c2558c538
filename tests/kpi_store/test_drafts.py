"""Drafts: documents stored whole, beside what is published."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import WAITING, baseline, indicator, reading, section, target, value
from stores import drafted, publish, published

from corpus.errors import SampleBesideReal
from corpus.passages import passages
from corpus.reading import BBox, IndicatorReading
from kpi_store import rows
from kpi_store.store import KpiStore


def test_a_draft_answers_nobody(store: KpiStore) -> None:
    """What is drafted is listed as a draft and seen by no question."""
    document = drafted(store, reading(indicator(numbers={2023: 4})))
    assert document.state == "draft"
    assert store.documents("draft") == (document,)
    assert store.current() is None and store.indicators() == () and store.editions() == ()


def test_a_document_keeps_what_its_cover_says(store: KpiStore) -> None:
    """Title, date, body and pages are kept as read, the edition in its short form, the file as it was named."""
    read = reading(indicator())
    document, new = store.draft(read, "令和5年度", (), "docs/検証.pdf", by="市民課")
    assert new
    assert (document.title, document.published, document.body) == (read.title, date(2024, 8, 27), "架空市")
    assert (document.edition, document.file, document.pages, document.kind) == (
        "R5",
        "docs/検証.pdf",
        20,
        "verification",
    )
    assert datetime.now(UTC) >= document.added_at
    assert store.audit()[0].by == "市民課"


def test_the_same_bytes_change_nothing(store: KpiStore) -> None:
    """Drafting a file twice, or after it was published, stores and records nothing."""
    read = reading(indicator(numbers={2023: 4}))
    first = drafted(store, read)
    trail = store.audit()
    assert store.draft(read, "R5", (), "again.pdf") == (first, False)
    assert store.audit() == trail
    publish(store)
    again, new = store.draft(read, "R5", (), "again.pdf")
    assert not new and again.state == "published"


def test_one_file_may_belong_to_two_editions(store: KpiStore) -> None:
    """The same bytes in another edition are another document."""
    read = reading(indicator())
    assert drafted(store, read, "R4").id != drafted(store, read, "R5").id


def test_a_corrected_draft_takes_the_place_of_the_first(store: KpiStore) -> None:
    """Of two drafts of one title only the later one is published."""
    wrong = drafted(store, reading(indicator(numbers={2023: 40})))
    right = drafted(store, reading(indicator(numbers={2023: 4})))
    assert [d.id for d in store.documents("draft")] == [right.id]
    assert publish(store).documents[0].id == right.id
    assert [d.id for d in store.documents("retired")] == [wrong.id]


def test_a_retired_document_can_come_back(store: KpiStore) -> None:
    """Drafting a replaced file again makes it a draft, and publishing it replaces its successor."""
    first = reading(indicator(numbers={2023: 40}), stamp="1")
    second = reading(indicator(numbers={2023: 4}), stamp="2")
    published(store, first)
    published(store, second)
    document, new = store.draft(first, "R5", (), first.file)
    assert new and document.state == "draft"
    assert [d.sha256 for d in publish(store).documents] == [first.sha256]


def test_the_sample_is_never_drafted_beside_a_real_city(store: KpiStore) -> None:
    """Once a real document is in the store, the sample is refused and nothing is stored."""
    drafted(store, reading(indicator(), title="一"))
    with pytest.raises(SampleBesideReal):
        drafted(store, reading(indicator(), title="二"), sample=True)
    assert len(store.documents()) == 1


def test_passages_come_back_as_they_were_cut(store: KpiStore) -> None:
    """Passages are given back equal, in order, for each document asked for."""
    one = reading(title="一", sections=[section("甲。" * 400), section("乙。", None, section="policy", line=3)])
    two = reading(title="二", sections=[section("丙。", printed_page="7")])
    ids = [drafted(store, read).id for read in (one, two)]
    assert store.passages(ids) == [*passages(one, "R5"), *passages(two, "R5")]
    assert store.passages([ids[1]]) == list(passages(two, "R5"))


def test_a_reading_is_stored_without_loss(store: KpiStore) -> None:
    """What a document lists is read out equal to what was put in, to the last digit and corner."""
    full = indicator(
        marks=[target(2024, "0.0", needs_review=True), baseline(None, "63", note="推計")],
        observations=(
            value(2022, "38.20", status="carried", text="(38.20)", bbox=BBox(1.5, 2.25, 3.1, 4.7)),
            value(
                2023, "-4", confidence=0.3, needs_review=True, reasons=("two_channels", "ocr"), source_url="https://e"
            ),
        ),
        period="as_of",
        cumulative=True,
        notes=("※ 4月1日時点",),
        aliases=("待機児童数",),
    )
    assert _stored(store, full) == [full]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_decimal_keeps_its_digits(store: KpiStore, number: Decimal) -> None:
    """A value comes back with the very digits it was given: 80.60 is not 80.6."""
    listed = IndicatorReading(WAITING, "人", observations=(value(2023, 0),), milestones=(target(2024, 0),))
    seen = _stored(store, _with_value(listed, number))[0]
    assert str(seen.observations[0].value) == str(seen.milestones[0].value) == str(number)


def _with_value(listed: IndicatorReading, number: Decimal) -> IndicatorReading:
    return replace(
        listed,
        observations=tuple(replace(seen, value=number) for seen in listed.observations),
        milestones=tuple(replace(mark, value=number) for mark in listed.milestones),
    )


def _stored(store: KpiStore, listed: IndicatorReading) -> list[IndicatorReading]:
    document = drafted(store, reading(listed))
    with store._database.reading() as session:
        return [entry.reading for entry in rows.entries(session, [document])]
