"""How a year is written, and which numbers only look like one: the regular expressions of ``find_years``.

Gaps are bounded and possessive, so that a search takes time in proportion to the text whatever stands in it.
"""

import re

GAP = r"\s{0,4}+"
"""Producers put spaces between kanji and digits (令和 5 年 8 月), and labels break over two lines."""

UNIT = rf"年{GAP}度(?!数)|暦年|年(?![齢金少収賀俸輪間次])"
"""年齢 and 年間 after a label are words of their own: R5 年齢別人口."""

NUMBER = r"元|[0-9]\s[0-9](?=\s?年)|[0-9]{1,2}"
_KANJI_DIGIT = "[〇零一二三四五六七八九十]"
KANJI_NUMBER = rf"{_KANJI_DIGIT}{{1,3}}(?=\s{{0,4}}年|$|[\s)、。])"

_NAME = rf"(?:令{GAP}和|平{GAP}成|昭{GAP}和|大{GAP}正|明{GAP}治)"
_ROMAJI = r"(?<![A-Za-z])(?i:reiwa|heisei|showa|taisho|meiji)"
_DECIMALS = r"\.[0-9]++(?!\.[0-9]|月|末|現在|時点)"
"""A point that makes the number a decimal one; in R4.4.1 and R5.3末 it parts year and month."""
_R_SQUARED = r"乗|\s?[=≒≈]\s?-?[01]?\."
"""R² of a trend line is R2 in the plain text."""
_THOUSANDS = r",[0-9]{3}(?![0-9])"
_NOT_A_YEAR = r"""
    https?://[!-~]++
    | (?<![0-9-])0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}(?![0-9])
    | (?<![0-9-])(?:[0-9]{3}-|[0-9]{4}-(?!(?:19|20)[0-9]{2}(?![0-9])))[0-9]{4}(?![0-9])
    | (?<![A-Za-z])(?:(?i:ver(?:sion)?\.?|v|pp?\.|no\.)|No|バージョン)\s?[0-9]++(?:\.[0-9]++)*+
"""
"""Addresses, telephone and postal numbers, versions, pages, serial numbers."""

YEAR = re.compile(
    rf"""
    (?P<not_a_year>{_NOT_A_YEAR})
    | (?P<era>{_NAME}){GAP}(?P<era_n>{NUMBER}|{KANJI_NUMBER})(?![0-9]|{_THOUSANDS}|\s?年代)
      (?:{GAP}(?P<era_unit>{UNIT}))?
    | (?P<romaji>{_ROMAJI})\s?(?P<romaji_n>[0-9]{{1,2}})(?![0-9A-Za-z%])(?:{GAP}(?P<romaji_unit>{UNIT}))?
    | (?<![一-龥々])(?P<first>[令平昭])(?P<first_n>元|[0-9]{{1,2}})
      (?![0-9A-Za-z%]|{_DECIMALS}|{_THOUSANDS}|年代)(?:{GAP}(?P<first_unit>{UNIT}))?
    | (?<![A-Za-z0-9])(?P<letter>[RHSTMrhs])\s?\.?\s?(?P<letter_n>元|[0-9]{{1,2}})
      (?![0-9A-Za-z%]|{_DECIMALS}|{_THOUSANDS}|{_R_SQUARED}|\s?年代)(?:{GAP}(?P<letter_unit>{UNIT}))?
    | (?<!{_KANJI_DIGIT})(?P<kanji>[一二][八九〇零]{_KANJI_DIGIT}{{2}}){GAP}(?P<kanji_unit>{UNIT})(?!代)
    | (?<![A-Za-z])(?P<short_fy>(?i:FY))\s?'?(?P<short_n>[0-9]{{2}})(?![0-9A-Za-z%,.])
    | (?:(?<![A-Za-z])(?P<prefix>(?i:FY|CY|fiscal(?:\s?year)?|calendar\s?year))\s?
        |(?<![0-9.A-Za-z])|(?<=[0-9]vs)|(?<=[0-9]to))
      (?P<ad>(?:18(?=6[89]|[7-9])|19|20)[0-9]{{2}})
      (?![0-9]|{_DECIMALS}|{_THOUSANDS}|\s?年(?:代|以上|余|前(?![期半後年回])))
      (?:{GAP}(?P<ad_unit>{UNIT}|(?i:FY)(?![A-Za-z])))?
    """,
    re.VERBOSE,
)

TWIN = re.compile(
    rf"{GAP}(?:[(\[〔【](?P<inner>[^()\[\]〔〕【】]{{1,12}})[)\]〕】]"
    rf"|[/・](?P<slash>[0-9]{{4}}|(?:{_NAME}|[RHS])\s?(?:{NUMBER})))(?:{GAP}(?P<unit>{UNIT}))?"
)
"""The same year said again: H30(2018), 2018/H30, 平成31・令和元年度."""

ALSO = re.compile(rf"\s?(?:[・、,]|と|及び|および)\s?(?P<label>(?P<n>元|[0-9]{{1,2}}){GAP}年{GAP}度(?!数))")
"""A further year of the era just said: 令和4・5年度. Only 年度 makes it sure: 令和4年、5年ぶりに has one year."""

GREGORIAN = re.compile(r"\s?(?P<year>[0-9]{4})\s?(?:年度|年)?\s?")

BEFORE_A_VALUE = re.compile(
    r"(?:(?:約|およそ|延べ|合計|(?<![一-龥])計|[第¥$€£△▲])\s?|[#+]"
    r"|(?:^|\(|[^0-9元年度)\s]\s)-|(?<![0-9])[0-9]{1,3},|[0-9]{5},)$"
)
"""What stands before a number that is no year; 2018 -2020 is a range, 2019,2020 a list of years."""
_COUNTERS = (
    "人|人泊|件|社|戸|世帯|団体|回|台|店|店舗|棟|冊|本|個|枚|頭|羽|名|者|校|園|室|床|席|点|票|基|区画|[かカヵケヶ箇]所|倍|日"
    "|時間|時|分|秒|度|ページ|頁|番|番地|号|条|歩|食|便|隻|株|施設|事業所|組|チーム|泊|トン|リットル|メートル|キロ|グラム"
    "|ヘクタール|坪|杯|足|袋|箱|束|種|種類|軒|館|路線|コース|講座|品目|作品|つ|歳|才|位|級|機|両|口|筆|文字|語"
)
BEHIND_A_VALUE = re.compile(
    r"[A-Za-z](?![A-Za-z])"
    r"|\s?(?:[円億%]|万(?!博)|千(?=[円人件台tkm])|百(?=万)|パーセント|ポイント|ドル"
    r"|(?:[kcm]?m[23]?|k?g|t|ha|[kMG]?Wh?|[kM]?L|℃)(?![A-Za-z0-9]))"
    rf"|\s?(?:{_COUNTERS})(?:(?![一-龥々ァ-ヶ])|(?=以上|以下|未満|程度|前後|余|超|増|減|弱|強))"
)
"""A counter behind a bare four-digit number: 2019人 is a value, 2019 人口 a year, and so is that of 2025万博."""
