"""Buttons: each leads somewhere, and carries the exchange's id."""

from dataclasses import replace
from typing import Any

import pytest
from answers import about, page, trend
from loopback_slack import problems

from bot.answering.answer import Answer
from bot.answering.conversation.offers import Offers
from bot.slack.blocks import Reference, answer_messages
from bot.slack.blocks.buttons import page_argument, parted, value_of

SHA = "0123456789abcdef" * 4
ID = "f" * 32


def pressed(answer: Answer, offers: Offers | None = None, private: bool = False) -> list[dict[str, Any]]:
    """Everything that can be pressed under an answer."""
    messages = answer_messages(answer, reference=Reference(ID, offers or Offers(), private))
    blocks = [block for message in messages for block in message.blocks]
    assert problems(blocks) == []
    return [e for block in blocks if block["type"] in ("actions", "context_actions") for e in block["elements"]]


def ids(elements: list[dict[str, Any]]) -> list[str]:
    return [element["action_id"] for element in elements]


def test_an_answer_offers_only_what_leads_somewhere() -> None:
    """Without anything to offer there is only the question what one thinks of it."""
    assert ids(pressed(trend())) == ["feedback"]


def test_every_step_has_its_button_and_carries_the_exchange() -> None:
    """All years, both editions, CSV, share and the list to compare with, in this order."""
    everything = Offers(all_years=True, comparable=True, editions=("R5", "R4"), figures=True)
    elements = pressed(trend(), everything, private=True)
    assert ids(elements) == ["all_years", "edition:0", "edition:1", "csv", "share", "compare", "feedback"]
    assert [e["value"] for e in elements if e["type"] == "button"] == [ID, f"{ID} R5", f"{ID} R4", ID, ID]


def test_what_all_see_already_is_not_shared() -> None:
    """Only a private answer can be shown to the channel."""
    assert "share" not in ids(pressed(trend(), Offers(figures=True)))


def test_one_source_is_a_button_and_several_are_a_list() -> None:
    """The page that is shown is named by the file's fingerprint and its number."""
    source = replace(page(15), sha256=SHA)
    excerpt = replace(trend().excerpts[0], source=source)
    (button, _) = pressed(replace(trend(), figures=(), excerpts=(excerpt,)))
    assert (button["action_id"], button["value"]) == ("page", f"{ID} 0123456789ab.15")
    other = replace(excerpt, source=replace(source, page=16))
    (chooser, _) = pressed(replace(trend(), figures=(), excerpts=(excerpt, other)))
    assert [o["value"] for o in chooser["options"]] == [f"{ID} 0123456789ab.15", f"{ID} 0123456789ab.16"]
    assert chooser["options"][1]["text"]["text"].startswith("[2] R5版 p.16 ")


def test_the_page_stays_readable_whatever_the_title() -> None:
    """A title of any length does not push the page out of the list."""
    source = replace(page(15), sha256=SHA, document="検証報告書" * 40)
    excerpts = tuple(replace(trend().excerpts[0], source=replace(source, page=n)) for n in (15, 16))
    (chooser, _) = pressed(replace(trend(), figures=(), excerpts=excerpts))
    assert "p.15" in chooser["options"][0]["text"]["text"]


def test_an_imported_figure_has_no_page() -> None:
    """What stands in no document has no page to show; its address is a link already."""
    assert page_argument(page(15)) == ""


def test_few_candidates_are_buttons_and_many_a_list_that_can_be_searched() -> None:
    """Five names can be read as buttons; six are looked for."""
    few = replace(about("子ども"), status="clarify", candidates=tuple("出生率の推移"[:5]))
    assert ids(pressed(few)) == [*(f"choose:{n}" for n in range(5)), "feedback"]
    assert pressed(few)[2]["value"] == f"{ID} 2"
    many = replace(few, candidates=tuple("出生率の推移"))
    assert [e["type"] for e in pressed(many)] == ["external_select", "feedback_buttons"]


@pytest.mark.parametrize("argument", ["", "R4", "0123456789ab.15.3", "長い 名前"])
def test_a_value_comes_apart_as_it_was_put_together(argument: str) -> None:
    """What a button carries is read back."""
    assert parted(value_of(ID, argument)) == (ID, argument)
