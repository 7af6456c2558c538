"""The window in which a paper is put together: ``/kpi brief`` without more words opens it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    ExternalDataMultiSelectElement,
    InputBlock,
    Option,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.briefs.brief import FORMATS
from bot.briefs.scope import Scope, measure_scope, place_of
from bot.slack.access import Access, Audience
from bot.slack.blocks.limits import BUTTON_TEXT
from bot.slack.blocks.literal import fitted
from bot.slack.directory import Person
from bot.slack.failures import logged
from bot.slack.intake import Intake, Payload, event_key
from bot.slack.papers.request import PaperRequest, bare_kind, language_said, words_of
from bot.slack.replies import Replies, denied
from bot.slack.safety import asked as plainly
from kpi_store.exchange_views import Asked
from kpi_store.figures import Published
from kpi_store.withholding import Restriction
from prompts.wording import LANGUAGES, Language, wording

See = Callable[[frozenset[Restriction]], Published]
"""What is published, as those see it from whom some documents are withheld."""

Values = Mapping[str, Any]
"""The state of a window, by block and element."""

_CALLBACK, _INDICATORS = "paper", "paper_indicators"
_ALL = "all"
_MOST_OPTIONS = 100
_MOST_CHOSEN = 50


def register(
    app: App, intake: Intake, replies: Replies, access: Access, see: See, person: Callable[[str], Person]
) -> None:
    """Open the window, suggest indicators in it, and take what was put together."""

    def opened(
        command: dict[str, Any], ack: Ack, client: WebClient, next: Callable[[], BoltResponse]
    ) -> BoltResponse | None:
        text = plainly(command.get("text") or "")
        if not bare_kind(text):
            return next()
        audience = Audience(command["user_id"], command["channel_id"], private=True)
        denial = access.denial(audience)
        language = language_said(text) or person(command["user_id"]).language
        if denial:
            return ack(response_type="ephemeral", text=denied(denial, language))
        ack()
        figures = see(access.withheld(audience))
        client.views_open(
            trigger_id=command["trigger_id"], view=window(figures, language, command["channel_id"]).to_dict()
        )
        return BoltResponse(status=200)

    def suggest(body: dict[str, Any], ack: Ack) -> None:
        ack(options=[option.to_dict() for option in _suggested(body, access, see)])

    def submitted(context: BoltContext, ack: Ack) -> None:
        ack()
        replies.answer(context)

    app.command("/kpi", middleware=[_only_bare, opened])(lambda ack: ack())
    app.options(_INDICATORS)(suggest)
    app.view(_CALLBACK, middleware=[intake.taking(of_window)])(submitted)


def _only_bare(command: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse | None:
    return next() if bare_kind(plainly(command.get("text") or "")) else None


def window(figures: Published, language: Language, channel: str) -> View:
    """The window, with the goals, measures and editions that are published.

    Args:
        figures: As whoever asked may see them.
        language: Of its words.
        channel: Id of where the command was typed.
    """
    say = wording(language).say
    newest = Option(value=_ALL, text=say("slack.paper.in_force"))
    editions = [newest, *(Option(value=edition, text=edition) for edition in figures.editions())][:_MOST_OPTIONS]
    blocks = [
        *scope_inputs(figures, language),
        radio_input("format", [(format, say(f"slack.paper.{format}")) for format in FORMATS], FORMATS[0], language),
        select_input("edition", editions, language),
        language_input(language),
        ContextBlock(elements=[PlainTextObject(text=say("slack.paper.place"))]),
    ]
    return View(
        type="modal",
        callback_id=_CALLBACK,
        private_metadata=channel,
        title=PlainTextObject(text=say("slack.paper.title")),
        submit=PlainTextObject(text=say("slack.paper.submit")),
        close=PlainTextObject(text=say("slack.paper.close")),
        blocks=blocks,
    )


def of_window(body: Payload) -> Asked:
    """What was put together, as words that ask for it; the file is for whoever did so alone."""
    values = body["view"]["state"]["values"]
    language = language_chosen(values)
    return Asked(
        event=event_key(body),
        user=body["user"]["id"],
        channel=body["view"]["private_metadata"],
        thread_ts=None,
        came="command",
        question=words_of(_request(values), language),
        language=language,
        response_url=None,
    )


def _request(values: Values) -> PaperRequest:
    edition = chosen(values, "edition")
    format_ = next(format for format in FORMATS if format == chosen(values, "format"))
    return PaperRequest(scope_chosen(values), format_, None if edition == _ALL else edition)


# What other windows in which something is put together have too


def scope_inputs(figures: Published, language: Language) -> list[Block]:
    """The choice of a goal or a measure, or of indicators in its place; ``scope_chosen`` reads it."""
    say = wording(language).say
    scopes = [Option(value=_ALL, text=say("slack.paper.all")), *_places(figures, language)][:_MOST_OPTIONS]
    indicators = ExternalDataMultiSelectElement(
        action_id=_INDICATORS,
        placeholder=say("slack.paper.placeholder"),
        min_query_length=0,
        max_selected_items=_MOST_CHOSEN,
    )
    return [select_input("scope", scopes, language), _input("indicators", indicators, language, optional=True)]


def scope_chosen(values: Values) -> Scope:
    """What was chosen of it."""
    names = tuple(option["value"] for option in values["indicators"][_INDICATORS].get("selected_options") or ())
    place = chosen(values, "scope")
    scope = Scope() if place == _ALL else measure_scope(place) or Scope(goal=int(place))
    return Scope(names=names) if names else scope


def language_input(language: Language) -> Block:
    """The choice of a paper's language."""
    say = wording(language).say
    return radio_input("language", [(one, say(f"slack.paper.language_{one}")) for one in LANGUAGES], language, language)


