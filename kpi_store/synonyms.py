"""What staff call things and no document writes, as administrators say it: 学童 for 放課後児童クラブ.

They hold from the next question on, whatever is published; who added or removed one stands in the audit trail.
"""

from collections.abc import Callable

from sqlmodel import Session, col, select

from corpus.errors import SynonymIsIndicator, SynonymUnknown, SynonymUnusable
from corpus.words import plain
from kpi_store import audit
from kpi_store.columns import now
from kpi_store.engine import Database
from kpi_store.figures import Published
from kpi_store.identity import key
from kpi_store.tables import Synonym
from kpi_store.views import SynonymView

SHORTEST, LONGEST = 2, 60
"""Characters of either side: a single one stands in too many words to mean one thing."""


class Synonyms:
    """The synonyms of a store; may be shared by threads and processes.

    Args:
        database: Where they are kept.
        published: Tells what answers now: no name in it may be made to mean another.
    """

    def __init__(self, database: Database, published: Callable[[], Published]) -> None:
        self._database = database
        self._published = published

    def all(self) -> tuple[SynonymView, ...]:
        """All of them, in the order of what is said."""
        with self._database.reading() as session:
            return held(session)

    def add(self, said: str, means: str, by: str) -> tuple[SynonymView, bool]:
        """Let a word mean another; what it meant before is replaced.

        Args:
            said: What staff say.
            means: What the documents write for it.
            by: Who says so, for the audit trail.

        Returns:
            The synonym, and whether anything changed.

        Raises:
            SynonymUnusable: If one side is too short, too long or says nothing, or both are the same.
            SynonymIsIndicator: If ``said`` is the name of an indicator: it would answer with another's figures.
        """
        said, means = _spelled(said), _spelled(means)
        if said == means or not (_usable(said) and _usable(means)):
            raise SynonymUnusable(said=said, means=means, shortest=SHORTEST, longest=LONGEST)
        if any(key(said) == key(name) for view in self._published().indicators() for name in view.names):
            raise SynonymIsIndicator(said=said)
        with self._database.writing() as session:
            row = session.get(Synonym, said)
            if row is not None and row.means == means:
                return _view(row), False
            audit.record(session, "add_synonym", said, by, means=means, before=row.means if row else None)
            row = session.merge(Synonym(said=said, means=means, by=by, at=now()))
            return _view(row), True

    def remove(self, said: str, by: str) -> SynonymView:
        """Take a synonym back.

        Raises:
            SynonymUnknown: If there is none for that word.
        """
        said = _spelled(said)
        with self._database.writing() as session:
            row = session.get(Synonym, said)
            if row is None:
                raise SynonymUnknown(said=said, known=[one.said for one in held(session)])
            audit.record(session, "remove_synonym", said, by, means=row.means)
            view = _view(row)
            session.delete(row)
            return view


def held(session: Session) -> tuple[SynonymView, ...]:
    """All synonyms, in the order of what is said."""
    return tuple(map(_view, session.exec(select(Synonym).order_by(col(Synonym.said)))))


def _view(row: Synonym) -> SynonymView:
    return SynonymView(row.said, row.means, row.by, row.at)


def _spelled(text: str) -> str:
    """As questions are compared: lower case, NFKC-normalised, white space closed up."""
    return " ".join(plain(text).split())


def _usable(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and any(character.isalpha() for character in text)
