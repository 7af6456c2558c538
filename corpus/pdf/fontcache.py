"""Fonts of one file, each loaded once: pages name the same font differently, and a page names it many times."""

from typing import Any

from pypdf.generic import DictionaryObject

from corpus.pdf.budget import FONT_STEPS, Budget
from corpus.pdf.fonts import MissingFont, PdfFont, load_font


class FontCache:
    """Loaded fonts by their dictionary, which is kept so that its identity stays its own."""

    def __init__(self) -> None:
        self._loaded: dict[int, tuple[DictionaryObject, PdfFont]] = {}

    def get(self, fonts: DictionaryObject, name: str, budget: Budget) -> PdfFont:
        """The font of that name in a resource dictionary."""
        return self.load(fonts.raw_get(name), budget) if name in fonts else MissingFont()

    def load(self, reference: Any, budget: Budget) -> PdfFont:
        """The font that a reference leads to."""
        found = reference.get_object()
        if not isinstance(found, DictionaryObject):
            return MissingFont()
        if id(found) not in self._loaded:
            font = load_font(found)
            budget.spend(FONT_STEPS + font.entries)
            self._loaded[id(found)] = found, font
        return self._loaded[id(found)][1]
