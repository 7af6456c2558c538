"""Answers built by hand, for tests of what is shown rather than of what is found."""

from dataclasses import replace
from decimal import Decimal

from bot.answering.answer import Answer, Excerpt, Figure, FigurePoint, Goalpost, Source

DOCUMENT = "第2期あおば市総合戦略 検証報告書"
DIRECTION = "保育士の確保と施設整備を進め、待機児童ゼロを維持する。\nまた、病児保育の広域利用を検討する。"


def page(number: int, edition: str = "R5") -> Source:
    """A page of the hand-built document."""
    return Source(document=DOCUMENT, edition=edition, page=number, method="chart")


def waiting_children() -> Figure:
    """A trend with a gap (2021), a carried value, a target and a baseline."""
    values = [(2019, "R元", "12"), (2020, "R2", "4"), (2022, "R4", "0")]
    points = [FigurePoint(year, label, Decimal(v), "actual", page(15)) for year, label, v in values]
    points.append(FigurePoint(2023, "R5", Decimal(0), "carried", page(15)))
    return Figure(
        indicator="保育所等の待機児童数",
        unit="人",
        period="as_of",
        edition="R5",
        points=tuple(points),
        target=Goalpost("R6", 2024, Decimal(0), page(15)),
        baseline=Goalpost("H30", 2018, Decimal(31), page(7)),
        desired="down",
    )


def trend(question: str = "待機児童の推移は？") -> Answer:
    """Figures, a chart and the quoted direction: the answer that sosei is for."""
    return Answer(
        question=question,
        language="ja",
        status="answered",
        intent="trend",
        headline="保育所等の待機児童数は、R元年の12人からR4年の0人へ減りました。",
        remarks=("R3年の値は文書にありません。",),
        figures=(waiting_children(),),
        excerpts=(
            Excerpt(
                section="future_direction",
                text=DIRECTION,
                source=page(16),
                heading=("基本目標2 結婚・出産・子育ての希望をかなえる", "施策2 子育て環境の充実"),
                indicator="保育所等の待機児童数",
            ),
        ),
        wants_chart=True,
    )


def whole(question: str = "待機児童の推移は？") -> Answer:
    """A trend without a gap or a past year's value, which Slack's own chart can hold."""
    points = tuple(
        FigurePoint(year, label, Decimal(value), "actual", page(15))
        for year, label, value in [(2021, "R3", "12"), (2022, "R4", "4"), (2023, "R5", "1")]
    )
    return replace(trend(question), figures=(replace(waiting_children(), points=points),))


def about(question: str) -> Answer:
    """A short answer without figures that says which question it is to."""
    headline = f"「{question}」についての記述は文書に見当たりません。"
    return Answer(question=question, language="ja", status="not_found", intent="text", headline=headline)


def long(question: str) -> Answer:
    """An answer that no single message holds."""
    remarks = tuple(f"{n}: " + "とても長い備考です。" * 300 for n in range(12))
    return replace(about(question), remarks=remarks)


def hostile(text: str) -> Answer:
    """A trend in which the text stands wherever a document or a person could have put it."""
    answer = trend(text)
    figure = replace(answer.figures[0], indicator=text, unit=text)
    excerpt = replace(answer.excerpts[0], text=text, indicator=text, heading=(text,))
    source = Source(document=text, edition=text, page=1, method="import", url=f"https://example.jp/{text}")
    return replace(
        answer,
        headline=text,
        remarks=(text,),
        figures=(figure,),
        excerpts=(excerpt, replace(excerpt, source=source)),
        candidates=(text,),
        status="clarify",
        wants_chart=False,
    )
