"""Serving in Slack: the joined parts run as a service, watched, and with a worker beside them that mends the index."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from bot.settings import ServeMode, Settings
from bot.wiring import Sosei, keep_fonts_in
from corpus.errors import IndexError_, ModelUnavailable, RerankModelUnavailable, SoseiError

if TYPE_CHECKING:
    from bot.slack.rules import Rules
    from bot.slack.settings import SlackSettings

_WARM_UP_SECONDS = 20
"""How long Slack is kept waiting at the start: making the model ready holds every other thread up, and with them the
acknowledgements, for up to seconds. What Slack cannot deliver meanwhile it delivers again."""

_LOG = logging.getLogger("sosei")


class Service:
    """The bot as Slack sees it.

    Args:
        settings: The environment.
        mode: How Slack reaches it.

    Raises:
        SettingMissing: If a token or secret is not set; ``SettingInvalid`` if it cannot be one.
    """

    def __init__(self, settings: Settings, mode: ServeMode) -> None:
        self._slack = _slack_settings(settings, mode)
        self._mode = mode
        self._sosei = Sosei(settings, trouble=self._mend_index)

    def serve(self, host: str, port: int) -> None:
        """Answer until told to stop; on this address and port, where Slack comes by HTTP.

        Raises:
            SettingInvalid: If Slack refuses a token, or cannot be reached.
            StoreUnreachable: If the database cannot be used; ``StoreOutdated`` likewise.
        """
        sosei = self._sosei
        _ = sosei.store  # opened, and found wanting if it is, before Slack is told that there is a bot
        keep_fonts_in(sosei.settings.home)
        from bot.jobs.supervisor import worker_beside
        from bot.slack.app import Answering, build_app

        app = build_app(
            self._slack, sosei.store, Answering(sosei.answer, sosei.about, sosei.draw, sosei, sosei.shelf.facts)
        )
        with self._watched(), worker_beside():
            warming = Thread(target=self._warm_up, name="warm-up")  # no daemon: ending amid its native code would abort
            warming.start()
            warming.join(_WARM_UP_SECONDS)
            if self._mode == "socket":
                from bot.slack.socket import serve_socket

                serve_socket(app, self._slack)
            else:
                from bot.slack.http import serve_http

                serve_http(app, self._slack, host, port)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Log as a service does, and say on a port of this machine how it is, if one is set."""
        from bot.watch.counting import Counting
        from bot.watch.endpoint import watched_at
        from bot.watch.logs import log_to_stderr

        counting, sosei = Counting(), self._sosei
        log_to_stderr(counting)
        if sosei.settings.watch_port is None:
            yield
            return
        checks = {
            "store": lambda: sosei.store.current() is not None,
            "index": lambda: sosei.finder.serving() is not None,
        }
        with watched_at(sosei.settings.watch_port, checks, counting.registry) as port:
            _LOG.info("health, readiness and metrics on 127.0.0.1:%s", port)
            yield

    def _warm_up(self) -> None:
        """Load index, model and what draws before somebody waits for them. What is wrong with them is logged."""
        import_module("bot.rendering.charts")  # and with it matplotlib
        sosei = self._sosei
        try:
            if sosei.finder.serving() is not None:
                _ = sosei.embedder.dimensions
                self._renew_index()
            if sosei.reranker is not None:
                sosei.reranker.scores("。", ["。"])
        except SoseiError as error:
            _LOG.warning("search cannot serve: %s", error.code)
        gc.collect()
        gc.freeze()  # hundreds of thousands of objects that stay: looking through them again would stop every thread

    def _mend_index(self, error: IndexError_) -> None:
        """Have the worker make an index anew that cannot serve; a model that is not there no worker can make."""
        _LOG.warning("search does without what is wrong until it is mended: %s (%s)", error.code, error)
        if not isinstance(error, ModelUnavailable | RerankModelUnavailable):
            self._ask_for_index()

    def _renew_index(self) -> None:
        """Have an index that an older program made, which serves, made anew by the worker."""
        from bot.publishing.reindex import is_present

        current = self._sosei.store.current()
        if current is not None and not is_present(self._sosei.desk(), current):
            self._ask_for_index()

    def _ask_for_index(self) -> None:
        from bot.jobs.counter import Counter

        Counter(self._sosei.store).ask("reindex", {}, self._sosei.user)


def _slack_settings(settings: Settings, mode: ServeMode) -> "SlackSettings":
    from bot.slack.settings import SlackSettings

    needed_for = f"sosei serve --mode {mode}"
    return SlackSettings(
        bot_token=settings.secret("SLACK_BOT_TOKEN", needed_for),
        app_token=settings.secret("SLACK_APP_TOKEN", needed_for) if mode == "socket" else None,
        signing_secret=settings.secret("SLACK_SIGNING_SECRET", needed_for) if mode == "http" else None,
        api_url=settings.slack_api_url,
        rules=_rules(settings),
        kept=timedelta(days=settings.retention_days),
    )


def _rules(settings: Settings) -> "Rules":
    from bot.slack.rules import Rules
    from kpi_store.withholding import Restriction

    return Rules(
        admins=frozenset(settings.admins),
        users=frozenset(settings.users),
        channels=frozenset(settings.channels),
        shared=frozenset(settings.shared_channels),
        restricted={Restriction(what): frozenset(allowed) for what, allowed in settings.restricted},
    )
