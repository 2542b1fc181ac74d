"""What the parts of a report have in common."""

from __future__ import annotations

from pmo_expert.render.html.tags import Element, Node, tag


def section(title: str, *nodes: Node, class_: str = "") -> Element:
    """Return a section under its heading."""
    return tag("section", tag("h2", title), *nodes, class_=class_)


def terms(*pairs: tuple[str, tuple[Node, ...]]) -> Element:
    """Return names with what is told of each, as a list of descriptions, without those of which nothing is told."""
    told = (node for name, nodes in pairs if nodes for node in (tag("dt", name), tag("dd", *nodes)))
    return tag("dl", *told)
