"""Questions to begin with: of several kinds, and each with an answer."""

from pathlib import Path

import pytest
from readings import BIRTHS, WAITING, indicator, reading
from stores import published

from bot.answering.conversation.suggesting import suggestions
from bot.settings import Settings
from bot.wiring import Sosei
from kpi_store.store import KpiStore
from prompts.wording import LANGUAGES, Language


def test_nothing_is_suggested_of_nothing() -> None:
    """Where nothing is published there is nothing to ask."""
    with KpiStore.open("sqlite://", create=True) as store:
        assert suggestions(store.published(), "ja") == ()


def test_only_what_can_be_answered_is_suggested() -> None:
    """An indicator of two values has no trend, and one without a target or direction is not asked for them."""
    with KpiStore.open("sqlite://", create=True) as store:
        many = indicator(BIRTHS, numbers={2021: 1, 2022: 2, 2023: 3})
        published(store, reading(indicator(WAITING, numbers={2022: 5, 2023: 4}), many))
        assert suggestions(store.published(), "ja")[0] == f"{BIRTHS}の推移は？"
        assert not any(WAITING in question for question in suggestions(store.published(), "ja"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("documents", ["sample_home", "kumamoto_home"])
def test_each_suggestion_has_an_answer(request: pytest.FixtureRequest, documents: str, language: Language) -> None:
    """Whatever is suggested of real documents is answered, neither asked back nor not found."""
    home: Path = request.getfixturevalue(documents)
    sosei = Sosei(Settings(SOSEI_HOME=home))
    asked = suggestions(sosei.held.published(), language)
    assert len(asked) == len(set(asked)) >= 3
    assert [sosei.answer(question).status for question in asked] == ["answered"] * len(asked)
