"""The word lists of this room, read once into automata."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from numpy.typing import NDArray

from zhextract.lexicons import read_table

__all__ = ["KINDS", "PlaceLexicon", "place_lexicon"]

KINDS = ("water", "land", "island", "road", "station", "site", "town", "division", "zone", "sky")
# A known name of these kinds is a place wherever it stands if its ending says so too; one of two characters of nature alone.
NATURE, BUILT, SHORT = ("water", "land", "island"), ("road", "station", "site"), 2
# A layer of features holds five roles of three parts each, so that some kinds share one.
ROLES, PARTS = 5, 3


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """Known places and endings of names of places: the automata that find them (leftmost, longest), and their roles."""

    names: tuple[str, ...]
    sure: tuple[bool, ...]
    name_finder: AhoCorasick
    name_roles: NDArray[np.uint8]
    suffix_finder: AhoCorasick
    suffix_roles: NDArray[np.uint8]
    suffix_kinds: NDArray[np.uint8]


@cache
def place_lexicon() -> PlaceLexicon:
    """Read the tables on first use."""
    names: dict[str, str] = {}
    for kind, _, words in read_table("places_names", 3):
        names |= dict.fromkeys(words.split(), kind)
    endings: dict[str, str] = {}
    for kind, words in read_table("places_endings", 2):
        for word in words.split():
            endings.setdefault(word, kind)
    return PlaceLexicon(
        tuple(names),
        tuple(
            name.endswith(tuple(endings)) and (kind in NATURE or (kind in BUILT and len(name) > SHORT))
            for name, kind in names.items()
        ),
        AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest),
        _roles(names.values()),
        AhoCorasick(list(endings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),
        _roles(endings.values()),
        np.array([KINDS.index(kind) for kind in endings.values()], np.uint8),
    )


def _roles(kinds: Iterable[str]) -> NDArray[np.uint8]:
    """The role of each word in its layer."""
    return np.array([PARTS * (KINDS.index(kind) % ROLES) for kind in kinds], np.uint8)
