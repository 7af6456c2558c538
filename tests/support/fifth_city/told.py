"""What the fifth city's documents say, read from told.toml."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
Year = Literal["R5", "R6"]
FIRST = 2020
ROMAN = "ⅠⅡⅢⅣ"
_VALUE = re.compile(r"(?P<value>▲?[0-9][0-9,.]*)(?P<unit>[^0-9\n]*)(?:\n\(H(?P<heisei>\d+)\))?")


def keys() -> Iterator[tuple[int, int | None, str]]:
    """Goal, measure (None for a 数値目標) and key of each indicator, as printed."""
    for goal, told in enumerate(TOLD["goal"], 1):
        yield goal, None, told["numeric"]
        for measure, one in enumerate(told["measure"], 1):
            yield from ((goal, measure, key) for key in one["kpis"])


def shown(key: str, edition: Year) -> list[str]:
    """The cells of 令和2年度 to the year that an edition is on."""
    told = TOLD["indicator"][key]
    return list(told.get("R5", told["shown"][:4]) if edition == "R5" else told["shown"])


def printed_name(key: str, edition: Year) -> str:
    """The name as an edition prints it, with its line break."""
    told = TOLD["indicator"][key]
    return str(told.get("old_name", told["name"]) if edition == "R5" else told["name"])


def truth(key: str, edition: Year) -> dict[int, Decimal]:
    """The values by year that an edition gives."""
    told = TOLD["indicator"][key]
    stated = told.get("truth_R5" if edition == "R5" else "truth")
    if stated is not None:
        return {int(year): number(text) for year, text in stated.items()}
    cells = enumerate(shown(key, edition), FIRST)
    return {year: number(cell) for year, cell in cells if _VALUE.fullmatch(cell)}


def baseline(key: str) -> tuple[int, Decimal] | None:
    """Year and value of the baseline: of 令和元年度 unless its cell says another."""
    told = TOLD["indicator"][key]
    if "base_value" in told:
        year, value = told["base_value"]
        return int(year), number(value)
    found = _VALUE.fullmatch(told["base"])
    return (1988 + int(found["heisei"] or 31), number(told["base"])) if found else None


def printed_target(key: str, edition: Year) -> str:
    """The target of 令和7年度 as an edition prints it."""
    told = TOLD["indicator"][key]
    return str(told.get("target_R5", told["target"]) if edition == "R5" else told["target"])


def goal_value(key: str, edition: Year) -> Decimal:
    """The target of 令和7年度."""
    return number(TOLD["indicator"][key].get("goal_value", printed_target(key, edition)))


def attainment(key: str, edition: Year) -> Decimal | None:
    """The newest value by the target in %, where an edition has one and more is better."""
    year = 2023 if edition == "R5" else 2024
    value, target = truth(key, edition).get(year), goal_value(key, edition)
    if value is None or target <= 0 or key in ("care", "garbage"):
        return None
    return value / target * 100


def number(text: str) -> Decimal:
    """A printed number, with its unit or without."""
    found = _VALUE.match(text)
    if found is None:
        raise ValueError(text)
    return Decimal(found["value"].replace(",", "").replace("▲", "-"))
