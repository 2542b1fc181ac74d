"""Data frames of any kind: opened to read attributes from, and given back as the kind that they were.

Polars works out all that is in memory, far sooner than pandas and PyArrow run as many small steps; databases work out
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen
from narwhals.exceptions import DuplicateError

from pmo_expert.domain.cells import Column
from pmo_expert.logic.columns.expression import Expression
from pmo_expert.logic.columns.frames import Frame, Step, done
from pmo_expert.logic.columns.view import View
from pmo_expert.surveys.frames.names import check_doubles, check_names, unused
from pmo_expert.surveys.frames.objects import NOT_READ_BY_POLARS, as_text

ORDERED = (nw.String, nw.Boolean, nw.Date, nw.Datetime)


@frozen
class OpenFrame:
    """A frame under names that every engine can take: of an eager one, the columns to read, in Polars.

    `columns` has each column by the name that people gave it. `start` is what no name here begins with.
    """

    frame: Frame
    columns: Mapping[Any, Column]
    start: str
    _whole: Frame
    _kept: tuple[Any, ...]
    _renamed: bool

    def close(self, view: View, results: Mapping[str, Expression], by: Sequence[Expression] = ()) -> Any:
        """Return the native frame: the columns that were there at first, then the results.

        It is sorted by the numbers in `by`, if any, the smallest first. Rows that tie stay in their order, or where a
        frame has none are sorted by its columns, the leftmost first, as far as they hold what has an order everywhere.
        """
        return self.closed(done(view.frame, self.steps(view, results, by)), results, len(by))

    def steps(self, view: View, results: Mapping[str, Expression], by: Sequence[Expression] = ()) -> list[Step]:
        """Return the steps from the frame of a view to what `closed` takes."""
        names = [*self._result_names(results), *self._sorting_names(len(by))]
        shown = dict(zip(names, [*results.values(), *by], strict=True))
        return view.steps(shown, kept=() if isinstance(view.frame, nw.DataFrame) else self._kept)

    def closed(self, made: Frame, results: Iterable[str], sorted_by: int = 0) -> Any:
        """Return the native frame from results that were made, and numbers to sort by, in the order of `steps`."""
        results = list(results)
        closed = self._beside(made) if isinstance(made, nw.DataFrame) else made
        if sorted_by:
            ranked = self._sorted(closed, self._sorting_names(sorted_by))
            closed = ranked.select(*self._kept, *self._result_names(results))
        native = closed.to_native()
        return _renamed(native, [*self.columns, *results]) if self._renamed else native

    def _result_names(self, results: Iterable[str]) -> list[str]:
        """Return the names that results have inside."""
        return [f"{self.start}result{place}" if self._renamed else name for place, name in enumerate(results)]

    def _sorting_names(self, count: int) -> list[str]:
        """Return the names of columns to sort by."""
        return [f"{self.start}by{place}" for place in range(count)]

    @property
    def kind(self) -> Hashable:
        """What steps depend on besides the columns that are read: the engine, and what is kept."""
        if not isinstance(self.frame, nw.DataFrame):
            return self.frame.implementation, self._kept, self._renamed
        of_polars = self.frame.implementation.is_polars()
        schema = self.frame.to_native().schema if of_polars else self.frame.schema  # Polars tells decimals apart
        return self.frame.implementation, tuple(schema.items()), self._renamed

    def _beside(self, results: Frame) -> Frame:
        """Return the columns that were there at first, of a frame in memory, with results beside them."""
        assert isinstance(self._whole, nw.DataFrame)
        assert isinstance(results, nw.DataFrame)
        return nw.concat([self._whole, _as_kind(results, self._whole)], how="horizontal")

    def _sorted(self, frame: Frame, by: Iterable[str]) -> Frame:
        place = f"{self.start}place"
        if isinstance(frame, nw.DataFrame):
            return frame.with_row_index(place).sort(*by, place)
        if frame.implementation.is_polars():
            numbered: Frame = nw.from_native(frame.to_native().with_row_index(place))
            return numbered.sort(*by, place)
        schema = frame.collect_schema()
        ordered = [name for name in self._kept if schema[name].is_numeric() or schema[name] in ORDERED]
        return frame.sort(*by, *ordered)


def open_frame(
    native: Any, results: Iterable[str], members: Callable[[Iterable[Any]], Mapping[str, Collection[str]]]
) -> OpenFrame:
    """Open a data frame to which some results will be added, and some of whose columns will be read.

    `members` tells, of the columns by their names that are read, what a set in them may hold: nothing when the column
    is about no set.

    Raises TypeError when it is no data frame, InputError when two columns would have one name or an engine would take
    a name for several columns.
    """
    frame = _opened(native)
    names: list[Any] = frame.collect_schema().names()
    check_names(frame, names, results)
    start = unused(names)
    renamed = _is_database(frame) or not all(isinstance(name, str) for name in names)
    if renamed:  # Databases may take a dot in a name for a part of a structure, or for the name of a table before it.
        frame = nw.from_native(_renamed(native, [f"{start}column{place}" for place in range(len(names))]))
    schema = frame.collect_schema()
    columns = {name: Column(inside, dtype) for name, (inside, dtype) in zip(names, schema.items(), strict=True)}
    if frame.implementation.is_duckdb():  # JSON is no text there: what is compared to it must be JSON too.
        json = [name for name, kind in zip(names, native.types, strict=True) if str(kind) in ("JSON", "JSON[]")]
        columns |= {name: Column(columns[name].name, nw.Unknown()) for name in json}
    opened = OpenFrame(frame, columns, start, frame, tuple(schema), renamed)
    return _narrowed(opened, members(columns)) if isinstance(frame, nw.DataFrame) else opened


def _opened(native: Any) -> Frame:
    frame: Frame | None = None
    try:
        frame = nw.from_native(native)
    except TypeError:
        kinds = "pandas, Polars, PyArrow, DuckDB or Spark"
        raise TypeError(f"expected a data frame of {kinds}, found: {type(native).__name__}") from None
    except DuplicateError:
        check_doubles(native, fold=False)
    assert frame is not None
    if not frame.implementation.is_polars():
        check_doubles(native, fold=frame.implementation.is_duckdb())
    return frame


def _is_database(frame: Frame) -> bool:
    return frame.implementation.is_spark_like() or frame.implementation.is_duckdb()


def _renamed(native: Any, names: Sequence[Any]) -> Any:
    """Return a frame of Spark, DuckDB or pandas with other names."""
    if hasattr(native, "toDF"):
        return native.toDF(*names)
    if hasattr(native, "set_axis"):
        return native.set_axis(names, axis=1)
    pairs = zip(map(_quoted, native.columns), map(_quoted, names), strict=True)
    return native.project(", ".join(f"{old} AS {new}" for old, new in pairs))


def _quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _narrowed(opened: OpenFrame, read: Mapping[str, Collection[str]]) -> OpenFrame:
    """Leave the columns to read, with columns of text that say the same for those that no engine can read."""
    columns = dict(opened.columns)
    frame = opened.frame.select(columns[name].name for name in read)
    assert isinstance(frame, nw.DataFrame)
    is_polars = frame.implementation.is_polars()
    for place, (name, members) in enumerate(read.items()):
        if is_polars and columns[name].dtype not in NOT_READ_BY_POLARS:
            continue
        inside = f"{opened.start}text{place}"
        text = as_text(frame[columns[name].name], members, inside)
        if text is not None:
            frame = frame.with_columns(text).drop(columns[name].name)
            columns[name] = Column(inside, nw.String())
    frame = _in_polars(frame)
    schema = frame.collect_schema()
    columns |= {name: evolve(columns[name], dtype=schema[columns[name].name]) for name in read}
    return evolve(opened, frame=frame, columns=columns)


def _in_polars(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Return a frame in Polars; as it is where that takes PyArrow, as from pandas, and it is not installed."""
    if frame.implementation.is_polars():
        return frame
    try:
        return nw.from_native(frame.to_polars(), eager_only=True)
    except ImportError:
        return frame


def _as_kind(frame: nw.DataFrame[Any], other: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Return a frame as one of the kind of another that has the same rows."""
    if frame.implementation == other.implementation:
        return frame
    columns = [
        nw.new_series(
            name,
            frame[name].to_list(),
            nw.String() if dtype == nw.Enum else dtype,
            backend=other.implementation,
        )
        for name, dtype in frame.collect_schema().items()
    ]
    made: nw.DataFrame[Any] = nw.from_dict({column.name: column for column in columns})
    if other.implementation.is_pandas_like():
        made.to_native().index = other.to_native().index
    return made
