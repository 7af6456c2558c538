"""Asking, and showing the answer: as the contract's JSON, or set off for a terminal."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.answering.answer import Answer
from bot.answering.said import Said
from bot.cli.failures import unexpected
from bot.cli.output import complain, emit, interface_language, note
from bot.cli.terminal import shown
from bot.rendering.json import Json, answer_object
from bot.rendering.text import plain_text
from bot.rendering.text_errors import error_line
from bot.wiring import Sosei
from corpus.errors import IndexError_, QuestionError, SoseiError
from prompts.wording import Language, wording


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks with the options of one call of the command.

    Attributes:
        chart: File to draw the chart into; None for one under the home folder, named by its content.
    """

    sosei: Sosei
    edition: str | None
    language: Language | None
    chart: str | None

    def answered(self, question: str) -> Json:
        """The answer as the contract's JSON.

        Raises:
            SoseiError: If the question is not answered as it stands.
        """
        answer = self._answer(question)
        return answer_object(answer, plain_text(answer), self._drawn(answer))

    def line(self, question: str) -> tuple[Json, bool]:
        """As ``answered``, for one question of many, and whether that is a failure of ours.

        A question that cannot be answered gives an object that says so in ``error``, so that those after it are.

        Raises:
            SoseiError: If no question can be answered: the database or a setting is at fault.
        """
        try:
            return self.answered(question), False
        except (QuestionError, IndexError_) as error:
            said = error_line(error, self.language or interface_language())
            return _refused(question, said, error.code), not isinstance(error, QuestionError)
        except SoseiError:
            raise
        except Exception as error:
            return _refused(question, unexpected(error), "unexpected"), True

    def show(self, question: str, after: Said | None = None) -> Said | None:
        """Print the answer for a person, and the path of its chart.

        Args:
            question: As typed.
            after: What the question before it was about.

        Returns:
            What this one was about.

        Raises:
            SoseiError: If the question is not answered as it stands.
        """
        answer = self._answer(question, after)
        self._shown(answer)
        return answer.said

    def tell(self, answer: Answer, as_json: bool) -> None:
        """Show an answer that is there already, with its chart."""
        if as_json:
            emit(answer_object(answer, plain_text(answer), self._drawn(answer)))
        else:
            self._shown(answer)

    def _shown(self, answer: Answer) -> None:
        drawn = self._drawn(answer)
        for line in shown(answer):
            click.echo(line)
        if drawn:
            click.echo("\n" + wording(answer.language).say("cli.chart", path=drawn["path"]))
        elif self.chart is not None:
            note("no_chart")

    def show_or_complain(self, question: str, after: Said | None) -> Said | None:
        """As ``show``; what goes wrong is said, and the next question can go on from the one before."""
        try:
            return self.show(question, after)
        except SoseiError as error:
            complain(error_line(error, self.language or interface_language()))
        except Exception as error:  # likewise
            complain(unexpected(error))
        return after

    def _answer(self, question: str, after: Said | None = None) -> Answer:
        # What the shell could not decode would not be printable either.
        plain = question.encode("utf-8", "replace").decode("utf-8")
        return self.sosei.answer(plain, self.edition, self.language, after)

    def _drawn(self, answer: Answer) -> dict[str, Any] | None:
        """Draw the chart into its file. Unless that file was asked for, a chart that fails costs no answer."""
        try:
            picture = self.sosei.draw(answer)
            if picture is None:
                return None
            path = self.sosei.chart_path(picture) if self.chart is None else Path(self.chart)
            write_whole(path, picture.png)
        except click.FileError as error:
            if self.chart is not None:
                raise
            complain(error.format_message())
            return None
        return {"path": str(path), "alt": picture.alt}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        click.FileError: If it cannot be written.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise click.FileError(str(path), error.strerror or "") from None


def _refused(question: str, line: str, code: str) -> Json:
    language = interface_language()
    answer = Answer(question=question, language=language, status="not_found", intent="text", headline=line)
    return {**answer_object(answer, line, None), "error": code}
