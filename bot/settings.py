"""The environment, read once, checked, and frozen: every variable that sosei looks at is a field here.

Only the process's environment counts; no file is read behind the administrator's back. A variable set to nothing
counts as not set. Secrets print as stars.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import SettingInvalid, SettingMissing

ServeMode = Literal["socket", "http"]

_DATABASES = ("sqlite:", "postgres:", "postgresql:", "postgresql+")
_SLACK_TOKENS = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


class Settings(BaseSettings):
    """What the environment says.

    Attributes:
        home: Folder of all local state: database, index snapshots, model, charts, logs.
        database: URL of the database, a secret since it may hold a password; None for SQLite under ``home``.
        embedding_model: Name or path of a sentence-transformers model; None for the one that is installed with sosei.
        rerank_model: Name or path of a cross-encoder that orders the first hits anew; None, as by default, for none.
        slack_api_url: Where Slack's Web API is; a test server or a proxy otherwise. Ends with a slash.
        admins: Slack ids of users or user groups who may administer.
        users: Slack ids of users or user groups who may ask; everybody of the organisation but guests, if empty.
        channels: Slack ids of the channels in which it may be asked; all, if empty.
        shared_channels: Channels shared with other organisations in which it may be asked all the same.
        restricted: Documents that not everybody may see, each with the ids of users, user groups and channels that may.
        retention_days: Days for which what was asked and answered is kept.
        llm_base_url: Address of a language model; None, as by default, for none at all.
        watch_port: Port of this machine for health, readiness and metrics; None for none at all.
        debug: Whether an unexpected error also prints its traceback.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    home: Path = Field(Path("var"), validation_alias="SOSEI_HOME")
    database: SecretStr | None = Field(None, validation_alias="DATABASE_URL")
    embedding_model: str | None = Field(None, validation_alias="EMBEDDING_MODEL")
    rerank_model: str | None = Field(None, validation_alias="RERANK_MODEL")
    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")
    admins: Annotated[tuple[str, ...], NoDecode] = Field((), validation_alias="SOSEI_ADMINS")
    users: Annotated[tuple[str, ...], NoDecode] = Field((), validation_alias="SOSEI_USERS")
    channels: Annotated[tuple[str, ...], NoDecode] = Field((), validation_alias="SOSEI_CHANNELS")
    shared_channels: Annotated[tuple[str, ...], NoDecode] = Field((), validation_alias="SOSEI_SHARED_CHANNELS")
    restricted: Annotated[tuple[tuple[str, tuple[str, ...]], ...], NoDecode] = Field(
        (), validation_alias="SOSEI_RESTRICTED"
    )
    retention_days: int = Field(365, ge=1, le=36_500, validation_alias="SOSEI_RETENTION_DAYS")
    watch_port: int | None = Field(None, ge=0, le=65_535, validation_alias="SOSEI_WATCH_PORT")
    llm_base_url: str | None = Field(None, validation_alias="LLM_BASE_URL")
    llm_model: str | None = Field(None, validation_alias="LLM_MODEL", validate_default=True)
    llm_api_key: SecretStr | None = Field(None, validation_alias="LLM_API_KEY")
    debug: bool = Field(False, validation_alias="SOSEI_DEBUG")

    @field_validator("home")
    @classmethod
    def _from_here(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("database")
    @classmethod
    def _known_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not url.get_secret_value().startswith(_DATABASES):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @field_validator("slack_api_url", "llm_base_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url.rstrip("/") + "/"

    @field_validator("llm_model")
    @classmethod
    def _named_where_used(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is None and info.data.get("llm_base_url") is not None:
            raise ValueError("must be set together with LLM_BASE_URL")
        return name

    @field_validator("admins", "users", "channels", "shared_channels", mode="before")
    @classmethod
    def _listed(cls, ids: object, info: ValidationInfo) -> object:
        if not isinstance(ids, str):
            return ids
        kinds = "CG" if info.field_name in ("channels", "shared_channels") else "UWS"
        return _ids(ids, kinds)

    @field_validator("restricted", mode="before")
    @classmethod
    def _rules(cls, rules: object) -> object:
        if not isinstance(rules, str):
            return rules
        return tuple(_rule(rule) for rule in rules.split(";") if rule.strip())

    @property
    def database_url(self) -> str:
        """The database to open, its password included: never print it."""
        return self.database.get_secret_value() if self.database else f"sqlite:///{self.home / 'sosei.db'}"

    @property
    def database_file(self) -> Path | None:
        """The database's file where it is one; None for a server or a database in memory."""
        path = self.database_url.removeprefix("sqlite:///")
        return Path(path) if path != self.database_url and path else None

    @property
    def charts(self) -> Path:
        """Folder of the chart pictures that the command draws."""
        return self.home / "charts"

    @property
    def log(self) -> Path:
        """File that keeps the tracebacks of unexpected errors."""
        return self.home / "log" / "errors.log"

    def secret(self, name: str, needed_for: str) -> str:
        """A Slack secret by its variable's name, checked.

        Args:
            name: ``SLACK_BOT_TOKEN``, ``SLACK_APP_TOKEN`` or ``SLACK_SIGNING_SECRET``.
            needed_for: What cannot run without it, as an administrator would type it.

        Raises:
            SettingMissing: If it is not set.
            SettingInvalid: If it cannot be what its name says.
        """
        held = getattr(self, name.lower())
        if held is None:
            raise SettingMissing(name=name, needed_for=needed_for)
        secret = str(held.get_secret_value()).strip()
        start = _SLACK_TOKENS.get(name, "")
        if not secret.startswith(start):
            raise SettingInvalid(name=name, detail=f"must start with {start}")
        return secret


def _ids(listed: str, kinds: str) -> tuple[str, ...]:
    """Slack ids between commas or spaces, each beginning with one of some letters."""
    ids = tuple(listed.replace(",", " ").split())
    for id_ in ids:
        if not re.fullmatch(f"[{kinds}][A-Z0-9]+", id_):
            raise ValueError(f"{id_} is no Slack id that begins with {' or '.join(kinds)}")
    return ids


def _rule(rule: str) -> tuple[str, tuple[str, ...]]:
    """``R6 = S0COMMITTEE C0COMMITTEE``: which documents, and who may see them."""
    what, sign, allowed = rule.rpartition("=")
    if not sign or not what.strip():
        raise ValueError(f"{rule.strip()} must be DOCUMENTS = IDS")
    return what.strip(), _ids(allowed, "UWSCG")


def _variable(place: str) -> str:
    """The variable's name; a default that cannot stand is told by its field's."""
    field = Settings.model_fields.get(place)
    return str(field.validation_alias) if field else place


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingInvalid: If a variable holds something that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        detail = first["msg"].removeprefix("Value error, ")
        raise SettingInvalid(name=_variable(str(first["loc"][0])), detail=detail) from None
