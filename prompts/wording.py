"""Templates by name and language, filled with checked placeholders."""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


class Wording:
    """The sentences of one language.

    Args:
        language: ``ja`` or ``en``.
        templates: Template by dotted name, with ``{placeholders}``.
    """

    def __init__(self, language: Language, templates: Mapping[str, str]) -> None:
        self.language = language
        self._templates = dict(templates)

    @property
    def names(self) -> frozenset[str]:
        """Names of all templates."""
        return frozenset(self._templates)

    def placeholders(self, name: str) -> frozenset[str]:
        """What the template needs to be filled."""
        return frozenset(field for _, field, _, _ in string.Formatter().parse(self._templates[name]) if field)

    def say(self, name: str, /, **fields: object) -> str:
        """Fill one template.

        Raises:
            KeyError: If there is no such template, or the fields are not exactly its placeholders.
        """
        if frozenset(fields) != self.placeholders(name):
            raise KeyError(f"{name} takes {sorted(self.placeholders(name))}, not {sorted(fields)}")
        return self._templates[name].format(**fields)


@cache
def wording(language: Language) -> Wording:
    """The wording of a language, read once from its ``*.toml`` files; file, table and key make a name."""
    templates: dict[str, str] = {}
    for file in sorted((files("prompts") / language).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            _flatten(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")), templates)
    return Wording(language, templates)


def _flatten(prefix: str, table: Mapping[str, object], into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, Mapping):
            _flatten(f"{prefix}.{key}", value, into)
        else:
            into[f"{prefix}.{key}"] = str(value).strip("\n")
