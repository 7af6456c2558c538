"""Figures as files: what is taken, what is refused, and that what goes out comes back in."""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from readings import BIRTHS, SPENDING, WAITING, baseline, indicator, reading, target, value
from stores import drafted, publish, published

import kpi_store
from corpus.errors import Detail, DocumentEmpty, DocumentMissing, DocumentUnsupported, ImportRefused, SampleBesideReal
from corpus.reading import IndicatorReading
from kpi_store.sheets import read_rows
from kpi_store.store import KpiStore
from prompts.wording import LANGUAGES, wording

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
KUMAMOTO = SHARED / "kumamoto_published_figures.csv"

HEADER = "indicator,unit,period,year,label,value,kind,source_url,note"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV file with the usual header."""

    def write_(*lines: str, header: str = HEADER, name: str = "figures.csv", encoding: str = "utf-8") -> Path:
        file = tmp_path / name
        file.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
        return file

    return write_


def _values(store: KpiStore, name: str) -> dict[int, str]:
    return {seen.year: str(seen.value) for seen in store.series(store.find(name).id).observations}


@pytest.mark.skipif(not KUMAMOTO.exists(), reason="the shared corpus is not here")
def test_published_figures_of_a_real_city_answer_at_once(store: KpiStore) -> None:
    """A file as found, with its own column and period spelling, is published whole, each value with its source."""
    done = store.import_figures(KUMAMOTO)
    assert done.changed and done.figures == 18 and len(done.new) == 4
    assert _values(store, "保育所など利用待機児童数") == {2015: "397"} | dict.fromkeys(
        [2016, 2018, *range(2020, 2025)], "0"
    )
    assert _values(store, "65歳以上の元気な高齢者の割合")[2010] == "80.60"
    series = store.series(store.find("保育所など利用待機児童数").id)
    assert series.edition is None and series.indicator.period == "as_of"
    first, second = series.observations[:2]
    assert first.source_url == "https://kumanichi.com/articles/666818" and first.method == "import"
    assert first.confidence > second.confidence


def test_an_import_joins_the_indicator_of_its_name(store: KpiStore, write: Callable[..., Path]) -> None:
    """A spelling of a known name adds years to it; an unknown name is a new indicator, and is told."""
    published(store, reading(indicator(numbers={2023: 4})))
    done = store.import_figures(write("保育所などの待機児童数,人,,2015,,397,,,", "出生数,人,,2021,,6093,,,"))
    assert done.new == ("出生数",)
    series = store.series(store.find(WAITING).id)
    assert {seen.year: seen.document.kind for seen in series.observations} == {2015: "import", 2023: "verification"}
    assert series.edition == "R5" and series.indicator.name == WAITING


def test_an_import_fills_only_what_the_edition_lacks(store: KpiStore, write: Callable[..., Path]) -> None:
    """The edition's own value stays; a value in parentheses gives way to an imported actual one."""
    seen = (value(2021, 9), value(2022, 9, status="carried"))
    published(store, reading(indicator(observations=seen)))
    store.import_figures(write(f"{WAITING},人,,2021,,8,,,", f"{WAITING},人,,2022,,5,,https://e.jp,"))
    first, second = store.series(store.find(WAITING).id).observations
    assert (first.value, first.document.edition) == (9, "R5")
    assert (second.value, second.status, second.document.kind) == (5, "actual", "import")
    assert second.source_url == "https://e.jp"


def test_an_edition_asked_for_says_only_what_it_printed(store: KpiStore, write: Callable[..., Path]) -> None:
    """Imports, which no edition printed, stay out of it."""
    published(store, reading(indicator(numbers={2023: 4})))
    store.import_figures(write(f"{WAITING},人,,2015,,397,,,"))
    assert [seen.year for seen in store.series(store.find(WAITING).id, "R5").observations] == [2023]


def test_an_import_keeps_the_index_snapshot(store: KpiStore, write: Callable[..., Path]) -> None:
    """Figures hold no passages, so the same snapshot keeps answering."""
    before = published(store, reading(indicator()))
    store.import_figures(write("出生数,人,,2021,,6093,,,"), by="企画課")
    after = store.current()
    assert after and after.snapshot == before.snapshot and len(after.documents) == 2
    assert store.audit()[0].action == "import" and store.audit()[0].by == "企画課"


