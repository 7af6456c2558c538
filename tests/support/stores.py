"""Steps that bring a store into the state a test is about."""

from corpus.passages import passages
from corpus.reading import Reading
from kpi_store.store import KpiStore
from kpi_store.views import DocumentView, PublicationView


def drafted(store: KpiStore, reading: Reading, edition: str = "R5", sample: bool = False) -> DocumentView:
    """Draft a document with the passages cut from it."""
    document, _ = store.draft(reading, edition, passages(reading, edition), reading.file, sample, by="tests")
    return document


def publish(store: KpiStore, edition: str | None = "R5", snapshot: str | None = None) -> PublicationView:
    """Publish an edition's drafts, values that need review too; the snapshot is named after the documents."""
    planned = store.plan_publication(edition, accept_unreviewed=True)
    name = snapshot or "-".join(str(document.id) for document in planned)
    return store.publish(edition, planned, name, accept_unreviewed=True, by="tests")


def published(store: KpiStore, *readings: Reading, edition: str = "R5") -> PublicationView:
    """Draft documents of an edition and publish them."""
    for reading in readings:
        drafted(store, reading, edition)
    return publish(store, edition)
