"""Search of what is published now, as well as the index allows at the moment.

An index that is gone, damaged or of another model ends no search: until it is made anew, what answers are the words
of the passages, or the model it was made with where that comes with the installation. Who can have it mended is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from corpus.errors import (
    IndexCorrupt,
    IndexError_,
    IndexMissing,
    IndexOfAnotherModel,
    ModelUnavailable,
    RerankModelUnavailable,
)
from index.reranking import Reranker
from index.search import Filter, Findings, Mode, Searcher
from index.snapshot import Shelf, Snapshot, by_word_alone
from kpi_store.store import KpiStore
from kpi_store.views import PublicationView

if TYPE_CHECKING:
    from index.embedding import Embedder

_ANY = Filter()

_TRY_MODEL_AGAIN_SECONDS = 300
"""Loading a model that is not there may take long to fail."""

_TELL_AGAIN_SECONDS = 600


@dataclass(frozen=True, slots=True)
class _Held:
    """A searcher, of which publication, what is wrong with it, and since when."""

    searcher: Searcher
    publication: int
    trouble: IndexError_ | None
    since: float


class Finder:
    """Finds passages of the newest publication; may be shared by threads.

    Args:
        store: Asked anew for each search, so that a new publication is searched at once.
        shelf: Where its index is.
        embedder: The configured model; loaded by the first search that needs it.
        packaged: Makes the model that comes with the installation.
        on_trouble: Told what keeps index or model from serving, now and then for as long as it does.
        look_again: Seconds that words alone answer before it is looked whether the index was made anew.
        reranker: Orders the first hits anew, if one is configured; while it fails, hits are left as they are found.
    """

    def __init__(
        self,
        store: KpiStore,
        shelf: Callable[[], Shelf],
        embedder: "Embedder",
        packaged: "Callable[[], Embedder]",
        on_trouble: Callable[[IndexError_], None] = lambda _: None,
        look_again: float = 15,
        reranker: Reranker | None = None,
    ) -> None:
        self._store, self._shelf = store, shelf
        self._embedder, self._packaged, self._reranker = embedder, packaged, reranker
        self._on_trouble, self._look_again = on_trouble, look_again
        self._opening = Lock()
        self._held: _Held | None = None
        self._told: dict[tuple[int, str], float] = {}

    def find(self, query: str, many: int, mode: Mode = "hybrid", where: Filter = _ANY) -> Findings:
        """The best passages; nothing where what is published holds none. See ``Searcher.find``.

        Raises:
            StoreUnreachable: If the database does not answer.
        """
        for last in (False, False, True):  # both models may fail, one after the other
            searcher = self.serving()
            if searcher is None:
                return Findings(())
            try:
                return searcher.find(query, many, mode, where)
            except ModelUnavailable as error:
                self._worsen(searcher, self._over(searcher.snapshot, None), error)
            except RerankModelUnavailable as error:
                self._worsen(searcher, searcher.without_reranker(), error)
            except IndexMissing:  # another worker removed what was just superseded
                if last:
                    raise
                self._held = None
        return Findings(())

    def searcher(self) -> Searcher | None:
        """The searcher over the index as it should be; None where what is published holds no passage.

        Raises:
            IndexMissing: If the index is gone; ``IndexCorrupt`` or ``IndexOfAnotherModel`` likewise.
        """
        current = self._store.current()
        if current is None or current.snapshot is None:
            return None
        return self._over(self._opened(current), self._embedder)

    def serving(self) -> Searcher | None:
        """The searcher that answers now, the best there is; None where what is published holds no passage."""
        current = self._store.current()
        if current is None or current.snapshot is None:
            return None
        with self._opening:
            held = self._held
            if held is None or held.publication != current.id or self._may_be_mended(held):
                held = self._held = self._best(current)
            return held.searcher

    def _best(self, current: PublicationView) -> _Held:
        try:
            snapshot = self._opened(current)
        except (IndexMissing, IndexCorrupt) as error:
            newer = self._store.current()
            if newer is not None and newer.id != current.id and newer.snapshot is not None:
                return self._best(newer)  # it was superseded meanwhile, and its index removed
            self._tell(current.id, error)
            passages = self._store.passages(document.id for document in current.documents)
            return _Held(self._over(by_word_alone(passages), None), current.id, error, monotonic())
        try:
            return _Held(self._over(snapshot, self._embedder), current.id, None, monotonic())
        except IndexOfAnotherModel as error:
            self._tell(current.id, error)
            older = self._of_the_installation(snapshot.model)
            return _Held(self._over(snapshot, older), current.id, error, monotonic())

    def _opened(self, current: PublicationView) -> Snapshot:
        held = self._held
        if held is not None and held.searcher.snapshot.id == current.snapshot:
            return held.searcher.snapshot
        return self._shelf().open(current.snapshot or "")

    def _over(self, snapshot: Snapshot, embedder: "Embedder | None") -> Searcher:
        return Searcher(snapshot, embedder, lambda: self._store.published().synonyms, self._reranker)

    def _of_the_installation(self, model: str) -> "Embedder | None":
        """The model that comes with the installation, if it is the one of that name and can be loaded."""
        packaged = self._packaged()
        try:
            return packaged if packaged.name == model and packaged.dimensions else None
        except ModelUnavailable:
            return None

    def _may_be_mended(self, held: _Held) -> bool:
        if isinstance(held.trouble, IndexOfAnotherModel) or held.trouble is None:
            return False  # the one of the right model comes with a publication of its own
        of_model = isinstance(held.trouble, ModelUnavailable | RerankModelUnavailable)
        pause = _TRY_MODEL_AGAIN_SECONDS if of_model else self._look_again
        return monotonic() - held.since > pause

    def _worsen(self, searcher: Searcher, other: Searcher, error: IndexError_) -> None:
        """Go on with another searcher, since a model cannot be loaded."""
        with self._opening:
            held = self._held
            if held is not None and held.searcher is searcher:
                self._tell(held.publication, error)
                self._held = replace(held, searcher=other, trouble=error, since=monotonic())

    def _tell(self, publication: int, error: IndexError_) -> None:
        told = publication, error.code
        if monotonic() - self._told.get(told, -_TELL_AGAIN_SECONDS) >= _TELL_AGAIN_SECONDS:
            self._told[told] = monotonic()
            self._on_trouble(error)
