"""What ``/kpi`` is asked about subscriptions, told from a few words.

``subscribe 2-2 docx monthly=1``, ``定期配信 一覧 遅れ 毎月末日``, ``subscriptions``, ``unsubscribe NUMBER``.
"""

import re
from dataclasses import dataclass

from bot.slack.papers.request import ListRequest, PaperRequest, request_of
from corpus.words import plain
from kpi_store.subscriptions import LAST_DAY, ON_PUBLISH

_SUBSCRIBE = frozenset({"subscribe", "定期配信", "配信"})
_LISTED = frozenset({"subscriptions", "定期配信一覧", "配信一覧"})
_UNSUBSCRIBE = frozenset({"unsubscribe", "定期配信解除", "配信解除"})
_MONTHLY = re.compile(
    r"毎月(?:(?P<last>末日?|月末)|(?P<day>[0-9]{1,2})日?)?|monthly(?:[=:](?:(?P<end>last)|(?P<on>[0-9]{1,2})))?"
)
_PUBLISHED = frozenset({"publish", "公開", "公開時", "公開のたび"})


@dataclass(frozen=True, slots=True)
class Subscribe:
    """A subscription to be made."""

    request: PaperRequest | ListRequest
    day: int


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A subscription to be put together."""


@dataclass(frozen=True, slots=True)
class ShowAll:
    """Subscriptions to be listed."""


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """A subscription to be ended; None where it was not said which."""

    number: int | None


Wish = Subscribe | OpenWindow | ShowAll | Unsubscribe


def wish_of(text: str) -> Wish | None:
    """What is wished; None where it is nothing about subscriptions."""
    first, *rest = plain(text).split() or [""]
    if first in _LISTED:
        return ShowAll()
    if first in _UNSUBSCRIBE:
        return Unsubscribe(int(rest[0]) if len(rest) == 1 and rest[0].isdecimal() else None)
    return _subscribe(rest) if first in _SUBSCRIBE else None


def _subscribe(words: list[str]) -> Wish:
    """What cannot be understood as it was typed is put together in the window."""
    day, left = ON_PUBLISH, []
    for word in words:
        if match := _MONTHLY.fullmatch(word):
            day = LAST_DAY if match["last"] or match["end"] else int(match["day"] or match["on"] or 1)
        elif word not in _PUBLISHED:
            left.append(word)
    request = request_of(" ".join(left)) or (request_of(" ".join(["brief", *left])) if left else None)
    if not isinstance(request, PaperRequest | ListRequest) or not ON_PUBLISH <= day <= LAST_DAY:
        return OpenWindow()
    return Subscribe(request, day)
