"""``sosei brief``: committee papers as Word, PowerPoint or Excel files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language
from corpus.errors import DocumentMissing

if TYPE_CHECKING:
    from kpi_store.papers import PaperView

_OUT = click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="File to write.")
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.group(invoke_without_command=True, epilog="Example: sosei brief --goal 2 --out goal2.pptx")
@click.option("--goal", type=int, metavar="N", help="The indicators of that 基本目標.")
@click.option("--measure", metavar="N-N", help="The indicators of that 施策, such as 2-2.")
@click.option("--indicator", "names", multiple=True, metavar="NAME", help="One indicator; may be given several times.")
@click.option("--all", "everything", is_flag=True, help="All indicators.")
@click.option("--edition", metavar="R4", help="As that edition tells it, not what is in force.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Of the words around quotations; else the terminal's.")
@_OUT
@_AS_JSON
@click.pass_context
def brief(
    context: click.Context,
    goal: int | None,
    measure: str | None,
    names: tuple[str, ...],
    everything: bool,
    edition: str | None,
    lang: Any,
    out: Path | None,
    as_json: bool,
) -> None:
    """Make a committee paper, or give one back that was made.

    The ending of FILE says the kind: .docx a report with expected questions, .pptx a page an indicator with an editable
    chart, .xlsx figures with formulas. Each paper has an id and is kept: sosei brief show ID gives the same file again.
    """
    if context.invoked_subcommand is not None:
        return
    if out is None:
        raise click.UsageError("--out FILE is needed.", context)
    if [goal is not None, measure is not None, bool(names), everything].count(True) != 1:
        raise click.UsageError("Give one of --goal, --measure, --indicator and --all.", context)
    from bot.briefs.paper import format_of
    from bot.briefs.scope import Scope, measure_scope
    from bot.cli.replies import write_whole
    from bot.wiring import wired

    scope = measure_scope(measure) if measure else Scope(goal=goal, names=names)
    if scope is None:
        raise click.BadParameter("must be written like 2-2", param_hint="--measure")
    format_ = format_of(str(out))
    _checked_folder(out)
    sosei = wired()
    language = lang or interface_language()
    view, content = sosei.press().make(scope, format_, by=sosei.user, edition=edition, language=language)
    write_whole(out, content)
    _tell(view, out, as_json, "kept")


@brief.command(epilog="Example: sosei brief show B-1a2b3c4d --out again.pptx")
@click.argument("id_", metavar="ID")
@_OUT
@_AS_JSON
def show(id_: str, out: Path | None, as_json: bool) -> None:
    """Write the paper ID again, byte for byte as it was made."""
    from bot.cli.replies import write_whole
    from bot.wiring import wired

    view, content = wired().held.papers.content(id_)
    out = out or Path(view.file)
    _checked_folder(out)
    write_whole(out, content)
    _tell(view, out, as_json, "kept_as")


@brief.command("list", epilog="Example: sosei brief list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a paper.")
def list_(as_json: bool) -> None:
    """List the papers that were made, the newest first."""
    from bot.wiring import wired

    papers = wired().held.papers.newest()
    if as_json:
        for view in papers:
            emit(_object(view))
    elif not papers:
        click.echo(_say("none"))
    else:
        for view in papers:
            made_at = f"{view.made_at.astimezone():%Y-%m-%d %H:%M}"
            row = {"id": view.id, "made_at": made_at, "edition": view.edition or "", "format": view.format}
            click.echo(_say("row", title=view.title, **row))


def _checked_folder(out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise DocumentMissing(file=str(out.parent))


def _tell(view: "PaperView", out: Path, as_json: bool, line: str) -> None:
    if as_json:
        emit({**_object(view), "file": str(out)})
    else:
        click.echo(_say(line, id=view.id, file=out))


def _say(name: str, **fields: object) -> str:
    from prompts.wording import wording

    return wording(interface_language()).say(f"brief.{name}", **fields)


def _object(view: "PaperView") -> dict[str, object]:
    return {
        "id": view.id,
        "made_at": view.made_at.isoformat(),
        "by": view.by,
        "title": view.title,
        "edition": view.edition,
        "format": view.format,
        "indicators": view.indicators,
        "sha256": view.sha256,
    }
