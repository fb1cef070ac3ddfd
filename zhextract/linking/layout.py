"""A text cut into paragraphs, sentences, clauses and brackets, with the cue words of the sentences that hold amounts.

Read `Layout`, then `read_layout`. Everything here is made by single passes
over the text; look-ups are binary searches.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, overload

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["Cue", "Layout", "find_in", "opens_item", "read_cues", "read_layout", "runs_on"]

# What may end a stretch or bound a bracket, all of it at once: 。！？ with their repeats and closing quotes, wide gaps.
# It begins with one character class so that the search skips all other text at once.
MARKS = re.compile(
    r"[\n\r\u3000 \xa0。！？!?，；;：:,①-⑳（(【\[）)】\]]"
    r"(?:(?<=[。！？!?])[。！？!?]*[”’」』]*|(?<=\u3000)\u3000+|(?<=[ \xa0])[ \xa0]+)?"
)
PARAGRAPH_ENDS, SENTENCE_ENDS, BLANKS, COMMAS = "\n\r\u3000", "。！？!?", " \xa0\u3000", "，,；;：:"
# Marks that end no clause inside a number (5,752.14 or 16:30), nor behind a copula (分别为：3亿元).
INNER, COPULA = ",:：", "为"
COLONS = "：:"
OPENING, PAIRED = "（(【[", "（(【[）)】]"
# Lone surrogates cannot be handed to the automaton.
SURROGATE = rarely(r"[\ud800-\udfff]")
# Marks in the title of a work stand no further than this from its ends.
LONGEST_TITLE = 30
# A line longer than this is no title: when it ends without a mark, the sentence goes on in the next line.
LONG_LINE = 40
# What no sentence and no title ends in; 万 and 亿 wait for their unit.
UNFINISHED = frozenset("；，、;,万亿较至达由从将被")
# What begins a numbered item of a digest at the head of its line: 3、…, 【…】; not 3.5亿元.
ITEM = re.compile(r"\s*(?:\d{1,2}[、.．](?!\d)|[①-⑳]|【)")
# Amounts parted by blanks, as in the lines of a table; it begins with a blank, since digits are many.
SPACED_AMOUNTS = re.compile(r"[ \u3000](?<=\d.)[ \u3000]*[-+(（]?\d[\d,]*\.\d")
# Makes a named tuple without a Python call; a text holds thousands of them.
new = tuple.__new__


class Stretches(Sequence[Span]):
    """Stretches of a text, in order: where each starts and ends. A text has hundreds, of which few are asked for."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a stretch behind all others."""
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, place: int) -> Span: ...
    @overload
    def __getitem__(self, place: slice) -> list[Span]: ...
    def __getitem__(self, place: int | slice) -> Span | list[Span]:
        if isinstance(place, slice):
            return list(map(Span, self.starts[place], self.ends[place]))
        return new(Span, (self.starts[place], self.ends[place]))


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into paragraphs, sentences and clauses, with brackets; each list is in text order.

    Clauses end at commas, colons, semicolons and wherever a sentence ends; brackets do not cut them.
    `clause_marks[i]` is the mark that ends clause `i` (empty at a line end without a mark).
    `brackets` are the outermost pairs within one paragraph, marks included; `cues` the cue words of the sentences
    that were asked for; `tabular` tells whether any lines may be those of a table.
    """

    paragraphs: list[Span]
    sentences: "Stretches"
    clauses: "Stretches"
    clause_marks: list[str]
    brackets: list[Span]
    cues: list["Cue"]
    cue_starts: list[int]
    tabular: bool
    _paragraph_starts: list[int]
    _bracket_starts: list[int]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset` (or the last that begins before it)."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`."""
        return max(bisect_right(self.sentences.starts, offset) - 1, 0)

    def clause_at(self, offset: int) -> int:
        """The index of the clause that holds `offset`."""
        return max(bisect_right(self.clauses.starts, offset) - 1, 0)

    def bracket_at(self, offset: int) -> Span | None:
        """The outermost brackets around `offset`, marks included."""
        index = bisect_right(self._bracket_starts, offset) - 1
        if index >= 0 and offset < self.brackets[index].end:
            return self.brackets[index]
        return None


def read_layout(norm: str, quantities: Sequence[Quantity] | None = None) -> Layout:
    r"""Cut a text into paragraphs, sentences, clauses and brackets.

    Args:
        norm: Normalised text.
        quantities: Its amounts in text order: cues are then looked for only in the sentences that hold one.

    >>> layout = read_layout("产量3亿吨，增长5%。\n出口（含转口）2亿吨")
    >>> [tuple(span) for span in layout.sentences], [tuple(span) for span in layout.clauses]
    ([(0, 11), (12, 22)], [(0, 5), (6, 10), (12, 22)])
    >>> layout.bracket_at(17)
    Span(start=14, end=19)
    """
    paragraphs, sentences, clauses, marks, brackets = _cut(norm)
    tabular = "\t" in norm or ("|" in norm and "\n|" in norm) or _has_spaced_amounts(norm)
    if quantities is None or tabular:
        cues = read_cues(norm)
    else:
        cues = []
        for start, end in _counted(norm, sentences, quantities):
            cues += read_cues(norm, start, end)
    return Layout(
        paragraphs,
        sentences,
        clauses,
        marks,
        brackets,
        cues,
        [cue.start for cue in cues],
        tabular,
        [start for start, _ in paragraphs],
        [start for start, _ in brackets],
    )


def _has_spaced_amounts(norm: str) -> bool:
    return (" " in norm or "\u3000" in norm) and SPACED_AMOUNTS.search(norm) is not None


