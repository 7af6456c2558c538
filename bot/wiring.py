"""The composition root: the one place that picks concrete classes and joins them.

Everything is made when it is first needed: a question that needs no search by meaning never loads a model, and a
command that needs no database opens none.
"""

import getpass
import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings, load_settings
from corpus.errors import IndexError_
from index.progress import Progress, silent
from prompts.wording import Language

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Intent
    from bot.answering.answerer import Answerer
    from bot.answering.figures.side_by_side import Sides
    from bot.answering.proofs.writer import Writer
    from bot.answering.said import Said
    from bot.briefs.making import Press
    from bot.finding import Finder
    from bot.language_model import LanguageModel
    from bot.publishing.desk import Desk
    from bot.rendering.picture import Picture
    from index.embedding import Embedder
    from index.pgvector.schema import State
    from index.reranking import CrossEncoderReranker
    from index.search import Filter, Findings
    from index.snapshot import Shelf
    from kpi_store.store import KpiStore
    from kpi_store.withholding import Restriction

_AUDIENCES = 16
"""Groups of people who may see different documents, whose preparations are kept; others are made anew."""


class Sosei:
    """All parts, joined as the settings say. May be shared by threads once ``store`` was used.

    Args:
        settings: The environment.
        progress: Told of long steps, such as making the model ready.
        trouble: Told of an index or model that cannot serve, while answers do without it.
    """

    def __init__(
        self,
        settings: Settings,
        progress: Progress = silent,
        trouble: Callable[[IndexError_], None] = lambda _: None,
    ) -> None:
        self.settings = settings
        self._progress = progress
        self._trouble = trouble

    @cached_property
    def store(self) -> "KpiStore":
        """The KPI store; an embedded database that is missing is made."""
        from kpi_store.store import KpiStore

        return KpiStore.open(self.settings.database_url, create=True)

    @cached_property
    def held(self) -> "KpiStore":
        """The store for commands that only read: where no database was made yet, an empty one in memory."""
        from kpi_store.store import KpiStore

        file = self.settings.database_file
        if file is None or file.exists():
            return self.store
        return KpiStore.open("sqlite://", create=True)

    @cached_property
    def embedder(self) -> "Embedder":
        """The embedding model; loaded by the first text that is encoded."""
        from index.embedding import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(self.settings.embedding_model or "", self.settings.home, self._progress)

    @cached_property
    def reranker(self) -> "CrossEncoderReranker | None":
        """The cross-encoder that is configured, loaded by the first question; None, as by default, for none."""
        if self.settings.rerank_model is None:
            return None
        from index.reranking import CrossEncoderReranker

        return CrossEncoderReranker(self.settings.rerank_model)

    @cached_property
    def pgvector(self) -> "State | None":
        """Whether the database server can keep index snapshots; None where the database is a file.

        Raises:
            StoreUnreachable: If it does not answer.
        """
        from index.pgvector.schema import state

        return state(self.held.server) if self.held.server else None

    @cached_property
    def shelf(self) -> "Shelf":
        """Where index snapshots are kept: on the database server if it can, else in files.

        Raises:
            StoreUnreachable: If the server does not answer.
        """
        if self.held.server is not None and self.pgvector == "ready":
            from index.pgvector.shelf import ServerShelf

            return ServerShelf(self.held.server, self.settings.home)
        from index.file_shelf import FileShelf

        return FileShelf(self.settings.home)

    @cached_property
    def _answerer(self) -> "Answerer":
        from bot.answering.answerer import Answerer

        return Answerer(self.held, self._search)

    @cached_property
    def _answerer_without(self) -> "Callable[[frozenset[Restriction]], Answerer]":
        """Gives what answers those from whom some documents are withheld, the same each time."""
        from bot.answering.answerer import Answerer
        from kpi_store.withholding import Views

        views = Views(self.held)
        return lru_cache(_AUDIENCES)(lambda withheld: Answerer(views.without(withheld), self._search))

    @cached_property
    def language_model(self) -> "LanguageModel | None":
        """The language model that the settings name; None, as by default, for none at all."""
        settings = self.settings
        if settings.llm_base_url is None or settings.llm_model is None:
            return None
        from bot.language_model import LanguageModel

        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        return LanguageModel(settings.llm_base_url, settings.llm_model, key)

    @cached_property
    def _writer(self) -> "Writer | None":
        """Whoever may rephrase answers; None where no language model is set up."""
        if self.language_model is None:
            return None
        from bot.answering.proofs.writer import Writer

        return Writer(self.language_model.complete)

    def answer(
        self,
        question: str,
        edition: str | None = None,
        language: Language | None = None,
        after: "Said | None" = None,
        withheld: "frozenset[Restriction]" = frozenset(),
    ) -> "Answer":
        """Answer a question from what is published now, going on from what was said before it, if anything.

        Args:
            question: As typed.
            edition: Label of the edition to answer from.
            language: Of the answer.
            after: What was said before.
            withheld: Documents that whoever asks may not see.

        Raises:
            SoseiError: If it is not answered as it stands.
        """
        answerer = self._answerer_without(withheld) if withheld else self._answerer
        answer = answerer.answer(question, edition=edition, language=language, after=after)
        return self._writer.rephrased(answer) if self._writer else answer

    def beside(
        self,
        names: Sequence[str],
        sides: "Sides",
        language: Language,
        withheld: "frozenset[Restriction]" = frozenset(),
    ) -> "Answer":
        """Set indicators, or editions of some, side by side.

        Raises:
            IndicatorUnknown: If one is not published; ``EditionUnknown`` likewise.
        """
        answerer = self._answerer_without(withheld) if withheld else self._answerer
        return answerer.beside(names, sides, language=language)

    def about(
        self,
        name: str,
        intent: "Intent",
        *,
        beside: tuple[str, ...] = (),
        edition: str | None = None,
        language: Language = "ja",
        withheld: "frozenset[Restriction]" = frozenset(),
    ) -> "Answer":
        """Tell of an indicator, or of several beside each other, where nobody typed a question.

        Raises:
            IndicatorUnknown: If one is not published; ``EditionUnknown`` if the edition is not.
        """
        answerer = self._answerer_without(withheld) if withheld else self._answerer
        return answerer.about(name, intent, beside=beside, edition=edition, language=language)

    def draw(self, answer: "Answer") -> "Picture | None":
        """Draw an answer's chart, if it wants one."""
        if not answer.wants_chart:
            return None
        keep_fonts_in(self.settings.home)
        from bot.rendering.charts import draw

        return draw(answer)

    def chart_path(self, picture: "Picture") -> Path:
        """Where a chart is kept: named by its content, so that the same chart is the same file."""
        return self.settings.charts / f"{hashlib.sha256(picture.png).hexdigest()[:16]}.png"

    @cached_property
    def finder(self) -> "Finder":
        """Finds passages of what is published now."""
        from bot.finding import Finder

        return Finder(
            self.held,
            lambda: self.shelf,
            self.embedder,
            self._packaged_model,
            self._trouble,
            reranker=self.reranker,
        )

    def _search(self, query: str, where: "Filter", many: int) -> "Findings":
        return self.finder.find(query, many, where=where)

    def _packaged_model(self) -> "Embedder":
        from index.embedding import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder("", self.settings.home)

    def desk(self, progress: Progress | None = None) -> "Desk":
        """What publishing works with; ``progress`` hears of its long steps in the place of the usual listener."""
        from bot.publishing.desk import Desk

        return Desk(self.store, self.settings.home, self.shelf, self.embedder, _user(), progress or self._progress)

    def work(self) -> None:
        """Do jobs, one after another, until told to stop; alone in this home folder.

        Raises:
            StoreUnreachable: If the database cannot be used; ``StoreOutdated`` likewise.
        """
        from bot.jobs.worker import Worker, alone, stand_back

        stand_back()
        with alone(self.settings.home) as name:
            Worker(self.store, self.desk, self.press, name, self.withheld_in).run()

    def press(self, withheld: "frozenset[Restriction]" = frozenset()) -> "Press":
        """Makes committee papers of what somebody may see."""
        from bot.answering.answerer import Answerer
        from bot.briefs.gather import Gatherer
        from bot.briefs.making import Press
        from index.search import Findings
        from kpi_store.withholding import Withholding

        holdings = Withholding(self.store, withheld) if withheld else self.store
        # Under an indicator's name a paper quotes only what the documents tie to it, so nothing is sought by meaning.
        answerer = Answerer(holdings, lambda _query, _where, _many: Findings(()))
        return Press(Gatherer(holdings, answerer), self.store.papers)

    def withheld_in(self, channel: str) -> "frozenset[Restriction]":
        """Documents that a channel may not see, as the settings have it."""
        from kpi_store.withholding import Restriction

        return frozenset(Restriction(what) for what, allowed in self.settings.restricted if channel not in allowed)

    @property
    def user(self) -> str:
        """Who is at work, as the system knows them."""
        return _user()


def wired(progress: Progress = silent, trouble: Callable[[IndexError_], None] = lambda _: None) -> Sosei:
    """All parts, joined as the environment says; see ``Sosei``.

    Raises:
        SettingInvalid: If the environment holds something that cannot be used.
    """
    return Sosei(load_settings(), progress, trouble)


def keep_fonts_in(home: Path) -> None:
    """Have matplotlib keep its list of fonts there; a service's user often has no home of its own to write to."""
    os.environ.setdefault("MPLCONFIGDIR", str(home / "cache" / "matplotlib"))


def _user() -> str:
    """Who is at work, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        return ""
