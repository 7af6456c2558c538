"""What the fourth city's documents say, read from told.toml."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
Year = Literal["R5", "R6"]
FIRST = 2020
_BASE = re.compile(r"(?P<value>[△0-9.,]+)\n（(?P<era>[HR])(?P<year>元|\d+)）")


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
    stated = told.get("truth_R5", told.get("truth")) if edition == "R5" else told.get("truth")
    if stated is None:
        cells = enumerate(shown(key, edition), FIRST)
        stated = {year: cell for year, cell in cells if re.fullmatch(r"△?[0-9,.]+", cell)}
    last = 2023 if edition == "R5" else 2024
    return {int(year): number(text) for year, text in stated.items() if int(year) <= last}


def baseline(key: str) -> tuple[int, Decimal] | None:
    """Year and value of the baseline."""
    found = _BASE.fullmatch(TOLD["indicator"][key]["base"])
    if found is None:
        return None
    count = 1 if found["year"] == "元" else int(found["year"])
    return count + (1988 if found["era"] == "H" else 2018), number(found["value"])


def goal_value(key: str) -> Decimal:
    """The target of 令和6年度."""
    told = TOLD["indicator"][key]
    return number(told.get("goal_value", told["target"]))


def number(text: str) -> Decimal:
    """A printed number."""
    return Decimal(text.replace(",", "").replace("△", "-"))
