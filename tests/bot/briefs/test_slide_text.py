"""Text is shared out to pages without losing any."""

from hypothesis import given
from hypothesis import strategies as st

from bot.briefs.slide_text import Paragraph, fitting, height, pages_of

WIDTH, HIGH = 60.0, 40.0
POINTS = 72 / 25.4

paragraphs = st.lists(
    st.builds(Paragraph, text=st.text("あいう abc。\n", max_size=400), points=st.sampled_from([9.0, 11.0, 12.0])),
    max_size=8,
)


@given(paragraphs)
def test_no_character_is_lost_on_the_way_to_the_pages(told: list[Paragraph]) -> None:
    """What stands on all pages together is what was given, in order."""
    pages = pages_of(told, (WIDTH, HIGH / 2), (WIDTH, HIGH))
    assert "".join(p.text for page in pages for p in page) == "".join(p.text for p in told)


@given(st.integers(0, 12), st.text("あいう。", min_size=1, max_size=300))
def test_a_source_stands_on_the_page_on_which_its_quotation_ends(before: int, quotation: str) -> None:
    """Never on a page of its own, wherever the page happens to end."""
    filled = [Paragraph("行" * 10, 11.0)] * before
    told = [*filled, Paragraph(quotation, 11.0), Paragraph("出典", 9.0, under=True)]
    pages = pages_of(told, (WIDTH, HIGH), (WIDTH, HIGH))
    assert len(pages[-1]) > 1 and pages[-1][-1].text == "出典"


@given(st.integers(0, 12), st.text("あいう。", min_size=1, max_size=300))
def test_a_heading_is_not_left_behind(before: int, text: str) -> None:
    """It stands on the page of the first lines of what it is the heading of."""
    told = [*[Paragraph("行" * 10, 11.0)] * before, Paragraph("見出し", 12.0, bold=True), Paragraph(text, 11.0)]
    for page in pages_of(told, (WIDTH, HIGH), (WIDTH, HIGH)):
        assert not page or not page[-1].bold


@given(st.text("あいう abc", min_size=1, max_size=200))
def test_a_long_line_gets_the_greatest_size_that_fits(text: str) -> None:
    """Where none fits, the least."""
    sizes = (20.0, 14.0, 9.0)
    fitted = fitting(Paragraph(text, 20.0), sizes, WIDTH, 8)
    for size in sizes[: sizes.index(fitted.points)]:
        assert height(Paragraph(text, size), WIDTH) > 8 * POINTS


@given(paragraphs)
def test_no_page_holds_more_than_fits(told: list[Paragraph]) -> None:
    """By the estimate of heights, every page but one of a single unbreakable paragraph fits its box."""
    first, *later = pages_of(told, (WIDTH, HIGH / 2), (WIDTH, HIGH))
    assert sum(height(p, WIDTH) for p in first) <= HIGH / 2 * POINTS or len(first) <= 1
    for page in later:
        assert sum(height(p, WIDTH) for p in page) <= HIGH * POINTS or len(page) == 1
