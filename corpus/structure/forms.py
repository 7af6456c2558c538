"""Forms: ruled rows of a label and what is filled in beside it, as verification sheets are laid out.

施策 | 1-2　温泉地の再生 | 担当課 | 観光課 says a place; 課題 | ・…, 今後の取組方針 | ・… say what the sheet is for.
They are no tables of figures: such rows, above and below a table in the same rules too, are read as labels and texts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.reading import TableReading
from corpus.structure.blocks import Line
from corpus.structure.entries import is_name_head, name_and_unit_columns
from corpus.structure.marks import plain, read_mark, unnumbered

_LONGEST_LABEL = 16
_LONGEST_HEADING = 24
_LEAST_TEXT = 8
"""Characters beside a label of no known kind from which on a row is one of a form."""

_LABEL = re.compile(r"[^0-9。、:：%]*[^0-9。、:：%\W][^0-9。、:：%]*")
SHEET_NUMBER = re.compile(r"^[(【\[]?(?:様式|別紙|別添)(?:第?\s*[0-9]+(?:[-の][0-9]+)?号?)?[)】\]]?$")
"""What a form is called, in its corner: 様式2."""
_SAYING = ("direction", "analysis", "done", "summary", "office")
_PLACING = ("goal", "measure")


@dataclass(frozen=True, slots=True)
class FormRow:
    """A label with its text, one paragraph a line.

    Attributes:
        label: Empty where a row is one cell of text, or the sheet's title.
        placing: Whether both are one line: 施策 | 1-2　…, 担当課 | 観光課.
        known: Whether the label is of a kind that is read: 課題, 今後の方針.
    """

    label: str
    text: str
    placing: bool
    known: bool


def unfolded(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with those of forms in the place of tables that are some, wholly or in their first or last rows.

    The title of the document, in the first row of each sheet's form, is said once.
    """
    told: set[str] = set()
    for line in lines:
        parts = _parts(line.table) if line.table else []
        if not parts:
            yield line
        for at, part in enumerate(parts):
            if isinstance(part, TableReading):
                text = "\n".join(" ".join(c.replace("\n", "") for c in row if c) for row in part.rows[part.heads :])
                yield replace(line, text=text, table=part)
            elif at or part.label or part.text not in told:
                yield from _row_lines(part, line)
                told.add(part.text)


def is_form(table: TableReading) -> bool:
    """Whether a table's rows, all or the first or last of them, are those of a form."""
    return bool(_parts(table))


def _row_lines(row: FormRow, line: Line) -> Iterator[Line]:
    own = replace(line, table=None, apart=True)
    if row.placing:
        yield replace(own, text=f"{row.label} {row.text}")
        return
    if row.label:
        yield replace(own, text=row.label, label=True)
    for paragraph in row.text.split("\n"):
        if paragraph.strip():
            yield replace(own, text=paragraph.strip())


def _parts(table: TableReading) -> list[TableReading | FormRow]:
    """A table's form rows and what is left of it between them; nothing if it has none."""
    rows = [_form_rows(row, at == 0) for at, row in enumerate(table.rows)]
    first = _known_until(rows)
    last = len(rows) - (_known_until(rows[first:][::-1]) or _lone_texts(table.rows[first:]))
    if first == 0 and last == len(rows):
        return []
    left = table.rows[first:last]
    between = [_narrowed(table, left)] if any(any(row) for row in left) else []
    if between and name_and_unit_columns(between[0]) is None:
        return []  # rows of labels and texts among others: a table of its own kind
    above, below = ([row for found in part for row in found or ()] for part in (rows[:first], rows[last:]))
    return [*above, *between, *below]


def _known_until(rows: Sequence[list[FormRow] | None]) -> int:
    """How many rows from the first on are a form's, one of a known label among them."""
    count = next((at for at, row in enumerate(rows) if row is None), len(rows))
    return count if any(one.known for row in rows[:count] for one in row or ()) else 0


def _lone_texts(rows: Sequence[Sequence[str]]) -> int:
    """How many of the last rows are one cell each: notes and prose in the rules of the table above them."""
    lone = [sum(bool(cell.strip()) for cell in row) == 1 for row in rows]
    return next((at for at, alone in enumerate(reversed(lone)) if not alone), 0)


def _narrowed(table: TableReading, rows: Sequence[tuple[str, ...]]) -> TableReading:
    """Rows of a table without the columns that they leave empty."""
    width = max(len(row) for row in rows)
    used = [at for at in range(width) if any(at < len(row) and row[at] for row in rows)]
    lefts = tuple(table.lefts[at] for at in used) if table.lefts else ()
    kept = tuple(tuple(row[at] if at < len(row) else "" for at in used) for row in rows)
    return replace(table, rows=kept, lefts=lefts, heads=0)


def _form_rows(cells: Sequence[str], first: bool) -> list[FormRow] | None:
    """The labels of a row with their texts; None if it is no row of a form."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) == 1 or (first and len(filled) == 2 and not _is_label(filled[0])):
        texts = [text for text in filled if not SHEET_NUMBER.match(plain(text))]
        if len(texts) == 1 and (_is_known(texts[0]) or _is_numbered(texts[0])):
            return [FormRow(texts[0], "", False, _is_known(texts[0]))]
        return [FormRow("", "\n".join(texts), False, False)]
    pairs = list(zip(filled[::2], filled[1::2], strict=False))
    if len(filled) % 2 or not all(_is_label(label) and not _is_known(text) for label, text in pairs):
        return None
    rows = [_row(label, text) for label, text in pairs]
    return rows if all(row.known or len(row.text) >= _LEAST_TEXT for row in rows[:1]) else None


def _row(label: str, text: str) -> FormRow:
    label = re.sub(r"\s*\n\s*", "", label)
    mark = read_mark(f"{label} {text}")
    placing = mark is not None and mark.kind in (*_PLACING, "office") and "\n" not in text
    return FormRow(label, text, placing, placing or _is_known(label))


def _is_label(cell: str) -> bool:
    bare = re.sub(r"\s", "", plain(cell))
    return 2 <= len(bare) <= _LONGEST_LABEL and bool(_LABEL.fullmatch(bare)) and not is_name_head(cell)


def _is_numbered(text: str) -> bool:
    """Whether a row's one cell heads what stands in the rows below it: １　重要業績評価指標."""
    bare = plain(text).strip()
    return len(bare) <= _LONGEST_HEADING and unnumbered(bare) != bare and not bare.endswith("。")


def _is_known(label: str) -> bool:
    mark = read_mark(unnumbered(re.sub(r"\s", "", label)))
    return mark is not None and mark.kind in _SAYING and not mark.rest
