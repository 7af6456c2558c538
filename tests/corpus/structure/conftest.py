"""A small city's verification document, written from data, so that any of its headings can be lost."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Page:
    """One indicator's page; ``lost`` names the parts it has lost: goal, measure, approaches, title."""

    goal: int
    measure: int
    name: str
    title: str
    direction: str
    comment: str = ""
    lost: Collection[str] = field(default_factory=frozenset)


GOALS = {1: "働く場をふやし、人を呼び込む。", 2: "子どもの育ちを支える。", 3: "歩いて暮らせるまちを守る。"}
MEASURES = {
    (1, 1): ("地場産業の振興", ["工場の新設を支えます。", "後継ぎを育てます。"]),
    (1, 2): ("港の活用", ["船の便をふやします。", "市場を開きます。"]),
    (2, 1): ("保育の充実", ["保育の受け皿を広げます。", "保育士を育てます。"]),
    (2, 2): ("学びの充実", ["図書を整えます。", "体験の場をつくります。"]),
    (3, 1): ("交通の確保", ["バスの路線を見直します。", "乗り場を整えます。"]),
}
TARGETS = {
    1: ["製造品出荷額(単位:億円)"],
    2: ["出生数(単位:人)"],
    3: ["人口密度(単位:人/ha)", "住みよいと思う市民の割合(単位:%)"],
}
PAGES = (
    Page(
        1, 1, "工場の新設件数(累計)", "工場の新設件数(累計)", "用地の造成を急ぎ、県外の展示会で市の立地の良さを伝える。"
    ),
    Page(1, 1, "後継者育成講座の修了者数", "後継者育成講座の修了者数", "夜間にも講座を開く。"),
    Page(1, 2, "港の年間取扱貨物量", "港の取扱貨物量", "荷主への訪問を重ね、週に一度の便を保つ。"),
    Page(2, 1, "保育所などの待機児童数", "保育所等の待機児童数", "小規模な園を二つ開く。"),
    Page(2, 1, "病児保育の延べ利用者数", "病児保育の利用者数", "予約を電話のほかでも受ける。"),
    Page(2, 2, "児童一人あたりの図書貸出冊数", "図書貸出冊数", "移動図書館を月に二度走らせる。"),
    Page(3, 1, "人口密度", "人口密度", "空き家の改修を助ける。"),
    Page(3, 1, "路線バスの乗車人数", "路線バスの乗車人数", "通学の時刻に合わせて便を組む。"),
)


def write(pages: Collection[Page] = PAGES, dropped: Collection[int] = ()) -> str:
    """The document as Markdown; pages at the positions ``dropped`` are missing altogether."""
    parts = ["# みなと町総合戦略の検証について\n\nみなと町戦略会議\n\n令和6年(2024年)9月2日", _tree()]
    parts += [_page(page) for at, page in enumerate(pages) if at not in dropped]
    return "\n\n".join(parts) + "\n"


def _tree() -> str:
    lines = ["## 前提\n\nこの資料は、令和5年度の実績をまとめたものです。"]
    for goal, title in GOALS.items():
        lines.append(
            f"## 基本目標{goal}\n\n{title}\n\n【数値目標】 " + "\n".join(f"・{name}" for name in TARGETS[goal])
        )
        for (of, measure), (name, _) in MEASURES.items():
            if of == goal:
                listed = [_listed(page) for page in PAGES if (page.goal, page.measure) == (goal, measure)]
                lines.append(f"### ({measure}) {name}\n\n【KPI】 " + "\n".join(listed))
    return "\n\n".join(lines)


def _listed(page: Page) -> str:
    again = "(再掲)" if page.name == "人口密度" else ""
    return f"{again}{page.name}(単位:{'人/ha' if again else '件'})"


def _page(page: Page) -> str:
    measure, approaches = MEASURES[page.goal, page.measure]
    parts = []
    if "goal" not in page.lost:
        parts.append(f"## 基本目標{page.goal}")
    if "measure" not in page.lost:
        parts.append(f"### 【施策{page.measure}】{measure}")
    if "approaches" not in page.lost:
        parts.append("\n".join(f"{sign} {text}" for sign, text in zip("①②③", approaches, strict=False)))
    if "title" not in page.lost:
        parts.append(f"#### {page.title}")
    if page.comment:
        parts.append(page.comment)
    return "\n\n".join([*parts, "#### 今後の方向性", page.direction])


@pytest.fixture(scope="session")
def document() -> Callable[..., str]:
    """Writes the document."""
    return write


@pytest.fixture(scope="session")
def pages() -> tuple[Page, ...]:
    """Its indicators' pages, in order."""
    return PAGES
