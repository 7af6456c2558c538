"""Directories that are there whole or not at all: filled aside, then renamed."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MAKING = ".making-"


def make_whole(final: Path, fill: Callable[[Path], None]) -> None:
    """Make a directory by filling another beside it and renaming that; do nothing where it is already there.

    A process that is killed meanwhile, or a full disk, leaves nothing under the final name; what it left beside it
    is cleared by the next call. Two processes do not fill at the same time.

    Args:
        final: The directory to make.
        fill: Writes the files into the directory it is given.
    """
    if final.is_dir():
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    with locked(final.parent):
        for left in final.parent.glob(f"{_MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        if final.is_dir():
            return
        making = final.parent / f"{_MAKING}{final.name}"
        making.mkdir()
        try:
            fill(making)
            os.sync()  # the name must not reach the disk before the bytes do
            making.rename(final)
        finally:
            shutil.rmtree(making, ignore_errors=True)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the directory's lock; the system lets go of it when the process ends, however it ends."""
    with (directory / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
