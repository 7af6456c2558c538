"""``sosei ingest``, ``publish``, ``rollback`` and ``sample``: what answers, and what comes to answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language, note, say

if TYPE_CHECKING:
    from bot.publishing.desk import Desk
    from bot.publishing.ingest import Ingested
    from bot.publishing.publish import Switch
    from kpi_store.views import Difference

_ACCEPT = "Publish values that nobody has looked at; this is recorded."


@click.command(epilog="Example: sosei ingest kensho-R5.pdf --publish")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--edition", metavar="R5", help="Edition of the documents, where they do not say it or say it wrong.")
@click.option("--publish", "to_publish", is_flag=True, help="Publish in the same step, unless something needs review.")
@click.option("--accept-unreviewed", is_flag=True, help=_ACCEPT)
@click.option("--again", is_flag=True, help="Read files anew that are here already, into drafts of their own.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an edition.")
def ingest(
    files: tuple[Path, ...], edition: str | None, to_publish: bool, accept_unreviewed: bool, again: bool, as_json: bool
) -> None:
    """Read documents into a draft edition, and show what it changes.

    FILE is a PDF or a text file. Either all files are taken or none. The same file again changes nothing, unless
    --again: then it is drafted as it is read now, with nothing reviewed, and the earlier reading is kept.
    """
    from bot.publishing.ingest import ingest as take_in

    _tell(take_in(_desk(), files, edition, to_publish, accept_unreviewed, again), as_json)


@click.command(epilog="Example: sosei publish R5")
@click.argument("edition")
@click.option("--accept-unreviewed", is_flag=True, help=_ACCEPT)
@click.option("--preview", is_flag=True, help="Only show what staff would see, for three typical questions.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def publish(edition: str, accept_unreviewed: bool, preview: bool, as_json: bool) -> None:
    """Let the drafts of an EDITION answer.

    Figures and search switch together. Without drafts, this makes the edition's search index anew where it is missing
    or of another model.
    """
    if preview:
        _show_ahead(edition, as_json)
        return
    from bot.publishing.publish import publish as switch_to

    switch = switch_to(_desk(), edition, accept_unreviewed)
    _tell_switch(switch, "published" if switch.changed else "published_already", as_json)


def _show_ahead(edition: str, as_json: bool) -> None:
    from bot.publishing.preview import preview

    for sight in preview(_desk(), edition, interface_language()):
        before = sight.before.headline if sight.before else None
        if as_json:
            emit({"question": sight.question, "before": before, "after": sight.after.headline})
        else:
            click.echo(
                say("preview", question=sight.question, before=before or say("nothing"), after=sight.after.headline)
            )


@click.command(epilog="Example: sosei rollback")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def rollback(as_json: bool) -> None:
    """Let answer again what answered before the last publication.

    Nothing is lost: called again it goes further back, and publish brings an edition's newest drafts to answer.
    """
    from bot.publishing.publish import rollback as go_back

    _tell_switch(go_back(_desk()), "rolled_back", as_json)


@click.command(epilog="Example: sosei withdraw R4 --reason '差し替えのため'")
@click.argument("name", metavar="EDITION|DOCUMENT")
@click.option("--reason", default="", help="Why, in your words; kept with the publication.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def withdraw(name: str, reason: str, as_json: bool) -> None:
    """Let an edition or a document answer no more.

    DOCUMENT is a title or a file name. Figures and search let go of it at once; it is kept, and rollback, or ingesting
    it again, brings it back.
    """
    from bot.publishing.publish import withdraw as take_back

    switch, gone = take_back(_desk(), name, reason)
    if not as_json:
        for document in gone:
            click.echo(say("withdrawn_document", title=document.title, edition=document.edition or "-"))
    _tell_switch(switch, "withdrawn", as_json)


@click.command(epilog="Example: sosei sample && sosei ask '待機児童の推移は？'")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an edition.")
def sample(as_json: bool) -> None:
    """Load the documents of a made-up city, to try things out.

    They are published at once; loading them again changes nothing. Refused where a real city's documents are: the two
    never answer together. Publishing the first real document sets the sample aside.
    """
    from bot.publishing.sample import load_sample

    _tell(load_sample(_desk()), as_json)


def _desk() -> "Desk":
    from bot.cli.progress import steps
    from bot.wiring import wired

    return wired(steps()).desk()


def _tell(results: Sequence["Ingested"], as_json: bool) -> None:
    for result in results:
        if not result.new:
            name = "ingest.published_already" if result.published else "ingest.drafted_already"
            note(name, edition=result.edition)
        for file, said in result.differing:
            note("ingest.edition_differs", file=file, said=said, edition=result.edition)
        if result.switch:
            _tell_retired(result.switch)
        if as_json:
            emit(ingested_object(result))
        else:
            _print(result)


def ingested_object(result: "Ingested") -> dict[str, Any]:
    """The contract's JSON for one edition."""
    from bot.rendering.json import difference_object, warning_object

    return {
        **difference_object(result.difference),
        "edition": result.edition,
        "documents": [
            {"file": document.file, "title": document.title, "kind": document.kind, "state": document.state}
            for document in result.documents
        ],
        "warnings": [{"file": file, **warning_object(warning)} for file, warning in result.warnings],
        "published": result.published,
        "unchanged": not result.new and not (result.switch and result.switch.changed),
        "sample_retired": [document.title for document in result.switch.sample_retired] if result.switch else [],
    }


