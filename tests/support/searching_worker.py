"""A worker that searches what is published in a database, again and again, until its standard input closes.

Called as ``python searching_worker.py URL HOME``. Writes ``ready`` after the first search; in the end how many
searches there were, how many found nothing, and the editions that the last one found, as JSON.
"""

import json
import sys
import threading
from pathlib import Path

from bigram_embedder import BigramEmbedder

from bot.finding import Finder
from corpus.errors import IndexError_
from index.pgvector.shelf import ServerShelf
from kpi_store.store import KpiStore


def main(url: str, home: Path) -> None:
    """Search until told to stop."""
    ended, troubles = threading.Event(), list[IndexError_]()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    with KpiStore.open(url, create=False) as store:
        assert store.server is not None
        shelf = ServerShelf(store.server, home)
        finder = Finder(store, lambda: shelf, BigramEmbedder(), BigramEmbedder, troubles.append)
        searches = empty = 0
        last = False
        while not last:
            last = ended.is_set()  # one more search after the end was told
            found = finder.find("保育士の確保", 50).hits
            searches, empty = searches + 1, empty + (not found)
            if searches == 1:
                sys.stdout.write("ready\n")
                sys.stdout.flush()
    editions = sorted({hit.passage.edition for hit in found})
    sys.stdout.write(json.dumps([searches, empty, [error.code for error in troubles], editions]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
