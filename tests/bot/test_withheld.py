"""A document that is withheld is nowhere in an answer: from the question to the last remark."""

from pathlib import Path

import pytest

from bot.rendering.json import answer_object, dumps
from bot.rendering.text import plain_text
from bot.settings import Settings
from bot.wiring import Sosei
from kpi_store.withholding import Restriction

QUESTIONS = (
    "待機児童の推移は？",
    "創業相談件数の推移は？",
    "観光入込客数は改訂された？",
    "出生数の今後の方向性は？",
    "基本目標1の指標の一覧は？",
    "令和5年度の資料では待機児童は何人？",
    "どんな資料が登録されていますか",
    "子育て支援の取組は？",
)


@pytest.fixture(scope="module")
def sosei(sample_home: Path) -> Sosei:
    return Sosei(Settings(SOSEI_HOME=sample_home))


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_of_a_withheld_edition_is_answered(sosei: Sosei, question: str) -> None:
    """With R5 withheld, values, names, quotations, sources and candidates are those of what remains."""
    answer = sosei.answer(question, withheld=frozenset({Restriction("R5")}))
    told = dumps(answer_object(answer, plain_text(answer), None)).replace("R5版の資料は登録されていません", "")
    figures, excerpts = answer.figures, answer.excerpts
    sources = [p.source for f in figures for p in f.points] + [e.source for e in excerpts]
    assert all(source.edition != "R5" for source in sources)
    assert "1,847" not in told and "R5版" not in told
    assert not any("創業" in figure.indicator for figure in figures)


@pytest.mark.slow
def test_with_everything_withheld_nothing_is_answered(sosei: Sosei) -> None:
    """Somebody who may see no document gets the answer of an empty house."""
    answer = sosei.answer("待機児童の推移は？", withheld=frozenset({Restriction("*")}))
    assert (answer.status, answer.figures, answer.excerpts, answer.candidates) == ("not_found", (), (), ())


@pytest.mark.slow
def test_others_are_answered_from_all(sosei: Sosei) -> None:
    """Withholding from some changes nothing for others."""
    sosei.answer("待機児童の推移は？", withheld=frozenset({Restriction("R5")}))
    figure = sosei.answer("待機児童の推移は？").figures[0]
    assert figure.edition == "R5"
