"""Sheets: charts whose figures stand in cells, tables by year, and what is hidden or not computed."""

import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference

from corpus.errors import DocumentTooLarge
from corpus.read import read
from corpus.reading import ChartReading, Reading

Figures = Callable[[ChartReading], list[dict[str, str]]]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Workbook], Reading]:
    """Saves a workbook and reads it."""

    def save(book: Workbook) -> Reading:
        path = tmp_path / "kpi.xlsx"
        book.save(path)
        return read(path)

    return save


def filled(rows: list[list[Any]], title: str = "集計") -> tuple[Workbook, Any]:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def chart_over(
    sheet: Any, first: int, last: int, columns: int, at: str, title: str | None = None, line: bool = False
) -> Any:
    """A chart over rows of series with years in the row above them; openpyxl writes no copy of the figures."""
    chart: Any = LineChart() if line else BarChart()
    chart.title = title
    chart.add_data(
        Reference(sheet, min_col=1, max_col=columns, min_row=first, max_row=last), titles_from_data=True, from_rows=True
    )
    chart.set_categories(Reference(sheet, min_col=2, max_col=columns, min_row=first - 1))
    sheet.add_chart(chart, at)
    return chart


WAITING = [
    ["保育所等の待機児童数（単位：人）"],
    [None, "H30", "R1", "R2", "R3", "R4", "R5"],
    ["実績値", 1063, 40, 21, 8, None, 4],
    ["目標値", 60, 50, 40, 20, 10, 0],
    ["※各年4月1日現在"],
]


def test_a_chart_takes_its_figures_from_the_cells(saved: Callable[[Workbook], Reading], figures: Figures) -> None:
    """Title, unit and period stand in cells beside it; the sheet is the page."""
    book, sheet = filled(WAITING)
    chart_over(sheet, 3, 4, 7, "A8")
    reading = saved(book)
    (chart,) = reading.charts
    assert (chart.page, chart.title, chart.unit, chart.needs_review) == (1, "保育所等の待機児童数", "人", False)
    assert figures(chart) == [
        {"H30": "1063", "R1": "40", "R2": "21", "R3": "8", "R5": "4"},
        {"H30": "60", "R1": "50", "R2": "40", "R3": "20", "R4": "10", "R5": "0"},
    ]
    (indicator,) = reading.indicators
    assert (indicator.name, indicator.unit, indicator.period) == ("保育所等の待機児童数", "人", "as_of")


def test_cells_show_their_numbers_in_their_formats(saved: Callable[[Workbook], Reading]) -> None:
    """Percent, thousands and brackets are the cells'; merged heads count for all their columns."""
    book, sheet = filled(
        [
            ["指標名", "単位", "基準値", "実績値", None, "目標値"],
            [None, None, "H30", "R4", "R5", "R6"],
            ["男性の育児休業取得率", "%", 0.05, 0.25, 0.4123, 0.5],
            ["市内総生産額", "億円", 4318, 4402, 4402, 4700],
        ]
    )
    sheet.merge_cells("D1:E1")
    sheet.merge_cells("A1:A2")
    for cell in sheet[3][2:]:
        cell.number_format = "0.0%"
    for cell in sheet[4][2:]:
        cell.number_format = "#,##0"
    sheet["E4"].number_format = '"("#,##0")"'
    leave, product = saved(book).indicators
    assert [(o.year, str(o.value), o.status) for o in leave.observations] == [
        (2022, "25.0", "actual"),
        (2023, "41.2", "actual"),
    ]
    assert [(o.year, o.text, o.status) for o in product.observations] == [
        (2022, "4,402", "actual"),
        (2023, "(4,402)", "carried"),
    ]
    assert [(m.role, m.year, str(m.value)) for m in product.milestones] == [
        ("baseline", 2018, "4318"),
        ("target", 2024, "4700"),
    ]


def test_a_formula_that_nobody_computed_is_no_number(saved: Callable[[Workbook], Reading]) -> None:
    """The warning names the cell, and the chart over it has no point there."""
    book, sheet = filled(WAITING)
    sheet["F3"] = "=E3/2"
    chart_over(sheet, 3, 3, 7, "A8")
    reading = saved(book)
    assert [(w.code, "F3" in w.message) for w in reading.warnings] == [("formula_without_value", True)]
    assert [p.label for p in reading.charts[0].series[0].points] == ["H30", "R1", "R2", "R3", "R5"]


def test_what_is_hidden_is_left_out_and_said(saved: Callable[[Workbook], Reading], figures: Figures) -> None:
    """Hidden sheets keep their number; hidden rows and columns are neither in tables nor in charts."""
    book, sheet = filled([*WAITING[:4], ["登録者数", 5, 6, 7, 8, 9, 10], *WAITING[4:]])
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    chart_over(sheet, 3, 3, 7, "A8")
    secret = book.create_sheet("内部")
    secret["A1"] = "案"
    secret.sheet_state = "hidden"
    book.create_sheet("注")["A1"] = "速報値を含む。"
    reading = saved(book)
    assert reading.pages == 3
    assert figures(reading.charts[0]) == [{"H30": "1063", "R2": "21", "R3": "8", "R5": "4"}]
    assert reading.tables[0].rows[0] == ("", "H30", "R2", "R3", "R4", "R5")
    assert {(w.page, w.code) for w in reading.warnings} == {(1, "hidden_cells"), (2, "hidden_sheet")}
    assert [s.page for s in reading.sections if s.text == "速報値を含む。"] == [3]
    assert not [s for s in reading.sections if "案" in s.text]


