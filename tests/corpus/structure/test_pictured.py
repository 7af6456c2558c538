"""What stands beside an initiative's prose, and initiatives named by a sign, on pages written for the rule."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import Section
from corpus.structure.blocks import Block
from corpus.structure.document import structure
from corpus.structure.frame import Run
from corpus.structure.pictured import parted
from corpus.textfile import text_lines

REPORT = """# みなと町総合戦略の検証

## 基本目標1 港を生かす

### (1) 便の確保

KPI 港の取扱貨物量(単位:千トン)

## 基本目標1 港を生かす

### 主な取組

荷さばき場の改修 ＜施策1＞

◆概要

荷さばき場の屋根を広げ、雨の日も作業ができるようにした。

◆令和5年度の実績

来場した船　120隻

荷主の見学会

- ・荷主18社を招いた。

改修した荷さばき場

見学会のようす
(荷主の案内)

「港を見よう。荷を運ぼう！」

※写真は令和5年11月に写した。

荷主への助成 ＜施策1＞

◆概要

船で荷を出す荷主に、運賃の一部を助成する。

対象者：町内の荷主

上限額　10万円

| 区分 | R4 | R5 |
|---|---|---|
| 助成した荷主(社) | 8 | 11 |

(表)助成の推移
"""

SIGNED = """# さくら町総合戦略の検証

## 基本方針1 学びを支える

### 施策1-1 読書の推進

| 指標 | 単位 | 基準値(R1) | R5 | 目標値(R7) |
|---|---|---|---|---|
| 図書の貸出冊数 | 冊 | 52 | 51 | 55 |

#### 評価

貸出しは元に戻った。

#### 今後の展開

・夜も開く。

#### 主な取組

◆移動図書館の運行

町内12か所を回る。

◆令和5年度の実績

3か所を加えた。

◆読み聞かせの会

月に2回開く。
"""


def _told(text: str) -> list[Section]:
    return list(structure(text_lines(text), "document").sections)


def _of(sections: list[Section], name: str) -> list[tuple[str, str]]:
    return [(s.section, s.text) for s in sections if s.heading[-1:] == (name,)]


def test_labels_and_captions_of_pictures_are_no_prose() -> None:
    """What stands apart without being a sentence ends the prose; a note under a picture goes with it."""
    prose, *beside = _of(_told(REPORT), "荷さばき場の改修")
    assert prose == (
        "initiative",
        "荷さばき場の屋根を広げ、雨の日も作業ができるようにした。\n◆令和5年度の実績\n"
        "来場した船　120隻\n荷主の見学会\n- ・荷主18社を招いた。",
    )
    assert beside == [
        (
            "overview",
            "改修した荷さばき場\n見学会のようす\n(荷主の案内)\n「港を見よう。荷を運ぼう！」\n"
            "※写真は令和5年11月に写した。",
        )
    ]


def test_lines_of_a_form_are_prose_and_a_table_is_not() -> None:
    """対象者：… says something; a table with its caption is told by itself."""
    assert _of(_told(REPORT), "荷主への助成") == [
        ("initiative", "船で荷を出す荷主に、運賃の一部を助成する。\n対象者：町内の荷主\n上限額　10万円"),
        ("overview", "| 区分 | R4 | R5 |\n|---|---|---|\n| 助成した荷主(社) | 8 | 11 |\n(表)助成の推移"),
    ]


def test_a_sign_opens_each_initiative_of_a_measure() -> None:
    """Under 主な取組 within a measure, ◆ names one after another, and ◆令和5年度の実績 divides one."""
    told = [s for s in _told(SIGNED) if s.section == "initiative"]
    assert [(s.goal, s.measure, s.heading[1:], s.text) for s in told] == [
        (
            1,
            1,
            ("施策1-1 読書の推進", "移動図書館の運行"),
            "町内12か所を回る。\n◆令和5年度の実績\n3か所を加えた。",
        ),
        (1, 1, ("施策1-1 読書の推進", "読み聞かせの会"), "月に2回開く。"),
    ]


_TEXTS = ("便を保つ。", "・船を招いた。", "◆令和5年度の実績", "船の写真", "(図)荷の流れ", "※速報。", "対象：荷主")


@given(st.lists(st.tuples(st.sampled_from(_TEXTS), st.booleans(), st.booleans()), max_size=12))
def test_parting_loses_nothing(made: list[tuple[str, bool, bool]]) -> None:
    """Every block is told once, in order, whichever side it stands on."""
    runs = list[Run]()
    for at, (text, apart, new) in enumerate(made):
        block = Block(text, page=1, at=at, apart=apart)
        if new or not runs:
            runs.append(Run("text", [block]))
        else:
            runs[-1].blocks.append(block)
    told = [block for _, part in parted(runs) for run in part for block in run.blocks]
    assert [block.at for block in told] == list(range(len(made)))
