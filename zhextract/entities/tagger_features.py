"""What the tagger sees of a text: layers of small integers over its characters, hashed into rows of a table.

Reading order: `lay_out` lays the documents of a batch end to end; `read_parts` marks every
character's part in known words and places; `look_up_words` adds what only the characters
behind the gate need; `hash_rows` makes, of each character that is asked for, one row number for each feature. Training and reading use the same steps.

All arrays are as long as the joined text. `REACH` line ends stand before, between and
after the documents, so that no window of that many characters meets a neighbour.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from zhextract.records import Region
from zhextract.spans import Span

__all__ = [
    "CLAUSE_MARKS",
    "FEATURES",
    "GATE_FEATURES",
    "KINDS",
    "REACH",
    "Batch",
    "Layers",
    "Vocabulary",
    "by_text",
    "hash_rows",
    "hash_stretches",
    "lay_out",
    "look_up_words",
    "read_parts",
]

REACH = 4
PAD = "\n" * REACH
U32 = NDArray[np.uint32]
U8 = NDArray[np.uint8]
I64 = NDArray[np.int64]

# Parts of a word: its first, inner and last character. A role is a base plus one of these.
FIRST, INNER, LAST = 1, 2, 3
SURE, DOUBTFUL, ISSUER, PREVIOUS, READER = 0, 3, 6, 9, 12
KINDS = (
    "government",
    "party",
    "court",
    "company",
    "finance",
    "school",
    "hospital",
    "media",
    "association",
    "international",
    "other",
)
PLACE_ROLES = np.array([0, 3], dtype=np.uint8)
# An ending of a name further ahead than this is not seen; nearer ones count in steps.
HORIZON = 20
STEPS = np.array([0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, *[6] * 8], dtype=np.uint8)
LONGEST_NAME, LONGEST_WORD = 6, 4
ONE_BIT = np.left_shift(1, np.arange(8)).astype(np.uint8)
PRIME_A, PRIME_B = np.uint32(2654435761), np.uint32(2246822519)


def _classes() -> U32:
    """Every code point below 0x10000 to its class: digits are one, Latin letters two, spaces one."""
    table = np.arange(0x10000, dtype=np.uint32)
    table[ord("0") : ord("9") + 1] = ord("0")
    table[ord("A") : ord("Z") + 1] = ord("A")
    table[ord("a") : ord("z") + 1] = ord("a")
    table[[ord(space) for space in " \t\u00a0\u3000"]] = ord(" ")
    return table


def _marks() -> NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(mark) for mark in '\n\r，。、；：？！,;:?!“”"《》〈〉【】']] = True
    return table


CLASSES = _classes()
CLAUSE_MARKS = _marks()


class Vocabulary(Protocol):
    """The word lists of what is sought: known names and endings of names, each with a role, each ending with a kind."""

    @property
    def name_finder(self) -> AhoCorasick:
        """Finds the known names."""

    @property
    def name_roles(self) -> U8:
        """What each known name is, as the features take it."""

    @property
    def suffix_finder(self) -> AhoCorasick:
        """Finds the endings."""

    @property
    def suffix_roles(self) -> U8:
        """What each ending is, as the features take it."""

    @property
    def suffix_kinds(self) -> U8:
        """What each ending ends."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents end to end: where each begins, code points, character classes, and the words of the closed list."""

    joined: str
    starts: tuple[int, ...]
    codes: U32
    chars: U32
    named: Sequence[tuple[int, int, int]]

    def text_at(self, offset: int) -> tuple[int, int]:
        """The number of the text that holds an offset, and where that begins."""
        which = bisect_right(self.starts, offset) - 1
        return which, self.starts[which]


@dataclass(frozen=True, slots=True)
class Layers:
    """For each character: its class, its part in known words, the ending of a name ahead, dictionary words here.

    `endings` are the endings of names themselves: a row of indices, of starts, of ends.
    """

    codes: U32
    chars: U32
    parts: U32
    endings: I64
    ahead: U8
    listed: U8
    words: U8


def lay_out(norms: Sequence[str], vocabulary: Vocabulary) -> Batch:
    """Lay the documents end to end and find the words of the closed list."""
    joined = PAD + PAD.join(norms) + PAD
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    foreign = (codes > 0xFFFF) | ((codes & np.uint32(0xF800)) == 0xD800)
    if foreign.any():
        codes = np.where(foreign, np.uint32(0xFFFD), codes)
        joined = codes.tobytes().decode("utf-32-le")
    starts, at = [], REACH
    for norm in norms:
        starts.append(at)
        at += len(norm) + REACH
    return Batch(joined, tuple(starts), codes, CLASSES[codes], vocabulary.name_finder.find_matches_as_indexes(joined))


