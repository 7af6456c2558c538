"""A quotation is as short as answers the question, and says what it hangs on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_passages import made_passage

from bot.answering.questions.facts import fact_asked
from bot.answering.questions.question import understand
from bot.answering.quotations.cutting import stating_part, telling_part

BUS = made_passage(
    "路線バスの通らない北谷地区の7集落と病院を結ぶ乗合交通「かわせみ号」を、令和4年10月から運行している。"
    "電話で乗車の30分前まで予約できる。運賃は1回300円で、8人乗りの車両2台が平日に走る。\n"
    "◆令和5年度の実績\n・延べ1万4,230人が利用した。\n・利用者の7割が75歳以上であった。",
    section="initiative",
    heading=("基本目標1 暮らしを支える", "施策1 足の確保", "乗合交通「かわせみ号」運行事業"),
)
PLAN = made_passage(
    "施策2 子育ての環境\n① 保育の受け皿を整備します。\n"
    "北谷地区に定員90人の認定こども園を整備し、整備費の4分の3を補助します。\n"
    "② 保育士の確保に取り組みます。\n市内で働き始めた保育士に、家賃の補助と就職準備金を支給します。\n"
    "③ 放課後の居場所を充実します。\n専用室を小学校の余裕教室に設け、受入れを6年生まで広げます。"
    "夏休みには公民館も使い、地域の人の手を借りて受け入れます。",
    section="policy",
)
PREFACE = made_passage(
    "■ この資料について\nこの資料は、総合戦略に掲げた数値目標とKPIについて、実績と検証の結果をまとめたものです。\n"
    "第1期からの変化が分かるよう、第1期の実績もあわせて掲載しています。\n■ 社会情勢\n"
    "感染症の影響が続いたものの、観光の指標に持ち直しの動きが見られました。\n"
    "年度の後半からは、燃料や資材の値上がりが市内の事業者の経営に影響しました。\n■ 表記について",
)


def stated(question: str) -> str:
    asked = understand(question)
    fact = fact_asked(asked)
    assert fact is not None
    return stating_part(asked, fact, BUS)


def test_only_the_sentence_with_the_fact_is_quoted() -> None:
    """The name of what it is about stands in the heading over the quotation."""
    assert stated("かわせみ号の運賃はいくら") == "運賃は1回300円で、8人乗りの車両2台が平日に走る。"


def test_an_item_of_a_list_keeps_the_line_that_says_its_year() -> None:
    """How many used it means nothing without 令和5年度の実績 over it."""
    assert stated("かわせみ号は何人が利用した") == "◆令和5年度の実績\n・延べ1万4,230人が利用した。"


def test_a_numbered_approach_is_quoted_with_what_stands_under_it() -> None:
    """② and the paragraph that explains it belong together; ① and ③ are of something else."""
    assert telling_part(understand("保育士の確保について"), PLAN) == (
        "② 保育士の確保に取り組みます。\n市内で働き始めた保育士に、家賃の補助と就職準備金を支給します。"
    )


def test_a_label_is_quoted_with_all_that_stands_under_it() -> None:
    """A heading within a passage is no answer by itself."""
    assert telling_part(understand("社会情勢は"), PREFACE).split("\n") == PREFACE.text.split("\n")[3:6]


def test_what_holds_none_of_the_words_is_quoted_whole() -> None:
    """Found by its meaning, a passage gives no hint where to cut it."""
    assert telling_part(understand("待機児童の解消"), PREFACE) == PREFACE.text


@pytest.mark.parametrize("passage", [BUS, PLAN, PREFACE])
@given(
    question=st.sampled_from(
        ("運賃はいくら", "何人が利用した", "いつから", "保育士の確保", "社会情勢は", "どこ", "施策2の内容")
    )
)
def test_a_part_stands_in_the_passage_word_for_word(passage, question) -> None:
    """Whatever is asked, the quotation is a piece of the passage, in one, and no sentence is cut in half."""
    asked = understand(question)
    for part in (stating_part(asked, fact_asked(asked) or "place", passage), telling_part(asked, passage)):
        assert part
        assert part in passage.text
        assert passage.text[: passage.text.index(part)].strip()[-1:] in "。\n" or "\n" + part in "\n" + passage.text
