"""A question without what is said around it: greetings, who asks and what for, requests, thanks.

お世話になっております。来週の委員会で使いたいのですが、出生数の推移をご教示いただけますと幸いです。
asks for no more than 出生数の推移を教えてください。 What is left out is known word for word, or says nothing but
what the office does with the answer; a clause with any other word in it stays, since it may say of what the
figure is wanted.
"""

import re

from corpus.words import words
from corpus.years import find_years, nfkc
from prompts.glossary import office_words

_SENTENCE = re.compile(r"[^。!?\n]+[。!?\n]*|[。!?\n]+")
_LEADS_UP = re.compile(
    r"^(.{4,60}?(?:(?:です|ます|でした|ました|ません|たい|いる|ある|なる|たの|だの)(?:が|けど|けれども?|ので(?!す)|から)"
    r"|おりまして|いまして|ありまして|なりまして|思い|思って|(?<=し)たく|(?<=い)たく|ため))(?:、|,|\s+|(?=[^、,\sね?]))"
)
"""An opening clause that leads up to the question."""

_GREETING = (
    r"@?(?:sosei|創生)(?:さん|くん|君|様|ちゃん|ボット|bot)?(?=[、,。!:\s])"
    r"|(?:いつも|平素(?:より|は)?|日頃(?:より)?|大変|格別の|本当に|どうも)*(?:お?世話(?:に|さまに|様に)(?:なり(?:ます|ました)|なって(?:い|お)?り?ます)"
    r"|お疲れ(?:様|さま)?(?:です|でございます|でした)?|おつかれさまです|ご苦労(?:様|さま)です|ありがとうござい(?:ます|ました)|ありがとう)"
    r"|こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|初めまして|失礼(?:し|いたし|致し)ます|お邪魔します"
    r"|お忙しい(?:ところ|中)(?:、)?(?:(?:大変)?(?:恐縮|恐れ入り|申し訳|すみません|すいません)[^、。]*)?|(?:大変)?恐縮(?:です|ですが|ながら)"
    r"|(?:大変)?恐れ入り(?:ます(?:が)?)?|恐れ入ります?が|(?:お)?手数(?:です|を(?:お)?(?:掛|か)けし(?:ます|て[^、。]*))(?:が)?|(?:どうも)?す[みい]ません(?:が|けど)?|申し訳(?:ありません|ございません)(?:が)?"
    r"|ごめん(?:なさい|ください)|突然(?:です|の質問で)[^、。]*|急(?:な話|ぎ)で(?:恐縮|すみません|申し訳)[^、。]*"
    r"|ちょっと(?:お聞き|聞き|教えて|質問)[^、。]*|(?:一つ|1つ|ひとつ)?(?:質問|確認|お願い|お尋ね|教えてほしいこと|教えていただきたいこと|お聞きしたいこと|聞きたいこと)(?:です|が(?:あり|ござい)ます|させてください)(?:が|けど)?"
    r"|(?:(?:どうぞ|何卒|なにとぞ|以上|引き続き)[、,]?)*(?:宜|よろ)しく(?:お?願い|おねがい|頼み)?(?:いた|致)?(?:し|申し上げ)?(?:ます|たいです)?"
    r"|(?:ご)?(?:確認|回答|返信|対応|検討)(?:の?ほど|を)?[、]?(?:何卒|どうぞ)?(?:(?:宜|よろ)しく)?お願い(?:いたし|致し|し|申し上げ)ます"
    r"|(?:教えて(?:いただける|もらえる)と)?(?:大変|とても)?(?:助かります|幸いです|ありがたいです|嬉しいです|うれしいです)|急ぎ(?:ません|です|でお願いします)|以上です|お願い(?:し|いたし|致し)ます|件名.{0,20}"
    r"|[^、。?]{1,16}(?:課|係|室|部|局|所|班|担当|チーム)(?:の)?[^、。?はがをにで]{0,8}(?:です|でございます|と申します)|[^、。?]{1,10}と申します"
)
_GREETINGS = re.compile(rf"^[\s、,。]*(?:{_GREETING})(?:[、,。!:\s]+|$)")
_WHOLE = re.compile(rf"[\s、,]*(?:(?:{_GREETING})[\s、,。!]*)+")
_CLOSING = re.compile(
    r"[\s、,]*(?:お手数を(?:お)?(?:掛|か)け[^。?]*?[、,]?\s*)?(?:(?:どうぞ|何卒|なにとぞ)[、,]?)?"
    r"(?:(?:宜|よろ)しく(?:お?願い|おねがい|頼み)?(?:いた|致)?(?:し|申し上げ)?(?:ます)?"
    r"|(?<!で)お願い(?:いた|致)?し(?:ます|たいです)|(?<=[いでよ、\s])(?:助かります|ありがとうございます|ありがとう)"
    r"|(?:(?:今日|本日|今週|明日)中|(?:明日|来週|今週末?|会議|議会|委員会)まで|(?:大)?至急|(?:なるべく|できるだけ)?(?:早め|早く|急ぎ))(?:に|で)?"
    r"(?:知りたい|必要|欲しい|ほしい|教えてください|教えて|お願いします)(?:です|んです|のです)?)[。!\s]*$"
)
_FILLERS = re.compile(
    r"^(?:えっと|ええと|えーと|あの[ー、]|あのう|そのー|ねえ|ところで|ちなみに|さて|実は|早速ですが|さっそくですが)[、,\s]*"
)
_REQUEST = re.compile(
    r"(?P<what>を|について|に関して|につきまして|が|、)?\s*(?:ご|お)?(?:教示|教え(?:て)?|知らせ(?:て)?|共有|提示|聞かせ(?:て)?|確認(?:させて|し(?:て)?)?|示し(?:て)?|提供)(?:を)?"
    r"(?:いただ(?:け(?:ます|る|れ|ない|ませ)|き(?:ます|たく|たい))|頂(?:け(?:ます|る|れ|ない|ませ)|き(?:たく|たい))|もらえ(?:ます|る|れ|ない|ませ)|もらい(?:たい|たく)|願(?:え|い)(?:ます|ませ)|願いたい"
    r"|ほしい|欲しい|くれ(?:ます|る|ない|ませ)|(?:の)?(?:ほど)?[、]?(?:(?:宜|よろ)しく)?お願い|ください(?:ます|ませ)|下さい(?:ます|ませ)|できれ|でき(?:ます|ませ)|たく)[^。?、]*[。?]*$"
)
"""A request that is more than 教えてください."""

