"""Slides: charts with their titles and targets, tables, and text in reading order."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Cm

from corpus.reading import ChartReading

from .conftest import Deck

Figures = Callable[[ChartReading], list[dict[str, str]]]
YEARS = ["H30", "R1", "R2", "R3"]


def test_a_chart_with_its_own_title(deck: Deck, figures: Figures) -> None:
    """Title, unit and values are the chart's, and nothing is left to review."""
    deck.chart(deck.slide(), YEARS, {"実績": (63, 40, None, 0)}, "待機児童数（単位：人）")
    chart = deck.only_chart()
    assert (chart.title, chart.unit, chart.kind, chart.page) == ("待機児童数", "人", "bar", 1)
    assert figures(chart) == [{"H30": "63", "R1": "40", "R3": "0"}]
    assert (chart.needs_review, chart.reasons) == (False, ())


def test_title_unit_and_target_in_boxes_beside_the_chart(deck: Deck) -> None:
    """A chart without a title takes what the slide says beside it."""
    slide = deck.slide()
    deck.text(slide, "ごみ排出量(単位：g)", 2, 2.5)
    deck.text(slide, "検証値(R6) 2,450", 18.5, 6, 5)
    deck.text(slide, "基準値(H30)\n2,610", 18.5, 9, 5, 2)
    deck.chart(slide, YEARS, {"実績": (2610, 2600, 2580, 2500)})
    chart = deck.only_chart()
    assert (chart.title, chart.unit) == ("ごみ排出量", "g")
    assert chart.target and (chart.target.year, str(chart.target.value)) == (2024, "2450")
    assert chart.baseline and (chart.baseline.year, str(chart.baseline.value)) == (2018, "2610")


def test_each_of_two_charts_takes_its_own_title_and_target(deck: Deck) -> None:
    """What stands over the one is not the other's."""
    slide = deck.slide()
    for nth, name in enumerate(("出生数（人）", "婚姻件数（件）")):
        left = 1 + nth * 12
        deck.text(slide, name, left, 2, 8)
        deck.text(slide, f"目標値(R6) {nth + 1}00", left, 15.5, 6)
        deck.chart(slide, YEARS, {"実績": (1, 2, 3, 4)})
        frame = slide.shapes[-1]
        frame.left, frame.top, frame.width, frame.height = Cm(left), Cm(4), Cm(11), Cm(11)
    charts = deck.read().charts
    assert [(c.title, c.unit) for c in charts] == [("出生数", "人"), ("婚姻件数", "件")]
    assert [str(c.target.value) for c in charts if c.target] == ["100", "200"]


def test_roles_and_names_of_series(deck: Deck) -> None:
    """実績, 目標 and 基準値 series are told apart; a made-up name is none."""
    values = {"実績": (1, 2, 3, 4), "目標値": (2, 3, 4, 5), "基準値": (1, 1, 1, 1)}
    deck.chart(deck.slide(), YEARS, values, "講座数（回）", kind=XL_CHART_TYPE.LINE)
    deck.chart(deck.slide(), YEARS, {"系列1": (1, 2, 3, 4)}, "講座数（回）")
    first, second = deck.read().charts
    assert [(s.name, s.role) for s in first.series] == [
        ("実績", "actual"),
        ("目標値", "target"),
        ("基準値", "baseline"),
    ]
    assert first.kind == "line"
    assert second.series[0].name is None


@pytest.mark.parametrize(
    ("categories", "years"),
    [
        ({"平成": ["29", "30"], "令和": ["元", "2"]}, [2017, 2018, 2019, 2020]),
        (["H29", "30", "R元", "2"], [2017, 2018, 2019, 2020]),
        (["平成29年度", "平成30年度", "令和元年度", "令和2年度"], [2017, 2018, 2019, 2020]),
        (["H29\n(2017)", "H30\n(2018)", "R1\n(2019)", "R2\n(2020)"], [2017, 2018, 2019, 2020]),
        ([2017, 2018, 2019, 2020], [2017, 2018, 2019, 2020]),
        ({"第1期": ["H29", "H30"], "第2期": ["R1", "R2"]}, [2017, 2018, 2019, 2020]),
    ],
)
def test_categories_are_years_however_written(deck: Deck, categories: Any, years: list[int]) -> None:
    """Eras over their years, bare numbers that count on, two lines, numbers."""
    deck.chart(deck.slide(), categories, {"実績": (1, 2, 3, 4)}, "便数（便）")
    chart = deck.only_chart()
    assert [p.year for p in chart.series[0].points] == years
    assert not chart.needs_review


