"""The clauses that no rule states: what a concern's status, its severity, WII-FM and the verdict mean."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.domain.accepts import Includes, Known
from pmo_expert.domain.attribute import KNOWN, UNKNOWN
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.compiling.atoms import Atoms
from pmo_expert.knowledge.compiling.clauses import Origin, principle_origin
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.principles import (
    CONCERN_SEVERITY,
    CONCERN_STATUS,
    NOTHING_STATED,
    SOMETHING_IN_IT,
    WORST_CONCERN,
    Principle,
)
from pmo_expert.knowledge.language.rule import Decides, Offers, Rule
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

FACTS_AT_A_TIME = 12
DECIDES, LEANS = "decides", "leans"
"""The stages of a verdict rule at which it gives the verdict, and the lean."""


def add_reasoning(
    rules: Iterable[Rule], principles: dict[str, Principle], facts: Iterable[Variable], atoms: Atoms
) -> None:
    """Add the clauses that every program has, whatever its rules; `facts` are those that it reads."""
    decision = atoms.subjects.decision
    severities = decision.severity_names
    for concern in atoms.concerns:
        _add_status(concern, severities, principle_origin(CONCERN_STATUS, principles[CONCERN_STATUS]), atoms)
        _add_severity(concern, severities, principle_origin(CONCERN_SEVERITY, principles[CONCERN_SEVERITY]), atoms)
    _add_worst(severities, principle_origin(WORST_CONCERN, principles[WORST_CONCERN]), atoms)
    served = {goal: None for rule in rules if isinstance(rule.effect, Offers) for goal in rule.effect.serves}
    _add_wiifm(list(served), principles[SOMETHING_IN_IT], atoms)
    _add_emptiness(list(facts), principle_origin(NOTHING_STATED, principles[NOTHING_STATED]), atoms)
    for verdict in decision.verdict_names:
        atoms.verdict(verdict)
    for lean in decision.leans:
        atoms.lean(lean)
    deciding = [rule for rule in rules if isinstance(rule.effect, Decides)]
    for rule, earlier in _with_earlier(deciding):
        _add_decision(rule, earlier, atoms.verdict(_verdict(rule)), DECIDES, atoms)
    for rule, earlier in _with_earlier([rule for rule in deciding if _verdict(rule) != decision.asking]):
        _add_decision(rule, earlier, atoms.lean(_verdict(rule)), LEANS, atoms)


def _add_status(concern: str, severities: tuple[str, ...], origin: Origin, atoms: Atoms) -> None:
    clauses, is_open, raised = atoms.clauses, atoms.status(concern, "open"), atoms.raised(concern)
    for severity in severities:
        clauses.add(origin, [is_open], [Holds(atoms.standing(concern, severity))])
    clauses.add(origin, [atoms.status(concern, "mitigated")], [Holds(raised), Absent(is_open)])
    possible = atoms.possible(concern)
    clauses.add(origin, [atoms.status(concern, "not_known")], [Absent(raised), Holds(possible)])
    clauses.add(origin, [atoms.status(concern, "not_raised")], [Absent(raised), Absent(possible)])


def _add_severity(concern: str, severities: tuple[str, ...], origin: Origin, atoms: Atoms) -> None:
    for place, severity in enumerate(severities):
        body: list[Literal] = [Holds(atoms.standing(concern, severity))]
        body += [Absent(atoms.standing(concern, above)) for above in severities[place + 1 :]]
        atoms.clauses.add(origin, [atoms.severity(concern, severity)], body)


def _add_worst(severities: tuple[str, ...], origin: Origin, atoms: Atoms) -> None:
    for place, severity in enumerate(severities):
        for concern in atoms.concerns:
            stands = Holds(atoms.standing(concern, severity))
            atoms.clauses.add(origin, [atoms.any_standing(severity)], [stands])
        body: list[Literal] = [Holds(atoms.any_standing(severity))]
        body += [Absent(atoms.any_standing(above)) for above in severities[place + 1 :]]
        atoms.clauses.add(origin, [atoms.worst(severity)], body)


def _add_wiifm(served: list[str], principle: Principle, atoms: Atoms) -> None:
    """Add when there is something in it for you; without goals in the decision, that is never known."""
    goals = goals_of(atoms)
    if goals is None:
        atoms.clauses.add(principle_origin(SOMETHING_IN_IT, principle), [atoms.wiifm("not_known")], [], "not_known")
        return
    passes = atoms.wiifm("passes")
    for goal in served:
        origin = principle_origin(SOMETHING_IN_IT, principle, (goal_condition(goals, goal),))
        body: list[Literal] = [Holds(atoms.serves(goal)), FactIn(goals.member(goal), ("yes",))]
        atoms.clauses.add(origin, [passes], body, goal)
    known = principle_origin(SOMETHING_IN_IT, principle, (Condition(goals.name, "known", Known()),))
    body = [FactIn(goals.variable, (KNOWN,)), Absent(passes)]
    still_open = atoms.still_open()
    atoms.clauses.add(known, [atoms.wiifm("fails")], [*body, Absent(still_open)], "fails")
    atoms.clauses.add(known, [atoms.wiifm("not_known")], [*body, Holds(still_open)], "not_known")
    unknown = principle_origin(SOMETHING_IN_IT, principle, (Condition(goals.name, UNKNOWN, None, unknown=True),))
    atoms.clauses.add(unknown, [atoms.wiifm("not_known")], [FactIn(goals.variable, (UNKNOWN,))], UNKNOWN)


def _add_emptiness(facts: list[Variable], origin: Origin, atoms: Atoms) -> None:
    """Add when nothing is stated in a section, and at all; a few facts at a time, as engines bear few in one clause."""
    sections = tuple(atoms.subjects.vocabulary.sections)
    for section in sections:
        own = [fact for fact in facts if atoms.subjects.attribute(fact.attribute).section == section]
        starts = range(0, len(own), FACTS_AT_A_TIME)
        parts = [atoms.blank(section, start) for start in starts]
        for start, part in zip(starts, parts, strict=True):
            some = (FactIn(fact, (UNKNOWN,)) for fact in own[start : start + FACTS_AT_A_TIME])
            atoms.clauses.add(origin, [part], some, "part", f"{section} {start}")
        atoms.clauses.add(origin, [atoms.empty(section)], [Holds(part) for part in parts], section)
    atoms.clauses.add(origin, [atoms.empty()], [Holds(atoms.empty(section)) for section in sections])


def goals_of(atoms: Atoms) -> SetOf | None:
    """Return the attribute that growth serves, None where the decision has none."""
    name = atoms.subjects.decision.goals
    goals = None if name is None else atoms.subjects.attribute(name)
    assert goals is None or isinstance(goals, SetOf)
    return goals


def goal_condition(goals: SetOf, goal: str) -> Condition:
    """Return the condition that a goal is among yours."""
    return Condition(goals.name, f"includes {goal}", Includes((goal,)))


def _with_earlier(rules: list[Rule]) -> Iterable[tuple[Rule, list[Rule]]]:
    return ((rule, rules[:place]) for place, rule in enumerate(rules))


def _add_decision(rule: Rule, earlier: list[Rule], head: Atom, stage: str, atoms: Atoms) -> None:
    origin = Origin(rule.id, rule.because, rule.sources)
    body: list[Literal] = [Holds(atoms.applies(rule.id)), *(Absent(atoms.applies(other.id)) for other in earlier)]
    atoms.clauses.add(origin, [head], body, stage)


def _verdict(rule: Rule) -> str:
    assert isinstance(rule.effect, Decides)
    return rule.effect.verdict
