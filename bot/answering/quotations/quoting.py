"""Answers made of quotations: directions, comments, initiatives and facts that stand in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Excerpt, Intent
from bot.answering.library import Library, excerpt, once
from bot.answering.names.titled import place_titled
from bot.answering.questions.facts import fact_asked
from bot.answering.questions.question import Question
from bot.answering.quotations.captions import borne_out, told_for
from bot.answering.quotations.cutting import stating_part, telling_part
from bot.answering.quotations.evidence import held_shares, supporting
from bot.answering.quotations.prose import says_something, tabular
from bot.answering.quotations.refusing import Beyond, forecasts, foretells, of_others
from bot.answering.reply import reply
from corpus.reading import SectionKind
from corpus.words import plain
from index.search import Hit
from kpi_store.views import IndicatorView
from prompts.glossary import general_words
from prompts.wording import Wording, wording

_MISSING = re.compile(
    r"(?:実績値?|値|数値|データ|公表).{0,6}(?:ない|なし|無い|遅れ|空白|載って)|未公表|括弧|空白|空欄|(?:出て|載って)い?(?:ない|ません)"
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
    (re.compile(r"[―－‐-]{1,2}[」』)]?(?:の|は|って)|横線|ハイフン|\bdash"), "―"),
    (
        re.compile(r"(?:[hrs](?:[0-9]{1,2}|元)|元号|和暦)[」』]?(?:と|って|の).{0,6}(?:書|表記|なって|印刷|表し)"),
        "表記",
    ),
)
_MEANING = re.compile(r"何|なに|意味|どういう|\bmean|\bwhat\b|\bwhy\b|なぜ")

_SECTIONS: dict[Intent, tuple[SectionKind, ...]] = {
    "direction": ("future_direction",),
    "analysis": ("analysis", "note"),
    "initiative": ("initiative",),
}
"""Where an intent looks first; the rest of the document comes after."""

_PRINTED: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("policy", re.compile(r"施策の(?:方針|内容)|基本的(?:な)?方向|現状と課題")),
    ("initiative", re.compile(r"(?:取り?組み?|事業|実施)の?(?:実績|内容|状況)|主な(?:取組|取り組み|事業)")),
    ("analysis", re.compile(r"(?<!会議の)評価(?=は|を|の|って|[?？。]|$)|検証結果")),
)
"""What documents print over their sections."""

_PAPER = re.compile(r"資料|文書|報告|戦略|冊子|シート|計画|版")
_OF_PUBLISHING = frozenset("公表 発行 発表 公開 作成 策定 日".split())  # noqa: SIM905
_PROBLEMS = frozenset("不足 減少 低下 悪化 増加 課題 問題 解消 改善 対応 対策".split())  # noqa: SIM905
"""What is wrong, and need not be said again by what is done about it."""

_REASON = re.compile(r"要因|原因|背景|影響|により|によって|による|ことから|ため(?=[、。])")

_ASKS_FOR_PICTURE = re.compile(r"流れ|手順|図|道のり|手続|順番|process|steps|flow")

_INTENTS: dict[SectionKind, Intent] = {
    "initiative": "initiative",
    "analysis": "analysis",
    "future_direction": "direction",
}


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
        if found and intent == "analysis" and not any(map(_gives_reason, found.excerpts)):
            found = None
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


def _gives_reason(quote: Excerpt) -> bool:
    """Whether a quotation may tell why something came: what is or will be done gives no reason for it."""
    planned = quote.section in ("future_direction", "initiative")
    return quote.section in ("analysis", "note") or (not planned and bool(_REASON.search(quote.text)))


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
    return reply(
        question, "text", wording(question.language).say("answer.text.found"), excerpts=_excerpts(question, hits)
    )


def of_place(question: Question, library: Library) -> Answer | None:
    """What is told of a whole goal or measure in the kind of section asked for; None where another thing is asked."""
    section = section_asked(question)
    if section is None or not question.subject.says_nothing or (question.goal is None and question.measure is None):
        return None
    quotes = once(library.quotes_at(section, question.goal, question.measure))
    if not quotes:
        return None
    intent: Intent = question.intent if question.intent in _SECTIONS else _INTENTS.get(section, "text")
    name = "answer.text.found" if intent == "text" else f"answer.{intent}.subject"
    return reply(question, intent, wording(question.language).say(name), excerpts=quotes)


def section_asked(question: Question) -> SectionKind | None:
    """The kind of section that is asked for by its printed name, or by the kind of question."""
    said = plain(question.query)
    named = next((section for section, name in _PRINTED if name.search(said)), None)
    return named or (_SECTIONS[question.intent][0] if question.intent in _SECTIONS else None)


def _of_titled(question: Question, library: Library, intent: Intent) -> list[Excerpt]:
    """What is told, in the kind of section asked for, of the place whose title the question says."""
    place = place_titled(question, library)
    return once(library.quotes_at(_SECTIONS[intent][0], place.goal, place.measure))[:SHOWN] if place else []


def of_date(question: Question, library: Library) -> Answer | None:
    """A passage that says when what the question is about is published: 特定健診の確定値はいつ公表される."""
    about = [
        word for word in question.subject.words if word.noun and word.normal not in _OF_PUBLISHING | general_words()
    ]
    if not about or _PAPER.search(plain(question.query)) or fact_asked(question) != "date":
        return None
    hits = supporting(question, library.find(question.query))[:1]
    found = wording(question.language).say("answer.text.found")
    return reply(question, "text", found, excerpts=_excerpts(question, hits)) if hits else None


def of_signs(question: Question, library: Library) -> Answer | None:
    """What the notes say of a sign in tables and charts, where it is asked what that means: ( ), ―, △.

    What is noted on an indicator that the question names comes first.
    """
    said = plain(question.query)
    sign = next((sign for name, sign in _SIGNS if name.search(said)), None)
    if sign is None or not _MEANING.search(said):
        return None
    own = [quote for indicator in _written(said, library) for quote in library.quotes(indicator, "note")]
    found = [hit for hit in library.find(sign, ("note",)).hits if sign in "".join(hit.passage.text.split())]
    noted = [_lines_with(sign, quote) for quote in (*own, *(excerpt(hit.passage) for hit in found))]
    quotes = list({q.text: q for q in reversed(noted) if sign in "".join(q.text.split())}.values())
    if not quotes:
        return None
    quotes.sort(key=lambda quote: [other.text for other in noted].index(quote.text))
    return reply(question, "text", wording(question.language).say("answer.text.found"), excerpts=quotes[:SHOWN])


def _written(said: str, library: Library) -> list[IndicatorView]:
    return [i for i in library.figures.indicators() if any(plain(name) in said for name in i.names)]


def _lines_with(sign: str, quote: Excerpt) -> Excerpt:
    """The line of a note that tells of a sign."""
    line = next((line for line in quote.text.split("\n") if sign in "".join(line.split())), quote.text)
    return replace(quote, text=line)


def of_subject(question: Question, library: Library) -> Answer | None:
    """Passages on what the question is about, or None where none of them holds it."""
    intent: Intent = question.intent if question.intent in _SECTIONS else "text"
    say = wording(question.language)
    name = "answer.text.found" if intent == "text" else f"answer.{intent}.subject"
    own = _own_hits(question, library, intent)
    if intent in _SECTIONS and not own and (placed := _of_titled(question, library, intent)):
        return reply(question, intent, say.say(name), excerpts=placed)
    hits = _telling_apart(question, library, _hits(question, library, own))
    older = [] if hits else _older(question, library)
    if not (hits or older):
        return None
    editions = [edition for hit in older if (edition := hit.passage.edition)]
    return reply(
        question,
        intent,
        say.say(name),
        remarks=(say.say("answer.remark.older", edition=edition) for edition in editions),
        excerpts=_excerpts(question, [*_telling(question, hits), *older]),
        names=editions,
    )


def _older(question: Question, library: Library) -> list[Hit]:
    """What only a document says that a newer one has taken the place of."""
    return _telling_apart(question, library, supporting(question, library.find_older(question.query)))[:1]


def _telling_apart(question: Question, library: Library, hits: Sequence[Hit]) -> list[Hit]:
    """Hits that tell something: prose before the table under it, and no notes on an indicator beside what is said.

    In place of a picture's label comes the prose that the picture stands under.
    """
    fact = fact_asked(question)
    told = [[hit] if fact or says_something(hit.passage.text) else told_for(hit, question, library) for hit in hits]
    kept = list({hit.passage.id: hit for each in told for hit in each}.values())
    if fact:
        prose = {hit.passage.heading for hit in kept if not tabular(hit.passage.text)}
        named = question.years.named
        return sorted(kept, key=lambda h: not named and tabular(h.passage.text) and h.passage.heading in prose)
    if not _ASKS_FOR_PICTURE.search(plain(question.query)):
        over = {hit.passage.heading for hit in kept if hit.passage.section == "initiative"}
        kept = [
            hit
            for hit in kept
            if hit.passage.section != "overview"
            or hit.passage.heading not in over
            or not says_something(hit.passage.text)
        ]
    others = [hit for hit in kept if hit.passage.section != "note"]
    return kept if asks_for_notes(question) else others or kept


def _own_hits(question: Question, library: Library, intent: Intent) -> list[Hit]:
    """Hits that support an answer from the intent's own sections."""
    if intent not in _SECTIONS:
        return []
    hits = library.find(question.query, _SECTIONS[intent])
    without = replace(question, subject=question.subject.without(_PROBLEMS))
    return supporting(question, hits) or supporting(without, hits)


