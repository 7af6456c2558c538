"""A brief as data: what a committee is handed about some indicators. The writers only set it on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.answering.answer import Computed, Excerpt, Figure, Source
from bot.answering.figures.progress import Standing
from prompts.wording import Language

Format = Literal["docx", "pptx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Expected:
    """A question that a committee is likely to ask.

    Attributes:
        sentences: Answer made of stored and computed values only.
        excerpts: Answer in the documents' own words.
        see: Where the documents tell more than can be quoted here.
        left_open: What the documents do not say, for the department to fill in; empty where nothing is open.
    """

    question: str
    sentences: tuple[str, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    see: tuple[Source, ...] = ()
    left_open: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that was announced, and what is reported of it: ``related`` holds single lines, word for word."""

    announced: Excerpt
    related: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What an earlier edition announced, beside what the edition in force shows.

    Attributes:
        edition: Label of the earlier edition.
        items: Its 今後の方向性 of the indicator, item by item, with what 主な取組 of the edition in force say of each.
        result: The development of the indicator, in a sentence.
    """

    edition: str
    items: tuple[Kept, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Page:
    """One indicator.

    Attributes:
        figure: All its values in the edition of the brief; it may hold none.
        place: Where it stands in the policy tree, as headings from the goal down; empty where no tree lists it.
        sentences: What is told of the figure, the headline first.
        analysis: What the documents say of the result; ``directions`` and ``notes`` likewise.
    """

    figure: Figure
    place: tuple[str, ...]
    standing: Standing
    sentences: tuple[str, ...]
    computed: tuple[Computed, ...] = ()
    analysis: tuple[Excerpt, ...] = ()
    directions: tuple[Excerpt, ...] = ()
    notes: tuple[Excerpt, ...] = ()
    expected: tuple[Expected, ...] = ()
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All that goes into a brief.

    Attributes:
        id: Printed in the file and known to the store: ``B-`` and eight hexadecimal digits.
        edition: Label of the newest edition it tells; None where only imported figures are published.
        made_on: Date in Japan.
    """

    id: str
    title: str
    edition: str | None
    made_on: date
    language: Language
    pages: tuple[Page, ...]
