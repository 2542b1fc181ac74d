"""HTML as a browser's parser sees it: which elements and attributes there are, and which text."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = ("meta", "br")


class Parsed(HTMLParser):
    """What is in some HTML; `tags` and `attributes` are the names, `values` what attributes say, `text` the rest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[tuple[str, str]] = []
        self.unclosed: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values += [(name, value or "") for name, value in attrs]
        self.unclosed += [] if tag in VOID else [tag]
        self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag
        self._text.append(" ")

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)
