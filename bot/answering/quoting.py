"""Answers made of quotations: directions, comments, initiatives and facts that stand in the text."""

import re
from collections.abc import Sequence

from bot.answering.answer import Answer, Excerpt, Intent
from bot.answering.evidence import held_shares, supporting
from bot.answering.facts import fact_asked
from bot.answering.library import Library, excerpt, once
from bot.answering.question import Question
from bot.answering.refusing import Beyond, forecasts, foretells, of_others
from bot.answering.reply import reply
from corpus.reading import SectionKind
from corpus.words import plain
from index.search import Hit
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_MISSING = re.compile(
    r"(?:実績値?|値|数値|データ|公表).{0,6}(?:ない|なし|無い|遅れ|空白|載って)|未公表|括弧"
    r"|(?:no|missing) (?:value|figure)"
)

SHOWN = 3
"""Quotations in one answer; more would bury the first."""

NEARLY = 0.6
"""Share of what the fullest quotation holds of the subject that any further one must hold."""

IN_WORDS = 0.8
"""Share of the subject's weight from which on a passage has it in its own words."""

_DEFINITION = re.compile(
    r"定義|(?<!こ)とは|意味|注記?は|どう(?:やって)?(?:数え|集計|算出|計算)|数え方|(?:計算|算出|集計)の?(?:方法|仕方)|出典|出所|(?:何|どこ|どの)の?統計|何に基づ"
    r"|(?:いつ|何日|何月)の?(?:時点|現在)|延べ(?:人数|数|件数)?(?:です|なの|か[?？。]|[?？])|含ま(?:れ|ない)|含む(?:の|か|[?？。])|対象(?:は|と)(?:何|どこ|誰|なる)|暦年か(?!ら)|年度か(?!ら)|確定値|概数"
    r"|definition|\bmean\b|defined|\bnotes?\b|calendar year or|fiscal year or|as of what"
)

_SIGNS = (
    (re.compile(r"括弧|かっこ|カッコ|[(（]\s*[)）]|parenthes|bracket"), "()"),
    (re.compile(r"△|三角"), "△"),
    (re.compile(r"[―－‐-]{1,2}(?:の|は|って)|横線|ハイフン|\bdash"), "―"),
)
_MEANING = re.compile(r"何|なに|意味|どういう|\bmean|\bwhat\b|\bwhy\b|なぜ")

_SECTIONS: dict[Intent, tuple[SectionKind, ...]] = {
    "direction": ("future_direction",),
    "analysis": ("analysis", "note"),
    "initiative": ("initiative",),
}
"""Where an intent looks first; the rest of the document comes after."""


def of_indicators(
    question: Question, library: Library, indicators: Sequence[IndicatorView], intent: Intent, said_clearly: bool
) -> Answer | None:
    """The directions of indicators, or the comments on their results.

    Where the documents hold none, that is said of an indicator named clearly; else None, and the text is searched.
    """
    section, *beside = _order(question, intent)
    quoted = [(indicator, library.quotes(indicator, section)) for indicator in indicators]
    if not any(quotes for _, quotes in quoted):
        lines, whole = of_measures(library, indicators, intent, section, wording(question.language))
        if lines:
            about = (indicator.name for indicator in indicators)
            return reply(question, intent, lines[0], remarks=lines[1:], excerpts=once(whole), about=about)
        # Not every comment is tied to its indicator: before it is denied, it is sought by its words.
        found = of_subject(question, library) if question.subject else None
        if found or not said_clearly:
            return found
    say = wording(question.language)
    lines = [
        say.say(f"answer.{intent}.{'indicator' if quotes else 'none'}", indicator=indicator.name)
        for indicator, quotes in quoted
    ]
    others = [quote for indicator in indicators for other in beside for quote in library.quotes(indicator, other)]
    return reply(
        question,
        intent,
        lines[0],
        remarks=lines[1:],
        excerpts=once([*(quote for _, quotes in quoted for quote in quotes), *others]),
        about=(indicator.name for indicator in indicators),
    )


def asks_for_notes(question: Question) -> bool:
    """Whether it is asked how an indicator is counted: what its notes tell."""
    return question.intent == "definition" or bool(_DEFINITION.search(plain(question.text)))


def of_measures(
    library: Library, indicators: Sequence[IndicatorView], intent: Intent, section: SectionKind, say: Wording
) -> tuple[list[str], list[Excerpt]]:
    """What is said of the indicators' measures as a whole, where a document says nothing of each indicator."""
    lines, excerpts = list[str](), list[Excerpt]()
    for indicator in indicators:
        if indicator.measure is None:
            continue
        said = library.quotes_at(section, indicator.goal, indicator.measure)
        if whole := [quote for quote in said if quote.indicator is None]:
            measure = indicator.measure_title or ""
            lines.append(say.say(f"answer.{intent}.measure", indicator=indicator.name, measure=measure))
            excerpts += whole
    return lines, excerpts


