"""The words on a chart: title, unit, legend, source."""

from collections.abc import Sequence

from bot.answering.answer import Figure, Goalpost
from bot.rendering.charts_panels import Panel
from bot.rendering.text_table import goalpost_year
from prompts.wording import Language, wording

MOST_SOURCES = 3


def title(shown: Sequence[Panel], language: Language) -> str:
    """What the chart is about: its indicators' names."""
    say = wording(language).say
    names = list(dict.fromkeys(figure.indicator for panel in shown for figure in panel.figures))
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return say("chart.title_and", first=names[0], second=names[1])
    return say("chart.title_many", first=names[0], others=len(names) - 1)


def facts(figures: Sequence[Figure], language: Language) -> str:
    """Unit, kind of year and edition, as far as all the indicators share them."""
    return wording(language).say("chart.between").join(_shared(figures, language))


def heading(panel: Panel, shown: Sequence[Panel], language: Language) -> str:
    """What one of several panels shows: its indicators, and the facts that the panels do not share."""
    everywhere = _shared([figure for other in shown for figure in other.figures], language)
    own = [fact for fact in _shared(panel.figures, language) if fact not in everywhere]
    return wording(language).say("chart.between").join([title([panel], language), *own])


def _shared(figures: Sequence[Figure], language: Language) -> list[str]:
    say = wording(language).say
    units, periods = {figure.unit for figure in figures}, {figure.period for figure in figures}
    editions = {figure.edition for figure in figures}
    unit, period, edition = (next(iter(found)) if len(found) == 1 else None for found in (units, periods, editions))
    return [
        *([say("chart.unit", unit=unit)] if unit else []),
        *([say(f"chart.period.{period}")] if period else []),
        *([say("chart.edition", edition=edition)] if edition else []),
    ]


def series_name(figure: Figure, panel: Panel, language: Language) -> str:
    """What a line is called at its end: the indicator, or the edition where all are of one indicator."""
    if figure.edition and panel.editions:
        return wording(language).say("chart.edition", edition=figure.edition)
    return figure.indicator


def goalpost_words(role: str, goalpost: Goalpost, language: Language) -> str:
    """``目標 R6(2024)``; ``role`` is target or baseline."""
    return wording(language).say(f"chart.{role}", year=goalpost_year(goalpost, language)).strip()


def source(figures: Sequence[Figure], language: Language) -> str:
    """The documents that gave the values, with their pages."""
    say = wording(language).say
    pages: dict[tuple[str, str | None], list[int]] = {}
    for figure in figures:
        for point in figure.points:
            held = pages.setdefault((point.source.document, point.source.edition), [])
            if point.source.page is not None and point.source.page not in held:
                held.append(point.source.page)
    named = [_document(*place, sorted(held), language) for place, held in pages.items()]
    if len(named) > MOST_SOURCES:
        named = [*named[:MOST_SOURCES], say("chart.source_more", count=len(named) - MOST_SOURCES)]
    return say("chart.source", sources=say("chart.source_between").join(named))


def _document(title: str, edition: str | None, pages: Sequence[int], language: Language) -> str:
    say = wording(language).say
    parts = [title, say("chart.edition", edition=edition) if edition else ""]
    if pages:
        parts.append(say("chart.pages", pages=", ".join(str(page) for page in pages)))
    return " ".join(part for part in parts if part)
