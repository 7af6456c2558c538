"""Questions in kana are put into the spelling of the documents."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_passages import MUNICIPAL

from corpus.words import words
from index.romaji import LATIN_WORD
from index.spelling import Spellings, other_readings, readings

TEXTS = (
    *MUNICIPAL,
    "路線バスの運転手を確保する。",
    "保育所の定員を増やした理由",
    "第1期の期間",
    "飛騨と大阪の上野動物園",
)


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    counts: Counter[tuple[str, str]] = Counter()
    seldom: set[tuple[str, str]] = set()
    for text in TEXTS:
        counts.update(readings(words(text)))
        seldom.update(other_readings(words(text)))
    return Spellings.of(counts, seldom)


@pytest.mark.parametrize(
    ("asked", "restored"),
    [
        ("たいきじどうのかいしょう", "待機児童の解消"),
        ("かんこうしょうひがく", "観光消費額"),
        ("ろせんばすのうんてんしゅ", "路線バスの運転手"),
        ("きぎょうりっちけんすうについておしえてください", "企業立地件数についておしえてください"),
        ("なんにんですか", "なんにんですか"),
        ("What about たいきじどう?", "What about 待機児童?"),
        ("しゅっせいすうがへった", "出生数がへった"),
        ("しゅっしょうすう", "出生数"),
    ],
)
def test_readings_that_the_documents_hold_are_spelt_out(spellings: Spellings, asked: str, restored: str) -> None:
    """The longest readings win, particles and polite words stay, what no document holds stays in kana."""
    assert spellings.restored(asked) == restored


@pytest.mark.parametrize(
    ("asked", "restored"),
    [
        ("Who runs Ueno Zoo?", "Who runs Ueno 上野 Zoo?"),
        ("people in Ōsaka", "people in Ōsaka 大阪"),
        ("the Hida river", "the Hida 飛騨 river"),
        ("hida river", "hida river"),
        ("Osaka の人口", "Osaka 大阪 の人口"),
        ("Where is it?", "Where is it?"),
    ],
)
def test_names_in_latin_letters_get_their_kanji(spellings: Spellings, asked: str, restored: str) -> None:
    """What the documents spell in kanji is put after the name; short words must stand out by their capital."""
    assert spellings.restored(asked) == restored


def test_a_question_with_kanji_stays_as_it_is(spellings: Spellings) -> None:
    """Whoever writes kanji means the kana that are left as kana."""
    assert spellings.restored("児童のりゆう") == "児童のりゆう"


def test_the_most_frequent_spelling_wins() -> None:
    """Of homophones the documents' usual one is taken."""
    assert Spellings.of(Counter({("キカン", "期間"): 3, ("キカン", "機関"): 2})).restored("きかん") == "期間"


def test_a_seldom_reading_gives_way_to_a_usual_one() -> None:
    """How a word can be read besides counts only where no other word is read so."""
    counts = Counter({("キカン", "期間"): 1})
    assert Spellings.of(counts, [("キカン", "気管"), ("イキ", "域")]).by_reading == {"キカン": "期間", "イキ": "域"}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_taken(spellings: Spellings, text: str) -> None:
    """No text fails, and one without kana or a word in Latin letters comes back unchanged."""
    restored = spellings.restored(text)
    assert restored == text or LATIN_WORD.search(text) or any("ぁ" <= c <= "ー" for c in text)
