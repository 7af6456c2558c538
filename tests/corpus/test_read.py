"""Reading a file, whatever it is: kinds, bad input, and documents as cities publish them."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import (
    DocumentCorrupt,
    DocumentEmpty,
    DocumentError,
    DocumentMissing,
    DocumentTooLarge,
    DocumentUnsupported,
)
from corpus.passages import passages
from corpus.read import LARGEST_TEXT, read
from corpus.reading import Reading

KUMAMOTO = Path(__file__).parents[2].parent / "shared/corpus/000_4a59f80fff1e276c.txt"

DIRECTIONS = {
    "新事業の創出支援": "熊本県内における正社員の有効求人倍率",
    "半導体関連産業の集積": "企業立地件数(累計)",
    "新製品・新技術開発助成": "産学連携、新製品開発支援などによる製品化数(累計)",
    "- ・ 競争力の高い農業": "販売農家一戸あたりの出荷額(推計)",
    "サポートデスクにおける": "UIJサポートデスクなどを介した就業者数",
    "今後の旅行需要の回復": "観光消費額",
    "- ・ 独身者のニーズ": "出生数",
    "- ・ 実質的な待機児童ゼロ": "保育所など利用待機児童数",
    "オンライン合同就職説明会": "新規学卒者(大学)の県内定着率",
    "- ・ 情報を収集した市民": "「熊本市結婚・子育て応援サイト」のアクセス数",
    "地域拠点の拠点性維持": "居住誘導区域の人口密度",
    "今後も運行支援に加え": "公共交通機関の年間利用者数",
    "地域団体に向けた研修": "地域活動(自治会などの活動、ボランティア・NPOの活動など)に参加した市民の割合",
    "高齢者へのリスキリング": "65歳以上の元気な高齢者の割合"
    "(65歳以上人口の内、要介護・要支援の認定を受けていない者の割合)",
    "一般就労への移行": "就労移行支援事業所などを通じて一般就労した障がいのある人の数",
}
INITIATIVES = {
    (1, 1): ["企業立地促進事業", "新製品・新技術研究開発助成事業", "創業ステップアップ支援助成事業"],
    (1, 2): ["夢と活力ある農業推進事業"],
    (1, 3): ["UIJターンによる人材確保支援事業"],
    (1, 4): ["インバウンド需要回復期を見据えた観光客受入環境の整備", "旅行需要喚起施策の実施"],
    (2, 1): ["未婚者に対するセミナー及び出会いの機会創出", "予期せぬ妊娠に関する悩み相談事業"],
    (2, 2): ["保育士就職支援事業", "利用者支援専任チーム関連"],
    (2, 3): ["子育て支援優良企業認定事業", "オンライン合同就職説明会開催経費"],
    (3, 1): ["公共交通ネットワークの充実に向けた取組", "公共交通利用促進", "新たなコミュニティ交通の導入検討"],
    (3, 2): ["町内自治振興育成", "地域ニーズ反映の仕組み", "地域包括支援センター運営事業"],
}


@pytest.fixture(scope="module")
def kumamoto() -> Reading:
    """The text of a real verification document that has lost headings and charts."""
    if not KUMAMOTO.exists():
        pytest.skip("the shared documents are not here")
    return read(KUMAMOTO)


def _right(direction: str) -> str:
    """Name of the indicator that a direction belongs to."""
    (name,) = [name for start, name in DIRECTIONS.items() if direction.startswith(start)]
    return name


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_cover_of_a_real_document_is_read(kumamoto: Reading) -> None:
    """Title, kind, edition, date and body come from the cover and the statements of the text."""
    assert kumamoto.title == "熊本市しごと・ひと・まち創生総合戦略の検証について"
    assert (kumamoto.kind, kumamoto.edition, kumamoto.published) == ("verification", "R4", date(2023, 8, 31))
    assert kumamoto.body == "熊本市しごと・ひと・まち創生総合戦略検証委員会"
    assert (kumamoto.pages, kumamoto.media) == (1, "markdown")


def test_every_direction_of_a_real_document_has_its_indicator(kumamoto: Reading) -> None:
    """All 15 directions are tied, three of whose pages have no title and four no place in the tree."""
    found = [s for s in kumamoto.sections if s.section == "future_direction"]
    assert len(found) == len(DIRECTIONS)
    assert [(s.text, s.indicator) for s in found if s.indicator != _right(s.text)] == []


def test_indicators_without_a_direction_have_none(kumamoto: Reading) -> None:
    """The two targets that the document gives no direction for are left without one."""
    told = {s.indicator for s in kumamoto.sections if s.section == "future_direction"}
    names = [indicator.name for indicator in kumamoto.indicators]
    assert [name for name in names if name not in told] == ["市内総生産額", "年転入超過数"]
    assert len(names) == 17


def test_every_initiative_of_a_real_document_has_its_measure(kumamoto: Reading) -> None:
    """All 19 initiatives stand under goal and measure, though goal 2 has lost both headings."""
    found: dict[tuple[int | None, int | None], list[str]] = {}
    for section in kumamoto.sections:
        if section.section == "initiative":
            found.setdefault((section.goal, section.measure), []).append(section.heading[-1])
    assert found == INITIATIVES


def test_the_policy_tree_of_a_real_document_is_whole(kumamoto: Reading) -> None:
    """Three goals with four, three and two measures, each with its ①②③."""
    assert [len(goal.measures) for goal in kumamoto.goals] == [4, 3, 2]
    assert [len(m.approaches) for goal in kumamoto.goals for m in goal.measures] == [3, 3, 2, 4, 3, 4, 2, 4, 2]
    assert [i.numeric_target for i in kumamoto.indicators].count(True) == 5
    births = next(i for i in kumamoto.indicators if i.name == "出生数")
    assert (births.unit, births.goal, births.measure, births.numeric_target) == ("人", 2, None, True)


def test_comments_and_notes_of_a_real_document_know_their_indicator(kumamoto: Reading) -> None:
    """A comment stands with the figure it comments on; a note that names none stays without."""
    told = {s.text[:12]: (s.section, s.indicator) for s in kumamoto.sections}
    assert told["継続して転入超過傾向にあ"] == ("analysis", "年転入超過数")
    assert told["※熊本市推計人口(各年1"] == ("note", "年転入超過数")
    assert told["若い世代を中心とした大都"] == ("analysis", "熊本県内における正社員の有効求人倍率")
    assert told["※市町村民経済計算に基づ"] == ("note", None)


def test_what_is_quoted_stands_in_the_file(kumamoto: Reading) -> None:
    """Sections and the passages cut from them are the file's own words, on the line they name."""
    text = KUMAMOTO.read_text("utf-8")
    lines = text.split("\n")
    for section in kumamoto.sections:
        assert _bare(section.text) in _bare(text)
        assert section.line is not None
        assert _bare(section.text.split("\n")[0])[:8] in _bare("".join(lines[section.line - 1 : section.line + 3]))
    for passage in passages(kumamoto, "R4"):
        assert _bare(passage.text) in _bare(text)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", DocumentEmpty),
        ("blank.md", b" \n\n\t\n", DocumentEmpty),
        ("empty.pdf", b"", DocumentEmpty),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", DocumentUnsupported),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", DocumentUnsupported),
        ("archive.zip", b"PK\x03\x04\x14\x00\x00\x00", DocumentUnsupported),
        ("junk.txt", bytes(range(256)) * 20, DocumentUnsupported),
        ("table.csv", "指標,値\n貨物量,12\n".encode(), DocumentUnsupported),
        ("text.pdf", "これはPDFではない。".encode(), DocumentCorrupt),
        ("broken.txt", b"%PDF-1.7\nnothing more", DocumentCorrupt),
    ],
)
def test_bad_input_is_refused_by_kind(tmp_path: Path, name: str, content: bytes, error: type[DocumentError]) -> None:
    """What cannot be read is refused for what it is, whatever its name says."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        read(path)
    assert refused.value.facts["file"] == name


def test_a_missing_file_and_a_folder_are_missing(tmp_path: Path) -> None:
    """There is nothing to read in either."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DocumentMissing):
            read(path)


