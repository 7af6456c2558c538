"""From frames to sections: each piece of prose with its kind, heading path, goal, measure and indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from corpus.reading import DocumentKind, Section, SectionKind, TableReading
from corpus.structure.blocks import Block
from corpus.structure.celled import CellProse, defined_in, prose_in
from corpus.structure.entries import name_and_unit_columns
from corpus.structure.figures import table_figures
from corpus.structure.frame import Frame, Run, RunKind
from corpus.structure.marks import plain
from corpus.structure.pictured import parted
from corpus.structure.tree import Slot, Tree

_INDICATOR_SECTIONS: dict[RunKind, SectionKind] = {
    "text": "analysis",
    "comment": "analysis",
    "done": "initiative",
    "note": "note",
    "office": "overview",
    "figures": "overview",
    "direction": "future_direction",
}
_MEASURE_SECTIONS: dict[RunKind, SectionKind] = {
    kind: _INDICATOR_SECTIONS[kind] for kind in ("comment", "done", "note", "office")
}
_SAID: tuple[RunKind, ...] = ("text", "comment", "done", "note", "direction")
_FIGURE = re.compile(r"^[\s0-9,.()△▲%―\-RHS元平成令和年度/]*\S?$")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame and its place: as it says itself, as its indicator has it, or as its neighbours show."""

    frame: Frame
    goal: int | None
    measure: int | None
    slot: Slot | None = None


def place(frames: Sequence[Frame], slots: Sequence[Slot | None], tree: Tree) -> list[Placed]:
    """Find each frame's goal and measure.

    Args:
        frames: In document order.
        slots: For each frame the slot of the tree that it speaks of, or None.
        tree: The document's policy tree.
    """
    goals = [slot.goal if slot else frame.goal for frame, slot in zip(frames, slots, strict=True)]
    placed: list[Placed] = []
    here: int | None = None
    for at, (frame, slot) in enumerate(zip(frames, slots, strict=True)):
        ahead = next((goal for goal in goals[at + 1 :] if goal is not None), None)
        goal = goals[at]
        measure = slot.measure if slot and slot.measure is not None else frame.measure
        if goal is None and frame.kind == "policy":
            goal = frame.under
        elif goal is None and frame.kind == "initiative":
            goal = _goal_with(tree, frame.measure, here, ahead)
        elif goal is None and frame.kind == "indicator" and here == ahead:
            goal = here  # between two pages of the same goal
        here = goal if goal is not None else here
        placed.append(Placed(frame, goal, measure if goal is not None else None, slot))
    return placed


def _goal_with(tree: Tree, measure: int | None, here: int | None, ahead: int | None) -> int | None:
    """Initiatives follow their goal's indicators, or, in a few documents, come before them."""
    for goal in (here, ahead):
        if goal is not None and (measure is None or (goal, measure) in tree.measures):
            return goal
    return here


def sections(placed: Sequence[Placed], tree: Tree, kind: DocumentKind) -> list[Section]:
    """All sections of a document, in its order."""
    return list(_Writer(placed, tree, kind).all())


