"""The part of a passage that answers, word for word: as few sentences as state what is asked, and what they hang on.

A reader who asked for the fare wants the sentence with the fare, not the page around it. What a sentence hangs on
stays with it: the line over a list that says of which year its items are, and the sentence before その or うち.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.answering.questions.facts import Fact
from bot.answering.questions.question import Question
from bot.answering.quotations.holding import normals
from bot.answering.quotations.prose import tabular
from bot.answering.quotations.stating import states
from corpus.passages import Passage
from corpus.words import plain
from corpus.years import find_years
from prompts.glossary import general_words

_SENTENCE = re.compile(r"[^。\n]*。[)）」』]*|[^。\n]+")
_LABEL = re.compile(r"\s*[◆◇■□●◎▼▶►★【〔<＜〈《≪](?![^\n]*。)")
_ITEM = re.compile(r"\s*(?:[-*+]\s)?\s*[・･○•‣※]")
_HANGS_ON = re.compile(
    r"\s*(?:[-*+]\s)?\s*[・･○•‣]?\s*(?:その|この|これ|それ|そこ|同|うち|また|さらに|あわせて|なお|ただし|一方|このほか|ほか|しかし"
    r"|[0-9０-９,，]+\S{1,2}はいずれも|いずれも)"
)
_NUMBERED = re.compile(r"\s*(?:[-*+]\s)?\s*[①-⑳]")
_SHORT = 90
"""Characters of a passage that is quoted whole: there is nothing to be gained by cutting it."""

_SHORT_DATED = 300
"""The same where a date is asked for: what a date is of is often said in another sentence."""

Span = tuple[int, int]


def stating_part(question: Question, fact: Fact, passage: Passage) -> str:
    """The sentences of a passage that state a kind of fact about what is asked; the passage where only it does.

    Where one sentence states it as well as another, all from the first of them to the last are quoted.

    Args:
        question: What was asked.
        fact: The kind of fact that it asks for.
        passage: One that states it.
    """
    text = passage.text
    units = [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]
    listed = all(_ITEM.match(text, start) for start, _ in units)
    if len(text) <= (_SHORT_DATED if fact == "date" else 0 if listed else _SHORT) or len(units) < 2 or tabular(text):
        return text
    over = " ".join((*passage.heading, passage.indicator or ""))
    wanted = _held(question, text) - _held(question, over)
    for windows in _windows(units):
        stating = [
            (start, end)
            for start, end in windows
            if wanted <= _held(question, text[start:end])
            and states(question, fact, replace(passage, text=text[start:end]))
        ]
        if stating:
            return _with_what_it_hangs_on(text, units, (stating[0][0], stating[-1][1]))
    return text


def telling_part(question: Question, passage: Passage) -> str:
    """The paragraphs of a passage that speak of what is asked; the passage where that is all of them, or none."""
    text = passage.text
    units = [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    wanted = _held(question, text)
    if len(text) <= 2 * _SHORT or len(units) < 2 or not wanted - general_words():
        return text
    for windows in _windows(units):
        telling = [(start, end) for start, end in windows if wanted <= _held(question, text[start:end])]
        if telling:
            return _under_its_number(text, units, _under_its_label(text, units, (telling[0][0], telling[-1][1])))
    return text


def _held(question: Question, text: str) -> frozenset[str]:
    """The nouns and years of the question that a text holds."""
    asked = frozenset(word.normal for wording in question.subject.wordings for word in wording if word.noun)
    years = {str(mention.year) for mention in find_years(plain(text))} & {str(year) for year in question.years.named}
    return (asked & normals(plain(text))) | years


def _windows(units: list[Span]) -> Iterator[list[Span]]:
    """Neighbouring units, one by one, then two by two, and so on."""
    for many in range(1, len(units)):
        yield [(units[at][0], units[at + many - 1][1]) for at in range(len(units) - many + 1)]


def _with_what_it_hangs_on(text: str, units: Iterable[Span], found: Span) -> str:
    start, end = found
    before = [unit for unit in units if unit[1] <= start]
    if before and _HANGS_ON.match(text, start):
        start = before.pop()[0]
    if _ITEM.match(text, _line(text, start)) or _LABEL.match(text, _line(text, start)):
        over = next((unit for unit in reversed(before) if not _ITEM.match(text, _line(text, unit[0]))), None)
        if over is not None and _LABEL.match(text, over[0]):
            start = over[0]
    return text[start:end].strip()


def _under_its_label(text: str, units: list[Span], found: Span) -> Span:
    """A label with all that stands under it, up to the next one."""
    start, end = found
    if not _LABEL.match(text, start):
        return found
    for unit in units:
        if unit[0] > start and _LABEL.match(text, unit[0]):
            break
        end = max(end, unit[1])
    return start, end


def _under_its_number(text: str, units: list[Span], found: Span) -> str:
    """A paragraph with the ①②③ line over it, or the paragraph under it."""
    start, end = found
    before = [unit for unit in units if unit[1] <= start]
    if before and not _NUMBERED.match(text, start) and _NUMBERED.match(text, before[-1][0]):
        start = before[-1][0]
    after = [unit for unit in units if unit[0] >= end]
    last = next(unit for unit in units if unit[1] == end)
    if after and _NUMBERED.match(text, last[0]) and not _NUMBERED.match(text, after[0][0]):
        end = after[0][1]
    return text[start:end].strip()


def _line(text: str, at: int) -> int:
    """Where the line of a position begins."""
    return text.rfind("\n", 0, at) + 1
