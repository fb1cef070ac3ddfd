"""The gazetteer: what divisions, areas and countries there are, and every wording of their names.

`load_gazetteer()` builds it once; it is immutable and safe to share. Later rooms
ask it for names, levels and parents by code: `load_gazetteer().region_of("370200")`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from zhextract.lexicons import read_table
from zhextract.records import Level

__all__ = ["Gazetteer", "Place", "Wording", "is_within", "load_gazetteer"]

CHINA = "100000"
WEIGHTS = {
    "full": 13,
    "old": 10,
    "free": 10,
    "area": 13,
    "bare": 10,
    "foreign": 10,
    "near": 8,
    "chain": 9,
    "blocker": 10,
}


class Place(NamedTuple):
    """A division in force: its code, full name, level, and the code of what it belongs to (None for the country)."""

    code: str
    name: str
    level: Level
    parent: str | None


class Wording(NamedTuple):
    """One wording of a name and what it may mean.

    `grade` says how much licence it needs: full · old · free · near · chain for
    divisions, area · bare for parts of China, foreign, blocker for words that
    only take their characters away.
    """

    surface: str
    grade: str
    codes: tuple[str, ...] = ()
    name: str = ""
    level: Level = "county"
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by code, wordings by number, and the automaton that finds them."""

    places: Mapping[str, Place]
    wordings: tuple[Wording, ...]
    weights: tuple[int, ...]
    by_surface: Mapping[str, Wording]
    automaton: AhoCorasick

    def region_of(self, code: str) -> Place | None:
        """Look up a division in force.

        >>> load_gazetteer().region_of("370200")
        Place(code='370200', name='青岛市', level='prefecture', parent='370000')
        """
        return self.places.get(code)

    def chain_of(self, code: str) -> tuple[Place, ...]:
        """List a division and all that it belongs to, the largest first, without the country.

        >>> [place.name for place in load_gazetteer().chain_of("370202")]
        ['山东省', '青岛市', '市南区']
        """
        found = []
        place = self.places.get(code)
        while place is not None and place.code != CHINA:
            found.append(place)
            place = self.places.get(place.parent) if place.parent else None
        return tuple(reversed(found))


def is_within(code: str, outer: str) -> bool:
    """Whether the division `code` lies inside `outer` (and is not the same).

    >>> is_within("370202", "370000"), is_within("370000", "370202")
    (True, False)
    """
    if code == outer:
        return False
    if outer == CHINA:
        return True
    width = 2 if outer.endswith("0000") else 4
    return (outer.endswith("00")) and code[:width] == outer[:width]


def level_of(code: str) -> Level:
    """Read the level off a GB/T 2260 code."""
    if code == CHINA:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


@cache
def load_gazetteer() -> Gazetteer:
    """Read the tables and build the automaton, once."""
    places = {CHINA: Place(CHINA, "中华人民共和国", "country", None)}
    for code, name, parent, _, last, _ in read_table("regions", 6):
        if not last:
            places[code] = Place(code, name, level_of(code), parent or CHINA)
    table: dict[str, Wording] = {}
    for surface, code, name, level, grade in read_table("regions_extra", 5):
        table[surface] = Wording(surface, grade if code else "area", (code,) if code else (), name, _level(level))
        if code and code not in places:
            parent = code[:2] + "0000"
            places[code] = Place(code, name, _level(level), parent if parent in places and parent != code else CHINA)
    for surface, codes, grade in read_table("regions_names", 3):
        if surface not in table:
            means = tuple(codes.split(" "))
            table[surface] = Wording(surface, grade, means, places[means[0]].name, places[means[0]].level)
    _add_areas_and_countries(table)
    wordings = tuple(table.values())
    return Gazetteer(
        places=MappingProxyType(places),
        wordings=wordings,
        weights=tuple(_weight(wording) for wording in wordings),
        by_surface=MappingProxyType(table),
        automaton=AhoCorasick(list(table)),
    )


def _add_areas_and_countries(table: dict[str, Wording]) -> None:
    for surface, use in read_table("regions_areas", 2):
        table.setdefault(surface, Wording(surface, use or "area", (), surface, "area"))
    for name, country, others in read_table("regions_foreign", 3):
        for surface in (name, *others.split()):
            table.setdefault(surface, Wording(surface, "foreign", (), name, "foreign", country or None))
    for (surface,) in read_table("regions_blockers", 1):
        table.setdefault(surface, Wording(surface, "blocker"))


def _weight(wording: Wording) -> int:
    """More characters weigh more; a word that blocks wins a tie, a doubtful name loses it."""
    grade = "full" if wording.surface.endswith("地区") and wording.grade != "blocker" else wording.grade
    return WEIGHTS[grade] * len(wording.surface) + (grade == "blocker")


def _level(word: str) -> Level:
    levels: dict[str, Level] = {
        "country": "country", "province": "province", "prefecture": "prefecture", "county": "county", "area": "area"
    }  # fmt: skip
    return levels[word]
