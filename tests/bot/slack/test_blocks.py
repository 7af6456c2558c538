"""Answers as Block Kit: what they say, and that they stay within Slack's limits whatever they hold."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from answers import DIRECTION, about, hostile, long, page, trend, waiting_children
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback_slack import problems
from loopback_slack.block_kit import texts

from bot.answering.answer import Answer, Computed, Excerpt, Figure, FigurePoint, Goalpost, Source, Status
from bot.answering.conversation.offers import Offers
from bot.slack.blocks import Reference, answer_messages, escaped, native_charts, picture_block
from corpus.reading import PointStatus, SectionKind

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control and direction marks."""

EVERYTHING = Offers(all_years=True, comparable=True, editions=("R5", "R4"), figures=True)


def only_table(answer: Answer) -> list[list[str]]:
    """The text of the one table of an answer."""
    (message,) = answer_messages(answer)
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_table_has_a_row_a_year_and_leaves_missing_years_out() -> None:
    """One indicator: years down, the value beside, no row for a year without a value, goalposts below."""
    assert only_table(trend()) == [
        ["年", "保育所等の待機児童数（人、時点、R5版） [1]"],
        ["R1(2019)", "12"],
        ["R2(2020)", "4"],
        ["R4(2022)", "0"],
        ["R5(2023)", "(0)"],
        ["基準値 H30(2018)", "31 [2]"],
        ["目標値 R6(2024)", "0"],
    ]


def test_numbers_are_right_aligned_and_words_are_not() -> None:
    """Each column has its alignment: labels left, values right."""
    (message,) = answer_messages(trend())
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    assert [column["align"] for column in table["column_settings"]] == ["left", "right"]


def test_marks_are_explained_only_where_they_stand() -> None:
    """Parentheses and the measured sign have a legend in a reply that uses them, and in no other."""
    measured = FigurePoint(2024, "R6", Decimal("3.5"), "measured", page(15))
    figure = replace(waiting_children(), points=(measured,))
    (message,) = answer_messages(replace(trend(), figures=(figure,)))
    assert "≈3.5" in message.text
    assert "グラフの形から読み取った値" in message.text
    assert "過年度の値" not in message.text
    assert "過年度の値" in answer_messages(trend())[0].text


def test_two_editions_stand_side_by_side_and_are_named() -> None:
    """What two editions say of one indicator is compared by year; a year that one does not have is a dash."""
    old = replace(waiting_children(), edition="R4", points=waiting_children().points[:2], target=None, baseline=None)
    rows = only_table(replace(trend(), figures=(old, waiting_children())))
    assert "R4版" in rows[0][1]
    assert "R5版" in rows[0][2]
    assert ["R4(2022)", "–", "0"] in rows


def test_goalposts_of_different_years_name_their_years() -> None:
    """Side by side, targets of one year share its label; baselines of two years carry each its own."""
    other = replace(waiting_children(), indicator="出生数", baseline=Goalpost("R元", 2019, Decimal(961), page(15)))
    rows = only_table(replace(trend(), figures=(waiting_children(), other)))
    assert rows[-2:] == [["基準値", "H30(2018): 31 [2]", "R1(2019): 961"], ["目標値 R6(2024)", "0", "0"]]


def test_many_indicators_get_a_row_each() -> None:
    """A list of indicators reads downwards: name, year, value, goalposts."""
    figures = tuple(replace(waiting_children(), indicator=f"指標{n}", baseline=None) for n in range(5))
    header, first, *_ = only_table(replace(trend(), figures=figures))
    assert header == ["指標", "年", "値", "基準値", "目標値"]
    assert first == ["指標0（人、時点、R5版） [1]", "R1(2019)", "12", "–", "R6(2024): 0"]


def test_direction_is_quoted_word_for_word_under_its_place_and_source() -> None:
    """The quotation is one rich text quote of exactly the document's words."""
    (message,) = answer_messages(trend())
    (quote,) = [b for b in message.blocks if b["type"] == "rich_text" and b["elements"][0]["type"] == "rich_text_quote"]
    assert quote["elements"][0]["elements"][0]["text"] == DIRECTION
    title = message.blocks[message.blocks.index(quote) - 1]
    said = "".join(texts([title]))
    assert "今後の方向性" in said
    assert "施策2 子育て環境の充実" in said
    assert "[3]" in said


