"""Buttons under answers of the sample, end to end: each leads to what it says, for those who may see it."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bigram_embedder import BigramEmbedder
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import click, direct_message, kpi, mention, submitted, typed_into
from readings import indicator, reading
from stores import published

from bot.answering.answer import Answer, Intent
from bot.answering.answerer import Answerer
from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from bot.slack.app import Answering, build_app
from bot.slack.settings import SlackSettings
from bot.wiring import Sosei
from index.file_shelf import FileShelf
from index.search import Findings
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction
from prompts.wording import wording

from .conftest import Bot, NoPapers, _delivered, behind, draw, served_over_http, served_over_socket, tell_about

TEXT = """さくら市まち・ひと・しごと創生総合戦略　効果検証報告書
令和5年度版

基本目標２　子育てを支える
施策２－１　保育の充実
ＫＰＩ：待機児童数（人）
【評価】
４年続けて０人となった。
【今後の方向性】
・保育士の確保に努めます。
"""
QUESTION = "令和4年度の待機児童は何人？"
say = wording("ja").say


@pytest.fixture(scope="module")
def over_real_http(sosei: Sosei, settings: SlackSettings) -> Iterator[Bot]:
    app = build_app(settings, sosei.store, behind(sosei))
    with served_over_http(app, settings) as url:
        yield Bot(lambda payload: _delivered(url, payload))


@pytest.fixture(scope="module")
def over_real_socket(sosei: Sosei, settings: SlackSettings, loopback: LoopbackSlack) -> Iterator[Bot]:
    app = build_app(settings, sosei.store, behind(sosei))
    with served_over_socket(app, loopback, settings) as bot:
        yield bot


@pytest.fixture
def bot(over_real_http: Bot) -> Bot:
    return over_real_http


def asked(slack: LoopbackSlack, bot: Bot, question: str = QUESTION) -> list[dict[str, Any]]:
    """Ask in a channel, and give the blocks of the reply."""
    bot.tell(mention(question, ts="1710000000.000001"))
    slack.wait_for(lambda: slack.posts and pressable(blocks(slack)))
    found = blocks(slack)
    slack.forget()
    return found


def blocks(slack: LoopbackSlack) -> list[dict[str, Any]]:
    return [block for post in (*slack.posts, *slack.private) for block in post.get("blocks") or []]


def pressable(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Everything that can be pressed, by its id."""
    rows = [block for block in found if block["type"] in ("actions", "context_actions")]
    return {element["action_id"]: element for row in rows for element in row["elements"]}


def said(slack: LoopbackSlack) -> str:
    return json.dumps([*slack.posts, *slack.private], ensure_ascii=False)


def years(found: list[dict[str, Any]]) -> list[str]:
    """First column of the table."""
    (table,) = [block for block in found if block["type"] == "table"]
    return [row[0]["text"] for row in table["rows"]]


@pytest.mark.parametrize("transport", ["over_real_http", "over_real_socket"])
def test_all_years_follow_in_the_same_thread(
    slack: LoopbackSlack, transport: str, request: pytest.FixtureRequest
) -> None:
    """A reply with one year leads to all of them, in the thread, for all to see."""
    bot = request.getfixturevalue(transport)
    found = asked(slack, bot)
    bot.tell(click(pressable(found)["all_years"], "C0CHANNEL"))
    slack.wait_for(lambda: slack.posts)
    assert slack.posts[0]["thread_ts"] == "1710000000.000001"
    assert {"H27(2015)", "R5(2023)"} <= set(years(blocks(slack)))
    assert "all_years" not in pressable(blocks(slack))


def test_a_click_that_comes_twice_is_answered_once(slack: LoopbackSlack, bot: Bot) -> None:
    """The same trigger asks nothing new."""
    pressed = click(pressable(asked(slack, bot))["all_years"], "C0CHANNEL")
    bot.tell(pressed)
    bot.tell(pressed)
    bot.tell(mention("出生数の推移は？"))
    slack.wait_for(lambda: {"保育所等", "出生数は"} <= {post["text"][:4] for post in slack.posts})
    assert sum(post["text"].startswith("保育所等") for post in slack.posts) == 1


def test_the_other_edition_says_what_it_says(slack: LoopbackSlack, bot: Bot) -> None:
    """The same question is answered from the older edition, and leads back to the newer."""
    elements = pressable(asked(slack, bot, "待機児童の推移は？"))
    bot.tell(click(elements["edition:0"], "C0CHANNEL"))
    slack.wait_for(lambda: slack.posts)
    assert "R4版" in said(slack)
    assert "R5(2023)" not in years(blocks(slack))
    assert pressable(blocks(slack))["edition:0"]["value"].endswith(" R5")


