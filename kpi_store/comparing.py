"""From the store to a difference: the drafts of an edition, who they would be, and what is published."""

from sqlmodel import Session

from kpi_store import difference, documents, identity, publications, rows, rulings
from kpi_store.editions import edition_order
from kpi_store.proposals import proposals
from kpi_store.views import Difference, Proposal


def compare(session: Session, edition: str) -> Difference:
    """What publishing the drafts of an edition (its plain label) would change."""
    drafts = documents.drafts(session, edition)
    sample = any(document.sample for document in drafts)
    in_force = documents.views(session, documents.published_ids(session))
    published = rows.entries(session, [document for document in in_force if document.sample == sample])
    known = publications.ever_published(session, sample)
    listed = rows.entries(session, drafts)
    matches = [
        *(identity.Match(entry) for entry in listed if entry.indicator is not None),
        *identity.resolve([e for e in listed if e.indicator is None], known, rulings.confirmed(session)),
    ]
    elsewhere = {
        entry.indicator
        for entry in published
        if entry.indicator is not None
        and entry.document.edition == edition
        and not any(documents.replaces(draft, entry.document) for draft in drafts)
    }
    listed_ids = elsewhere | {match.indicator for match in matches}
    new = [match.entry for match in matches if match.indicator < 0]
    proposed = proposals(edition, new, known, listed_ids, rulings.ruled(session)) if drafts else ()
    return difference.difference(edition, drafts, matches, published, proposed)


def settled_proposals(session: Session) -> list[Proposal]:
    """What can still be asked about published editions: their indicators were new, and may not have been."""
    in_force = documents.views(session, documents.published_ids(session))
    known = publications.ever_published(session, any(document.sample for document in in_force))
    ruled = rulings.ruled(session)
    made: list[Proposal] = []
    for edition in dict.fromkeys(document.edition for document in in_force if document.edition):
        own = rows.entries(session, [document for document in in_force if document.edition == edition])
        before = [e for e in known if edition_order(e.document.edition) < edition_order(edition)]
        others = {entry.indicator for entry in before}
        new = [entry for entry in own if entry.indicator not in others]
        listed = {entry.indicator for entry in own if entry.indicator is not None}
        made += proposals(edition, new, before, listed, ruled)
    return made
