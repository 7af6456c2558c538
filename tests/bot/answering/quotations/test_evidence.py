"""A passage supports an answer only if it holds what the question is about."""

import pytest
from made_passages import made_passage

from bot.answering.questions.question import understand
from bot.answering.quotations.evidence import held_shares, supporting
from corpus.words import plain
from index.search import Findings, Hit

TEXTS = (
    "保育士の就職支援を行い、潜在保育士の職場復帰研修を年3回実施する。",
    "三ツ岳地区の7集落と病院を結ぶ乗合タクシーを運行し、運賃は1回300円とする。",
    "令和5年度の市内総生産額は4,402億円で、観光入込客数は増加した。",
)


def findings(gap: float = 0.0, texts: tuple[str, ...] = TEXTS) -> Findings:
    hits = tuple(Hit(made_passage(text, id=str(n)), 1.0 - n / 10, 0.8, 1.0) for n, text in enumerate(texts))
    return Findings(hits, cosine=0.85, gap=gap, coverage=0.5)


@pytest.mark.parametrize(
    ("question", "first"),
    [("保育士の確保のための研修", 0), ("乗合タクシーの運賃はいくら？", 1)],
)
def test_a_passage_that_holds_the_subject_supports_the_answer(question, first):
    """More than half of what is asked, weighed by rarity, stands in the passage."""
    assert supporting(understand(question), findings())[0].passage.id == str(first)


@pytest.mark.parametrize(
    "question", ["国民健康保険料の納付方法", "図書館の開館時間は？", "移住者への支援金", "観光消費額は？"]
)
def test_shared_words_alone_do_not_support_an_answer(question):
    """What no passage holds weighs most: 支援 without 移住 is no answer, nor 額 without 消費."""
    assert supporting(understand(question), findings()) == []


def test_an_affix_counts_only_after_its_own_word():
    """額 in 総生産額 does not make up for the missing 消費額."""
    (share,) = held_shares(understand("消費額"), [plain(TEXTS[2])])
    assert share == 0


def test_a_passage_that_stands_out_in_meaning_needs_fewer_words():
    """A paraphrase shares few words; then the best passage must stand out from all others."""
    question = understand("保育の担い手の職場復帰")
    assert len(supporting(question, findings(gap=0.06))) >= len(supporting(question, findings(gap=0.0)))
    assert supporting(understand("農産物の直売所"), findings(gap=0.06)) == []


def test_an_english_question_without_known_words_needs_meaning():
    """Where no word can be looked for, a passage that does not stand out is refused."""
    assert supporting(understand("How do I renew my passport?"), findings(gap=0.005)) == []
    assert supporting(understand("Where does the shared taxi run?"), findings(gap=0.03))


def test_a_number_of_unknown_english_words_needs_more_meaning_and_a_number():
    """Of what no known word names, a number is told only where the best passage stands far out and tells one."""
    comets = understand("number of comets")
    assert supporting(comets, findings(gap=0.03, texts=(TEXTS[1], *TEXTS)))
    assert supporting(comets, findings(gap=0.022, texts=(TEXTS[1], *TEXTS))) == []
    assert supporting(comets, findings(gap=0.03, texts=("宿泊の受入れを広げる。", *TEXTS))) == []
    assert supporting(understand("number of comets near the old gazebo"), findings(gap=0.022, texts=(TEXTS[1], *TEXTS)))
    assert (
        supporting(understand("number of comets near the castle"), findings(gap=0.03, texts=(TEXTS[1], *TEXTS))) == []
    )
    assert supporting(understand("comets of the region"), findings(gap=0.022, texts=(TEXTS[1], *TEXTS)))
