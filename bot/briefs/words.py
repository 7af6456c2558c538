"""How a brief's values, years, sources and footer are written; the same in all three kinds of file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.answer import Excerpt, Figure, FigurePoint, Goalpost, Source
from bot.answering.phrases import date_name
from bot.briefs.brief import Brief, Expected, Page
from bot.rendering.quoted import quoted
from bot.rendering.text_numbers import number, shown, source_line, year_label
from bot.rendering.text_table import figure_decimals, goalpost_year
from corpus.years import era_label
from prompts.wording import Language, Wording, wording

FONT = "游ゴシック"
"""Comes with Office for Windows and Mac; elsewhere the program takes its own Japanese font."""

FONT_LATIN = "Yu Gothic"
PANOSE = "020B0400000000000000"
"""Its kind, by which a program without it finds one that looks alike: a sans-serif of even strokes."""

INK, SOFT, ACCENT, PALE, TARGET = "1F2933", "5F6B7A", "0B4F7D", "E6EEF5", "BF5000"
"""Colours as RRGGBB; dark enough to be read in a black-and-white copy."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one brief."""

    brief: Brief

    @property
    def say(self) -> Wording:
        """The wording of the brief's language."""
        return wording(self.brief.language)

    def word(self, name: str, **fields: object) -> str:
        """A line of ``brief.NAME``."""
        return self.say.say(f"brief.{name}", **fields)

    @property
    def cover(self) -> str:
        """The title on the cover."""
        return self.word("title.cover", title=self.brief.title)

    @property
    def rules(self) -> list[str]:
        """By which rules figures, past years' values and the status are to be read."""
        return [self.word(f"rule.{rule}") for rule in ("sources", "carried", "standing")]

    @property
    def footer(self) -> str:
        """作成日・版・資料ID, for the foot of every page."""
        return footer_of(self.brief.id, self.brief.edition, self.brief.made_on, self.brief.language)

    def year(self, year: int) -> str:
        """``R5(2023)``."""
        return year_label(year, self.brief.language)

    def short_year(self, year: int) -> str:
        """The same on two lines, for a narrow column: ``R5`` over ``2023``."""
        return f"{era_label(year)}\n{year}"

    def goalpost_year(self, goalpost: Goalpost | None) -> str:
        """The year of a target or baseline, empty where there is none."""
        return goalpost_year(goalpost, self.brief.language) if goalpost else ""

    def value(self, page: Page, point: FigurePoint) -> str:
        """A point's value as the documents print it: in parentheses where it is a past year's."""
        return shown(point.value, point.status, figure_decimals(page.figure), self.brief.language)

    def goalpost(self, page: Page, goalpost: Goalpost | None) -> str:
        """The value of a target or baseline, empty where there is none."""
        return number(goalpost.value, figure_decimals(page.figure), self.brief.language) if goalpost else ""

    def form(self, figure: Figure) -> str:
        """A spreadsheet's format for an indicator's values."""
        return value_format(figure, self.brief.language)

    def alt(self, page: Page) -> str:
        """What an indicator's chart shows, for those who do not see it."""
        return " ".join([self.trend(page), *page.sentences[:1]])

    def standing(self, page: Page) -> str:
        """達成, 順調, 遅れ or 判定不可."""
        return self.word(f"standing.{page.standing}")

    def trend(self, page: Page) -> str:
        """The caption of an indicator's chart and table."""
        if page.figure.unit:
            return self.word("caption.trend", indicator=page.figure.indicator, unit=page.figure.unit)
        return self.word("caption.trend_bare", indicator=page.figure.indicator)

    def quoted(self, excerpt: Excerpt) -> str:
        """A quotation in its marks, word for word."""
        return self.say.say("text.quote", text=quoted(excerpt.text))

    def source(self, excerpt: Excerpt) -> str:
        """Where a quotation stands."""
        return source_line(excerpt.source, self.brief.language)

    def place(self, source: Source) -> str:
        """Where a value stands."""
        return source_line(source, self.brief.language)

    def answer(self, asked: Expected) -> str:
        """An expected question's answer as one text: sentences, quotations with their sources, what is left open."""
        quoted = list(map(self.with_source, asked.excerpts))
        seen = [self.word("see", places=self.places(asked.see))] if asked.see else []
        return "\n".join([*asked.sentences, *quoted, *seen, *([asked.left_open] if asked.left_open else [])])

    def places(self, sources: Sequence[Source]) -> str:
        """Several places, each document once with all its pages."""
        pages: dict[tuple[str, str | None], list[Source]] = {}
        for source in dict.fromkeys(sources):
            pages.setdefault((source.document, source.edition), []).append(source)
        further = self.say.say("text.source.between")
        return self.say.say("answer.join.items").join(
            further.join([self.place(held[0]), *(page for page in self._pages(held[1:]) if page != self.page(held[0]))])
            for held in pages.values()
        )

    def _pages(self, sources: Sequence[Source]) -> Sequence[str]:
        return tuple(dict.fromkeys(filter(None, map(self.page, sources))))

    def page(self, source: Source) -> str:
        """The page alone."""
        return "" if source.page is None else self.say.say("text.source.page", page=source.page)

    def heading(self, name: str, excerpts: Sequence[Excerpt]) -> str:
        """The heading over quotations of a section; it says where they are of a whole measure."""
        text = self.word(f"heading.{name}")
        return self.word("heading.placed", heading=text) if excerpts and all(map(_placed, excerpts)) else text

    def with_source(self, excerpt: Excerpt) -> str:
        """A quotation with where it stands, in one line."""
        name = "quoted_placed" if _placed(excerpt) else "quoted"
        return self.word(name, quote=self.quoted(excerpt), source=self.source(excerpt))

    def sources(self) -> list[str]:
        """Everything that the brief tells from, document by document with its pages, each line once."""
        lines = [
            source_line(source, self.brief.language)
            for page in self.brief.pages
            for source in (
                *(point.source for point in page.figure.points),
                *(mark.source for mark in (page.figure.target, page.figure.baseline) if mark),
                *(quoted.source for quoted in quotations(page)),
            )
        ]
        return list(dict.fromkeys(lines))


def _placed(excerpt: Excerpt) -> bool:
    """Whether a quotation that others have of their indicator is of a whole measure."""
    return excerpt.indicator is None and excerpt.section in ("analysis", "future_direction")


def footer_of(id: str, edition: str | None, made_on: date, language: Language) -> str:
    """作成日・版・資料ID in one line."""
    say = wording(language)
    told = [say.say("brief.footer.made", date=date_name(made_on, say))]
    if edition:
        told.append(say.say("brief.footer.edition", edition=edition))
    return say.say("brief.footer.between").join([*told, say.say("brief.footer.id", id=id)])


def quotations(page: Page) -> Sequence[Excerpt]:
    """All that a page quotes, each once."""
    asked = [excerpt for question in page.expected for excerpt in question.excerpts]
    return tuple(dict.fromkeys((*page.analysis, *page.directions, *page.notes, *asked)))


def value_format(figure: Figure, language: Language) -> str:
    """A spreadsheet's format for an indicator's values: ``#,##0`` with as many decimals as they have, and △ below 0."""
    decimals = figure_decimals(figure)
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{form};△{form}" if language == "ja" else form


def signed(form: str, language: Language) -> str:
    """The format for a difference: + and, as Japanese offices write it, △."""
    plain = form.partition(";")[0]
    return f"+{plain};{'△' if language == 'ja' else '-'}{plain};{plain}"
