"""From blocks to frames, in one walk over the document.

Which indicator a frame speaks of is not decided here: headings get lost, so that takes all frames together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.names import SAME, similarity
from corpus.reading import TableReading
from corpus.structure.ahead import Surroundings, ends_sentence
from corpus.structure.blocks import Block
from corpus.structure.entries import Entry, formed, listed, looks_like_indicator, tabled
from corpus.structure.figures import table_figures
from corpus.structure.frame import Frame, RunKind
from corpus.structure.marks import Mark, printed
from corpus.structure.signed import signed_name

_DEEPEST = 9
_WAVES = re.compile(r"(?P<title>[^~〜～]*)(?P<subtitle>[~〜～].*)?", re.DOTALL)


def frames(blocks: Sequence[Block]) -> list[Frame]:
    """The frames of a document, in its order."""
    return _Walk(blocks).frames()


class _Walk:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._around = Surroundings(blocks)
        self._done: list[Frame] = []
        self._frame = Frame(page=1)
        self._prose_kind: RunKind = "text"
        self._goal_number: int | None = None
        self._goal_level: int | None = None
        self._measure_level: int | None = None
        self._title_level: int | None = None
        self._sign = ""
        self._subtitles: dict[str, int] = {}

    def frames(self) -> list[Frame]:
        at = 0
        while block := self._around.block(at):
            if block.page != self._frame.page:
                self._turn_page(block)
            at = self._take(at, block)
        self._close()
        return self._done

    def _close(self) -> None:
        if not self._frame.empty:
            self._done.append(self._frame)

    def _open(self, block: Block) -> Frame:
        self._close()
        self._frame = Frame(page=block.page, under=self._goal_number)
        self._prose_kind = "text"
        return self._frame

    def _turn_page(self, block: Block) -> None:
        """A slide ends what stood on the one before; running text goes on over the page."""
        last = self._frame.runs[-1] if self._frame.runs else None
        drawn = last is not None and last.blocks[-1].chart is not None
        ended = last is None or drawn or last.kind in ("note", "office") or ends_sentence(last.text)
        if self._frame.kind in ("indicator", "initiative") and (ended or block.mark or block.level or block.table):
            self._open(block)
        elif self._frame.empty:
            self._frame.page = block.page

    def _take(self, at: int, block: Block) -> int:
        """Put one block, or a list of indicators, into its frame; the position after it."""
        if block.chart is not None:
            self._chart(block, block.chart.title)
        elif block.table is not None:
            self._table(block, block.table)
        elif block.mark is not None:
            return self._marked(at, block, block.mark)
        elif block.label:
            self._label(block)
        elif self._around.kind(at + 1) == "summary" and not ends_sentence(block.text):
            self._initiative(block, block.text, None)
        elif signed := signed_name(block, self._around.block(at + 1), self._frame, self._sign):
            self._sign, name = signed
            self._initiative(block, name, None)
        elif self._around.is_title(block):
            self._title(block, block.text)
        elif block.level is not None:
            self._heading(block)
        else:
            self._prose(block)
        return at + 1

    def _marked(self, at: int, block: Block, mark: Mark) -> int:
        if mark.kind == "kpi":
            return self._list(at, block, mark)
        if mark.kind == "goal":
            return self._goal(at, block, mark)
        if mark.kind == "measure" or (mark.kind == "numbered" and self._numbers_a_measure(at)):
            self._measure(block, mark)
        elif mark.kind == "approach":
            self._approach(at, block)
        elif mark.kind == "contents" or self._heads(at, mark):
            self._outline(block)
        elif mark.kind in ("initiative", "initiatives"):
            self._initiative(block, printed(block.text, mark.rest), mark if mark.kind == "initiative" else None)
        else:
            self._said(block, mark)
        return at + 1

    def _said(self, block: Block, mark: Mark) -> None:
        frame = self._frame
        if mark.kind == "subtitle" and (frame.head_only or mark.rest in self._subtitles):
            self._subtitle(block, mark)
        elif mark.kind == "direction":
            self._direction(block, mark)
        elif mark.kind == self._label_here():
            self._say("comment" if frame.kind == "policy" and frame.entries else "text", block, mark)
        elif mark.kind == "done" and frame.name is None and frame.outline is None:
            self._say("done", block, mark)
        elif mark.kind == "office" and frame.name is None and frame.outline is None:
            frame.add("office", block)
            self._prose_kind = "text"
        elif mark.kind == "note":
            self._note(block)
        elif block.level is not None:
            self._heading(block)
        else:
            self._prose(block)

    def _label_here(self) -> str:
        """The label that heads prose in this frame: ◆概要 of an initiative, 分析 of a result."""
        if self._frame.name is not None:
            return "" if self._frame.has("text") else "summary"
        return "" if self._frame.outline is not None else "analysis"

    # What says the place: 基本目標, 施策, ①②③.

    def _goal(self, at: int, block: Block, mark: Mark) -> int:
        """Take the goal's number, title and ～subtitle～; a title may stand in the next block."""
        if not self._frame.head_only or self._frame.goal not in (None, mark.number) or self._in_list_of_headings():
            self._open(block)
        frame = self._frame
        parts = _WAVES.fullmatch(re.sub(r"[【\[]数値目標[】\]]", "", mark.rest))
        frame.goal = self._goal_number = mark.number
        frame.goal_called = frame.goal_called or f"{mark.word}{mark.number}"
        frame.goal_title = frame.goal_title or printed(block.text, parts["title"].strip() if parts else mark.rest)
        frame.subtitle = frame.subtitle or printed(block.text, (parts["subtitle"] or "").strip() if parts else "")
        self._goal_level = block.level
        frame.add("head", block)
        following = self._around.block(at + 1)
        if (
            frame.goal_title
            or not following
            or not following.is_text
            or following.mark
            or self._around.is_title(following)
        ):
            return at + 1
        frame.goal_title = following.text.strip(" *")
        frame.add("head", following)
        return at + 2

    def _subtitle(self, block: Block, mark: Mark) -> None:
        """～…～ belongs to the goal named before it; found again without one, it names that goal."""
        if not self._frame.head_only:
            self._open(block)
        frame = self._frame
        if frame.goal is None and mark.rest in self._subtitles:
            frame.goal = self._goal_number = self._subtitles[mark.rest]
        elif frame.goal is not None:
            self._subtitles.setdefault(mark.rest, frame.goal)
        frame.subtitle = frame.subtitle or block.text
        frame.add("head", block)

    def _in_list_of_headings(self) -> bool:
        """Whether the measure before this goal is an item of a bare list, not the head of the same page."""
        last = self._done[-1] if self._done else None
        after_heading = self._frame.goal is not None or (last is not None and last.kind == "policy" and last.head_only)
        return self._frame.measure is not None and after_heading

    def _measure(self, block: Block, mark: Mark) -> None:
        if not self._frame.head_only or self._frame.measure not in (None, mark.number):
            self._open(block)
        frame = self._frame
        self._measure_level = block.level
        frame.measure, frame.measure_title = mark.number, printed(block.text, mark.rest)
        within = f"{mark.goal}-" if mark.goal is not None else ""
        frame.measure_called = f"{mark.word}{within}{mark.number}" if mark.word else ""
        if mark.goal is not None:
            frame.goal = self._goal_number = mark.goal
        frame.add("head", block)

    def _numbers_a_measure(self, at: int) -> bool:
        open_goal = self._goal_number is not None and self._frame.outline is None
        return open_goal and self._around.numbers_a_measure(at)

    def _heads(self, at: int, mark: Mark) -> bool:
        """Whether a number such as 2. or (2) is a heading of the document's outline here."""
        numbered = mark.kind == "numbered" and self._frame.outline is not None
        return (mark.kind == "chapter" or numbered) and self._around.numbers_a_chapter(at, mark)

    def _approach(self, at: int, block: Block) -> None:
        if self._starts_page(self._around.first_after(at + 1)):
            self._open(block)
        frame = self._frame
        frame.add(
            "text" if frame.has("list", "text", "note") or frame.outline or frame.name is not None else "head", block
        )
        if frame.name is None and frame.outline is None:
            frame.approaches.append(block.text)

    def _starts_page(self, ahead: str) -> bool:
        """Whether ①②③ stand at the head of a new page, of which they may be all that is left."""
        frame = self._frame
        if frame.has("direction"):
            return True
        if frame.titles:
            return not self._around.titles_come_first or frame.has("text", "note") or ahead == "title"
        other = frame.name is not None or frame.outline is not None or (frame.kind == "plain" and not frame.empty)
        return other and ahead in ("direction", "title")

    # What names an indicator: a list, a title, a chart.

    def _list(self, at: int, block: Block, mark: Mark) -> int:
        found, end = listed(self._around.blocks, at)
        if not found:
            self._frame.add("label", block)
            return at + 1
        if self._around.heads_a_page(found, end) and self._frame.name is None and not self._frame.entries:
            self._listed_title(block, found[0].name)
        elif self._frame.has("direction") or self._frame.name is not None or self._frame.outline is not None:
            before = self._frame
            self._open(block)
            if before.name == "":  # under 主な事業 of a measure
                self._frame.goal, self._frame.measure = before.goal, before.measure
        for item in self._around.blocks[at:end]:
            self._frame.add("list", item)
        self._frame.entries.extend(found)
        return end

    def _listed_title(self, block: Block, name: str) -> None:
        """The only indicator that a list names heads a page; under its goal on that page it is the goal's."""
        before = self._frame
        self._title(block, name)
        if self._frame is not before and before.kind == "policy" and before.page == block.page:
            self._frame.goal, self._frame.measure = before.goal, before.measure

    def _table(self, block: Block, table: TableReading) -> None:
        frame = self._frame
        if entry := formed(table):
            self._form(block, entry)
            return
        if frame.outline is not None or frame.name is not None:
            frame.entries += [item for item in tabled(table) if item.place is not None]
            frame.add("text", block)
            return
        in_measure = frame.measure is not None
        found = tabled(table, numeric_target=not in_measure)
        if found and (in_measure or frame.goal is not None) and not frame.has("direction"):
            frame.entries.extend(found)
            frame.add("list", block)
        else:
            frame.add("figures" if any(table_figures(table)) else "text", block)

    def _form(self, block: Block, entry: Entry) -> None:
        """The head of an indicator's sheet, a row of labels with what each is filled in with, names it."""
        self._title(block, entry.name)
        frame = self._frame
        frame.entries = frame.entries or [replace(entry, numeric_target=frame.measure is None)]

    def _title(self, block: Block, text: str) -> None:
        frame = self._frame
        again = frame.titles and similarity(frame.titles[-1], text) >= SAME and not frame.has("direction")
        if again:
            return
        if not frame.head_only:
            self._open(block)
        self._frame.titles.append(text)
        self._title_level = block.level
        self._frame.add("label", block)

    def _chart(self, block: Block, title: str) -> None:
        frame = self._frame
        named = bool(frame.titles) and (not title or similarity(frame.titles[-1], title) >= SAME)
        comment_first = not frame.titles and not frame.has("direction", "list") and frame.outline is None
        if frame.name is None and not named and not comment_first:
            frame = self._open(block)
        if frame.name is None and not named and title:
            frame.titles.append(title)
        frame.add("label", block)

    # What is said.

    def _direction(self, block: Block, mark: Mark) -> None:
        frame = self._frame
        if frame.outline is not None and frame.outline.mark is None and not frame.runs:
            # An indicator's page under a name that no list has.
            frame.titles, frame.outline = [frame.outline.text], None
        elif (
            frame.has("direction")
            or (frame.entries and not frame.titles)
            or (frame.kind == "policy" and frame.has("done"))
            or frame.name is not None
            or frame.outline is not None
        ):
            self._open(block)
            self._of_measure(frame)
        self._say("direction", block, mark)

    def _of_measure(self, before: Frame) -> None:
        """A direction under a table of a measure's indicators is the measure's; under a bare list it may be lost."""
        if before.kind == "policy" and (before.tables or before.has("comment", "done")):
            self._frame.goal = before.goal if before.goal is not None else before.under
            self._frame.measure = before.measure
            self._frame.of_measure = bool(before.entries) or before.has("done")

    def _say(self, kind: RunKind, block: Block, mark: Mark) -> None:
        self._prose_kind = kind
        if mark.rest:
            self._frame.add(kind, block, printed(block.text, mark.rest))
        else:
            self._frame.add("label", block)

    def _label(self, block: Block) -> None:
        """A form's label of no known kind ends what the row above it says."""
        self._frame.add("label", block)
        self._prose_kind = "text"

    def _initiative(self, block: Block, name: str, mark: Mark | None) -> None:
        before = self._frame
        if before.name is not None or not before.head_only:
            self._open(block)
            if before.name is not None:  # the page of initiatives has said its goal once
                self._frame.goal, self._frame.measure = before.goal, before.measure
            elif self._within_measure(block, before):
                self._frame.goal = before.goal if before.goal is not None else before.under
                self._frame.measure = before.measure
        self._frame.name = name
        self._title_level = block.level
        if mark is not None:
            self._frame.measure = mark.number
            self._frame.goal = mark.goal or self._frame.goal
        self._frame.add("head", block)

    def _within_measure(self, block: Block, before: Frame) -> bool:
        """Whether a heading such as 主な取組 divides what is told of a measure, rather than ending it."""
        if before.measure is None or self._measure_level is None:
            return False
        return (block.level or _DEEPEST) > self._measure_level

    def _note(self, block: Block) -> None:
        self._leave_tree(block)
        self._frame.add("note" if self._frame.name is None else "text", block)

    def _prose(self, block: Block) -> None:
        self._leave_tree(block)
        self._frame.add(self._prose_kind, block)

    def _leave_tree(self, block: Block) -> None:
        """A bare policy tree holds no prose: what follows its last list stands on a page of its own."""
        last = self._done[-1] if self._done else None
        bare = [
            f
            for f in (last, self._frame)
            if f and f.entries and not f.has("text", "comment", "done", "note") and not f.titles
        ]
        on_page = last is not None and last.page == self._frame.page
        if len(bare) == 2 and on_page and not self._around.lists_more_after(block):
            self._open(block)

    # What belongs to the outline of the document.

    def _heading(self, block: Block) -> None:
        frame = self._frame
        if frame.head_only and (frame.approaches or frame.measure is not None) and looks_like_indicator(block.text):
            self._title(block, block.text)
        elif self._within(block):
            frame.add("text" if frame.name else "label", block)
        else:
            self._outline(block)

    def _within(self, block: Block) -> bool:
        """Whether a heading divides the frame it stands in, rather than ending it."""
        frame, level = self._frame, block.level or _DEEPEST
        under_title = self._title_level is not None and level > self._title_level
        if frame.name is not None:
            return under_title or bool(re.match(r"\s*[■□◆◇●○◎▼・【\[<(（]", block.text))
        if frame.titles:
            return under_title and not frame.has("direction")
        policy = frame.kind == "policy" or (frame.head_only and not frame.empty)
        return policy and (self._goal_level is None or level > self._goal_level)

    def _outline(self, block: Block) -> None:
        frame = self._frame
        contents = [b.mark is not None and b.mark.kind == "contents" for b in (block, frame.outline) if b is not None]
        if contents == [True, True]:
            frame.add("text", block)
            return
        self._open(block).outline = block
