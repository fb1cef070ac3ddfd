"""The times of a flattened table: those that head its columns or name its rows."""

from bisect import bisect_left
from collections.abc import Sequence

from zhextract.expressions import rarely
from zhextract.linking.frames import Cell
from zhextract.records import Time
from zhextract.spans import Span

__all__ = ["Columns"]

# A column of growth: 同比增减, 变动幅度, 增（减）额.
GROWTH = rarely("增[（(]?减|变动|同比|环比|增长|增幅|变化")

# What stands before a time that a column only compares with: 比上年增长, 较上期.
COMPARED = frozenset("比较")


class Columns:
    """Reads the cells of tables in text order and remembers the times of the row being read.

    A column without its own time (占比 beside 2022年金额) goes with the one before it; growth behind several
    columns of times (2023年, 2022年, 增减) with the first of them.
    """

    __slots__ = ("closed", "first", "last", "norm", "row", "starts", "times")

    def __init__(self, norm: str, times: Sequence[Time]) -> None:
        self.norm = norm
        self.times = times
        # Where the times begin; made when the first table needs it.
        self.starts: list[int] = []
        self.row: Span | None = None
        # The first and the last time of the row, counted anew behind a column of growth.
        self.first: Time | None = None
        self.last: Time | None = None
        self.closed = False

    def time_of(self, cell: Cell) -> Time | None:
        """The time that heads a cell's column or row; that which begins the row's name before that of the column."""
        named = self._time_in(cell.label) if cell.label else None
        if named is not None and cell.label is not None and named.start == cell.label.start:
            found: Time | None = named
        else:
            found = next((time for time in map(self._time_in, cell.headers) if time is not None), named)
        is_growth = any(GROWTH.search(self.norm, start, end) for start, end in cell.headers)
        if cell.label is None or cell.label != self.row:
            found = found or self._time_left(cell, is_growth=is_growth)
            self.row, self.first, self.last, self.closed = cell.label, found, found, is_growth
            return found
        if found is None:
            self.closed = self.closed or is_growth
            return self.first if is_growth else self.last
        closed = self.closed or (self.last is not None and GROWTH.search(self.norm, self.last.end, found.start))
        self.first = found if closed or self.first is None else self.first
        self.last, self.closed = found, is_growth
        return found

    def _time_left(self, cell: Cell, *, is_growth: bool) -> Time | None:
        """The time of the columns left of a row's first amount, where the row leaves cells empty: growth has the first."""
        columns = cell.columns[: cell.place] if is_growth else cell.columns[cell.place - 1 :: -1] if cell.place else ()
        return next((time for headers in columns for time in map(self._time_in, headers) if time is not None), None)

    def _time_in(self, span: Span) -> Time | None:
        if not self.starts:
            self.starts = [time.start for time in self.times]
        index = bisect_left(self.starts, span.start)
        if index == len(self.starts) or self.starts[index] >= span.end:
            return None
        start = self.starts[index]
        return None if start > span.start and self.norm[start - 1] in COMPARED else self.times[index]
