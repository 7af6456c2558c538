"""``sosei ask`` and ``sosei chat``: questions in, answers out."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import complain_of, emit, note

if TYPE_CHECKING:
    from bot.cli.replies import Asking


@click.command(epilog='Example: sosei ask "待機児童の推移は？" --chart taiki.png')
@click.argument("question", nargs=-1)
@click.option("--edition", metavar="R4", help="Answer from the documents of that edition, not from what is in force.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the answer; else the question's own.")
@click.option("--chart", metavar="FILE.png", help="Where to write the chart; else under SOSEI_HOME/charts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; without QUESTION, one for each line of input.")
def ask(question: tuple[str, ...], edition: str | None, lang: Any, chart: str | None, as_json: bool) -> None:
    """Answer a question with figures, a chart and quotations.

    Each comes with its source page. QUESTION is Japanese, English or both mixed. With --json and no QUESTION, questions
    are read from standard input, one a line, and answered in order, one JSON object a line.
    """
    if chart is not None and not chart.lower().endswith(".png"):
        raise click.BadParameter("must end in .png", param_hint="--chart")
    if not question and not as_json:
        raise click.UsageError("Missing argument 'QUESTION'.", click.get_current_context())
    if not question and chart is not None:
        raise click.UsageError("--chart needs a QUESTION.", click.get_current_context())
    asking = _asking(edition, lang, chart)
    if not question:
        _answer_lines(asking)
    elif as_json:
        emit(asking.answered(" ".join(question)))
    else:
        asking.show(" ".join(question))


@click.command(epilog="Example: sosei chat --lang en")
@click.option("--edition", metavar="R4", help="Answer from the documents of that edition, not from what is in force.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the answers; else each question's own.")
def chat(edition: str | None, lang: Any) -> None:
    """Answer one question after another, until exit.

    Each may go on from the one before (目標は?).
    """
    asking = _asking(edition, lang, None)
    note("chat.begin")
    said = None
    while (question := _next_question()) is not None:
        said = asking.show_or_complain(question, said)
        click.echo()


def _answer_lines(asking: "Asking") -> None:
    """Answer each line of input with one line; what could not be answered shows in the exit code at the end."""
    failed = False
    for question in lines_of_input():
        found, failure = asking.line(question)
        emit(found)
        failed = failed or failure
    if failed:
        click.get_current_context().exit(1)


def _asking(edition: str | None, lang: Any, chart: str | None) -> "Asking":
    from bot.cli.progress import steps
    from bot.cli.replies import Asking
    from bot.wiring import wired

    return Asking(wired(steps(), complain_of), edition, lang, chart)


def _next_question() -> str | None:
    """The next line that is not empty; None when it says exit or there is no more."""
    while True:
        try:
            if sys.stdin.isatty():
                import readline  # noqa: F401 - gives the prompt its history and line editing
            typed = input("sosei> " if sys.stdin.isatty() else "").strip()
        except EOFError:
            return None
        if typed.lower() in ("exit", "quit", "終了"):
            return None
        if typed:
            return typed


def lines_of_input() -> Iterator[str]:
    """Lines of standard input without their ends; bytes that are no UTF-8 become signs, not an end of the work."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n")