def test_a_target_among_the_categories_is_a_target(deck: Deck, figures: Figures) -> None:
    """検証値(R6) is no actual value, 見込 is left out and said."""
    deck.chart(deck.slide(), ["R3", "R4", "R5見込", "検証値(R6)"], {"実績": (1, 2, 3, 9)}, "便数（便）")
    chart = deck.only_chart()
    assert figures(chart) == [{"R3": "1", "R4": "2"}]
    assert chart.target and (chart.target.year, chart.target.value) == (2024, 9)
    assert [reason.partition(":")[0] for reason in chart.reasons] == ["forecast"]


@pytest.mark.parametrize("label", ["R5上半期", "東区", "全国", "R4~R5"])
def test_a_category_that_is_no_year_gives_no_value(deck: Deck, figures: Figures, label: str) -> None:
    """Its value is left out, and a person must look."""
    deck.chart(deck.slide(), ["R2", "R3", "R4", label], {"実績": (1, 2, 3, 4)}, "便数（便）")
    chart = deck.only_chart()
    assert figures(chart) == [{"R2": "1", "R3": "2", "R4": "3"}]
    assert chart.needs_review
    assert label in chart.reasons[0]


def test_a_chart_over_no_years_is_reported_without_values(deck: Deck) -> None:
    """It is found, and why it gives nothing is said once."""
    deck.chart(deck.slide(), ["北区", "南区"], {"人口": (1, 2)}, "区別人口（人）")
    chart = deck.only_chart()
    assert chart.series == ()
    assert [reason.partition(":")[0] for reason in chart.reasons] == ["no_years"]


def test_brackets_by_hand_or_by_format_mark_a_past_value(deck: Deck, figures: Figures) -> None:
    """A label in brackets says that the year's own value is not known yet."""
    chart = deck.labelled(
        deck.chart(deck.slide(), YEARS, {"実績": (4318, 4402, 4402, 4402)}, "生産額（億円）"), "#,##0"
    )
    chart.plots[0].series[0].points[3].data_label.text_frame.text = "(4,402)"
    deck.labelled(deck.chart(deck.slide(), YEARS, {"実績": (1, 2, 3, 3)}, "件数（件）"), '"("0")"')
    first, second = deck.read().charts
    assert figures(first) == [{"H30": "4318", "R1": "4402", "R2": "4402", "R3": "(4402)"}]
    assert set(figures(second)[0].values()) == {"(1)", "(2)", "(3)"}
    assert not first.needs_review


@pytest.mark.parametrize(
    ("typed", "reason"), [("3,1", "label_unread"), ("31", "label_disagrees"), ("△30", "label_disagrees")]
)
def test_a_label_typed_by_hand_that_says_something_else_needs_review(deck: Deck, typed: str, reason: str) -> None:
    """The figure of the data stays, and both are told."""
    chart = deck.labelled(deck.chart(deck.slide(), YEARS, {"実績": (10, 20, 30, 40)}, "件数（件）"))
    chart.plots[0].series[0].points[2].data_label.text_frame.text = typed
    read = deck.only_chart()
    assert [str(p.value) for p in read.series[0].points] == ["10", "20", "30", "40"]
    assert read.needs_review
    assert read.reasons[0].startswith(reason) and typed in read.reasons[0]


def test_a_typed_label_may_be_rounded_or_have_its_unit(deck: Deck, figures: Figures) -> None:
    """41.2% says the same as 0.41234, and 12件 the same as 12."""
    chart = deck.labelled(deck.chart(deck.slide(), YEARS, {"実績": (0.41234, 0.5, 0.6, 0.7)}, "取得率（%）", "0.0%"))
    chart.plots[0].series[0].points[0].data_label.text_frame.text = "41.2%"
    chart = deck.labelled(deck.chart(deck.slide(), YEARS, {"実績": (12, 13, 14, 15)}, "件数（件）"))
    chart.plots[0].series[0].points[0].data_label.text_frame.text = "12件"
    first, second = deck.read().charts
    assert figures(first) == [{"H30": "41.2", "R1": "50.0", "R2": "60.0", "R3": "70.0"}]
    assert (first.needs_review, second.needs_review) == (False, False)


