"""How values, years and changes are put into sentences: true to the documents, and as an office writes them."""

import pytest

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.readings import BIRTHS, indicator, reading, target, value, values
from tests.support.stores import published

RATE = "男性の育児休業取得率"
PRODUCT = "市内総生産額"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """A count, a rate with a gap, and an amount whose last years are carried."""
    store = KpiStore.open("sqlite://", create=True)
    product = (
        *values({2019: 4530, 2020: 4318}),
        value(2021, 4318, status="carried"),
        value(2022, 4318, status="carried"),
    )
    farm = (value(2022, "85.3"), value(2023, "88.9", method="table", note="速報値"))
    published(
        store,
        reading(
            indicator(BIRTHS, numbers={2019: 900, 2020: 861, 2021: 823, 2022: 787}, marks=[target(2024, 823)]),
            indicator(RATE, "%", numbers={2018: "4.8", 2020: "8.1", 2022: "24.3"}, marks=[target(2024, "30.0")]),
            indicator("農業産出額", "億円", observations=farm, notes=("令和6年：調査中", "※推計による。")),
            indicator("年転入超過数", numbers={2021: -187, 2022: -121}),
            indicator(PRODUCT, "億円", observations=product, period="fiscal_year"),
        ),
    )
    return Answerer(store, lambda query, where, many: Findings(()))


def said(answer: Answer) -> str:
    return "\n".join([answer.headline, *answer.remarks])


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        # a difference of percentages is told in ポイント, never in %
        ("育休取得率の推移", ["19.5ポイント上昇"], ["19.5%", "増加"]),
        ("how did 男性の育児休業取得率 change", ["19.5 percentage points"], ["19.5%"]),
        ("男性の育児休業取得率の目標は？", ["5.7ポイント下回っています", "毎年2.85ポイントの上昇"], ["5.7%"]),
        # the gap between values is told, the years that the question leaves out are not
        ("男性の育児休業取得率の推移", ["R1（2019）、R3（2021）は値の掲載がなく"], []),
        ("H30とR4の男性の育児休業取得率", ["19.5ポイント"], ["R2（2020）は値の掲載がなく"]),
        # what the document says beside a value, or in its place
        ("2023年の農業産出額", ["88.9億円", "R5（2023）の値は、資料に「速報値」と付記"], []),
        ("2022年の農業産出額", ["85.3億円"], ["速報値"]),
        ("2024年の農業産出額", ["掲載がありません", "R6（2024）は「調査中」とされています"], ["推計"]),
        # high and low of rates, great and small of counts
        ("男性の育児休業取得率が最も高い年", ["最も高いのはR4（2022）の24.3%"], ["大きい"]),
        ("出生数の最小は", ["最も小さいのはR4（2022）の787人"], ["低い"]),
        # a value below zero is told as offices write it, a change in words
        ("転入超過数の推移", ["R4（2022）に△121人です", "△187人から66人増加"], ["-121人"]),
        ("net migration in 2022", ["-121 people"], ["△"]),
        # a pace is as fine as it must be, and no finer
        ("出生数の目標は？", ["毎年18人の増加が必要"], ["18.0"]),
        # a year without a value: which there are, in runs
        ("2008年の出生数", ["掲載がありません", "値があるのはR1（2019）からR4（2022）までです"], ["R2（2020）"]),
        ("2021年の男性の育児休業取得率は？", ["掲載がありません", "H30（2018）、R2（2020）、R4（2022）"], ["から"]),
        # a carried value is told as such, and never as the newest
        ("令和4年度の市内総生産額", ["未公表", "過年度の値4,318億円が（ ）書き"], ["令和4年度（2022年度）の値は4,318"]),
        (
            "市内総生産額の最新の値は",
            ["令和2年度（2020年度）の値は4,318億円", "令和3年度（2021年度）、令和4年度（2022年度）の実績は未公表"],
            [],
        ),
        ("令和2年度の市内総生産額", ["4,318億円"], ["未公表"]),
        (
            "市内総生産額の推移",
            ["令和2年度（2020年度）に4,318億円です", "（ ）内は過年度の実績"],
            ["令和4年度（2022年度）に4,318"],
        ),
        # a year counted back or on is told as it was taken
        ("去年の出生数", ["「去年」はR4（2022）として答えています"], []),
        ("今年度の出生数", ["「今年度」はR5（2023）として答えています", "掲載がありません"], ["実績年"]),
        # several indicators: each with its own value and change
        ("出生数と男性の育児休業取得率を比較", ["900人から113人減少", "4.8%から19.5ポイント上昇"], []),
        # the same step is not told twice
        ("R3とR4の出生数", ["823人から36人減少"], ["からは36人"]),
        ("出生数は何人減った？", ["113人減少"], []),
        # good or bad is told of no indicator whose desired direction is not known
        ("出生数の推移", ["減少"], ["悪化", "改善"]),
    ],
)
def test_a_value_is_told_as_it_stands(answerer, question, holds, lacks):
    """Each sentence says what the documents hold, in the words that fit the kind of value."""
    answer = answerer.answer(question)
    told = said(answer)
    assert answer.status == "answered", told
    assert [piece for piece in holds if piece not in told] == [], told
    assert [piece for piece in lacks if piece in told] == [], told
