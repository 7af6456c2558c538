"""A real cross-encoder small enough to make on the spot: a BERT of two layers with random weights."""

from pathlib import Path


def save_cross_encoder(directory: Path, labels: int = 1) -> Path:
    """Write it, with a tokenizer of single characters, as sentence-transformers loads it; the same each time."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    made = directory / "made"
    made.mkdir(parents=True)
    signs = [chr(code) for code in (*range(0x21, 0x7F), *range(0x3041, 0x30FF), *range(0x4E00, 0x9FA6))]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs, *(f"##{sign}" for sign in signs)]
    (made / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    BertTokenizerFast(vocab_file=str(made / "vocab.txt")).save_pretrained(made)
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(made)
    CrossEncoder(str(made), device="cpu", local_files_only=True).save_pretrained(str(directory))
    return directory
