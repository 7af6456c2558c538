"""The place of the policy tree that a question names by its title (健康づくり), and what the documents call it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.library import Library
from bot.answering.questions.question import Question
from corpus.words import Word, plain
from prompts.glossary import general_words, kind_words

_ASKED_OF_IT = frozenset("取り組み 取組 事業 施策 今後 方向 方針 展開 進み 進む 具合 計画 目標 指標 kpi".split())  # noqa: SIM905
"""What is asked of a place, and stands in many titles as well."""

_CALLED = re.compile(r"^\s*\S*?[0-9０-９]{1,2}(?:[-－‐][0-9０-９]{1,2})?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """A goal, or a measure within it, with its title.

    Attributes:
        goal: Its number; ``measure`` likewise, within the goal, or None for the goal as a whole.
    """

    goal: int
    measure: int | None
    title: str


def place_titled(question: Question, library: Library, goals_too: bool = False) -> Place | None:
    """The one measure whose title holds all that a question is about; None where none does, or several.

    Args:
        question: What names the place.
        library: Whose goals and measures.
        goals_too: Whether it may be a goal where it is no measure. Titles of goals promise more than is told of: an
            initiative under 産業の振興と移住の促進 need not be of 移住.
    """
    goals = library.figures.goals(library.edition)
    measures = [Place(goal.number, measure.number, measure.title) for goal in goals for measure in goal.measures]
    whole = [Place(goal.number, None, goal.title) for goal in goals] if goals_too else []
    for asked in question.subject.wordings:
        things = [word.surface for word in asked if _names(word)]
        for places in (measures, whole):
            found = [place for place in places if things and _titles(things, place.title)]
            if len(found) == 1:
                return found[0]
    return None


def _titles(things: Sequence[str], title: str) -> bool:
    """Whether a title says each thing as a word of its own, or after another of them: 関係人口 does not say 人口."""
    after = "".join(f"|(?<={re.escape(thing)})" for thing in things)
    return all(re.search(rf"(?:(?<![一-龥ァ-ヶー]){after}){re.escape(thing)}", plain(title)) for thing in things)


def called(library: Library, goal: int, measure: int | None) -> str | None:
    """What the documents in force call a place: 重点戦略3, 政策1-2; None where no passage stands under it."""
    in_force = library.figures.in_force(library.edition)
    depth = 0 if measure is None else 1
    for passage in library.passages(d.id for d in reversed(in_force)):
        if (passage.goal, passage.measure) == (goal, measure) and len(passage.heading) > depth:
            named = [_CALLED.match(part) for part in passage.heading[: depth + 1]]
            if all(named):
                return "・".join(match[0].strip() for match in named if match)
    return None


def _names(word: Word) -> bool:
    """Whether a word says what a place is about."""
    return word.noun and word.normal not in general_words() | kind_words() | _ASKED_OF_IT
