"""What is to be worked out of two indicators: their difference or sum, how many times or what share of it one is."""

import re
from collections.abc import Iterator
from typing import Literal

Pair = Literal["difference", "sum", "times", "share"]

_SHARE = r"(?:割合|比率|シェア|何割|何%|何パーセント)"
_MORE = r"(?:多|少|高|低|大き|小さ)"
_KINDS: tuple[tuple[Pair, re.Pattern[str]], ...] = (
    (
        "share",
        re.compile(
            rf"に占める|(?:のうち|の中で).*{_SHARE}|は.+の(?:何割|何%|何パーセント)(?!に(?:減|増|な))"
            r"|\b(?:what|which) (?:share|percentage|percent|proportion) of\b"
        ),
    ),
    ("times", re.compile(r"(?:は|が).+の(?:およそ|約)?何倍|\bhow many times\b.*\b(?:than|as)\b|\bratio of\b.+\bto\b")),
    (
        "sum",
        re.compile(
            r"(?:の|を)?(?:合計(?!特殊)|合算|足し(?:合わせ|算)|足す|足した|合わせる?と|合わせた)|(?:合わせ|あわせ)て(?=何|いくら|いくつ)"
            r"|\bsum of\b|\bcombined\b|\badd(?:ed)? up\b"
        ),
    ),
    (
        "difference",
        re.compile(
            r"(?:の|男女)(?:差(?:額|分|異)?|開き|違い)(?=[はをがで?。、]|$)|差し引"
            rf"|より(?:も)?(?:どれ|どの|何|いくら|いくつ).*{_MORE}|より(?=.+は(?:どれ|どの|何|いくら|いくつ).*{_MORE})"
            rf"|(?:どちら|どっち)の?(?:方|ほう)?が{_MORE}"
            r"|\bdifference between\b|\b(?:which|what) is (?:higher|larger|greater|more)\b"
        ),
    ),
)
_REST = re.compile(
    rf"の?{_SHARE}.*$|の?(?:およそ|約)?何倍.*$|(?:の|を)?(?:合計(?!特殊)|合算|足|合わせ|あわせ).*$|の(?:差|開き|違い)[^の]*$"
    rf"|(?:で|とで)?は?[、,]?(?:どちら|どっち)の?(?:方|ほう)?が.*$|(?:は|の方が)?(?:どれ|どの|何|いくら|いくつ)[^、]*{_MORE}.*$|を?差し引.*$"
)
"""What a side need not hold: the words that say what is worked out."""

_BY_SEX = re.compile(r"男女(?:の|別の)?(?=差|比|違い|合計)")
_SPLIT: dict[Pair, re.Pattern[str]] = {
    "share": re.compile(
        r"に占める|に対する|のうち(?:の|、)?|の中で|は(?=.+の(?:何割|何%|何パーセント))|\b(?:are|is|come|comes)\b|[、,]"
    ),
    "times": re.compile(
        r"(?:は|が)(?=.+の(?:およそ|約)?何倍)|\bthan\b|\bas\b(?! many| high| large| much)|\bto\b|[、,]"
    ),
    "sum": re.compile(r"と(?!は|も)|および|及び|[、,]|\band\b|\bplus\b"),
    "difference": re.compile(
        r"と(?!は|も)|および|及び|[、,]|より(?:も)?|は(?=.+より)|から(?=.+(?:を|差し)引)|\b(?:and|or)\b"
    ),
}
_REVERSED = re.compile(r"に占める|のうち|の中で|\b(?:share|percentage|percent|proportion) of\b")
"""What names the whole before its part."""


def pair_of(said: str) -> Pair | None:
    """What is to be worked out if two indicators are named; None where nothing is.

    Args:
        said: Lower case and NFKC-normalised.
    """
    return next((kind for kind, cue in _KINDS if cue.search(said)), None)


def sides_of(said: str, kind: Pair) -> Iterator[tuple[str, str]]:
    """Ways to cut a question into what is said of the first indicator and of the second.

    Of a share the part comes first. 健康寿命の男性と女性 says 健康寿命 but once.

    Args:
        said: Lower case and NFKC-normalised.
        kind: As ``pair_of`` told it.
    """
    said = _BY_SEX.sub("の男性と女性の", said).replace("のの", "の")
    for cut in _SPLIT[kind].finditer(said):
        first, second = said[: cut.start()], said[cut.end() :]
        if kind == "share" and _REVERSED.search(said):
            first, second = second, first
        first, second = _REST.sub("", first), _REST.sub("", second)
        yield first, second
        if "の" in first:
            yield first, f"{first.rsplit('の', 1)[0]}の{second}"
