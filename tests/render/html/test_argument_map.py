"""The argument map, and the list that says the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmo_expert.render.blocks import Item
from pmo_expert.render.html.argument_map import WIDTH, argument_map
from pmo_expert.render.html.map_tree import ANSWERED, Box, Cluster, argument_groups, group_item
from pmo_expert.render.html.tags import Element, written
from pmo_expert.render.words import one_line
from tests.render.html.parsed import Parsed
from tests.render.shown import shown_advice, some_shown


def elements(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name in another."""
    for child in element.children:
        if isinstance(child, Element):
            if child.name == name:
                yield child
            yield from elements(child, name)


def boxes(cluster: Cluster) -> Iterator[Box]:
    yield from cluster.boxes
    for part in cluster.below:
        yield from boxes(part)


def points(item: Item) -> Iterator[Item]:
    yield item
    for part in item.items:
        yield from points(part)


@some_shown
def test_every_argument_and_every_offer_is_in_the_map(name: str) -> None:
    """Each concern that has arguments has a group with all of them, and what is on offer has one of its own."""
    advice = shown_advice(name)
    groups = argument_groups(advice)
    argued = [concern for concern in advice.concerns if concern.arguments]
    for concern, group in zip(argued, groups, strict=False):
        assert group.boxes[0].text == concern.title
        found = {(box.text, box.stands) for box in boxes(group)}
        assert {(argument.because, argument.stands) for argument in concern.arguments} <= found
    offered = {box.text for box in boxes(groups[-1])} if advice.growth else set()
    assert {growth.because for growth in advice.growth} <= offered
    assert len(groups) == len(argued) + bool(advice.growth)


@some_shown
def test_what_is_answered_says_so_in_words_and_has_a_dashed_border(name: str) -> None:
    """A box that does not stand is marked “answered”, and dashed; no other box is."""
    groups = argument_groups(shown_advice(name))
    told = [box for group in groups for box in boxes(group)]
    for box in told[1:]:
        assert box.stands or box.label.endswith(f", {ANSWERED}")
    drawn = list(elements(argument_map(groups), "rect"))
    dashed = [one for one in drawn if one.attributes.get("stroke-dasharray")]
    assert len(dashed) == sum(not box.stands for box in told)


@some_shown
def test_the_list_says_what_the_picture_says(name: str) -> None:
    """Every label and text of the picture stands in the list too."""
    for group in argument_groups(shown_advice(name)):
        listed = {(point.lead, point.text) for point in points(group_item(group))}
        assert {(box.label, box.text) for box in boxes(group)} <= listed


@some_shown
def test_everything_stands_within_the_picture_and_no_boxes_overlap(name: str) -> None:
    """Boxes stand one below the other, within the width and the height of the picture."""
    picture = argument_map(argument_groups(shown_advice(name)))
    height = int(picture.attributes["height"])
    assert picture.attributes["viewBox"] == f"0 0 {WIDTH} {height}"
    before = 0
    for box in elements(picture, "rect"):
        left, top, width, tall = (int(box.attributes[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= left <= left + width <= WIDTH
        assert top + tall <= height
        if box.attributes["class"] != "frame":
            assert top > before or not before
            before = top + tall


@some_shown
def test_all_words_are_in_the_picture(name: str) -> None:
    """The lines of the boxes, put together, are their labels and texts."""
    groups = argument_groups(shown_advice(name))
    text = Parsed(written([argument_map(groups)])).text
    for group in groups:
        for box in boxes(group):
            assert one_line(box.label) in text
            assert one_line(box.text) in text


def test_an_answer_points_to_all_that_it_answers() -> None:
    """Arguments with the same answer stand in one frame, and one arrow leads from the answer to that."""
    raised = Cluster((Box("Raises it", "One."), Box("Raises it", "Two.")), (Cluster((Box("Answers it", "So."),)),))
    picture = argument_map([Cluster((Box("Open", "It"),), (raised,))])
    assert len([one for one in elements(picture, "rect") if one.attributes["class"] == "frame"]) == 1
    assert len([one for one in elements(picture, "path") if one.attributes["class"] == "arrow"]) == 2


def test_what_answers_nothing_has_no_arrow() -> None:
    """What would answer something stands below the concern without an arrow."""
    picture = argument_map([Cluster((Box("Open", "It"),), (Cluster((Box("Would answer it", "So."),), acts=False),))])
    assert list(elements(picture, "path")) == []


@pytest.mark.parametrize("text", ["x" * 200, "word " * 60, ""])
def test_long_texts_are_wrapped(text: str) -> None:
    """A text takes as many lines as it needs, even one without spaces; none is wider than its box."""
    picture = argument_map([Cluster((Box("Label", text),))])
    lines = [str(line.children[0]) for line in elements(picture, "tspan")]
    assert max(map(len, lines)) <= 60
    assert "".join("".join(lines[1:]).split()) == "".join(text.split())


def test_it_is_a_picture_with_a_name_and_a_description() -> None:
    """People who do not see it are told what it is, and it looks right without a style sheet."""
    picture = argument_map([Cluster((Box("Label", "Text"),))])
    assert picture.attributes["role"] == "img"
    assert picture.attributes["aria-label"]
    assert [child.name for child in picture.children[:2] if isinstance(child, Element)] == ["title", "desc"]
    for drawn in (*elements(picture, "rect"), *elements(picture, "text")):
        assert "currentColor" in drawn.attributes.values()
