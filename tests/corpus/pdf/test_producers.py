"""PDFs of other producers, read from file to figures; ``files/README.md`` says how each was made."""

from decimal import Decimal
from pathlib import Path

from corpus.pdf.file import open_pdf
from corpus.read import read

FILES = Path(__file__).parent / "files"


def test_a_page_printed_from_a_browser_is_read() -> None:
    """Kanji come as kanji, not as the radicals that the browser writes; the table keeps its signs."""
    reading = read(FILES / "chromium.pdf")
    (table,) = reading.tables
    assert table.rows == (("指標", "R4", "R5"), ("人口", "−320", "▲5.5"))
    (chart,) = reading.charts
    assert [(p.year, p.value) for p in chart.series[0].points] == [(2021, 100), (2022, 112), (2023, 122)]
    assert reading.warnings == ()


def test_a_text_document_keeps_the_sign_before_its_number() -> None:
    """△ of a fallback font is drawn before its line; without it a decrease would read as an increase."""
    (page,) = open_pdf(FILES / "writer.pdf").pages()
    assert page.text.count("1,250人から△320人".translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))) == 4
    (table,) = read(FILES / "writer.pdf").tables
    assert table.rows[1] == ("待機児童数（人）", "1,180", "△320", "45.6%")


def test_a_report_of_a_program_is_read_upright_and_turned() -> None:
    """The same chart on an upright and on a turned page has the same values."""
    upright, turned = read(FILES / "reportlab.pdf").charts
    values = [(2019, 100), (2020, 112), (2021, 122), (2022, 129), (2023, 137)]
    for chart in (upright, turned):
        assert [(point.year, point.value) for point in chart.series[0].points] == [(y, Decimal(v)) for y, v in values]
    assert (upright.title, upright.unit, upright.needs_review) == ("空き家の件数", "件", False)
