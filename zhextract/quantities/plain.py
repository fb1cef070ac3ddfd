"""The plain amount, read at one look: a figure, a unit right behind it, and perhaps a hedge on either side.

Four amounts of five are written so (同比增长5.2%，粮食产量超过3亿吨). What `read_plain` reads, `read_amount` and
`is_refused` would read the same; it gives up wherever a sign, a currency, a second unit or another word may touch.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from zhextract.numerals import Open, parse_numeral
from zhextract.quantities.amounts import set_hedges
from zhextract.quantities.draft import Amount, set_bound, set_open
from zhextract.quantities.hedges import read_apart, touches_hedge
from zhextract.quantities.refuse import load_unit_words
from zhextract.quantities.tables import Tables, Unit, load_tables

__all__ = ["Plain", "load_plain", "read_plain"]

# 5.2 · 1,234 · 3亿 · 1.5万亿 · 500多万 · 3万余
FIGURE = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(\.[0-9]++)?+(?:([多余]?+[百千]?[万亿]{1,2}+)?+([多余])?+)(?!兆)"
)
# What may tell of an amount from a little before it: a hedge that stands apart, 每.
LOOK_BACK = re.compile(r"[约估至不每]")
_REACH = 14
_LONG = 3  # a unit that its two characters do not tell yet
_SCALED = 3  # the group of the multiplier
# How many places a multiplier moves the point.
_PLACES = {"万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12, "百万亿": 14, "千万亿": 15}
# Units whose amounts are none in many a place, or that a word beside the amount explains.
_CAREFUL = frozenset({"time", "temperature", "angle", "index", "grade"})
# Characters that are units only in some company (5届, 3番).
_OWN_WAYS = frozenset("款版级届次番度期大角分位")
# What before a figure belongs to it or makes it another thing: signs, ordinals, letters, other figures, a gap.
_BEFORE = frozenset(" \u00a0-−－+＋负▲第图表附./_~@#每0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# What goes on behind a unit: a divisor, a smaller unit, a half.
_BEHIND = frozenset("/／每半零又0123456789一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾")
# The dimensions of units before which 个 may stand (3个小时, 6个加仑).
_AFTER_CLASSIFIER = frozenset({"time", "volume", "mass"})


@dataclass(frozen=True, slots=True)
class Plain:
    """What plain amounts are read with.

    `units` goes by two characters or by one, as in the tables; a unit that calls for a closer look is None there.
    `lead` and `tail` are the characters before and behind an amount that call for one, `hedged` and `hedging` those
    that a hedge before it ends with and one behind it opens with, `classified` the openings of units that 个 may
    stand before.
    """

    tables: Tables
    units: Mapping[str, tuple[tuple[str, int, Unit | None], ...]]
    lead: frozenset[str]
    tail: frozenset[str]
    hedged: frozenset[str]
    hedging: frozenset[str]
    classified: frozenset[str]
    unit_words: Mapping[str, tuple[str, ...]]


@cache
def load_plain() -> Plain:
    """Arrange the tables for one look."""
    tables = load_tables()
    choices = {
        opening: tuple((unit.surface, len(unit.surface), unit if _is_plain(unit) else None) for unit in found)
        for opening, found in tables.units.items()
    }
    return Plain(
        tables,
        MappingProxyType(choices),
        frozenset(tables.signs) | _BEFORE,
        _BEHIND,
        frozenset(pair[-1] for pair in tables.before),
        frozenset(pair[0] for pair in tables.after),
        frozenset(
            unit.surface[:2]
            for unit in tables.by_surface.values()
            if unit.dimension in _AFTER_CLASSIFIER and len(unit.surface) > 1
        ),
        load_unit_words(),
    )


def _is_plain(unit: Unit) -> bool:
    first = unit.surface[0]
    is_word = not first.isascii() or first == "%"
    return is_word and not unit.reading and unit.dimension not in _CAREFUL and unit.surface not in _OWN_WAYS


def read_plain(norm: str, start: int, plain: Plain) -> Amount | None:
    """Read the plain amount that begins at `start`; None where a closer look is needed.

    >>> read_plain("增长5.2%，", 2, load_plain()).unit.code
    '%'
    """
    figure = FIGURE.match(norm, start)
    before = norm[start - 1 : start]
    if figure is None or before in plain.lead:
        return None
    number_end = figure.end()
    unit, end = _choose_unit(norm, number_end, plain)
    if unit is None:
        return None
    looked_back = LOOK_BACK.search(norm, start - _REACH if start > _REACH else 0, start)
    if looked_back is not None and "每" in norm[max(0, start - 4) : start]:
        return None
    value = _value_of(figure)
    if isinstance(value, Open):
        amount = Amount(start, end, start, number_end, None, None, None, "exact", unit)
        set_open(amount, value)
    else:
        amount = Amount(start, end, start, number_end, value, None, None, "exact", unit)
    may_be_hedged = before in plain.hedged or norm[end : end + 1] in plain.hedging
    if may_be_hedged and touches_hedge(norm, start, end, plain.tables):
        set_hedges(norm, amount, plain.tables)
    elif looked_back is not None and amount.bound == "exact":
        apart = read_apart(norm, start, plain.tables)
        if apart is not None:
            set_bound(amount, apart.bound)
    return amount


_NO_UNIT = None, -1


def _choose_unit(norm: str, start: int, plain: Plain) -> tuple[Unit | None, int]:
    """The longest unit at `start` and its end; None where there is none, or what stands there may be another word."""
    opening = norm[start : start + 2]
    for surface, length, unit in plain.units.get(opening) or plain.units.get(opening[:1], ()):
        if length < _LONG or norm.startswith(surface, start):
            end = start + length
            if norm[end : end + 1] in plain.tail:
                return _NO_UNIT
            if length < _LONG:
                words = plain.unit_words.get(opening)
                if words is not None and norm.startswith(words, start):
                    return _NO_UNIT
                if surface == "个" and norm[end : end + 2] in plain.classified:
                    return _NO_UNIT
            return unit, end
    return _NO_UNIT


def _value_of(figure: re.Match[str]) -> Decimal | Open | None:
    """What a figure is worth: its digits, with the point moved over the places of its multiplier."""
    if figure.lastindex is None or figure.lastindex < _SCALED:
        return Decimal(figure.group().replace(",", ""))
    whole, part, scale, more = figure.groups("")
    places = _PLACES.get(scale, 0)
    if more or not places or len(part) > places + 1:
        return parse_numeral(figure.group(), counted=True)
    digits = whole.replace(",", "")
    return Decimal(digits + part[1:] + "0" * (places - len(part) + 1 if part else places))
