"""Shows a loop: one opening, many candidates, a line for each in a table.

A career coach would read the candidates from a file; here they are written out.
The rules and the case file are read once, and only the candidate changes.
"""

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from pmo_expert import (
    Advice,
    Candidate,
    Case,
    advise,
    load_knowledge,
    read_case,
)

CASE = Path(__file__).parents[1] / "cases" / "star-asked-backstage.yaml"
ROW = "{:<8} {:<23} {:<9} {}"
CANDIDATES = {
    "Marco": Candidate(
        goals=frozenset({"recognition"}),
        runs_projects_now=True,
        wants_daily_excitement=True,
        plans_return_to_delivery=True,
    ),
    "Ada": Candidate(
        goals=frozenset({"broader_skills", "influence"}),
        runs_projects_now=False,
        plans_return_to_delivery=False,
    ),
    "Jonas": Candidate(
        goals=frozenset({"influence"}),
        plans_return_to_delivery=True,
    ),
    "Mei": Candidate(
        goals=frozenset({"hands_on_delivery"}),
        runs_projects_now=True,
    ),
    "Samir": Candidate(
        goals=frozenset({"marketability"}),
        wants_daily_excitement=True,
    ),
    "Elif": Candidate(runs_projects_now=True),
}


def open_concerns(advice: Advice) -> str:
    """Return the ids of the open concerns; serious ones are marked."""
    names = [
        f"{concern.id}{'' if concern.severity == 'minor' else '!'}"
        for concern in advice.concerns
        if concern.status == "open"
    ]
    return ", ".join(names) or "none"


def compare(opening: Case, candidates: Mapping[str, Candidate]) -> dict[str, Advice]:
    """Return the advice for each candidate on the same opening."""
    knowledge = load_knowledge()
    return {name: advise(evolve(opening, candidate=candidate), knowledge) for name, candidate in candidates.items()}


def main() -> None:
    """Print the advice."""
    print("One opening: the portfolio of a car maker\n")
    print(ROW.format("who", "verdict", "WII-FM", "open concerns (! serious)"))
    for name, advice in compare(read_case(CASE), CANDIDATES).items():
        verdict = advice.verdict.replace("_", " ")
        concerns = open_concerns(advice)
        print(ROW.format(name, verdict, advice.wiifm, concerns))


if __name__ == "__main__":
    main()
