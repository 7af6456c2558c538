"""How much work a file may cost, counted in steps rather than seconds: the same file ends the same way everywhere."""

PAGE_STEPS = 1_500_000
"""Steps of one page; a dense page of a white paper takes some 100,000."""

FILE_STEPS = 30_000_000
"""Steps of one file; two thousand pages of text and charts take some ten million."""

BYTES_A_STEP = 64
"""Decoded bytes of content that cost as much as one operation."""

GLYPH_STEPS = 8
"""What a glyph costs: it takes more time and room than an operator."""

FONT_STEPS = 200
"""What loading a font costs beside its tables."""


class OverBudget(Exception):
    """The page takes more work than any real one."""


class FileOverBudget(Exception):
    """The file takes more work than any real one."""


class Budget:
    """The steps that a file has left, and the page under way with them.

    One step is an operator or operand parsed, an operator carried out or an entry of a font's table.
    """

    def __init__(self, steps: int = FILE_STEPS) -> None:
        self._file = steps
        self._page = 0

    def begin_page(self) -> None:
        """Give the next page its share."""
        self._page = PAGE_STEPS

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            OverBudget: If the page has none left.
            FileOverBudget: If the file has none left.
        """
        self._file -= steps
        self._page -= steps
        if self._file < 0:
            raise FileOverBudget
        if self._page < 0:
            raise OverBudget

    def spend_bytes(self, count: int) -> None:
        """Take the steps of so many decoded bytes."""
        self.spend(count // BYTES_A_STEP)
