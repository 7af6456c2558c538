"""An embedder without a model: for tests of what lies around embeddings, not of them."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from index.encoded import Encoded, Vectors
from index.progress import Progress, silent


class BigramEmbedder:
    """Vectors of hashed character bigrams: texts with the same letters are near each other.

    Args:
        name: Stands for the model's identity.
        has_states: Whether it gives token states too: one a character pair.
    """

    dimensions = 64

    def __init__(self, name: str = "bigrams", has_states: bool = False) -> None:
        self.name = name
        self.has_states = has_states
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; each text is noted in ``encoded``."""
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Vectors of passages, like those of questions."""
        progress("embed", len(texts), len(texts))
        return self.encode_queries(texts)

    def read_query(self, text: str) -> Encoded:
        """Vector and states of a question."""
        return self.read_passages([text])[0]

    def read_passages(self, texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        """Vectors and states of passages."""
        vectors = self.encode_passages(texts, progress)
        return [Encoded(vector, self._states(text)) for vector, text in zip(vectors, texts, strict=True)]

    def _states(self, text: str) -> Vectors:
        states = [self._vector("".join(pair)) for pair in pairwise(text)]
        return np.stack(states) if states else np.zeros((0, self.dimensions), np.float32)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 0.01, np.float32)
        for pair in pairwise(text):
            key = hashlib.md5("".join(pair).encode("utf-8", "surrogatepass")).digest()
            vector[key[0] % self.dimensions] += 1
        return vector / np.linalg.norm(vector)