def notes(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer | None:
    """What the documents note on indicators, where their definition is asked for and they note anything."""
    quoted = [(indicator, library.quotes(indicator, "note") or _naming(library, indicator)) for indicator in indicators]
    if not asks_for_notes(question) or not any(quotes for _, quotes in quoted):
        return None
    say = wording(question.language)
    lines = [say.say("answer.note.indicator", indicator=indicator.name) for indicator, quotes in quoted if quotes]
    return reply(
        question,
        "text",
        lines[0],
        remarks=lines[1:],
        excerpts=once(quote for _, quotes in quoted for quote in quotes),
        about=(indicator.name for indicator in indicators),
    )


def _naming(library: Library, indicator: IndicatorView) -> tuple[Excerpt, ...]:
    """Notes that are tied to no indicator and say its name."""
    hits = library.find(indicator.name, ("note", "overview", "policy")).hits
    return tuple(excerpt(h.passage) for h in hits if f"※ {indicator.name}" in h.passage.text)[:1]


def _order(question: Question, intent: Intent) -> tuple[SectionKind, ...]:
    """Where to look first, and what to quote beside it.

    Why a value is missing stands in the notes; why it rose, in some documents in what was done (取組実績).
    """
    if intent == "direction":
        return "future_direction", "analysis"
    missing = _MISSING.search(plain(question.query))
    return ("note", "analysis") if missing else ("analysis", "initiative", "future_direction")


def of_stated(question: Question, library: Library, why: Beyond) -> Answer | None:
    """Passages in which the documents themselves say what will be of the subject, or what holds elsewhere."""
    told = {"forecast": forecasts, "elsewhere": of_others}.get(why)
    hits = [hit for hit in library.find(question.query).hits if told(question, hit.passage)] if told else []
    if not hits and why == "forecast" and not foretells(question):
        hits = supporting(question, library.find(question.query, ("future_direction",))) if fact_asked(question) else []
    if not hits:
        return None
    return reply(question, "text", wording(question.language).say("answer.text.found"), excerpts=_excerpts(hits))


def of_place(question: Question, library: Library) -> Answer | None:
    """The directions, comments or initiatives of a whole goal or measure; None where another kind of thing is asked."""
    intent, placed = question.intent, question.goal is not None or question.measure is not None
    if intent not in _SECTIONS or not (placed and question.subject.says_nothing):
        return None
    section = _SECTIONS[intent][0]
    quotes = once(library.quotes_at(section, question.goal, question.measure))
    if not quotes:
        return None
    return reply(
        question,
        intent,
        wording(question.language).say(f"answer.{intent}.subject"),
        excerpts=quotes,
    )


def of_signs(question: Question, library: Library) -> Answer | None:
    """What the notes say of a sign in tables and charts, where it is asked what that means: ( ), ―, △."""
    said = plain(question.query)
    sign = next((sign for name, sign in _SIGNS if name.search(said)), None)
    if sign is None or not _MEANING.search(said):
        return None
    found = [hit for hit in library.find(sign, ("note",)).hits if sign in "".join(hit.passage.text.split())]
    if not found:
        return None
    return reply(question, "text", wording(question.language).say("answer.text.found"), excerpts=_excerpts(found))


def of_subject(question: Question, library: Library) -> Answer | None:
    """Passages on what the question is about, or None where none of them holds it."""
    intent: Intent = question.intent if question.intent in _SECTIONS else "text"
    hits = _hits(question, library, intent)
    older = [] if hits else supporting(question, library.find_older(question.query))[:1]
    if not (hits or older):
        return None
    say = wording(question.language)
    name = "answer.text.found" if intent == "text" else f"answer.{intent}.subject"
    editions = [edition for hit in older if (edition := hit.passage.edition)]
    return reply(
        question,
        intent,
        say.say(name),
        remarks=(say.say("answer.remark.older", edition=edition) for edition in editions),
        excerpts=_excerpts([*_telling(question, hits), *older]),
        names=editions,
    )


def _hits(question: Question, library: Library, intent: Intent) -> list[Hit]:
    """Hits that support an answer: from the intent's own sections first, then from anywhere."""
    everywhere = supporting(question, library.find(question.query))
    if intent not in _SECTIONS:
        return everywhere
    own = supporting(question, library.find(question.query, _SECTIONS[intent]))
    if not own and everywhere and (indicator := everywhere[0].passage.indicator):
        # What was found speaks of an indicator: what is wanted of it stands under its name, in other words.
        own = list(library.find_of(question.query, indicator, _SECTIONS[intent]).hits)
    return [*own, *(h for h in everywhere if h.passage.id not in {o.passage.id for o in own})]


def _telling(question: Question, hits: list[Hit]) -> list[Hit]:
    """The first hit, and those after it whose own words hold nearly as much of the subject as any of them does.

    What supports an answer by the headings over it alone, or by one word of several, is no further evidence. Where no
    passage has the subject's own words, all were found by their meaning, and none is less evidence than another.
    """
    shares = held_shares(question, [plain(hit.passage.text) for hit in hits])
    least = NEARLY * max(shares, default=0.0) if max(shares, default=0.0) >= IN_WORDS else 0.0
    return hits[:1] + [hit for hit, share in zip(hits[1:], shares[1:], strict=True) if share >= least]


def _excerpts(hits: Sequence[Hit]) -> list[Excerpt]:
    """The best hits, each text once: a slide deck repeats its policy strip on every page."""
    return once(excerpt(hit.passage) for hit in hits)[:SHOWN]
