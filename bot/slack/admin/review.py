"""Review in Slack: one question after another, in a thread that several administrators may share.

Where the review stands is nowhere but in the store, so it goes on after a restart, and a button of an old message is
told what became of it.
"""

from typing import Any

from slack_bolt import Ack, App

from bot.publishing.review import Card, card_of, cards, judging, next_card
from bot.rendering.picture import Picture
from bot.slack.admin import editing
from bot.slack.admin.job_message import REVIEW, next_steps
from bot.slack.admin.office import Click, Office, carried, carried_by, clicking, refuses_view, with_care
from bot.slack.admin.parts import actions, button, person, section
from bot.slack.admin.review_card import (
    ACCEPT,
    EDIT,
    LATER,
    REJECT,
    RULE_LATER,
    RULE_NO,
    RULE_YES,
    card_blocks,
    card_picture,
    decided_lines,
    proposal_blocks,
)
from bot.slack.blocks import escaped
from bot.slack.failures import logged
from bot.slack.upload import upload
from corpus.errors import DraftGone, ProposalUnknown
from kpi_store.views import Decision, Judgement, Proposal

_CERTAIN = "admin_certain"


def register(app: App, office: Office) -> None:
    """Listen for the buttons of the review and its modal."""
    desk = _Desk(office)

    def edited(body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        desk.edited(body, view, ack)

    app.action(REVIEW)(clicking(office, desk.start))
    app.action(_CERTAIN)(clicking(office, desk.accept_certain))
    app.action(ACCEPT)(clicking(office, lambda click: desk.decide(click, "accept")))
    app.action(REJECT)(clicking(office, lambda click: desk.decide(click, "reject")))
    app.action(LATER)(clicking(office, desk.later))
    app.action(EDIT)(clicking(office, desk.edit))
    app.action(RULE_YES)(clicking(office, lambda click: desk.rule(click, "accept")))
    app.action(RULE_NO)(clicking(office, lambda click: desk.rule(click, "reject")))
    app.action(RULE_LATER)(clicking(office, desk.rule_later))
    app.view(editing.CALLBACK)(edited)


def begin(office: Office, edition: str, channel: str, thread: str | None) -> None:
    """Post the first question of an edition's review.

    Raises:
        EditionUnknown: If nothing of that edition is drafted or published.
    """
    _Desk(office).ask_next(edition, channel, thread)


def show(office: Office, edition: str, indicator: str, channel: str) -> None:
    """Post the cards of one indicator, whether or not anything of it waits for a person.

    Raises:
        IndicatorUnknown: If no draft of the edition lists it; ``ValuePublished`` if only what is published does.
    """
    values = office.store.reviews.values(edition, indicator)
    found = [card for card in cards(office.store, edition) if card.listing in {value.listing for value in values}]
    for card in found:
        _Desk(office).post_card(card, 1, edition, channel, None)


class _Desk:
    """Handles the clicks of the review."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store

    def start(self, click: Click) -> None:
        self.ask_next(click.carried()["edition"], click.channel, click.thread)

    def decide(self, click: Click, decision: Decision) -> None:
        self._judge(click, judging(self._card(click), decision, click.carried().get("certain", False)))

    def later(self, click: Click) -> None:
        asked = click.carried()
        card = self._card(click)
        self._close(click, self._office.say("card.put_off", indicator=escaped(card.indicator), by=person(click.user)))
        self.ask_next(asked["edition"], click.channel, click.thread, after=card.listing)

    def edit(self, click: Click) -> None:
        card = self._card(click)
        facts = {"edition": click.carried()["edition"], "listing": card.listing, "channel": click.channel}
        where = carried(**facts, ts=click.ts, thread=click.thread)
        self._office.client.views_open(trigger_id=click.trigger, view=editing.window(self._office, card, where))

    def edited(self, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        """What was entered in the modal: refused there if it is no number, else decided."""
        if refuses_view(self._office, body, ack):
            return
        facts, user = carried_by(view), body["user"]["id"]
        card = card_of(self._store, facts["listing"])
        judgements, wrong = editing.entered_values(self._office, card, view) if card else ([], {})
        if wrong:
            ack(response_action="errors", errors=wrong)
            return
        ack()
        reason = editing.reason_entered(view)
        value = carried(edition=facts["edition"], listing=facts["listing"])
        click = Click(user, value, facts["channel"], facts["ts"], facts["thread"], "")
        with_care(self._office, click.channel, user, click.thread, lambda: self._judge(click, judgements, reason))

    def rule(self, click: Click, decision: Decision) -> None:
        asked = click.carried()
        try:
            ruled = self._store.reviews.rule(asked["proposal"], decision, click.user)
        except ProposalUnknown:
            self._already(click, self._ruled_by(asked["proposal"]))
            return
        comma = self._office.said.say("text.comma")
        facts = {"old": escaped(comma.join(ruled.old)), "new": escaped(comma.join(ruled.new))}
        name = f"proposal.{decision}ed_{ruled.kind}" if decision == "accept" else "proposal.rejected"
        self._close(click, self._office.say(name, **facts, by=person(click.user)))
        self.ask_next(asked["edition"], click.channel, click.thread)

    def rule_later(self, click: Click) -> None:
        asked = click.carried()
        self._close(click, self._office.say("proposal.put_off", by=person(click.user)))
        self.ask_next(asked["edition"], click.channel, click.thread, passed=asked["proposal"])

    def accept_certain(self, click: Click) -> None:
        edition = click.carried()["edition"]
        count = self._store.reviews.accept_certain(edition, click.user)
        facts = {"count": count, "by": person(click.user)}
        text = self._office.say("review.certain_done", **facts) if count else self._office.say("review.certain_none")
        self._office.post(click.channel, click.thread, text)

    def ask_next(
        self, edition: str, channel: str, thread: str | None, after: int | None = None, passed: str | None = None
    ) -> None:
        """Post what is next to decide: proposals, since they say what values belong to, then values; or the end.

        Args:
            edition: Whose drafts.
            channel: Where, with ``thread``.
            thread: See ``channel``.
            after: The listing that was just put off.
            passed: The proposal that was, with those before it.
        """
        proposals = self._store.reviews.proposals(edition)
        keys = [one.key for one in proposals]
        coming = proposals[keys.index(passed) + 1 :] if passed in keys else proposals
        if coming and after is None:
            self._post_proposal(coming[0], len(coming), edition, channel, thread)
            return
        found = cards(self._store, edition)
        card = next_card(found, after)
        if card is None or card.listing == after:
            self._end(edition, channel, thread, len(proposals), 0 if card is None else 1)
            return
        self.post_card(card, sum(bool(one.pending) for one in found), edition, channel, thread)

    def _post_proposal(self, one: Proposal, left: int, edition: str, channel: str, thread: str | None) -> None:
        blocks = proposal_blocks(self._office, one, edition, left)
        self._office.post(channel, thread, blocks[0]["text"]["text"], blocks)

    def post_card(self, card: Card, left: int, edition: str, channel: str, thread: str | None) -> None:
        """Post a card; ``left`` is how many wait, this one among them."""
        blocks = card_blocks(self._office, card, edition, left, self._picture(card))
        self._office.post(channel, thread, blocks[0]["text"]["text"], blocks)

    def _picture(self, card: Card) -> str | None:
        """The uploaded picture's id; a review goes on without one that cannot be shown."""
        try:
            png = card_picture(self._office, card)
            return upload(self._office.client, Picture(png, alt=card.indicator)) if png else None
        except Exception as error:
            logged(error, "showing a page to a reviewer")
            return None

    def _end(self, edition: str, channel: str, thread: str | None, proposals: int, pending: int) -> None:
        """Nothing (more) waits in this round."""
        office = self._office
        if proposals or pending:
            text = office.say("review.left", edition=edition, proposals=proposals, pending=pending)
        else:
            text = office.say("review.over", edition=edition)
        certain = button(office.say("review.certain"), _CERTAIN, carried(edition=edition))
        steps = next_steps(office, edition)
        office.post(channel, thread, text, [section(text), actions(*steps["elements"], certain)])

    def _card(self, click: Click) -> Card:
        """The card of a click.

        Raises:
            DraftGone: If it is in no draft any more.
        """
        card = card_of(self._store, click.carried()["listing"])
        if card is None:
            raise DraftGone()
        return card

    def _judge(self, click: Click, judgements: list[Judgement], reason: str = "") -> None:
        """Decide, show on the card what was, and ask on; of what was decided already it is told by whom."""
        card = self._card(click)
        if not judgements:
            self._already(click, card.reviewers)
            return
        decided = self._store.reviews.judge(judgements, click.user, reason or self._office.say("card.no_reason"))
        self._close(click, decided_lines(self._office, decided, click.user))
        self.ask_next(click.carried()["edition"], click.channel, click.thread, after=card.listing)

    def _close(self, click: Click, text: str) -> None:
        """Let the message say what came of it, without buttons."""
        self._office.update(click.channel, click.ts, text, [section(text)])

    def _already(self, click: Click, by: tuple[str, ...]) -> None:
        names = self._office.said.say("text.comma").join(map(person, by)) or "-"
        self._office.whisper(click.channel, click.user, self._office.say("already", by=names), click.thread)

    def _ruled_by(self, proposal: str) -> tuple[str, ...]:
        done = (line.by for line in self._store.audit() if line.action == "rule" and line.subject == proposal)
        return tuple(done)
