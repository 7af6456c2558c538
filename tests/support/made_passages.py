"""Passages for tests of the search index."""

import hashlib
from typing import Any

from corpus.passages import Passage

MUNICIPAL = (
    "待機児童の解消に向けて、保育所の受入枠を広げる。",
    "観光消費額は感染症の前の水準に戻りつつある。",
    "販売農家の出荷額を伸ばすため、スマート農業を進める。",
    "移住の相談窓口を東京に置き、UIJターンを支える。",
    "公共交通の利用者数は前年度より増えた。",
    "出生数は減っており、結婚を望む人への支援を続ける。",
    "企業立地件数は目標を上回った。",
)


def made_passage(text: str, **fields: Any) -> Passage:
    """A passage with everything filled in that the test does not care about."""
    given: dict[str, Any] = {
        "id": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20],
        "document": "総合戦略の検証",
        "sha256": "a" * 64,
        "edition": "R5",
        "kind": "verification",
        "page": 1,
        "section": "overview",
    }
    return Passage(text=text, **given | fields)
