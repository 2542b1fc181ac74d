"""The nodes of a diagram as few small numbers, which compress to less than half."""

from __future__ import annotations

from typing import Any

from pmo_expert.logic.outcomes import Outcomes


def packed_nodes(diagram: Outcomes) -> dict[str, Any]:
    """Return the nodes by level, the last level first, and in a level by their children.

    `sizes` says how many there are at each level in this order, `steps` has their children one after the other, each as
    the difference to that of the node before at the same level; a node may thus only name nodes that stand before it.
    """
    by_level: dict[int, list[int]] = {level: [] for level in reversed(range(len(diagram.facts)))}
    for place, level in enumerate(diagram.levels):
        by_level[level].append(place)
    numbers = {end: end for end in range(diagram.count)}
    steps: list[int] = []
    for places in by_level.values():
        children = {place: [numbers[child] for child in diagram.children[place]] for place in places}
        before: list[int] = []
        for place in sorted(places, key=children.__getitem__):
            own = children[place]
            steps += [new - old for new, old in zip(own, before or [0] * len(own), strict=True)]
            numbers[diagram.count + place] = len(numbers)
            before = own
    return {"sizes": [len(places) for places in by_level.values()], "steps": steps, "root": numbers[diagram.root]}
