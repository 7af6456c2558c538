"""The command ``sosei``. Each command is a file of its own, imported when it is called."""

import click

from bot.cli.root import Root

COMMANDS = {
    "ask": "bot.cli.ask:ask",
    "chat": "bot.cli.ask:chat",
    "search": "bot.cli.search:search",
    "read": "bot.cli.read:read",
    "ingest": "bot.cli.publish:ingest",
    "review": "bot.cli.review:review",
    "publish": "bot.cli.publish:publish",
    "rollback": "bot.cli.publish:rollback",
    "withdraw": "bot.cli.publish:withdraw",
    "reindex": "bot.cli.reindex:reindex",
    "sample": "bot.cli.publish:sample",
    "kpi": "bot.cli.kpi:kpi",
    "brief": "bot.cli.brief:brief",
    "synonym": "bot.cli.synonym:synonym",
    "status": "bot.cli.status:status",
    "audit": "bot.cli.audit:audit",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.backup:restore",
    "serve": "bot.cli.serve:serve",
    "jobs": "bot.cli.jobs:jobs",
    "work": "bot.cli.jobs:work",
    "doctor": "bot.cli.doctor:doctor",
    "db": "bot.cli.db:db",
    "eval": "bot.cli.evaluate:evaluate",
    "bench": "bot.cli.bench:bench",
}
"""Where each command is, in the order of the help."""


_HELP = """Answer questions about a city's strategy with figures, a chart and quotations, each with its source page.

\b
To begin:
  sosei sample                     load a made-up city's documents
  sosei ask "待機児童の推移は？"       ask in Japanese, English or both
  sosei ingest FILE.pdf --publish  add a document of your own
  sosei doctor                     see what is set up and what is missing

Results go to standard output, progress and errors to standard error. Exit codes: 0 done, 1 refused or failed, 2 wrong
usage. All state is kept under SOSEI_HOME (./var).
"""


@click.command(
    "sosei", cls=Root, commands=COMMANDS, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="sosei", message="%(version)s")
def cli() -> None:
    """Hold the commands; each does its work itself."""


def main() -> None:
    """Run the command; the console script of the package."""
    cli()


if __name__ == "__main__":
    main()
