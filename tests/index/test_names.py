"""Names count as one token, however they are said."""

import pytest
from made_passages import made_passage

from index.lexical import LexicalIndex
from index.names import Names, names_of, reworded

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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("学童の今後", "放課後児童クラブの今後"),
        ("ＵＩＪと学童保育", "uij就職と放課後児童クラブ"),
        ("学童と放課後児童クラブ", "学童と放課後児童クラブ"),
        ("バスの数", "バスの数"),
    ],
)
def test_synonyms_are_put_into_what_they_mean(asked: str, said: str) -> None:
    """The longest wins, width and case make no difference, and what is meant is not said twice."""
    synonyms = {"学童": "放課後児童クラブ", "学童保育": "放課後児童クラブ", "uij": "uij就職"}
    assert reworded(asked, synonyms) == said


def test_a_whole_name_outweighs_its_pieces() -> None:
    """The indicator asked for by name comes before one whose text holds the same words."""
    scattered = made_passage("待機する児童の数は保育所による。児童の数、待機の数、保育所の数。")
    match = LexicalIndex.build([scattered, *PASSAGES]).match("保育所等の待機児童数")
    assert match.scores.argmax() == 1
