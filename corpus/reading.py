"""What the reader saw in one document: plain frozen data, no judgement about editions or identity.

Years are Gregorian integers of the year in which a period starts (令和5年度 = 2023). Pages are 1-based pages of
the file; of an Office file its slides or sheets. A bounding box is in PDF points from the page's lower left corner.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

SectionKind = Literal["future_direction", "analysis", "note", "initiative", "policy", "overview"]
"""今後の方向性 / comment on a result / ※ note / 主な取組 / policy text of a goal or measure / the rest."""

PointStatus = Literal["actual", "carried", "measured"]
"""As printed / a past year's value in parentheses / read off a shape without a label."""

Role = Literal["actual", "target", "baseline"]
Period = Literal["fiscal_year", "calendar_year", "as_of"]
DocumentKind = Literal["strategy", "verification", "other"]
Media = Literal["pdf", "pptx", "xlsx", "docx", "markdown", "text"]
Method = Literal["chart", "table", "text", "import", "manual"]


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle in PDF points, origin at the page's lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series.

    Attributes:
        label: The category as printed (``R5``, ``令和元年度``, ``H30(2018)``).
        year: Gregorian year in which the period starts.
        text: The value as printed, or empty for a measured one.
    """

    label: str
    year: int
    value: Decimal
    status: PointStatus
    text: str = ""
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One named run of points in a chart, in year order."""

    name: str | None
    role: Role
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A target or baseline as a document states it. ``year`` is None where the document names none."""

    label: str
    year: int | None
    value: Decimal
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChartReading:
    """One chart. ``confidence`` is 0.0-1.0; ``reasons`` says why a person must look."""

    page: int
    title: str
    unit: str
    kind: str
    series: tuple[Series, ...]
    target: Milestone | None = None
    baseline: Milestone | None = None
    period: Period | None = None
    confidence: float = 0.0
    needs_review: bool = True
    reasons: tuple[str, ...] = ()
    bbox: BBox | None = None

    @property
    def gives_values(self) -> bool:
        """Whether any value of a year was read; one of kinds or of answers to a question gives none."""
        return any(one.points for one in self.series) or self.target is not None or self.baseline is not None


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table, row by row, merged cells repeated as empty strings.

    Attributes:
        lefts: Where each column begins, in points from the page's left; empty where nothing is drawn.
        heads: How many of the first rows stand on the page before: the head of a table that goes on over the page.
    """

    page: int
    rows: tuple[tuple[str, ...], ...]
    bbox: BBox | None = None
    lefts: tuple[float, ...] = ()
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of prose with its place in the document.

    Attributes:
        heading: From the goal downwards, as printed (``("基本目標2 …", "施策2 …")``).
        indicator: Name of the indicator the section speaks of, as the policy tree writes it.
        text: Verbatim, line joins mended, nothing added.
        line: 1-based line in a text file; None in a PDF, where ``page`` says more.
        goal: Number of the goal, where the section stands under one.
        measure: Number of the measure within its goal, likewise.
    """

    page: int
    section: SectionKind
    heading: tuple[str, ...]
    text: str
    indicator: str | None = None
    printed_page: str | None = None
    line: int | None = None
    goal: int | None = None
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something the reader could not do. ``code`` is stable (``no_text_layer``), ``message`` is one English line."""

    page: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Measure:
    """施策: ``number`` is within its goal, from 1; ``approaches`` are its ①②③ lines."""

    number: int
    title: str
    approaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """基本目標: ``number`` from 1; ``subtitle`` is the ～…～ line."""

    number: int
    title: str
    subtitle: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class ObservationReading:
    """One value of one indicator, with where and how it was read."""

    year: int
    label: str
    value: Decimal
    status: PointStatus
    page: int
    method: Method
    text: str = ""
    bbox: BBox | None = None
    confidence: float = 0.0
    needs_review: bool = True
    reasons: tuple[str, ...] = ()
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReading:
    """A target or baseline of one indicator, with where it was read."""

    role: Literal["target", "baseline"]
    label: str
    year: int | None
    value: Decimal
    page: int
    method: Method
    text: str = ""
    needs_review: bool = False
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator as one document shows it: its place in the tree and all that was read of it.

    Attributes:
        name: As the policy tree writes it, without unit and without 再掲.
        goal: Number of its goal, where known.
        measure: Number of its measure within the goal; None for a goal's 数値目標.
        numeric_target: Whether it is a goal's 数値目標 rather than a measure's KPI.
    """

    name: str
    unit: str
    period: Period | None = None
    goal: int | None = None
    measure: int | None = None
    numeric_target: bool = False
    cumulative: bool = False
    observations: tuple[ObservationReading, ...] = ()
    milestones: tuple[MilestoneReading, ...] = ()
    notes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one file.

    Attributes:
        pages: Number of pages; 1 for a text file without form feeds.
        edition: The year whose results the document holds, as ``R5``; None if it does not say.
        published: Date on the cover.
        body: Who publishes it, as printed on the cover.
    """

    file: str
    sha256: str
    media: Media
    pages: int
    title: str
    kind: DocumentKind
    edition: str | None = None
    published: date | None = None
    body: str | None = None
    charts: tuple[ChartReading, ...] = ()
    tables: tuple[TableReading, ...] = ()
    sections: tuple[Section, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[IndicatorReading, ...] = ()
    warnings: tuple[ReadingWarning, ...] = field(default=())
