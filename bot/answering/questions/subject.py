"""What a question is about: its content words, without the words that only say what kind of thing is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.questions.asides import without_asides
from bot.answering.questions.counters import ASKED_COUNTER
from bot.answering.questions.periods import without_periods
from corpus.words import Word, plain, words
from corpus.years import find_years
from prompts.english import readings, spelled_alike
from prompts.glossary import (
    NO_SYNONYMS,
    doing_words,
    empty_words,
    general_words,
    judging_words,
    measure_words,
    official,
    put_shortly,
    spelled,
)
from prompts.terms import said_nearly, said_otherwise
from prompts.wording import Language

_NAMING = frozenset("はがをもの")
"""Particles behind what is asked about."""

_LONGEST_PHRASE = 40
_PART_OF_WORD = re.compile(r"[々一-龥ァ-ヶー0-9a-z]")
_REST_OF_WORD = re.compile(r"[々一-龥ァ-ヶー]*")
_CLAUSE_END = re.compile(r"[。、!?]")
_PARTS = re.compile(
    r"[0-9]{1,3}\s?(?:代|歳)|準?[1-9]級|[市町村県]外(?=から(?!の?(?:転入|移住|引っ?越|来|観光|宿泊|u))|の(?!転入|移住|観光|宿泊))|(?:関係|交流|昼間|夜間|就業)人口|(?:[uij]・?){1,3}ターン|第[0-9一二三四五]子|(?:(?<![0-9年])1?[0-9]月(?!末?[0-9]{0,2}日?(?:現在|時点|公表|発行|版|から|に))|[今先来]月|毎月|上半期|下半期|第[0-9一二三四]四半期)"
    r"|(?<=[いたるな何])月(?=[はにが]|[?？。\s]*$)|[一-龥]{0,3}[^年度\s](?:ごと|毎)(?=の|に)|小学校|中学校|平均(?:寿命|年齢|余命|初婚|給[与料]|年収|所得|単価|滞在|点数?|気温|世帯)"
)
_HOW_MANY = re.compile(
    r"いくつ|何曜日?|何[十百千万億]*(?:団体|人泊|クラブ|路線|地区|集落|組織|か所|カ所|箇所|ヶ所|世帯|ポイント|パーセント|グラム|トン|キロ|項目"
    r"|[個人件社回戸軒店台組名校園棟本席歳年月日時%円割倍泊冊])"
)
_KIND_OF_VALUE = re.compile(
    r"の?(?:担当|所管|主管)(?:する|の|している)?(?:課|部署|部局|部門|部|係|室|局|所属)(?!長)|(?:どこ|どの|何)の?(?:課|部署|部局)(?=が|で|に)"
    r"|(?:の|目標値?[と、,\s]*|\s)(?:達成率|進捗率|到達率)|の?最(?:高|低|大|小|多|少)値"
)
"""What is wanted of an indicator, not what it counts; 環境基準達成率 without の is a name."""

_BY_YEAR = re.compile(r"(?:年度?|年次)(?:別|ごと|毎)(?:に|の|で)?")
_PEOPLE = re.compile(
    r"(?<![0-9々一-龥])(?:人|人々|人達|人たち|方|方々|お客さん)(?:の(?:人数|数|総数))?(?:は|が|も|って|を|、|[?？。\s]|$)"
)
"""What is counted, where it is persons: 来た人は, 泊まった方の数."""

_COUNTED = (
    ("count", re.compile(r"何(?:人|名|組|件|社|世帯|戸|軒|頭)")),
    (
        "share",
        re.compile(
            r"何(?:%|割|パーセント)(?!(?:ほど|くらい|ぐらい|の|も)?(?:増|減|伸|縮|上|下|変|アップ|ダウン|プラス|マイナス))"
        ),
    ),
    ("money", re.compile(r"何[十百千万億]*円|いくら(?!つ)")),
)
_HOW_MANY_OF = re.compile(
    r"\bhow many (?!percent|points|tons?\b|tonnes|grams|kilo|kwh?\b|mw\b|yen|hours|minutes|times|hectares"
    r"|(?:jobs|job openings)\b)"
)
"""Asks in English for a number of people or things, and not for a share or an amount."""

_AUXILIARIES = frozenset("た だ て で いる い られ れ られる れる ない なかっ".split())  # noqa: SIM905
_NO_THINGS = frozenset({"為", "事", "物", "時", "所", "の", "筈", "予定", "年", "年度"})
_BEFORE_NOUNS = frozenset("うくぐすつぬぶむるただい")
"""Ends of what stands before a noun; ぶっちゃけ 最大 does not."""
_ASKING = frozenset({"何", "幾ら", "幾つ", "何れ", "何処", "誰"})
_NAMES = frozenset({"line"})
"""English words that are names in a Japanese question."""

_GOING = frozenset({"来る", "行く", "訪れる"})
_TO_MEASURE = re.compile(r"の(?=[件人戸]?数|率|額|量)")
_LATIN = re.compile(r"[a-z][a-z'’&-]*")
_APART = re.compile(r"(?<![a-z々一-龥ァ-ヺー])[a-z][a-z'’&-]*(?![a-z'’&々一-龥ぁ-ゖァ-ヺー])")
"""English words that are no part of a Japanese name (UIJサポートデスク, 公式LINEの登録者数)."""

_MANNER_IN_ENGLISH = re.compile(r"(?<!fami)(?<!supp)(?<!assemb)(?<!ju)(?<!ita)(?<!elder)ly$")
"""Ends of adverbs (honestly, quickly), which name nothing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that say what a question is about.

    Attributes:
        words: Content words in order, generic ones (推移, 今後, 方針) left out.
        official: The same with everyday words (学童) replaced by the documents' (放課後児童クラブ).
        foreign: English words for which the glossary has nothing.
        parts: Ages and months that it names (20代, 9月): only a part of what is counted.
        also: The same in the other words that mean the very same (出生者数 for 出生数), each way by itself.
        whole: Those of the other ways in which no part is left: 65歳以上の人口の割合 is 高齢化率.
        near: The same in words for what is counted otherwise, which may only be asked back.
        going: By each of the ways, the verbs by which somebody comes to a place (図書館に来た人), which are no content
            elsewhere.
        people: Whether persons are asked for, and not what they paid or left behind.
        alone: Nouns of one character that stand by themselves (茶の輸出額), and are no affix, in normalised form.
        telling: Verbs that tell who or what is meant (亡くなった人), in normalised form.
        counted: What is to be told, by the word for how many (何人 a count, 何割 a share, いくら money); None for none.
        negated: Those that are denied (思わない), in normalised form.
        latin_names: Names among the foreign words, told by a capital (Shiokaze, TSMC), in lower case.
        predicates: What is said of it at the end of a clause (集まった), in normalised form.
    """

    words: tuple[Word, ...]
    official: tuple[Word, ...]
    foreign: tuple[str, ...]
    negated: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    also: tuple[tuple[Word, ...], ...] = ()
    whole: frozenset[tuple[Word, ...]] = frozenset()
    near: tuple[tuple[Word, ...], ...] = ()
    going: tuple[tuple[tuple[Word, ...], tuple[Word, ...]], ...] = ()
    people: bool = False
    alone: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    counted: str | None = None
    predicates: frozenset[str] = frozenset()
    latin_names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.foreign)

    @property
    def says_nothing(self) -> bool:
        """Whether it has no word but such as stand beside anything: 割合, 数, 全体."""
        words_ = (*self.words, *self.official)
        return not self.foreign and all(w.normal in general_words() or w.normal in measure_words() for w in words_)

    @property
    def things(self) -> tuple[str, ...]:
        """What it names, in normalised form, without what stands beside anything and what is only said of it."""
        beside = general_words() | measure_words()
        return (*(word.normal for word in self.words if word.noun and word.normal not in beside), *self.foreign)

    def without(self, names: frozenset[str]) -> "Subject":
        """The subject without some words, given in normalised form; itself if nothing else is left."""

        def kept(said: tuple[Word, ...]) -> tuple[Word, ...]:
            return tuple(w for w in said if w.normal not in names)

        left = replace(
            self,
            words=kept(self.words),
            official=kept(self.official),
            also=tuple(map(kept, self.also)),
            whole=frozenset(map(kept, self.whole)),
            near=tuple(map(kept, self.near)),
        )
        return left if left.words else self

    def of_names(self, names: Iterable[str]) -> "Subject":
        """The subject of just what has these names (Shiokaze): what is told of all does not answer."""
        named = tuple(names)
        latin = tuple(name.lower() for name in named)
        return replace(self, parts=(*self.parts, *named), whole=frozenset(), latin_names=latin)

    def nearly(self) -> "Subject":
        """What it comes near to, said as the thing itself; it says nothing where it comes near to nothing."""
        first, *rest = self.near or ((),)
        return replace(self, words=first, official=first, also=tuple(rest), near=())

    def as_typed(self, said: str) -> tuple[str, ...]:
        """Its words, those that stood together still together (図書館, not 図書 and 館).

        Args:
            said: What it was picked out of.
        """
        said, together = plain(said), list[str]()
        for word in self.words:
            if together and together[-1] + word.surface in said:
                together[-1] += word.surface
            else:
                together.append(word.surface)
        return (*together, *self.foreign)

    def typed(self, said: str) -> str:
        """The same as one phrase, from its first word to its last where they stand in one; empty for no subject."""
        pieces = self.as_typed(said)
        if not pieces or pieces[0] not in plain(said):  # what the glossary put in another language's words
            return ""
        said = plain(said)
        start, end = said.find(pieces[0]), said.rfind(pieces[-1]) + len(pieces[-1])
        while start > 0 and _PART_OF_WORD.match(said[start - 1]):
            start -= 1
        end += len(_REST_OF_WORD.match(said, end)[0])  # type: ignore[index]
        whole = said[start:end]
        one = 0 <= start < end and len(whole) <= _LONGEST_PHRASE and not _CLAUSE_END.search(whole)
        return _noun_phrase(whole, pieces) if one else max(pieces, key=len)

    @property
    def wordings(self) -> tuple[tuple[Word, ...], ...]:
        """The ways to say it, as typed first."""
        return tuple(dict.fromkeys((self.words, self.official, *self.also)))


def subject_of(said: str, language: Language, synonyms: Mapping[str, str] = NO_SYNONYMS) -> Subject:
    """Pick the content words out of a question.

    Args:
        said: The question, lower case and NFKC-normalised.
        language: English words are looked up in the glossary only in an English question; in a Japanese one they
            are names (AIデマンドタクシー).
        synonyms: What an administrator says that words mean.
    """
    rest = spelled(without_periods(_without_years(without_asides(said))))
    foreign: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    if language == "en":
        rest, foreign, others = _read_in_english(rest, synonyms)
    counted = next((kind for kind, cue in _COUNTED if cue.search(rest)), "count" if _HOW_MANY_OF.search(said) else None)
    parts = tuple(part.replace("・", "") for part in _PARTS.findall(rest.replace("歳代", "代")))
    rest = _BY_YEAR.sub(" ", _KIND_OF_VALUE.sub(" ", ASKED_COUNTER.sub(" ", _HOW_MANY.sub(" ", rest))))
    rest = put_shortly(_LATIN.sub(lambda word: " " if word[0] in empty_words("en") - _NAMES else word[0], rest))
    formal = official(rest, synonyms)
    said_so = dict.fromkeys((rest, formal, *others))
    ways = [
        (way, _content(way)) for said in said_so for way in (*([said] if said in others else []), *said_otherwise(said))
    ]
    ways = ways or [(way, _content(way)) for way in said_otherwise(_TO_MEASURE.sub("", rest))]
    asked, official_ = _content(rest), _content(formal)
    going = {way: _going(words(text)) for text, way in (*ways, (formal, official_), (rest, asked))}
    return Subject(
        asked,
        official_,
        foreign,
        negated_words(words(rest)),
        parts,
        also=tuple(asked for _, asked in ways),
        whole=frozenset(asked for way, asked in ways if not _PARTS.search(way)),
        near=tuple(map(_content, said_nearly(rest))),
        going=tuple((way, verbs) for way, verbs in going.items() if verbs),
        people=bool(_PEOPLE.search(rest.strip())),
        alone=frozenset(_alone(words(rest))),
        telling=frozenset(telling_verbs(words(rest))) & doing_words(),
        counted=counted,
        predicates=_predicates(words(rest)),
    )


def _read_in_english(said: str, synonyms: Mapping[str, str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """An English question in the documents' words, its words that no list knows, and the other ways to read it."""
    ways, left = readings(spelled_alike(said), synonyms)
    foreign = tuple(w for w in _APART.findall(left) if w not in empty_words("en") and not _MANNER_IN_ENGLISH.search(w))
    first, *others = (put_shortly(" ".join(f"{_APART.sub(' ', left)} {way}".split())) for way in ways)
    return first, foreign, tuple(others)