def test_a_text_over_the_bound_is_refused(tmp_path: Path) -> None:
    """A file of many megabytes of text is no municipal document."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(b"a")
        file.truncate(LARGEST_TEXT + 1)
    with pytest.raises(DocumentTooLarge):
        read(path)


def test_text_pages_are_counted_and_progress_is_told(tmp_path: Path) -> None:
    """Form feeds make pages; progress ends at the number of pages."""
    path = tmp_path / "two.txt"
    path.write_text("第1章 港\n\n港は広い。\n\f第2章 市場\n\n市場は近い。\n", "utf-8")
    told: list[tuple[int, int]] = []
    reading = read(path, lambda page, pages: told.append((page, pages)))
    assert reading.pages == 2
    assert told[-1] == (2, 2)
    assert [(s.page, s.heading, s.text) for s in reading.sections] == [
        (1, ("第1章 港",), "港は広い。"),
        (2, ("第2章 市場",), "市場は近い。"),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_a_real_document_may_lose_more_headings_at_random(tmp_path: Path, kumamoto: Reading, seed: int) -> None:
    """After its tree the document may lose any heading or subtitle; no direction goes to another's indicator."""
    chance = random.Random(seed)
    lines = KUMAMOTO.read_text("utf-8").split("\n")
    kept = [
        line
        for number, line in enumerate(lines)
        if number < 99
        or not (re.match(r"#+ |～", line) and "方向性" not in line)
        or chance.random() > (0.3, 0.6, 0.9)[seed % 3]
    ]
    path = tmp_path / "lossy.txt"
    path.write_text("\n".join(kept), "utf-8")
    told = [(s.text, s.indicator) for s in read(path).sections if s.section == "future_direction"]
    assert all(indicator in (None, _right(text)) for text, indicator in told)
    assert sum(indicator is not None for _, indicator in told) >= 14
