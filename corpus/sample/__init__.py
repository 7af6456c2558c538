"""The sample corpus: the strategy of a made-up city, 汐見野市, and two years of its verification, as PDFs.

Beside each verification PDF stands its truth (``.json``): every value of every chart, for scoring a chart reader.
``python -m corpus.sample.make`` makes all of them again.
"""

import hashlib
from functools import cache
from pathlib import Path

STRATEGY_FILE = "shiomino-strategy.pdf"
EDITION_FILES = {"R4": "shiomino-verification-R4.pdf", "R5": "shiomino-verification-R5.pdf"}
"""File by label of the edition, in publishing order."""


def sample_files() -> tuple[Path, ...]:
    """The three PDFs in publishing order: the strategy, then the verification of R4 and of R5."""
    return tuple(Path(__file__).parent / name for name in (STRATEGY_FILE, *EDITION_FILES.values()))


def is_sample(sha256: str) -> bool:
    """Whether a file with this hash (lower-case hex) is one of the sample documents."""
    return sha256 in _hashes()


@cache
def _hashes() -> frozenset[str]:
    return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in sample_files())
