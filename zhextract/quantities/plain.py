"""The plain amount, read at one look: a figure, a unit right behind it, and nothing around them that could belong to it.

Two amounts of three are written so (同比增长5.2%，粮食产量3亿吨). What `read_plain` reads, `read_amount` and
`is_refused` would read the same; it gives up wherever a hedge, a sign, a second unit or another word may touch.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhextract.numerals import Open, parse_numeral
from zhextract.quantities.draft import Amount, set_bound
from zhextract.quantities.hedges import read_apart
from zhextract.quantities.tables import Tables, Unit, load_tables

__all__ = ["read_plain"]

# 5.2 · 1,234 · 3亿 · 1.5万亿
FIGURE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+(?:[百千]?[万亿]{1,2}+)?+")
# Units whose amounts are none in many a place, or that a word beside the amount explains.
_CAREFUL = frozenset({"time", "temperature", "angle", "index", "grade"})
# Characters that are units only in some company (5届, 3番).
_OWN_WAYS = frozenset("款版级届次番度期大角分位")
# What before a figure belongs to it or makes it another thing: signs, ordinals, letters, other figures, a gap.
_BEFORE = frozenset(" \u00a0-−－+＋负▲第图表附./_~@#每0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# What goes on behind a unit: a divisor, a smaller unit, a half.
_BEHIND = frozenset("/／每半零又0123456789一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾")


@dataclass(frozen=True, slots=True)
class _Plain:
    """The units that need no second look, and the characters before and behind an amount that call for one."""

    units: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]


@cache
def _load_plain() -> _Plain:
    tables = load_tables()
    return _Plain(
        frozenset(surface for surface, unit in tables.by_surface.items() if _is_plain(unit)),
        frozenset(tables.before) | frozenset(tables.signs) | _BEFORE,
        frozenset(tables.after) | _BEHIND,
    )


def _is_plain(unit: Unit) -> bool:
    first = unit.surface[0]
    is_word = not first.isascii() or first == "%"
    return is_word and not unit.reading and unit.dimension not in _CAREFUL and unit.surface not in _OWN_WAYS


def read_plain(norm: str, start: int, tables: Tables, *, unit_words: Mapping[str, tuple[str, ...]]) -> Amount | None:
    """Read the plain amount that begins at `start`; None where a closer look is needed.

    >>> read_plain("增长5.2%，", 2, load_tables(), unit_words={}).unit.code
    '%'
    """
    figure = FIGURE.match(norm, start)
    plain = _load_plain()
    if figure is None or (start and norm[start - 1] in plain.before):
        return None
    number_end = figure.end()
    opening = norm[number_end : number_end + 2]
    for unit in tables.units.get(opening, ()):
        if norm.startswith(unit.surface, number_end):
            break
    else:
        short = tables.units.get(opening[:1])
        if short is None:
            return None
        unit = short[0]
    end = number_end + len(unit.surface)
    behind = norm[end : end + 2]
    if unit.surface not in plain.units or behind[:1] in plain.behind or opening in unit_words:
        return None
    if unit.surface == "个" and (behind in tables.units or behind[:1] in tables.units):  # 3个小时, 6个加仑
        return None
    if "每" in norm[start - 4 if start > 4 else 0 : start]:
        return None
    value = parse_numeral(figure.group(), counted=True)
    if value is None or isinstance(value, Open):
        return None
    amount = Amount(start, end, start, number_end, value, unit=unit)
    apart = read_apart(norm, start, tables)
    if apart is not None:
        set_bound(amount, apart.bound)
    return amount
