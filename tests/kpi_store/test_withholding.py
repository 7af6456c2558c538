"""Documents that not everybody may see: without them the store is as if they had not been published."""

from dataclasses import replace

import pytest
from readings import BIRTHS, WAITING, indicator, reading, section
from stores import published

from corpus.errors import EditionUnknown, IndicatorUnknown
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction, Withholding


@pytest.fixture
def two_editions(store: KpiStore) -> KpiStore:
    """R5 with an indicator, and R6 that restates it, names another and says more."""
    said = [section("保育士を確保する。")]
    published(store, reading(indicator(numbers={2022: 5, 2023: 4}), sections=said), edition="R5")
    listed = (indicator(numbers={2023: 9, 2024: 8}), indicator(BIRTHS, numbers={2024: 700}))
    draft = reading(*listed, title="素案_R6", sections=[section("施設を増やす。"), section("産後を支える。", BIRTHS)])
    published(store, draft, edition="R6")
    return store


@pytest.mark.parametrize(
    ("what", "file", "edition", "covered"),
    [
        ("R6", "検証.pdf", "R6", True),
        ("令和6年度", "検証.pdf", "R6", True),
        ("R6", "検証.pdf", "R5", False),
        ("素案*.pdf", "/mnt/共有/素案_第2回.PDF", "R6", True),
        ("素案*.pdf", "検証_素案.pdf", "R6", False),
        ("検証.pdf", "検証.pdf", None, True),
    ],
)
def test_an_edition_or_a_file_name_says_which_documents(
    two_editions: KpiStore, what: str, file: str, edition: str | None, covered: bool
) -> None:
    """An edition in any spelling, or a file's name in which * stands for anything."""
    document = replace(two_editions.documents()[0], file=file, edition=edition)
    assert Restriction(what).covers(document) is covered


@pytest.mark.parametrize("what", ["R6", "素案*"])
def test_what_is_withheld_is_nowhere_in_what_remains(two_editions: KpiStore, what: str) -> None:
    """Values, names, editions and passages are those of the other documents alone, and ids open no door."""
    seen = Withholding(two_editions, [Restriction(what)])
    figures = seen.published()
    assert figures.editions() == ("R5",)
    assert [view.name for view in figures.indicators()] == [WAITING]
    assert [(o.year, int(o.value)) for o in figures.series(figures.find(WAITING).id).observations] == [
        (2022, 5),
        (2023, 4),
    ]
    with pytest.raises(IndicatorUnknown):
        figures.find(BIRTHS)
    with pytest.raises(EditionUnknown):
        figures.series(figures.find(WAITING).id, "R6")
    assert figures.restatements(figures.find(WAITING).id) == ()
    all_ids = [document.id for document in two_editions.documents()]
    assert [p.text for p in seen.passages(all_ids)] == ["保育士を確保する。"]
    assert [p.text for p in figures.passages_of(figures.find(WAITING).id)] == ["保育士を確保する。"]
    assert len(two_editions.passages(all_ids)) == 3
    assert len(two_editions.published().editions()) == 2


def test_what_remains_follows_a_publication(two_editions: KpiStore) -> None:
    """It is the same object until somebody publishes; what is published later is withheld from the start."""
    seen = Withholding(two_editions, [Restriction("R6"), Restriction("R7")])
    before = seen.published()
    assert seen.published() is before
    published(two_editions, reading(indicator(numbers={2025: 1}), title="案"), edition="R7")
    assert seen.published() is not before
    assert seen.published().editions() == ("R5",)


def test_with_everything_withheld_nothing_is_published(two_editions: KpiStore) -> None:
    """Somebody who may see no document is told of none."""
    figures = Withholding(two_editions, [Restriction("*")]).published()
    assert (figures.documents, figures.editions(), figures.indicators()) == ((), (), ())
