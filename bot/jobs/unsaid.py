"""What a document does not say of itself, asked of a person together with the best guess."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bot.publishing.ingest import Given
from corpus.reading import Reading
from corpus.years import era_label, find_years, parse_year


class Unsaid(Exception):
    """A person must say something before the work can be done.

    Attributes:
        files: For each file its ``sha256``, ``file``, and guesses of ``edition``, ``title`` and ``published``; what is
            missing is named in ``missing``.
    """

    def __init__(self, files: list[dict[str, Any]]) -> None:
        super().__init__(len(files))
        self.files = files


def unsaid(given: Iterable[Given], covers: Collection[str], editions: Sequence[str]) -> list[dict[str, Any]]:
    """What must be asked about files.

    Args:
        given: The files as looked at.
        covers: SHA-256 of those that a person was asked about already.
        editions: Labels of the published editions, the newest first.
    """
    return [
        {
            "sha256": one.sha256,
            "file": one.file.name,
            "edition": one.edition or _guessed(one.reading, one.file.stem, editions),
            "title": one.reading.title,
            "published": one.reading.published.isoformat() if one.reading.published else None,
            "missing": missing,
        }
        for one in given
        if one.reading is not None and one.sha256 not in covers and (missing := _missing(one, one.reading))
    ]


def _missing(given: Given, reading: Reading) -> list[str]:
    """What the document lacks. A date is asked for beside the rest, but nothing waits for it alone."""
    lacks = {"edition": given.edition is None, "title": reading.title == given.file.stem}
    needed = [name for name, lacking in lacks.items() if lacking]
    return [*needed, *(["published"] if needed and reading.published is None else [])]


def _guessed(reading: Reading, stem: str, editions: Sequence[str]) -> str:
    """The year that file name or title name; else the year before the date; else the one after the newest edition."""
    for text in (stem, reading.title):
        found = [mention.year for mention in find_years(text)]
        if found:
            return era_label(max(found))
    if reading.published is not None:
        return era_label(reading.published.year - 1)
    newest = parse_year(editions[0]) if editions else None
    return era_label(newest.year + 1) if newest else ""
