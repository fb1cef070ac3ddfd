"""Tables flattened to lines: which row label and which column headers an amount stands under.

Three layouts are read. Cells parted by tabs; cells on lines of their own that
begin with a tab, behind the line of their row label; and a label followed by
amounts parted by spaces. A prose line ends a table. Reading order: `read_tables`,
`_rows` (lines to rows of cells), `columns` (headers to columns).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhextract.expressions import rarely
from zhextract.linking.columns import CORNER, ITEMS, Row, broken_headers, is_item, read_columns
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
TOKEN = re.compile(r"\S+")
# The header of a column of units.
UNITS = rarely(r"(?:计[量算])?单\s*位")
UNIT_LINE = rarely(r"[（(]?\s*(?:金额)?单位\s*[:：]|\s*人民币\S*元|.*除外$")
SENTENCE = "。"
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
class _Table:
    headers: list[Row] = field(default_factory=list)
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
        elif table.headers and _is_remark(norm, row):
            continue
        elif len(row.cells) + (row.label is not None) == 1:
            table = _titled(norm, row.label or row.cells[0], table)
        else:
            if table.closed:
                table = _Table(caption=table.section)
            before = rows[place - 1] if place else None
            if isinstance(before, Row) and not before.amounts and broken_headers(norm, before, row):
                table.headers, table.section, table.caption = [before], None, None
            table.caption = table.caption or table.section
            if not _ends_header(row, table.headers):
                table.headers = [*table.headers[-HEADER_ROWS + 1 :], _as_header(norm, row)]
            table.section = None


def _is_remark(norm: str, row: Row) -> bool:
    """Whether a row of words is what a cell says at length: it is a sentence, or stands behind empty cells only."""
    cells = [row.label, *row.cells] if row.label is not None else row.cells
    return (len(cells) == 1 and row.label is None and row.at[0] > 1) or any(
        SENTENCE in norm[cell.start : cell.end] for cell in cells
    )


def _titled(norm: str, line: Span, table: _Table) -> _Table:
    """The table behind a line by itself: the title of the rows below it, or the unit of a table that begins."""
    if UNIT_LINE.match(norm, *line):
        return _Table() if table.closed else table
    table.section = line
    if table.whole is None and DIVIDED.match(norm, *line):
        table.whole = table.first
    return table


def _whole(norm: str, rows: Sequence[Row | Span], first: int) -> Span | None:
    """The label of the row of the whole (营业收入合计) in the table whose amounts begin at a row."""
    for place in range(first, len(rows)):
        row = rows[place]
        if isinstance(row, Span) or not (row.amounts or len(row.cells) + (row.label is not None) == 1):
            return None
        if row.label is not None and TOTAL.search(norm, row.label.start, row.label.end):
            return row.label
    return None


def _rows(norm: str, layout: Layout) -> list[Row | Span]:
    """The rows of all tables in text order; a line of prose parts two tables and introduces the second."""
    rows: list[Row | Span] = []
    # Whether the last line was a cell by itself, which the next may go on with.
    is_led = False
    for line in layout.paragraphs:
        text = norm[line.start : line.end]
        if not text.strip():
            continue
        if text[0] == "\t" and "\t" not in text[1:]:
            last = rows[-1] if rows else None
            cell = _strip(norm, line)
            if not isinstance(last, Row) or _is_full(norm, rows, cell):
                last = Row(None)
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
            rows.append(Row(label, cells, list(range(1, len(cells) + 1)), amounts=True))
        elif rows and len(text.strip()) <= REST and (start := _broken_off(rows[-1])) is not None:
            rows[-1] = Row(Span(start, line.start + len(text.rstrip())))
        elif len(text) > LONGEST_LABEL or PROSE.search(text):
            rows.append(line)
        else:
            rows.append(Row(_strip(norm, line)))
    return rows


def _is_full(norm: str, rows: Sequence[Row | Span], cell: Span) -> bool:
    """Whether a cell of words begins a row whose label is that of the last (医药行业: 销售量 …, 生产量 …), which has all its cells."""
    last, before = rows[-1], rows[-2] if len(rows) > 1 else None
    if not isinstance(last, Row) or not isinstance(before, Row) or not last.amounts or _is_amount(norm, cell):
        return False
    return len(last.cells) == len(before.cells) and _is_amount(norm, last.cells[-1])


def _goes_on(norm: str, row: Row | Span, line: Span, text: str) -> bool:
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


def _merged(rows: Sequence[Row | Span], place: int) -> Span | None:
    """The label of a row whose first cell is empty: the only one of the rows around it, which all share that cell."""
    labels: set[Span] = set()
    for beside in (reversed(rows[max(0, place - MERGED) : place]), rows[place + 1 : place + 1 + MERGED]):
        for row in beside:
            if isinstance(row, Span) or not row.amounts:
                break
            if row.label is not None:
                labels.add(row.label)
    return labels.pop() if len(labels) == 1 else None


def _ends_header(row: Row, headers: Sequence[Row]) -> bool:
    """Whether a row only ends the headers above it, one character a cell: 占营业成本比 / 重."""
    if row.label is not None or not headers or any(cell.end - cell.start > 1 for cell in row.cells):
        return False
    return set(row.at) < set(headers[-1].at)


def _broken_off(row: Row | Span) -> int | None:
    """Where a long label without cells begins, which a line of a few characters ends; None for other rows."""
    if isinstance(row, Span) or row.cells or row.label is None or row.label.end - row.label.start < LONG:
        return None
    return row.label.start


def _tabbed(norm: str, line: Span, text: str) -> Row:
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
    return Row(label, cells, at, amounts)


def _as_header(norm: str, row: Row) -> Row:
    """A header row: a first cell that names neither the labels nor the unit heads a column itself."""
    label = row.label
    if label is None or CORNER.fullmatch(norm, label.start, label.end) or UNIT_LINE.match(norm, label.start, label.end):
        return row
    return Row(None, [label, *row.cells], [0, *row.at])


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


def _fill(norm: str, row: Row, table: _Table, frames: Sequence[Frame], starts: list[int]) -> None:
    """Give the amounts of one data row their cells."""
    columns = read_columns(norm, row, table.headers)
    # A column of words (客户名称, 对应科目) measures nothing.
    measures = [
        headers if norm[cell.start] in OPENS and norm[cell.end - 1] in ENDS else ()
        for headers, cell in zip(columns, row.cells, strict=False)
    ]
    label = _label(norm, row)
    if is_item(norm, row, table.headers):
        item = label
    else:
        table.group = label or table.group
        item = _words_under(norm, row, columns, ITEMS)
    group = None if item is None else table.group
    label = item or label
    unit = _words_under(norm, row, columns, UNITS)
    if table.total is None and row.label is not None and norm.endswith(("合计", "总计"), *row.label):
        table.total = row.label
    if row.label is not None:
        for index in range(bisect_left(starts, row.label.start), bisect_left(starts, row.label.end)):
            if frames[index].end < row.label.end and frames[index].quantity.dimension != "money":
                frames[index].is_fact = False  # 两种原材料占成本比例
    for place, cell in enumerate(row.cells):
        index = bisect_right(starts, cell.end - 1) - 1
        if index < 0 or frames[index].end <= cell.start or _is_said(frames[index], cell):
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
            unit,
        )


def _is_said(frame: Frame, cell: Span) -> bool:
    """Whether an amount is only told of by the words of its cell (收到试点经费3万元所致)."""
    return 2 * (frame.end - frame.start) < cell.end - cell.start


def _words_under(norm: str, row: Row, columns: Sequence[tuple[Span, ...]], heading: re.Pattern[str]) -> Span | None:
    """The words of a row in the column under a heading: its item beside the labels, its unit."""
    for cell, headers in zip(row.cells, columns, strict=False):
        if headers and heading.fullmatch(norm, *headers[-1]) and not _is_amount(norm, cell):
            return cell
    return None


def _label(norm: str, row: Row) -> Span | None:
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
