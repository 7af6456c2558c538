"""What a question counts in (何人, 何%, 何トン), against what an indicator is counted in.

A number is no answer where it counts something else: who asks how many people had the check-up is not told the rate,
and who asks for tonnes of fish not the yen that they brought.
"""

import re
from typing import TYPE_CHECKING

from bot.answering.answer import Intent
from corpus.words import plain

if TYPE_CHECKING:
    from bot.answering.questions.question import Question

COUNTER = (
    r"席|人泊|人|件|社|戸|店舗?|台|回|組|校|園|室|本|冊|枚|団体|か所|カ所|箇所|ヶ所|世帯|名|泊|棟|隻|頭"
    r"|地区|軒|圏域|か国|種類|品目|ha|ヘクタール|㎡|k?g|トン|t|倍|路線|集落|クラブ|組織"
)
_OTHER_COUNTER = (
    r"[かカヵヶケ箇](?:国語|国|月|年|所)|年間|日間|週間|時間|分間|キロ|メートル|[基枚便座区機通票巻床列点席杯羽匹着足試]|分(?!前)"
    r"|日(?=あ|くらい|ぐらい|ほど|も|行)"
)
ASKED_COUNTER = re.compile(rf"何(?P<known>{COUNTER})|何(?P<other>{_OTHER_COUNTER})")
_NAMED = re.compile(
    r"(?<!延べ)(事業所|経営体|世帯|店舗|路線|クラブ|(?<![一-龥])[組台軒棟枚基便戸社])数(?=[はがをもって、?。のに]|$)"
)
"""A number named by its counter: 組数, 世帯数."""
_PEOPLE = re.compile(r"(?:どれ|どの)(?:くらい|ぐらい|ほど|だけ)の人(?![一-龥])")
"""Asks how many people, without 何人."""


def asked_counter(said: str) -> str | None:
    """What a question counts in (何社, 何枚), as it says it; None where it says none.

    Args:
        said: Lower case and NFKC-normalised.
    """
    if asked := ASKED_COUNTER.search(said):
        return asked["known"] or asked["other"]
    return counted_as_named(said) or ("人" if _PEOPLE.search(said) else None)


def counted_as_named(said: str) -> str | None:
    """The counter that the name of a number holds (組 of 組数); None where the name tells none."""
    named = _NAMED.search(said)
    return named[1] if named else None


def in_any_spelling(counter: str) -> str:
    """A pattern for a counter in whatever way it is written: か月, ヶ月, カ月."""
    return f"[かカヵヶケ箇]{counter[1:]}" if re.match("[かカヵヶケ箇]", counter) else re.escape(counter)


_THINGS = frozenset(
    "社 戸 店 店舗 校 園 団体 か所 カ所 箇所 ヶ所 世帯 路線 集落 クラブ 組織 棟 台 地区 室 席 隻 頭".split()  # noqa: SIM905
)
_ALIKE = (
    ("社", "件", "企業", "会社"),
    ("か所", "カ所", "箇所", "ヶ所", "件"),
    ("戸", "世帯", "件"),
    ("店", "店舗", "件"),
    ("団体", "組織"),
)
"""Counters of things, each of which says what is counted, and those that may count the same."""

_FITTING = (
    (r"何(?:人|名)(?!泊)", r"人|名|組|世帯"),
    (r"何[千百]?件", r"件|社|人|回|戸|組|店|世帯|箇所|か所|団体"),
    (r"何回(?!目)", r"回|件"),
    (r"何泊", r"泊"),
    (r"何組", r"組|世帯|件"),
    (r"何冊", r"冊|点"),
    (r"何[十百千万億]*円", r"円"),
    (r"何(?:トン|t)", r"トン|t"),
    (r"何(?:キログラム|グラム|キロ|kg|g)", r"g|グラム"),
    (r"何(?:ヘクタール|ha)", r"ha|ヘクタール"),
    (r"何(?:日間|か月|ヶ月|カ月|時間)", r"日|月|時間|年"),
)
"""Counters that may be asked for, and the units whose numbers answer them."""

_SHARE = (r"何(?:%|パーセント|割)", r"%|割|ポイント")
"""The same where no share is reckoned: 目標の何%, 何%増えた."""

_OF_VALUES: frozenset[Intent | None] = frozenset({None, "value", "trend"})

_KNOWN = re.compile(r"[人名件回泊冊円%歳社組世帯戸店]|t|g|ha")
"""Units that are counted in something known; of others (kW, 倍) nothing is told."""

_SPENT = re.compile(
    r"いくら.{0,4}(?:かか|かけ|掛か|掛け|使|払|投じ|費や)|何[十百千万億]*円"
    r"|how much (?:did|does|do|is|was)\b.*\b(?:cost|spen[dt]|pay|paid)\b"
)
"""Asks for money, where いくら alone may ask for any number."""

_CASES = re.compile(r"([一-龥]{2})(?:は|って|の|が)?(?:全部で|合計で?)?何[千百]?件")
_DOERS = re.compile(r"([一-龥]{2})[者客]")
_A_DAY = re.compile(r"(?<!月)[1一]日(?:当たり|あたり|平均|に|何|の|で)|日平均|\b(?:a|per|each) day\b|\bdaily\b")
_A_YEAR = re.compile(r"年間(?!で|に)|\b(?:a|per) year\b|\b(?:annual|yearly)\b")


def _over_another_time(said: str, name: str) -> bool:
    """Whether a year's number is asked of what counts a day's (1日平均乗車人員), or a day's of what does not."""
    if _A_DAY.search(said):
        return not _A_DAY.search(name)
    return bool(_A_YEAR.search(said) and not _A_YEAR.search(name) and _A_DAY.search(name))


def _cases_of_another(said: str, name: str) -> bool:
    """Whether cases are asked of what stands only beside those counted: 移住相談は何件 of 相談窓口を通じた移住者数."""
    cases, doers = _CASES.search(said), _DOERS.findall(name)
    return cases is not None and bool(doers) and cases[1] in name and cases[1] not in doers


def counts_another(question: "Question", unit: str, name: str) -> bool:
    """Whether a question counts other things (何路線, 何か所, 何円) than an indicator does, by its unit and name."""
    said, unit = plain(question.query), plain(unit)
    if question.reckoning is None and _over_another_time(said, plain(name)):
        return True
    if (_SPENT.search(said) and "円" not in unit) or _cases_of_another(said, plain(name)):
        return True
    fitting = (*_FITTING, _SHARE) if question.intent in _OF_VALUES and question.reckoning is None else _FITTING
    if _KNOWN.search(unit) and any(re.search(asked, said) and not re.search(fits, unit) for asked, fits in fitting):
        return True
    asked = asked_counter(said)
    if asked is None or not counts_things(question):
        return False
    alike = next((group for group in _ALIKE if asked in group), (asked,))
    return not any(counter in unit or (counter != asked and counter in name) for counter in alike)


def counts_things(question: "Question") -> bool:
    """Whether the counter itself says what is counted (何路線), so that what else is named need not be."""
    return asked_counter(plain(question.query)) in _THINGS
