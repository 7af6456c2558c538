"""Measures are those of trec_eval, over the code that serves; the sets at hand keep their quality."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bigram_embedder import BigramEmbedder

from corpus.errors import DocumentCorrupt, DocumentMissing
from index.embedding import SentenceTransformerEmbedder
from index.evaluate import RetrievalSet, evaluate, measure, read_set
from index.file_shelf import FileShelf
from index.search import Mode, Searcher

JAQUAD = Path(__file__).parents[3] / "shared" / "eval" / "jaquad"
MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")
REPHRASED = Path(__file__).with_name("rephrased.tsv")


def _beir(directory: Path, corpus: dict[str, str], queries: dict[str, str], judgements: list[str]) -> Path:
    directory.mkdir(exist_ok=True)
    (directory / "qrels").mkdir()
    for name, texts in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in texts.items()]
        (directory / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    (directory / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judgements]), "utf-8")
    return directory


CORPUS = {"a": "待機児童の解消", "b": "観光消費額の回復", "c": "農業の出荷額"}


def test_measures_follow_the_ranks(tmp_path: Path) -> None:
    """One query met at rank 1, one whose passage is not found, one of graded relevance; unjudged ones do not count."""
    queries = {"q1": "待機児童の解消", "q2": "zzz", "q3": "観光消費額の回復", "q4": "unjudged"}
    judged = ["q1\ta\t1", "q2\tmissing\t1", "q3\tb\t1", "q3\tmissing\t2", "q1\tc\t0"]
    result = evaluate(_beir(tmp_path, CORPUS, queries, judged), BigramEmbedder(), "hybrid")
    graded = 1 / (2 + 1 / np.log2(3))
    assert result["recall@1"] == pytest.approx((1 + 0 + 0.5) / 3, abs=1e-4)
    assert result["mrr@10"] == pytest.approx(2 / 3, abs=1e-4)
    assert result["ndcg@10"] == pytest.approx((1 + 0 + graded) / 3, abs=1e-4)
    assert (result["queries"], result["passages"]) == (3, 3)


def test_result_has_what_the_contract_names(tmp_path: Path) -> None:
    """The keys are those that scripts read."""
    result = evaluate(_beir(tmp_path, CORPUS, {"q": "観光"}, ["q\tb\t1"]), BigramEmbedder())
    assert set(result) == {
        "recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10",
        "queries", "passages", "index_seconds", "query_ms_p50", "query_ms_p95",
    }  # fmt: skip


def test_a_set_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    """A missing file, a line that is no record and a set without judgements are said, with their place."""
    with pytest.raises(DocumentMissing, match=r"corpus\.jsonl"):
        evaluate(tmp_path, BigramEmbedder())
    whole = _beir(tmp_path / "set", CORPUS, {"q": "観光"}, ["q\tb\tmany"])
    with pytest.raises(DocumentCorrupt, match="line 2"):
        evaluate(whole, BigramEmbedder())
    (whole / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nother\tb\t1\n")
    with pytest.raises(DocumentCorrupt, match="judged"):
        evaluate(whole, BigramEmbedder())
    (whole / "queries.jsonl").write_text('{"_id": "q"}\n')
    with pytest.raises(DocumentCorrupt, match=r"line 1.*text"):
        evaluate(whole, BigramEmbedder())


@pytest.fixture(scope="module")
def jaquad() -> RetrievalSet:
    if not JAQUAD.is_dir():
        pytest.skip("the shared evaluation set is not at hand")
    return read_set(JAQUAD)


@pytest.fixture(scope="module")
def searcher(
    jaquad: RetrievalSet,
    model_home: Path,
    embedder: SentenceTransformerEmbedder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    """Built each run, on embeddings kept under ./var between runs: these take two minutes."""
    home = tmp_path_factory.mktemp("jaquad")
    kept = model_home / "tests" / "cache"
    kept.mkdir(parents=True, exist_ok=True)
    (home / "cache").symlink_to(kept)
    return Searcher(FileShelf(home).open(FileShelf(home).build(jaquad.passages, embedder)), embedder)


@pytest.fixture(scope="module")
def without_states(searcher: Searcher, embedder: SentenceTransformerEmbedder) -> Searcher:
    """The same snapshot as if it held no token states."""
    return Searcher(replace(searcher.snapshot, states=None), embedder)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_hybrid_search_is_better_than_its_parts_on_exact_words(
    searcher: Searcher, without_states: Searcher, jaquad: RetrievalSet
) -> None:
    """On JaQuAD, whose questions use the passage's words, both together beat either, token states more so."""
    results = {mode: measure(searcher, jaquad, mode) for mode in MODES}
    assert results["hybrid"]["ndcg@10"] >= max(results["dense"]["ndcg@10"], results["lexical"]["ndcg@10"])
    assert results["hybrid"]["ndcg@10"] >= max(0.944, measure(without_states, jaquad)["ndcg@10"] + 0.003)
    assert results["hybrid"]["recall@1"] >= 0.88


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["english", "paraphrase", "kana"])
@pytest.mark.parametrize("split", ["dev", "held"])
def test_hybrid_search_keeps_up_with_its_better_part_where_wording_differs(
    kind: str, split: str, searcher: Searcher, without_states: Searcher, jaquad: RetrievalSet
) -> None:
    """English, paraphrased and kana questions over JaQuAD: neither the misleading part nor token states do harm."""
    with REPHRASED.open(encoding="utf-8", newline="") as file:
        rows = [
            r
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if (r["split"], r["kind"]) == (split, kind)
        ]
    judgements = {row["query"]: jaquad.judgements[row["query"]] for row in rows}
    asked = RetrievalSet(jaquad.passages, {row["query"]: row["text"] for row in rows}, judgements)
    results = {mode: measure(searcher, asked, mode)["ndcg@10"] for mode in MODES}
    assert results["hybrid"] >= max(results["dense"], results["lexical"]) - 0.02
    assert results["hybrid"] >= measure(without_states, asked)["ndcg@10"]
