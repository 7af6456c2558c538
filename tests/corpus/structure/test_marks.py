"""The marks by which policy documents tell their parts."""

import pytest

from corpus.structure.marks import printed, read_mark


@pytest.mark.parametrize(
    ("line", "kind", "goal", "number", "rest"),
    [
        ("基本目標1", "goal", None, 1, ""),
        ("【基本目標２】 子どもの育ちを支える", "goal", None, 2, "子どもの育ちを支える"),
        ("基本目標Ⅲ　歩いて暮らせるまち", "goal", None, 3, "歩いて暮らせるまち"),
        ("基本目標①：「しごと」をつくる", "goal", None, 1, "「しごと」をつくる"),
        ("政策目標三 まちを守る", "goal", None, 3, "まちを守る"),
        ("【 施策2 】 港の活用", "measure", None, 2, "港の活用"),
        ("施策１－２　港の活用", "measure", 1, 2, "港の活用"),
        ("政策1 港の活用", "goal", None, 1, "港の活用"),
        ("政策1-2 港の活用", "measure", 1, 2, "港の活用"),
        ("基本施策(3) 学びの充実", "measure", None, 3, "学びの充実"),
        ("(2)港の活用", "numbered", None, 2, "港の活用"),
        ("港の便をふやす事業 <施策2>", "initiative", None, 2, "港の便をふやす事業"),
        ("学びの広場 ＜施策２－１＞", "initiative", 2, 1, "学びの広場"),
        ("夜間講座 &lt;施策1&gt;", "initiative", None, 1, "夜間講座"),
    ],
)
def test_numbered_marks_give_their_numbers(line: str, kind: str, goal: int | None, number: int, rest: str) -> None:
    """Goals, measures and initiatives in the styles that cities use."""
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.goal, mark.number, mark.rest) == (kind, goal, number, rest)


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("今後の 方向性", "direction", ""),
        ("■今後の方向性", "direction", ""),
        ("**今後の方向性** 便を保つ。", "direction", "便を保つ。"),
        ("【今後の取組方針】便を保つ。", "direction", "便を保つ。"),
        ("課題と今後の方向性", "direction", ""),
        ("次年度以降の方針", "direction", ""),
        ("評価の理由及び課題", "analysis", ""),
        ("取組の成果", "done", ""),
        ("今後の方向性　便を保つ。", "direction", "便を保つ。"),
        ("【分析】ふえた。", "analysis", "ふえた。"),
        ("現状と課題", "analysis", ""),
        ("◆ 概要", "summary", ""),
        ("◆概要 夜も開く。", "summary", "夜も開く。"),
        ("※ 各年4月1日現在", "note", "※ 各年4月1日現在"),
        ("- ① 便を保つ。", "approach", "- ① 便を保つ。"),
        ("令和5年度の主な取組", "initiatives", ""),
        ("【数値目標】 ・出生数(単位:人)", "kpi", "・出生数(単位:人)"),
        ("重要業績評価指標(KPI)", "kpi", ""),
        ("ＫＰＩ：待機児童数（人）", "kpi", "待機児童数(人)"),
        ("～港と市場のにぎわい～", "subtitle", "港と市場のにぎわい"),
        ("第１章　はじめに", "chapter", "はじめに"),
        ("2 計画の期間", "chapter", "計画の期間"),
    ],
)
def test_labels_are_known_with_what_stands_behind_them(line: str, kind: str, rest: str) -> None:
    """Labels in brackets, with markers, spaced out or with text on the same line."""
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.rest) == (kind, rest)


@pytest.mark.parametrize(
    "line",
    [
        "基本目標1においては、前年を上回った。",
        "基本目標2「育ち」では、前年を上回った。",
        "施策1では新たな便が始まった。",
        "今後の旅行需要の回復を見据えて取り組む。",
        "今後の方向性について議論いただく。",
        "数値目標やKPIの推移を掲載する。",
        "KPIの実績は次のとおり。",
        "評価が高い。",
        "施策体系図",
        "1.5 倍",
        "2020年の値",
        "",
    ],
)
def test_prose_has_no_mark(line: str) -> None:
    """Sentences that begin like a mark are not taken for one."""
    assert read_mark(line) is None


@pytest.mark.parametrize("line", ["前提 ..... P3", "【基本目標1】 .....\tP5", "第1章 はじめに………… 12", "目 次"])
def test_a_table_of_contents_is_no_heading(line: str) -> None:
    """A goal's line in the table of contents opens no goal."""
    mark = read_mark(line)
    assert mark is not None
    assert mark.kind == "contents"


def test_what_is_printed_is_given_back_as_written() -> None:
    """Titles keep their own width and brackets, whatever the plain form was."""
    assert printed("施策１－２　港の活用（ＡＩ）", "港の活用(AI)") == "港の活用（ＡＩ）"
    assert printed("港", "別のもの") == "別のもの"
