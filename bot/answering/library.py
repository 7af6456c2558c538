"""What can be looked up while one question is answered: the figures and passages of the current publication."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Excerpt, Figure, FigurePoint, Goalpost, Source
from corpus.passages import Passage
from corpus.reading import SectionKind
from corpus.words import words
from index.search import Filter, Findings
from kpi_store.figures import Published
from kpi_store.views import DocumentView, IndicatorView, MilestoneView, ObservationView, SeriesView

Search = Callable[[str, Filter, int], Findings]
"""Passages for a query, best first, with the evidence for them: query, filter, how many."""


@dataclass(frozen=True, slots=True)
class Library:
    """Figures from the store, passages from the index, all of one publication.

    Attributes:
        figures: What the newest publication says, of one piece.
        passages: All passages of documents, by document id.
        search: Passages for a query.
        edition: The edition asked for, or None for what is in force.
    """

    figures: Published
    passages: Callable[[Iterable[int]], list[Passage]]
    search: Search
    edition: str | None = None

    def figure(self, indicator: IndicatorView) -> Figure:
        """All values of an indicator in the edition that answers."""
        return figure_of(self.figures.series(indicator.id, self.edition))

    def quotes(self, indicator: IndicatorView, section: SectionKind) -> tuple[Excerpt, ...]:
        """What the documents in force say of an indicator in one kind of section, in document order."""
        return tuple(
            replace(excerpt(passage), indicator=indicator.name)
            for passage in self.figures.passages_of(indicator.id, section, self.edition)
        )

    def quotes_at(self, section: SectionKind, goal: int | None, measure: int | None) -> tuple[Excerpt, ...]:
        """What the documents in force say in one kind of section at a place of the policy tree."""
        return tuple(map(excerpt, self.figures.passages_in(section, goal, measure, self.edition)))

    def find(self, query: str, sections: Sequence[SectionKind] = (), many: int = 8) -> Findings:
        """Passages found by meaning and by word among the documents in force."""
        return self._find(query, Filter(sections=frozenset(sections)), self.figures.in_force(self.edition), many)

    def find_of(self, query: str, indicator: str, sections: Sequence[SectionKind]) -> Findings:
        """The same, of what is said under the name of an indicator."""
        where = Filter(sections=frozenset(sections), indicators=frozenset((indicator,)))
        return self._find(query, where, self.figures.in_force(self.edition))

    def find_older(self, query: str) -> Findings:
        """Passages of published documents that newer ones have taken the place of; none where an edition is asked."""
        in_force = self.figures.documents if self.edition else self.figures.in_force()
        return self._find(query, Filter(), [d for d in self.figures.documents if d not in in_force])

    def _find(self, query: str, where: Filter, among: Iterable[DocumentView], many: int = 8) -> Findings:
        documents = frozenset(d.sha256 for d in among)
        if not documents:  # to the filter, none asks nothing
            return Findings(())
        return self.search(query, replace(where, documents=documents), many)


def titles(figures: Published) -> tuple[str, ...]:
    """Titles and publishers of the documents."""
    return tuple(said for d in figures.documents if d.kind != "import" for said in (d.title, d.body) if said)


def own_places(figures: Published) -> frozenset[str]:
    """Place names in the documents' titles and publishers: the city's own, which tells nothing in a question."""
    return frozenset(w.normal for w in words(" ".join(titles(figures))) if w.place)


def newest_known(library: Library) -> int:
    """The last year of which the figures that answer know anything: a value or a target."""
    figures = [library.figure(indicator) for indicator in library.figures.indicators()]
    years = [point.year for figure in figures for point in figure.points]
    years += [figure.target.year for figure in figures if figure.target and figure.target.year]
    return max(years, default=9999)


def once(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Each text once, in order: an indicator shown again as 再掲 brings its comments along."""
    return list({e.text: e for e in reversed(list(excerpts))}.values())[::-1]


def excerpt(passage: Passage) -> Excerpt:
    """A passage as a quotation."""
    return Excerpt(
        section=passage.section,
        text=passage.text,
        source=Source(
            document=passage.document,
            edition=passage.edition,
            page=passage.page,
            method="text",
            printed_page=passage.printed_page,
            line=passage.line,
            sha256=passage.sha256,
        ),
        heading=passage.heading,
        indicator=passage.indicator,
    )


def figure_of(series: SeriesView) -> Figure:
    """A stored series as a figure of an answer."""
    indicator = series.indicator
    return Figure(
        indicator=indicator.name,
        unit=indicator.unit,
        period=indicator.period,
        edition=series.edition,
        points=tuple(
            FigurePoint(o.year, o.label, o.value, o.status, _source(o), o.note if o.method == "table" else None)
            for o in series.observations
        ),
        target=_goalpost(series.target),
        baseline=_goalpost(series.baseline),
        targets=tuple(goalpost for target in series.targets if (goalpost := _goalpost(target)) and goalpost.year),
        desired=indicator.desired,
        cumulative=indicator.cumulative,
    )


def _goalpost(milestone: MilestoneView | None) -> Goalpost | None:
    if milestone is None:
        return None
    return Goalpost(milestone.label, milestone.year, milestone.value, _source(milestone))


def _source(held: ObservationView | MilestoneView) -> Source:
    imported = held.method == "import"
    return Source(
        document=held.document.title,
        edition=held.document.edition,
        page=None if imported else held.page,
        method=held.method,
        reviewed_by=held.reviewed_by,
        url=held.source_url,
        sha256=None if imported else held.document.sha256,
        bbox=held.bbox if isinstance(held, ObservationView) else None,
    )
