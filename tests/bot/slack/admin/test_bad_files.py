"""Files as they come: each that cannot be read is told with its reason, and leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bigram_embedder import BigramEmbedder
from eventually import eventually
from loopback_slack import BOT_TOKEN, SIGNING_SECRET, Failure, LoopbackSlack
from loopback_slack.events import clicked, dropped, filled_in
from made_reports import report
from pypdf import PdfReader, PdfWriter
from served_bot import as_it_stands, button_of
from slack_bolt import BoltRequest
from small_pdfs import one_page

from bot.briefs.making import Press
from bot.jobs.worker import Worker
from bot.publishing.desk import Desk
from bot.slack.app import Answering, SlackApp, build_app
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from corpus.pdf.repeat import repeated
from corpus.sample import sample_files
from index.file_shelf import FileShelf
from index.progress import Progress
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction


class Counter:
    """The app without a server, and a worker without a process: what is told to one is done by the other."""

    def __init__(self, app: SlackApp, worker: Worker, slack: LoopbackSlack, store: KpiStore) -> None:
        self.slack, self.store = slack, store
        self._app, self._worker = app, worker

    def tell(self, payload: dict[str, Any]) -> None:
        """Hand a payload in."""
        assert self._app.bolt.dispatch(BoltRequest(body=payload, mode="socket_mode")).status == 200

    def drop(self, file: str, content: bytes, **said: Any) -> None:
        """Drop a file, of which Slack may say other things than are true."""
        self.slack.dropped[file] = content
        event = dropped(self.slack.origin, (file, len(content)), user="U0ADMIN")
        event["event"]["files"][0] |= said
        self.tell(event)

    def work(self) -> str:
        """Do what was asked for; the message that tells of it."""
        eventually(lambda: any(job.state == "waiting" for job in self.store.jobs.newest()))
        before = len(self.slack.called("chat.update")) + len(self.slack.posts)
        assert self._worker.work(self.store.jobs.newest()[0].id)

        def told() -> bool:
            self._app.telling.tell()
            return len(self.slack.called("chat.update")) + len(self.slack.posts) > before

        eventually(told)
        return self.message()["text"]  # type: ignore[no-any-return]

    def message(self) -> dict[str, Any]:
        """The newest message as it stands."""
        (channel, ts), message = list(self.slack.messages.items())[-1]
        return message | {"channel": channel, "ts": ts}

    def told(self) -> str:
        """All that was said, once something was."""
        return str(self.slack.wait_for(lambda: [post["text"] for post in self.slack.posts]))


def no_papers(withheld: frozenset[Restriction]) -> Press:
    """Nobody asks for papers here."""
    raise AssertionError


@pytest.fixture
def counter(tmp_path: Path, slack: LoopbackSlack) -> Iterator[Counter]:
    """Nothing drafted, nothing published."""
    home = tmp_path / "home"
    settings = SlackSettings(BOT_TOKEN, None, SIGNING_SECRET, slack.api_url, rules=Rules(admins=frozenset({"U0ADMIN"})))
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=True) as store:

        def desk(progress: Progress) -> Desk:
            return Desk(store, home, FileShelf(home), BigramEmbedder(), "tests", progress)

        app = build_app(settings, store, Answering(None, None, None, None))  # type: ignore[arg-type]
        yield Counter(app, Worker(store, desk, no_papers, "w1", lambda _: frozenset()), slack, store)


def encrypted(path: Path) -> bytes:
    """The file with a password."""
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("geheim")
    writer.write(path)
    return path.read_bytes()


def of_pictures(path: Path) -> bytes:
    """A scan without a text layer: nothing on its page but a picture."""
    import matplotlib
    from matplotlib.figure import Figure

    page = Figure(figsize=(8, 11))
    page.add_axes((0, 0, 1, 1)).imshow([[0, 1], [1, 0]])
    page.axes[0].axis("off")
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        page.savefig(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("corrupt", "文書として読めません"),
        ("encrypted", "パスワードで保護"),
        ("pictures", "中身のない"),
        ("cut", "文書として読めません"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_reason(counter: Counter, tmp_path: Path, kind: str, reason: str) -> None:
    """The message names file and reason; nothing is drafted and the upload is gone."""
    made = report(tmp_path / "a.pdf", 5, [])
    whole = made.read_bytes()
    contents = {
        "corrupt": lambda: b"%PDF-1.7\nnothing of a PDF",
        "encrypted": lambda: encrypted(made),
        "pictures": lambda: of_pictures(tmp_path / "b.pdf"),
        "cut": lambda: whole[:200],
    }
    content = contents[kind]()
    counter.drop("kensho.pdf", content)
    told = counter.work()
    assert reason in told and "kensho.pdf" in told, told
    assert counter.store.documents() == ()
    job = counter.store.jobs.newest()[0]
    assert counter.store.originals.content(job.arguments["files"][0]["sha256"]) is None


def test_an_empty_file_is_not_even_fetched(counter: Counter) -> None:
    """Slack says that it has no bytes."""
    counter.drop("zero.pdf", b"")
    assert "中身のない" in counter.told()
    assert counter.store.jobs.newest() == () and not counter.slack.called("download")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"size": 999}, "文書として読めません"),
        ({"size": 300_000_000}, "大きすぎます"),
        ({"name": "a.exe"}, "読める種類のファイルではありません"),
        ({"url_private_download": "https://evil.example/files/a.pdf"}, "読める種類のファイルではありません"),
        ({"url_private_download": "http://127.0.0.1:1/files/a.pdf"}, "読める種類のファイルではありません"),
        ({"url_private_download": "http://x@{origin}/files/a.pdf"}, "読める種類のファイルではありません"),
    ],
)
def test_what_slack_says_of_a_file_is_checked(counter: Counter, said: dict[str, Any], reason: str) -> None:
    """Size, kind and address: the token goes to Slack's own host alone."""
    said = {k: v.format(origin=counter.slack.origin) if isinstance(v, str) else v for k, v in said.items()}
    counter.drop("a.pdf", one_page(b""), **said)
    assert reason in counter.told()
    assert counter.store.jobs.newest() == ()
    assert not [call for call in counter.slack.called("download") if "size" not in said]


