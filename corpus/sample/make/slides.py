"""An edition's verification document as PowerPoint slides (A4 landscape), page by page as planned."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm

from corpus.sample.make.boxes import GREY, INK, PALE, WHITE, Area, Column, Look, box, table
from corpus.sample.make.charts import draw_chart
from corpus.sample.make.model import Edition, Goal, Initiative, policy
from corpus.sample.make.plan import Page, chart, pages, summary_rows

WIDTH, HEIGHT, LEFT, INNER = 297, 210, 12, 273
CIRCLED = "①②③④⑤"
BLANK_LAYOUT = 6


def write_slides(edition: Edition, path: Path) -> None:
    """Draw the edition and save it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    deck.core_properties.title = f"{policy().verification_title}({edition.fiscal_year}実績)"
    deck.core_properties.created = deck.core_properties.modified = datetime(edition.year + 1, 8, 1)
    for number, page in enumerate(pages(edition), start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[BLANK_LAYOUT])
        _DRAW[page.kind](slide, edition, page)
        if page.kind != "cover":
            box(slide, Area(LEFT + INNER - 20, 200, 20, 7), str(number), Look(size=10, ink=GREY, align="right"))
    deck.save(str(path))


def _goal_name(number: int) -> str:
    return f"基本目標{number}"


def _goal(page: Page) -> Goal:
    return policy().goals[page.goal - 1]


def _heading(slide: Any, edition: Edition, text: str) -> None:
    box(slide, Area(0, 0, WIDTH, 18), text, Look(20, True, WHITE, edition.accent, middle=True, inset=LEFT))


def _cover(slide: Any, edition: Edition, page: Page) -> None:
    name = policy()
    box(slide, Area(0, 0, WIDTH, 12), "", Look(fill=edition.accent))
    box(slide, Area(0, 198, WIDTH, 12), "", Look(fill=edition.accent))
    title = [name.verification_title, f"({edition.fiscal_year}実績)"]
    box(slide, Area(20, 58, 257, 40), title, Look(27, True, edition.accent, align="center", middle=True, spacing=1.2))
    box(slide, Area(70, 104, 157, 1), "", Look(fill=edition.accent))
    box(slide, Area(20, 118, 257, 12), edition.published, Look(18, align="center", middle=True))
    box(slide, Area(20, 132, 257, 12), name.committee, Look(18, align="center", middle=True))
    note = Look(11, border=GREY, align="center", middle=True)
    box(slide, Area(40, 168, 217, 14), f"※ {name.fictitious}", note)


def _contents(slide: Any, edition: Edition, page: Page) -> None:
    _heading(slide, edition, "目 次")
    all_pages = pages(edition)
    first = {kind: n for n, kind in reversed(list(enumerate((p.kind for p in all_pages), start=1)))}
    lines = [("前提", first["premise"]), ("施策体系図", first["tree"])]
    for number, goal in enumerate(policy().goals, start=1):
        start = next(n for n, p in enumerate(all_pages, start=1) if p.goal == number)
        lines.append((f"{_goal_name(number)} {goal.title}", start))
    lines.append(("(参考)指標の一覧", first["summary"]))
    for nth, (text, start) in enumerate(lines):
        top = 40 + nth * 20
        box(slide, Area(25, top, 220, 12), text, Look(16, middle=True))
        box(slide, Area(245, top, 28, 12), f"P{start}", Look(16, align="right", middle=True))
        box(slide, Area(25, top + 13, 248, 0.4), "", Look(fill="C9D1D6"))


def _premise(slide: Any, edition: Edition, page: Page) -> None:
    _heading(slide, edition, "前提")
    box(slide, Area(20, 26, 257, 168), edition.premise.split("\n"), Look(14, spacing=1.4))


def _tree(slide: Any, edition: Edition, page: Page) -> None:
    _heading(slide, edition, "施策体系図")
    top = 23.0
    for number, goal in enumerate(policy().goals, start=1):
        _branch(slide, edition, number, goal, top)
        top += 59


