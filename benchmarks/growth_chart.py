"""The chart of `benchmarks/rule_growth.py`: time, memory and proofs by the number of rules, drawn as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from pmo_expert.render.chart import STYLE, VEGA_LITE

Figures: TypeAlias = dict[str, Any]
Spec: TypeAlias = dict[str, Any]

WIDTH, HEIGHT = 300, 220
DECADES = [0.001, 0.01, 0.1, 1, 10, 100, 1000]
GOALS = {"apart": "goals apart", "together": "goals together"}
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
TIMES: Mapping[str, Callable[[Figures], float | None]] = {
    "load the pack": lambda one: one["load_s"],
    "advise on a case, without outlook": lambda one: one["without_outlook_s"],
    "make the diagrams of known facts": lambda one: _made(one["known_world"]),
    "make the diagram of all cases": lambda one: _made(one["all_cases"]),
    "prove": lambda one: one["proofs_s"] if one["proofs"] else None,
}
MEMORY: Mapping[str, Callable[[Figures], float | None]] = {
    "advice and its diagrams": lambda one: one["advice_mib"],
    "proofs as well": lambda one: one["peak_mib"],
}
CLAIMS: Mapping[str, Callable[[Figures], float | None]] = {
    "proved": lambda one: one["proofs"].get("proved", 0) if one["proofs"] else None,
    "false": lambda one: one["proofs"].get("false", 0) if one["proofs"] else None,
    "open": lambda one: one["proofs"].get("open", 0) if one["proofs"] else None,
}


def growth_chart(told: Figures) -> str:
    """Return the figures as an SVG document. Raises ImportError without vl-convert."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(specification(told), vl_version=VEGA_LITE)
    return drawn


def specification(told: Figures) -> Spec:
    """Return the chart of the figures in the language of Vega-Lite."""
    packs = told["packs"]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": "Time, memory and proofs by the number of rules; what is too large ends where its line does.",
        "title": {"text": "Growth with the number of rules", "fontSize": 20, "offset": 20},
        "vconcat": [
            _row("Time", "seconds", packs, TIMES, scale="log"),
            _row("Most memory", "MiB", packs, MEMORY),
            _row("Claims", "claims", packs, CLAIMS),
        ],
        "spacing": 28,
        "resolve": {"scale": {"color": "independent"}},
        "config": {**STYLE, "axisY": {}, "axis": {**STYLE["axis"], "title": ""}, "legend": {"title": None}},
    }


def _made(diagram: Figures) -> float | None:
    """Return how long a diagram took to make; None where it was too large, however soon that was found."""
    return None if diagram["nodes"] is None else diagram["seconds"]


def _row(
    title: str,
    unit: str,
    packs: Iterable[Figures],
    lines: Mapping[str, Callable[[Figures], Any]],
    scale: str = "linear",
) -> Spec:
    """Return a panel for each kind of goals, beside each other, with a line for each figure."""
    rows = [
        {"goals": one["goals"], "rules": one["rules"], "what": what, "figure": figure}
        for one in packs
        for what, read in lines.items()
        if (figure := read(one)) is not None
    ]
    axis: Spec = {"title": unit, **({"values": DECADES} if scale == "log" else {})}
    colour = {"field": "what", "type": "nominal", "scale": {"domain": list(lines), "range": list(COLOURS)}}
    panels = [
        {
            "title": f"{title}, {name}",
            "transform": [{"filter": f"datum.goals === '{goals}'"}],
            "width": WIDTH,
            "height": HEIGHT,
            "mark": {"type": "line", "point": True},
            "encoding": {
                "x": {"field": "rules", "type": "quantitative", "axis": {"title": "rules"}},
                "y": {"field": "figure", "type": "quantitative", "scale": {"type": scale}, "axis": axis},
                "color": colour,
            },
        }
        for goals, name in GOALS.items()
    ]
    return {"data": {"values": rows}, "hconcat": panels, "resolve": {"scale": {"x": "shared", "y": "shared"}}}
