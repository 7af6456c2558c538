"""The policy tree of a document: 基本目標, 施策 and the indicators of each, in the order printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.names import ALIKE, SAME, normalise, similarity, take_apart
from corpus.structure.entries import Entry, looks_like_indicator
from corpus.structure.frame import Frame
from corpus.structure.row_places import RowPlace


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the tree where an indicator is listed; 再掲 gives an indicator a second one.

    Attributes:
        indicator: Position among the tree's indicators; the same for a 再掲.
        measure: None for a goal's 数値目標.
    """

    indicator: int
    name: str
    unit: str
    goal: int | None
    measure: int | None
    numeric_target: bool


@dataclass(slots=True)
class Place:
    """A goal or measure being put together from all its mentions; ``called`` is 基本目標1 or what stands for it."""

    title: str = ""
    called: str = ""
    subtitle: str = ""
    approaches: tuple[str, ...] = ()

    def heading(self, usual: str) -> str:
        """Its heading; ``usual`` is what such a place is called where the document has no word of its own."""
        return f"{self.called or usual} {self.title}".strip()


@dataclass(slots=True)
class Tree:
    """What the document's lists and headings say together.

    Attributes:
        goals: By number.
        measures: By goal number and number within the goal.
        slots: In the order listed.
    """

    goals: dict[int, Place] = field(default_factory=dict)
    measures: dict[tuple[int, int], Place] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Name of each indicator."""
        names: dict[int, str] = {}
        for slot in self.slots:
            names.setdefault(slot.indicator, slot.name)
        return [names[i] for i in range(len(names))]

    def heading(self, goal: int | None, measure: int | None) -> tuple[str, ...]:
        """Heading path of a place in the tree."""
        if goal is None:
            return ()
        path = [self.goals.get(goal, Place()).heading(f"基本目標{goal}")]
        if measure is not None:
            path.append(self.measures.get((goal, measure), Place()).heading(f"施策{measure}"))
        return tuple(path)

    def sole(self, goal: int | None, measure: int | None) -> Slot | None:
        """The indicator of a goal's 数値目標 or of a measure, where there is one alone."""
        listed = [slot for slot in self.slots if (slot.goal, slot.measure) == (goal, measure)]
        return listed[0] if goal is not None and len(listed) == 1 else None

    def add(self, goal: int | None, measure: int | None, item: Entry) -> Slot:
        """List an indicator under a goal or measure, once; where its own row says its place, there."""
        if item.place is not None:
            goal, measure = self._placed(item.place, goal)
        indicator = self._find(item)
        names = self.names
        name = names[indicator] if indicator < len(names) else item.name
        measure = None if item.numeric_target else measure
        slot = Slot(indicator, name, item.unit, goal, measure, item.numeric_target)
        for known in self.slots:
            if (known.indicator, known.goal, known.measure) == (indicator, goal, measure):
                return known
        self.slots.append(slot)
        return slot

    def _placed(self, place: RowPlace, goal: int | None) -> tuple[int | None, int | None]:
        goal = goal if place.goal is None else place.goal
        if goal is not None and place.measure is not None:
            known = self.measures.setdefault((goal, place.measure), Place())
            known.called = known.called or place.called
            _fill(known, place.title, "", [])
            return goal, place.measure
        titled = [at for at, known in self.measures.items() if normalise(known.title) == normalise(place.title)]
        return titled[0] if place.title and len(titled) == 1 else (goal, None)

    def _find(self, item: Entry) -> int:
        """Position of the indicator that an entry means: a known one, or the next."""
        names = self.names
        for at, name in enumerate(names):
            if normalise(name) == normalise(item.name):
                return at
        if item.again and names:
            best = max(range(len(names)), key=lambda at: similarity(names[at], item.name))
            if similarity(names[best], item.name) >= ALIKE:
                return best
        return len(names)


def build(frames: Sequence[Frame]) -> Tree:
    """Put the tree together: from what defines it, then from the heads of pages for what that left open."""
    tree = Tree()
    for frame in sorted(frames, key=lambda frame: frame.head_only):  # a bare list of headings comes second
        if frame.kind == "policy":
            goal = frame.under if frame.goal is None and frame.measure is not None else frame.goal
            _place(tree, frame, goal)
            for item in frame.entries:
                tree.add(goal, frame.measure, item)
    for frame in frames:
        if frame.kind != "policy":
            _place(tree, frame, frame.goal)
        if frame.kind == "indicator" and frame.goal is not None and tree.slots:
            _add_new(tree, frame, frame.entries)
    # A list of all indicators stands outside the tree; its rows say where they belong.
    for item in (item for frame in frames if frame.kind in ("plain", "initiative") for item in frame.entries):
        tree.add(None, None, item)
    if not tree.slots:
        _from_pages(tree, frames)
    return tree


def _place(tree: Tree, frame: Frame, goal: int | None) -> None:
    if goal is None:
        return
    if frame.goal is not None:
        place = tree.goals.setdefault(goal, Place())
        place.called = place.called or frame.goal_called
        _fill(place, frame.goal_title, frame.subtitle, [])
    if frame.measure is not None and frame.measure_title:
        place = tree.measures.setdefault((goal, frame.measure), Place())
        place.called = place.called or frame.measure_called
        _fill(place, frame.measure_title, "", frame.approaches)


def _fill(place: Place, title: str, subtitle: str, approaches: Iterable[str]) -> None:
    place.title = place.title or title
    place.subtitle = place.subtitle or subtitle
    place.approaches = place.approaches or tuple(approaches)


def _from_pages(tree: Tree, frames: Sequence[Frame]) -> None:
    """Without any list, the indicators are those that have a page of their own."""
    for frame in frames:
        if frame.kind != "indicator":
            continue
        target = frame.goal is not None and frame.measure is None
        titles = (named(title, numeric_target=target) for title in frame.titles if looks_like_indicator(title))
        _add_new(tree, frame, frame.entries or list(titles)[:1])


def _add_new(tree: Tree, frame: Frame, items: Iterable[Entry]) -> None:
    """Indicators of a page, unless a list has named them."""
    for item in items:
        if max((similarity(item.name, name) for name in tree.names), default=0.0) < SAME:
            tree.add(frame.goal, frame.measure, item)


def named(title: str, unit: str = "", numeric_target: bool = False) -> Entry:
    """An indicator as the title of its page or chart names it."""
    parts = take_apart(title)
    return Entry(parts.name, parts.unit or unit, parts.again, numeric_target)
