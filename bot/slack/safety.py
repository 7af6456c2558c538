"""What a person typed, out of Slack's mark-up: mentions dropped, links and entities as they were written."""

import re

from prompts.wording import Language

_MARK_UP = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
_ENGLISH_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]?[a-z]{2,}(?![A-Za-z])")


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


def language_of(question: str) -> Language:
    """In which language to apologise. An answer knows its own language; this is for when there is none."""
    return "en" if _ENGLISH_WORD.search(question) and not _KANA.search(question) else "ja"