def test_what_is_not_printed_is_left_out_and_said(saved: Callable[[Workbook], Reading], figures: Figures) -> None:
    """Cells beyond the print area are no text of the sheet; a chart that is drawn from them has its values."""
    book, sheet = filled(WAITING)
    sheet["K1"] = "作業用"
    sheet.print_area = "A1:D20"
    chart_over(sheet, 3, 3, 7, "A8")
    reading = saved(book)
    assert [(w.code, w.page) for w in reading.warnings] == [("unprinted_cells", 1)]
    assert not [s for s in reading.sections if "作業用" in s.text]
    assert reading.tables[0].rows[0] == ("", "H30", "R1", "R2")
    assert figures(reading.charts[0]) == [{"H30": "1063", "R1": "40", "R2": "21", "R3": "8", "R5": "4"}]


def test_dates_over_columns_are_years_if_they_are(saved: Callable[[Workbook], Reading]) -> None:
    """A date shown as a fiscal year is that year; dates of single months are none."""
    book, sheet = filled(
        [["出生数（人）"], [None, *(date(year, 4, 1) for year in (2021, 2022, 2023))], ["実績値", 9, 8, 7]]
    )
    for cell in sheet[2][1:]:
        cell.number_format = 'yyyy"年度"'
    chart_over(sheet, 3, 3, 4, "A6")
    (chart,) = saved(book).charts
    assert [(p.label, p.year) for p in chart.series[0].points] == [
        ("2021年度", 2021),
        ("2022年度", 2022),
        ("2023年度", 2023),
    ]
    for cell, month in zip(sheet[2][1:], (4, 5, 6), strict=True):
        cell.value, cell.number_format = date(2023, month, 1), "yyyy/m"
    (chart,) = saved(book).charts
    assert chart.series == ()
    assert chart.needs_review


def test_a_sheet_far_to_the_right_or_long_is_no_trouble(saved: Callable[[Workbook], Reading]) -> None:
    """A stray cell in the last corner costs nothing; raw data are left out with a warning."""
    book, sheet = filled([["年", "値"], *([year, year * 2] for year in range(4000))])
    sheet["XFD1048576"] = "端"
    reading = saved(book)
    assert [w.code for w in reading.warnings] == ["long_table"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1990, 2020),
    st.lists(
        st.one_of(st.none(), st.integers(-(10**9), 10**9), st.decimals(-(10**6), 10**6, places=3).map(float)),
        min_size=6,
        max_size=6,
    ),
    st.booleans(),
)
def test_random_charts_come_back_exactly(
    saved: Callable[[Workbook], Reading], first: int, values: list[Any], line: bool
) -> None:
    """Every value of the cells is read, and no other."""
    book, sheet = filled([["件数（件）"], [None, *(f"{first + n}年度" for n in range(6))], ["実績", *values]])
    chart_over(sheet, 3, 3, 7, "A6", line=line)
    (chart,) = saved(book).charts
    read_back = {p.year: float(p.value) for s in chart.series for p in s.points}
    assert read_back == {first + at: value for at, value in enumerate(values) if value is not None}


ACROSS = [["", "R3", "R4", "R5"], ["実績値", 1204, None, 1310], ["目標値", 1250, 1300, 1350]]
DOWN = [
    ["年度", "実績値（件）", "目標値（件）"],
    ["令和3年度", 1204, 1250],
    ["令和4年度", None, 1300],
    ["令和5年度", 1310, 1350],
]


@pytest.mark.parametrize("rows", [ACROSS, DOWN], ids=["across", "down"])
def test_a_table_of_years_belongs_to_the_line_over_it(
    saved: Callable[[Workbook], Reading], rows: list[list[Any]]
) -> None:
    """A sheet of titled tables gives its indicators without any chart, whichever way the years run."""
    book, _ = filled([["相談件数（件）"], *rows, [], ["出生数（人）"], [None, "R4", "R5"], ["実績", 9, 8]])
    counselling, births = saved(book).indicators
    assert (counselling.name, counselling.unit) == ("相談件数", "件")
    assert [(o.year, o.value) for o in counselling.observations] == [(2021, 1204), (2023, 1310)]
    assert [(m.year, m.value) for m in counselling.milestones] == [(2021, 1250), (2022, 1300), (2023, 1350)]
    assert (births.name, births.unit) == ("出生数", "人")
    assert [(o.year, o.value) for o in births.observations] == [(2022, 9), (2023, 8)]


def test_cells_strewn_over_a_sheet_do_not_hang_the_reader(saved: Callable[[Workbook], Reading]) -> None:
    """Rows with blanks between and a staircase are read in moments."""
    book, sheet = filled([])
    for n in range(1, 2000):
        sheet.cell(2 * n, 1, f"注{n}")
    stairs = book.create_sheet("階段")
    for n in range(1, 1500):
        stairs.cell(n, n, n)
    started = time.perf_counter()
    reading = saved(book)
    assert time.perf_counter() - started < 20
    assert [w.code for w in reading.warnings] == ["long_table"]


def test_a_merge_over_the_whole_sheet_is_refused(tmp_path: Path) -> None:
    """A few bytes that ask for seventeen thousand million cells are not carried out."""
    book, _ = filled([["指標"]])
    book.save(tmp_path / "plain.xlsx")
    merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "wide.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<pageMargins", merge))
    with pytest.raises(DocumentTooLarge):
        read(tmp_path / "wide.xlsx")
