"""What the third city's documents say, read from told.toml: indicators in the order in which they are printed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ACTUAL = ("令和元", "令和２", "令和３", "令和４", "令和５", "令和６")
"""The years whose values the newest document prints."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator stands: its 重点戦略, and its 具体的施策 unless it is a 数値目標."""

    goal: str
    policy: str | None
    number: str


def wide(number: int) -> str:
    """A number in full-width digits, as headings print it."""
    return str(number).translate(FULL_WIDTH)


def placed() -> Iterator[tuple[str, Place]]:
    """Every indicator's key with its place."""
    for n, goal in enumerate(TOLD["strategy_goal"], 1):
        name = f"重点戦略{wide(n)}　{goal['title']}"
        for i, key in enumerate(goal["numeric"], 1):
            yield key, Place(name, None, f"{n}-{i}")
        for p, policy in enumerate(goal["policy"], 1):
            for i, key in enumerate(policy["kpis"], 1):
                yield key, Place(name, f"具体的施策（{wide(p)}）{policy['title']}", f"{n}-({p})-{i}")


def last_target(told: dict[str, Any], newest: bool) -> str:
    """The target of 令和７年度 as the newest or the older documents print it."""
    target: str = told.get("target") or told["targets"][-1]
    return target if newest else told.get("old_target", target)


def name_in(told: dict[str, Any], newest: bool) -> str:
    """The indicator's name as the newest or the older documents print it."""
    name: str = told["name"] if newest else told.get("old_name", told["name"])
    return name
