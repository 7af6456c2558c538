"""The files that were read are kept, byte for byte, and only those."""

import hashlib
from dataclasses import replace

from readings import indicator, reading

from kpi_store.store import KpiStore

CONTENT = bytes(range(256)) * 4


def test_a_file_comes_back_byte_for_byte(store: KpiStore) -> None:
    """Any bytes are kept, once, however often they are given."""
    read = replace(reading(indicator()), sha256=hashlib.sha256(CONTENT).hexdigest())
    document, _ = store.draft(read, "R5", (), "a.pdf")
    assert store.originals.content(document.sha256) is None
    store.originals.keep(document, CONTENT)
    store.originals.keep(document, CONTENT)
    assert store.originals.content(document.sha256) == CONTENT


def test_bytes_of_another_file_are_not_kept(store: KpiStore) -> None:
    """A file that was overwritten between reading and keeping is not taken for the one that was read."""
    document, _ = store.draft(reading(indicator()), "R5", (), "a.pdf")
    store.originals.keep(document, CONTENT)
    assert store.originals.content(document.sha256) is None
    assert store.originals.content(hashlib.sha256(CONTENT).hexdigest()) is None


def test_an_upload_is_dropped_unless_a_document_was_read_from_it(store: KpiStore) -> None:
    """A job that is over leaves no file behind, and takes none from a document."""
    read = replace(reading(indicator()), sha256=hashlib.sha256(CONTENT).hexdigest())
    store.draft(read, "R5", (), "a.pdf")
    kept, unread = store.originals.keep_upload(CONTENT), store.originals.keep_upload(b"never read")
    store.originals.drop_uploads([kept, unread])
    assert store.originals.content(kept) == CONTENT
    assert store.originals.content(unread) is None


def test_a_draft_keeps_its_file(store: KpiStore) -> None:
    """Dropping leaves what a draft was read from, and does not mind what is not there."""
    read = replace(reading(indicator()), sha256=hashlib.sha256(CONTENT).hexdigest())
    document, _ = store.draft(read, "R5", (), "a.pdf")
    store.originals.keep(document, CONTENT)
    store.originals.drop([document.sha256, "unknown"])
    assert store.originals.content(document.sha256) == CONTENT
