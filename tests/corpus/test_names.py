"""Names of indicators are taken apart, and compared, as a reader would."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.names import ALIKE, SAME, normalise, similarity, take_apart

words = st.text(alphabet="保育所待機児童数利用割合港貨物量のなど等・（）() 件人12", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("printed", "name", "unit", "again"),
    [
        ("待機児童数(単位:人)", "待機児童数", "人", False),
        ("(再掲)出生数（単位：人）", "出生数", "人", True),
        ("【再掲】人口密度【単位：人/ha】", "人口密度", "人/ha", True),
        ("工場の新設件数(累計)(単位:件)", "工場の新設件数(累計)", "件", False),
        ("市内総生産額（百万円）", "市内総生産額", "百万円", False),
        ("住みよいと思う市民の割合(％)", "住みよいと思う市民の割合", "％", False),
        ("就業者数（男）", "就業者数（男）", "", False),
        ("1日あたりの排出量(単位:g/人(日平均))", "1日あたりの排出量", "g/人(日平均)", False),
        ("待機児童数の推移（単位：人）", "待機児童数", "人", False),
        ("総人口の推移（国勢調査）", "総人口（国勢調査）", "", False),
        ("入湯客数（千人）※1", "入湯客数", "千人", False),
        ("推移", "推移", "", False),
    ],
)
def test_a_printed_name_is_taken_apart(printed: str, name: str, unit: str, again: bool) -> None:
    """Unit, 再掲, の推移 and the mark of a note come off; what else stands in brackets belongs to the name."""
    parts = take_apart(printed)
    assert (parts.name, parts.unit, parts.again) == (name, unit, again)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("保育所などの待機児童数", "保育所等待機児童数（人）"),
        ("（再掲）出生数", "出生数"),
        ("障害者の雇用者数", "障がい者の雇用者数"),
        ("図書・資料の貸出数", "図書 資料 貸出数"),
        ("ＮＰＯ法人数", "NPO法人数"),
    ],
)
def test_spellings_of_one_name_have_one_key(a: str, b: str) -> None:
    """Width, spaces, dots, の, など, 再掲 and the unit make no difference."""
    assert normalise(a) == normalise(b)
    assert similarity(a, b) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("就業者数（男）", "就業者数（女）"),
        ("転入者数", "転出者数"),
        ("第1子の出生数", "第2子の出生数"),
        ("大学卒業者の定着率", "高校卒業者の定着率"),
        ("出生数", "人口密度"),
        ("企業立地件数（累計）", "企業立地件数（単年）"),
    ],
)
def test_names_of_different_figures_are_not_alike(a: str, b: str) -> None:
    """Words in brackets, figures and opposites tell two names apart however much else they share."""
    assert similarity(a, b) < ALIKE


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("地域活動に参加した市民の割合", "地域活動（清掃、防災など）に参加した市民の割合"),
        ("工場の新設件数", "工場の新設件数（累計）"),
        ("製品化件数", "製品化数"),
    ],
)
def test_a_name_without_its_brackets_is_near_enough(short: str, full: str) -> None:
    """A title that leaves the brackets of the tree's name out still means it."""
    assert similarity(short, full) >= min(SAME, 0.88)


def test_the_end_of_a_name_is_alike_but_not_the_same() -> None:
    """The head of a noun phrase may stand for it, but 宿泊観光消費額 is not 観光消費額 for sure."""
    assert ALIKE <= similarity("観光消費額", "宿泊観光消費額") < SAME


@given(words, words)
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    """Which name is asked about makes no difference."""
    assert similarity(a, b) == similarity(b, a)
    assert 0.0 <= similarity(a, b) <= 1.0


@given(words)
@example("な)ど")
@example("「再掲」：出生数")
def test_a_key_is_its_own_key(name: str) -> None:
    """Normalising twice changes nothing more."""
    assert normalise(normalise(name)) == normalise(name)
