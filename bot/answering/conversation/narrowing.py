"""A follow-up that asks for just a part of what was said before: 男性だけでは?, 三ツ岳地区に限ると?, 路線別には?

Taken by itself it would name another subject, and whatever the documents say of men or of the district would be
given as the answer. It is read as the part of what was said, so that only what the documents hold of both answers.
"""

import re

from corpus.words import plain

_OPENING = r"(?:(?:その|この)?(?:うち|中で)の?|中でも|(?:それ|これ)(?:を|は|って|の)|では|じゃあ?)?[、,\s]*"
_PART = r"(?P<part>[^、。?!はがをに\s]{1,16}?)"
_END = (
    r"(?:した|する|して)?(?:場合|とき)?(?:で|と|だ|は|に|なら|の|を|ば|も|って|見)*"
    r"(?:る|どう(?:です|なり(?:ます)?)?|いくつ|いくら|何人|どれくらい)?(?:か|ですか)?[?。\s]*$"
)
_ONLY = re.compile(rf"^{_OPENING}{_PART}(?:だけ|のみ|に?限(?:る|り|定|って|れば)|に?絞(?:る|り|って|れば)){_END}")
_EACH = re.compile(rf"^{_OPENING}(?P<part>[^、。?!はがをに\s0-9]{{1,10}}(?<!年)(?<!年度)(?:別|ごと)){_END}")
_GROUP = re.compile(
    rf"^{_OPENING}(?P<part>[男女](?:性|子|の人|の方|の子)?|外国人|日本人|[小中高]?学?生|大学生|[小中]学校|[0-9]{{1,3}}(?:代|歳)(?:以上|以下|未満)?)"
    rf"(?:は|だと|の(?:場合|方|ほう)は?|では|なら){_END}"
)
"""Who alone is asked about after a number of all."""

_ONLY_IN_ENGLISH = re.compile(
    r"^(?:and |but |what about |how about )*(?:(?:only|just)(?: for| in)? (?P<part>[a-z ]{2,30})"
    r"|(?P<before>(?!what|how|is|are)[a-z ]{2,30}?) (?:only|alone))\s*[?.]*$"
)
_SEX, _OF_A_SEX = re.compile(r"[男女]"), re.compile(r"^[男女](?:性|子)の")
_BRACKETS = re.compile(r"\([^()]*\)\s*$")


def part_asked(said: str) -> str | None:
    """The part that a follow-up asks for; None where it asks for none.

    Args:
        said: The question as typed.
    """
    text = plain(said).strip()
    for cue in (_ONLY, _EACH, _GROUP, _ONLY_IN_ENGLISH):
        if found := cue.match(text):
            return next(part for part in found.groups() if part).strip()
    return None


def narrowed(part: str, whole: str) -> str:
    """The part of the whole, as one question would name it; brackets at its end (男性) told of another part."""
    whole = _BRACKETS.sub("", plain(whole)).strip() or whole
    if _SEX.match(part):  # 女性 after 男性の育児休業取得率
        whole = _OF_A_SEX.sub("", whole)
    return f"{part} {whole}" if part.isascii() else f"{part}の{whole}"
