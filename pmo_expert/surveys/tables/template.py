"""Tables to fill in: a row for each case, a column for each attribute."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.surveys.tables.excel_writing import LINES, workbook

NAME = "name"
"""The column for what a case is called; it is carried along."""
HELP = "Help"
HELP_HEADER = ("column", "question", "ask", "a cell holds")
WIDTH = 22
FILLED_IN = LINES - 1
"""The last line that has lists of values to choose from."""


def csv_template(path: Path, vocabulary: Vocabulary) -> None:
    """Write a CSV file with the header of a table to fill in."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow([NAME, *vocabulary.attributes])
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def excel_template(path: Path, vocabulary: Vocabulary) -> None:
    """Write an Excel file to fill in.

    Its first sheet has lists of the values to choose from and the questions as notes; its second sheet explains all
    columns. Raises ImportError without xlsxwriter.
    """
    with workbook(path) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cases, explained = book.add_worksheet("Cases"), book.add_worksheet(HELP)
        cases.freeze_panes(1, 1)
        cases.write_string(0, 0, NAME, bold)
        cases.set_column(0, len(vocabulary.attributes), WIDTH)
        for place, text in enumerate(HELP_HEADER):
            explained.write_string(0, place, text, bold)
        for place, attribute in enumerate(vocabulary.attributes.values(), start=1):
            cases.write_string(0, place, attribute.name, bold)
            cases.write_comment(0, place, "\n".join([attribute.question, *_held(attribute)]), {"x_scale": 3})
            if (rule := _validation(attribute, place)) is not None:
                cases.data_validation(1, place, FILLED_IN, place, rule)
            for column, text in enumerate(_line(attribute, vocabulary)):
                explained.write_string(place, column, text)
        explained.set_column(0, 3, 2 * WIDTH)


def _line(attribute: Attribute, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what the sheet of help says of an attribute; the values come last, a cell each."""
    yield from (attribute.name, f"{attribute.question} {attribute.help}".strip(), vocabulary.asks[attribute.ask])
    yield "; ".join(_held(attribute))
    yield from _choices(attribute)


def _held(attribute: Attribute) -> list[str]:
    """Return what a cell may hold."""
    if isinstance(attribute, SetOf):
        return [f"any of these, with semicolons between them, or none: {', '.join(attribute.values)}"]
    return attribute.explained()


def _choices(attribute: Attribute) -> tuple[str, ...]:
    """Return the values of which a cell holds one; none for sets and amounts."""
    return () if isinstance(attribute, SetOf | Amount) else (*attribute.values, UNKNOWN)


def _validation(attribute: Attribute, line: int) -> dict[str, Any] | None:
    """Return what Excel offers for a cell, and what it warns of; the values are in a line of the sheet of help."""
    common = {"error_type": "warning", "error_message": f"Expected: {attribute.expected}"[:255]}
    if isinstance(attribute, Amount):
        bounds = {"minimum": attribute.lowest, "maximum": attribute.highest}
        return {"validate": "decimal", "criteria": "between", **bounds, **common}
    if not (choices := _choices(attribute)):
        return None
    first = len(HELP_HEADER)
    from xlsxwriter.utility import xl_range_abs

    cells = xl_range_abs(line, first, line, first + len(choices) - 1)
    return {"validate": "list", "source": f"={HELP}!{cells}", **common}


TEMPLATES = {".csv": csv_template, ".xlsx": excel_template}
"""What writes a table to fill in, by what the name of its file ends with."""
