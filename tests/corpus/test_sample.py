"""The sample corpus says that it is invented, can be read, and agrees with its figures from edition to edition."""

import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from corpus.sample import EDITION_FILES, is_sample, sample_files
from corpus.sample.make.model import edition, indicators, policy
from corpus.sample.make.plan import pages
from corpus.sample.make.truth import truth

STRATEGY, R4, R5 = sample_files()
VERIFICATIONS = {"R4": R4, "R5": R5}
LARGEST = 600_000


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    return tuple(plain(page.extract_text()) for page in PdfReader(path).pages)


def told(label: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(VERIFICATIONS[label].with_suffix(".json").read_text("utf-8"))
    return said


def charts_by_key(label: str) -> dict[str, dict[str, Any]]:
    """The first chart of each indicator in an edition's truth."""
    keys = [key for page in pages(edition(label)) for key in page.keys]
    found: dict[str, dict[str, Any]] = {}
    for key, chart in zip(keys, told(label)["charts"], strict=True):
        found.setdefault(key, chart)
    return found


def actuals(chart: dict[str, Any]) -> dict[str, float]:
    """Values by label, without carried ones and targets."""
    return {
        point["label"]: point["value"]
        for series in chart["series"]
        if series["role"] == "actual"
        for point in series["points"]
        if not point["provisional"]
    }


def font_programs(path: Path) -> Iterator[tuple[str, bool, bool]]:
    """Name, whether embedded, whether mapped to text, of each font on the pages and in their forms."""
    todo = [page["/Resources"] for page in PdfReader(path).pages]
    for resources in todo:
        forms = (x.get_object() for x in resources.get("/XObject", {}).values())
        todo += [form["/Resources"] for form in forms if "/Resources" in form]
        for ref in resources.get("/Font", {}).values():
            font = ref.get_object()
            described = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = described["/FontDescriptor"].get_object()
            yield font["/BaseFont"], any(k.startswith("/FontFile") for k in descriptor), "/ToUnicode" in font


@pytest.mark.parametrize("path", sample_files(), ids=lambda p: p.stem)
def test_the_first_page_says_that_the_city_is_made_up(path: Path) -> None:
    """Nobody who opens a sample document takes it for a real city's."""
    assert plain(policy().fictitious) in page_texts(path)[0]
    assert "架空の市" in page_texts(path)[0]


@pytest.mark.parametrize("path", sample_files(), ids=lambda p: p.stem)
def test_every_font_is_embedded_and_maps_to_text(path: Path) -> None:
    """The documents look and read the same on a machine without Japanese fonts."""
    fonts = set(font_programs(path))
    assert fonts
    assert all("NotoSansCJK" in name and embedded and mapped for name, embedded, mapped in fonts)


@pytest.mark.parametrize("path", sample_files(), ids=lambda p: p.stem)
def test_the_files_are_small(path: Path) -> None:
    """The committed documents do not weigh on a clone."""
    assert path.stat().st_size < LARGEST


def test_the_files_come_in_publishing_order_and_are_known_by_hash() -> None:
    """The strategy comes before its verifications, and other files are no sample."""
    assert [p.name for p in sample_files()][1:] == list(EDITION_FILES.values())
    assert "strategy" in STRATEGY.name
    assert all(is_sample(hashlib.sha256(p.read_bytes()).hexdigest()) for p in sample_files())
    assert not is_sample(hashlib.sha256(b"another document").hexdigest())


@pytest.mark.parametrize("label", EDITION_FILES)
def test_the_cover_tells_edition_date_and_committee(label: str) -> None:
    """The edition is the year whose results are verified, published in the August after it."""
    cover = page_texts(VERIFICATIONS[label])[0]
    one = edition(label)
    assert f"{one.fiscal_year}実績" in cover
    assert one.published in cover
    assert policy().committee in cover


@pytest.mark.parametrize("label", EDITION_FILES)
def test_the_committed_truth_is_that_of_the_figures(label: str) -> None:
    """The truth files are made anew whenever the figures change."""
    assert told(label) == truth(edition(label), EDITION_FILES[label])


@pytest.mark.parametrize("label", EDITION_FILES)
def test_all_that_the_truth_tells_of_a_chart_stands_on_its_page(label: str) -> None:
    """A reader scored against the truth is only asked for what the page shows."""
    texts = page_texts(VERIFICATIONS[label])
    for chart in told(label)["charts"]:
        text = texts[chart["page"] - 1]
        target = [chart["target"]["text"].split()[0]] if "as_bar" in chart["target"] else [chart["target"]["text"]]
        points = [point for series in chart["series"] for point in series["points"]]
        drawn = [drawn for point in points for drawn in (point["label"], point["text"])]
        wanted = [f"{chart['title']}(単位:{chart['unit']})", chart["baseline"]["text"], *target, *drawn]
        assert not [want for want in wanted if plain(want) not in text], chart["title"]


@pytest.mark.parametrize("label", EDITION_FILES)
def test_all_cells_of_the_tables_stand_on_their_page(label: str) -> None:
    """The truth's tables are those of the document."""
    texts = page_texts(VERIFICATIONS[label])
    for table in told(label)["tables"]:
        cells = [cell for row in table["rows"] for cell in row]
        assert not [cell for cell in cells if plain(cell) not in texts[table["page"] - 1]]


@pytest.mark.parametrize("label", EDITION_FILES)
def test_the_direction_of_each_indicator_stands_whole_on_its_page(label: str) -> None:
    """No 今後の方向性 is cut off by its box, as far as the text layer tells."""
    one = edition(label)
    texts = page_texts(VERIFICATIONS[label])
    shown = [(n, page.keys[0]) for n, page in enumerate(pages(one)) if page.kind == "indicator"]
    assert {key for _, key in shown} == set(one.directions)
    for number, key in shown:
        lines = [*one.directions[key], one.analysis[key], *one.all_notes(key)]
        assert not [line for line in lines if plain(line) not in texts[number]], key


def test_shared_years_differ_between_editions_only_where_the_figures_say_restated() -> None:
    """Every value that both editions hold is the same, but for the restated ones."""
    before, after = charts_by_key("R4"), charts_by_key("R5")
    differing = {
        (key, label): (old, actuals(after[key])[label])
        for key in before
        for label, old in actuals(before[key]).items()
        if actuals(after[key])[label] != old
    }
    restated = {
        (key, indicators()[key].label(year)): (float(indicators()[key].value(year)), float(value))
        for key, values in edition("R5").changes.values.items()
        for year, value in values.items()
    }
    assert differing == restated
    assert restated


def test_names_and_targets_differ_between_editions_only_where_the_figures_say() -> None:
    """One indicator is renamed and one target changed; all else carries over."""
    before, after = charts_by_key("R4"), charts_by_key("R5")
    changes = edition("R5").changes
    renamed = {key: after[key]["title"] for key in before if before[key]["title"] != after[key]["title"]}
    moved = {key: after[key]["target"]["value"] for key in before if before[key]["target"] != after[key]["target"]}
    assert renamed == changes.names
    assert moved == changes.targets
    assert len(renamed) == len(moved) == 1
    assert [c["baseline"] for c in before.values()] == [c["baseline"] for c in after.values()]


def test_each_change_is_explained_in_a_note_with_old_and_new() -> None:
    """A reader of the R5 edition alone learns what was restated, renamed and changed."""
    changes = edition("R5").changes
    texts = page_texts(R5)
    for key, chart in charts_by_key("R5").items():
        first, now = indicators()[key], edition("R5").indicator(key)
        pairs = [(first.name, name) for k, name in changes.names.items() if k == key]
        pairs += [(first.printed(first.target), now.printed(t)) for k, t in changes.targets.items() if k == key]
        pairs += [(first.printed(first.value(y)), now.printed(v)) for y, v in changes.values.get(key, {}).items()]
        assert all(plain(said) in texts[chart["page"] - 1] for pair in pairs for said in pair)


def test_a_late_result_is_carried_until_it_is_known() -> None:
    """The R4 edition shows R2's gross product for R3 and R4 in parentheses; R5 knows R3's own."""
    points = {label: charts_by_key(label)["gdp"]["series"][0]["points"] for label in EDITION_FILES}
    assert [p["text"] for p in points["R4"][-3:]] == ["4,318", "(4,318)", "(4,318)"]
    assert [p["text"] for p in points["R5"][-3:]] == ["4,402", "(4,402)", "(4,402)"]


@pytest.mark.parametrize("label", EDITION_FILES)
def test_exactly_one_indicator_counts_waiting_children(label: str) -> None:
    """The question on everyone's lips has one answer."""
    named = [c["title"] for c in charts_by_key(label).values() if "待機児童" in c["title"]]
    assert named == ["保育所等の待機児童数"]


def test_the_strategy_states_every_indicator_with_its_first_target() -> None:
    """The strategy is of March 2020: it knows no later name and no later target."""
    text = "".join(page_texts(STRATEGY))
    for indicator in indicators().values():
        target = indicator.printed(indicator.target)
        row = f"{indicator.name}{indicator.unit}{indicator.printed(indicator.value(indicator.baseline))}"
        assert re.search(rf"{re.escape(plain(row))}\(\w+\){re.escape(target)}", text), indicator.name
    assert edition("R5").changes.names["startup"] not in text


def test_making_without_libreoffice_fails_in_one_line_and_changes_nothing(tmp_path: Path) -> None:
    """Whoever makes the documents again is told what to install."""
    pytest.importorskip("pptx")
    pytest.importorskip("docx")
    before = [path.read_bytes() for path in sample_files()]
    command = [sys.executable, "-m", "corpus.sample.make"]
    run = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PATH": str(tmp_path)}, check=False
    )
    assert run.returncode == 1
    assert "LibreOffice" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert [path.read_bytes() for path in sample_files()] == before