def _print(result: "Ingested") -> None:
    for document in result.documents:
        click.echo(say("ingest.document", edition=result.edition, title=document.title, file=document.file))
    if result.new:
        for line in difference_lines(result.difference):
            click.echo(f"  {line}")
    for file, warning in result.warnings:
        click.echo(f"  {say('ingest.warning', file=file, page=warning.page or '-', message=warning.message)}")
    state = "published" if result.published else "drafted"
    click.echo(say(f"ingest.{state}", edition=result.edition))
    if result.difference.proposed:
        click.echo(say("ingest.proposed"))
    if result.difference.needs_review and not result.published:
        click.echo(say("ingest.review", edition=result.edition))


def difference_lines(difference: "Difference") -> list[str]:
    """What publishing changes, a line each."""
    from bot.cli.review import proposal_line
    from bot.rendering.text_numbers import number, year_label
    from bot.rendering.text_reasons import reasons_told

    lines = [say("difference.added", count=difference.added)]
    for change in difference.changed:
        year, old, new = year_label(change.year, interface_language()), number(change.old), number(change.new)
        lines.append(say("difference.changed", indicator=change.indicator, year=year, old=old, new=new))
    lines += [say("difference.renamed", old=old, new=new) for old, new in difference.renamed]
    for moved in difference.targets_changed:
        role = say(f"difference.{moved.role}")
        lines.append(say("difference.moved", indicator=moved.indicator, role=role, old=moved.old, new=moved.new))
    for name, indicators in (("new", difference.new), ("dropped", difference.dropped)):
        if indicators:
            lines.append(say(f"difference.{name}", count=len(indicators), names=say("comma").join(indicators)))
    for pending in difference.needs_review:
        reasons = reasons_told(pending.reasons, interface_language())
        lines.append(
            say("difference.review", indicator=pending.indicator, page=pending.page, count=pending.points, why=reasons)
        )
    lines += [say(f"difference.{b.rule}", indicator=b.indicator, where=b.where) for b in difference.rule_breaks]
    lines += [proposal_line(proposal) for proposal in difference.proposed]
    return lines


def _tell_switch(switch: "Switch", name: str, as_json: bool) -> None:
    _tell_retired(switch)
    if as_json:
        from bot.rendering.json import publication_object

        emit({**publication_object(switch.publication), "changed": switch.changed})
        return
    editions = dict.fromkeys(d.edition for d in switch.publication.documents if d.edition)
    listed = say("comma").join(sorted(editions)) or say("nothing")
    click.echo(say(name, documents=len(switch.publication.documents), editions=listed))


def _tell_retired(switch: "Switch") -> None:
    if switch.sample_retired:
        note("sample_retired", count=len(switch.sample_retired))
