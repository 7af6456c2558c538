"""Words: spellings meet, and no text stops the tokenizer."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from corpus.words import readings_of, senses, words


def test_spellings_of_one_word_share_a_normal_form():
    """障がい, 障害 and full-width or half-width forms of a word meet."""
    assert words("障がい")[0].normal == words("障害")[0].normal
    assert [w.surface for w in words("ＫＰＩ")] == [w.surface for w in words("KPI")]


def test_kana_and_kanji_share_a_reading():
    """A word typed in kana has the reading of its kanji."""
    assert "".join(w.reading for w in words("たいきじどう")) == "".join(w.reading for w in words("待機児童"))


def test_particles_numbers_and_signs_carry_no_content():
    """Only words that mean something by themselves count as content."""
    assert [w.normal for w in words("待機児童は、増えています！") if w.content] == ["待機", "児童", "増える"]


def test_synonyms_share_a_sense():
    """Words of one group of the dictionary meet; particles, numbers and words of no group have none."""
    assert set(senses("お年寄り")) & set(senses("高齢者"))
    assert not set(senses("観光客")) & set(senses("高齢者"))
    assert list(senses("は、3")) == []


def test_all_readings_of_a_word_are_known():
    """Those that people use beside the one Sudachi picks; none of what is no word."""
    assert set(readings_of("出生")) == {"シュッショウ", "シュッセイ"}
    assert readings_of("") == readings_of("出生数が") == ()


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_split_without_an_error(text):
    """Lone surrogates, control characters and rare scripts never stop the tokenizer."""
    for word in words(text):
        assert word.surface.strip()
    list(senses(text))


def test_text_longer_than_sudachi_takes_is_split_in_parts():
    """100,000 characters are more than the tokenizer accepts at once, and are still read to the end."""
    assert words("市民" * 50_000)[-1].surface in ("市民", "民")


def test_threads_do_not_share_a_tokenizer():
    """Many threads at once get the same words as one."""
    texts = ["保育所等の待機児童数", "企業立地件数", "公共交通の利用者数"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(words, texts)) == [words(t) for t in texts]
