"""A cross-encoder that reads question and passage together and orders the first hits anew; none unless one is set.

It takes some tenths of a second a question on a processor, and is only as good as its model: what comes with the
installation orders well without. One loaded model serves all threads, one question at a time.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from corpus.errors import ModelUnavailable, RerankModelUnavailable
from index.cleaning import cleaned
from index.hub import detail_of, from_hub
from index.vectors import Scores

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LONGEST_TOKENS = 512
_LONGEST_QUERY, _LONGEST_PASSAGE = 1_000, 4 * LONGEST_TOKENS
"""Characters, cut before tokenising."""

_BATCH = 8


class Reranker(Protocol):
    """What orders hits anew."""

    def scores(self, query: str, passages: Sequence[str]) -> Scores:
        """How well each passage answers the query; the scale is the model's own.

        Raises:
            RerankModelUnavailable: If the model cannot be loaded, or fails.
        """
        ...


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, loaded by the first question.

    Args:
        model: Path of a directory, or name at the hub.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._turn = threading.Lock()
        self._model: CrossEncoder | None = None

    def scores(self, query: str, passages: Sequence[str]) -> Scores:
        """See ``Reranker.scores``."""
        asked = cleaned(query, _LONGEST_QUERY)
        pairs: Any = [(asked, cleaned(passage, _LONGEST_PASSAGE)) for passage in passages]
        with self._turn:  # threads that share a tokenizer change each other's truncation
            try:
                self._model = self._model or from_hub(self.name, self._load)
                scores = np.asarray(self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False), np.float32)
            except MemoryError:
                raise
            except ModelUnavailable as error:
                raise RerankModelUnavailable(model=self.name, detail=error.facts["detail"]) from error
            except Exception as error:  # a model's files can be wrong in any way, and each library says so in its own
                raise RerankModelUnavailable(model=self.name, detail=detail_of(error)) from error
        if scores.shape != (len(pairs),) or not np.isfinite(scores).all():
            raise RerankModelUnavailable(model=self.name, detail="it does not give one score a passage")
        return scores

    def _load(self, local: bool) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder

        model: CrossEncoder = CrossEncoder(self.name, device="cpu", local_files_only=local)
        model.max_seq_length = min(model.max_seq_length or LONGEST_TOKENS, LONGEST_TOKENS)
        return model
