"""Windows for what documents do not say: which way is better for an indicator, what it means, what staff call it."""

from typing import Any, cast

from slack_bolt import Ack, App

from bot.slack.admin.office import Office, carried, carried_by, refuses_view, with_care
from bot.slack.admin.parts import choice_input, context, entered, modal, person, text_input
from bot.slack.blocks import escaped
from kpi_store.views import Direction

_INDICATOR, _SYNONYM = "admin_indicator_entered", "admin_synonym_entered"
_UNSAID = "unsaid"


def register(app: App, office: Office) -> None:
    """Listen for the windows."""

    def indicator(body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        _indicator_entered(office, body, view, ack)

    def synonym(body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        _synonym_entered(office, body, view, ack)

    app.view(_INDICATOR)(indicator)
    app.view(_SYNONYM)(synonym)


def open_indicator(office: Office, name: str, trigger: str, channel: str) -> None:
    """Open an indicator's window.

    Raises:
        IndicatorUnknown: If nothing that answers goes by the name.
    """
    published = office.store.published()
    view = published.find(name)
    options = [(way, office.say(f"indicator.{way}")) for way in ("up", "down", "keep", _UNSAID)]
    blocks = [
        context(office.say("indicator.about", indicator=escaped(view.name))),
        choice_input("desired", office.say("indicator.desired"), options, published.desired_set(view.id) or _UNSAID),
        text_input("definition", office.say("indicator.definition"), view.definition, optional=True, long=True),
    ]
    words = (office.say("indicator.title"), office.say("indicator.submit"), office.say("cover.close"))
    facts = carried(indicator=view.id, name=view.name, channel=channel)
    office.client.views_open(trigger_id=trigger, view=modal(_INDICATOR, *words, blocks, facts))


def open_synonym(office: Office, trigger: str, channel: str) -> None:
    """Open the window for a synonym."""
    blocks = [
        text_input("said", office.say("synonym.said"), None, office.say("synonym.said_hint")),
        text_input("means", office.say("synonym.means"), None, office.say("synonym.means_hint")),
    ]
    words = (office.say("synonym.title"), office.say("synonym.submit"), office.say("cover.close"))
    office.client.views_open(trigger_id=trigger, view=modal(_SYNONYM, *words, blocks, carried(channel=channel)))


def add_synonym(office: Office, said: str, means: str, user: str) -> str:
    """Add a synonym and say so.

    Raises:
        SynonymUnusable: If it cannot be one; ``SynonymIsIndicator`` likewise.
    """
    added, changed = office.store.synonyms.add(said, means, user)
    name = "synonym.added" if changed else "synonym.unchanged"
    return office.say(name, said=escaped(added.said), means=escaped(added.means))


def _indicator_entered(office: Office, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    if refuses_view(office, body, ack):
        return
    ack()
    facts, user = carried_by(view), body["user"]["id"]
    desired = entered(view, "desired")
    definition = entered(view, "definition") or ""

    def store() -> None:
        way = cast(Direction | None, None if desired in (None, _UNSAID) else desired)
        if office.store.published().desired_set(facts["indicator"]) != way:
            office.store.set_desired(facts["indicator"], way, user)
        if office.store.published().indicator(facts["indicator"]).definition != definition:
            office.store.set_definition(facts["indicator"], definition, user)
        told = office.say("indicator.done", indicator=escaped(facts["name"]), by=person(user))
        _tell(office, facts["channel"], user, told)

    with_care(office, facts["channel"], user, None, store)


def _synonym_entered(office: Office, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    if refuses_view(office, body, ack):
        return
    ack()
    channel, user = carried_by(view)["channel"], body["user"]["id"]
    said, means = entered(view, "said") or "", entered(view, "means") or ""
    with_care(office, channel, user, None, lambda: _tell(office, channel, user, add_synonym(office, said, means, user)))


def _tell(office: Office, channel: str, user: str, text: str) -> None:
    office.whisper(channel, user, text)
