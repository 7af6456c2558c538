"""Charts: what is drawn, and that it can be read."""

import io
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import matplotlib
import pytest
from colour_vision import VISIONS, contrast, distance
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox
from PIL import Image

from bot.answering.answer import Answer, Figure, FigurePoint, Goalpost, Source
from bot.rendering import charts_style as style
from bot.rendering.charts import compose, draw
from bot.rendering.charts_font import has_glyph
from bot.rendering.charts_marks import runs
from bot.rendering.charts_panels import is_rate, panels
from corpus.reading import PointStatus
from prompts.wording import Language

DOCUMENT = "あおば市総合戦略 検証報告書"


def figure(
    numbers: Mapping[int, str | int],
    statuses: Mapping[int, PointStatus] | None = None,
    target: str | None = None,
    baseline: str | None = None,
    **facts: Any,
) -> Figure:
    """An indicator, counted in 人 unless said otherwise."""
    source = Source(DOCUMENT, "R5", 15, "chart")
    points = [
        FigurePoint(year, str(year), Decimal(value), (statuses or {}).get(year, "actual"), source)
        for year, value in sorted(numbers.items())
    ]
    given: dict[str, Any] = {"indicator": "保育所等の待機児童数", "unit": "人", "period": "as_of", "edition": "R5"}
    return Figure(
        points=tuple(points),
        target=Goalpost("R6", 2024, Decimal(target), source) if target else None,
        baseline=Goalpost("H30", 2018, Decimal(baseline), source) if baseline else None,
        **{**given, **facts},
    )


def answer(*figures: Figure, language: Language = "ja") -> Answer:
    """An answer that wants its figures drawn."""
    return Answer("?", language, "answered", "trend", "", figures=figures, wants_chart=True)


def drawn(*figures: Figure, language: Language = "ja") -> FigureCanvasAgg:
    """The laid-out chart, drawn once so that texts have a place."""
    canvas = compose(panels(figures), language)
    canvas.draw()
    return canvas


def texts(canvas: FigureCanvasAgg) -> Iterator[Text]:
    """Every text on the picture that says something."""
    figure = canvas.figure
    for axes in figure.axes:
        yield from (text for text in [*axes.texts, *axes.get_yticklabels()] if text.get_text())
    yield from (text for text in figure.texts if text.get_text())


def words(canvas: FigureCanvasAgg) -> str:
    return "\n".join(text.get_text() for text in texts(canvas))


def value_labels(canvas: FigureCanvasAgg) -> list[Text]:
    return [text for axes in canvas.figure.axes for text in axes.texts if isinstance(text, Annotation)]


def box(text: Text, canvas: FigureCanvasAgg) -> Bbox:
    return text.get_window_extent(canvas.get_renderer())


def overlapping(canvas: FigureCanvasAgg) -> list[tuple[str, str]]:
    """Pairs of texts that share more than a hair's breadth."""
    boxes = [(text.get_text(), box(text, canvas).padded(-1.5)) for text in texts(canvas)]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]


def outside(canvas: FigureCanvasAgg) -> list[str]:
    """Texts that reach over the picture's edge."""
    whole = canvas.figure.bbox
    return [
        text.get_text()
        for text in texts(canvas)
        if not (whole.contains(*box(text, canvas).min) and whole.contains(*box(text, canvas).max))
    ]


WAITING = {2016: 63, 2017: 50, 2018: 48, 2019: 30, 2021: 16, 2022: 9, 2023: 4}


def test_a_count_is_drawn_as_bars_at_its_years_and_a_missing_year_as_none() -> None:
    """Bars stand on a continuous axis of years from zero to the value; the year without a value has no bar."""
    (axes,) = drawn(figure(WAITING)).figure.axes
    bars = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in axes.containers for bar in bar}
    assert bars == WAITING
    assert all(bar.get_y() == 0 for group in axes.containers for bar in group)


def test_a_rate_is_drawn_as_a_line_that_stops_at_a_gap() -> None:
    """No stroke goes from the year before a gap to the year after it."""
    canvas = drawn(figure({2018: "62.1", 2019: "63.4", 2021: "64.0", 2022: "66.8"}, unit="%"))
    strokes = [line.get_xdata() for line in canvas.figure.axes[0].lines if line.get_linewidth() > 2]
    assert [list(stroke) for stroke in strokes] == [[2018, 2019], [2021, 2022]]


