"""What a model makes of texts: a vector of each, and the states of its tokens."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, each of length 1."""

States = NDArray[np.float32]
"""One row a token of one text, each of length 1, without what all tokens have in common."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model reads it.

    Attributes:
        vector: Of the whole text, shape ``(dimensions,)``.
        states: Of its tokens, shape ``(tokens, dimensions)``; the prompt and special tokens are left out.
    """

    vector: Vectors
    states: States
