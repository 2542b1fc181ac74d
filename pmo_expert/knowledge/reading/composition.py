"""Rules of several packs together: what a pack switches off, replaces, or puts before others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import define, evolve, field

from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.language.rule import Decides, Defeats, Mitigates, Rule, SwitchedOff
from pmo_expert.knowledge.reading.pack_reader import Pack


def compose(reader: Reader, packs: Sequence[Pack], rules: Sequence[Rule]) -> tuple[list[Rule], list[SwitchedOff]]:
    """Return the rules that packs make together, in their order, and those that are switched off.

    What answers a replaced rule answers the one in its place. A rule that answers nothing but rules that were switched
    off is switched off as well.
    """
    composer = _Composer(reader, list(rules))
    for number, pack in enumerate(packs):
        earlier = {one.name for one in packs[:number]}
        composer.switch_off(pack, earlier)
        composer.replace(pack, earlier)
        composer.order(pack)
    composer.drop_answers()
    return composer.rules, composer.off


@define
class _Composer:
    reader: Reader
    rules: list[Rule]
    off: list[SwitchedOff] = field(factory=list)

    def switch_off(self, pack: Pack, earlier: set[str]) -> None:
        for name, without in pack.without.items():
            rule = self._named(name, earlier)
            if rule is None:
                allowed = self._allowed(earlier)
                problem = "switches off a rule that no extended pack has:"
                self.reader.fault(without.position, problem, place=pack.name, found=name, allowed=allowed)
                continue
            self.rules.remove(rule)
            self.off.append(SwitchedOff(rule=name, sources=rule.sources, pack=pack.name, reason=without.reason))

    def replace(self, pack: Pack, earlier: set[str]) -> None:
        for new, name in [(one.id, one.instead_of) for one in self.rules if one.pack == pack.name and one.instead_of]:
            rule = next(one for one in self.rules if one.id == new and one.pack == pack.name)
            old = self._named(name, earlier)
            if old is None:
                allowed = self._allowed(earlier)
                problem = "stands instead of a rule that no extended pack has:"
                self.reader.fault(rule.position, problem, place=rule.id, found=name, allowed=allowed)
                continue
            self.rules.remove(rule)
            self.rules[self.rules.index(old)] = rule
            self.rules = [_renamed(one, {old.id: rule.id}) for one in self.rules]
            off = SwitchedOff(rule=old.id, sources=old.sources, pack=pack.name, reason=rule.because, instead=rule.id)
            self.off.append(off)

    def order(self, pack: Pack) -> None:
        for rule in [rule for rule in self.rules if rule.pack == pack.name and rule.before is not None]:
            deciding = {other.id: other for other in self.rules if isinstance(other.effect, Decides) and other != rule}
            if rule.before not in deciding:
                allowed = tuple(deciding)
                problem = "stands before a verdict rule that there is not:"
                self.reader.fault(rule.position, problem, place=rule.id, found=rule.before, allowed=allowed)
                continue
            self.rules.remove(rule)
            self.rules.insert(self.rules.index(deciding[rule.before]), rule)

    def drop_answers(self) -> None:
        """Take rules that were switched off out of the rules that answer them."""
        there = {rule.id for rule in self.rules}
        gone = {off.rule: off.pack for off in self.off if off.instead is None and off.rule not in there}
        while gone:
            left = [(rule, _without_targets(rule, gone)) for rule in self.rules]
            self.rules = [kept for _, kept in left if not _is_idle(kept)]
            dropped = [
                SwitchedOff(
                    rule=rule.id,
                    sources=rule.sources,
                    pack=next(gone[target] for target in _targets(rule) if target in gone),
                    reason="Every rule that it answers is switched off.",
                )
                for rule, kept in left
                if _is_idle(kept) and not _is_idle(rule)
            ]
            self.off += dropped
            gone = {off.rule: off.pack for off in dropped}

    def _named(self, name: str, packs: set[str]) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == name and rule.pack in packs), None)

    def _allowed(self, packs: set[str]) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.rules if rule.pack in packs)


def _targets(rule: Rule) -> tuple[str, ...]:
    """Return the rules that a rule answers by name."""
    return (rule.effect.targets or ()) if isinstance(rule.effect, Mitigates | Defeats) else ()


def _is_idle(rule: Rule) -> bool:
    """Say whether a rule answers rules by name, and none is left."""
    return isinstance(rule.effect, Mitigates | Defeats) and rule.effect.targets == ()


def _renamed(rule: Rule, names: Mapping[str, str]) -> Rule:
    if isinstance(rule.effect, Mitigates | Defeats) and rule.effect.targets:
        targets = tuple(dict.fromkeys(names.get(target, target) for target in rule.effect.targets))
        return evolve(rule, effect=evolve(rule.effect, targets=targets))
    return rule


def _without_targets(rule: Rule, gone: Collection[str]) -> Rule:
    if isinstance(rule.effect, Mitigates | Defeats) and rule.effect.targets is not None:
        left = tuple(target for target in rule.effect.targets if target not in gone)
        if left != rule.effect.targets:
            return evolve(rule, effect=evolve(rule.effect, targets=left))
    return rule
