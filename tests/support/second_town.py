"""A second made-up place, in the form that small towns use: a Word report whose figures stand in tables, and a workbook.

Nothing in it is worded or laid out like the sample: 基本方針 and 政策 instead of 基本目標 and 施策, 評価 and 今後の展開
instead of 分析 and 今後の方向性, one table a policy instead of charts, 策定時 and 目標値 as columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TITLE = "風見町デジタル田園都市構想総合戦略 令和5年度効果検証報告書"
HEAD = ("重要業績評価指標(KPI)", "単位", "策定時(R1)", "R2", "R3", "R4", "R5", "目標値(R7)")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One 政策 with its table of figures and what the report says of it."""

    number: str
    title: str
    rows: tuple[Row, ...]
    judged: str
    ahead: tuple[str, ...]
    work: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


BASICS: tuple[tuple[str, tuple[Policy, ...]], ...] = (
    (
        "稼ぐ力を育て、仕事をつくる",
        (
            Policy(
                "1-1",
                "水産業と食品加工の振興",
                (
                    ("漁業産出額", "百万円", "1,860", "1,640", "1,712", "1,795", "1,838", "2,000"),
                    ("6次産業化商品の開発数(累計)", "件", "8", "11", "15", "21", "24", "30"),
                ),
                "漁業産出額は、イカの不漁が続いたものの養殖ワカメの単価が上がり、前年度を43百万円上回った。",
                (
                    "養殖ワカメの冷凍施設を令和6年度に整備し、出荷の時期を広げる。",
                    "道の駅「かざみ」に、町内の加工品の試食の場を設ける。",
                ),
                (("加工品開発支援事業", "商品の試作に要する費用の2分の1を、50万円まで補助する。令和5年度は6件を採択した。"),),
                ("漁業産出額は、県の海面漁業生産統計による年度の推計値である。",),
            ),
            Policy(
                "1-2",
                "移住と関係人口の拡大",
                (
                    ("移住相談件数", "件", "96", "143", "188", "175", "231", "200"),
                    ("空き家バンク成約件数", "件", "7", "9", "12", "10", "14", "15"),
                ),
                "移住相談は、県外での相談会の再開により過去最多となった。相談者の4割を30歳代が占める。",
                ("お試し住宅を2棟から4棟に増やし、最長2か月まで滞在できるようにする。",),
                (("お試し住宅「なぎの家」運営事業", "1泊1,500円で滞在できるお試し住宅2棟を運営し、令和5年度は31組が利用した。"),),
            ),
        ),
    ),
    (
        "子育てと学びを支える",
        (
            Policy(
                "2-1",
                "安心して産み育てる環境づくり",
                (
                    ("合計特殊出生率", "", "1.41", "1.38", "1.35", "1.29", "未公表", "1.60"),
                    ("保育所等利用児童数", "人", "412", "405", "398", "391", "380", "400"),
                ),
                "合計特殊出生率は4年続けて低下した。晩婚化と若い女性の転出が影響していると考えられる。",
                ("第2子以降の保育料を、令和7年4月から無償とする。", "産後の家事を手伝う訪問支援を始める。"),
                (("病児保育事業", "町立診療所に併設した病児保育室で、平日の午前8時から午後6時まで、定員3人で受け入れる。"),),
                ("保育所等利用児童数は、各年4月1日現在の人数である。", "合計特殊出生率は暦年の値で、令和5年は未公表である。"),
            ),
            Policy(
                "2-2",
                "学びの場の充実",
                (("図書館の貸出冊数", "冊", "52,310", "38,940", "44,105", "47,820", "51,266", "55,000"),),
                "移動図書館の巡回先を増やしたことから、感染症の流行前に近い水準まで戻った。",
                ("電子図書の貸出しを令和6年10月に始める。",),
                (("移動図書館「うみどり号」運行事業", "町内12か所を2週間に1回巡回する。令和5年度から高齢者施設3か所を加えた。"),),
            ),
        ),
    ),
    (
        "健やかに暮らし続ける",
        (
            Policy(
                "3-1",
                "健康づくりと医療の確保",
                (
                    ("特定健診受診率", "%", "43.2", "35.8", "39.4", "42.1", "44.7", "60.0"),
                    ("健康寿命(男性)", "歳", "79.1", "", "", "79.6", "", "80.5"),
                    ("健康寿命(女性)", "歳", "83.5", "", "", "84.0", "", "85.0"),
                ),
                "特定健診受診率は策定時を上回ったが、40歳代の受診率は28.3%と低い。",
                ("漁協と連携し、漁の休みに合わせた早朝の健診を行う。",),
                (("巡回健診事業", "保健師が5つの集落を回り、集会所で健診と結果の説明を行う。"),),
                ("健康寿命は3年ごとに算定する。",),
            ),
            Policy(
                "3-2",
                "脱炭素と移動手段の確保",
                (
                    ("温室効果ガス排出量", "千t-CO2", "86.4", "81.2", "79.8", "77.5", "(77.5)", "62.0"),
                    ("デマンド交通の利用者数", "人", "3,120", "2,480", "2,905", "3,466", "4,018", "4,000"),
                ),
                "デマンド交通は、予約の締切りを前日から1時間前に改めたことから利用が伸びた。",
                ("役場と小中学校の屋根に、令和8年度までに太陽光発電設備を設ける。", "デマンド交通の土曜日の運行を試行する。"),
                (("デマンド交通「かもめ便」運行事業", "自宅から病院や商店まで1回200円で乗れる。車両3台を運行し、運転は町内のタクシー会社に委託する。"),),
                ("( )内は直近の値を参考に掲載している。",),
            ),
        ),
    ),
)

