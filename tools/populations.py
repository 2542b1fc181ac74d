"""Random populations: data frames of cases, the same for the same seed, for measurements and comparisons.

`population(shipped_knowledge(), 1_000_000, seed=1)` is a Polars frame with a column `id` and a column per attribute.
`blocks` gives the same rows in parts, for more than memory holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, Literal, TypeAlias

import numpy as np
import polars as pl
from attrs import frozen

from pmo_expert import Knowledge
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from tools.random_cases import MOST_UNKNOWN, case_maker

BLOCK = 250_000
SUBSETS = 1000
NOWHERE = "nowhere to be found"
SPELLINGS = ("yes", "no", "true", "false", "Yes", "NO", "True", "FALSE", "1", "0")
Style: TypeAlias = Literal["lists", "members", "text"]


@frozen
class Draws:
    """What may be drawn for an attribute: the values of its columns, first known ones, then wrong ones, then unknown.

    The columns of one attribute are drawn together.
    """

    columns: Mapping[str, pl.Series]
    known: int
    wrong: int

    @property
    def unknown(self) -> int:
        return len(next(iter(self.columns.values()))) - self.known - self.wrong


def population(
    knowledge: Knowledge, rows: int, *, seed: int = 1, style: Style = "lists", wrong: float = 0
) -> pl.DataFrame:
    """Return a Polars frame with `rows` random rows: `id`, which counts from 0, and columns for every attribute.

    Choices and scales are text, yes and no are Boolean, amounts are Float64 at and around the cuts of the rules.
    `style` says what a set is: one column with a list (`lists`), a Boolean column per member (`members`), or text; with
    `text` all columns are text, as a CSV file has them, in many spellings. `wrong` is the share, from 0 to 1, of rows
    that get a value that does not exist. How much is unknown varies by row, up to seven tenths.
    """
    return pl.concat(blocks(knowledge, rows, seed=seed, style=style, wrong=wrong))


def blocks(
    knowledge: Knowledge, rows: int, *, seed: int = 1, style: Style = "lists", wrong: float = 0, size: int = BLOCK
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a population in order, `size` at a time; one empty frame when there are none."""
    drawn = [draws(attribute, numbers, style) for attribute, numbers in _attributes(knowledge)]
    for block in range(max(1, -(-rows // BLOCK))):
        frame = _block(drawn, block, min(BLOCK, rows - block * BLOCK), seed, wrong)
        yield from frame.iter_slices(size) if size < BLOCK and len(frame) else (frame,)


def draws(attribute: Attribute, numbers: tuple[float, ...], style: Style) -> Draws:
    """Return what may be drawn for an attribute; `numbers` are those for an amount."""
    name, text = attribute.name, style == "text"
    match attribute:
        case SetOf():
            return _set_draws(attribute, style)
        case YesNo():
            if text:
                return _text_draws(name, SPELLINGS, (NOWHERE,))
            return Draws({name: pl.Series([True, False, None], dtype=pl.Boolean)}, 2, 0)
        case Amount(lowest=lowest, highest=highest):
            if text:
                return _text_draws(name, tuple(map(str, numbers)), (NOWHERE, str(highest + 1)))
            cells = [*numbers, lowest - 1, highest + 1, None]
            return Draws({name: pl.Series(cells, dtype=pl.Float64)}, len(numbers), 2)
    if text:
        return _text_draws(name, attribute.values, (NOWHERE,))
    return Draws({name: pl.Series([*attribute.values, NOWHERE, None], dtype=pl.String)}, len(attribute.values), 1)


def _attributes(knowledge: Knowledge) -> Iterator[tuple[Attribute, tuple[float, ...]]]:
    maker = case_maker(knowledge)
    for attribute in maker.attributes:
        yield attribute, maker.amounts.get(attribute.name, ())


def _set_draws(attribute: SetOf, style: Style) -> Draws:
    name, members, random = attribute.name, attribute.values, Random(attribute.name)
    subsets = [sorted(random.sample(members, random.randint(0, len(members)))) for _ in range(SUBSETS)]
    if style == "text":
        return _text_draws(name, tuple("; ".join(subset) or "none" for subset in subsets), (NOWHERE,))
    if style == "lists":
        values: list[Any] = [*subsets, [members[0], NOWHERE], None]
        return Draws({name: pl.Series(values, dtype=pl.List(pl.String))}, SUBSETS, 1)
    columns = {
        f"{name}.{member}": pl.Series([*(member in subset for subset in subsets), half, None], dtype=pl.Boolean)
        for member, half in zip(members, [None, *[True] * (len(members) - 1)], strict=True)
    }
    return Draws(columns, SUBSETS, 1)


def _text_draws(name: str, known: tuple[str, ...], wrong: tuple[str, ...]) -> Draws:
    return Draws({name: pl.Series([*known, *wrong, None, "", "unknown"], dtype=pl.String)}, len(known), len(wrong))


def _block(drawn: list[Draws], block: int, rows: int, seed: int, wrong: float) -> pl.DataFrame:
    random = np.random.default_rng((seed, block))
    unknown = random.uniform(0, MOST_UNKNOWN, rows)
    can_be_wrong = [place for place, each in enumerate(drawn) if each.wrong]
    spoilt = np.where(random.random(rows) < wrong, random.choice(can_be_wrong or [-1], rows), -1)
    columns = {"id": pl.int_range(block * BLOCK, block * BLOCK + rows, dtype=pl.Int64, eager=True)}
    for place, each in enumerate(drawn):
        codes = random.integers(each.known, size=rows)
        blank = random.random(rows) < unknown
        codes[blank] = each.known + each.wrong + random.integers(each.unknown, size=blank.sum())
        bad = spoilt == place
        codes[bad] = each.known + random.integers(max(1, each.wrong), size=bad.sum())
        columns |= {name: values.gather(codes) for name, values in each.columns.items()}
    return pl.DataFrame(columns)
