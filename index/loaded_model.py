"""A sentence-transformers model in memory, and how it gets there."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.cleaning import cleaned
from index.default_model import onnx_file
from index.encoded import Encoded, States, Vectors
from index.hub import from_hub, quieten
from index.progress import Progress, silent

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

T = TypeVar("T")

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


class LoadedModel:
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
        """Vectors of texts, one row each.

        Args:
            encoder: Of the model: ``encode_query`` or ``encode_document``.
            texts: Of any length and content.
            progress: Hears of ``embed``.
        """

        def encoded(group: list[str]) -> list[Vectors]:
            vectors = encoder(group, batch_size=self._batch, show_progress_bar=False, normalize_embeddings=True)
            return list(np.asarray(vectors, np.float32))

        found = list(self._each(encoded, texts, progress))
        return np.stack(found) if found else np.zeros((0, self.dimensions), np.float32)

    def read(self, encoder: Callable[..., Any], texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        """Vectors and token states of texts; arguments as of ``encode``."""
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


def load_default(directory: Path) -> LoadedModel:
    """The int8 form, one thread a text: as quick for one query as two threads, twice as quick for many passages.

    Texts go through it one by one, since its activations are scaled over a whole batch: a text's vector would
    depend on its neighbours.
    """
    from onnxruntime import SessionOptions  # type: ignore[import-untyped]

    file = onnx_file(directory)
    if file is None:
        return load_any(str(directory))
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
    return LoadedModel(model, batch=1, workers=_cores())


def load_any(name: str) -> LoadedModel:
    """A model of the hub, or of a folder, with the prompts of its family where its files configure none."""

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
    return LoadedModel(model, batch=8, workers=1)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
