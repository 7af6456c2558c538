"""The window in which a reviewer sets an indicator's values right: a field for each year, filled with what was read."""

from decimal import Decimal
from typing import Any

from bot.publishing.review import Card
from bot.rendering.text_numbers import number
from bot.slack.admin.office import Office
from bot.slack.admin.parts import Block, context, entered, modal, text_input
from bot.slack.admin.review_card import when
from bot.slack.blocks import escaped
from kpi_store.cells import CellError
from kpi_store.cells import number as number_in
from kpi_store.views import Judgement, ReviewValue

CALLBACK = "admin_edited"
_REASON = "reason"


def window(office: Office, card: Card, carried: str) -> Block:
    """The window; an empty field keeps its value from being published."""
    blocks = [context(office.say("edit.how", indicator=escaped(card.indicator), unit=escaped(card.unit)))]
    for value in card.undecided[:90]:
        state = "edit.doubtful" if value.pending else "edit.certain"
        label = office.say(state, year=when(office, value))
        blocks.append(text_input(value.key, label, number(value.read), optional=True))
    blocks.append(text_input(_REASON, office.say("edit.reason"), None, office.say("edit.reason_hint"), optional=True))
    words = (office.say("edit.title"), office.say("edit.submit"), office.say("cover.close"))
    return modal(CALLBACK, *words, blocks, carried)


def entered_values(office: Office, card: Card, view: dict[str, Any]) -> tuple[list[Judgement], dict[str, str]]:
    """What the window says of each value, and, by field, what is wrong with it.

    A changed value is an edit and an emptied one a rejection; one left as it was read is accepted where it waited for
    a person, and nothing is said of it where it did not.
    """
    judgements: list[Judgement] = []
    wrong: dict[str, str] = {}
    shown = view["state"]["values"]
    for value in card.undecided:
        if value.key not in shown:
            continue
        text = entered(view, value.key)
        try:
            given = number_in(text, card.unit) if text else None
        except CellError:
            wrong[value.key] = office.say("edit.no_number")
            continue
        judgements += _judged(value, given)
    return judgements, wrong


def reason_entered(view: dict[str, Any]) -> str:
    """Why, in the reviewer's words, or empty."""
    return entered(view, _REASON) or ""


def _judged(value: ReviewValue, given: Decimal | None) -> list[Judgement]:
    if given is None:
        return [Judgement(value.key, "reject")]
    if given != value.read:
        return [Judgement(value.key, "edit", given)]
    return [Judgement(value.key, "accept")] if value.pending else []
