"""``sosei jobs`` and ``sosei work``: what is done outside the answering process, and the process that does it."""

from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language, say

if TYPE_CHECKING:
    from kpi_store.jobs import Jobs
    from kpi_store.views import JobView


@click.group(invoke_without_command=True, epilog="Example: sosei jobs")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a job.")
@click.pass_context
def jobs(context: click.Context, as_json: bool) -> None:
    """Show the jobs of Slack's administrators.

    Readings, publications and roll-backs, the newest first, and how they stand.
    """
    if context.invoked_subcommand is not None:
        return
    found = _jobs().newest()
    if not found and not as_json:
        click.echo(say("jobs.none"))
    for job in found:
        if as_json:
            emit(job_object(job))
        else:
            for line in _lines(job):
                click.echo(line)


@jobs.command(epilog="Example: sosei jobs cancel 12")
@click.argument("job", type=int)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def cancel(job: int, as_json: bool) -> None:
    """End the JOB of that number.

    One under way ends at its next step, and leaves what was there before.
    """
    from bot.jobs.counter import Counter
    from bot.wiring import wired

    desk = wired().desk()
    found = Counter(desk.store).cancel(job, desk.by)
    if as_json:
        emit(job_object(found))
    else:
        click.echo(say("jobs.cancelled" if found.over else "jobs.cancelling", job=job))


@click.command(epilog="Example: sosei work")
@click.option("--with-parent", is_flag=True, hidden=True, help="End once standard input closes.")
def work(with_parent: bool) -> None:
    """Do the jobs of Slack's administrators.

    One after another, until told to stop.
    `sosei serve` keeps one of these beside itself; call it only where serving is elsewhere. It needs no Slack token.
    """
    import logging

    from bot.wiring import wired

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("sosei").setLevel(logging.INFO)
    if with_parent:
        from bot.jobs.worker import end_with_parent

        end_with_parent()
    wired().work()


def job_object(job: "JobView") -> dict[str, Any]:
    """A job as plain data."""
    return {
        "job": job.id,
        "kind": job.kind,
        "state": job.state,
        "by": job.by,
        "asked_at": job.asked_at,
        "ended_at": job.ended_at,
        "arguments": job.arguments,
        "attempts": job.attempts,
        "cancelling": job.cancelling,
        "progress": job.progress,
        "outcome": job.outcome,
    }


def _jobs() -> "Jobs":
    from bot.wiring import wired

    return wired().held.jobs


def _lines(job: "JobView") -> list[str]:
    state = "state_cancelled" if job.state == "cancelled" else job.state
    told = {"kind": say(f"jobs.{job.kind}"), "state": say(f"jobs.{state}"), "at": f"{job.asked_at:%Y-%m-%d %H:%M}"}
    lines = [say("jobs.line", job=job.id, by=job.by or "-", **told)]
    if job.state == "running" and job.progress:
        lines.append("  " + say("jobs.progress", **{name: job.progress[name] for name in ("step", "done", "total")}))
    if job.state == "failed":
        from bot.rendering.text_errors import recorded_line

        lines.append("  " + recorded_line(job.outcome["error"], job.outcome["facts"], interface_language()))
    return lines
