"""A brief as a file of the wanted kind."""

from pathlib import PurePath

from bot.briefs.brief import FORMATS, Brief, Format
from bot.briefs.printable import printable
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


def paper_bytes(brief: Brief, format: Format) -> bytes:
    """Set a brief in a file of one kind."""
    brief = printable(brief)
    if format == "pptx":
        from bot.briefs.slides import slides_bytes

        return slides_bytes(brief)
    if format == "xlsx":
        from bot.briefs.workbook import workbook_bytes

        return workbook_bytes(brief)
    from bot.briefs.word import word_bytes

    return word_bytes(brief)
