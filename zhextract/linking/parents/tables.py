"""Which amounts of a flattened table are parts of which: rows above or below the row of their sum, rows behind 其中.

Read `TableColumns`: `read` for what stands above an amount, `close` for the rows that an amount sums up.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.linking.frames import Cell, Frame
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["TableColumns", "exceeds", "same_unit"]

# The heading of a section of rows that divides the table's first row: 按贸易方式分, 分行业.
DIVIDED = rarely(r"按.{1,12}分|分.{2,6}$")
# The label of a row that sums up rows above it (1 where it is nothing but that): 合计, 流动资产合计, 员工数量合计（人）, 贷款总额.
SUM = rarely(r"(?:(\s*(?:合\s*计|总\s*计|小\s*计|共\s*计))|.*(?:合计|总计|小计|总[额数量]))\s*(?:[（(].*[）)])?")
# The characters of which one stands in each such label.
SUMMED = frozenset("计总")
# Figures are rounded: a sum may differ from its parts by one in the last place for every so many of them.
ROUNDED = 2
# A row divides into no more rows than this, and a sum into no more.
LONGEST_PART = 12
MOST_PARTS = 60


@dataclass(slots=True)
class _Column:
    """A column of a table as far as it has been read: its first amount, its row of totals, the whole in force.

    `open` are its amounts that are no part of another yet.
    """

    first: int | None = None
    last: int | None = None
    total: int | None = None
    whole: int | None = None
    section: Span | None = None
    open: list[int] = field(default_factory=list)


class TableColumns:
    """Reads the cells of tables in text order, column by column; amounts are told by their index in `frames`."""

    __slots__ = ("columns", "frames", "norm")

    def __init__(self, norm: str, frames: Sequence[Frame]) -> None:
        self.norm = norm
        self.frames = frames
        self.columns: dict[tuple[Span | None, tuple[Span, ...] | int], _Column] = {}

    def _column(self, cell: Cell) -> _Column:
        return self.columns.setdefault((cell.first, cell.headers or cell.place), _Column())

    def read(self, i: int, cell: Cell, *, sums: bool) -> int | None:
        """The whole of a cell that stands above it in its own column; `sums` is false for what adds up to nothing.

        A row of totals (合计) that opens a table divides into the rows below it, a row in front of 其中 into that one
        and those behind it, and the first row of a table into the rows of a section 按…分.
        """
        if cell.label is None:
            return None
        column = self._column(cell)
        if column.section != cell.section:
            column.section, column.whole = cell.section, None
        if cell.total == cell.label:
            column.total = i
        elif cell.total is not None:
            column.whole = column.total
        elif self.norm.startswith("其中", cell.label.start):
            column.whole = column.last
        elif cell.section is not None and DIVIDED.match(self.norm, cell.section.start, cell.section.end):
            column.whole = column.first
        if column.first is None:
            column.first = i
        quantity = self.frames[i].quantity
        if column.whole is None or not sums or exceeds(quantity, self.frames[column.whole].quantity):
            column.last, column.whole = i, None
            if sums:
                column.open.append(i)
            return None
        return column.whole if same_unit(self.frames[column.whole].quantity, quantity) else None

    def close(self, i: int, cell: Cell, parents: list[int | None]) -> None:
        """Make the rows above a row of their sum its parts, and those that a row among them sums up parts of that one."""
        if cell.label is None or SUMMED.isdisjoint(self.norm[cell.label.start : cell.label.end]):
            return
        match = SUM.fullmatch(self.norm, *cell.label)
        if match is None:
            return
        column = self._column(cell)
        if not column.open or column.open[-1] != i:
            return
        rows = [j for j in column.open[-MOST_PARTS:-1] if same_unit(self.frames[i].quantity, self.frames[j].quantity)]
        nested = self._nested(rows)
        parts = self._suffix(i, [j for j in rows if j not in nested]) if nested else []
        if parts:
            for part, whole in nested.items():
                parents[part] = whole
        else:
            parts = self._suffix(i, rows)
        if not parts and match[1] and not any(exceeds(self.frames[j].quantity, self.frames[i].quantity) for j in rows):
            parts = rows
        if parts:
            for part in parts:
                parents[part] = i
            column.total = column.whole = None
            del column.open[bisect_left(column.open, parts[0]) :]
            column.open.append(i)

    def _suffix(self, i: int, rows: Sequence[int]) -> list[int]:
        """The longest run of rows up to the last that adds up to an amount; empty where none does."""
        value, found, total = self.frames[i].quantity.value, 0, Decimal(0)
        if value is None:
            return []
        for count, j in enumerate(reversed(rows), 1):
            total += self.frames[j].quantity.value or 0
            if count > 1 and self._agree(i, total, count):
                found = count
        return list(rows[len(rows) - found :])

    def _nested(self, rows: Sequence[int]) -> dict[int, int]:
        """The rows that a row in front of them already sums up, each with that one: 3年以上, 3至4年, 4至5年, 5年以上."""
        nested: dict[int, int] = {}
        at = 0
        while at < len(rows):
            total, place = Decimal(0), at
            for count, j in enumerate(rows[at + 1 : at + 1 + LONGEST_PART], 1):
                total += self.frames[j].quantity.value or 0
                if count > 1 and total and self._agree(rows[at], total, count):
                    place = at + count
            nested.update((j, rows[at]) for j in rows[at + 1 : place + 1])
            at = place + 1
        return nested

    def _agree(self, i: int, total: Decimal, count: int) -> bool:
        """Whether parts add up to an amount but for the rounding of their last places."""
        quantity = self.frames[i].quantity
        if quantity.value is None:
            return False
        figures = self.norm[quantity.number.start : quantity.number.end]
        digits = Decimal(figures.replace(",", "").lstrip("-−－(（+＋") or "0") if _is_figure(figures) else None
        if not digits:
            return total == quantity.value
        last = abs(quantity.value) / digits * Decimal(1).scaleb(int(digits.as_tuple().exponent))
        return abs(total - quantity.value) * ROUNDED <= last * count


def _is_figure(figures: str) -> bool:
    """Whether an amount is written in plain figures, so that its last place is known."""
    return figures.lstrip("-−－(（+＋").replace(",", "").replace(".", "", 1).isascii() and figures[-1:].isdigit()


def same_unit(whole: Quantity, part: Quantity) -> bool:
    """Whether the two count or weigh the same: 人 and 名, 人 and 人次, but not 件 and 人."""
    if whole.unit == part.unit or (whole.unit_code is not None and whole.unit_code == part.unit_code):
        return True
    if whole.unit is None or part.unit is None:
        return whole.dimension == part.dimension == "money"
    if whole.dimension == "money":
        return False  # Another currency converts (9亿新台币（约2亿港元）) and does not divide.
    if whole.unit.startswith(part.unit) or part.unit.startswith(whole.unit):
        return True
    return (
        whole.dimension is not None and whole.dimension == part.dimension and whole.dimension not in ("count", "ratio")
    )


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether one amount is more than another; amounts without a value are not."""
    return part.value is not None and whole.value is not None and part.value > whole.value
