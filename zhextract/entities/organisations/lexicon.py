"""The word lists of this room, read once into automata."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from numpy.typing import NDArray

from zhextract.entities.tagger_features import DOUBTFUL, ISSUER, KINDS, PREVIOUS, READER, SURE
from zhextract.lexicons import read_table

__all__ = ["Deictic", "Lexicon", "Name", "lexicon"]


# Which endings make a body's name behind a mere place: 青山县 + 人民政府.
LOCAL_KINDS = ("government", "party", "court", "hospital")
LOCAL_WORDS = ("政府", "海关", "党委", "纪委", "监委", "省委", "市委", "县委", "区委", "政协", "人大")


class Name(NamedTuple):
    """A particular organisation of the closed list; `doubtful` where only the context decides."""

    kind: str
    region: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Deictic:
    """A word such as 本行 or 该公司; `points` is issuer, previous or reader."""

    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, and the automata that find them (leftmost, longest).

    `common` are ordinary words that no short form may be, `others` what is no organisation, `halves` what is none without a company's context; `company_kinds`
    make 公司 behind them any such company; `tails` and `heads` are the characters behind and before that make another word; `local_bodies` make a name behind a mere place,
    by their first two characters; `endings` are the keys of `suffixes` by their last two. The longest come first.
    """

    names: dict[str, Name]
    suffixes: dict[str, str]
    deictics: dict[str, Deictic]
    name_words: tuple[str, ...]
    suffix_words: tuple[str, ...]
    name_finder: AhoCorasick
    suffix_finder: AhoCorasick
    name_roles: NDArray[np.uint8]
    suffix_roles: NDArray[np.uint8]
    suffix_kinds: NDArray[np.uint8]
    trades: NDArray[np.bool_]
    common: frozenset[str]
    others: frozenset[str]
    halves: frozenset[str]
    company_kinds: frozenset[str]
    tails: dict[str, str]
    heads: dict[str, str]
    local_bodies: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    last_characters: dict[str, str]

    def ending(self, name: str) -> str:
        """The longest known ending of a name; empty where it has none."""
        for tail in (name[-2:], name[-1:]):
            for word in self.endings.get(tail, ()):
                if name.endswith(word):
                    return word
        return ""


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """A table of two columns as pairs."""
    return ((row[0], row[1]) for row in read_table(name, 2))


def _by_part(words: Iterable[str], part: slice) -> dict[str, tuple[str, ...]]:
    """The words that share a part, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[part], []).append(word)
    return {shared: tuple(group) for shared, group in found.items()}


@cache
def lexicon() -> Lexicon:
    """Read the tables on first use."""
    names = {
        word: Name(kind, region or None, doubt == "?")
        for word, kind, region, doubt in read_table("organisation_names", 4)
    }
    for word, code, doubt in (*read_table("organisation_listed", 3), *read_table("organisation_renamed", 3)):
        names.setdefault(word, Name("company", "810000" if len(code) == len("00000") else None, doubt == "?"))
    suffixes = dict(_pairs("organisation_suffixes"))
    trades = {word for (word,) in read_table("organisation_trades", 1)}
    deictics = {word: Deictic(points, kind) for word, points, kind in read_table("organisation_deictics", 3)}
    name_words = (*names, *deictics)
    suffix_words = tuple(suffixes)
    points = {"issuer": ISSUER, "previous": PREVIOUS, "reader": READER}
    local = [word for word, kind in suffixes.items() if kind in LOCAL_KINDS and (len(word) > 2 or word in LOCAL_WORDS)]
    return Lexicon(
        names,
        suffixes,
        deictics,
        name_words,
        suffix_words,
        AhoCorasick(name_words, matchkind=MatchKind.LeftmostLongest),
        AhoCorasick(suffix_words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),
        np.array(
            [DOUBTFUL if names[word].doubtful else SURE for word in names]
            + [points[deictics[word].points] for word in deictics],
            np.uint8,
        ),
        # A layer holds five roles of three parts, so that some kinds share one.
        np.array([3 * (KINDS.index(kind) % 5) for kind in suffixes.values()], np.uint8),
        np.array([KINDS.index(kind) for kind in suffixes.values()], np.uint8),
        np.array([word in trades for word in suffixes], np.bool_),
        frozenset(word for (word,) in read_table("organisation_common", 1)),
        frozenset(word for (word,) in read_table("organisation_others", 1)),
        frozenset(word for (word,) in read_table("organisation_halves", 1)),
        frozenset(word for (word,) in read_table("organisation_company_kinds", 1)),
        dict(_pairs("organisation_tails")),
        dict(_pairs("organisation_heads")),
        _by_part(local, slice(0, 2)),
        _by_part(suffixes, slice(-2, None)),
        dict(_pairs("organisation_last")),
    )
