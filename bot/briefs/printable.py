"""Text that Office files can hold: control characters, which their XML forbids, are left out."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

T = TypeVar("T")


def printable(held: T) -> T:
    """The same data, every text in it without forbidden characters."""
    return _cleaned(held)  # type: ignore[no-any-return]


def _cleaned(held: Any) -> Any:
    if isinstance(held, str):
        return _FORBIDDEN.sub("", held)
    if isinstance(held, tuple):
        return tuple(map(_cleaned, held))
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{field.name: _cleaned(getattr(held, field.name)) for field in fields(held)})
    return held
