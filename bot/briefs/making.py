"""Make a paper: gather, set, keep. What is handed out can be had again, byte for byte."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from bot.answering.answer import Answer
from bot.briefs.brief import Format
from bot.briefs.gather import Gatherer
from bot.briefs.paper import paper_bytes
from bot.briefs.scope import Scope
from bot.rendering.picture import Picture
from kpi_store.papers import Papers, PaperView
from prompts.wording import Language

_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Press:
    """Makes papers.

    Attributes:
        gatherer: Over what may be told.
        papers: Where they are kept.
        draw: Draws charts for files that hold pictures.
    """

    gatherer: Gatherer
    papers: Papers
    draw: Callable[[Answer], Picture | None]

    def make(
        self, scope: Scope, format: Format, *, by: str, edition: str | None = None, language: Language = "ja"
    ) -> tuple[PaperView, bytes]:
        """Make a paper and keep it.

        Args:
            scope: Which indicators.
            format: Kind of file.
            by: Who asked for it, for the audit trail.
            edition: Label of the edition to tell; None for what is in force.
            language: Of the words around quotations.

        Raises:
            PlaceUnknown: If the scope names a goal or measure without indicators.
            IndicatorUnknown: If it names an unknown indicator; ``EditionUnknown`` likewise.
            PublicationMoved: If somebody published meanwhile.
        """
        id_ = f"B-{secrets.token_hex(4)}"
        brief = self.gatherer.gather(scope, id=id_, made_on=today(), edition=edition, language=language)
        content = paper_bytes(brief, format, self.draw)
        names = tuple(page.figure.indicator for page in brief.pages)
        kept = self.papers.keep(
            id_, content, title=brief.title, edition=brief.edition, format=format, indicators=names, by=by
        )
        return kept, content


def today() -> date:
    """The date in Japan."""
    return datetime.now(UTC).astimezone(_JAPAN).date()
