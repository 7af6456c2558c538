"""What somebody thinks of an answer: kept at once, and for a bad one the reason is asked for."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.blocks import (
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.slack.actions.clicks import Clicks, value_in
from bot.slack.blocks.buttons import BAD, FEEDBACK, GOOD, parted
from bot.slack.failures import logged
from bot.slack.replies import said_in
from prompts.wording import Language, wording

REASON = "feedback_reason"
_KINDS = ("wrong", "beside", "source", "other")
_LONGEST = 1_000
"""Characters of a reason."""


def register(app: App, clicks: Clicks) -> None:
    """Listen for the thumbs, and for the reason."""

    def rate(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        exchange_id, feedback = parted(value_in(body))
        try:
            click = clicks.recalled(body)
            if click is None or feedback not in (GOOD, BAD):
                clicks.tell(body, wording("ja").say("buttons.gone"))
                return
            # Before the modal opens: the last word counts, and that is to be the reason.
            clicks.store.exchanges.rate(exchange_id, "up" if feedback == GOOD else "down", click.audience.user)
            if feedback == BAD:
                clicks.client.views_open(trigger_id=body["trigger_id"], view=reason_view(exchange_id, click.language))
        except Exception as error:
            error_id = logged(error, "keeping feedback")
            clicks.tell(body, wording("ja").say("slack.failed", error_id=error_id))

    def reason(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        exchange_id, language = view["private_metadata"].split(" ")
        ack(response_action="update", view=_thanks(language).to_dict())
        exchange = clicks.store.exchanges.get(exchange_id)
        if said_in(exchange) is not None:
            clicks.store.exchanges.rate(exchange_id, "down", body["user"]["id"], _reason(view, language))

    app.action(FEEDBACK)(rate)
    app.view(REASON)(reason)


def reason_view(exchange_id: str, language: Language) -> View:
    """The modal that asks what was wrong; nothing in it must be filled."""
    say = wording(language).say
    options = [Option(value=kind, text=_text(say(f"buttons.reason.{kind}"))) for kind in _KINDS]
    kind = RadioButtonsElement(action_id="kind", options=options)
    said = PlainTextInputElement(action_id="said", multiline=True, max_length=_LONGEST)
    return View(
        type="modal",
        callback_id=REASON,
        private_metadata=f"{exchange_id} {language}",
        title=_text(say("buttons.reason.title")),
        submit=_text(say("buttons.reason.submit")),
        close=_text(say("buttons.reason.close")),
        blocks=[
            InputBlock(block_id="kind", label=_text(say("buttons.reason.kind")), element=kind, optional=True),
            InputBlock(block_id="said", label=_text(say("buttons.reason.said")), element=said, optional=True),
        ],
    )


def _thanks(language: Language) -> View:
    say = wording(language).say
    return View(
        type="modal",
        title=_text(say("buttons.reason.title")),
        close=_text(say("buttons.reason.close")),
        blocks=[SectionBlock(text=_text(say("buttons.reason.thanks")))],
    )


def _reason(view: dict[str, Any], language: Language) -> str:
    values = view["state"]["values"]
    kind = (values["kind"]["kind"].get("selected_option") or {}).get("value")
    said = str(values["said"]["said"].get("value") or "").strip()
    named = wording(language).say(f"buttons.reason.{kind}") if kind in _KINDS else ""
    return " / ".join(part for part in (named, said) if part)[: 2 * _LONGEST]


def _text(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
