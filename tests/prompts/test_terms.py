"""The usual terms: each phrase means one thing, and a text is said only in words that mean the very same."""

import re
import unicodedata
from itertools import chain

import pytest

from bot.answering.questions.subject import subject_of
from corpus.words import words
from prompts.glossary import measure_kind
from prompts.terms import MOST_WAYS, said_nearly, said_otherwise, terms


def _phrases() -> list[str]:
    return [phrase for term in terms() for phrase in (*term.names, *term.asked)]


def test_no_phrase_means_two_things() -> None:
    """A phrase stands in one term only, else it would be read as either."""
    phrases = _phrases()
    assert sorted({p for p in phrases if phrases.count(p) > 1}) == []


def test_no_english_phrase_means_two_things() -> None:
    """The same holds for English."""
    said = list(chain.from_iterable(term.english for term in terms()))
    assert sorted({p for p in said if said.count(p) > 1}) == []


def test_what_is_counted_otherwise_is_not_also_the_same() -> None:
    """A phrase that is only near to a term is none of its names."""
    assert [t.names[0] for t in terms() if {*t.near} & {*t.names, *t.asked}] == []


def test_phrases_are_written_as_questions_are_read() -> None:
    """Lower case and NFKC, without white space in Japanese phrases: nothing else would ever be met."""
    every = [*_phrases(), *chain.from_iterable((*term.near, *term.english) for term in terms())]
    assert [p for p in every if unicodedata.normalize("NFKC", p).lower() != p] == []
    assert [p for p in _phrases() if re.search(r"\s", p)] == []


def test_names_of_one_thing_count_in_the_same() -> None:
    """A number, a share and an amount of money are never the same thing."""
    told = {t.names: {kind for n in t.names if (kind := measure_kind(words(n)[-1].normal))} for t in terms()}
    assert {names: kinds for names, kinds in told.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("赤ちゃんの数の推移", "出生数の推移"),
        ("学童に登録している児童の数は", "放課後児童クラブの登録児童数は"),
        ("co2の排出量", "二酸化炭素排出量"),
        ("学童は", "放課後児童クラブは"),
        ("補助額", "助成額"),
    ],
)
def test_a_text_is_said_in_the_words_of_documents(said: str, meant: str) -> None:
    """What staff say is put in the words that documents use."""
    assert meant in said_otherwise(said)


@pytest.mark.parametrize(
    "said", ["出生率", "人口密度の推移", "粗大ごみの出し方", "ごみ袋の値段", "農業用水率", "離農者の数", "転出者数"]
)
def test_a_word_within_another_is_no_term(said: str) -> None:
    """Of 粗大ごみ the ごみ is not read, nor 出生数 into 出生率."""
    assert said_otherwise(said) == ()


def test_what_is_counted_otherwise_is_only_near() -> None:
    """耕作放棄地 is counted otherwise than 荒廃農地, and never said as it."""
    assert not any("荒廃農地" in way for way in said_otherwise("耕作放棄地の面積"))
    assert "荒廃農地面積" in said_nearly("耕作放棄地の面積")


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("延べ宿泊者数", "年間宿泊者数"),
        ("県内就職率", "県内定着率"),
        ("学童に通う子どもの数", "放課後児童クラブの登録児童数"),
        ("子育てしやすいと思う保護者の割合", "子育て環境に満足している保護者の割合"),
        ("介護認定を受けていない高齢者の割合", "元気な高齢者の割合"),
        ("マイナンバーカードの普及率", "マイナンバーカード交付率"),
        ("立地企業数", "企業立地件数"),
        ("高校生の地元就職率", "町内高校卒業者の町内就職率"),
    ],
)
def test_the_nearest_of_the_same_field_is_not_the_same(said: str, other: str) -> None:
    """A stay is no guest, a firm that is there none that came, and 地元 may be more than the town."""
    assert other not in said_otherwise(said)
    assert other in said_nearly(said)


def test_ways_to_say_a_text_are_bounded() -> None:
    """However many terms a question holds, few readings are tried."""
    assert len(said_otherwise("、".join(term.names[0] for term in terms()))) <= MOST_WAYS


def test_a_thing_said_twice_is_said_twice_alike() -> None:
    """社会増減(転入超過) is one thing, in one wording at a time."""
    assert "転入超過数(転入超過数)" in said_otherwise("社会増減(転入超過)")


def test_the_whole_may_be_said_by_a_part() -> None:
    """65歳以上の人口の割合 is 高齢化率, in which no age is left to be asked for."""
    subject = subject_of("65歳以上の人口の割合", "ja")
    assert subject.parts == ("65歳",)
    assert any({"高齢", "率"} == {w.normal for w in way} for way in subject.whole)
