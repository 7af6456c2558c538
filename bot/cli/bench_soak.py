"""Whether memory stays flat however many questions are answered: the slope of a line through it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import linear_regression

from bot.cli.bench_ask import questions_about
from bot.wiring import Sosei

_LOOKS = 40
"""How often memory is looked at."""

_SETTLED = 0.25
"""Share of the questions before which caches still fill."""


@dataclass(frozen=True, slots=True)
class Soak:
    """Memory over many questions.

    Attributes:
        first_mib: Resident memory once caches are full; ``last_mib`` at the end.
        kib_a_thousand: Slope of the line of best fit through memory from then on, in KiB per thousand questions.
    """

    questions: int
    first_mib: float
    last_mib: float
    kib_a_thousand: float


def soak(sosei: Sosei, many: int, told: Callable[[int, int], None]) -> Soak | None:
    """Ask many questions, each with its chart's answer but without drawing it; None where nothing is published."""
    asked = questions_about(sosei)
    if not asked:
        return None
    every = max(many // _LOOKS, 1)
    seen: list[tuple[int, int]] = []
    for nth, question in enumerate(islice(cycle(asked), many), 1):
        sosei.answer(question)
        if nth % every == 0:
            seen.append((nth, _rss_kib()))
            told(nth, many)
    settled = [(nth, kib) for nth, kib in seen if nth >= _SETTLED * many]
    numbers, memory = zip(*settled, strict=True)
    slope = linear_regression(numbers, memory).slope if len(settled) > 1 else 0.0
    return Soak(many, round(memory[0] / 1024, 1), round(memory[-1] / 1024, 1), round(1000 * slope, 1))


def _rss_kib() -> int:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
