"""The blocks of a handful of answers, whole: a change of any of them is seen, and meant.

``SOSEI_WRITE_SNAPSHOTS=1 pytest tests/bot/slack/test_snapshots.py`` writes them anew; look at the difference then.
"""

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from answers import about, page, trend, waiting_children, whole
from loopback_slack import problems

from bot.answering.answer import Answer, Computed
from bot.answering.conversation.offers import Offers
from bot.slack.blocks import Reference, answer_messages, native_charts, picture_block

FOLDER = Path(__file__).parent / "snapshots"
EVERYTHING = Offers(all_years=True, comparable=True, editions=("R4",), figures=True)
SHA = "0123456789abcdef" * 4


def sourced(answer: Answer) -> Answer:
    """The answer with sources whose pages can be shown."""
    excerpts = tuple(replace(e, source=replace(e.source, sha256=SHA)) for e in answer.excerpts)
    return replace(answer, excerpts=excerpts)


CLARIFY = replace(
    about("子ども"),
    status="clarify",
    headline="お尋ねの指標は、次のどれでしょうか。",
    candidates=("出生数", "待機児童数"),
)
COMPARED = replace(
    whole(),
    intent="compare",
    figures=(*whole().figures, replace(whole().figures[0], indicator="放課後児童クラブの待機児童数", baseline=None)),
    computed=(Computed("change_over_period", Decimal(-11), "人", (2021, 2023), "保育所等の待機児童数"),),
)
LISTED = replace(
    about("一覧"),
    status="answered",
    intent="list",
    remarks=("・出生数（単位：人）　令和5年（2023年）：787人",),
    figures=(replace(waiting_children(), indicator="出生数", target=None, baseline=None),),
)
IMPORTED = replace(
    about("人口"),
    status="answered",
    language="en",
    headline="人口 was 12 people.",
    figures=(
        replace(
            waiting_children(),
            target=None,
            baseline=None,
            points=tuple(
                replace(p, source=replace(page(1), page=None, edition=None, url="https://example.jp/人口?a=1&b=2"))
                for p in waiting_children().points[:1]
            ),
        ),
    ),
)
ANSWERS = {
    "picture": (sourced(trend()), Reference("e1", EVERYTHING)),
    "native": (sourced(whole()), Reference("e1", EVERYTHING, private=True)),
    "clarify": (CLARIFY, Reference("e1")),
    "compare": (COMPARED, Reference("e1", Offers(figures=True))),
    "list": (LISTED, Reference("e1", Offers(figures=True))),
    "imported": (IMPORTED, Reference("e1", Offers(figures=True))),
    "not_found": (about("市長の好物"), None),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_looks_as_it_did(name: str) -> None:
    """Texts and blocks of every message are those that were looked at, and Slack takes them."""
    answer, reference = ANSWERS[name]
    chart = native_charts(answer) or ([picture_block("F0CHART000", "減っています")] if name == "picture" else [])
    made = [
        {"text": m.text, "blocks": list(m.blocks)} for m in answer_messages(answer, chart=chart, reference=reference)
    ]
    file = FOLDER / f"{name}.json"
    if os.environ.get("SOSEI_WRITE_SNAPSHOTS"):
        file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert made == json.loads(file.read_text("utf-8"))
    assert [problem for message in made for problem in problems(message["blocks"])] == []
