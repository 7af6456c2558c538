"""Which indicators are meant: one by the whole question, or one by each part of 「AとB」."""

import re
from dataclasses import dataclass

from bot.answering.matching import Match, Matcher
from bot.answering.question import Question
from bot.answering.subject import subject_of
from corpus.words import plain

SURE = 0.75
"""Recall below which figures are not shown without asking back: a wrong indicator's number is a wrong number."""

LEAD = 0.12
"""How far the best match must be ahead of the second, in score, to be taken without asking back."""

_BETWEEN = re.compile(r"と(?!は|も)|および|及び|、|，|,|\band\b|\bversus\b|\bvs\b\.?|\bwith\b|&")


_CLAUSE = re.compile(r"[、。!?！？\n,;]|\.(?=\s|$)|(?:です|ます|ました)(?:が|けど|けれど)|って(?=[^い])|いわゆる")
_LONG_WINDED = 2
"""Clauses from which each is also looked at by itself."""

MOST = 0.5
"""Precision from which a name is meant though its last word was not said."""

WHOLE = 0.99
"""Recall and precision from which the question says the very name, so that no other is offered beside it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The indicators that a question names.

    Attributes:
        matches: Best first; what could be meant.
        vague: Whether nothing was said but words that stand in any name (件数), so that none is meant for sure.
        together: Whether each was named by words of its own, so that all are meant.
    """

    matches: tuple[Match, ...] = ()
    together: bool = False
    vague: bool = False

    @property
    def clear(self) -> bool:
        """Whether figures may be shown without asking back."""
        if self.together or self.vague:
            return self.together
        if not self.matches or self.matches[0].recall < SURE or not self.matches[0].exact or self.matches[0].undone:
            return False
        if not self.matches[0].headed and self.matches[0].precision < MOST:
            return False
        return len(self.matches) == 1 or self.matches[0].score - self.matches[1].score >= LEAD

    @property
    def ambiguous(self) -> bool:
        """Whether the question names several indicators equally well, rather than none well."""
        return len(self.matches) > 1 and self.matches[1].recall >= SURE

    @property
    def others(self) -> tuple[Match, ...]:
        """What the same words could mean beside the best match."""
        best = self.matches[0]
        return () if best.recall >= WHOLE and best.precision >= WHOLE else self.matches[1:]


def _in_one_clause(question: Question, matcher: Matcher) -> Named | None:
    """The indicator that just one clause of a long-winded question names; None where none, or several, do."""
    clauses = [clause for clause in _CLAUSE.split(plain(question.query)) if clause.strip()]
    if len(clauses) < _LONG_WINDED:
        return None
    named = [Named(tuple(matcher.matches(subject_of(c, question.language, matcher.synonyms)))) for c in clauses]
    clear = {one.matches[0].indicator.id: one for one in named if one.clear}
    return next(iter(clear.values())) if len(clear) == 1 else None


def named_by(question: Question, matcher: Matcher) -> Named:
    """The indicators that a question names."""
    whole = Named(tuple(matcher.matches(question.subject)))
    if question.subject.says_nothing and not (whole.matches and whole.matches[0].precision >= WHOLE):
        return Named(whole.matches, vague=True)
    if whole.matches and whole.matches[0].recall >= WHOLE:
        return whole
    by_parts = _by_parts(question, matcher)
    # A long name beside a short one holds most of the question's words, and is still only one of two.
    if by_parts is not None and all(match.recall >= WHOLE for match in by_parts.matches):
        return by_parts
    if whole.matches and whole.matches[0].recall >= SURE:
        return whole
    return _in_one_clause(question, matcher) or by_parts or whole


def _by_parts(question: Question, matcher: Matcher) -> Named | None:
    """The indicators that the parts of 「AとB」 name, each by words of its own; None for fewer than two."""
    parts = [
        Named(tuple(matcher.matches(subject_of(part, question.language, matcher.synonyms))))
        for part in _BETWEEN.split(plain(question.text))
    ]
    best = {part.matches[0].indicator.id: part.matches[0] for part in parts if part.clear}
    return Named(tuple(best.values()), together=True) if len(best) > 1 else None
