"""Names count as one token, however they are said."""

import pytest
from made_passages import made_passage

from index.lexical import LexicalIndex
from index.names import Names, names_of

PASSAGES = [
    made_passage(
        "4人生じた。",
        indicator="保育所等の待機児童数（人）",
        heading=("基本目標2 産み育てる", "施策2 子育て環境の充実"),
    ),
    made_passage("46件となった。", indicator="企業立地件数(累計)", heading=("施策1 地域産業の成長",)),
    made_passage("増えた。", indicator="路線バスの年間利用者数"),
    made_passage("減った。", indicator="鉄道の年間利用者数"),
    made_passage("放課後の子どもの居場所を広げる。", section="policy", heading=("【施策2】 子育て環境の充実",)),
]


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of(PASSAGES)


def test_a_place_is_named_without_its_number() -> None:
    """Goals, measures and indicators, as printed but for what numbers them."""
    assert list(names_of(PASSAGES[0])) == ["保育所等の待機児童数（人）", "産み育てる", "子育て環境の充実"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("保育所などの待機児童数は？", ["保育所等待機児童数"]),
        ("待機児童数の推移", ["保育所等待機児童数"]),
        ("企業立地件数と子育て環境の充実", ["企業立地件数累計", "子育て環境充実"]),
        ("年間利用者数", []),
        ("路線バスの年間利用者数", ["路線バス年間利用者数"]),
        ("待機", []),
    ],
)
def test_names_are_found_in_what_is_asked(names: Names, asked: str, found: list[str]) -> None:
    """In other spellings, without brackets and by its end, where no other name ends so."""
    assert list(names.found(asked)) == found


def test_synonyms_stand_for_a_name() -> None:
    """A word that administrators gave finds what it stands for; without it nothing does."""
    lexical = LexicalIndex.build(PASSAGES)
    assert not lexical.match("保活").scores.any()
    match = lexical.match("保活", synonyms={"保活": "保育所等の待機児童数", "地盤": "水道の普及率"})
    assert match.scores.argmax() == 0
    assert match.coverage > 0
    assert not lexical.match("地盤", synonyms={"地盤": "水道の普及率"}).scores.any()


def test_a_whole_name_outweighs_its_pieces() -> None:
    """The indicator asked for by name comes before one whose text holds the same words."""
    scattered = made_passage("待機する児童の数は保育所による。児童の数、待機の数、保育所の数。")
    match = LexicalIndex.build([scattered, *PASSAGES]).match("保育所等の待機児童数")
    assert match.scores.argmax() == 1