def by_text(found: Iterable[tuple[int, int]], batch: Batch, norms: Sequence[str]) -> list[list[Span]]:
    """What was found in a batch, as spans of each of its texts."""
    spans: list[list[Span]] = [[] for _ in norms]
    for start, end in found:
        which, base = batch.text_at(start)
        if end - base <= len(norms[which]):
            spans[which].append(Span(start - base, end - base))
    return spans


def read_parts(batch: Batch, regions: Sequence[Sequence[Region]], vocabulary: Vocabulary) -> Layers:
    """Mark every character's part in words of the closed list, in places and in endings of names."""
    size = len(batch.codes)
    named = _triples(batch.named)
    endings = _triples(vocabulary.suffix_finder.find_matches_as_indexes(batch.joined))
    found = [
        (int(region.code is None), region.start + start, region.end + start)
        for start, places in zip(batch.starts, regions, strict=True)
        for region in places
    ]
    parts = np.zeros(size, dtype=np.uint32)
    marked = ((named, vocabulary.name_roles), (_triples(found), PLACE_ROLES), (endings, vocabulary.suffix_roles))
    for place, (matches, roles) in enumerate(marked):
        _mark(parts, matches, roles, 4 * place)
    ahead, listed, words = (np.zeros(size, dtype=np.uint8) for _ in range(3))
    return Layers(batch.codes, batch.chars, parts, np.ascontiguousarray(endings.T), ahead, listed, words)


def look_up_words(layers: Layers, at: I64, kinds: U8, names: U8, words: U8) -> None:
    """Fill the other layers at and near the characters in `at`: the ending ahead, and words of two dictionaries.

    Args:
        layers: The layers, of which `ahead`, `listed` and `words` are filled in place.
        at: The characters that will be asked for, in order.
        kinds: The kind of each ending.
        names: One bit for each hash of a name of a long list; the size is a power of two.
        words: Likewise for a general dictionary.
    """
    layers.ahead[at] = _ahead(layers.codes, at, layers.endings, kinds)
    for length, hashes in hash_stretches(layers.codes, at):
        _look_up(layers.listed, at, names, hashes, length)
        if length <= LONGEST_WORD:
            _look_up(layers.words, at, words, hashes, length)


def _triples(matches: Sequence[tuple[int, int, int]]) -> I64:
    """Matches as rows of an array."""
    return np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches)).reshape(-1, 3)


def _mark(parts: U32, matches: I64, roles: U8, shift: int) -> None:
    """Write each match into its four bits: first, inner and last character of its role. The last match to be written stands."""
    if not len(matches):
        return
    base, first, end = roles[matches[:, 0]].astype(np.uint32), matches[:, 1], matches[:, 2]
    others = ~np.uint32(0xF << shift)

    def write(at: I64, values: U32) -> None:
        parts[at] = (parts[at] & others) | (values << np.uint32(shift))

    lengths = end - first
    for step in range(1, int(lengths.max()) - 1):
        inside = lengths > step + 1
        write(first[inside] + step, base[inside] + np.uint32(INNER))
    write(end - 1, base + np.uint32(LAST))
    write(first, base + np.uint32(FIRST))


def _ahead(codes: U32, at: I64, endings: I64, kinds: U8) -> U8:
    """How far the next ending of a name is, in the same clause, and of which kind: 0 where none is near."""
    if not (endings.size and len(at)):
        return np.zeros(len(at), dtype=np.uint8)
    begin, stop = int(at[0]), int(at[-1]) + HORIZON
    nearby = slice(*np.searchsorted(endings[2], (begin + 1, stop + 1)))
    which, last = endings[0, nearby], endings[2, nearby] - 1
    if not len(last):
        return np.zeros(len(at), dtype=np.uint8)
    place = np.searchsorted(last, at)
    beyond = place == len(last)
    place[beyond] = len(last) - 1
    distance = last[place] - at
    walls = np.append(np.flatnonzero(CLAUSE_MARKS[codes[begin:stop]]) + begin, stop)
    near = ~beyond & (distance < HORIZON) & (last[place] < walls[np.searchsorted(walls, at)])
    value = kinds[which[place]] * np.uint8(len(set(STEPS.tolist()))) + STEPS[np.where(near, distance, 0)] + np.uint8(1)
    return np.where(near, value, 0).astype(np.uint8)


def hash_stretches(codes: U32, at: I64) -> Iterator[tuple[int, U32]]:
    """Hash the stretches of two, three … characters that begin at each place."""
    value = codes[at] * PRIME_A
    for length in range(2, LONGEST_NAME + 1):
        value = (value ^ codes.take(at + (length - 1), mode="clip")) * PRIME_A
        mixed = value + np.uint32(length)
        yield length, mixed ^ (mixed >> np.uint32(15))


