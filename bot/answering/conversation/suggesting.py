"""Questions that the published documents can answer, to begin with: of several kinds, and on several goals."""

from collections.abc import Callable, Iterator

from bot.answering.figures.computing import actuals
from bot.answering.library import figure_of
from bot.answering.questions.language import language_of
from kpi_store.figures import Published
from kpi_store.views import IndicatorView
from prompts.wording import Language, wording

MOST = 4
"""As many as Slack's agent window shows."""

Test = Callable[[Published, IndicatorView], bool]


def suggestions(published: Published, language: Language) -> tuple[str, ...]:
    """At most ``MOST`` questions, each of which has an answer; none where nothing is published."""
    say = wording(language).say
    listed = [say("suggest.list", goal=goal) for goal in _goals(published)]
    return (*list(_asked(published, language))[: MOST - len(listed)], *listed)


def _asked(published: Published, language: Language) -> Iterator[str]:
    """A question of each kind, each on another goal than the one before it where there is one."""
    left = list(published.indicators())
    for kind, fits in _KINDS:
        for indicator in left:
            question = wording(language).say(f"suggest.{kind}", indicator=indicator.name)
            # A name with kana in it makes an English question a Japanese one.
            if language_of(question) == language and fits(published, indicator):
                yield question
                left = [i for i in left if i.id != indicator.id]
                left.sort(key=lambda i: i.goal == indicator.goal)  # stable: what is left of its goal goes behind
                break


def _goals(published: Published) -> Iterator[int]:
    """The goal of most indicators."""
    goals = [indicator.goal for indicator in published.indicators() if indicator.goal is not None]
    if goals:
        yield max(sorted(set(goals)), key=goals.count)


def _has_trend(published: Published, indicator: IndicatorView) -> bool:
    return len(actuals(figure_of(published.series(indicator.id)))) >= 3


def _has_target(published: Published, indicator: IndicatorView) -> bool:
    return published.series(indicator.id).target is not None


def _has_direction(published: Published, indicator: IndicatorView) -> bool:
    return bool(published.passages_of(indicator.id, "future_direction"))


_KINDS: tuple[tuple[str, Test], ...] = (
    ("trend", _has_trend),
    ("direction", _has_direction),
    ("target", _has_target),
    ("trend", _has_trend),  # where one of those was not to be had
    ("trend", _has_trend),
)
