"""The one door to sentence-transformers: text in, unit vectors out, and the states of its tokens where asked for.

Nothing heavy is imported and no model is loaded before the first text is encoded: a question that needs no
embedding, and every ``--help``, stays quick. One loaded model serves all threads of the process, and all who name it.
"""

import gc
import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable
from index.cleaning import cleaned
from index.default_model import default_model_name, ensure_default_model, onnx_file
from index.hub import detail_of, from_hub, quieten
from index.progress import Progress, silent

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

T = TypeVar("T")

Vectors = NDArray[np.float32]
"""One row a text, each of length 1."""

States = NDArray[np.float32]
"""One row a token of one text, each of length 1, without what all tokens have in common."""

LONGEST_TOKENS = 512
"""Of any model: longer windows would let one pasted page hold up everybody else's question."""

LONGEST_CHARACTERS = 8 * LONGEST_TOKENS
"""Cut before tokenising, which would otherwise read all of a text of any length."""

_ORDINARY = (
    "市は、令和5年度に子育て世帯への支援を広げ、保育所の定員を120人増やした。",
    "The city widened its support for families and added 120 places in nursery schools.",
    "観光客の数は前の年を上回り、地元の商店や宿泊施設の売上も回復しつつある。",
    "それは誰が、いつ、どこで始めたものですか。",
    "農業では担い手が減り、新しく始める人への助成と農地の集約が課題となっている。",
    "What is it called, and where does it come from?",
)
"""The mean state of their tokens stands for what all tokens have in common: four fifths of each state's length."""

_GROUP = 16
_FAMILY_PROMPTS = (
    (re.compile(r"ruri-v3"), "検索クエリ: ", "検索文書: "),
    (re.compile(r"ruri"), "クエリ: ", "文章: "),
    (re.compile(r"\be5\b|glucose.*v2", re.IGNORECASE), "query: ", "passage: "),
)
"""Prompts of Japanese model families whose published files do not configure them."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model reads it.

    Attributes:
        vector: Of the whole text, shape ``(dimensions,)``.
        states: Of its tokens, shape ``(tokens, dimensions)``; the prompt and special tokens are left out.
    """

    vector: Vectors
    states: States


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
        self._loaded: _Loaded | None = None

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

    def _ready(self) -> "_Loaded":
        if self._loaded is None:
            with _LOADING, self._told():
                self._loaded = self._shared()
        return self._loaded

    def _shared(self) -> "_Loaded":
        """The model as it is in memory already, for whomever; else from its files."""
        directory = ensure_default_model(self._home, self._progress) if not self._model_name else Path(self._model_name)
        key = self.name, str(directory.resolve())
        if (loaded := _IN_MEMORY.get(key)) is None:
            with _collecting_nothing():
                loaded = _load_any(self._model_name) if self._model_name else _load_default(directory)
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


