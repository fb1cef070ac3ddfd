"""Flattened tables: a unit that stands in a header (单位：万元) holds for the figures below it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.numerals import parse_numeral
from zhextract.quantities.draft import Amount, scaled
from zhextract.quantities.patterns import TABLE_UNIT
from zhextract.quantities.tables import Tables, Unit
from zhextract.quantities.units import read_unit

__all__ = [
    "COUNT_CELL",
    "Header",
    "apply_header",
    "find_counted",
    "find_headers",
    "in_brackets",
    "is_cell",
    "is_count",
    "read_unit_cell",
]

# The rule of plain figures in a table of counts; whether a heading governs one only the structure of the table tells.
COUNT_CELL = "cell"

# A cell that names the unit of the figures in the next ones: 报关单量 | 万份 | 8.4 | 7.9.
UNIT_CELL = rarely(
    r"[^\s\d|][ \u00a0\u3000]*[\t|][ \u00a0\u3000]*(?P<scale>[百千万亿]*)(?P<unit>[^\s|\d]{1,8})[ \u00a0\u3000]*[\t|]"
    r"(?:[ \u00a0\u3000]*[-+(]?\d[\d,.]*%?[)]?[ \u00a0\u3000]*[\t|])*[ \u00a0\u3000]*[-+(]?$"
)
_ROW = 80  # such a cell with the figures behind it is no longer than this
_GROUPED = 1000  # no percentage is so large as to be grouped
_REACH = 6000  # a table is no longer than this
# 人民币百万元，百分比除外: sums are whole and grouped, decimals are percentages.
EXCEPT_PERCENT = rarely(r"[,，、\s]{0,2}(?:百分比|比例|比率)[^\n]{0,4}除外")


# The brackets of a negative figure.
_OPENING = frozenset("(（")
_CLOSING = frozenset(")）")
# A unit of counts that ends the heading of a row or column: 在职员工数量（人）, 户数(户).
COUNTED = rarely(r"[（(](?:人|户|家|个|名|台|套|辆|只|件|支|次|座|所|股|人次)[)）][ \u00a0\u3000]*(?=[\t\n|])")
_GAP = 3  # from the tab that opens a cell to its figure
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Header:
    """A unit with its multiplier, for the cells behind `end`; `percent` is that of decimals where 百分比除外 says so."""

    end: int
    unit: Unit
    scale: Decimal
    percent: Unit | None = None


def find_headers(norm: str, tables: Tables) -> list[Header]:
    """Find every header that gives the unit of a table."""
    headers = []
    for match in TABLE_UNIT.finditer(norm) if "单位" in norm or "人民币" in norm else ():
        unit = read_unit(norm, match.start("unit"), tables)
        scale = parse_numeral(match["scale"]) if match["scale"] else Decimal(1)
        if unit is not None and isinstance(scale, Decimal):
            percent = tables.by_surface["%"] if EXCEPT_PERCENT.match(norm, unit.end) else None
            headers.append(Header(unit.end, unit.unit, scale, percent))
    return headers


def in_brackets(norm: str, start: int, end: int) -> bool:
    """Whether brackets hold a figure and nothing else: (639), which in a table is less than nothing."""
    return norm[start - 1 : start] in _OPENING and norm[end : end + 1] in _CLOSING


def is_cell(norm: str, start: int, end: int) -> bool:
    """Whether a figure fills its line or cell alone, be it in brackets."""
    if in_brackets(norm, start, end):
        start, end = start - 1, end + 1
    left = start
    while left and norm[left - 1] in " \t\u00a0\u3000":
        left -= 1
    right = end
    while right < len(norm) and norm[right] in " \t\u00a0\u3000":
        right += 1
    return (not left or norm[left - 1] in "\n|" or norm[left : left + 1] == "\t") and (
        right == len(norm) or norm[right] in "\n|" or norm[right - 1] == "\t"
    )


def read_unit_cell(norm: str, start: int, tables: Tables) -> Header | None:
    """Read the unit that the nearest cell of words before a figure of its row names."""
    cell = UNIT_CELL.search(norm, max(0, start - _ROW), start)
    unit = read_unit(norm, cell.start("unit"), tables) if cell else None
    scale = parse_numeral(cell["scale"]) if cell and cell["scale"] else Decimal(1)
    if cell is None or unit is None or unit.end != cell.end("unit") or not isinstance(scale, Decimal):
        return None
    return Header(unit.end, unit.unit, scale)


def find_counted(norm: str) -> list[int]:
    """Where the headings of counts end, if the text has cells parted by tabs."""
    return [match.end() for match in COUNTED.finditer(norm)] if "\t" in norm else []


def is_count(norm: str, start: int, end: int, counted: Sequence[int]) -> bool:
    """Whether a plain figure is a cell behind a tab in a table of counts; a year is none."""
    at = bisect_right(counted, start)
    if (
        not at
        or start - counted[at - 1] > _REACH
        or not norm[start:end].isdigit()
        or _YEARS.fullmatch(norm, start, end)
    ):
        return False
    return "\t" in norm[max(0, start - _GAP) : start] and is_cell(norm, start, end)


def apply_header(amount: Amount, header: Header) -> bool:
    """Give a bare cell the unit of its table; False where the table has ended."""
    if amount.number_start - header.end > _REACH or amount.unit is not None:
        return False
    amount.rule = "table"
    if header.percent is not None and _is_percentage(amount.value):
        amount.unit = header.percent
        return True
    amount.unit = header.unit
    scaled(amount, header.scale)
    return True


def _is_percentage(value: Decimal | None) -> bool:
    return value is not None and abs(value) < _GROUPED and value.as_tuple().exponent in {-1, -2}
