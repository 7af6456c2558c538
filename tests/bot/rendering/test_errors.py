"""An error is one line, whatever its facts hold."""

from bot.rendering.text_errors import error_line
from corpus.errors import DocumentMissing, IndicatorUnknown, QuestionTooLong


def test_a_file_name_cannot_break_the_line_or_steer_the_terminal() -> None:
    """Line ends and escape sequences in a name come out as spaces."""
    line = error_line(DocumentMissing(file="a\nb\x1b[31m.pdf"), "ja")
    assert "\n" not in line
    assert "\x1b" not in line
    assert "a b" in line


def test_lists_are_joined_and_nothing_is_named_so() -> None:
    """Names near to an unknown one read as a list; no names read as none."""
    assert error_line(IndicatorUnknown(name="出生", near=("出生数", "出生率")), "ja").endswith("出生数、出生率")
    assert error_line(IndicatorUnknown(name="x", near=()), "en").endswith("none")


def test_facts_are_in_the_line() -> None:
    """What, where and what to do."""
    line = error_line(QuestionTooLong(length=10_000, limit=1_000), "en")
    assert "10000" in line
    assert "1000" in line
