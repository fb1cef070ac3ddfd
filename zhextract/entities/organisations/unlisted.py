"""Short names of companies that no list has: what no dictionary knows, where a company is named.

通怡投资则减持: behind a mark stand two or three characters that form no word, and an ending that companies have.
子公司艾迪尔完成…, 收购斯尔邦100%股权: no word at all stands where a company is owned.
"""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.entities.tagger_features import CLAUSE_MARKS, ONE_BIT, Batch, Layers, hash_stretches
from zhextract.expressions import rarely
from zhextract.lexicons import read_table

__all__ = ["find_unlisted", "is_word"]

# How many characters stand before the ending.
OWN = (2, 3)
# What a name begins behind, besides the marks that end a clause.
BEFORE = ' \u3000\t“”"‘（()）和与及'
# Behind this a subsidiary is named.
OWNED = "子公司"
# How long a name of no words is.
SHORTEST, LONGEST = 3, 5
# What is bought or sold of a company, and how it is bought: 收购⟨斯尔邦⟩100%的股权.
SHARES = re.compile("股权")
BOUGHT = rarely(
    r"(?:收购|购买|转让|受让|出售|取得|认购|注入|剥离|竞得|参股|控股|持有)(?:了|其|所持|持有|公司|的)*"
    r"([一-龥]{3,5}?)的?(?:\d[\d.]*%)?的?(?:全部|部分|剩余|少数|控股)?$"
)
BEFORE_SHARES = 24
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FA5


def find_unlisted(
    batch: Batch, layers: Layers, words: Lexicon, dictionary: NDArray[np.uint8]
) -> Iterator[tuple[int, int]]:
    """Find such names in a batch.

    Args:
        batch: The texts.
        layers: What is read of them; only the endings of names are used.
        words: The word lists.
        dictionary: One bit for each hash of a word.
    """
    which, first, stop = layers.endings
    chosen = np.flatnonzero(words.trades[which])
    if len(chosen):
        yield from _before_endings(batch.codes, first[chosen], stop[chosen], dictionary)
    if OWNED in batch.joined:
        owned = which == words.suffix_words.index(OWNED)
        yield from _owned(batch.codes, stop[owned], dictionary)
    bought = [
        found.span(1)
        for shares in SHARES.finditer(batch.joined)
        if (found := BOUGHT.search(batch.joined, max(0, shares.start() - BEFORE_SHARES), shares.start()))
    ]
    if bought:
        unknown = set(_owned(batch.codes, np.array([start for start, _ in bought]), dictionary))
        yield from (span for span in bought if span in unknown)


def _before_endings(
    codes: NDArray[np.uint32], first: NDArray[np.int64], stop: NDArray[np.int64], dictionary: NDArray[np.uint8]
) -> Iterator[tuple[int, int]]:
    """What is no word between a boundary and an ending of companies."""
    for own in OWN:
        begin = first - own
        behind = np.ones(len(begin), dtype=np.bool_)
        for back, character in enumerate(reversed(OWNED), 1):
            behind &= codes[begin - back] == ord(character)
        fits = np.flatnonzero(behind | _bounds()[codes[begin - 1]])
        begin, end = begin[fits], stop[fits]
        if not len(begin):
            continue
        other = np.zeros(len(begin), dtype=np.bool_)
        for place in range(own):
            other |= ~_characters()[codes[begin + place]]
        for place in range(own - 1):
            other |= is_word(codes, begin + place, dictionary)
        yield from zip(begin[~other].tolist(), end[~other].tolist(), strict=True)


def _owned(
    codes: NDArray[np.uint32], at: NDArray[np.int64], dictionary: NDArray[np.uint8]
) -> Iterator[tuple[int, int]]:
    """The names of no words that begin at these places: up to where a word or something else begins."""
    length = np.full(len(at), LONGEST + 1)
    for place in range(LONGEST, -1, -1):
        here = np.minimum(at + place, len(codes) - 2)
        ends = ~_characters()[codes[here]] | is_word(codes, here, dictionary)
        length[ends] = place
    fits = (length >= SHORTEST) & (length <= LONGEST)
    yield from zip(at[fits].tolist(), (at + length)[fits].tolist(), strict=True)


def is_word(codes: NDArray[np.uint32], at: NDArray[np.int64], dictionary: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether a dictionary has the two characters that begin at each place."""
    _, hashes = next(hash_stretches(codes, at))
    index = hashes & np.uint32(len(dictionary) * 8 - 1)
    found: NDArray[np.bool_] = (dictionary[index >> np.uint32(3)] & ONE_BIT[index & np.uint32(7)]) > 0
    return found


@cache
def _bounds() -> NDArray[np.bool_]:
    """The characters that a name begins behind."""
    table = CLAUSE_MARKS.copy()
    table[[ord(character) for character in BEFORE]] = True
    return table


@cache
def _characters() -> NDArray[np.bool_]:
    """The characters that a short name can consist of: Han characters that do not join, point or count."""
    table = np.zeros(0x10000, dtype=np.bool_)
    table[FIRST_HAN : LAST_HAN + 1] = True
    table[[ord(character) for (character,) in read_table("organisation_loose", 1)]] = False
    return table
