"""Two further made-up places, as small towns report: a Word report whose figures stand in tables, and a workbook.

Nothing in them is worded or laid out like the sample: 基本方針 and 政策 instead of 基本目標 and 施策, 評価 and
今後の展開 instead of 分析 and 今後の方向性, one table a policy instead of charts, 策定時 and 目標値 as columns. The
first lies by the sea; the second, in the hills, has the indicators that the first and the sample do not have.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Told = dict[str, Any]


def _told(name: str) -> Told:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


SEASIDE = _told("second_town.toml")
HILLS = _told("hill_town.toml")


def write_report(file: Path, told: Told) -> Path:
    """Write a town's report as a Word document."""
    from docx import Document

    paper: Any = Document()
    paper.add_heading(told["title"], level=0)
    for line in ("published", "published_by", "fictitious"):
        paper.add_paragraph(told[line])
    paper.add_heading("はじめに", level=1)
    paper.add_paragraph(told["opening"])
    for number, basic in enumerate(told["basic"], 1):
        paper.add_heading(f"基本方針{number} {basic['title']}", level=1)
        for policy in basic["policy"]:
            _write_policy(paper, policy, told["head"])
    paper.save(str(file))
    return file


def _write_policy(paper: Any, policy: dict[str, Any], head: Sequence[str]) -> None:
    paper.add_heading(f"政策{policy['number']} {policy['title']}", level=2)
    _write_table(paper, (head, *policy["rows"]))
    for note in policy.get("notes", ()):
        paper.add_paragraph(f"※ {note}")
    paper.add_heading("評価", level=3)
    paper.add_paragraph(policy["judged"])
    paper.add_heading("今後の展開", level=3)
    for line in policy["ahead"]:
        paper.add_paragraph(f"・{line}")
    paper.add_heading("主な取組", level=3)
    for work in policy["work"]:
        paper.add_paragraph(f"◆{work['name']}")
        paper.add_paragraph(work["text"])


def _write_table(paper: Any, rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text


def write_workbook(file: Path, told: Told) -> Path:
    """Write a town's earlier figures, as numbers, in a workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "参考(経年)"
    sheet.append(["重要業績評価指標(KPI)", "単位", *told["earlier"]["years"]])
    for name, unit, *values in told["earlier"]["rows"]:
        sheet.append([name, unit, *(int(value) for value in values)])
    book.save(file)
    return file
