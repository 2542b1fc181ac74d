"""Shows the question of a PMO head: one opening, many candidates, and which change would turn most declines.

The candidates are read from a CSV file with a column for each fact. Any data frame would do.
"""

from pathlib import Path
from textwrap import fill

import polars as pl

from pmo_expert import levers, ranking, read_case

POPULATIONS = Path(__file__).parents[1] / "populations"
OPENING = POPULATIONS / "opening.yaml"
CANDIDATES = POPULATIONS / "candidates.csv"


def main() -> None:
    """Print the candidates, the best first, and the changes that help most."""
    opening = read_case(OPENING)
    candidates = pl.read_csv(CANDIDATES)
    print(f"{opening.title}\n")
    for row in ranking(candidates, case=opening).iter_rows(named=True):
        print(f"{row['name']:<8} {row['verdict'].replace('_', ' ')}")
    found = levers(candidates, case=opening)
    print(f"\nDeclined: {found.refused} of {found.rows}. What would help most:\n")
    for lever in (*found.singles[:3], *found.pairs[:1]):
        changes = " and ".join(change.text for change in lever.changes)
        print(fill(f"{lever.turned} more would be advised to accept if {changes}.", 80))


if __name__ == "__main__":
    main()
