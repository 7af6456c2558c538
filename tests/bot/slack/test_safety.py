"""Small parts: what was typed, what was seen, what may be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks import escaped
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
