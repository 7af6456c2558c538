"""Join what the tree, the charts, the tables and the notes say of each indicator into one reading."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from corpus.names import ALIKE, SAME, normalise, similarity, take_apart
from corpus.pending import read_pending
from corpus.reading import (
    ChartReading,
    DocumentKind,
    IndicatorReading,
    MilestoneReading,
    ObservationReading,
    Period,
    ReadingWarning,
    TableReading,
)
from corpus.structure.agreed import agreed_milestones, agreed_observations
from corpus.structure.celled import defined_in
from corpus.structure.charted import charted_milestones, charted_observations
from corpus.structure.entries import looks_like_indicator
from corpus.structure.figures import TableFigures, table_figures
from corpus.structure.marks import plain
from corpus.structure.noted import is_told_of, marked, notes_in
from corpus.structure.sections import Placed
from corpus.structure.stated import stated
from corpus.structure.tree import Slot, Tree, named
from corpus.years import stated_period

_SHARED_YEARS = 3
"""Years with equal values that show a shorter name to mean the same indicator."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""％, ｋｇ and ＭＷ in the width in which every other part writes them; ㎡ stays what it is."""

_INSIDE = re.compile(r"\(([^()]*)\)")
_NEUTRAL = re.compile(r"累計|推計|速報|確報|年度|暦年|各年|実績|再掲")


@dataclass(slots=True)
class _Gathered:
    """Everything read of one indicator so far."""

    slot: Slot
    observations: list[ObservationReading] = field(default_factory=list)
    milestones: list[MilestoneReading] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    defined: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    cumulative: bool = False


def indicators(placed: Sequence[Placed], tree: Tree) -> tuple[IndicatorReading, ...]:
    """All indicators of a document, those of its tree first, in the order listed.

    Args:
        placed: The document's frames with the slot each speaks of; charts and tables stand in them.
        tree: Its policy tree; indicators that only a chart or table names are added to it.
    """
    found: dict[int, _Gathered] = {}
    for slot in tree.slots:
        found.setdefault(slot.indicator, _Gathered(slot))
    titles = {normalise(chart.title) for one in placed for chart in one.frame.charts}
    for one in placed:
        for chart in one.frame.charts:
            _add_chart(found, one, chart, tree, titles)
        _add_words(found, one)
        _add_notes_of_measure(found, one, tree)
    for one in placed:  # after all charts, by whose values a table's shorter names are known again
        for table in one.frame.tables:
            _add_table(found, one, table, tree)
    names = {normalise(gathered.slot.name) for gathered in found.values()}
    return tuple(_reading(gathered, tree, names) for gathered in found.values())


def unjoined(placed: Sequence[Placed], kind: DocumentKind) -> Iterator[ReadingWarning]:
    """What could be tied to no indicator, so that no question about one will find it.

    Only a verification is expected to tie each direction to one; a plan's directions may be of whole fields.
    """
    for one in placed:
        if one.slot is not None:
            continue
        for chart in one.frame.charts:
            if not chart.title:
                yield ReadingWarning(
                    chart.page, "chart_without_name", "a chart has no title, so its figures are not stored"
                )
        if kind == "verification" and one.frame.has("direction") and not one.frame.of_measure:
            message = "a future direction could not be tied to an indicator; it is found by its words alone"
            yield ReadingWarning(one.frame.page, "direction_without_indicator", message)


def _add_words(found: dict[int, _Gathered], one: Placed) -> None:
    """Notes, other names and stated figures that stand on an indicator's own page."""
    if one.slot is None:
        return
    gathered = found[one.slot.indicator]
    gathered.notes += notes_in(one.frame)
    likeness = max((similarity(title, one.slot.name) for title in one.frame.titles), default=0.0)
    doubt = None if likeness >= SAME else "the page does not name the indicator"
    for block in (block for run in one.frame.runs if run.kind in ("text", "note") for block in run.blocks):
        for figure in stated(block, doubt):
            if isinstance(figure, ObservationReading):
                gathered.observations.append(figure)
            else:
                gathered.milestones.append(figure)
    for title in one.frame.titles:
        if similarity(title, one.slot.name) >= ALIKE and not _narrower(title, one.slot.name):
            gathered.aliases.append(take_apart(title).name)
            gathered.cumulative |= "累計" in title


