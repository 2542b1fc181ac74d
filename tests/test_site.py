"""What the site of the docs is made of."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import pmo_expert
from tools.build_site import PAGES
from tools.site.gallery import PICTURES, gallery_page
from tools.site.links import broken_links
from tools.site.reference import public_names, reference_page

ROOT = Path(__file__).parent.parent
MADE = {"docs/gallery.md", "docs/reference.md"}


def named_pages(part: object) -> set[str]:
    """Return the pages that a part of the navigation names."""
    if isinstance(part, str):
        return {part}
    children = part.values() if isinstance(part, dict) else part
    assert not isinstance(children, str)
    return set().union(*map(named_pages, children))  # type: ignore[call-overload]


def test_the_reference_has_every_public_name_once() -> None:
    """Each name of `__all__` has its place on the page, by the module that defines it."""
    places = [line.removeprefix("::: ") for line in reference_page().splitlines() if line.startswith("::: ")]
    names = [place.rpartition(".")[2] for place in places]
    assert sorted(names) == sorted(public_names())
    for place in places:
        module, _, name = place.rpartition(".")
        assert getattr(__import__(module, fromlist=[name]), name) is getattr(pmo_expert, name)


def test_the_navigation_names_pages_that_are_there() -> None:
    """Each page of the navigation is one of the project or one that is made, and each page of docs/ is in it."""
    settings = tomllib.loads((ROOT / "tools/site/zensical.toml").read_text(encoding="utf-8"))
    named = named_pages(settings["project"]["nav"])
    own = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert own | set(PAGES) | MADE <= named
    assert all((ROOT / page).is_file() for page in named - MADE)


def test_every_picture_of_the_gallery_has_a_name_of_its_own() -> None:
    """The page shows each picture, by a file and a sentence that no other has."""
    page = gallery_page(PICTURES)
    for picture in PICTURES:
        assert page.count(f"(pictures/{picture.name}.png)") == page.count(f"![{picture.says}]") == 1


@pytest.mark.parametrize(
    "link",
    ["gone.html", "other.html#gone", "#gone", "other.html?x#gone", "/gone.html", "folder/", "gone.png"],
)
def test_a_link_that_leads_nowhere_is_found(link: str, tmp_path: Path) -> None:
    """A file or a place that is not there is told with the page and the link."""
    (tmp_path / "folder").mkdir()
    tag = f'<img src="{link}">' if link.endswith("png") else f'<a href="{link}">'
    (tmp_path / "index.html").write_text(f"<p id=here>{tag}", encoding="utf-8")
    (tmp_path / "other.html").write_text("<p>", encoding="utf-8")
    assert list(broken_links(tmp_path)) == [f"index.html: {link}"]


def test_links_that_lead_somewhere_are_not_told(tmp_path: Path) -> None:
    """Files, places, folders with an index, and other sites are fine."""
    links = ["other.html", "other.html#there", "#here", "folder/", "/other.html", "https://example.org/x", "mailto:a@b"]
    text = "<p id=here>" + "".join(f'<a href="{link}">' for link in links)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/index.html").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "other.html").write_text('<h2 id="there">', encoding="utf-8")
    assert list(broken_links(tmp_path)) == []
