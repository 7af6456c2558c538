"""A brief as a file of the wanted kind."""

from collections.abc import Callable
from pathlib import PurePath

from bot.answering.answer import Answer
from bot.briefs.brief import FORMATS, Brief, Format, Page
from bot.briefs.printable import printable
from bot.rendering.picture import Picture
from corpus.errors import BriefUnsupported


def format_of(file: str) -> Format:
    """The kind of file that a name asks for.

    Raises:
        BriefUnsupported: If it is none that a brief can be.
    """
    suffix = PurePath(file).suffix.lower().removeprefix(".")
    for known in FORMATS:
        if suffix == known:
            return known
    raise BriefUnsupported(file=file, supported=tuple(f".{known}" for known in FORMATS))


def paper_bytes(brief: Brief, format: Format, draw: Callable[[Answer], Picture | None]) -> bytes:
    """Set a brief in a file.

    Args:
        brief: What to set.
        format: Kind of file.
        draw: Draws an answer's chart, for files that hold pictures.
    """
    brief = printable(brief)
    if format == "pptx":
        from bot.briefs.slides import slides_bytes

        return slides_bytes(brief)
    if format == "xlsx":
        from bot.briefs.workbook import workbook_bytes

        return workbook_bytes(brief)
    from bot.briefs.word import word_bytes

    return word_bytes(brief, lambda page: draw(_charted(brief, page)))


def _charted(brief: Brief, page: Page) -> Answer:
    """A page's figure in the form in which charts are drawn."""
    return Answer(
        question=page.figure.indicator,
        language=brief.language,
        status="answered",
        intent="trend",
        headline=page.sentences[0],
        figures=(page.figure,),
        wants_chart=bool(page.figure.points),
    )
