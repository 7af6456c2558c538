"""An answer as plain frozen data: what the question asked for, with the evidence for every digit."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from corpus.reading import BBox, Method, Period, PointStatus, SectionKind
from prompts.wording import Language

if TYPE_CHECKING:
    from bot.answering.said import Said

Status = Literal["answered", "clarify", "not_found"]
Intent = Literal[
    "trend",
    "value",
    "target",
    "compare",
    "summary",
    "direction",
    "analysis",
    "definition",
    "list",
    "revision",
    "document",
    "initiative",
    "help",
    "text",
]
Direction = Literal["up", "down", "keep"]
ComputedName = Literal[
    "change_over_period",
    "change_from_previous",
    "change_between",
    "percent_change",
    "percent_change_from_previous",
    "yearly_amount",
    "distance_to_target",
    "distance_to_yearly_target",
    "share_of_target",
    "change_from_baseline",
    "attainment_rate",
    "required_pace",
    "highest",
    "lowest",
    "mean",
    "rank_among_years",
    "place_from_top",
    "place_from_bottom",
    "index",
    "years_above",
    "years_at_least",
    "years_below",
    "years_at_most",
    "years_at",
    "years_risen",
    "years_fallen",
    "mean_change",
    "greatest_rise",
    "greatest_fall",
    "streak",
    "years_since",
    "total",
    "total_gained",
    "indicators_listed",
    "indicators_in_place",
    "share_of_indicators",
    "times",
    "share_of_year",
    "difference_of_two",
    "sum_of_two",
    "times_the_other",
    "share_of_the_other",
    "restated_from",
    "target_before",
]
"""``years_…`` hold a bound and the years beyond it; the last two are no arithmetic, but values of an older edition."""


SAID_ONLY: frozenset[ComputedName] = frozenset(
    {
        "index",
        "place_from_top",
        "place_from_bottom",
        "indicators_listed",
        "indicators_in_place",
        "share_of_indicators",
        "years_above",
        "years_at_least",
        "years_below",
        "years_at_most",
        "years_at",
        "years_risen",
        "years_fallen",
        "years_since",
        "difference_of_two",
        "sum_of_two",
        "times_the_other",
        "share_of_the_other",
    }
)
"""Computed values that a sentence or the table tells whole, so that no list of computed values says them again."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value or a quotation stands.

    Attributes:
        document: Title of the document.
        edition: Its edition; None for imported figures, which no edition printed.
        page: 1-based page of the file; None for imported figures.
        line: 1-based line, for text files.
        url: Where an imported figure was published.
        sha256: Of the document's file; None for imported figures.
        bbox: Where on the page a value stands, if the reader knows.
    """

    document: str
    edition: str | None
    page: int | None
    method: Method
    printed_page: str | None = None
    line: int | None = None
    reviewed_by: str | None = None
    url: str | None = None
    sha256: str | None = None
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """One value in an answer; ``remark`` is what the document says beside it (速報値)."""

    year: int
    label: str
    value: Decimal
    status: PointStatus
    source: Source
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Goalpost:
    """The target or the baseline in force. ``year`` is None where the document names none."""

    label: str
    year: int | None
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator's values, in year order; a year without a value has no point.

    Attributes:
        targets: Of each year that has one in the document whose target is in force, that one among them.
    """

    indicator: str
    unit: str
    period: Period | None
    edition: str | None
    points: tuple[FigurePoint, ...]
    target: Goalpost | None = None
    baseline: Goalpost | None = None
    targets: tuple[Goalpost, ...] = ()
    desired: Direction | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation, word for word."""

    section: SectionKind
    text: str
    source: Source
    heading: tuple[str, ...] = ()
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A named computation over stored values; ``years`` are its inputs.

    Attributes:
        beside: The other indicator, where values of two went in; empty where of one.
    """

    name: ComputedName
    value: Decimal
    unit: str
    years: tuple[int, ...]
    indicator: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What sosei has to say to one question.

    Attributes:
        headline: The first sentence of the reply.
        remarks: Further sentences: what is missing, carried, restated.
        candidates: What could be meant, when ``status`` is ``clarify``; near things that exist, when ``not_found``.
        names: Titles, places and dates in the sentences whose digits are no figures.
        about: Indicators that it is about, by name, in the order in which it tells them.
        written_by: Whose words the sentences are: the templates', or a language model's that say the same.
        said: What was asked and answered, for the next question of the conversation to go on from.
        snapshot: Id of the index snapshot and publication that answered.
    """

    question: str
    language: Language
    status: Status
    intent: Intent
    headline: str
    remarks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    computed: tuple[Computed, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    candidates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    written_by: Literal["template", "model"] = "template"
    said: "Said | None" = None
    wants_chart: bool = False
    snapshot: str | None = None
    timing_ms: dict[str, float] = field(default_factory=dict)
