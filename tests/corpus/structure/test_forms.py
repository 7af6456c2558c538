"""Forms: rows of a label and its text are read as such, alone or around a table; other tables stay tables."""

import pytest

from corpus.reading import TableReading
from corpus.structure.blocks import Line
from corpus.structure.forms import is_form, unfolded

HEAD = (("基本目標", "2　人を呼び込む", "", ""), ("施策", "2-1　移住の促進", "担当課", "企画課"))
FIGURES = (("指標名（単位）", "基準値", "R5", "目標値"), ("移住者数（人）", "12", "31", "40"))
PROSE = (("課題", "・住まいが足りない。\n・相談が重なる。", "", ""), ("備考", "なし", "", ""))


def _told(*rows: tuple[str, ...]) -> list[tuple[str, bool]]:
    lines = unfolded([Line("", 1, table=TableReading(1, rows))])
    return [("table" if line.table else line.text, line.label) for line in lines]


def test_a_place_is_one_line_and_a_label_stands_before_its_paragraphs() -> None:
    """基本目標 | 2　… says what a heading does; under 課題 each paragraph is a line."""
    assert _told(*HEAD, PROSE[0]) == [
        ("基本目標 2　人を呼び込む", False),
        ("施策 2-1　移住の促進", False),
        ("担当課 企画課", False),
        ("課題", True),
        ("・住まいが足りない。", False),
        ("・相談が重なる。", False),
    ]


def test_a_table_of_indicators_stays_one_between_the_rows_of_a_form() -> None:
    """A whole sheet may be ruled as one: above its table the place, below it what is said."""
    told = _told(*HEAD, *FIGURES, PROSE[0])
    assert [text for text, _ in told][2:5] == ["担当課 企画課", "table", "課題"]


@pytest.mark.parametrize(
    "rows",
    [
        FIGURES,
        (("評価", "基準"), ("A", "目標値を達成した"), ("B", "目標値に届かなかった")),
        (("区分", "R4", "R5"), ("実績値", "1,204", "1,310")),
        (("指標名", "農業産出額", "単位", "億円"),),
        (("指標", "分析", "今後の方向性"), ("出生数", "減少している。", "相談を増やす。")),
        (("施設", "所在地"), ("図書館", "中央町の駅前広場のとなり")),
    ],
    ids=["figures", "ranks", "years", "head of a sheet", "prose in columns", "list"],
)
def test_other_tables_are_no_forms(rows: tuple[tuple[str, ...], ...]) -> None:
    """Neither figures, nor ranks with what they mean, nor prose under heads of columns are rows of labels."""
    assert not is_form(TableReading(1, rows))


def test_labels_may_stand_over_their_texts() -> None:
    """２　取組内容 and ４　今後の方向性 across the whole sheet head the rows below them, one table in between."""
    rows = (
        ("施策名", "（２）農林業の振興"),
        ("１　重要業績評価指標", ""),
        ("指標", "R5"),
        ("就農者数（人）", "17"),
        ("２　取組内容", ""),
        ("研修の費用を交付した。", ""),
        ("４　今後の方向性", ""),
        ("相談員を3人に増やす。", ""),
    )
    assert _told(*rows) == [
        ("施策名 （２）農林業の振興", False),
        ("１　重要業績評価指標", True),
        ("table", False),
        ("２　取組内容", True),
        ("研修の費用を交付した。", False),
        ("４　今後の方向性", True),
        ("相談員を3人に増やす。", False),
    ]


def test_notes_in_the_rules_of_a_table_are_not_lost() -> None:
    """A last row that is one cell is text below the table, not a row of figures."""
    assert _told(*FIGURES, ("※1　仮登録を含む。", "", "", "")) == [("table", False), ("※1　仮登録を含む。", False)]


def test_the_title_over_each_sheet_is_said_once() -> None:
    """The title and 様式2 in the first row of every form are text of the first one, and of none."""
    first = ("第2期総合戦略　効果検証シート（令和6年度）", "様式2", "", "")
    tables = [TableReading(page, (first, HEAD[0])) for page in (1, 2)]
    told = [line.text for line in unfolded(Line("", table.page, table=table) for table in tables)]
    assert told == [first[0], "基本目標 2　人を呼び込む", "基本目標 2　人を呼び込む"]


def test_a_label_of_no_known_kind_ends_what_stands_above_it() -> None:
    """備考 | … beside it counts where the form has a label that is known."""
    assert ("備考欄", True) in _told(*HEAD, PROSE[0], ("備考欄", "令和6年度で終了した事業を含む", "", ""))
