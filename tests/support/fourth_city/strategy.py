"""The fourth city's strategy, as a Word document: chapters with numbered parts, targets in one table a goal."""

from pathlib import Path
from typing import Any

from tests.support.fourth_city.told import TOLD, printed_name
from tests.support.word_papers import heading, paper, table

TYPEFACE = "Noto Sans CJK JP"


def write_strategy(file: Path) -> None:
    """Write the strategy of 令和2年3月."""
    told = TOLD["strategy"]
    made = _cover(told["title"], told["published"])
    for chapter in told["chapters"]:
        heading(made, chapter["head"], 14)
        for part in chapter["parts"]:
            heading(made, part["head"], 12)
            made.add_paragraph("　" + part["text"])
    heading(made, "第2章　基本目標と施策", 14)
    for number, goal in enumerate(TOLD["goal"], 1):
        heading(made, f"基本目標{number}　{goal['title']}", 13)
        made.add_paragraph("【基本的方向】")
        made.add_paragraph("　" + goal["direction"])
        made.add_paragraph("【数値目標】")
        _planned(made, [goal["numeric"]])
        for at, measure in enumerate(goal["measure"], 1):
            heading(made, f"施策{number}-{at}　{measure['title']}", 11)
            _planned(made, measure["kpis"])
    heading(made, "第3章　推進に当たって", 14)
    made.add_paragraph("　" + told["closing"])
    made.save(str(file))


def _cover(title: str, published: str) -> Any:
    made = paper([(title, 20), (published, 12), (TOLD["city"], 14), (TOLD["fictitious"], 9)], TYPEFACE)
    made.sections[0].footer.paragraphs[0].text = TOLD["footer"]
    return made


def _planned(made: Any, keys: list[str]) -> None:
    rows = [["指標", "基準値", "目標値（2024（令和6）年度）"]]
    for key in keys:
        told = TOLD["indicator"][key]
        rows.append(
            [
                printed_name(key, "R5").replace("\n", ""),
                told["base"].replace("\n", ""),
                told["target"].replace("\n", ""),
            ]
        )
    table(made, rows)
