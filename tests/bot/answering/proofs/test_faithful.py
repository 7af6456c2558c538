"""No number leaves without evidence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer, Computed, Figure, FigurePoint, Source
from bot.answering.phrases import amount
from bot.answering.proofs.faithful import Evidence, unfounded, unfounded_in
from prompts.wording import LANGUAGES, wording

SOURCE = Source("検証資料", "R5", 3, "chart")


def answer(headline: str, value: Decimal, *computed: Computed) -> Answer:
    point = FigurePoint(2023, "R5", value, "actual", SOURCE)
    figure = Figure("65歳以上の人の割合", "%", "fiscal_year", "R5", (point,))
    return Answer("問い", "ja", "answered", "value", headline, figures=(figure,), computed=computed)


@given(st.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False, allow_infinity=False))
def test_a_stored_value_may_be_said_however_it_is_written(value):
    """Thousands separators, full-width digits and △ for a minus all count as the stored value."""
    said = f"{value:,f}%"
    assert not unfounded(answer(f"令和5年度（2023年度）は{said}です。", value))
    assert not unfounded(answer(said.translate(str.maketrans("0123456789-%", "０１２３４５６７８９△％")), value))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_that_is_no_value_is_noticed(value, other):
    """Any number that is no value is found; the 5 of 令和5年 and the year 2023 are no values."""
    assert bool(unfounded(answer(f"令和5年の値は{other:,}%です。", Decimal(value)))) == (other != value)


def test_a_computed_value_and_the_digits_of_a_name_are_evidence():
    """A change is evidence by its computation; 65 in 65歳以上 is part of a name."""
    step = Computed("change_from_previous", Decimal("-3.5"), "ポイント", (2022, 2023), "65歳以上の人の割合")
    assert not unfounded(answer("65歳以上の人の割合は3.5ポイント低下しています。", Decimal("41.0"), step))
    assert unfounded(answer("65歳以上の人の割合は4.5ポイント低下しています。", Decimal("41.0"), step)) == ["4.5"]


@pytest.mark.parametrize(
    "said", ["41.0ポイントです。", "41.0人です。", "-41.0%です。", "41.0千%です。", "四十二%です。", "4割です。"]
)
def test_a_value_with_another_meaning_is_noticed(said):
    """Another measure, sign or scale makes another number of the same digits."""
    assert unfounded(answer(said, Decimal("41.0")))


@pytest.mark.parametrize("unit", ["人/10万人", "千t-CO2", "千㎥", "人(人口10万対)"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_with_digits_or_a_scale_of_its_own_is_no_other_number(unit, language):
    """12.3人/10万人 is one value, and so is 79.8 千t-CO2 in English; another value of the unit is noticed."""
    point = FigurePoint(2023, "R5", Decimal("12.3"), "actual", SOURCE)
    figures = (Figure("死亡率", unit, "calendar_year", "R5", (point,)),)
    for value, unknown in ((Decimal("12.3"), 0), (Decimal("12.4"), 1)):
        told = Answer("", language, "answered", "value", amount(value, unit, language), figures=figures)
        assert len(unfounded(told)) == unknown


def test_a_year_that_is_not_in_the_evidence_is_noticed():
    """A year is no number among others: it must be one that a value is of."""
    assert unfounded(answer("令和4年度は41.0%です。", Decimal("41.0"))) == ["令和4年度"]
    assert unfounded(answer("令和5年度は41.0%です。", Decimal("41.0"))) == []


def test_a_value_without_its_unit_stands_in_a_table_alone():
    """千人 in the heading of a table is its unit; in a sentence it must be said."""
    point = FigurePoint(2023, "R5", Decimal(1847), "actual", SOURCE)
    told = Answer("", "ja", "answered", "value", "", figures=(Figure("観光入込客数", "千人", None, "R5", (point,)),))
    evidence = Evidence.of(told)
    assert unfounded_in("1,847千人、184万7千人、1,847,000人", evidence) == []
    assert unfounded_in("1,847人", evidence) == ["1,847"]
    assert unfounded_in("1,847", evidence, tabled=True) == []


def test_no_sentence_brings_a_number_of_its_own():
    """A digit in a template would be a number without evidence, so every digit comes filled in."""
    for language in LANGUAGES:
        say = wording(language)
        for name in say.names:
            if name.startswith(("answer.", "text.")):
                filled = say.say(name, **dict.fromkeys(say.placeholders(name), ""))
                assert not any(c.isdigit() for c in filled), name
