"""The kinds of attributes, each in a file that holds all there is to it."""

from __future__ import annotations

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.choice import Choice, Scale
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo

KINDS: dict[str, type[Attribute]] = {kind.kind: kind for kind in (YesNo, Choice, Scale, Amount, SetOf)}
"""The kinds by the names that vocabularies give them."""
