"""Charts, tables and notes are joined to the right indicators, and doubts are kept."""

from dataclasses import replace
from decimal import Decimal

from corpus.reading import (
    BBox,
    ChartReading,
    IndicatorReading,
    Milestone,
    Point,
    Role,
    Series,
    TableReading,
)
from corpus.structure.blocks import Line
from corpus.structure.document import Structure, structure
from corpus.structure.indicators import indicators, unjoined

TREE = [
    "# みなと町総合戦略の検証",
    "基本目標1 働く場をふやす",
    "【数値目標】 ・製造品出荷額(単位:億円)",
    "施策1 港の活用",
    "【KPI】 港の年間取扱貨物量(単位:千トン)",
    "市場の来場者数(累計)(単位:人)",
]


def _chart(
    title: str, values: dict[int, int], unit: str = "千トン", role: Role = "actual", page: int = 2
) -> ChartReading:
    points = tuple(
        Point(f"R{year - 2018}", year, Decimal(value), "actual", str(value)) for year, value in values.items()
    )
    return ChartReading(
        page,
        title,
        unit,
        "bar",
        (Series(None, role, points),),
        confidence=0.9,
        needs_review=False,
        bbox=BBox(0, 0, 9, 9),
    )


def _read(*page: str | ChartReading | TableReading) -> tuple[Structure, dict[str, IndicatorReading]]:
    lines = [Line(text.lstrip("# "), 1, level=1 if text.startswith("#") else None, apart=True) for text in TREE]
    for item in page:
        base = Line("", 2, apart=True)
        if isinstance(item, ChartReading):
            lines.append(replace(base, chart=item, page=item.page))
        elif isinstance(item, TableReading):
            lines.append(replace(base, table=item, page=item.page))
        else:
            lines.append(replace(base, text=item))
    read = structure(lines, "document")
    return read, {i.name: i for i in indicators(read.placed, read.tree)}


HEAD = ("基本目標1", "施策1 港の活用")
DIRECTION = ("今後の方向性", "便を保つ。")


def test_a_chart_under_its_indicators_name_gives_observations() -> None:
    """Values, page, box and confidence come from the chart, which needs no review itself."""
    _, found = _read(*HEAD, _chart("港の年間取扱貨物量", {2022: 12, 2023: 13}), *DIRECTION)
    cargo = found["港の年間取扱貨物量"]
    assert [(o.year, o.value, o.method, o.page, o.needs_review) for o in cargo.observations] == [
        (2022, Decimal(12), "chart", 2, False),
        (2023, Decimal(13), "chart", 2, False),
    ]
    assert (cargo.unit, cargo.goal, cargo.measure) == ("千トン", 1, 1)


def test_a_title_that_is_not_quite_the_name_needs_review() -> None:
    """The page's place ties it, but a person must say that 取扱貨物量 is the 年間取扱貨物量."""
    _, found = _read(*HEAD, _chart("取扱貨物量", {2022: 12}), *DIRECTION)
    (seen,) = found["港の年間取扱貨物量"].observations
    assert seen.needs_review
    assert "取扱貨物量" in seen.reasons[-1]


def test_a_chart_of_something_else_is_an_indicator_of_its_own() -> None:
    """A chart is never tied by order alone: 入港した船の数 is not the freight."""
    read, found = _read(*HEAD, _chart("入港した船の隻数", {2022: 40}, unit="隻"), *DIRECTION)
    assert found["港の年間取扱貨物量"].observations == ()
    ships = found["入港した船の隻数"]
    assert (ships.unit, ships.goal, ships.measure) == ("隻", 1, 1)
    assert [o.needs_review for o in ships.observations] == [False]
    assert [s.indicator for s in read.sections if s.section == "future_direction"] == ["入港した船の隻数"]


def test_another_unit_needs_review() -> None:
    """A chart in 万トン does not extend a series in 千トン unseen."""
    _, found = _read(*HEAD, _chart("港の年間取扱貨物量", {2022: 12}, unit="万トン"))
    (seen,) = found["港の年間取扱貨物量"].observations
    assert seen.needs_review


def test_targets_are_milestones_and_never_observations() -> None:
    """A series of targets, a target's box and a baseline become milestones."""
    chart = replace(
        _chart("港の年間取扱貨物量", {2022: 20, 2024: 30}, role="target"),
        target=Milestone("R6", 2024, Decimal(30), "目標値 R6:30"),
        baseline=Milestone("H30", 2018, Decimal(10), "基準値 H30:10"),
    )
    _, found = _read(*HEAD, chart)
    cargo = found["港の年間取扱貨物量"]
    assert cargo.observations == ()
    assert [(m.role, m.year, m.value) for m in cargo.milestones] == [
        ("target", 2024, Decimal(30)),
        ("baseline", 2018, Decimal(10)),
        ("target", 2022, Decimal(20)),
    ]


def test_measured_and_doubtful_values_need_review() -> None:
    """A value read off a shape, or of a doubtful chart, is never taken unseen."""
    chart = _chart("港の年間取扱貨物量", {2022: 12})
    points = (replace(chart.series[0].points[0], status="measured"),)
    _, found = _read(*HEAD, replace(chart, series=(Series(None, "actual", points),)))
    assert found["港の年間取扱貨物量"].observations[0].needs_review
    _, found = _read(*HEAD, replace(chart, needs_review=True, reasons=("a label is missing",)))
    assert found["港の年間取扱貨物量"].observations[0].reasons == ("a label is missing",)


