"""Review: a person accepts, edits or rejects what was read into drafts, and says who continues whom.

Published values stay as they are. To correct one, the document is read again into a new draft, which is reviewed and
published in its place; the old reading, with what was decided about it, is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session, select

from corpus.errors import (
    DraftGone,
    EditionUnknown,
    IndicatorUnknown,
    NothingToReview,
    ProposalUnknown,
    ValueAmbiguous,
    ValuePublished,
    ValueReviewed,
    ValueUnknown,
)
from corpus.years import era_label
from kpi_store import audit, comparing, documents, publications, rulings
from kpi_store.columns import now
from kpi_store.drafted import HeldValue, drafted_values
from kpi_store.editions import edition_order, plain_edition
from kpi_store.engine import Database
from kpi_store.identity import key, near
from kpi_store.tables import Listing, Verdict
from kpi_store.views import Decision, Judgement, Proposal, ReviewValue, ValueRole


@dataclass(frozen=True, slots=True)
class Selection:
    """Which values of the drafts are meant; what is None says nothing.

    Attributes:
        indicator: Its name, in any spelling.
        year: Gregorian year in which the period starts.
        page: 1-based, where one year's value was read on several.
    """

    edition: str | None = None
    indicator: str | None = None
    year: int | None = None
    role: ValueRole | None = None
    page: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether certain values are meant, rather than all that wait for a person."""
        return self.year is not None or self.role is not None or self.page is not None


