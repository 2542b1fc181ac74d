"""How fast the page is in Chromium: until the first question, and from an answer to the next question and the advice.

Run `python -m benchmarks.page_speed`; it needs Chromium, by its path in CHROMIUM or on the path, and Playwright. Each
time is one of many runs within the browser, from the click to the finished layout, over interviews of 25 answers
at the most; the ratio compares it with the time of one frame at 60 a second.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from pmo_expert import Knowledge, load_knowledge
from pmo_expert.doors.web.page import page_html

PACKS = ("article", "practice")
RUNS = 6
ANSWERS = 25
FRAME = 1000 / 60
FIRST = """
() => {
  const before = performance.now();
  document.querySelector(".region-start button.main").click();
  document.body.getBoundingClientRect();
  return performance.now() - before;
}
"""
ANSWER = """
() => {
  const answers = () => document.querySelectorAll(".region-ask .answers button");
  if (answers().length === 0) document.querySelector(".region-ask [data-focus=on]")?.click();
  const unknown = answers();
  if (unknown.length === 0) return null;
  const boxes = document.querySelectorAll(".region-ask .answers input[type=checkbox]");
  if (boxes.length > 0) boxes[0].checked = true;
  const before = performance.now();
  unknown[0].click();
  document.body.getBoundingClientRect();
  return performance.now() - before;
}
"""
READY = """
() => {
  const [entry] = performance.getEntriesByType("navigation");
  return entry.domComplete - entry.responseEnd;
}
"""


def measure(browser: Any, address: str) -> tuple[list[float], list[float], list[float]]:
    """Return in milliseconds how long it took from the file to the page, to the first question, and after answers."""
    ready, first, answers = [], [], []
    for _ in range(RUNS):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        ready.append(page.evaluate(READY))
        first.append(page.evaluate(FIRST))
        taken = (page.evaluate(ANSWER) for _ in range(ANSWERS))
        answers += [took for took in taken if took is not None]
        context.close()
    return ready, first, answers


def main() -> int:
    """Print the times for each shipped pack, and return the exit status."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("there is no chromium, so there is nothing to measure")
        return 2
    from playwright.sync_api import sync_playwright

    print(f"{'pack':<10}{'what':<42}{'median':>9}{'19 of 20':>10}{'frames':>8}")
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for pack in PACKS:
            tell(pack, measure(browser, _written(load_knowledge(pack), Path(folder, f"{pack}.html"))))
        browser.close()
    return 0


def _written(knowledge: Knowledge, path: Path) -> str:
    path.write_text(page_html([knowledge]), encoding="utf-8")
    return path.as_uri()


def tell(pack: str, times: tuple[list[float], list[float], list[float]]) -> None:
    """Print the times of one pack."""
    names = ("the file read, to the page ready", "to the first question", "an answer, to question and advice")
    for name, own in zip(names, times, strict=True):
        high = quantiles(own, n=20)[-1]
        print(f"{pack:<10}{name:<42}{median(own):>6.1f} ms{high:>7.1f} ms{median(own) / FRAME:>8.2f}")


if __name__ == "__main__":
    sys.exit(main())
