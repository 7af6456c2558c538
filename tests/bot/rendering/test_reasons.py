"""Why a value needs review is told in the reader's language."""

import re
from pathlib import Path

import pytest

from bot.rendering.text_reasons import reasons_told
from prompts.wording import LANGUAGES, wording

CORPUS = Path(__file__).parents[3] / "corpus"
GIVEN = re.compile(r"""["'](?P<code>[a-z]+(?:_[a-z]+)*): [a-z{]""")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_that_the_reader_gives_has_its_words(language):
    """A code in the reader's source without wording would reach administrators as a code."""
    source = "".join(
        file.read_text("utf-8") for part in ("charts", "structure", "office") for file in (CORPUS / part).rglob("*.py")
    )
    codes = {match["code"] for match in GIVEN.finditer(source)}
    assert len(codes) > 25
    assert not {code for code in codes if f"reasons.{code}" not in wording(language).names}


def test_a_reason_is_told_once_in_the_language_asked_for():
    """Two values with the same doubt give one phrase; a reason without a code stays as it is."""
    given = ("untitled: no title was found", "untitled: the chart has no title of its own", "looked odd")
    assert reasons_told(given, "ja") == "グラフに題名がありません、looked odd"
    assert reasons_told(given, "en") == "the chart has no title, looked odd"