def _going(said: Sequence[Word]) -> tuple[Word, ...]:
    """Verbs of coming after a noun and a particle; in 増えてきた and 移り住んできた they only say how."""
    before = zip(said, said[1:], said[2:], strict=False)
    return tuple(verb for noun, to, verb in before if noun.noun and to.silent and verb.normal in _GOING)


def _alone(said: Sequence[Word]) -> Iterator[str]:
    """Nouns of one character with no noun beside them."""
    for at, word in enumerate(said):
        beside = (*said[max(at - 1, 0) : at], *said[at + 1 : at + 2])
        if word.noun and len(word.surface) == 1 and not any(one.noun for one in beside):
            yield word.normal


def telling_verbs(said: Sequence[Word]) -> Iterator[str]:
    """Verbs that tell which persons or things are meant (亡くなった人), and not what is done with the answer."""
    for at, word in enumerate(said):
        if word.content and not word.noun:
            behind = next((n for n in range(at + 1, len(said)) if said[n].surface not in _AUXILIARIES), None)
            if behind is None or not said[behind].noun or said[behind].normal in _NO_THINGS | _ASKING:
                continue
            if said[behind - 1].surface[-1] in _BEFORE_NOUNS:
                yield word.normal


def _noun_phrase(said: str, pieces: Sequence[str]) -> str:
    """What reads as the name of something: 赤ちゃん of 「赤ちゃんは2021年に何人生まれ」; empty where nothing does."""
    said = next((part for part in said.split("は") if any(piece in part for piece in pieces)), said)
    tokens = words(said)
    if tokens and tokens[-1].noun and not tokens[0].silent:
        return said
    runs, run = list[str](), ""
    for word in tokens:
        if word.noun or (run and word.surface in ("の", "と", "や", "・")):
            run += word.surface
        else:
            runs, run = [*runs, run], ""
    named = [one.rstrip("のとや・") for one in (*runs, run) if any(piece in one for piece in pieces)]
    return max(named, key=len, default="")


