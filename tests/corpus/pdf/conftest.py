"""Small PDFs written by hand, as files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_pdfs import one_page, pdf_bytes

WritePdf = Callable[..., Path]


@pytest.fixture
def write_pdf(tmp_path: Path) -> WritePdf:
    """Write a one-page PDF; what it takes is what ``small_pdfs.one_page`` takes."""

    def write(*content: bytes | str, **facts: Any) -> Path:
        path = tmp_path / "made.pdf"
        path.write_bytes(one_page(*content, **facts))
        return path

    return write


@pytest.fixture
def write_objects(tmp_path: Path) -> Callable[..., Path]:
    """Write a PDF of raw objects."""

    def write(objects: list[bytes], trailer: str = "/Root 1 0 R") -> Path:
        path = tmp_path / "raw.pdf"
        path.write_bytes(pdf_bytes(objects, trailer))
        return path

    return write