def test_a_foreigner_finds_nothing_by_typing(slack: LoopbackSlack, bot: Bot) -> None:
    """The lists open to nobody to whom the gate is shut: not a name of an indicator is told."""
    slack.people["U5FOREIGN"] = {"team_id": "T0OTHER"}
    found = asked(slack, bot, "待機児童の推移は？")
    (row,) = [block for block in found if pressable(found)["compare"] in block.get("elements", [])]
    for action in ("compare", "choose_many"):
        told = bot.tell(typed_into(action, row["block_id"], "", user="U5FOREIGN"))
        assert json.loads(told)["options"] == []


def test_indicators_to_compare_with_are_found_by_typing(slack: LoopbackSlack, bot: Bot) -> None:
    """The list offers what holds the typed words, never the indicator itself, and the choice is set beside it."""
    found = asked(slack, bot, "待機児童の推移は？")
    element = pressable(found)["compare"]
    (row,) = [block for block in found if element in block.get("elements", [])]
    options = json.loads(bot.tell(typed_into("compare", row["block_id"], "出生")))["options"]
    assert options and all("出生" in option["text"]["text"] for option in options[:1])
    every = json.loads(bot.tell(typed_into("compare", row["block_id"], "")))["options"]
    assert len(every) > 10
    assert not any("待機児童" in option["text"]["text"] for option in every)
    bot.tell(click(element, "C0CHANNEL", selected=options[0]["value"]))
    slack.wait_for(lambda: slack.posts)
    assert "待機児童" in said(slack) and options[0]["text"]["text"] in said(slack)


def test_the_source_page_is_a_picture_with_the_figure_marked(slack: LoopbackSlack, bot: Bot) -> None:
    """The page of the PDF is uploaded, ready before it is shown, and says which page it is."""
    element = pressable(asked(slack, bot))["page"]
    value = None if "value" in element else element["options"][0]["value"]
    bot.tell(click(element, "C0CHANNEL", selected=value))
    slack.wait_for(lambda: slack.posts)
    (image,) = [block for block in blocks(slack) if block["type"] == "image"]
    assert slack.files[image["slack_file"]["id"]].content.startswith(b"\x89PNG")
    assert "R5版 p." in slack.posts[0]["text"]


def test_where_a_picture_cannot_be_had_the_pages_words_stand(slack: LoopbackSlack, bot: Bot) -> None:
    """If the upload fails, the words of the page are quoted with its place."""
    element = pressable(asked(slack, bot, "待機児童の今後の方向性は？"))["page"]
    slack.fail("files.getUploadURLExternal", Failure("missing_scope"))
    value = None if "value" in element else element["options"][0]["value"]
    bot.tell(click(element, "C0CHANNEL", selected=value))
    slack.wait_for(lambda: slack.posts)
    assert "ページの画像はありません" in slack.posts[0]["text"]
    assert "> " in slack.posts[0]["text"]


def test_of_a_text_file_the_words_stand_at_their_line(
    slack: LoopbackSlack, settings: SlackSettings, tmp_path: Path
) -> None:
    """A text file has no picture: the passage is quoted with its place, and nothing else of the page."""
    (tmp_path / "kensho.txt").write_text(TEXT, "utf-8")
    store = KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True)
    ingest(Desk(store, tmp_path, FileShelf(tmp_path), BigramEmbedder()), [tmp_path / "kensho.txt"], to_publish=True)
    answerer = Answerer(store, lambda query, where, many: Findings(()))

    def respond(question: str, withheld: object, **facts: Any) -> Answer:
        return answerer.answer(question, **facts)

    app = build_app(settings, store, Answering(respond, tell_about, draw, NoPapers()))
    with served_over_http(app, settings) as url:
        bot = Bot(lambda payload: _delivered(url, payload))
        element = pressable(asked(slack, bot, "待機児童の今後の方向性は？"))["page"]
        value = None if "value" in element else element["options"][0]["value"]
        bot.tell(click(element, "C0CHANNEL", selected=value))
        slack.wait_for(lambda: slack.posts)
    assert "保育士の確保に努めます" in slack.posts[0]["text"]
    assert "０人となった" not in slack.posts[0]["text"]
    assert not slack.files