def negated_words(said: Sequence[Word]) -> frozenset[str]:
    """What is done and denied: 思う of 思わない, 受ける of 受けていない; in normalised form."""
    denied, doing = set(), None
    for word in said:
        if word.content:
            doing = word.normal if word.verbal or not word.noun else None
        elif word.normal in ("ない", "無い", "ず", "ぬ") and doing:
            denied.add(doing)
    return frozenset(denied)


def _predicates(said: Sequence[Word]) -> frozenset[str]:
    """What is said of the subject, in normalised form: a verb at the end of a clause, and not one before a noun."""
    ends, found = True, set()
    for word in reversed(said):
        if word.content and not word.noun:
            if ends:
                found.add(word.normal)
        elif word.content:
            ends = False
        elif _CLAUSE_END.fullmatch(word.surface):
            ends = True
    return frozenset(found)


def _content(text: str) -> tuple[Word, ...]:
    said = words(text)
    return tuple(
        word
        for word, after in zip(said, (*said[1:], None), strict=False)  # of nothing, the None is left over
        if word.content and word.normal not in empty_words("ja") and not _judges(word, after)
    )


def _judges(word: Word, after: Word | None) -> bool:
    """Whether a word only says what to think of the matter: 深刻な, 順調に; 重要 of 重要文化財の数 names the thing."""
    return word.normal in judging_words() and (after is None or (after.silent and after.surface not in _NAMING))


def _without_years(said: str) -> str:
    for mention in reversed(find_years(said)):
        said = said[: mention.start] + " " + said[mention.end :]
    return said
