"""Slack's own charts: only where they lose nothing that the picture would say."""

from dataclasses import replace
from decimal import Decimal

import pytest
from answers import page, trend, waiting_children, whole
from loopback_slack import problems

from bot.answering.answer import Answer, Figure, FigurePoint, Goalpost
from bot.slack.blocks import native_charts


def counted(values: dict[int, str], **facts: object) -> Figure:
    """An indicator without target and baseline, unless ``facts`` say otherwise."""
    points = tuple(FigurePoint(y, str(y), Decimal(v), "actual", page(15)) for y, v in values.items())
    bare = replace(waiting_children(), points=points, target=None, baseline=None)
    return replace(bare, **facts)  # type: ignore[arg-type]


def shown(*figures: Figure) -> Answer:
    return replace(trend(), figures=figures)


def test_bars_with_the_target_as_a_last_column_of_its_own_name() -> None:
    """A count is bars; unit and edition are in the title, the target says that it is one."""
    (block,) = native_charts(whole())
    assert block["title"] == "保育所等の待機児童数（人、時点、R5版）"
    chart = block["chart"]
    assert chart["type"] == "bar"
    assert chart["axis_config"]["categories"] == ["R3(2021)", "R4(2022)", "R5(2023)", "目標 R6(2024)"]
    assert chart["axis_config"]["y_label"] == "単位：人"
    assert [point["value"] for point in chart["series"][0]["data"]] == [12, 4, 1, 0]
    assert problems([block]) == []


def test_a_rate_is_a_line_with_its_target_as_a_level_one() -> None:
    """The target of a rate runs level beside it, so that no line leads to it as if it were a result."""
    target = Goalpost("R6", 2024, Decimal("40.5"), page(15))
    (block,) = native_charts(shown(counted({2022: "38.2", 2023: "39"}, unit="%", target=target)))
    assert block["chart"]["type"] == "line"
    assert [[p["value"] for p in s["data"]] for s in block["chart"]["series"]] == [[38.2, 39], [40.5, 40.5]]


def test_indicators_beside_each_other_are_lines_of_their_own_names() -> None:
    """Two indicators of one unit share a chart."""
    (block,) = native_charts(shown(counted({2022: "5", 2023: "4"}), counted({2022: "9", 2023: "8"}, indicator="定員")))
    assert [s["name"] for s in block["chart"]["series"]] == ["保育所等の待機児童数", "定員"]
    assert block["chart"]["type"] == "line"


def test_indicators_of_two_units_are_two_charts() -> None:
    """What cannot be seen on one axis stands below the other."""
    blocks = native_charts(shown(counted({2022: "5", 2023: "4"}), counted({2022: "90", 2023: "80"}, unit="件")))
    assert len(blocks) == 2
    assert problems(list(blocks)) == []


LOST = {
    "a missing year": shown(counted({2021: "5", 2023: "4"})),
    "a past year's value": trend(),
    "a value read off a shape": shown(
        replace(counted({2023: "4"}), points=(FigurePoint(2023, "R5", Decimal(4), "measured", page(1)),))
    ),
    "twenty-one years": shown(counted({2000 + n: "1" for n in range(21)})),
    "long names beside each other": shown(
        counted({2023: "4"}, indicator="と" * 21), counted({2023: "4"}, indicator="定員")
    ),
    "two names of one": shown(counted({2023: "4"}, edition=None), counted({2023: "5"}, edition=None)),
    "a target among several": shown(
        counted({2023: "4"}, target=waiting_children().target), counted({2023: "4"}, indicator="定員")
    ),
    "digits that are lost": shown(counted({2023: str(1 << 60)})),
    "a third unit": shown(*(counted({2023: "4"}, unit=unit, indicator=unit) for unit in ("人", "件", "円"))),
    "no value": shown(counted({})),
    "no wish for a chart": replace(whole(), wants_chart=False),
}


@pytest.mark.parametrize("name", LOST)
def test_what_the_block_cannot_hold_is_left_to_the_picture(name: str) -> None:
    """Nothing is left out, cut or drawn as something else to make it fit."""
    assert native_charts(LOST[name]) == ()


def test_twenty_years_fit() -> None:
    """The limit itself is within it."""
    (block,) = native_charts(shown(counted({2000 + n: str(n) for n in range(20)})))
    assert len(block["chart"]["axis_config"]["categories"]) == 20


def test_a_long_name_keeps_its_beginning_as_the_title() -> None:
    """A title over fifty characters ends in an ellipsis; the table has the whole name."""
    (block,) = native_charts(shown(counted({2023: "4"}, indicator="長い名前の指標" * 10)))
    assert block["title"].endswith("…")
    assert problems([block]) == []
