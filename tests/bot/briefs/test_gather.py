"""What a brief says stands in the store and in the documents, or is left open."""

from datetime import date
from pathlib import Path

import pytest
from readings import indicator, reading, section
from stores import published

from bot.answering.answerer import Answerer
from bot.briefs.brief import Brief, Page
from bot.briefs.gather import Gatherer
from bot.briefs.scope import Scope, measure_scope
from bot.briefs.words import Words
from bot.settings import Settings
from bot.wiring import Sosei
from corpus.errors import EditionUnknown, IndicatorUnknown, PlaceUnknown
from index.search import Findings
from kpi_store.store import KpiStore

WAITING = "保育所等の待機児童数"


def page(brief: Brief, name: str) -> Page:
    return next(page for page in brief.pages if page.figure.indicator == name)


def of(sosei: Sosei, scope: Scope, **facts: str) -> Brief:
    return sosei.press().gatherer.gather(scope, id="B-1", made_on=date(2026, 11, 24), **facts)  # type: ignore[arg-type]


def test_a_brief_tells_every_indicator_of_its_scope(sosei: Sosei, brief: Brief) -> None:
    """A goal's brief holds the indicators of its measures too, in the order of the policy tree."""
    assert len(brief.pages) == len(sosei.store.indicators())
    names = [p.figure.indicator for p in of(sosei, Scope(goal=2)).pages]
    assert names == ["出生数", WAITING, "放課後児童クラブの登録児童数", "男性の育児休業取得率"]
    assert [p.figure.indicator for p in of(sosei, Scope(goal=2, measure=3)).pages] == ["男性の育児休業取得率"]
    assert [p.figure.indicator for p in of(sosei, Scope(names=("出生数", WAITING, "出生数"))).pages] == [
        "出生数",
        WAITING,
    ]


def test_quotations_stand_word_for_word_in_the_documents(sosei: Sosei, brief: Brief) -> None:
    """Each text that is quoted is a piece of a stored passage of the document and page that it names."""
    published = sosei.store.published()
    passages = sosei.store.passages(document.id for document in published.documents)
    held = {(p.document, p.edition, p.page): "" for p in passages}
    for passage in passages:
        held[passage.document, passage.edition, passage.page] += passage.text + "\n"
    quoted = [
        excerpt
        for told in brief.pages
        for excerpt in (
            *told.analysis,
            *told.directions,
            *told.notes,
            *(e for asked in told.expected for e in asked.excerpts),
        )
    ]
    assert len(quoted) > 50
    for excerpt in quoted:
        source = excerpt.source
        assert source.page is not None
        assert excerpt.text in held[source.document, source.edition, source.page]


@pytest.mark.slow
@pytest.mark.parametrize("home", ["sample_home", "kumamoto_home", "second_town_home"])
def test_under_an_indicator_only_what_is_tied_to_it_is_quoted(home: str, request: pytest.FixtureRequest) -> None:
    """A neighbour's direction that is worded alike never stands in a handout as this one's."""
    own = Sosei(Settings(SOSEI_HOME=request.getfixturevalue(home)))
    views = {view.name: view for view in own.store.indicators()}
    figures, quoted = own.store.published(), 0
    for told in of(own, Scope()).pages:
        view = views[told.figure.indicator]
        for excerpt in (*told.analysis, *told.directions, *told.notes):
            quoted += 1
            if excerpt.indicator is not None:
                assert excerpt.indicator in view.names
                continue
            passages = figures.passages_in(excerpt.section, view.goal, view.measure)
            assert excerpt.text in {p.text for p in passages if p.measure == view.measure}
    assert quoted


