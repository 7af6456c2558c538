"""From the store to a difference: the drafts of an edition, who they would be, and what is published."""

from sqlmodel import Session

from kpi_store import difference, documents, identity, publications, rows, rulings
from kpi_store.proposals import proposals
from kpi_store.views import Difference


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
    proposed = proposals(edition, matches, known, elsewhere, rulings.ruled(session)) if drafts else ()
    return difference.difference(edition, drafts, matches, published, proposed)
