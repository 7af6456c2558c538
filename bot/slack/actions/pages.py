"""The page of the document that a source names, with what was cited marked on it; else its words."""

from collections.abc import Iterator

from slack_bolt import App

from bot.answering.answer import Answer, Source
from bot.rendering.pages import page_picture, places_of
from bot.rendering.pages_marks import Mark
from bot.rendering.picture import Picture
from bot.rendering.text_numbers import source_line
from bot.slack.actions.clicks import Click, Clicks
from bot.slack.blocks import Block, Message, page_messages, paragraphs
from bot.slack.blocks.buttons import PAGE
from bot.slack.failures import logged
from corpus.errors import SoseiError
from corpus.passages import Passage
from kpi_store.views import DocumentView
from prompts.wording import wording


def register(app: App, clicks: Clicks) -> None:
    """Listen for the source button and list."""
    app.action(PAGE)(clicks.handled(lambda click: _show(clicks, click)))


def _show(clicks: Clicks, click: Click) -> None:
    """The argument is the file's fingerprint, the page, and of a text file the line."""
    say = wording(click.language).say
    fingerprint, page, line = _parts(click.argument)
    holdings = clicks.views.without(clicks.access.withheld(click.audience))
    held = [d for d in holdings.published().documents if d.sha256.startswith(fingerprint)]
    if not held or not fingerprint:
        clicks.outlet(click).post(Message(say("buttons.page_gone")))
        return
    document = held[-1]
    place = source_line(Source(document.title, document.edition, page, "text", line=line), click.language)
    told = say("buttons.page_shown", source=place)
    picture = _picture(clicks, click, document, page, told)
    words = () if picture else _words(holdings.passages([document.id]), page, line)
    if not picture:
        told = say("buttons.page_words" if words else "buttons.page_nothing", source=place)
    no_picture = tuple(paragraphs(say("buttons.page_failed")))
    clicks.delivery.show(page_messages(told, picture, words), clicks.outlet(click), click.language, no_picture)


def _parts(argument: str) -> tuple[str, int, int | None]:
    fingerprint, page, *line = argument.split(".")
    return fingerprint, int(page), int(line[0]) if line else None


def _picture(clicks: Clicks, click: Click, document: DocumentView, page: int, told: str) -> Block | None:
    """The block that shows the page; None where there is no picture to be had."""
    content = clicks.store.originals.content(document.sha256)
    if content is None:
        return None
    try:
        marks = list(_marks(_answer(clicks, click), content, document.sha256, page))
        png = page_picture(content, page, marks)
        return clicks.delivery.upload(Picture(png, told)) if png else None
    except Exception as error:  # the page's words say the same
        logged(error, "showing a page")
        return None


def _answer(clicks: Clicks, click: Click) -> Answer | None:
    """The answer as it is now, for what to mark; None where it is none any more."""
    try:
        return clicks.again(click, click.audience)
    except SoseiError:
        return None


def _marks(answer: Answer | None, content: bytes, sha256: str, page: int) -> Iterator[Mark]:
    """Every value and quotation of the answer that stands on the page; of a value without a place, its indicator."""
    if answer is None:
        return
    for figure in answer.figures:
        sources = [point.source for point in figure.points]
        sources += [goal.source for goal in (figure.baseline, figure.target) if goal]
        here = [source for source in sources if (source.sha256, source.page) == (sha256, page)]
        yield from (Mark(source.bbox) for source in here if source.bbox)
        if here and not any(source.bbox for source in here):
            yield from map(Mark, places_of(content, page, figure.indicator))
    for excerpt in answer.excerpts:
        if (excerpt.source.sha256, excerpt.source.page) == (sha256, page):
            yield from map(Mark, places_of(content, page, excerpt.text))


def _words(passages: list[Passage], page: int, line: int | None) -> tuple[str, ...]:
    """What stands on the page, or, in a text file, at the line; all of the page where nothing begins there."""
    on_page = [passage for passage in passages if passage.page == page]
    at_line = [passage for passage in on_page if line is not None and passage.line == line]
    return tuple(passage.text for passage in at_line or on_page)
