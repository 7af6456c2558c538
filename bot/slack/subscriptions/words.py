"""Subscriptions in words: what is sent, when, and in which channel."""

from datetime import date

from bot.answering.phrases import date_name
from bot.briefs.wanted import Wanted
from bot.slack.blocks import fitted
from kpi_store.subscriptions import LAST_DAY, ON_PUBLISH, SubscriptionView
from prompts.wording import Language, wording

_NAME = 80
"""Code units of an indicator's name."""


def described(subscription: SubscriptionView, language: Language) -> str:
    """What is sent and when: ``施策2-2（PowerPoint）・毎月1日``."""
    say = wording(language).say
    return say(
        "subscription.described",
        what=wanted_words(Wanted.read(subscription.wanted), language),
        when=rhythm_words(subscription.day, language),
    )


def wanted_words(wanted: Wanted, language: Language) -> str:
    """What is made, in a few words."""
    say, scope = wording(language).say, wanted.scope
    if scope.names:
        first, others = fitted(scope.names[0], _NAME), len(scope.names) - 1
        place = say("brief.title.several", indicator=first, others=others) if others else first
    elif scope.measure is not None:
        place = say("subscription.measure", place=scope.place)
    elif scope.goal is not None:
        place = say("subscription.goal", place=scope.place)
    else:
        place = say("slack.paper.all")
    if wanted.standing:
        place += say("subscription.standing", standing=say(f"brief.standing.{wanted.standing}"))
    return say("subscription.what", place=place, format=say(f"subscription.format.{wanted.format}"))


def rhythm_words(day: int, language: Language) -> str:
    """When it is sent."""
    say = wording(language).say
    if day == ON_PUBLISH:
        return say("subscription.on_publish")
    return say("subscription.last_day") if day == LAST_DAY else say("subscription.on_day", day=day)


def days_date(text: str, language: Language) -> str:
    """A day (``2026-12-01``) as offices write it."""
    return date_name(date.fromisoformat(text), wording(language))


def reason(why: str, language: Language) -> str:
    """Why a subscription is paused, and what to do."""
    said = wording(language)
    name = f"subscription.why.{why}"
    return said.say(name) if name in said.names else said.say("subscription.why.other", code=why)
