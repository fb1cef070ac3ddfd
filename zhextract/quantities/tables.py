"""The tables that amounts are read with: units, classifiers, currencies, hedges, words that are no amount.

`load_tables` reads them once into immutable look-ups by first character, longest
surface first, so that one look at a character usually decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from zhextract.lexicons import read_table
from zhextract.records import Bound

__all__ = ["Hedge", "Tables", "Unit", "load_tables"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in the text: code, dimension, factor to the dimension's base, and how careful to be.

    `reading` is the letter of the table `units.tsv` or `classifiers.tsv`, "" for an ordinary unit.
    """

    surface: str
    code: str
    dimension: str
    factor: Decimal
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word before or after an amount and the bound it sets."""

    surface: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that is looked up while amounts are read.

    `units` and `after` go by the first two characters of a surface, `before` by the last two, what is one character
    long by that one; `signs` (the currencies that stand before the numeral) by the last; each holds candidates, the
    longest first. `refused` goes by two characters: that of a numeral and the next, or at
    the end of the word the one before it and that of the numeral.
    """

    units: Mapping[str, tuple[Unit, ...]]
    by_surface: Mapping[str, Unit]
    signs: Mapping[str, tuple[Unit, ...]]
    before: Mapping[str, tuple[Hedge, ...]]
    after: Mapping[str, tuple[Hedge, ...]]
    split: tuple[Hedge, ...]
    refused: Mapping[str, tuple[tuple[int, str], ...]]


_Item = TypeVar("_Item", Unit, Hedge)


def _by_pair(items: Iterable[_Item], *, at_end: bool = False) -> Mapping[str, tuple[_Item, ...]]:
    """Group by the first two characters of a surface, or by its last two, the longest first.

    An item of one character goes by it, and comes last in the groups of pairs that it opens or ends.
    """
    groups: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        groups[item.surface[-2:] if at_end else item.surface[:2]].append(item)
    for pair in [key for key in groups if len(key) > 1]:
        groups[pair] += groups.get(pair[-1] if at_end else pair[0], ())
    return MappingProxyType({pair: tuple(sorted(found, key=_shorter_last)) for pair, found in groups.items()})


def _shorter_last(item: Unit | Hedge) -> int:
    return -len(item.surface)


def _by_last(units: Iterable[Unit]) -> Mapping[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.surface[-1]].append(unit)
    return MappingProxyType({char: tuple(sorted(found, key=_shorter_last)) for char, found in groups.items()})


# The characters a numeral can open with, inside a word that is no amount.
_NUMERAL_CHARACTERS = frozenset("零一二三四五六七八九十百千万亿两半几数双0123456789")


@cache
def load_tables() -> Tables:
    """Read the tables; the first call takes some milliseconds, later ones nothing."""
    units = [
        Unit(surface, code, dimension, Decimal(factor), reading)
        for surface, code, dimension, factor, reading in read_table("units", 5)
    ]
    units += [
        Unit(surface, code, "count", Decimal(1), reading) for surface, code, reading in read_table("classifiers", 3)
    ]
    money = [
        (Unit(surface, code, "money", Decimal(factor)), place)
        for surface, code, factor, place in read_table("currencies", 4)
    ]
    units += [unit for unit, place in money if place != "before"]
    by_surface: dict[str, Unit] = {}
    for unit in units:
        by_surface.setdefault(unit.surface, unit)
    hedges = [(Hedge(surface, bound), place) for surface, place, bound in read_table("hedges", 3)]  # type: ignore[arg-type]
    refused: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (word,) in read_table("no_amounts", 1):
        for index, char in enumerate(word):
            if char in _NUMERAL_CHARACTERS:
                at = min(index, len(word) - 2)
                refused[word[at : at + 2]].append((index, word))
    return Tables(
        units=_by_pair(by_surface.values()),
        by_surface=MappingProxyType(by_surface),
        signs=_by_last(unit for unit, place in money if place != "after"),
        before=_by_pair((hedge for hedge, place in hedges if place == "before"), at_end=True),
        after=_by_pair(hedge for hedge, place in hedges if place == "after"),
        split=tuple(hedge for hedge, place in hedges if place == "split"),
        refused=MappingProxyType({pair: tuple(words) for pair, words in refused.items()}),
    )
