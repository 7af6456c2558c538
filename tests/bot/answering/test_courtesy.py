"""What is said around a question changes nothing of what it asks."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.answering.conversation.helping import asks_for_help
from bot.answering.golden import golden
from bot.answering.questions.courtesy import core_of
from bot.answering.questions.language import language_of
from bot.answering.questions.question import understand

GOLDEN = Path(__file__).parents[1] / "golden"
QUESTIONS = list(dict.fromkeys(one.q for file in sorted(GOLDEN.glob("*.jsonl")) for one in golden(file)))
AROUND = {
    "ja": (
        "お世話になっております。{}",
        "いつも大変お世話になっております。企画課の者です。\n{}\nお手数をおかけしますが、よろしくお願いいたします。",
        "お疲れ様です。来週の委員会で使いたいのですが、{}",
        "お忙しいところ恐れ入ります。議会答弁の資料を作成しておりまして、{}",
        "すみません、部長から聞かれているのですが{}",
        "急ぎです。{} よろしくお願いします。",
        "初めまして。市民課と申します。質問があります。{}。以上です。",
        "soseiさん、{} 今日中に知りたいです。",
        "@sosei {} なるべく早くお願いします",
    ),
    "en": (
        "Hi team, hope you are well. {} Many thanks!",
        "Sorry to bother you, but {}",
        "Good morning! For next week's council meeting, {} Thank you in advance.",
        "Quick question: {}",
        "Hi, could you help? {} Thanks!",
        "Please tell me: {}",
    ),
}
REQUESTS = (
    "{}をご教示いただけますと幸いです。",
    "{}について教えていただけないでしょうか",
    "{}を教えてほしいのですが。",
    "{}教えて〜",
    "{}を知りたいです",
    "{}って分かりますか？",
    "{}を共有いただけると助かります",
)


@cache
def _apart(question: str) -> object:
    taken = understand(question)
    bare = {"typed": "", "text": taken.text.rstrip("。?"), "query": taken.query.rstrip("。?")}
    return replace(taken, **bare)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("around", [(lang, frame) for lang in ("ja", "en") for frame in AROUND[lang]])
def test_greetings_reasons_and_thanks_ask_for_nothing(around: tuple[str, str]) -> None:
    """A question wrapped in what is usual in an office is taken apart as it is by itself.

    Each frame takes another third of the questions: all take a minute of a busy machine.
    """
    language, frame = around
    own = [q for q in QUESTIONS if language_of(q) == language][AROUND[language].index(frame) % 3 :: 3]
    changed = [q for q in own if not asks_for_help(understand(q)) and _apart(frame.format(q)) != _apart(q)]
    assert not changed


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize(
    "wanted", ["出生数の推移", "待機児童の目標", "観光客の今後の方向性", "基本目標2のKPI一覧", "市の人口密度"]
)
def test_a_request_in_other_words_is_the_same_request(request_: str, wanted: str) -> None:
    """However politely or loosely it is put, 教えてください is all that a request says."""
    same = {"を教えてください", "について教えてください"}
    assert core_of(request_.format(wanted)).removeprefix(wanted) in same


@pytest.mark.parametrize(
    ("said", "core"),
    [
        ("出生数っていくつなんだっけ", "出生数はいくつ?"),
        ("出生数のピークいつだっけ？", "出生数のピークいつ?"),
        ("Hi team, I hope you are well. Could you please tell me the target for births?", "the target for births?"),
        ("こんにちは", "こんにちは"),
        ("ありがとうございます", "ありがとうございます"),
        ("教えてください", "教えてください"),
    ],
)
def test_a_question_is_cut_to_what_it_asks(said: str, core: str) -> None:
    """Loose endings go; what is nothing but a greeting stays."""
    assert core_of(said) == core


@pytest.mark.parametrize(
    "said",
    [
        "令和4年度の資料で確認したいのですが、出生数は？",
        "西原台地区について調べているのですが、待機児童は？",
        "学童のお子さんの数を調べているのですが、最新でいくつですか",
    ],
)
def test_a_clause_that_says_of_what_it_is_asked_stays(said: str) -> None:
    """A clause that names an edition, a place or a subject is no courtesy."""
    assert core_of(said) == said.replace("？", "?")