class _Writer:
    def __init__(self, placed: Sequence[Placed], tree: Tree, kind: DocumentKind) -> None:
        self._placed = placed
        self._tree = tree
        self._kind = kind
        self._outline: list[Block] = []
        self._told: set[str] = set()

    def all(self) -> Iterator[Section]:
        for at, one in enumerate(self._placed):
            yield from self._celled(one)
            match one.frame.kind:
                case "policy":
                    yield from self._policy(one)
                case "indicator":
                    yield from self._indicator(at)
                case "initiative":
                    yield from self._initiative(one)
                case "plain":
                    yield from self._plain(one.frame, self._next_outline(at))

    def _policy(self, one: Placed) -> Iterator[Section]:
        self._outline.clear()
        if not one.frame.has("text", "list", "note", "comment", "done") and self._told_elsewhere(one):
            return
        result = self._kind == "verification" and not one.frame.entries and one.frame.has("text")
        sole = replace(one, slot=self._tree.sole(one.goal, one.measure))
        said = [run for run in one.frame.runs if run.kind != "label" or not one.frame.has("comment", "done")]
        if any(map(_of_figures, one.frame.tables)):
            said = list(_without_figures(said))
        for kind, pairs in groupby(zip(_kinds(said), said, strict=True), key=lambda pair: pair[0]):
            runs = [run for _, run in pairs]
            if kind == "policy" and result:
                yield from self._sections(one, "analysis", [run for run in runs if run.kind == "text"])
            elif kind in ("policy", "overview"):
                yield from self._sections(one, kind, runs)
            else:
                yield from self._sections(one if kind == "note" else sole, kind, runs)

    def _celled(self, one: Placed) -> Iterator[Section]:
        """Comments and directions that stand in the cells of a table."""
        for block in (block for run in one.frame.runs for block in run.blocks):
            for said in _celled(block.table, self._tree.slots) if block.table else ():
                goal, measure = (said.slot.goal, said.slot.measure) if said.slot else (one.goal, one.measure)
                yield Section(
                    page=block.page,
                    section=said.section,
                    heading=self._tree.heading(goal, measure) or self._path(),
                    text=said.text,
                    indicator=said.slot.name if said.slot else None,
                    printed_page=block.printed_page,
                    line=block.line,
                    goal=goal,
                    measure=measure,
                )

    def _told_elsewhere(self, one: Placed) -> bool:
        """Whether a goal's or measure's bare heading has text of its own in another place."""
        return any(
            (other.goal, other.measure) == (one.goal, one.measure)
            and other.frame is not one.frame
            and other.frame.has("text", "list", "direction")
            for other in self._placed
        )

    def _indicator(self, at: int) -> Iterator[Section]:
        one = self._placed[at]
        frame = one.frame
        approaches = "".join(frame.approaches)
        if approaches and approaches not in self._told:
            self._told.add(approaches)
            lines = [block for run in frame.runs for block in run.blocks if block.text in frame.approaches]
            yield from self._sections(replace(one, slot=None), "policy", [Run("head", lines)])
        for spoken_of in (*self._beside(at), one):
            for run in frame.runs:
                if run.kind == "text" and _mostly_figures(run.text):
                    if spoken_of is one:  # cells of a table that was not told as one: no comment on anything
                        yield from self._sections(replace(one, slot=None), "overview", [run])
                elif section := _INDICATOR_SECTIONS.get(run.kind):
                    yield from self._sections(replace(one, slot=spoken_of.slot), section, [run])

    def _beside(self, at: int) -> list[Placed]:
        """Indicators whose bare charts stand before this one's on the page: what is said here is said of them too."""
        one = self._placed[at]
        before = takewhile(
            lambda other: other.frame.page == one.frame.page and other.frame.charts and not other.frame.has(*_SAID),
            reversed(self._placed[:at]),
        )
        own = one.slot.indicator if one.slot else None
        return [other for other in before if one.frame.charts and other.slot and other.slot.indicator != own]

    def _initiative(self, one: Placed) -> Iterator[Section]:
        frame = one.frame
        at = next((i for i, run in enumerate(frame.runs) if run.kind not in ("head", "label")), None)
        if at is None:
            return
        name = frame.name or frame.runs[0].text
        for beside, runs in parted(frame.runs[at:]):
            yield from self._sections(one, "overview" if beside else "initiative", runs, name=name)

    def _plain(self, frame: Frame, following: Block | None) -> Iterator[Section]:
        head = frame.outline
        if head is not None:
            while self._outline and (_rank(self._outline[-1]) >= _rank(head) or _is_contents(self._outline[-1])):
                self._outline.pop()
            self._outline.append(head)
        path = self._path()
        runs = [run for run in _beside_figures(frame.runs, self._tree.slots) if run.text]
        if head is not None and head.mark and head.mark.kind == "contents" and head.mark.rest:
            runs, path = (
                [Run("text", [head, *(block for run in runs for block in run.blocks)])],
                (),
            )  # no heading of its own
        if not runs and head is not None and (following is None or _rank(following) <= _rank(head)):
            runs, path = [Run("text", [head])], path[:-1]
        for run in runs:
            for first, text in _stretches([run]):
                yield Section(
                    page=first.page,
                    section="note" if run.kind == "note" else "overview",
                    heading=path,
                    text=text,
                    printed_page=first.printed_page,
                    line=first.line,
                )

    def _path(self) -> tuple[str, ...]:
        """Headings that the document's outline has open."""
        return tuple(block.text.strip(" *") for block in self._outline)

    def _next_outline(self, at: int) -> Block | None:
        return self._placed[at + 1].frame.outline if at + 1 < len(self._placed) else None

    def _sections(
        self, one: Placed, section: SectionKind, runs: Sequence[Run], name: str | None = None
    ) -> Iterator[Section]:
        heading = self._tree.heading(one.goal, one.measure) or self._path()
        for first, text in _stretches(runs):
            yield Section(
                page=first.page,
                section=section,
                heading=(*heading, name) if name else heading,
                text=text,
                indicator=one.slot.name if one.slot else None,
                printed_page=first.printed_page,
                line=first.line,
                goal=one.goal,
                measure=one.measure,
            )


