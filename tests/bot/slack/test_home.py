"""The App Home: every goal is a click away, and the home keeps to Slack's limits whatever a city publishes."""

from decimal import Decimal
from typing import Any

import pytest
from eventually import eventually
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_slack import LoopbackSlack
from loopback_slack.block_kit import home_problems, texts
from loopback_slack.events import direct_message, home_click, opened
from readings import BIRTHS, WAITING, indicator, reading, target, value
from stores import drafted, published

from bot.answering.answer import Figure, FigurePoint, Goalpost, Source
from bot.answering.lists.changing import Change, Changes, changes
from bot.rendering.sparkline import sparkline
from bot.slack.home.outline import GoalOutline, Outline, Row
from bot.slack.home.page import ALL, ASK, GOAL, NONE, TURN, Place, home
from kpi_store.store import KpiStore
from prompts.wording import LANGUAGES, Language, wording

SOURCE = Source(document="検証", edition="R5", page=1, method="chart")


def figure(name: str, numbers: dict[int, str | int], unit: str = "人", goal: int | None = None) -> Figure:
    points = tuple(FigurePoint(y, f"R{y - 2018}", Decimal(n), "actual", SOURCE) for y, n in numbers.items())
    aim = Goalpost("R6", 2024, Decimal(goal), SOURCE) if goal is not None else None
    return Figure(name, unit, "as_of", "R5", points, target=aim)


def elements(blocks: list[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    """What can be clicked, of one kind, anywhere in a home."""
    held = [e for b in blocks for e in (*b.get("elements", ()), *filter(None, [b.get("accessory")]))]
    return [e for e in held if str(e.get("action_id", "")).startswith(action)]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ({}, ""),
        ({2020: 5}, ""),
        ({2020: 0, 2021: 10}, "▁█"),
        ({2020: 3, 2021: 3, 2022: 3}, "▄▄▄"),
        ({2019: 12, 2020: 4, 2022: 0}, "█▃·▁"),
        ({2020: "-1.5", 2021: "0", 2022: "1.5"}, "▁▄█"),
        ({year: year for year in range(2000, 2024)}, "▁▁▂▂▃▃▄▄▅▅▆▆▇▇█"),
    ],
)
def test_a_trend_fits_in_a_line(numbers: dict[int, str | int], line: str) -> None:
    """A bar a year from the lowest to the highest, a point for a gap, the last fifteen years of a long trend."""
    assert sparkline(figure("x", numbers)) == line


def test_a_carried_value_is_no_bar() -> None:
    """A past year's value shown again is no value of its year."""
    carried = FigurePoint(2022, "R4", Decimal(9), "carried", SOURCE)
    shown = figure("x", {2020: 0, 2021: 10})
    assert (
        sparkline(Figure(**{f: getattr(shown, f) for f in shown.__slots__} | {"points": (*shown.points, carried)}))
        == "▁█"
    )


def test_what_the_newest_edition_changed_is_told_figures_first() -> None:
    """Restated values, moved targets, new names, what came and what went, against the edition before."""
    with KpiStore.open("sqlite://", create=True) as store:
        before = reading(
            indicator(numbers={2021: 7, 2022: 5}, marks=(target(2024, 0),)),
            indicator(BIRTHS, numbers={2022: 700}),
            indicator("起業相談件数", numbers={2020: 11, 2021: 12, 2022: 13}),
            edition="R4",
        )
        after = reading(
            indicator(numbers={2021: 7, 2022: 6, 2023: 4}, marks=(target(2024, 2),)),
            indicator("創業相談件数", numbers={2020: 11, 2021: 12, 2022: 13}),
            indicator("転入者数", numbers={2023: 90}),
            edition="R5",
        )
        published(store, before, edition="R4")
        assert changes(store.published()) is None
        published(store, after, edition="R5")
        found = changes(store.published())
    assert found is not None and (found.newer, found.older) == ("R5", "R4")
    assert found.found[:2] == (
        Change("restated", WAITING, "人", 2022, "5", "6"),
        Change("target", WAITING, "人", old="R6 0人", new="R6 2人"),
    )
    told = {(change.kind, change.indicator) for change in found.found[2:]}
    assert {("added", "転入者数"), ("dropped", BIRTHS)} <= told


def many(goals: int, rows: int) -> Outline:
    """A city of so many goals with so many indicators each, and two of no goal."""
    row = [Row(figure(f"指標{nth}", {2020: 1, 2021: nth}, goal=9), "behind") for nth in range(rows)]
    listed = [GoalOutline(number, f"目標の題{number}", tuple(row)) for number in range(1, goals + 1)]
    kept = Changes("R5", "R4", tuple(Change("added", f"新{nth}") for nth in range(40)))
    return Outline("R5", (), 3, (*listed, GoalOutline(None, "", tuple(row[:2]))), kept)


@pytest.mark.parametrize("place", [Place(), Place("2"), Place("2", 4), Place("2", 99), Place(NONE), Place("gone")])
@pytest.mark.parametrize(("goals", "rows"), [(3, 90), (120, 3), (0, 0)])
def test_a_home_keeps_to_slacks_limits_however_much_there_is(place: Place, goals: int, rows: int) -> None:
    """Hundreds of goals or indicators fit: what is too much is counted, listed or on a further page."""
    shown = home(many(goals, rows), place, ["質問"] * 5, "ja")
    assert home_problems(shown) == []


