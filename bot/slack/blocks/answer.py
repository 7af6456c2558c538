"""An answer in Block Kit: headline, remarks, candidates, chart, table, quotations, sources, buttons."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ContextBlock, ImageBlock, MarkdownTextObject, PlainTextObject
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.answering.answer import Answer, Excerpt
from bot.rendering.quoted import quoted
from bot.rendering.text import computed_lines, excerpt_title
from bot.slack.blocks.buttons import Reference, answer_buttons, candidate_buttons, told_by_buttons
from bot.slack.blocks.citations import Citations
from bot.slack.blocks.limits import ALT_SIZE, Block
from bot.slack.blocks.literal import clipped, fitted, one_line
from bot.slack.blocks.messages import Message, packed
from bot.slack.blocks.rich_text import bullets, paragraphs, quotation, titled
from bot.slack.blocks.tables import tables
from prompts.wording import wording

_LONGEST_TITLE = 300


def answer_messages(
    answer: Answer, *, chart: Sequence[Block] = (), reference: Reference | None = None, ahead: str = ""
) -> tuple[Message, ...]:
    """The answer as messages to post one after another; nearly always it is one.

    Args:
        answer: What there is to say.
        chart: Blocks that show its chart, or say that it could not be shown.
        reference: What buttons refer to; None for none.
        ahead: What stands above it in small print, as mrkdwn.
    """
    small = [ContextBlock(elements=[MarkdownTextObject(text=ahead)]).to_dict()] if ahead else []
    return packed([*small, *_blocks(answer, chart, reference)])


def picture_block(file_id: str, alt: str) -> Block:
    """An uploaded picture.

    Args:
        file_id: Slack's id of the file.
        alt: What it says, for those who cannot see it.
    """
    said = fitted(alt, ALT_SIZE) or "…"
    return ImageBlock(alt_text=said, slack_file=SlackFile(id=file_id)).to_dict()


def _blocks(answer: Answer, chart: Sequence[Block], reference: Reference | None) -> Iterator[Block]:
    cite = Citations(answer)
    yield from paragraphs(one_line(answer.headline) or "…", bold=True)
    yield from paragraphs("\n".join(answer.remarks))
    if answer.status != "answered" and not (reference and told_by_buttons(answer)):
        yield from bullets(answer.candidates)
    if reference:
        yield from candidate_buttons(answer, reference)
    yield from chart
    if answer.intent != "list":  # the remarks of a list have its values already
        yield from tables(answer.figures, cite, answer.language)
        yield from _legend(answer)
    yield from _computed(answer)
    for excerpt in answer.excerpts:
        yield from _excerpt(excerpt, answer, cite)
    yield from cite.blocks()
    if reference:
        yield from answer_buttons(answer, reference, cite.places())


def _legend(answer: Answer) -> Iterator[Block]:
    """What the marks beside values mean, where any stands in the table."""
    say = wording(answer.language).say
    statuses = {point.status for figure in answer.figures for point in figure.points}
    marks = [say(f"slack.legend.{status}") for status in ("carried", "measured") if status in statuses]
    if marks:
        yield ContextBlock(elements=[PlainTextObject(text=mark, emoji=False) for mark in marks]).to_dict()


def _computed(answer: Answer) -> Iterator[Block]:
    if lines := computed_lines(answer):
        yield titled(wording(answer.language).say("text.title.computed"))
        yield from bullets(lines)


def _excerpt(excerpt: Excerpt, answer: Answer, cite: Citations) -> Iterator[Block]:
    title = clipped(one_line(excerpt_title(excerpt, answer.language)), _LONGEST_TITLE)
    yield titled(f"{title} {cite.mark(excerpt.source)}", " ＞ ".join(part for part in excerpt.heading if part))
    yield from quotation(quoted(excerpt.text))
