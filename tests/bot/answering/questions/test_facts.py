"""A passage on the right topic answers only if it states the kind of fact that was asked for."""

import pytest
from made_passages import made_passage

from bot.answering.questions.facts import fact_asked
from bot.answering.questions.question import understand
from bot.answering.quotations.evidence import supporting
from index.search import Findings, Hit

BUS = "三ツ岳地区の7集落と葦川病院を結ぶ予約型交通「しおかぜ号」を運行し、運賃は1回300円で、平日の午前8時から走る。"
CARE = "保育士に月3万円までの家賃補助を支給する。職場復帰研修を年2回開き、参加した28人のうち17人が市内の園に就職した。"
DISTRICT = "宅地開発が続く西原台地区で申込みが増え、待機児童が4人生じた。"
TABLE = "区分 R3 R4 R5\n防災士の累計(人) 161 186 214"
FOOD = "2.8トンの食品を受け付け、市内6か所の子ども食堂に届けた。"
OUTLOOK = "死亡数が出生数を上回り、平成30年の自然減は612人でした。"


def supported(question: str, text: str, **fields: object) -> bool:
    hit = Hit(made_passage(text, **fields), 1.0, 0.8, 1.0)
    return bool(supporting(understand(question), Findings((hit,), cosine=0.85, gap=0.05, coverage=0.9)))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("しおかぜ号の運賃はいくら", "money"),
        ("しおかぜ号はどの地区を走る？", "place"),
        ("みなとラボは何時まで？", "hour"),
        ("防災士は何人", "count"),
        ("高齢化率は", "share"),
        ("転入者数", "count"),
        ("出生数の地区別の内訳", "number"),
        ("高齢化率の推移", "series"),
        ("自主防災組織の会長は誰", "person"),
        ("公共交通について", None),
        ("北原産業団地に入った会社はどこ", "firm"),
        ("医療費の助成は何歳まで", "age"),
        ("Who is the mayor?", "person"),
        ("residents who want to stay", "share"),
        ("What is the average income of residents?", "number"),
    ],
)
def test_the_wording_tells_the_kind_of_fact(question, fact):
    """An amount, a place, an hour, a person; an open question asks for none."""
    assert fact_asked(understand(question)) == fact


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("しおかぜ号の運賃はいくら？", BUS),
        ("しおかぜ号は何時から走る？", BUS),
        ("しおかぜ号はどの地区を走る？", BUS),
        ("職場復帰研修には何人参加した？", CARE),
        ("防災士は何人", TABLE),
        ("西原台地区の待機児童は何人", DISTRICT),
    ],
)
def test_a_passage_that_states_the_fact_supports_the_answer(question, text):
    """The amount, the hour, the place or the number stands with what is asked."""
    assert supported(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("路線バスの運賃はいくら？", BUS),
        ("しおかぜ号の事故は何件？", BUS),
        ("しおかぜ号の運転手は誰？", BUS),
        ("保育士の給料はいくら？", CARE),
        ("保育士の数は？", CARE),
        ("東台地区の待機児童は何人", DISTRICT),
        ("待機児童数の推移", DISTRICT),
        ("子どもの数", FOOD),
        ("死亡数は何人", OUTLOOK),
        ("死亡数の推移", OUTLOOK),
        ("出生数の月別の内訳", OUTLOOK),
        ("20代の待機児童は何人", DISTRICT),
    ],
)
def test_a_passage_that_only_comes_near_does_not(question, text):
    """Another thing's number, another place, another kind of fact: nothing that was asked."""
    assert not supported(question, text)


@pytest.mark.parametrize("question", ["waiting children by district", "How much is the bus fare?", "fare of the bus"])
def test_an_english_question_asks_for_facts_as_well(question):
    """What the glossary made of the English words must stand in the passage, its affixes on their own words."""
    assert fact_asked(understand(question)) in ("number", "money")
    assert not supported(question, DISTRICT) and not supported(question, BUS.replace("運賃", "料金"))