def _without_figures(runs: Sequence[Run]) -> Iterator[Run]:
    """What is said beside tables of indicators, whose cells are figures and no prose; nothing of a bare heading."""
    for run in runs:
        blocks = [block for block in run.blocks if block.table is None or not _of_figures(block.table)]
        if all(block.mark is not None and block.mark.kind == "kpi" and not block.mark.rest for block in blocks):
            continue  # the label of a table
        if blocks and (len(runs) == 1 or run.kind not in ("head", "label") or _has_prose(runs)):
            yield replace(run, blocks=blocks, first_text=run.first_text if blocks[0] is run.blocks[0] else None)


def _celled(table: TableReading, slots: Sequence[Slot]) -> Iterator[CellProse]:
    """What single cells or rows of a table say by themselves."""
    yield from prose_in(table, slots)
    yield from defined_in(table, slots)


def _beside_figures(runs: Sequence[Run], slots: Sequence[Slot]) -> Iterator[Run]:
    """What an outline's part holds but tables of indicators: told as figures, or row by row what they mean."""
    for run in runs:
        blocks = [
            block
            for block in run.blocks
            if block.table is None or not (any(table_figures(block.table)) or any(defined_in(block.table, slots)))
        ]
        if blocks:
            yield replace(run, blocks=blocks)


def _has_prose(runs: Sequence[Run]) -> bool:
    return any(block.is_text for run in runs if run.kind in ("text", "list") for block in run.blocks)


def _of_figures(table: TableReading) -> bool:
    return name_and_unit_columns(table) is not None


def _kinds(runs: Sequence[Run]) -> list[SectionKind]:
    """Of each run of a goal or measure the kind of section it goes into.

    A list of indicators is no policy text, nor is a heading with nothing under it but such a list.
    """
    kinds: list[SectionKind] = []
    following: SectionKind = "overview"
    for run in reversed(runs):
        own = _MEASURE_SECTIONS.get(run.kind)
        if run.kind == "text" or any(block.mark is not None and block.mark.kind == "approach" for block in run.blocks):
            following = "policy"
        elif own or run.kind not in ("head", "label"):
            following = "overview"
        kinds.append(own or following)
    return kinds[::-1]


def _stretches(runs: Sequence[Run]) -> Iterator[tuple[Block, str]]:
    """Text that stands together in the file, with its first block: only that can be quoted word for word."""
    stretch: list[tuple[Block, str]] = []
    for run in runs:
        for number, block in enumerate(run.blocks):
            if stretch and (block.marked_up or block.at != stretch[-1][0].at + 1):
                yield from _stretch(stretch)
                stretch = []
            cut = number == 0 and not stretch  # a label is cut off at a text's start alone
            stretch.append((block, run.first_text if cut and run.first_text is not None else block.text))
    yield from _stretch(stretch)


def _stretch(stretch: Sequence[tuple[Block, str]]) -> Iterator[tuple[Block, str]]:
    text = "\n".join(text for _, text in stretch if text)
    if len(text.strip()) > 1:
        yield stretch[0][0], text


def _mostly_figures(text: str) -> bool:
    lines = text.split("\n")
    return sum(bool(_FIGURE.match(plain(line))) for line in lines) > len(lines) / 2


def _rank(block: Block) -> int:
    if block.level is not None:
        return block.level
    return block.mark.rank + 1 if block.mark and block.mark.rank else _DEEPEST


def _is_contents(block: Block) -> bool:
    return block.mark is not None and block.mark.kind == "contents"
