"""Text that may hold anything, made safe for tokenizers: what people paste into Slack and what PDFs give."""

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
"""Control characters but tab and line ends, and lone surrogates, which no UTF-8 encoder takes."""


def cleaned(text: str, longest: int) -> str:
    """The first ``longest`` characters, each run of unsafe ones replaced by a space."""
    return _UNSAFE.sub(" ", text[:longest])