def test_what_a_heading_says_need_not_stand_in_the_sentence():
    """The number stands below the name of what it is about."""
    text = "新たに24社を認定した。"
    assert supported("子育て優良企業に認定されたのは何社？", text, heading=("子育て優良企業認定事業",))
    assert not supported("子育て優良企業に認定されたのは何社？", text, heading=("防災士養成事業",))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("しおかぜ号は黒字ですか？", BUS),
        ("しおかぜ号の高さは", BUS),
        ("保育士の平均年齢は", CARE),
        ("福岡市の保育士の家賃補助はいくら", CARE),
        ("保育士の家賃補助を受けている会社はどこ", CARE),
        ("小学校の待機児童は何人", DISTRICT),
    ],
)
def test_a_passage_that_does_not_hold_what_is_asked_of_the_subject_is_no_answer(question, text):
    """A profit, a height, a mean age, another city, a firm's name or another group is not in it."""
    assert not supported(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("しおかぜ号の長さは", "予約型交通「しおかぜ号」の路線は延べ24キロメートルである。"),
        ("産業団地の面積は", "港に近い産業団地9.6ヘクタールを造成した。"),
        ("補助の上限は", "改修費の2分の1を80万円まで補助する。"),
    ],
)
def test_what_is_told_by_its_measure_need_not_be_named(question, text):
    """キロメートル tell a length, ヘクタール an area, まで a limit."""
    assert supported(question, text)


def test_a_number_of_a_part_stands_in_the_clause_of_that_part():
    """Of 60歳以上 no number is told where only the whole's follows in the next clause."""
    assert not supported("60歳以上の創業相談件数は", "女性と60歳以上からの相談が増え、創業相談件数は200件を上回った。")
    assert supported("60歳以上の創業相談件数は", "創業相談件数のうち、60歳以上からの創業相談は41件であった。")


def test_a_number_of_another_topic_in_the_sentence_is_no_answer():
    """The head of the question stands first, and another topic between it and the amount."""
    told = "茶の輸出が伸びたことから農業産出額は増えたが、鳥獣による被害額は1,250万円に上る。"
    assert not supported("茶の輸出額は", told)
    assert supported("鳥獣被害の額", told)


def test_rows_of_targets_are_no_passage_to_quote():
    """A table of indicators is told as figures; its rows answer no question in words."""
    table = "指標 単位 基準値 目標値(R6)\n荒廃農地面積 ha 62.4 55.0\n認定農業者数 人 86 95"
    assert not supported("農地の面積", table)


def test_a_title_over_a_passage_says_what_its_sentences_are_about():
    """◆町営バス運行事業 stands over 運賃は1回200円."""
    assert supported("町営バスの運賃は", "◆町営バス運行事業\n5路線を1日18便運行する。運賃は1回200円である。")


def test_a_name_in_kana_is_met_letter_by_letter():
    """The dictionary need not know ささえりあ, nor cut it alike in two places."""
    told = "市内27の日常生活圏域に地域包括支援センター(ささえりあ)を設置する。"
    assert supported("ささえりあはいくつある？", told)


def test_how_many_came_is_told_by_their_coming():
    """来場者数 stands in 約2700人の来場があった, and not in how many of them did another thing."""
    assert supported("催しの来場者数は", "公共交通の催しを開き、約2700人の来場があった。", heading=("催しの開催",))
    assert not supported("転出者数は", "121人の転出超過となり、超過の幅が縮小した。")


def test_what_costs_nothing_has_its_price_told():
    """無料 and 全額 answer how much is to pay, of the very thing asked and of the part asked."""
    assert supported(
        "75歳以上のバスの運賃は", "運賃は1回200円で、75歳以上は無料である。", heading=("町営バス運行事業",)
    )
    assert supported("防災士の資格取得の費用は", "防災士の資格取得の費用は全額を補助している。")
    assert not supported("保育料はいくらですか", "職場復帰研修と園の見学を無料で行う。")


def test_a_number_in_a_circle_counts_nothing():
    """② 路線バス is no count of 路線, nor is a number of only some."""
    assert not supported("バス路線は何路線", "② 路線バスを再編し、予約型の交通を組み合わせます。")
    assert not supported("バス路線は何路線", "運転手の不足により、三ツ岳線など2路線で減便が行われた。")


def test_a_day_of_the_week_is_asked_by_name():
    """何曜日 is answered by a weekday, not by any date."""
    assert supported("灯台の公開は何曜日", "土曜日には灯台を午後9時まで公開する。")
    assert not supported("灯台の公開は何曜日", "灯台の公開を令和5年4月に始めた。")


