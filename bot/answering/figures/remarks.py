"""What must be said beside the figures: gaps, carried and measured values, imports, how a year was understood."""

import re

from bot.answering.answer import Figure
from bot.answering.phrases import year_name, year_names
from bot.answering.questions.question import Question
from prompts.wording import Wording

_COUNTED_BACK = re.compile(r"一昨年度?|おととし|昨年度?|去年度?|今年度?|本年度|last year|this year")


def about_years(question: Question, whole: Figure, say: Wording) -> list[str]:
    """How 昨年度 or コロナ前 was understood; nothing where the question named its years."""
    years = question.years
    remarks = []
    if years.covid:
        year = year_name(years.named[-1], whole.period, say.language)
        remarks.append(say.say("answer.remark.covid", year=year))
    if years.back is not None and whole.points:
        year = year_name(whole.points[-1].year - years.back, whole.period, say.language)
        said = _COUNTED_BACK.search(question.text.lower())
        told = {"said": said[0], "year": year} if said else {"year": year}
        remarks.append(say.say("answer.remark.counted_back" if said else "answer.remark.years_ago", **told))
    return remarks


def of_points(figure: Figure, say: Wording, whole: Figure | None = None, carried: bool = True) -> list[str]:
    """What is to know of the values shown.

    Args:
        figure: With the points shown.
        say: The wording of the answer's language.
        whole: With all points, to tell the years between the first and the last shown that have no value; None where
            these are not told. A year that the question left out is no year without a value.
        carried: Whether values in parentheses are told; not where a sentence does already.
    """
    remarks = []
    years = [p.year for p in figure.points]
    held = {p.year for p in whole.points} if whole else set()
    if whole and whole.baseline and whole.baseline.year:
        held.add(whole.baseline.year)  # told as the baseline, it is no year without a value
    if held and years and (empty := sorted(set(range(years[0], years[-1])) - held)):
        remarks.append(say.say("answer.remark.gaps", years=year_names(empty, figure.period, say)))
    for status in ("carried", "measured") if carried else ("measured",):
        if some := [p.year for p in figure.points if p.status == status]:
            remarks.append(say.say(f"answer.remark.{status}", years=year_names(some, figure.period, say)))
    for said in dict.fromkeys(p.remark for p in figure.points if p.remark):
        years_so = year_names((p.year for p in figure.points if p.remark == said), figure.period, say)
        remarks.append(say.say("answer.remark.said", years=years_so, said=said))
    if any(p.source.method == "import" for p in figure.points):
        remarks.append(say.say("answer.remark.imported"))
    return remarks
