"""Questions judged by what a right passage is, not by its id: they outlive every new way of cutting passages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import DocumentCorrupt, DocumentMissing
from corpus.passages import Passage
from index.evaluate import RetrievalSet


@dataclass(frozen=True, slots=True)
class Right:
    """What makes a passage a right one; an empty field asks nothing. Spaces never count.

    Attributes:
        edition: Label of its edition.
        section: Kind of its section.
        place: What its indicator or one of its headings holds.
        holds: What its text holds, verbatim.
    """

    edition: str = ""
    section: str = ""
    place: str = ""
    holds: str = ""

    def admits(self, passage: Passage) -> bool:
        """Whether a passage is one of those meant."""
        places = [passage.indicator or "", *passage.heading]
        return (
            self.edition in ("", passage.edition)
            and self.section in ("", passage.section)
            and any(_bare(self.place) in _bare(place) for place in places)
            and _bare(self.holds) in _bare(passage.text)
        )


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and its right passages.

    Attributes:
        corpus: Name of the documents it is asked of.
        split: ``dev`` for what was looked at while search was being tuned, ``held`` for what was not.
        kind: How it is worded, as ``english`` or ``kana``.
        right: A passage that one of these admits is relevant.
    """

    id: str
    corpus: str
    split: str
    kind: str
    text: str
    right: tuple[Right, ...]


def read_questions(file: Path) -> tuple[JudgedQuestion, ...]:
    """Read questions: a JSON object a line with ``id``, ``corpus``, ``split``, ``kind``, ``q`` and ``relevant``.

    Args:
        file: ``relevant`` is a list of objects with some of ``edition``, ``section``, ``place`` and ``holds``.

    Raises:
        DocumentMissing: If the file is not there.
        DocumentCorrupt: If a line of it cannot be read.
    """
    if not file.is_file():
        raise DocumentMissing(file=str(file))
    questions = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentCorrupt(file=str(file), detail=f"line {number}: {error}") from error
    return tuple(questions)


def retrieval_set(questions: Sequence[JudgedQuestion], passages: Sequence[Passage]) -> RetrievalSet:
    """The questions with the ids of their right passages.

    Raises:
        ValueError: If a question has no right passage among these: then it, or the documents, are others than meant.
    """
    judgements = {q.id: _relevant(q, passages) for q in questions}
    return RetrievalSet(
        tuple(passages), {q.id: q.text for q in questions}, judgements, {q.id: q.kind for q in questions}
    )


def _relevant(question: JudgedQuestion, passages: Sequence[Passage]) -> Mapping[str, int]:
    for right in question.right:
        if not any(right.admits(passage) for passage in passages):
            raise ValueError(f"{question.id}: no passage is {right}")
    return {p.id: 1 for p in passages if any(right.admits(p) for right in question.right)}


def _question(record: dict[str, Any]) -> JudgedQuestion:
    right = tuple(Right(**one) for one in record["relevant"])
    if not right:
        raise ValueError("nothing is relevant")
    return JudgedQuestion(record["id"], record["corpus"], record["split"], record["kind"], record["q"], right)


def _bare(text: str) -> str:
    return "".join(text.split())
