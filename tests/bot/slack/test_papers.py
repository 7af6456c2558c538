"""Committee preparation in Slack, on the sample: a few words or a window, and the file arrives."""

import csv
import json
import shutil
import time
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from beside_worker import worker_of
from eventually import eventually
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st
from loopback_slack import LoopbackSlack
from loopback_slack.block_kit import view_problems
from loopback_slack.events import deliver, direct_message, kpi, mention, submitted, typed_into
from loopback_slack.state import Failure

from bot.answering.figures.side_by_side import Sides
from bot.briefs.scope import Scope
from bot.jobs.counter import Counter
from bot.settings import Settings
from bot.slack.app import build_app
from bot.slack.papers.modal import window
from bot.slack.papers.request import (
    CompareRequest,
    ListRequest,
    PaperRequest,
    bare_kind,
    language_said,
    request_of,
    words_of,
)
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from bot.wiring import Sosei
from kpi_store.views import IndicatorView
from kpi_store.withholding import Restriction
from prompts.wording import LANGUAGES

from .conftest import Bot, behind, served_over_http

# What the words mean


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("brief 2-2", PaperRequest(Scope(2, 2))),
        ("brief 基本目標2 Word R4", PaperRequest(Scope(2), "docx", "R4")),
        ("資料作成　出生数、待機児童数　エクセル", PaperRequest(Scope(names=("出生数", "待機児童数")), "xlsx")),
        ("BRIEF all", PaperRequest(Scope())),
        ("compare 出生数、待機児童数 基準=H27", CompareRequest(("出生数", "待機児童数"), Sides(base=2015))),
        ("比較 観光入込客数 R4 R5版", CompareRequest(("観光入込客数",), Sides(editions=("R4", "R5")))),
        ("list 2 遅れ", ListRequest(Scope(2), "behind")),
        ("一覧 全部 attainment", ListRequest(Scope(), None, "attainment")),
        ("list 3 csv", ListRequest(Scope(3), csv=True)),
    ],
)
def test_a_few_words_say_what_is_wanted(words: str, meant: object) -> None:
    """Scope, kind of file, edition, base year and status are told by their form, in either language."""
    assert request_of(words) == meant


@pytest.mark.parametrize(
    "question", ["待機児童の推移は？", "一覧", "brief", "待機児童を比較 して", "compare", "", "briefs 2"]
)
def test_an_ordinary_question_stays_one(question: str) -> None:
    """Only a first word of its own asks for a preparation, and only with what it is of."""
    assert request_of(question) is None


def test_the_wish_alone_opens_the_window() -> None:
    """「資料作成」 or ``brief`` with nothing more must be asked for the rest."""
    assert bare_kind("brief") and bare_kind(" 資料作成 ")
    assert not bare_kind("brief 2")


places = st.one_of(
    st.just(Scope()),
    st.builds(Scope, goal=st.integers(1, 99)),
    st.builds(Scope, goal=st.integers(1, 99), measure=st.integers(1, 99)),
    st.just(Scope(names=("出生数", "1人1日当たりごみ排出量"))),
)


@given(st.builds(PaperRequest, places, st.sampled_from(["docx", "pptx", "xlsx"]), st.sampled_from([None, "R4", "H30"])))
def test_what_a_window_puts_together_is_understood_as_words(request: PaperRequest) -> None:
    """The words that are kept in the trail ask for the same again, in the language that was chosen."""
    for language in LANGUAGES:
        words = words_of(request, language)
        assert (request_of(words), language_said(words)) == (request, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("brief 2-2 pptx", None),
        ("brief 2-2 英語", "en"),
        ("資料作成 2-2 english", "en"),
        ("資料作成 2-2 pptx", "ja"),
        ("brief 2-2 日本語", "ja"),
        ("list 2", None),
    ],
)
def test_words_say_the_language_or_leave_it_to_the_person(words: str, language: str | None) -> None:
    """An explicit word counts first, then the language of the first word; ASCII alone says nothing."""
    assert language_said(words) == language
    assert request_of(words) is not None


