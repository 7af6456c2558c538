"""What waits for an administrator: values that were read with doubt, by document."""

from collections import Counter

from bot.slack.blocks import Block
from bot.slack.home.parts import divider, header, lines, note, plain
from kpi_store.store import KpiStore
from prompts.wording import Language, wording

_DOCUMENTS = 8


def review_queue(store: KpiStore, language: Language) -> list[Block]:
    """How many values of which documents wait to be looked at; a line where none does.

    Raises:
        StoreUnreachable: If the database does not answer.
    """
    say = wording(language).say
    waiting = Counter((v.document.edition or "", v.document.title) for v in store.reviews.pending())
    told = [
        lines([plain(say("home.queue.document", edition=edition, document=title, count=count))])
        for (edition, title), count in waiting.most_common(_DOCUMENTS)
    ]
    if len(waiting) > _DOCUMENTS:
        told.append(note(say("home.queue.more", count=len(waiting) - _DOCUMENTS)))
    return [header(say("home.queue.title")), *(told or [lines([say("home.queue.empty")])]), divider()]