def _hits(question: Question, library: Library, own: Sequence[Hit]) -> list[Hit]:
    """Hits that support an answer: from the intent's own sections first, then from anywhere."""
    everywhere = borne_out(question, library, library.find(question.query))
    intent = question.intent
    if intent not in _SECTIONS:
        return everywhere
    if not own and everywhere and (indicator := everywhere[0].passage.indicator):
        # What was found speaks of an indicator: what is wanted of it stands under its name, in other words.
        own = library.find_of(question.query, indicator, _SECTIONS[intent]).hits
    return [*own, *(h for h in everywhere if h.passage.id not in {o.passage.id for o in own})]


def _telling(question: Question, hits: list[Hit]) -> list[Hit]:
    """The first hit, and those after it whose own words hold nearly as much of the subject as any of them does.

    What supports an answer by the headings over it alone, or by one word of several, is no further evidence. Where no
    passage has the subject's own words, all were found by their meaning, and none is less evidence than another.
    """
    shares = held_shares(question, [plain(hit.passage.text) for hit in hits])
    least = NEARLY * max(shares, default=0.0) if max(shares, default=0.0) >= IN_WORDS else 0.0
    return hits[:1] + [hit for hit, share in zip(hits[1:], shares[1:], strict=True) if share >= least]


def _excerpts(question: Question, hits: Sequence[Hit]) -> list[Excerpt]:
    """The best hits, each text once: a slide deck repeats its policy strip on every page."""
    return once(_cut(question, hit) for hit in hits)[:SHOWN]


def _cut(question: Question, hit: Hit) -> Excerpt:
    """A hit as a quotation no longer than answers; what is asked as a whole (今後の方向性) stays whole."""
    passage, fact = hit.passage, fact_asked(question)
    if fact is not None:
        return replace(excerpt(passage), text=stating_part(question, fact, passage))
    if passage.section in ("overview", "policy"):
        return replace(excerpt(passage), text=telling_part(question, passage))
    return excerpt(passage)
