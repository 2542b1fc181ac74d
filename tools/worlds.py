"""What rules conclude from facts, read off the rules themselves, without any program: slow, short and independent.

Truth has three values here, since a world may leave facts open: what rests on an open fact is None. What could still
happen is looked for by giving open facts one value after another, until it is plain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import define, evolve, field

from pmo_expert.domain.accepts import Includes, Known
from pmo_expert.domain.attribute import Value
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Decides, Finds, Offers, Raises, Rule
from tools.completions import worth_trying
from tools.rule_book import RuleBook

Truth: TypeAlias = bool | None
"""Whether something is so; None while that is open."""

Fact: TypeAlias = tuple[str, str]
"""An attribute, and of a set one member."""


def both(*truths: Truth) -> Truth:
    """Say whether all are so."""
    return False if False in truths else None if None in truths else True


def either(truths: Iterable[Truth]) -> Truth:
    """Say whether one at least is so."""
    found = set(truths)
    return True if True in found else None if None in found else False


def opposite(truth: Truth) -> Truth:
    """Say whether something is not so."""
    return None if truth is None else not truth


@define(eq=False)
class World:
    """Facts, and what rules conclude from them.

    `values` has what is known. What it lacks is unknown or, where `all_known`, open: each fact will have a value.
    `stated` are the facts that the case itself states; `asked` is the open fact that was met last.
    """

    book: RuleBook
    values: Mapping[str, Value]
    stated: Mapping[str, Value]
    members: Mapping[Fact, bool] = field(factory=dict)
    all_known: bool = False
    asked: Fact | None = None
    _found: dict[str, str | None] = field(factory=dict)

    def value(self, name: str) -> str | None:
        """Return the value that a conclusion has; None while that is open."""
        if name not in self._found:
            kind, _, about = name.partition(".")
            self._found[name] = {
                "finding": self._finding,
                "growth": self._growth,
                "concern": self._status,
                "severity": self._severity,
                "concerns": self._worst,
                "wiifm": self._still_open if about else self._wiifm,
                "case": self._empty,
                "verdict": self._verdict,
                "lean": self._lean,
            }[kind](about)
        return self._found[name]

    def fires(self, rule: Rule) -> Truth:
        """Say whether all conditions of a rule hold."""
        found: Truth = True
        for condition in rule.when:
            found = both(found, self._meets(condition))
            if found is False:
                return False
        return found

    def stands(self, rule: Rule) -> Truth:
        """Say whether a rule fires and nothing that stands attacks it."""
        fires = self.fires(rule)
        return both(fires, opposite(self._any(self.book.attackers(rule)))) if fires is not False else False

    def _any(self, rules: Iterable[Rule]) -> Truth:
        return either(map(self.stands, rules))

    def _meets(self, condition: Condition) -> Truth:
        name = condition.subject
        if name in self.book.knowledge.subjects.conclusions:
            value = self.value(name)
            return None if value is None else value in getattr(condition.accepts, "values", ())
        if not self.all_known or self.values.get(name) is not None:
            return condition.holds(self.values.get(name))
        accepts = condition.accepts
        if accepts is None or isinstance(accepts, Known):
            return accepts is not None
        if isinstance(accepts, Includes):
            held = either(self._member((name, member)) for member in accepts.members)
            return held if accepts.wanted else opposite(held)
        self.asked = (name, "")
        return None

    def _member(self, fact: Fact) -> Truth:
        if fact not in self.members:
            self.asked = fact
        return self.members.get(fact)

    # Conclusions

    def _finding(self, finding: str) -> str | None:
        return _yes(self._any(self.book.doing(Finds, finding)))

    def _growth(self, growth: str) -> str | None:
        return _yes(self._any(self.book.doing(Offers, growth)))

    def _status(self, concern: str) -> str | None:
        raising = self.book.doing(Raises, concern)
        is_open, raised = self._any(raising), either(map(self.fires, raising))
        if is_open is not False:
            return "open" if is_open else None
        if raised is not False:
            return "mitigated" if raised else None
        return "not_known" if self._could(lambda world: either(map(world.fires, raising))) else "not_raised"

    def _severity(self, concern: str) -> str | None:
        for severity in reversed(self.book.knowledge.decision.severity_names):
            rules = [rule for rule in self.book.doing(Raises, concern) if _severity_of(rule) == severity]
            stands = self._any(rules)
            if stands is not False:
                return severity if stands else None
        return "none"

    def _worst(self, _: str) -> str | None:
        severities = ["none", *self.book.knowledge.decision.severity_names]
        found = [self.value(f"severity.{concern}") for concern in self.book.knowledge.concerns]
        places = [severities.index(severity) for severity in found if severity is not None]
        return None if None in found else severities[max(places, default=0)]

    def _wiifm(self, _: str) -> str | None:
        goals = self.book.knowledge.decision.goals
        if goals is None or (not self.all_known and self.values.get(goals) is None):
            return "not_known"
        passes = self._serves()
        if passes is not False:
            return "passes" if passes else None
        return "not_known" if self._could(World._serves) else "fails"

    def _serves(self) -> Truth:
        """Say whether some growth that stands serves one of the goals."""
        offers = self.book.doing(Offers)
        return either(both(self._wanted(rule), self.stands(rule)) for rule in offers if self._wanted(rule) is not False)

    def _wanted(self, rule: Rule) -> Truth:
        assert isinstance(rule.effect, Offers)
        goals = self.book.knowledge.decision.goals
        if not rule.effect.serves or goals is None:
            return False
        return self._meets(Condition(goals, "", Includes(rule.effect.serves)))

    def _still_open(self, _: str) -> str | None:
        goals = self.book.knowledge.decision.goals
        if goals is None or self.all_known or self.values.get(goals) is None or self._serves():
            return "no"
        return _yes(self._could(World._serves))

    def _empty(self, about: str) -> str | None:
        section = about.partition(".")[2]
        read = {name for name in self.book.read if section in ("", name.partition(".")[0])}
        return _yes(not read if self.all_known else read.isdisjoint(self.stated))

    def _verdict(self, _: str) -> str | None:
        return self._first(self.book.doing(Decides))

    def _lean(self, _: str) -> str | None:
        asking = self.book.knowledge.decision.asking
        return self._first([rule for rule in self.book.doing(Decides) if _verdict_of(rule) != asking])

    def _first(self, rules: list[Rule]) -> str | None:
        for rule in rules:
            stands = self.stands(rule)
            if stands is not False:
                return _verdict_of(rule) if stands else None
        raise AssertionError("no verdict rule holds")

    # What could still happen

    def _could(self, happens: Callable[[World], Truth]) -> bool:
        """Say whether something happens once all that is not stated is known, in one way or another."""
        if self.all_known:
            return False
        return any_way(World(self.book, self.stated, self.stated, all_known=True), happens)


def any_way(world: World, happens: Callable[[World], Truth]) -> bool:
    """Say whether something happens for some values of the open facts."""
    truth = happens(world)
    if truth is not None:
        return truth
    assert world.asked is not None
    return any(any_way(one, happens) for one in _settled(world, world.asked))


def _settled(world: World, fact: Fact) -> Iterator[World]:
    """Yield the worlds in which an open fact has a value."""
    name, member = fact
    if member:
        for is_in in (True, False):
            yield evolve(world, members={**world.members, fact: is_in}, asked=None, found={})
    else:
        for value in worth_trying(name, world.book.knowledge):
            yield evolve(world, values={**world.values, name: value}, asked=None, found={})


def _yes(truth: Truth) -> str | None:
    return None if truth is None else "yes" if truth else "no"


def _severity_of(rule: Rule) -> str:
    assert isinstance(rule.effect, Raises)
    return rule.effect.severity


def _verdict_of(rule: Rule) -> str:
    assert isinstance(rule.effect, Decides)
    return rule.effect.verdict
