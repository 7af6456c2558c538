"""English words of questions: each phrase stands once, and a word of several meanings is read in each."""

import tomllib
from decimal import Decimal
from importlib.resources import files
from itertools import chain

import pytest

from bot.answering.phrases import amount
from prompts.english import MOST_READINGS, phrases, readings, spelled_alike, without_phrases


def test_a_phrase_is_written_as_it_is_looked_up() -> None:
    """Lower case, American spelling and no hyphen: nothing else would ever be met."""
    assert [said for said in phrases() if spelled_alike(said.lower()) != said or said != said.strip()] == []


def test_no_phrase_is_listed_twice() -> None:
    """Each English phrase stands in one line only, else one line would silently win."""
    lines = (line.split(" = ")[0].split(", ") for line in _lines())
    said = [spelled_alike(phrase) for phrase in chain.from_iterable(lines)]
    assert sorted({phrase for phrase in said if said.count(phrase) > 1}) == []


def _lines() -> list[str]:

    tables = tomllib.loads((files("prompts") / "english.toml").read_text("utf-8"))["said"]
    return [line for line in "".join(tables.values()).splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("community centres", "公民館"),
        ("art museum", "美術館"),
        ("cultural properties", "文化財"),
        ("cancer screening for stomachs", "がん検診受診率"),
    ],
)
def test_plural_and_british_spelling_say_the_same(typed: str, meant: str) -> None:
    """Only one form of a word is listed."""
    ways, _ = readings(spelled_alike(typed), {})
    assert meant in ways[0]


def test_a_word_of_several_meanings_is_read_in_each() -> None:
    """A course may be 講座 or 教室; which of them a city counts is not for the list to say."""
    ways, left = readings("participants in the lifelong learning course", {})
    assert {"参加 生涯学習 講座", "参加 生涯学習 教室"} <= set(ways) and len(ways) <= MOST_READINGS
    assert left.split() == ["in", "the"]


def test_an_administrators_synonym_goes_before_the_lists() -> None:
    """What an administrator says that a word means is the only meaning."""
    assert readings("castle visitors", {"castle visitors": "城の入園者数"})[0] == ("城の入園者数",)


def test_the_letters_before_a_japanese_name_are_no_word() -> None:
    """AIデマンドタクシー keeps its AI."""
    assert readings("where does aiデマンドタクシー run", {})[1].split() == [
        "where",
        "does",
        "aiデマンドタクシー",
        "run",
    ]


def test_only_phrases_that_hold_something_are_left_out() -> None:
    """The future of a future burden ratio asks for no future direction."""
    said = without_phrases("future burden ratio of the nursery school", lambda phrase: "future" in phrase)
    assert said.split() == ["of", "the", "nursery", "school"]


@pytest.mark.parametrize(
    ("value", "unit", "said"), [(1, "件", "1 case"), (2, "件", "2 cases"), (1, "ポイント", "1 percentage point")]
)
def test_one_of_a_unit_is_told_in_the_singular(value: int, unit: str, said: str) -> None:
    """1 case, and not 1 cases."""
    assert amount(Decimal(value), unit, "en") == said