def _branch(slide: Any, edition: Edition, number: int, goal: Goal, top: float) -> None:
    head = f"{_goal_name(number)} {goal.title} ～{goal.subtitle}～"
    box(slide, Area(LEFT, top, INNER, 8), head, Look(12, True, WHITE, edition.accent, middle=True))
    aims = ["【数値目標】", *(f"・{edition.indicator(k).title}" for k in goal.numeric_targets)]
    box(slide, Area(LEFT, top + 8, 88, 48), aims, Look(10.5, border=edition.accent, fill=PALE, spacing=1.2))
    lines: list[str] = []
    for nth, measure in enumerate(goal.measures, start=1):
        names = [_again(k, goal) + edition.indicator(k).title for k in measure.indicators]
        lines += [f"({nth}) {measure.title}", f"  【KPI】 {names[0]}", *(f"       {name}" for name in names[1:])]
    box(slide, Area(LEFT + 88, top + 8, INNER - 88, 48), lines, Look(10.5, border=edition.accent, spacing=1.1))


def _again(key: str, goal: Goal) -> str:
    return "(再掲)" if key in goal.numeric_targets else ""


def _strip(slide: Any, edition: Edition, page: Page, title: str) -> None:
    name = [_goal_name(page.goal), f"～{_goal(page).subtitle}～"]
    look = Look(11, True, WHITE, edition.accent, align="center", middle=True)
    box(slide, Area(0, 0, 88, 16), name, look)
    box(slide, Area(88, 0, WIDTH - 88, 16), title, Look(17, True, edition.accent, PALE, middle=True, inset=5))


def _goal_page(slide: Any, edition: Edition, page: Page) -> None:
    _strip(slide, edition, page, f"{_goal(page).title} 【数値目標】")
    width = INNER / len(page.keys) - 4 * (len(page.keys) - 1) / len(page.keys)
    for nth, key in enumerate(page.keys):
        left = LEFT + nth * (width + 4)
        _chart_block(slide, edition, key, Area(left, 20, width, 120))
        comment = Look(11, border=edition.accent, middle=True, inset=4)
        box(slide, Area(left, 143, width, 27), edition.analysis[key], comment)
        _notes(slide, edition, key, Area(left, 172, width, 26))


def _chart_block(slide: Any, edition: Edition, key: str, area: Area) -> None:
    plan = chart(edition.indicator(key), edition.year)
    title = Look(13, True, INK, "E3E9ED", align="center", middle=True)
    box(slide, Area(area.left, area.top, area.width, 9), plan.indicator.title, title)
    badge = Look(10, True, edition.accent, border=edition.accent, align="center", middle=True)
    badge_width = (area.width - 4) / 2 if area.width < 200 else 60
    box(slide, Area(area.left, area.top + 11, badge_width, 7), plan.baseline_text, badge)
    right = area.left + area.width - badge_width
    box(slide, Area(right, area.top + 11, badge_width, 7), plan.target_text, badge)
    draw_chart(slide, Area(area.left, area.top + 19, area.width, area.height - 19), plan, edition.accent)


def _indicator_page(slide: Any, edition: Edition, page: Page) -> None:
    measure, key = _goal(page).measures[page.measure - 1], page.keys[0]
    _strip(slide, edition, page, f"【施策{page.measure}】{measure.title}")
    ways = [f"{CIRCLED[n]} {way}" for n, way in enumerate(measure.approaches)]
    box(slide, Area(LEFT, 18, INNER, 18), ways, Look(11, middle=True))
    _side_by_side(slide, edition, key, _again(key, _goal(page)))
    _labelled(slide, edition, Area(LEFT, 134, INNER, 15), "分析", [edition.analysis[key]])
    _labelled(slide, edition, Area(LEFT, 151, INNER, 30), "今後の\n方向性", [f"・{d}" for d in edition.directions[key]])
    _notes(slide, edition, key, Area(LEFT, 182, INNER - 22, 18))


