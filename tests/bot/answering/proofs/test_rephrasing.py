"""Another wording is taken only where it says the same and nothing beside it."""

from dataclasses import replace

import pytest

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from bot.answering.proofs.rephrasing import Draft
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.readings import WAITING, indicator, reading, target
from tests.support.stores import published


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    store = KpiStore.open("sqlite://", create=True)
    told = indicator(WAITING, numbers={2015: 63, 2022: 0, 2023: 4}, marks=[target(2024, 0)], period="as_of")
    published(store, reading(told, indicator("出生数", numbers={2023: 787})))
    return Answerer(store, lambda query, where, many: Findings(()))


def headline(answerer: Answerer, question: str) -> Answer:
    """The answer with its headline alone."""
    return replace(answerer.answer(question), remarks=())


def test_the_draft_itself_says_the_same(answerer):
    """What the templates say passes as it is, in both languages and of every kind."""
    for question in (
        "待機児童の推移は？",
        "待機児童の目標は？",
        "2023年の待機児童",
        "待機児童の平均",
        "the 待機児童 trend",
    ):
        draft = Draft(answerer.answer(question))
        assert draft.kept_by(list(draft.sentences)), question


@pytest.mark.parametrize(
    "told",
    [
        "保育所等の待機児童数は、平成27年（2015年）の63人から59人減り、令和5年（2023年）には4人となりました。",
        "令和5年（2023年）の保育所等の待機児童数は4人で、平成27年（2015年）の63人と比べて59人の減少です。",
        "保育所等の待機児童数は、2015年の63人から、2023年には4人へと59人減少しました。",
    ],
)
def test_a_wording_that_says_the_same_is_taken(answerer, told):
    """Order and phrasing are free as long as each value keeps its year."""
    assert Draft(headline(answerer, "待機児童の推移は？")).kept_by([told])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            "保育所等の待機児童数は、平成27年（2015年）の4人から59人減り、令和5年（2023年）には63人となりました。",
            "values swapped",
        ),
        (
            "保育所等の待機児童数は、平成27年（2015年）の63人から59人増え、令和5年（2023年）には4人となりました。",
            "a fall as a rise",
        ),
        (
            "保育所等の待機児童数は令和5年（2023年）に5人です。平成27年（2015年）の63人から59人減少しています。",
            "a new number",
        ),
        (
            "保育所等の待機児童数は令和5年（2023年）に4人です。平成27年（2015年）の63人から9割以上減少しています。",
            "a share of its own",
        ),
        ("保育所等の待機児童数は令和5年（2023年）に4人です。", "half of it"),
        (
            "保育所等の待機児童数は令和4年（2022年）に4人です。平成27年（2015年）の63人から59人減少しています。",
            "another year",
        ),
        ("出生数は令和5年（2023年）に4人です。平成27年（2015年）の63人から59人減少しています。", "another indicator"),
        (
            "市の努力により、保育所等の待機児童数は平成27年（2015年）の63人から59人減り、令和5年（2023年）に4人です。",
            "a cause",
        ),
        (
            "保育所等の待機児童数は平成27年（2015年）の63人から59人減って改善し、令和5年（2023年）に4人です。",
            "a judgement",
        ),
        (
            "保育所等の待機児童数は令和5年（2023年）に4人です。平成27年（2015年）の63人から59人減少していません。",
            "a denial",
        ),
        ("待機児童は令和5年（2023年）に4千人です。平成27年（2015年）の63人から59人減少しています。", "another scale"),
        (
            "保育所等の待機児童数は令和5年（2023年）に4人です。平成27年（2015年）の63人から59人減少しています。<@U1>",
            "a mention",
        ),
        (
            "https://example.jp 保育所等の待機児童数は令和5年（2023年）に4人、平成27年（2015年）の63人から59人減少。",
            "a link",
        ),
        (
            "資料は「待機児童は解消した」とし、保育所等の待機児童数は平成27年（2015年）の63人から59人減少し、令和5年（2023年）に4人です。",
            "a quotation",
        ),
        (
            "保育所等の待機児童数 was 4人 in 令和5年（2023年）, 平成27年（2015年） 63人, 59人 fallen.",
            "another language",
        ),
        ("", "nothing"),
        (
            "保育所等の待機児童数は令和5年（2023年）に4人です。平成27年（2015年）の63人から59人減少しています。"
            + "です。" * 40,
            "too long",
        ),
    ],
)
def test_a_wording_that_says_something_else_is_refused(answerer, told, why):
    """Numbers, years, names, directions, causes, praise, mentions, links, quotations, language and length all count."""
    assert not Draft(headline(answerer, "待機児童の推移は？")).kept_by([told]), why


@pytest.mark.parametrize(
    ("told", "same"),
    [
        (
            "In 2023 (R5), 保育所等の待機児童数 was 4 people, having fallen by 59 people from 63 people in 2015 (H27).",
            True,
        ),
        ("保育所等の待機児童数 has fallen by 59 people, from 63 people in 2015 (H27) to 4 people in 2023 (R5).", True),
        ("保育所等の待機児童数 has fallen by 59 people, from 4 people in 2015 (H27) to 63 people in 2023 (R5).", False),
        (
            "Thanks to the city, 保育所等の待機児童数 fell by 59 people from 63 people in 2015 to 4 people in 2023.",
            False,
        ),
        ("保育所等の待機児童数は2023年に4人です。2015年の63人から59人減少しています。", False),
    ],
)
def test_english_is_held_to_the_same(answerer, told, same):
    """English puts the year after its value, and is compared so."""
    assert Draft(headline(answerer, "what is the 待機児童 trend")).kept_by([told]) is same


def test_sentences_are_neither_dropped_nor_joined(answerer):
    """One sentence for one, in their order."""
    draft = Draft(answerer.answer("待機児童の推移は？"))
    assert len(draft.sentences) > 2
    assert not draft.kept_by(list(draft.sentences[:-1]))
    assert not draft.kept_by(list(draft.sentences[::-1]))