def _look_up(layer: U8, at: I64, bits: U8, hashes: U32, length: int) -> None:
    """Mark listed stretches: low half the longest that begins here, high half the longest that ends here."""
    index = hashes & np.uint32(len(bits) * 8 - 1)
    hit = bits.take(index >> np.uint32(3), mode="clip") & ONE_BIT.take(index & np.uint32(7), mode="clip")
    first = at[np.flatnonzero(hit)]
    first = first[first + length <= len(layer)]
    layer[first] = (layer[first] & 0xF0) | (length - 1)
    last = first + (length - 1)
    layer[last] = (layer[last] & 0x0F) | np.maximum(layer[last] & 0xF0, (length - 1) << 4)


# Each feature: the layers it joins, each with its offset from the character.
# c: character class · p: part in known words · a: ending ahead · o: names of a long list here · w: dictionary words here.
FEATURES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("c", -2),),
    (("c", -1),),
    (("c", 0),),
    (("c", 1),),
    (("c", 2),),
    (("c", -2), ("c", -1)),
    (("c", -1), ("c", 0)),
    (("c", 0), ("c", 1)),
    (("c", 1), ("c", 2)),
    (("c", -2), ("c", -1), ("c", 0)),
    (("c", -1), ("c", 0), ("c", 1)),
    (("c", 0), ("c", 1), ("c", 2)),
    (("c", 0), ("c", 1), ("c", 2), ("c", 3)),
    (("c", -3), ("c", -2), ("c", -1), ("c", 0)),
    (("p", -1), ("p", 0)),
    (("p", 0), ("p", 1)),
    (("p", 0), ("c", 0)),
    (("p", 0), ("c", -1)),
    (("p", 0), ("c", 1)),
    (("p", 0), ("a", 0)),
    (("a", 0), ("c", -1)),
    (("a", 0), ("c", 0), ("c", 1)),
    (("o", 0), ("p", 0)),
    (("o", -1), ("o", 0), ("o", 1)),
    (("o", 0), ("c", -1)),
    (("p", -2), ("p", -1), ("p", 0), ("p", 1), ("p", 2)),
    (("w", -1), ("w", 0), ("w", 1)),
    (("w", 0), ("p", 0)),
    (("w", -2), ("w", -1), ("w", 0)),
    (("w", 0), ("w", 1), ("w", 2)),
)


# What the gate looks at: cheap, and enough to tell where no mention can be.
GATE_FEATURES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("c", -1), ("c", 0)),
    (("c", 0), ("c", 1)),
    (("c", 0),),
    (("p", -1), ("p", 0), ("p", 1)),
    (("p", 0), ("c", 0)),
    (("p", 2), ("p", 1)),
    (("p", 3), ("p", 4)),
    (("c", 1), ("c", 2)),
)


def _primes() -> dict[str, U32]:
    """An odd multiplier for each layer at each offset, by stepping one multiplicative generator."""
    value, drawn = 0x2545F491, {}
    for name in "caopw":
        row = []
        for _ in range(2 * REACH + 1):
            value = value * 0x9E3779B1 + 0x7F4A7C15 & 0xFFFFFFFF
            row.append((value ^ value >> 13) | 1)
        drawn[name] = np.array(row, dtype=np.uint32)
    return drawn


PRIMES = _primes()


def hash_rows(
    layers: Layers, bits: int, at: I64 | slice, features: tuple[tuple[tuple[str, int], ...], ...] = FEATURES
) -> U32:
    """For each feature, the row of every character in `at`, or of a stretch (features × characters), none of which may lie within `REACH` of an end.

    Every layer at every offset is multiplied by a prime of its own; a feature is the sum of its parts,
    stirred, so that features share the products.
    """
    views: dict[str, NDArray[np.unsignedinteger]] = {
        "c": layers.chars,
        "p": layers.parts,
        "a": layers.ahead,
        "o": layers.listed,
        "w": layers.words,
    }
    products: dict[tuple[str, int], U32] = {}
    for name, offset in sorted({part for parts in features for part in parts}):
        if isinstance(at, slice):
            taken = views[name][at.start + offset : at.stop + offset]
        else:
            taken = views[name].take(at + offset if offset else at, mode="clip")
        products[name, offset] = taken.astype(np.uint32, copy=False) * PRIMES[name][offset + REACH]
    rows = np.empty((len(features), len(next(iter(products.values())))), dtype=np.uint32)
    for number, parts in enumerate(features):
        row = rows[number]
        np.add(products[parts[0]], np.uint32(number * 0x9E3779B1 & 0xFFFFFFFF), out=row)
        for part in parts[1:]:
            row += products[part]
    rows ^= rows >> np.uint32(15)
    rows *= PRIME_B
    rows >>= np.uint32(32 - bits)
    return rows
