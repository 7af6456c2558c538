"""``python -m corpus.sample.make``: draw the sample documents, convert them, place PDFs and truth in corpus/sample."""

import json
import sys
import tempfile
from pathlib import Path

from corpus.sample import EDITION_FILES, STRATEGY_FILE
from corpus.sample.make.model import edition
from corpus.sample.make.office import OfficeMissing, to_pdf
from corpus.sample.make.slides import write_slides
from corpus.sample.make.strategy import write_strategy
from corpus.sample.make.truth import truth

PLACE = Path(__file__).parents[1]


def main() -> int:
    """Make the three PDFs and the two truth files; 1 if there is no LibreOffice."""
    with tempfile.TemporaryDirectory() as work:
        try:
            _make(Path(work))
        except OfficeMissing as missing:
            sys.stderr.write(f"{missing}\n")
            return 1
    return 0


def _make(work: Path) -> None:
    draft = work / Path(STRATEGY_FILE).with_suffix(".docx")
    write_strategy(draft)
    to_pdf(draft, PLACE / STRATEGY_FILE)
    for label, name in EDITION_FILES.items():
        draft = work / Path(name).with_suffix(".pptx")
        write_slides(edition(label), draft)
        to_pdf(draft, PLACE / name)
        told = json.dumps(truth(edition(label), name), ensure_ascii=False, indent=1)
        (PLACE / name).with_suffix(".json").write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
