"""What stands beside an initiative's prose: tables, and the labels and captions of pictures.

Slides set a flow chart or a photograph under the text. Its labels are no sentences of that text, and a quotation that
ran on into them would read as if they were.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.structure.blocks import Block
from corpus.structure.frame import Run
from corpus.structure.marks import plain

_LONGEST_LABEL = 40
_CAPTION = re.compile(
    r"^\s*[(\[【〔<]?\s*(?:図|表|写真|画像|イメージ|グラフ)(?:\s*[0-9]{1,2}|表)?\s*(?:[)\]】〕>:]|-\s*[0-9]|\s|$)"
)
_BULLET = re.compile(r"^\s*(?:[-*+]\s|[・･●○◎◆◇■□▼▽▶►☆★※➢✓•‣]|[①-⑳⑴-⒇]|[(（]?[0-9０-９]{1,2}[)）.．])")
_SENTENCE_ENDS = re.compile(r"[。．！？!?][)）」』\s]*$")
_LISTED = re.compile(r"^\s*[・･●○•‣\-*※]")
_QUOTED = re.compile(r"^\s*[「『][^「」『』]*[」』]\s*$")
_FILLED_IN = re.compile(r"^.{1,12}(?:[:：]|\s{2,}|　+)\s*\S")
"""対象者：町内の事業者, a line of a form."""


def parted(runs: Sequence[Run]) -> Iterator[tuple[bool, list[Run]]]:
    """An initiative's runs in the order printed, those beside its prose told apart from it.

    Yields:
        Whether the runs stand beside the prose, and the runs.
    """
    beside, so_far, last = False, list[Run](), None
    for run in runs:
        for nth, block in enumerate(run.blocks):
            is_beside = _beside(block, last, beside)
            if is_beside != beside and so_far:
                yield beside, so_far
                so_far = []
            beside = is_beside
            if not beside:
                last = block
            if nth and so_far and so_far[-1].kind == run.kind:
                so_far[-1].blocks.append(block)
            else:
                so_far.append(Run(run.kind, [block], run.first_text if nth == 0 else None))
    if so_far:
        yield beside, so_far


def _beside(block: Block, prose: Block | None, goes_on: bool) -> bool:
    """Whether a block is a table, a caption, or a label of a picture.

    Args:
        block: It.
        prose: The last block of prose before it: one that ends a sentence, or is an item of a list, is complete.
        goes_on: Whether the block before it stands beside the prose.
    """
    if block.table is not None or block.chart is not None or _CAPTION.match(plain(block.text)):
        return True
    if goes_on and block.mark is not None and block.mark.kind == "note":
        return True
    complete = prose is not None and (_SENTENCE_ENDS.search(prose.text) or _LISTED.match(prose.text))
    return bool(complete) and (block.apart or goes_on) and _is_label(block)


def _is_label(block: Block) -> bool:
    text = block.text.strip()
    if block.mark is not None or block.level is not None or len(text) > _LONGEST_LABEL:
        return False
    if _QUOTED.match(text):
        return True
    return not (_BULLET.match(text) or _SENTENCE_ENDS.search(text) or _FILLED_IN.match(text))
