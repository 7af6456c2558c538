"""What stands under a picture: a label that names what the prose over it tells, or a clause that tells by itself."""

import re
from dataclasses import replace

from bot.answering.library import Library
from bot.answering.questions.facts import fact_asked
from bot.answering.questions.question import Question
from bot.answering.quotations.evidence import supporting
from bot.answering.quotations.holding import normals
from corpus.words import plain
from index.search import Findings, Hit

_KATAKANA = re.compile(r"[ァ-ヶー]{5,}")
"""A long name, which the dictionary may cut otherwise in another place."""


def told_for(label: Hit, question: Question, library: Library) -> list[Hit]:
    """The prose over a label, and the label where it alone has a word of the question; before it, where it is a clause.

    Who asks for what only a caption names (江津湖) sees where it stands.
    """
    over, caption = _over(label, library), label.passage.text
    if over is None:
        return []
    if not _words_in(question, caption) - _words_in(question, over.passage.in_context()):
        return [over]
    return [label, over] if "を" in caption else [over, label]


def _words_in(question: Question, text: str) -> set[str]:
    """Nouns, and names in katakana letter by letter, that a question names and a text holds."""
    said, held = plain(text), normals(plain(text))
    named = {w.normal for asked in question.subject.wordings for w in asked if w.noun and w.normal in held}
    return named | {name for name in _KATAKANA.findall(plain(question.query)) if name in said}


def borne_out(question: Question, library: Library, findings: Findings) -> list[Hit]:
    """Hits that support an answer; where none states a fact, a label may name what the prose over it tells."""
    found = supporting(question, findings)
    if found or fact_asked(question) is None:
        return found
    over = [(hit, prose) for hit in findings.hits if (prose := _over(hit, library))]
    named = [
        replace(prose, passage=replace(prose.passage, heading=(*prose.passage.heading, label.passage.text)))
        for label, prose in over
    ]
    told = {hit.passage.id for hit in supporting(question, replace(findings, hits=tuple(named)))}
    return list({prose.passage.id: prose for _, prose in over if prose.passage.id in told}.values())


def _over(hit: Hit, library: Library) -> Hit | None:
    """The prose that a picture stands under, in place of its label; None for a label that stands under none."""
    label = hit.passage
    if label.section != "overview" or not label.heading:
        return None
    documents = [d.id for d in library.figures.documents if (d.sha256, d.edition) == (label.sha256, label.edition)]
    over = (p for p in library.passages(documents) if (p.section, p.heading) == ("initiative", label.heading))
    return next((replace(hit, passage=p) for p in over), None)
