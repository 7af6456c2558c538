"""``python -m tests.load``: the load test as a command, with what came of it as JSON."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from tests.load.questions import golden_questions, run


def main() -> None:
    """Read the arguments and run."""
    reader = argparse.ArgumentParser(prog="python -m tests.load", description="Load a served sample with questions.")
    reader.add_argument("--home", default=os.environ.get("SOSEI_HOME", "var"), help="home folder with the sample")
    reader.add_argument("--users", type=int, default=50)
    reader.add_argument("--rate", type=float, default=20.0, help="questions a second")
    reader.add_argument("--seconds", type=float, default=60.0, help="at most 600")
    given = reader.parse_args()
    outcome = run(
        Path(given.home).absolute(),
        golden_questions(),
        users=given.users,
        rate=given.rate,
        seconds=min(given.seconds, 600.0),
    )
    sys.stdout.write(json.dumps(asdict(outcome)) + "\n")


if __name__ == "__main__":
    main()