def test_an_old_button_answers_from_what_is_published_now_and_says_so(
    slack: LoopbackSlack, settings: SlackSettings
) -> None:
    """After a new edition the button still leads on, to the new figures, under a sentence that tells why."""
    store = KpiStore.open("sqlite://", create=True)
    published(store, reading(indicator("待機児童数", "人", {2021: 5, 2022: 3}), edition="R4"), edition="R4")
    answerer = Answerer(store, lambda query, where, many: Findings(()))

    def respond(question: str, withheld: object, **facts: Any) -> Answer:
        return answerer.answer(question, **facts)

    def about(name: str, intent: Intent, withheld: object, **facts: Any) -> Answer:
        return answerer.about(name, intent, **facts)

    app = build_app(settings, store, Answering(respond, about, draw, NoPapers()))
    with served_over_http(app, settings) as url:
        bot = Bot(lambda payload: _delivered(url, payload))
        element = pressable(asked(slack, bot, "令和4年度の待機児童数は何人？"))["all_years"]
        published(store, reading(indicator("待機児童数", "人", {2021: 5, 2022: 3, 2023: 9}), edition="R5"))
        bot.tell(click(element, "C0CHANNEL"))
        slack.wait_for(lambda: slack.posts)
    assert slack.posts[0]["text"].startswith(say("buttons.since"))
    assert "R5(2023)" in years(blocks(slack))


def test_figures_come_as_a_file_into_the_thread(slack: LoopbackSlack, bot: Bot) -> None:
    """The CSV holds what the answer shows, and nothing is said to the channel beside it."""
    bot.tell(click(pressable(asked(slack, bot))["csv"], "C0CHANNEL"))
    file = slack.wait_for(lambda: next((f for f in slack.files.values() if f.shared), None))
    assert (file.shared["channel_id"], file.shared["thread_ts"]) == ("C0CHANNEL", "1710000000.000001")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[3] for line in lines if line.endswith(",実績値") or ",実績値," in line] == ["2022"]


def test_a_private_answer_is_shared_with_the_channel(slack: LoopbackSlack, bot: Bot) -> None:
    """「チャンネルに共有」 shows it to all, says who did, and its buttons then work for everybody."""
    url = slack.response_url("share")
    bot.tell(kpi("待機児童の推移は？", url))
    slack.wait_for(lambda: slack.private)
    share = pressable(blocks(slack))["share"]
    slack.forget()
    place = {"is_ephemeral": True, "message_ts": "1710000000.000002", "channel_id": "C0CHANNEL"}
    bot.tell(click(share, "C0CHANNEL", container=place, response_url=slack.response_url("share2")))
    slack.wait_for(lambda: slack.private)
    (shared,) = slack.private
    assert shared["response_type"] == "in_channel"
    assert "<@U0PERSON> さんが共有しました" in said(slack)
    elements = pressable(blocks(slack))
    assert "share" not in elements and "edition:0" in elements
    slack.forget()
    bot.tell(click(elements["edition:0"], "C0CHANNEL", user={"id": "U0OTHER"}))
    slack.wait_for(lambda: slack.posts)
    assert "R4版" in said(slack)


def test_figures_of_a_private_answer_come_as_a_direct_message(slack: LoopbackSlack, bot: Bot) -> None:
    """A file cannot be ephemeral: it goes to the person, and the person is told."""
    bot.tell(kpi("待機児童の推移は？", slack.response_url("csv")))
    slack.wait_for(lambda: slack.private)
    element = pressable(blocks(slack))["csv"]
    slack.forget()
    place = {"is_ephemeral": True, "message_ts": "1710000000.000002", "channel_id": "C0CHANNEL"}
    bot.tell(click(element, "C0CHANNEL", container=place, response_url=slack.response_url("csv2")))
    slack.wait_for(lambda: slack.private)
    (file,) = [file for file in slack.files.values() if file.shared]
    assert file.shared["channel_id"].startswith("D")
    assert slack.private[0]["text"] == say("buttons.csv_file.sent")


def test_a_private_answer_is_nobody_elses(slack: LoopbackSlack, bot: Bot, sosei: Sosei) -> None:
    """A click in another person's name, or from another channel, leads nowhere and shows nothing."""
    bot.tell(direct_message("待機児童の推移は？", ts="1710000000.000003"))
    slack.wait_for(lambda: slack.posts)
    element = pressable(blocks(slack))["edition:0"]
    slack.forget()
    bot.tell(click(element, "C0OTHER", user={"id": "U0OTHER"}, response_url=slack.response_url("other")))
    slack.wait_for(lambda: slack.private)
    assert slack.private[0]["text"] == say("buttons.gone")
    assert not slack.posts


