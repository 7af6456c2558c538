"""Boxes are read as a reader would: rows from the top, wide columns one after the other."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import BBox
from corpus.structure.order import reading_order


@dataclass(frozen=True)
class Box:
    name: str
    bbox: BBox
    solid: bool = True


def _box(name: str, x0: float, y0: float, x1: float, y1: float, solid: bool = True) -> Box:
    return Box(name, BBox(x0, y0, x1, y1), solid)


def _names(*boxes: Box) -> str:
    return "".join(box.name for box in reading_order(boxes))


def test_a_label_left_of_its_text_is_a_row() -> None:
    """分析 and 今後の方向性 stand left of what they label, one below the other."""
    boxes = (
        _box("b", 110, 180, 800, 210),
        _box("d", 110, 100, 800, 130),
        _box("c", 40, 105, 90, 130),
        _box("a", 40, 190, 90, 205),
    )
    assert _names(*boxes) == "abcd"


def test_charts_side_by_side_keep_their_comments() -> None:
    """Title, chart and comment of the left column come before those of the right."""
    head = _box("h", 30, 560, 800, 590)
    left = _box("1", 100, 520, 300, 535, solid=False), _box("2", 40, 200, 400, 500), _box("3", 40, 140, 400, 170)
    right = _box("4", 500, 520, 700, 535, solid=False), _box("5", 430, 200, 800, 500), _box("6", 430, 140, 790, 170)
    assert _names(*right, *left, head) == "h123456"


def test_rows_of_a_list_in_two_columns_stay_rows() -> None:
    """Single lines in columns are the cells of a table, not columns of text."""
    cells = [
        _box(f"{row}{at}", 50 + 300 * at, 500 - 20 * row, 300 + 300 * at, 512 - 20 * row, solid=False)
        for row in (0, 1)
        for at in (0, 1)
    ]
    assert [box.name for box in reading_order(cells)] == ["00", "01", "10", "11"]


boxes = st.lists(
    st.builds(
        lambda n, x, y, w, h, solid: Box(str(n), BBox(x, y, x + w, y + h), solid),
        st.integers(0, 99),
        st.floats(0, 500),
        st.floats(0, 500),
        st.floats(1, 300),
        st.floats(1, 200),
        st.booleans(),
    ),
    max_size=25,
)


@given(boxes)
def test_every_box_is_read_once(some: list[Box]) -> None:
    """Ordering neither loses nor doubles anything."""
    assert sorted(map(id, reading_order(some))) == sorted(map(id, some))
