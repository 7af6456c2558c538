"""A desk with a real store and a real index; only the embedding model is left out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from postgres import admitted, database, needs_server, url_of

from bot.publishing.desk import Desk
from index.file_shelf import FileShelf
from index.pgvector.schema import prepare
from index.pgvector.shelf import ServerShelf
from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

Document = Callable[..., Path]

_TEXT = """{city}まち・ひと・しごと創生総合戦略　効果検証報告書
令和{era}年度版

基本目標２　子育てを支える
施策２－１　保育の充実
ＫＰＩ：待機児童数（人）
【評価】
{analysis}
【今後の方向性】
・保育士の確保に努めます。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty store and no index yet."""
    home = tmp_path / "home"
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=True) as store:
        yield Desk(store, home, FileShelf(home), BigramEmbedder(), by="tests")


@pytest.fixture(params=["files", pytest.param("server", marks=needs_server)])
def either_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk with store and index in files, and one with both on a database server."""
    if request.param == "files":
        yield request.getfixturevalue("desk")
        return
    with admitted() as admin, database(admin) as name:
        upgrade(url_of(name))
        with KpiStore.open(url_of(name), create=False) as store:
            assert store.server is not None and prepare(store.server) == "ready"
            yield Desk(store, tmp_path, ServerShelf(store.server, tmp_path), BigramEmbedder(), by="tests")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Writes a verification document as a text file."""

    def write(
        name: str = "kensho.txt", era: int = 5, analysis: str = "４年続けて０人となった。", city: str = "さくら市"
    ) -> Path:
        file = tmp_path / name
        file.write_text(_TEXT.format(era=era, analysis=analysis, city=city), encoding="utf-8")
        return file

    return write
