"""Small parts: what was typed, what was seen, what may be shown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks import escaped
from bot.slack.blocks.literal import fitted, literal, one_line
from bot.slack.intake import Seen
from bot.slack.safety import asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@U0BOT00000> 待機児童の推移は？", "待機児童の推移は？"),
        ("<@U0BOT00000|sosei>　待機児童の推移は？ ", "待機児童の推移は？"),
        ("A&amp;B &lt;C&gt;", "A&B <C>"),
        ("&amp;lt; は何", "&lt; は何"),
        ("<https://example.jp/?a=1&amp;b=2>", "https://example.jp/?a=1&b=2"),
        ("<mailto:a@example.jp|a@example.jp> <!subteam^S1|@企画> <#C1|総務>", "a@example.jp @企画 #総務"),
        ("<!channel> 出生率", "@channel 出生率"),
        ("", ""),
    ],
)
def test_question_is_what_the_person_typed(text: str, question: str) -> None:
    """Mentions go, links and groups read as they did, and entities become characters once."""
    assert asked(text) == question


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_what_is_escaped_for_slack_is_what_was_typed_when_it_comes_back(text: str) -> None:
    """Escaping and reading back are inverse but for the zero-width space that breaks a mention."""
    assert asked(escaped(text)).replace("\u200b", "") == text.replace("\u200b", "")


def test_seen_remembers_only_so_many() -> None:
    """An event is known until so many others came after it that it is forgotten."""
    seen = Seen(room=2)
    assert [seen.before(event) for event in ("a", "a", "b", "c", "c", "a")] == [False, True, False, False, True, False]


MARKS = ("<!channel>", "<@U1>", "<#C1>", "<https://e.jp|x>", "```", "`", "*", "_", "~", "&", "&lt;")
UNSEEN = ("\u202e", "\u200f", "\x00", "\x1b[31m", "\r\n", "\u2028", "\ud800", "\n> ")
NEVER_SHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
hostile = st.text() | st.lists(st.sampled_from((*MARKS, *UNSEEN, "😀", "漢字", " ")), max_size=12).map("".join)


@given(hostile)
def test_no_text_pings_links_or_turns_lines_about(text: str) -> None:
    """Whatever documents and people write, mrkdwn holds no mark-up of theirs, and nothing that cannot be seen."""
    shown = escaped(text)
    assert "<" not in shown and ">" not in shown
    assert not re.search("&(?!amp;|lt;|gt;)", shown)
    assert not NEVER_SHOWN.search(shown)
    assert not re.search("<[!@#]", literal(text))
    shown.encode("utf-8")


@given(hostile, st.integers(2, 75))
def test_what_must_fit_fits_and_says_that_it_was_cut(text: str, units: int) -> None:
    """A label is one line of at most so many UTF-16 units; whole if it can be, else with an ellipsis at its end."""
    label = fitted(text, units)
    assert len(label.encode("utf-16-le")) // 2 <= units
    assert "\n" not in label
    assert label == one_line(text) or label.endswith("…")
