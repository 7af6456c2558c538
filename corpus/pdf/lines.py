"""From runs to lines: what stands on one baseline of one text box, with the spaces that a reader sees.

Producers show a line in many pieces (a piece for each font, each word, each character), mostly in reading order. So
pieces are joined in the order drawn; only pieces that all but touch are also joined out of order.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.pdf.matrix import union
from corpus.pdf.page import Glyph, TextLine, TextRun

COLUMN_GAP = 1.2
"""Ems of white that separate columns and cells."""

TOUCHING = 0.35
"""Ems of white across which pieces drawn far apart in time are still one line."""

OVERLAP = 0.6
"""Ems by which a piece may reach back into the one before (kerning, brackets set tight)."""

SAME_BASELINE = 0.3
"""Ems between baselines that still are one line: a note number raised by a third is."""

SHADOW = 0.15
"""Ems between a text and its shadow."""

RECENT = 3
"""Pieces back to which a shadow's text is looked for."""

WORD_GAP = 0.22
"""Ems of white that read as a space between Latin words; the space of most fonts is 0.25 to 0.33."""

WIDE_GAP = 0.8
"""Ems of white that read as a space even between CJK characters, which justification spreads by less."""

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_SPREAD = re.compile(r"(?:[\u3040-\u9fff] ){2,}[\u3040-\u9fff]")


@dataclass(slots=True)
class Piece:
    """Runs joined so far, in the frame turned so that the baseline is level: ``start``..``end`` at height ``level``.

    ``cut`` where it is part of a run with a gap that another piece fills.
    """

    runs: list[TextRun]
    text: str
    start: float
    end: float
    level: float
    size: float
    cut: bool = False

    @property
    def angle(self) -> float:
        """Direction of writing, in degrees."""
        return self.runs[0].angle

    def adjoins(self, other: "Piece", gap: float) -> bool:
        """Whether the other goes on where this one ends."""
        em = max(self.size, other.size)
        return (
            abs(self.angle - other.angle) < 1
            and abs(self.level - other.level) <= SAME_BASELINE * em
            and -OVERLAP * em <= other.start - self.end <= gap * em
        )

    def join(self, other: "Piece") -> None:
        """Append the other."""
        self.text += white(self.text, other.text, (other.start - self.end) / max(self.size, other.size)) + other.text
        self.runs.extend(other.runs)
        self.cut = self.cut or other.cut
        if other.size > self.size:
            self.size, self.level = other.size, other.level
        self.end = max(self.end, other.end)


