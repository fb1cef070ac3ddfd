"""Reading the unit that stands behind a numeral, simple or compound.

`read_unit` takes the longest surface of the tables, then a divisor behind it:
元/吨, 微克/立方米, 次每分钟, 元/10公斤 is left at 元.
"""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from zhextract.expressions import rarely
from zhextract.quantities.tables import Tables, Unit

__all__ = ["UnitSpan", "compound", "read_unit"]


class UnitSpan(NamedTuple):
    """A unit and where its surface ends in the text."""

    unit: Unit
    end: int


_PER = frozenset("/／每")
EACH = "每"
# A multiplier in the divisor: 吨标准煤/万元, 人/百户.
SCALED = rarely(r"[百千万亿]")
_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(100000000)}
_POWERS = {"百": "10*2.", "千": "10*3.", "万": "10*4.", "亿": "10*8."}
# Ratios and counts that never are divided: 5%/年 is read as 5%.
_DIVIDED = frozenset(
    {
        "money",
        "mass",
        "length",
        "volume",
        "energy",
        "power",
        "count",
        "area",
        "information",
        "substance",
        "time",
        "activity",
        "biological",
    }
)


def read_unit(norm: str, start: int, tables: Tables) -> UnitSpan | None:
    """Read the longest unit that begins exactly at `start`.

    >>> from zhextract.quantities.tables import load_tables
    >>> read_unit("335美元/吨", 3, load_tables()).unit.code
    'USD/t'
    """
    unit = _read_simple(norm, start, tables)
    if unit is None:
        return None
    end = start + len(unit.surface)
    if norm[end : end + 1] in _PER and unit.dimension in _DIVIDED:
        scale = SCALED.match(norm, end + 1)
        at = scale.end() if scale else end + 1
        if norm[at : at + 1] == EACH and norm[end] != EACH:
            at += 1  # 元/每片
        below = _read_simple(norm, at, tables)
        if below is not None and below.dimension != "ratio":
            end = at + len(below.surface)
            if scale:
                below = replace(
                    below, code=f"({_POWERS[scale.group()]}{below.code})", factor=below.factor * _SCALES[scale.group()]
                )
            return UnitSpan(compound(unit, below, norm[start:end]), end)
    return UnitSpan(unit, end)


def _read_simple(norm: str, start: int, tables: Tables) -> Unit | None:
    opening = norm[start : start + 2]
    units = tables.units
    for unit in units.get(opening) or units.get(opening[:1], ()):
        if norm.startswith(unit.surface, start) and (unit.surface[-1] > "z" or not _goes_on(norm, start, unit)):
            return unit
    return None


def _goes_on(norm: str, start: int, unit: Unit) -> bool:
    """Whether letters or digits behind a unit of letters make it another word; 40xPE is 40x."""
    last = unit.surface[-1]
    if not ("a" <= last <= "z" or "A" <= last <= "Z"):
        return False
    behind = norm[start + len(unit.surface) : start + len(unit.surface) + 1]
    return behind.isascii() and (behind.isalnum() or behind in {"-", "_"}) and not (last in "xX" and behind == "P")


_KNOWN_RATES = {
    ("length", "time"): "speed",
    ("volume", "time"): "flow",
    ("mass", "volume"): "density",
    ("information", "time"): "data rate",
}


def compound(above: Unit, below: Unit, surface: str) -> Unit:
    """Make the unit of `above` per `below`; exact where the factors divide without remainder."""
    dimension = _KNOWN_RATES.get((above.dimension, below.dimension), f"{above.dimension}/{below.dimension}")
    return Unit(surface, f"{above.code}/{below.code}", dimension, Decimal(above.factor / below.factor))
