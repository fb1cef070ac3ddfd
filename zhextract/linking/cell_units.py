"""Units that stand in the header of a table's column or in a row's label: 占比（%）, 收入(万元).

Only the structure of the table tells which amounts a header governs, so this
room gives bare cells their unit; the amounts of the document stay as they were read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.frozen import replace
from zhextract.linking.frames import Cell, Frame
from zhextract.numerals import parse_numeral
from zhextract.quantities.draft import without_zeros
from zhextract.quantities.tables import Unit, load_tables
from zhextract.quantities.units import read_unit
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["read_cell_units"]

# A unit in brackets that end a header or label, with its multiplier: (万元), （单位：%）.
BRACKETED = rarely(r"[（(]\s*(?:单位\s*[:：])?\s*([^（()）\d\s]{1,10})\s*[)）]\s*$")
# The end of a header of shares, rates or growth: 占比, 毛利率, 变动幅度, 比上年增长%; not 汇率, 周转率.
SHARE = rarely(r"(?:占\s*比|比\s*例|比\s*重|份额|(?<![汇转])率|幅度?|同比|[比较].{1,4}增长|增速|增长速度)\s*[%％]?$")
# A multiplier before a unit that is not itself a unit's first character (万元, but 千克).
SCALE = rarely("[百千万亿]+")
# The rule of amounts whose unit came from a line such as 单位：万元 above the whole table.
FROM_LINE = "table"


@dataclass(frozen=True, slots=True)
class _ColumnUnit:
    """A unit that a header names, with the multiplier before it."""

    unit: Unit
    factor: Decimal


def read_cell_units(norm: str, frames: Sequence[Frame]) -> None:
    """Give the amounts in tables the unit that their column or row names."""
    known: dict[Span, _ColumnUnit | None] = {}
    for frame in frames:
        if frame.cell is None or (frame.quantity.unit is not None and frame.quantity.rule != FROM_LINE):
            continue
        for span in _governing(frame.cell):
            if span not in known:
                known[span] = _read_bracketed(norm, span)
            found = known[span]
            if found is not None:
                frame.quantity = _with_unit(norm, frame.quantity, found)
                break
        else:
            if frame.quantity.rule == FROM_LINE and _is_share(norm, frame):
                frame.quantity = _with_unit(
                    norm, frame.quantity, _ColumnUnit(load_tables().by_surface["%"], Decimal(1))
                )
            elif frame.quantity.unit is None and frame.cell.unit is not None and not _is_share(norm, frame):
                own = _read_unit(norm, *frame.cell.unit)
                frame.quantity = _with_unit(norm, frame.quantity, own) if own is not None else frame.quantity


def _is_share(norm: str, frame: Frame) -> bool:
    """Whether an amount stands in a column of shares or rates, which the unit of the table's sums does not govern."""
    headers = frame.cell.headers if frame.cell is not None else ()
    grouped = "," in norm[frame.quantity.number.start : frame.quantity.number.end]
    return bool(headers) and not grouped and SHARE.search(norm, *headers[-1]) is not None


def _governing(cell: Cell) -> list[Span]:
    """Where a cell's unit may stand, nearest first: the lowest header, those above it, the label."""
    spans = list(reversed(cell.headers))
    return [*spans, cell.label] if cell.label is not None else spans


def _read_bracketed(norm: str, span: Span) -> _ColumnUnit | None:
    """The unit in the brackets that end a header."""
    match = BRACKETED.search(norm[span.start : span.end])
    return None if match is None else _read_unit(norm, span.start + match.start(1), span.start + match.end(1))


def _read_unit(norm: str, start: int, end: int) -> _ColumnUnit | None:
    """The unit that a stretch is, with the multiplier before it."""
    scale = SCALE.match(norm, start, end)
    for begin in dict.fromkeys((start, scale.end() if scale else start)):
        unit = read_unit(norm, begin, load_tables())
        if unit is not None and unit.end == end and unit.unit.surface:
            factor = parse_numeral(norm[start:begin]) if begin > start else Decimal(1)
            if isinstance(factor, Decimal):
                return _ColumnUnit(unit.unit, factor)
    return None


def _with_unit(norm: str, quantity: Quantity, column: _ColumnUnit) -> Quantity:
    """The amount in that unit, its value read anew from its figures."""
    value = parse_numeral(norm[quantity.number.start : quantity.number.end])
    if not isinstance(value, Decimal) or quantity.value is None:
        return quantity
    value = without_zeros(value * column.factor)
    if quantity.value < 0 < value:
        value = -value
    return replace(
        quantity,
        value=value,
        low=value if quantity.low is not None else None,
        high=value if quantity.high is not None else None,
        unit=column.unit.surface,
        unit_code=column.unit.code,
        dimension=column.unit.dimension,
        rule="column",
    )