@dataclass(frozen=True)
class Tree:
    """As much of what is published as the window looks at."""

    held: tuple[IndicatorView, ...]

    def indicators(self) -> tuple[IndicatorView, ...]:
        return self.held

    def editions(self) -> tuple[str, ...]:
        return tuple(f"R{n}" for n in range(1, len(self.held)))


@settings_(max_examples=25, deadline=None)
@given(st.integers(1, 130), st.text(min_size=1, max_size=200), st.sampled_from(["ja", "en"]))
def test_the_window_is_within_slacks_limits(measures: int, title: str, language: Any) -> None:
    """Whatever the number and length of goals, measures and editions."""
    held = tuple(
        IndicatorView(
            n, title, "人", None, (title,), goal=n % 7, goal_title=title, measure=n, measure_title=f"{title}{n}"
        )
        for n in range(1, measures + 1)
    )
    assert view_problems(window(Tree(held), language, "C0CHANNEL").to_dict()) == []  # type: ignore[arg-type]


# End to end


def file_named(slack: LoopbackSlack, ending: str) -> Any:
    slack.wait_for(lambda: any(file.name.endswith(ending) and file.shared for file in slack.files.values()))
    return next(file for file in slack.files.values() if file.name.endswith(ending))


def said_last(slack: LoopbackSlack, channel: str) -> list[str]:
    """Texts of a channel's messages as they stand now."""
    return [str(message["text"]) for (where, _), message in slack.messages.items() if where == channel]


@pytest.mark.slow
def test_a_paper_comes_into_the_thread_it_was_asked_for_in(
    slack: LoopbackSlack, prepared_bot: Bot, sosei: Sosei
) -> None:
    """A mention with a few words brings the file beside the answer, and the store keeps it."""
    prepared_bot.tell(mention("資料作成 2-2 pptx", ts="1710000000.000001"))
    file = file_named(slack, ".pptx")
    assert len(pptx.Presentation(BytesIO(file.content)).slides) >= 4
    view, kept = sosei.store.papers.content(file.name.removesuffix(".pptx"))
    assert kept == file.content
    assert view.by == "U0PERSON"
    assert (file.shared["channel_id"], file.shared["thread_ts"]) == ("C0CHANNEL", "1710000000.000001")
    slack.wait_for(lambda: view.id in "".join(said_last(slack, "C0CHANNEL")))
    (message,) = said_last(slack, "C0CHANNEL")
    assert "作成しました" in message  # the one message that said it was being made
    assert "作成しています" in slack.posts[0]["text"]


