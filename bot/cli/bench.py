"""``sosei bench``: how fast the parts are on this machine."""

import resource
import sys
from functools import partial
from pathlib import Path
from time import perf_counter

import click

from bot.cli.output import emit, say


@click.group("bench")
def bench() -> None:
    """Measure how fast the parts are on this machine."""


@bench.command(epilog="Example: sosei bench read kensho-R5.pdf --json")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def read(files: tuple[Path, ...], as_json: bool) -> None:
    """Measure how fast documents are read; without FILE, those of the sample.

    Each file is read once, after a short one has warmed up the reader. The memory is the most that the process has
    held so far, with the reader itself.
    """
    from bot.cli.progress import steps
    from corpus.read import read as read_document
    from corpus.sample import sample_files

    report = partial(steps(), "read")
    read_document(min(sample_files(), key=lambda file: file.stat().st_size))
    for file in files or sample_files():
        start = perf_counter()
        pages = read_document(file, report).pages
        seconds = perf_counter() - start
        found = {
            "file": file.name,
            "pages": pages,
            "seconds": round(seconds, 3),
            "pages_per_second": round(pages / seconds, 1),
            "peak_mib": _peak_mib(),
        }
        if as_json:
            emit(found)
        else:
            click.echo(say("bench.read", **found))


def _peak_mib() -> int:
    """The most memory that this process has held, in MiB. Linux counts in KiB, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
