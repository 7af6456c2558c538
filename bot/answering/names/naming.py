"""Which indicators are meant: one by the whole question, or one by each part of 「AとB」."""

import re
from dataclasses import dataclass, replace

from bot.answering.names.matching import WHOLE, Match, Matcher
from bot.answering.questions.pairing import pair_of, sides_of
from bot.answering.questions.question import Question
from bot.answering.questions.subject import Subject, subject_of
from corpus.words import plain

SURE = 0.75
"""Recall below which figures are not shown without asking back: a wrong indicator's number is a wrong number."""

LEAD = 0.12
"""How far the best match must be ahead of the second, in score, to be taken without asking back."""

_BETWEEN = re.compile(r"と(?!は|も)|および|及び|、|，|,|\band\b|\bversus\b|\bvs\b\.?|\bwith\b|&")


_CLAUSE = re.compile(
    r"(?<=[、。!?！？\n,;])|(?<=\.)(?=\s|$)|(?<=ですが)|(?<=ますが)|(?<=ましたが)|(?<=けど)|(?<=けれど)|(?<=[一-龥ァ-ヺー]って)(?=[^いきくしおやみほ])"
    r"|(?<=ので)|(?=いわゆる)"
)
_OF_WHICH = re.compile(
    r"(?:は|では|には|での|うち|中で|(?<!の)で|に|の|とも?|や|限り|ついて)[、,\s]*$|^\s*(?:in|of|for|among|at|from)\b"
)
"""Ends of a clause that says of which part the rest is asked (西原台地区では、), and does not only lead up to it."""

_ASKS = re.compile(
    r"は(?![いなんず])|[?？]|か[。\s]*$|教え|知りた|いくら|いくつ|何|\b(?:what|how|who|when|where|which)\b"
)
"""What a clause holds that asks something of its own."""

MOST = 0.5
"""Precision from which a name is meant though its last word was not said."""


@dataclass(frozen=True, slots=True)
class Named:
    """The indicators that a question names.

    Attributes:
        matches: Best first; what could be meant.
        vague: Whether nothing was said but words that stand in any name (件数), so that none is meant for sure.
        together: Whether each was named by words of its own, so that all are meant.
        in_full: Whether the best one's name stands in the question as documents write it, and no longer name does.
        part_of: What just a part of is named, where nothing is: 待機児童数 by 小学校の待機児童.
    """

    matches: tuple[Match, ...] = ()
    together: bool = False
    vague: bool = False
    in_full: bool = False
    part_of: Match | None = None

    @property
    def clear(self) -> bool:
        """Whether figures may be shown without asking back."""
        if self.together or self.vague:
            return self.together
        if not self.matches or self.matches[0].recall < SURE or not self.matches[0].exact or self.matches[0].undone:
            return False
        best, *others = self.matches
        if self.in_full:
            return True
        if self.of_part or (not best.headed and best.precision < MOST):
            return False
        others = [m for m in others if m.exact and not m.part and m.headed >= best.headed]
        if best.whole and not any(m.whole for m in others):
            return True
        return not others or best.score - others[0].score >= LEAD

    @property
    def of_part(self) -> bool:
        """Whether the best is of a part that was not asked for: 外国人宿泊者数 by 宿泊者数."""
        best, *others = self.matches
        return best.part and not (best.usual and not any(match.part for match in others))

    @property
    def ambiguous(self) -> bool:
        """Whether the question names several indicators equally well, rather than none well."""
        return len(self.matches) > 1 and self.matches[1].recall >= SURE

    @property
    def others(self) -> tuple[Match, ...]:
        """What the same words could mean beside the best match."""
        best = self.matches[0]
        return () if best.whole else self.matches[1:]


