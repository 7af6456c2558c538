"""Charts as cities draw them: values, years, status, title and unit; and the traps that make wrong numbers."""

from decimal import Decimal

import matplotlib.pyplot as plt
import pytest
from drawn_charts import bars, points
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject, NumberObject

from corpus.charts.read import read_charts
from corpus.pdf.file import open_pdf
from corpus.reading import Milestone

YEARS = ["H28", "H29", "H30", "R1", "R2"]


def test_labelled_columns_are_read_and_accepted(axes, chart_of) -> None:
    """Labels that agree with their columns need no review."""
    bars(axes, YEARS, [1250, 980, 1432, 1105, 760], ["1,250", "980", "1,432", "1,105", "760"])
    axes.set_title("観光入込客数（単位：千人）")
    chart = chart_of(axes.figure)
    assert points(chart.series[0]) == [
        (2016, "1250", "actual"),
        (2017, "980", "actual"),
        (2018, "1432", "actual"),
        (2019, "1105", "actual"),
        (2020, "760", "actual"),
    ]
    assert (chart.title, chart.unit, chart.kind) == ("観光入込客数", "千人", "bar")
    assert (chart.needs_review, chart.reasons) == (False, ())


def test_a_misprinted_label_sends_the_chart_to_review(axes, chart_of) -> None:
    """A label that its column contradicts is never accepted."""
    bars(axes, YEARS, [1250, 980, 1432, 1105, 760], ["1,250", "980", "1,832", "1,105", "760"])
    axes.set_title("観光入込客数（単位：千人）")
    chart = chart_of(axes.figure)
    assert chart.needs_review
    assert "1832" not in [value for _, value, status in points(chart.series[0]) if status == "actual"]


@pytest.mark.parametrize("sign", ["-", "−", "△", "▲"])
def test_negative_values_keep_their_sign(axes, chart_of, sign: str) -> None:
    """Every minus of Japanese accounts is one, and the column below zero proves it."""
    bars(axes, YEARS, [-341, -158, 94, -187, 25], [f"{sign}341", f"{sign}158", "94", f"{sign}187", "25"])
    axes.set_title("年転入超過数（人）")
    chart = chart_of(axes.figure)
    assert [p.value for p in chart.series[0].points] == [-341, -158, 94, -187, 25]
    assert not chart.needs_review


def test_values_in_brackets_are_carried(axes, chart_of) -> None:
    """（ ） marks a past year's value, half-width or full."""
    bars(axes, YEARS, [2143, 2188, 2261, 2261, 2261], ["2,143", "2,188", "2,261", "(2,261)", "（2,261）"])
    axes.set_title("市内総生産額（単位：億円）")
    chart = chart_of(axes.figure)
    assert [p.status for p in chart.series[0].points] == ["actual", "actual", "actual", "carried", "carried"]
    assert not chart.needs_review


def test_zeros_are_values(axes, chart_of) -> None:
    """A column of no height with a 0 over it is a zero."""
    bars(axes, YEARS, [37, 18, 0, 0, 3], ["37", "18", "0", "0", "3"])
    axes.set_title("待機児童数（単位：人）")
    assert [p.value for p in chart_of(axes.figure).series[0].points] == [37, 18, 0, 0, 3]


def test_missing_is_not_zero(axes, chart_of) -> None:
    """A year without label and column has no point."""
    bars(axes, YEARS, [37, 18, 0, 25, 3], ["37", "18", "", "25", "3"])
    axes.set_title("待機児童数（単位：人）")
    chart = chart_of(axes.figure)
    assert [p.year for p in chart.series[0].points] == [2016, 2017, 2019, 2020]


