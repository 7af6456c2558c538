"""The buttons under an answer. Each carries the id of the exchange it belongs to and at most one short argument.

A button is there only where it leads to something: what leads where is told by ``bot.answering.conversation.offers``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextActionsBlock,
    ExternalDataSelectElement,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    InteractiveElement,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot.answering.answer import Answer, Source
from bot.answering.conversation.offers import Offers
from bot.rendering.text_numbers import source_line
from bot.slack.blocks.limits import BUTTON_TEXT, Block, size
from bot.slack.blocks.literal import fitted, one_line
from bot.slack.blocks.messages import CHOICE
from prompts.wording import Language, wording

ALL_YEARS, COMPARE, EDITION, PAGE, CSV, SHARE = "all_years", "compare", "edition", "page", "csv", "share"
CHOOSE, CHOOSE_MANY, FEEDBACK = "choose", "choose_many", "feedback"
"""What an ``action_id`` begins with; where a block has several of a kind, a colon and a number follow."""

GOOD, BAD = "up", "down"

_MOST_BUTTONS = 5
"""Candidates beyond which a list that can be searched is shorter than buttons."""

_MOST_EDITIONS = 3
_MOST_OPTIONS = 100
_FINGERPRINT = 12
"""Digits of a file's sha256 that tell it from the city's other files."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the buttons under one answer refer to.

    Attributes:
        exchange: Id of the exchange.
        offers: What can be asked for next.
        private: Whether only one person sees the answer, so that it can be shared.
    """

    exchange: str
    offers: Offers = field(default_factory=Offers)
    private: bool = False


def value_of(exchange: str, argument: str = "") -> str:
    """What a button carries."""
    return f"{exchange} {argument}".rstrip()


def parted(value: str) -> tuple[str, str]:
    """The exchange's id and the argument out of what a button carries."""
    exchange, _, argument = value.partition(" ")
    return exchange, argument


def candidate_buttons(answer: Answer, reference: Reference) -> Iterator[Block]:
    """What could be meant, to be chosen: by a button each, or out of a list that can be searched."""
    names = answer.candidates
    if not names:
        return
    if len(names) > _MOST_BUTTONS:
        chooser = _searched(CHOOSE_MANY, wording(answer.language).say("buttons.choose"))
        yield _row(f"{CHOOSE} {reference.exchange}", [chooser])
        return
    buttons = [
        _button(f"{CHOICE}{nth}", name, value_of(reference.exchange, str(nth))) for nth, name in enumerate(names)
    ]
    yield _row(f"{CHOOSE} {reference.exchange}", buttons)


def told_by_buttons(answer: Answer) -> bool:
    """Whether each candidate has a button that shows the whole of its name."""
    names = answer.candidates
    return len(names) <= _MOST_BUTTONS and all(0 < size(one_line(name)) <= BUTTON_TEXT for name in names)


def answer_buttons(answer: Answer, reference: Reference, places: Sequence[tuple[str, Source]] = ()) -> Iterator[Block]:
    """The next steps, then what one thinks of the answer.

    Args:
        answer: The answer above.
        reference: What the buttons carry.
        places: The answer's sources with their marks.
    """
    steps = list(_steps(answer, reference, places))
    if steps:
        yield _row(f"next {reference.exchange}", steps)
    yield _feedback(answer.language, reference.exchange)


def _steps(answer: Answer, reference: Reference, places: Sequence[tuple[str, Source]]) -> Iterator[InteractiveElement]:
    language, exchange, offers = answer.language, reference.exchange, reference.offers
    say = wording(language).say
    if offers.all_years:
        yield _button(ALL_YEARS, say("buttons.all_years"), exchange)
    for nth, edition in enumerate(offers.editions[:_MOST_EDITIONS]):
        label = say("buttons.edition", edition=edition)
        yield _button(f"{EDITION}:{nth}", label, value_of(exchange, edition))
    yield from _pages(language, exchange, places)
    if offers.figures:
        yield _button(CSV, say("buttons.csv"), exchange)
    if reference.private and answer.status == "answered":
        yield _button(SHARE, say("buttons.share"), exchange)
    if offers.comparable:
        yield _searched(COMPARE, say("buttons.compare"))


def _pages(language: Language, exchange: str, places: Sequence[tuple[str, Source]]) -> Iterator[InteractiveElement]:
    """A button for the one page that was cited, or a list of them."""
    say = wording(language).say
    shown = {argument: (mark, source) for mark, source in places if (argument := page_argument(source))}
    if len(shown) == 1:
        yield _button(PAGE, say("buttons.page"), value_of(exchange, *shown))
    elif shown:
        options = [
            Option(value=value_of(exchange, argument), text=_text(_page_label(mark, source, language)))
            for argument, (mark, source) in list(shown.items())[:_MOST_OPTIONS]
        ]
        yield StaticSelectElement(action_id=PAGE, placeholder=_text(say("buttons.pages")), options=options)


def _page_label(mark: str, source: Source, language: Language) -> str:
    """The page before the title, which may be too long to be shown whole."""
    place = source_line(replace(source, document=""), language)
    return wording(language).say("buttons.page_of", mark=mark, place=place, document=source.document)


def page_argument(source: Source) -> str:
    """A source in short: the file's fingerprint and the page, and of a text file the line; empty for an import."""
    if source.sha256 is None or source.page is None:
        return ""
    line = f".{source.line}" if source.line is not None else ""
    return f"{source.sha256[:_FINGERPRINT]}.{source.page}{line}"


def _feedback(language: Language, exchange: str) -> Block:
    say = wording(language).say
    good, bad = _text(say("buttons.good")), _text(say("buttons.bad"))
    feedback = FeedbackButtonsElement(
        action_id=FEEDBACK,
        positive_button=FeedbackButtonObject(text=good, value=value_of(exchange, GOOD)),
        negative_button=FeedbackButtonObject(text=bad, value=value_of(exchange, BAD)),
    )
    return ContextActionsBlock(block_id=f"{FEEDBACK} {exchange}", elements=[feedback]).to_dict()


def _row(block_id: str, elements: Sequence[InteractiveElement]) -> Block:
    return ActionsBlock(block_id=block_id, elements=list(elements)).to_dict()


def _button(action_id: str, label: str, value: str) -> ButtonElement:
    return ButtonElement(action_id=action_id, text=_text(label), value=value)


def _searched(action_id: str, placeholder: str) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(action_id=action_id, placeholder=_text(placeholder), min_query_length=0)


def _text(label: str) -> PlainTextObject:
    return PlainTextObject(text=fitted(label, BUTTON_TEXT) or "…", emoji=False)
