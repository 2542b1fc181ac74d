"""Shows the library in a dozen lines: read a case, ask for advice, print it."""

from pathlib import Path
from textwrap import fill

from pmo_expert import advise, read_case

CASE = Path(__file__).parents[1] / "cases" / "star-asked-backstage.yaml"


def main() -> None:
    """Print the advice."""
    advice = advise(read_case(CASE))
    verdict = advice.verdict.replace("_", " ")
    print(fill(f"{advice.title}: {verdict}. {advice.reason}", 80))
    for concern in advice.concerns:
        if concern.status == "open":
            print(f"\n{concern.title} ({concern.severity}):")
            for argument in concern.arguments:
                if argument.role == "raises" and argument.stands:
                    print(fill(f"- {argument.because}", 80))
    print("\nWhat the post offers (+ serves a goal of yours):")
    for growth in advice.growth:
        print("+" if growth.serves_your_goals else "-", growth.title)


if __name__ == "__main__":
    main()
