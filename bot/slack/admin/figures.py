"""Figures as XLSX: exported into the administrator's direct messages, imported after a look at what they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from slack_bolt import App

from bot.slack.admin.office import Click, Office, carried, clicking
from bot.slack.admin.parts import actions, button, person, section
from bot.slack.blocks import escaped
from corpus.errors import DraftGone, SoseiError
from kpi_store.figure_files import read_figures
from kpi_store.sheets import read_rows

_IMPORT, _DROP = "admin_import", "admin_import_drop"
_TELLING = {"indicator", "year", "value"}


def register(app: App, office: Office) -> None:
    """Listen for the buttons under an offered import."""
    app.action(_IMPORT)(clicking(office, lambda click: _import(office, click)))
    app.action(_DROP)(clicking(office, lambda click: _drop(office, click)))


def are_figures(name: str, content: bytes) -> bool:
    """Whether a file is a table of figures to import rather than a document: a CSV, or a workbook with its columns."""
    suffix = PurePath(name).suffix.lower()
    if suffix != ".xlsx":
        return suffix == ".csv"
    try:
        with _as_file(name, content) as file:
            _, header = read_rows(file)[0]
    except SoseiError:
        return False
    return {cell.lower() for cell in header} >= _TELLING


def offer_import(office: Office, name: str, content: bytes, channel: str, thread: str) -> None:
    """Check a file of figures and ask whether it is to be imported.

    Raises:
        ImportRefused: If any row is wrong.
    """
    with _as_file(name, content) as file:
        figures = read_figures(file).figures
    sha256 = office.store.originals.keep_upload(content)
    indicators = len({figure.name for figure in figures})
    text = office.say("figures.offer", file=escaped(name), figures=len(figures), indicators=indicators)
    value = carried(name=name, sha256=sha256)
    buttons = actions(
        button(office.say("figures.import"), _IMPORT, value, "primary"),
        button(office.say("figures.drop"), _DROP, value),
    )
    office.post(channel, thread, text, [section(text), buttons])


def export(office: Office, channel: str) -> None:
    """Send all figures that answer into somebody's direct messages."""
    with TemporaryDirectory(prefix="sosei-") as folder:
        file = Path(folder, "kpi.xlsx")
        rows = office.store.export_figures(file)
        comment = office.say("figures.exported", rows=rows)
        office.client.files_upload_v2(
            channel=channel, content=file.read_bytes(), filename=file.name, title=file.name, initial_comment=comment
        )


def _import(office: Office, click: Click) -> None:
    asked = click.carried()
    content = office.store.originals.content(asked["sha256"])
    if content is None:
        raise DraftGone()
    with _as_file(asked["name"], content) as file:
        done = office.store.import_figures(file, click.user)
    office.store.originals.drop_uploads([asked["sha256"]])
    facts = {"file": escaped(asked["name"]), "figures": done.figures, "by": person(click.user)}
    text = office.say("figures.imported" if done.changed else "figures.imported_already", **facts)
    office.update(click.channel, click.ts, text, [section(text)])


def _drop(office: Office, click: Click) -> None:
    asked = click.carried()
    office.store.originals.drop_uploads([asked["sha256"]])
    text = office.say("figures.dropped", file=escaped(asked["name"]), by=person(click.user))
    office.update(click.channel, click.ts, text, [section(text)])


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    """Under its own name, which it is known by once it is imported."""
    with TemporaryDirectory(prefix="sosei-") as folder:
        file = Path(folder, PurePath(name.replace("\\", "/")).name)
        file.write_bytes(content)
        yield file
