"""Shows how a tool advises by a pack of its own, which adds attributes and rules about remote work to the article's.

There is no class to write: the pack says in its vocabulary what a case may state.
"""

from pathlib import Path
from textwrap import fill

from pmo_expert import advise, load_knowledge

PACK = Path(__file__).parents[1] / "packs" / "remote-work"


def show(text: str, indent: str) -> None:
    """Print a text, wrapped, with its first line indented as told."""
    print(fill(text, 80, initial_indent=indent, subsequent_indent=" " * len(indent)))


def main() -> None:
    """Print the advice."""
    knowledge = load_knowledge(PACK)
    advice = advise(knowledge.read_case(PACK / "cases" / "weeks-on-the-road.yaml"), knowledge)
    print(f"{advice.title}\n\nRules: {advice.knowledge.name}")
    print(f"Verdict: {advice.words.verdicts[advice.verdict]}")
    show(advice.reason, "")
    for concern in advice.concerns:
        if concern.arguments:
            print(f"\n{concern.title}: {concern.status.replace('_', ' ')}")
        for argument in concern.arguments:
            answered = "" if argument.stands else " (answered)"
            source = ", ".join(argument.sources)
            show(f"{argument.role}{answered}: {argument.because} [{source}]", "- ")
    print("\nNext:")
    for guidance in advice.guidance:
        show(guidance.text, "- ")


if __name__ == "__main__":
    main()
