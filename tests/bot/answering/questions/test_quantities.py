"""Quantities are read however Japanese or English writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.quantities import measure_of, quantities, scaled


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("1,234人", "1234", "other"),
        ("１，２３４人", "1234", "other"),
        ("1,847千人", "1847000", "other"),
        ("2万3千人", "23000", "other"),
        ("5億2,300万円", "523000000", "other"),
        ("817十億円", "817000000000", "other"),
        ("△3.5ポイント", "-3.5", "point"),
        ("▲1,000件", "-1000", "other"),
        ("マイナス5％", "-5", "percent"),
        ("−121人", "-121", "other"),
        ("80.60%", "80.60", "percent"),
        ("2.5%ポイント", "2.5", "point"),
        ("14.4 percentage points", "14.4", "point"),
        ("3割5分", "35", "percent"),
        ("三百二十人", "320", "other"),
        ("十二億円", "1200000000", "other"),
        ("二・五倍", "2.5", "other"),
        ("二〇二三件", "2023", "other"),
        ("1,847 thousand people", "1847000", "other"),
        ("2 × 100 million yen", "200000000", "other"),
    ],
)
def test_a_quantity_is_read_with_its_scale_sign_and_measure(text, value, measure):
    """Separators, width, kanji, scales, signs and measures all count."""
    (found,) = quantities(text)
    assert (found.value, found.measure) == (Decimal(value), measure)


@pytest.mark.parametrize("text", ["千人", "百万円", "一部の地区", "三ツ岳", "一方で", "R5版", ""])
def test_a_word_is_no_quantity(text):
    """Units that begin with a scale, and words with 一 or 三 in them, hold no number."""
    assert quantities(text) == []


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    """Whatever is written, nothing is raised, and each quantity stands where it says."""
    for found in quantities(text):
        assert found.start < found.end


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["人", "千人", "百万円", "十億円", "%", "ポイント"]))
def test_a_stored_value_is_read_as_what_it_is(value, unit):
    """What an answer writes is read back with the scale and measure of its unit."""
    (found,) = quantities(f"値は{value:,f}{unit}です")
    assert (found.value, found.measure) == (scaled(value, unit), measure_of(unit))
