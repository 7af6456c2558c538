"""What a question says beside its subject is left out; what may say of which part is wanted stays."""

import pytest

from bot.answering.questions.asides import without_asides


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("正直なところ路線バスは目標に届いていますか", "路線バスは目標に届いていますか"),
        ("ひとことで言うと出生数はどう変わりましたか", "出生数はどう変わりましたか"),
        ("気になる出生数の数字", "出生数の数字"),
        ("小学生にもわかるように出生数の推移を", "出生数の推移を"),
        ("うちの町の高齢化率ってどんな感じ", "高齢化率はどんな感じ"),
        ("昨日の会議で話題に出た企業立地件数", "企業立地件数"),
        ("委員から指摘のあった空き家バンクの成約件数", "空き家バンクの成約件数"),
        ("ささえりあって何をする所", "ささえりあは何をする所"),
    ],
)
def test_how_and_where_it_is_asked_is_left_out(question: str, left: str) -> None:
    """Manner, audience, whose city and where it came up bear on no figure."""
    assert without_asides(question).strip() == left


@pytest.mark.parametrize(
    "question",
    [
        "外国から来た観光客数",
        "海外から要望のあった商品数",
        "本市場の売上",
        "熊本市の出生数",
        "小学生にわかる本の数",
        "減って増えて",
        "がんばって増やす方法",
    ],
)
def test_what_may_tell_of_which_part_stays(question: str) -> None:
    """A clause with any other word in it is no aside, and a verb's っ is no topic."""
    assert without_asides(question) == question
