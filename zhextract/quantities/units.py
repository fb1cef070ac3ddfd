"""Reading the unit that stands behind a numeral, simple or compound.

`read_unit` takes the longest surface of the tables, then a divisor behind it:
元/吨, 微克/立方米, 次每分钟, 元/10公斤 is left at 元.
"""

from dataclasses import dataclass
from decimal import Decimal

from zhextract.quantities.tables import Tables, Unit

__all__ = ["UnitSpan", "compound", "read_unit"]


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit and where its surface ends in the text."""

    unit: Unit
    end: int


_PER = "/／每"
# Ratios and counts that never are divided: 5%/年 is read as 5%.
_DIVIDED = frozenset({"money", "mass", "length", "volume", "energy", "power", "count", "area", "information", "substance", "time", "activity", "biological"})


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
    if end < len(norm) and norm[end] in _PER and unit.dimension in _DIVIDED:
        below = _read_simple(norm, end + 1, tables)
        if below is not None and below.dimension != "ratio" and below.dimension != "money":
            end += 1 + len(below.surface)
            return UnitSpan(compound(unit, below, norm[start:end]), end)
    return UnitSpan(unit, end)


def _read_simple(norm: str, start: int, tables: Tables) -> Unit | None:
    if start >= len(norm):
        return None
    for unit in tables.units.get(norm[start], ()):
        if norm.startswith(unit.surface, start):
            end = start + len(unit.surface)
            last = unit.surface[-1]
            if last.isascii() and last.isalpha() and end < len(norm) and norm[end].isascii() and (norm[end].isalnum() or norm[end] in "-_"):
                continue
            return unit
    return None


_KNOWN_RATES = {("length", "time"): "speed", ("volume", "time"): "flow", ("mass", "volume"): "density", ("information", "time"): "data rate"}


def compound(above: Unit, below: Unit, surface: str) -> Unit:
    """Make the unit of `above` per `below`; exact where the factors divide without remainder."""
    dimension = _KNOWN_RATES.get((above.dimension, below.dimension), f"{above.dimension}/{below.dimension}")
    return Unit(surface, f"{above.code}/{below.code}", dimension, Decimal(above.factor / below.factor))
