"""The sample city's brief, gathered once a run."""

from datetime import date
from pathlib import Path

import pytest

from bot.briefs.brief import Brief
from bot.briefs.scope import Scope
from bot.settings import Settings
from bot.wiring import Sosei


@pytest.fixture(scope="session")
def sosei(sample_home: Path) -> Sosei:
    """All parts over the sample. Nothing is to be published or kept in it."""
    return Sosei(Settings(SOSEI_HOME=sample_home))


@pytest.fixture(scope="session")
def brief(sosei: Sosei) -> Brief:
    """Every indicator of the sample."""
    return sosei.press().gatherer.gather(Scope(), id="B-0a1b2c3d", made_on=date(2026, 11, 24))
