"""What one publication says, frozen in memory: a question answered from one ``Published`` is of one piece."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.errors import EditionUnknown, IndicatorUnknown
from corpus.passages import Passage
from corpus.reading import Goal, SectionKind
from kpi_store import series as rules
from kpi_store.editions import document_order, edition_order, plain_edition
from kpi_store.identity import key, near
from kpi_store.rows import Entry
from kpi_store.views import Direction, DocumentView, IndicatorView, PublicationView, Restatement, SeriesView


class Published:
    """The figures and words of one publication.

    Args:
        publication: The publication; None before the first.
        entries: All that its documents list, each with its indicator.
        desired: Directions that were set, by indicator id; ``definitions`` likewise.
        goals: Policy trees by document id.
        passages: Fetches documents' passages; these never change, so it may be asked at any time.
        synonyms: What administrators say that words mean.
    """

    def __init__(
        self,
        publication: PublicationView | None,
        entries: Iterable[Entry],
        desired: Mapping[int, Direction],
        definitions: Mapping[int, str],
        goals: Mapping[int, tuple[Goal, ...]],
        passages: Callable[[Sequence[DocumentView]], list[Passage]],
        synonyms: Mapping[str, str],
    ) -> None:
        self.publication = publication
        self.synonyms = synonyms
        self._desired = desired
        self._definitions = definitions
        self._goals = goals
        self._fetch = passages
        self._listed: dict[int, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda e: (document_order(e.document), -e.position), reverse=True):
            assert entry.indicator is not None, "a published listing has its indicator"
            self._listed[entry.indicator].append(entry)

    def without(self, hidden: Callable[[DocumentView], bool]) -> "Published":
        """The same publication as if some of its documents were not in it."""
        return Published(
            replace(self.publication, documents=tuple(d for d in self.documents if not hidden(d)))
            if self.publication
            else None,
            [entry for entries in self._listed.values() for entry in entries if not hidden(entry.document)],
            self._desired,
            self._definitions,
            self._goals,
            self._fetch,
            self.synonyms,
        )

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """All documents of the publication."""
        return self.publication.documents if self.publication else ()

    def editions(self) -> tuple[str, ...]:
        """Labels of the published editions, the newest first."""
        labels = {document.edition for document in self.documents if document.edition}
        return tuple(sorted(labels, key=edition_order, reverse=True))

    def label(self, edition: str | None) -> str | None:
        """The label of an edition in any spelling (令和4年度 is R4); None for None.

        Raises:
            EditionUnknown: If it is not published.
        """
        return None if edition is None else self._published_label(edition)

    def in_force(self, edition: str | None = None) -> tuple[DocumentView, ...]:
        """Documents whose words answer: of strategies and verifications the newest edition each, and all others.

        Args:
            edition: The documents of this edition instead.

        Raises:
            EditionUnknown: If it is not published.
        """
        if edition is not None:
            label = self._published_label(edition)
            return tuple(d for d in self.documents if d.edition == label)
        return _newest_of_each_kind(self.documents)

    def goals(self, edition: str | None = None) -> tuple[Goal, ...]:
        """The policy tree as the newest document in force prints it.

        Raises:
            EditionUnknown: If the edition is not published.
        """
        newest_first = sorted(self.in_force(edition), key=document_order, reverse=True)
        return next((self._goals[d.id] for d in newest_first if self._goals.get(d.id)), ())

    def indicators(self) -> tuple[IndicatorView, ...]:
        """All indicators: by goal, a goal's 数値目標 before its measures' KPIs, then as listed."""
        return tuple(self._views.values())

    def indicator(self, indicator_id: int) -> IndicatorView:
        """One indicator.

        Raises:
            IndicatorUnknown: If no published document lists it.
        """
        if indicator_id not in self._views:
            raise IndicatorUnknown(name=str(indicator_id), near=())
        return self._views[indicator_id]

    def find(self, name: str) -> IndicatorView:
        """The indicator of that name, however its brackets, width or 再掲 are written; a present name goes first.

        Raises:
            IndicatorUnknown: If none goes by it; ``near`` are names like it, the likest first.
        """
        wanted = key(name)
        present = [view for view in self.indicators() if key(view.name) == wanted]
        former = [view for view in self.indicators() if wanted in {key(n) for n in view.names}]
        for view in (*present, *former):
            return view
        raise IndicatorUnknown(name=name, near=near(name, {view.name: view.names for view in self.indicators()}))

    def desired_set(self, indicator_id: int) -> Direction | None:
        """Which way a person said is better for an indicator; None where nobody did."""
        return self._desired.get(indicator_id)

    def series(self, indicator_id: int, edition: str | None = None) -> SeriesView:
        """An indicator's values, target and baseline in the edition that answers (rules: ``kpi_store.series``).

        Raises:
            IndicatorUnknown: If no published document lists the indicator.
            EditionUnknown: If the edition is not published.
        """
        view = self.indicator(indicator_id)
        asked = self._published_label(edition) if edition is not None else None
        said = rules.speakers(self._listed[indicator_id], asked)
        values = rules.observations(said)
        only_imports = bool(values) and all(value.document.kind == "import" for value in values)
        return SeriesView(
            indicator=replace(view, unit=said.unit),
            edition=None if only_imports else said.edition,
            observations=values,
            target=rules.milestone(said, "target"),
            baseline=rules.milestone(said, "baseline"),
            targets=rules.milestones(said, "target"),
        )

    def history(self, indicator_id: int) -> tuple[SeriesView, ...]:
        """What each edition says of an indicator, under the name that it has there, the oldest first; imports last.

        Raises:
            IndicatorUnknown: If no published document lists the indicator.
        """
        listed = self._listed[self.indicator(indicator_id).id]
        editions = {e.document.edition for e in listed if e.document.edition}
        told = []
        for edition in sorted(editions, key=edition_order):
            series = self.series(indicator_id, edition)
            name = next(e.reading.name for e in listed if e.document.edition == edition)
            told.append(replace(series, indicator=replace(series.indicator, name=name)))
        if imported := rules.imported(listed):
            told.append(SeriesView(self.indicator(indicator_id), None, imported))
        return tuple(told)

    def restatements(self, indicator_id: int) -> tuple[Restatement, ...]:
        """Years whose actual value one edition gives otherwise than the one before it, in year order.

        Raises:
            IndicatorUnknown: If no published document lists the indicator.
        """
        return rules.restatements(self.indicator(indicator_id), self._listed[indicator_id])

    def passages_of(
        self, indicator_id: int, section: SectionKind | None = None, edition: str | None = None
    ) -> list[Passage]:
        """What is said of an indicator under any of its names, the most telling document first, then as printed.

        Without ``edition``: of strategies and verifications, the newest edition each that lists the indicator or
        speaks of it.

        Raises:
            IndicatorUnknown: If no published document lists the indicator.
            EditionUnknown: If the edition is not published.
        """
        names = {key(name) for name in self.indicator(indicator_id).names}
        spoken = [p for p in self._spoken if p.indicator and key(p.indicator) in names]
        if edition is not None:
            telling = self.in_force(edition)
        else:
            listing = {entry.document.id for entry in self._listed[indicator_id]}
            speaking = {(p.sha256, p.edition) for p in spoken}
            about = [d for d in self.documents if d.id in listing or (d.sha256, d.edition) in speaking]
            telling = _newest_of_each_kind(about)
        shown = {(d.sha256, d.edition) for d in telling}
        return [p for p in spoken if (p.sha256, p.edition) in shown and section in (None, p.section)]

    def passages_in(
        self, section: SectionKind, goal: int | None = None, measure: int | None = None, edition: str | None = None
    ) -> list[Passage]:
        """Passages of one kind at a place of the policy tree (主な取組 of a measure), as printed.

        Args:
            section: The kind.
            goal: Number of the goal; None for all.
            measure: Number of the measure within the goal, likewise.
            edition: The documents of this edition instead of those in force.

        Raises:
            EditionUnknown: If the edition is not published.
        """
        return [
            passage
            for passage in self._fetch(self.in_force(edition))
            if passage.section == section and goal in (None, passage.goal) and measure in (None, passage.measure)
        ]

    @cached_property
    def _views(self) -> dict[int, IndicatorView]:
        placed = [self._placed_view(id_, entries) for id_, entries in self._listed.items()]
        return {view.id: view for _, view in sorted(placed, key=lambda pair: pair[0])}

    @cached_property
    def _spoken(self) -> list[Passage]:
        newest_first = sorted(self.documents, key=document_order, reverse=True)
        return [passage for passage in self._fetch(newest_first) if passage.indicator]

    def _placed_view(self, id_: int, entries: Sequence[Entry]) -> tuple[tuple[object, ...], IndicatorView]:
        said = rules.speakers(entries)
        target, baseline = rules.milestone(said, "target"), rules.milestone(said, "baseline")
        values = rules.observations(said)
        home = next((entry for entry in entries if entry.reading.goal is not None), entries[0])
        place = home.reading
        goal_title, measure_title = self._titles(home)
        view = IndicatorView(
            id=id_,
            name=entries[0].reading.name,
            unit=said.unit,
            period=next((e.reading.period for e in (*said.own, *entries) if e.reading.period), None),
            names=tuple(dict.fromkeys(n for e in entries for n in (e.reading.name, *e.reading.aliases))),
            goal=place.goal,
            goal_title=goal_title,
            measure=place.measure,
            measure_title=measure_title,
            numeric_target=place.numeric_target,
            cumulative=any(e.reading.cumulative for e in entries if e.document == home.document),
            definition=self._definitions.get(id_, ""),
            desired=self._desired.get(id_) or rules.towards(target, baseline, values),
            decimals=rules.decimals([*(v.value for v in values), *(m.value for m in (target, baseline) if m)]),
            notes=tuple(dict.fromkeys(note for e in said.own or entries[:1] for note in e.reading.notes)),
        )
        in_tree = (place.goal is None, place.goal or 0, not place.numeric_target, place.measure or 0)
        return (*in_tree, home.document.kind == "import", home.position, id_), view

    def _titles(self, home: Entry) -> tuple[str | None, str | None]:
        for goal in self._goals.get(home.document.id) or self.goals():
            if goal.number == home.reading.goal:
                numbered = {measure.number: measure.title for measure in goal.measures}
                return goal.title, numbered.get(home.reading.measure) if home.reading.measure else None
        return None, None

    def _published_label(self, edition: str) -> str:
        label = plain_edition(edition)
        if label not in self.editions():
            raise EditionUnknown(edition=edition, known=self.editions())
        return label


def _newest_of_each_kind(documents: Iterable[DocumentView]) -> tuple[DocumentView, ...]:
    printed = [document for document in documents if document.kind != "import"]
    newest: dict[str, tuple[int, str]] = {}
    for document in printed:
        newest[document.kind] = max(newest.get(document.kind, (0, "")), edition_order(document.edition))
    return tuple(d for d in printed if d.kind == "other" or edition_order(d.edition) == newest[d.kind])