_CHATTY = (
    (re.compile(r"(?:なん|ん)?(?:だった|でした|だ|です|た(?=っけ))?っけ(?:か)?[ねえー。?]*$"), "?"),
    (re.compile(r"(?:なのかな|のかな|かな|かしら|なんだろう?|だろう?か?)[ぁー。?]*$"), "?"),
    (re.compile(r"って(?=いくつ|いくら|いつ|どこ|どれ|どの|誰|どう)"), "は"),
    (re.compile(r"[〜~♪…]+|(?:www?|笑)$"), ""),
    (re.compile(r"(?<=[一-龥々ァ-ヴー])\s*(?:教えて|おしえて)(?:ください|下さい|[ねよ])?[。!]*$"), "を教えてください"),
    (re.compile(r"(?:って|は|が|を)(?:分か|わか)(?:ります|る)(?:でしょう)?か?[。?]*$"), "を教えてください"),
    (
        re.compile(r"(?:が|を|は)?(?:知りたい|知りたく)(?:です|んです|のです|と思います|て)?(?:が|けど)?[。]*$"),
        "を教えてください",
    ),
)
_ENGLISH_OPENING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^,.!?\n]{0,20}[,.!\n]+"
    r"|(?:i hope (?:you|this)|hope (?:you|this|all))[^.!?\n]*[.!\n]+"
    r"|(?:sorry|apologies|excuse me|pardon me)\b[^,.!?\n]{0,30}?(?:,\s*(?:but\s+)?|[.!]\s*|\s+but\s+)"
    r"|(?:just )?(?:a )?quick question[:,.\-\s]+|(?:one|a) question[:,.]\s*"
    r"|for (?:the|our|my|a|tomorrow's|next week's) (?:[a-z]+ ){0,3}"
    r"(?:meeting|council|committee|report|briefing|presentation),\s*"
    r"|(?:i am|i'm|we are|we're) (?:preparing|writing|working on|drafting) [^.,!?\n]{0,60}?"
    r"(?:[,.]\s*(?:and\s+|so\s+)?)"
    r"|(?:could|can|would|will) you (?:please |kindly )?(?:tell|show|give|let) (?:me|us)(?: know)?\s+"
    r"|(?:(?:i|we)(?:'d| would) (?:like|love)|(?:i|we)(?: would)? (?:want|need)) to "
    r"(?:know|see|find out|ask(?: you)?(?: about)?|check|confirm)\s+"
    r"|i(?: was|'m| am) (?:just )?wondering (?:if you could tell me\s+)?"
    r"|(?:could|can|would|will) (?:you|anyone|someone|somebody) (?:please |kindly )?help\b[^.?!\n]{0,30}[?.!]+"
    r"|(?:please )?(?:tell|show) (?:me|us)(?:\s+|:\s*)|please let (?:me|us) know\s+|please[,]?\s+)\s*",
    re.IGNORECASE,
)
_ENGLISH_CLOSING = re.compile(
    r"(?<=[.?!,\s])\s*(?:(?:(?:many |with )?thanks?(?: you)?(?: (?:so|very) much| a lot| again| in advance)*"
    r"|thank you[^.!?]{0,30}|(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards|cheers"
    r"|much appreciated|if possible|please)[.!?,\s]*)+$",
    re.IGNORECASE,
)