def test_every_second_year_drawn_does_not_shift_the_others(axes, chart_of) -> None:
    """Years that are not printed are put back between those that are, and beyond the last."""
    years = [f"H{n}" for n in range(25, 31)]
    bars(axes, years, [10, 21, 33, 40, 58, 61], ["10", "21", "33", "40", "58", "61"])
    axes.set_xticks(range(0, 6, 2), years[::2])
    axes.set_title("企業立地件数（件）")
    chart = chart_of(axes.figure)
    assert [(p.year, int(p.value)) for p in chart.series[0].points] == [
        (2013, 10),
        (2014, 21),
        (2015, 33),
        (2016, 40),
        (2017, 58),
        (2018, 61),
    ]
    assert chart.series[0].points[1].label == "H26"


def test_years_that_start_again_belong_to_the_next_chart(page_of) -> None:
    """H31 at the end of one chart and R1 at the start of the next are the same year in two charts."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    bars(left, ["H29", "H30", "H31"], [10, 25, 32], ["10", "25", "32"])
    bars(right, ["R1", "R2", "R3"], [820, 640, 905], ["820", "640", "905"])
    left.set_title("相談件数（件）")
    right.set_title("出生数（人）")
    first, second = read_charts(page_of(figure))
    assert [(p.year, int(p.value)) for p in first.series[0].points] == [(2017, 10), (2018, 25), (2019, 32)]
    assert [(p.year, int(p.value)) for p in second.series[0].points] == [(2019, 820), (2020, 640), (2021, 905)]
    assert (first.title, second.title) == ("相談件数", "出生数")


def test_the_axis_of_the_neighbour_is_not_read(page_of) -> None:
    """A chart without an axis does not take the one of the chart beside it."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    bars(left, YEARS, [3, 9, 5, 8, 6])
    left.yaxis.set_visible(False)
    bars(right, YEARS, [310, 280, 295, 260, 240], ["310", "280", "295", "260", "240"])
    left.set_title("新規就農者数（人）")
    right.set_title("出生数（人）")
    first, second = read_charts(page_of(figure))
    assert all(not series.points for series in first.series)
    assert first.needs_review
    assert not second.needs_review


def test_numbers_that_are_no_labels_are_left_alone(axes, chart_of) -> None:
    """Ticks, page numbers, notes, prose and a remark in the plot give no points."""
    bars(axes, YEARS, [61.2, 58.4, 63.0, 60.1, 66.7], ["61.2", "58.4", "63.0", "60.1", "66.7"])
    axes.set_title("市民満足度（単位：％）")
    axes.text(1.5, 30, "1.5倍")
    axes.figure.text(0.5, 0.01, "12")
    axes.figure.text(0.1, 0.95, "R6までに15%増を目指し、3事業を実施する。")
    chart = chart_of(axes.figure)
    assert [str(p.value) for p in chart.series[0].points] == ["61.2", "58.4", "63.0", "60.1", "66.7"]
    assert not chart.needs_review


def test_a_truncated_axis_is_no_obstacle(axes, chart_of) -> None:
    """Columns need not start at zero."""
    bars(axes, YEARS, [41.2, 42.6, 40.9, 43.5, 44.1], ["41.2%", "42.6%", "40.9%", "43.5%", "44.1%"])
    axes.set_ylim(35, 50)
    axes.set_title("県内定着率")
    chart = chart_of(axes.figure)
    assert [str(p.value) for p in chart.series[0].points] == ["41.2", "42.6", "40.9", "43.5", "44.1"]
    assert (chart.unit, chart.needs_review) == ("%", False)


def test_a_hidden_axis_is_no_obstacle(axes, chart_of) -> None:
    """The labels of many columns prove each other."""
    bars(axes, YEARS, [1250, 980, 1432, 1105, 760], ["1,250", "980", "1,432", "1,105", "760"])
    axes.yaxis.set_visible(False)
    axes.set_title("観光入込客数（単位：千人）")
    chart = chart_of(axes.figure)
    assert [int(p.value) for p in chart.series[0].points] == [1250, 980, 1432, 1105, 760]
    assert not chart.needs_review


