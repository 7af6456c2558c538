"""What the log tells, counted: a handler that makes Prometheus metrics of the service's own events.

So there is one place where an event is told, and nothing is counted that is not also logged.
"""

import logging

from prometheus_client import CollectorRegistry, Counter, Histogram

_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class Counting(logging.Handler):
    """Counts the events ``answered``, ``failed``, ``refused`` and every error that is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.registry = CollectorRegistry()
        self._questions = Counter("sosei_questions", "Questions dealt with", ["came", "status"], registry=self.registry)
        self._seconds = Histogram(
            "sosei_answer_seconds", "From taking a question to its reply", buckets=_SECONDS, registry=self.registry
        )
        self._errors = Counter("sosei_errors", "Errors that were logged", ["logger"], registry=self.registry)

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        if record.levelno >= logging.ERROR:
            self._errors.labels(record.name).inc()
        event = getattr(record, "event", None)
        if event is not None and hasattr(record, "seconds"):
            self._questions.labels(getattr(record, "came", ""), getattr(record, "status", event)).inc()
            self._seconds.observe(record.seconds)