class Reviews:
    """The reviewer's desk of a store; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self, edition: str | None = None, indicator: str | None = None) -> tuple[ReviewValue, ...]:
        """All values of drafts, the certain ones too: by edition, document and place in it.

        Raises:
            EditionUnknown: If nothing of that edition is drafted or published; ``IndicatorUnknown`` likewise.
            ValuePublished: If the indicator is only among what is published.
        """
        with self._database.reading() as session:
            held = _of(session, Selection(edition, indicator))
            return tuple(one.value for one in held)

    def pending(self, edition: str | None = None) -> tuple[ReviewValue, ...]:
        """Values of drafts that wait for a person. Raises as ``values``."""
        return tuple(value for value in self.values(edition) if value.pending)

    def accept(self, selection: Selection, by: str, reason: str = "") -> tuple[ReviewValue, ...]:
        """Let values be published as they were read: those that wait for a person, or the very ones selected.

        Args:
            selection: Which.
            by: Who decides; shown as ``reviewed_by``.
            reason: In their words, or empty.

        Returns:
            The values, with their verdicts.

        Raises:
            ReviewError: If there is no such value, or it was decided or published already; nothing changes then.
            EditionUnknown: If nothing of the edition is drafted or published; ``IndicatorUnknown`` likewise.
        """
        return self._decide(selection, "accept", by, reason)

    def edit(self, selection: Selection, value: Decimal, by: str, reason: str) -> tuple[ReviewValue, ...]:
        """Put another value in the place of the one that was read, which stays recorded beside it.

        Raises:
            ValueAmbiguous: If values of several documents, or that were read differently, are selected; the rest as
                ``accept``.
        """
        return self._decide(selection, "edit", by, reason, value)

    def reject(self, selection: Selection, by: str, reason: str) -> tuple[ReviewValue, ...]:
        """Keep values from ever being published. Raises as ``accept``."""
        return self._decide(selection, "reject", by, reason)

    def judge(self, judgements: Sequence[Judgement], by: str, reason: str = "") -> tuple[ReviewValue, ...]:
        """Decide about several values at once: all of it, or nothing.

        Args:
            judgements: What is said of each.
            by: Who decides; shown as ``reviewed_by``.
            reason: In their words, or empty.

        Returns:
            The values, with their verdicts.

        Raises:
            DraftGone: If one of them is in no draft (any more).
            ValueReviewed: If somebody decided about one of them already; ``ValuePublished`` if it was published.
        """
        with self._database.writing() as session:
            held = {one.value.key: one for one in drafted_values(session)}
            for judgement in judgements:
                if judgement.key not in held:
                    raise DraftGone()
                _refuse_settled(Selection(), held[judgement.key].value)
            at = now()
            for judgement in judgements:
                one = held[judgement.key]
                facts: dict[str, Any] = {"at": at, "by": by, "decision": judgement.decision, "reason": reason}
                facts["value"] = judgement.value
                session.add(Verdict(observation_id=one.observation, milestone_id=one.milestone, **facts))
                told = str(judgement.value) if judgement.value is not None else None
                read = [_facts(one.value)]
                recorded = {"decision": judgement.decision, "value": told, "reason": reason, "read": read}
                audit.record(session, "review", one.value.indicator, by, **recorded)
            session.flush()
            keys = {judgement.key for judgement in judgements}
            return tuple(o.value for o in drafted_values(session) if o.value.key in keys)

    def accept_certain(self, edition: str, by: str) -> int:
        """Record that a person stands by all values that the reader is certain of; how many there were.

        Raises:
            EditionUnknown: If nothing of the edition is drafted or published.
        """
        with self._database.writing() as session:
            found = [o for o in _of(session, Selection(edition)) if not o.value.doubtful]
            open_ = [one for one in found if one.value.verdict is None and not one.value.frozen]
            facts: dict[str, Any] = {"at": now(), "by": by, "decision": "accept"}
            session.add_all(Verdict(observation_id=o.observation, milestone_id=o.milestone, **facts) for o in open_)
            if open_:
                audit.record(session, "review", edition, by, decision="accept", certain=len(open_))
            return len(open_)

    def proposals(self, edition: str | None = None) -> tuple[Proposal, ...]:
        """Who likely continues whom in drafts and in published editions; decided ones no longer."""
        with self._database.reading() as session:
            return _proposals(session, edition)

    def rule(self, proposal: str, decision: Decision, by: str, reason: str = "") -> Proposal:
        """Accept or reject a proposal by its key.

        An accepted rename makes both one indicator: at once where both are published, else when they are. An
        accepted merge or split is told with their histories. A rejected one is not proposed again.

        Raises:
            ProposalUnknown: If no such proposal is open.
        """
        with self._database.writing() as session:
            open_ = {one.key: one for one in _proposals(session, None)}
            if proposal not in open_:
                raise ProposalUnknown(key=proposal, known=tuple(open_))
            rulings.put(session, open_[proposal], decision, reason, by)
            return open_[proposal]

    def _decide(
        self, selection: Selection, decision: Decision, by: str, reason: str, value: Decimal | None = None
    ) -> tuple[ReviewValue, ...]:
        with self._database.writing() as session:
            chosen = _chosen(selection, _of(session, selection))
            if decision == "edit" and len({(one.value.document.id, one.value.read) for one in chosen}) > 1:
                places = dict.fromkeys(f"{one.value.document.edition} p.{one.value.page}" for one in chosen)
                raise ValueAmbiguous(**_told(selection), pages=tuple(places))
            facts: dict[str, Any] = {"at": now(), "by": by, "decision": decision, "value": value, "reason": reason}
            session.add_all(Verdict(observation_id=o.observation, milestone_id=o.milestone, **facts) for o in chosen)
            session.flush()
            recorded = [_facts(one.value) for one in chosen]
            told = str(value) if value is not None else None
            subject = selection.indicator or selection.edition or ""
            audit.record(session, "review", subject, by, decision=decision, value=told, reason=reason, read=recorded)
            ids = {(one.observation, one.milestone) for one in chosen}
            return tuple(o.value for o in drafted_values(session) if (o.observation, o.milestone) in ids)


def _chosen(selection: Selection, found: Sequence[HeldValue]) -> list[HeldValue]:
    """Those of the values found that can be decided about.

    Raises:
        ReviewError: If there is none.
    """
    narrow = selection.narrow
    meant = [one for one in found if narrow or one.value.pending]
    if not meant:
        raise NothingToReview(edition=selection.edition, indicator=selection.indicator)
    open_ = [one for one in meant if one.value.verdict is None and not one.value.frozen]
    if not open_:
        _refuse_settled(selection, meant[0].value)
    return open_


def _refuse_settled(selection: Selection, value: ReviewValue) -> None:
    """Refuse what was decided, or published, already.

    Raises:
        ReviewError: If it was.
    """
    if value.verdict is not None:
        raise ValueReviewed(**_told(selection, value), by=value.verdict.by)
    if value.frozen:
        raise ValuePublished(indicator=value.indicator, edition=value.document.edition)


def _of(session: Session, selection: Selection) -> list[HeldValue]:
    """The drafts' values that a selection leaves.

    Raises:
        EditionUnknown: If nothing of its edition is drafted or published; ``IndicatorUnknown`` likewise.
        ValueUnknown: If certain values are meant and none is there; ``ValuePublished`` if only outside the drafts.
    """
    held = list(drafted_values(session))
    if selection.edition is not None:
        label = plain_edition(selection.edition)
        if label not in (known := publications.known_editions(session)):
            raise EditionUnknown(edition=selection.edition, known=known)
        held = [one for one in held if one.value.document.edition == label]
    if selection.indicator is not None:
        held = _named(session, selection.indicator, held)
    found = [one for one in held if _fits(selection, one.value)]
    if selection.narrow and not found:
        raise ValueUnknown(**_told(selection), known=tuple(dict.fromkeys(one.value.label for one in held)))
    return found


def _named(session: Session, name: str, held: Sequence[HeldValue]) -> list[HeldValue]:
    found = [one for one in held if key(name) in {key(spelling) for spelling in one.value.names}]
    if found:
        return found
    in_force = documents.views(session, documents.published_ids(session))
    for document in in_force:
        listed = session.exec(select(Listing).where(Listing.document_id == document.id))
        if any(key(name) in {key(spelling) for spelling in (row.name, *row.aliases)} for row in listed):
            raise ValuePublished(indicator=name, edition=document.edition)
    raise IndicatorUnknown(name=name, near=near(name, {one.value.indicator: one.value.names for one in held}))


def _fits(selection: Selection, value: ReviewValue) -> bool:
    return (
        selection.year in (None, value.year)
        and selection.role in (None, value.role)
        and selection.page in (None, value.page)
    )


def _told(selection: Selection, value: ReviewValue | None = None) -> dict[str, object]:
    """Indicator and year as an error tells them."""
    name = selection.indicator or (value.indicator if value else None)
    if selection.year is not None:
        return {"indicator": name, "year": era_label(selection.year)}
    return {"indicator": name, "year": value.label if value else selection.role}


def _facts(value: ReviewValue) -> dict[str, object]:
    return {
        "document": value.document.id,
        "indicator": value.indicator,
        "role": value.role,
        "year": value.year,
        "read": str(value.read),
    }


def _proposals(session: Session, edition: str | None) -> tuple[Proposal, ...]:
    found = documents.all_documents(session)
    label = plain_edition(edition) if edition is not None else None
    editions = {d.edition for d in found if d.state == "draft" and d.edition and label in (None, d.edition)}
    drafted = [p for one in sorted(editions, key=edition_order) for p in comparing.compare(session, one).proposed]
    settled = [p for p in comparing.settled_proposals(session) if label in (None, p.edition)]
    return tuple({proposal.key: proposal for proposal in [*drafted, *settled]}.values())