def test_two_labels_cannot_prove_themselves(axes, chart_of) -> None:
    """A line goes through any two points, so few labels without an axis go to review."""
    axes.plot(range(3), [5, 9, float("nan")], marker="o")
    for x, text in ((0, "5"), (1, "9")):
        axes.annotate(text, (x, float(text)), (0, 5), textcoords="offset points", ha="center")
    axes.set_xticks(range(3), ["R2", "R3", "R4"])
    axes.yaxis.set_visible(False)
    axes.set_title("相談件数（件）")
    assert chart_of(axes.figure).needs_review


def test_columns_without_labels_are_measured_and_reviewed(axes, chart_of) -> None:
    """A chart without labels is measured against its axis, says so, and always needs a person."""
    bars(axes, YEARS, [140, 155, 132, 171, 160])
    axes.set_title("健康ポイント登録者数（単位：百人）")
    chart = chart_of(axes.figure)
    assert [p.status for p in chart.series[0].points] == ["measured"] * 5
    assert [round(p.value) for p in chart.series[0].points] == [140, 155, 132, 171, 160]
    assert chart.needs_review


def test_series_side_by_side_get_their_names(axes, chart_of) -> None:
    """The legend names each series by its colour; a target series has its role."""
    for offset, values, name in ((-0.2, [10, 12, 14, 16], "実績値"), (0.2, [11, 13, 15, 17], "目標値")):
        drawn = axes.bar([x + offset for x in range(4)], values, 0.38, label=name)
        axes.bar_label(drawn)
    axes.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
    axes.set_ylim(0, 25)
    axes.legend()
    axes.set_title("新規就農者数（単位：人）")
    chart = chart_of(axes.figure)
    assert [(s.name, s.role, [int(p.value) for p in s.points]) for s in chart.series] == [
        ("実績値", "actual", [10, 12, 14, 16]),
        ("目標値", "target", [11, 13, 15, 17]),
    ]
    assert not chart.needs_review


def test_a_second_axis_has_its_own_scale(axes, chart_of) -> None:
    """A line on the right axis is not read on the left one."""
    bars(axes, YEARS, [100, 220, 180, 260, 240], ["100", "220", "180", "260", "240"], label="件数")
    other = axes.twinx()
    other.plot(range(5), [1.2, 1.9, 1.4, 2.6, 2.2], color="red", marker="o", label="倍率")
    for x, value in enumerate([1.2, 1.9, 1.4, 2.6, 2.2]):
        other.annotate(str(value), (x, value), (0, -12), textcoords="offset points", ha="center")
    axes.legend(handles=[*axes.containers, *other.lines], loc="upper left")
    axes.set_title("有効求人倍率（倍）")
    chart = chart_of(axes.figure)
    assert [[str(p.value) for p in s.points] for s in chart.series] == [
        ["100", "220", "180", "260", "240"],
        ["1.2", "1.9", "1.4", "2.6", "2.2"],
    ]


def test_stacked_segments_are_lengths(axes, chart_of) -> None:
    """The value of a segment is its length, not its top."""
    lower, upper = [30, 42, 25, 38], [20, 31, 44, 12]
    for values, bottom, name in ((lower, [0] * 4, "男性"), (upper, lower, "女性")):
        drawn = axes.bar(range(4), values, 0.6, bottom=bottom, label=name)
        axes.bar_label(drawn, label_type="center")
    axes.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
    axes.legend(loc="upper left", bbox_to_anchor=(0.8, 1.2))
    axes.set_title("参加者数（人）")
    chart = chart_of(axes.figure)
    assert [(s.name, [int(p.value) for p in s.points]) for s in chart.series] == [("男性", lower), ("女性", upper)]
    assert (chart.kind, chart.needs_review) == ("stacked_bar", False)


