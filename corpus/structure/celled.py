"""Prose in tables: some verifications put 分析 and 今後の方向性 in columns beside their indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.names import SAME, similarity
from corpus.reading import SectionKind, TableReading
from corpus.structure.entries import COMMON_HEADS, entry, is_name_head
from corpus.structure.marks import plain, read_mark
from corpus.structure.tree import Slot

_SECTIONS: dict[str, SectionKind] = {"direction": "future_direction", "analysis": "analysis"}
_DEFINES = re.compile(
    r"(?:指標の?|用語の?)?(?:定義|算出方法|算定方法|計算式|算式|説明|考え方)(?:[・及び、]+(?:算出方法|算定方法|計算式|考え方))*"
)
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


def defined_in(table: TableReading, slots: Sequence[Slot]) -> Iterator[CellProse]:
    """The rows of a catalogue of indicators, 指標 | 定義・算出方法 | 出典, each a note on the one that it names."""
    for number, row in enumerate(table.rows[:3]):
        heads = [plain("".join(cell.split())) for cell in row]
        names = [at for at, head in enumerate(heads) if is_name_head(head) or head in COMMON_HEADS]
        if not names or not any(_DEFINES.fullmatch(head) for head in heads):
            continue
        for cells in table.rows[number + 1 :]:
            slot = _slot(cells[names[0]], slots) if names[0] < len(cells) else None
            if slot is not None:
                yield CellProse("note", " ".join(cell.replace("\n", "") for cell in cells if cell), slot)
        return


def _slot(cell: str, slots: Sequence[Slot]) -> Slot | None:
    item = entry(cell.replace("\n", "")) if cell.strip() else None
    if item is None:
        return None
    best = max(slots, key=lambda slot: (similarity(slot.name, item.name), slot.measure is not None), default=None)
    return best if best is not None and similarity(best.name, item.name) >= SAME else None
