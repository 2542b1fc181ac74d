"""The conclusions of a program: their names, and how they read."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.vocabulary import GOALS
from pmo_expert.knowledge.compiling.clauses import ClauseList
from pmo_expert.knowledge.language.rule import FindingPhrases, Severity
from pmo_expert.knowledge.language.subjects import LEAN, STILL_OPEN, VERDICT, WIIFM, WORST, Subjects

VERDICT_WORDS = {
    "accept": "accept",
    "accept_with_conditions": "accept with conditions",
    "find_out_more": "find out more",
    "decline": "decline",
}
STATUS_WORDS = {"open": "is open", "mitigated": "is mitigated", "not_raised": "is not raised"}
STATUS_DENIALS = {"open": "is not open", "mitigated": "is not mitigated", "not_raised": "is raised"}
WIIFM_WORDS = {
    "passes": ("something in it serves a goal of yours", "nothing in it is known to serve a goal of yours"),
    "fails": ("nothing in it is known to serve a goal of yours", "it is not so that nothing serves your goals"),
    "unknown": ("it cannot be said what is in it for you", "your goals are known"),
}


ATTACKS = ("answered.", "defeated.")
ANY_OF = "any-of "


def is_attack(conclusion: str) -> bool:
    """Say whether a conclusion is that some argument is answered."""
    return conclusion.startswith(ATTACKS)


def is_auxiliary(conclusion: str) -> bool:
    """Say whether a conclusion only serves to test for one of several members, which a condition says already."""
    return conclusion.startswith(ANY_OF)


def serves(goal: str) -> str:
    """Return the name of the conclusion that something serves a goal."""
    return f"serves.{goal}"


@frozen
class Atoms:
    """Makes the names of conclusions, each noted with its words in the list of clauses."""

    clauses: ClauseList
    subjects: Subjects
    concerns: dict[str, str]
    findings: dict[str, FindingPhrases]
    growth: dict[str, str]

    def fires(self, rule: str) -> str:
        return self.clauses.state(f"fires.{rule}", f"the rule {rule} applies", f"the rule {rule} does not apply")

    def defeated(self, rule: str) -> str:
        reached, absent = f"an argument answers the rule {rule}", f"no standing argument answers the rule {rule}"
        return self.clauses.state(f"defeated.{rule}", reached, absent)

    def answered(self, concern: str) -> str:
        title = self.concerns[concern]
        reached, absent = (
            f"an argument answers the concern “{title}”",
            f"no standing argument answers the concern “{title}”",
        )
        return self.clauses.state(f"answered.{concern}", reached, absent)

    def raised(self, concern: str) -> str:
        title = self.concerns[concern]
        reached, absent = f"something raises the concern “{title}”", f"nothing raises the concern “{title}”"
        return self.clauses.state(f"raised.{concern}", reached, absent)

    def standing(self, concern: str, severity: Severity) -> str:
        title = self.concerns[concern]
        return self.clauses.state(
            f"standing.{concern}={severity}",
            f"a {severity} argument for the concern “{title}” stands",
            f"no {severity} argument for the concern “{title}” stands",
        )

    def any_standing(self, severity: Severity) -> str:
        reached, absent = f"a {severity} argument for some concern stands", f"no {severity} argument stands"
        return self.clauses.state(f"standing={severity}", reached, absent)

    def status(self, concern: str, status: str) -> str:
        name = f"the concern “{self.concerns[concern]}”"
        reached, absent = f"{name} {STATUS_WORDS[status]}", f"{name} {STATUS_DENIALS[status]}"
        return self.clauses.state(f"concern.{concern}={status}", reached, absent)

    def severity(self, concern: str, severity: str) -> str:
        name = f"the concern “{self.concerns[concern]}”"
        reached, absent = f"{name} is {severity}", f"{name} is not {severity}"
        return self.clauses.state(f"severity.{concern}={severity}", reached, absent)

    def worst(self, severity: str) -> str:
        reached, absent = f"the worst open concern is {severity}", f"the worst open concern is not {severity}"
        return self.clauses.state(f"{WORST}={severity}", reached, absent)

    def finding(self, finding: str) -> str:
        phrases = self.findings[finding]
        return self.clauses.state(f"finding.{finding}", phrases.holds, phrases.absent)

    def offered(self, growth: str) -> str:
        title = self.growth[growth]
        reached, absent = f"the post offers: {title}", f"the post is not known to offer: {title}"
        return self.clauses.state(f"growth.{growth}", reached, absent)

    def serves(self, goal: str) -> str:
        phrase = self.subjects.vocabulary.attributes[GOALS].phrases[goal]
        reached, absent = f"what the post offers serves the goal {phrase}", f"nothing serves the goal {phrase}"
        return self.clauses.state(serves(goal), reached, absent)

    def wiifm(self, value: str) -> str:
        return self.clauses.state(f"{WIIFM}={value}", *WIIFM_WORDS[value])

    def still_open(self) -> str:
        reached, absent = "what is unknown could serve a goal of yours", "nothing unknown could serve a goal of yours"
        return self.clauses.state(STILL_OPEN, reached, absent)

    def applies(self, rule: str) -> str:
        reached, absent = f"the verdict rule {rule} applies", f"the verdict rule {rule} does not apply"
        return self.clauses.state(f"applies.{rule}", reached, absent)

    def verdict(self, verdict: str) -> str:
        words = VERDICT_WORDS[verdict]
        return self.clauses.state(f"{VERDICT}={verdict}", f"the verdict is {words}", f"the verdict is not {words}")

    def lean(self, verdict: str) -> str:
        words = VERDICT_WORDS[verdict]
        return self.clauses.state(f"{LEAN}={verdict}", f"the lean is {words}", f"the lean is not {words}")

    def guidance(self, rule: str) -> str:
        return self.clauses.state(f"guidance.{rule}", f"the advice {rule} is given", f"the advice {rule} is not given")

    def one_of(self, subject: str, text: str) -> str:
        return self.clauses.state(f"{subject} {text}", f"{subject} is {text}", f"{subject} is not {text}")

    def includes(self, subject: str, text: str) -> str:
        phrase = f"{text.removeprefix('includes ').replace('_', ' ')} is among your goals"
        return self.clauses.state(f"{ANY_OF}{subject} {text}", phrase, f"not known: {phrase}")
