"""Which indicators a brief is about: a goal's, a measure's, some by name, or all."""

import re
from dataclasses import dataclass

from corpus.errors import PlaceUnknown
from kpi_store.figures import Published
from kpi_store.views import IndicatorView
from prompts.wording import Language, wording

_PLACE = re.compile(r"(?P<goal>[0-9]+)[-－‐](?P<measure>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of indicators. All fields empty means every indicator."""

    goal: int | None = None
    measure: int | None = None
    names: tuple[str, ...] = ()

    def chosen(self, figures: Published) -> tuple[IndicatorView, ...]:
        """The indicators, by goal and measure; those chosen by name in the order in which they were named.

        Raises:
            PlaceUnknown: If the goal or measure has no indicator.
            IndicatorUnknown: If no indicator goes by a name.
        """
        if self.names:
            return tuple({view.id: view for view in map(figures.find, self.names)}.values())
        found = tuple(
            view
            for view in figures.indicators()
            if self.goal in (None, view.goal) and self.measure in (None, view.measure)
        )
        if not found:
            places = {(v.goal, v.measure) if self.measure else (v.goal,) for v in figures.indicators() if v.goal}
            known = tuple("-".join(str(n) for n in place if n) for place in sorted(places, key=str))
            raise PlaceUnknown(place=self.place, known=known)
        return found

    @property
    def place(self) -> str:
        """The goal or measure in short: ``2`` or ``2-1``; empty for anything else."""
        return "-".join(str(number) for number in (self.goal, self.measure) if number is not None)

    def title(self, figures: Published, language: Language) -> str:
        """What the brief is called, by the words of the policy tree where it is about a part of it."""
        say = wording(language).say
        chosen = self.chosen(figures)
        if self.names:
            first = chosen[0].name
            if len(chosen) == 1:
                return say("brief.title.one", indicator=first)
            return say("brief.title.several", indicator=first, others=len(chosen) - 1)
        if self.goal is None:
            return say("brief.title.all")
        return say("brief.title.place", place=place_of(chosen[0], language)[1 if self.measure is not None else 0])


def measure_scope(text: str) -> Scope | None:
    """The scope of a measure written ``2-1``; None where the text is no such place."""
    match = _PLACE.fullmatch(text.strip())
    return Scope(goal=int(match["goal"]), measure=int(match["measure"])) if match else None


def place_of(indicator: IndicatorView, language: Language) -> tuple[str, ...]:
    """Headings of the policy tree over an indicator, the goal first; empty where no tree lists it."""
    say = wording(language).say
    if indicator.goal is None:
        return ()
    goal = say("brief.place.goal", number=indicator.goal, title=indicator.goal_title or "").strip()
    if indicator.measure is None:
        return (goal,)
    place = f"{indicator.goal}-{indicator.measure}"
    return goal, say("brief.place.measure", number=place, title=indicator.measure_title or "").strip()
