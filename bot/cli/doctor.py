"""``sosei doctor``: what is set up, what is missing, and how to mend it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from bot.cli.output import emit, interface_language, say

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.wiring import Sosei

_LEAST_FREE_MIB = 1024
"""A new edition of hundreds of pages and its index take some hundred mebibytes."""

_MOST_SECONDS_OFF = 60
"""Slack's signatures are refused when the clock is five minutes off."""

State = Literal["ok", "broken", "off"]
"""Fine / must be mended / not set up, which is no fault."""

_COLOURS = {"ok": "green", "broken": "red", "off": "yellow"}
_SECRETS = {
    "slack_socket": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    "slack_http": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its stable name, how it is, and a line that says so and what to do."""

    name: str
    state: State
    message: str


@click.command(epilog="Example: sosei doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def doctor(as_json: bool) -> None:
    """Tell what is set up, what is missing and how to mend it.

    Changes nothing. The exit code is 1 if something that is needed is broken; what is merely not set up is no fault.
    """
    from bot.wiring import wired

    findings = []
    for finding in examine(wired()):
        findings.append(finding)
        if not as_json:
            _print(finding)
    fine = all(finding.state != "broken" for finding in findings)
    if as_json:
        emit({"ok": fine, "checks": findings})
    if not fine:
        click.get_current_context().exit(1)


def _print(finding: Finding) -> None:
    from rich.cells import cell_len

    state = say(f"doctor.{finding.state}")
    mark = click.style(state, fg=_COLOURS[finding.state]) + " " * (8 - cell_len(state))
    click.echo(f"{mark}{say(f'doctor.{finding.name}')}: {finding.message}")


def examine(sosei: "Sosei") -> Iterator[Finding]:
    """Look at everything in turn; nothing that is found broken keeps the rest from being looked at."""
    yield _home(sosei.settings.home)
    yield _disk(sosei.settings.home)
    database = _checked("database", lambda: _database(sosei.settings))
    yield database
    if database.state == "ok":
        yield _checked("documents", lambda: _documents(sosei))
        for what, _ in sosei.settings.restricted:
            yield _checked("restricted", lambda what=what: _restricted(sosei, what))  # type: ignore[misc]
    yield _checked("model", lambda: _model(sosei))
    yield _checked("rerank_model", lambda: _rerank_model(sosei))
    if database.state == "ok":
        yield _checked("index", lambda: _index(sosei))
        if sosei.pgvector is not None:
            yield _pgvector(sosei.pgvector)
    yield _language_model(sosei)
    yield _font()
    for name, secrets in _SECRETS.items():
        yield _checked(name, lambda name=name, secrets=secrets: _secrets(sosei.settings, name, secrets))  # type: ignore[misc]
    yield _checked("slack_token", lambda: _slack(sosei.settings))
    yield _checked("clock", lambda: _clock(sosei.settings))


def _checked(name: str, look: Callable[[], Finding]) -> Finding:
    """What a look finds; an error that it meets is the finding."""
    from bot.rendering.text_errors import error_line
    from corpus.errors import SoseiError

    try:
        return look()
    except SoseiError as error:
        return Finding(name, "broken", error_line(error, interface_language()))


def _home(home: Path) -> Finding:
    """Whether the home folder can be written, or made."""
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding("home", "ok", say("doctor.home_ok", home=home))
    detail = os.strerror(13 if nearest.is_dir() else 20)
    return Finding("home", "broken", say("doctor.home_broken", home=home, detail=f"{nearest}: {detail}"))


def _disk(home: Path) -> Finding:
    """Whether there is room for a new edition: its file, its index, and what SQLite needs while it writes."""
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free >> 20
    if free >= _LEAST_FREE_MIB:
        return Finding("disk", "ok", say("doctor.disk_ok", free=free))
    return Finding("disk", "broken", say("doctor.disk_broken", free=free, home=home, needed=_LEAST_FREE_MIB))


def _database(settings: "Settings") -> Finding:
    from corpus.errors import StoreOutdated
    from kpi_store.engine import Database
    from kpi_store.schema import schema_state

    shown = Database(settings.database_url).shown
    file = settings.database_file
    if file is not None and not file.exists():
        return Finding("database", "ok", say("doctor.database_new", url=shown))
    state = schema_state(settings.database_url)
    if not state.current:
        raise StoreOutdated(url=shown, found=state.found, needed=state.needed)
    return Finding("database", "ok", say("doctor.database_ok", url=shown, revision=state.found))


def _documents(sosei: "Sosei") -> Finding:
    current = sosei.held.current()
    if current is None or not current.documents:
        return Finding("documents", "off", say("doctor.documents_none"))
    editions = say("comma").join(sosei.held.editions()) or say("nothing")
    message = say("doctor.documents_ok", documents=len(current.documents), editions=editions)
    return Finding("documents", "ok", message)


def _restricted(sosei: "Sosei", what: str) -> Finding:
    """Which documents a rule keeps from others: a slip in it would show them to all."""
    from kpi_store.withholding import Restriction

    covered = [d.file for d in sosei.held.documents() if Restriction(what).covers(d)]
    if not covered:
        return Finding("restricted", "off", say("doctor.restricted_none", what=what))
    files = say("comma").join(Path(file).name for file in covered)
    return Finding("restricted", "ok", say("doctor.restricted_ok", what=what, files=files))


def _model(sosei: "Sosei") -> Finding:
    """Load the model, but do not make the default one just to have a look."""
    from index.packaged_weights import packaged_file

    name = sosei.embedder.name
    if not sosei.settings.embedding_model and not (sosei.settings.home / "models" / name).is_dir():
        packaged_file()
        return Finding("model", "ok", say("doctor.model_new", model=name))
    _ = sosei.embedder.dimensions
    return Finding("model", "ok", say("doctor.model_ok", model=name))


def _rerank_model(sosei: "Sosei") -> Finding:
    """Let the cross-encoder, if one is set, order something."""
    if sosei.reranker is None:
        return Finding("rerank_model", "off", say("doctor.rerank_model_off"))
    sosei.reranker.scores("。", ["。", "、"])
    return Finding("rerank_model", "ok", say("doctor.rerank_model_ok", model=sosei.reranker.name))


def _index(sosei: "Sosei") -> Finding:
    searcher = sosei.finder.searcher()
    if searcher is None:
        return Finding("index", "off", say("doctor.index_none"))
    snapshot = searcher.snapshot
    message = say("doctor.index_ok", snapshot=snapshot.id, passages=len(snapshot.passages))
    return Finding("index", "ok", message)


def _pgvector(state: str) -> Finding:
    """Whether any number of machines can answer from the database; one can without."""
    return Finding("pgvector", "ok" if state == "ready" else "off", say(f"status.pgvector_{state}"))


def _language_model(sosei: "Sosei") -> Finding:
    """Ask the language model for a word, if one is set up. One that does not answer breaks nothing, but is told."""
    address = sosei.settings.llm_base_url
    if sosei.language_model is None:
        return Finding("language_model", "off", say("doctor.language_model_off"))
    if sosei.language_model.complete("ok", "ok") is None:
        return Finding("language_model", "broken", say("doctor.language_model_broken", url=address))
    return Finding("language_model", "ok", say("doctor.language_model_ok", url=address))


def _font() -> Finding:
    from bot.rendering.charts_font import font_file

    try:
        return Finding("font", "ok", say("doctor.font_ok", font=font_file().name))
    except FileNotFoundError as error:
        return Finding("font", "broken", say("doctor.font_broken", detail=error))


def _secrets(settings: "Settings", name: str, secrets: tuple[str, ...]) -> Finding:
    missing = [secret for secret in secrets if getattr(settings, secret.lower()) is None]
    if missing:
        return Finding(name, "off", say("doctor.slack_off", names=say("comma").join(missing)))
    for secret in secrets:
        settings.secret(secret, "sosei serve")
    return Finding(name, "ok", say("doctor.slack_ok"))


def _slack(settings: "Settings") -> Finding:
    """Ask Slack about the token, if there is one."""
    if settings.slack_bot_token is None:
        return Finding("slack_token", "off", say("doctor.slack_token_off"))
    from bot.slack.scopes import not_granted
    from bot.slack.settings import SlackSettings
    from bot.slack.web import checked_client

    token = settings.secret("SLACK_BOT_TOKEN", "sosei serve")
    client = checked_client(SlackSettings(bot_token=token, api_url=settings.slack_api_url))
    if lacking := not_granted(client):
        return Finding("slack_token", "broken", say("doctor.slack_scopes", scopes=say("comma").join(lacking)))
    return Finding("slack_token", "ok", say("doctor.slack_token_ok"))


def _clock(settings: "Settings") -> Finding:
    """How far the clock is from Slack's, if Slack can be asked."""
    from bot.slack.settings import SlackSettings
    from bot.slack.web import checked_client, seconds_ahead
    from corpus.errors import SettingError

    try:
        token = settings.secret("SLACK_BOT_TOKEN", "sosei serve")
        ahead = seconds_ahead(checked_client(SlackSettings(bot_token=token, api_url=settings.slack_api_url)))
    except SettingError:  # told by the findings before
        ahead = None
    if ahead is None:
        return Finding("clock", "off", say("doctor.clock_off"))
    state: State = "ok" if abs(ahead) <= _MOST_SECONDS_OFF else "broken"
    return Finding("clock", state, say(f"doctor.clock_{state}", seconds=ahead))
