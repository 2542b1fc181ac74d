"""Builds the site of the docs: README, docs/, an API reference from the docstrings, and a gallery of pictures.

Run `python tools/build_site.py --out FOLDER`; the site is then in FOLDER/site. It takes the extra `site`, and Chromium
for the pictures, by its path in CHROMIUM or on the path; `--no-pictures` leaves them out. It fails where a link leads
nowhere.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.site.gallery import gallery_page, make_pictures
from tools.site.links import broken_links
from tools.site.reference import reference_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
SETTINGS = "zensical.toml"


def main() -> int:
    """Build the site, and return the exit status."""
    reader = argparse.ArgumentParser(description="Build the site of the docs.")
    reader.add_argument("--out", required=True, type=Path, help="a folder that is made, or made anew")
    reader.add_argument("--no-pictures", action="store_true", help="leave out the gallery's pictures")
    arguments = reader.parse_args()
    out: Path = arguments.out
    stage(out, pictures=not arguments.no_pictures)
    subprocess.run([sys.executable, "-m", "zensical", "build", "--clean", "--strict"], cwd=out, check=True)
    broken = list(broken_links(out / "site"))
    for link in broken:
        print(f"leads nowhere: {link}")
    return 1 if broken else 0


def stage(out: Path, *, pictures: bool) -> None:
    """Lay out the pages as they are in the project, so that their links hold, and add those that are made."""
    pages = out / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(ROOT / "docs", pages / "docs")
    for name in PAGES:
        (pages / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, pages / name)
    shutil.copy(ROOT / "tools" / "site" / SETTINGS, out / SETTINGS)
    package = out / "package" / "pmo_expert"
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(ROOT / "pmo_expert", package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (pages / "docs" / "reference.md").write_text(reference_page(), encoding="utf-8")
    folder = pages / "docs" / "pictures"
    made = make_pictures(folder) if pictures else []
    (pages / "docs" / "gallery.md").write_text(gallery_page(made), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
