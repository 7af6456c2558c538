"""How long work tells where it stands."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the step's stable name (``model.weights``, ``embed``), how much is done, and of how much."""


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""