def test_the_same_file_again_changes_nothing(store: KpiStore, write: Callable[..., Path]) -> None:
    """A second import of the same bytes appends no publication and says so."""
    file = write("出生数,人,,2021,,6093,,,")
    store.import_figures(file)
    before = store.current()
    assert not store.import_figures(file).changed
    assert store.current() == before and len(store.documents()) == 1


def test_a_file_of_the_same_name_takes_the_earlier_ones_place(store: KpiStore, write: Callable[..., Path]) -> None:
    """Corrected figures replace the first, even in another unit, and can be put back."""
    first = "出生数,千人,,2021,,6,,,"
    store.import_figures(write(first))
    store.import_figures(write("出生数,人,,2021,,6093,,,"))
    assert _values(store, BIRTHS) == {2021: "6093"}
    assert store.import_figures(write(first)).changed
    assert _values(store, BIRTHS) == {2021: "6"}


def test_a_document_published_later_joins_an_import(store: KpiStore, write: Callable[..., Path]) -> None:
    """Whichever comes first, the figures of one name are one indicator; the document's name is shown."""
    store.import_figures(write("保育所など待機児童数,人,,2015,,397,,,"))
    drafted(store, reading(indicator("保育所等待機児童数", numbers={2023: 4})))
    publish(store)
    (view,) = store.indicators()
    assert view.names == ("保育所等待機児童数", "保育所など待機児童数")
    assert _values(store, view.name) == {2015: "397", 2023: "4"}


def test_real_figures_tried_beside_the_sample_stay_when_it_goes(store: KpiStore, write: Callable[..., Path]) -> None:
    """They join the sample's indicator while it answers, and the real city's once its documents are published."""
    drafted(store, reading(indicator(numbers={2023: 9}), title="見本"), sample=True)
    sample = publish(store).documents[0]
    store.import_figures(write(f"{WAITING},人,,2015,,397,,,"))
    assert _values(store, WAITING) == {2015: "397", 2023: "9"}
    drafted(store, reading(indicator(numbers={2023: 4}), title="実物"))
    store.publish("R5", store.plan_publication("R5", retire=[sample.id]), None, retire=[sample.id])
    assert _values(store, WAITING) == {2015: "397", 2023: "4"}


