"""``sosei review``: a person decides about what was read into drafts, and about who continues whom."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language, say

if TYPE_CHECKING:
    from kpi_store.reviewing import Reviews, Selection
    from kpi_store.views import Decision, Proposal, ReviewValue

_AS_JSON = "One JSON object."
_NAME_SOMETHING = "Name an INDICATOR, an --edition or a --proposal."


def _year(_context: click.Context, _param: click.Parameter, text: str | None) -> int | None:
    from corpus.years import parse_year

    mention = parse_year(text) if text else None
    if text and mention is None:
        raise click.BadParameter(f"{text} is not a year; write 2023, R5 or 令和5年度.")
    return mention.year if mention else None


def _selecting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which values are meant."""
    options = (
        click.option("--edition", metavar="R5", help="Only values of that edition's drafts."),
        click.option("--year", metavar="R5", callback=_year, help="Only that year's value."),
        click.option("--role", type=click.Choice(["actual", "target", "baseline"]), help="Only values of that role."),
        click.option("--page", type=click.IntRange(1), help="Only what was read on that page."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
def review() -> None:
    """Accept, edit or reject what was read into drafts."""


@review.command("list", epilog="Example: sosei review list --edition R5")
@click.option("--edition", metavar="R5", help="Only that edition's drafts.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def list_(edition: str | None, as_json: bool) -> None:
    """List what waits for a person.

    Values of which the reader is not certain, and proposals of who continues whom under another name.
    """
    reviews = _held()
    pending, proposed = reviews.pending(edition), reviews.proposals(edition)
    if as_json:
        emit({"values": [value_object(value) for value in pending], "proposed": list(proposed)})
        return
    for value in pending:
        click.echo(_line(value))
    for proposal in proposed:
        click.echo(proposal_line(proposal))
    click.echo(say("review.next") if pending or proposed else say("review.none"))


@review.command(epilog="Example: sosei review show 保育所等の待機児童数")
@click.argument("indicator")
@click.option("--edition", metavar="R5", help="Only that edition's drafts.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def show(indicator: str, edition: str | None, as_json: bool) -> None:
    """Show every drafted value of an INDICATOR.

    What was read, where and how, and what was decided by whom.
    """
    _tell(_held().values(edition, indicator), as_json)


@review.command(epilog="Example: sosei review accept 保育所等の待機児童数 --year R5")
@click.argument("indicator", required=False)
@_selecting
@click.option("--proposal", metavar="KEY", help="Confirm that proposal, as numbered by the list.")
@click.option("--reason", default="", help="Why, in your words.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def accept(indicator: str | None, proposal: str | None, reason: str, as_json: bool, **facts: Any) -> None:
    """Let values be published as they were read.

    All that wait for a person of an INDICATOR or an --edition, or just one --year.
    """
    _decide("accept", _selection(indicator, proposal, facts), proposal, reason, as_json)


@review.command(epilog="Example: sosei review edit 保育所等の待機児童数 4 --year R5 --reason '印刷の誤り'")
@click.argument("indicator")
@click.argument("value")
@_selecting
@click.option("--reason", required=True, help="Why, in your words.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def edit(indicator: str, value: str, reason: str, as_json: bool, **facts: Any) -> None:
    """Put a VALUE in the place of one that was read.

    What was read stays recorded beside it. Without --role, a year's actual value is meant.
    """
    from bot.wiring import wired

    if facts["year"] is None and facts["role"] is None:
        raise click.UsageError("Say which value: --year R5, or --role target.")
    chosen = _selection(indicator, None, {**facts, "role": facts["role"] or "actual"})
    desk = wired().desk()
    _tell(desk.store.reviews.edit(chosen, _number(value), desk.by, reason), as_json)


@review.command(epilog="Example: sosei review reject 保育所等の待機児童数 --year R5 --reason '凡例の数字'")
@click.argument("indicator", required=False)
@_selecting
@click.option("--proposal", metavar="KEY", help="Decline that proposal, as numbered by the list.")
@click.option("--reason", default="", help="Why, in your words; needed for values.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def reject(indicator: str | None, proposal: str | None, reason: str, as_json: bool, **facts: Any) -> None:
    """Keep values from ever being published.

    All that wait for a person of an INDICATOR or an --edition, or just one --year.
    """
    if not reason and proposal is None:
        raise click.UsageError("Say why: --reason.")
    _decide("reject", _selection(indicator, proposal, facts), proposal, reason, as_json)


def _held() -> "Reviews":
    from bot.wiring import wired

    return wired().held.reviews


def _selection(indicator: str | None, proposal: str | None, facts: dict[str, Any]) -> "Selection":
    from kpi_store.reviewing import Selection

    if indicator is None and proposal is None and facts["edition"] is None:
        raise click.UsageError(_NAME_SOMETHING)
    return Selection(indicator=indicator, **facts)


def _number(text: str) -> Decimal:
    from kpi_store.cells import CellError, number

    try:
        return number(text, "")
    except CellError:
        raise click.BadParameter(f"{text} is not a number.") from None


def _decide(decision: "Decision", chosen: "Selection", proposal: str | None, reason: str, as_json: bool) -> None:
    from bot.wiring import wired

    desk = wired().desk()
    reviews = desk.store.reviews
    if proposal is not None:
        ruled = reviews.rule(proposal, decision, desk.by, reason)
        if as_json:
            emit({"proposal": ruled, "decision": decision})
        else:
            click.echo(say(f"review.ruled_{decision}", what=proposal_line(ruled)))
        return
    decide = reviews.accept if decision == "accept" else reviews.reject
    _tell(decide(chosen, desk.by, reason), as_json)


def _tell(values: "Sequence[ReviewValue]", as_json: bool) -> None:
    if as_json:
        emit({"values": [value_object(value) for value in values]})
        return
    for value in values:
        click.echo(_line(value))


def value_object(value: "ReviewValue") -> dict[str, Any]:
    """A drafted value with what was decided; ``value`` is what would be published, null where nothing would."""
    verdict = value.verdict
    return {
        "indicator": value.indicator,
        "unit": value.unit,
        "edition": value.document.edition,
        "document": value.document.title,
        "page": value.page,
        "role": value.role,
        "year": value.year,
        "label": value.label,
        "value": value.published_as,
        "read": value.read,
        "text": value.text,
        "method": value.method,
        "status": value.status,
        "confidence": value.confidence,
        "needs_review": value.pending,
        "reasons": list(value.reasons),
        "decision": verdict.decision if verdict else None,
        "reviewed_by": verdict.by if verdict else None,
        "reviewed_at": verdict.at if verdict else None,
        "reason": verdict.reason if verdict else None,
    }


def _line(value: "ReviewValue") -> str:
    from bot.rendering.text_numbers import quantity, year_label
    from bot.rendering.text_reasons import reasons_told

    year = year_label(value.year, interface_language()) if value.year else value.label
    told = say(
        "review.value",
        edition=value.document.edition,
        indicator=value.indicator,
        role=say(f"review.{value.role}"),
        year=year,
        value=quantity(value.read, value.unit),
        page=value.page,
    )
    verdict = value.verdict
    if verdict is None:
        state = (
            say("review.pending", why=reasons_told(value.reasons, interface_language()))
            if value.pending
            else say("review.certain")
        )
        return f"{told}　{state}"
    facts = {"by": verdict.by, "at": f"{verdict.at:%Y-%m-%d}"}
    if verdict.value is not None:
        facts["value"] = quantity(verdict.value, value.unit)
    decided = say(f"review.{verdict.decision}", **facts)
    return f"{told}　{decided}" + (say("review.reason", reason=verdict.reason) if verdict.reason else "")


def proposal_line(proposal: "Proposal") -> str:
    """Who likely continues whom, and what speaks for it."""
    comma = say("comma")
    return say(
        "review.proposal",
        key=proposal.key,
        edition=proposal.edition,
        kind=say(f"review.{proposal.kind}"),
        old=comma.join(proposal.old),
        new=comma.join(proposal.new),
        why=comma.join(say(f"review.by_{reason}") for reason in proposal.why),
    )
