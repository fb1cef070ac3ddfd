"""Flattened tables: a unit that stands in a header (单位：万元) holds for the figures below it."""

from dataclasses import dataclass
from decimal import Decimal

from zhextract.numerals import parse_numeral
from zhextract.quantities.draft import Amount, scaled
from zhextract.quantities.patterns import TABLE_UNIT
from zhextract.quantities.tables import Tables, Unit
from zhextract.quantities.units import read_unit

__all__ = ["Header", "apply_header", "find_headers", "is_cell"]

_REACH = 6000  # a table is no longer than this


@dataclass(frozen=True, slots=True)
class Header:
    """A unit with its multiplier, for the cells behind `end`."""

    end: int
    unit: Unit
    scale: Decimal


def find_headers(norm: str, tables: Tables) -> list[Header]:
    """Find every header that gives the unit of a table."""
    headers = []
    for match in TABLE_UNIT.finditer(norm) if "单位" in norm or "人民币" in norm else ():
        unit = read_unit(norm, match.start("unit"), tables)
        scale = parse_numeral(match["scale"]) if match["scale"] else Decimal(1)
        if unit is not None and isinstance(scale, Decimal):
            headers.append(Header(match.end(), unit.unit, scale))
    return headers


def is_cell(norm: str, start: int, end: int) -> bool:
    """Whether a figure fills its line or cell alone."""
    left = start
    while left and norm[left - 1] in " \t\u00a0\u3000":
        left -= 1
    right = end
    while right < len(norm) and norm[right] in " \t\u00a0\u3000":
        right += 1
    return (not left or norm[left - 1] in "\n|" or norm[left : left + 1] == "\t") and (
        right == len(norm) or norm[right] in "\n|" or norm[right - 1] == "\t"
    )


def apply_header(amount: Amount, header: Header) -> bool:
    """Give a bare cell the unit of its table; False where the table has ended."""
    if amount.number_start - header.end > _REACH or amount.unit is not None:
        return False
    amount.unit = header.unit
    amount.rule = "table"
    scaled(amount, header.scale)
    return True
