"""The normalised text and its alignment with the raw one.

Reading order: `normalise` first; it takes three steps, each skipped where
nothing asks for it, so that clean text costs little more than a look.

1. *Characters*, one for one: full-width letters and digits, odd spaces,
   traditional forms and variants (`characters.tsv`, `widths.tsv`); a lone
   surrogate, which no later step could encode, becomes U+FFFD.
2. *Context*, still one for one: ASCII punctuation between Chinese characters,
   full-width punctuation inside numbers, letters read for digits (2O23年).
3. *Repair*, which deletes: invisible characters, HTML leftovers, spaces that
   a PDF left inside a clause, hard line ends, decorative runs, spam phrases.
   Only this step needs an alignment.

It assumes nothing of its input: any `str` passes, lone surrogates included.
"""

import re
import sys
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from zhextract.lexicons import read_table
from zhextract.normalise.repair import find_deletions
from zhextract.spans import Span

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["SourceText", "normalise"]

# Each pattern begins with a plain set of characters, so that the engine skips everything else quickly, and looks
# behind only from there.

# A comma, semicolon or colon of the ASCII keyboard that ends a Chinese clause. Not in 1,234 or 12:30
# or Smith, John: one neighbour must be Chinese, or the character before a closing sign such as %.
ASCII_MARK = re.compile(r"[,;:!?](?:(?<=[^\x00-\x7f].)|(?<=[%)\]\"].)|(?=[^\x00-\x7f]))")
WIDE_MARK = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}

# Full-width marks inside a number: 1，100万 · 0．5 · 12：30. Not in 3，4月份: a comma needs three digits after it.
NUMBER_MARK = re.compile(r"[．：，](?<=\d.)(?=\d)(?:(?<![，])|(?=\d{3}(?!\d)))")
NARROW_MARK = {"，": ",", "．": ".", "：": ":"}

# Letters that a scanner reads for digits, between digits: 2O23年, 1l.5%, 5o万元. Not in 5G, 3l or H2O.
SCANNED_DIGIT = re.compile(r"[Ool](?<=\d.)(?=[\d.,]*[\d年月日%万亿])")
DIGIT_OF = {"O": "0", "o": "0", "l": "1"}


@dataclass(frozen=True, slots=True)
class SourceText:
    """`raw` as the caller gave it, and `norm`, the string that every later room reads.

    `offsets` is `None` while every character stands where it stood; otherwise
    `offsets[i]` is the raw offset of `norm[i]`.
    """

    raw: str
    norm: str
    offsets: tuple[int, ...] | None = None

    def to_raw(self, start: int, end: int) -> Span:
        """Bring a half-open span of `norm` back to `raw`.

        >>> normalise("2023 年").to_raw(0, 5)
        Span(start=0, end=6)
        """
        if self.offsets is None:
            return Span(start, end)
        if start < end:
            return Span(self.offsets[start], self.offsets[end - 1] + 1)
        point = self.offsets[start] if start < len(self.offsets) else len(self.raw)
        return Span(point, point)

    def pieces_in_raw(self, start: int, end: int) -> list[Span]:
        """Bring a span back as the pieces that stand in `raw`, without what was deleted between them.

        Deleted white space does not part a piece.

        >>> source = normalise("查处欢乐体育,欢乐体育app案件5起")
        >>> [source.raw[slice(*piece)] for piece in source.pieces_in_raw(0, 4)]
        ['查处', '案件']
        """
        whole = self.to_raw(start, end)
        offsets = self.offsets
        if offsets is None or whole.end - whole.start == end - start:
            return [whole]
        pieces, first = [], whole.start
        for index in range(start, end - 1):
            here, there = offsets[index] + 1, offsets[index + 1]
            if here < there and not self.raw[here:there].isspace():
                pieces.append(Span(first, here))
                first = there
        return [*pieces, Span(first, whole.end)]


def normalise(raw: str) -> SourceText:
    """Make the normalised text of a raw one.

    >>> normalise("產量１，２００萬噸,增長５％").norm
    '产量1,200万吨，增长5%'
    """
    norm = _replace_characters(raw)
    norm = ASCII_MARK.sub(lambda match: WIDE_MARK[match.group()], norm)
    norm = NUMBER_MARK.sub(lambda match: NARROW_MARK[match.group()], norm)
    norm = SCANNED_DIGIT.sub(lambda match: DIGIT_OF[match.group()], norm)
    deletions = find_deletions(norm)
    if not deletions:
        return SourceText(raw, norm)
    starts = [0, *(deletion.end for deletion in deletions)]
    ends = [*(deletion.start for deletion in deletions), len(norm)]
    kept = "".join([norm[start:end] for start, end in zip(starts, ends, strict=True)])
    return SourceText(raw, kept, tuple(chain.from_iterable(map(range, starts, ends))))


@cache
def _characters() -> "npt.NDArray[np.uint32]":
    """For every code point the one that takes its place, most often itself; a lone surrogate becomes U+FFFD."""
    forms = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    forms[0xD800:0xE000] = 0xFFFD
    pairs = [(ord(old), ord(simple)) for old, simple in read_table("characters", 2)]
    pairs += [(int(code, 16), int(form, 16)) for code, form, _ in read_table("widths", 3)]
    old, simple = zip(*pairs, strict=True)
    forms[list(old)] = simple
    return forms


def _replace_characters(raw: str) -> str:
    """Replace one for one, all characters at once; a text in which none is replaced is given back as it is."""
    codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    forms = _characters()[codes]
    return raw if np.array_equal(forms, codes) else forms.astype("<u4", copy=False).tobytes().decode("utf-32-le")
