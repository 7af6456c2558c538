"""What publishing a draft would change, for a person in Slack."""

from collections.abc import Iterable, Iterator

from bot.rendering.text_numbers import number, year_label
from bot.rendering.text_reasons import reasons_told
from bot.slack.admin.office import Office
from bot.slack.admin.parts import Block, context, section, sections
from bot.slack.blocks import escaped
from kpi_store.views import Difference


def difference_blocks(office: Office, difference: Difference, most: int) -> list[Block]:
    """A headline of counts, then a line for each change, kind by kind: of each the first ``most``, the rest counted."""
    counts = {
        "added": difference.added,
        "changed": len(difference.changed),
        "renamed": len(difference.renamed),
        "new": len(difference.new),
        "dropped": len(difference.dropped),
        "targets": len(difference.targets_changed),
        "breaks": len(difference.rule_breaks),
        "proposed": len(difference.proposed),
        "points": sum(pending.points for pending in difference.needs_review),
        "indicators": len(difference.needs_review),
    }
    blocks = [section(office.say("difference.counts", **counts))]
    for kind, lines in _kinds(office, difference):
        told = list(lines)
        if not told:
            continue
        shown = [office.say(f"difference.{kind}"), *(f"• {line}" for line in told[:most])]
        blocks += sections(shown)[:2]
        if len(told) > most:
            blocks.append(context(office.say("difference.more", count=len(told) - most)))
    return blocks


def _kinds(office: Office, found: Difference) -> Iterator[tuple[str, Iterable[str]]]:
    yield (
        "changed",
        (
            office.say(
                "difference.value",
                indicator=escaped(c.indicator),
                year=year_label(c.year, office.language),
                old=number(c.old),
                new=number(c.new),
            )
            for c in found.changed
        ),
    )
    yield "renamed", (office.say("difference.pair", old=escaped(old), new=escaped(new)) for old, new in found.renamed)
    yield (
        "targets",
        (
            office.say(
                "difference.moved",
                indicator=escaped(m.indicator),
                role=office.say(f"role.{m.role}"),
                old=escaped(m.old),
                new=escaped(m.new),
            )
            for m in found.targets_changed
        ),
    )
    yield "new", map(escaped, found.new)
    yield "dropped", map(escaped, found.dropped)
    yield (
        "breaks",
        (
            office.say(
                "difference.break",
                indicator=escaped(b.indicator),
                where=escaped(b.where),
                rule=office.say(f"rule.{b.rule}"),
            )
            for b in found.rule_breaks
        ),
    )
    yield (
        "pending",
        (
            office.say(
                "difference.wait",
                indicator=escaped(p.indicator),
                page=p.page,
                count=p.points,
                why=escaped(reasons_told(p.reasons, office.language)),
            )
            for p in found.needs_review
        ),
    )
