"""The clauses that no rule states: what a concern's status, its severity, WII-FM and the verdict mean."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.domain.vocabulary import GOALS
from pmo_expert.knowledge.compiling.statements import Atoms
from pmo_expert.knowledge.compiling.clauses import Origin, principle_origin
from pmo_expert.knowledge.language.conditions import Condition, Includes, Known
from pmo_expert.knowledge.language.rule import FIND_OUT_MORE, SEVERITIES, VERDICTS, Decides, Offers, Principle, Rule
from pmo_expert.knowledge.compiling.encoding import KNOWN, member_fact
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

STATUS = "concern-status"
SEVERITY = "concern-severity"
WORST = "worst-concern"
WIIFM = "wiifm"
STILL_OPEN = "wiifm-still-open"
PRINCIPLES = {
    STATUS: Principle(
        "A concern is open while an argument that raises it stands, mitigated when all that raised it is answered."
    ),
    SEVERITY: Principle("An open concern is as severe as the most severe argument that stands for it."),
    WORST: Principle("The worst concern is the most severe of those that are open."),
    WIIFM: Principle("A post has something in it for you when what it offers serves one of your goals."),
    STILL_OPEN: Principle("An unknown fact could still make the post offer what serves one of your goals."),
    "any-of": Principle("One of several is enough."),
}


def add_reasoning(rules: Iterable[Rule], principles: dict[str, Principle], atoms: Atoms) -> None:
    """Add the clauses that every program has, whatever its rules."""
    for concern in atoms.concerns:
        _add_status(concern, principle_origin(STATUS, principles[STATUS]), atoms)
        _add_severity(concern, principle_origin(SEVERITY, principles[SEVERITY]), atoms)
    _add_worst(principle_origin(WORST, principles[WORST]), atoms)
    served = {goal: None for rule in rules if isinstance(rule.effect, Offers) for goal in rule.effect.serves}
    _add_wiifm(list(served), principles[WIIFM], atoms)
    for verdict in VERDICTS:
        atoms.verdict(verdict)
        atoms.lean(verdict)
    deciding = [rule for rule in rules if isinstance(rule.effect, Decides)]
    for rule, earlier in _with_earlier(deciding):
        _add_decision(rule, earlier, atoms.verdict(_verdict(rule)), "decides", atoms)
    for rule, earlier in _with_earlier([rule for rule in deciding if _verdict(rule) != FIND_OUT_MORE]):
        _add_decision(rule, earlier, atoms.lean(_verdict(rule)), "leans", atoms)


def _add_status(concern: str, origin: Origin, atoms: Atoms) -> None:
    clauses, is_open, raised = atoms.clauses, atoms.status(concern, "open"), atoms.raised(concern)
    for severity in SEVERITIES:
        clauses.add(origin, [is_open], [Holds(atoms.standing(concern, severity))])
    clauses.add(origin, [atoms.status(concern, "mitigated")], [Holds(raised), Absent(is_open)])
    clauses.add(origin, [atoms.status(concern, "not_raised")], [Absent(raised)])


def _add_severity(concern: str, origin: Origin, atoms: Atoms) -> None:
    for place, severity in enumerate(SEVERITIES):
        body: list[Literal] = [Holds(atoms.standing(concern, severity))]
        body += [Absent(atoms.standing(concern, above)) for above in SEVERITIES[place + 1 :]]
        atoms.clauses.add(origin, [atoms.severity(concern, severity)], body)


def _add_worst(origin: Origin, atoms: Atoms) -> None:
    for place, severity in enumerate(SEVERITIES):
        for concern in atoms.concerns:
            stands = Holds(atoms.standing(concern, severity))
            atoms.clauses.add(origin, [atoms.any_standing(severity)], [stands])
        body: list[Literal] = [Holds(atoms.any_standing(severity))]
        body += [Absent(atoms.any_standing(above)) for above in SEVERITIES[place + 1 :]]
        atoms.clauses.add(origin, [atoms.worst(severity)], body)


def _add_wiifm(served: list[str], principle: Principle, atoms: Atoms) -> None:
    passes = atoms.wiifm("passes")
    for goal in served:
        origin = principle_origin(WIIFM, principle, (_goal_condition(goal),))
        body: list[Literal] = [Holds(atoms.serves(goal)), FactIn(member_fact(GOALS, goal), ("yes",))]
        atoms.clauses.add(origin, [passes], body, goal)
    known = principle_origin(WIIFM, principle, (Condition(GOALS, "known", Known()),))
    atoms.clauses.add(known, [atoms.wiifm("fails")], [FactIn(GOALS, (KNOWN,)), Absent(passes)], "fails")
    unknown = principle_origin(WIIFM, principle, (Condition(GOALS, UNKNOWN, None, unknown=True),))
    atoms.clauses.add(unknown, [atoms.wiifm("unknown")], [FactIn(GOALS, (UNKNOWN,))], "unknown")


def add_possible_growth(rule: Rule, body: list[Literal], atoms: Atoms, origin: Origin) -> None:
    """Add the clauses by which a rule could still offer growth that serves you; `body` holds unless facts forbid it."""
    assert isinstance(rule.effect, Offers)
    for goal in rule.effect.serves:
        stage = f"{rule.id} {goal}"
        wanted = evolve(origin, conditions=(*origin.conditions, _goal_condition(goal)))
        served: list[Literal] = [FactIn(member_fact(GOALS, goal), ("yes",)), Absent(atoms.wiifm("passes"))]
        atoms.clauses.add(wanted, [atoms.still_open()], [*body, *served], stage)


def _goal_condition(goal: str) -> Condition:
    return Condition(GOALS, f"includes {goal}", Includes((goal,)))


def _with_earlier(rules: list[Rule]) -> Iterable[tuple[Rule, list[Rule]]]:
    return ((rule, rules[:place]) for place, rule in enumerate(rules))


def _add_decision(rule: Rule, earlier: list[Rule], head: str, stage: str, atoms: Atoms) -> None:
    origin = Origin(rule.id, rule.because, rule.sources)
    body: list[Literal] = [Holds(atoms.applies(rule.id)), *(Absent(atoms.applies(other.id)) for other in earlier)]
    atoms.clauses.add(origin, [head], body, stage)


def _verdict(rule: Rule) -> str:
    assert isinstance(rule.effect, Decides)
    return rule.effect.verdict
