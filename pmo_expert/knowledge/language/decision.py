"""The decision model of a pack: its verdicts, its severities, and what holds the goals."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from pmo_expert.faults import NOWHERE, Position

Tone: TypeAlias = Literal["good", "mixed", "bad"]
TONES: tuple[Tone, ...] = get_args(Tone)
WIIFM_VALUES = ("passes", "fails", "not_known")


@frozen(kw_only=True)
class Verdict:
    """A verdict that the rules may give.

    `asks` marks the one that waits for facts, `favourable` those that say yes, with or without conditions.
    """

    name: str
    words: str
    tone: Tone
    asks: bool
    favourable: bool


@frozen(kw_only=True)
class Severity:
    """How much an argument weighs against.

    `counts` marks those whose open concerns are counted when cases are compared; nothing answers a `final` one.
    """

    name: str
    words: str
    counts: bool
    final: bool


@frozen(kw_only=True, slots=False)
class Decision:
    """What a pack decides, and in which words.

    `subject` is what is decided on, as in “… offers more pay”. `verdicts` stand from best to worst, `severities` from
    mildest to gravest. `goals` names the set attribute that growth serves, None where there is none; `wiifm` has a
    sentence for each answer to what is in it for you.
    """

    subject: str
    verdicts: tuple[Verdict, ...]
    severities: tuple[Severity, ...]
    goals: str | None
    wiifm: dict[str, str] = field(hash=False)
    position: Position = field(default=NOWHERE, eq=False, repr=False)

    @cached_property
    def verdict_names(self) -> tuple[str, ...]:
        """The verdicts from best to worst."""
        return tuple(verdict.name for verdict in self.verdicts)

    @cached_property
    def leans(self) -> tuple[str, ...]:
        """The verdicts that do not wait for facts, from best to worst."""
        return tuple(verdict.name for verdict in self.verdicts if not verdict.asks)

    @cached_property
    def asking(self) -> str | None:
        """The verdict that waits for facts."""
        return next((verdict.name for verdict in self.verdicts if verdict.asks), None)

    @cached_property
    def severity_names(self) -> tuple[str, ...]:
        """The severities from mildest to gravest."""
        return tuple(severity.name for severity in self.severities)

    @cached_property
    def final(self) -> frozenset[str]:
        """The severities that nothing answers."""
        return frozenset(severity.name for severity in self.severities if severity.final)

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """The severities whose open concerns are counted."""
        return tuple(severity.name for severity in self.severities if severity.counts)

    @cached_property
    def favourable(self) -> tuple[str, ...]:
        """The verdicts that say yes."""
        return tuple(verdict.name for verdict in self.verdicts if verdict.favourable)

    @property
    def worst(self) -> str:
        """The worst verdict."""
        return self.verdicts[-1].name

    @cached_property
    def _words(self) -> dict[str, str]:
        severities = {severity.name: severity.words for severity in self.severities}
        return severities | {verdict.name: verdict.words for verdict in self.verdicts}

    def words(self, name: str) -> str:
        """Return the words for a verdict or a severity."""
        return self._words[name]

    def tone(self, verdict: str) -> Tone:
        """Return how a verdict is shown."""
        return self.verdicts[self.verdict_names.index(verdict)].tone
