"""Documents of several kinds and styles, each written for the rule it shows."""

import pytest

from corpus.reading import Section
from corpus.structure.document import Structure, structure
from corpus.structure.indicators import indicators
from corpus.textfile import text_lines

OFFICE_TEXT = """さくら市まち・ひと・しごと創生総合戦略　効果検証報告書
令和５年度版

令和６年１０月３日
さくら市総合政策部企画課
\f
基本目標１　しごとをつくり、安心して働けるようにする
施策１－１　企業誘致の推進
ＫＰＩ：企業誘致件数（累計）（件）
【評価】
３件の誘致が実現し、累計で１５件となった。目標には届いて
いないが、着実に伸びている。
【今後の方向性】
引き続き、県と連携して企業訪問を行うとともに、用地の情報発信を強化し
ます。
- 1 -
\f
基本目標２　子育てを支える
施策２－１　保育の充実
ＫＰＩ：待機児童数（人）
【評価】
４年続けて０人となった。
※各年４月１日現在
【今後の方向性】
・保育士の確保に努めます。
・小規模な園を広げます。
- 2 -
\f
基本目標２　子育てを支える
令和５年度の主な取組
家庭への訪問 ＜施策２－１＞
◆概要
保健師がすべての家庭を訪れる。
※２月から電話でも受け付ける。
一時預かり ＜施策２－１＞
◆概要
理由を問わず子どもを預かる。
（写真）園の一室
"""

STRATEGY = """# 第2期あおば町総合戦略

令和2年3月

あおば町

## 第1章 はじめに

### 1 計画期間

計画期間は、令和2年度から令和6年度までの5年間とします。

## 第2章 基本目標と施策

基本目標1 しごとをつくる

施策1 農林業の振興

### 基本目標1 しごとをつくる

#### 数値目標

| 指標 | 基準値(平成30年度) | 目標値(令和6年度) |
|---|---|---|
| 町内総生産額(億円) | 120.5 | 130 |
| 新規就業者数 | 45人 | 60人 |

#### 基本的方向

産業の担い手を育てます。

#### (1) 農林業の振興

農地をまとめます。

##### 重要業績評価指標(KPI)

| KPI | 単位 | 基準値 | 目標値 |
|:--|:-:|--:|--:|
| 認定農業者数 | 経営体 | 80 (H30) | 95 (R6) |

※基準値は調査による。

## 第3章 推進体制

町長を本部長とする本部が推進します。
"""

ANSWERS = """令和６年９月定例会　一般質問答弁資料

問１　待機児童の現状について伺う。
答　本年４月１日現在で０人であります。

問２　学童保育の利用料について伺う。
答　ひとり親世帯は半額としております。
"""

WHITE_PAPER = """# 令和5年版 みどり市環境白書

## 第1章 地球温暖化

### 1 排出量

排出量は52万トンでした。

### 2 再生可能エネルギー

(1) 住宅用

補助は120件でした。

(2) 事業用

5施設に設置しました。

1. 学校
2. 庁舎

## 第2章 ごみ

ごみは減りました。
"""


def _read(text: str) -> Structure:
    return structure(text_lines(text), "document")


def _of(read: Structure, section: str) -> list[Section]:
    return [s for s in read.sections if s.section == section]


@pytest.fixture(scope="module")
def office() -> Structure:
    """A verification as a word processor saves it as text: full width, page breaks, no list of indicators."""
    return _read(OFFICE_TEXT)


@pytest.fixture(scope="module")
def strategy() -> Structure:
    """A strategy in Markdown, with tables of indicators."""
    return _read(STRATEGY)


def test_pages_without_a_tree_make_the_tree(office: Structure) -> None:
    """Where no page lists the indicators, those with a page of their own are the tree."""
    assert [(g.number, g.title, [m.title for m in g.measures]) for g in office.goals] == [
        (1, "しごとをつくり、安心して働けるようにする", ["企業誘致の推進"]),
        (2, "子育てを支える", ["保育の充実"]),
    ]
    found = indicators(office.placed, office.tree)
    assert [(i.name, i.unit, i.goal, i.measure, i.period, i.cumulative) for i in found] == [
        ("企業誘致件数（累計）", "件", 1, 1, None, True),
        ("待機児童数", "人", 2, 1, "as_of", False),
    ]


def test_directions_and_comments_are_mended_and_placed(office: Structure) -> None:
    """Label boxes divide the page; broken lines are joined, bullets stay lines."""
    directions = _of(office, "future_direction")
    assert [(s.text, s.indicator, s.page, s.printed_page) for s in directions] == [
        (
            "引き続き、県と連携して企業訪問を行うとともに、用地の情報発信を強化します。",
            "企業誘致件数（累計）",
            2,
            "1",
        ),
        ("・保育士の確保に努めます。\n・小規模な園を広げます。", "待機児童数", 3, "2"),
    ]
    assert [s.text for s in _of(office, "analysis")] == [
        "３件の誘致が実現し、累計で１５件となった。目標には届いていないが、着実に伸びている。",
        "４年続けて０人となった。",
    ]
    assert [(s.text, s.indicator) for s in _of(office, "note")] == [("※各年４月１日現在", "待機児童数")]


