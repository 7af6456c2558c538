"""Answers of the sample that show each kind of message once, and the home."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.answering.conversation.offers import offers
from bot.preview.page import Shown, answered, page, page_shown
from bot.rendering.pages import page_picture, places_of
from bot.rendering.pages_marks import Mark
from bot.rendering.text_numbers import source_line
from bot.slack.home.outline import outline
from bot.slack.home.page import Place, home
from prompts.wording import wording

if TYPE_CHECKING:
    from bot.wiring import Sosei

QUESTIONS = (
    "待機児童の推移は？",
    "令和4年度の待機児童は何人？",
    "出生数の目標は？",
    "市内総生産額と観光入込客数を比べて",
    "公共交通の今後の方向性は？",
    "基本目標2の指標の一覧",
    "事業所の数は？",
    "市長の好きな食べ物は？",
    "How did the number of births develop?",
)
PAGE_OF = "待機児童の今後の方向性は？"


def sample_page(sosei: "Sosei") -> str:
    """The page of all of them, of one source's page, and of the home at its beginning and at a goal."""
    told = outline(sosei.held.published())
    homes = [home(told, place, QUESTIONS[:2], "ja") for place in (Place(), Place("2"))]
    return page([*_answers(sosei), *_source_page(sosei)], homes)


def _answers(sosei: "Sosei") -> Iterator[Shown]:
    for question in QUESTIONS:
        answer = sosei.answer(question)
        yield answered(answer, offers(answer, sosei.held.published()), sosei.draw(answer), private=True)


def _source_page(sosei: "Sosei") -> Iterator[Shown]:
    excerpt = sosei.answer(PAGE_OF).excerpts[0]
    source = excerpt.source
    content = sosei.held.originals.content(source.sha256 or "")
    if content is None or source.page is None:
        return
    marks = [Mark(box) for box in places_of(content, source.page, excerpt.text)]
    png = page_picture(content, source.page, marks)
    if png:
        say = wording("ja").say
        told = say("buttons.page_shown", source=source_line(source, "ja"))
        yield page_shown(say("buttons.page"), told, png)