@pytest.mark.parametrize("rotation", [0, 30, 45, 90])
@pytest.mark.parametrize("alignment", ["center", "right"])
def test_turned_years_stay_with_their_columns(axes, chart_of, rotation: int, alignment: str) -> None:
    """Slanted labels are anchored at their end or in their middle; years must not shift either way."""
    if rotation in (0, 90) and alignment == "right":
        pytest.skip("only slanted labels are anchored at their end")
    years = ["平成28年度", "平成29年度", "平成30年度", "令和元年度", "令和2年度"]
    bars(axes, years, [1250, 980, 1432, 1105, 760], ["1,250", "980", "1,432", "1,105", "760"])
    mode = {"rotation_mode": "anchor"} if alignment == "right" else {}
    axes.set_xticks(range(5), years, rotation=rotation, ha=alignment, **mode)
    axes.set_title("観光入込客数（単位：千人）")
    axes.figure.subplots_adjust(bottom=0.3)
    chart = chart_of(axes.figure)
    assert [(p.year, int(p.value)) for p in chart.series[0].points] == [
        (2016, 1250),
        (2017, 980),
        (2018, 1432),
        (2019, 1105),
        (2020, 760),
    ]
    assert chart.period == "fiscal_year"


@pytest.mark.parametrize("label", ["{e}\n({y})", "{e}({y})", "{y}年", "{y}", "{e}年度", "令和\n{n}年度", "{e}({y}\n)"])
def test_years_in_all_their_forms(axes, chart_of, label: str) -> None:
    """One line or two, Gregorian or Japanese."""
    years = [label.format(e=f"R{n}", y=2018 + n, n=n) for n in range(2, 7)]
    bars(axes, years, [5, 9, 4, 12, 8], ["5", "9", "4", "12", "8"])
    axes.set_title("相談件数（件）")
    assert [p.year for p in chart_of(axes.figure).series[0].points] == [2020, 2021, 2022, 2023, 2024]


def test_bare_numbers_count_on_from_the_year_before(axes, chart_of) -> None:
    """H28 29 30 R1 2 are five years."""
    bars(axes, ["H28", "29", "30", "R1", "2"], [5, 9, 4, 12, 8], ["5", "9", "4", "12", "8"])
    axes.set_title("相談件数（件）")
    assert [p.year for p in chart_of(axes.figure).series[0].points] == [2016, 2017, 2018, 2019, 2020]


def test_a_target_drawn_as_a_column_is_no_actual_value(axes, chart_of) -> None:
    """検証値(R6) beside the years is the target, not the value of R6."""
    bars(axes, ["R1", "R2", "R3", "R4", "検証値\n(R6)"], [52, 60, 71, 88, 120], ["52", "60", "71", "88", "120"])
    axes.set_title("企業立地件数（件）")
    chart = chart_of(axes.figure)
    assert [p.year for p in chart.series[0].points] == [2019, 2020, 2021, 2022]
    assert chart.target == Milestone("検証値(R6)", 2024, Decimal(120), "120")
    assert not chart.needs_review


def test_a_forecast_is_no_actual_value(axes, chart_of) -> None:
    """A column of 見込 is left out and a person is asked."""
    bars(axes, ["R1", "R2", "R3", "R4", "R5\n(見込)"], [52, 60, 71, 88, 95], ["52", "60", "71", "88", "95"])
    axes.set_title("企業立地件数（件）")
    chart = chart_of(axes.figure)
    assert [p.year for p in chart.series[0].points] == [2019, 2020, 2021, 2022]
    assert chart.needs_review


def test_a_target_in_a_text_box_is_read(axes, chart_of) -> None:
    """目標値 beside the plot, with its year."""
    bars(axes, YEARS, [41, 52, 60, 71, 88], ["41", "52", "60", "71", "88"])
    axes.set_title("企業立地件数（件）")
    axes.figure.subplots_adjust(right=0.75)
    axes.text(1.05, 0.5, "基準値（H26） 38件\n検証値（R6） 120件", transform=axes.transAxes)
    chart = chart_of(axes.figure)
    assert chart.target is not None
    assert (chart.target.year, chart.target.value) == (2024, 120)
    assert chart.baseline is not None
    assert (chart.baseline.year, chart.baseline.value) == (2014, 38)


