"""Character maps of PDF fonts: embedded CMap streams, and Adobe's predefined ones.

The predefined tables (90ms-RKSJ-H, UniJIS-UTF16-H, Adobe-Japan1 to Unicode, ...) come with pdfminer.six.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from corpus.pdf.characters import meant

MOST_ENTRIES = 100_000
"""Entries of one embedded map; more is not a font but an attack."""

MOST_BYTES = 4_000_000
"""Bytes of one embedded map: some forty for each entry."""

_BEGIN = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(-?\d+)|/([^\s<>\[\]/()]+)")


@dataclass(slots=True)
class CMap:
    """Codes to CIDs and to Unicode.

    Attributes:
        lengths: Bytes that a code may have, shortest first.
        cid: From (code, length in bytes) to CID.
        text: From (code, length in bytes) to Unicode.
        vertical: Whether the text runs downwards.
    """

    lengths: tuple[int, ...] = (2,)
    cid: dict[tuple[int, int], int] = field(default_factory=dict)
    text: dict[tuple[int, int], str] = field(default_factory=dict)
    vertical: bool = False
    identity: bool = False

    def split(self, raw: bytes) -> Iterator[tuple[int, int, int]]:
        """Cut a string into codes: (code, its length in bytes, CID). A byte that fits no code becomes CID 0."""
        at = 0
        if self.identity:
            for at in range(0, len(raw) - 1, 2):
                code = raw[at] << 8 | raw[at + 1]
                yield code, 2, code
            return
        while at < len(raw):
            for length in self.lengths:
                code = int.from_bytes(raw[at : at + length], "big")
                if (code, length) in self.cid and at + length <= len(raw):
                    yield code, length, self.cid[code, length]
                    break
            else:
                length = max(self.lengths[0], 1)
                yield int.from_bytes(raw[at : at + length], "big"), length, 0
            at += length


def parse_cmap(source: bytes) -> CMap:
    """Read a CMap stream (ISO 32000-1, 9.7.5.4 and 9.10.3), either of Unicode or of CIDs.

    Raises:
        ValueError: If it holds more than ``MOST_ENTRIES`` entries or ``MOST_BYTES`` bytes.
    """
    if len(source) > MOST_BYTES:
        raise ValueError("character map too large")
    cmap = CMap(lengths=(), vertical=bool(re.search(rb"/WMode\s+1", source)))
    lengths: set[int] = set()
    for kind, block in _blocks(source):
        items = list(_items(block))
        if kind == b"codespacerange":
            lengths.update(len(i) for i in items if isinstance(i, bytes) and i)
        elif kind in (b"bfchar", b"cidchar"):
            for code, target in zip(items[::2], items[1::2], strict=False):
                _map_range(cmap, code, code, target)
        else:
            for low, high, target in zip(items[::3], items[1::3], items[2::3], strict=False):
                _map_range(cmap, low, high, target)
    cmap.lengths = tuple(sorted(lengths | {length for _, length in cmap.cid})) or (2,)
    return cmap


def _blocks(source: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each ``begin… end…`` with its kind; what has no end is damage, and so is all after it."""
    at = 0
    while begin := _BEGIN.search(source, at):
        at = source.find(b"end" + begin[1], begin.end())
        if at < 0:
            return
        yield begin[1], source[begin.end() : at]


Item = bytes | int | list[bytes]


def _items(block: bytes) -> Iterator[Item]:
    inside: list[bytes] | None = None
    for token in _TOKEN.finditer(block):
        if token[2]:
            inside = []
        elif token[3] and inside is not None:
            yield inside
            inside = None
        elif token[4]:
            yield int(token[4])
        elif token[1] is not None:
            digits = re.sub(rb"\s", b"", token[1])
            value = bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode())
            if inside is None:
                yield value
            else:
                inside.append(value)


def _map_range(cmap: CMap, low: Item, high: Item, target: Item) -> None:
    if not isinstance(low, bytes) or not isinstance(high, bytes):
        return
    first, last, length = int.from_bytes(low, "big"), int.from_bytes(high, "big"), len(low)
    last = min(last, first + 0xFFFF)
    if len(cmap.cid) + len(cmap.text) + last - first >= MOST_ENTRIES:
        raise ValueError("character map too large")
    for offset, code in enumerate(range(first, last + 1)):
        if isinstance(target, int):
            cmap.cid[code, length] = target + offset
        elif isinstance(target, list):
            if offset < len(target):
                cmap.text[code, length] = _utf16(target[offset])
        else:
            cmap.text[code, length] = _utf16(_plus(target, offset))


def _plus(target: bytes, offset: int) -> bytes:
    if not offset or not target:
        return target
    # Only the last byte counts up (ISO 32000-1, 9.10.3), but producers let it carry; so do all viewers.
    return (int.from_bytes(target, "big") + offset).to_bytes(len(target) + 1, "big")[-len(target) :]


def _utf16(raw: bytes) -> str:
    return raw.decode("utf-16-be" if len(raw) > 1 else "latin-1", "replace")


@lru_cache(maxsize=32)
def predefined(name: str) -> CMap | None:
    """Adobe's CMap of that name (``90ms-RKSJ-H``), or None if there is none."""
    if name.startswith("Identity"):
        return CMap(vertical=name.endswith("V"), identity=True)
    from pdfminer.cmapdb import CMapDB

    try:
        tables: Any = CMapDB.get_cmap(name)
        flat = dict(_flatten(tables.code2cid))
        # A vertical map holds only what differs from its horizontal twin.
        if name.endswith("-V"):
            flat = {**dict(_flatten(_horizontal(name))), **flat}
    except CMapDB.CMapNotFound:
        return None
    lengths = tuple(sorted({length for _, length in flat}))
    return CMap(lengths=lengths, cid=flat, vertical=bool(tables.is_vertical()))


def _horizontal(name: str) -> dict[int, Any]:
    from pdfminer.cmapdb import CMapDB

    twin: Any = CMapDB.get_cmap(name[:-1] + "H")
    codes: dict[int, Any] = twin.code2cid
    return codes


def _flatten(tree: dict[int, Any], code: int = 0, length: int = 0) -> Iterator[tuple[tuple[int, int], int]]:
    for byte, below in tree.items():
        if isinstance(below, dict):
            yield from _flatten(below, code << 8 | byte, length + 1)
        else:
            yield (code << 8 | byte, length + 1), below


@lru_cache(maxsize=8)
def unicode_of_cids(collection: str) -> dict[int, str]:
    """Unicode of the CIDs of a character collection (``Adobe-Japan1``); empty if the collection is not known."""
    from pdfminer.cmapdb import CMapDB

    try:
        known = CMapDB.get_unicode_map(collection).cid2unichr
        return {cid: meant(text) for cid, text in known.items()}
    except CMapDB.CMapNotFound:
        return {}
