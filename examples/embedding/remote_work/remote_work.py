"""Shows how a tool adds facts and rules of its own: here about remote work.

Attributes are added by subclassing a section, rules by a pack in a folder.
The pack brings a concern of its own, with what raises and what mitigates it;
what the rules of the article say stays as it is.
"""

from pathlib import Path
from textwrap import fill

from attrs import frozen

from pmo_expert import (
    Advice,
    Candidate,
    Case,
    Opening,
    advise,
    amount,
    load_knowledge,
    read_case,
    rules_folder,
    scale,
    section,
)

HERE = Path(__file__).parent


@frozen(kw_only=True)
class RemoteOpening(Opening):
    """An opening of which it is known how much of it can be done from home."""

    remote_days: float | None = amount(
        "On how many days a week may you work from home?",
        ask="employer",
        negotiable=True,
        unit="days a week",
        highest=5,
        phrase="you may work from home on {value} days a week",
        unknown="it is unknown how often you may work from home",
    )
    travel: str | None = scale(
        "How much travel comes with the post?",
        ask="employer",
        negotiable=True,
        none="the post comes without travel",
        some="the post comes with some travel",
        heavy="the post comes with much travel",
        unknown="it is unknown how much travel comes with the post",
    )


@frozen(kw_only=True)
class RemoteCandidate(Candidate):
    """A candidate who may have a wish about working from home."""

    remote_wish: str | None = scale(
        "How important is it to you to work from home?",
        ask="yourself",
        indifferent="working from home does not matter to you",
        welcome="you would welcome working from home",
        needed="you need to work from home",
        unknown="it is unknown how important working from home is to you",
    )


@frozen(kw_only=True)
class RemoteCase(Case):
    """A case that also knows about remote work."""

    opening: RemoteOpening = section(RemoteOpening)
    candidate: RemoteCandidate = section(RemoteCandidate)


def advise_with_remote_work(path: Path) -> Advice:
    """Return the advice on a case file by the rules of both packs."""
    packs = (rules_folder(), HERE / "pack")
    knowledge = load_knowledge(*packs, case_type=RemoteCase)
    return advise(read_case(path, RemoteCase), knowledge)


def show(text: str, indent: str) -> None:
    """Print a text, wrapped, with its first line indented as told."""
    hanging = " " * len(indent)
    print(fill(text, 80, initial_indent=indent, subsequent_indent=hanging))


def main() -> None:
    """Print the advice."""
    advice = advise_with_remote_work(HERE / "case.yaml")
    print(f"{advice.title}\n\nRules: {advice.knowledge.name}")
    print(f"Verdict: {advice.verdict.replace('_', ' ')}")
    show(advice.reason, "")
    for concern in advice.concerns:
        if concern.arguments:
            print(f"\n{concern.title}: {concern.status.replace('_', ' ')}")
        for argument in concern.arguments:
            answered = "" if argument.stands else " (answered)"
            source = ", ".join(argument.sources)
            said = f"{argument.role}{answered}: {argument.because} [{source}]"
            show(said, "- ")
    print("\nNext:")
    for guidance in advice.guidance:
        show(guidance.text, "- ")


if __name__ == "__main__":
    main()
