"""Answers about the documents themselves: when published and by whom."""

from bot.answering.answer import Answer, Excerpt
from bot.answering.library import Library, excerpt
from bot.answering.phrases import date_name, year_name
from bot.answering.question import Question
from bot.answering.reply import reply
from corpus.years import parse_year
from kpi_store.views import DocumentView
from prompts.wording import Wording, wording


def about_documents(question: Question, library: Library) -> Answer | None:
    """When the documents in force were published, and by whom; the wording is quoted from their covers."""
    say = wording(question.language)
    documents = [d for d in library.figures.in_force(library.edition) if d.kind != "import"]
    if not documents:
        return None
    lines = [line for d in documents for line in _lines(d, say)]
    return reply(
        question,
        "document",
        lines[0],
        remarks=lines[1:],
        excerpts=(e for d in documents for e in _cover(d, library)),
        names=(n for d in documents for n in _names(d, say)),
    )


def _cover(document: DocumentView, library: Library) -> list[Excerpt]:
    passages = library.passages([document.id])
    return [excerpt(p) for p in passages[:1] if p.section == "overview" and p.page == 1]


def _lines(document: DocumentView, say: Wording) -> list[str]:
    if document.published is None:
        lines = [say.say("answer.document.undated", title=document.title)]
    else:
        lines = [say.say("answer.document.published", title=document.title, date=date_name(document.published, say))]
    if document.body:
        lines.append(say.say("answer.document.body", body=document.body))
    year = parse_year(document.edition or "")
    if document.edition and year and document.kind == "verification":
        name = year_name(year.year, "fiscal_year", say.language)
        lines.append(say.say("answer.document.edition", edition=document.edition, year=name))
    return lines


def _names(document: DocumentView, say: Wording) -> list[str]:
    year = parse_year(document.edition or "")
    return [
        document.title,
        document.body or "",
        document.edition or "",
        date_name(document.published, say) if document.published else "",
        year_name(year.year, "fiscal_year", say.language) if year else "",
    ]
