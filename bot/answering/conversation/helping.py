"""How to ask: for a greeting, or for whoever asks what the bot can do; and a word back for thanks."""

import re
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.library import Library
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from prompts.wording import wording

_CUE = re.compile(
    r"使い方|使いかた|ヘルプ|何ができ|なにができ|何[がを]聞け|何が(?:分|わ)か(?:る|り)[?。]?$|どう(?:聞|き)けば|^(?:こんにちは|おはよう|こんばんは|はじめまして)"
    r"|^(?:hi|hello|help)\b|what can you do|how (?:do|can) i (?:use|ask)"
)
_THANKS = re.compile(
    r"(?:(?:どうも)?ありがと[うー]?(?:ございま(?:す|した))?|どうも|助かりま(?:す|した)|了解(?:です|しました)?|承知しました|わかりました"
    r"|thanks(?: a lot| very much)?|thank you(?: very much)?|got it|ok(?:ay)?|great)[。、.!\s]*"
)


def asks_for_help(question: Question) -> bool:
    """Whether the question is about the bot itself, or but a greeting or thanks."""
    said = plain(question.text).strip()
    return bool(_CUE.search(said) or _THANKS.fullmatch(said))


def without_thanks(said: str) -> str:
    """A question without the thanks that it opens with, lower case and NFKC-normalised."""
    match = _THANKS.match(said)
    return said[match.end() :] if match and match[0][-1] in "。、.! " else said


def helping(question: Question, library: Library) -> Answer:
    """What can be asked, with an indicator that is really there as the example."""
    say = wording(question.language)
    if _THANKS.fullmatch(plain(question.text).strip()):
        return _about_itself(question, "answer.help.thanks")
    names = [i.name for i in library.figures.indicators()]
    example = next((n for n in names if "待機児童" in n), names[0] if names else None)
    lines = [say.say("answer.help.figures", indicator=example)] if example else []
    return replace(
        _about_itself(question, "answer.help.headline"),
        remarks=(*lines, say.say("answer.help.words"), say.say("answer.help.editions")),
        names=(example,) if example else (),
    )


def _about_itself(question: Question, name: str) -> Answer:
    headline = wording(question.language).say(name)
    return reply(question, "help", headline)
