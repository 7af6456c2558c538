"""The sentences that stand for a chart where it cannot be seen: which way the figures went, in stored values only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Figure, FigurePoint
from bot.rendering.charts_panels import Panel
from bot.rendering.charts_words import series_name
from bot.rendering.text_numbers import quantity, year_label
from bot.rendering.text_table import figure_decimals, goalpost_year
from prompts.wording import Language, wording

LONGEST = 1900
"""Characters of an alternative text; Slack takes 2,000."""


def alt_text(answer: Answer, shown: Sequence[Panel]) -> str:
    """What the chart shows, indicator by indicator."""
    say = wording(answer.language).say
    parts = []
    for panel in shown:
        parts.append(say(f"chart.alt.kind_{panel.kind}"))
        parts.extend(
            part
            for figure in panel.figures
            for part in _figure(_named(figure, panel, answer.language), panel, answer.language)
        )
    text = say("chart.alt.between").join(parts)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _named(figure: Figure, panel: Panel, language: Language) -> Figure:
    """The indicator with its edition in its name, where editions are set beside each other."""
    if not panel.editions:
        return figure
    return replace(figure, indicator=f"{figure.indicator} {series_name(figure, panel, language)}")


def _figure(figure: Figure, panel: Panel, language: Language) -> Iterable[str]:
    say = wording(language).say
    yield from _trend(figure, language)
    carried = [point.year for point in figure.points if point.status == "carried"]
    if carried:
        yield say("chart.alt.carried", years=_years(carried, language))
    held = {point.year for point in figure.points}
    missing = [year for year in range(panel.first, panel.last + 1) if year not in held]
    if missing:
        yield say("chart.alt.missing", years=_years(missing, language))
    if figure.target:
        value = quantity(figure.target.value, figure.unit, figure_decimals(figure), language)
        yield say("chart.alt.target", year=goalpost_year(figure.target, language), value=value)


def _trend(figure: Figure, language: Language) -> Iterable[str]:
    """From the first to the last value that is a year's own; a carried one is no step of a trend."""
    own = [point for point in figure.points if point.status != "carried"]
    say, decimals = wording(language).say, figure_decimals(figure)

    def said(point: FigurePoint) -> str:
        return quantity(point.value, figure.unit, decimals, language)

    if not own:
        yield say("chart.alt.only_carried", indicator=figure.indicator)
        return
    first, last = own[0], own[-1]
    if len(own) == 1:
        yield say("chart.alt.one", indicator=figure.indicator, year=year_label(last.year, language), value=said(last))
        return
    ends = {"first_year": year_label(first.year, language), "last_year": year_label(last.year, language)}
    if len({point.value for point in own}) == 1:
        yield say("chart.alt.flat", indicator=figure.indicator, last=said(last), **ends)
        return
    way = "up" if last.value > first.value else "down" if last.value < first.value else "same"
    yield say(f"chart.alt.{way}", indicator=figure.indicator, first=said(first), last=said(last), **ends)
    if len(own) > 2:
        high, low = max(own, key=lambda point: point.value), min(own, key=lambda point: point.value)
        yield say(
            "chart.alt.range",
            high_year=year_label(high.year, language),
            high=said(high),
            low_year=year_label(low.year, language),
            low=said(low),
        )


def _years(years: Sequence[int], language: Language) -> str:
    """Years as runs: ``H29(2017)、R2(2020)～R4(2022)``."""
    say = wording(language).say
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return say("chart.alt.years_between").join(
        year_label(run[0], language)
        if len(run) == 1
        else say("chart.alt.years_through", first=year_label(run[0], language), last=year_label(run[-1], language))
        for run in runs
    )
