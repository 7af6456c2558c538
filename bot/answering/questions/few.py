"""Small numbers as questions say them: 3, 三, three, third."""

from corpus.years import kanji_number

_ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "few": 3, "second": 2, "third": 3}


def few(said: str) -> int:
    """The number that is said, in lower case.

    Raises:
        ValueError: If it is none.
    """
    return _ENGLISH.get(said) or kanji_number(said)
