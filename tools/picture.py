"""Makes the picture of the page that the README shows: the advice on an example case, in Chromium.

Run `python tools/picture.py`; it needs Chromium, by its path in CHROMIUM or on the path, and Playwright.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import load_knowledge
from pmo_expert.doors.web.page import page_html

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples" / "cases" / "first-coffee.yaml"
PICTURE = ROOT / "docs" / "pictures" / "page.png"
WIDTH, HEIGHT = 1080, 820


def main() -> int:
    """Make the picture, and return the exit status."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("there is no chromium, so there is no picture")
        return 2
    from playwright.sync_api import sync_playwright

    PICTURE.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder, "advice.html")
        path.write_text(page_html([load_knowledge()]), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(path.as_uri())
        page.locator("input[type=file]").first.set_input_files(CASE)
        page.locator("#notice button").last.click()
        page.get_by_role("button", name="Go on with the questions").click()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
