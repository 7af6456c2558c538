"""Texts that look like years and questions, put together of their parts and of what trips parsers up."""

from tests.fuzz.choices import Choices

PARTS = (
    *(
        "令和",
        "平成",
        "昭和",
        "大正",
        "明治",
        "Ｒ",
        "R",
        "H",
        "S",
        "㋿",
        "㍻",
        "元",
        "年",
        "年度",
        "年末",
        "年分",
        "FY",
        "'",
    ),
    *(
        "(",
        ")",
        "（",
        "）",
        "〜",
        "～",
        "~",
        "-",
        "―",
        "から",
        "まで",
        "/",
        "・",
        "、",
        "。",
        "?",
        "？",
        " ",
        "\u3000",
        "\n",
    ),
    *"0123456789０１２３４５６７８９〇一二三四五六七八九十百千",
    *("2023", "1989", "31", "64", "９９９９", "¹²", "Ⅳ", "٣", "万", "億", "％", "月", "日", "4月1日", "時点", "暦年"),
    *(
        "待機児童",
        "出生数",
        "推移",
        "目標",
        "今後の方向性",
        "基本目標",
        "施策",
        "2-1",
        "比べて",
        "R4の資料では",
        "達成率",
        "一覧",
    ),
    *("trend", "target", "compare", "goal", "measure", "edition", "what", "the", "in", "show me", "brief", "pptx"),
    *(
        "\x00",
        "\u202e",
        "\u200b",
        "\ufe0f",
        "😀",
        "が",
        "か\u3099",
        "ｶﾞ",
        "\ud800",
        "<!channel>",
        "&lt;",
        "*",
        "`",
        "\\",
    ),
)


def text(choices: Choices) -> str:
    """A text of up to some hundred parts, any characters among them."""
    made = list[str]()
    while choices.left and len(made) < 200:
        if choices.number(8):
            made.append(choices.one_of(PARTS))
        else:
            made.append(chr(choices.number(0x30000)))
    return "".join(made)
