"""The conclusions of a program: their keys, and how they read."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.compiling.clauses import ClauseList
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import FindingPhrases, Presumes, Rule
from pmo_expert.knowledge.language.subjects import (
    CONCERN,
    EMPTY,
    FINDING,
    GROWTH,
    LEAN,
    SEVERITY,
    STILL_OPEN,
    VERDICT,
    WIIFM,
    WORST,
    Conclusion,
    Subjects,
)
from pmo_expert.logic.keys import Atom

FIRES, DEFEATED, ANSWERED, RAISED = "fires", "defeated", "answered", "raised"
STANDING, SERVES, APPLIES, GUIDANCE, ANY_OF = "standing", "serves", "applies", "guidance", "any-of"
PRESUMED, TAKEN, POSSIBLE, BLANK = "presumed", "taken", "possible", "blank"
STATUS_WORDS = {
    "open": ("is open", "is not open"),
    "mitigated": ("is answered", "is not answered"),
    "not_known": ("is not known yet", "is known"),
    "not_raised": ("is not raised", "is raised, or could still be"),
}
WIIFM_WORDS = {
    "passes": ("something in it serves a goal of yours", "nothing in it is known to serve a goal of yours"),
    "fails": ("nothing in it serves a goal of yours, nor could it", "something in it serves a goal of yours or could"),
    "not_known": ("it is not known yet what is in it for you", "it is known what is in it for you"),
}


def is_attack(atom: Atom) -> bool:
    """Say whether a conclusion is that some argument is answered."""
    return atom.kind in (ANSWERED, DEFEATED)


def is_about_a_rule(atom: Atom) -> bool:
    """Say whether a conclusion is about a rule or its reasons alone, and says nothing of the case in its own words."""
    return atom.kind in (FIRES, DEFEATED, ANSWERED, APPLIES, RAISED, GUIDANCE, PRESUMED, BLANK) or atom == Atom(
        STANDING, "", atom.value
    )


def is_auxiliary(atom: Atom) -> bool:
    """Say whether a conclusion only serves to test for values, which a condition says already."""
    return is_told_by_conditions(atom) or atom.kind == BLANK


def is_told_by_conditions(atom: Atom) -> bool:
    """Say whether a conclusion is that a condition on an attribute is met."""
    return atom.kind in (ANY_OF, TAKEN)


def serves(goal: str) -> Atom:
    """Return the conclusion that something serves a goal."""
    return Atom(SERVES, goal)


@frozen
class Atoms:
    """Makes the keys of conclusions, each noted with its words in the list of clauses."""

    clauses: ClauseList
    subjects: Subjects
    concerns: dict[str, str]
    findings: dict[str, FindingPhrases]
    growth: dict[str, str]

    def state_declared(self) -> None:
        """Note findings and growth, which rules may test also where no rule concludes them."""
        for finding in self.findings:
            self.finding(finding)
        for growth in self.growth:
            self.offered(growth)

    def fires(self, rule: str) -> Atom:
        return self.clauses.state(Atom(FIRES, rule), f"the rule {rule} applies", f"the rule {rule} does not apply")

    def defeated(self, rule: str) -> Atom:
        reached, absent = f"something answers the rule {rule}", f"nothing answers the rule {rule}"
        return self.clauses.state(Atom(DEFEATED, rule), reached, absent)

    def answered(self, concern: str) -> Atom:
        title = self.concerns[concern]
        reached, absent = (
            f"something answers the concern “{title}”",
            f"nothing answers the concern “{title}”",
        )
        return self.clauses.state(Atom(ANSWERED, concern), reached, absent)

    def presumed(self, rule: Rule) -> Atom:
        """Return the conclusion that a presumption applies."""
        assert isinstance(rule.effect, Presumes)
        says = self.subjects.attribute(rule.effect.attribute).state(rule.effect.value)
        return self.clauses.state(
            Atom(PRESUMED, rule.id), f"usually, {says}", f"it cannot be taken as usual that {says}"
        )

    def taken(self, attribute: Attribute, condition: Condition) -> Atom:
        """Return the conclusion that what is stated or usual meets a condition."""
        words = [] if condition.accepts is None else attribute.state_needed(condition.accepts, condition.text)
        says = " or ".join([*words, *([attribute.unknown] if condition.unknown else [])])
        return self.clauses.state(Atom(TAKEN, attribute.name, condition.text), says, f"it is not so that {says}")

    def raised(self, concern: str) -> Atom:
        title = self.concerns[concern]
        reached, absent = f"something raises the concern “{title}”", f"nothing raises the concern “{title}”"
        return self.clauses.state(Atom(RAISED, concern), reached, absent)

    def standing(self, concern: str, severity: str) -> Atom:
        title, words = self.concerns[concern], self._words(severity)
        return self.clauses.state(
            Atom(STANDING, concern, severity),
            f"a {words} reason for the concern “{title}” holds",
            f"no {words} reason for the concern “{title}” holds",
        )

    def any_standing(self, severity: str) -> Atom:
        words = self._words(severity)
        reached, absent = f"a {words} reason for a concern holds", f"no {words} reason for a concern holds"
        return self.clauses.state(Atom(STANDING, "", severity), reached, absent)

    def status(self, concern: str, status: str) -> Atom:
        name = f"the concern “{self.concerns[concern]}”"
        reached, absent = (f"{name} {words}" for words in STATUS_WORDS[status])
        return self.clauses.state(Atom(CONCERN, concern, status), reached, absent)

    def severity(self, concern: str, severity: str) -> Atom:
        name, words = f"the concern “{self.concerns[concern]}”", self._words(severity)
        return self.clauses.state(Atom(SEVERITY, concern, severity), f"{name} is {words}", f"{name} is not {words}")

    def worst(self, severity: str) -> Atom:
        words = self._words(severity)
        reached, absent = f"the worst open concern is {words}", f"the worst open concern is not {words}"
        return self.clauses.state(Atom(WORST, "", severity), reached, absent)

    def finding(self, finding: str) -> Atom:
        phrases = self.findings[finding]
        return self.clauses.state(Atom(FINDING, finding), phrases.holds, phrases.absent)

    def offered(self, growth: str) -> Atom:
        title, subject = self.growth[growth], self.subjects.decision.subject
        reached, absent = f"{subject} offers: {title}", f"{subject} is not known to offer: {title}"
        return self.clauses.state(Atom(GROWTH, growth), reached, absent)

    def serves(self, goal: str) -> Atom:
        assert self.subjects.decision.goals is not None
        goals = self.subjects.attribute(self.subjects.decision.goals)
        assert isinstance(goals, SetOf)
        phrase, subject = goals.members[goal], self.subjects.decision.subject
        reached, absent = f"what {subject} offers serves the goal {phrase}", f"nothing serves the goal {phrase}"
        return self.clauses.state(serves(goal), reached, absent)

    def wiifm(self, value: str) -> Atom:
        return self.clauses.state(Atom(WIIFM, "", value), *WIIFM_WORDS[value])

    def still_open(self) -> Atom:
        reached, absent = "what is unknown could serve a goal of yours", "nothing unknown could serve a goal of yours"
        return self.clauses.state(Atom(STILL_OPEN), reached, absent)

    def possible(self, concern: str) -> Atom:
        title = self.concerns[concern]
        reached, absent = f"what is unknown could raise “{title}”", f"nothing unknown could raise “{title}”"
        return self.clauses.state(Atom(POSSIBLE, concern), reached, absent)

    def blank(self, section: str, number: int) -> Atom:
        """Return the conclusion that nothing is stated of some facts of a section, or of all, from one on."""
        return self.clauses.state(Atom(BLANK, section, str(number)), *self._emptiness(section))

    def empty(self, section: str = "") -> Atom:
        """Return the conclusion that nothing is stated in a section, or at all."""
        return self.clauses.state(Atom(EMPTY, section), *self._emptiness(section))

    def _emptiness(self, section: str) -> tuple[str, str]:
        about = f" of the {self.subjects.vocabulary.sections[section]}" if section else ""
        return f"nothing is stated{about}", f"something is stated{about}"

    def applies(self, rule: str) -> Atom:
        reached, absent = f"the rule {rule} applies", f"the rule {rule} does not apply"
        return self.clauses.state(Atom(APPLIES, rule), reached, absent)

    def verdict(self, verdict: str) -> Atom:
        words = self._words(verdict)
        return self.clauses.state(Atom(VERDICT, "", verdict), f"the verdict is {words}", f"the verdict is not {words}")

    def lean(self, verdict: str) -> Atom:
        words = self._words(verdict)
        reached, absent = (f"as far as is known, the verdict would {be} {words}" for be in ("be", "not be"))
        return self.clauses.state(Atom(LEAN, "", verdict), reached, absent)

    def guidance(self, rule: str) -> Atom:
        reached, absent = f"the advice {rule} is given", f"the advice {rule} is not given"
        return self.clauses.state(Atom(GUIDANCE, rule), reached, absent)

    def any_value(self, conclusion: Conclusion, condition: Condition, values: Iterable[str]) -> Atom:
        """Return the conclusion that another conclusion has one of some values."""
        name, text = conclusion.name, condition.text
        return self.clauses.state(Atom(ANY_OF, name, " or ".join(values)), f"{name} is {text}", f"{name} is not {text}")

    def any_member(self, attribute: Attribute, condition: Condition, members: Iterable[str]) -> Atom:
        """Return the conclusion that a set holds at least one of some members."""
        assert condition.accepts is not None
        phrase = " or ".join(attribute.state_needed(condition.accepts, condition.text))
        return self.clauses.state(Atom(ANY_OF, attribute.name, " or ".join(members)), phrase, f"not known: {phrase}")

    def _words(self, name: str) -> str:
        return self.subjects.decision.words(name)
