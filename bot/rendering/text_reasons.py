"""Why a value needs review, in the reader's language."""

from collections.abc import Iterable

from prompts.wording import Language, wording


def reasons_told(reasons: Iterable[str], language: Language) -> str:
    """Reasons as one phrase, each once.

    Args:
        reasons: As the reader gives them: a stable code, a colon, and English words with the particulars. One whose
            code has no wording is told as it is.
        language: Of the phrase.
    """
    say = wording(language)
    told = (
        say.say(name) if (name := f"reasons.{reason.partition(':')[0]}") in say.names else reason for reason in reasons
    )
    return say.say("text.comma").join(dict.fromkeys(told))
