"""Words of such documents are told from indicators, and departments from persons."""

import pytest

from bot.answering.questions.question import understand
from bot.answering.quotations.office import asks_for_office
from bot.answering.quotations.vocabulary import _TERMS, _asked
from corpus.words import plain
from prompts.wording import LANGUAGES, wording


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("検証値とは", ["target"]),
        ("KPIって何", ["kpi"]),
        ("「基準値」とは何ですか", ["baseline"]),
        ("達成率はどうやって計算してる？", ["attainment"]),
        ("順調ってどういう意味", ["standing"]),
        ("数値目標とKPIの違いは", ["numeric_target", "kpi"]),
        ("what is a baseline", ["baseline"]),
        ("出生数の基準値とは", []),
        ("待機児童とは", []),
        ("目標値は", []),
        ("基本目標は何がありますか", []),
        ("出生数と待機児童の違いは", []),
    ],
)
def test_a_word_asked_after_is_told_from_an_indicator(said: str, terms: list[str]) -> None:
    """Only a word that stands by itself is explained; beside an indicator it asks for its figure."""
    assert _asked(plain(said)) == terms


def test_each_word_is_explained_in_both_languages() -> None:
    """A word that is known but not explained could not be answered."""
    for language in LANGUAGES:
        assert {f"vocabulary.{name}" for name, _ in _TERMS} <= set(wording(language).names)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("町内会加入率の担当課はどこですか", True),
        ("健診はどこの課が担当？", True),
        ("ふるさと納税の所管部署は", True),
        ("which department is responsible for births?", True),
        ("担当課長の名前は", False),
        ("出生数の推移", False),
    ],
)
def test_an_office_is_asked_for_and_no_person(said: str, asks: bool) -> None:
    """A department may stand in the documents; who leads it is nobody's figure."""
    assert asks_for_office(understand(said)) is asks