def test_initiatives_keep_their_notes_and_part_with_captions(office: Structure) -> None:
    """One section an initiative, under its goal and measure, with its name as the last heading."""
    assert [(s.goal, s.measure, s.heading[-1], s.text) for s in _of(office, "initiative")] == [
        (2, 1, "家庭への訪問", "保健師がすべての家庭を訪れる。\n※２月から電話でも受け付ける。"),
        (2, 1, "一時預かり", "理由を問わず子どもを預かる。"),
    ]
    assert [s.text for s in _of(office, "overview")][-1] == "（写真）園の一室"


def test_a_strategy_is_policy_text_by_goal_and_measure(strategy: Structure) -> None:
    """Prose under a goal or measure is policy text; tables of indicators and bare headings say nothing of their own."""
    assert [(s.goal, s.measure, s.text.split("\n")[0]) for s in _of(strategy, "policy")] == [
        (1, None, "基本目標1 しごとをつくる"),
        (1, None, "基本的方向"),
        (1, 1, "(1) 農林業の振興"),
    ]
    assert not [s for s in _of(strategy, "overview") if s.goal]
    assert [(s.text, s.measure) for s in _of(strategy, "note")] == [("※基準値は調査による。", 1)]
    assert [s.heading for s in _of(strategy, "overview")][-1] == ("第3章 推進体制",)


def test_a_strategys_tables_give_baselines_and_targets(strategy: Structure) -> None:
    """指標 tables become indicators with milestones; years stand in the head or in the cell."""
    found = {i.name: i for i in indicators(strategy.placed, strategy.tree)}
    assert list(found) == ["町内総生産額", "新規就業者数", "認定農業者数"]
    told = {name: [(m.role, m.year, str(m.value)) for m in i.milestones] for name, i in found.items()}
    assert told["町内総生産額"] == [("baseline", 2018, "120.5"), ("target", 2024, "130")]
    assert told["認定農業者数"] == [("baseline", 2018, "80"), ("target", 2024, "95")]
    assert [(i.unit, i.numeric_target, i.measure) for i in found.values()] == [
        ("億円", True, None),
        ("人", True, None),
        ("経営体", False, 1),
    ]


def test_questions_and_answers_are_plain_sections() -> None:
    """Each question heads its answer."""
    read = _read(ANSWERS)
    assert read.cover.title == "令和６年９月定例会一般質問答弁資料"
    assert read.cover.kind == "other"
    assert [(s.heading, s.text) for s in read.sections][1:] == [
        (("問１　待機児童の現状について伺う。",), "答　本年４月１日現在で０人であります。"),
        (("問２　学童保育の利用料について伺う。",), "答　ひとり親世帯は半額としております。"),
    ]


def test_a_white_paper_is_plain_sections_by_its_headings() -> None:
    """Chapters, numbers and brackets nest; a numbered list is not headings."""
    read = _read(WHITE_PAPER)
    assert (read.cover.kind, read.cover.edition, read.goals) == ("other", None, ())
    assert [(s.heading, s.text) for s in read.sections][1:] == [
        (("第1章 地球温暖化", "1 排出量"), "排出量は52万トンでした。"),
        (("第1章 地球温暖化", "2 再生可能エネルギー", "(1) 住宅用"), "補助は120件でした。"),
        (
            ("第1章 地球温暖化", "2 再生可能エネルギー", "(2) 事業用"),
            "5施設に設置しました。\n1. 学校\n2. 庁舎",
        ),
        (("第2章 ごみ",), "ごみは減りました。"),
    ]


TABLED = """# かえで市総合戦略の検証

令和5年8月1日

## 基本目標1 港を生かす

施策1 便の確保

| KPI | 単位 | 基準値(H30) | R3 | R4 | 目標値(R6) | 評価 | 分析 | 今後の方向性 |
|---|---|---|---|---|---|---|---|---|
| 港の取扱貨物量 | 千トン | 10 | 12 | 13 | 20 | Ｂ | 荷主が二社ふえた。 | 週に一度の便を保ち、荷主への訪問を重ねる。 |
| 入港した船の隻数 | 隻 | 30 | 31 | 33 | 40 | Ａ | 漁船の入港がふえた。 | 岸壁の改修を進める。 |
"""


