"""Places that the rows of a long table say themselves."""

from corpus.structure.row_places import RowPlace, row_places


def _places(*rows: str) -> list[RowPlace | None]:
    return row_places([row.split("|") for row in rows], 0)


def test_merged_cells_reach_down_to_the_next() -> None:
    """A goal and a measure count for the rows below them, in whichever digits they are numbered."""
    found = _places("基本目標|施策|指標", "Ⅰ　港|数値目標|a", "|Ⅰ－１\n造船|b", "||c", "Ⅱ　島|Ⅱ－２　観光|d")
    assert [(p.goal, p.measure, p.title, p.target) for p in found if p] == [
        (1, None, "", True),
        (1, 1, "造船", False),
        (1, 1, "造船", False),
        (2, 2, "観光", False),
    ]


def test_a_goal_cut_by_the_page_is_the_one_that_its_measures_name() -> None:
    """Of upright text half stands on the page before; what is left is no number."""
    found = _places("基本目標|施策|指標", "い世代の希|数値目標|a", "|Ⅲ-1 子育て|b")
    assert [p.goal for p in found if p] == [3, 3]


def test_a_measure_without_its_number_is_known_by_its_title() -> None:
    """A cell that says a title alone gives no number, and no 数値目標 either."""
    assert _places("施策名|指標", "学びの充実|a") == [RowPlace(None, None, "学びの充実", "", False)]


def test_a_table_without_a_column_of_measures_says_no_place() -> None:
    """担当課 and 区分 are no places."""
    assert _places("区分|指標|担当課", "継続|a|観光課") == [None]
