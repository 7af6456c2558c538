"""What is worked out of one indicator's values, as a question wants it."""

from bot.answering.answer import Answer
from bot.answering.bounding import Bound
from bot.answering.bounds import passed
from bot.answering.library import Library
from bot.answering.question import Question
from bot.answering.reckoning import Streak, Times, Total
from bot.answering.streaks import in_a_row
from bot.answering.times import times
from bot.answering.totals import total
from kpi_store.views import IndicatorView


def reckoned(question: Question, library: Library, indicator: IndicatorView) -> Answer | None:
    """The answer, or None where the values do not give it, so that they are shown as they are."""
    match question.reckoning:
        case Bound() as bound:
            return passed(question, library, indicator, bound)
        case Streak() as streak:
            return in_a_row(question, library, indicator, streak)
        case Total():
            return total(question, library, indicator)
        case Times():
            return times(question, library, indicator)
        case _:
            return None