def language_chosen(values: Values) -> Language:
    """What was chosen of it."""
    return "en" if chosen(values, "language") == "en" else "ja"


def radio_input(name: str, options: Sequence[tuple[str, str]], first: str, language: Language) -> Block:
    """A choice of few, of which ``first`` is chosen; ``slack.paper.NAME`` labels it."""
    listed = [Option(value=value, text=text) for value, text in options]
    initial = next(option for option in listed if option.value == first)
    return _input(name, RadioButtonsElement(action_id=name, options=listed, initial_option=initial), language)


def select_input(name: str, options: list[Option], language: Language) -> Block:
    """A choice of many, of which the first is chosen; ``slack.paper.NAME`` labels it."""
    label = wording(language).say(f"slack.paper.{name}")
    element = StaticSelectElement(action_id=name, placeholder=label, options=options, initial_option=options[0])
    return _input(name, element, language)


def chosen(values: Values, name: str) -> str:
    """What was chosen in one of these."""
    return str(values[name][name]["selected_option"]["value"])


def _input(name: str, element: Any, language: Language, optional: bool = False) -> InputBlock:
    label = wording(language).say(f"slack.paper.{name}")
    return InputBlock(block_id=name, label=PlainTextObject(text=label), element=element, optional=optional)


def _places(figures: Published, language: Language) -> Iterator[Option]:
    """The goals and measures that have indicators, each once."""
    seen: dict[str, str] = {}
    for view in figures.indicators():
        for level, heading in enumerate(place_of(view, language)):
            value = str(view.goal) if level == 0 else f"{view.goal}-{view.measure}"
            seen.setdefault(value, heading)
    return (Option(value=value, text=fitted(heading, BUTTON_TEXT)) for value, heading in seen.items())


def _suggested(body: Mapping[str, Any], access: Access, see: See) -> list[Option]:
    """Indicators whose name holds what is typed; none to somebody who may not ask, or where that cannot be known."""
    try:
        audience = Audience(body["user"]["id"], None, private=True)
        if access.denial(audience):
            return []
        typed = str(body.get("value") or "").casefold()
        names = [view.name for view in see(access.withheld(audience)).indicators()]
        fitting = [name for name in names if typed in name.casefold() and len(name) <= BUTTON_TEXT]
        return [Option(value=name, text=name) for name in fitting[:_MOST_OPTIONS]]
    except Exception as error:
        logged(error, "suggesting indicators")
        return []
