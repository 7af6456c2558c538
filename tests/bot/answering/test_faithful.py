"""No number leaves without evidence."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer, Computed, Figure, FigurePoint, Source
from bot.answering.faithful import unfounded
from prompts.wording import LANGUAGES, wording

SOURCE = Source("検証資料", "R5", 3, "chart")


def answer(headline: str, value: Decimal, *computed: Computed) -> Answer:
    point = FigurePoint(2023, "R5", value, "actual", SOURCE)
    figure = Figure("65歳以上の人の割合", "%", "fiscal_year", "R5", (point,))
    return Answer("問い", "ja", "answered", "value", headline, figures=(figure,), computed=computed)


@given(st.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False, allow_infinity=False))
def test_a_stored_value_may_be_said_however_it_is_written(value):
    """Thousands separators, full-width digits and a sign told in words all count as the stored value."""
    said = f"{abs(value):,f}"
    assert not unfounded(answer(f"令和5年度（2023年度）は{said}%です。", value))
    assert not unfounded(answer(said.translate(str.maketrans("0123456789", "０１２３４５６７８９")), value))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_that_is_no_value_is_noticed(value, other):
    """Any number that is neither a value, nor a year, nor computed is found."""
    known = {value, 2023, 5}
    assert bool(unfounded(answer(f"値は{other}です。", Decimal(value)))) == (other not in known)


def test_a_computed_value_and_the_digits_of_a_name_are_evidence():
    """A change is evidence by its computation; 65 in 65歳以上 is part of a name."""
    step = Computed("change_from_previous", Decimal("-3.5"), "ポイント", (2022, 2023), "65歳以上の人の割合")
    assert not unfounded(answer("65歳以上の人の割合は3.5ポイント低下しています。", Decimal("41.0"), step))
    assert unfounded(answer("65歳以上の人の割合は4.5ポイント低下しています。", Decimal("41.0"), step)) == ["4.5"]


def test_no_sentence_brings_a_number_of_its_own():
    """A digit in a template would be a number without evidence, so every digit comes filled in."""
    for language in LANGUAGES:
        say = wording(language)
        for name in say.names:
            if name.startswith("answer."):
                filled = say.say(name, **dict.fromkeys(say.placeholders(name), ""))
                assert not any(c.isdigit() for c in filled), name
