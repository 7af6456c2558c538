"""Words and numbers of a page as a chart shows them: each label, tick and category one token.

Lines of prose are joined across gaps of an em; in a chart that would fuse the labels of neighbouring bars. Tokens are
joined in the order drawn and only across gaps that stand inside a number or a name.
"""

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.charts.numbers import parse_number
from corpus.pdf.matrix import union
from corpus.pdf.page import Glyph, Paint, PdfPage, TextRun
from corpus.reading import BBox
from corpus.years import find_years, nfkc, parse_year

IN_NUMBER = 0.15
"""Ems between two digits of one number; neighbouring labels of a crowded chart come as near as 0.2."""

IN_NAME = 0.4
"""Ems between other characters: producers set 令和4年 with a quarter em around the digit."""

AFTER_SIGN = 0.6
"""Ems after a sign or an opening bracket, before a closing one or a unit."""

SAME_LEVEL = 0.25
STREAM_GAP = 3
"""Painting operations between two pieces of one token."""

MOST_DIGITS = 7
"""Digits of a number without thousands separators that cities still print: beyond, labels have run together."""

SHADOW = 0.15
"""Ems between a text and its shadow."""

_BRACKETED = re.compile(r"\([^()]*\)")
_SIGN_OR_OPEN = "-−–△▲+±(（〔［["
_CLOSE = ")）〕］]"
_NUMERIC = "0123456789.,"
_ERA_END = ("令和", "平成", "昭和")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number.

    Attributes:
        text: NFKC form, without white space.
        start: Where its baseline starts, in page points.
        end: Where it ends.
        readable: False if any of its glyphs has no Unicode.
        glyphs: One for each character of ``text``.
        visible: False for a hidden OCR layer.
    """

    text: str
    bbox: BBox
    size: float
    angle: float
    order: int
    fill: Paint | None
    start: tuple[float, float]
    end: tuple[float, float]
    readable: bool
    glyphs: tuple[Glyph, ...]
    visible: bool = True

    @property
    def x(self) -> float:
        """Middle, horizontally."""
        return (self.bbox.x0 + self.bbox.x1) / 2

    @property
    def y(self) -> float:
        """Middle, vertically."""
        return (self.bbox.y0 + self.bbox.y1) / 2


@dataclass(slots=True)
class _Growing:
    """A token under construction, in the frame where its baseline is level."""

    run: TextRun
    chars: list[tuple[str, Glyph]]
    orders: list[int]
    end: float
    level: float
    order: int
    spaced: bool = False


def tokens_of(page: PdfPage) -> list[Token]:
    """All tokens, in the order drawn; what is drawn twice in one place (shadows, false bold) comes once.

    Shadows are drawn right before or after their text. The same number in the same place much later is the label of
    another series that has the same value. Years come once however late: a second axis draws its own over the first's.
    """
    found: list[Token] = []
    for grown in _grow(page):
        whole = _token(grown)
        for piece in _cut_shows(whole, grown.orders):
            for token in _cut_years(piece):
                earlier = found if _is_category(token) else found[-2:]
                if not any(_is_shadow(before, token) for before in earlier):
                    found.append(token)
    return found


def _is_category(token: Token) -> bool:
    """Whether a token is a year that cannot be a value too: R5, 令和5年, but not 2023."""
    return not token.text.isdecimal() and parse_year(token.text) is not None


def _is_shadow(before: Token, token: Token) -> bool:
    shift = math.dist(before.start, token.start)
    close = token.order - before.order <= 2 * STREAM_GAP
    return before.text == token.text and close and shift <= SHADOW * token.size


def _grow(page: PdfPage) -> Iterator[_Growing]:
    current: _Growing | None = None
    for run in page.runs:
        cos, sin = math.cos(math.radians(run.angle)), math.sin(math.radians(run.angle))
        for glyph in run.glyphs:
            text = nfkc(glyph.text)
            if not text.strip():
                if current:
                    current.spaced = True
                continue
            start, level = glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin
            if current is None or not _continues(current, run, text, start, level):
                if current:
                    yield current
                current = _Growing(run, [], [], start, level, run.order)
            solid = [char for char in text if not char.isspace()]
            current.chars.extend((char, glyph) for char in solid)
            current.orders.extend(run.order for _ in solid)
            current.end, current.order, current.spaced = start + glyph.advance, run.order, False
    if current:
        yield current


def _continues(current: _Growing, run: TextRun, text: str, start: float, level: float) -> bool:
    size = run.size or 1.0
    if abs(run.angle - current.run.angle) > 1 or run.order - current.order > STREAM_GAP:
        return False
    if not 0.7 < size / (current.run.size or 1.0) < 1.4 or abs(level - current.level) > SAME_LEVEL * size:
        return False
    gap = (start - current.end) / size
    return -0.5 * IN_NAME < gap <= _allowed(current, text[0])


def _allowed(current: _Growing, after: str) -> float:
    before = current.chars[-1][0]
    if before in _SIGN_OR_OPEN or after in _CLOSE:
        return AFTER_SIGN
    numeric = before in _NUMERIC, after in _NUMERIC
    if all(numeric):
        return -1.0 if current.spaced else IN_NUMBER
    if current.spaced:
        word = "".join(char for char, _ in current.chars)
        unit_follows = numeric[0] and re.match(r"[^\x00-\x7f]|%", after)
        return AFTER_SIGN if unit_follows or word.endswith(_ERA_END) else -1.0
    return IN_NAME


def _token(grown: _Growing) -> Token:
    glyphs = tuple(glyph for _, glyph in grown.chars)
    angle = math.radians(grown.run.angle)
    last = glyphs[-1]
    return Token(
        text="".join(char for char, _ in grown.chars),
        bbox=union([g.bbox for g in glyphs]),
        size=grown.run.size or 1.0,
        angle=grown.run.angle,
        order=grown.run.order,
        fill=grown.run.fill,
        start=(glyphs[0].x, glyphs[0].y),
        end=(last.x + last.advance * math.cos(angle), last.y + last.advance * math.sin(angle)),
        readable=all("\ufffd" not in char for char, _ in grown.chars),
        glyphs=glyphs,
        visible=grown.run.visible,
    )


def _cut_shows(token: Token, orders: list[int]) -> list[Token]:
    """Split crowded labels that touch (20122013, 1,2451,310, (52)(48)) where one show operation or bracket ends.

    Only where the whole is no number and each piece is: producers also show one number in several operations.
    """
    whole = parse_number(token.text)
    bracketed = [m.span() for m in _BRACKETED.finditer(token.text)]
    if len(bracketed) > 1 and "".join(token.text[a:b] for a, b in bracketed) == token.text:
        return [part(token, first, end) for first, end in bracketed]
    cuts = [i for i in range(1, len(orders)) if orders[i] != orders[i - 1]]
    if not cuts or (whole and len(str(abs(int(whole.value)))) <= MOST_DIGITS) or parse_year(token.text):
        return [token]
    bounds = [0, *cuts, len(orders)]
    pieces = [part(token, first, end) for first, end in itertools.pairwise(bounds)]
    return pieces if all(parse_number(p.text) or parse_year(p.text) for p in pieces) else [token]


def _cut_years(token: Token) -> Iterator[Token]:
    """Split years that touch (平成25年平成26年) where a full label ends."""
    mentions = find_years(token.text) if len(token.text) > 5 else []
    covered = "".join(token.text[m.start : m.end] for m in mentions)
    if len(mentions) < 2 or covered != token.text:
        yield token
        return
    for mention in mentions:
        yield part(token, mention.start, mention.end)


def part(token: Token, first: int, end: int) -> Token:
    """The characters from ``first`` up to ``end`` as a token of their own."""
    glyphs = token.glyphs[first:end]
    angle = math.radians(token.angle)
    last = glyphs[-1]
    return Token(
        text=token.text[first:end],
        bbox=union([g.bbox for g in glyphs]),
        size=token.size,
        angle=token.angle,
        order=token.order,
        fill=token.fill,
        start=(glyphs[0].x, glyphs[0].y),
        end=(last.x + last.advance * math.cos(angle), last.y + last.advance * math.sin(angle)),
        readable=token.readable,
        glyphs=glyphs,
        visible=token.visible,
    )
