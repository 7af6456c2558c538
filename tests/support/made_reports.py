"""Verification reports of a made-up city, drawn for tests: a page an indicator, with chart and 今後の方向性."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib_fontja  # noqa: F401  # gives matplotlib a Japanese font
from drawn_charts import bars
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Drawn:
    """An indicator to draw.

    Attributes:
        values: By label of the year (``R5``).
        labelled: Whether the values stand on the bars; without, a reader can only measure them.
    """

    name: str
    unit: str
    values: Mapping[str, int]
    direction: str
    labelled: bool = True


def report(path: Path, era: int, indicators: Sequence[Drawn], titled: bool = True) -> Path:
    """Draw the report of 令和``era``年度's results."""
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(path) as pdf:
        cover = Figure(figsize=(8.27, 11.69))
        if titled:
            cover.text(0.15, 0.8, "さくら市まち・ひと・しごと創生総合戦略", fontsize=20)
            cover.text(0.3, 0.75, "効果検証報告書", fontsize=20)
            cover.text(0.35, 0.6, f"（令和{era}年度実績）", fontsize=16)
            cover.text(0.35, 0.2, f"令和{era + 1}年8月　さくら市", fontsize=14)
        else:
            cover.text(0.15, 0.8, "資料", fontsize=12)
        pdf.savefig(cover)
        for indicator in indicators:
            pdf.savefig(_page(indicator))
    return path


def _page(indicator: Drawn) -> Figure:
    page = Figure(figsize=(8.27, 11.69))
    page.text(0.1, 0.95, "基本目標２　子育てを支える", fontsize=14)
    page.text(0.1, 0.92, "施策２－１　保育の充実", fontsize=13)
    page.text(0.1, 0.88, f"ＫＰＩ：{indicator.name}（{indicator.unit}）", fontsize=12)
    ax = page.add_axes((0.15, 0.5, 0.7, 0.3))
    ax.set_title(f"{indicator.name}（{indicator.unit}）", fontsize=11)
    values = list(indicator.values.values())
    labels = [f"{value:,}" for value in values] if indicator.labelled else None
    bars(ax, list(indicator.values), values, labels)
    page.text(0.1, 0.42, "【今後の方向性】", fontsize=11)
    page.text(0.1, 0.39, f"・{indicator.direction}", fontsize=11)
    return page