def test_long_quotation_goes_on_without_losing_a_word() -> None:
    """A quotation of 20,000 characters is spread over blocks and messages, whole."""
    text = "".join(f"第{n}に、取組を進める。" for n in range(2000))
    answer = replace(trend(), excerpts=(replace(trend().excerpts[0], text=text),))
    blocks = [block for message in answer_messages(answer) for block in message.blocks]
    quotes = [b for b in blocks if b["type"] == "rich_text" and b["elements"][0]["type"] == "rich_text_quote"]
    assert "".join(texts(quotes)) == text


def test_sources_are_listed_with_page_and_link() -> None:
    """Each number leads to document, edition and page; an imported figure to the address where it was published."""
    imported = Source("市の統計", None, None, "import", url="https://example.jp/a?b=1&c=2")
    figure = replace(waiting_children(), points=(FigurePoint(2023, "R5", Decimal(1), "actual", imported),))
    (message,) = answer_messages(replace(trend(), figures=(figure,)))
    said = list(texts([block for block in message.blocks if block["type"] == "context"]))
    assert "<https://example.jp/a?b=1&amp;c=2|[1] 市の統計>" in said
    assert any(re.search(r"検証報告書 R5版 p\.16", line) for line in said)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://e.jp/|x>", "https://[bad", "ftp://e.jp", "not an address"]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    """Only http and https addresses that cannot end a link early become links."""
    figure = replace(waiting_children(), points=(), baseline=None)
    target = Goalpost("R6", 2024, Decimal(0), Source("統計", None, None, "import", url=url))
    (message,) = answer_messages(replace(trend(), figures=(replace(figure, target=target),)))
    assert not any(e["type"] == "mrkdwn" for b in message.blocks if b["type"] == "context" for e in b["elements"])


def test_candidates_are_a_list_under_what_is_asked() -> None:
    """A question that could mean several things lists them under the sentence that says so."""
    answer = replace(about("子ども"), status="clarify", candidates=("合計特殊出生率", "待機児童数"))
    (message,) = answer_messages(answer)
    assert "• 合計特殊出生率\n• 待機児童数" in message.text


def test_picture_stands_in_the_message_with_its_alternative_text() -> None:
    """The uploaded chart is an image block by its file's id, above the table."""
    (message,) = answer_messages(trend(), chart=[picture_block("F0CHART000", "減っています")])
    kinds = [block["type"] for block in message.blocks]
    assert message.blocks[kinds.index("image")] == {
        "type": "image",
        "slack_file": {"id": "F0CHART000"},
        "alt_text": "減っています",
    }
    assert kinds.index("image") < kinds.index("table")


def test_list_is_told_once() -> None:
    """The remarks of a list hold its values, so no table says them again; the sources stay."""
    (message,) = answer_messages(replace(trend(), intent="list", excerpts=()))
    kinds = [block["type"] for block in message.blocks]
    assert "table" not in kinds
    assert "p.15" in message.text


def test_computed_values_are_named() -> None:
    """A value that stands in no document says what it is and of which years."""
    change = Computed("change_over_period", Decimal(-12), "人", (2019, 2022), "保育所等の待機児童数")
    (message,) = answer_messages(replace(trend(), computed=(change,)))
    assert "• 期間中の増減 △12人（R1(2019)→R4(2022)）" in message.text


def test_notification_text_says_all_that_the_blocks_say() -> None:
    """Screen readers and the text-only fallback lose nothing."""
    (message,) = answer_messages(trend())
    flat = message.text.replace("> ", "")
    assert all(line in flat for said in texts(list(message.blocks)) for line in escaped(said).split("\n"))


def test_english_answers_are_worded_in_english() -> None:
    """An English answer has English words around Japanese evidence."""
    (message,) = answer_messages(replace(trend(), language="en"), reference=Reference("e1", EVERYTHING))
    assert "All years" in json.dumps(message.blocks)
    assert "Sources" in message.text


