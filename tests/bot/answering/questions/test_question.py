"""Questions are taken apart the same way however they are put."""

import pytest

from bot.answering.questions.language import language_of
from bot.answering.questions.periods import AskedYears, asked_years
from bot.answering.questions.question import LONGEST, understand
from corpus.errors import QuestionEmpty, QuestionTooLong


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("待機児童の推移は？", "ja"),
        ("what is the 待機児童 trend", "en"),
        ("what is the 住み続けたいと思う市民の割合 trend?", "en"),
        ("Compare 待機児童 and 出生数", "en"),
        ("KPIの一覧", "ja"),
        ("KPI一覧", "ja"),
        ("How many births were there?", "en"),
        ("UIJターンの就業者数", "ja"),
        ("NET MIGRATION TREND", "en"),
        ("COVID-19の影響", "ja"),
        ("Smart Cityの取組", "ja"),
        ("@sosei 出生数、5年平均", "ja"),
        ("女性の就業率 in 2022", "en"),
        ("latest 市営住宅の入居率 please", "en"),
        ("待機児童のtrend", "ja"),
        ("観光客数 trend を教えて", "ja"),
    ],
)
def test_the_wording_decides_the_language_not_the_names(question, language):
    """English around a Japanese name is English; an acronym among Japanese words is not."""
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("待機児童の推移は？", "trend"),
        ("what is the 待機児童 trend", "trend"),
        ("出生数は何人でしたか", "value"),
        ("企業立地件数の目標は？", "target"),
        ("基本目標2のKPI一覧", "list"),
        ("基本目標1の数値目標は何ですか", "list"),
        ("待機児童対策の今後の方向性", "direction"),
        ("出生数が減った理由", "analysis"),
        ("保育士の確保のために何をしている", "initiative"),
        ("観光消費額はコロナ前に戻った？", "compare"),
        ("この資料はいつ公表された？", "document"),
        ("What will be done to keep older residents healthy?", "direction"),
        ("待機児童の定義は？", "definition"),
        ("結成率はどうやって計算している？", "definition"),
        ("待機児童とは？", "definition"),
        ("R4版とR5版で変わった点は？", "revision"),
        ("名前が変わったのはなぜ", "revision"),
        ("市内総生産額の基準値は？", "target"),
        ("What did the city say about bus drivers?", "direction"),
        ("保育士を確保するためにやっていることは？", "initiative"),
        ("1人当たり何グラム？", "value"),
        ("総合戦略はいつ策定されましたか", "document"),
        ("待機児童", None),
    ],
)
def test_cue_words_tell_what_kind_of_thing_is_asked(question, intent):
    """Each kind of question is known by its cue words; a bare noun has none."""
    assert understand(question).intent == intent


def test_the_goals_of_the_policy_tree_are_no_targets():
    """基本目標 and 数値目標 hold the word 目標 without asking for one."""
    assert understand("基本目標1の出生数").intent is None


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("令和5年度の出生数", AskedYears(named=(2023,))),
        ("R4とR5の出生数", AskedYears(named=(2022, 2023))),
        ("H30からR2までの出生数", AskedYears(first=2018, last=2020)),
        ("令和2年度から4年度の出生数", AskedYears(first=2020, last=2022)),
        ("2019年以降の出生数", AskedYears(first=2019)),
        ("births since 2019", AskedYears(first=2019)),
        ("直近3年の出生数", AskedYears(recent=3)),
        ("出生数の5年間の推移", AskedYears(recent=5)),
        ("観光客は5年で合計何人", AskedYears(recent=5)),
        ("創業相談の3か年平均", AskedYears(recent=3)),
        ("births over five years", AskedYears(recent=5)),
        ("5年間で何人減った", AskedYears(span=5)),
        ("births over the last five years", AskedYears(recent=5)),
        ("昨年度の出生数", AskedYears(back=0)),
        ("最新の出生数", AskedYears(latest=True)),
        ("コロナ前の観光消費額", AskedYears(named=(2019,), covid=True)),
        ("出生数", AskedYears()),
    ],
)
def test_years_are_read_however_they_are_said(question, asked):
    """Eras, ranges, counts of years and relative years all give the years asked for."""
    assert asked_years(question) == asked


def test_recent_years_are_counted_back_from_the_newest_value():
    """直近3年 is the newest year with a value and the two before it, with or without values of their own."""
    assert AskedYears(recent=3).wanted([2015, 2018, 2020]) == [2018, 2019, 2020]


def test_a_named_year_is_wanted_even_without_a_value():
    """A year that has no value stays asked for, so that the answer can say so."""
    assert AskedYears(named=(2017,)).wanted([2016, 2018]) == [2017]


def test_an_edition_is_told_from_a_year_of_results():
    """令和4年度の資料では names an edition, 令和4年度の出生数 a year."""
    spoken = understand("令和4年度の資料では、令和3年度の出生数は？")
    assert (spoken.edition, spoken.years.named) == ("R4", (2021,))
    assert understand("令和4年度の出生数は？").edition is None


def test_a_place_in_the_policy_tree_is_read_in_words_or_in_short():
    """基本目標3の施策2 and 3-2 are the same place."""
    long, short = understand("基本目標3の施策2のKPI"), understand("3-2のKPI")
    assert (long.goal, long.measure) == (short.goal, short.measure) == (3, 2)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("施策Ⅳ-2のKPI", (4, 2)),
        ("Ⅲ－1の課題", (3, 1)),
        ("施策 II-1 の方針", (2, 1)),
        ("基本目標Ⅱの指標", (2, None)),
        ("ICT機器の利用", (None, None)),
    ],
)
def test_places_may_be_numbered_as_romans_do(typed: str, place: tuple[int | None, int | None]) -> None:
    """施策Ⅳ-2 is 4-2, in one sign or in letters."""
    question = understand(typed)
    assert (question.goal, question.measure) == place


@pytest.mark.parametrize("text", ["", "   ", "？！", "\x00"])
def test_an_empty_question_is_refused(text):
    """Nothing but white space and signs is no question."""
    with pytest.raises(QuestionEmpty):
        understand(text)


def test_an_overlong_question_is_refused_with_both_lengths():
    """A pasted document is refused, saying how long it was and how long it may be."""
    with pytest.raises(QuestionTooLong) as refused:
        understand("あ" * 10_000)
    assert refused.value.facts == {"length": 10_000, "limit": LONGEST}


def test_most_may_stand_before_what_there_is_most_of() -> None:
    """一番観光客が多かった asks what 観光客が一番多かった does."""
    fronted, usual = (understand(text) for text in ("一番観光客が多かった年は", "観光客が一番多かった年は"))
    assert (fronted.intent, fronted.subject) == ("summary", usual.subject)