def test_a_cumulative_series_that_falls_is_doubted(axes, chart_of) -> None:
    """累計 does not fall: something was misread, or the document is wrong."""
    bars(axes, YEARS, [11, 24, 39, 35, 60], ["11", "24", "39", "35", "60"])
    axes.set_title("企業立地件数（累計）（単位：件）")
    chart = chart_of(axes.figure)
    assert chart.title == "企業立地件数(累計)"
    assert [reason.split(":")[0] for reason in chart.reasons] == ["cumulative_falls"]


def test_a_chart_without_years_is_told(axes, chart_of) -> None:
    """A chart by place has no series of years, but it is reported."""
    bars(axes, ["北区", "南区", "東区", "西区"], [52, 60, 71, 35], ["52", "60", "71", "35"])
    axes.set_title("地区別の人口（単位：千人）")
    chart = chart_of(axes.figure)
    assert (chart.title, chart.series, chart.needs_review) == ("地区別の人口", (), True)
    assert chart.reasons[0].startswith("no_years")


def test_the_box_holds_the_chart_but_not_the_prose(axes, page_of) -> None:
    """The structure reader leaves out what is inside the box."""
    bars(axes, YEARS, [41, 52, 60, 71, 88], ["41", "52", "60", "71", "88"])
    axes.figure.subplots_adjust(bottom=0.3)
    axes.set_title("企業立地件数（件）")
    axes.figure.text(0.1, 0.05, "半導体関連産業の集積に向け、誘致活動を強化する。")
    page = page_of(axes.figure)
    (chart,) = read_charts(page)
    inside = {
        line.text
        for line in page.lines
        if chart.bbox.x0 <= (line.bbox.x0 + line.bbox.x1) / 2 <= chart.bbox.x1
        and chart.bbox.y0 <= (line.bbox.y0 + line.bbox.y1) / 2 <= chart.bbox.y1
    }
    assert {"88", "R2", "H28"} <= inside
    assert not any("半導体" in text for text in inside)


def test_a_chart_without_legend_does_not_take_its_neighbours(page_of) -> None:
    """Two charts use the same colours; only one has a legend, and the other's series stay unnamed."""
    figure, plots = plt.subplots(1, 2, figsize=(12, 4))
    for plot, names in zip(plots, (None, ("第1期", "第2期")), strict=True):
        for nth, values in enumerate(([10, 12, 14, 16], [21, 23, 25, 27])):
            name = names[nth] if names else None
            drawn = plot.bar([x + 0.4 * nth - 0.2 for x in range(4)], values, 0.38, color=f"C{nth}", label=name)
            plot.bar_label(drawn)
        plot.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
        plot.set_ylim(0, 40)
    plots[0].set_title("新規就農者数（人）")
    plots[1].set_title("相談件数（件）")
    plots[1].legend(loc="upper left")
    left, right = read_charts(page_of(figure))
    assert [s.name for s in left.series] == [None, None]
    assert left.needs_review
    assert [s.name for s in right.series] == ["第1期", "第2期"]
    assert not right.needs_review


def test_year_labels_that_touch_are_parted(axes, chart_of) -> None:
    """Crowded labels run together (2012201320142015) and are still four years."""
    years = [str(year) for year in range(2010, 2020)]
    values = [31, 44, 52, 47, 60, 58, 66, 71, 69, 75]
    bars(axes, years, values, [str(v) for v in values])
    axes.figure.set_size_inches(3.4, 3)
    axes.tick_params(axis="x", labelsize=9.2, pad=2)
    axes.figure.subplots_adjust(left=0.1, right=0.98)
    axes.set_title("相談件数（件）")
    chart = chart_of(axes.figure)
    assert [(p.year, int(p.value)) for p in chart.series[0].points] == list(zip(range(2010, 2020), values, strict=True))


