"""Whoever asked for a job sees how it stands: one message, brought up to date at most once a second."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.admin import publishing
from bot.slack.admin.job_message import job_message
from bot.slack.admin.office import Office
from bot.slack.failures import logged
from bot.slack.web import api_error
from corpus.errors import SoseiError, StoreUnreachable
from kpi_store.views import JobView

LOG = logging.getLogger("sosei.slack")

_PAUSE = timedelta(seconds=1)
_LATER = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's errors after which the same may be told again; any other would come again and again."""


class Telling:
    """Tells of jobs, in a thread of its own.

    Args:
        office: Where administrators' jobs are told of.
        others: Tells of other kinds of jobs; whether one has been told as it is.
    """

    def __init__(self, office: Office, others: Mapping[str, Callable[[JobView], bool]]) -> None:
        self._office, self._others = office, others

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Tell of jobs until the block is left."""
        stop = threading.Event()
        thread = threading.Thread(target=self._go_on, args=(stop.wait,), name="job-telling")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _go_on(self, wait: Callable[[float], bool]) -> None:
        while not wait(_PAUSE.total_seconds() / 2):
            self.tell()

    def tell(self) -> None:
        """Tell of each job that changed. Never raises: it is tried again."""
        try:
            for job in self._office.store.jobs.to_tell(_PAUSE):
                self._tell(job)
        except SoseiError as error:  # the database is away for a moment; the jobs stand where they stood
            LOG.warning("cannot tell of jobs: %s", error.code)
        except Exception as error:
            logged(error, "telling of jobs")

    def _tell(self, job: JobView) -> None:
        try:
            if job.kind in self._others:
                if not self._others[job.kind](job):
                    return
            else:
                self._show(job)
            if job.kind == "publish" and job.state == "done":
                publishing.announce(self._office, job)
        except SlackApiError as error:
            if api_error(error) in _LATER:
                return
            logged(error, "telling of a job")
        except (SlackClientError, OSError, StoreUnreachable):
            return
        except Exception as error:  # told again each second, it would keep all others from being told of
            logged(error, "telling of a job")
        self._office.store.jobs.told(job)

    def _show(self, job: JobView) -> None:
        text, blocks = job_message(self._office, job)
        place = job.place
        if "ts" in place:
            self._office.update(place["channel"], place["ts"], text, blocks)
            return
        ts = self._office.post(place["channel"], place.get("thread"), text, blocks)
        self._office.store.jobs.placed(job.id, {**place, "ts": ts})
