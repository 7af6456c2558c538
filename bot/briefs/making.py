"""Make a paper: gather, set, keep. What is handed out can be had again, byte for byte."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from bot.briefs.brief import Format
from bot.briefs.gather import Gatherer
from bot.briefs.list_paper import ListPaper
from bot.briefs.paper import paper_bytes
from bot.briefs.scope import Scope
from bot.briefs.wanted import Wanted
from index.progress import Progress, silent
from kpi_store.papers import Papers, PaperView
from prompts.wording import Language

_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Press:
    """Makes papers.

    Attributes:
        gatherer: Over what may be told.
        papers: Where they are kept.
    """

    gatherer: Gatherer
    papers: Papers

    def make(
        self,
        scope: Scope,
        format: Format,
        *,
        by: str,
        edition: str | None = None,
        language: Language = "ja",
        progress: Progress = silent,
    ) -> tuple[PaperView, bytes]:
        """Make a paper and keep it.

        Args:
            scope: Which indicators.
            format: Kind of file.
            by: Who asked for it, for the audit trail.
            edition: Label of the edition to tell; None for what is in force.
            language: Of the words around quotations.
            progress: Hears how many indicators are gathered, and that the file is set.

        Raises:
            PlaceUnknown: If the scope names a goal or measure without indicators.
            IndicatorUnknown: If it names an unknown indicator; ``EditionUnknown`` likewise.
            PublicationMoved: If somebody published meanwhile.
        """
        id_ = _new_id()
        brief = self.gatherer.gather(
            scope, id=id_, made_on=today(), edition=edition, language=language, progress=progress
        )
        progress("set", 0, 1)
        content = paper_bytes(brief, format)
        names = tuple(page.figure.indicator for page in brief.pages)
        kept = self.papers.keep(
            id_, content, title=brief.title, edition=brief.edition, format=format, indicators=names, by=by
        )
        return kept, content

    def fulfil(self, wanted: Wanted, *, by: str, progress: Progress = silent) -> PaperView:
        """Make what is wanted and keep it. As ``make``."""
        if wanted.format != "list":
            made, _ = self.make(
                wanted.scope,
                wanted.format,
                by=by,
                edition=wanted.edition,
                language=wanted.language,
                progress=progress,
            )
            return made
        _, made, _ = self.list(wanted, by=by)
        return made

    def list(self, wanted: Wanted, *, by: str) -> tuple[ListPaper, PaperView, bytes]:
        """Make the list of indicators as a spreadsheet and keep it.

        Raises:
            PlaceUnknown: As ``make``.
        """
        paper = ListPaper.of(self.gatherer.store.published(), wanted, _new_id(), today())
        content = paper.workbook()
        kept = self.papers.keep(
            paper.id,
            content,
            title=paper.title,
            edition=paper.edition,
            format="xlsx",
            indicators=tuple(row.indicator.name for row in paper.rows),
            by=by,
        )
        return paper, kept, content


def _new_id() -> str:
    return f"B-{secrets.token_hex(4)}"


def today() -> date:
    """The date in Japan."""
    return datetime.now(UTC).astimezone(_JAPAN).date()
