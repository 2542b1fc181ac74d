"""Values of attributes as they are written in files and on the command line."""

from __future__ import annotations

import re
from typing import Any

from pmo_expert.documents import Items, Node, Scalar, describe
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.section import value_faults
from pmo_expert.faults import Fault, fault_at

NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
TRUTH = {"yes": True, "true": True, "no": False, "false": False}


def read_value(attribute: Attribute, node: Node) -> tuple[Value, list[Fault]]:
    """Return the value that a node states for an attribute, and what is wrong with it."""
    if isinstance(node, Scalar) and (node.is_null or node.text == UNKNOWN):
        return None, []
    if isinstance(node, Scalar):
        value = scalar_value(attribute, node)
        return value, value_faults(attribute, value, node.position)
    if attribute.kind == "set" and isinstance(node, Items):
        return _read_members(attribute, node)
    problem = f"expected {expected(attribute)}, found {describe(node)}"
    return None, [fault_at(node.position, problem, place=attribute.name)]


def scalar_value(attribute: Attribute, node: Scalar) -> Any:
    """Return the Python value of a scalar, or its text when it is no value of the attribute's kind."""
    if attribute.kind == "yes_no":
        return TRUTH.get(node.text.lower(), node.text)
    if attribute.kind == "amount" and NUMBER.fullmatch(node.text):
        return int(node.text) if node.text.lstrip("+-").isdigit() else float(node.text)
    return node.text


def expected(attribute: Attribute) -> str:
    """Return in words what an attribute takes."""
    if attribute.kind == "amount":
        return f"a number ({attribute.unit})"
    return f"{'a list of' if attribute.kind == 'set' else 'one of'} {', '.join(attribute.values)}"


def _read_members(attribute: Attribute, node: Items) -> tuple[Value, list[Fault]]:
    faults = [
        fault_at(part.position, f"expected a name, found {describe(part)}", place=attribute.name)
        for part in node.nodes
        if not isinstance(part, Scalar)
    ]
    members = frozenset(part.text for part in node.nodes if isinstance(part, Scalar))
    for part in node.nodes:
        if isinstance(part, Scalar):
            faults += value_faults(attribute, frozenset([part.text]), part.position)
    return members, faults
