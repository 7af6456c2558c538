"""Checksums of a directory's files, written when it is filled and compared when it is read."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

CHECKSUMS = "checksums"
"""Name under which a directory's description holds them."""


def checksums(directory: Path, besides: str = "") -> dict[str, str]:
    """SHA-256 of every file in a directory by its path there, except the one that is to hold them."""
    found = {}
    for file in sorted(directory.rglob("*")):
        if file.is_file() and file.name != besides:
            with file.open("rb") as content:
                found[file.relative_to(directory).as_posix()] = hashlib.file_digest(content, "sha256").hexdigest()
    return found


def wrong_file(directory: Path, expected: Mapping[str, str], besides: str) -> str | None:
    """The first file that is missing, added or not as it was written; None if all are right.

    Raises:
        OSError: If one cannot be read.
    """
    found = checksums(directory, besides)
    names = sorted(expected.keys() | found.keys())
    return next((name for name in names if expected.get(name) != found.get(name)), None)
