"""Buttons that ask on: all years, another indicator beside, another edition, one of several candidates."""

import re

from slack_bolt import App

from bot.answering.answer import Answer
from bot.slack.actions.clicks import Click, Clicks, figures_intent
from bot.slack.blocks.buttons import ALL_YEARS, CHOOSE, CHOOSE_MANY, COMPARE, EDITION
from corpus.errors import IndicatorUnknown
from kpi_store.withholding import Restriction
from prompts.wording import wording

_NUMBERED = r":[0-9]+"


def register(app: App, clicks: Clicks) -> None:
    """Listen for the buttons that ask on."""
    app.action(ALL_YEARS)(clicks.handled(lambda click: _all_years(clicks, click)))
    app.action(COMPARE)(clicks.handled(lambda click: _compared(clicks, click)))
    app.action(re.compile(EDITION + _NUMBERED))(clicks.handled(lambda click: _other_edition(clicks, click)))
    for kind in (re.compile(CHOOSE + _NUMBERED), CHOOSE_MANY):
        app.action(kind)(clicks.handled(lambda click: _chosen(clicks, click)))


def _all_years(clicks: Clicks, click: Click) -> None:
    said, say = click.said, wording(click.language).say
    question = say("buttons.asked.trend", indicators=say("answer.join.items").join(said.indicators))
    clicks.ask(
        click,
        question,
        lambda withheld: clicks.of_indicators(click, said.indicators, withheld, said.edition),
        edition=said.edition,
    )


def _compared(clicks: Clicks, click: Click) -> None:
    """The argument is the id of the other indicator."""
    said, say = click.said, wording(click.language).say
    names = (said.indicators[0], clicks.store.published().indicator(int(click.argument)).name)
    clicks.ask(
        click,
        say("buttons.asked.compare", one=names[0], other=names[1]),
        lambda withheld: clicks.of_indicators(click, names, withheld, said.edition),
        edition=said.edition,
    )


def _other_edition(clicks: Clicks, click: Click) -> None:
    """The argument is the edition's label. The same is asked of it as was asked before."""
    asked, edition = click.exchange.asked, click.argument
    clicks.ask(
        click,
        asked.question,
        lambda withheld: clicks.answered_again(click, withheld, edition),
        edition=edition,
        follows=asked.follows,
    )


def _chosen(clicks: Clicks, click: Click) -> None:
    """The argument is the candidate's place among those offered, from 0."""
    said = click.said
    name = said.candidates[int(click.argument)]

    def told(withheld: frozenset[Restriction]) -> Answer:
        try:
            return clicks.of_indicators(click, (name,), withheld, said.edition, figures_intent(said))
        except IndicatorUnknown:  # a candidate may be a heading
            return clicks.respond(name, edition=said.edition, after=None, withheld=withheld)

    clicks.ask(click, name, told, edition=said.edition)