def test_a_past_years_value_is_hollow_in_parentheses_and_joined_to_nothing() -> None:
    """A carried value is never shown as if it were the year's own."""
    canvas = drawn(figure({2021: 471, 2022: 471}, {2022: "carried"}))
    own, carried = (group[0] for group in canvas.figure.axes[0].containers)
    assert same_color(carried.get_facecolor(), style.PAPER)
    assert not same_color(own.get_facecolor(), style.PAPER)
    assert [label.get_text() for label in value_labels(canvas)] == ["471", "(471)"]
    points = figure({2020: 1, 2021: 2, 2022: 2, 2023: 3}, {2022: "carried"}).points
    assert [[point.year for point in run] for run in runs(points)] == [[2020, 2021], [2023]]


def test_a_value_read_off_a_shape_is_hatched_and_explained() -> None:
    """A measured value looks different and the legend says why."""
    canvas = drawn(figure({2021: 455, 2022: 471}, {2021: "measured"}))
    measured, own = (group[0] for group in canvas.figure.axes[0].containers)
    assert measured.get_hatch()
    assert not own.get_hatch()
    assert "グラフの形から読み取った値" in words(canvas)


def test_zero_is_drawn_and_told_apart_from_no_value() -> None:
    """A zero has its label and a stroke on the axis; a year without a value has a pale band and a legend."""
    canvas = drawn(figure({2015: 397, 2016: 0, 2018: 0}))
    assert [label.get_text() for label in value_labels(canvas)] == ["397", "0", "0"]
    strokes = [line for line in canvas.figure.axes[0].lines if line.get_linewidth() == 3]
    assert len(strokes) == 2
    assert "文書に値のない年" in words(canvas)


def test_target_and_baseline_are_broken_lines_with_their_year_and_value() -> None:
    """Both are told apart by dash and colour and named beside the panel."""
    canvas = drawn(figure(WAITING, target="0", baseline="48"))
    dashed = [line for line in canvas.figure.axes[0].lines if line.is_dashed()]
    assert sorted(line.get_ydata()[0] for line in dashed) == [0, 48]
    assert "目標 R6(2024)\n0" in words(canvas)
    assert "基準値 H30(2018)\n48" in words(canvas)


def test_unit_edition_years_and_source_are_in_the_picture() -> None:
    """A picture that is passed on alone still says what it shows and where that stands."""
    said = words(drawn(figure(WAITING)))
    for part in (
        "保育所等の待機児童数",
        "単位：人",
        "R5版",
        f"出典：{DOCUMENT} R5版 p.15",
        "H28",
        "2016",
        "R5",
        "2023",
    ):
        assert part in said


def test_english_puts_the_gregorian_year_first_and_keeps_the_indicators_name() -> None:
    """The words around the evidence are English; the evidence is as it stands."""
    said = words(drawn(figure(WAITING, target="0"), language="en"))
    for part in ("保育所等の待機児童数", "Unit: 人", "R5 edition", "Source: ", "Target 2024 (R6)"):
        assert part in said


def test_a_line_that_does_not_start_at_zero_says_so() -> None:
    """Nobody is led to read a small change as a large one."""
    assert "縦軸は0から始まりません" in words(drawn(figure({2022: "66.8", 2023: "67.2"}, unit="%")))
    assert "縦軸は0から始まりません" not in words(drawn(figure(WAITING)))


@pytest.mark.parametrize(
    ("unit", "name", "rate"),
    [
        ("人", "出生数", False),
        ("百万円", "市内総生産額", False),
        ("件", "満足度調査の件数", False),
        ("%", "受診者", True),
        ("倍", "有効求人倍率", True),
        ("人/千人", "出生", True),
        ("", "合計特殊出生率", True),
        ("", "出生数", False),
    ],
)
def test_the_unit_decides_between_bars_and_a_line(unit: str, name: str, rate: bool) -> None:
    """The rule in the module's docstring, unit by unit; without a unit the name decides."""
    assert is_rate(figure({2020: 1}, unit=unit, indicator=name)) is rate


def test_indicators_of_one_unit_share_a_panel_and_others_get_their_own() -> None:
    """Two units are never put on one axis, nor sizes of which one would be flat."""
    births, deaths = (figure({2020: n, 2021: n}, indicator=str(n)) for n in (5000, 7000))
    few = figure({2020: 3, 2021: 4}, indicator="few")
    rate = figure({2020: "60.1"}, indicator="rate", unit="%")
    assert [len(panel.figures) for panel in panels([births, deaths])] == [2]
    assert [len(panel.figures) for panel in panels([births, few])] == [1, 1]
    assert [panel.unit for panel in panels([births, rate])] == ["人", "%"]
    assert len(drawn(births, rate).figure.axes) == 2