def test_a_redirection_is_not_followed(counter: Counter) -> None:
    """The token would go along."""
    counter.slack.fail("download", Failure(status=302))
    counter.drop("a.pdf", one_page(b""))
    assert "Slack: 302" in counter.told()


@pytest.mark.slow
def test_a_document_of_three_hundred_pages_is_read(counter: Counter) -> None:
    """Nothing about its length is in the way."""
    counter.drop("long.pdf", repeated(sample_files()[2], 300))
    assert "R5版の下書き" in counter.work()
    assert counter.store.documents()[0].pages == 300


def test_what_a_document_does_not_say_is_asked_in_a_window(counter: Counter, tmp_path: Path) -> None:
    """The window holds the guesses; a year that is none is refused there, and the answer is believed."""
    counter.drop("令和6年度資料.pdf", report(tmp_path / "a.pdf", 6, [], titled=False).read_bytes())
    assert "書かれていないこと" in counter.work()
    message = counter.message()
    counter.tell(clicked(button_of(message, "admin_cover"), message["channel"], message["ts"]))
    (window,) = counter.slack.wait_for(lambda: counter.slack.views)
    fields = {block["block_id"]: as_it_stands(block) for block in window["blocks"] if block["type"] == "input"}
    assert fields["edition0"]["value"] == "R6"
    counter.tell(filled_in(window, fields | {"edition0": {"value": "いつか"}}))
    assert counter.store.jobs.newest()[0].state == "asking"
    counter.tell(
        filled_in(window, fields | {"edition0": {"value": "令和7年度"}, "title0": {"value": "さくら市の検証"}})
    )
    assert "R7版の下書き" in counter.work()
    assert [(d.edition, d.title) for d in counter.store.documents()] == [("R7", "さくら市の検証")]


def test_a_drop_that_slack_delivers_again_is_read_once(counter: Counter, tmp_path: Path) -> None:
    """The same event asks for nothing new, though the first job is over by then."""
    content = report(tmp_path / "a.pdf", 6, []).read_bytes()
    counter.slack.dropped["a.pdf"] = content
    event = dropped(counter.slack.origin, ("a.pdf", len(content)), user="U0ADMIN")
    counter.tell(event)
    counter.work()
    counter.tell(event)
    assert len(counter.store.jobs.newest()) == 1


def test_figures_dropped_are_imported_once_confirmed(counter: Counter) -> None:
    """A table of figures is no document: it is counted, and taken in at a click."""
    counter.drop("figures.csv", "indicator,year,value\n出生数,2023,787\n".encode())
    assert "値 1件" in counter.told()
    message = counter.message()
    counter.tell(clicked(button_of(message, "admin_import"), message["channel"], message["ts"]))
    counter.slack.wait_for(lambda: "取り込みました" in counter.message()["text"])
    assert [str(o.value) for o in counter.store.series(counter.store.find("出生数").id).observations] == ["787"]
    assert ("import", "U0ADMIN") in [(line.action, line.by) for line in counter.store.audit()]
