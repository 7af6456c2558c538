"""Sources get a number where they are used and are listed under it."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from slack_sdk.models.blocks import ContextBlock, MarkdownTextObject, PlainTextObject, TextObject

from bot.answering.answer import Answer, Source
from bot.rendering.text_numbers import source_line
from bot.slack.blocks.limits import CONTEXT_ELEMENTS, PIECE, Block
from bot.slack.blocks.literal import clipped, escaped, one_line
from prompts.wording import Language, wording

_LONGEST_LINK = 1_000


class Citations:
    """The sources of one answer, numbered from 1 in the order in which the answer uses them."""

    def __init__(self, answer: Answer) -> None:
        self._language = answer.language
        self._numbers: dict[Source, int] = {}
        for source in _sources(answer):
            self._numbers.setdefault(_place(source), len(self._numbers) + 1)

    def mark(self, source: Source) -> str:
        """The source's number as it stands beside what it vouches for: ``[2]``."""
        return wording(self._language).say("text.cite", number=self._numbers[_place(source)])

    def places(self) -> tuple[tuple[str, Source], ...]:
        """Each source's number and what is told of it, in order."""
        return tuple((self.mark(source), source) for source in self._numbers)

    def blocks(self) -> Iterator[Block]:
        """The list of sources in small print."""
        lines = [_line(f"{mark} ", source, self._language) for mark, source in self.places()]
        if not lines:
            return
        title = wording(self._language).say("text.title.sources")
        elements: list[TextObject] = [_plain(title), *lines]
        for start in range(0, len(elements), CONTEXT_ELEMENTS):
            yield ContextBlock(elements=elements[start : start + CONTEXT_ELEMENTS]).to_dict()


def _sources(answer: Answer) -> Iterator[Source]:
    for figure in answer.figures:
        yield from (point.source for point in figure.points)
        yield from (goal.source for goal in (figure.baseline, figure.target) if goal)
    yield from (excerpt.source for excerpt in answer.excerpts)


def _place(source: Source) -> Source:
    """The source with only what the reader sees: two values of one page are one source, however they were read."""
    return replace(source, method="text", printed_page=None, reviewed_by=None, bbox=None)


def _line(mark: str, source: Source, language: Language) -> TextObject:
    if source.url and _linkable(source.url):
        label = clipped(one_line(mark + source_line(replace(source, url=None), language)), PIECE // 5)
        return MarkdownTextObject(text=f"<{escaped(source.url)}|{escaped(label).replace('|', '¦')}>")
    return _plain(mark + source_line(source, language))


def _plain(text: str) -> TextObject:
    return PlainTextObject(text=clipped(one_line(text), PIECE // 2) or "…", emoji=False)


def _linkable(url: str) -> bool:
    """Whether the address can stand in a link without ending it or being another kind of link."""
    if len(url) > _LONGEST_LINK or any(c in "<>|\"'`\\" or not c.isprintable() or c.isspace() for c in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