def test_what_a_measure_as_a_whole_is_told_stands_under_its_indicators_and_says_so() -> None:
    """Where a document judges measures and not indicators, the paper quotes that, and no sentence denies it."""
    told = [
        section("冷凍施設を整備する。", None),
        section("漁獲が戻った。", None, section="analysis"),
        section("※ 漁業産出額は推計値である。", None, section="note"),
        section("別の施策の方向性。", None, measure=3),
    ]
    values = {2022: 1795, 2023: 1838}
    indicators = [indicator(name, numbers=values) for name in ("漁業産出額", "加工品の数")]
    with KpiStore.open("sqlite://", create=True) as store:
        published(store, reading(*indicators, sections=told))
        gatherer = Gatherer(store, Answerer(store, lambda _query, _where, _many: Findings(())))
        brief = gatherer.gather(Scope(), id="B-1", made_on=date(2026, 11, 24))
    fishery, other = brief.pages
    assert [e.text for e in fishery.directions] == [e.text for e in other.directions] == ["冷凍施設を整備する。"]
    assert [e.text for e in fishery.analysis] == ["漁獲が戻った。"]
    assert fishery.notes and not other.notes
    assert not any("方向性は、資料に記載がありません" in said for said in fishery.sentences)
    words = Words(brief)
    assert "施策・目標全体" in words.heading("direction", fishery.directions)
    assert "施策・目標全体" not in words.heading("notes", fishery.notes)
    why = fishery.expected[0]
    assert "施策・目標全体" in words.answer(why) and not why.left_open


def test_a_brief_needs_no_model(sample_home: Path) -> None:
    """Nothing is sought by meaning: figures, quotations and their places are known."""
    without = Sosei(Settings(SOSEI_HOME=sample_home, EMBEDDING_MODEL="/nowhere"))
    assert len(of(without, Scope()).pages) > 10


def test_what_the_documents_do_not_say_is_left_open(brief: Brief) -> None:
    """A likely question without an answer in the documents says so, and nobody's forecast is made up."""
    births = page(brief, "出生数")
    will_it = next(asked for asked in births.expected if "達成できるのか" in asked.question)
    assert will_it.left_open == "達成の見込みは、資料に記載なし。"
    for told in brief.pages:
        for asked in told.expected:
            assert asked.sentences or asked.excerpts or asked.see or asked.left_open


def test_what_was_announced_stands_beside_what_was_reported(brief: Brief) -> None:
    """An announcement of the earlier edition meets the line of this edition's initiatives that speaks of the same."""
    promise = page(brief, WAITING).promise
    assert promise is not None and promise.edition == "R4"
    grants = next(item for item in promise.items if "就職準備金" in item.announced.text)
    assert any("就職準備金を31人に支給した" in line.text for line in grants.related)
    assert all(line.source.edition == "R5" for item in promise.items for line in item.related)


def test_an_older_edition_is_told_as_it_was(sosei: Sosei) -> None:
    """A brief of an older edition holds that edition's values, and no promise of a later one."""
    told = of(sosei, Scope(names=("観光入込客数",)), edition="R4").pages[0]
    assert {p.year: int(p.value) for p in told.figure.points}[2022] == 1862
    assert told.figure.edition == "R4"
    assert told.promise is None


def test_a_restated_value_raises_its_question(brief: Brief) -> None:
    """Where a later edition changed a value, the committee will ask why, and the brief has the question."""
    asked = [a.question for a in page(brief, "観光入込客数").expected]
    assert any("前の版の資料と異なる" in question for question in asked)
    assert not any("前の版の資料と異なる" in a.question for a in page(brief, "出生数").expected)


def test_what_does_not_exist_is_refused(sosei: Sosei) -> None:
    """An unknown goal, indicator or edition makes no paper."""
    with pytest.raises(PlaceUnknown) as refused:
        of(sosei, Scope(goal=9))
    assert refused.value.facts["known"] == ("1", "2", "3")
    with pytest.raises(PlaceUnknown):
        of(sosei, Scope(goal=1, measure=9))
    with pytest.raises(IndicatorUnknown):
        of(sosei, Scope(names=("雪の日数",)))
    with pytest.raises(EditionUnknown):
        of(sosei, Scope(), edition="R9")


@pytest.mark.parametrize(
    ("text", "scope"),
    [("2-1", Scope(2, 1)), (" ２－１".replace("２", "2").replace("１", "1"), Scope(2, 1)), ("2", None), ("二", None)],
)
def test_a_measure_is_written_with_its_goal(text: str, scope: Scope | None) -> None:
    """Goal and measure with a dash between them, of any width; anything else is no measure."""
    assert measure_scope(text) == scope


def test_english_words_stand_around_japanese_quotations(sosei: Sosei) -> None:
    """The words around are English, the quotations the documents' own."""
    told = of(sosei, Scope(names=(WAITING,)), language="en").pages[0]
    assert "stands at" in told.sentences[0]
    assert any("西原台地区" in e.text for e in told.directions)
