"""Spellings of one word meet in the tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokens import READING, meant, passage_tokens, query_tokens, sounds


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("受け入れ", "受入れ"),
        ("子供", "こども"),
        ("ＵＩＪターン", "uijターン"),
        ("ｻｲﾄ", "サイト"),
        ("児童", "待機児童数"),
        ("たいきじどう", "待機児童数"),
        ("かんこうしょうひがく", "観光消費額"),
        ("2019", "平成31年度"),
        ("Ｒ元", "令和元年度"),
        ("in 2022", "R4"),
    ],
)
def test_spellings_share_a_token(question: str, passage: str) -> None:
    """Okurigana, kana, width, case, parts, readings and years lead to a common token."""
    assert {*query_tokens(question), *sounds(question, question)} & set(passage_tokens(passage))


@pytest.mark.parametrize(
    ("one", "other"), [("お年寄り", "高齢者"), ("旅行者", "観光客"), ("tourist", "観光客"), ("減った", "減少")]
)
def test_words_that_mean_the_same_share_a_sense(one: str, other: str) -> None:
    """The dictionary's synonyms meet, by whole words, which the passage's tokens hold."""
    assert set(meant(one)) & set(passage_tokens(other))
    assert not set(query_tokens(one)) & set(passage_tokens(other)) or one == "減った"


def test_a_question_with_kanji_has_no_reading_tokens() -> None:
    """Homophones (大気, 待機) are kept apart wherever the question is written in kanji."""
    asked = "大気の汚染について教えてください"
    assert not [t for t in [*query_tokens(asked), *sounds(asked, asked)] if t.startswith(READING)]


def test_particles_and_punctuation_are_no_tokens() -> None:
    """Words without meaning of their own do not count."""
    assert query_tokens("は、が。？ の") == []


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "\ufdfa" * 5_000, "あ" * 100_000, "a" * 100_000, "5" * 100_000, "令和" * 50_000]
)
def test_any_length_and_character_is_taken(text: str) -> None:
    """Text beyond what Sudachi takes at once, or that is no UTF-8, gives tokens all the same."""
    passage_tokens(text)
    query_tokens(text)
    sounds(text, text)
    meant(text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_a_text_shares_all_question_tokens_with_itself(text: str) -> None:
    """What is asked in the very words of a passage is held by it."""
    assert set(query_tokens(text)) <= set(passage_tokens(text))
