"""What a question says beside its subject: how it is to be told, to whom, whose city it is, where it came up.

The courtesies around the question (``courtesy``) are gone by then; these stand within it, and only its subject is read
without them. 正直なところ, うちの市の and 会議で話題に出た bear on nothing that the documents count, so that no
evidence need account for them. Only such phrases are left out whose every word is of that kind; any other word may say
of which part the figure is wanted, and stays.
"""

import re

from corpus.words import words
from prompts.glossary import empty_words, office_words

_MANNER = (
    r"念の(?:ため|為)(?:に)?|(?:ご)?参考(?:までに|にしたいので|に)(?=[、,\s]|教|知)|な[んに]だかんだ(?:で|と)?(?:言っても?|いっても?)?"
    r"|何だかんだ(?:で|と)?(?:言っても?)?|(?:ひとこと|一言)で(?:言[うえ]ば?と?|いうと|いえば)?[、,]?|(?:正直|率直|ぶっちゃけ|実際)(?:に|な)?(?:の?ところ|言って|いって)"
    r"|要するに|つまり(?:ところ)?|結局(?:の?ところ)?|とどのつまり|いまさら(?:です(?:が|けど)|ながら)?|今さら(?:です(?:が|けど)|ながら)?"
    r"|お?恥ずかし(?:い(?:話)?(?:の)?(?:です|ながら)(?:が|けど)?|ながら)|素朴な疑問(?:です|なんです|として)?(?:が|けど)?"
    r"|気にな(?:る|って(?:い)?る|っている)|(?:で|でも)(?:いい|良い|よい|構いません|かまいません|構わない|かまわない|結構です)(?:です)?(?:の?で|から)"
    r"|かいつまんで|手短に|(?:もし)?(?:可能|わか(?:れば|る範囲で)|分か(?:れば|る範囲で))(?:なら|であれば|で)?[、,]"
)
_AUDIENCE = (
    r"(?:誰|[一-龥ァ-ヶー]{2,8})(?:に|で)も?(?:分か|わか|伝わ|理解でき)(?:る(?:よう(?:に|な))|りやすく)"
    r"(?:やさしく|優しく|易しく|簡単に|わかりやすく)?(?:説明して|教えて|話して|まとめて)?"
)
_OWN = (
    r"(?<![一-龥])(?:(?:うち|私たち|わたしたち|我々|自分たち|こちら)の|当|本|我が|わが)(?:市|町|村|区|まち|街|自治体|ところ|とこ)"
    r"(?![一-龥ァ-ヶー])(?:における|での|では|の|で|は|って)?"
)
_SAYING = (
    r"(?:(?:話題|議題|俎上)に(?:出|なっ|上っ|上がっ|のぼっ|挙がっ)|(?:指摘|質問|要望|照会|意見|提案|お尋ね|問い合わせ|問合せ)(?:が|の)?"
    r"(?:あっ|され|を受け|を頂い|をいただい|いただい|頂い|出)|(?:聞か|問わ|言わ|尋ねら|求めら|取り上げら|突っ込ま|触れら|議論さ|報告さ|説明さ)れ"
    r"|(?:話|名前|名)(?:が|に|の)(?:出|あっ)|出てき|挙が(?:っ|ってい))た"
)
_TOLD_OF = rf"(?:(?P<where>[^、。?はをも]{{1,14}}?)(?:で|から|に|より|の))?(?:{_SAYING})(?=[一-龥ァ-ヺ「『ごゴ])"
_ASIDES = re.compile(f"{_MANNER}|{_AUDIENCE}|{_OWN}")
_TOLD = re.compile(_TOLD_OF)
_NAME_BEFORE = re.compile(r"^(?P<name>[ぁ-ゖー]{4,}?)って(?=[一-龥、\s])")
_TOPIC = re.compile(r"(?<=[数率額量費度値者])って(?=[、\s?？]|[^いき])")
"""って behind what ends a name is は; the dictionary takes 率って for a verb."""


def without_asides(said: str) -> str:
    """A question without what it says beside its subject.

    Args:
        said: Lower case and NFKC-normalised.
    """
    said = _TOPIC.sub("は", _kana_topic(said))
    said = _TOLD.sub(lambda told: " " if _is_occasion(told["where"] or "") else told[0], said)
    left = _ASIDES.sub(" ", said)
    return left if any(word.content for word in words(left)) else said


def _is_occasion(where: str) -> bool:
    """Whether all that a clause names is an occasion of asking, or somebody who asks: 昨日の会議で, 委員から."""
    known = office_words() | empty_words("ja")
    return all(word.normal in known for word in words(where) if word.content)


def _kana_topic(said: str) -> str:
    """ささえりあって as ささえりあは: a name in kana, where って is not the end of the verb it begins with."""
    found = _NAME_BEFORE.match(said)
    if found is None or words(said)[0].surface.endswith("っ"):
        return said
    return f"{found['name']}は{said[found.end() :]}"
