"""Each command on real documents: the sample's PDFs, the real model, a real database."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from loopback_slack import BOT_TOKEN, LoopbackSlack
from PIL import Image
from tiny_cross_encoder import save_cross_encoder

from corpus.sample import sample_files

from .conftest import ROOT, Run, files

pytestmark = pytest.mark.slow

TREND = "待機児童の推移は？"


def objects(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_the_sample_is_loaded_once_and_says_so(run: Run, sample: Path) -> None:
    """Loading it again changes nothing and is told."""
    before = files(sample)
    again = run("sample")
    assert again.exit_code == 0
    assert again.stderr.count("変更はありません") == 3
    assert {name: content for name, content in files(sample).items() if "sosei.db" not in name} == {
        name: content for name, content in before.items() if "sosei.db" not in name
    }
    assert all(one["unchanged"] and one["published"] for one in objects(run("sample", "--json").stdout))


def test_a_question_is_answered_for_a_person(run: Run, sample: Path) -> None:
    """Headline, table, quotation, sources and the chart's path come out in this order."""
    told = run("ask", TREND)
    assert told.exit_code == 0
    parts = ["保育所等の待機児童数は", "R5(2023)", "今後の方向性", "│ 「", "出典", "グラフ: "]
    assert [told.stdout.index(part) for part in parts] == sorted(told.stdout.index(part) for part in parts)
    path = Path(told.stdout.strip().splitlines()[-1].removeprefix("グラフ: "))
    assert path.parent == sample / "charts"
    with Image.open(path) as image:
        assert image.format == "PNG"


def test_a_chat_goes_on_and_lines_of_input_do_not(run: Run, sample: Path) -> None:
    """目標は? after a question is about the same indicator in a chat; as a line of input it stands alone."""
    told = run("chat", input=f"{TREND}\n目標は？\nじゃあ出生数は？\n").stdout
    assert "待機児童数の令和6年（2024年）の目標値は0人" in told
    assert "出生数の令和6年（2024年）の目標値は950人" in told
    alone = objects(run("ask", "--json", input=f"{TREND}\n目標は？\n").stdout)
    assert [one["status"] for one in alone] == ["answered", "clarify"]


def test_a_question_is_answered_for_a_script(run: Run, sample: Path, tmp_path: Path) -> None:
    """The contract's object has every value with its page, the quotation word for word, and the chart as asked."""
    chart = tmp_path / "charts" / "a.png"
    (found,) = objects(run("ask", TREND, "--json", "--chart", chart).stdout)
    assert (found["status"], found["language"], found["intent"]) == ("answered", "ja", "trend")
    truth = json.loads((sample_files()[2].with_suffix(".json")).read_text("utf-8"))
    assert truth
    (figure,) = found["figures"]
    assert figure["indicator"] == "保育所等の待機児童数"
    assert [point["year"] for point in figure["points"]] == sorted(point["year"] for point in figure["points"])
    assert all(point["source"]["page"] for point in figure["points"])
    assert found["chart"]["path"] == str(chart)
    assert chart.read_bytes().startswith(b"\x89PNG")
    assert any(excerpt["section"] == "future_direction" for excerpt in found["excerpts"])
    assert all(f"「{excerpt['text']}」" in found["text"] for excerpt in found["excerpts"])
    assert found["timing_ms"]["total"] > 0


