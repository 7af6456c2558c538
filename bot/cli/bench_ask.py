"""Questions of every kind about what is published, and how fast they are answered."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter

from bot.answering.grading import middle_and_tail
from bot.wiring import Sosei
from prompts.wording import wording

_WAIT = 120
"""Seconds that a process is given until it has answered; far more than it may take."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast questions are answered.

    Attributes:
        ms_p50: Milliseconds of an answer without its chart, the model loaded: the median. ``ms_p95`` likewise.
        charts: Charts that were drawn; ``chart_ms_p50`` and ``chart_ms_p95`` are of their PNGs.
        ready_seconds: From the start of a process to its first answer, in figures.
        search_ready_seconds: The same for a question that must be searched for, so that the model is loaded first.
    """

    questions: int
    ms_p50: float
    ms_p95: float
    charts: int
    chart_ms_p50: float | None
    chart_ms_p95: float | None
    ready_seconds: float
    search_ready_seconds: float


def measure(sosei: Sosei, many: int) -> Speed | None:
    """Ask questions one after another; None where nothing is published to be asked about."""
    asked = list(islice(cycle(questions_about(sosei)), many))
    if not asked:
        return None
    sosei.answer(asked[0])
    sosei.answer(_searched(sosei))  # loads the model, which is not measured here
    times, pictures = [], []
    for question in asked:
        started = perf_counter()
        answer = sosei.answer(question)
        answered = perf_counter()
        times.append(1000 * (answered - started))
        if sosei.draw(answer):
            pictures.append(1000 * (perf_counter() - answered))
    median, tail = middle_and_tail(times)
    # The first picture loads its library.
    middle, late = middle_and_tail(pictures[1:] or pictures) if pictures else (None, None)
    ready = (_until_ready(question) for question in (asked[0], _searched(sosei)))
    return Speed(many, median, tail, len(pictures), middle, late, *ready)


def questions_about(sosei: Sosei) -> list[str]:
    """Kinds of question in turn, so that any number of them is a mixture: figures, words, and what must be searched."""
    kinds = [say for name in sorted(wording("ja").names) if (say := _template(name))]
    indicators = [indicator.name for indicator in sosei.held.indicators()]
    measures = [measure.title for goal in sosei.held.goals() for measure in goal.measures]
    about = [kind.format(about=name) for name in indicators for kind in kinds]
    return [*_mixed(about, [wording("ja").say("bench.searched", about=title) for title in measures])]


def _template(name: str) -> str | None:
    return wording("ja").say(name, about="{about}") if name.startswith("bench.figures.") else None


def _mixed(many: list[str], few: list[str]) -> Iterator[str]:
    """One of the few after every fourth of the many."""
    searched = cycle(few) if few else None
    for nth, question in enumerate(many, 1):
        yield question
        if searched and nth % 4 == 0:
            yield next(searched)


def _searched(sosei: Sosei) -> str:
    """A question that no indicator answers, so that passages must be searched."""
    titles = [measure.title for goal in sosei.held.goals() for measure in goal.measures] or [""]
    return wording("ja").say("bench.searched", about=titles[0])


def _until_ready(question: str) -> float:
    """Seconds from the start of a process of its own to its answer."""
    started = perf_counter()
    command = [sys.executable, "-m", "bot.cli.main", "ask", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{question}\n".encode())
        process.stdin.close()
        process.stdout.readline()
        ready = perf_counter() - started
        process.wait(_WAIT)
    return round(ready, 1)
