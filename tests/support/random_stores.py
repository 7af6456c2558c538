"""Random documents and questions about them, for laws that must hold whatever a city publishes."""

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from corpus.reading import IndicatorReading, Reading
from kpi_store.store import KpiStore
from tests.support.readings import baseline, indicator, reading, section, target, value
from tests.support.stores import drafted, publish

NAMES = (
    "出生数",
    "保育所等の待機児童数",
    "放課後児童クラブの登録児童数",
    "65歳以上の元気な高齢者の割合",
    "1人1日当たりごみ排出量",
    "企業立地件数(累計)",
    "観光入込客数",
    "年転入超過数",
    "三次救急の搬送割合",
    "市内総生産額",
    "2050年の森づくり参加者数",
)
UNITS = ("人", "%", "件", "千人", "百万円", "十億円", "億円", "倍", "人/ha", "歳", "ポイント", "万件", "g")
PROSE = (
    "令和7年度までに3か所を整備し、定員を120人増やす。",
    "前年度より2割減った。婚姻数の減少が続いている。",
    "窓口を広げる。",
    "５つの地区で実証し、1億2,000万円を見込む。",
)
QUESTIONS = (
    "{}が増加に転じたのはいつ？",
    "{}が10を超えたのは何年ぶり？",
    "{}が増えたのは何年ぶり？",
    "{}の令和5年度の新規は？",
    "{}の推移は？",
    "{}の目標は？",
    "{}",
    "令和3年の{}は？",
    "平成20年度の{}",
    "去年の{}",
    "直近3年の{}",
    "{}の平均は？",
    "{}が最も多い年は？",
    "{}は改訂された？",
    "{}の今後の方向性は？",
    "{}が変わった理由は？",
    "R2とR4の{}を比較",
    "{}はコロナ前に戻った？",
    "R4版の資料では{}は？",
    "what is the {} trend?",
    "the target for {}",
    "{} in 2021",
    "highest {}",
    "has {} been revised?",
    "difference between 2020 and 2022 of {}",
    "{}が100を超えたのはいつ？",
    "{}が1万人を下回った年は？",
    "{}がゼロになったのはいつ？",
    "{}が目標を達成したのはいつ？",
    "{}は何年連続で減っている？",
    "直近3年の{}の合計は？",
    "{}は3年間でどれだけ増えた？",
    "{}は令和2年の何倍？",
    "{}は令和2年の何%？",
    "3年前の{}",
    "{}が前の年より減ったのはいつ？",
    "{}が最も増えた年は？",
    "{}は前年度比何%増？",
    "{}の上位3年は？",
    "{}が2番目に少なかった年は？",
    "{}が一番悪かった年は？",
    "{}は順調？",
    "令和4年度の{}の目標は？",
    "{}の年度ごとの目標は？",
    "{}は目標まであと何人必要？",
    "{}は目標の何%？",
    "基準値から{}はどれだけ変わった？",
    "来年度の{}の目標は？",
    "when did {} first exceed 50%?",
    "total {} from 2019 to 2022",
    "how many times higher is {} than in 2020?",
)
WHOLE = (
    "指標の一覧",
    "前年より悪化した指標は？",
    "目標を達成した指標は？",
    "which indicators got worse?",
    "基本目標2のKPI一覧",
    "遅れている指標は？",
    "判定できない指標は何件？",
    "指標はいくつ？",
    "前年度比で最も伸びた指標は？",
    "達成率ワースト2は？",
    "3年連続で減っている指標は？",
    "令和元年より減った指標は？",
    "令和4年度に一番落ち込んだ指標は？",
)
FOLLOWING = (
    "目標は？",
    "去年は？",
    "グラフにして",
    "なぜ？",
    "その前は？",
    "英語で",
    "平均は？",
    "合計は？",
    "2つ目",
    "what about 2021?",
    "why?",
)

_YEARS = st.integers(2017, 2023)


@st.composite
def numbers(draw: st.DrawFn, decimals: int) -> Decimal:
    """A value as documents print them: zero, small, negative, or in the millions."""
    whole = draw(st.one_of(st.just(0), st.integers(-300, 300), st.integers(0, 9_999_999)))
    return Decimal(whole).scaleb(-decimals)


@st.composite
def indicators(draw: st.DrawFn, name: str, unit: str) -> IndicatorReading:
    """One edition's values of an indicator: gaps, carried and measured ones, target and baseline or none."""
    decimals = draw(st.integers(0, 2))
    years = sorted(draw(st.sets(_YEARS, max_size=6)))
    statuses = st.sampled_from(["actual", "actual", "actual", "carried", "measured"])
    observations = tuple(value(y, draw(numbers(decimals)), status=draw(statuses)) for y in years)
    marks = []
    if draw(st.booleans()):
        marks.append(target(draw(st.sampled_from([2023, 2024, 2024, None])), draw(numbers(decimals))))
    if draw(st.booleans()):
        marks.append(baseline(draw(st.sampled_from([2016, 2018, None])), draw(numbers(decimals))))
    return indicator(
        name,
        unit,
        marks=marks,
        observations=observations,
        cumulative="累計" in name,
        period=draw(st.sampled_from([None, "fiscal_year", "calendar_year", "as_of"])),
    )


@st.composite
def documents(draw: st.DrawFn, names: Iterable[str], edition: str) -> Reading:
    """One edition's document about some indicators, with prose that holds numbers of its own."""
    told = [draw(indicators(name, draw(st.sampled_from(UNITS)))) for name in names]
    kinds = st.sampled_from(["future_direction", "analysis", "note", "initiative"])
    sections = [
        section(draw(st.sampled_from(PROSE)), one.name, section=draw(kinds)) for one in told if draw(st.booleans())
    ]
    return reading(*told, sections=sections, edition=edition, stamp=edition)


@st.composite
def editions(draw: st.DrawFn) -> tuple[Reading, ...]:
    """The documents of one to three years on the same indicators, each restating what it likes."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    labels = ("R3", "R4", "R5")[: draw(st.integers(1, 3))]
    return tuple(draw(documents(names, label)) for label in labels)


def stored(readings: Iterable[Reading]) -> KpiStore:
    """A store that publishes these documents, the oldest first."""
    store = KpiStore.open("sqlite://", create=True)
    for one in readings:
        assert one.edition is not None
        drafted(store, one, one.edition)
        publish(store, one.edition)
    return store
