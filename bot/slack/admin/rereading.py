"""Reading again what is published, from the files that were kept: for a better reader, or to correct a value."""

from bot.slack.admin.office import Click, Office, carried
from bot.slack.admin.parts import Block, actions, button
from corpus.errors import DraftGone
from kpi_store.editions import edition_order
from kpi_store.views import DocumentView

REREAD = "admin_reread"

_EDITIONS = 5


def offer(office: Office) -> list[Block]:
    """A button for each published edition, the newest first; none where no file was kept."""
    editions = sorted({d.edition for d in _kept(office) if d.edition}, key=edition_order, reverse=True)[:_EDITIONS]
    buttons = [_button(office, edition) for edition in editions]
    return [actions(*buttons)] if buttons else []


def ask(office: Office, click: Click) -> None:
    """Have an edition's documents read again, each under the edition, title and date that it has.

    Raises:
        DraftGone: If none of it is published any more, or no file was kept.
    """
    edition = click.carried()["edition"]
    documents = [document for document in _kept(office) if document.edition == edition]
    if not documents:
        raise DraftGone()
    files = [{"name": document.file.rsplit("/", 1)[-1], "sha256": document.sha256} for document in documents]
    covers = {
        document.sha256: {
            "edition": document.edition,
            "title": document.title,
            "published": document.published.isoformat() if document.published else None,
        }
        for document in documents
    }
    place = {"channel": _direct(office, click), "user": click.user}
    office.counter.ask("ingest", {"files": files, "covers": covers, "again": True}, click.user, place)


def _kept(office: Office) -> list[DocumentView]:
    """Published documents whose file is here."""
    published = [document for document in office.store.documents("published") if document.kind != "import"]
    return [document for document in published if office.store.originals.content(document.sha256) is not None]


def _button(office: Office, edition: str) -> Block:
    sure = (office.say("reread.sure", edition=edition), office.say("reread.yes"), office.say("job.no"))
    return button(office.say("reread.button", edition=edition), REREAD, carried(edition=edition), sure=sure)


def _direct(office: Office, click: Click) -> str:
    return str(office.client.conversations_open(users=click.user)["channel"]["id"])
