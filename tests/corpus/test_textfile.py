"""Text files: encodings, pages, lines, Markdown tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.textfile import decode, is_markdown, page_count, text_lines

TEXT = "港の貨物量は①②の順に、約100千トン～へ増えた。\n次の年も続く。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_each_encoding_gives_the_same_text(encoding: str) -> None:
    """UTF-8 with and without its mark, CP932 and marked UTF-16 are all read."""
    text = TEXT.replace("～", "") if encoding == "cp932" else TEXT
    assert decode(text.encode(encoding)) == text


def test_line_ends_of_all_systems_are_one() -> None:
    """CR LF and CR count as line ends, so that lines are numbered as an editor does."""
    assert decode("一\r\n二\r三".encode()) == "一\n二\n三"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00", bytes(range(256)), b"\xff\xfe\x00", b"abc\x00def"]
)
def test_binary_is_no_text(content: bytes) -> None:
    """Control characters, or bytes that no known encoding has, are not taken for text."""
    assert decode(content) is None


def test_form_feeds_divide_pages_and_lines_count_on() -> None:
    """Each form feed starts a page; line numbers go on through the file."""
    lines = text_lines("一\n\n二\n\f三\n")
    assert [(line.text, line.page, line.line) for line in lines] == [("一", 1, 1), ("二", 1, 3), ("三", 2, 4)]
    assert page_count("一\n\f二\n\f") == 2
    assert page_count("一") == 1


@pytest.mark.parametrize("number", ["- 12 -", "12", "P12", "– 12 –"])
def test_a_page_number_is_kept_as_such_and_leaves_the_text(number: str) -> None:
    """What is printed at the foot of a page is its printed page, not prose."""
    lines = text_lines(f"本文\n{number}\n\f次の頁\n- 13 -")
    assert [(line.text, line.printed_page) for line in lines] == [("本文", "12"), ("次の頁", "13")]


def test_heading_marks_give_the_level_and_go() -> None:
    """Markdown's number signs say the rank of a heading."""
    lines = text_lines("# 題\n\n本文\n\n## 節 ##\n#違う")
    assert [(line.text, line.level) for line in lines] == [("題", 1), ("本文", None), ("節", 2), ("#違う", None)]


def test_a_markdown_table_is_a_table_with_its_text_as_written() -> None:
    """Cells are read without the rule under the head; the text stays verbatim for quoting."""
    text = "前\n\n| 指標 | 目標値 |\n|---|--:|\n| 貨物量 | 120 |\n\n後"
    table = next(line for line in text_lines(text) if line.table)
    assert table.table is not None
    assert table.table.rows == (("指標", "目標値"), ("貨物量", "120"))
    assert table.text in text
    assert table.line == 3


def test_markdown_is_told_by_its_content() -> None:
    """A heading or a table makes Markdown; plain prose does not."""
    assert is_markdown("## 節\n本文")
    assert is_markdown("| a |\n|---|\n| b |")
    assert not is_markdown("本文だけ\n#の後に空白がない")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=300))
def test_decoding_gives_utf8_text_back(text: str) -> None:
    """Any text without control characters survives, but for a mark at its very start."""
    if text.startswith("\ufeff"):
        text = text[1:]
    assert decode(text.encode()) == text.rstrip("\x1a")
