"""``sosei bench``: how fast the parts are on this machine."""

import re
import resource
import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from bot.cli.bench_reindex import reindex
from bot.cli.output import emit, say

if TYPE_CHECKING:
    from index.bench import Build


@click.group("bench")
def bench() -> None:
    """Measure how fast the parts are on this machine."""


bench.add_command(reindex)


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


@bench.command(epilog="Example: sosei bench search --vectors 1000000 --json")
@click.option(
    "--vectors", type=click.IntRange(10), default=100_000, show_default=True, help="How many; a million take 3 GiB."
)
@click.option("--queries", type=click.IntRange(1), default=200, show_default=True, help="How many are asked.")
@click.option("--database", is_flag=True, help="In the database of DATABASE_URL (pgvector), not in files (FAISS).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def search(vectors: int, queries: int, database: bool, as_json: bool) -> None:
    """Measure the search for near vectors, on made-up ones in clusters.

    The index is chosen by size, as for passages. Its recall is told against the comparison with every vector, also
    where a filter admits a part of them: scattered over all clusters, or whole clusters together. The memory is the
    most that the process has held, with all vectors as they were made up.
    """
    from dataclasses import asdict

    from bot.cli.progress import steps
    from index.bench import bench_vectors, in_a_file

    build = _in_database() if database else in_a_file
    found = asdict(bench_vectors(vectors, queries, progress=steps(), build=build)) | {"peak_mib": _peak_mib()}
    if as_json:
        emit(found)
        return
    filtered = found.pop("filtered")
    kind, backend = say(f"status.{found.pop('kind')}"), say(f"status.{found.pop('backend')}")
    size = found.pop("index_bytes") // 2**20
    click.echo(say("bench.search", index=kind, backend=backend, index_mib=size, **found))
    for one in filtered:
        one["percent"], one["lie"] = round(100 * one.pop("share")), say(f"bench.{one['lie']}")
        click.echo("  " + say("bench.filtered", **one))


def _in_database() -> "Build":
    from functools import partial

    from bot.wiring import wired
    from index.pgvector.bench import on_trial

    sosei = wired()
    if sosei.held.server is None or sosei.pgvector != "ready":
        raise click.UsageError(say("bench.no_pgvector"), click.get_current_context())
    return partial(on_trial, sosei.held.server)


@bench.command(epilog="Example: sosei bench ask --questions 500 --json")
@click.option("--questions", type=click.IntRange(1), default=200, show_default=True, help="How many are asked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def ask(questions: int, as_json: bool) -> None:
    """Measure how fast questions about what is published are answered.

    They are made of the indicators' names and the measures' titles, and asked one after another with the model loaded;
    charts are measured apart. A process of its own shows how long it takes from its start to an answer.
    """
    from dataclasses import asdict

    from bot.cli.bench_ask import measure
    from bot.cli.progress import steps
    from bot.wiring import wired

    speed = measure(wired(steps()), questions)
    if speed is None:
        raise click.ClickException(say("bench.nothing"))
    found = asdict(speed) | {"peak_mib": _peak_mib()}
    if as_json:
        emit(found)
    else:
        click.echo(say("bench.ask", **found))


@bench.command(epilog="Example: sosei bench questions --passages 10000 --json")
@click.option("--passages", type=click.IntRange(1), default=10_000, show_default=True, help="How many are searched.")
@click.option("--queries", type=click.IntRange(1), default=200, show_default=True, help="How many are asked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def questions(passages: int, queries: int, as_json: bool) -> None:
    """Measure the whole way from a question to its passages.

    The questions go through the real model. The passages are made up of sentences of the sample, their vectors at
    random, so that nothing must be embedded. What is published is not touched.
    """
    from dataclasses import asdict

    from bot.cli.progress import steps
    from bot.wiring import wired
    from corpus.passages import passages as cut
    from corpus.read import read as read_document
    from corpus.sample import sample_files
    from index.question_bench import bench_questions

    report = steps()
    given = [one for file in sample_files() for one in cut(read_document(file), "")]
    found = asdict(bench_questions(wired(report).embedder, given, passages, queries, report))
    if as_json:
        emit(found)
    else:
        click.echo(say("bench.questions", **found))


@bench.command(epilog="Example: sosei bench soak --questions 10000")
@click.option("--questions", type=click.IntRange(40), default=10_000, show_default=True, help="How many are asked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def soak(questions: int, as_json: bool) -> None:
    """Measure whether memory stays flat over many questions.

    The slope is that of the line of best fit through the process's memory, once its caches are full.
    """
    from dataclasses import asdict

    from bot.cli.bench_soak import soak as measure
    from bot.cli.progress import steps
    from bot.wiring import wired

    progress = steps()
    found = measure(wired(progress), questions, lambda done, total: progress("query", done, total))
    if found is None:
        raise click.ClickException(say("bench.nothing"))
    if as_json:
        emit(asdict(found))
    else:
        click.echo(say("bench.soak", **asdict(found)))


def _peak_mib() -> int:
    """The most memory that this process has held, in MiB.

    Linux tells it of the process itself; ``ru_maxrss``, which elsewhere must do, also counts what a parent held that
    this process was forked from. It is in KiB, on macOS in bytes.
    """
    status = Path("/proc/self/status")
    if status.exists() and (peak := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(peak[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
