"""An answer set off for a terminal: the headline strong, quotations behind a bar and wrapped, sources pale."""

import re
import shutil
from collections.abc import Iterator

import click
from rich.cells import cell_len, chop_cells

from bot.answering.answer import Answer
from bot.rendering.text import Line, parts

_WIDEST = 100
_BAR = "│ "
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""A document's or a question's characters must not steer the terminal."""


def shown(answer: Answer) -> Iterator[str]:
    """Lines for a terminal; colours vanish by themselves where the output is none."""
    columns = min(shutil.get_terminal_size().columns, _WIDEST)
    for nth, part in enumerate(parts(answer)):
        if nth:
            yield ""
        for line in part:
            yield from _styled(Line(line.kind, _CONTROL.sub("", line.text)), columns)


def _styled(line: Line, columns: int) -> Iterator[str]:
    if line.kind == "headline":
        yield click.style(line.text, bold=True)
    elif line.kind == "title":
        yield click.style(line.text, fg="cyan", bold=True)
    elif line.kind == "quote":
        for text in line.text.splitlines():
            for piece in wrapped(text, columns - cell_len(_BAR)):
                yield click.style(_BAR, fg="cyan") + piece
    else:
        yield line.text


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of a width in terminal columns, none beginning with a closing sign."""
    lines: list[str] = []
    for piece in chop_cells(text, columns - 2):
        while lines and piece and piece[0] in "、。，．）」』！？ー":
            lines[-1] += piece[0]
            piece = piece[1:]
        if piece:
            lines.append(piece)
    return lines
