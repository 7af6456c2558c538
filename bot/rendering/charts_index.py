"""What of an answer is drawn: its figures, or their index where the answer computed one."""

from dataclasses import replace

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.rendering.text_numbers import year_label
from prompts.wording import wording


def drawn_figures(answer: Answer) -> tuple[Figure, ...]:
    """The figures as the chart shows them; those without an index are left to the table."""
    index: dict[str, list[Computed]] = {}
    for computed in answer.computed:
        if computed.name == "index":
            index.setdefault(computed.indicator, []).append(computed)
    if not index:
        return answer.figures
    base = next(computed.years[0] for held in index.values() for computed in held)
    unit = wording(answer.language).say("chart.index", year=year_label(base, answer.language))
    return tuple(
        _indexed(figure, index[figure.indicator], unit) for figure in answer.figures if figure.indicator in index
    )


def _indexed(figure: Figure, index: list[Computed], unit: str) -> Figure:
    value = {computed.years[-1]: computed.value for computed in index}
    points = [replace(point, value=value[point.year]) for point in figure.points if point.year in value]
    own: tuple[FigurePoint, ...] = tuple(point for point in points if point.status == "actual")
    return replace(figure, unit=unit, period=None, points=own, target=None, baseline=None)