def test_figures_of_the_sample_never_stay_behind(store: KpiStore, tmp_path: Path, write: Callable[..., Path]) -> None:
    """An export that holds any, imported again, belongs to the sample and cannot come beside a real city."""
    drafted(store, reading(indicator(numbers={2023: 9}, marks=[target(2024, 0)]), title="見本"), sample=True)
    publish(store)
    store.import_figures(write("出生数,人,,2021,,6093,,,"))
    store.export_figures(tmp_path / "out.csv")
    assert store.import_figures(tmp_path / "out.csv").document.sample
    drafted(store, reading(indicator(numbers={2023: 4}), title="実物"))
    of_the_sample = [document.id for document in store.documents("published") if document.sample]
    for too_few in ([], of_the_sample[:1], of_the_sample[1:]):
        with pytest.raises(SampleBesideReal):
            store.plan_publication("R5", retire=too_few)
    store.publish("R5", store.plan_publication("R5", retire=of_the_sample), None, retire=of_the_sample)
    (tmp_path / "again.csv").write_bytes((tmp_path / "out.csv").read_bytes() + b"\r\n")
    for name in ("out.csv", "again.csv"):
        with pytest.raises(SampleBesideReal):
            store.import_figures(tmp_path / name)
    assert _values(store, WAITING) == {2023: "4"}
    assert _values(store, BIRTHS) == {2021: "6093"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_the_encodings_offices_use(store: KpiStore, write: Callable[..., Path], encoding: str) -> None:
    """UTF-8 with and without mark, and what Excel on Japanese Windows saves."""
    store.import_figures(write("市内総生産額（名目）,億円,年度,令和3年度,,１２，３４５,,,", encoding=encoding))
    view = store.find("市内総生産額（名目）")
    assert (view.unit, view.period, _values(store, view.name)) == ("億円", "fiscal_year", {2021: "12345"})
    assert store.series(view.id).observations[0].label == "令和3年度"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1,234", "1234"),
        ("△3.5", "-3.5"),
        ("▲ 12", "-12"),
        ("－4", "-4"),
        ("−0.50", "-0.50"),
        ("３８．２", "38.2"),
        ("397人", "397"),
        ("+7", "7"),
        ("0", "0"),
        ("1,234,567.80", "1234567.80"),
    ],
)
def test_numbers_are_read_as_offices_write_them(
    store: KpiStore, write: Callable[..., Path], written: str, read: str
) -> None:
    """Full-width digits, separators, △ and the unit behind: the value is exact, the text is kept."""
    store.import_figures(write(f'甲,人,,2021,,"{written}",,,'))
    assert _values(store, "甲") == {2021: read}
    assert store.series(store.find("甲").id).observations[0].text == written


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("甲,人,,2021,,,,,", "value"),
        ("甲,人,,2021,,－,,,", "value"),
        ("甲,人,,2021,,12a,,,", "value"),
        ("甲,人,,2021,,(397),,,", "value"),
        ('甲,人,,2021,,"1,23",,,', "value"),
        ("甲,人,,2021,,nan,,,", "value"),
        ("甲,人,,2021,,1e5,,,", "value"),
        ("甲,人,,2021,,12件,,,", "value"),
        (",人,,2021,,12,,,", "indicator"),
        ("甲,人,,,,12,,,", "year"),
        ("甲,人,,21,,12,,,", "year"),
        ("甲,人,,R4～R6,,12,,,", "year"),
        ("甲,人,,2021,R4,12,,,", "label"),
        ("甲,人,weekly,2021,,12,,,", "period"),
        ("甲,人,,2021,,12,forecast,,", "kind"),
        ("甲,人,,2021,,12,,javascript:alert(1),", "source_url"),
        ("甲(単位：件),人,,2021,,12,,,", "unit"),
        ("甲,人,,2021,,12,,,,more", ""),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_imported(
    store: KpiStore, write: Callable[..., Path], line: str, column: str
) -> None:
    """File, row and column are told; the right rows of the file are not taken either."""
    file = write("乙,人,,2021,,1,,,", line)
    with pytest.raises(ImportRefused) as raised:
        store.import_figures(file)
    facts = raised.value.facts
    detail = facts["detail"]
    assert isinstance(detail, Detail)
    for language in LANGUAGES:
        assert wording(language).say(f"details.{detail.code}", **detail.facts)
    assert (facts["file"], facts["row"], facts["column"]) == (str(file), 3, column)
    assert store.documents() == () and store.current() is None and store.audit() == ()


def test_every_detail_has_its_line_and_every_line_its_detail() -> None:
    """What the source can say of a row is just what the wording can tell, in both languages."""
    source = "".join(file.read_text("utf-8") for file in Path(kpi_store.__file__).parent.glob("*.py"))
    said = set(re.findall(r'(?:Detail|CellError)\("(\w+)"', source))
    for language in LANGUAGES:
        assert {
            name.removeprefix("details.") for name in wording(language).names if name.startswith("details.")
        } == said


@pytest.mark.parametrize(
    ("header", "column"),
    [("indicator,year,value,colour", "colour"), ("indicator,value", "year"), ("indicator,year,value,year", "year")],
)
def test_a_header_that_is_not_understood_is_refused(
    store: KpiStore, write: Callable[..., Path], header: str, column: str
) -> None:
    """An unknown, a missing and a doubled column are named, in row 1."""
    with pytest.raises(ImportRefused) as raised:
        store.import_figures(write(header=header))
    assert (raised.value.facts["row"], raised.value.facts["column"]) == (1, column)


def test_one_value_given_twice_is_refused_unless_equal(store: KpiStore, write: Callable[..., Path]) -> None:
    """A repeated row is taken once; a contradiction names both rows."""
    store.import_figures(write("甲,人,,2021,,12,,,", "甲,人,,R3,,12,,,"))
    assert _values(store, "甲") == {2021: "12"}
    with pytest.raises(ImportRefused) as raised:
        store.import_figures(write("甲,人,,2021,,12,,,", "甲,人,,2021,,13,,,"))
    detail = raised.value.facts["detail"]
    assert isinstance(detail, Detail) and detail.facts == {"text": "13", "row": 2, "before": "12"}


