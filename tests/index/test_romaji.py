"""Japanese words in Latin letters are read as they may sound."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.romaji import LATIN_WORD, kana_of, may_be_name


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Hideyoshi", "ヒデヨシ"),
        ("tokyo", "トウキョウ"),
        ("Tōkyō", "トウキョウ"),
        ("Osaka", "オオサカ"),
        ("kyushu", "キュウシュウ"),
        ("Honnin", "ホンニン"),
        ("jun'ichi", "ジュンイチ"),
        ("jun’ichi", "ジュンイチ"),
        ("Gumma", "グンマ"),
        ("Hokkaido", "ホッカイドウ"),
        ("matcha", "マッチャ"),
        ("Tsushima", "ツシマ"),
    ],
)
def test_a_name_sounds_as_it_is_written_on_signs(word: str, reading: str) -> None:
    """Long vowels may be left out, doubled consonants and n before m, b and p are Hepburn's."""
    assert reading in list(kana_of(word))


@pytest.mark.parametrize("word", ["where", "station", "Salem", "the", "quit", "Germany", "cafe", "x", ""])
def test_what_is_no_japanese_has_no_reading(word: str) -> None:
    """English words that no Japanese word could be are left alone."""
    assert list(kana_of(word)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kumamoto population", ["Kumamoto"]),
        ("rate of births in Hida", ["Hida"]),
        ("Make Some More", []),
        ("some of the same", []),
        ("Name は何", []),
        ("plan for otaru", ["otaru"]),
    ],
)
def test_a_short_word_must_stand_out_to_be_a_name(text: str, names: list[str]) -> None:
    """Four letters are often both: they need a capital where other words have none."""
    words = LATIN_WORD.finditer(text)
    assert [word[0] for word in words if may_be_name(word, text) and list(kana_of(word[0]))] == names


@settings(max_examples=100, deadline=None)
@given(st.text("aiueoknstmrhgzjpbyc'", max_size=24))
def test_readings_are_few(word: str) -> None:
    """However many vowels could be long, no more than 81 readings are tried."""
    assert len(list(kana_of(word))) <= 81
