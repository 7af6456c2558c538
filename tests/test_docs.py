"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    """Each relative link of a document names a file of the project."""
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert missing == []


def test_each_test_that_security_rests_on_exists() -> None:
    """A threat whose test was renamed or removed would be told as stopped by nothing."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`((?:[\w/]+/)?\w+\.py)`", text) + re.findall(r"`((?:tests|deploy)/[\w/]*)`", text)
    assert len(named) > 20
    places = (ROOT, ROOT / "tests" / "bot" / "slack")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_each_decision_is_numbered_and_in_the_index() -> None:
    """A note that the index does not name under its own heading is found by nobody."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    for note in sorted(folder.glob("0*.md")):
        heading = note.read_text("utf-8").splitlines()[0].removeprefix("# ")
        assert heading.startswith(f"{note.name[:4]} ")
        assert f"- [{heading}]({note.name})\n" in index