words = st.text(max_size=60) | st.text(alphabet="あ漢𠮟😀<>&*_|`\n\r\t\x00\u202e\u200f!@#", max_size=4000)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
sources = st.builds(
    Source,
    sha256=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    document=words,
    edition=st.none() | words,
    page=st.none() | st.integers(1, 999),
    method=st.just("chart"),
    line=st.none() | st.integers(1, 9999),
    url=st.none() | words | words.map("https://example.jp/".__add__),
)
points = st.builds(
    FigurePoint,
    year=st.integers(1950, 2050),
    label=words,
    value=decimals,
    status=st.sampled_from(get_args(PointStatus)),
    source=sources,
)
goals = st.none() | st.builds(Goalpost, label=words, year=st.none(), value=decimals, source=sources)
figures = st.builds(
    Figure,
    indicator=words,
    unit=words,
    period=st.sampled_from(["as_of", "fiscal_year", None]),
    edition=st.none() | words,
    points=st.lists(points, max_size=8).map(tuple) | points.map(lambda p: (p,) * 130),
    target=goals,
    baseline=goals,
)
excerpts = st.builds(
    Excerpt,
    section=st.sampled_from(get_args(SectionKind)),
    text=words,
    source=sources,
    heading=st.lists(words, max_size=3).map(tuple),
    indicator=st.none() | words,
)
computed = st.builds(
    Computed,
    name=st.just("change_over_period"),
    value=decimals,
    unit=words,
    years=st.tuples(st.integers(1950, 2050)),
    indicator=words,
)
neat = st.builds(
    Figure,
    indicator=words | st.just("出生数"),
    unit=words,
    period=st.sampled_from(["as_of", "fiscal_year", None]),
    edition=st.none() | words,
    points=st.lists(points, min_size=1, max_size=25).map(
        lambda held: tuple(replace(p, year=2000 + n, status="actual") for n, p in enumerate(held))
    ),
    target=goals,
)
answers = st.builds(
    Answer,
    wants_chart=st.just(True),
    question=words,
    language=st.sampled_from(["ja", "en"]),
    status=st.sampled_from(get_args(Status)),
    intent=st.just("trend"),
    headline=words,
    remarks=st.lists(words, max_size=4).map(tuple),
    figures=st.lists(figures | neat, max_size=6).map(tuple) | neat.map(lambda f: (f,)),
    computed=st.lists(computed, max_size=4).map(tuple),
    excerpts=st.lists(excerpts, max_size=5).map(tuple),
    candidates=st.lists(words, max_size=30).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(answer=answers, alt=words, private=st.booleans(), how=st.sampled_from(["native", "picture", "none"]))
def test_every_limit_holds_whatever_an_answer_holds(answer: Answer, alt: str, private: bool, how: str) -> None:
    """No answer makes a message that Slack refuses, in blocks or in text, and none can ping."""
    charts = {"native": native_charts(answer), "picture": (picture_block("F0CHART000", alt),), "none": ()}
    for message in answer_messages(answer, chart=charts[how], reference=Reference("e" * 32, EVERYTHING, private)):
        for form in (message, message.without_buttons(), message.with_chart([picture_block("F0CHART000", alt)])):
            assert not form.blocks or problems(list(form.blocks)) == []
            assert 0 < len(form.text) <= 40_000
            assert not re.search("<[!@#]", json.dumps([form.text, form.blocks], ensure_ascii=False))
            assert not re.search(
                "[\x00-\x09\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
                "".join(texts(list(form.blocks))),
            )


def test_no_answer_is_without_a_message() -> None:
    """Even an answer with an empty headline says something, so that nobody waits in silence."""
    assert answer_messages(replace(about(""), headline=""))[0].text


@pytest.mark.parametrize("answer", [long("x"), hostile("<!channel>" * 300)], ids=["long", "hostile"])
def test_extreme_answers_are_messages_that_slack_takes(answer: Answer) -> None:
    """The extremes that tests send through Slack are taken at the first try."""
    assert all(problems(list(message.blocks)) == [] for message in answer_messages(answer))
