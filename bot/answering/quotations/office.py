"""Which department is in charge of an indicator: what the documents say under its name, or that they do not."""

import re

from bot.answering.answer import Answer
from bot.answering.library import Library, once
from bot.answering.questions.question import Question
from bot.answering.quotations.refusing import not_found
from bot.answering.reply import reply
from corpus.reading import SectionKind
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import wording

_ASKS = re.compile(
    r"(?:担当|所管|主管|所掌)(?:する|の|している)?(?:課|部署|部局|部門|部|係|室|局|所属|セクション)(?!長)"
    r"|(?:担当|所管|主管)(?:は|って|が)?(?:どこ|どちら|何課)"
    r"|(?:どこ|どの|何)の?(?:課|部署|部局|係|部).{0,6}(?:担当|所管|主管|受け持|やって|持って|見て)"
    r"|\bin charge of\b|\bresponsible for\b|\b(?:which|what) (?:department|division|section)\b"
)
_SAYS = re.compile(r"(?:担当|所管|主管)(?:課|部署|部局|部|係|室|局|所属)?名?\s*[:：|｜]")
_SECTIONS: tuple[SectionKind, ...] = ("overview", "note", "policy", "initiative", "analysis", "future_direction")


def asks_for_office(question: Question) -> bool:
    """Whether it is asked who is in charge, as an office and not as a person."""
    return bool(_ASKS.search(plain(question.text)))


def in_charge(question: Question, library: Library, indicator: IndicatorView) -> Answer:
    """The passages under the indicator's name that name an office; an honest no where none does."""
    quoted = [q for section in _SECTIONS for q in library.quotes(indicator, section) if _SAYS.search(q.text)]
    if not quoted:
        return not_found(question, "answer.not_found.office", indicator=indicator.name)
    shortest = min(quoted, key=lambda quote: len(quote.text))
    headline = wording(question.language).say("answer.office.indicator", indicator=indicator.name)
    return reply(question, "text", headline, excerpts=once([shortest]), about=(indicator.name,))
