"""A review card as a message: the chart cut from its page with the read values marked, beside the table of values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.publishing.review import Card
from bot.rendering.text_numbers import quantity, shown, year_label
from bot.rendering.text_reasons import reasons_told
from bot.slack.admin.office import Office, carried
from bot.slack.admin.parts import Block, actions, button, context, person, picture, section, table
from bot.slack.blocks import escaped
from corpus.reading import BBox
from kpi_store.views import Proposal, ReviewValue

if TYPE_CHECKING:
    from bot.rendering.pages_marks import Mark

ACCEPT, EDIT, REJECT, LATER, RULE_YES, RULE_NO, RULE_LATER = (
    "admin_accept",
    "admin_edit",
    "admin_reject",
    "admin_later",
    "admin_rule_accept",
    "admin_rule_reject",
    "admin_rule_later",
)

_LEFT, _BELOW, _ABOVE = 48.0, 60.0, 60.0
"""Points around the values of a chart that show its axes, years and title."""

_SHAPE = 0.62
"""Height of what is shown by its width, at least."""


def card_blocks(office: Office, card: Card, edition: str, left: int, file_id: str | None) -> list[Block]:
    """The card, with its buttons.

    Args:
        office: Words.
        card: What is shown.
        edition: Of the review.
        left: How many cards wait, this one among them.
        file_id: The picture as uploaded; None where there is none.
    """
    head = office.say("card.head", indicator=escaped(card.indicator), unit=escaped(card.unit), page=card.page)
    blocks = [section(head), context(office.say("card.place", title=escaped(card.document.title), left=left))]
    if file_id:
        blocks.append(picture(file_id, office.say("card.alt", indicator=card.indicator, page=card.page)))
    blocks.append(table(card_rows(office, card), right=[1]))
    value = carried(edition=edition, listing=card.listing, certain=not card.pending)
    sure = (office.say("card.sure_reject"), office.say("card.reject"), office.say("job.no"))
    blocks.append(
        actions(
            button(office.say("card.accept"), ACCEPT, value, "primary"),
            button(office.say("card.edit"), EDIT, value),
            button(office.say("card.reject"), REJECT, value, "danger", sure),
            button(office.say("card.later"), LATER, value),
        )
    )
    return blocks


def card_rows(office: Office, card: Card) -> list[list[str]]:
    """All values of a card, with what the reader doubts and what was decided."""
    rows = [[office.say("card.year"), office.say("card.value"), office.say("card.printed"), office.say("card.state")]]
    for value in card.values:
        rows.append([when(office, value), shown(value.read, value.status), value.text, _state(office, value)])
    return rows


def when(office: Office, value: ReviewValue) -> str:
    """The year of a value, or that it is the target or baseline."""
    year = year_label(value.year, office.language) if value.year else value.label
    if value.role == "actual":
        return year
    return office.say("card.milestone", role=office.say(f"role.{value.role}"), year=year or "-")


def decided_lines(office: Office, values: Sequence[ReviewValue], user: str) -> str:
    """What somebody decided about values, in one paragraph."""
    said = [office.say("card.decided", indicator=escaped(values[0].indicator), by=person(user))]
    for value in values:
        if value.verdict is not None:
            shown = quantity(value.published_as, value.unit) if value.published_as is not None else "-"
            facts = {"year": when(office, value), "read": quantity(value.read, value.unit)}
            facts |= {"value": shown} if value.verdict.decision == "edit" else {}
            said.append(office.say(f"card.{value.verdict.decision}ed", **{k: escaped(v) for k, v in facts.items()}))
    return "\n".join(said)


def proposal_blocks(office: Office, proposal: Proposal, edition: str, left: int) -> list[Block]:
    """A question of who continues whom, with its buttons."""
    comma = office.said.say("text.comma")
    text = office.say(
        f"proposal.{proposal.kind}",
        old=escaped(comma.join(proposal.old)),
        new=escaped(comma.join(proposal.new)),
        why=comma.join(office.say(f"proposal.by_{reason}") for reason in proposal.why),
    )
    value = carried(edition=edition, proposal=proposal.key)
    return [
        section(text),
        context(office.say("proposal.left", left=left)),
        actions(
            button(office.say(f"proposal.yes_{proposal.kind}"), RULE_YES, value, "primary"),
            button(office.say("proposal.no"), RULE_NO, value),
            button(office.say("card.later"), RULE_LATER, value),
        ),
    ]


def card_picture(office: Office, card: Card) -> bytes | None:
    """The part of the page on which a card's values stand, each marked with what was read; None where none can be."""
    from bot.rendering.pages import page_picture

    content = office.store.originals.content(card.document.sha256)
    here = [(value, value.bbox) for value in card.values if value.bbox is not None and value.page == card.page]
    if content is None or not content.startswith(b"%PDF"):
        return None
    return page_picture(content, card.page, _marks(here), _around([box for _, box in here]))


def _marks(here: Sequence[tuple[ReviewValue, BBox]]) -> "list[Mark]":
    from bot.rendering.pages_marks import Mark

    return [Mark(box, f"{value.label} {shown(value.read, value.status)}") for value, box in here]


def _around(boxes: Sequence[BBox]) -> BBox | None:
    """The values and the chart around them; None where nothing is known of where they stand."""
    if not boxes:
        return None
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    foot, top = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    left, right, top = left - _LEFT, right + _LEFT, top + _ABOVE
    # Figures on high columns stand far above the years, of which nothing is kept but that a chart has such a shape.
    return BBox(left, min(foot - _BELOW, top - _SHAPE * (right - left)), right, top)


def _state(office: Office, value: ReviewValue) -> str:
    if value.verdict is not None:
        return office.say(f"card.state_{value.verdict.decision}")
    if value.pending:
        return office.say("card.doubtful", why=reasons_told(value.reasons, office.language))
    return office.say("card.certain")
