"""Answers about the documents themselves: when published and by whom."""

import re

from bot.answering.answer import Answer, Excerpt
from bot.answering.library import Library, excerpt
from bot.answering.phrases import date_name, year_name
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from corpus.years import parse_year
from kpi_store.views import DocumentView
from prompts.wording import Wording, wording

_PAPER = "(?:資料|文書|報告書)"
_ASKS = re.compile(
    r"(?:作成|発行|公表|編集)(?:者|元|機関|団体)|(?:作った|まとめた|出した|書いた)のは(?:誰|だれ|どこ)"
    rf"|{_PAPER}(?:は|を|って)(?:誰|だれ|どこ|いつ).{{0,6}}(?:出|作|公表|発行|まとめ|書)"
    rf"|(?:この|その){_PAPER}の(?:日付|題名|名前|タイトル|正式名)|(?:どんな|何の){_PAPER}"
    rf"|{_PAPER}(?:は|に|って)?(?:何|どんな|どれ|どの).{{0,6}}(?:登録|入って|ある|あり|載って)"
    rf"|{_PAPER}は?(?:何年度|いつ)(?:の|分|版)|何年度の(?:実績の)?{_PAPER}|登録(?:されて|して)いる{_PAPER}"
    r"|what documents|which documents|who (?:wrote|made|published|issued) (?:this|the|these)"
    r"|date of (?:this|the) (?:document|report)"
)


def asks_about_documents(question: Question) -> bool:
    """Whether the documents themselves are asked after: who made them, of when they are, which there are."""
    return bool(_ASKS.search(plain(question.query)))


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
