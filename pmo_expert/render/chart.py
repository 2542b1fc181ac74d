"""The summary of a population as a chart: a Vega-Lite specification, drawn as SVG.

The colours are told apart by those who see fewer of them too (Okabe and Ito, "Color Universal Design", 2008), and the
counts stand beside the bars.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, cycle
from textwrap import fill
from typing import Any, TypeAlias

from attrs import frozen

from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.pages.summary_page import MOST_UNKNOWN, concerned, rows_text, share
from pmo_expert.render.words import CLOSING
from pmo_expert.surveys.summary_result import ConcernCount, Summary

Spec: TypeAlias = dict[str, Any]

VEGA_LITE = "5.20"
WIDTH, STEP, LABELS, LINE = 420, 24, 300, 14
COLUMNS = 46
"""How many characters a line of a label has."""

BEST, FAVOURABLE, ASKING, OTHER, WORST = "#009E73", "#56B4E9", "#999999", "#E69F00", "#D55E00"
SEVERITY_COLOURS = ("#F0E442", "#E69F00", "#8C3A00")
"""From mildest to gravest; where there are more, those between share the colour in the middle."""
UNSURE = STATUS_NAMES["not_known"]
"""What is said of rows in which a concern is not known; it has the neutral colour."""
ASK_COLOURS = ("#CC79A7", "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#999999")
STYLE: Spec = {
    "font": "Helvetica, Arial, sans-serif",
    "padding": 16,
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 15, "subtitleFontSize": 13, "offset": 10, "subtitlePadding": 5},
    "axis": {"labelFontSize": 12, "ticks": False, "domain": False, "gridColor": "#DDDDDD", "title": None},
    "axisY": {"labelLimit": 0, "labelPadding": 8, "minExtent": LABELS, "labelLineHeight": LINE},
    "legend": {"labelFontSize": 12, "title": None, "orient": "top", "offset": 4},
    "text": {"fontSize": 12, "align": "left", "dx": 6},
}


@frozen
class _Bar:
    """A bar with its label; `pieces` are its counts by kind, out of `whole`; `not_known` of them are shown last."""

    label: str
    pieces: Mapping[str, int]
    whole: int
    not_known: int = 0

    def drawn(self, place: int) -> Iterable[Spec]:
        """Return its pieces as rows of a chart, each from one share to another, and last a row with its text."""
        total = sum(self.pieces.values())
        text = f"{total:,} ({share(total, self.whole)})" if total else "0"
        text += f", {self.not_known:,} {UNSURE}" if self.not_known else ""
        pieces = {**self.pieces, UNSURE: self.not_known}
        ends = [end / max(self.whole, 1) for end in accumulate(pieces.values())]
        for start, end, kind in zip((0, *ends), ends, pieces, strict=False):
            if end > start:
                yield {"place": place, "kind": kind, "start": start, "end": end}
        yield {"place": place, "text": text, "end": ends[-1]}


def summary_chart(summary: Summary) -> str:
    """Return a summary as an SVG document. Raises ImportError without vl-convert."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(chart_specification(summary), vl_version=VEGA_LITE)
    return drawn


def chart_specification(summary: Summary) -> Spec:
    """Return the chart of a summary in the language of Vega-Lite."""
    title = f"Advice on {rows_text(summary.advised)}"
    wrong = f"Left out for values that do not exist: {rows_text(summary.left_out)}. " if summary.left_out else ""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"{title}: the verdicts, the open concerns by verdict, and what is most often unknown.",
        "title": {"text": title, "subtitle": wrong + CLOSING, "fontSize": 20, "offset": 20},
        "vconcat": [_verdicts(summary), *_concerns(summary), *_unknown(summary)],
        "spacing": 28,
        "resolve": {"scale": {"color": "independent"}, "legend": {"color": "independent"}},
        "config": STYLE,
    }


def _verdicts(summary: Summary) -> Spec:
    words = summary.words
    bars = [_Bar(words.verdicts[part.verdict], {part.verdict: part.rows}, summary.advised) for part in summary.verdicts]
    return _panel("Verdicts", bars, _verdict_colours(words))


def _verdict_colours(words: Words) -> dict[str, str]:
    """Return a colour for each verdict, by what it says."""
    names = list(words.verdicts)
    plain = {name: FAVOURABLE if name in words.favourable else OTHER for name in names}
    asking = {words.asking: ASKING} if words.asking else {}
    return {**plain, **asking, names[0]: BEST, names[-1]: WORST}


def _severity_colours(words: Words) -> dict[str, str]:
    """Return a colour for each severity, by its words."""
    *milder, gravest = words.severities.values()
    colours = [SEVERITY_COLOURS[min(place, len(SEVERITY_COLOURS) - 2)] for place in range(len(milder))]
    return dict(zip(milder, colours, strict=True)) | {gravest: SEVERITY_COLOURS[-1]}


def _by_severity(concern: ConcernCount, words: Words) -> dict[str, int]:
    return {words.severities[name]: rows for name, rows in concern.severities.items()}


def _concerns(summary: Summary) -> Iterable[Spec]:
    words = summary.words
    for place, part in enumerate(concerned(summary)):
        text = f"Open concerns of those to {summary.words.verdicts[part.verdict]}: {rows_text(part.rows)}"
        bars = [
            _Bar(concern.title, _by_severity(concern, words), part.rows, concern.not_known) for concern in part.concerns
        ]
        yield _panel(text, bars, {**_severity_colours(words), UNSURE: ASKING}, legend=not place)


def _unknown(summary: Summary) -> Iterable[Spec]:
    most_often = sorted(summary.unknown, key=lambda part: -part.rows)
    shown, asks = most_often[:MOST_UNKNOWN], summary.words.asks
    bars = [
        _Bar(fill(part.question, COLUMNS, break_on_hyphens=False), {asks[part.ask]: part.rows}, summary.advised)
        for part in shown
    ]
    if bars:
        yield _panel(
            "Most often unknown, and who can answer",
            bars,
            dict(zip(asks.values(), cycle(ASK_COLOURS), strict=False)),
            legend=True,
            step=36,
        )


def _panel(
    title: str, bars: Sequence[_Bar], colours: Mapping[str, str], *, legend: bool = False, step: int = STEP
) -> Spec:
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {} if legend else None,
    }
    percents = {"labelExpr": "datum.value * 100 + ' %'", "values": [0, 0.25, 0.5, 0.75, 1]}
    end = {"field": "end", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": percents}
    return {
        "title": title,
        "data": {"values": [row for place, bar in enumerate(bars) for row in bar.drawn(place)]},
        "width": WIDTH,
        "height": {"step": step},
        "encoding": {"y": {"field": "place", "type": "ordinal", "axis": _labels(bars)}},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.kind)"}],
                "mark": {"type": "bar", "stroke": "#555555", "strokeWidth": 0.5},
                "encoding": {"x": {**end, "field": "start"}, "x2": {"field": "end"}, "color": colour},
            },
            {
                "transform": [{"filter": "isValid(datum.text)"}],
                "mark": "text",
                "encoding": {"x": end, "text": {"field": "text"}},
            },
        ],
    }


def _labels(bars: Sequence[_Bar]) -> Spec:
    """Return the labels of bars by their place, each in as many lines as it has, in the middle of its bar."""
    label = f"{json.dumps([bar.label for bar in bars])}[datum.value]"
    is_long = f"indexof({label}, '\\n') > 0"
    return {
        "labelExpr": f"split({label}, '\\n')",
        "labelOffset": {"condition": {"test": is_long, "value": -LINE / 2}, "value": 0},
    }
