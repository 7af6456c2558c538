"""Both languages say the same things with the same facts."""

import inspect

import pytest

from corpus import errors
from prompts.wording import LANGUAGES, Language, wording


def leaves(cls: type[errors.SoseiError]) -> list[type[errors.SoseiError]]:
    """The classes below one that are raised: those that only group others are not."""
    below = cls.__subclasses__()
    return [cls] if not below else [leaf for one in below for leaf in leaves(one)]


ERRORS = leaves(errors.SoseiError)


def test_both_languages_have_the_same_templates() -> None:
    """What can be said in Japanese can be said in English, and the other way round."""
    assert wording("ja").names == wording("en").names


@pytest.mark.parametrize("name", sorted(wording("ja").names))
def test_both_languages_need_the_same_facts(name: str) -> None:
    """A template takes the same placeholders in both languages, so no caller need know the language."""
    if name in wording("en").names:
        assert wording("ja").placeholders(name) == wording("en").placeholders(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_filled(language: Language) -> None:
    """No template has a stray brace."""
    say = wording(language)
    for name in say.names:
        say.say(name, **dict.fromkeys(say.placeholders(name), 1))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_line(error: type[errors.SoseiError], language: Language) -> None:
    """The line of an error uses exactly its facts and is one line."""
    code = error(**dict.fromkeys(error.fields, "x")).code
    said = wording(language)
    assert said.placeholders(f"errors.{code}") == frozenset(error.fields)
    assert "\n" not in said.say(f"errors.{code}", **dict.fromkeys(error.fields, "x"))


def test_no_line_is_left_over() -> None:
    """Each line of errors.toml belongs to an error that is raised."""
    codes = {error(**dict.fromkeys(error.fields, "x")).code for error in ERRORS}
    assert {name.removeprefix("errors.") for name in wording("ja").names if name.startswith("errors.")} == codes


def test_the_tree_in_the_docstring_names_every_error() -> None:
    """Whoever reads the module's first lines sees all errors there are."""
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.SoseiError)]
    assert all(one.__name__ in (errors.__doc__ or "") for one in classes)


def test_unknown_names_and_wrong_facts_are_refused() -> None:
    """A typing error in a name or a placeholder is found by the first call, not shown to a person."""
    said = wording("ja")
    with pytest.raises(KeyError):
        said.say("errors.no_such_line")
    with pytest.raises(KeyError):
        said.say("errors.document_missing")
    with pytest.raises(KeyError):
        said.say("errors.document_missing", file="a.pdf", extra=1)
