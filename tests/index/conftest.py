"""The real model, built once under the repository's ./var and loaded once a run."""

import os
from pathlib import Path

import pytest

from index.embedding import SentenceTransformerEmbedder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def model_home() -> Path:
    return Path(os.environ.get("SOSEI_HOME") or ROOT / "var").resolve()


@pytest.fixture(scope="session")
def embedder(model_home: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder("", model_home)
