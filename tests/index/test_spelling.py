"""Questions in kana are put into the spelling of the documents."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_passages import MUNICIPAL

from corpus.words import words
from index.spelling import Spellings, readings

TEXTS = (*MUNICIPAL, "路線バスの運転手を確保する。", "保育所の定員を増やした理由", "第1期の期間")


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    counts: Counter[tuple[str, str]] = Counter()
    for text in TEXTS:
        counts.update(readings(words(text)))
    return Spellings.of(counts)


@pytest.mark.parametrize(
    ("asked", "restored"),
    [
        ("たいきじどうのかいしょう", "待機児童の解消"),
        ("かんこうしょうひがく", "観光消費額"),
        ("ろせんばすのうんてんしゅ", "路線バスの運転手"),
        ("きぎょうりっちけんすうについておしえてください", "企業立地件数についておしえてください"),
        ("なんにんですか", "なんにんですか"),
        ("What about たいきじどう?", "What about 待機児童?"),
    ],
)
def test_readings_that_the_documents_hold_are_spelt_out(spellings: Spellings, asked: str, restored: str) -> None:
    """The longest readings win, particles and polite words stay, what no document holds stays in kana."""
    assert spellings.restored(asked) == restored


def test_a_question_with_kanji_stays_as_it_is(spellings: Spellings) -> None:
    """Whoever writes kanji means the kana that are left as kana."""
    assert spellings.restored("児童のりゆう") == "児童のりゆう"


def test_the_most_frequent_spelling_wins() -> None:
    """Of homophones the documents' usual one is taken."""
    assert Spellings.of(Counter({("キカン", "期間"): 3, ("キカン", "機関"): 2})).restored("きかん") == "期間"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_taken(spellings: Spellings, text: str) -> None:
    """No text fails, and one without kana comes back unchanged."""
    restored = spellings.restored(text)
    assert restored == text or any("ぁ" <= c <= "ー" for c in text)
