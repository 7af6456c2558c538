"""A second reader: where it sees other digits, or sees what the first cannot, the page says so."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from small_pdfs import stream

from corpus.pdf.file import open_pdf
from corpus.pdf.health import digits_differ
from corpus.pdf.page import Glyph, PdfPage, TextRun
from corpus.read import read
from corpus.reading import (
    BBox,
    ChartReading,
    IndicatorReading,
    MilestoneReading,
    ObservationReading,
    Reading,
    ReadingWarning,
)
from corpus.structure.doubts import doubted


def page_of(path: Path) -> PdfPage:
    return next(open_pdf(path).pages())


def codes(path: Path) -> list[str]:
    return [warning.code for warning in page_of(path).warnings]


def run(*glyphs: str) -> TextRun:
    box = BBox(0, 0, 9, 9)
    return TextRun(tuple(Glyph(g, 0, 0, 9, box) for g in glyphs), box, 9, 0, "F", 1, (0, 0, 0))


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        ("1,250", "1,250", False),
        ("1,250", "1,520", True),
        ("5.0", "50", True),
        ("-3", "3", True),
        ("−3", "-3", False),
        ("１２", "12", False),
        ("ab", "cd", False),
        ("12", "1\ufffd", False),
        ("1\ufffd", "12", True),
        ("12", "", True),
        ("", "12", True),
    ],
)
def test_digits_and_signs_are_compared(ours: str, theirs: str, differ: bool) -> None:
    """Numbers must agree glyph by glyph; letters need not, and a glyph the second cannot read tells nothing."""
    assert digits_differ([run(*ours)], [run(*theirs)]) is differ


SUBSET = (
    "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 48/LastChar 57/Widths[{widths}]"
    "/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>"
)


def _with_map(write_pdf: Callable[..., Path], content: str, mapping: str) -> Path:
    widths = " ".join(["500"] * 10)
    more = (SUBSET.format(widths=widths).encode(), stream(mapping.encode()))
    return write_pdf(content, fonts="/S1 7 0 R", more=more)


def test_an_ambiguous_map_is_told_and_its_figures_are_reviewed(write_pdf) -> None:
    """A broken /ToUnicode that two readers take differently makes every figure of the page doubtful."""
    mapping = "1 begincodespacerange <00><FF> endcodespacerange 1 beginbfchar <31> <0037> endbfchar"
    mapping += " endcmap 1 beginbfchar <31> <0039> endbfchar"
    assert codes(_with_map(write_pdf, "BT /S1 10 Tf 50 700 Td (1) Tj ET 1 1 9 9 re f", mapping)) == ["digits_differ"]


def test_a_sound_page_is_not_doubted(write_pdf) -> None:
    """Two readers agree on ordinary figures, in simple and in Japanese fonts, in forms too."""
    form = stream(b"BT /F1 10 Tf 5 5 Td (-3.5%) Tj ET", "/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F1 5 0 R>>>>")
    content = b"BT /F1 10 Tf 50 700 Td (1,250) Tj /J1 10 Tf <" + "令和５年度98".encode("cp932").hex().encode()
    path = write_pdf(content + b"> Tj ET /X Do 1 1 9 9 re f", resources="/XObject<</X 7 0 R>>", more=(form,))
    assert codes(path) == []


def test_a_page_that_only_the_second_reader_reads_is_told(write_pdf) -> None:
    """Where the first reader fails altogether the text is the second's, at its place, and the page says so."""
    # A name with a bad escape inside an unclosed array stops pypdf's tokenizer, not pdfminer.six's.
    path = write_pdf("BT /F1 10 Tf 50 700 Td (1820) Tj ET ] 1 1 9 9 re f [")
    page = page_of(path)
    assert page.text == "1820"
    assert round(page.lines[0].bbox.x0) == 50
    assert "fallback_text" in [warning.code for warning in page.warnings]


def test_damage_that_the_second_reader_cannot_take_is_no_failure(write_pdf) -> None:
    """Its own errors end its reading, not ours."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td (1820) Tj ET 1 1 9 9 re f /Span <</MCID>> BDC EMC"))
    assert page.text == "1820"


DOUBT = ReadingWarning(2, "digits_differ", "two readers see different digits on this page")


def _reading(*warnings: ReadingWarning) -> Reading:
    seen = ObservationReading(2023, "R5", Decimal(5), "actual", 2, "table", needs_review=False)
    target = MilestoneReading("target", "R6", 2024, Decimal(9), 2, "table")
    chart = ChartReading(1, "件数", "件", "bar", (), needs_review=False)
    return Reading(
        file="a.pdf",
        sha256="",
        media="pdf",
        pages=2,
        title="t",
        kind="verification",
        charts=(chart, replace(chart, page=2)),
        indicators=(IndicatorReading("件数", "件", observations=(replace(seen, page=1), seen), milestones=(target,)),),
        warnings=warnings,
    )


def test_every_figure_of_a_doubtful_page_needs_review_and_says_why() -> None:
    """Charts, values of tables and targets of that page, and of no other."""
    reading = doubted(_reading(DOUBT))
    assert [chart.needs_review for chart in reading.charts] == [False, True]
    (indicator,) = reading.indicators
    assert [seen.needs_review for seen in indicator.observations] == [False, True]
    assert "different digits" in indicator.observations[1].reasons[0]
    assert indicator.milestones[0].needs_review


def test_a_reading_without_doubts_stays_as_it_is() -> None:
    """Other warnings touch no figure."""
    reading = _reading(ReadingWarning(2, "picture_not_read", "1 picture(s) on this page are not read"))
    assert doubted(reading) is reading


def test_the_shared_set_gives_no_false_alarm() -> None:
    """Two readers agree on every page of sound files from three producers."""
    shared = Path(__file__).parents[4] / "shared" / "charts" / "set"
    if not shared.is_dir():
        pytest.skip("the shared charts are not here")
    for name in ("mpl_42", "pptx_a", "xlsx_a", "hard_90ms", "hard_utf16"):
        assert [w.code for w in read(shared / f"{name}.pdf").warnings if w.code == "digits_differ"] == [], name