def test_a_button_of_a_forgotten_exchange_says_so(slack: LoopbackSlack, bot: Bot) -> None:
    """Nothing that can be pressed is silent."""
    element = {"type": "button", "action_id": "all_years", "value": "0" * 32}
    bot.tell(click(element, "C0CHANNEL", response_url=slack.response_url("gone")))
    slack.wait_for(lambda: slack.private)
    assert slack.private[0]["text"] == say("buttons.gone")


def test_a_failure_behind_a_button_is_told_with_its_number(slack: LoopbackSlack, bot: Bot, caplog) -> None:
    """What cannot be done is said to the one who clicked, with the id that is in the log."""
    element = pressable(asked(slack, bot))["csv"]
    slack.fail("files.getUploadURLExternal", Failure("missing_scope"))
    bot.tell(click(element, "C0CHANNEL", response_url=slack.response_url("failed")))
    slack.wait_for(lambda: slack.private)
    (error_id,) = [word.strip("。") for word in slack.private[0]["text"].split() if word.startswith("E-")]
    assert error_id in caplog.text


def test_candidates_are_chosen_by_a_button(slack: LoopbackSlack, bot: Bot) -> None:
    """A question that could mean several indicators is answered for the one that is pressed."""
    found = asked(slack, bot, "児童の数は？")
    elements = {name: e for name, e in pressable(found).items() if name.startswith("choose:")}
    assert elements
    chosen = elements["choose:0"]
    bot.tell(click(chosen, "C0CHANNEL"))
    slack.wait_for(lambda: slack.posts)
    assert chosen["text"]["text"] in slack.posts[0]["text"].split("\n")[0]


def test_a_thumb_up_is_kept(slack: LoopbackSlack, bot: Bot, sosei: Sosei) -> None:
    """What somebody thinks of an answer is kept with it."""
    element = pressable(asked(slack, bot))["feedback"]
    exchange = element["positive_button"]["value"].split(" ")[0]
    bot.tell(click(element | {"value": element["positive_button"]["value"]}, "C0CHANNEL"))
    await_rating(sosei.store, exchange, ("up", "", "U0PERSON"))


def test_a_thumb_down_asks_why_and_keeps_the_reason(slack: LoopbackSlack, bot: Bot, sosei: Sosei) -> None:
    """The modal opens within the trigger's time; what is typed there is kept, and thanked for."""
    element = pressable(asked(slack, bot))["feedback"]
    value = element["negative_button"]["value"]
    bot.tell(click(element | {"value": value}, "C0CHANNEL"))
    slack.wait_for(lambda: slack.views)
    (view,) = slack.views
    kind = {"kind": {"kind": {"selected_option": {"value": "wrong"}}}}
    ack = bot.tell(submitted(view, kind | {"said": {"said": {"value": "R4の値が古い"}}}))
    assert json.loads(ack)["response_action"] == "update"
    await_rating(sosei.store, value.split(" ")[0], ("down", "数値が違う / R4の値が古い", "U0PERSON"))


def test_what_is_withheld_is_behind_no_button(slack: LoopbackSlack, sosei: Sosei, settings: SlackSettings) -> None:
    """Where an edition is for others alone, neither its button nor its page nor its indicators are there."""
    rules = replace(settings.rules, restricted={Restriction("R4"): frozenset({"C0COMMITTEE"})})
    app = build_app(replace(settings, rules=rules), sosei.store, behind(sosei))
    with served_over_http(app, settings) as url:
        bot = Bot(lambda payload: _delivered(url, payload))
        elements = pressable(asked(slack, bot, "待機児童の推移は？"))
        assert "edition:0" not in elements
        exchange = elements["csv"]["value"]
        forged = {"type": "button", "action_id": "edition:0", "value": f"{exchange} R4"}
        bot.tell(click(forged, "C0CHANNEL"))
        slack.wait_for(lambda: slack.posts)
        assert not [block for block in blocks(slack) if block["type"] == "table"]
        (old,) = [d for d in sosei.store.documents() if d.edition == "R4"]
        slack.forget()
        forged = {"type": "button", "action_id": "page", "value": f"{exchange} {old.sha256[:12]}.5"}
        bot.tell(click(forged, "C0CHANNEL"))
        slack.wait_for(lambda: slack.posts)
        assert slack.posts[0]["text"] == say("buttons.page_gone")


def await_rating(store: KpiStore, exchange: str, wanted: tuple[str, str, str]) -> None:
    """Wait until the exchange is rated so."""
    until = time.monotonic() + 60
    while (view := store.exchanges.get(exchange)) is not None and time.monotonic() < until:
        if (view.feedback, view.feedback_reason, view.feedback_by) == wanted:
            return
        time.sleep(0.02)
    raise AssertionError(view)
