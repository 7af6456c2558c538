"""An answer's sentences in the words of a language model, if it says the same; else as they are.

The model sees the sentences and the quotations of the answer, never the question: what staff typed stays in the house.
Document text goes to it as JSON within a fence that it cannot close, and the prompt says that it is data. Its reply is
trusted with nothing: see ``rephrasing`` and ``faithful``.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from bot.answering.answer import Answer, Intent
from bot.answering.proofs.faithful import unfounded
from bot.answering.proofs.rephrasing import Draft
from prompts.wording import wording

Complete = Callable[[str, str], str | None]
"""A language model: what it replies to a system prompt and a user's; None where nothing came in time."""

_WRITTEN: frozenset[Intent] = frozenset({"trend", "value", "target", "compare", "summary"})
"""Answers in figures. Lists have lines rather than sentences, and what introduces a quotation needs no other words."""

_LONGEST_QUOTATIONS = 4_000
"""Characters of quotations that are sent along."""

_log = logging.getLogger(__name__)


class Writer:
    """Rephrases answers.

    Args:
        complete: The language model.
    """

    def __init__(self, complete: Complete) -> None:
        self._complete = complete

    def rephrased(self, answer: Answer) -> Answer:
        """The answer in the model's words where they say the same; else the same object."""
        if answer.status != "answered" or answer.intent not in _WRITTEN:
            return answer
        say = wording(answer.language)
        reply = self._complete(say.say("model.system"), say.say("model.user", evidence=_fenced(answer)))
        told = _sentences(reply) if reply is not None else None
        if told is None or not Draft(answer).kept_by(told):
            if reply is not None:
                _log.info("the language model's words for an answer of intent %s were not used", answer.intent)
            return answer
        written = replace(answer, headline=told[0], remarks=tuple(told[1:]), written_by="model")
        return answer if unfounded(written) else written


def _fenced(answer: Answer) -> str:
    """The evidence as JSON in which no sign can open or close a tag."""
    quotations, room = [], _LONGEST_QUOTATIONS
    for excerpt in answer.excerpts:
        if (room := room - len(excerpt.text)) < 0:
            break
        quotations.append(excerpt.text)
    held = {"sentences": [answer.headline, *answer.remarks], "quotations": quotations}
    return json.dumps(held, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


def _sentences(reply: str) -> list[str] | None:
    """The sentences of a reply, or None where it is not of the form that was asked for."""
    start, end = reply.find("{"), reply.rfind("}")
    try:
        held = json.loads(reply[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    told = held.get("sentences") if isinstance(held, dict) else None
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        return None
    return [one.strip() for one in told]
