"""Whether a passage states a kind of fact about what is asked.

A passage on the right topic may still lack what was asked: the amount, the person, the date, the place, the number
of just that part. Where a question says which it wants, a passage counts only if it states it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.answering.questions.counters import COUNTER, asked_counter, counted_as_named, in_any_spelling
from bot.answering.questions.facts import Fact, measure_of
from bot.answering.questions.question import Question
from bot.answering.questions.subject import negated_words
from bot.answering.quotations.holding import (
    BARE_SHARES,
    OF_THE_KIND,
    Pair,
    all_held,
    is_done,
    is_held,
    needed_of,
    same,
    telling_words,
)
from bot.answering.quotations.prose import without_targets
from corpus.passages import Passage
from corpus.words import Word, plain, words
from corpus.years import find_years
from prompts.glossary import general_words, measure_words

_YEN = re.compile(r"[0-9][0-9,.]*\s*[十百千万億兆]*円")
_FREE = re.compile(r"(?:無料|無償)(?:で|と|に|。|$)|(?:[料費用]|経費|料金)[はを]?全額")
_COMPOUND = re.compile(r"[々一-龥ァ-ヶー]{3,}")
"""Words written together; where they stand so, no dictionary need cut them alike (小水力発電)."""

_OF_SOME = re.compile(r"(?:など|ほか)$")
"""Before a number of only some: 三ツ岳線など2路線."""

_A_TARGET = re.compile(r"(?:目標|検証)値(?:の|である|は)$")
"""Before a number that was to be reached, and that counts nobody."""

_SITES = ("か所", "カ所", "箇所", "ヶ所", "クラブ", "園", "校")
"""Counters of what stands somewhere: 15クラブ answers 何か所."""

_IN_EACH = re.compile(
    r"[0-9]\s*(?:の[一-龥ァ-ヶー]+|[かカヵヶケ箇]所|[一-龥]{0,3}地区|[一-龥]{0,3}圏域|校区?|園|駅|町内)に(?P<thing>[^。、]*)を(?:[^。、]*)"
    r"(?:設置|配置|開設|設け|置[いかきく])"
)

_LACKS = re.compile(r"不足|少な")

_SAME = (_SITES, ("店", "店舗"), ("人", "名"), ("団体", "組織"), ("台", "両"))
"""Counters of which one is answered in the other."""

_CIRCLED = re.compile(r"[①-⑳]")
"""② 路線バス counts nothing."""

_PRICE = re.compile(r"([一-龥]?(?:料金|[賃料費用代]))(?:[はがをの、?？。]|って|$)")
_SHARE = re.compile(r"[0-9][0-9,.]*\s*(?:%|割|パーセント|ポイント)|[0-9]+分の[0-9]+")
_AMOUNT = re.compile(
    rf"[0-9][0-9,.]*\s*[十百千万億]*(?:[0-9][0-9,.]*)?\s*(?:{COUNTER})(?![a-z])"
    r"|(?:(?<=[(][人件社回店][)])|(?<=[(](?:か所|組織)[)]))\s*[0-9][0-9,.]*|[0-9]+の[一-龥]{2}"
)
"""A number with its counter; in the row of a table the counter stands before it: 乗船者数(人) 9,850."""
_EACH = re.compile(r"1\s?(?:回|人|日|件|世帯|台|枚)\s?(?:当たり|につき|あたり)?(?=[^。]{0,6}[0-9])")
"""Of 1回300円 only the 300円 is told."""
_ANY_NUMBER = re.compile("|".join(p.pattern for p in (_YEN, _SHARE, _AMOUNT)))
_STATES: dict[Fact, re.Pattern[str]] = {
    "count": _AMOUNT,
    "share": _SHARE,
    "money": _YEN,
    "date": re.compile(r"[0-9元]\s*(?:年|月|日)|曜日|毎[年月週]|(?<![a-z])[rh][0-9]"),
    "age": re.compile(r"[0-9]\s*(?:歳|才|年生)|小学生|中学生|高校生"),
    "firm": re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|社団法人|財団法人|npo法人|組合"),
    "hour": re.compile(r"[0-9]\s*時|[0-9]+分前|24時間"),
    "place": re.compile(
        r"地区|駅|公民館|センター|窓口|(?<![日正])課(?!題|税|程)|商店街|海岸|市内|小学校|中学校|病院|団地|港|(?<![路沿動視直曲])線(?![量路])|市場|区域|エリア|周辺|市街地|住宅地|自治会|集落"
        r"|高原|公園|広場|温泉|空港|校区|[都県府市町村][内外]"
    ),
    "person": re.compile(
        r"[会部課局市区町村所校園団]長|委員|自治会(?:管理|が)|センター(?:等|など)?が|本部|相談員|保健師|職員|担当|協議会|団体|(?:会社|業者)に委託"
    ),
    "contact": re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[\w.]+@[\w.]+"),
}
_WEEKDAY = re.compile(r"[月火水木金土日祝]曜|平日|毎日|休日")
_FORMS = frozenset({"サービス", "事業", "制度", "さん"})
"""What something is called besides its name: of 配食サービス the passage may speak as 配食事業."""

_MOST = 0.7

_SENTENCE = re.compile(r"[^。\n]+")
_AREA = re.compile(r"[一-龥ァ-ヴー]{1,6}(?:地区|校区|町内会|[町村区](?![一-龥])|(?<!路)線(?![一-龥]))")
"""A part of the city that is named: what is told of another, or of all, does not answer."""

_TITLE = re.compile(r"[◆◇■□●○【](?![^\n]*。)")
_NAMED_BY_COUNTER = re.compile(r"何(?:社|校|園|店舗?|団体|世帯|組|戸|棟|路線|クラブ|集落|組織|隻|頭|本|冊)")
"""Counters that themselves say what is counted: of 何社 the passage need not hold 会社."""

_HOW_MANY = re.compile(
    r"\bhow many (?P<people>(?:[a-z]+ ){0,2}(?:people|persons|children|kids|babies|boys|girls|(?:wo)?men|staff"
    r"|residents|students|pupils|(?!cent|shelt|charg|comput|num)[a-z]+(?:ers|ors|ants|ists|ees|ians))\b)?"
)
"""Asks for the number of what is named behind it: people, or things. Japanese tells by its counter."""

_OTHER_THINGS = re.compile(r"(?:集落|世帯|団体|組織|路線|クラブ|店舗|地区|校区)$")
"""Counters that are things themselves."""

_MORE_OR_FEWER = re.compile(r"(?:、)?(?:の)?(?:増|減[^量]|多[いく]|少な|上回|下回|縮|拡大)")
_ASKS_FOR_CHANGE = re.compile(
    r"足りな|不足|増|減|変|伸|差|違|比べ|多|少|上回|下回|\b(?:more|fewer|less|increas|decreas|chang|ris|fall|fell)"
)
"""Of 転出が61人増えた the 61 does not tell how many there are."""

_OF_PEOPLE = ("人", "名")

_PEOPLE = re.compile(r"[者員士師児生客性人]$")

_OPENING_NAME = re.compile(r"[「『]?([ぁ-ゖー]{4,}?|[ぁ-ゖー]{3,}[一-龥ァ-ヶー]+)[」』]?(?:は|の|に|で|って)")
"""A name in hiragana that a question opens with: ささえりあは, ゆきんこ号は."""

_BEHIND = re.compile(r"[^、。0-9]{1,14}")


def states(question: Question, fact: Fact, passage: Passage) -> bool:
    """Whether a passage states that kind of fact about what is asked.

    A number must stand in one sentence with what it counts; headings and the indicator's name may say the rest. Of a
    place, a date or a person the whole passage may tell what is meant.
    """
    said = plain(question.query)
    return any(
        _states(asked, said, question, fact, passage)
        or (fact in ("count", "number") and _came(asked, said, passage))
        or (fact == "count" and _set_up(asked, said, passage))
        or (fact == "money" and _is_free(asked, question, passage))
        for asked in question.subject.wordings
    )


def tells(fact: Fact, passage: Passage) -> bool:
    """Whether a passage tells anything of the kind, of whatever: a number with its counter, an amount, a share."""
    return bool(_STATES.get(fact, _ANY_NUMBER).search(plain(without_targets(passage.text))))


def _is_free(asked: Sequence[Word], question: Question, passage: Passage) -> bool:
    """Whether it is told that nothing is to pay (無料), or all is paid, for the very thing asked."""
    context = plain(f"{' '.join(passage.heading)} {passage.indicator or ''} {_title_of(passage)}")
    said = plain(question.query)
    price = _PRICE.search(said)
    if price is None or _FREE.search(said):
        return False
    needed = list(needed_of(asked, said, "money"))
    return bool(needed) and any(
        price[1] in sentence
        and all_held(needed, f"{context}\n{sentence}")
        and all(
            re.search(rf"{re.escape(part)}[^、。]*(?:{_FREE.pattern})", sentence) for part in question.subject.parts
        )
        for sentence in _SENTENCE.findall(plain(passage.text))
        if _FREE.search(sentence)
    )


def _came(asked: Sequence[Word], said: str, passage: Passage) -> bool:
    """Whether it is told how many did what those do who are asked for: 来場者数 in 約2700人の来場があった."""
    named = [word for word in asked if word.normal != "数"]
    if len(named) < 2 or named[-1].surface != "者" or not named[-2].verbal:
        return False
    doing = named[-2]
    done = re.escape(doing.surface)
    told = re.compile(rf"[0-9](?:人|名|組)(?:が[^、。]{{0,6}}{done}[しす]|の{done}が?[あし])")
    context = plain(f"{' '.join(passage.heading)} {passage.indicator or ''} {_title_of(passage)}")
    needed = list(needed_of(named[:-2], said, "count"))
    return any(
        told.search(sentence) and all_held(needed, f"{context}\n{sentence}")
        for sentence in _SENTENCE.findall(_without_years(plain(without_targets(passage.text))))
    )


def _set_up(asked: Sequence[Word], said: str, passage: Passage) -> bool:
    """Whether it is told in how many places one each was set up: センターの数 in 27の圏域にセンターを設置."""
    context = plain(f"{' '.join(passage.heading)} {passage.indicator or ''} {_title_of(passage)}")
    needed = list(needed_of(asked, said, "count"))
    if asked_counter(said) not in (None, "個", *_SITES) or not needed:
        return False
    told = (_IN_EACH.search(sentence) for sentence in _SENTENCE.findall(plain(passage.text)))
    return any(is_held(*needed[-1], one["thing"]) and all_held(needed, f"{context}\n{one[0]}") for one in told if one)


def _states(asked: Sequence[Word], said: str, question: Question, fact: Fact, passage: Passage) -> bool:
    text = plain(_CIRCLED.sub(" ", without_targets(passage.text)))
    context = plain(f"{' '.join(passage.heading)} {passage.indicator or ''} {_title_of(passage)}")
    needed = list(needed_of(asked, said, fact)) or list(needed_of(asked, said, "number"))
    if needed and all(pair[1].normal in measure_words() for pair in needed):  # 住み続けたくない人の割合
        needed = [*needed, *(("", word) for word in asked if not word.noun)]
    needed = [pair for pair in needed if pair[1].normal not in _FORMS] or needed
    doing = [word for word in asked if word.normal in telling_words(said)]
    alone = False
    called = opening_name(said)
    if called and called in text:
        needed, alone = [pair for pair in needed if pair[1].surface not in called], True
    called = called if alone else ""
    if fact in ("place", "date", "firm", "person", "age", "hour", "contact"):
        spelt = [run for run in _COMPOUND.findall(said) if run in text]
        needed = [pair for pair in needed if not any(pair[1].surface in run for run in spelt)]
        kind = _WEEKDAY if "何曜" in said else _STATES[fact]
        return all_held(needed, f"{context}\n{text}") and bool(kind.search(text))
    whole = f"{context}\n{text}"
    if not (needed or called):
        return False
    if not all(area in whole for area in _AREA.findall(said) if area[0] not in "各全同"):
        return False
    strictly = question.of_part or (alone and not needed) or _counts_people(needed, said) or _HOW_MANY.search(said)
    unmeasured = measure_of(question.subject.words or asked) is None or counted_as_named(said)
    loosely = not strictly and (fact == "money" or (fact in ("count", "share") and unmeasured))
    told = [
        span
        for sentence in _SENTENCE.findall(_EACH.sub("", _without_years(text)))
        for span in _spans(sentence, fact, said, asked)
        if called in f"{context}\n{sentence}"
        and not (_A_TARGET.search(span[0]) and question.intent != "target")
        and all(is_done(verb, f"{context}\n{sentence}") for verb in doing)
        and _denies_alike(question, sentence)
        and (
            _mostly(needed, f"{context}\n{sentence}", said)
            and (doing or not _passed_over(span[0], needed[-1:], fact))
            and not (fact == "count" and _OF_SOME.search(span[0]))
            if loosely
            else _about(span, needed, context, _counted_doings(asked, said))
        )
        and all(_of_part(part, *span) for part in question.subject.parts)
    ]
    return len(told) >= (2 if fact == "series" else 1)


def _denies_alike(question: Question, sentence: str) -> bool:
    """Whether a sentence denies what the question denies (思わない); 足りない is also said as 不足 and 少ない."""
    denied = question.subject.negated - negated_words(words(sentence))
    return not denied or (denied == {"足りる"} and bool(_LACKS.search(sentence)))


def _counts_people(needed: Sequence[Pair], said: str) -> bool:
    """Whether it asks how many there are of some people (高齢者は何人), and not how many did something."""
    if not needed:
        return False
    head = needed[-1][1].surface
    if any(word.verbal for _, word in (needed[:-2] if len(head) == 1 else needed)):  # 移住 is of 移住者 itself
        return False
    return bool(_PEOPLE.search(head) and re.search(rf"{re.escape(head)}は?何人(?:い(?:る|ます|ま)|です|[?。]|$)", said))


def _counts_things(said: str) -> bool:
    """Whether an English question asks how many there are of something that is no people."""
    asked = _HOW_MANY.search(said)
    return asked is not None and not asked["people"]


def _of_part(part: str, before: str, behind: str) -> bool:
    """Whether a number is told of a part: both in one clause (60歳以上からの相談は9件)."""
    spellings = (part, part.replace("代", "歳代"))
    return any(
        re.search(rf"{re.escape(one)}[^、。]*$", before) or re.search(rf"^[^、。]*{re.escape(one)}", behind)
        for one in spellings
    )


def _title_of(passage: Passage) -> str:
    """The line that a passage opens with where that is a title (◆町営バス運行事業); empty where it is a sentence."""
    first = passage.text.split("\n", 1)[0]
    return first if _TITLE.match(first) else ""


def _without_years(text: str) -> str:
    for mention in reversed(find_years(text)):
        text = text[: mention.start] + text[mention.end :]
    return text


def _spans(sentence: str, fact: Fact, said: str, things: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """What stands before each number of the kind, up to the number before it, and after it.

    Where the question says what is counted (何社), only numbers of that count; else none that is counted in other
    things than those asked for (7集落 for 病院の数).
    """
    asked = asked_counter(said) if fact == "count" else None
    named = "".join(word.surface for word in things)
    end = 0
    for number in (_counted_in(asked) if asked else _ANY_NUMBER).finditer(sentence):
        counters = next((alike for alike in _SAME if asked in alike), (asked,)) if asked else ()
        if fact == "count" and _counts_things(said) and number[0].endswith(_OF_PEOPLE):
            continue
        if fact == "count" and not asked and (other := _OTHER_THINGS.search(number[0])) and other[0] not in named:
            continue
        if fact == "count" and _MORE_OR_FEWER.match(sentence, number.end()) and not _ASKS_FOR_CHANGE.search(said):
            continue
        fits = (
            asked is None
            or number[0].endswith(counters)
            or re.search(rf"{in_any_spelling(asked)}$", number[0])
            or sentence[: number.start()].endswith(f"({asked})")
        )
        if fits and (asked or _STATES.get(fact, _ANY_NUMBER).fullmatch(sentence, number.start(), number.end())):
            behind = _BEHIND.match(sentence, number.end())
            yield sentence[end : number.start()], behind[0] if behind else ""
        end = number.end()


@lru_cache(maxsize=256)
def _counted_in(counter: str) -> re.Pattern[str]:
    """Any number, and those of a counter that few things are counted in (基, か国語)."""
    of_it = rf"[0-9][0-9,.]*\s*[十百千万億]*(?:の[一-龥]{{0,6}})?{in_any_spelling(counter)}"
    return re.compile(f"{of_it}|{_ANY_NUMBER.pattern}")


def _counted_doings(asked: Sequence[Word], said: str) -> frozenset[str]:
    """What is done and counted as such (登録 of 登録件数), in normalised form; not 組織 of 組織の数."""
    measures = "|".join(measure_words())
    return frozenset(w.normal for w in asked if w.verbal and re.search(rf"{re.escape(w.surface)}(?:{measures})", said))


def _about(span: tuple[str, str], needed: Sequence[Pair], context: str, done: frozenset[str]) -> bool:
    """Whether the number counts the last thing that the question names, the rest being said beside or above it."""
    before, behind = span
    head = [pair for pair in needed if not pair[1].verbal][-1:] or needed[-1:]
    if needed and needed[-1][1].normal in done and all_held(head, context):  # 空き家バンク is the heading
        head = needed[-1:]
    if not all_held(needed, f"{context}\n{before}\n{behind}"):
        return False
    return _by_itself(head, behind) or (_by_itself(head, before) and not _of_another(before, head))


def _by_itself(head: Sequence[Pair], text: str) -> bool:
    """Whether a text holds the word, and not only as the beginning of another: 子ども of 子ども食堂."""
    measures = "|".join(measure_words())
    return all(
        re.search(
            rf"{before}{re.escape(w.surface)}(?![一-龥ァ-ヶ]|者(?!数))|{before}{re.escape(w.surface)}(?:{measures})",
            text,
        )
        for before, w in head
    )


def _mostly(needed: Sequence[Pair], text: str, said: str) -> bool:
    """Whether a text holds most of what the question names, its last word among it; of 何社 the number tells that."""
    held = [is_held(before, word, text) for before, word in needed]
    most = sum(held) >= _MOST * len(held)
    return bool(held) and most and (held[-1] or bool(_NAMED_BY_COUNTER.search(said)))


def _of_another(before: str, head: Sequence[Pair]) -> bool:
    """Whether another thing than the head stands nearer to the number, as its topic or object: 研修を年3回."""
    said = words(before)
    surfaces = [word.surface for word in said]
    last = max((i for _, word in head for i, w in enumerate(said) if same(w, word)), default=-1)
    harmless = general_words() | BARE_SHARES
    for i in range(last + 1, len(said) - 1):
        behind = surfaces[i + 2] if surfaces[i + 1] in "」』)" and i + 2 < len(said) else surfaces[i + 1]
        names = said[i].noun and (said[i].normal not in harmless or (i - 1 > last and said[i - 1].noun))
        if names and behind in ("は", "が", "を", "も"):
            return True
    return False


def _passed_over(before: str, head: Sequence[Pair], fact: Fact) -> bool:
    """Whether the head stands before the number, and another topic after it: 茶の輸出が伸び、被害額は1,250万円."""
    said = words(before)
    last = max((i for _, word in head for i, w in enumerate(said) if same(w, word)), default=len(said))
    while last + 1 < len(said) and said[last + 1].noun:
        last += 1  # 額 of 被害額
    topics = (i for i in range(last + 2, len(said) - 1) if said[i].noun and said[i + 1].surface == "は")
    harmless = general_words() | OF_THE_KIND.get(fact, frozenset())
    return any(said[i].normal not in harmless for i in topics)


def opening_name(said: str) -> str:
    """A name in hiragana that a question opens with (あるこっとの); empty for words that the dictionary knows."""
    name = _OPENING_NAME.match(said)
    return name[1] if name and not all(word.content and word.noun for word in words(name[1])) else ""


def holds_all(question: Question, text: str) -> bool:
    """Whether a text, lower case and NFKC-normalised, holds every noun that the question names."""
    said = plain(question.query)
    return any(
        bool(needed := list(needed_of(asked, said, "number"))) and all_held(needed, text)
        for asked in question.subject.wordings
    )
