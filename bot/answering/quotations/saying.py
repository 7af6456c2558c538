"""What the documents say of a subject (何と書いてある), and how what they say changed from one edition to the next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Excerpt
from bot.answering.library import Library, excerpt, once
from bot.answering.questions.question import Question
from bot.answering.quotations.evidence import supporting
from bot.answering.reply import reply
from corpus.reading import SectionKind
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import wording

_SAYS = re.compile(
    r"(?:何|なん|なに|どう|どのように|どんな(?:ふうに|こと[がを]?))(?:と|って)?(?:書|記載|記され|言っ|述べ|触れ|説明し)"
    r"|what (?:does|did|do) .*\b(?:say|said|write)\b"
)
_CHANGED = re.compile(r"変わ|違[いうっ]|変化|変更|比べ|比較|\bchange|\bdiffer")
_OF_EDITIONS = re.compile(r"版|資料|報告書|前回|昨年|去年|以前|これまで|edition|report|document|last year|before")
_SECTIONS: tuple[SectionKind, ...] = ("future_direction", "analysis", "initiative")
_SHOWN = 3


def of_saying(question: Question, library: Library, named: Sequence[IndicatorView]) -> Answer | None:
    """An answer in the documents' words to a question that asks for their words; None for any other question.

    Args:
        question: What was asked.
        library: Where to look.
        named: Indicators that the question names clearly.
    """
    said = plain(question.text)
    if question.intent == "direction" and _CHANGED.search(said) and _OF_EDITIONS.search(said):
        return _compared(question, library, named)
    if question.intent in (None, "trend", "text") and _SAYS.search(said):
        return _said(question, library, named)
    return None


def _said(question: Question, library: Library, named: Sequence[IndicatorView]) -> Answer | None:
    quotes = [quote for indicator in named for section in _SECTIONS for quote in _quotes(library, indicator, section)]
    if not quotes:
        hits = supporting(question, library.find(question.query, _SECTIONS))
        quotes = [excerpt(hit.passage) for hit in hits]
    if not quotes:
        return None
    about = [indicator.name for indicator in named]
    found = wording(question.language).say("answer.text.found")
    return reply(question, "text", found, excerpts=once(quotes)[:_SHOWN], about=about)


def _compared(question: Question, library: Library, named: Sequence[IndicatorView]) -> Answer | None:
    """What two editions say of what is to come: the newest, and the one named or the one before it."""
    editions = [edition for edition in library.figures.editions() if _directions(question, library, edition, named)]
    newest, *older = editions or [""]
    old = library.edition if library.edition in older else next(iter(older), None)
    if old is None:
        return None
    quotes = [quote for edition in (newest, old) for quote in _directions(question, library, edition, named)]
    headline = wording(question.language).say("answer.direction.compared", new_edition=newest, old_edition=old)
    about = [indicator.name for indicator in named]
    return reply(question, "direction", headline, excerpts=once(quotes), names=(newest, old), about=about)


def _directions(
    question: Question, library: Library, edition: str, named: Sequence[IndicatorView]
) -> Sequence[Excerpt]:
    """What one edition says is to come, of the indicators named or, where none is, of the subject."""
    within = replace(library, edition=edition)
    if named:
        return [quote for indicator in named for quote in _quotes(within, indicator, "future_direction")]
    if not question.subject:
        return []
    return [excerpt(hit.passage) for hit in supporting(question, within.find(question.query, _SECTIONS[:1]))][:1]


def _quotes(library: Library, indicator: IndicatorView, section: SectionKind) -> Sequence[Excerpt]:
    """What is said of an indicator, or else of its measure as a whole."""
    own = library.quotes(indicator, section)
    if own or indicator.measure is None:
        return own
    return [quote for quote in library.quotes_at(section, indicator.goal, indicator.measure) if quote.indicator is None]