def test_a_thing_asked_for_by_its_kind_is_told_only_where_the_kind_is_named():
    """どのメーカー and 診療科 are not told by what speaks of the car or the hospital."""
    assert not supported("乗合の車両はどのメーカーのものですか", "8人乗りの車両2台が平日に走る乗合の交通である。")
    assert not supported("市民病院の診療科を教えて", "市民病院の周辺に診療所を誘導する。")
    assert supported("乗合の車両はどんな車両ですか", "8人乗りの車両2台が平日に走る乗合の交通である。")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("宿泊クーポンは何枚売れた", "宿泊クーポンを2回に分けて3万円から販売した。"),
        ("認定は何年間有効ですか", "認定を令和3年度から行い、24社を認定した。"),
        ("案内表示は何か国語ですか", "案内表示を12か所で改めた。"),
        ("待合所は何基ありますか", "待合所を5人で清掃した。"),
    ],
)
def test_a_number_of_another_counter_is_no_answer(question, text):
    """Whatever it is counted in, 何枚 is answered in 枚 and 何か国語 in か国語."""
    assert fact_asked(understand(question)) == "count"
    assert not supported(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("案内表示は何か国語ですか", "案内表示を6カ国語で整えた。"),
        ("待合所は何基ありますか", "待合所を4基設けた。"),
        ("制度は何か月続きますか", "制度は8ヶ月続く。"),
        ("センターの数を教えて", "市内27の日常生活圏域に総合窓口であるセンターを設置する。"),
        ("講座にはどれくらいの人が来た", "講座に31人が来た。"),
    ],
)
def test_any_counter_is_answered_in_its_own(question, text):
    """Also by another spelling of it, by the places in each of which one stands, and 人 where people are asked for."""
    assert supported(question, text)


def test_a_number_is_told_of_the_name_that_opens_the_question():
    """A name in hiragana stands in the same sentence, and not only beside another number of the passage."""
    told = "園の定員を15人増やした。\n病児保育室「ぽかぽか」の予約を電話から改めた。"
    assert not supported("ぽかぽかは何人まで", told)
    assert supported("ぽかぽかは何人まで", "「ぽかぽか」は1日6人まで受け入れる。")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("つぶした旅館は何軒？", "外国語で案内できる旅館は31軒である。"),
        ("船に乗った人は何人", "延べ1万4,230人が利用した。"),
        ("旧耐震の住宅は何戸", "耐震の住宅は2,310戸である。"),
        ("霧の会の参加は何人", "霧が深く、会議に12人が参加した。"),
    ],
)
def test_what_tells_which_are_meant_is_told_of_the_number(question, text):
    """A verb before what is counted, a noun or prefix of one character and a short name restrict what is asked."""
    assert not supported(question, text)


def test_a_word_of_manner_before_the_question_tells_nothing():
    """ぶっちゃけ is a verb in form, and stands before no noun that it tells of."""
    assert supported("耐震改修の補助ってぶっちゃけ最大いくら", "耐震改修に120万円まで補助する。")


def test_documents_say_a_verb_with_their_own_noun():
    """What was pulled down (つぶした) was 解体, and what was sold 販売."""
    assert supported("つぶした旅館は何軒？", "廃業した旅館2軒を解体した。")


def test_times_that_are_asked_for_are_told():
    """夜間も is answered by 24時間, and not by what is done at no time that is told."""
    assert supported("妊娠の相談は夜間も受け付けますか", "妊娠の相談に24時間365日対応する。")
    assert not supported("妊娠の相談は夜間も受け付けますか", "妊娠の相談に対応する。")


def test_what_is_lacking_is_no_number_of_what_there_is():
    """足りない is said as 少ない or 不足; how many drivers there are does not tell how many lack."""
    assert supported("運転手は何人足りない", "運転手は定員より7人少なく、便を減らしている。")
    assert not supported("運転手は何人足りない", "運転手は40人で、便を保っている。")


def test_what_a_name_in_kana_is_for_is_told_where_the_name_stands():
    """The dictionary need not know ささえりあ; what else is asked of it must be told."""
    told = "高齢者の心身の健康の保持のため、支援センター(ささえりあ)を設置する。"
    assert supported("ささえりあの目的", told)
    assert not supported("ささえりあの歴史", told)
