"""A golden set graded: rates by intent and language, refusals, and how long answers took."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from bot.answering.golden import Golden, mistakes


@dataclass(frozen=True, slots=True)
class Asked:
    """The reply to a golden question.

    Attributes:
        reply: The contract's JSON object.
        faithful: Whether each number that the reply says of its own stands on evidence.
    """

    reply: dict[str, Any]
    faithful: bool


Ask = Callable[[Golden], Asked]


@dataclass(frozen=True, slots=True)
class Graded:
    """One question with its answer's intent and language, what was wrong, and the milliseconds that it took."""

    wanted: Golden
    status: str
    intent: str
    language: str
    mistakes: tuple[str, ...]
    faithful: bool
    ms: float


def grade(questions: Iterable[Golden], ask: Ask) -> list[Graded]:
    """Ask each question and look what its answer lacks."""
    graded = []
    for wanted in questions:
        asked = ask(wanted)
        answer, found = asked.reply, tuple(mistakes(wanted, asked.reply))
        intent = (wanted.intent or answer["intent"]).split("|")[0]
        ms = answer["timing_ms"]["total"]
        graded.append(Graded(wanted, answer["status"], intent, answer["language"], found, asked.faithful, ms))
    return graded


def report(graded: Sequence[Graded]) -> dict[str, Any]:
    """The rates, as shares of 1, and each question that was not answered as it must be.

    ``faithful`` is the share of replies in which each number stands on evidence, ``refused_unanswerable`` that of
    questions without an answer that got an honest no, ``refused_answerable`` that of those with one that got it too;
    None where the set has none of the kind.
    """
    without = [g for g in graded if g.wanted.status == "not_found"]
    answerable = [g for g in graded if g.wanted.status == "answered"]
    median, tail = middle_and_tail([g.ms for g in graded])
    return {
        "questions": len(graded),
        "right": sum(not g.mistakes for g in graded),
        "rate": _rate(graded),
        "by_intent": _by(graded, lambda g: g.intent),
        "by_language": _by(graded, lambda g: g.language),
        "faithful": round(sum(g.faithful for g in graded) / len(graded), 4),
        "refused_unanswerable": _share(without, "not_found"),
        "refused_answerable": _share(answerable, "not_found"),
        "ms_p50": median,
        "ms_p95": tail,
        "wrong": [{"id": g.wanted.id, "q": g.wanted.q, "mistakes": list(g.mistakes)} for g in graded if g.mistakes],
    }


def middle_and_tail(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile, to one digit after the point.

    Args:
        times: At least one.
    """
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else [*times] * 19
    return round(cuts[9], 1), round(cuts[18], 1)


def _rate(graded: Sequence[Graded]) -> float | None:
    return round(sum(not g.mistakes for g in graded) / len(graded), 4) if graded else None


def _share(graded: Sequence[Graded], status: str) -> float | None:
    return round(sum(g.status == status for g in graded) / len(graded), 4) if graded else None


def _by(graded: Sequence[Graded], key: Callable[[Graded], str]) -> dict[str, float | None]:
    groups: dict[str, list[Graded]] = defaultdict(list)
    for one in graded:
        groups[key(one)].append(one)
    return {name: _rate(group) for name, group in sorted(groups.items())}
