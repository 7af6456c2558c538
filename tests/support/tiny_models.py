"""Sentence-transformers models of a few kilobytes with random weights, made in a directory, of several kinds."""

from collections.abc import Mapping
from pathlib import Path

CHARACTERS = "待機児童市保育所増前年減観光"
"""What the models' tokenizers know: each a token; all else is unknown."""

_WIDTH = 32


def made_bert(
    directory: Path,
    pooling: str = "mean",
    prompts: Mapping[str, str] | None = None,
    dense: int | None = None,
) -> Path:
    """A transformer with pooling, and perhaps a dense layer to another number of dimensions."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    parts = directory / "parts"
    parts.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHARACTERS]
    (parts / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(parts / "vocab.txt")).save_pretrained(parts)
    config = BertConfig(len(words), _WIDTH, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64)
    BertModel(config).save_pretrained(parts)
    modules = [Transformer(str(parts)), Pooling(_WIDTH, pooling_mode=pooling)]
    if dense is not None:
        modules.append(Dense(_WIDTH, dense))
    SentenceTransformer(modules=modules, prompts=dict(prompts or {}), device="cpu").save(str(directory / "model"))
    return directory / "model"


def made_static(directory: Path) -> Path:
    """A table of word vectors, which knows no tokens in context."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, **{c: n for n, c in enumerate(CHARACTERS, 1)}}, unk_token="[UNK]"))
    weights = np.random.default_rng(1).normal(size=(1 + len(CHARACTERS), _WIDTH)).astype(np.float32)
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu")
    model.save(str(directory / "model"))
    return directory / "model"
