"""Columns of every type that a data frame may have, with cells right, odd and wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

import pyarrow as pa
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert import Knowledge
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from tools.meanings import YES_NO, WrongError, meant
from tools.random_cases import case_maker

ODD = (
    *("", "unknown", "Unknown", " ", "none", "None", "[]", "null", "NaN", "yes ", "y", "nowhere", "İ", "ſ", "\0", ";"),
    *("x" * 200, "yes\n", "no\r\n", "\u2028", "promotion;", ";promotion", "promotion;;influence", "１", "unknown;"),
    "1,5",
)
TRUTHS = (
    *("yes", "no", "Yes", "NO", "y", "N", "true", "False", "tRuE", "1", "0", "1.0", "2", "TRUE\n", "fal\u017fe"),
    "yes\u2029",
)
NUMBERS = ("1e1", "+5", "-0", " 5", "5 ", "NaN", "inf", "-inf", "1e400", "0x10", "５", "5\n", "5\r", "1_0", "1e-400")
DIGITS = ("5.", ".5", "007", "0.30000000000000004", "1234567890123456", "1E+1", "1\u2028", "0.1", "-0.25", "+1", "1\n")
FLOATS = (float("nan"), float("inf"), float("-inf"), 0.1, 5e-324, 1e300, -0.0, 2.5)
TEXTS = (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()))
WHOLE = (pa.int8(), pa.int64(), pa.uint8(), pa.uint64())
DECIMAL = pa.decimal128(20, 6)


class Kind(NamedTuple):
    """A type of column with what its cells may hold."""

    type: pa.DataType
    cells: tuple[Any, ...]


FOREIGN = (
    Kind(pa.null(), (None,)),
    Kind(pa.date32(), (date(2020, 1, 1),)),
    Kind(pa.timestamp("us"), (datetime(2020, 1, 1),)),  # noqa: DTZ001
    Kind(pa.duration("us"), (timedelta(1),)),
    Kind(pa.time64("us"), (time(1),)),
    Kind(pa.binary(), (b"yes", b"")),
    Kind(pa.struct({"a": pa.int64()}), ({"a": 1},)),
    Kind(pa.list_(pa.string()), (["yes"], [], ["promotion"])),
)


def kinds(attribute: Attribute, cuts: Iterable[float] = ()) -> list[Kind]:
    """Return the types of column for an attribute; `cuts` are numbers at which rules differ."""
    if isinstance(attribute, Amount):
        return [*_numbers(attribute, cuts), *FOREIGN]
    right = _truths if isinstance(attribute, YesNo) else _sets if isinstance(attribute, SetOf) else _choices
    return [*right(attribute), *FOREIGN]


def _truths(_: Attribute) -> Iterator[Kind]:
    yield from (Kind(kind, (*TRUTHS, *ODD)) for kind in TEXTS)
    yield from (Kind(kind, (0, 1, 2)) for kind in WHOLE)
    yield from (Kind(kind, (0.0, 1.0, *FLOATS)) for kind in (pa.float32(), pa.float64()))
    yield Kind(pa.bool_(), (True, False))
    yield Kind(DECIMAL, (Decimal(1), Decimal("0.0"), Decimal("0.5")))


def _numbers(attribute: Amount, cuts: Iterable[float]) -> Iterator[Kind]:
    ends = (*cuts, attribute.lowest, attribute.highest)
    near = sorted({float(number) for cut in ends for number in (cut - 0.5, cut, cut + 1)})
    words = [spelled for word in attribute.words.numbers for spelled in (word, word.upper())]
    whole = [number for number in {*map(int, near), 0, 1, 100} if 0 <= number <= 120]
    yield from (Kind(kind, (*map(str, near), *words, *NUMBERS, *DIGITS, *ODD)) for kind in TEXTS)
    yield from (Kind(kind, tuple(whole)) for kind in WHOLE[:3])
    yield from (Kind(kind, (*whole, 2**53 + 1, 2**62)) for kind in (pa.int64(), pa.uint64()))
    yield from (Kind(kind, (*near, *FLOATS)) for kind in (pa.float32(), pa.float64()))
    yield Kind(DECIMAL, tuple(Decimal(str(number)) for number in near))
    yield Kind(pa.bool_(), (True, False))


def _choices(attribute: Attribute) -> Iterator[Kind]:
    first = attribute.values[0]
    yield from (Kind(kind, (*attribute.values, first.upper(), f"{first} ", *TRUTHS, *ODD)) for kind in TEXTS)
    yield from (Kind(kind, (0, 1, 2, 10)) for kind in WHOLE)
    yield from (Kind(kind, (1.0, 2.0, *FLOATS)) for kind in (pa.float32(), pa.float64()))
    yield Kind(DECIMAL, (Decimal(1), Decimal("2.5")))
    yield Kind(pa.bool_(), (True, False))


def _sets(attribute: Attribute) -> Iterator[Kind]:
    one, *others = attribute.values
    both = [one, others[0]]
    texts = [one, f" {one} ", f"{one}x", *(sign.join(both) for sign in (";", ",", "; ", " , ", "\n", ";;")), f"{one};"]
    lists = [[], [one], both, [*both, one], [one, None], [None], [one, "x"], [f" {one}"], ["; ".join(both)], [""]]
    yield from (Kind(kind, (*texts, *ODD)) for kind in TEXTS)
    nested = (pa.list_(TEXTS[0]), pa.large_list(TEXTS[1]), pa.list_(TEXTS[2]))
    yield from (Kind(kind, (*lists, ["none"], ["unknown"], list(attribute.values))) for kind in nested)
    inner = (pa.int64(), pa.bool_(), pa.null(), pa.date32(), pa.list_(pa.string()))
    yield from (Kind(pa.list_(kind), ([], [None])) for kind in inner)
    yield Kind(pa.list_(pa.int64()), ([1], [0, 1], []))
    yield Kind(pa.bool_(), (True, False))
    yield Kind(pa.int64(), (0, 1, 2))


def every_cell(knowledge: Knowledge, names: Iterable[str]) -> Iterator[pa.Table]:
    """Yield tables that show all cells of all types of column for some attributes; a row says something of one."""
    attributes = knowledge.vocabulary.attributes
    cuts = knowledge.compiled.encoding.cuts
    columns = [kinds(attributes[name], (cut for cut, _ in cuts.get(name, ()))) for name in names]
    for row in zip_longest(*columns, fillvalue=FOREIGN[0]):
        counts = [len(kind.cells) for kind in row]
        padded = (
            pa.array([*[None] * sum(counts[:place]), *kind.cells, *[None] * sum(counts[place + 1 :])], kind.type)
            for place, kind in enumerate(row)
        )
        yield pa.table(dict(zip(names, padded, strict=True)))


@st.composite
def tables(draw: DrawFn, knowledge: Knowledge, most: int = 6) -> pa.Table:
    """Draw an Arrow table with up to `most` attributes in any order, between columns that state none.

    In every other table all values exist, so that there is advice to compare.
    """
    attributes = knowledge.vocabulary.attributes
    amounts = case_maker(knowledge).amounts
    names = draw(st.lists(st.sampled_from(sorted(attributes)), unique=True, min_size=1, max_size=most))
    rows, tidy = draw(st.integers(0, 6)), draw(st.booleans())
    columns: dict[str, pa.Array] = {"id": pa.array(range(rows), pa.int64())}
    for name in names:
        attribute = attributes[name]
        parts: dict[str, Attribute] = {name: attribute}
        if isinstance(attribute, SetOf) and draw(st.booleans()):
            parts = {f"{name}.{member}": YES_NO for member in attribute.values}
        for column, part in parts.items():
            kind = draw(st.sampled_from(kinds(part, amounts.get(name, ()))))
            cells = st.sampled_from([cell for cell in kind.cells if not tidy or _exists(part, cell)] or [None])
            drawn = draw(st.lists(st.none() | cells | cells, min_size=rows, max_size=rows))
            columns[column] = pa.array(drawn, kind.type)
    columns["a note"] = pa.array(["“yes”"] * rows, pa.string())
    return pa.table(columns)


def _exists(attribute: Attribute, cell: Any) -> bool:
    try:
        meant(attribute, cell)
    except WrongError:
        return False
    return True


def python_cells(attribute: Attribute, cuts: Iterable[float] = ()) -> SearchStrategy[Any]:
    """Draw a Python object as a cell of an attribute."""
    foreign: tuple[Any, ...] = (
        b"yes",
        date(2020, 1, 1),
        timedelta(1),
        {"a": 1},
        (),
        [[]],
        "\ud800",
        10**400,
        object(),
        None,
    )
    truths = (True, False, 0, 1, 1.0, 0.0, 2, float("nan"), Decimal(1), Decimal("1.0"), Decimal("NaN"), Decimal("inf"))
    return st.sampled_from([cell for kind in kinds(attribute, cuts) for cell in kind.cells]) | st.sampled_from(
        [*truths, *foreign]
    )
