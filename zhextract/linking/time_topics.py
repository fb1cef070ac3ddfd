"""The time that is spoken of, and the one that comes back when its stretch of text ends.

Most times hold until another takes their place. Some hold for their paragraph only: a time that lies ahead, a part
of the period spoken of, one before it or a window that comes up within a paragraph, the end of that period.
"""

import re
from dataclasses import replace

from zhextract.linking.frames import Layout, runs_on
from zhextract.linking.time_roles import is_window
from zhextract.periods import parse_period
from zhextract.records import Time
from zhextract.spans import Span

__all__ = ["Topics"]

# A time that leaves its year to the text: 全年, 年末, 上半年, 三季度, 12月末; not 上年末, 今年.
YEARLESS = re.compile(
    r"(?:全年|年|[上下]半年|第?[一二三四1-4]季度?|前[一二三1-3]个?季度|前?[\d一二三四五六七八九十]{1,3}个?月份?)[末底初内中]?"
)
YEAR = re.compile(r"\d{4}")
# From a year on: 自2010年以来; not 今年以来.
SINCE_YEAR = re.compile(r"自?\d{4}年?.*以来")
# A heading is short and closed by no mark.
HEADING = 40
CLOSING = frozenset("。！？；：;:，,!?”）)、")
# The end or the beginning of a period.
EDGES = ("末", "底", "初")
# What leads to a year that is to be reached: 力争到2027年.
UNTIL = frozenset("到至")
# What ends the stretch of such a year inside a sentence.
STRETCH_END = re.compile("[；;。！？\n]")


class Topics:
    """Remembers the time spoken of.

    `now` is that time, `outer` the one that comes back at `until`, -1 where it holds until another takes its place.
    """

    __slots__ = ("layout", "norm", "now", "outer", "stray", "today", "until")

    def __init__(self, norm: str, layout: Layout, today: str | None) -> None:
        self.norm = norm
        self.layout = layout
        self.today = today
        self.now: Time | None = None
        self.outer: Time | None = None
        self.until = -1
        # The year of the last time that was not spoken of, or is no more.
        self.stray = ""

    def at(self, offset: int) -> Time | None:
        """The time spoken of at an offset."""
        if 0 <= self.until < offset:
            self.stray = self.now.period[:4] if self.now and self.now.period else self.stray
            self.now, self.until = self.outer, -1
        return self.now

    def speak_of(self, time: Time, *, is_inside: bool) -> None:
        """Let a time hold; `is_inside` says that its paragraph has spoken of another, or given an amount."""
        before = self.at(time.start)
        until = self._end_of(time, before, is_inside=is_inside)
        if until < 0:
            self.outer = None
        elif self.until < 0:
            self.outer = before
        self.now, self.until = time, until

    def in_year(self, time: Time) -> Time:
        """A time without a year (全年) in the year spoken of, where only a yardstick's year stood between."""
        before, period = self.at(time.start), time.period
        if before is None or not before.period or not period or period[:4] != self.stray or not YEARLESS.fullmatch(time.text):
            return time
        year = before.period.rpartition("/")[2][:4]
        return time if year == self.stray else replace(time, period=YEAR.sub(year, period, 2))

    def _end_of(self, time: Time, before: Time | None, *, is_inside: bool) -> int:
        """Where a time stops to hold, -1 for where another takes its place."""
        paragraph = self.layout.paragraphs[self.layout.paragraph_at(time.start)]
        if self._is_ahead(time):
            if self.norm[time.start - 1] in UNTIL and self.layout.clauses[self.layout.clause_at(time.start)].start < time.start - 1:
                end = STRETCH_END.search(self.norm, time.end, paragraph.end)
                return end.start() if end else paragraph.end
            return -1 if self._is_heading(paragraph) else self._run_end(paragraph)
        if before is None or self._is_heading(paragraph) or not _is_passing(before, time):
            return -1
        if is_inside or time.text.endswith(EDGES) or SINCE_YEAR.match(time.text):
            return self._run_end(paragraph)
        return -1

    def _is_ahead(self, time: Time) -> bool:
        today, period = self.today, time.period
        return bool(today and period and period[: len(today)] > today[: len(period)])

    def _is_heading(self, paragraph: Span) -> bool:
        return paragraph.end - paragraph.start <= HEADING and self.norm[paragraph.end - 1] not in CLOSING

    def _run_end(self, paragraph: Span) -> int:
        """The end of a paragraph, with the lines that its last sentence goes on in."""
        end = paragraph.end
        index = self.layout.paragraph_at(paragraph.start) + 1
        while index < len(self.layout.paragraphs) and runs_on(self.norm, self.layout.paragraphs[index].start):
            end = self.layout.paragraphs[index].end
            index += 1
        return end


def _is_passing(whole: Time, part: Time) -> bool:
    """Whether a time only interrupts another: a part of it, one before it, or a window that stands beside it."""
    if is_window(part) or SINCE_YEAR.match(part.text):
        return True
    if not whole.period or not part.period or whole.period == part.period:
        return False
    outer, inner = parse_period(whole.period), parse_period(part.period)
    return inner in outer or inner.last < outer.first
