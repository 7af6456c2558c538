"""What is worked out of one indicator's values, as a question wants it."""

from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.figures.bounds import passed
from bot.answering.figures.compare import compare_years
from bot.answering.figures.computing import actuals
from bot.answering.figures.places import placed
from bot.answering.figures.steps import moved, yearly
from bot.answering.figures.streaks import in_a_row
from bot.answering.figures.summary import highest, lowest, summary
from bot.answering.figures.times import times
from bot.answering.figures.totals import total
from bot.answering.figures.turning import turned
from bot.answering.library import Library
from bot.answering.phrases import year_name
from bot.answering.questions.bounding import Bound
from bot.answering.questions.periods import AskedYears
from bot.answering.questions.placing import Places
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import FromPeak, Moves, Streak, Times, Total, Turn, Yearly
from kpi_store.views import IndicatorView
from prompts.wording import wording


def reckoned(question: Question, library: Library, indicator: IndicatorView) -> Answer | None:
    """The answer, or None where the values do not give it, so that they are shown as they are."""
    match question.reckoning:
        case Bound() as bound:
            return passed(question, library, indicator, bound)
        case Streak() as streak:
            return in_a_row(question, library, indicator, streak)
        case Total():
            return total(question, library, indicator)
        case Places() as wanted:
            return placed(question, library, indicator, wanted) or _both_ends(question, library, indicator, wanted)
        case FromPeak() as wanted:
            return _from_peak(question, library, indicator, wanted)
        case Yearly():
            return yearly(question, library, indicator)
        case Turn() as turn:
            return turned(question, library, indicator, turn)
        case Moves() as moves:
            return moved(question, library, indicator, moves)
        case Times() as wanted:
            return times(question, library, indicator, wanted)
        case _:
            return None


def _from_peak(question: Question, library: Library, indicator: IndicatorView, wanted: FromPeak) -> Answer | None:
    """The highest value against the newest, or the lowest; the highest alone where that is the newest."""
    figure = library.figure(indicator)
    top, bottom, own = highest(figure), lowest(figure), actuals(figure)
    if top is None or bottom is None:
        return None
    peak, other = top.years[-1], bottom.years[-1] if wanted.to_lowest else own[-1].year
    if peak == other:
        return summary(
            replace(question, text=wording(question.language).say("answer.peak.asked"), years=AskedYears()),
            library,
            [indicator],
        )
    between = replace(question, reckoning=None, years=AskedYears(named=(peak, other)))
    shared = times(between, library, indicator, Times()) if wanted.as_share else None
    found = shared or compare_years(between, library, indicator)
    if wanted.to_lowest:
        return found
    year = year_name(peak, figure.period, question.language)
    told = wording(question.language).say("answer.peak.taken", year=year)
    return replace(found, remarks=(told, *found.remarks), names=(*found.names, year))


def _both_ends(question: Question, library: Library, indicator: IndicatorView, wanted: Places) -> Answer | None:
    """The highest and the lowest where nobody knows which of them is good; None where that is not the reason."""
    if wanted.sense in ("greatest", "smallest") or indicator.desired in ("up", "down"):
        return None
    found = summary(replace(question, reckoning=None), library, [indicator])
    undirected = wording(question.language).say("answer.places.undirected")
    return replace(found, remarks=(*found.remarks, undirected))