def _notes(slide: Any, edition: Edition, key: str, area: Area) -> None:
    box(slide, area, [f"※ {note}" for note in edition.all_notes(key)], Look(9))


def _side_by_side(slide: Any, edition: Edition, key: str, again: str) -> None:
    """The chart with its 基準値 and 検証値 boxes to the right of it."""
    plan = chart(edition.indicator(key), edition.year)
    title = Look(13, True, INK, "E3E9ED", align="center", middle=True)
    box(slide, Area(LEFT, 38, INNER, 8), f"{again}{plan.indicator.title}", title)
    draw_chart(slide, Area(LEFT, 48, 226, 84), plan, edition.accent)
    texts = [plan.baseline_text] + ([] if plan.target_bar else [plan.target_text])
    for nth, text in enumerate(texts):
        badge = Look(12, True, edition.accent, border=edition.accent, align="center", middle=True)
        box(slide, Area(242, 66 + nth * 26, 43, 18), text.split(" "), badge)


def _labelled(slide: Any, edition: Edition, area: Area, label: str, text: list[str]) -> None:
    tag = Look(12, True, WHITE, edition.accent, align="center", middle=True)
    box(slide, Area(area.left, area.top, 26, area.height), label.split("\n"), tag)
    body = Look(11, border=edition.accent, middle=True, inset=4)
    box(slide, Area(area.left + 26, area.top, area.width - 26, area.height), text, body)


def _initiatives(slide: Any, edition: Edition, page: Page) -> None:
    _strip(slide, edition, page, "主な取組")
    for nth, initiative in enumerate(page.initiatives):
        _initiative(slide, edition, initiative, 20 + nth * 90)


def _initiative(slide: Any, edition: Edition, it: Initiative, top: float) -> None:
    title = f"{it.title} <施策{it.measure}>"
    box(slide, Area(LEFT, top, INNER, 9), title, Look(14, True, edition.accent, PALE, middle=True))
    text = ["◆概要", it.overview, f"◆{edition.fiscal_year}の実績", *(f"・{result}" for result in it.results)]
    box(slide, Area(LEFT, top + 10, INNER, 48), text, Look(11.5, spacing=1.15))
    if it.steps:
        _flow(slide, edition, it, top + 59)
    else:
        columns = [Column(70, "left"), *(Column(34) for _ in it.table[0][1:])]
        width = sum(column.width for column in columns)
        area = Area((WIDTH - width) / 2, top + 57, width, 18)
        table(slide, area, it.table, columns, edition.accent)
    box(slide, Area(LEFT, top + 76, INNER, 7), it.caption, Look(10, ink=GREY, align="center"))


def _flow(slide: Any, edition: Edition, it: Initiative, top: float) -> None:
    width = 246 / len(it.steps)
    for nth, step in enumerate(it.steps):
        shape = MSO_SHAPE.PENTAGON
        look = Look(10.5, True, edition.accent, PALE, edition.accent, "center", True, shape)
        box(slide, Area(LEFT + 13 + nth * width, top, width - 3, 15), step, look)


def _summary(slide: Any, edition: Edition, page: Page) -> None:
    _heading(slide, edition, "(参考)指標の一覧")
    columns = [Column(20, "center"), Column(76, "left"), Column(18, "center"), Column(35), *[Column(31)] * 4]
    table(slide, Area(LEFT, 24, INNER, 150), summary_rows(edition), columns, edition.accent)
    notes = [
        "※ ( )内の数値は、当該年度の実績が把握できないため、直近の年度の実績を掲載している。",
        "※ 「―」は、調査を実施していないため値がないことを表す。",
        "※ 再掲の指標は、数値目標として一度だけ掲載している。",
    ]
    box(slide, Area(LEFT, 184, INNER, 14), notes, Look(9))


_DRAW: dict[str, Callable[[Any, Edition, Page], None]] = {
    "cover": _cover,
    "contents": _contents,
    "premise": _premise,
    "tree": _tree,
    "goal": _goal_page,
    "indicator": _indicator_page,
    "initiatives": _initiatives,
    "summary": _summary,
}
