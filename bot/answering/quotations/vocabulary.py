"""What a word of such documents means (検証値, KPI, 達成率): in the documents' words first, then in the bot's own."""

import re

from bot.answering.answer import Answer, Excerpt
from bot.answering.library import Library, excerpt, once
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from prompts.wording import wording

_TERMS: tuple[tuple[str, str], ...] = (
    ("kpi", r"kpi|重要業績評価指標|key performance indicator"),
    ("numeric_target", r"数値目標|numeric targets?"),
    ("target", r"検証値|目標値|目標年度|target values?"),
    ("baseline", r"基準値|現状値|策定時の?値|基準年度?|baseline(?: values?)?"),
    ("actual", r"実績値|actual values?"),
    ("attainment", r"達成率|進捗率|attainment(?: rate)?"),
    ("standing", r"(?:順調|遅れ|判定|判定不可|達成)(?:の(?:意味|基準|判定))?|judg[e]?ment|on track|behind"),
    ("cumulative", r"累計|cumulative"),
    ("goal", r"基本目標|goals?"),
    ("measure", r"施策|measures?"),
    ("edition", r"(?:r[0-9]+)?版|editions?"),
    ("direction", r"今後の方向性?|future direction"),
)
_NAMES = "|".join(f"(?P<{name}>{said})" for name, said in _TERMS)
_ASKS = re.compile(
    rf"^(?:この(?:資料|文書)(?:の|で(?:の|いう)?)|(?:資料|グラフ|表)(?:の|にある|に出てくる))?[「『\"]?(?:{_NAMES})[」』\"]?(?:という(?:の|言葉)|の)?"
    r"(?:とは|って[、,]?(?:何|なに|どう|どんな)|は(?:何(?=です|の|か|[?。]|$)|なに|どういう意味|どんな意味)|の?(?:意味|定義|説明|計算式|算出方法|計算方法|求め方)"
    r"|(?:は|って|を)?どう(?:やって|いうふうに)?(?:計算|算出|判定|決|出し|求め)|が分から)"
    r"[^0-9]{0,20}$"
)
_ASKS_IN_ENGLISH = re.compile(
    r"^(?!what are the [a-z]+(?: [a-z]+)?[?.\s]*$)"  # asks which there are: what are the goals?
    rf"(?:what (?:is|are|does)|define|how (?:is|are)) (?:an? |the |meant by )?[\"']?(?:{_NAMES})[\"']?"
    r"(?: (?:mean|stand for|calculated|defined|worked out|judged))?(?: here)?[?.\s]*$"
)
_DIFFER = re.compile(r"^(?P<one>[^と]{2,8})と(?P<other>[^とは]{2,10})(?:の違い|は(?:何が|どう)違)")
_SHOWN = 2


def defined(question: Question, library: Library) -> Answer | None:
    """What the word means that a question asks the meaning of; None where it asks for no such word."""
    terms = _asked(plain(question.text).strip())
    if not terms:
        return None
    say = wording(question.language)
    quoted = once(quote for name in terms for quote in _in_the_documents(name, library))
    own = [say.say(f"vocabulary.{name}") for name in terms]
    return reply(
        question,
        "definition",
        say.say("vocabulary.quoted" if quoted else "vocabulary.own"),
        remarks=[*([say.say("vocabulary.beside")] if quoted else []), *own],
        excerpts=quoted[:_SHOWN],
    )


def _asked(said: str) -> list[str]:
    """The words asked after, each by its name here."""
    if differ := _DIFFER.match(said):
        terms = [_term(differ[side]) for side in ("one", "other")]
        return [term for term in terms if term] if all(terms) else []
    found = _ASKS.match(said) or _ASKS_IN_ENGLISH.match(said)
    return [name for name, _ in _TERMS if found[name]] if found else []


def _term(typed: str) -> str | None:
    return next((name for name, said in _TERMS if re.fullmatch(said, typed)), None)


def _in_the_documents(name: str, library: Library) -> list[Excerpt]:
    """Passages with a sentence that says what the word, or another for the same, means."""
    word = f"(?:{dict(_TERMS)[name]})"
    says = re.compile(
        rf"[「『]{word}[」』](?:と?は)|{word}(?:とは[、,]?[^。\n]+|は、?[^。\n]+(?:をいう|を指す|を指し|のことです|のことをいい|とする)[^。\n]*)。?"
        rf"|[一-龥]{{4,}}[(（]{word}[)）][^。\n]*。|[※*]\s*{word}\s*[:：…][^\n]+"
    )
    documents = [document.id for document in library.figures.in_force(library.edition)]
    return [excerpt(passage) for passage in library.passages(documents) if says.search(_plain_lines(passage.text))]


def _plain_lines(text: str) -> str:
    """A text lower case and NFKC-normalised, its lines kept: a sentence does not go on in a table."""
    return "\n".join(map(plain, text.split("\n")))
