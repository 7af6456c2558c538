"""``/kpi-admin``: everything an administrator can do, by a word after the command or a button under it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.slack.admin import figures, indicators, listings, publishing, rereading, review
from bot.slack.admin.office import Office, clicking
from bot.slack.admin.parts import Block, actions, button, section
from bot.slack.failures import logged
from bot.slack.safety import asked
from corpus.errors import SoseiError
from kpi_store.editions import plain_edition

Said = tuple[str, list[Block]]

_PANEL = "admin_panel_"


class _Call:
    """One call of the command, or of a button under it."""

    def __init__(self, office: Office, user: str, channel: str, trigger: str, words: str) -> None:
        self.office, self.user, self.channel, self.trigger, self.words = office, user, channel, trigger, words

    def direct(self) -> str:
        """The direct messages with whoever called."""
        return publishing.office_channel(self.office, self.channel, self.user)

    def sent(self) -> Said:
        """That the rest is to be found in the direct messages."""
        return _text(self.office.say("command.sent"))


def register(app: App, office: Office) -> None:
    """Listen for the command and the buttons under it."""

    def kpi_admin(command: dict[str, Any], ack: Ack, respond: Respond) -> None:
        ack()
        word, _, rest = asked(command.get("text") or "").partition(" ")
        call = _Call(office, command["user_id"], command["channel_id"], command["trigger_id"], rest.strip())
        _answer(call, word.casefold(), respond)

    def clicked(name: str) -> Callable[..., None]:
        def listener(body: dict[str, Any], ack: Ack, respond: Respond) -> None:
            ack()
            channel = (body.get("channel") or {}).get("id") or ""
            _answer(_Call(office, body["user"]["id"], channel, body["trigger_id"], ""), name, respond)

        return listener

    app.command("/kpi-admin")(kpi_admin)
    for name in _BUTTONS:
        app.action(_PANEL + name)(clicked(name))
    app.action(rereading.REREAD)(clicking(office, lambda click: rereading.ask(office, click)))
    indicators.register(app, office)


def _answer(call: _Call, word: str, respond: Respond) -> None:
    """Do what a word asks for; only administrators' words count. Never raises."""
    office = call.office
    try:
        if not office.may_administer(call.user):
            respond(response_type="ephemeral", text=office.say("denied"))
            return
        text, blocks = _DO.get(word, _panel)(call)
    except SoseiError as error:
        text, blocks = _text(office.told(error))
    except Exception as error:
        text, blocks = _text(office.say("failed", error_id=logged(error, "administering")))
    try:
        respond(response_type="ephemeral", text=text, blocks=blocks, replace_original=False)
    except Exception as error:
        logged(error, "telling an administrator")


def _text(text: str) -> Said:
    return text, [section(text)]


def _panel(call: _Call) -> Said:
    office = call.office
    text = office.say("command.help")
    buttons = actions(*(button(office.say(f"command.{name}"), _PANEL + name, name) for name in _BUTTONS))
    return text, [section(text), buttons]


def _reindex(call: _Call) -> Said:
    text = call.office.say("reread.how")
    return text, [section(text), *rereading.offer(call.office)]


def _review(call: _Call) -> Said:
    label, _, indicator = call.words.partition(" ")
    edition = plain_edition(label or listings.newest_draft(call.office))
    if indicator.strip():
        review.show(call.office, edition, indicator.strip(), call.direct())
    else:
        review.begin(call.office, edition, call.direct(), None)
    return call.sent()


def _publish(call: _Call) -> Said:
    edition = call.words or listings.newest_draft(call.office)
    publishing.prepare(call.office, edition, call.user, call.direct(), None)
    return call.sent()


def _rollback(call: _Call) -> Said:
    publishing.offer_rollback(call.office, call.direct())
    return call.sent()


def _withdraw(call: _Call) -> Said:
    if not call.words:
        return _text(call.office.say("withdraw.which"))
    publishing.offer_withdrawal(call.office, call.words, call.direct())
    return call.sent()


def _export(call: _Call) -> Said:
    figures.export(call.office, call.direct())
    return call.sent()


def _synonym(call: _Call) -> Said:
    said, _, means = call.words.partition(" ")
    if not means.strip():
        indicators.open_synonym(call.office, call.trigger, call.channel)
        return _text(call.office.say("synonym.opened"))
    return _text(indicators.add_synonym(call.office, said, means.strip(), call.user))


def _indicator(call: _Call) -> Said:
    if not call.words:
        return _text(call.office.say("indicator.which"))
    indicators.open_indicator(call.office, call.words, call.trigger, call.channel)
    return _text(call.office.say("indicator.opened"))


_DO: dict[str, Callable[[_Call], Said]] = {
    "reindex": _reindex,
    "review": _review,
    "publish": _publish,
    "rollback": _rollback,
    "withdraw": _withdraw,
    "export": _export,
    "synonym": _synonym,
    "indicator": _indicator,
    "unanswered": lambda call: listings.unanswered(call.office),
    "status": lambda call: listings.status(call.office),
    "jobs": lambda call: listings.jobs(call.office),
    "audit": lambda call: listings.trail(call.office),
}

_BUTTONS = ("status", "jobs", "unanswered", "audit", "export", "synonym")
"""What needs no further word."""
