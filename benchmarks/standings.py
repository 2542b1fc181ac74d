"""What the figures of one case say: the table, the goal, and where peers are near or better."""

from __future__ import annotations

from typing import Any, TypeAlias

from benchmarks.candidates import COMPILED
from benchmarks.contest import ALONE, PLAIN, TRACE
from benchmarks.timing import micro, milli

GOAL = 20
KINDS = {TRACE: "trace", PLAIN: "plain", ALONE: "alone"}

Figures: TypeAlias = dict[str, Any]


def goal(rows: list[Figures]) -> Figures:
    """Return whether the goal is met: `compiled` with trace at a multiple of the fastest peer's rate with trace."""
    peers = [row for row in rows if not row["ours"]]
    if not peers:
        return {"times": GOAL, "met": None}
    nearest = min(peers, key=lambda row: row["trace_ratio"])
    return {"times": GOAL, "met": nearest["trace_ratio"] >= GOAL, "nearest": nearest["name"]}


def conclusions(rows: list[Figures], target: Figures) -> list[str]:
    """Return what the figures say: the goal, the peers that come nearest, and where peers are better."""
    if target["met"] is None:
        return ["no peer to compare with is installed"]
    by_name, peers = {row["name"]: row for row in rows}, [row for row in rows if not row["ours"]]
    ratio = by_name[target["nearest"]]["trace_ratio"]
    outcome = "met" if target["met"] else "NOT met"
    lines = [
        f"goal: compiled with full trace {GOAL} times the fastest peer's rate with trace: {outcome}",
        f"there compiled has {ratio:.1f} times the rate of {target['nearest']}",
    ]
    for kind, short in KINDS.items():
        nearest = min(
            (row for row in peers if f"{short}_s" in row), key=lambda row: row[f"{short}_ratio"], default=None
        )
        if nearest:
            lines.append(
                f"nearest, {kind}: {nearest['name']}, {nearest[f'{short}_ratio']:.1f} times compiled with trace"
            )
    sooner = [row["name"] for row in peers if row["setup_s"] < by_name[COMPILED]["setup_s"]]
    faster = [row["name"] for row in peers if any(row.get(f"{short}_ratio", 2) < 1 for short in KINDS.values())]
    lines.append(f"sooner set up than compiled: {', '.join(sooner) or 'none'}")
    lines.append(f"faster than compiled in any of these: {', '.join(faster) or 'none'}")
    return lines


def table(rows: list[Figures]) -> list[str]:
    """Return the figures as lines."""
    head = f"{'engine':34} {'set-up':>10} {TRACE:>12} {'times':>7} {PLAIN:>14} {'times':>7} {ALONE:>12} {'times':>7}"
    return [head, *(_line(row) for row in rows)]


def _line(row: Figures) -> str:
    cells = [f"{row['name']:34} {milli(row['setup_s']):>10}"]
    for (_, short), width in zip(KINDS.items(), (12, 14, 12), strict=True):
        known = f"{short}_s" in row
        cells.append(f"{micro(row[f'{short}_s']) if known else '–':>{width}}")
        cells.append(f"{row[f'{short}_ratio']:7.1f}" if known else f"{'–':>7}")
    return f"{' '.join(cells)}  {row['version']}"
