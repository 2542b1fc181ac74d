"""Names of the columns of a data frame: which are refused, and which are free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.logic.columns.frames import Frame

MOST_COLUMNS = 1000
TOO_MANY = f"a database takes very long to plan for more than {MOST_COLUMNS:,} columns; leave some out, found"


def check_doubles(native: Any, *, fold: bool) -> None:
    """Refuse names that several columns have, also when they differ in upper and lower case alone if told to `fold`."""
    names = list(getattr(native, "column_names", None) or native.columns)
    keys = [str(name).lower() if fold else name for name in names]
    counts = Counter(keys)
    doubled = [name for name, key in zip(names, keys, strict=True) if counts[key] > 1]
    if doubled:
        raise InputError(
            [fault_at(NOWHERE, "there is more than one column", found=name) for name in dict.fromkeys(doubled)]
        )


def check_names(frame: Frame, names: Sequence[Any], results: Iterable[str]) -> None:
    """Refuse names that results would have too, that an engine would misread, or that are too many for it."""
    folded = {str(name).lower() for name in names}
    taken = [name for name in results if name.lower() in folded]
    faults = [fault_at(NOWHERE, "there is a column already that the result would have", found=name) for name in taken]
    if frame.implementation.is_polars():
        wide = [name for name in names if name == "*" or (name.startswith("^") and name.endswith("$"))]
        faults += [fault_at(NOWHERE, "this name of a column means several here; rename", found=name) for name in wide]
    if isinstance(frame, nw.LazyFrame) and not frame.implementation.is_polars() and len(names) > MOST_COLUMNS:
        faults.append(fault_at(NOWHERE, TOO_MANY, found=len(names)))
    if faults:
        raise InputError(faults)


def unused(names: Iterable[Any]) -> str:
    """Return what no name begins with, whatever an engine makes of upper and lower case."""
    start = "_"
    while any(str(name).startswith(start) for name in names):
        start += "_"
    return start