@pytest.mark.parametrize("unit", ["千人", "%"])
def test_figures_in_another_unit_are_refused(store: KpiStore, write: Callable[..., Path], unit: str) -> None:
    """Values in another scale or of another thing never come into a known indicator's series."""
    published(store, reading(indicator(numbers={2023: 4})))
    with pytest.raises(ImportRefused) as raised:
        store.import_figures(write(f"{WAITING},{unit},,2015,,397,,,"))
    assert raised.value.facts["column"] == "unit"
    with pytest.raises(ImportRefused):
        store.import_figures(write("甲,人,,2015,,397,,,", "甲,千人,,2016,,1,,,"))


def test_a_unit_that_is_not_given_is_the_known_one(store: KpiStore, write: Callable[..., Path]) -> None:
    """Only indicator, year and value are needed."""
    published(store, reading(indicator(numbers={2023: 4})))
    store.import_figures(write(f"{WAITING},2015,397", header="indicator,year,value"))
    assert _values(store, WAITING) == {2015: "397", 2023: "4"}
    assert store.series(store.find(WAITING).id).observations[0].label == "H27"


def test_targets_and_baselines_are_imported(store: KpiStore, write: Callable[..., Path]) -> None:
    """They are in force where no document states any; a target may name no year if it has a label."""
    store.import_figures(write("甲,人,,,毎年度,0,target,https://e.jp,", "甲,人,,2015,,397,baseline,,"))
    series = store.series(store.find("甲").id)
    assert series.target and (series.target.label, series.target.year, series.target.value) == ("毎年度", None, 0)
    assert series.target.source_url == "https://e.jp"
    assert series.baseline and series.baseline.value == 397
    published(store, reading(indicator("甲", marks=[target(2024, 5)])))
    found = store.series(store.find("甲").id).target
    assert found and found.value == 5


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.csv", b"", DocumentEmpty),
        ("empty.xlsx", b"", DocumentEmpty),
        ("blank.csv", b" , \n\n", DocumentEmpty),
        ("text.xlsx", b"no workbook", ImportRefused),
        ("binary.csv", b"\xff\xfe\x00\x81", ImportRefused),
        ("open.csv", b'indicator,year,value\n"a,2021,1', ImportRefused),
        ("figures.ods", b"x", DocumentUnsupported),
    ],
)
def test_files_that_hold_no_table_are_told(
    store: KpiStore, tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    """Each has its own error, and nothing is imported."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        store.import_figures(tmp_path / name)
    with pytest.raises(DocumentMissing):
        store.import_figures(tmp_path / "none.csv")
    assert store.documents() == ()


def test_a_workbook_is_read_as_its_cells_show(store: KpiStore, tmp_path: Path) -> None:
    """Digits that the format shows stay, and percents are percents; nothing is rounded."""
    book = Workbook()
    sheet = book.active
    assert sheet
    cells = [
        ("甲", "%", 80.6, "0.00"),
        ("乙", "%", 0.382, "0.0%"),
        ("丙", "人", 1234, "#,##0"),
        ("丁", "人", 38.25, "0.0"),
    ]
    sheet.append(["indicator", "unit", "year", "value"])
    for row, (name, unit, number, shown) in enumerate(cells, start=2):
        sheet.append([name, unit, 2021, number])
        sheet.cell(row, 4).number_format = shown
    book.save(tmp_path / "figures.xlsx")
    store.import_figures(tmp_path / "figures.xlsx")
    assert [_values(store, name)[2021] for name, *_ in cells] == ["80.60", "38.2", "1234", "38.25"]


def test_an_export_says_where_a_printed_figure_stands(store: KpiStore, tmp_path: Path) -> None:
    """Excel sees UTF-8 at once; each row of a document names document, edition and page."""
    seen = (value(2022, 5, status="carried"), value(2023, "4.0"))
    published(store, reading(indicator(observations=seen, marks=[target(2024, 0), baseline(2015, 397)])))
    assert store.export_figures(tmp_path / "out.csv") == 4
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig")))
    assert [(line["year"], line["value"], line["kind"]) for line in lines] == [
        ("2022", "5", "carried"),
        ("2023", "4.0", "actual"),
        ("2015", "397", "baseline"),
        ("2024", "0", "target"),
    ]
    assert {line["note"] for line in lines} == {"総合戦略の検証（R5）p.15"}


def test_an_export_needs_a_known_kind_of_file_in_a_folder_that_exists(store: KpiStore, tmp_path: Path) -> None:
    """Anything else is refused before it is written."""
    with pytest.raises(DocumentUnsupported):
        store.export_figures(tmp_path / "out.pdf")
    with pytest.raises(DocumentMissing):
        store.export_figures(tmp_path / "none" / "out.csv")


def test_an_exported_csv_holds_no_formula(store: KpiStore, tmp_path: Path, write: Callable[..., Path]) -> None:
    """A text that a spreadsheet would compute is marked as text, a negative figure is not; both are read back."""
    name = '=HYPERLINK("http://x","合計")'
    quoted = name.replace('"', '""')
    store.import_figures(write(f'"{quoted}",2022,-5', header="indicator,year,value"))
    file = tmp_path / "out.csv"
    store.export_figures(file)
    told = file.read_text("utf-8-sig")
    assert "\"'=HYPERLINK" in told
    assert ",-5," in told
    assert name in {cells[0] for _, cells in read_rows(file)}


def test_an_exported_workbook_holds_no_formula(store: KpiStore, tmp_path: Path, write: Callable[..., Path]) -> None:
    """A text that begins with = stays a text when the file is opened and read again."""
    store.import_figures(write("=1+1,人,,2021,,12,,,=HYPERLINK(1)"))
    store.export_figures(tmp_path / "out.xlsx")
    with KpiStore.open("sqlite://", create=True) as other:
        other.import_figures(tmp_path / "out.xlsx")
        (seen,) = other.series(other.find("=1+1").id).observations
        assert seen.note == "=HYPERLINK(1)"


_number = st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.integers(-(10**20), 10**20).map(Decimal)
_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=8)
_figures = st.lists(
    st.builds(
        lambda name, unit, numbers, note, status: indicator(
            name,
            unit,
            goal=None,
            measure=None,
            observations=tuple(
                value(year, str(n), status=status, note=note or None, source_url="https://e.jp/?a=1,2")
                for year, n in numbers.items()
            ),
            marks=[target(2030, "1.50")],
        ),
        st.sampled_from([WAITING, BIRTHS, SPENDING, "製品化数(累計)", "就業率"]),
        st.sampled_from(["人", "億円", "%", "倍"]),
        st.dictionaries(st.integers(2000, 2023), _number, max_size=4),
        _text.filter(lambda text: text == text.strip()),
        st.sampled_from(["actual", "carried", "measured"]),
    ),
    min_size=1,
    unique_by=lambda listed: listed.name,
)


@settings(max_examples=15, deadline=None)
@given(_figures, st.sampled_from([".csv", ".xlsx"]))
def test_an_export_imported_into_an_empty_store_is_the_same_export(
    tmp_path_factory: pytest.TempPathFactory, listed: list[IndicatorReading], suffix: str
) -> None:
    """Export, import, export: not a digit, sign, note or address differs."""
    folder = tmp_path_factory.mktemp("transfer")
    with KpiStore.open("sqlite://", create=True) as one, KpiStore.open("sqlite://", create=True) as other:
        published(one, reading(*listed))
        one.export_figures(folder / f"out{suffix}")
        one.export_figures(folder / "before.csv")
        other.import_figures(folder / f"out{suffix}")
        other.export_figures(folder / "after.csv")
    assert (folder / "after.csv").read_bytes() == (folder / "before.csv").read_bytes()


def test_an_export_imported_into_its_own_store_changes_no_answer(store: KpiStore, tmp_path: Path) -> None:
    """Figures that the documents hold already stay the documents' figures."""
    published(store, reading(indicator(numbers={2022: 5, 2023: 4}), indicator(BIRTHS, numbers={2021: 6093})))
    before = [store.series(view.id).observations for view in store.indicators()]
    store.export_figures(tmp_path / "out.xlsx")
    store.import_figures(tmp_path / "out.xlsx")
    assert [[seen.value for seen in store.series(view.id).observations] for view in store.indicators()] == [
        [seen.value for seen in observations] for observations in before
    ]
    assert all(s.document.kind != "import" for view in store.indicators() for s in store.series(view.id).observations)