def test_every_indicator_can_be_reached() -> None:
    """From the list of goals through the pages of each, no indicator is left out."""
    told = many(3, 45)
    (chooser,) = elements(home(told, Place(), (), "ja"), GOAL)[:1]
    seen = set()
    for option in chooser["options"][1:]:
        place: Place | None = Place.read(option["value"])
        while place is not None:
            shown = home(told, place, (), "ja")
            seen |= {(place.goal, e["value"]) for e in elements(shown, ASK)}
            on = elements(shown, f"{TURN}:on")
            place = Place.read(on[0]["value"]) if on else None
    assert len(seen) == 3 * 45 + 2


@given(
    st.text(min_size=1, max_size=3000), st.text(max_size=3000), st.sampled_from(LANGUAGES), st.sampled_from([ALL, "1"])
)
@settings(max_examples=60, deadline=None)
def test_a_home_keeps_to_slacks_limits_whatever_words_are_in_it(
    name: str, other: str, language: Language, goal: str
) -> None:
    """Names, units, titles and questions of any length and of any characters are shown as text, and ping nobody."""
    row = Row(figure(name, {2020: 1, 2021: 2}, unit=other, goal=3), "behind")
    change = Change("target", name, other, old=other, new=name)
    told = Outline(other, (), 1, (GoalOutline(1, name, (row,)),), Changes("R5", "R4", (change,)))
    shown = home(told, Place(goal), [name, other or "?"], language)
    assert home_problems(shown) == []
    assert not any("<!" in said or "<@" in said or "<#" in said for said in texts(shown))


@pytest.fixture(scope="module", autouse=True)
def _documents(store: KpiStore) -> None:
    """Two editions; the newer is a draft for the committee, and a third waits for review."""
    published(store, reading(indicator(numbers={2021: 7, 2022: 5}), title="検証H"), edition="R4")
    listed = indicator(numbers={2021: 7, 2022: 6, 2023: 4}, marks=(target(2024, 0),))
    published(store, reading(listed, title="検証H"), edition="R5")
    published(store, reading(indicator(BIRTHS, numbers={2022: 2, 2023: 3}), title="素案H"), edition="R6")
    doubtful = indicator("怪しい指標", observations=(value(2024, 1, needs_review=True, reasons=("label",)),))
    drafted(store, reading(doubtful, title="R7検証H"), edition="R7")


def shown_to(slack: LoopbackSlack, user: str = "U0PERSON", nth: int = 1) -> str:
    """The text of somebody's home, once it was published so often."""
    homes = slack.wait_for(lambda: [b for u, b in slack.homes if u == user][nth - 1 :])
    return "\n".join(texts(homes[0]))


def test_the_home_shows_what_one_may_see(slack: LoopbackSlack, bot) -> None:
    """Everybody gets the newest edition that they may see, its changes and the help; the committee its draft."""
    bot.tell(opened())
    said = shown_to(slack)
    assert wording("ja").say("home.edition", edition="R5") in said
    assert wording("ja").say("home.changes", newer="R5", older="R4") in said
    assert "使い方" in said
    assert BIRTHS not in said
    assert "確認待ち" not in said
    bot.tell(opened(user="U0MEMBER"))
    assert wording("ja").say("home.edition", edition="R6") in shown_to(slack, "U0MEMBER")


def test_an_administrators_home_begins_with_what_waits_for_review(slack: LoopbackSlack, bot) -> None:
    """Documents with values to be looked at are listed with how many."""
    bot.tell(opened(user="U0CHIEF"))
    said = shown_to(slack, "U0CHIEF")
    assert "R7検証H" in said and said.startswith(wording("ja").say("home.queue.title"))


def test_a_goal_is_looked_at_and_asked_from(slack: LoopbackSlack, bot) -> None:
    """Choosing a goal shows its indicators; the button beside one asks, and the answer comes to the person alone."""
    bot.tell(opened())
    shown_to(slack)
    bot.tell(home_click(GOAL, "2", chosen=True))
    said = shown_to(slack, nth=2)
    assert f"*{WAITING}*" in said and "最新 R5(2023): 4人" in said
    (asking,) = [e for e in elements(slack.homes[-1][1], ASK) if WAITING in e["value"]][:1]
    bot.tell(home_click(ASK, asking["value"]))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert post["channel"] == "U0PERSON" and "thread_ts" not in post
    assert post["text"].startswith("保育所等の待機児童数は")


def test_what_one_asked_last_is_in_ones_home_alone(slack: LoopbackSlack, bot, store: KpiStore) -> None:
    """A question that was answered can be asked again; others do not see it."""
    bot.tell(direct_message("ホームに残る出生率", user="U3ASKER"))
    eventually(lambda: store.exchanges.recent("U3ASKER", 1))
    bot.tell(opened(user="U3ASKER"))
    bot.tell(opened())
    assert "ホームに残る出生率" in shown_to(slack, "U3ASKER")
    assert "ホームに残る出生率" not in shown_to(slack)


def test_whoever_may_not_ask_is_told_so_in_the_home(slack: LoopbackSlack, bot) -> None:
    """A guest's home has the refusal and nothing of the city's."""
    slack.people["U3GUEST"] = {"is_restricted": True}
    bot.tell(opened(user="U3GUEST"))
    said = shown_to(slack, "U3GUEST")
    assert wording("ja").say("slack.denied.guest") in said
    assert WAITING not in said and "R5" not in said


def test_an_english_home(slack: LoopbackSlack, bot) -> None:
    """Somebody whose Slack is English reads the home in English."""
    slack.people["U3ENGLISH"] = {"locale": "en-GB"}
    bot.tell(opened(user="U3ENGLISH"))
    assert "How to ask" in shown_to(slack, "U3ENGLISH")