def _counted(norm: str, sentences: Stretches, quantities: Sequence[Quantity]) -> list[Span]:
    """The sentences that hold an amount, with the lines before that they go on from; neighbours are one stretch."""
    stretches: list[Span] = []
    low = end = 0
    for quantity in quantities:
        if quantity.start < end:
            continue
        place = max(bisect_right(sentences.starts, quantity.start) - 1, 0)
        start, end = sentences[place]
        while place and start > low and norm[start - 1] not in SENTENCE_ENDS and runs_on(norm, start):
            place -= 1
            start = sentences.starts[place]
        if stretches and start <= low:
            start = stretches.pop().start
        low = end
        stretches.append(Span(start, end))
    return stretches


def _is_inner(norm: str, mark: str, start: int, end: int) -> bool:
    """Whether a comma or colon stands inside a number, behind a copula, or in the title of a work (《远山：归途》)."""
    before = norm[start - 1 : start]
    if (before == COPULA if mark == "：" else before.isdigit()) and norm[end : end + 1].isdigit():
        return True
    if mark not in COLONS:
        return False
    opening = norm.rfind("《", max(start - LONGEST_TITLE, 0), start)
    return opening >= 0 and norm.find("》", opening, start + LONGEST_TITLE) > start


def _cut(norm: str) -> tuple[list[Span], Stretches, Stretches, list[str], list[Span]]:
    """The paragraphs, sentences and clauses of a text, the mark that ends each clause, and the outermost brackets.

    The end of the text is a line's. A comma or colon between digits (5,752.14 or 16:30) is part of a number, a
    colon may be part of a title; one behind a copula (分别为：3亿元) and one blank end nothing, and the end of a
    paragraph closes every bracket.
    """
    paragraphs: list[Span] = []
    sentences, clauses = Stretches(), Stretches()
    marks: list[str] = []
    brackets: list[Span] = []
    opened: list[int] = []
    paragraph = sentence = clause = 0
    ends = list(map(re.Match.span, MARKS.finditer(norm)))
    ends.append((len(norm), len(norm)))
    for start, end in ends:
        mark = norm[start] if start < end else "\n"
        if mark not in COMMAS:
            if mark in PAIRED:
                _take_bracket(mark, start, opened, brackets)
                continue
            if mark in BLANKS and end - start < 2:
                continue
        elif mark in INNER and _is_inner(norm, mark, start, end):
            continue
        line = mark in PARAGRAPH_ENDS
        if start > clause:
            clauses.add(clause, start)
            marks.append("" if line else mark)
        clause = end
        if not line and mark not in SENTENCE_ENDS:
            continue
        close = start if line else end
        if close > sentence:
            sentences.add(sentence, close)
        sentence = end
        if line:
            if start > paragraph:
                paragraphs.append(new(Span, (paragraph, start)))
            paragraph = end
            opened.clear()
    return paragraphs, sentences, clauses, marks, brackets


def _take_bracket(mark: str, at: int, opened: list[int], brackets: list[Span]) -> None:
    """Open a pair of brackets or close one; an outermost pair that closes is kept."""
    if mark in OPENING:
        opened.append(at)
    elif opened:
        start = opened.pop()
        if not opened:
            brackets.append(Span(start, at + 1))


class Cue(NamedTuple):
    """A word of `linking_cues.tsv` as it stands in the text; see that table for `type` and `value`.

    The endings of named facilities are cues too, of the type `facility`.

    A tuple, because a text holds one every few characters.
    """

    start: int
    end: int
    word: str
    type: str
    value: str


@cache
def _cue_automaton() -> tuple[AhoCorasick, list[tuple[str, str, str] | None]]:
    """The automaton of cues and guards, and for each of its words what a cue carries, None for guards."""
    rows = read_table("linking_cues", 3) + read_table("linking_verbs", 3)
    rows += tuple((ending, "facility", "") for (ending,) in read_table("linking_facilities", 1))
    guards = [word for (word,) in read_table("linking_guards", 1)]
    tails = [None if type == "word" else (word, type, value) for word, type, value in rows]
    words = [*(row[0] for row in rows), *guards]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), [*tails, *(None for _ in guards)]


def find_in(automaton: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """Find the words of an automaton in a text, each as its index, where it starts and where it ends."""
    try:
        return automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # a lone surrogate, which is part of no word
        return automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text))


def read_cues(norm: str, start: int = 0, end: int | None = None) -> list[Cue]:
    """Find the cue words of a text, or of a stretch of it, longest first, in text order.

    >>> [(cue.word, cue.type, cue.value) for cue in read_cues("出口增至3亿吨，同比增长5%")]
    [('增至', 'reach', 'up'), ('同比', 'base', 'yoy'), ('增长', 'change', 'up')]
    """
    automaton, tails = _cue_automaton()
    cues = []
    for index, low, high in find_in(automaton, norm[start:end]):
        tail = tails[index]
        if tail is not None:
            word, type, value = tail
            cues.append(new(Cue, (start + low, start + high, word, type, value)))
    return cues


def runs_on(norm: str, start: int) -> bool:
    """Whether the line that begins at `start` goes on with the sentence of the line before.

    That line ends in ；，、 or in a word that nothing ends in (214万 / 元，), this one begins with 分别, or that line is a
    long one that ends in no mark at all: a break inside a sentence.
    """
    end = start
    while end > 0 and norm[end - 1].isspace():
        end -= 1
    if not 0 < end < start:
        return False
    last = norm[end - 1]
    if last in UNFINISHED or norm.startswith("分别", start):
        return True
    return last.isalnum() and end - norm.rfind("\n", 0, end) > LONG_LINE


def opens_item(norm: str, start: int) -> bool:
    """Whether the line that begins at `start` is a numbered item, or a titled one.

    >>> opens_item("3、甲省产量3亿吨", 0), opens_item("3.5亿吨", 0)
    (True, False)
    """
    return ITEM.match(norm, start) is not None
