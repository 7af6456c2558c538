"""What holds for every answer, whatever the documents hold and whatever is asked."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from bot.answering.library import Library
from bot.answering.proofs.faithful import Evidence, unfounded, unfounded_in
from bot.answering.proofs.proof import proven
from bot.rendering.charts_alt import alt_text
from bot.rendering.charts_panels import panels
from bot.rendering.text import own_words
from index.search import Findings, Hit
from prompts.wording import wording
from tests.support.random_stores import FOLLOWING, NAMES, QUESTIONS, WHOLE, editions, stored


def answerer_of(store) -> Answerer:
    """Searches by taking the first passages of all documents, so that quotations come up that nobody asked for."""

    def search(query, where, many):
        documents = [d.id for d in store.published().documents if not where.documents or d.sha256 in where.documents]
        found = [p for p in store.passages(documents) if not where.sections or p.section in where.sections]
        return Findings(tuple(Hit(p, 1.0, dense=1.0, lexical=1.0) for p in found[:many]), gap=0.1)

    return Answerer(store, search)


def said_outside_quotations(answer: Answer) -> str:
    """All that the reply says of its own: sentences, tables, computed values, candidates and the picture's words."""
    shown = panels(answer.figures) if answer.wants_chart else ()
    alt = alt_text(answer, shown) if shown else ""
    return f"{own_words(answer)}\n{alt}"


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a store is too slow to be shrunk
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(editions(), st.data())
def test_every_number_of_every_reply_comes_from_evidence(readings, draw):
    """Random stores, questions and follow-ups: nothing is raised, nothing had to be held back, no number is new."""
    store = stored(readings)
    answerer = answerer_of(store)
    library = Library(store.published(), store.passages, lambda query, where, many: Findings(()))
    asked = draw.draw(st.lists(st.sampled_from(QUESTIONS), min_size=4, max_size=8))
    names = [*(indicator.name for indicator in store.indicators()), *draw.draw(st.permutations(NAMES))[:1]]
    for template in asked:
        name = draw.draw(st.sampled_from(names))
        said = None
        follow = draw.draw(st.sampled_from(FOLLOWING))
        for question in (template.format(name), follow, draw.draw(st.sampled_from(WHOLE))):
            answer = answerer.answer(question, after=said)
            again = answerer.answer(question, after=said)
            assert replace(answer, timing_ms={}) == replace(again, timing_ms={}), question
            assert answer.headline != wording(answer.language).say("answer.plain.evidence"), question
            assert not unfounded(answer), question
            assert unfounded_in(said_outside_quotations(answer), Evidence.of(answer), tabled=True) == [], question
            edition = answer.said.edition if answer.said else None
            assert proven(answer, replace(library, edition=edition)) is answer, question
            said = answer.said