def test_bars_beyond_the_years_are_doubted(axes, chart_of) -> None:
    """A category whose label is not text leaves its bar without a year: the reading is not complete."""
    bars(axes, [*YEARS, ""], [12, 19, 14, 22, 17, 25], ["12", "19", "14", "22", "17", "25"])
    axes.set_title("相談件数（件）")
    chart = chart_of(axes.figure)
    assert chart.needs_review
    assert "years_missing" in [reason.split(":")[0] for reason in chart.reasons]


def test_labels_with_and_without_percent_are_of_one_kind(axes, chart_of) -> None:
    """Labels typed by hand often lack the % of the others."""
    bars(axes, YEARS, [41.2, 52.6, 40.9, 43.5, 43.5], ["41.2%", "52.6%", "40.9%", "43.5%", "（43.5）"])
    axes.set_title("県内定着率")
    chart = chart_of(axes.figure)
    assert [p.status for p in chart.series[0].points] == ["actual"] * 4 + ["carried"]
    assert not chart.needs_review


def test_a_lone_point_without_a_mark_is_shown_to_a_person(axes, chart_of) -> None:
    """A line without markers leaves no trace of a year between two gaps; its label is read, with review."""
    axes.plot(range(6), [40, 55, 48, 60, float("nan"), float("nan")], label="実績")
    for x, value in ((0, 40), (1, 55), (2, 48), (3, 60), (5, 52)):
        axes.annotate(str(value), (x, value), (0, 5), textcoords="offset points", ha="center")
    axes.set_xticks(range(6), ["H28", "H29", "H30", "R1", "R2", "R3"])
    axes.set_title("相談件数（件）")
    chart = chart_of(axes.figure)
    assert (2021, "52", "actual") in points(chart.series[0])
    assert chart.needs_review


def test_a_value_against_a_much_larger_series_keeps_its_year(axes, chart_of) -> None:
    """Labels of two lines over one year rise with their values, but they are no axis."""
    for values, below in (([506, 620, 580, 640], False), ([12961, 16047, 15135, 18213], True)):
        axes.plot(range(4), values, marker="o", label=f"系列{below}")
        for x, value in enumerate(values):
            axes.annotate(f"{value:,}", (x, value), (0, -14 if below else 6), textcoords="offset points", ha="center")
    axes.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.7)
    axes.yaxis.set_visible(False)
    axes.set_title("参加者数（人）")
    chart = chart_of(axes.figure)
    assert [[int(p.value) for p in s.points] for s in chart.series] == [
        [506, 620, 580, 640],
        [12961, 16047, 15135, 18213],
    ]


def test_an_area_is_read_by_its_upper_edge(axes, chart_of) -> None:
    """Filled areas stand for values as lines do."""
    values = [41, 52, 48, 60, 57]
    axes.fill_between(range(5), values)
    for x, value in enumerate(values):
        axes.annotate(str(value), (x, value), (0, 4), textcoords="offset points", ha="center")
    axes.set_xticks(range(5), YEARS)
    axes.set_ylim(0, 80)
    axes.set_title("参加者数（人）")
    chart = chart_of(axes.figure)
    assert ([int(p.value) for p in chart.series[0].points], chart.kind) == (values, "area")
    assert not chart.needs_review