def test_every_value_of_two_lines_is_written() -> None:
    """The lowest value of two compared indicators has its label too, below its mark."""
    births = figure({2020: 640, 2021: 652, 2023: 601}, indicator="births", target="950")
    deaths = figure({2020: 690, 2021: 702, 2023: 745}, indicator="deaths")
    written = sorted(label.get_text() for label in value_labels(drawn(births, deaths)))
    assert written == ["601", "640", "652", "690", "702", "745"]


def test_nothing_is_drawn_where_none_is_wanted_or_no_year_has_a_value() -> None:
    """No picture is better than an empty one."""
    assert draw(answer(figure({}))) is None
    assert draw(answer()) is None
    assert draw(replace(answer(figure(WAITING)), wants_chart=False)) is None


@pytest.mark.filterwarnings("error::UserWarning")
@pytest.mark.parametrize(
    "name", ["①㎡㋿髙﨑～‰", "待機児童👶の数", "絵文字🏙️とគ", "$x_1$ と $\\frac{1}{2}$", "改行\nと\tタブ"]
)
def test_every_character_drawn_is_in_the_font(name: str) -> None:
    """No tofu: what the font lacks becomes 〓, and a dollar sign starts no formula."""
    shown = drawn(figure(WAITING, indicator=name, unit=name, target="3"), figure(WAITING, indicator=name, unit="%"))
    for text in texts(shown):
        assert all(has_glyph(character) for character in text.get_text() if character != "\n"), text.get_text()
        assert not text.get_parse_math()


@pytest.mark.parametrize(
    "shown",
    [
        [figure({2018: "4.8", 2019: "7.2", 2023: "35.6"}, unit="%", target="50", baseline="4.8")],
        [figure({**dict.fromkeys(range(1990, 2022), "0.0"), 2022: "-1000000.1"}, unit="%")],
        [figure({2019: 5, 2020: 3, 2021: 40}, indicator="a"), figure({2019: 1, 2020: 4, 2021: 20}, indicator="b")],
        [figure({2021: 2345678}, unit="百万円")],
        [figure({2021: 12, 2022: 31, 2023: 55}, target="80", baseline="80")],
        [figure(dict.fromkeys(range(2016, 2024), 0), target="0", baseline="0")],
        [figure({2016: -312, 2017: -280, 2018: -401, 2020: 35, 2021: -60, 2023: -88}, target="0")],
        [figure(dict.fromkeys(range(2016, 2024), -7))],
        [figure({year: 9000000 - year * 999 for year in range(2014, 2024)}, unit="千円", target="7000000")],
        [figure({year: 6000 - (year - 1994) * 97 for year in range(1994, 2024)}, target="3500")],
        [figure({year: f"{1 + year % 7 / 10}" for year in range(1994, 2024)}, unit="倍")],
        [figure({2018: "62.1", 2019: "63.4", 2020: "61.9", 2021: "64.0"}, unit="%", target="62.3", baseline="62.1")],
        [figure({2020: 5000 + n, 2021: 5100 + n, 2022: 4900 + n}, indicator="長い名前の指標" * 4) for n in range(4)],
        [figure(WAITING), figure({2019: "78.1", 2023: "83.0"}, unit="%", indicator="観光客満足度" * 6, target="85")],
    ],
    ids=[
        "from-zero",
        "wide-ends",
        "two",
        "one",
        "three",
        "zeros",
        "signs",
        "negative",
        "seven",
        "thirty",
        "thirty-rate",
        "near",
        "four",
        "panels",
    ],
)
def test_no_text_covers_another_or_leaves_the_picture(shown: list[Figure]) -> None:
    """From one year to thirty, from zeros to seven digits, everything written can be read."""
    canvas = drawn(*shown)
    assert overlapping(canvas) == []
    assert outside(canvas) == []


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.integers(1990, 2025),
        st.decimals(-9_999_999, 9_999_999, places=1),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["人", "%"]),
)
def test_any_values_give_a_chart_in_which_texts_keep_apart(numbers: dict[int, Decimal], unit: str) -> None:
    """Whatever a document holds, the chart comes out whole and its values can be told apart."""
    canvas = drawn(figure({year: str(value) for year, value in numbers.items()}, unit=unit))
    labels = [box(label, canvas).padded(-1.5) for label in value_labels(canvas)]
    assert not any(one.overlaps(other) for one, other in combinations(labels, 2))
    assert outside(canvas) == []


