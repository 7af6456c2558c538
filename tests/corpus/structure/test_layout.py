"""Pages of a PDF become lines in reading order, without page numbers and running heads."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.pdf.file import open_pdf
from corpus.read import read
from corpus.structure.blocks import Line
from corpus.structure.layout import document_lines

Text = tuple[float, float, float, str]
"""Left edge and baseline in points from the lower left corner, size in points, text."""

Box = tuple[float, float, float, float]
"""Left edge, lower edge, width, height in points."""


def _pdf(path: Path, pages: Sequence[Sequence[Text]], boxes: Sequence[Box] = ()) -> Path:
    """Pages of text; each gets the outlines of the boxes, in points from the lower left corner."""
    import matplotlib as mpl
    import matplotlib_fontja
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path) as pdf:
        matplotlib_fontja.japanize()
        for page in pages:
            figure = Figure(figsize=(8, 6))
            for x, y, size, text in page:
                figure.text(x / 576, y / 432, text, size=size)
            for x, y, width, height in boxes:
                place = (x / 576, y / 432), width / 576, height / 432
                figure.add_artist(Rectangle(*place, fill=False, transform=figure.transFigure))
            pdf.savefig(figure)
    return path


def _page(number: int, body: Sequence[Text]) -> list[Text]:
    return [(40, 415, 8, "みなと町の計画"), *body, (280, 8, 8, f"- {number} -")]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of four pages with running heads and numbered pages."""
    chapter = "第{}章 港の{}"
    pages = [
        [(120, 300, 24, "みなと町の計画"), (230, 200, 12, "令和6年9月2日"), (230, 150, 12, "みなと町")],
        *(
            _page(
                number + 1,
                [
                    (40, 370, 16, chapter.format(number, word)),
                    (40, 340, 10, "用地の造成を急ぎ、県外の展示会で市の立地の良さを伝え、荷主への"),
                    (40, 326, 10, "訪問を重ねる。"),
                    (40, 290, 10, f"・{word}を整える。"),
                    (40, 276, 10, f"・{word}を知らせる。"),
                ],
            )
            for number, word in ((1, "便"), (2, "市場"), (3, "岸壁"))
        ),
    ]
    return _pdf(tmp_path_factory.mktemp("plan") / "plan.pdf", pages)


@pytest.fixture(scope="module")
def lines(plan: Path) -> list[Line]:
    """Its lines."""
    return document_lines(open_pdf(plan))[0]


def test_page_numbers_are_printed_pages_and_running_heads_are_left_out(lines: list[Line]) -> None:
    """Neither is prose; the title on the cover stays."""
    assert [line.page for line in lines if line.text == "みなと町の計画"] == [1]
    assert not any(line.text.startswith("- ") for line in lines)
    assert {(line.page, line.printed_page) for line in lines} == {(1, None), (2, "2"), (3, "3"), (4, "4")}


def test_sizes_make_the_levels_of_headings(lines: list[Line]) -> None:
    """What is larger than the body is a heading, the largest of the first rank."""
    levels = {line.text: line.level for line in lines}
    assert levels["みなと町の計画"] == 1
    assert levels["第1章 港の便"] == levels["第3章 港の岸壁"]
    assert (levels["第1章 港の便"] or 0) > 1
    assert levels["訪問を重ねる。"] is None


def test_a_pdf_is_read_into_sections_by_page(plan: Path) -> None:
    """Broken lines are whole again, bullets are lines, and each section has its page and progress is told."""
    told: list[tuple[int, int]] = []
    reading = read(plan, lambda page, pages: told.append((page, pages)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (reading.media, reading.pages, reading.title, reading.body) == ("pdf", 4, "みなと町の計画", "みなと町")
    assert [(s.page, s.printed_page, s.heading, s.text) for s in reading.sections][1] == (
        2,
        "2",
        ("第1章 港の便",),
        "用地の造成を急ぎ、県外の展示会で市の立地の良さを伝え、荷主への訪問を重ねる。\n・便を整える。\n・便を知らせる。",
    )


def test_a_chapters_name_at_the_head_of_each_page_is_one_heading(tmp_path: Path) -> None:
    """Only its first page opens the chapter; what is under way on the next goes on."""
    head: Text = (40, 415, 8, "第2章 港の便")
    pages = [
        [(40, 415, 8, "みなと町の計画"), (40, 200, 10, "これは計画である。")],
        [head, (40, 340, 10, "1 貨物船"), (40, 300, 10, "便を保つ。")],
        [head, (40, 340, 10, "荷主を訪ねる。"), (40, 300, 10, "岸壁を整える。")],
    ]
    reading = read(_pdf(tmp_path / "chapters.pdf", pages))
    assert [(s.page, s.heading, s.text) for s in reading.sections][1:] == [
        (2, ("第2章 港の便", "1 貨物船"), "便を保つ。\n荷主を訪ねる。\n岸壁を整える。")
    ]


def test_ruled_cells_around_labels_and_prose_are_no_table(tmp_path: Path) -> None:
    """分析 and 今後の方向性 in the left cells, what they label in the right ones."""
    page = [
        (40, 400, 14, "施策1 便の確保"),
        (40, 370, 12, "港の取扱貨物量(単位:千トン)"),
        (50, 300, 10, "分析"),
        (130, 300, 10, "荷主が二社ふえ、貨物量は前の年を上回った。"),
        (50, 250, 10, "今後の"),
        (50, 236, 10, "方向性"),
        (130, 250, 10, "週に一度の便を保ち、荷主への訪問を重ねる。"),
    ]
    cells = [(40, 280, 80, 50), (120, 280, 400, 50), (40, 220, 80, 60), (120, 220, 400, 60)]
    reading = read(_pdf(tmp_path / "cells.pdf", [page], cells))
    told = [(s.section, s.text) for s in reading.sections if s.section in ("analysis", "future_direction")]
    assert told == [
        ("analysis", "荷主が二社ふえ、貨物量は前の年を上回った。"),
        ("future_direction", "週に一度の便を保ち、荷主への訪問を重ねる。"),
    ]