def test_labels_from_ocr_are_never_accepted(axes, page_of, tmp_path) -> None:
    """An invisible text layer agrees with the shapes it was read from, but its last digit is not certain."""
    bars(axes, YEARS, [1250, 980, 1432, 1105, 760], ["1,250", "980", "1,432", "1,105", "760"])
    axes.set_title("観光入込客数（単位：千人）")
    path = tmp_path / "seen.pdf"
    axes.figure.savefig(path)
    writer = PdfWriter(clone_from=PdfReader(path))
    page = writer.pages[0]
    content = ContentStream(page.get_contents(), writer)
    hidden = []
    for operands, operator in content.operations:
        hidden.append((operands, operator))
        if operator == b"BT":
            hidden.append(([NumberObject(3)], b"Tr"))
    content.operations = hidden
    page[NameObject("/Contents")] = content
    writer.write(tmp_path / "hidden.pdf")
    (chart,) = read_charts(next(open_pdf(tmp_path / "hidden.pdf").pages()))
    assert [int(p.value) for p in chart.series[0].points] == [1250, 980, 1432, 1105, 760]
    assert chart.needs_review
    assert {reason.split(":")[0] for reason in chart.reasons} == {"ocr_text_layer", "hidden_text"}


@pytest.mark.parametrize("newest_first", [False, True])
def test_lying_bars_are_read_like_standing_ones(axes, chart_of, newest_first: bool) -> None:
    """Years down the left side, from the top or from the bottom; the boxes are those of the page as shown."""
    drawn = axes.barh(range(4), [10, 25, 17, 30], 0.6)
    axes.bar_label(drawn, padding=2)
    axes.set_yticks(range(4), ["R1", "R2", "R3", "R4"])
    if not newest_first:
        axes.invert_yaxis()
    axes.set_title("相談件数（件）")
    chart = chart_of(axes.figure)
    assert points(chart.series[0]) == [
        (2019, "10", "actual"),
        (2020, "25", "actual"),
        (2021, "17", "actual"),
        (2022, "30", "actual"),
    ]
    assert (chart.title, chart.unit, chart.needs_review) == ("相談件数", "件", False)
    first, last = chart.series[0].points[0].bbox, chart.series[0].points[-1].bbox
    assert (first.y0 < last.y0) == newest_first
    assert first.x0 < last.x0


def test_lying_stacks_are_lengths_too(axes, chart_of) -> None:
    """Shares of a survey, year by year."""
    shares = {"満足": [32.1, 30.5, 28.8, 35.2], "普通": [50.2, 48.3, 55.1, 41.3], "不満": [17.7, 21.2, 16.1, 23.5]}
    left = [0.0] * 4
    for name, values in shares.items():
        drawn = axes.barh(range(4), values, 0.6, left=left, label=name)
        axes.bar_label(drawn, label_type="center")
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.set_yticks(range(4), [f"令和{n}年度" for n in ("元", 2, 3, 4)])
    axes.invert_yaxis()
    axes.legend(loc="lower center", ncol=3, bbox_to_anchor=(0.5, -0.35))
    axes.figure.subplots_adjust(left=0.2, bottom=0.25)
    axes.set_title("市民満足度（％）")
    chart = chart_of(axes.figure)
    assert {s.name: [float(p.value) for p in s.points] for s in chart.series} == shares
    assert not chart.needs_review


def test_falling_years_are_read_as_printed(axes, chart_of) -> None:
    """Newest first: each value keeps its year, and points come in year order."""
    bars(axes, ["R4", "R3", "R2", "R1"], [88, 71, 60, 52], ["88", "71", "60", "52"])
    axes.set_title("相談件数（件）")
    assert [(p.year, int(p.value)) for p in chart_of(axes.figure).series[0].points] == [
        (2019, 52),
        (2020, 60),
        (2021, 71),
        (2022, 88),
    ]


def test_bracketed_labels_that_touch_are_parted(axes, chart_of) -> None:
    """Carried values of neighbouring years stand bracket to bracket."""
    bars(axes, YEARS, [5352, 5441, 5407, 5320, 5231], ["5,352", "5,441", "5,407", "（5,320）", "（5,231）"])
    axes.figure.set_size_inches(3.1, 3)
    axes.set_xlim(-0.6, 4.8)
    axes.set_title("相談件数（件）")
    chart = chart_of(axes.figure)
    assert [p.status for p in chart.series[0].points] == ["actual", "actual", "actual", "carried", "carried"]


