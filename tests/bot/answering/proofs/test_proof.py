"""What an answer shows is held against the store once more, by another hand."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from bot.answering.answer import Answer, ComputedName
from bot.answering.answerer import Answerer
from bot.answering.library import Library
from bot.answering.proofs.proof import proven
from bot.answering.proofs.recomputing import _RULES, COUNTS, OF_TWO
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.readings import WAITING, baseline, indicator, reading, section, target
from tests.support.stores import published

DIRECTION = "受入枠を令和7年度までに30人分増やす。"


@pytest.fixture(scope="module")
def store() -> KpiStore:
    """One indicator with target, baseline and a direction."""
    store = KpiStore.open("sqlite://", create=True)
    marks = [target(2024, 0), baseline(2018, 31)]
    told = indicator(WAITING, numbers={2021: 12, 2022: 0, 2023: 4}, marks=marks)
    published(store, reading(told, sections=[section(DIRECTION)]))
    return store


@pytest.fixture(scope="module")
def library(store: KpiStore) -> Library:
    return Library(store.published(), store.passages, lambda query, where, many: Findings(()))


@pytest.fixture(scope="module")
def answer(store: KpiStore) -> Answer:
    return Answerer(store, lambda query, where, many: Findings(())).answer("待機児童の推移は？")


def test_an_answer_as_it_is_made_is_borne_out(answer, library):
    """Values, computed values and quotations of an answer are all stored so."""
    assert answer.computed
    assert answer.excerpts
    assert proven(answer, library) is answer


@pytest.mark.parametrize(
    "change",
    [{"value": Decimal(5)}, {"status": "carried"}, {"year": 2020}, {"label": "R6"}],
)
def test_a_value_that_is_stored_otherwise_is_left_out(answer, library, change):
    """Another value, status, year or label is no stored value."""
    (figure,) = answer.figures
    wrong = replace(figure, points=(replace(figure.points[-1], **change),))
    assert proven(replace(answer, figures=(wrong,)), library).figures == ()


def test_another_unit_or_target_is_left_out(answer, library):
    """The unit and the target belong to the evidence."""
    (figure,) = answer.figures
    for wrong in (replace(figure, unit="件"), replace(figure, target=replace(figure.target, value=Decimal(9)))):
        assert proven(replace(answer, figures=(wrong,)), library).figures == ()


def test_each_computed_value_is_computed_again(answer, library):
    """One that is off by one, or of years without values, is left out; the right ones stay."""
    for computed in answer.computed:
        for wrong in (replace(computed, value=computed.value + 1), replace(computed, years=(1999, 2000))):
            assert proven(replace(answer, computed=(wrong,)), library).computed == ()


def test_every_computation_has_its_rule_of_proof():
    """A computation that is added without a second way to it would never be said."""
    assert set(_RULES) | COUNTS | set(OF_TWO) == set(get_args(ComputedName))


@pytest.mark.parametrize(
    "change",
    [{"text": DIRECTION.replace("30", "40")}, {"text": ""}, {"text": DIRECTION + "。"}],
)
def test_a_quotation_must_stand_word_for_word_in_its_document(answer, library, change):
    """A changed digit, an empty quotation and one that goes on further are no quotations."""
    (quoted,) = answer.excerpts
    assert proven(replace(answer, excerpts=(replace(quoted, **change),)), library).excerpts == ()


def test_a_quotation_must_stand_on_the_page_that_is_cited(answer, library):
    """The right words with a wrong page or document would send a reader astray."""
    (quoted,) = answer.excerpts
    for source in (replace(quoted.source, page=3), replace(quoted.source, document="別の資料")):
        assert proven(replace(answer, excerpts=(replace(quoted, source=source),)), library).excerpts == ()