def core_of(said: str) -> str:
    """What is asked, without what is said around it; all of it where nothing else is said.

    Args:
        said: The question as typed.
    """
    text = nfkc(said).strip()
    kept = "".join(_kept(text)).strip() or text
    for shorten in (_opened, _closed, _asked_plainly):
        kept = shorten(kept) or kept
    return kept


def _kept(text: str) -> list[str]:
    """The sentences that say more than that somebody asks."""
    sentences = _SENTENCE.findall(text)
    telling = [one for one in sentences if not (_WHOLE.fullmatch(one) or _of_the_office(one))]
    return telling or sentences


def _opened(text: str) -> str:
    """The text from where it comes to the point."""
    while True:
        shorter = _ENGLISH_OPENING.sub("", _FILLERS.sub("", _GREETINGS.sub("", text)))
        if (leads := _LEADS_UP.match(shorter)) and _of_the_office(leads[1]):
            shorter = shorter[leads.end() :]
        if not any(c.isalnum() for c in shorter):
            return text
        if shorter == text:
            return text
        text = shorter


def _closed(text: str) -> str:
    return re.sub("を(?=。$)", "", _ENGLISH_CLOSING.sub("", _CLOSING.sub("", text)).strip(" ,、を"))


def _asked_plainly(text: str) -> str:
    """The request at the end in the words of every day."""
    if request := _REQUEST.search(text):
        what = {"、": "を", None: ""}.get(request["what"], request["what"])
        text = f"{text[: request.start()]}{what}教えてください"
    for chatty, instead in _CHATTY:
        text = chatty.sub(instead, text)
    return text


def _of_the_office(said: str) -> bool:
    """Whether a clause says nothing but what somebody at the office does: no year, no question, no other word."""
    if find_years(said) or "?" in said:
        return False
    told = [word for word in words(said) if word.content]
    return bool(told) and all(word.normal in office_words() for word in told)