def test_labels_beside_the_first_year_are_no_axis(axes, chart_of) -> None:
    """Three numbers left of the plot, at the heights of their values, are labels of three lines."""
    for values, colour in (([6, 7, 8, 9], "C0"), ([5, 8, 7, 6], "C1"), ([2, 2, 2, 4], "C2")):
        axes.plot(range(4), values, color=colour, label=f"系列{colour}")
        for x, value in enumerate(values):
            axes.annotate(str(value), (x, value), (-9, 3), textcoords="offset points", ha="right")
    axes.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
    axes.yaxis.set_visible(False)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.7)
    axes.set_title("満足度（％）")
    chart = chart_of(axes.figure)
    assert [[int(p.value) for p in s.points] for s in chart.series] == [[6, 7, 8, 9], [5, 8, 7, 6], [2, 2, 2, 4]]


@pytest.mark.parametrize(("apart", "count"), [(2, 2), (3, 2), (3, 3), (5, 2), (5, 4)])
def test_bars_side_by_side_over_years_apart_are_not_years_between(axes, chart_of, apart: int, count: int) -> None:
    """A survey every few years: each bar belongs to the year under it, not to one that was never surveyed."""
    years = [2010 + apart * n for n in range(4)]
    width = 0.8 / count
    for nth in range(count):
        values = [20 + 7 * nth + 3 * n + (n * nth) % 4 for n in range(4)]
        places = [n + (nth - (count - 1) / 2) * width for n in range(4)]
        axes.bar_label(axes.bar(places, values, width, label=f"区分{nth}"), fontsize=7)
    axes.set_xticks(range(4), [f"{year}年" for year in years])
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.75)
    axes.set_title("住み続けたい市民（％）")
    chart = chart_of(axes.figure)
    assert [[p.year for p in s.points] for s in chart.series] == [years] * count
    assert not chart.needs_review


def test_a_title_broken_within_its_bracket_is_whole(axes, chart_of) -> None:
    """百万 at a line's end and 円 on the next are one unit, and none of the name."""
    axes.bar(range(4), [318, 462, 587, 743])
    for x, value in enumerate([318, 462, 587, 743]):
        axes.annotate(str(value), (x, value), (0, 3), textcoords="offset points", ha="center")
    axes.set_xticks(range(4), ["R1", "R2", "R3", "R4"])
    axes.set_title("ふるさと納税寄附額の推移（百万\n円）")
    assert (chart_of(axes.figure).title, chart_of(axes.figure).unit) == ("ふるさと納税寄附額の推移", "百万円")


def test_years_that_a_second_axis_draws_again_are_one_row(axes, chart_of) -> None:
    """Spreadsheets print the years of both axes, one over the other; bars and the line keep their own values."""
    labels = ["R1", "R2", "R3", "R4"]
    homes, size = [28940, 28871, 28760, 28655], [2.16, 2.13, 2.11, 2.08]
    axes.bar(range(4), homes, label="世帯数（世帯）", width=0.5)
    for x, value in enumerate(homes):
        axes.annotate(str(value), (x, value), (0, 3), textcoords="offset points", ha="center")
    axes.set_ylim(28000, 29200)
    axes.set_xticks(range(4), labels)
    second = axes.twinx()
    second.plot(range(4), size, color="red", label="1世帯当たり人員（人）")
    for x, value in enumerate(size):
        second.annotate(str(value), (x, value), (0, -9), textcoords="offset points", ha="center")
    second.set_ylim(1.6, 2.4)
    for x, label in [*enumerate(labels), *enumerate(labels)]:
        below = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "ha": "center"}
        axes.annotate(label, (x, 0), (0, -8), **below)
    axes.set_xticklabels([""] * 4)
    axes.set_title("世帯数と1世帯当たり人員（世帯）")
    values = [[str(p.value) for p in series.points] for series in chart_of(axes.figure).series]
    assert values == [[str(v) for v in homes], [str(v) for v in size]]