def white(before: str, after: str, gap: float) -> str:
    """The space that a gap of so many ems stands for."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    cjk = bool(_CJK.match(before[-1])) + bool(_CJK.match(after[0]))
    if gap > WIDE_GAP:
        return "\u3000" if cjk == 2 else " "
    return " " if gap > WORD_GAP and cjk == 0 else ""


def lines_of(runs: list[TextRun]) -> list[TextLine]:
    """All lines, in the order in which each starts to be drawn."""
    cut = [piece for run in runs for piece in pieces_of(run)]
    between = _Between(cut)
    pieces: list[Piece] = []
    for whole in cut:
        for piece in between.parted(whole):
            if any(_repeats(before, piece) for before in pieces[-RECENT:]):
                continue
            if pieces and pieces[-1].adjoins(piece, COLUMN_GAP) and not between.filled(pieces[-1], piece):
                pieces[-1].join(piece)
            else:
                pieces.append(piece)
    return [_line(piece) for piece in _joined_out_of_order(pieces) if piece.text.strip()]


class _Between:
    """What stands in the gaps of a line: some producers draw a line's characters of one font, then those of another.

    So 減の△320 may come as △ and then 減の 320 with a gap, which only white would otherwise fill.
    """

    def __init__(self, pieces: list[Piece]) -> None:
        self._middles: dict[tuple[int, int], list[float]] = {}
        for piece in pieces:
            if piece.text.strip():
                self._middles.setdefault(_row(piece), []).append((piece.start + piece.end) / 2)
        for middles in self._middles.values():
            middles.sort()

    def filled(self, one: Piece, other: Piece) -> bool:
        """Whether a piece stands between the end of one and the start of the other."""
        return self._within(one, one.end, other.start)

    def parted(self, piece: Piece) -> list[Piece]:
        """The piece, cut at each gap that another one fills."""
        (run,) = piece.runs
        if len(run.glyphs) == 1:
            return [piece]
        parts = pieces_of(run, lambda end, start: self._within(piece, end, start))
        for part in parts:
            part.cut = len(parts) > 1
        return parts

    def _within(self, piece: Piece, end: float, start: float) -> bool:
        if start - end <= TOUCHING * piece.size:
            return False
        angle, level = _row(piece)
        rows = (self._middles.get((angle, level + d), []) for d in (-1, 0, 1))
        return any(bisect_left(row, start) > bisect_right(row, end) for row in rows)


def _row(piece: Piece) -> tuple[int, int]:
    return round(piece.angle), round(piece.level)


def _never(end: float, start: float) -> bool:
    return False


def pieces_of(run: TextRun, parts: Callable[[float, float], bool] = _never) -> list[Piece]:
    """Cut a run where it jumps: one TJ can fill several cells.

    Args:
        run: What one show operation drew.
        parts: Whether a gap from one place on the line to another parts what stands on either side.
    """
    pieces: list[Piece] = []
    cos, sin = math.cos(math.radians(run.angle)), math.sin(math.radians(run.angle))
    size = run.size or 1.0
    glyphs: list[list[Glyph]] = []
    for glyph in run.glyphs:
        start, level = glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin
        last = pieces[-1] if pieces else None
        if last and -OVERLAP * size <= start - last.end <= COLUMN_GAP * size and not parts(last.end, start):
            last.text += white(last.text, glyph.text, (start - last.end) / size) + glyph.text
            last.end = max(last.end, start + glyph.advance)
            glyphs[-1].append(glyph)
        else:
            pieces.append(Piece([], glyph.text, start, start + glyph.advance, level, size))
            glyphs.append([glyph])
    if len(pieces) == 1:
        pieces[0].runs.append(run)
        return pieces
    for piece, group in zip(pieces, glyphs, strict=True):
        piece.runs.append(replace(run, glyphs=tuple(group), bbox=union([g.bbox for g in group])))
    return pieces


def _joined_out_of_order(pieces: list[Piece]) -> list[Piece]:
    """Join pieces that touch though others were drawn between them."""
    kept: dict[int, Piece] = {}
    places: dict[int, int] = {}
    by_level: dict[tuple[int, int], list[Piece]] = {}
    for drawn, piece in enumerate(pieces):
        angle, level = _row(piece)
        near = [p for d in (-1, 0, 1) for p in by_level.get((angle, level + d), []) if id(p) in places]
        before = next((p for p in near if p.adjoins(piece, TOUCHING) and _of_one_size(p, piece)), None)
        if before is not None:
            before.join(piece)
            piece = before
        else:
            places[id(piece)] = drawn
            kept[places[id(piece)]] = piece
            by_level.setdefault((angle, level), []).append(piece)
        after = next((p for p in near if p is not piece and _fits_a_cut(piece, p)), None)
        if after is not None:
            piece.join(after)
            mine, other = places[id(piece)], places.pop(id(after))
            del kept[max(mine, other)]
            places[id(piece)] = min(mine, other)
            kept[min(mine, other)] = piece
    return [kept[place] for place in sorted(kept)]


def _fits_a_cut(piece: Piece, after: Piece) -> bool:
    return (piece.cut or after.cut) and piece.adjoins(after, TOUCHING) and _of_one_size(piece, after)


def _of_one_size(one: Piece, other: Piece) -> bool:
    return 0.8 < one.size / other.size < 1.25


def _repeats(before: Piece, piece: Piece) -> bool:
    """Whether the piece is drawn a second time over the end of the other, as shadows and false bold are."""
    slack = SHADOW * piece.size
    same_place = abs(before.end - piece.end) < slack and abs(before.level - piece.level) < slack
    return same_place and before.text.endswith(piece.text) and abs(before.angle - piece.angle) < 1


def _line(piece: Piece) -> TextLine:
    return TextLine(
        text=unspread(piece.text.strip()),
        bbox=union([run.bbox for run in piece.runs]),
        size=piece.size,
        angle=piece.angle,
        order=min(run.order for run in piece.runs),
        runs=tuple(piece.runs),
    )


def unspread(text: str) -> str:
    """Take out the single spaces of letter-spaced CJK (``待 機 児 童`` becomes ``待機児童``)."""
    return _SPREAD.sub(lambda spread: spread[0].replace(" ", ""), text)
