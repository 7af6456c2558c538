"""A job as its one message: how far it is, what it asks, what came of it, and what can be done next."""

from collections.abc import Callable

from bot.slack.admin.difference import difference_blocks
from bot.slack.admin.office import Office, carried
from bot.slack.admin.parts import Block, actions, button, context, person, section, sections
from bot.slack.blocks import escaped
from corpus.errors import SoseiError
from kpi_store.views import JobView

CANCEL, ASK, REVIEW, PREPARE, PUBLISH, ROLLBACK = (
    "admin_cancel",
    "admin_cover",
    "admin_review",
    "admin_prepare",
    "admin_publish",
    "admin_rollback",
)
"""What the buttons are called; ``bot.slack.admin`` listens for each."""

_WARNINGS = 5
_LINES = 12
"""Of each kind of change, where one edition was read; of several, they share the room of the message."""

Said = tuple[str, list[Block]]


def job_message(office: Office, job: JobView) -> Said:
    """Text and blocks of the message."""
    if job.state in ("waiting", "running"):
        return _under_way(office, job)
    if job.state == "asking":
        return _asking(office, job)
    if job.state == "cancelled":
        return _plain(office.say("job.cancelled", what=_what(office, job)))
    if job.state == "failed":
        why = office.recorded(job.outcome["error"], job.outcome["facts"])
        return _plain(office.say("job.failed", what=_what(office, job), why=why))
    return _DONE[job.kind](office, job)


def _plain(text: str) -> Said:
    return text, [section(text)]


def _what(office: Office, job: JobView) -> str:
    """The job in a few words."""
    files = [file["name"] for file in job.arguments.get("files", [])]
    names = office.said.say("text.comma").join(files) or job.arguments.get("edition") or job.arguments.get("name") or ""
    what = office.say(f"job.{job.kind}")
    return office.say("job.of", what=what, names=escaped(str(names))) if names else what


def _under_way(office: Office, job: JobView) -> Said:
    text = office.say("job.waiting", what=_what(office, job))
    if job.state == "running":
        text = office.say("job.running", what=_what(office, job))
    lines = [text, *_progress(office, job)]
    if job.cancelling:
        lines.append(office.say("job.cancelling"))
    blocks = sections(lines)
    if not job.cancelling:
        sure = (office.say("job.sure"), office.say("job.yes_cancel"), office.say("job.no"))
        blocks.append(actions(button(office.say("job.cancel"), CANCEL, str(job.id), sure=sure)))
    return "\n".join(lines), blocks


def _progress(office: Office, job: JobView) -> list[str]:
    """Where it is, what was found so far, and how long it may take still."""
    seen = job.progress
    if not seen:
        return [office.say("job.again", attempts=job.attempts)] if job.attempts > 1 else []
    name = f"admin.step.{seen['step']}"
    step = name if name in office.said.names else "admin.step.other"
    facts = {key: seen[key] for key in ("done", "total") if key in office.said.placeholders(step)}
    lines = [office.said.say(step, **facts)]
    if seen.get("file_of", 1) > 1:
        lines.append(office.say("step.file", file=seen["file"], files=seen["file_of"]))
    if "charts" in seen:
        lines.append(office.say("step.charts", charts=seen["charts"]))
    if "seconds_left" in seen:
        lines.append(office.say("step.left", left=_duration(office, seen["seconds_left"])))
    return [office.said.say("admin.step.joint").join(lines)]


