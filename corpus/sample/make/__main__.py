"""``python -m corpus.sample.make``: draw the sample documents, convert them, place PDFs and truth in corpus/sample."""

import json
import sys
import tempfile
from pathlib import Path

from corpus.sample import EDITION_FILES, STRATEGY_FILE
from corpus.sample.make.model import edition
from corpus.sample.make.office import OfficeMissing, to_pdf
from corpus.sample.make.truth import truth

PLACE = Path(__file__).parents[1]


def main() -> int:
    """Make the three PDFs and the two truth files; 1 if what it takes is not installed."""
    with tempfile.TemporaryDirectory() as work:
        try:
            _make(Path(work))
        except ModuleNotFoundError as missing:
            sys.stderr.write(f"{missing.name} is missing: pip install -e '.[sample]'\n")
        except OfficeMissing as missing:
            sys.stderr.write(f"{missing}\n")
        else:
            return 0
    return 1


def _make(work: Path) -> None:
    from corpus.sample.make.slides import write_slides  # these need the ``sample`` extra
    from corpus.sample.make.strategy import write_strategy

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
