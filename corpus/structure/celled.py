"""Prose in tables: some verifications put 分析 and 今後の方向性 in columns beside their indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.names import SAME, similarity
from corpus.reading import SectionKind, TableReading
from corpus.structure.entries import entry
from corpus.structure.marks import read_mark
from corpus.structure.tree import Slot

_SECTIONS: dict[str, SectionKind] = {"direction": "future_direction", "analysis": "analysis"}
_SHORTEST = 8
"""Characters below which a cell is a grade (Ａ, 順調), not prose."""


@dataclass(frozen=True, slots=True)
class CellProse:
    """What one cell says, of which indicator, as far as its row names one."""

    section: SectionKind
    text: str
    slot: Slot | None


def prose_in(table: TableReading, slots: Sequence[Slot]) -> Iterator[CellProse]:
    """The prose of a table whose head has columns such as 今後の方向性; nothing of other tables."""
    for number, row in enumerate(table.rows[:3]):
        columns = {
            at: _SECTIONS[mark.kind]
            for at, cell in enumerate(row)
            if (mark := read_mark(cell)) and mark.kind in _SECTIONS
        }
        if "future_direction" not in columns.values():
            continue
        slot: Slot | None = None
        for cells in table.rows[number + 1 :]:
            named = [found for at, cell in enumerate(cells) if at not in columns and (found := _slot(cell, slots))]
            slot = named[0] if named else None if any(c for at, c in enumerate(cells) if at not in columns) else slot
            for at, section in columns.items():
                if at < len(cells) and len(cells[at]) >= _SHORTEST:
                    yield CellProse(section, cells[at], slot)
        return


def _slot(cell: str, slots: Sequence[Slot]) -> Slot | None:
    item = entry(cell.replace("\n", "")) if cell.strip() else None
    if item is None:
        return None
    best = max(slots, key=lambda slot: (similarity(slot.name, item.name), slot.measure is not None), default=None)
    return best if best is not None and similarity(best.name, item.name) >= SAME else None