def test_the_alternative_text_says_which_way_it_went_in_stored_values_only() -> None:
    """Who cannot see the picture hears its trend, its gaps and its target, and no number of its own making."""
    shown = figure({**WAITING, 2024: 4}, {2024: "carried"}, target="0")
    picture = draw(answer(shown))
    assert picture is not None
    for part in ("減っています", "63人", "R2(2020)の値はありません", "R6(2024)は過年度の値", "目標はR6(2024)に0人"):
        assert part in picture.alt
    stored = {str(value) for value in WAITING.values()} | {"0"}
    years = {str(year) for year in range(2016, 2025)}
    eras = {"28", "30", "1", "2", "5", "6"}
    assert set(re.findall(r"\d+", picture.alt)) <= stored | years | eras


def test_the_alternative_text_takes_no_carried_value_for_the_end_of_a_trend() -> None:
    """The last value that is a year's own ends the trend."""
    picture = draw(answer(figure({2020: 10, 2021: 20, 2022: 5}, {2022: "carried"}), language="en"))
    assert picture is not None
    assert "rose from 10人 in 2020 (R2) to 20人 in 2021 (R3)" in picture.alt


def test_a_picture_is_a_png_of_a_size_that_can_be_read() -> None:
    """What goes to Slack or into a paper is a PNG of 1,200 dots' width."""
    picture = draw(answer(figure(WAITING)))
    assert picture is not None
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.format == "PNG"
        assert image.width == 1200


def test_drawing_changes_nothing_outside_and_is_the_same_in_any_thread() -> None:
    """A server draws in several threads, beside whatever else uses matplotlib."""
    before = dict(matplotlib.rcParams)
    asked = answer(figure(WAITING, target="0"))
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(draw, [asked] * 8))
    assert len({picture.png for picture in pictures if picture}) == 1
    assert dict(matplotlib.rcParams) == before


def test_a_chart_is_quick() -> None:
    """Once the font is loaded, a chart of thirty years takes less than 0.3 seconds."""
    asked = answer(figure({year: year * 7 for year in range(1994, 2024)}, target="3500"))
    draw(asked)

    def seconds() -> float:
        started = time.process_time()  # what others do on the machine meanwhile is not the chart's
        draw(asked)
        return time.process_time() - started

    assert min(seconds() for _ in range(3)) < 0.3


def test_a_target_among_several_says_whose_it_is() -> None:
    """Not its colour alone tells to which indicator a target belongs."""
    one, other = figure({2022: 5, 2023: 4}, target="9"), figure({2022: 7, 2023: 8}, indicator="定員")
    notes = [text.get_text() for text in drawn(one, other).figure.texts]
    (note,) = [note.replace("\n", "") for note in notes if "目標 R6(2024) 9" in note]
    assert note.startswith("保育所等の待機児童数")


@pytest.mark.parametrize("units", [("%",), ("%", "人")])
def test_long_names_beside_each_other_stay_in_the_picture_and_apart(units: tuple[str, ...]) -> None:
    """Names that differ only at their end keep it, and with their targets they fit beside the panel."""
    name = "子育て世代包括支援センターにおける妊娠期からの切れ目のない支援の満足度その"
    figures = [
        figure({2022: 20 + n, 2023: 21 + n}, target=str(30 + n), indicator=f"{name}{n}", unit=unit)
        for unit in units
        for n in range(4)
    ]
    canvas = drawn(*figures)
    assert overlapping(canvas) == [] and outside(canvas) == []
    notes = [text.get_text().replace("\n", "") for text in canvas.figure.texts if "…" in text.get_text()]
    assert all(any(f"の{n} " in note for note in notes) for n in range(4))


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_that_meet_in_a_chart_are_told_apart_by_everybody(vision: str) -> None:
    """Lines and targets differ by ten times what can just be seen, with and without a colour vision deficiency."""
    together = [*combinations((*style.SERIES, style.TARGET), 2), (style.SERIES[0], style.BASELINE)]
    assert min(distance(one, other, vision) for one, other in together) >= 20


@pytest.mark.parametrize("colour", [*style.SERIES, style.TARGET, style.BASELINE, style.INK, style.SOFT])
def test_text_can_be_read_on_its_ground(colour: str) -> None:
    """Everything written has the contrast that WCAG 2 asks of text, 4.5 to 1."""
    assert contrast(colour, style.PAPER) >= 4.5
