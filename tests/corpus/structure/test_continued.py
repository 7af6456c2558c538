"""Tables over two pages, and the heads of forms: what goes on with what, and what names an indicator."""

from dataclasses import replace

import pytest

from corpus.reading import BBox, TableReading
from corpus.structure.continued import continued
from corpus.structure.entries import formed

OVER = TableReading(
    page=5,
    rows=(
        ("指標名", "単位", "実績値", "", "目標値"),
        ("", "", "R4年度", "R5年度", "R7年度"),
        ("図書館の貸出冊数", "冊", "4.7", "4.9", "6.0"),
    ),
    bbox=BBox(50, 80, 550, 200),
    lefts=(50, 200, 250, 350, 450),
)
REST = TableReading(
    page=6,
    rows=(("健診の受診率", "37.6", "40.1", "50.0"),),
    bbox=BBox(50, 760, 550, 790),
    lefts=(50.5, 250, 350, 450),
)


def test_rows_on_the_next_page_get_the_head_of_the_page_before() -> None:
    """Both rows of the head stand in front, and each cell under its own, though a column has no text on this page."""
    table = continued(REST, OVER)
    assert table.rows == (*OVER.rows[:2], ("健診の受診率", "", "37.6", "40.1", "50.0"))
    assert (table.page, table.heads, table.bbox) == (6, 2, REST.bbox)


@pytest.mark.parametrize(
    "other",
    [
        replace(REST, bbox=BBox(50, 760, 400, 790)),
        replace(REST, lefts=(50, 230, 350, 450)),
        replace(REST, lefts=(), bbox=None),
        replace(OVER, page=6),
    ],
    ids=["narrower", "other columns", "no place", "a head of its own"],
)
def test_another_table_is_left_as_it_is(other: TableReading) -> None:
    """One of other columns, or one that prints its head again, does not go on."""
    assert continued(other, OVER) == other


def test_only_a_table_of_indicators_goes_on() -> None:
    """Without a column of names there is no head to give."""
    over = replace(OVER, rows=(("区分", "単位", "R4", "R5", "R6"), ("参加者", "人", "1", "2", "3")))
    assert continued(REST, over) == REST


@pytest.mark.parametrize(
    ("rows", "name", "unit"),
    [
        ((("番号", "1-1", "指標名", "農業産出額", "", "単位", "億円"),), "農業産出額", "億円"),
        ((("KPI", "空き家バンク成約件数（件）"), ("年度", "R5")), "空き家バンク成約件数", "件"),
        (OVER.rows, None, None),
        ((("就農相談", "短期体験", "実地研修", "独立"),), None, None),
        ((("指標名", "単位", "担当課", "備考"), ("出生数", "人", "こども課", "-")), None, None),
    ],
    ids=["a row of labels", "name with its unit", "a table of indicators", "steps", "heads alone"],
)
def test_a_form_names_its_indicator(rows: tuple[tuple[str, ...], ...], name: str | None, unit: str | None) -> None:
    """指標名 with something filled in beside it heads the indicator's own sheet; a table or a row of steps does not."""
    found = formed(TableReading(1, rows))
    assert (found and found.name, found and found.unit) == (name, unit)
