"""Where a plan of Polars reads its rows: the part that is there when it is run."""

from __future__ import annotations

import polars as pl
from attrs import define


@define
class Source:
    """A frame that is given anew for each run, so that what is done with it is planned once."""

    part: pl.DataFrame

    def frame(self) -> pl.LazyFrame:
        """Return a lazy frame of the part that is there when it is collected."""
        return self.part.lazy().map_batches(
            lambda _: self.part,
            schema=self.part.schema,
            predicate_pushdown=False,
            projection_pushdown=False,
            slice_pushdown=False,
        )


def collected(plan: pl.LazyFrame) -> pl.DataFrame:
    """Return what a plan makes. Of all optimizations, only leaving out columns gains such plans what it costs."""
    return plan.collect(optimizations=pl.QueryOptFlags.none(projection_pushdown=True))
