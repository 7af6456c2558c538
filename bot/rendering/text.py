"""An answer as plain text: headline, remarks, tables of figures, computed values, quotations, numbered sources.

Every number in it is a figure, a computed value, inside a quotation, or says where one stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from bot.answering.answer import SAID_ONLY, Answer, Computed, Excerpt, Figure, Source
from bot.answering.phrases import amount
from bot.rendering.quoted import quoted
from bot.rendering.text_numbers import exact, source_line, year_label
from bot.rendering.text_table import Row, aligned, compared_rows, figure_rows, overview_rows
from corpus.years import nfkc
from prompts.wording import Language, wording

_MARK = re.compile(r"\[[0-9]+\]")

Kind = Literal["headline", "remark", "title", "row", "quote"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply, or one quotation, with what it is, so that a terminal can set it off."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Sources:
    """Numbers sources in the order in which a reply needs them."""

    language: Language
    lines: list[str] = field(default_factory=list)

    def cite(self, source: Source) -> str:
        """The mark of a source, ``[1]``; the same place has the same number."""
        line = source_line(source, self.language)
        if line not in self.lines:
            self.lines.append(line)
        return wording(self.language).say("text.cite", number=self.lines.index(line) + 1)


def plain_text(answer: Answer) -> str:
    """The whole reply as text, its parts separated by empty lines."""
    return "\n\n".join("\n".join(line.text for line in part) for part in parts(answer))


def parts(answer: Answer) -> list[list[Line]]:
    """The parts of a reply from the headline to the sources; none of them is empty."""
    sources = Sources(answer.language)
    found = [
        [Line("headline", answer.headline), *(Line("remark", remark) for remark in answer.remarks)],
        _candidates_part(answer),
        *_figure_parts(answer, sources),
        _computed_part(answer),
        *_excerpt_parts(answer, sources),
    ]
    found.append(_titled("text.title.sources", _numbered(sources), answer.language))
    return [part for part in found if part]


def own_words(answer: Answer) -> str:
    """All that a reply says of its own: what is left of it without quotations, sources and the marks of these."""
    sources = wording(answer.language).say("text.title.sources")
    said = [line.text for part in parts(answer) if part[0].text != sources for line in part if line.kind != "quote"]
    return _MARK.sub(" ", "\n".join(said))


def figure_text(figure: Figure, language: Language) -> str:
    """One indicator's table with its sources; only its title where it has no value."""
    sources = Sources(language)
    rows = _figure_part(figure, language, sources) or [Line("title", figure_title(figure, language))]
    listed = _titled("text.title.sources", _numbered(sources), language)
    return "\n\n".join("\n".join(line.text for line in part) for part in (rows, listed) if part)


def _titled(name: str, rows: list[str], language: Language) -> list[Line]:
    if not rows:
        return []
    return [Line("title", wording(language).say(name)), *(Line("row", f"  {row}") for row in rows)]


def _numbered(sources: Sources) -> list[str]:
    say = wording(sources.language).say
    return [f"{say('text.cite', number=nth)} {line}" for nth, line in enumerate(sources.lines, 1)]


def _figure_parts(answer: Answer, sources: Sources) -> Iterator[list[Line]]:
    figures = answer.figures
    if answer.intent == "list":  # the remarks list them already, so only their sources are left to tell
        for point in (point for figure in figures for point in figure.points):
            sources.cite(point.source)
        return
    if len(figures) > 1 and all(len(figure.points) <= 1 for figure in figures):
        rows = aligned(overview_rows(figures, answer.language, sources.cite), numeric=[2])
        yield _titled("text.title.latest", rows, answer.language)
        return
    if answer.intent == "compare" and len(figures) > 1:
        rows = aligned(
            compared_rows(figures, answer.computed, answer.language, sources.cite), numeric=range(1, len(figures) + 1)
        )
        yield _titled("text.title.compared", rows, answer.language)
        return
    for figure in figures:
        yield _figure_part(figure, answer.language, sources)


def _figure_part(figure: Figure, language: Language, sources: Sources) -> list[Line]:
    """A table of one indicator. Where one source gave all of it, the title alone carries its mark."""
    rows: list[Row] = figure_rows(figure, language, sources.cite)
    if not rows:
        return []
    marks = {row[-1] for row in rows}
    title = figure_title(figure, language)
    if len(marks) == 1:
        title += " " + marks.pop()
        rows = [row[:-1] for row in rows]
    return [Line("title", title), *(Line("row", f"  {line}") for line in aligned(rows, numeric=[1]))]


def figure_title(figure: Figure, language: Language) -> str:
    """Name, unit, kind of year and edition of an indicator: ``保育所等の待機児童数（人、時点、R5版）``."""
    say = wording(language).say
    period = say(f"text.period.{figure.period}") if figure.period else ""
    edition = say("text.source.edition", edition=figure.edition) if figure.edition else ""
    facts = say("text.comma").join(part for part in (figure.unit, period, edition) if part)
    return say("text.title.figure", indicator=figure.indicator, facts=facts) if facts else figure.indicator


def _computed_part(answer: Answer) -> list[Line]:
    return _titled("text.title.computed", computed_lines(answer), answer.language)


def computed_lines(answer: Answer) -> list[str]:
    """The computed values that the sentences and the table do not tell already."""
    listed = [computed for computed in answer.computed if computed.name not in SAID_ONLY]
    several = len({computed.indicator for computed in listed}) > 1
    return [computed_line(computed, answer.language, several) for computed in listed]


def computed_line(computed: Computed, language: Language, named: bool = False) -> str:
    """A computed value with its name and the years it was computed from.

    Args:
        computed: The value.
        language: Of the words around it.
        named: Whether the indicator's name stands before it, since the reply has several.
    """
    say = wording(language).say
    name = say(f"text.computed.name.{computed.name}")
    value = (
        amount(computed.value, computed.unit, language)
        if language == "en"
        else exact(computed.value, language) + computed.unit
    )
    years = "→".join(year_label(year, language) for year in computed.years)
    line = say("text.computed.line", name=name, quantity=value, years=years) if years else f"{name} {value}"
    return f"{computed.indicator} {line}" if named else line


def _excerpt_parts(answer: Answer, sources: Sources) -> Iterator[list[Line]]:
    for title, excerpts in groupby(answer.excerpts, key=lambda excerpt: excerpt_title(excerpt, answer.language)):
        yield [Line("title", title), *(_quotation(excerpt, answer.language, sources) for excerpt in excerpts)]


def excerpt_title(excerpt: Excerpt, language: Language) -> str:
    """What kind of passage a quotation is and what it speaks of: its indicator, else the last heading over it."""
    say = wording(language).say
    section = say(f"text.section.{excerpt.section}")
    about = excerpt.indicator or (excerpt.heading[-1] if excerpt.heading else "")
    if not about or nfkc(about) in nfkc(section):
        return say("text.excerpt.title", section=section)
    return say("text.excerpt.about", section=section, indicator=about)


def _quotation(excerpt: Excerpt, language: Language, sources: Sources) -> Line:
    told = wording(language).say("text.quote", text=quoted(excerpt.text))
    return Line("quote", f"{told} {sources.cite(excerpt.source)}")


def _candidates_part(answer: Answer) -> list[Line]:
    """What could be meant, or what there is instead; the sentences before it say which."""
    if answer.status == "answered":
        return []
    return [Line("row", f"- {candidate}") for candidate in answer.candidates]
