"""From Office files to PDF by LibreOffice, the same bytes from the same input."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

INSTALL = "LibreOffice is missing: apt-get install libreoffice-impress libreoffice-writer fonts-noto-cjk"
_WHEN = re.compile(rb"(/CreationDate ?\(D:)\d{14}")
_NAMES = re.compile(rb"<[0-9A-F]{32}>|(?<=/DocChecksum /)[0-9A-F]{32}")


class OfficeMissing(Exception):
    """LibreOffice is not on this machine."""


def to_pdf(source: Path, target: Path) -> None:
    """Convert one file.

    Raises:
        OfficeMissing: If there is no LibreOffice.
        subprocess.CalledProcessError: If it fails.
    """
    program = shutil.which("soffice")
    if program is None:
        raise OfficeMissing(INSTALL)
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
        command += ["--outdir", str(source.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True)
    target.write_bytes(_timeless(source.with_suffix(".pdf").read_bytes()))


def _timeless(pdf: bytes) -> bytes:
    """The file without the time and the random names of the run; same lengths, so that all offsets hold."""
    pdf = _WHEN.sub(rb"\g<1>" + b"20240801000000", pdf)
    head, mark, trailer = pdf.rpartition(b"trailer")
    return head + mark + _NAMES.sub(lambda m: re.sub(rb"[0-9A-F]", b"0", m[0]), trailer)
