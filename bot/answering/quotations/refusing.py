"""An honest no: what was looked for, why it cannot be answered, and the nearest things that do exist; no figure.

Some questions cannot be answered however close the documents come: what will be, what to think of it, and who
somebody is. They are told by their wording; a forecast, or what holds elsewhere, counts as held only where a document
itself states it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from bot.answering.answer import Answer
from bot.answering.names.matching import Match
from bot.answering.questions.question import Question
from bot.answering.quotations.stating import holds_all
from bot.answering.reply import reply
from corpus.passages import Passage
from corpus.words import plain, words
from corpus.years import find_years
from kpi_store.views import IndicatorView
from prompts.wording import wording

Beyond = Literal["forecast", "opinion", "person", "elsewhere"]

_OTHERS = re.compile(
    r"(?:全国|都道府県|県内?|国内?|市町村|政令(?:指定)?(?:都)?市|中核市|類似団体|近隣(?:市|自治体)?)の?平均"
    r"|(?:隣|となり|近隣|周辺|他|ほか|よそ)の?(?:市町村|自治体|市|町|村|都市|県)"
    r"(?=の|と|より|は|で|に比べ|も|って|並み|ごと|別|[?？。]|$)"
    r"|(?:全国|県内|県下|国内|道内|府内|都内|市町村|政令(?:指定)?(?:都)?市|中核市)(?:中|の中|のうち)?(?:で|では)?は?[^。、]{0,12}"
    r"(?:何位|[0-9]+位|何番目|順位|ランキング|ワースト|トップ|最下位)"
    r"|(?<![一-龥])(?:全国|県|国|道|府|都)(?:全体)?(?:より|と比べ|と比較|に比べ|並み|との[差比違]|と同じ|[のは]水準)"
    r"|(?<![一-龥])(?:全国|県|国|都道府県)の(?:数値)?目標"
    r"|(?:national|prefectural|nationwide) average|average of (?:the (?:country|prefecture)|other cities)"
    r"|\b(?:other|neighbou?ring|nearby|surrounding) (?:cities|towns|municipalities|city|town)\b"
    r"|\brank\w*\b.{0,30}\b(?:prefecture|country|nation|japan|nationwide|nationally|cities)\b"
    r"|\bcompare\w* (?:to|with) (?:the )?(?:rest of|national|prefectur|country|nation|japan)"
)
"""Other places, and means over them, which are no means of the city's own years."""

_CUES: tuple[tuple[Beyond, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(
            r"電話番号|連絡先|メールアドレス|の住所|氏名|名簿|個人情報|さんの(?:名|年|住)"
            r"|phone number|e-?mail address"
        ),
    ),
    (
        "opinion",
        re.compile(
            r"どう思|と思い?ますか|思わない[?？]|思いません|べき(?:です|だろう|でしょう|か)|正しい(?:です|の|と)|妥当(?:です|か|だ)"
            r"|(?:すぎ|(?<=[しくなきい])過ぎ)(?:る|では|ない|ます|ませ|だ|か)|賛成|反対(?:です|か)|おすすめ|(?:成功|失敗)(?:だった)?(?:と言え|と思)"
            r"|(?:市長|町長|村長|区長|知事|議員|議会|住民|市民|町民)(?:の皆さん|たち)?は?(?![^。]{0,20}割合)[^。]{0,20}どう(?:考え|評価|受け止|見て|捉え)"
            r"|what do you think|your opinion|\bshould (?:we|the city)\b"
            r"|do you (?:think|like|believe|agree)|is it (?:good|bad|right)|is it fair"
            r"|^(?:is|are|was|were|isn't|aren't)\b.*\btoo "
            r"(?:strict|high|low|few|many|slow|fast|optimistic|ambitious|lenient|much|little|easy|hard|late|early)\b"
        ),
    ),
    ("elsewhere", _OTHERS),
    (
        "forecast",
        re.compile(
            r"予測|予想|見込み(?!額)|見通し|将来(?:の)?(?:推計|人口|値)|推計値は|来年|再来年|翌年以降"
            r"|(?:増え|減り|上がり|下がり|(?<!世話に)(?<!気に)(?<!話題に)(?<!いく[つら]に)(?<!ぐらいに)(?<!くらいに)(?<!何.に)(?<!何..に)なり|戻り|回復し)(?:ます|そう|るでしょう)|になる[?？。]?$|いつ.{0,12}(?:なる|なり|直|達する)"
            r"|\bwill (?!be done|the city).*\b(?:be|become|increase|decrease|rise|fall|grow|come|reach|happen)\b"
            r"|forecast|predict|projection|projected|next year|expected to"
        ),
    ),
)
_FORETOLD = re.compile(
    r"予測|予想|見込み|見通し|将来|推計|来年|再来年|翌年以降|そう(?:です|か|[?？。]|$)|でしょう"
    r"|forecast|predict|project|next year|expect"
)
_FORECASTS = re.compile(r"推計|見込|予測|見通し|予定|目指")
_RUN = "[々一-龥ァ-ヶー0-9a-z]"
_SENTENCE = re.compile(r"[^。\n]+")


