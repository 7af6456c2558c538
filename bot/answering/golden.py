"""Golden questions: what an answer must hold, and what of it is missing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer
from bot.answering.said import Said


@dataclass(frozen=True, slots=True)
class Golden:
    """One question with what its answer must hold.

    Attributes:
        corpus: Which documents it is asked of; what a home folder holds is for whoever asks to know.
        q: The question.
        status: Allowed ones, joined by ``|``.
        intent: Allowed ones, joined by ``|``: what asks for a trend by comparing may be answered as either.
        indicator: Name that must stand in a figure, a quotation or the text.
        points: Year to value that must be in the figures, and no other value for these years.
        only: Whether the figures may hold no other year.
        excerpt: Piece that one of the first two quotations must hold, white space and bullets ignored.
        page: Page of the first point or of that quotation.
        candidates: Names that must be offered.
        after: Earlier questions of the same conversation, in order, from which the question goes on.
    """

    id: str
    corpus: str
    q: str
    status: str = "answered"
    intent: str | None = None
    indicator: str | None = None
    points: dict[str, float] = field(default_factory=dict)
    only: bool = False
    excerpt: str | None = None
    section: str | None = None
    page: int | None = None
    text_has: tuple[str, ...] = ()
    text_lacks: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def golden(file: Path) -> list[Golden]:
    """Read a file of questions, one JSON object a line.

    Raises:
        ValueError: If a line is no such object; it says which.
    """
    read = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                read.append(Golden(**json.loads(line)))
            except (TypeError, ValueError) as error:
                raise ValueError(f"{file.name}, line {number}: {error}") from error
    return read


Answering = Callable[[str, Said | None], Answer]
"""Answers a question that goes on from what was said before, if anything was."""


def ask(wanted: Golden, answering: Answering) -> Answer:
    """The answer to a golden question, asked at the end of its conversation."""
    said = None
    for earlier in wanted.after:
        said = answering(earlier, said).said
    return answering(wanted.q, said)


def _bare(text: str) -> str:
    """Text without white space and bullets, as quotations are compared."""
    return "".join(text.replace("・", "").replace("- ", "").split())


def mistakes(wanted: Golden, answer: dict[str, Any]) -> list[str]:
    """What is not as wanted; empty for a right answer.

    Args:
        wanted: The question with what its answer must hold.
        answer: The contract's JSON object.
    """
    found = []
    if answer["status"] not in wanted.status.split("|"):
        found.append(f"status {answer['status']}")
    if wanted.intent and answer["intent"] not in wanted.intent.split("|"):
        found.append(f"intent {answer['intent']}")
    return [
        *found,
        *_indicator(wanted, answer),
        *_points(wanted, answer),
        *_quotation(wanted, answer),
        *_text(wanted, answer),
    ]


def _indicator(wanted: Golden, answer: dict[str, Any]) -> list[str]:
    named = [f["indicator"] for f in answer["figures"]] + [e["indicator"] for e in answer["excerpts"]]
    if wanted.indicator and wanted.indicator not in named and wanted.indicator not in answer["text"]:
        return [f"indicator {named[:2]}"]
    return []


def _points(wanted: Golden, answer: dict[str, Any]) -> list[str]:
    held = [p for f in answer["figures"] if wanted.indicator in (None, f["indicator"]) for p in f["points"]]
    found = [
        f"{y} not {v}" for y, v in wanted.points.items() if {p["value"] for p in held if p["year"] == int(y)} != {v}
    ]
    if wanted.only and {p["year"] for p in held} != {int(y) for y in wanted.points}:
        found.append(f"years {[p['year'] for p in held]}")
    if wanted.points and wanted.page and {p["source"]["page"] for p in held} != {wanted.page}:
        found.append(f"page {[p['source']['page'] for p in held]}")
    return found


def _quotation(wanted: Golden, answer: dict[str, Any]) -> list[str]:
    if wanted.excerpt is None:
        return []
    holding = [e for e in answer["excerpts"][:2] if _bare(wanted.excerpt) in _bare(e["text"])]
    if not holding:
        return [f"quotations {[e['text'][:20] for e in answer['excerpts'][:2]]}"]
    found = [f"section {holding[0]['section']}"] if wanted.section and holding[0]["section"] != wanted.section else []
    if not wanted.points and wanted.page and holding[0]["page"] != wanted.page:
        found.append(f"quoted from page {holding[0]['page']}")
    return found


def _text(wanted: Golden, answer: dict[str, Any]) -> list[str]:
    return [
        *(f"lacks {piece}" for piece in wanted.text_has if piece not in answer["text"]),
        *(f"holds {piece}" for piece in wanted.text_lacks if piece in answer["text"]),
        *(f"does not offer {name}" for name in wanted.candidates if name not in answer["candidates"]),
    ]
