"""``sosei bench reindex``: how much longer answers take while a long document is read and indexed beside them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING

import click

from bot.cli.output import emit, say

if TYPE_CHECKING:
    from bot.wiring import Sosei
    from kpi_store.views import JobView

_QUESTIONS = (
    "待機児童の推移は？",
    "観光入込客数は令和4年何人？",
    "子育て支援の今後の方向性は？",
    "what is the trend of births?",
    "空き家の活用について何をしていますか？",
)
_PAUSE = 0.05
"""Seconds between two questions: more would ask than a city hall ever does."""


@click.command(epilog="Example: sosei bench reindex --pages 200 --json")
@click.option("--pages", type=click.IntRange(20), default=200, show_default=True, help="Pages of the document.")
@click.option("--passages", type=click.IntRange(0), default=600, show_default=True, help="Passages that are embedded.")
@click.option("--seconds", type=click.FloatRange(2), default=20, show_default=True, help="How long quiet is measured.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def reindex(pages: int, passages: int, seconds: float, as_json: bool) -> None:
    """Measure answers beside a re-index.

    A document of so many pages, made of the sample's, is read and indexed by a worker as `sosei serve` has one, in a
    folder of its own, while the same questions are asked as before. Nothing under SOSEI_HOME changes.
    """
    with _office() as sosei:
        for question in _QUESTIONS:
            sosei.answer(question)
        started = perf_counter()
        quiet = _asked(sosei, lambda: perf_counter() - started < seconds)
        busy, job, took = _beside_a_job(sosei, pages, passages)
    found = {
        "pages": pages,
        "passages": passages,
        "state": job.state,
        "seconds": round(took, 1),
        "quiet_ms_p95": _p95(quiet),
        "busy_ms_p95": _p95(busy),
        "times": round(_p95(busy) / _p95(quiet), 2),
        "answers": len(busy),
    }
    if as_json:
        emit(found)
    else:
        click.echo(say("bench.reindex", **{name: found[name] for name in found if name not in ("state", "passages")}))


@contextmanager
def _office() -> Iterator["Sosei"]:
    """A home folder with the sample published, and a worker for it."""
    from bot.jobs.supervisor import worker_beside
    from bot.publishing.sample import load_sample
    from bot.settings import load_settings
    from bot.wiring import Sosei

    settings = load_settings()
    with TemporaryDirectory(prefix="sosei-bench-") as folder:
        home = Path(folder)
        settings.home.joinpath("models").mkdir(parents=True, exist_ok=True)
        (home / "models").symlink_to(settings.home / "models")
        sosei = Sosei(settings.model_copy(update={"home": home, "database": None}))
        load_sample(sosei.desk())
        with worker_beside({"SOSEI_HOME": folder, "DATABASE_URL": ""}):
            yield sosei
        sosei.store.close()


def _beside_a_job(sosei: "Sosei", pages: int, passages: int) -> tuple[list[float], "JobView", float]:
    """Answers while a job runs, what came of it, and how long it took; all in seconds."""
    from bot.jobs.counter import Counter
    from corpus.pdf.repeat import repeated
    from corpus.sample import sample_files

    _, _, newest = sample_files()
    files = [("long.pdf", repeated(newest, pages)), ("long.txt", _text(passages).encode())]
    job, _ = Counter(sosei.store).ask_to_read(files, "bench")
    while sosei.store.jobs.find(job.id).state == "waiting":
        sleep(_PAUSE)
    started = perf_counter()
    busy = _asked(sosei, lambda: not sosei.store.jobs.find(job.id).over)
    return busy, sosei.store.jobs.find(job.id), perf_counter() - started


def _asked(sosei: "Sosei", still: Callable[[], bool]) -> list[float]:
    """Seconds that each answer took, as long as it is to go on."""
    took: list[float] = []
    while still():
        start = perf_counter()
        sosei.answer(_QUESTIONS[len(took) % len(_QUESTIONS)])
        took.append(perf_counter() - start)
        sleep(_PAUSE)
    return took


def _text(passages: int) -> str:
    """A verification with as many passages that nothing else says."""
    head = "汐見野市総合戦略　効果検証報告書\n令和６年度実績\n\n基本目標１　しごと\n施策１－１　産業\n"
    one = "ＫＰＩ：指標その{nth}（件）\n【今後の方向性】\n・取組{nth}を、窓口{many}か所と連携して広げます。\n"
    return head + "".join(one.format(nth=nth, many=nth * 7) for nth in range(passages))


def _p95(took: list[float]) -> float:
    """95 % point in milliseconds."""
    return round(quantiles(took, n=20)[-1] * 1000, 1) if len(took) > 1 else 0.0