def test_a_chart_linked_to_a_workbook_elsewhere_needs_review(deck: Deck) -> None:
    """Nobody can see whether its copy is of today."""
    chart = deck.chart(deck.slide(), YEARS, {"実績": (1, 2, 3, 4)}, "件数（件）")
    relation = chart._chartSpace.externalData
    chart.part.drop_rel(relation.rId)
    relation.set(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
        chart.part.relate_to(
            "file:///C:/kpi.xlsx",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject",
            is_external=True,
        ),
    )
    read = deck.only_chart()
    assert read.reasons[0].startswith("linked")
    assert len(read.series[0].points) == 4


def test_a_chart_without_a_copy_takes_the_figures_of_its_workbook(deck: Deck, figures: Figures) -> None:
    """The workbook inside is asked where the chart part has none; without either the chart says so."""
    for keep in (True, False):
        chart = deck.chart(deck.slide(), YEARS, {"実績": (1.5, 2, None, 4)}, "件数（件）")
        for cache in chart._chartSpace.xpath(".//c:numCache | .//c:strCache"):
            cache.getparent().remove(cache)
        if not keep:
            chart._chartSpace.remove(chart._chartSpace.externalData)
    first, second = deck.read().charts
    assert figures(first) == [{"H30": "1.5", "R1": "2", "R3": "4"}]
    assert (first.series[0].name, first.needs_review) == ("実績", False)
    assert second.series == ()
    assert any(reason.startswith("no_data") for reason in second.reasons)


def test_a_cumulative_series_that_falls_needs_review(deck: Deck) -> None:
    """累計 cannot fall."""
    deck.chart(deck.slide(), YEARS, {"実績": (1, 2, 3, 2)}, "企業立地件数（累計）（件）")
    assert [reason.partition(":")[0] for reason in deck.only_chart().reasons] == ["cumulative_falls"]


def test_hidden_slides_and_notes_are_left_out(deck: Deck) -> None:
    """A warning names the slide, and the numbers of the others stay."""
    hidden = deck.slide()
    deck.text(hidden, "前年の案である。", 2, 2)
    hidden._element.set("show", "0")
    shown = deck.slide()
    deck.text(shown, "令和5年度の結果である。", 2, 2)
    shown.notes_slide.notes_text_frame.text = "発言の案"
    reading = deck.read()
    assert reading.pages == 2
    assert [(s.page, s.text) for s in reading.sections] == [(2, "令和5年度の結果である。")]
    assert [(w.page, w.code) for w in reading.warnings] == [(1, "hidden_slide")]


def test_a_label_left_of_its_box_and_shapes_in_groups(deck: Deck) -> None:
    """The direction stands in the box beside its label, wherever the group was moved."""
    slide = deck.slide()
    deck.text(slide, "施策2 保育の充実", 1, 1, 12)
    deck.text(slide, "【KPI】\n待機児童数（単位：人）", 1, 2.5, 12, 2)
    deck.chart(slide, YEARS, {"実績": (63, 40, 8, 4)}, "待機児童数（単位：人）")
    frame = slide.shapes[-1]
    frame.top, frame.height = Cm(5), Cm(8)
    group = slide.shapes.add_group_shape()
    for text, left, width in (("今後の\n方向性", 1, 3), ("・保育士を確保する。\n・園を開く。", 4, 18)):
        box = group.shapes.add_textbox(Cm(left), Cm(1), Cm(width), Cm(2))
        box.text_frame.text = text
    group.left, group.top = Cm(1), Cm(15)
    directions = [s for s in deck.read().sections if s.section == "future_direction"]
    assert [(s.text, s.indicator) for s in directions] == [("・保育士を確保する。\n・園を開く。", "待機児童数")]


def test_tables_keep_their_rows_and_merged_heads(deck: Deck) -> None:
    """A head over two columns counts for both."""
    slide = deck.slide()
    rows = [
        ["指標", "単位", "実績値", "", "目標値"],
        ["", "", "R4", "R5", "R6"],
        ["出生数", "人", "1,204", "(1,204)", "1,300"],
    ]
    table = slide.shapes.add_table(3, 5, Cm(1), Cm(3), Cm(22), Cm(4)).table
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    reading = deck.read()
    assert [list(row) for row in reading.tables[0].rows] == rows
    (births,) = reading.indicators
    assert [(o.year, str(o.value), o.status) for o in births.observations] == [
        (2022, "1204", "actual"),
        (2023, "1204", "carried"),
    ]
    assert [(m.role, m.year, str(m.value)) for m in births.milestones] == [("target", 2024, "1300")]


