"""A golden set graded: rates by intent and language, refusals, and how long answers took."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from bot.answering.golden import Golden, mistakes

Ask = Callable[[Golden], dict[str, Any]]
"""Asks a golden question and gives the contract's JSON object."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One question with its answer's intent and language, what was wrong, and the milliseconds it took."""

    wanted: Golden
    status: str
    intent: str
    language: str
    mistakes: tuple[str, ...]
    ms: float


def grade(questions: Iterable[Golden], ask: Ask) -> list[Graded]:
    """Ask each question and look what its answer lacks."""
    graded = []
    for wanted in questions:
        answer = ask(wanted)
        found = tuple(mistakes(wanted, answer))
        intent = (wanted.intent or answer["intent"]).split("|")[0]
        graded.append(Graded(wanted, answer["status"], intent, answer["language"], found, answer["timing_ms"]["total"]))
    return graded


def report(graded: Sequence[Graded]) -> dict[str, Any]:
    """The rates, as shares of 1, and each question that was not answered as it must be.

    ``refused_unanswerable`` is the share of questions without an answer that got an honest no, ``refused_answerable``
    the share of those with one that got it too; None where the set has none of the kind.
    """
    without = [g for g in graded if g.wanted.status == "not_found"]
    answerable = [g for g in graded if g.wanted.status == "answered"]
    times = sorted(g.ms for g in graded)
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    return {
        "questions": len(graded),
        "right": sum(not g.mistakes for g in graded),
        "rate": _rate(graded),
        "by_intent": _by(graded, lambda g: g.intent),
        "by_language": _by(graded, lambda g: g.language),
        "refused_unanswerable": _share(without, "not_found"),
        "refused_answerable": _share(answerable, "not_found"),
        "ms_p50": round(cuts[9], 1),
        "ms_p95": round(cuts[18], 1),
        "wrong": [{"id": g.wanted.id, "q": g.wanted.q, "mistakes": list(g.mistakes)} for g in graded if g.mistakes],
    }


def _rate(graded: Sequence[Graded]) -> float | None:
    return round(sum(not g.mistakes for g in graded) / len(graded), 4) if graded else None


def _share(graded: Sequence[Graded], status: str) -> float | None:
    return round(sum(g.status == status for g in graded) / len(graded), 4) if graded else None


def _by(graded: Sequence[Graded], key: Callable[[Graded], str]) -> dict[str, float | None]:
    groups: dict[str, list[Graded]] = defaultdict(list)
    for one in graded:
        groups[key(one)].append(one)
    return {name: _rate(group) for name, group in sorted(groups.items())}
