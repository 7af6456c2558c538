"""The preview page: what Slack would get, shown as it is, in a real browser."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from answers import hostile, long, trend, whole
from PIL import Image

from bot.answering.conversation.offers import Offers
from bot.preview.page import answered, page
from bot.preview.sample import QUESTIONS, sample_page
from bot.rendering.charts import draw
from bot.settings import Settings
from bot.wiring import Sosei

CHROMIUM = shutil.which("chromium")
WIDE, HIGH = 1400, 4600


def browsed(file: Path, *options: str) -> str:
    """What headless Chromium makes of a page."""
    if CHROMIUM is None and os.environ.get("SOSEI_TEST_CHROMIUM") != "needed":
        pytest.skip("no chromium on this machine")
    assert CHROMIUM, "chromium is needed here, and is not installed"
    profile = f"--user-data-dir={file.parent / 'profile'}"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", profile]
    run = subprocess.run(
        [CHROMIUM, *flags, f"--window-size={WIDE},{HIGH}", *options, file.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return run.stdout.decode()


@pytest.mark.slow
def test_the_samples_answers_are_shown_light_and_dark(sample_home: Path, tmp_path: Path) -> None:
    """Chromium shows every answer twice, charts and pictures included, on a white and on a dark ground."""
    file = tmp_path / "index.html"
    file.write_text(sample_page(Sosei(Settings(SOSEI_HOME=sample_home))), "utf-8")
    dom = browsed(file, f"--screenshot={tmp_path / 'shot.png'}", "--dump-dom")
    if "<main>" not in dom:  # some versions do one thing at a time
        dom = browsed(file, "--dump-dom")
    assert all(dom.count(question) >= 2 for question in QUESTIONS)
    assert dom.count("<table>") >= 2 * 4
    assert dom.count('class="home"') == 2 * 2 and "▁" in dom
    assert dom.count("<svg") >= 2 and dom.count("<img") >= 2
    shot = np.asarray(Image.open(tmp_path / "shot.png").convert("RGB")).astype(int)
    assert shot.shape == (HIGH, WIDE, 3)
    left, right = shot[:1500, : WIDE // 2], shot[:1500, WIDE // 2 :]
    assert np.median(left.sum(axis=2)) > 720 > 300 > np.median(right.sum(axis=2))
    bars = (abs(shot - np.array([0x1D, 0x9B, 0xD1])).sum(axis=2) < 12).sum()  # Slack's own chart
    drawn = (abs(shot - np.array([0x00, 0x72, 0xB2])).sum(axis=2) < 12).sum()  # a picture, loaded from the page itself
    assert bars > 5_000 and drawn > 5_000


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!channel> & co"])
def test_what_documents_say_is_text_on_the_page_too(text: str) -> None:
    """Nothing of a document becomes mark-up."""
    html = page([answered(hostile(text), Offers(), None)])
    assert text not in html
    assert "<script" not in html and "<img src=x" not in html


def test_every_kind_of_block_can_be_shown() -> None:
    """Answers with everything in them: native chart, picture, long text, buttons and lists."""
    everything = Offers(all_years=True, comparable=True, editions=("R4",), figures=True)
    shown = [answered(made("x"), everything, draw(made("x")), private=True) for made in (trend, whole, long)]
    html = page(shown)
    assert "すべての年" in html and "data:image/png;base64," in html and "<polyline" not in html
