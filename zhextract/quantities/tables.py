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

    `units` goes by the first two characters of a surface, units of one character by that one;
    `after` by the first, `before` and `signs` (the currencies that stand before the numeral) by
    the last; each holds candidates, the longest first. `refused` goes by two characters: that of a numeral and the next, or at
    the end of the word the one before it and that of the numeral.
    """

    units: Mapping[str, tuple[Unit, ...]]
    by_surface: Mapping[str, Unit]
    signs: Mapping[str, tuple[Unit, ...]]
    before: Mapping[str, tuple[Hedge, ...]]
    after: Mapping[str, tuple[Hedge, ...]]
    split: tuple[Hedge, ...]
    refused: Mapping[str, tuple[tuple[int, str], ...]]


def _by_opening(units: Iterable[Unit]) -> Mapping[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.surface[:2]].append(unit)
    return MappingProxyType(
        {opening: tuple(sorted(found, key=lambda u: -len(u.surface))) for opening, found in groups.items()}
    )


def _by_character(units: Iterable[Unit], index: int) -> Mapping[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.surface[index]].append(unit)
    return MappingProxyType(
        {char: tuple(sorted(found, key=lambda u: -len(u.surface))) for char, found in groups.items()}
    )


def _hedges(rows: Iterable[tuple[str, ...]], place: str, index: int) -> Mapping[str, tuple[Hedge, ...]]:
    groups: dict[str, list[Hedge]] = defaultdict(list)
    for surface, where, bound in rows:
        if where == place:
            groups[surface[index]].append(Hedge(surface, bound))  # type: ignore[arg-type]
    return MappingProxyType(
        {char: tuple(sorted(found, key=lambda h: -len(h.surface))) for char, found in groups.items()}
    )


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
    hedges = read_table("hedges", 3)
    refused: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (word,) in read_table("no_amounts", 1):
        for index, char in enumerate(word):
            if char in _NUMERAL_CHARACTERS:
                at = min(index, len(word) - 2)
                refused[word[at : at + 2]].append((index, word))
    return Tables(
        units=_by_opening(by_surface.values()),
        by_surface=MappingProxyType(by_surface),
        signs=_by_character([unit for unit, place in money if place != "after"], -1),
        before=_hedges(hedges, "before", -1),
        after=_hedges(hedges, "after", 0),
        split=tuple(Hedge(surface, bound) for surface, where, bound in hedges if where == "split"),  # type: ignore[arg-type]
        refused=MappingProxyType({pair: tuple(words) for pair, words in refused.items()}),
    )
