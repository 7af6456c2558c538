"""Models by directory or hub name: what is here is taken as it is, the hub is asked only for what is not."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import ModelUnavailable

T = TypeVar("T")

_SECONDS = 10


def from_hub(name: str, load: Callable[[bool], T]) -> T:
    """A model by path or name.

    Args:
        name: Path of a directory, or name at the hub.
        load: Loads it; told whether only what is on this machine may be used.

    Raises:
        ModelUnavailable: If it is not on this machine and the hub cannot be reached.
        Exception: What loading raises, which is anything.
    """
    quieten()
    try:
        return load(True)
    except Exception:
        if Path(name).is_dir() or Path(name).is_absolute():
            raise
        _ask(name)
        return load(False)


def detail_of(error: Exception) -> str:
    """The first line of what a library says of a failure."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def quieten() -> None:
    """Keep the libraries' bars and warnings from whoever waits for an answer."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for name in ("sentence_transformers", "huggingface_hub", "optimum"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _ask(name: str) -> None:
    """Fail at once where the hub cannot be reached or has no such model: loading would try again for a minute."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(name, timeout=_SECONDS)
    except OSError as error:
        if getattr(error, "response", None) is not None:  # it answered, and says itself what is wrong
            raise
        detail = "no such directory, not downloaded before, and the model hub cannot be reached"
        raise ModelUnavailable(model=name, detail=detail) from error