def _in_one_clause(question: Question, matcher: Matcher) -> Named | None:
    """The indicator that just one clause of a long-winded question names; None where none, or several, do.

    The other clauses must not say of which part the figure is wanted.
    """
    clauses = [clause for clause in _CLAUSE.split(plain(question.query)) if clause.strip(" 、。,.!?")]
    if len(clauses) < 2:
        return None
    subjects = [subject_of(clause, question.language, matcher.synonyms) for clause in clauses]
    named = [Named(tuple(matcher.matches(subject))) for subject in subjects]
    clear = {one.matches[0].indicator.id: one for one in named if one.clear}
    if len(clear) != 1:
        return None
    meant = next(iter(clear.values()))
    left = list(zip(clauses, subjects, named, strict=True))
    told = max(nth for nth, one in enumerate(named) if one.clear)
    led_up = all(_leads_up(c, subject) or _names(one, meant) for c, subject, one in left[: told + 1])
    # What comes after it may ask for something else of it: 町営バスって、お年寄りは無料なの.
    rest = all(not (subject.things and _ASKS.search(c)) or _names(one, meant) for c, subject, one in left[told + 1 :])
    return meant if led_up and rest else None


def _leads_up(clause: str, subject: Subject) -> bool:
    of_part = subject.parts or any(word.place for word in subject.words)
    return not subject or not (of_part or _OF_WHICH.search(clause.strip()))


def _names(one: Named, meant: Named) -> bool:
    return any(match.indicator.id == meant.matches[0].indicator.id and match.exact for match in one.matches)


def named_by(question: Question, matcher: Matcher) -> Named:
    """The indicators that a question names."""
    whole = _in_full(question, tuple(matcher.matches(question.subject)))
    if question.subject.says_nothing and not (whole.matches and whole.matches[0].precision >= WHOLE):
        return Named(whole.matches, vague=True)
    if two := _two_sides(question, matcher):
        return two
    if whole.matches and whole.matches[0].recall >= WHOLE:
        return whole
    by_parts = _by_parts(question, matcher)
    # A long name beside a short one holds most of the question's words, and is still only one of two.
    if by_parts is not None and all(match.recall >= WHOLE for match in by_parts.matches):
        return by_parts
    if whole.clear or (whole.ambiguous and whole.matches[0].exact):
        return whole
    if meant := _in_one_clause(question, matcher):
        return meant
    if by_parts is not None and not (whole.matches and whole.matches[0].recall >= SURE):
        return by_parts
    near = (*whole.matches, *([] if whole.matches else matcher.nearest(question.subject)))
    return replace(whole, part_of=next((match for match in near if match.headed and match.missing), None))


def _in_full(question: Question, matches: tuple[Match, ...]) -> Named:
    """What a question names, first the indicator whose very name it holds: of 事業所数 no other is meant as well."""
    said = plain(question.text)
    held = sorted((m for m in matches if plain(m.name) in said), key=lambda m: -len(m.name))
    if not held or not held[0].exact or not all(m.name in held[0].name for m in held):
        return Named(matches)
    return Named((held[0], *(m for m in matches if m is not held[0])), in_full=True)


def _two_sides(question: Question, matcher: Matcher) -> Named | None:
    """The two indicators that something is to be worked out of; None where no two are named clearly."""
    said = plain(question.text)
    kind = pair_of(said)
    if kind is None or (question.years and not question.years.single):
        return None
    for sides in sides_of(said, kind):
        named = [Named(tuple(matcher.matches(subject_of(s, question.language, matcher.synonyms)))) for s in sides]
        best = {one.matches[0].indicator.id: one.matches[0] for one in named if one.clear}
        if len(best) == 2:
            return Named(tuple(best.values()), together=True)
    return None


def nearly_named(question: Question, matcher: Matcher) -> tuple[Match, ...]:
    """Indicators of what the question comes near to, to be asked back: 荒廃農地 for 耕作放棄地."""
    named = Named(tuple(matcher.matches(question.subject.nearly())))
    return named.matches if named.clear or named.ambiguous else ()


def _by_parts(question: Question, matcher: Matcher) -> Named | None:
    """The indicators that the parts of 「AとB」 name, each by words of its own; None for fewer than two."""
    parts = [
        Named(tuple(matcher.matches(subject_of(part, question.language, matcher.synonyms))))
        for part in _BETWEEN.split(plain(question.text))
    ]
    best = {part.matches[0].indicator.id: part.matches[0] for part in parts if part.clear}
    return Named(tuple(best.values()), together=True) if len(best) > 1 else None
