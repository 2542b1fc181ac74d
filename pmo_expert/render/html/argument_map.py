"""The argument map as SVG: who argues for what, and what answers it.

The layout, in pixels of a picture that is `WIDTH` wide and as high as it needs:

1. The picture is one column, filled from top to bottom: a group after the other, `GROUP_GAP` apart.
2. A cluster is one box or several below each other, `GAP` apart. A cluster of depth n begins `n * INDENT` from the
   left, and its boxes reach to the right edge. Several boxes that act have a thin frame around them, `FRAME`
   away.
3. In a box stand its label, bold, and its text, each wrapped after as many characters as have room at `BOLD` and
   `CHARACTER` a piece; a line is `LINE` high, and `PADDING` is left free at every side.
4. The clusters below a cluster follow it, `RISE` apart, one deeper. One that acts on it has a line from the middle of
   the left side of its first box to `STEM` right of where the cluster begins, and from there up to its lower edge,
   where the head of an arrow is.

A box that stands has a solid border; one that is answered has a dashed border, and its label says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from attrs import frozen

from pmo_expert.render.html.map_tree import Box, Cluster
from pmo_expert.render.html.tags import Element, Node, tag
from pmo_expert.render.words import one_line

WIDTH, EDGE = 440, 1
INDENT, STEM, FRAME, PADDING = 26, 12, 5, 9
GAP, RISE, GROUP_GAP = 8, 18, 30
FONT, LINE, CHARACTER, BOLD = 14, 19, 8, 9
HEAD = 5
"""Half the width of the head of an arrow."""
LABEL = "Argument map"
ABOUT = (
    "Each concern stands above the arguments that raise it, and each argument above what answers it. "
    "An arrow leads to what is raised, answered or served. A dashed border says that something is answered. "
    "The list below the picture says the same."
)


def argument_map(groups: Iterable[Cluster]) -> Element:
    """Return the picture of some groups."""
    drawn: list[Node] = []
    bottom = -GROUP_GAP + EDGE
    for group in groups:
        placed = _placed(group, 0, bottom + GROUP_GAP)
        drawn.append(tag("g", *_drawn(placed), class_="group"))
        bottom = placed.end
    height = max(bottom, 0) + EDGE
    return tag(
        "svg",
        tag("title", LABEL),
        tag("desc", ABOUT),
        *drawn,
        role="img",
        aria_label=f"{LABEL}. {ABOUT}",
        viewBox=f"0 0 {WIDTH} {height}",
        width=str(WIDTH),
        height=str(height),
        font_family="system-ui, sans-serif",
        font_size=str(FONT),
        fill="none",
        stroke="none",
        class_="map",
    )


@frozen
class PlacedBox:
    """A box with its lines, and where it stands."""

    box: Box
    label: tuple[str, ...]
    text: tuple[str, ...]
    left: int
    right: int
    top: int

    @property
    def height(self) -> int:
        return LINE * (len(self.label) + len(self.text)) + 2 * PADDING

    @property
    def bottom(self) -> int:
        return self.top + self.height


@frozen
class Placed:
    """A cluster with where it and all below it stand; `end` is the lower edge of all of it."""

    cluster: Cluster
    depth: int
    top: int
    bottom: int
    end: int
    boxes: tuple[PlacedBox, ...]
    below: tuple[Placed, ...]

    @property
    def left(self) -> int:
        return EDGE + self.depth * INDENT


def is_framed(cluster: Cluster) -> bool:
    """Say whether there is a frame around a cluster: its boxes act together."""
    return cluster.acts and len(cluster.boxes) > 1


def _placed(cluster: Cluster, depth: int, top: int) -> Placed:
    frame = FRAME if is_framed(cluster) else 0
    boxes: list[PlacedBox] = []
    for box in cluster.boxes:
        start = boxes[-1].bottom + GAP if boxes else top + frame
        boxes.append(_placed_box(box, EDGE + depth * INDENT + frame, WIDTH - EDGE - frame, start))
    bottom = boxes[-1].bottom + frame
    below: list[Placed] = []
    for part in cluster.below:
        below.append(_placed(part, depth + 1, (below[-1].end if below else bottom) + RISE))
    return Placed(cluster, depth, top, bottom, below[-1].end if below else bottom, tuple(boxes), tuple(below))


def _placed_box(box: Box, left: int, right: int, top: int) -> PlacedBox:
    room = right - left - 2 * PADDING
    label = tuple(wrap(one_line(box.label), room // BOLD, break_on_hyphens=False))
    text = tuple(wrap(one_line(box.text), room // CHARACTER, break_on_hyphens=False))
    return PlacedBox(box, label, text, left, right, top)


def _drawn(placed: Placed) -> Iterator[Element]:
    if is_framed(placed.cluster):
        width, height = WIDTH - EDGE - placed.left, placed.bottom - placed.top
        yield _rectangle(placed.left, placed.top, width, height, class_="frame", stroke_opacity="0.4")
    for box in placed.boxes:
        yield from _box(box, heading=placed.depth == 0)
    for part in placed.below:
        if part.cluster.acts:
            yield from _arrow(part.boxes[0], placed)
        yield from _drawn(part)


def _box(placed: PlacedBox, *, heading: bool) -> Iterator[Element]:
    dashes = "" if placed.box.stands else "5 4"
    names = " ".join(["box", *(["heading"] if heading else []), *([] if placed.box.stands else ["answered"])])
    width = placed.right - placed.left
    thick = "2" if heading else "1"
    yield _rectangle(
        placed.left, placed.top, width, placed.height, class_=names, stroke_dasharray=dashes, stroke_width=thick
    )
    left, first = placed.left + PADDING, placed.top + PADDING + FONT
    yield _lines(placed.label, left, first, font_weight="bold")
    yield _lines(placed.text, left, first + LINE * len(placed.label))


def _rectangle(left: int, top: int, width: int, height: int, **more: str) -> Element:
    place = {"x": str(left), "y": str(top), "width": str(width), "height": str(height)}
    return tag("rect", **place, rx="4", stroke="currentColor", **more)


def _lines(lines: tuple[str, ...], left: int, first: int, **more: str) -> Element:
    spans = (tag("tspan", line, x=str(left), y=str(first + LINE * row)) for row, line in enumerate(lines))
    return tag("text", *spans, fill="currentColor", **more)


def _arrow(start: PlacedBox, target: Placed) -> Iterator[Element]:
    across, up = target.left + STEM, target.bottom
    middle = start.top + start.height // 2
    yield tag("path", d=f"M{start.left} {middle}H{across}V{up + HEAD}", stroke="currentColor", class_="arrow")
    head = f"M{across} {up}L{across - HEAD} {up + 2 * HEAD}H{across + HEAD}Z"
    yield tag("path", d=head, fill="currentColor", class_="head")
