"""Laws that hold for any text whatever: nothing crashes, and what is handed out stands in the file."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.structure.document import structure
from corpus.structure.indicators import indicators
from corpus.textfile import text_lines

LINES = (
    "# みなと町総合戦略の検証",
    "令和6年(2024年)9月2日",
    "## 目 次",
    "前提 ..... P3",
    "## 基本目標1",
    "基本目標2 子どもの育ちを支える。",
    "～港と市場の",
    "にぎわい～",
    "【数値目標】 ・出生数(単位:人)",
    "・人口密度(単位:人/ha)",
    "### (1) 港の活用",
    "【施策2】学びの充実",
    "施策1-2 保育",
    "【KPI】 (再掲)出生数(単位:人)",
    "貨物量(累計)(単位:千トン)",
    "- ① 便を保ちます。",
    "② 市場を開きます。",
    "#### 貨物量",
    "出生数",
    "【分析】ふえた。",
    "荷主がふえた。※速報による。",
    "今後の",
    "方向性",
    "**今後の方向性** 便を保つ。",
    "- ・ 便を保つ。",
    "※各年4月1日現在",
    "◆概要",
    "夜間講座 &lt;施策2&gt;",
    "主な取組",
    "第1章 はじめに",
    "2 計画の期間",
    "| 指標 | R4 | 目標値(R6) |",
    "|---|---|---|",
    "| 貨物量 | 12 | 20 |",
    "問1 便はあるか。",
    "",
    "",
    "\f",
)
texts = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts, wild, st.lists(st.one_of(texts, wild), max_size=4).map("\n".join)))
def test_every_section_stands_in_the_file(text: str) -> None:
    """Whatever order the parts come in, sections quote the file, on a page that it has."""
    read = structure(text_lines(text), "document")
    pages = text.count("\f") + 1
    for section in read.sections:
        assert _bare(section.text) in _bare(text)
        assert 1 <= section.page <= pages


@settings(max_examples=100, deadline=None)
@given(texts)
def test_every_indicator_named_by_a_section_is_one_of_the_document(text: str) -> None:
    """Sections name indicators as the tree writes them, under goals that the tree has."""
    read = structure(text_lines(text), "document")
    names = {indicator.name for indicator in indicators(read.placed, read.tree)}
    assert {s.indicator for s in read.sections} <= names | {None}
    assert all(s.goal is not None or s.measure is None for s in read.sections)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_reading_is_repeatable(text: str) -> None:
    """The same text gives the same structure: ingesting twice must change nothing."""
    assert structure(text_lines(text), "document").sections == structure(text_lines(text), "document").sections
