"""Names of cases that are short enough to stand over columns."""

from __future__ import annotations

from pmo_expert.advice.comparing.compare_result import ComparedCase

COLUMNS = 80
SHORTEST, LONGEST = 12, 30
GAP = 2


def first_column(titles: list[str], widest: int, count: int) -> int:
    """Return the width of a first column of titles beside others, which need room for the widest cell and for names."""
    return max(min(max(map(len, titles)), COLUMNS - count * (max(widest, SHORTEST) + GAP)), SHORTEST)


def short_names(cases: tuple[ComparedCase, ...], room: int = LONGEST) -> list[str]:
    """Return names of at most a length; where they would be alike, with the number of each case."""
    names = [shortened(case.name, min(room, LONGEST)) for case in cases]
    if len(set(names)) == len(names):
        return names
    return [shortened(f"{case.number}: {case.name}", min(room, LONGEST)) for case in cases]


def shortened(text: str, width: int) -> str:
    """Return a text cut at a word, where it is longer than a width, with a sign that there is more."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    at_word = cut.rpartition(" ")[0].rstrip(" ,;:.")
    return (at_word if len(at_word) > width // 2 else cut) + "…"
