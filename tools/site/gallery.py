"""The gallery: pictures of the page, the report and the command line, each of a real run, and the page with them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen

from pmo_expert import advise, load_knowledge, to_html
from pmo_expert.doors.web.page import page_html
from tools.site.terminals import terminal_html

ROOT = Path(__file__).resolve().parents[2]
COFFEE, STAR = "examples/cases/first-coffee.yaml", "examples/cases/star-asked-backstage.yaml"
WIDE, PHONE, TERMINAL = (1080, 820), (390, 760), (800, 600)
PAGE, REPORT = "advice.html", "report.html"
HEAD = """# Gallery

Pictures of real runs, on the [examples](../examples/README.md). All in them is made up: people, companies, openings.
"""


@frozen
class Picture:
    """A picture: the file that is opened, or the command that is run, and what is done before it is taken."""

    name: str
    says: str
    shows: str
    size: tuple[int, int] = WIDE
    does: Callable[[Any], None] = lambda _: None
    dark: bool = False


def _begin(page: Any) -> None:
    page.get_by_role("button", name="Start with the questions").click()


def _open_case(page: Any) -> None:
    page.locator("input[type=file]").first.set_input_files(ROOT / COFFEE)
    page.locator("#notice button").last.click()


def _go_on(page: Any) -> None:
    _open_case(page)
    page.get_by_role("button", name="Go on with the questions").click()
    page.evaluate("scrollTo(0, 0)")


def _ask_why(page: Any) -> None:
    _open_case(page)
    page.get_by_role("button", name="Why").first.click()


def _look_at_the_map(page: Any) -> None:
    _open_case(page)
    page.get_by_role("button", name="Show all of the advice").click()
    page.locator(".map svg").wait_for()
    page.locator(".map").evaluate("map => map.scrollIntoView()")


PAGE_PICTURE = Picture("page", "The page: a question on the left, the advice so far on the right.", PAGE, does=_go_on)
PICTURES = (
    PAGE_PICTURE,
    Picture("page-phone", "The first question on a phone.", PAGE, PHONE, _begin),
    Picture(
        "page-why",
        "Why: from a sentence down to the facts and the source, in the dark.",
        PAGE,
        does=_ask_why,
        dark=True,
    ),
    Picture("page-map", "The map: what argues for what, and what answers it.", PAGE, does=_look_at_the_map),
    Picture("report", "The report in one file, for people who have no Python.", REPORT),
    Picture("advise", "The advice at a terminal, on one screen.", f"advise {COFFEE}", TERMINAL),
    Picture("why", "Why an argument stands.", f"why {STAR}", TERMINAL),
    Picture("questions", "What is worth finding out, and whom to ask.", f"questions {COFFEE}", TERMINAL),
    Picture(
        "compare",
        "Two openings side by side.",
        f"compare {COFFEE} {STAR}",
        TERMINAL,
    ),
    Picture(
        "survey",
        "A whole population, summed up.",
        "survey examples/populations/candidates.csv --case examples/populations/opening.yaml",
        TERMINAL,
    ),
)


def gallery_page(pictures: Iterable[Picture]) -> str:
    """Return the page with some pictures as Markdown."""
    return "\n".join([HEAD, *map(_part, pictures)])


def _part(picture: Picture) -> str:
    command = "" if picture.shows in (PAGE, REPORT) else f"\n`pmo-expert {picture.shows}`\n"
    return f"## {picture.says.rstrip('.')}\n{command}\n![{picture.says}](pictures/{picture.name}.png)\n"


def make_pictures(folder: Path, pictures: tuple[Picture, ...] = PICTURES) -> tuple[Picture, ...]:
    """Take pictures into a folder, and return them. Raises FileNotFoundError where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        raise FileNotFoundError("there is no chromium; name its path in CHROMIUM")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as shown, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for picture in pictures:
            _take(browser, picture, _written(picture, Path(shown)), folder / f"{picture.name}.png")
        browser.close()
    return pictures


def _take(browser: Any, picture: Picture, shown: Path, path: Path) -> None:
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if picture.dark else "light"
    )
    page.goto(shown.as_uri())
    picture.does(page)
    page.screenshot(path=path, full_page=picture.size == TERMINAL)
    page.close()


def _written(picture: Picture, folder: Path) -> Path:
    """Write what a picture shows into a folder, and return its path."""
    path = folder / (picture.shows if picture.shows in (PAGE, REPORT) else f"{picture.name}.html")
    if picture.shows == PAGE:
        text = page_html([load_knowledge()])
    elif picture.shows == REPORT:
        practice = load_knowledge("practice")
        text = to_html(advise(practice.read_case(ROOT / COFFEE), practice), full=True)
    else:
        text = terminal_html(picture.shows, ROOT)
    path.write_text(text, encoding="utf-8")
    return path
