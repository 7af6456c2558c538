"""The port behind which vectors by row are searched."""

from typing import Protocol

from index.encoded import Vectors
from index.vectors import Kind, Rows, Scores


class NearVectors(Protocol):
    """Vectors by row that can be searched."""

    @property
    def count(self) -> int:
        """How many vectors there are."""
        ...

    @property
    def kind(self) -> Kind:
        """How they are searched when nothing is filtered."""
        ...

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """The nearest rows and their cosines, best first and equals in row order, as many as there are up to ``k``.

        Args:
            query: One unit vector, shape ``(dimensions,)``.
            k: At most how many.
            allowed: If given, only these rows are looked at; ascending.
        """
        ...

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """Cosine of the query with each of the given rows."""
        ...
