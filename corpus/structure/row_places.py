"""Where the rows of a long table belong: columns 基本目標 and 施策, merged cells beside their indicators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.marks import Mark, plain, read_mark

_TARGETS = re.compile(r"数値目標|成果目標")
_CALLED = re.compile(r"(?:名称?|番号|No\.?)$")
"""What the head of such a column may say beside the word: 施策名."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A place as a row says it.

    Attributes:
        goal: Number of its goal; None where the cell says none.
        measure: Number of its measure within the goal.
        title: Of the measure, which finds it where its number is not printed.
        called: The measure as its cell calls it: 施策1-2.
        target: Whether the row is of a goal's 数値目標.
    """

    goal: int | None
    measure: int | None
    title: str
    called: str
    target: bool


def row_places(rows: Sequence[Sequence[str]], head: int) -> list[RowPlace | None]:
    """The place of each row below the head; None for those of a table that has no column of measures.

    A merged cell counts until the next one of its column. A goal's that cannot be read, because the end of a page
    cuts it, is of the goal that its measures name.
    """
    columns = {kind: at for at, cell in enumerate(rows[head]) if (kind := _kind(cell))}
    body = [row if row != rows[head] else () for row in rows[head + 1 :]]
    if "measure" not in columns:
        return [None] * len(body)
    goals = _down(body, columns.get("goal"))
    measures = _down(body, columns["measure"])
    marks = [_read(rows[head][columns["measure"]], cell, "measure") for cell in measures]
    named = {
        cell: {m.goal for over, m in zip(goals, marks, strict=True) if m and m.goal is not None and over == cell}
        for cell in goals
    }
    numbers = {cell: min(own) if len(own) == 1 else None for cell, own in named.items()}
    for cell in goals:
        mark = _read(rows[head][columns["goal"]], cell, "goal") if "goal" in columns else None
        numbers[cell] = mark.number if mark else numbers[cell]
    return [_place(numbers[goal], mark, cell) for goal, mark, cell in zip(goals, marks, measures, strict=True)]


def _down(rows: Sequence[Sequence[str]], at: int | None) -> list[str]:
    """The text of a column's cell in each row, or of the merged one that reaches down to it."""
    texts: list[str] = []
    for row in rows:
        own = re.sub(r"\s*\n\s*", " ", row[at]).strip() if at is not None and at < len(row) else ""
        texts.append(own or (texts[-1] if texts else ""))
    return texts


def _place(goal: int | None, measure: Mark | None, text: str) -> RowPlace:
    if measure is None:
        target = bool(_TARGETS.search(text))
        return RowPlace(goal, None, "" if target else text, "", target)
    within = f"{measure.goal}-" if measure.goal is not None else ""
    own = measure.goal if measure.goal is not None else goal
    return RowPlace(own, measure.number, measure.rest, f"{measure.word}{within}{measure.number}", False)


def _kind(head: str) -> str:
    """Whether a column is headed by the word for goals or for measures."""
    word = _bare_head(head)
    mark = read_mark(f"{word}1") if word else None
    return mark.kind if mark and mark.kind in ("goal", "measure") and not mark.rest else ""


def _bare_head(head: str) -> str:
    return _CALLED.sub("", re.sub(r"\s", "", plain(head)))


def _read(head: str, cell: str, kind: str) -> Mark | None:
    """What a cell says of its place: with the word (施策1 …), or with the number alone under that word."""
    marks = (read_mark(cell), read_mark(f"{_bare_head(head)}{cell}")) if cell else ()
    return next((mark for mark in marks if mark and mark.kind == kind), None)
