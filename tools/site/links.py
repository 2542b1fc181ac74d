"""Links of a built site that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import define, field

ADDRESSES = {"a": "href", "img": "src", "link": "href", "script": "src"}


@define
class _Page(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    links: list[str] = field(factory=list)
    places: set[str] = field(factory=set)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link or a place."""
        stated = dict(attrs)
        self.places.update(filter(None, (stated.get("id"), stated.get("name"))))
        link = stated.get(ADDRESSES.get(tag, ""))
        if link and not (tag == "link" and stated.get("rel") == "canonical"):
            self.links.append(link)


def broken_links(site: Path) -> Iterator[str]:
    """Yield every link within a site to a file or a place that is not there, as page and link."""
    pages = {path.resolve(): _read(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(site.resolve(), path, unquote(parts.path))
            there = target / "index.html" if target.is_dir() else target
            if not there.is_file() or (parts.fragment and there in pages and not _has(pages[there], parts.fragment)):
                yield f"{path.relative_to(site.resolve())}: {link}"


def _target(site: Path, page: Path, link: str) -> Path:
    """Return the file that a link on a page leads to; one that begins with a slash begins at the site."""
    if not link:
        return page
    return site / link.lstrip("/") if link.startswith("/") else (page.parent / link).resolve()


def _has(page: _Page, fragment: str) -> bool:
    return fragment in page.places or unquote(fragment) in page.places


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
