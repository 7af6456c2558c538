"""A home folder with a store, and workers as processes of their own in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from job_office import MODELS, Office

from kpi_store.store import KpiStore


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty store without a worker."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(MODELS)
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=True) as store:
        office = Office(home, store)
        yield office
        office.close()


@pytest.fixture
def published_office(sample_home: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the home in which the sample answers, without a worker."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=False) as store:
        office = Office(home, store)
        yield office
        office.close()
