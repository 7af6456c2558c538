"""Every error that sosei raises on purpose, in one tree.

::

    SoseiError
    ├── DocumentError            a file given to the reader
    │   ├── DocumentMissing
    │   ├── DocumentEmpty
    │   ├── DocumentEncrypted
    │   ├── DocumentCorrupt
    │   ├── DocumentUnsupported
    │   └── DocumentTooLarge
    ├── QuestionError            what staff typed
    │   ├── QuestionEmpty
    │   └── QuestionTooLong
    ├── EditionError             documents on their way into an edition
    │   ├── EditionUnknown
    │   ├── EditionUndecided
    │   ├── ReviewPending
    │   ├── PublicationMoved
    │   ├── NothingToRollBack
    │   ├── DocumentUnknown
    │   └── SampleBesideReal
    ├── ReviewError              a person's decision about what was read
    │   ├── NothingToReview
    │   ├── ValueUnknown
    │   ├── ValueAmbiguous
    │   ├── ValueReviewed
    │   ├── ValuePublished
    │   ├── DraftGone
    │   └── ProposalUnknown
    ├── JobError                 work outside the answering process
    │   ├── JobUnknown
    │   ├── JobOver
    │   ├── JobCancelled
    │   ├── JobAbandoned
    │   └── JobBroken
    ├── SynonymError             what administrators say that words mean
    │   ├── SynonymUnknown
    │   ├── SynonymUnusable
    │   └── SynonymIsIndicator
    ├── StoreError               the KPI store
    │   ├── StoreUnreachable
    │   ├── StoreOutdated
    │   ├── IndicatorUnknown
    │   ├── PlaceUnknown
    │   ├── BriefUnknown
    │   ├── BriefUnsupported
    │   ├── SubscriptionUnknown
    │   ├── BackupUnreadable
    │   ├── BackupOfAnotherRevision
    │   ├── StoreNotEmpty
    │   └── ImportRefused
    ├── IndexError_              the search index
    │   ├── IndexMissing
    │   ├── IndexCorrupt
    │   ├── IndexOfAnotherModel
    │   ├── IndexUnwritable
    │   ├── ModelUnavailable
    │   └── RerankModelUnavailable
    └── SettingError             the environment
        ├── SettingMissing
        └── SettingInvalid

An error carries facts, not sentences: ``prompts`` holds, for each class, one line in each language that says
what is wrong, where, and what to do. The name of that line is the error's ``code``.
"""

import re
from typing import ClassVar


class SoseiError(Exception):
    """Root of the tree.

    Args:
        **facts: What the line in ``prompts`` needs; exactly the names in ``fields``.

    Raises:
        TypeError: If the facts given are not the ones the class declares.
    """

    fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: object) -> None:
        if set(facts) != set(self.fields):
            raise TypeError(f"{type(self).__name__} takes {self.fields}, not {tuple(facts)}")
        self.facts = facts
        super().__init__(", ".join(f"{name}={value}" for name, value in facts.items()))

    @property
    def code(self) -> str:
        """Snake-case name of the class, e.g. ``document_missing``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__.rstrip("_")).lower()


class Detail:
    """What exactly is wrong, where an error has many ways: a line of ``prompts`` named ``details.<code>``.

    Args:
        code: Name of the line.
        **facts: What it needs.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


class DocumentError(SoseiError):
    """A file that cannot be read as a document."""


class DocumentMissing(DocumentError):
    """There is no such file."""

    fields = ("file",)


class DocumentEmpty(DocumentError):
    """The file has no bytes, or no page, or no text at all."""

    fields = ("file",)


class DocumentEncrypted(DocumentError):
    """The file asks for a password."""

    fields = ("file",)


class DocumentCorrupt(DocumentError):
    """The file says it is a document but cannot be parsed."""

    fields = ("file", "detail")


class DocumentUnsupported(DocumentError):
    """The file is of no kind that sosei reads."""

    fields = ("file", "supported")


class DocumentTooLarge(DocumentError):
    """The file is over a bound (bytes, pages, decoded size)."""

    fields = ("file", "what", "limit")


class QuestionError(SoseiError):
    """A question that is not answered as it stands."""


class QuestionEmpty(QuestionError):
    """Nothing was asked."""


class QuestionTooLong(QuestionError):
    """The question is longer than the limit, in characters."""

    fields = ("length", "limit")


class EditionError(SoseiError):
    """Documents that cannot be drafted or published."""


class EditionUnknown(EditionError):
    """No such edition is drafted or published."""

    fields = ("edition", "known")


class EditionUndecided(EditionError):
    """The document does not say its edition and none was given."""

    fields = ("file",)


class ReviewPending(EditionError):
    """Something needs review, so nothing was published."""

    fields = ("edition", "count")


class PublicationMoved(EditionError):
    """Somebody published between planning and publishing, so nothing was published."""


class NothingToRollBack(EditionError):
    """No publication came before the one that answers."""


class DocumentUnknown(EditionError):
    """No document of that name answers."""

    fields = ("name", "known")


class SampleBesideReal(EditionError):
    """The sample of a made-up city is never mixed with a real city's documents."""

    fields = ("home",)


