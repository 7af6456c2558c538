"""``python -m tests.fuzz TARGET --seconds 600``: make inputs until the time is over; keep what breaks something.

Nothing is sent but to this machine.
"""

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from tests.fuzz.choices import Choices
from tests.fuzz.targets import TARGETS, Check

CRASHES = Path(__file__).parent / "crashes"

_LONGEST = 60
"""Seconds that an input may take."""


def main() -> None:
    """Read the arguments and run."""
    reader = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Make inputs that break something.")
    reader.add_argument("target", choices=sorted(TARGETS))
    reader.add_argument("--seconds", type=float, default=60.0)
    reader.add_argument("--seed", type=int, default=0)
    given = reader.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    tried, broken = run(given.target, given.seconds, random.Random(given.seed))
    sys.stdout.write(f"{given.target}: {tried} inputs, {broken} kinds of failure\n")


def run(name: str, seconds: float, source: random.Random) -> tuple[int, int]:
    """How many inputs were tried, and how many kinds of failure they met; one of each kind is kept."""
    target, tried, met = TARGETS[name], 0, set[str]()
    until = time.monotonic() + seconds
    with target.ready() as check:
        while time.monotonic() < until:
            content = target.make(Choices(source.randbytes(source.choice((8, 40, 200, 1000)))))
            tried += 1
            signal.alarm(_LONGEST)
            try:
                check(content)
            except Exception as error:
                kind = _kind(error)
                if kind not in met:
                    met.add(kind)
                    traceback.print_exc()
                    signal.alarm(0)
                    _keep(name, target.suffix, _shortened(content, kind, check))
            finally:
                signal.alarm(0)
    return tried, len(met)


def _kind(error: Exception) -> str:
    """What was raised and where: one failure of a kind is enough."""
    if isinstance(error, AssertionError) and error.args:
        return str(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {frame.filename}:{frame.lineno}"


def _shortened(content: bytes, kind: str, check: Check) -> bytes:
    """The input without what the failure does not need, as far as that is found soon."""
    size = len(content) // 2
    until = time.monotonic() + _LONGEST
    while size and time.monotonic() < until:
        for at in range(0, len(content), size):
            if _fails(content[:at] + content[at + size :], kind, check):
                content = content[:at] + content[at + size :]
                break
        else:
            size //= 2
    return content


def _fails(content: bytes, kind: str, check: Check) -> bool:
    try:
        check(content)
    except Exception as error:
        return _kind(error) == kind
    return False


def _keep(name: str, suffix: str, content: bytes) -> None:
    folder = CRASHES / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / (hashlib.sha256(content).hexdigest()[:12] + suffix)).write_bytes(content)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"over {_LONGEST} s")


if __name__ == "__main__":
    main()
