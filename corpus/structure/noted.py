"""Which indicator a note below a table is of: the one that it names, or that the mark in a cell leads to."""

import re
from collections.abc import Iterator, Set

from corpus.names import normalise, one_spelling
from corpus.structure.frame import Frame
from corpus.structure.marks import plain

_SUBJECT = re.compile(r"^[\s・]*(?:※|\(?注)\s*[0-9]{0,2}\)?[\s:]*(?P<said>[^。]+?)は[、,]")
_SHORTEST_SUBJECT = 3
"""Characters of a subject that may be the end of a name (待機児童数); 人数 alone would end too many."""

_MARK = re.compile(r"[\s・]*\(?(?P<sign>[※注])\s*(?P<number>[0-9]{1,2})(?![0-9])")


def notes_in(frame: Frame) -> Iterator[str]:
    """The notes of a frame, in its order."""
    yield from (block.text for run in frame.runs if run.kind == "note" for block in run.blocks)


def is_told_of(note: str, name: str) -> bool:
    """Whether a note names an indicator, wholly or, as what the note is about, by the end of its name.

    ※1　待機児童数は、… is about 保育所等の待機児童数; 婚姻届出件数及び出生数は、… is about two.
    """
    key = normalise(name)
    return key in one_spelling(note) or any(key.endswith(subject) for subject in _subjects(note))


def marked(frame: Frame, marks: Set[str]) -> Iterator[str]:
    """The notes that begin with one of the marks of a row: ※1　…."""
    for note in notes_in(frame):
        begins = _MARK.match(plain(note))
        if begins and begins["sign"] + begins["number"] in marks:
            yield note


def _subjects(note: str) -> list[str]:
    match = _SUBJECT.match(plain(note))
    parts = [normalise(part) for part in re.split(r"及び|および|並びに|、", match["said"])] if match else []
    return [part for part in parts if len(part) >= _SHORTEST_SUBJECT]
