"""What the cover tells: title, kind, edition, date, body."""

from datetime import date

import pytest

from corpus.structure.blocks import blocks
from corpus.structure.cover import Cover, read_cover
from corpus.textfile import text_lines


def _cover(text: str) -> Cover:
    return read_cover(blocks(text_lines(text)), "fallback")


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("# 総合戦略の検証について(令和4年度実績)\n\n令和5年8月29日", "R4"),
        ("# 総合戦略 令和５年度版 進捗状況報告書\n\n令和6年8月", "R5"),
        ("# 総合戦略の効果検証\n\n令和5年8月\n\n## 前提\n\n令和4年度の施策検証を掲載する。令和6年度の目標値。", "R4"),
        ("# 総合戦略の検証\n\n令和5年8月\n\n## 前提\n\n令和4年度におけるKPIの実績を踏まえる。", "R4"),
        (
            "# 総合戦略の検証\n\n令和5年度第1回委員会\n\n## 前提\n\n平成31年度実績。令和4年度の実績。令和4年度実績。",
            "R4",
        ),
        ("# 総合戦略の検証について\n\n令和6年9月2日", "R5"),
        ("# 総合戦略の検証について\n\n令和6年3月2日", "R4"),
        ("# 総合戦略の検証について\n\n2020年8月", "R1"),
        ("# 総合戦略の検証について", None),
        ("# 第2期総合戦略\n\n令和2年3月\n\n計画期間は、令和2年度から令和6年度までとする。", "R2"),
        ("# 第2期総合戦略\n\n令和2年3月", "R1"),
        ("# 令和5年版 環境白書\n\n令和6年1月", None),
    ],
)
def test_the_edition_is_the_year_whose_results_are_verified(text: str, edition: str | None) -> None:
    """A verification says it, or it is the year before its publication; a strategy starts one; others have none."""
    assert _cover(text).edition == edition


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("まち・ひと・しごと創生総合戦略の検証について", "verification"),
        ("総合戦略の進捗状況", "verification"),
        ("第2期総合戦略", "strategy"),
        ("環境白書", "other"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    """検証, 評価 or 進捗 outweighs 総合戦略."""
    assert _cover(f"# {title}").kind == kind


def test_a_poor_title_leaves_the_kind_to_the_content() -> None:
    """Directions under KPIs make a verification even of a file without a telling title."""
    pages = "\n\n".join(f"【KPI】 港の貨物量{n}(単位:トン)\n\n今後の方向性\n\n便を保つ。" for n in range(3))
    assert _cover(f"# 資料1\n\n{pages}").kind == "verification"


def test_a_broken_title_is_mended_and_the_date_is_not_part_of_it() -> None:
    """Blanks that fit a title to its lines go; date and body follow it."""
    cover = _cover("# みなと町総合戦略の 検証について\n# 令和6年9月2日\n\nみなと町戦略会議")
    assert (cover.title, cover.published, cover.body) == (
        "みなと町総合戦略の検証について",
        date(2024, 9, 2),
        "みなと町戦略会議",
    )


def test_a_date_needs_its_day() -> None:
    """A month alone tells the fiscal year, but no date is made up."""
    assert _cover("# 総合戦略の検証\n\n令和6年9月").published is None


def test_a_document_without_a_title_takes_the_name_given() -> None:
    """A note at the top is no title."""
    assert _cover("※各年度末現在").title == "fallback"
