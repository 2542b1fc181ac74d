"""Shows a loop: one opening, many candidates, a line for each in a table.

A career coach would read the candidates from a file; here they are written out.
The rules and the case file are read once, and only the candidate changes.
"""

from collections.abc import Mapping
from pathlib import Path

from pmo_expert import Advice, Candidate, Case, PlainCase, advise, load_knowledge, read_case

CASE = Path(__file__).parents[1] / "cases" / "star-asked-backstage.yaml"
ROW = "{:<8} {:<23} {:<9} {}"
CANDIDATES = {
    "Marco": Candidate(
        goals={"recognition"},
        runs_projects_now=True,
        wants_daily_excitement=True,
        plans_return_to_delivery=True,
    ),
    "Ada": Candidate(
        goals={"broader_skills", "influence"},
        runs_projects_now=False,
        plans_return_to_delivery=False,
    ),
    "Jonas": Candidate(
        goals={"influence"},
        plans_return_to_delivery=True,
    ),
    "Mei": Candidate(
        goals={"hands_on_delivery"},
        runs_projects_now=True,
    ),
    "Samir": Candidate(
        goals={"marketability"},
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


def compare(opening: PlainCase, candidates: Mapping[str, Candidate]) -> dict[str, Advice]:
    """Return the advice for each candidate on the same opening; what the case says of another candidate is left out."""
    knowledge = load_knowledge()
    offered = {name: value for name, value in opening.facts.items() if not name.startswith("candidate.")}
    return {
        name: advise(offered | Case(candidate=candidate).facts, knowledge) for name, candidate in candidates.items()
    }


def main() -> None:
    """Print the advice."""
    print("One opening: the portfolio of a car maker\n")
    print(ROW.format("who", "verdict", "WII-FM", "open concerns (! serious)"))
    for name, advice in compare(read_case(CASE), CANDIDATES).items():
        concerns = open_concerns(advice)
        print(ROW.format(name, advice.words.verdicts[advice.verdict], advice.wiifm, concerns))


if __name__ == "__main__":
    main()
