"""The environment becomes settings, or one error that names the variable and never its value."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, load_settings
from corpus.errors import SettingInvalid, SettingMissing

NAMES = [str(field.validation_alias) for field in Settings.model_fields.values()]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_variables_are_those_of_the_contract() -> None:
    """Each variable the contract names is read, the re-ranking model, the gate in Slack, and the debugging switch."""
    assert set(NAMES) == {
        "SOSEI_HOME",
        "DATABASE_URL",
        "EMBEDDING_MODEL",
        "RERANK_MODEL",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_API_URL",
        "SOSEI_ADMINS",
        "SOSEI_USERS",
        "SOSEI_WATCH_PORT",
        "SOSEI_CHANNELS",
        "SOSEI_SHARED_CHANNELS",
        "SOSEI_RESTRICTED",
        "SOSEI_RETENTION_DAYS",
        "LLM_BASE_URL",
        "LLM_MODEL",
        "LLM_API_KEY",
        "SOSEI_DEBUG",
    }


def test_without_any_variable_all_state_is_under_var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The defaults are ./var and SQLite in it, from wherever the command is called."""
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.home == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/sosei.db"
    assert settings.database_file == tmp_path / "var" / "sosei.db"
    assert settings.embedding_model is None
    assert settings.slack_api_url == "https://slack.com/api/"


def test_a_variable_set_to_nothing_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty DATABASE_URL or token, as a template leaves it, is no value."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert settings.database is None
    assert settings.slack_bot_token is None
    assert settings.admins == ()


def test_no_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A .env lying about changes nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("EMBEDDING_MODEL=elsewhere\n")
    assert load_settings().embedding_model is None


def test_settings_do_not_change() -> None:
    """Nobody can change what the environment said."""
    with pytest.raises(ValidationError):
        load_settings().home = Path("/elsewhere")


def test_secrets_do_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a token nor a database password is in what the settings print."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://staff:very-secret@db/sosei")
    settings = load_settings()
    assert "very-secret" not in repr(settings)
    assert "very-secret" not in str(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://staff:hidden@db/sosei"),
        ("SLACK_API_URL", "slack.hidden.example"),
        ("LLM_BASE_URL", "hidden"),
        ("SOSEI_DEBUG", "hidden"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_without_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The error names the variable and what it must be, and keeps its content to itself."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid) as caught:
        load_settings()
    assert caught.value.facts["name"] == name
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_admins_are_listed_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of writing a list give the same ids."""
    monkeypatch.setenv("SOSEI_ADMINS", "U024BE7LH, S0614TZR7 W1")
    assert load_settings().admins == ("U024BE7LH", "S0614TZR7", "W1")


def test_who_may_ask_where_and_see_what_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """People, groups and channels are lists of ids; restricted documents are rules between semicolons."""
    monkeypatch.setenv("SOSEI_USERS", "S0614TZR7")
    monkeypatch.setenv("SOSEI_CHANNELS", "C024BE7LH,G024BE7LH")
    monkeypatch.setenv("SOSEI_SHARED_CHANNELS", "C0PARTNERS")
    monkeypatch.setenv("SOSEI_RESTRICTED", "R6 = S0COMMITTEE C0COMMITTEE; 素案 (第2回) *.pdf=U1 ;")
    settings = load_settings()
    assert (settings.users, settings.channels) == (("S0614TZR7",), ("C024BE7LH", "G024BE7LH"))
    assert settings.shared_channels == ("C0PARTNERS",)
    assert settings.restricted == (("R6", ("S0COMMITTEE", "C0COMMITTEE")), ("素案 (第2回) *.pdf", ("U1",)))
    assert settings.retention_days == 365


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SOSEI_ADMINS", "@chief"),
        ("SOSEI_USERS", "C024BE7LH"),
        ("SOSEI_CHANNELS", "#planning"),
        ("SOSEI_SHARED_CHANNELS", "U1"),
        ("SOSEI_RESTRICTED", "R6"),
        ("SOSEI_RESTRICTED", "= U1"),
        ("SOSEI_RESTRICTED", "R6 = committee"),
        ("SOSEI_RETENTION_DAYS", "0"),
        ("SOSEI_RETENTION_DAYS", "ever"),
    ],
)
def test_a_rule_that_could_not_work_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A name in place of an id, or a rule without people, would silently open or shut the gate: it is an error."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=name):
        load_settings()


def test_an_address_ends_with_one_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK joins method names to the address as it stands."""
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8080/api")
    assert load_settings().slack_api_url == "http://127.0.0.1:8080/api/"


def test_a_missing_secret_names_its_variable_and_what_needs_it() -> None:
    """Who serves without a token is told which."""
    with pytest.raises(SettingMissing) as caught:
        load_settings().secret("SLACK_BOT_TOKEN", "sosei serve")
    assert caught.value.facts == {"name": "SLACK_BOT_TOKEN", "needed_for": "sosei serve"}


def test_tokens_in_each_others_place_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app token where the bot token belongs is refused before Slack is asked, and not shown."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-1-very-secret")
    with pytest.raises(SettingInvalid) as caught:
        load_settings().secret("SLACK_BOT_TOKEN", "sosei serve")
    assert caught.value.facts["name"] == "SLACK_BOT_TOKEN"
    assert "very-secret" not in str(caught.value)


def test_a_language_model_needs_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without a model's name would fail with every answer, so it is told at once."""
    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:8000/v1")
    with pytest.raises(SettingInvalid) as refused:
        load_settings()
    assert refused.value.facts["name"] == "LLM_MODEL"
    monkeypatch.setenv("LLM_MODEL", "small")
    assert load_settings().llm_base_url == "http://127.0.0.1:8000/v1/"
