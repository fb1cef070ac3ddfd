"""The headers of a flattened table, and which of them stand above each cell of a row.

Read `read_columns`: merged headers spread over the columns below them, headers broken over two lines, and rows
with fewer cells than there are headers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhextract.expressions import rarely
from zhextract.spans import Span

__all__ = ["CORNER", "ITEMS", "Row", "broken_headers", "is_item", "read_columns"]

# First cells of header rows that name the labels below them.
CORNER = rarely(
    r"(?:项\s*目|类\s*别|指\s*标(?:名称)?|名\s*称|产品(?:类别|名称|分类)?|地\s*区|行\s*业(?:分类)?|账\s*龄|科\s*目|种\s*类|年\s*度|内\s*容|区\s*域|客户名称|债券名称|股东名称|城\s*市|单\s*位)"
)
# Headers of a column of words that say what its row is about.
ITEMS = rarely(r"项\s*目|指\s*标(?:名称)?|内\s*容|科\s*目")
# Headers that are periods.
PERIOD_CELL = rarely(
    r"\d{4}\s*[年/-]|\d{4}[QH]\d|[一二三四]季度|上年|本年|本期|上期|期末|期初|年初|年末|月末|\d+\s*-?\s*\d*月"
)
# Two halves of a header that tabs have parted.
TIME_CELL = rarely(r"\d{4}\s*年(?:度|\d{1,2}\s*[-—~～至]\s*\d{1,2}\s*月|\d{1,2}\s*月(?:\d{1,2}\s*日)?|末)?")
SUM_CELL = rarely(r"金\s*额|数\s*额|数\s*量|余\s*额|收\s*入|占\s*比")


@dataclass(slots=True)
class Row:
    """One row: its label and its other cells, by column; `at` are the tab positions of the cells.

    `lined` says that its cells stand on lines of their own, which tell nothing of cells that are empty.
    """

    label: Span | None
    cells: list[Span] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    amounts: bool = False
    lined: bool = False


def is_item(norm: str, row: Row, headers: Sequence[Row]) -> bool:
    """Whether a row on lines of its own begins in the column of items, its label being that of a row above it."""
    if not headers or not row.lined or row.label is None:
        return False
    columns = headers[-1].cells
    return len(columns) == len(row.cells) + 1 and ITEMS.fullmatch(norm, *columns[0]) is not None


def read_columns(norm: str, row: Row, headers: Sequence[Row]) -> list[tuple[Span, ...]]:
    """For each cell of a data row, the headers above it, topmost first."""
    count = len(row.cells)
    if not headers:
        return [()] * count
    last = headers[-1]
    if len(headers) > 1:
        top = headers[-2]
        if broken := broken_headers(norm, top, last):
            return [
                (broken[found[0]], *found) if found and found[0] in broken else found
                for found in read_columns(norm, row, [last])
            ]
        spread = _tabbed_spread(top, last, row) or _spread(norm, top, last, count)
        if spread is not None:
            return spread
        if row.lined and (spread := _spread(norm, top, last, count + 1)) and ITEMS.fullmatch(norm, *spread[0][-1]):
            return spread[1:]  # 其他业务: a row without an item
    if len(last.cells) == count:
        return [(cell,) for cell in last.cells]
    if len(last.cells) == count + 1 and row.label is not None and (last.at[0] == 0 or is_item(norm, row, headers)):
        return [(cell,) for cell in last.cells[1:]]
    if joined := _joined(norm, last.cells, count):
        return joined
    by_tab = dict(zip(last.at, last.cells, strict=True))
    found: list[tuple[Span, ...]] = [(by_tab[place],) if place in by_tab else () for place in row.at]
    if all(found):
        return found
    if len(last.cells) == count + 1 and row.label is not None and CORNER.search(norm, *last.cells[0]):
        return [(cell,) for cell in last.cells[1:]]
    return found


def broken_headers(norm: str, top: Row, last: Row) -> dict[Span, Span]:
    """The headers that go on with those right above them in a line of their own (占余额合计数 / 的比例), each with that one."""
    by_tab = dict(zip(last.at, last.cells, strict=True))
    broken = {by_tab[at]: cell for at, cell in zip(top.at, top.cells, strict=True) if at in by_tab}
    goes_on = len(broken) == len(top.cells) and all(norm[cell.start] == "的" for cell in broken)
    return broken if goes_on else {}


def _joined(norm: str, cells: Sequence[Span], count: int) -> list[tuple[Span, ...]]:
    """Headers with those put together that tabs part into a time and a sum (2009年度, 金额), where that leaves `count`."""
    joined: list[tuple[Span, ...]] = []
    for cell in cells:
        last = joined[-1] if joined else ()
        if len(last) == 1 and SUM_CELL.fullmatch(norm, *cell) and TIME_CELL.fullmatch(norm, *last[0]):
            joined[-1] = (*last, cell)
        else:
            joined.append((cell,))
    return joined if len(joined) == count else []


def _tabbed_spread(top: Row, sub: Row, row: Row) -> list[tuple[Span, ...]] | None:
    """Merged headers over the columns below them where the tabs tell how many columns each spans."""
    gaps = {right - left for left, right in zip(top.at, top.at[1:], strict=False)}
    width = min(gaps, default=0)
    below = dict(zip(sub.at, sub.cells, strict=True))
    if len(gaps) != 1 or width < 2 or not set(row.at).union(range(top.at[0], top.at[-1] + width)) <= below.keys():
        return None
    merged = {left + step: cell for left, cell in zip(top.at, top.cells, strict=True) for step in range(width)}
    return [(merged[at], below[at]) if at in merged else (below[at],) for at in row.at]


def _spread(norm: str, top: Row, sub: Row, count: int) -> list[tuple[Span, ...]] | None:
    """Spread merged headers (2019年, 2018年) over the columns of the row below them (金额, 占比, 金额, 占比, 增减)."""
    groups, columns = top.cells, sub.cells
    periods = [cell for cell in groups if PERIOD_CELL.search(norm, cell.start, cell.end)]
    if not groups or not columns or not periods:
        return None
    width = _width(norm, columns, len(periods))
    alone = len(columns) - width * len(periods)
    if not width or width * len(periods) + len(groups) - len(periods) + alone != count:
        return None
    out: list[tuple[Span, ...]] = []
    place = 0
    for group in groups:
        if group in periods:
            out.extend((group, column) for column in columns[place : place + width])
            place += width
        else:
            out.append((group,))
    return out + [(column,) for column in columns[place:]]


def _width(norm: str, columns: Sequence[Span], groups: int) -> int:
    """How many columns each of several merged headers spans; 0 where they cannot be shared out.

    Columns that do not share out evenly repeat their names below each header, and the rest stand alone.
    """
    if not len(columns) % groups:
        return len(columns) // groups
    names = [norm[column.start : column.end] for column in columns]
    for width in range(len(columns) // groups, 0, -1):
        if names[: width * groups] == names[:width] * groups:
            return width
    return 0
