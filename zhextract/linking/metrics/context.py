"""What the readers of metric wordings share: the facts of one text, and what has been read so far.

`MetricReading` is one answer. `Context` holds the amounts in text order with
the readings of those before, and answers where a wording may begin, what stands
before it, and which clauses lie between.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zhextract.linking.frames import Cue, Frame, Layout, runs_on
from zhextract.linking.kinds import KindReading
from zhextract.linking.metrics.heads import REASON, read_head
from zhextract.linking.metrics.scan import Scanner
from zhextract.linking.metrics.words import leading_action, measure_head, whole_nouns
from zhextract.records import Subject
from zhextract.spans import Span, joined

__all__ = [
    "DIFFERENCE",
    "LONGEST_SENTENCE",
    "MOVES",
    "NAMED_WITHIN",
    "PERCENT",
    "Context",
    "MetricReading",
    "Spans",
    "make_reading",
]

# Cues that say of what stands before them how it changed.
MOVES = frozenset({"change", "base"})
# What opens 由负 in 净额由负转正.
TURNED = frozenset({"from"})
# Clauses that open so give a source, a yardstick or a circumstance, never what is measured.
NOT_A_TOPIC = re.compile(
    "根据|据|按(?!揭)|依(?!法)|从(?!业|事)|在(?![校建岗营线职册手编读途库])|随|由于|受(?![理贿教灾训让托])|为|与|对比|如|若"
    "|经(?![营济费贸办销纪])|创(?![新业意造])|续创|刷新|较|比(?![重例率])"
)
# What ends a clause that only tells when (消息传出后，).
WHEN = ("后", "时", "前", "来", "际")
AHEAD = ("居前", "靠前", "提前", "落后", "居后")
# Units of an amount that is a share or a rate.
PERCENT = frozenset({"%", "‰", "个百分点", "成", "倍", "pct", "bp", "个基点"})
# How far back a wording is supplied from, and how far back a name may stand with its measure or deal, in facts.
REACH, NAMED_WITHIN = 6, 9
# Kinds whose amount is no measure's own.
DIFFERENCE = frozenset({"growth", "change"})
# How long a headline is, what ends a sentence that is none, and what divides its parts.
LONGEST_HEADLINE, CLOSING, BLANKS = 45, "。；;！？", (" ", "\u3000")
JOINED = "、和与及"
# No wording begins further before its amount than this, and none is supplied from further before, in characters.
LONGEST_CLAUSE = 200
LONGEST_SENTENCE = 600

Spans = tuple[Span, ...]
# Makes a named tuple without a Python call; there is one for every amount.
new = tuple.__new__


class MetricReading(NamedTuple):
    """The spans that name what is measured, in text order, and the rule that found them.

    `core` is what is measured itself, `whole` the 占… of a share; `spans` are both.
    `around` says that the thing counted stands behind the amount; `part_of` is
    the wording of the whole where 其中 made this a part.
    """

    spans: Spans
    why: str
    confidence: float = 0.9
    core: Spans = ()
    whole: Spans = ()
    around: bool = False
    part_of: Spans = ()


def make_reading(
    core: Spans, why: str, confidence: float, whole: Spans = (), *, around: bool = False, part_of: Spans = ()
) -> MetricReading:
    """A reading whose spans are in text order and not empty."""
    spans = core + whole
    if len(spans) > 1 and not _in_order(spans):
        spans = tuple(sorted({span for span in spans if span.start < span.end}))
    return new(MetricReading, (spans, why, confidence, core, whole, around, part_of))


def _in_order(spans: Spans) -> bool:
    """Whether each of some spans begins behind the one before, and none is empty."""
    behind = 0
    for start, end in spans:
        if start < behind or start >= end:
            return False
        behind = end
    return True


@dataclass(slots=True)
class Context:
    """The amounts of one text with their kinds and subjects, and the metrics read so far."""

    norm: str
    layout: Layout
    frames: Sequence[Frame]
    kinds: Sequence[KindReading]
    subjects: Sequence[tuple[Subject, ...]]
    scanner: Scanner
    readings: list[MetricReading] = field(default_factory=list)
    has_fines: bool = False

    def __post_init__(self) -> None:
        self.has_fines = "罚" in self.norm or "违法所得" in self.norm

    def text(self, spans: Spans) -> str:
        """The joined wording of some spans."""
        return joined(self.norm, spans)

    def object_of(self, reading: MetricReading) -> Span | None:
        """The thing that a reading's verb takes: behind the amount, behind the verb, or supplied before it."""
        first = reading.core[0]
        if reading.around:
            return reading.core[-1]
        wording = self.norm[first.start : first.end]
        size = leading_action(wording)
        if not size:
            return first if len(reading.core) > 1 and leading_action(self.text(reading.core[1:])) else None
        rest = wording[size:]
        return Span(first.start + size, first.end) if rest and measure_head(rest) < len(rest) else None

    def low(self, index: int) -> int:
        """Where the own wording of an amount can begin: its clause, or behind the fact before it."""
        frame = self.frames[index]
        start = frame.start
        low = frame.clause_span.start
        if low and self.norm[low - 1] == "\n":
            low = self._clause_start(frame)
        if index and (end := self.frames[index - 1].end) > low:
            low = self._low_behind(index, low, end)
        if frame.bracket is not None and frame.bracket.start + 1 > low:
            low = frame.bracket.start + 1
        if low < start - LONGEST_CLAUSE:
            return start - LONGEST_CLAUSE
        line = self.layout.paragraphs[frame.paragraph]
        if line.end - line.start <= LONGEST_HEADLINE and self.norm[line.end - 1] not in CLOSING:
            low = self._behind_blank(low, start)
        return low if low < start else start

    def _behind_blank(self, low: int, start: int) -> int:
        """Where the last part of a headline begins, whose parts blanks divide (粮食丰收 产量超3亿吨)."""
        blank = max(self.norm.rfind(mark, low, start - 1) for mark in BLANKS)
        if any(mark in self.norm[blank:start] for mark in JOINED):
            return low
        return blank + 1 if blank > low and self.norm[blank - 1] > "\u4e00" < self.norm[blank + 1] else low

    def _low_behind(self, index: int, low: int, end: int) -> int:
        """Where a wording can begin behind the fact before it, which ends at `end`, and behind that fact's own wording."""
        if self.kinds[index - 1].status == "threshold" and self._limits(index - 1):
            return max(low, self.norm.rfind("、", end, self.frames[index].start) + 1)  # 300人以上的食堂、面积500平方米
        spans = self.readings[index - 1].spans
        return spans[-1].end if spans and spans[-1].end > end and not self._shares_verb(index) else end

    def _shares_verb(self, index: int) -> bool:
        """Whether a verb alone stands between the amount before and this one, both of which it is about (3部门出台20项)."""
        last = self.readings[index - 1].spans[-1]
        wording = self.norm[last.start : self.frames[index].start]
        return last.start == self.frames[index - 1].end and leading_action(wording) == len(wording)

    def _clause_start(self, frame: Frame) -> int:
        """Where the amount's clause begins; a line break inside a sentence is no beginning."""
        low, place = frame.clause_span.start, frame.clause
        furthest = frame.start - LONGEST_CLAUSE
        while (
            place
            and low > furthest
            and self.norm[low - 1] == "\n"
            and self.norm[low - 2].isalnum()
            and runs_on(self.norm, low)
        ):
            place -= 1
            low = self.layout.clauses[place].start
        return low

    def _limits(self, index: int) -> bool:
        """Whether a threshold only limits the noun behind it (10万元以上部分), which the next amount measures."""
        frame = self.frames[index]
        return self.norm[frame.end : frame.end + 1] not in "，。；、,;"

    def gap_start(self, index: int) -> int:
        """The start of the sentence, or of what follows the fact before in it."""
        frame = self.frames[index]
        start = frame.sentence_span.start
        if index and self.frames[index - 1].end > start:
            start = self.frames[index - 1].end
        return start if start > frame.start - LONGEST_SENTENCE else frame.start - LONGEST_SENTENCE

    def before(self, index: int) -> MetricReading | None:
        """The reading of the fact before, in the same paragraph and not in brackets that have closed since."""
        frames, place = self.frames, index - 1
        paragraph = frames[index].paragraph
        while place >= 0 and frames[place].bracket is not None and self._closed(place, frames[index]):
            place -= 1
        if place < 0 or frames[place].paragraph != paragraph:
            return None
        return self.readings[place]

    def _closed(self, place: int, frame: Frame) -> bool:
        """Whether a fact stands in brackets with another before them, and `frame` outside (甲3吨（乙2吨），增长5%)."""
        bracket = self.frames[place].bracket
        if bracket is None or bracket == frame.bracket or not place:
            return False
        return self.frames[place - 1].sentence == frame.sentence

    def nearby(self, index: int) -> Iterator[MetricReading]:
        """The readings of the facts before, nearest first, a few of them."""
        for place in range(index - 1, max(index - REACH, 0) - 1, -1):
            yield self.readings[place]

    def keeps_whole(self, index: int) -> bool:
        """Whether an amount that names nothing can still be about a share or growth rate named before it."""
        kind, frame = self.kinds[index].kind, self.frames[index]
        if kind == "growth":
            return frame.verb is not None and frame.verb.type == "reach"
        return kind != "level" or frame.quantity.unit in PERCENT

    def measure_before(self, index: int) -> Span | None:
        """The measure noun of the nearest fact before, of this sentence or the last, that names one."""
        sentence = self.frames[index].sentence - 1
        for place, reading in enumerate(self.nearby(index), 1):
            if self.frames[index - place].sentence < sentence:
                return None
            if reading.core:
                last = reading.core[-1]
                size = measure_head(self.norm[last.start : last.end])
                if size and self.norm[last.end - size : last.end] not in whole_nouns():
                    return Span(last.end - size, last.end)
        return None

    def head(self, index: int, low: int, cut: int) -> Spans:
        """The wording in a stretch, by this fact's subjects."""
        return read_head(self.scanner, low, cut, self.subjects[index])

    def clauses_before(self, index: int) -> Iterator[Span]:
        """The clauses of the sentence between the fact before and this amount's clause, nearest first."""
        low, clauses = self.gap_start(index), self.layout.clauses
        for place in range(self.frames[index].clause - 1, -1, -1):
            if clauses[place].start < low:
                return
            span = clauses[place]
            when = self.norm.startswith(WHEN, span.end - 1) and not self.norm.startswith(AHEAD, span.end - 2)
            if not when and NOT_A_TOPIC.match(self.norm, span.start) is None:
                yield span

    def earlier_clause(self, index: int, clauses: Iterable[Span]) -> Spans:
        """The head of the first of some clauses that says of something how it changed."""
        for span in clauses:
            cue = self.scanner.first_of(MOVES, span.start, span.end)
            if cue is not None:
                turn = self.scanner.first_of(TURNED, span.start + 1, cue.start)
                start, end = span.start, turn.start if turn is not None else cue.start
                if (reason := REASON.search(self.norm, cue.start, span.end)) is not None:
                    moved = self.scanner.first_of(MOVES, reason.end(), span.end)  # 收入增长主要来源于客单价的增长
                    start, end = reason.end(), moved.start if moved is not None else span.end
                head = self.head(index, start, end)
                if head and head[-1].end - head[0].start > 1:
                    return head
        return ()

    def share_verb(self, low: int, high: int) -> Cue | None:
        """The 占 nearest before `high`."""
        cue = self.scanner.last("share", low, high)
        while cue is not None and not (cue.value == "verb" and cue.word[0] == "占"):
            cue = self.scanner.last("share", low, cue.start)
        return cue
