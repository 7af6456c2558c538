"""What kind of thing a question asks for, told by its cue words; the first kind that matches wins."""

import re

from bot.answering.answer import Intent

_TREE = re.compile(r"基本目標|数値目標|目標値?一覧|goal\s*[0-9]")
"""Words that hold 目標 without asking for a target."""

_CUES: tuple[tuple[Intent, tuple[str, ...]], ...] = (
    (
        "document",
        (
            r"いつ(?:公表|発行|作成|策定|出た|の資料)|いつ.{0,4}(?:公表|策定)され|公表(?:日|は)|発行(?:日|元)|誰が(?:作|出|公表)|どの資料|何の資料",
            r"when .*publish|who .*publish|which document",
        ),
    ),
    (
        "revision",
        (
            r"遡及|いつ変わ|変わったのはいつ|修正さ|訂正|改訂さ|変更され|見直され|(?:名前|名称|目標値?|値)が?.{0,4}変わ(?:った|って|りました)|(?:版|資料)によって"
            r"|目標値?[はがを]?.{0,4}(?:引き?上げ|引き?下げ|上方修正|下方修正)(?:た|られ|まし|さ)|(?:数字|値)が.{0,10}(?:違[うっい]|異な)"
            r"|変更点|変わった点|(?:版|資料).{0,8}(?:変わった|違う|違い|差)",
            r"restate|revis|corrected",
        ),
    ),
    (
        "definition",
        (
            r"数え方|(?:公表|実績|値|数字|データ)[がはのも]{0,2}.{0,4}(?:遅|古い|出て(?:い)?な).*(?:なぜ|何故|どうして|理由)|(?:なぜ|何故|どうして).{0,4}[0-9]年(?:も)?遅れ"
            r"|(?:暦年|年度)(?:の値|の数字|で|なの)?(?:ですか|なのか|か(?!ら)|でしょうか)[、?。]?(?:暦年|年度)|(?:暦年|年度).{0,4}(?:どちら|どっち)"
            r"|定義|算出方法|計算方法|計算式|集計方法"
            r"|(?:何の|どんな|どういう)調査|どう(?:やって|いうふうに)?.{0,8}(?:計算|算出|集計|数え|調べ)"
            r"|いつの時点|いつ現在|何月何日(?:の|現在|時点)|注記|注釈|どういう意味|意味は|(?<!こ)とは(?:何|[?。\s]|$|どう)"
            r"|(?<!目標)(?<!目標値)(?<!課題)(?<!取組)(?<!方針)(?<!理由)(?<!原因)(?<!要因)って(?:何|なに|なん)(?:です|なの|の?こと|[?。\s]|$)",
            r"defin|how (?:is|are|was|were) .*(?:calculated|counted|measured|computed)|what does .* mean\b"
            r"|as of what date|calendar (?:year )?or fiscal|fiscal (?:year )?or calendar",
        ),
    ),
    (
        "direction",
        (
            r"今後|これから(?:どう|何|なに|の(?:方針|取|対応|展開))|するつもり|していくつもり|方向性|方針|どう(?:やって|いうふうに)?(?:取り?組|進め|対応|増や|減ら|改善)|どうする|どうしていく"
            r"|(?:伸ばす|増やす|減らす|なくす|防ぐ|確保する)には|将来(?!の夢|負担)",
            r"direction|going forward|next step|will be done|will the city"
            r"|(?:the )?city (?:say|said|plan)|city's (?:view|stance)|plans? (?:for|to)|future|policy on",
        ),
    ),
    (
        "analysis",
        (
            r"なぜ|何故|なんで(?![もすしあ])|理由|要因|原因|背景|分析|どうして|評価(?:ランク|区分)|(?<!を)課題(?!解決)",
            r"\bwhy\b|reason|cause|analysis|because|challenge|\bissues?\b",
        ),
    ),
    (
        "list",
        (
            r"(?:指標|kpi|数値目標)[はのが]?(?:って|それぞれ)*(?:全部で|全体で|ぜんぶで|合わせて|合計で?)?"
            r"(?:いくつ|何[個件項本種]|[個件総]?数(?=[はをが?]|$)|どれ(?:だけ|くらい))"
            r"|how many (?:kpis|indicators)",
            r"一覧|列挙|リスト|すべての(?:指標|kpi)|どんな(?:kpi|指標|施策)",
            r"(?:kpi|指標|数値目標|施策)(?:は(?:何|なに|どれ|どんな)|を?(?:全部|全て|すべて|教え|並べ|挙げ))",
            r"(?<!waiting )\blist\b|which (?:kpis?|indicators?)|what (?:are the )?(?:kpis?|indicators?)"
            r"|\b(?:all|every|each)(?: of the| the)? (?:kpis?|indicators?)",
        ),
    ),
    (
        "summary",
        (
            # 平均寿命 and 最高気温 are names: a cue is followed by a particle or the end.
            r"(?:平均|最大|最小|最高|最低|最多|最少)(?:値|は|が|を|で|だっ|の年|[?。\s]|$)|ピーク|(?:最も|一番|いちばん)(?:多|少|高|低|大|小|長|短)"
            r"|[0-9一二三四五六七八九十](?:[かカヵヶ箇]?年)間?の?平均",
            r"\b(?:highest|lowest|maximum|minimum|peak|average|mean|least|fewest|most(?! recent))\b",
        ),
    ),
    (
        "target",
        (
            r"目標|達成|検証値|基準値|あと(?:何|どれ)",
            r"\bbaselines?\b|\btargets?\b|\bgoals?\b|achiev|attain|on track",
        ),
    ),
    (
        "compare",
        (
            r"比べ|比較|対比|との差|の差は|どちら|より(?:増|減|高|低|良|悪|多|少|い[いく]|よ[いく]|まし)|(?:どれ(?:だけ|くらい|ほど)?|いくら|何(?:人|件|円|%|パーセント|ポイント|社|世帯|か所|[千万億]\w?)?(?:くらい|ほど)?の?)(?:増|減|伸|変わ|違|差が|上が|下が|上昇|低下)|コロナ(?:禍)?の?前",
            r"\bby how (?:much|many)\b|"
            r"\bcompare|\bversus\b|\bvs\b|difference between|before (?:the )?(?:covid|pandemic)",
        ),
    ),
    (
        "trend",
        (
            r"推移|どう(?:変わ|なっ)|変わってき|トレンド|経年|変化|移り変わり|動き|グラフ|チャート|何ポイント|何[^、。何]{1,6}から何|(?:増え|減っ|上がっ|下がっ|伸び)た|増えて|減って|伸びて|増減",
            r"\btrends?\b|over time|history|chart|graph|chang",
        ),
    ),
    (
        "initiative",
        (
            r"取り?組み?(?:は|を|に|内容)|主な取組|事業(?![系所者主税費]|承継|の[^、。?はがを]{0,12}[数率額量](?:[はがをの?。\s]|$))|制度|支援策|何をして|どんなこと|何かして|(?:やって|行って|して)いる(?:こと|取組|対策)|手立て",
            r"being done|what does the (?:city|town|village) do|"
            r"initiative|^(?!.*\b(?:participants?|users?|members?)\b).*\bprogram|measures? taken|what .*doing",
        ),
    ),
    (
        "text",
        (
            r"どこ(?!か[にへでのと])|どの地区|誰(?!か[にへがのと])|いつ(?:から|まで)|計画期間",
            r"what is an? |where |when ",
        ),
    ),
    (
        "value",
        (
            r"何(?:人|件|%|パーセント|グラム|トン|歳|社|回|戸|世帯|台|円|千|万|億)|いくら|いくつ|どれ(?:くらい|だけ)|どのくらい|数値|実績|値は",
            r"how many|how much|value|figure|number of",
        ),
    ),
)
_COMPILED = tuple((intent, re.compile("|".join(patterns))) for intent, patterns in _CUES)


def intent_of(plain: str) -> Intent | None:
    """The kind that the cue words tell, or None where there is no cue (a bare noun).

    Args:
        plain: The question, lower case and NFKC-normalised, without the edition it speaks of.
    """
    for intent, pattern in _COMPILED:
        if pattern.search(_TREE.sub(" ", plain) if intent == "target" else plain):
            return intent
    return None


def wants_picture(plain: str) -> bool:
    """Whether a picture is asked for by name."""
    return bool(re.search(r"グラフ|チャート|図で|\bchart|\bgraph|\bplot", plain))
