"""Hypothesis strategies for columns: every type that a data frame may have, with values right, odd and wrong."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

import pyarrow as pa
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert import Knowledge
from pmo_expert.facts.attribute import Attribute
from tests.advice.meanings import YES_NO, WrongError, meant
from tools.random_cases import case_maker

ODD = (
    *("", "unknown", "Unknown", " ", "none", "None", "[]", "null", "NaN", "yes ", "y", "nowhere", "İ", "ſ", "\0", ";"),
    *("x" * 200, "yes\n", "no\r\n", "\u2028", "promotion;", ";promotion", "promotion;;influence", "１", "unknown;"),
)
TRUTHS = ("yes", "no", "Yes", "NO", "true", "False", "tRuE", "1", "0", "1.0", "2", "TRUE\n", "fal\u017fe", "yes\u2029")
NUMBERS = (
    "1e1",
    "+5",
    "-0",
    " 5",
    "5 ",
    "NaN",
    "inf",
    "-inf",
    "1e400",
    "0x10",
    "５",
    "5\n",
    "5\r",
    "1_0",
    "1,5",
    "1e-400",
)
DIGITS = (
    "5.",
    ".5",
    "007",
    "0.30000000000000004",
    "1234567890123456",
    "1E+1",
    "5\u2028",
    "0.1",
    "-0.25",
    "-0.5",
    "1e-1",
)
ODD_TYPES: dict[str, tuple[pa.DataType, SearchStrategy[Any]]] = {
    "null": (pa.null(), st.none()),
    "date": (pa.date32(), st.just(date(2020, 1, 1))),
    "datetime": (pa.timestamp("us"), st.just(datetime(2020, 1, 1))),  # noqa: DTZ001
    "duration": (pa.duration("us"), st.just(timedelta(1))),
    "time": (pa.time64("us"), st.just(time(1))),
    "binary": (pa.binary(), st.sampled_from((b"yes", b""))),
    "struct": (pa.struct({"a": pa.int64()}), st.just({"a": 1})),
    "list of texts": (pa.list_(pa.string()), st.lists(st.sampled_from(("yes", "promotion")), max_size=1)),
}
TEXTS = (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()))
WHOLE = (pa.int8(), pa.int64(), pa.uint8(), pa.uint64())
FLOATS = (pa.float32(), pa.float64())
DECIMAL = pa.decimal128(20, 6)


class Kind(NamedTuple):
    """A type of column with what its cells may hold."""

    type: pa.DataType
    cells: SearchStrategy[Any]


def kinds(attribute: Attribute, cuts: tuple[float, ...] = ()) -> SearchStrategy[Kind]:
    """Draw a type of column for an attribute; `cuts` are numbers at which rules differ."""
    right = {"yes_no": _truths, "amount": _numbers, "set": _sets}.get(attribute.kind, _choices)(attribute, cuts)
    odd = [Kind(*kind) for kind in ODD_TYPES.values()]
    return st.sampled_from(right) | st.sampled_from(right) | st.sampled_from(odd)


def _truths(attribute: Attribute, cuts: tuple[float, ...]) -> list[Kind]:
    small = st.sampled_from((0, 1, 1, 0, 2))
    numbers = [Kind(type_, small) for type_ in (*WHOLE, *FLOATS)]
    return [
        *_texts(TRUTHS),
        Kind(pa.bool_(), st.booleans()),
        *numbers,
        Kind(FLOATS[1], _floats((0, 1))),
        _decimals((0, 1)),
    ]


def _numbers(attribute: Attribute, cuts: tuple[float, ...]) -> list[Kind]:
    near = sorted({near for cut in (*cuts, attribute.lowest, attribute.highest) for near in (cut - 0.5, cut, cut + 1)})
    whole = [value for value in {*map(int, near), 0, 1, 100} if 0 <= value <= 120]
    big = [2**53 + 1, 2**62]
    return [
        *_texts((*map(str, near), *NUMBERS, *DIGITS)),
        *(Kind(type_, st.sampled_from(whole)) for type_ in WHOLE[:3]),
        *(Kind(type_, st.sampled_from([*whole, *big])) for type_ in (pa.int64(), pa.uint64())),
        *(Kind(type_, _floats(near)) for type_ in FLOATS),
        _decimals(near),
        Kind(pa.bool_(), st.booleans()),
    ]


def _choices(attribute: Attribute, cuts: tuple[float, ...]) -> list[Kind]:
    texts = _texts((*attribute.values, *attribute.values, attribute.values[0].upper(), attribute.values[0] + " "))
    numbers = [Kind(type_, st.sampled_from((0, 1, 2, 10))) for type_ in (*WHOLE, *FLOATS)]
    return [*texts, *texts, *numbers, _decimals((1, 2, 10)), Kind(pa.bool_(), st.booleans())]


def _sets(attribute: Attribute, cuts: tuple[float, ...]) -> list[Kind]:
    members = st.sampled_from(attribute.values)
    named = st.lists(members, max_size=4)
    doubtful = st.lists(members | st.sampled_from((None, *ODD, "a;b")), max_size=3)
    separators = st.sampled_from((";", ",", "; ", " , ", "\n", ";;"))
    joined = st.builds(
        lambda separator, names: separator.join(names), separators, named | st.lists(members, min_size=1)
    )
    inner = [pa.int64(), pa.bool_(), pa.null(), pa.date32(), pa.list_(pa.string())]
    return [
        *(Kind(type_, joined | st.sampled_from(ODD) | members) for type_ in TEXTS),
        *(Kind(type_, named | doubtful) for type_ in (pa.list_(TEXTS[0]), pa.large_list(TEXTS[1]), pa.list_(TEXTS[2]))),
        *(Kind(pa.list_(type_), st.lists(st.none(), max_size=1)) for type_ in inner),
        Kind(pa.list_(pa.int64()), st.lists(st.integers(0, 1), max_size=2)),
        Kind(pa.bool_(), st.booleans()),
        Kind(pa.int64(), st.integers(0, 2)),
    ]


def _texts(words: tuple[str, ...]) -> list[Kind]:
    return [Kind(type_, st.sampled_from(words) | st.sampled_from(ODD)) for type_ in TEXTS]


def _floats(near: tuple[float, ...] | list[float]) -> SearchStrategy[float]:
    exact = st.sampled_from(tuple(map(float, near)))
    return exact | st.sampled_from((float("nan"), float("inf"), float("-inf"), 0.1, 5e-324, 1e300, -0.0)) | exact


def _decimals(near: tuple[float, ...] | list[float]) -> Kind:
    return Kind(DECIMAL, st.sampled_from([Decimal(str(value)) for value in near] + [Decimal("0.5"), Decimal(-7)]))


@st.composite
def tables(draw: DrawFn, knowledge: Knowledge, most: int = 6) -> pa.Table:
    """Draw an Arrow table with up to `most` attributes in any order, between columns that state none.

    In every other table all values exist, so that there is advice to compare.
    """
    attributes = knowledge.subjects.vocabulary.attributes
    amounts = case_maker(knowledge).amounts
    names = draw(st.lists(st.sampled_from(sorted(attributes)), unique=True, min_size=1, max_size=most))
    rows, tidy = draw(st.integers(0, 6)), draw(st.booleans())
    columns: dict[str, pa.Array] = {"id": pa.array(range(rows), pa.int64())}
    for name in names:
        attribute = attributes[name]
        if attribute.kind == "set" and draw(st.booleans()):
            parts = {f"{name}.{member}": YES_NO for member in attribute.values}
        else:
            parts = {name: attribute}
        for column, part in parts.items():
            kind = draw(kinds(part, amounts.get(name, ())))
            cells = kind.cells.map(partial(_or_nothing, part)) if tidy else kind.cells
            columns[column] = pa.array(
                draw(st.lists(st.none() | cells | cells, min_size=rows, max_size=rows)), kind.type
            )
    columns["a note"] = pa.array(["“yes”"] * rows, pa.string())
    return pa.table(columns)


def _or_nothing(attribute: Attribute, cell: Any) -> Any:
    """Return a cell, or nothing in its place when it says what does not exist."""
    try:
        meant(attribute, cell)
    except WrongError:
        return None
    return cell


def python_cells(attribute: Attribute, cuts: tuple[float, ...] = ()) -> SearchStrategy[Any]:
    """Draw a Python object as a cell of an attribute."""
    others = st.sampled_from((b"yes", date(2020, 1, 1), timedelta(1), {"a": 1}, (), [[]], "\ud800", 10**400, object()))
    numbers = st.sampled_from(
        (0, 1, 1.0, 0.0, 2, float("nan"), Decimal(1), Decimal("1.0"), Decimal("NaN"), Decimal("Infinity"))
    )
    return kinds(attribute, cuts).flatmap(lambda kind: kind.cells) | st.booleans() | numbers | others | st.none()
