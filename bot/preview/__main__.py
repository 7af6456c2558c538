"""``make preview``: write ``SOSEI_HOME/preview/index.html`` with the sample's answers."""

import sys

from bot.preview.sample import sample_page
from bot.wiring import wired

if __name__ == "__main__":
    sosei = wired()
    folder = sosei.settings.home / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "index.html"
    file.write_text(sample_page(sosei), "utf-8")
    sys.stdout.write(f"{file}\n")
