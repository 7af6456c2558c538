"""An answer in Block Kit: headline, remarks, chart, table, quotations, candidates, sources."""

from collections.abc import Iterator

from bot.answering.answer import Answer, Excerpt
from bot.rendering.text import computed_line, excerpt_title
from bot.slack.blocks.citations import Citations
from bot.slack.blocks.limits import ALT_SIZE, Block
from bot.slack.blocks.literal import clipped, one_line
from bot.slack.blocks.messages import Message, packed
from bot.slack.blocks.rich_text import bullets, paragraphs, quotation, titled
from bot.slack.blocks.tables import tables
from prompts.wording import wording

_LONGEST_TITLE = 300


def answer_messages(
    answer: Answer, *, file_id: str | None = None, alt: str = "", chart_failed: bool = False
) -> tuple[Message, ...]:
    """The answer as messages to post one after another; nearly always it is one.

    Args:
        answer: What there is to say.
        file_id: Slack's id of the uploaded chart, where there is one.
        alt: What the chart says, for those who cannot see it.
        chart_failed: Whether a chart was to be here and could not be; the reply then says so.
    """
    return packed(_blocks(answer, file_id, alt, chart_failed))


def _blocks(answer: Answer, file_id: str | None, alt: str, chart_failed: bool) -> Iterator[Block]:
    cite = Citations(answer)
    yield from paragraphs(one_line(answer.headline) or "…", bold=True)
    yield from paragraphs("\n".join(answer.remarks))
    if answer.status != "answered":
        yield from bullets(answer.candidates)
    if file_id:
        yield _image(file_id, alt or answer.headline)
    elif chart_failed:
        yield from paragraphs(wording(answer.language).say("slack.chart.failed"))
    if answer.intent != "list":  # the remarks of a list have its values already
        yield from tables(answer.figures, cite, answer.language)
        yield from _legend(answer)
    yield from _computed(answer)
    for excerpt in answer.excerpts:
        yield from _excerpt(excerpt, answer, cite)
    yield from cite.blocks()


def _image(file_id: str, alt: str) -> Block:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": clipped(one_line(alt), ALT_SIZE // 2) or "…"}


def _legend(answer: Answer) -> Iterator[Block]:
    """What the marks beside values mean, where any stands in the table."""
    say = wording(answer.language).say
    statuses = {point.status for figure in answer.figures for point in figure.points}
    marks = [say(f"slack.legend.{status}") for status in ("carried", "measured") if status in statuses]
    if marks:
        elements = [{"type": "plain_text", "text": mark, "emoji": False} for mark in marks]
        yield {"type": "context", "elements": elements}


def _computed(answer: Answer) -> Iterator[Block]:
    if not answer.computed:
        return
    several = len({computed.indicator for computed in answer.computed}) > 1
    yield titled(wording(answer.language).say("text.title.computed"))
    yield from bullets(computed_line(computed, answer.language, several) for computed in answer.computed)


def _excerpt(excerpt: Excerpt, answer: Answer, cite: Citations) -> Iterator[Block]:
    title = clipped(one_line(excerpt_title(excerpt, answer.language)), _LONGEST_TITLE)
    yield titled(f"{title} {cite.mark(excerpt.source)}", " ＞ ".join(part for part in excerpt.heading if part))
    yield from quotation(excerpt.text)
