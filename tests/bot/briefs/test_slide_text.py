"""Text is shared out to pages without losing any."""

from hypothesis import given
from hypothesis import strategies as st

from bot.briefs.slide_text import Paragraph, height, pages_of

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


@given(paragraphs)
def test_no_page_holds_more_than_fits(told: list[Paragraph]) -> None:
    """By the estimate of heights, every page but one of a single unbreakable paragraph fits its box."""
    first, *later = pages_of(told, (WIDTH, HIGH / 2), (WIDTH, HIGH))
    assert sum(height(p, WIDTH) for p in first) <= HIGH / 2 * POINTS or len(first) <= 1
    for page in later:
        assert sum(height(p, WIDTH) for p in page) <= HIGH * POINTS or len(page) == 1