def test_a_picture_without_text_is_reported(deck: Deck, tmp_path: Any) -> None:
    """Its figures are not guessed at."""
    import matplotlib.image

    matplotlib.image.imsave(tmp_path / "a.png", [[0.0, 1.0], [1.0, 0.0]])
    deck.slide().shapes.add_picture(str(tmp_path / "a.png"), Cm(1), Cm(1), Cm(20), Cm(15))
    assert [(w.page, w.code) for w in deck.read().warnings] == [(1, "no_text_layer")]


NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, places=2, allow_nan=False).map(float),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1990, 2020),
    st.lists(st.lists(NUMBERS, min_size=5, max_size=5), min_size=1, max_size=3),
    st.sampled_from(
        [
            XL_CHART_TYPE.COLUMN_CLUSTERED,
            XL_CHART_TYPE.COLUMN_STACKED,
            XL_CHART_TYPE.LINE_MARKERS,
            XL_CHART_TYPE.BAR_CLUSTERED,
        ]
    ),
)
def test_random_charts_come_back_exactly(
    tmp_path: Any, first: int, columns: list[list[float | None]], kind: XL_CHART_TYPE
) -> None:
    """Every value that was written is read, and no other."""
    deck = Deck(tmp_path / "random.pptx")
    years = [f"{first + n}年度" for n in range(5)]
    deck.chart(
        deck.slide(), years, {f"第{n}期": column for n, column in enumerate(columns, 1)}, "件数（件）", kind=kind
    )
    chart = deck.only_chart()
    read = {(s.name, p.year): float(p.value) for s in chart.series for p in s.points}
    assert read == {
        (f"第{n}期", first + at): value
        for n, column in enumerate(columns, 1)
        for at, value in enumerate(column)
        if value is not None
    }
    assert not [r for r in chart.reasons if not re.match("no_data|no_years", r)]


def test_a_text_box_drawn_into_a_chart_is_read_as_one_beside_it(deck: Deck) -> None:
    """Whoever adds a box while the chart is selected puts it inside."""
    chart = deck.chart(deck.slide(), YEARS, {"実績": (1, 2, 3, 4)}, "件数（件）")
    c, cdr, a = (
        f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("chart", "chartDrawing", "main")
    )
    corners = [
        f"<cdr:{at}><cdr:x>{x}</cdr:x><cdr:y>{y}</cdr:y></cdr:{at}>"
        for at, x, y in (("from", 0.6, 0.1), ("to", 0.9, 0.2))
    ]
    drawn = (
        f'<c:userShapes xmlns:c="{c}" xmlns:cdr="{cdr}" xmlns:a="{a}">'
        f"<cdr:relSizeAnchor>{''.join(corners)}<cdr:sp><cdr:txBody><a:p><a:r><a:t>検証値(R6) 12件</a:t></a:r></a:p>"
        "</cdr:txBody></cdr:sp></cdr:relSizeAnchor></c:userShapes>"
    )
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
    part = Part(PackURI("/ppt/drawings/drawing1.xml"), content_type, chart.part.package, drawn.encode())
    chart.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes")
    target = deck.only_chart().target
    assert target and (target.year, target.value) == (2024, 12)


def test_an_unlabelled_target_line_in_percent_is_no_other_unit(deck: Deck, figures: Figures) -> None:
    """Percent is told by the figures' format, labelled or not; a plain series beside percentages needs a look."""
    for plain in (False, True):
        values = {"実績": (0.1, 0.2, 0.3, 0.4), "目標": (0.5, 0.5, 0.5, 0.5)}
        chart = deck.chart(deck.slide(), YEARS, values, "取得率（%）", "0.0%")
        chart.plots[0].series[0].data_labels.show_value = True
        if plain:
            for code in chart.plots[0].series[1]._element.xpath(".//c:val//c:formatCode"):
                code.text = "General"
    one, other = deck.read().charts
    assert figures(one)[1] == {"H30": "50", "R1": "50", "R2": "50", "R3": "50"}
    assert [bool(chart.needs_review) for chart in (one, other)] == [False, True]
