"""What questions need: the answers without which they make no sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter

from pmo_expert.documents import Items, Node, Table
from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.knowledge.reading.condition_reader import read_condition

Needs = Mapping[str, tuple[tuple[Condition, ...], ...]]
"""By attribute, the ways in which its question makes sense: in each, some conditions on other attributes hold."""


def read_needs(reader: Reader, nodes: Mapping[str, Node], subjects: Subjects, broken: Collection[str]) -> Needs:
    """Return what questions need, as the nodes of their attributes state; what is wrong is noted.

    `broken` are attributes that could not be read.
    """
    attributes_only = Subjects(subjects.vocabulary, subjects.decision, {})
    found: dict[str, tuple[tuple[Condition, ...], ...]] = {}
    for name, node in nodes.items():
        ways = node.nodes if isinstance(node, Items) else (node,)
        if not ways or any(isinstance(way, Table) and not way.entries for way in ways):
            reader.fault(node.position, "needs nothing; name the answers that the question needs", place=name)
        found[name] = tuple(_way(reader, way, attributes_only, name, broken) for way in ways)
    _check_circles(reader, nodes, found)
    return found


def _check_circles(reader: Reader, nodes: Mapping[str, Node], needs: Needs) -> None:
    """Note questions that wait for each other, so that none would ever be asked."""
    rests_on = {name: {part.subject for way in ways for part in way} for name, ways in needs.items()}
    try:
        TopologicalSorter(rests_on).prepare()
    except CycleError as error:
        circle = tuple(reversed(error.args[1]))
        problem = "these questions need each other's answers: " + " ← ".join(circle)
        reader.fault(nodes[circle[0]].position, problem)


def _way(reader: Reader, node: Node, subjects: Subjects, name: str, broken: Collection[str]) -> tuple[Condition, ...]:
    conditions = []
    for key, test in reader.table(node, name, node.position).entries:
        if key.text == name:
            reader.fault(key.position, "a question cannot need its own answer", place=name)
        elif key.text in broken:
            continue
        elif (condition := read_condition(subjects, key, test, reader.faults)) is not None:
            conditions.append(condition)
    return tuple(conditions)