EARLIER: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("漁業産出額", "百万円", (2105, 2040, 1933)),
    ("移住相談件数", "件", (52, 71, 88)),
    ("図書館の貸出冊数", "冊", (55870, 54420, 53005)),
)
"""Figures of 平成28年度 to 平成30年度, which only the workbook holds."""


def write_report(file: Path) -> Path:
    """Write the report as a Word document."""
    from docx import Document

    paper: Any = Document()
    paper.add_heading(TITLE, level=0)
    paper.add_paragraph("令和6年9月12日")
    paper.add_paragraph("風見町企画財政課")
    paper.add_paragraph("この資料の「風見町」は架空の町であり、文章と数値はすべて見本として作成したものです。")
    paper.add_heading("はじめに", level=1)
    paper.add_paragraph(
        "本報告書は、令和3年3月に策定した総合戦略(計画期間:令和3年度から令和7年度まで)について、"
        "令和5年度までの実績を町議会と有識者会議に報告するものである。"
    )
    for number, (title, policies) in enumerate(BASICS, 1):
        paper.add_heading(f"基本方針{number} {title}", level=1)
        for policy in policies:
            _write_policy(paper, policy)
    paper.save(str(file))
    return file


def _write_policy(paper: Any, policy: Policy) -> None:
    paper.add_heading(f"政策{policy.number} {policy.title}", level=2)
    _write_table(paper, (HEAD, *policy.rows))
    for note in policy.notes:
        paper.add_paragraph(f"※ {note}")
    paper.add_heading("評価", level=3)
    paper.add_paragraph(policy.judged)
    paper.add_heading("今後の展開", level=3)
    for line in policy.ahead:
        paper.add_paragraph(f"・{line}")
    paper.add_heading("主な取組", level=3)
    for name, text in policy.work:
        paper.add_paragraph(f"◆{name}")
        paper.add_paragraph(text)


def _write_table(paper: Any, rows: Sequence[Row]) -> None:
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text


def write_workbook(file: Path) -> Path:
    """Write the earlier figures as a workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "参考(経年)"
    sheet.append(["重要業績評価指標(KPI)", "単位", "平成28年度", "平成29年度", "平成30年度"])
    for name, unit, values in EARLIER:
        sheet.append([name, unit, *values])
    book.save(file)
    return file
