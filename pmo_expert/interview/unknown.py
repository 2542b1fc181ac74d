"""Short ways to say at a question that one does not know."""

from __future__ import annotations

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.text import folded

ZERO = "0"
SKIP = "skip"


def zero_is_unknown(attribute: Attribute) -> bool:
    """Say whether 0 means unknown: wherever it is no answer itself."""
    if isinstance(attribute, Amount):
        return not attribute.lowest <= 0 <= attribute.highest
    return ZERO not in attribute.values


def leaves_unknown(attribute: Attribute, text: str) -> bool:
    """Say whether a typed text says no more than that one does not know: nothing at all, skip, or 0."""
    said = folded(text)
    if said in attribute.values:
        return False
    return said in ("", SKIP) or (said == ZERO and zero_is_unknown(attribute))
