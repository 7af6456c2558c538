"""The sample: a made-up city's documents, loaded to try sosei out, never beside a real city's."""

from bot.publishing.desk import Desk
from bot.publishing.ingest import Ingested, ingest
from corpus.errors import SampleBesideReal
from corpus.sample import sample_files


def load_sample(desk: Desk) -> list[Ingested]:
    """Draft and publish the sample documents; the second time nothing changes.

    Raises:
        SampleBesideReal: If a real city's documents or figures are here; figures imported beside the sample may be.
    """
    held = [document for document in desk.store.documents() if document.state != "retired"]
    if any(not document.sample and (document.kind != "import" or not any(d.sample for d in held)) for document in held):
        raise SampleBesideReal(home=str(desk.home))
    return ingest(desk, sample_files(), to_publish=True)