class ReviewError(SoseiError):
    """A decision about read values, or about who continues whom, that cannot be taken as it was asked for."""


class NothingToReview(ReviewError):
    """No drafted value waits for a person. ``edition`` and ``indicator`` are None where all were asked for."""

    fields = ("edition", "indicator")


class ValueUnknown(ReviewError):
    """The drafts hold no such value of the indicator; ``known`` are the labels of those they hold."""

    fields = ("indicator", "year", "known")


class ValueAmbiguous(ReviewError):
    """Several values that were read differently fit; one new value cannot stand for all."""

    fields = ("indicator", "year", "pages")


class ValueReviewed(ReviewError):
    """Somebody decided about the value already."""

    fields = ("indicator", "year", "by")


class ValuePublished(ReviewError):
    """Published values stay as they are; a new draft of the document takes their place."""

    fields = ("indicator", "edition")


class DraftGone(ReviewError):
    """What was to be decided about is in no draft any more: it was read again, published or withdrawn."""


class ProposalUnknown(ReviewError):
    """No proposal with that key is open."""

    fields = ("key", "known")


class JobError(SoseiError):
    """Work outside the answering process that cannot go on."""


class JobUnknown(JobError):
    """There is no job of that number."""

    fields = ("job",)


class JobOver(JobError):
    """The job has ended, or stands otherwise than it must for what was asked. ``state`` is how it stands."""

    fields = ("job", "state")


class JobCancelled(JobError):
    """Somebody asked for the job's end, or another worker has it: whoever works on it stops here."""

    fields = ("job",)


class JobAbandoned(JobError):
    """The job's worker ended again and again before it was done, the last time at ``step``."""

    fields = ("attempts", "step")


class JobBroken(JobError):
    """Something unexpected happened; the worker's log tells more under this number."""

    fields = ("error_id",)


class SynonymError(SoseiError):
    """What an administrator says that words mean."""


class SynonymUnknown(SynonymError):
    """No synonym is kept for that word."""

    fields = ("said", "known")


class SynonymUnusable(SynonymError):
    """One side is too short, too long or says nothing, or both are the same."""

    fields = ("said", "means", "shortest", "longest")


class SynonymIsIndicator(SynonymError):
    """The name of an indicator was to mean another, whose figures would then be told as its own."""

    fields = ("said",)


class StoreError(SoseiError):
    """The KPI store cannot do what was asked."""


class StoreUnreachable(StoreError):
    """The database does not answer. The URL is given without its password."""

    fields = ("url", "detail")


class StoreOutdated(StoreError):
    """The database schema is not the one this program needs."""

    fields = ("url", "found", "needed")


class IndicatorUnknown(StoreError):
    """No indicator goes by that name."""

    fields = ("name", "near")


class PlaceUnknown(StoreError):
    """No indicator belongs to that goal or measure."""

    fields = ("place", "known")


class BriefUnknown(StoreError):
    """No paper was made under that id."""

    fields = ("id", "known")


class BriefUnsupported(StoreError):
    """A paper cannot be written as the kind of file that its name says."""

    fields = ("file", "supported")


class SubscriptionUnknown(StoreError):
    """There is no subscription of that number."""

    fields = ("id", "known")


class BackupUnreadable(StoreError):
    """A file cannot be written as a backup, or is none, or is not whole."""

    fields = ("file", "detail")


class BackupOfAnotherRevision(StoreError):
    """A backup was made with another schema than this program's."""

    fields = ("file", "found", "needed")


class StoreNotEmpty(StoreError):
    """A backup is restored only where there is nothing yet. The URL is given without its password."""

    fields = ("url", "table")


class ImportRefused(StoreError):
    """A row of an imported file is wrong; nothing was imported.

    ``row`` is 1-based, the header is row 1; ``detail`` is a ``Detail``.
    """

    fields = ("file", "row", "column", "detail")


class IndexError_(SoseiError):
    """The search index cannot serve. The underscore keeps the builtin's name free."""


class IndexMissing(IndexError_):
    """No index snapshot has been built or the file is gone."""

    fields = ("path",)


class IndexCorrupt(IndexError_):
    """A snapshot's files do not agree with its checksums."""

    fields = ("path", "detail")


class IndexOfAnotherModel(IndexError_):
    """The snapshot was built with another embedding model."""

    fields = ("built_with", "configured")


class IndexUnwritable(IndexError_):
    """A snapshot cannot be written; those that are there stay as they are."""

    fields = ("path", "detail")


class ModelUnavailable(IndexError_):
    """The embedding model cannot be loaded."""

    fields = ("model", "detail")


class RerankModelUnavailable(IndexError_):
    """The cross-encoder that was asked for cannot be loaded, or fails."""

    fields = ("model", "detail")


class SettingError(SoseiError):
    """The environment is not as it must be."""


class SettingMissing(SettingError):
    """An environment variable is needed and not set."""

    fields = ("name", "needed_for")


class SettingInvalid(SettingError):
    """An environment variable has a value that cannot be used. The value itself is never told: it may be a secret."""

    fields = ("name", "detail")
