"""Passages: the stored unit of text, cut from sections so that each says one thing and keeps its place."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reading import DocumentKind, Reading, Section, SectionKind

LONGEST = 600
"""Characters of a passage; about 400 tokens of the default model, which cuts at 512."""

SAID_AS: dict[SectionKind, str] = {
    "future_direction": "今後の方向性",
    "analysis": "分析・評価",
    "note": "注記",
    "initiative": "主な取組",
    "policy": "施策の内容",
    "overview": "",
}
"""What staff call a kind of section, whether it is printed over it or not."""

_SENTENCE = re.compile(r"。|[.!?！？](?=\s|$)")
_LEADER = re.compile(r"(?:(?:[.．・･‥]\s?){3,}|[…⋯]{2,})\s*[PpＰｐ]?[.．]?\s*[0-9０-９]+\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, verbatim, with its provenance.

    Attributes:
        id: Hash over document, place and text: the same passage always has the same id.
        document: Title of the document.
        sha256: Of the file.
        page: 1-based page of the file; ``printed_page`` is what is printed on it.
        heading: From the goal downwards, as printed.
    """

    id: str
    text: str
    document: str
    sha256: str
    edition: str
    kind: DocumentKind
    page: int
    section: SectionKind
    heading: tuple[str, ...] = ()
    indicator: str | None = None
    printed_page: str | None = None
    line: int | None = None
    goal: int | None = None
    measure: int | None = None

    @property
    def lacks_sentences(self) -> bool:
        """Whether it only names or counts: the caption of a picture, a table, a list of indicators, a cover."""
        return self.section == "overview" and not _SENTENCE.search(self.text)

    def in_context(self) -> str:
        """The text with its place before it, what is nearest first: what is embedded, never what is quoted."""
        place = [self.indicator or "", *reversed(self.heading), SAID_AS[self.section]]
        return "\n".join(part for part in [" ＞ ".join(p for p in place if p), self.text] if part)


def passages(reading: Reading, edition: str) -> tuple[Passage, ...]:
    """Cut a document's sections into passages, in document order.

    Tables of contents are left out: they name everything and say nothing.

    Args:
        reading: The document as read.
        edition: Label of the edition the document goes into.
    """
    return tuple(
        _passage(reading, edition, section, text, nth)
        for nth, (section, text) in enumerate((s, t) for s in reading.sections for t in pieces(s.text))
        if not is_contents(text)
    )


def _passage(reading: Reading, edition: str, section: Section, text: str, nth: int) -> Passage:
    key = "\x1f".join([reading.sha256, edition, str(section.page), str(nth), section.section, text])
    return Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:20],
        text=text,
        document=reading.title,
        sha256=reading.sha256,
        edition=edition,
        kind=reading.kind,
        page=section.page,
        section=section.section,
        heading=section.heading,
        indicator=section.indicator,
        printed_page=section.printed_page,
        line=section.line,
        goal=section.goal,
        measure=section.measure,
    )


def is_contents(text: str) -> bool:
    """Whether most lines lead by dots to a page number, as in a table of contents."""
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(bool(_LEADER.search(line)) for line in lines) > len(lines)


def pieces(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Split at line ends, then after 。, so that no piece is longer than ``longest`` characters.

    Joined together the pieces give the text back, but for white space at the cuts.
    """
    piece = ""
    for sentence in re.findall(r"[^\n。]*(?:。|\n|$)", text):
        for part in (sentence[i : i + longest] for i in range(0, len(sentence), longest)):
            if piece and len(piece) + len(part) > longest:
                if piece.strip():
                    yield piece.strip()
                piece = ""
            piece += part
    if piece.strip():
        yield piece.strip()