def _duration(office: Office, seconds: int) -> str:
    if seconds < 60:
        return office.say("step.seconds", seconds=seconds)
    return office.say("step.minutes", minutes=-(-seconds // 60))


def _asking(office: Office, job: JobView) -> Said:
    names = office.said.say("text.comma").join(escaped(file["file"]) for file in job.outcome["files"])
    text = office.say("job.asking", files=names)
    buttons = actions(
        button(office.say("job.enter"), ASK, str(job.id), "primary"),
        button(office.say("job.cancel"), CANCEL, str(job.id)),
    )
    return text, [section(text), buttons]


def _read(office: Office, job: JobView) -> Said:
    """What was read, its difference from what is published, and the way on."""
    blocks: list[Block] = []
    lines: list[str] = []
    for done in job.outcome["editions"]:
        titles = office.said.say("text.comma").join(escaped(title) for title in done["documents"])
        known = "read.known_published" if done["published"] else "read.known"
        head = office.say("read.done" if done["new"] else known, edition=done["edition"], titles=titles)
        lines.append(head)
        blocks.append(section(head))
        for file, said in done["differing"]:
            facts = {"file": escaped(file), "said": said, "edition": done["edition"]}
            blocks.append(context(office.say("read.differing", **facts)))
        for warning in done["warnings"][:_WARNINGS]:
            facts = {
                "file": escaped(warning["file"]),
                "page": warning["page"] or "-",
                "message": escaped(warning["message"]),
            }
            blocks.append(context(office.say("read.warning", **facts)))
        if len(done["warnings"]) > _WARNINGS:
            blocks.append(context(office.say("read.more_warnings", count=len(done["warnings"]) - _WARNINGS)))
        if not done["published"]:
            blocks += _ahead(office, done["edition"], max(2, _LINES // len(job.outcome["editions"])))
    return "\n".join(lines), blocks[:50]


def _ahead(office: Office, edition: str, lines: int) -> list[Block]:
    try:
        difference = office.store.difference(edition)
    except SoseiError as error:
        return [context(office.told(error))]
    return [*difference_blocks(office, difference, lines), next_steps(office, edition)]


def next_steps(office: Office, edition: str) -> Block:
    """The two ways on from a draft."""
    value = carried(edition=edition)
    return actions(
        button(office.say("review.start"), REVIEW, value, "primary"),
        button(office.say("publish.prepare"), PREPARE, value),
    )


def _previewed(office: Office, job: JobView) -> Said:
    """What staff would see, and the button that lets them."""
    edition, pending = job.outcome["edition"], job.outcome["pending"]
    text = office.say("publish.ahead", edition=edition)
    lines = [text]
    for seen in job.outcome["questions"]:
        before = escaped(seen["before"]) if seen["before"] else office.say("publish.nothing_yet")
        lines.append(
            office.say("publish.seen", question=escaped(seen["question"]), before=before, after=escaped(seen["after"]))
        )
    if pending:
        lines.append(office.say("publish.pending", count=pending))
        return text, [*sections(lines), next_steps(office, edition)]
    value = carried(edition=edition, documents=job.outcome["documents"])
    return text, [*sections(lines), actions(button(office.say("publish.publish"), PUBLISH, value, "primary"))]


def _published(office: Office, job: JobView) -> Said:
    done = job.outcome
    if not done["changed"]:
        return _plain(office.say("publish.already", edition=done["edition"]))
    facts = {"edition": done["edition"], "by": person(job.by), "editions": _editions(office, done["in_force"])}
    lines = [office.say("publish.done", **facts), office.say("publish.changed", **done["difference"])]
    return "\n".join(lines), [*sections(lines), back_button(office, done["publication"])]


def _rolled_back(office: Office, job: JobView) -> Said:
    facts = {"by": person(job.by), "editions": _editions(office, job.outcome["in_force"])}
    text = office.say("rollback.done", **facts)
    return text, [section(text), back_button(office, job.outcome["publication"])]


def _withdrawn(office: Office, job: JobView) -> Said:
    titles = office.said.say("text.comma").join(escaped(title) for title in job.outcome["withdrawn"])
    facts = {"titles": titles, "by": person(job.by), "editions": _editions(office, job.outcome["in_force"])}
    text = office.say("withdraw.done", **facts)
    return text, [section(text), back_button(office, job.outcome["publication"])]


def back_button(office: Office, publication: int) -> Block:
    """The button that undoes a publication, as long as it is the newest."""
    sure = (office.say("rollback.sure"), office.say("rollback.yes"), office.say("job.no"))
    return actions(button(office.say("rollback.button"), ROLLBACK, carried(publication=publication), "danger", sure))


def _editions(office: Office, labels: list[str]) -> str:
    return office.said.say("text.comma").join(labels) or office.said.say("text.none")


_DONE: dict[str, Callable[[Office, JobView], Said]] = {
    "ingest": _read,
    "preview": _previewed,
    "publish": _published,
    "rollback": _rolled_back,
    "withdraw": _withdrawn,
    "reindex": lambda office, _job: _plain(office.say("job.reindexed")),
}
