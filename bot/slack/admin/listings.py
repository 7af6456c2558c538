"""What an administrator looks at: how things stand, which jobs there were, what found nothing, who did what."""

from collections.abc import Iterable, Iterator

from bot.slack.admin.job_message import Said
from bot.slack.admin.office import Office
from bot.slack.admin.parts import person, sections
from bot.slack.blocks import clipped, escaped, one_line
from corpus.errors import EditionUnknown
from kpi_store.editions import edition_order
from kpi_store.views import JobView

_MANY = 20
_QUESTION = 120


def newest_draft(office: Office) -> str:
    """Label of the newest edition with a draft.

    Raises:
        EditionUnknown: If there is no draft.
    """
    labels = {document.edition for document in office.store.documents("draft") if document.edition}
    if not labels:
        raise EditionUnknown(edition=office.say("status.drafts_none"), known=office.store.editions())
    return max(labels, key=edition_order)


def status(office: Office) -> Said:
    """Editions, drafts with what waits in them, counts, publication, index and model."""
    store = office.store
    current, counts = store.current(), store.counts()
    comma, none = office.said.say("text.comma"), office.said.say("text.none")
    drafts = sorted({d.edition for d in store.documents("draft") if d.edition}, key=edition_order)
    waiting = [office.say("status.draft", edition=e, count=len(store.reviews.pending(e))) for e in drafts]
    snapshot = current.snapshot if current else None
    facts = office.facts(snapshot) if snapshot else None
    return _listed(
        [
            office.say("status.editions", editions=comma.join(store.editions()) or none),
            office.say("status.drafts", drafts=comma.join(waiting) or none),
            office.say(
                "status.counts",
                documents=counts.documents,
                indicators=counts.indicators,
                observations=counts.observations,
                passages=counts.passages,
            ),
            office.say("status.publication", id=current.id, at=f"{current.at:%Y-%m-%d %H:%M}") if current else none,
            office.say("status.index", snapshot=snapshot or none, model=facts.model if facts else none),
        ]
    )


def jobs(office: Office) -> Said:
    """The newest jobs and how they stand."""
    found = office.store.jobs.newest(_MANY)
    return _listed([_job(office, job) for job in found] or [office.say("jobs.none")])


def unanswered(office: Office) -> Said:
    """Questions that found nothing or that somebody was not satisfied with: what to add."""
    wanting = office.store.exchanges.wanting(_MANY)
    if not wanting:
        return _listed([office.say("unanswered.none")])
    lines = [office.say("unanswered.head")]
    for one in wanting:
        why = "unanswered.down" if one.feedback == "down" else "unanswered.not_found"
        question = escaped(clipped(one_line(one.asked.question), _QUESTION))
        reason = escaped(clipped(one_line(one.feedback_reason), _QUESTION))
        told = office.say("unanswered.reason", reason=reason) if reason else ""
        lines.append(
            office.say("unanswered.line", question=question, why=office.say(why), at=f"{one.taken_at:%Y-%m-%d}") + told
        )
    return _listed(lines)


def trail(office: Office) -> Said:
    """What was done last, by whom."""
    lines = (
        office.say(
            "audit.line",
            at=f"{line.at:%Y-%m-%d %H:%M}",
            by=person(line.by) if line.by else "-",
            action=_action(office, line.action),
            subject=escaped(line.subject) or "-",
        )
        for line in office.store.audit(_MANY)
    )
    return _listed(lines)


def _action(office: Office, action: str) -> str:
    name = f"admin.audit.{action}"
    return office.said.say(name) if name in office.said.names else action


def _job(office: Office, job: JobView) -> str:
    facts = {"kind": office.say(f"job.{job.kind}"), "state": office.say(f"jobs.{job.state}")}
    return office.say("jobs.line", job=job.id, by=person(job.by) or "-", at=f"{job.asked_at:%m-%d %H:%M}", **facts)


def _listed(lines: Iterable[str]) -> Said:
    told = list(_lines(lines))
    return "\n".join(told), sections(told)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    yield from (line for line in lines if line)