def _add_notes_of_measure(found: dict[int, _Gathered], one: Placed, tree: Tree) -> None:
    """Notes under a table of several indicators: each is told of those that it names, or of the only one."""
    if one.slot is not None or one.frame.kind != "policy":
        return
    here = [slot for slot in tree.slots if (slot.goal, slot.measure) == (one.goal, one.measure)]
    for note in notes_in(one.frame):
        for slot in here:
            if len(here) == 1 or is_told_of(note, slot.name):
                found[slot.indicator].notes.append(note)


def _add_chart(found: dict[int, _Gathered], one: Placed, chart: ChartReading, tree: Tree, titles: Set[str]) -> None:
    slot, doubt = _slot_of(chart.title, one, tree, titles)
    if slot is None:
        if not chart.title or not chart.gives_values:
            return
        slot = tree.add(one.goal, one.measure, named(chart.title, chart.unit))
    gathered = found.setdefault(slot.indicator, _Gathered(slot))
    if chart.period:
        gathered.periods.append(chart.period)
    if chart.unit:
        usual = next((unit for unit in (slot.unit, *gathered.units) if unit), chart.unit)
        if plain(usual) != plain(chart.unit):
            doubt = f"other_unit: the unit {chart.unit!r} is not the indicator's {usual!r}"
        gathered.units.append(chart.unit)
    gathered.cumulative |= "累計" in chart.title
    gathered.observations += charted_observations(chart, doubt)
    gathered.milestones += charted_milestones(chart, doubt)


def _slot_of(title: str, one: Placed, tree: Tree, titles: Set[str]) -> tuple[Slot | None, str | None]:
    """The slot that a chart speaks of, and why a person should look at that; no slot if it fits none."""
    doubt = (
        f"near_title: the title {title!r} is not quite the indicator's name"
        if title
        else "untitled: the chart has no title of its own"
    )
    best = max(tree.slots, key=lambda slot: similarity(title, slot.name), default=None)
    if best is not None and similarity(title, best.name) >= SAME:
        if not _narrower(title, best.name):
            return best, None
        return (None, None) if normalise(best.name) in titles else (best, doubt)
    if one.slot is None:
        return None, None
    if title and similarity(title, one.slot.name) < ALIKE and looks_like_indicator(title):
        return None, None
    return one.slot, doubt


def _narrower(title: str, name: str) -> bool:
    """Whether a title's brackets restrict it (うち低学年) where the name has none such."""
    restricting = [inner for inner in _INSIDE.findall(plain(take_apart(title).name)) if not _NEUTRAL.search(inner)]
    return any(normalise(inner) not in normalise(name) for inner in restricting)


def _add_table(found: dict[int, _Gathered], one: Placed, table: TableReading, tree: Tree) -> None:
    for said in defined_in(table, tree.slots):
        if said.slot is not None:
            found.setdefault(said.slot.indicator, _Gathered(said.slot)).defined.append(said.text)
    for figures in table_figures(table):
        slot = _slot_of_row(figures, one, tree, found) if figures.entry else _slot_of_years(one, table, tree)
        if slot is None:
            continue
        gathered = found.setdefault(slot.indicator, _Gathered(slot))
        gathered.observations += figures.observations
        gathered.milestones += figures.milestones
        gathered.pending += figures.pending
        gathered.notes += marked(one.frame, figures.marks)
        if figures.entry and figures.entry.unit:
            gathered.units.append(figures.entry.unit)


