"""A frame: one stretch of a document that speaks of one thing, with what it says about its own place."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.reading import ChartReading, TableReading
from corpus.structure.blocks import Block
from corpus.structure.entries import Entry

RunKind = Literal["head", "label", "list", "figures", "text", "comment", "done", "note", "office", "direction"]
"""Place of the page / a label such as 分析 / indicators / a table of figures / prose / prose under 分析 where a measure
is told of / under 取組実績 / ※ / 担当課 / 今後の方向性."""

FrameKind = Literal["indicator", "initiative", "policy", "plain"]


@dataclass(slots=True)
class Run:
    """Neighbouring blocks of one kind. ``first_text`` is the first block's text without the label before it."""

    kind: RunKind
    blocks: list[Block]
    first_text: str | None = None

    @property
    def text(self) -> str:
        """The blocks' text, one a line, verbatim."""
        texts = [block.text for block in self.blocks]
        if self.first_text is not None:
            texts[0] = self.first_text
        return "\n".join(text for text in texts if text)


@dataclass(slots=True)
class Frame:
    """One stretch.

    Attributes:
        goal: Number of the goal that the frame itself names.
        under: Number of the last goal named before it.
        goal_called: The goal as its heading calls it (重点戦略1), ``measure_called`` the measure (施策1-2).
        measure: Number of the measure within its goal, as the frame names it.
        approaches: Its ①②③ lines.
        titles: What may be the name of its indicator: headings, titles of charts.
        entries: Indicators that it lists.
        of_measure: Whether its direction is that of a measure as a whole.
        name: Of an initiative; empty for a page of initiatives before its first.
        outline: Its heading, where that belongs to the outline of the document (第1章), not to the policy tree.
    """

    page: int
    under: int | None = None
    goal: int | None = None
    goal_title: str = ""
    goal_called: str = ""
    subtitle: str = ""
    measure: int | None = None
    measure_title: str = ""
    measure_called: str = ""
    approaches: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    of_measure: bool = False
    name: str | None = None
    outline: Block | None = None
    runs: list[Run] = field(default_factory=list)

    def add(self, kind: RunKind, block: Block, text: str | None = None) -> None:
        """Append a block, to the last run if that is of the same kind."""
        if text is None and self.runs and self.runs[-1].kind == kind:
            self.runs[-1].blocks.append(block)
        else:
            self.runs.append(Run(kind, [block], text))

    def has(self, *kinds: RunKind) -> bool:
        """Whether any of its runs is of one of these kinds."""
        return any(run.kind in kinds for run in self.runs)

    @property
    def charts(self) -> list[ChartReading]:
        """Charts that stand in it."""
        return [block.chart for run in self.runs for block in run.blocks if block.chart is not None]

    @property
    def tables(self) -> list[TableReading]:
        """Tables that stand in it."""
        return [block.table for run in self.runs for block in run.blocks if block.table is not None]

    def text_of(self, *kinds: RunKind) -> str:
        """All its text of these kinds."""
        return "\n".join(run.text for run in self.runs if run.kind in kinds)

    @property
    def empty(self) -> bool:
        """Whether nothing has been put into it."""
        return not (self.runs or self.titles or self.outline) and self.name is None

    @property
    def head_only(self) -> bool:
        """Whether it has said its place and nothing else."""
        return (
            not self.has("list", "figures", "text", "comment", "done", "note", "direction")
            and not self.titles
            and self.name is None
            and not self.outline
        )

    @property
    def kind(self) -> FrameKind:
        """What the frame is, by what it holds."""
        if self.outline is not None:
            return "plain"
        if self.name is not None:
            return "initiative"
        if self.has("direction") or self.titles:
            return "indicator"
        if self.entries or self.goal is not None or self.measure is not None:
            return "policy"
        return "indicator" if self.approaches else "plain"
