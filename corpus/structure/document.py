"""The structure of one document: lines in, everything that is known of their place out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.reading import Goal, Measure, Section
from corpus.structure.align import align
from corpus.structure.blocks import Line, blocks
from corpus.structure.cover import Cover, read_cover
from corpus.structure.frame import Frame
from corpus.structure.frames import frames
from corpus.structure.sections import Placed, place, sections
from corpus.structure.tree import Place, Slot, Tree, build, named


@dataclass(frozen=True, slots=True)
class Structure:
    """A document taken apart. ``placed`` are its frames, which indicators are joined from."""

    cover: Cover
    tree: Tree
    placed: tuple[Placed, ...]
    sections: tuple[Section, ...]
    goals: tuple[Goal, ...]


def structure(lines: Sequence[Line], fallback_title: str) -> Structure:
    """Take a document apart.

    Args:
        lines: Its lines in reading order, charts and tables among them where they stand.
        fallback_title: Title if the document has none.
    """
    all_blocks = blocks(lines)
    cover = read_cover(all_blocks, fallback_title)
    all_frames = frames([replace(block, level=None) if block in cover.blocks else block for block in all_blocks])
    tree = build(all_frames)
    placed = [_adopt(one, tree) for one in place(all_frames, _slots(all_frames, tree), tree)]
    _learn_approaches(placed, tree)
    return Structure(
        cover=cover,
        tree=tree,
        placed=tuple(placed),
        sections=tuple(sections(placed, tree, cover.kind)),
        goals=_goals(tree),
    )


def _slots(all_frames: Sequence[Frame], tree: Tree) -> list[Slot | None]:
    """For each frame the slot that it speaks of; only pages of indicators speak of one."""
    pages = [frame for frame in all_frames if frame.kind == "indicator" and not frame.of_measure]
    found = dict(zip(map(id, pages), align(pages, tree.slots), strict=True))
    found |= {id(frame): tree.sole(frame.goal, frame.measure) for frame in all_frames if frame.of_measure}
    return [found.get(id(frame)) for frame in all_frames]


def _adopt(one: Placed, tree: Tree) -> Placed:
    """A chart whose title fits no listed indicator is an indicator of its own."""
    titles = {chart.title: chart.unit for chart in one.frame.charts if chart.title and chart.gives_values}
    if one.slot is not None or one.frame.kind != "indicator" or not titles:
        return one
    title, unit = next(iter(titles.items()))
    return replace(one, slot=tree.add(one.goal, one.measure, named(title, unit)))


def _learn_approaches(placed: Sequence[Placed], tree: Tree) -> None:
    """A measure's ①②③ may stand only on its indicators' pages, some of which have lost its number."""
    for one in placed:
        if one.goal is not None and one.measure is not None and one.frame.approaches:
            known = tree.measures.setdefault((one.goal, one.measure), Place())
            known.approaches = known.approaches or tuple(
                re.sub(r"^[-*+]\s+", "", line) for line in one.frame.approaches
            )


def _goals(tree: Tree) -> tuple[Goal, ...]:
    numbers = sorted({*tree.goals, *(goal for goal, _ in tree.measures)})
    return tuple(
        Goal(
            number=number,
            title=tree.goals.get(number, Place()).title,
            subtitle=tree.goals.get(number, Place()).subtitle,
            measures=tuple(
                Measure(measure, of.title, of.approaches)
                for (goal, measure), of in sorted(tree.measures.items())
                if goal == number
            ),
        )
        for number in numbers
    )
