"""Rules, sources and packs as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from pmo_expert.domain.attribute import Value
from pmo_expert.faults import NOWHERE, Position
from pmo_expert.knowledge.language.conditions import Condition

STUDY = "study"
STRENGTHS = {STUDY: "a study", "several_cases": "several cases", "one_case": "one case or an opinion"}
"""How much a source can bear, from most to least, in words."""


@frozen
class Finds:
    """Concludes a finding."""

    finding: str


@frozen
class Presumes:
    """Says what is usual: while an attribute is unknown, it counts as having a value."""

    attribute: str
    value: Value


@frozen
class Raises:
    """Argues for a concern."""

    concern: str
    severity: str


@frozen
class Mitigates:
    """Argues against what raises a concern: against the named rules, or all when `targets` is None."""

    concern: str
    targets: tuple[str, ...] | None


@frozen
class Defeats:
    """Argues against other arguments."""

    targets: tuple[str, ...]


@frozen
class Offers:
    """Says that there is growth in it, and which goals that serves."""

    growth: str
    serves: tuple[str, ...]


@frozen
class Decides:
    """Gives a verdict."""

    verdict: str


@frozen
class Guides:
    """Tells what to do next, or what to ask and whom.

    `brings` are the facts that a step would bring about; it is given only where these would help.
    """

    kind: Literal["step", "question"]
    text: str
    ask: str | None = None
    brings: Mapping[str, Value] = field(factory=dict, hash=False)


Effect: TypeAlias = Finds | Presumes | Raises | Mitigates | Defeats | Offers | Decides | Guides


@frozen
class Example:
    """Facts with which a rule must fire, or, when `fires` is false, must not."""

    facts: Mapping[str, Value]
    fires: bool
    position: Position = field(default=NOWHERE, eq=False)


@frozen(kw_only=True)
class Rule:
    """One rule of a pack: its effect follows when every condition holds.

    `instead_of` names the rule of an extended pack that it replaces, `before` the verdict rule before which it stands.
    """

    id: str
    effect: Effect
    when: tuple[Condition, ...]
    because: str
    sources: tuple[str, ...]
    pack: str = ""
    instead_of: str | None = None
    before: str | None = None
    examples: tuple[Example, ...] = field(default=(), repr=False)
    position: Position = field(default=NOWHERE, eq=False, repr=False)


@frozen(kw_only=True)
class Claim:
    """One citable claim of a source; `id` is as rules cite it, for instance `article 1.8`."""

    id: str
    source: str
    place: str
    kinds: tuple[str, ...]
    says: str
    no_rule: str | None = None
    position: Position = field(default=NOWHERE, eq=False, repr=False)


@frozen(kw_only=True)
class Source:
    """What rules rest on.

    `year` is None where it is not known; `strength` is one of STRENGTHS, or empty where a pack does not say. `called`
    is how it is named in a sentence, such as “a vendor's survey”.
    """

    id: str
    title: str
    author: str
    year: int | None = None
    strength: str = ""
    called: str = ""

    @property
    def words(self) -> str:
        """How the source is named in a sentence, a study with its year; empty where no strength is stated."""
        called = self.called or STRENGTHS.get(self.strength, "")
        return f"{called} of {self.year}" if self.strength == STUDY and self.year else called


@frozen
class FindingPhrases:
    """A finding in words, for when it holds and when it does not."""

    holds: str
    absent: str
    position: Position = field(default=NOWHERE, eq=False, repr=False)


@frozen(kw_only=True, slots=False)
class SwitchedOff:
    """A rule that is not used: which pack switched it off and why, and the rule that stands in its place, if any.

    `sources` are the claims that it cites.
    """

    rule: str
    sources: tuple[str, ...]
    pack: str
    reason: str
    instead: str | None = None