def _slot_of_years(one: Placed, table: TableReading, tree: Tree) -> Slot | None:
    """The indicator of a table of years: the one that the line over it names, or else the page's."""
    said = [one.frame.outline] if one.frame.outline else []
    said += [block for run in one.frame.runs for block in run.blocks]
    at = next((at for at, block in enumerate(said) if block.table is table), 0)
    over = said[at - 1] if at else None
    if over is None or not over.is_text or not looks_like_indicator(over.text):
        return one.slot
    best = max(tree.slots, key=lambda slot: similarity(over.text, slot.name), default=None)
    if best is not None and similarity(over.text, best.name) >= SAME and not _narrower(over.text, best.name):
        return best
    if one.slot is not None and similarity(over.text, one.slot.name) >= ALIKE:
        return one.slot
    return tree.add(one.goal, one.measure, named(over.text))


def _slot_of_row(figures: TableFigures, one: Placed, tree: Tree, found: dict[int, _Gathered]) -> Slot | None:
    """The indicator that a row names: one that is known, or else a new one."""
    if figures.entry is None:
        return None
    name = figures.entry.name
    for slot in sorted(tree.slots, key=lambda slot: -similarity(slot.name, name)):
        likeness = similarity(slot.name, name)
        if (likeness >= SAME and not _narrower(name, slot.name)) or (
            likeness >= ALIKE and _same_values(figures, found.get(slot.indicator))
        ):
            return slot
    if not figures.observations and not figures.milestones:
        return None
    return tree.add(one.goal, one.measure, figures.entry)


def _same_values(figures: TableFigures, known: _Gathered | None) -> bool:
    """Whether the years that both have, at least three, agree in values that are not all one."""
    values = {o.year: o.value for o in known.observations if o.status == "actual"} if known else {}
    shared = [(o.value, values[o.year]) for o in figures.observations if o.year in values and o.status == "actual"]
    return len(shared) >= _SHARED_YEARS and len({a for a, _ in shared}) > 1 and all(a == b for a, b in shared)


def _reading(gathered: _Gathered, tree: Tree, names: Set[str]) -> IndicatorReading:
    slots = [slot for slot in tree.slots if slot.indicator == gathered.slot.indicator]
    name = gathered.slot.name
    unit = next((u for u in [*(slot.unit for slot in slots), *gathered.units] if u.strip("-‐―－ー ")), "")
    unit = unit.translate(_HALF_WIDTH)
    return IndicatorReading(
        name=name,
        unit=unit,
        period=_period(gathered),
        goal=gathered.slot.goal,
        measure=gathered.slot.measure if gathered.slot.goal is not None else None,
        numeric_target=gathered.slot.numeric_target,
        cumulative=gathered.cumulative or "累計" in name,
        observations=tuple(agreed_observations(gathered.observations, gathered.milestones)),
        milestones=tuple(agreed_milestones(gathered.milestones)),
        notes=tuple(dict.fromkeys([*gathered.notes, *_pending(gathered)])),
        aliases=tuple(dict.fromkeys(a for a in gathered.aliases if normalise(a) not in names)),
    )


def _pending(gathered: _Gathered) -> Iterator[str]:
    """Notes of years whose value is still to come, one a year: an overview repeats what the indicator's page says."""
    told = {one.year for one in gathered.observations}
    for note in gathered.pending:
        found = read_pending(note)
        if found and found[0] not in told:
            told.add(found[0])
            yield note


def _period(gathered: _Gathered) -> Period | None:
    """What the page's notes say outweighs what a chart looks like: 各年4月1日現在 under R5 is a date."""
    said = {plain(one.label) for one in gathered.observations}
    fiscal = any("年度" in label for label in said) and not any(re.search("年(?!度)", label) for label in said)
    labelled: Period | None = "fiscal_year" if fiscal else None
    return stated_period("\n".join([*gathered.notes, *gathered.defined])) or next(iter(gathered.periods), labelled)
