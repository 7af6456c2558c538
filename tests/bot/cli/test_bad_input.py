"""Bad input gets one clear line, the right exit code, and changes nothing."""

import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from .conftest import Run, files


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of files that are no documents."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "corrupt.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "no.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "blank.txt").write_text("  \n\n", "utf-8")
    with zipfile.ZipFile(folder / "memo.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(folder / "locked.pdf")
    return folder


FILES = [
    ("none.pdf", "見つかりません"),
    ("empty.pdf", "中身のない"),
    ("corrupt.pdf", "読めません"),
    ("locked.pdf", "パスワード"),
    ("no.pdf", "読めません"),
    ("picture.png", "読める種類"),
    ("memo.docx", "読めません"),
    ("noise.txt", "読める種類"),
    ("blank.txt", "中身のない"),
]


@pytest.mark.parametrize(("name", "said"), FILES)
@pytest.mark.parametrize(
    "command", [["read"], ["read", "--json"], ["ingest"], ["ingest", "--publish", "--edition", "R5"]]
)
def test_a_file_that_is_no_document(
    run: Run, bad: Path, tmp_path: Path, command: list[str], name: str, said: str
) -> None:
    """Missing, empty, encrypted, corrupt or of another kind: the line says which, and nothing is stored."""
    before = files(bad)
    result = run(*command, bad / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    told = [line for line in result.stderr.splitlines() if line.startswith("sosei: ")]
    assert len(told) == 1
    assert said in told[0]
    assert name in told[0]
    assert files(bad) == before
    assert "Traceback" not in result.stderr


def test_a_file_that_fails_keeps_no_other_from_being_shown(run: Run, bad: Path, tmp_path: Path) -> None:
    """Reading several files shows those that can be read, and the exit code tells of the others."""
    good = tmp_path / "good.txt"
    good.write_text("さくら市総合戦略\n\n令和５年度版\n\n保育の充実に努める。\n", "utf-8")
    result = run("read", "--json", bad / "empty.pdf", good)
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    assert '"file": "good.txt"' in result.stdout


CALLS = [
    (["ask", ""], 1, "質問が空"),
    (["ask", "？！　"], 1, "質問が空"),
    (["ask", "あ" * 10_000], 1, "10000文字"),
    (["ask"], 2, "QUESTION"),
    (["ask", "待機児童", "--lang", "fr"], 2, "--lang"),
    (["ask", "待機児童", "--chart", "a.pdf"], 2, ".png"),
    (["ask", "--json", "--chart", "a.png"], 2, "--chart"),
    (["ask", "待機児童", "--colour"], 2, "--colour"),
    (["forecast"], 2, "forecast"),
    (["kpi", "forecast"], 2, "forecast"),
    (["search", "保育", "--k", "0"], 2, "--k"),
    (["search", "保育", "--mode", "magic"], 2, "--mode"),
    (["search", ""], 1, "空です"),
    (["search", " \u3000?"], 1, "空です"),
    (["search", "待" * 10_000], 1, "10000文字"),
    (["ingest"], 2, "FILE"),
    (["publish", "R5"], 1, "R5"),
    (["rollback"], 1, "戻せません"),
    (["kpi", "show", "待機児童数"], 1, "待機児童数"),
    (["kpi", "import", "none.csv"], 1, "none.csv"),
    (["kpi", "export", "a.pdf"], 1, "a.pdf"),
    (["eval", "retrieval", "none"], 1, "corpus.jsonl"),
    (["eval", "passages", "none.jsonl", "none.pdf"], 2, "CORPUS=DOCUMENT"),
    (["eval", "passages", "none.jsonl", "a=none.pdf"], 1, "none.pdf"),
    (["serve"], 1, "SLACK_BOT_TOKEN"),
    (["serve", "--mode", "http"], 1, "SLACK_BOT_TOKEN"),
    (["serve", "--mode", "pigeon"], 2, "--mode"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), CALLS, ids=[" ".join(call[0])[:40] for call in CALLS])
def test_a_call_that_cannot_be_carried_out(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    """One line on standard error says what and what to do; nothing is printed or written."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("sosei: ")
    assert said in line
    assert not [name for name in files(tmp_path) if not name.startswith("home/sosei.db")]


@pytest.mark.parametrize(
    ("token", "value", "said"),
    [
        ("SLACK_APP_TOKEN", "xapp-1", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN"),
        ("SLACK_BOT_TOKEN", "xapp-hidden", "xoxb-"),
    ],
)
def test_a_token_that_is_missing_or_in_anothers_place(run: Run, token: str, value: str, said: str) -> None:
    """The line names the variable and never shows a token."""
    result = run("serve", env={token: value})
    assert result.exit_code == 1
    assert said in result.stderr
    assert "hidden" not in result.stderr


UNREACHABLE = "postgresql://staff:hidden@127.0.0.1:1/sosei"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "待機児童の推移は？"],
        ["status"],
        ["kpi", "list"],
        ["search", "保育"],
        ["db", "upgrade"],
        ["sample"],
        ["rollback"],
    ],
)
def test_a_database_that_cannot_be_reached(run: Run, arguments: list[str]) -> None:
    """The line says which one, without its password."""
    result = run(*arguments, env={"DATABASE_URL": UNREACHABLE})
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "127.0.0.1:1" in line
    assert "hidden" not in line
    assert result.stdout == ""


def test_a_database_url_that_is_none(run: Run) -> None:
    """An unusable value is named by its variable alone."""
    result = run("status", env={"DATABASE_URL": "mysql://staff:hidden@db/x"})
    assert result.exit_code == 1
    assert "DATABASE_URL" in result.stderr
    assert "hidden" not in result.stderr


def test_a_home_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A file in the home folder's place is told in one line."""
    (tmp_path / "home").write_text("in the way")
    result = run("sample")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_lines_are_english_where_the_locale_is(run: Run) -> None:
    """An administrator with an English terminal reads English."""
    assert "The question is empty" in run("ask", "", env={"LANG": "en_US.UTF-8"}).stderr


def test_questions_a_line_that_cannot_be_asked_do_not_stop_the_rest(run: Run) -> None:
    """An empty line, one too long and bytes that are no text each give an object of their own, in order."""
    import json

    given = "\n".join(["", "あ" * 10_000, "待機児童の推移は？"]).encode() + b"\n\xff\xfe\n"
    result = run("ask", "--json", input=given)
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one.get("error") for one in found] == ["question_empty", "question_too_long", None, "question_empty"]
    assert {one["status"] for one in found} == {"not_found"}
    assert all(one["text"] for one in found)
