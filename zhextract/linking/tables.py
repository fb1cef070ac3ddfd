"""Tables flattened to lines: which row label and which column headers an amount stands under.

Three layouts are read. Cells parted by tabs; cells on lines of their own that
begin with a tab, behind the line of their row label; and a label followed by
amounts parted by spaces. A prose line ends a table. Reading order: `read_tables`,
`_rows` (lines to rows of cells), `_columns` (headers to columns).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhextract.expressions import rarely
from zhextract.linking.frames import Cell, Frame, Layout
from zhextract.spans import Span

__all__ = ["read_tables"]

# A cell that holds an amount or stands for a missing one.
AMOUNT_CELL = rarely(r"[-+−(（]?\s*\d[\d,]*(?:\.\d+)?\s*[%％‰]?\s*[)）]?|[-—–/]{1,2}|不适用|N/A")
# The first and last characters of such a cell.
OPENS = frozenset("-+−(（—–/不N0123456789")
ENDS = frozenset("-—–/用A0123456789%％‰)）")
# A line whose label is followed by at least two amounts parted by spaces.
# Cells between bars, and the line that rules off their header.
BAR = "|"
RULE = re.compile(r"[|\s:=-]+")
SPACED = rarely(r"^(\s*[^\s\d][^\t]*?)((?:[ \u3000]+[-+(（]?\d[\d,]*(?:\.\d+)?[%％]?[)）]?){2,})\s*$")
CELL = re.compile(r"[^\t]+")
TOKEN = re.compile(r"\S+")
# First cells of header rows that name the labels below them.
CORNER = rarely(
    r"(?:项\s*目|类\s*别|指\s*标(?:名称)?|名\s*称|产品(?:类别|名称|分类)?|地\s*区|行\s*业(?:分类)?|账\s*龄|科\s*目|种\s*类|年\s*度|内\s*容|区\s*域|客户名称|债券名称|股东名称|城\s*市|单\s*位)"
)
# Headers of a column of words that say what its row is about.
ITEMS = rarely(r"项\s*目|指\s*标(?:名称)?|内\s*容|科\s*目")
UNIT_LINE = rarely(r"[（(]?\s*(?:金额)?单位\s*[:：]|\s*人民币\S*元|.*除外$")
PERIOD_CELL = rarely(
    r"\d{4}\s*[年/-]|\d{4}[QH]\d|[一二三四]季度|上年|本年|本期|上期|期末|期初|年初|年末|月末|\d+\s*-?\s*\d*月"
)
# Two halves of a header that tabs have parted.
TIME_CELL = rarely(r"\d{4}\s*年(?:度|\d{1,2}\s*[-—~～至]\s*\d{1,2}\s*月|\d{1,2}\s*月(?:\d{1,2}\s*日)?|末)?")
SUM_CELL = rarely(r"金\s*额|数\s*额|数\s*量|余\s*额|收\s*入|占\s*比")
PROSE = rarely(r"[。；！？]|[，,：:]\s*\S{12}")
# The label of the row of the whole, which names what is broken down; 合计 by itself names nothing.
TOTAL = re.compile(r"(?<=\S)(?:合计|总计)$")
# A line that says how the rows below divide the whole, which the first row named.
DIVIDED = rarely(r"按\S{1,10}[分看]|分\S{1,6}$|其中[:：]?$")
LONGEST_LABEL = 40
# A label at least so long may end in a line that is no longer than the rest.
LONG = 12
REST = 3
LONGEST_ROW = 400
# How long a line is that goes on with a cell, and what begins the others.
LONGEST_REST = 20
BLANK = " \t\u3000"
HEADER_ROWS = 3
# How many rows up and down the label of a merged cell is looked for.
MERGED = 4


@dataclass(slots=True)
class _Row:
    """One row: its label and its other cells, by column; `at` are the tab positions of the cells.

    `lined` says that its cells stand on lines of their own, which tell nothing of cells that are empty.
    """

    label: Span | None
    cells: list[Span] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    amounts: bool = False
    lined: bool = False


@dataclass(slots=True)
class _Table:
    headers: list[_Row] = field(default_factory=list)
    section: Span | None = None
    total: Span | None = None
    caption: Span | None = None
    first: Span | None = None
    whole: Span | None = None
    group: Span | None = None
    closed: bool = False


def read_tables(norm: str, layout: Layout, frames: Sequence[Frame]) -> None:
    """Tell every amount that stands in a flattened table its cell (`frame.cell`)."""
    if not layout.tabular:
        return
    starts = [frame.start for frame in frames]
    table = _Table()
    rows = _rows(norm, layout)
    for place, row in enumerate(rows):
        if isinstance(row, Span):
            table = _Table(caption=row)
        elif row.amounts:
            if row.label is None and row.at[0] > 0 and not _is_amount(norm, row.cells[0]):
                row.label = _merged(rows, place)
            if not table.closed:
                table.first, table.whole = row.label, _whole(norm, rows, place)
            _fill(norm, row, table, frames, starts)
            table.closed = True
        elif len(row.cells) + (row.label is not None) == 1:
            table = _titled(norm, row.label or row.cells[0], table)
        else:
            if table.closed:
                table = _Table(caption=table.section)
            table.caption = table.caption or table.section
            if not _ends_header(row, table.headers):
                table.headers = [*table.headers[-HEADER_ROWS + 1 :], _as_header(norm, row)]
            table.section = None


def _titled(norm: str, line: Span, table: _Table) -> _Table:
    """The table behind a line by itself: the title of the rows below it, or the unit of a table that begins."""
    if UNIT_LINE.match(norm, *line):
        return _Table() if table.closed else table
    table.section = line
    if table.whole is None and DIVIDED.match(norm, *line):
        table.whole = table.first
    return table


def _whole(norm: str, rows: Sequence[_Row | Span], first: int) -> Span | None:
    """The label of the row of the whole (营业收入合计) in the table whose amounts begin at a row."""
    for place in range(first, len(rows)):
        row = rows[place]
        if isinstance(row, Span) or not (row.amounts or len(row.cells) + (row.label is not None) == 1):
            return None
        if row.label is not None and TOTAL.search(norm, row.label.start, row.label.end):
            return row.label
    return None


def _rows(norm: str, layout: Layout) -> list[_Row | Span]:
    """The rows of all tables in text order; a line of prose parts two tables and introduces the second."""
    rows: list[_Row | Span] = []
    # Whether the last line was a cell by itself, which the next may go on with.
    is_led = False
    for line in layout.paragraphs:
        text = norm[line.start : line.end]
        if not text.strip():
            continue
        if text[0] == "\t" and "\t" not in text[1:]:
            last = rows[-1] if rows else None
            cell = _strip(norm, line)
            if not isinstance(last, _Row) or _is_full(norm, rows, cell):
                last = _Row(None)
                rows.append(last)
            last.lined = True
            last.at.append(len(last.cells) + 1)
            last.cells.append(cell)
            last.amounts = last.amounts or _is_amount(norm, cell)
            is_led = True
            continue
        is_led = is_led and _goes_on(norm, rows[-1], line, text)
        if is_led:
            continue
        if text[0] == BAR and not RULE.fullmatch(text):
            rows.append(_tabbed(norm, line, text))
            continue
        if "\t" in text:
            rows.append(_tabbed(norm, line, text))
            continue
        match = SPACED.match(text) if len(text) <= LONGEST_ROW else None
        if match:
            label = _strip(norm, Span(line.start, line.start + match.end(1)))
            cells = [
                Span(line.start + token.start(), line.start + token.end())
                for token in TOKEN.finditer(text, match.start(2), match.end(2))
            ]
            rows.append(_Row(label, cells, list(range(1, len(cells) + 1)), amounts=True))
        elif rows and len(text.strip()) <= REST and (start := _broken_off(rows[-1])) is not None:
            rows[-1] = _Row(Span(start, line.start + len(text.rstrip())))
        elif len(text) > LONGEST_LABEL or PROSE.search(text):
            rows.append(line)
        else:
            rows.append(_Row(_strip(norm, line)))
    return rows


def _is_full(norm: str, rows: Sequence[_Row | Span], cell: Span) -> bool:
    """Whether a cell of words begins a row whose label is that of the last (医药行业: 销售量 …, 生产量 …), which has all its cells."""
    last, before = rows[-1], rows[-2] if len(rows) > 1 else None
    if not isinstance(last, _Row) or not isinstance(before, _Row) or not last.amounts or _is_amount(norm, cell):
        return False
    return len(last.cells) == len(before.cells) and _is_amount(norm, last.cells[-1])


def _goes_on(norm: str, row: _Row | Span, line: Span, text: str) -> bool:
    """Let the last cell of a row end in the next line (副总经理、财务 / 总监); False where that does not go on with it."""
    if isinstance(row, Span) or (row.label is None and len(row.cells) == 1):
        return False
    if text[0] in BLANK or len(text) > LONGEST_REST or "\t" in text or PROSE.search(text):
        return False
    rest = _strip(norm, line)
    if _is_amount(norm, row.cells[-1]) and not _is_amount(norm, rest):
        return False
    row.cells[-1] = Span(row.cells[-1].start, rest.end)
    return True


def _merged(rows: Sequence[_Row | Span], place: int) -> Span | None:
    """The label of a row whose first cell is empty: the only one of the rows around it, which all share that cell."""
    labels: set[Span] = set()
    for beside in (reversed(rows[max(0, place - MERGED) : place]), rows[place + 1 : place + 1 + MERGED]):
        for row in beside:
            if isinstance(row, Span) or not row.amounts:
                break
            if row.label is not None:
                labels.add(row.label)
    return labels.pop() if len(labels) == 1 else None


def _ends_header(row: _Row, headers: Sequence[_Row]) -> bool:
    """Whether a row only ends the headers above it, one character a cell: 占营业成本比 / 重."""
    if row.label is not None or not headers or any(cell.end - cell.start > 1 for cell in row.cells):
        return False
    return set(row.at) < set(headers[-1].at)


def _broken_off(row: _Row | Span) -> int | None:
    """Where a long label without cells begins, which a line of a few characters ends; None for other rows."""
    if isinstance(row, Span) or row.cells or row.label is None or row.label.end - row.label.start < LONG:
        return None
    return row.label.start


def _tabbed(norm: str, line: Span, text: str) -> _Row:
    label: Span | None = None
    cells: list[Span] = []
    at: list[int] = []
    for column, (piece_start, piece) in enumerate(_pieces(text)):
        span = _strip(norm, Span(line.start + piece_start, line.start + piece_start + len(piece)))
        if span.start < span.end:
            if column == 0 and not _is_amount(norm, span):
                label = span
            else:
                cells.append(span)
                at.append(column)
    amounts = any(_is_amount(norm, cell) for cell in cells)
    return _Row(label, cells, at, amounts)


def _as_header(norm: str, row: _Row) -> _Row:
    """A header row: a first cell that names neither the labels nor the unit heads a column itself."""
    label = row.label
    if label is None or CORNER.fullmatch(norm, label.start, label.end) or UNIT_LINE.match(norm, label.start, label.end):
        return row
    return _Row(None, [label, *row.cells], [0, *row.at])


def _pieces(text: str) -> list[tuple[int, str]]:
    """The pieces of a line between its tabs or bars, with their offsets; a bar that opens the line parts nothing."""
    pieces, start = [], 0
    ruled = text[0] == BAR
    for piece in text.split(BAR if ruled else "\t"):
        pieces.append((start, piece))
        start += len(piece) + 1
    return pieces[1:] if ruled else pieces


def _is_amount(norm: str, cell: Span) -> bool:
    return AMOUNT_CELL.fullmatch(norm, cell.start, cell.end) is not None


def _strip(norm: str, span: Span) -> Span:
    text = norm[span.start : span.end]
    left = len(text) - len(text.lstrip())
    right = len(text) - len(text.rstrip())
    return Span(span.start + left, max(span.end - right, span.start + left))


def _fill(norm: str, row: _Row, table: _Table, frames: Sequence[Frame], starts: list[int]) -> None:
    """Give the amounts of one data row their cells."""
    columns = _columns(norm, row, table.headers)
    # A column of words (客户名称, 对应科目) measures nothing.
    measures = [
        headers if norm[cell.start] in OPENS and norm[cell.end - 1] in ENDS else ()
        for headers, cell in zip(columns, row.cells, strict=False)
    ]
    label = _label(norm, row)
    if _is_item(norm, row, table.headers):
        item = label
    else:
        table.group = label or table.group
        item = _item(norm, row, columns)
    group = None if item is None else table.group
    label = item or label
    if table.total is None and row.label is not None and norm.endswith(("合计", "总计"), *row.label):
        table.total = row.label
    for place, cell in enumerate(row.cells):
        index = bisect_right(starts, cell.end - 1) - 1
        if index < 0 or frames[index].end <= cell.start:
            continue
        headers = columns[place] if place < len(columns) else ()
        if label is None and not headers:
            continue
        frames[index].cell = Cell(
            label,
            headers,
            table.section,
            table.total,
            table.caption,
            table.whole,
            measures,
            place,
            table.first,
            group,
        )


def _is_item(norm: str, row: _Row, headers: Sequence[_Row]) -> bool:
    """Whether a row on lines of its own begins in the column of items, its label being that of a row above it."""
    if not headers or not row.lined or row.label is None:
        return False
    columns = headers[-1].cells
    return len(columns) == len(row.cells) + 1 and ITEMS.fullmatch(norm, *columns[0]) is not None


def _item(norm: str, row: _Row, columns: Sequence[tuple[Span, ...]]) -> Span | None:
    """The cell of a row in the column of items, where its table has one beside the labels."""
    for cell, headers in zip(row.cells, columns, strict=False):
        if headers and ITEMS.fullmatch(norm, *headers[-1]) and not _is_amount(norm, cell):
            return cell
    return None


def _label(norm: str, row: _Row) -> Span | None:
    """The row's label; where that is only the row's number, the name beside it."""
    label = row.label
    if (
        label is not None
        and row.cells
        and norm[label.start : label.end].isdigit()
        and not _is_amount(norm, row.cells[0])
    ):
        return row.cells[0]
    return label


def _columns(norm: str, row: _Row, headers: list[_Row]) -> list[tuple[Span, ...]]:
    """For each cell of a data row, the headers above it, topmost first."""
    count = len(row.cells)
    if not headers:
        return [()] * count
    last = headers[-1]
    if len(headers) > 1:
        top = headers[-2]
        spread = _tabbed_spread(top, last, row) or _spread(norm, top, last, count)
        if spread is not None:
            return spread
    if len(last.cells) == count:
        return [(cell,) for cell in last.cells]
    if len(last.cells) == count + 1 and row.label is not None and (last.at[0] == 0 or _is_item(norm, row, headers)):
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


def _tabbed_spread(top: _Row, sub: _Row, row: _Row) -> list[tuple[Span, ...]] | None:
    """Merged headers over the columns below them where the tabs tell how many columns each spans."""
    gaps = {right - left for left, right in zip(top.at, top.at[1:], strict=False)}
    width = min(gaps, default=0)
    below = dict(zip(sub.at, sub.cells, strict=True))
    if len(gaps) != 1 or width < 2 or not set(row.at).union(range(top.at[0], top.at[-1] + width)) <= below.keys():
        return None
    merged = {left + step: cell for left, cell in zip(top.at, top.cells, strict=True) for step in range(width)}
    return [(merged[at], below[at]) if at in merged else (below[at],) for at in row.at]


def _spread(norm: str, top: _Row, sub: _Row, count: int) -> list[tuple[Span, ...]] | None:
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
