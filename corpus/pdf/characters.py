"""Characters that fonts name in place of the ones that are meant.

Full-width forms, circled digits and signs stay as they are: they differ on the page, and whoever compares normalises.
"""

import unicodedata

_RADICALS = dict(
    zip(
        "⺝⺠⺒⻁⻄⻆⻑⻗⻘⻝⻣⻤⻨⻩⻫⻭⻯⻲",
        "月民巳虎西角長雨青食骨鬼麦黄斉歯竜亀",
        strict=True,
    )
)
"""Of the CJK radicals supplement (U+2E80), those that look like a kanji of daily use: NFKC knows only two."""

_COMPATIBLE = [*range(0x2E80, 0x2FE0), *range(0xFB00, 0xFB07)]
"""Radicals, which browsers write where a font has one glyph for both, and Latin ligatures."""


def _upright(code: int) -> str:
    """A sign of vertical writing as it is written in a line: ︑ is 、 and ︵ is （."""
    plain = {0xFE19: "…", 0xFE30: "‥"}.get(code) or unicodedata.normalize("NFKC", chr(code))
    return chr(ord(plain) + 0xFEE0) if plain.isascii() else plain


_MEANT = {
    **{ord(radical): kanji for radical, kanji in _RADICALS.items()},
    **{code: plain for code in _COMPATIBLE if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)},
    **{code: _upright(code) for code in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE49))},
    # Drawn, so it is a hyphen that is seen; fonts have one glyph for both, and -320 must not become 320.
    0x00AD: "-",
    0x200B: None,
    0xFEFF: None,
}


def meant(text: str) -> str:
    """The text with such characters replaced."""
    return text if text.isascii() else text.translate(_MEANT)
