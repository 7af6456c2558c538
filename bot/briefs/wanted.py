"""What somebody wants made, as data that a job or a subscription keeps until it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.answering.figures.progress import Standing
from bot.answering.lists.overview import Order
from bot.briefs.brief import Format
from bot.briefs.scope import Scope
from prompts.wording import Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper, or the list of indicators as a spreadsheet.

    Attributes:
        format: Kind of file; ``list`` for the list.
        edition: Label of the edition to tell; None for what is in force.
        standing: For the list: only indicators that stand so.
        order: For the list.
    """

    scope: Scope
    format: Format | Literal["list"]
    edition: str | None = None
    language: Language = "ja"
    standing: Standing | None = None
    order: Order = "place"

    def as_json(self) -> dict[str, Any]:
        """As plain JSON, without what is not said."""
        scope = self.scope
        said = {
            "goal": scope.goal,
            "measure": scope.measure,
            "names": list(scope.names),
            "format": self.format,
            "edition": self.edition,
            "language": self.language,
            "standing": self.standing,
            "order": self.order,
        }
        return {name: value for name, value in said.items() if value not in (None, [])}

    @classmethod
    def read(cls, held: Mapping[str, Any]) -> "Wanted":
        """What ``as_json`` gave; whatever else stands there is passed over."""
        scope = Scope(held.get("goal"), held.get("measure"), tuple(held.get("names", ())))
        return cls(
            scope,
            held["format"],
            held.get("edition"),
            held.get("language", "ja"),
            held.get("standing"),
            held.get("order", "place"),
        )
