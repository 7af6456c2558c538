"""What a person typed, out of Slack's mark-up: mentions dropped, links and entities as they were written."""

import re

_MARK_UP = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def asked(text: str) -> str:
    """The question in a message: ``<@U1> A &amp; B は？`` is ``A & B は？``."""
    plain = _MARK_UP.sub(_written, text)
    return _ENTITY.sub(lambda entity: _CHARACTERS[entity[1]], plain).strip()


def _written(mark: re.Match[str]) -> str:
    target, label = mark["target"], mark["label"]
    match mark["sign"]:
        case "@":
            return ""
        case "#":
            return f"#{label or target}"
        case "!":
            return label or f"@{target}"
        case _:
            return label or target