def beyond(question: Question, newest: Callable[[], int], names: Sequence[str] = ()) -> Beyond | None:
    """Which kind of thing that no document answers is asked for; None for any other question.

    Args:
        question: With its years.
        newest: Tells the last year for which a value or target is known; a year after it can only be a forecast.
        names: Of the indicators named; what such a name itself says (全国平均を上回る教科の数) asks for nothing else.
    """
    said = plain(question.query)
    for name in map(plain, names):
        said = said.replace(name, " ")
    if question.intent == "direction" or (question.intent == "target" and question.years):
        return None
    if question.years.named and min(question.years.named) > newest():
        return "forecast"
    return next((kind for kind, cue in _CUES if cue.search(said)), None)


def foretells(question: Question) -> bool:
    """Whether a forecast itself is asked for, and not what is planned (いつから無料になる)."""
    return bool(question.years.named) or bool(_FORETOLD.search(plain(question.query)))


def forecasts(question: Question, passage: Passage) -> bool:
    """Whether a sentence of the passage states what will be of what is asked, in the year asked."""
    return any(
        _FORECASTS.search(sentence)
        and holds_all(question, sentence)
        and set(question.years.named) <= {mention.year for mention in find_years(sentence)}
        for sentence in _SENTENCE.findall(plain(passage.text))
    )


def of_others(question: Question, passage: Passage) -> bool:
    """Whether the passage itself speaks of the places elsewhere that are asked about, and of what is asked."""
    text = plain(passage.text)
    return any(
        mention[0] in sentence and holds_all(question, sentence)
        for mention in _OTHERS.finditer(plain(question.query))
        for sentence in _SENTENCE.findall(text)
    )


def refused(question: Question, why: Beyond, near: Sequence[str]) -> Answer:
    """A question that no document answers, with what the documents do hold of it."""
    return _no(question, near, wording(question.language).say(f"answer.not_found.{why}"))


def not_found(
    question: Question, name: str = "answer.not_found.nothing", candidates: Sequence[str] = (), **facts: str
) -> Answer:
    """An honest no, with the nearest things that do exist and no figure."""
    say = wording(question.language)
    subject = question.subject.typed(question.query)
    if name == "answer.not_found.nothing" and subject:
        headline = say.say("answer.not_found.subject", subject=subject)
    else:
        headline = say.say(name, **facts)
    no = _no(question, candidates, headline, *facts.values(), subject)
    if name == "answer.not_found.nothing" and not candidates:
        return replace(no, remarks=(say.say("answer.not_found.list"),))
    return no


def only_whole(answer: Answer, question: Question, match: Match) -> Answer:
    """A no, told that the nearest indicator has no value for just the part that was asked."""
    say = wording(answer.language)
    subject = question.subject
    if subject.foreign and set(match.missing) <= {*subject.foreign} - {*subject.latin_names}:
        words_ = '", "'.join(dict.fromkeys(match.missing))
        told = say.say("answer.not_found.not_understood", words=words_, indicator=match.indicator.name)
        return replace(
            answer, remarks=(told, *answer.remarks), names=(*answer.names, match.indicator.name, *match.missing)
        )
    parts = tuple(dict.fromkeys(_as_said(word, question, match) for word in match.missing))
    part = say.say(
        "answer.not_found.part",
        indicator=match.indicator.name,
        part=say.say("answer.join.items").join(parts) if say.language == "en" else "・".join(parts),
    )
    names = (*answer.names, match.indicator.name, *parts)
    return replace(answer, remarks=(part, *answer.remarks), names=names)


def only_counted(answer: Answer, indicator: IndicatorView) -> Answer:
    """A no, told that the indicator asked about is counted in something else than the question asks for."""
    say = wording(answer.language)
    unit = indicator.unit or say.say("answer.list.no_unit")
    told = say.say("answer.not_found.counted", indicator=indicator.name, unit=unit)
    return replace(answer, remarks=(told, *answer.remarks), names=(*answer.names, indicator.name, unit))


def _as_said(word: str, question: Question, match: Match) -> str:
    """A word with what it was typed in one with (三ツ岳地区 of 地区), unless the name stands in that as well."""
    run = re.search(rf"{_RUN}*{re.escape(word)}{_RUN}*", plain(question.query))
    others = {w.surface for w in question.subject.words} & {w.surface for w in words(match.name)}
    return word if run is None or any(other in run[0] for other in others) else run[0]


def _no(question: Question, near: Sequence[str], headline: str, *names: str) -> Answer:
    say = wording(question.language)
    return reply(
        question,
        question.intent or "text",
        headline,
        status="not_found",
        remarks=(say.say("answer.not_found.near"),) if near else (),
        candidates=near,
        names=[name for name in names if name],
    )
