"""Which indicator a page speaks of, when some pages have lost their headings.

The pages of a verification follow the order in which the policy tree lists its indicators. So the pages are laid
along that list as a whole: each pair of page and indicator has a score from what the page says of its place (goal,
measure, ①②③, title, words), each step along the list a cost, and the best way through wins (Viterbi). A page is
tied to an indicator only if every way that ties it to another one is clearly worse; what is doubtful stays open.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.names import ALIKE, similarity
from corpus.structure.entries import looks_like_indicator
from corpus.structure.frame import Frame
from corpus.structure.marks import plain
from corpus.structure.tree import Slot

TITLE = 5.0
"""The title is the indicator's name: outweighs order, or a lost page or two."""
OTHER_TITLE = -4.0
"""The title is the name of some other figure."""
PLACE, OTHER_PLACE = 1.5, -4.0
"""Goal or measure named by the page is, or is not, the indicator's."""
BY_ORDER = 1.0
"""For a page with a direction, whichever the indicator: it is there to speak of one."""
UNTIED = -1.0
"""A page with a direction that is tied to none."""
TARGET_WITH_DIRECTION, MEASURE_WITHOUT = -2.0, -0.5
"""A goal's 数値目標 mostly has no direction; a measure's KPI mostly has one."""
WORDS = 0.8
"""All of the indicator's own words occur in the page's text."""
SKIP, FAR = -0.6, -2.4
"""A measure's indicator without a page; the most that a gap can cost."""
BACK, STAY = -3.0, -1.5
"""Going back in the list; a second page of the same indicator."""
APPROACHES = 2.0
"""Pages with the same ①②③ are of one measure, pages with others are of another."""
CLEARLY = 0.75
"""By how much the best indicator must beat the next best."""

_OWN_WORDS = re.compile(r"[一-龥々ァ-ヶーA-Z]{2,}")
_GENERIC = re.compile(r"割合|件数|人数|累計|推計|年間|単位")

Matrix = NDArray[np.float64]


def align(frames: Sequence[Frame], slots: Sequence[Slot]) -> list[Slot | None]:
    """For each frame the slot that it speaks of, or None if it is tied to none or not clearly to one."""
    if not frames or not slots:
        return [None] * len(frames)
    score = np.array([[_score(frame, slot) for slot in slots] for frame in frames])
    untied = np.array([UNTIED if frame.has("direction") else 0.0 for frame in frames])
    steps = _steps(frames, slots)
    tied, before = _forward(score, untied, steps)
    after = _backward(score, untied, steps, _gaps(slots)[:, -1])
    return [
        _clearly(slots, tied[at] + after[at + 1][1:], float(np.max(before[at] + untied[at] + after[at + 1])))
        for at in range(len(frames))
    ]


def _score(frame: Frame, slot: Slot) -> float:
    """How well a page and an indicator fit, but for the order."""
    direction = frame.has("direction")
    if not direction and not frame.titles:
        return -np.inf
    score = BY_ORDER if direction else 0.0
    likeness = max((similarity(title, slot.name) for title in frame.titles), default=0.0)
    if likeness >= ALIKE:
        score += TITLE * likeness
    elif frame.titles and all(looks_like_indicator(title) for title in frame.titles):
        score += OTHER_TITLE
    if frame.goal is not None and slot.goal is not None:
        score += PLACE if frame.goal == slot.goal else OTHER_PLACE
    if frame.measure is not None and slot.measure is not None:
        score += PLACE if frame.measure == slot.measure else OTHER_PLACE
    if slot.numeric_target:
        score += TARGET_WITH_DIRECTION if direction else 0.0
    elif not direction:
        score += MEASURE_WITHOUT
    return score + WORDS * _words_shared(slot.name, plain(frame.text_of("text", "direction")))


def _words_shared(name: str, text: str) -> float:
    """Share of the name's own pairs of characters (kanji, katakana, capitals) that the text has too."""
    words = _OWN_WORDS.findall(_GENERIC.sub(" ", plain(name)))
    pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _gaps(slots: Sequence[Slot]) -> Matrix:
    """Cost of going from slot j - 1 (row 0: from the start) to slot k, in the last column to the end."""
    count = len(slots)
    owed = np.concatenate([[0.0], np.cumsum([SKIP if not slot.numeric_target else 0.0 for slot in slots])])
    gaps = np.full((count + 1, count + 1), BACK)
    for j in range(count + 1):
        gaps[j, j:] = np.maximum(FAR, owed[j:] - owed[j])
        if j:
            gaps[j, j - 1] = STAY
    return gaps


def _steps(frames: Sequence[Frame], slots: Sequence[Slot]) -> list[Matrix]:
    """For each frame the cost from the last tied slot (row; 0 is none yet) to the next (column)."""
    gaps = _gaps(slots)[:, :-1]
    places = [None, *((s.goal, s.measure) if s.measure is not None else None for s in slots)]
    known = np.array([[bool(a and b) for b in places[1:]] for a in places])
    same = np.array([[a == b for b in places[1:]] for a in places]) & known
    steps, last = [], None
    for frame in frames:
        now = frame.approaches or None
        step = gaps
        if now and last:
            step = gaps + APPROACHES * np.where(same, 1.0 if now == last else -1.0, 0.0)
            if now == last:
                step = step - APPROACHES * (known & ~same)
        last = now
        steps.append(step)
    return steps


def _forward(score: Matrix, untied: Matrix, steps: Sequence[Matrix]) -> tuple[list[Matrix], list[Matrix]]:
    """Best sum up to each frame, tied to each slot; and before each frame, by the last tied slot."""
    state = np.full(score.shape[1] + 1, -np.inf)
    state[0] = 0.0
    tied, before = [], []
    for at, step in enumerate(steps):
        before.append(state)
        tied.append(np.max(state[:, None] + step, axis=0) + score[at])
        state = state + untied[at]
        state[1:] = np.maximum(state[1:], tied[-1])
    return tied, before


def _backward(score: Matrix, untied: Matrix, steps: Sequence[Matrix], end: Matrix) -> list[Matrix]:
    """Best sum from each frame on (and, last, after all), by the slot tied last before it."""
    after = [end]
    for at in range(len(steps) - 1, -1, -1):
        onwards = np.max(steps[at] + score[at] + after[0][1:], axis=1)
        after.insert(0, np.maximum(after[0] + untied[at], onwards))
    return after


def _clearly(slots: Sequence[Slot], sums: Matrix, untied: float) -> Slot | None:
    """The best slot, if no other indicator comes near and leaving the page untied does not either."""
    best = int(np.argmax(sums))
    others = [value for slot, value in zip(slots, sums, strict=True) if slot.indicator != slots[best].indicator]
    return slots[best] if sums[best] - max([untied, *others]) >= CLEARLY else None
