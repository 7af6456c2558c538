"""How much work a file may cost, counted in steps rather than seconds: the same file ends the same way everywhere."""

PAGE_STEPS = 1_000_000
"""Steps of one page; a dense page of a survey takes some 50,000."""

FILE_STEPS = 12_000_000
"""Steps of one file; two thousand pages of text and charts take some ten million."""

BYTES_A_STEP = 16
"""Decoded bytes of content that cost as much as one operation."""

INLINE_BYTES_A_STEP = 2
INLINE_STEPS = 30
"""The same for content with inline images, whose ends must be searched for, and what each of them costs."""

GLYPH_STEPS = 8
"""What a glyph costs: it takes more time and room than an operator."""

FORM_STEPS = 30
"""What drawing a form costs beside its content."""

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

    def spend_content(self, content: bytes) -> None:
        """Take the steps of decoding a content stream and of finding its operators."""
        inline = content.count(b"ID")
        self.spend(len(content) // (INLINE_BYTES_A_STEP if inline else BYTES_A_STEP) + INLINE_STEPS * inline)
