"""Lists of indicators: 【KPI】 and 【数値目標】 with their items, and tables headed 指標.

They are the backbone of the policy tree: every goal and measure has some, and the pages of a verification follow
their order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.names import normalise, take_apart
from corpus.reading import TableReading
from corpus.structure.blocks import Block
from corpus.structure.marks import plain, printed, read_mark
from corpus.structure.row_places import RowPlace, row_places

_BULLET = re.compile(r"^[\s\-*+・･●○◎◆◇■□▼▶★☆]*(?:(?:[0-9０-９]{1,2}|[①-⑳])[\s.．:：)）]+)?")
_LONGEST_NAME = 120
_NO_NAME = re.compile(r"[。:：]$|^[0-9,.]+$|^[・･]|(?:一覧|一覧表|について|とは|の考え方|の設定|達成状況)$")
_NAME_HEADS = (
    "指標",
    "指標項目",
    "目標項目",
    "活動指標",
    "指標名",
    "指標名称",
    "KPI",
    "KPI名",
    "数値目標",
    "重要業績評価指標",
    "重要業績評価指標KPI",
    "成果指標",
    "成果目標",
    "評価指標",
    "管理指標",
)
COMMON_HEADS = ("項目", "項目名", "名称", "内容")
"""Heads of names in a table whose other heads leave no doubt that it is one of indicators: 項目 | 現状値 | 目標値."""
_BESIDE_HEAD = re.compile(r"\((?:単位|KPI|指標|重要業績評価指標)\)$", re.IGNORECASE)
"""What a head of names may say beside itself: 指標名（単位）."""
_VALUE_HEADS = re.compile(r"方向性|分析|基準|現状|目標|実績|検証|年度?$|^[RHＲＨ][0-9元]|^(?:19|20)[0-9]{2}")
_OTHER_HEADS = re.compile(
    r"単位|(?:指標)?番号|no\.?|(?:担当|所管|主管)(?:部署|部?課)?名?|備考|評価|判定|区分|分類|内容|説明|定義|算出方法|出典"
)
"""Heads of columns that stand beside a column of names."""
_MEASURED_BY = re.compile(
    r"(?:数|率|額|割合|件数|人数|量|度|値|比|時間|人口|面積|者|点|位|高|指数|収|回数|日数|戸数|倍率|密度|消費|収入|所得|生産|意識|満足)$"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator as a list or table names it.

    Attributes:
        again: Whether it is marked 再掲.
        numeric_target: Whether it is a goal's 数値目標.
        place: Where its row says that it belongs, in a table of several goals or measures.
    """

    name: str
    unit: str
    again: bool = False
    numeric_target: bool = False
    place: RowPlace | None = None


def entry(text: str, numeric_target: bool = False) -> Entry | None:
    """The indicator that one item of a list names, or None if the text is no such item."""
    parts = take_apart(_BULLET.sub("", text))
    if not parts.name or len(parts.name) > _LONGEST_NAME or _NO_NAME.search(parts.name):
        return None
    return Entry(parts.name, parts.unit, parts.again, numeric_target)


def looks_like_indicator(text: str) -> bool:
    """Whether a short line can be the title of an indicator's page: it has a unit, or ends as names of figures do."""
    found = entry(text)
    if found is None or len(text) > _LONGEST_NAME or read_mark(text) is not None:
        return False
    base = re.sub(r"[(（][^()（）]*[)）]\s*$", "", found.name).strip()
    return bool(found.unit) or (bool(_MEASURED_BY.search(plain(base))) and not re.search(r"[、。]", base[-8:]))


def listed(blocks: list[Block], at: int) -> tuple[list[Entry], int]:
    """Entries of the list whose label is block ``at``, and the position after its last item.

    Items are text with a unit or a bullet, right after the label; a table headed 指標 may follow instead.
    """
    mark = blocks[at].mark
    if mark is None or mark.kind != "kpi":
        return [], at
    found: list[Entry] = []
    if mark.rest and (first := entry(printed(blocks[at].text, mark.rest), mark.numeric_target)):
        found.append(first)
    end = at + 1
    while end < len(blocks):
        block = blocks[end]
        if block.table is not None:
            found.extend(tabled(block.table, mark.numeric_target))
        elif not block.is_text or not (item := _item(block, mark.numeric_target)):
            break
        else:
            found.append(item)
        end += 1
    return found, end


def _item(block: Block, numeric_target: bool) -> Entry | None:
    if block.mark is not None and block.mark.kind not in ("approach", "numbered", "chapter"):
        return None
    found = entry(block.text, numeric_target)
    bulleted = bool(re.match(r"^\s*[・･●○\-*]", block.text)) and looks_like_indicator(block.text)
    return found if found and (found.unit or bulleted) else None


def tabled(table: TableReading, numeric_target: bool = False) -> list[Entry]:
    """Entries of a table of indicators, in its order; none of a table of anything else."""
    return list(dict.fromkeys(item for _, item in rows_with_entries(table, numeric_target)))


def rows_with_entries(table: TableReading, numeric_target: bool = False) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Each row of a table of indicators with the indicator it is about; a merged name counts for all its rows."""
    columns = name_and_unit_columns(table)
    if columns is None:
        return
    head, name_at, unit_at = columns
    item: Entry | None = None
    places = row_places(table.rows, head)
    for row, place in zip(table.rows[head + 1 :], places, strict=True):
        if row == table.rows[head]:  # printed again where the table goes on over the page
            item = None
            continue
        name = re.sub(r"\s*\n\s*", "", row[name_at]) if name_at < len(row) else ""
        if name.strip():
            item = None if is_name_head(name) else entry(name, numeric_target)
            unit = row[unit_at].strip() if unit_at is not None and unit_at < len(row) else ""
            item = replace(item, unit=item.unit or unit) if item else None
            if item and place:
                item = replace(item, place=place, numeric_target=place.target)
        if item is not None:
            yield row, item


def formed(table: TableReading) -> Entry | None:
    """The indicator that the head of its own sheet names: 指標名 | 農業産出額 | 単位 | 億円; None of another table."""
    if name_and_unit_columns(table) is not None:
        return None
    for row in table.rows[:2]:
        filled = [cell for cell in row if cell.strip()]
        for label, text in pairwise(filled):
            if is_name_head(label) and not _is_head(text) and (found := entry(text.replace("\n", ""))):
                unit = next((after for head, after in pairwise(filled) if normalise(head) == "単位"), "")
                return replace(found, unit=found.unit or unit)
    return None


def name_and_unit_columns(table: TableReading) -> tuple[int, int, int | None] | None:
    """Row of the heads, column of the names, and of the units if any, in a table of indicators; None for another."""
    for number, row in enumerate(table.rows[:3]):
        names = [i for i, cell in enumerate(row) if is_name_head(cell)]
        valued = [i for i, cell in enumerate(row) if _VALUE_HEADS.search(plain(re.sub(r"\s", "", cell)))]
        if not names and len(valued) > 1:
            names = [i for i, cell in enumerate(row) if normalise(cell) in COMMON_HEADS]
        if names and valued != names[:1] and valued:
            units = [i for i, cell in enumerate(row) if normalise(cell) == "単位"]
            return number, names[0], units[0] if units else None
    return None


def _is_head(cell: str) -> bool:
    return is_name_head(cell) or bool(_OTHER_HEADS.fullmatch(normalise(cell)))


def is_name_head(cell: str) -> bool:
    """Whether a cell is the head of a column of indicators' names: 指標名（単位）."""
    return normalise(_BESIDE_HEAD.sub("", plain(re.sub(r"\s", "", cell)))).upper() in _NAME_HEADS
