"""The third city's strategy and first report, as Word documents."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.support.third_city.told import TOLD, last_target, name_in, wide
from tests.support.word_papers import heading, merge, paper, table

TYPEFACE = "Noto Serif CJK JP"


def write_strategy(file: Path) -> None:
    """Write the strategy of 令和３年３月."""
    told = TOLD["strategy"]
    made = _cover(told["title"], told["published"])
    heading(made, "Ⅰ　策定に当たって", 14)
    for text in (told["opening"], told["term"]):
        made.add_paragraph("　" + text.strip())
    heading(made, "Ⅱ　戦略の内容", 14)
    for n, goal in enumerate(TOLD["strategy_goal"], 1):
        heading(made, f"重点戦略{wide(n)}　{goal['title']}", 13)
        made.add_paragraph("≪数値目標≫")
        table(made, _planned(goal["numeric"]), (80, 20, 30, 30))
        for p, policy in enumerate(goal["policy"], 1):
            heading(made, f"具体的施策（{wide(p)}）{policy['title']}", 11)
            made.add_paragraph("　" + policy["aim"])
            made.add_paragraph("≪重要業績評価指標（ＫＰＩ）≫")
            table(made, _planned(policy["kpis"]), (80, 20, 30, 30))
    heading(made, "Ⅲ　進行管理", 14)
    made.add_paragraph("　" + told["system"].strip())
    made.save(str(file))


def write_report(file: Path) -> None:
    """Write the report on fiscal 令和５年度."""
    told = TOLD["R5"]
    made = _cover(told["title"], told["published"])
    made.add_paragraph("　" + told["opening"])
    for line in told["reading"]:
        made.add_paragraph(f"（注）{line}")
    for n, goal in enumerate(TOLD["strategy_goal"], 1):
        heading(made, f"重点戦略{wide(n)}　{goal['title']}", 14)
        heading(made, "数値目標の状況", 11)
        _reported(made, goal["numeric"])
        for p, policy in enumerate(goal["policy"], 1):
            heading(made, f"具体的施策（{wide(p)}）{policy['title']}", 12)
            _reported(made, policy["kpis"])
            for head, lines in zip(("取組実績", "課題と対応", "今後の方針"), _said(policy["R5"]), strict=True):
                heading(made, f"【{head}】", 10.5)
                for line in lines:
                    made.add_paragraph(line)
    heading(made, "評価会議の主な意見", 14)
    for line in told["opinions"]:
        made.add_paragraph(f"○　{line}")
    made.save(str(file))


def _said(policy: dict[str, Any]) -> tuple[list[str], ...]:
    return [f"・{one}" for one in policy["done"]], ["　" + policy["issue"]], [f"・{one}" for one in policy["next"]]


def _planned(keys: Iterable[str]) -> list[list[str]]:
    rows = [["指標", "単位", "現状値（令和元年度）", "目標値（令和７年度）"]]
    for told in (TOLD["indicator"][key] for key in keys):
        rows.append([name_in(told, False), told["unit"], told["values"][0], last_target(told, False)])
    return rows


def _reported(made: Any, keys: Sequence[str]) -> None:
    """The years across, under a head of two rows; a note where an indicator is a calendar year's."""
    rows = [
        ["指標名", "単位", "基準値", "実績値", "", "", "目標値"],
        ["", "", "Ｒ元年度", "Ｒ３年度", "Ｒ４年度", "Ｒ５年度", "Ｒ７年度"],
    ]
    for told in (TOLD["indicator"][key] for key in keys):
        shown = told.get("R5") or told["values"][2:5]
        rows.append([name_in(told, False), told["unit"], told["values"][0], *shown, last_target(told, False)])
    drawn = table(made, rows, (52, 17, 20, 20, 20, 20, 21))
    merge(drawn, (0, 3), (0, 5))
    for column in (0, 1):
        merge(drawn, (0, column), (1, column))
    yearly = [TOLD["indicator"][key]["name"] for key in keys if TOLD["indicator"][key]["by"] == "年"]
    if yearly:
        made.add_paragraph(f"※{'、'.join(yearly)}は、年度ではなく暦年（１月～１２月）の値です。")


def _cover(title: str, published: str) -> Any:
    return paper([(title, 20), (published, 12), (TOLD["city"], 14), (TOLD["fictitious"], 9)], TYPEFACE, margin=20)
