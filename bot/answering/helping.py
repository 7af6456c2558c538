"""How to ask: for a greeting, or for whoever asks what the bot can do."""

import re

from bot.answering.answer import Answer
from bot.answering.library import Library
from bot.answering.question import Question
from corpus.words import plain
from prompts.wording import wording

_CUE = re.compile(
    r"使い方|使いかた|ヘルプ|何ができ|なにができ|どう(?:聞|き)けば|^(?:こんにちは|おはよう|こんばんは|はじめまして)"
    r"|^(?:hi|hello|help)\b|what can you do|how (?:do|can) i (?:use|ask)"
)


def asks_for_help(question: Question) -> bool:
    """Whether the question is about the bot itself."""
    return bool(_CUE.search(plain(question.text).strip()))


def helping(question: Question, library: Library) -> Answer:
    """What can be asked, with an indicator that is really there as the example."""
    say = wording(question.language)
    names = [i.name for i in library.figures.indicators()]
    example = next((n for n in names if "待機児童" in n), names[0] if names else None)
    lines = [say.say("answer.help.figures", indicator=example)] if example else []
    return Answer(
        question=question.text,
        language=question.language,
        status="answered",
        intent="help",
        headline=say.say("answer.help.headline"),
        remarks=(*lines, say.say("answer.help.words"), say.say("answer.help.editions")),
        names=(example,) if example else (),
    )