def test_a_chart_that_cannot_be_kept_costs_no_answer_unless_it_was_asked_for(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    """Without a place for charts the answer still comes; a file named by the person must be written."""
    (sample / "charts").write_text("in the way")
    told = run("ask", TREND)
    assert told.exit_code == 0
    assert "R5(2023)" in told.stdout
    assert len(told.stderr.splitlines()) == 1
    refused = run("ask", TREND, "--chart", sample / "charts" / "a.png")
    assert refused.exit_code == 1
    assert refused.stdout == ""


def test_questions_a_line_are_answered_in_order(run: Run, sample: Path) -> None:
    """One process answers all lines, each with one object."""
    asked = ["出生数は？", "", "今日の天気は？", "What is the 待機児童 trend?"]
    found = objects(run("ask", "--json", input="\n".join(asked)).stdout)
    assert [one["question"] for one in found] == asked
    assert [one["status"] for one in found] == ["answered", "not_found", "not_found", "answered"]
    assert found[3]["language"] == "en"


def test_with_a_damaged_index_words_answer(run: Run, sample: Path) -> None:
    """Figures are still answered; what must be searched for is found by word, and what is wrong is told beside it."""
    (state,) = objects(run("status", "--json").stdout)
    (sample / "index" / state["index"]["snapshot"] / "passages.jsonl").write_text("")
    result = run("ask", "--json", input=f"保育士の家賃補助について\n{TREND}\n")
    assert result.exit_code == 0
    assert [one["status"] for one in objects(result.stdout)] == ["answered", "answered"]
    assert result.stderr.count("sosei reindex") == 1
    assert objects(run("search", "家賃補助", "--mode", "dense", "--json").stdout)[0]
    (mended,) = objects(run("reindex", "--json").stdout)
    assert mended == {"snapshot": state["index"]["snapshot"], "made": True}
    assert "sosei reindex" not in run("search", "家賃補助").stderr


def test_another_model_is_told_and_made_the_index_of(run: Run, sample: Path) -> None:
    """Status and doctor name both models; until the index is made anew the installed one answers with it."""
    (before,) = objects(run("status", "--json").stdout)
    assert before["index"]["state"] == "ready"
    other = {"EMBEDDING_MODEL": str(sample / "models" / before["model"]["name"])}  # the float form of the same weights
    (state,) = objects(run("status", "--json", env=other).stdout)
    assert state["index"]["state"] == "stale"
    assert state["index"]["model"] == before["model"]["name"] != state["model"]["name"]
    assert state["model"]["name"] in run("status", env=other).stdout
    assert "sosei reindex" in run("doctor", env=other).stdout
    asked = run("search", "家賃補助", "--json", env=other)
    assert "sosei reindex" in asked.stderr
    assert asked.stdout == run("search", "家賃補助", "--json").stdout


def test_an_edition_answers_for_itself(run: Run, sample: Path) -> None:
    """What the R4 document said can be asked for after R5; an unknown edition is refused."""
    (older,) = objects(run("ask", TREND, "--edition", "令和4年度", "--json").stdout)
    assert older["figures"][0]["edition"] == "R4"
    assert max(point["year"] for point in older["figures"][0]["points"]) == 2022
    refused = run("ask", TREND, "--edition", "R9")
    assert refused.exit_code == 1
    assert "R5" in refused.stderr


def test_a_question_of_figures_loads_no_model(run: Run, sample: Path) -> None:
    """Neither torch nor the index is imported where no passage must be found by meaning."""
    code = (
        "import sys\n"
        "from bot.cli.main import cli\n"
        f"try: cli(['ask', {TREND!r}, '--json'])\n"
        "except SystemExit as done: assert not done.code\n"
        "names = ('torch', 'transformers', 'sentence_transformers', 'onnxruntime', 'faiss', 'bm25s', 'pypdf')\n"
        "print([name for name in names if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_passages_are_found_by_every_mode(run: Run, sample: Path) -> None:
    """Search gives arrays of hits for a script and places for a person."""
    for mode in ("hybrid", "dense", "lexical"):
        (hits,) = objects(run("search", "保育士の確保", "--k", "3", "--mode", mode, "--json").stdout)
        assert len(hits) == 3
        assert {"text", "score", "document", "edition", "page", "section", "heading", "indicator"} <= hits[0].keys()
    lines = objects(run("search", "--mode", "lexical", "--json", input="保育士\n\nバス\n").stdout)
    assert [bool(hits) for hits in lines] == [True, False, True]
    assert "p." in run("search", "保育士", "--mode", "lexical").stdout


def test_reading_stores_nothing(run: Run, home: Path) -> None:
    """What the reader sees comes out, an object a file, and no home folder is made."""
    found = objects(run("read", *sample_files()[1:], "--json").stdout)
    assert [one["edition"] for one in found] == ["R4", "R5"]
    assert all(
        chart["series"] and chart["unit"] for one in found for chart in one["charts"] if not chart["needs_review"]
    )
    assert not home.exists()
    assert "待機児童数" in run("read", sample_files()[2]).stdout


def test_indicators_are_listed_and_shown(run: Run, sample: Path) -> None:
    """Every indicator has its newest value; one alone has all values and what was restated."""
    listed = objects(run("kpi", "list", "--json").stdout)
    assert len(listed) >= 12
    waiting = next(one for one in listed if one["indicator"] == "保育所等の待機児童数")
    assert waiting["latest"]["year"] == 2023
    assert "保育所等の待機児童数" in run("kpi", "list", "--goal", "2").stdout
    (shown,) = objects(run("kpi", "show", "保育所等の待機児童数", "--json").stdout)
    assert [point["year"] for point in shown["points"]] == waiting["years"]
    restated = [one for one in listed if objects(run("kpi", "show", one["indicator"], "--json").stdout)[0]["restated"]]
    assert restated
    assert "改訂" in run("kpi", "show", restated[0]["indicator"]).stdout


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_figures_go_out_to_a_file(run: Run, sample: Path, tmp_path: Path, suffix: str) -> None:
    """An export has the columns of an import and a row for each value."""
    file = tmp_path / f"kpi.{suffix}"
    (done,) = objects(run("kpi", "export", file, "--json").stdout)
    if suffix == "csv":
        rows = list(csv.reader(file.open(encoding="utf-8-sig")))
    else:
        rows = [list(row) for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)]
    assert rows[0][:6] == ["indicator", "unit", "period", "year", "label", "value"]
    assert len(rows) == done["rows"] + 1


def test_figures_come_in_once_and_a_wrong_row_keeps_all_out(run: Run, home: Path, tmp_path: Path) -> None:
    """Imported figures answer at once; the same file again changes nothing; one bad row and nothing is taken."""
    good, bad = tmp_path / "figures.csv", tmp_path / "bad.csv"
    good.write_text("indicator,unit,year,value\n観光消費額,億円,R4,702\n", "utf-8")
    bad.write_text("indicator,unit,year,value,colour\n観光消費額,億円,R4,702,red\n", "utf-8")
    assert "colour" in run("kpi", "import", bad).stderr
    assert objects(run("kpi", "list", "--json").stdout) == []
    (done,) = objects(run("kpi", "import", good, "--json").stdout)
    assert (done["figures"], done["unchanged"]) == (1, False)
    assert "変更はありません" in run("kpi", "import", good).stderr
    (found,) = objects(run("ask", "観光消費額は？", "--json").stdout)
    assert found["figures"][0]["points"][0]["value"] == 702


def test_status_tells_what_answers(run: Run, sample: Path) -> None:
    """Editions, documents, counts, index and model, for scripts and for people."""
    (found,) = objects(run("status", "--json").stdout)
    assert found["editions"][:2] == ["R5", "R4"]
    assert len(found["documents"]) == found["counts"]["documents"] == 3
    assert found["counts"]["indicators"] >= 12
    assert found["index"]["present"]
    assert found["model"]["name"]
    assert "R5" in run("status").stdout


def test_doctor_finds_a_loaded_home_in_order(run: Run, sample: Path) -> None:
    """Everything needed is fine; Slack is merely not set up."""
    (found,) = objects(run("doctor", "--json").stdout)
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert found["ok"]
    assert states == {
        "home": "ok",
        "disk": "ok",
        "database": "ok",
        "documents": "ok",
        "model": "ok",
        "rerank_model": "off",
        "index": "ok",
        "language_model": "off",
        "font": "ok",
        "slack_socket": "off",
        "slack_http": "off",
        "slack_token": "off",
        "clock": "off",
    }
    assert len(run("doctor").stdout.splitlines()) == len(states)


def test_a_reranking_model_serves_or_is_said_to_fail(run: Run, sample: Path, tmp_path: Path) -> None:
    """Status and doctor name it; one that cannot be loaded costs whoever asks nothing but a line on standard error."""
    model = save_cross_encoder(tmp_path / "small-cross-encoder")
    plain = objects(run("search", "保育士の確保", "--json").stdout)
    for name, broken in ((str(model), False), (str(tmp_path / "none"), True)):
        env = {"RERANK_MODEL": name}
        result = run("search", "保育士の確保", "--json", env=env)
        assert result.exit_code == 0
        assert (objects(result.stdout) == plain, "RERANK_MODEL" in result.stderr) == (broken, broken)
        assert name in run("status", env=env).stdout
        (found,) = objects(run("doctor", "--json", env=env).stdout)
        state = {check["name"]: check["state"] for check in found["checks"]}["rerank_model"]
        assert state == ("broken" if broken else "ok")


def test_doctor_tells_which_documents_a_restriction_covers(run: Run, sample: Path) -> None:
    """A rule that covers nothing is told, since a slip in it would show the documents to all."""
    told = run("doctor", env={"SOSEI_RESTRICTED": "R5 = U1; 素案*.pdf = U1"}).stdout
    assert "「R5」に当てはまる文書: shiomino-verification-R5.pdf" in told
    assert "「素案*.pdf」に当てはまる文書はまだありません" in told


def test_doctor_names_the_scopes_that_a_token_lacks(run: Run, sample: Path) -> None:
    """An app that was installed with an older manifest works by half, and is told what it lacks."""
    with LoopbackSlack() as slack:
        slack.granted = "chat:write"
        env = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": slack.api_url}
        (found,) = objects(run("doctor", "--json", env=env).stdout)
    (token,) = [check for check in found["checks"] if check["name"] == "slack_token"]
    assert token["state"] == "broken" and "users:read" in token["message"]


@pytest.mark.parametrize(("ahead", "state"), [(0, "ok"), (30, "ok"), (400, "broken"), (-400, "broken")])
def test_doctor_compares_the_clock_with_slacks(run: Run, sample: Path, ahead: int, state: str) -> None:
    """A clock that is minutes off makes Slack's requests look like replays: that is told, and to keep the time."""
    with LoopbackSlack() as slack:
        slack.ahead = ahead
        env = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": slack.api_url}
        (found,) = objects(run("doctor", "--json", env=env).stdout)
    (clock,) = [check for check in found["checks"] if check["name"] == "clock"]
    assert clock["state"] == state and ("NTP" in clock["message"]) == (state == "broken")


def test_doctor_finds_what_is_broken_and_says_how_to_mend_it(run: Run, sample: Path) -> None:
    """A damaged index, a token in another's place and a Slack that does not answer each get their own line."""
    (state,) = objects(run("status", "--json").stdout)
    (sample / "index" / state["index"]["snapshot"] / "passages.jsonl").write_text("")
    env = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-2", "SLACK_API_URL": "http://127.0.0.1:1/api/"}
    env |= {"LLM_BASE_URL": "http://127.0.0.1:1/v1", "LLM_MODEL": "small"}
    result = run("doctor", "--json", env=env)
    assert result.exit_code == 1
    checks = {check["name"]: check for check in objects(result.stdout)[0]["checks"]}
    broken = {name for name, check in checks.items() if check["state"] == "broken"}
    assert broken == {"index", "language_model", "slack_socket", "slack_token"}
    assert "sosei reindex" in checks["index"]["message"]
    assert run("reindex").exit_code == 0
    assert "要対応" not in run("doctor").stdout


def test_a_real_document_sets_the_sample_aside(run: Run, sample: Path, tmp_path: Path) -> None:
    """The sample stops answering with the first real publication, which is told; going back brings it back."""
    real = tmp_path / "real.txt"
    real.write_text(
        "さくら市総合戦略　効果検証報告書\n令和５年度版\n\n基本目標１　子育てを支える\n施策１－１　保育の充実\n"
        "ＫＰＩ：待機児童数（人）\n【今後の方向性】\n・保育士の確保に努めます。\n",
        "utf-8",
    )
    published = run("ingest", real, "--publish")
    assert published.exit_code == 0, published.stderr
    assert "見本3件" in published.stderr
    (state,) = objects(run("status", "--json").stdout)
    assert [document["sample"] for document in state["documents"]] == [False]
    assert run("sample").exit_code == 1
    assert run("rollback").exit_code == 0
    assert len(objects(run("status", "--json").stdout)[0]["documents"]) == 3


def test_a_running_process_sees_a_new_publication(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is up answers from what was published meanwhile by another process."""
    from bot.wiring import wired

    monkeypatch.setenv("SOSEI_HOME", str(sample))
    serving = wired()
    before = serving.answer("令和5年度の待機児童は？")
    searched = serving.finder.serving()
    assert run("rollback").exit_code == 0
    after = serving.answer("令和5年度の待機児童は？")
    assert before.snapshot != after.snapshot
    assert before.figures and not after.figures
    assert searched is not None and searched is not serving.finder.serving()


def test_retrieval_is_measured(run: Run, sample: Path, tmp_path: Path) -> None:
    """A small set in BEIR layout gives every measure, and what is published stays as it was."""
    (tmp_path / "qrels").mkdir()
    texts = {"a": "保育士の確保に努めます。", "b": "路線バスの便を増やします。"}
    lines = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in texts.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "バスの本数"}), "utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tb\t1\n", "utf-8")
    (found,) = objects(run("eval", "retrieval", tmp_path, "--json").stdout)
    assert found["recall@1"] == 1
    assert (found["queries"], found["passages"]) == (1, 2)
    assert {
        "recall@5",
        "recall@10",
        "mrr@10",
        "ndcg@10",
        "index_seconds",
        "query_ms_p50",
        "query_ms_p95",
    } <= found.keys()


def test_questions_are_measured_over_many_passages(run: Run, home: Path) -> None:
    """The whole way at any size, without anything published."""
    (found,) = objects(run("bench", "questions", "--passages", "30", "--queries", "3", "--json").stdout)
    assert found["passages"] == 30
    assert 0 < found["embed_ms_p50"] <= found["query_ms_p95"]


def test_search_is_measured_beside_its_parts(run: Run, tmp_path: Path) -> None:
    """Questions over a document of one's own: all parts on one index, by kind too, as table and as JSON."""
    (tmp_path / "plan.md").write_text(
        "# 計画\n\n## 保育\n\n保育士の確保に努めます。\n\n## 交通\n\nバスを増やします。\n", "utf-8"
    )
    right = [{"holds": "保育士"}]
    question = {"id": "1", "corpus": "own", "split": "held", "kind": "ja", "q": "保育士の確保", "relevant": right}
    (tmp_path / "own.jsonl").write_text(json.dumps(question), "utf-8")
    measured = ("eval", "passages", tmp_path / "own.jsonl", f"own={tmp_path / 'plan.md'}", "--split", "held")
    (found,) = objects(run(*measured, "--json").stdout)
    assert {part: one["ndcg@10"] for part, one in found["parts"].items()} == dict.fromkeys(
        ("lexical", "dense", "sum", "hybrid"), 1
    )
    assert found["kinds"]["ja"]["queries"] == found["queries"] == 1
    assert "hybrid" in run(*measured).stdout
    assert run(*measured[:-1], "dev").exit_code == 2


def test_a_search_line_that_cannot_be_asked_does_not_stop_the_rest(run: Run, sample: Path) -> None:
    """Nothing, too much and broken characters: an array for every line, and a clear one on standard error."""
    asked = "\n" + "待" * 10_000 + "\n\ud800\0\n保育士\0の\ud800確保\n"
    result = run("search", "--mode", "lexical", "--json", input=asked.encode("utf-8", "surrogatepass"))
    lines = objects(result.stdout)
    assert [bool(hits) for hits in lines] == [False, False, False, True]
    assert [("空です" in line, "10000文字" in line) for line in result.stderr.splitlines()] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_the_database_is_brought_up_to_date_once(run: Run, home: Path) -> None:
    """The release step makes the schema, and finds it made the second time."""
    for _ in range(2):
        (found,) = objects(run("db", "upgrade", "--json").stdout)
        assert found["found"] == found["needed"]
    assert (home / "sosei.db").exists()


def test_answering_is_measured(run: Run, sample: Path) -> None:
    """Milliseconds of answers and charts, and the start of a process of its own, fit each other and the goals."""
    (found,) = objects(run("bench", "ask", "--questions", 12, "--json").stdout)
    assert found["questions"] == 12
    assert 0 < found["ms_p50"] <= found["ms_p95"] < 1000 * found["search_ready_seconds"]
    assert 0 < found["charts"] < 12
    assert 0 < found["chart_ms_p50"] <= found["chart_ms_p95"]
    assert 0 < found["ready_seconds"] < found["search_ready_seconds"]


def test_nothing_is_measured_where_nothing_is_published(run: Run) -> None:
    """An empty home folder is told, in one line."""
    refused = run("bench", "ask")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)


def test_golden_sets_are_graded(run: Run, sample: Path, tmp_path: Path) -> None:
    """Several files are one set; each reply's numbers are looked at; what is wrong is told."""
    for name, q, status in (
        ("a", TREND, "answered"),
        ("b", "図書館の開館時間は？", "not_found"),
        ("c", TREND, "not_found"),
    ):
        one = {"id": name, "corpus": "sample" if name < "c" else "other", "q": q, "status": status}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(one), "utf-8")
    paths = [tmp_path / f"{name}.jsonl" for name in "abc"]
    (found,) = objects(run("eval", "answers", *paths, "--corpus", "sample", "--json").stdout)
    assert (found["questions"], found["rate"], found["faithful"], found["refused_unanswerable"]) == (2, 1.0, 1.0, 1.0)
    told = run("eval", "answers", paths[2]).stdout
    assert told.splitlines()[-1].startswith("c  待機児童")
    assert run("eval", "answers", paths[2], "--corpus", "sample").exit_code == 2