def test_series_for_the_same_years_need_review_unless_one_is_the_whole() -> None:
    """男 and 女 are not the indicator; 合計 beside them is."""
    chart = _chart("港の年間取扱貨物量", {2022: 12})
    parts = (replace(chart.series[0], name="内貿"), replace(_chart("", {2022: 30}).series[0], name="外貿"))
    _, found = _read(*HEAD, replace(chart, series=parts))
    assert all(o.needs_review for o in found["港の年間取扱貨物量"].observations)
    whole = (*parts, replace(_chart("", {2022: 42}).series[0], name="合計"))
    _, found = _read(*HEAD, replace(chart, series=whole))
    assert [(o.value, o.needs_review) for o in found["港の年間取扱貨物量"].observations] == [(Decimal(42), False)]


def test_two_readings_that_disagree_need_review() -> None:
    """A table that says otherwise than the chart is seen; one that agrees changes nothing."""
    chart = _chart("港の年間取扱貨物量", {2022: 12, 2023: 13})
    table = TableReading(3, (("指標", "R4", "R5"), ("港の年間取扱貨物量", "12", "14")))
    _, found = _read(*HEAD, chart, table)
    first, second = found["港の年間取扱貨物量"].observations
    assert (first.needs_review, first.method) == (False, "chart")
    assert second.needs_review
    assert "14" in second.reasons[-1]


def test_a_table_by_year_belongs_to_the_page_it_stands_on() -> None:
    """Rows 実績値 and 目標値 are the page's indicator's."""
    table = TableReading(2, (("年度", "R4", "R5"), ("実績値", "12", "13"), ("目標値", "15", "16")))
    _, found = _read(*HEAD, "港の年間取扱貨物量", table, *DIRECTION)
    cargo = found["港の年間取扱貨物量"]
    assert [(o.year, o.value) for o in cargo.observations] == [(2022, Decimal(12)), (2023, Decimal(13))]
    assert [(m.role, m.year) for m in cargo.milestones] == [("target", 2022), ("target", 2023)]


def test_notes_say_the_period_and_titles_give_other_names() -> None:
    """※各年4月1日現在 outweighs the labels; a shorter title is kept as an alias."""
    _, found = _read(*HEAD, "港の取扱貨物量", "※各年4月1日現在", *DIRECTION)
    cargo = found["港の年間取扱貨物量"]
    assert (cargo.period, cargo.notes, cargo.aliases) == ("as_of", ("※各年4月1日現在",), ("港の取扱貨物量",))
    assert found["市場の来場者数(累計)"].cumulative
    assert not cargo.cumulative


def test_a_direction_under_two_charts_is_said_of_both() -> None:
    """Two bare charts side by side share the comment and the direction below them."""
    charts = _chart("港の年間取扱貨物量", {2022: 12}), _chart("市場の来場者数(累計)", {2022: 90}, unit="人")
    read, _ = _read(*HEAD, *charts, *DIRECTION)
    told = [s.indicator for s in read.sections if s.section == "future_direction"]
    assert told == ["港の年間取扱貨物量", "市場の来場者数(累計)"]


def test_figures_stated_in_words_are_read() -> None:
    """A line of nothing but labelled figures gives them; a sentence with figures gives none."""
    lines = ("基準値(H30) 10千トン", "・実績値(R3):12千トン、実績値(R4):(12千トン)", "目標値(令和6年度) 20千トン")
    _, found = _read(*HEAD, "港の年間取扱貨物量", *lines, "実績値(R2) 30千トンを見込んでいた。", *DIRECTION)
    cargo = found["港の年間取扱貨物量"]
    assert [(o.year, o.value, o.status, o.method, o.needs_review) for o in cargo.observations] == [
        (2021, Decimal(12), "actual", "text", False),
        (2022, Decimal(12), "carried", "text", False),
    ]
    assert [(m.role, m.year, m.value) for m in cargo.milestones] == [
        ("baseline", 2018, Decimal(10)),
        ("target", 2024, Decimal(20)),
    ]


def test_figures_on_a_page_without_a_name_need_review() -> None:
    """Order ties a direction, but not a number."""
    _, found = _read(*HEAD, "実績値(R3) 12千トン", *DIRECTION, *HEAD, "市場の来場者数(累計)", *DIRECTION)
    assert [o.needs_review for i in found.values() for o in i.observations] == [True]


def test_what_is_tied_to_nothing_is_told() -> None:
    """A chart without a title, or a direction without an indicator, is reported rather than passed over."""
    read, found = _read(*HEAD, _chart("", {2022: 12}))
    assert [w.code for w in unjoined(read.placed, read.cover.kind)] == ["chart_without_name"]
    assert not any(indicator.observations for indicator in found.values())
    pages = [part for _ in range(3) for part in ("基本目標1", *DIRECTION)]
    read, _ = _read(*pages)
    untied = [s for s in read.sections if s.section == "future_direction" and s.indicator is None]
    assert untied
    assert [w.code for w in unjoined(read.placed, read.cover.kind)] == ["direction_without_indicator"] * len(untied)


def test_a_title_narrowed_by_its_brackets_is_not_the_whole() -> None:
    """内貿 alone is a figure of its own beside the whole; without the whole, a person must look."""
    whole, part = _chart("港の年間取扱貨物量", {2022: 12}), _chart("港の年間取扱貨物量（内貿）", {2022: 5})
    _, found = _read(*HEAD, whole, part, *DIRECTION)
    assert [(o.value, o.needs_review) for o in found["港の年間取扱貨物量"].observations] == [(Decimal(12), False)]
    assert [o.value for o in found["港の年間取扱貨物量（内貿）"].observations] == [Decimal(5)]
    _, found = _read(*HEAD, part, *DIRECTION)
    assert [o.needs_review for o in found["港の年間取扱貨物量"].observations] == [True]
    _, found = _read(*HEAD, _chart("港の年間取扱貨物量（推計）", {2022: 12}), *DIRECTION)
    assert [o.needs_review for o in found["港の年間取扱貨物量"].observations] == [False]
