"""A long PDF made of a short one's pages again and again, for measuring."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter


def repeated(path: Path, pages: int) -> bytes:
    """A PDF of so many pages, which are a file's in order and then again from its first."""
    own = PdfReader(path).pages
    writer = PdfWriter()
    for nth in range(pages):
        writer.add_page(own[nth % len(own)])
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