@pytest.mark.slow
def test_a_command_is_told_at_once_that_the_paper_is_being_made(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """The acknowledgement says so, whatever the making takes; message and file are in the direct messages."""
    told = json.loads(prepared_bot.tell(kpi("brief 2-3 pptx", slack.response_url())))
    assert told["response_type"] == "ephemeral" and "作成しています" in told["text"]
    file = file_named(slack, ".pptx")
    assert file.shared["channel_id"] == "D0PERSON"
    slack.wait_for(lambda: file.name.removesuffix(".pptx") in "".join(said_last(slack, "D0PERSON")))
    assert not slack.private


@pytest.mark.slow
def test_a_paper_is_in_the_language_in_which_somebody_uses_slack(
    slack: LoopbackSlack, prepared_bot: Bot, sosei: Sosei
) -> None:
    """Words that tell none leave it to the person's locale; no word for English is needed."""
    slack.people["U0ENGLISH"] = {"locale": "en-GB"}
    prepared_bot.tell(mention("brief 2-3 pptx", ts="1710000000.000005", user="U0ENGLISH"))
    file = file_named(slack, ".pptx")
    shown = "".join(shape.text_frame.text for shape in pptx.Presentation(BytesIO(file.content)).slides[0].shapes)
    assert "review paper" in shown
    assert "The paper" in str(slack.posts[0]["text"])
    slack.wait_for(lambda: file.name.removesuffix(".pptx") in "".join(said_last(slack, "C0CHANNEL")))


@pytest.mark.slow
def test_direct_messages_bring_what_the_person_may_see(
    slack: LoopbackSlack, sample_home: Path, tmp_path: Path, settings: SlackSettings
) -> None:
    """A restricted edition is in the paper of whoever may see it there, and in nobody else's."""
    shutil.copytree(sample_home, tmp_path / "home", symlinks=True)
    own = Sosei(Settings(SOSEI_HOME=tmp_path / "home"))
    stricter = replace(settings, rules=Rules(restricted={Restriction("R5"): frozenset({"U0CHIEF"})}))
    app = build_app(stricter, own.store, behind(own))
    editions = {}
    with worker_of(own), served_over_http(app, stricter) as url:
        for nth, user in enumerate(("U0CHIEF", "U0PERSON")):
            message = direct_message(
                "資料作成 2-2 xlsx", user=user, ts=f"1710000000.00010{nth}", channel=f"D{user[1:]}"
            )
            deliver(url, message)
            slack.wait_for(lambda many=nth: sum(bool(f.shared) for f in slack.files.values()) > many)
            file = list(slack.files.values())[-1]
            assert file.shared["channel_id"] == f"D{user[1:]}"
            editions[user] = own.store.papers.content(file.name.removesuffix(".xlsx"))[0].edition
    assert editions == {"U0CHIEF": "R5", "U0PERSON": "R4"}


@pytest.mark.slow
def test_the_window_is_in_the_language_in_which_somebody_uses_slack(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """And chooses it for the paper, which can be changed there."""
    slack.people["U0ENGLISH"] = {"locale": "en-US"}
    prepared_bot.tell(kpi("brief", slack.response_url(), user_id="U0ENGLISH"))
    slack.wait_for(lambda: slack.views)
    (view,) = slack.views
    assert view["title"]["text"] == "Make a paper"
    (language,) = [block["element"] for block in view["blocks"] if block.get("block_id") == "language"]
    assert language["initial_option"]["value"] == "en" and len(language["options"]) == 2


@pytest.mark.slow
def test_a_message_that_was_deleted_costs_nobody_the_file(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """What told of the progress may be gone by the time the file comes; then the end is told anew."""
    slack.fail("upload", Failure("slow", 429, retry_after=1))
    prepared_bot.tell(mention("資料作成 2-3 pptx", ts="1710000000.000008"))
    slack.wait_for(lambda: slack.files)
    slack.messages.clear()
    file = file_named(slack, ".pptx")
    slack.wait_for(lambda: file.name.removesuffix(".pptx") in "".join(said_last(slack, "C0CHANNEL")))


@pytest.mark.slow
def test_several_bots_on_one_database_bring_a_file_once(
    slack: LoopbackSlack, prepared_bot: Bot, sosei: Sosei, settings: SlackSettings
) -> None:
    """Each of them looks for jobs to tell of; a slow upload is not begun by another."""
    other = build_app(settings, sosei.store, behind(sosei))
    with served_over_http(other, settings):
        slack.fail("files.getUploadURLExternal", Failure("ratelimited", 429, retry_after=2))
        prepared_bot.tell(mention("資料作成 2-2 docx", ts="1710000000.000006"))
        file_named(slack, ".docx")
        slack.wait_for(lambda: "作成しました" in "".join(said_last(slack, "C0CHANNEL")))
        time.sleep(1.5)  # both look twice a second
    assert len(slack.files) == 1


@pytest.mark.slow
def test_a_file_that_slack_does_not_take_is_tried_again(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """An outage in the middle of bringing costs nobody the paper."""
    slack.fail("files.completeUploadExternal", Failure("fatal_error"))
    prepared_bot.tell(mention("資料作成 2-3 xlsx", ts="1710000000.000007"))
    slack.wait_for(lambda: any(file.shared for file in slack.files.values()))
    slack.wait_for(lambda: "作成しました" in "".join(said_last(slack, "C0CHANNEL")))


@pytest.mark.slow
def test_what_was_hidden_since_a_paper_was_ordered_is_not_brought(
    slack: LoopbackSlack, sample_home: Path, tmp_path: Path, settings: SlackSettings
) -> None:
    """A paper made under older rules never reaches those who may not see what is in it."""
    shutil.copytree(sample_home, tmp_path / "home", symlinks=True)
    own = Sosei(Settings(SOSEI_HOME=tmp_path / "home"))
    place = {"channel": "U0PERSON", "thread": None, "user": "U0PERSON", "language": "ja", "title": "古い規則"}
    arguments = {"goal": 2, "format": "xlsx", "withheld": [], "exchange": "older"}
    job, _ = Counter(own.store).ask("paper", arguments, "U0PERSON", place)
    with worker_of(own):
        eventually(lambda: own.store.jobs.find(job.id).over)
    stricter = replace(settings, rules=Rules(restricted={Restriction("R5"): frozenset({"U0CHIEF"})}))
    build_app(stricter, own.store, behind(own)).telling.tell()
    slack.wait_for(lambda: "公開範囲が変わりました" in "".join(said_last(slack, "D0PERSON")))
    assert not slack.files


@pytest.mark.slow
def test_a_window_makes_a_paper_for_whoever_filled_it(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """``/kpi brief`` opens it, it suggests indicators, and what it puts together arrives in direct messages."""
    prepared_bot.tell(kpi("brief", slack.response_url()))
    slack.wait_for(lambda: slack.views)
    (view,) = slack.views
    assert view_problems(view) == []
    options = json.loads(prepared_bot.tell(typed_into("paper_indicators", "indicators", "待機")))["options"]
    assert [option["value"] for option in options] == ["保育所等の待機児童数"]
    values = {
        "scope": {"scope": {"selected_option": {"value": "all"}}},
        "indicators": {"paper_indicators": {"selected_options": options}},
        "format": {"format": {"selected_option": {"value": "xlsx"}}},
        "edition": {"edition": {"selected_option": {"value": "R4"}}},
        "language": {"language": {"selected_option": {"value": "ja"}}},
    }
    prepared_bot.tell(submitted(view, values))
    file = file_named(slack, ".xlsx")
    assert openpyxl.load_workbook(BytesIO(file.content)).worksheets[0]["A2"].value.count("R4版") == 1
    assert file.shared["channel_id"].startswith("D")


@pytest.mark.slow
def test_lists_and_comparisons_are_answers_with_what_belongs_to_them(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """A comparison is an answer like any other; a list also comes as a spreadsheet, to one person in messages."""
    prepared_bot.tell(mention("比較 出生数、保育所等の待機児童数 基準=H27", ts="1710000000.000002"))
    slack.wait_for(lambda: any("指数" in str(post) for post in slack.posts))
    slack.forget()
    prepared_bot.tell(kpi("list 2 遅れ", slack.response_url()))
    file = file_named(slack, ".xlsx")
    assert file.shared["channel_id"].startswith("D")
    assert any("保育所等の待機児童数" in str(post) for post in slack.private)
    prepared_bot.tell(mention("一覧 2 遅れ csv", ts="1710000000.000009"))
    rows = list(csv.reader(file_named(slack, ".csv").content.decode("utf-8-sig").splitlines()))
    listed = [row[1] for row in openpyxl.load_workbook(BytesIO(file.content)).worksheets[0].values]
    assert [row[1] for row in rows] == listed and "保育所等の待機児童数" in listed


@pytest.mark.slow
def test_what_does_not_exist_is_told_in_one_line(slack: LoopbackSlack, prepared_bot: Bot) -> None:
    """An unknown goal or indicator is no failure of ours, and no file comes."""
    prepared_bot.tell(mention("資料作成 9 pptx", ts="1710000000.000003"))
    slack.wait_for(lambda: slack.posts)
    assert "その基本目標・施策に指標はありません" in slack.posts[0]["text"]
    assert not slack.files