class _Loaded:
    """A model in memory.

    Args:
        model: The model.
        batch: Texts that go through it together.
        workers: Threads that encode at the same time.
    """

    def __init__(self, model: "SentenceTransformer", batch: int, workers: int) -> None:
        self.model = model
        self._batch, self._workers = batch, workers
        with suppress(AttributeError):  # a table of word vectors takes any length, in no time
            model.max_seq_length = min(model.max_seq_length or LONGEST_TOKENS, LONGEST_TOKENS)
        # Also settles the tokenizer's truncation and padding: threads that change them meanwhile would fail.
        self.dimensions = int(model.encode(["。", "。"], show_progress_bar=False).shape[1])
        tokenizer = getattr(model, "tokenizer", None)
        special = set(getattr(tokenizer, "all_special_ids", ())) - {getattr(tokenizer, "unk_token_id", None)}
        self._special = np.array(sorted(special), np.int64)

    @cached_property
    def has_states(self) -> bool:
        """Whether late interaction is possible: not with models without tokens in context, or cut to fewer dimensions.

        States are packed two numbers a byte, so their number must be even.
        """
        try:
            ((_, states),) = self._vectors_and_states(self.model.encode_document, ["市は保育所を増やした。"])
        except (KeyError, TypeError, AttributeError, IndexError):  # features without tokens lack one thing or another
            return False
        return states.ndim == 2 and len(states) > 1 and states.shape[1] == self.dimensions and not states.shape[1] % 2

    def encode(self, encoder: Callable[..., Any], texts: Sequence[str], progress: Progress = silent) -> Vectors:
        def encoded(group: list[str]) -> list[Vectors]:
            vectors = encoder(group, batch_size=self._batch, show_progress_bar=False, normalize_embeddings=True)
            return list(np.asarray(vectors, np.float32))

        found = list(self._each(encoded, texts, progress))
        return np.stack(found) if found else np.zeros((0, self.dimensions), np.float32)

    def read(self, encoder: Callable[..., Any], texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        centre = self._centre

        def encoded(group: list[str]) -> list[Encoded]:
            return [
                Encoded(vector, _unit(states - centre)) for vector, states in self._vectors_and_states(encoder, group)
            ]

        return list(self._each(encoded, texts, progress))

    @cached_property
    def _centre(self) -> Vectors:
        read = self._vectors_and_states(self.model.encode_document, _ORDINARY)
        return np.asarray(np.concatenate([states for _, states in read]).mean(axis=0), np.float32)

    def _vectors_and_states(
        self, encoder: Callable[..., Any], texts: Sequence[str]
    ) -> Iterator[tuple[Vectors, States]]:
        # One by one: of a larger batch, this library takes all features apart by text, also those that are one word.
        for features in encoder(list(texts), batch_size=1, show_progress_bar=False, output_value=None):
            # The text itself comes after the prompt, if there is one, and special tokens stand around both.
            there = np.flatnonzero(features["attention_mask"].cpu().numpy())[features.get("prompt_length") or 0 :]
            said = there[~np.isin(features["input_ids"].cpu().numpy()[there], self._special)]
            yield _unit(_numbers(features["sentence_embedding"])), _unit(_numbers(features["token_embeddings"])[said])

    def _each(self, encoded: Callable[[list[str]], list[T]], texts: Sequence[str], progress: Progress) -> Iterator[T]:
        """What ``encoded`` makes of each text, group by group."""
        safe = [cleaned(text, LONGEST_CHARACTERS) for text in texts]
        groups = [safe[i : i + _GROUP] for i in range(0, len(safe), _GROUP)]
        if len(groups) < 2 or self._workers < 2:
            yield from _told(map(encoded, groups), len(texts), progress)
            return
        with ThreadPoolExecutor(self._workers) as pool:
            yield from _told(pool.map(encoded, groups), len(texts), progress)


_LOADING = threading.Lock()
_IN_MEMORY: WeakValueDictionary[tuple[str, str], _Loaded] = WeakValueDictionary()
"""By name and place, for as long as anybody uses them: a model takes a gigabyte and a second to load."""


def _told(groups: Iterable[list[T]], total: int, progress: Progress) -> Iterator[T]:
    done = 0
    for group in groups:
        done += len(group)
        progress("embed", done, total)
        yield from group


def _numbers(tensor: Any) -> NDArray[np.float32]:
    """A tensor of any device and precision."""
    return np.asarray(tensor.float().cpu().numpy(), np.float32)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), np.float32)


def _load_default(directory: Path) -> _Loaded:
    """The int8 form, one thread a text: as quick for one query as two threads, twice as quick for many passages.

    Texts go through it one by one, since its activations are scaled over a whole batch: a text's vector would
    depend on its neighbours.
    """
    from onnxruntime import SessionOptions  # type: ignore[import-untyped]

    file = onnx_file(directory)
    if file is None:
        return _load_any(str(directory))
    options = SessionOptions()
    options.intra_op_num_threads = 1
    quieten()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(directory),
        device="cpu",
        backend="onnx",
        local_files_only=True,
        model_kwargs={"file_name": file, "provider": "CPUExecutionProvider", "session_options": options},
    )
    return _Loaded(model, batch=1, workers=_cores())


def _load_any(name: str) -> _Loaded:
    def load(local: bool) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        model: SentenceTransformer = SentenceTransformer(name, local_files_only=local)
        return model

    model = from_hub(name, load)
    if not any(model.prompts.values()):
        for family, query, passage in _FAMILY_PROMPTS:
            if family.search(Path(name).name):
                model.prompts.update({"query": query, "document": passage})
                break
    return _Loaded(model, batch=8, workers=1)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