def test_directions_in_the_cells_of_a_table_are_their_rows() -> None:
    """A table with a column 今後の方向性 gives each row's indicator its figures, comment and direction."""
    read = _read(TABLED)
    assert [(s.indicator, s.text) for s in _of(read, "future_direction")] == [
        ("港の取扱貨物量", "週に一度の便を保ち、荷主への訪問を重ねる。"),
        ("入港した船の隻数", "岸壁の改修を進める。"),
    ]
    assert [s.text for s in _of(read, "analysis")] == ["荷主が二社ふえた。", "漁船の入港がふえた。"]
    cargo, _ = indicators(read.placed, read.tree)
    assert [(o.year, str(o.value)) for o in cargo.observations] == [(2021, "12"), (2022, "13")]
    assert [(m.role, m.year, str(m.value)) for m in cargo.milestones] == [
        ("baseline", 2018, "10"),
        ("target", 2024, "20"),
    ]


NUMBERED = """# かえで市総合戦略の検証

## 基本目標1 港を生かす

### (1) 便の確保

KPI 港の取扱貨物量(単位:千トン)

### (2) 市場の活用

KPI 市場の来場者数(単位:人)

## 基本目標1 港を生かす

### (1) 便の確保

今後の方向性

便を保つ。

### (2) 市場の活用

荷がふえた。

今後の方向性

朝市を開く。
"""


def test_numbered_headings_are_measures_wherever_they_come_again() -> None:
    """(1) with a measure's title heads that measure's page too, though no list follows it there."""
    read = _read(NUMBERED)
    assert [(s.goal, s.measure, s.indicator, s.text) for s in _of(read, "future_direction")] == [
        (1, 1, "港の取扱貨物量", "便を保つ。"),
        (1, 2, "市場の来場者数", "朝市を開く。"),
    ]
    assert [(s.measure, s.text) for s in _of(read, "analysis")] == [(2, "荷がふえた。")]


SUBHEADED = """# かえで市総合戦略の検証

## 基本目標1 港を生かす

### 施策1 便の確保

KPI 港の取扱貨物量(単位:千トン)
入港した船の隻数(単位:隻)

## 基本目標1 港を生かす

### 施策1 便の確保

#### 港の取扱貨物量

##### 令和4年度に行ったこと

荷主を訪ねた。

##### 今後の方向性

便を保つ。

#### 入港した船の隻数

##### 今後の方向性

岸壁を整える。

### 夜間の荷役 <施策1>

#### 実施の内容

夜も荷を積む。
"""


def test_headings_within_a_page_divide_it_without_ending_it() -> None:
    """A deeper heading under an indicator or initiative leaves what follows with it."""
    read = _read(SUBHEADED)
    assert [
        (s.section, s.indicator, s.text) for s in read.sections if s.section in ("analysis", "future_direction")
    ] == [
        ("analysis", "港の取扱貨物量", "荷主を訪ねた。"),
        ("future_direction", "港の取扱貨物量", "便を保つ。"),
        ("future_direction", "入港した船の隻数", "岸壁を整える。"),
    ]
    assert [(s.heading[-1], s.text) for s in _of(read, "initiative")] == [("夜間の荷役", "実施の内容\n夜も荷を積む。")]


LISTED_FIRST = """# かえで市総合戦略

基本目標1 港を生かす

【数値目標】 ・貨物の総額(単位:億円)

施策1 便の確保

【KPI】 港の取扱貨物量(単位:千トン)

荷主への訪問を重ねる。

施策2 市場の活用

【KPI】 市場の来場者数(単位:人)

朝市を開く。
"""


def test_prose_after_a_list_belongs_to_the_lists_measure() -> None:
    """Where lists and prose alternate, they are no bare tree: the prose is the measure's."""
    told = {s.text.split("\n")[-1]: (s.goal, s.measure) for s in _of(_read(LISTED_FIRST), "policy")}
    assert told["荷主への訪問を重ねる。"] == (1, 1)
    assert told["朝市を開く。"] == (1, 2)


BOLD = """**かえで市総合戦略の検証**

**基本目標1 港を生かす**

**(1) 便の確保**

**【KPI】** 港の取扱貨物量(単位:千トン)
入港した船の隻数(単位:隻)

**基本目標1**

**(1) 便の確保**

**入港した船の隻数**

**今後の方向性**

岸壁を整える。
"""


def test_bold_lines_are_headings_too() -> None:
    """Converters write headings as bold text; the marks are the same."""
    read = _read(BOLD)
    assert [(s.goal, s.measure, s.indicator, s.text) for s in _of(read, "future_direction")] == [
        (1, 1, "入港した船の隻数", "岸壁を整える。")
    ]
    assert [slot.name for slot in read.tree.slots] == ["港の取扱貨物量", "入港した船の隻数"]
    assert read.cover.title == "かえで市総合戦略の検証"
