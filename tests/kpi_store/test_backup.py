"""What was saved comes back whole, in whichever kind of database, or not at all."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from readings import BIRTHS, WAITING, indicator, reading, section, target, value
from sqlalchemy import select
from stores import drafted, published

from corpus.errors import BackupOfAnotherRevision, BackupUnreadable, StoreNotEmpty
from kpi_store.store import KpiStore
from kpi_store.tables import metadata

NewStore = Callable[[], KpiStore]


def filled(store: KpiStore) -> KpiStore:
    """Two editions with a rename, a paper, a draft, odd digits and odd bytes."""
    published(store, reading(indicator(WAITING, numbers={2021: "80.60", 2022: "-3"}), edition="R4"), edition="R4")
    told = reading(
        indicator(WAITING, observations=(value(2023, "1E-3", bbox=None),), marks=[target(2025, 0)]),
        indicator(BIRTHS),
        sections=[section('行の\n終わりと、引用符「"」と\t。')],
    )
    published(store, told)
    store.set_desired(store.find(WAITING).id, "down", "企画課")
    store.papers.keep("B-1", bytes(range(256)), title="資料", edition="R5", format="docx", indicators=(), by="企画課")
    drafted(store, reading(indicator(numbers={2024: 1}), edition="R6"), "R6")
    return store


def rows(store: KpiStore) -> dict[str, list[Any]]:
    with store._database.reading() as session:
        connection = session.connection()
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


def test_everything_comes_back(new_store: NewStore, tmp_path: Path) -> None:
    """Each row of each table is what it was, answers included."""
    store, other = filled(new_store()), new_store()
    saved = store.back_up(tmp_path / "all.zip")
    assert other.restore(tmp_path / "all.zip") == saved
    assert rows(other) == rows(store)
    assert other.published().series(other.find(WAITING).id) == store.published().series(store.find(WAITING).id)
    assert other.papers.content("B-1")[1] == bytes(range(256))


def test_what_was_restored_can_be_worked_on(new_store: NewStore, tmp_path: Path) -> None:
    """New rows go on after the restored ones."""
    store, other = filled(new_store()), new_store()
    store.back_up(tmp_path / "all.zip")
    other.restore(tmp_path / "all.zip")
    published(other, reading(indicator(numbers={2024: 5}), edition="R7"), edition="R7")
    assert other.published().editions()[0] == "R7"


def test_a_backup_goes_from_sqlite_to_this_database(new_store: NewStore, migrated_file: Path, tmp_path: Path) -> None:
    """The file knows nothing of the kind of database that it came from."""
    with KpiStore.open(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'a.db')}", create=False) as source:
        filled(source).back_up(tmp_path / "all.zip")
        other = new_store()
        other.restore(tmp_path / "all.zip")
        assert rows(other) == rows(source)


def test_a_store_that_holds_something_is_left_alone(new_store: NewStore, tmp_path: Path) -> None:
    """Restoring over figures is refused, and nothing of them is touched."""
    store = filled(new_store())
    store.back_up(tmp_path / "all.zip")
    before = rows(store)
    with pytest.raises(StoreNotEmpty):
        store.restore(tmp_path / "all.zip")
    assert rows(store) == before


@pytest.mark.parametrize("damage", ["cut", "changed", "no_zip", "missing", "table"])
def test_a_damaged_backup_restores_nothing(new_store: NewStore, tmp_path: Path, damage: str) -> None:
    """A file that is cut, changed, something else or not there is refused before one row is restored."""
    file = tmp_path / "all.zip"
    filled(new_store()).back_up(file)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif damage == "no_zip":
        file.write_text("no backup")
    elif damage == "missing":
        file.unlink()
    else:
        rewritten(file, "paper.jsonl", b"" if damage == "changed" else None)
    other = new_store()
    with pytest.raises(BackupUnreadable):
        other.restore(file)
    assert not any(rows(other).values())


def test_a_backup_of_another_revision_is_refused(new_store: NewStore, tmp_path: Path) -> None:
    """The program that made it must restore it; this one could only guess."""
    file = tmp_path / "all.zip"
    filled(new_store()).back_up(file)
    with zipfile.ZipFile(file) as archive:
        manifest = archive.read("manifest.json").replace(b'"revision": "', b'"revision": "9')
    rewritten(file, "manifest.json", manifest)
    with pytest.raises(BackupOfAnotherRevision):
        new_store().restore(file)


def test_a_place_that_cannot_be_written_is_told(store: KpiStore, tmp_path: Path) -> None:
    """No half-written file stays behind."""
    with pytest.raises(BackupUnreadable):
        store.back_up(tmp_path / "nowhere" / "all.zip")
    assert list(tmp_path.glob("*.zip*")) == []


def rewritten(file: Path, name: str, content: bytes | None) -> None:
    """Put another content in the place of one part of the archive; None leaves the part out."""
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for part, held in parts.items():
            if part != name:
                archive.writestr(part, held)
            elif content is not None:
                archive.writestr(part, content)
