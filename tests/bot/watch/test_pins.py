"""Every package that is installed with the program is pinned, and the pinned version is the one that is tested."""

import re
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """All that a package needs on this machine, however indirectly."""
    if (name, extras) in seen:
        return set()
    seen.add((name, extras))
    found = set[str]()
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            other = canonicalize_name(requirement.name)
            found |= {other} | needed(other, frozenset(requirement.extras), seen)
    return found


def test_all_that_is_needed_is_pinned_to_what_is_installed() -> None:
    """From the program's own requirements down to the last package, for development too."""
    pins = pinned()
    # What PyTorch needs for graphics cards comes with its own pin, and not at all with the build for processors.
    closure = {
        name for name in needed("sosei", frozenset({"dev"}), set()) if not name.startswith(("nvidia", "triton", "cuda"))
    }
    assert len(closure) > 60
    assert sorted(closure - pins.keys() - {"setuptools"}) == []
    assert {name: distribution(name).version.partition("+")[0] for name in closure & pins.keys()} == {
        name: pins[name] for name in closure & pins.keys()
    }


def test_every_pin_is_of_one_version() -> None:
    """No range, and no package twice."""
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), lines
    assert len(pinned()) == len(lines)
