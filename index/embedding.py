"""Embedding models: text in, unit vectors out, and the states of its tokens where asked for.

Nothing heavy is imported and no model is loaded before the first text is encoded: a question that needs no
embedding, and every ``--help``, stays quick. One loaded model serves all threads of the process, and all who name it.
"""

import gc
import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol
from weakref import WeakValueDictionary

from corpus.errors import ModelUnavailable
from index.default_model import default_model_name, ensure_default_model
from index.encoded import Encoded, Vectors
from index.hub import detail_of
from index.loaded_model import LoadedModel, load_any, load_default
from index.progress import Progress, silent


class Embedder(Protocol):
    """What the rest of ``index`` needs of an embedding model."""

    @property
    def name(self) -> str:
        """Identity of the model, its weights and their form; vectors of different names are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    @property
    def has_states(self) -> bool:
        """Whether ``read_query`` and ``read_passages`` may be called."""
        ...

    def read_query(self, text: str) -> Encoded:
        """Vector and token states of what is asked."""
        ...

    def read_passages(self, texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        """Vectors and token states of what is searched; ``progress`` hears of ``embed``."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is asked, shape ``(len(texts), dimensions)``."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Vectors of what is searched, shape ``(len(texts), dimensions)``; ``progress`` hears of ``embed``."""
        ...


_LOADING = threading.Lock()
_IN_MEMORY: WeakValueDictionary[tuple[str, str], LoadedModel] = WeakValueDictionary()
"""By name and place, for as long as anybody uses them: a model takes a gigabyte and a second to load."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model: the packaged default, or any other by hub name or path.

    Args:
        model: ``EMBEDDING_MODEL``; empty for the default.
        home: ``SOSEI_HOME``; the default model is built under it the first time it is needed.
        progress: Told of that build.
    """

    def __init__(self, model: str, home: Path, progress: Progress = silent) -> None:
        self._model_name = model
        self._home = home
        self._progress = progress
        self._loaded: LoadedModel | None = None

    @cached_property
    def name(self) -> str:
        """Of the default: with its int8 form; of a directory: with a fingerprint of its files; else as configured."""
        if not self._model_name:
            return default_model_name()
        directory = Path(self._model_name)
        return f"{directory.name}@{_fingerprint(directory)}" if directory.is_dir() else self._model_name

    @property
    def dimensions(self) -> int:
        """Length of a vector; loads the model.

        Raises:
            ModelUnavailable: If it cannot be loaded.
        """
        return self._ready().dimensions

    @property
    def has_states(self) -> bool:
        """Whether the model gives token states as long as its vectors; loads any but the default, which does.

        Raises:
            ModelUnavailable: If it cannot be loaded.
        """
        return not self._model_name or self._ready().has_states

    def read_query(self, text: str) -> Encoded:
        """Vector and token states of a question, in one go.

        Raises:
            ModelUnavailable: If the model cannot be loaded.
        """
        loaded = self._ready()
        return loaded.read(loaded.model.encode_query, [text])[0]

    def read_passages(self, texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        """Vectors and token states of passages; the vectors are those of ``encode_passages``, to a rounding.

        Raises:
            ModelUnavailable: If the model cannot be loaded.
        """
        loaded = self._ready()
        return loaded.read(loaded.model.encode_document, texts, progress)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, whatever characters are in them.

        Raises:
            ModelUnavailable: If the model cannot be loaded.
        """
        loaded = self._ready()
        return loaded.encode(loaded.model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Vectors of passages; those of the default model do not depend on what else is encoded with them.

        Raises:
            ModelUnavailable: If the model cannot be loaded.
        """
        loaded = self._ready()
        return loaded.encode(loaded.model.encode_document, texts, progress)

    def _ready(self) -> LoadedModel:
        if self._loaded is None:
            with _LOADING, self._told():
                self._loaded = self._shared()
        return self._loaded

    def _shared(self) -> LoadedModel:
        """The model as it is in memory already, for whomever; else from its files."""
        directory = ensure_default_model(self._home, self._progress) if not self._model_name else Path(self._model_name)
        key = self.name, str(directory.resolve())
        if (loaded := _IN_MEMORY.get(key)) is None:
            with _collecting_nothing():
                loaded = load_any(self._model_name) if self._model_name else load_default(directory)
            _IN_MEMORY[key] = loaded
        return loaded

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (ModelUnavailable, MemoryError):
            raise
        except Exception as error:  # a model's files can be wrong in any way, and each library says so in its own
            raise ModelUnavailable(model=self.name, detail=detail_of(error)) from error


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Loading makes a million objects that all stay: looking them through for garbage takes a fifth of its time.

    They are not frozen: a model that is given up must be collected, and holds a gigabyte.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fingerprint(directory: Path) -> str:
    """Over the names, sizes and ends of all files: reading gigabytes of weights to name them would be too slow."""
    digest = hashlib.sha256()
    for file in sorted(f for f in directory.rglob("*") if f.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(directory)}\0{size}\0".encode("utf-8", "surrogateescape"))
        with file.open("rb") as content:
            digest.update(content.read(1 << 16))
            content.seek(max(0, size - (1 << 16)))
            digest.update(content.read())
    return digest.hexdigest()[:12]
