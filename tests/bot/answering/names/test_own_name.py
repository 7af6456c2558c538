"""The city's own name is known from its papers and tells nothing in a question."""

import pytest

from bot.answering.names.own_name import own_name, without_name


@pytest.mark.parametrize(
    ("papers", "name"),
    [
        (["第2期雪代市創生総合戦略", "雪代市"], "雪代市"),
        (["風見町デジタル田園都市構想総合戦略 令和5年度効果検証報告書", "風見町企画財政課"], "風見町"),
        (["東村山市総合計画", "東村山市"], "東村山市"),
        (["四日市市人口ビジョン"], "四日市市"),
        (["十日町市都市計画マスタープラン"], "十日町市"),
        (["令和6年度 大町市総合戦略"], "大町市"),
        (["まち・ひと・しごと創生総合戦略", "総合戦略の検証について"], None),
    ],
)
def test_the_name_is_what_the_papers_begin_with(papers: list[str], name: str | None) -> None:
    """Also where the name itself holds 市, 町 or 村, or a word with 市 follows; None where no paper bears one."""
    assert own_name(papers) == name


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("汐見野市の出生数", "出生数"),
        ("汐見野の観光客は何人", "観光客は何人"),
        ("しおみの市の待機児童数", "待機児童数"),
        ("汐見野市役所の電話番号", "電話番号"),
        ("汐見野市民の割合", "汐見野市民の割合"),
        ("汐見野駅の利用者", "汐見野駅の利用者"),
        ("隣の市の出生数", "隣の市の出生数"),
        ("汐見野市は", "汐見野市は"),
    ],
)
def test_the_name_is_left_out_and_no_other(question: str, left: str) -> None:
    """A station, the citizens and another city keep theirs; a question of nothing else stays."""
    assert without_name(question, "汐見野市") == left


def test_the_prefecture_of_the_same_name_is_another_place() -> None:
    """What is asked of 熊本県 is not asked of 熊本市."""
    assert without_name("熊本県の出生数", "熊本市") == "熊本県の出生数"
