"""Makes the picture of the page that the README shows: the advice on an example case, in Chromium.

Run `python tools/picture.py`; it needs Chromium, by its path in CHROMIUM or on the path, and Playwright.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.site.gallery import PAGE_PICTURE, make_pictures

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    make_pictures(ROOT / "docs" / "pictures", (PAGE_PICTURE,))
