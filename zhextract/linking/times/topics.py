"""The time that is spoken of, and the one that comes back when its stretch of text ends.

Most times hold until another takes their place. Some hold for their paragraph only: a time that lies ahead, a part
of the period spoken of, one before it or a window that comes up within a paragraph, the end of that period, a month
of the months spoken of or named in the title, the years since an event.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from functools import lru_cache

from zhextract.expressions import rarely
from zhextract.frozen import replace
from zhextract.linking.frames import Layout, opens_item, runs_on
from zhextract.linking.times.lapses import LAPSE
from zhextract.linking.times.lengths import read_length
from zhextract.linking.times.roles import is_window
from zhextract.periods import Period, parse_period
from zhextract.records import Time
from zhextract.spans import Span

__all__ = ["OF_THAT", "SPAN_OF_YEARS", "WHOLE_DAY", "YEAR", "YEARLESS", "Topics"]

# A time that leaves its year to the text: 全年, 年末, 上半年, 三季度, 12月末; not 上年末, 今年.
YEARLESS = re.compile(
    r"(?:全年|年|[上下]半年|第?[一二三四1-4]季度?|前[一二三1-3]个?季度|前?[\d一二三四五六七八九十]{1,3}个?月份?)(?:[末底初内中]|\d{1,2}[日号])?"
)
# A day that leaves its month to the text.
DAY = re.compile(r"\d{1,2}[日号]")
WHOLE_DAY = len("2023-12-31")
YEAR = re.compile(r"\d{4}")
# A time that names its year, and how far the years of others lie behind this one.
DATED = re.compile(r"(?:20)?\d\d年")
THIS_YEAR = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "明年": -1}
# How many lines a sentence may go on in, and how long a stretch of it is.
MOST_LINES, LONGEST_STRETCH = 40, 300
# How deep times interrupt each other.
DEEPEST = 4
# From a year on: 自2010年以来, 2010年以来连续5年; not 今年以来.
SINCE_YEAR = re.compile(r"自?\d{4}年?.*以来")
# 党的十八大以来.
EVENT = "time/event"
# The years of a plan (“十一五”时期), and what those are called behind it.
PLAN = "time/plan"
FIVE_YEARS = rarely("(?:这|过去的?)?[5五]年(?:来|间|里)?")
# From one year to another.
SPAN_OF_YEARS = re.compile(r"\d{4}/\d{4}")
SPAN_OR_YEAR = re.compile(r"\d{4}(?:/\d{4})?")
# A heading is short and closed by no mark.
HEADING = 40
CLOSING = frozenset("。！？；：;:，,!?”）)、")
# The end or the beginning of a period.
EDGES = ("末", "底", "初")
# A year that is counted up to a day: 截至3月10日,今年累计.
SO_FAR = frozenset({"今年", "本年", "今年以来"})
UP_TO = ("截至", "截止")
# The same with the name of a clock between, and how long that is: 截至北京时间今天16时.
COUNTED_UP = re.compile("截[至止][^，。；]{0,4}$")
LONGEST_LEAD = 6
# Behind a year whose profits are shared out, that a report is on, or whose season it is: 2024年中期分红, 2024年暑期档.
OF_REPORT = re.compile("(?:年度|半年度|中期)?(?:分红|利润分配|年报|[中季]报|半年报|报告)|[^，。；、]{2}档")
# The same behind such a day: 截至8月5日,年内回购3亿元.
UP_TO_DAY = frozenset({"年内", "月内"})
# The months of a year that are over: 今年以来 in a text on 上半年.
SINCE_JANUARY = frozenset({"今年以来", "年初以来"})
MONTHS_DONE = re.compile(r"\d{4}-(?:Q1|H1|01/\d{4}-\d\d)")
# Times of the one before, which holds again behind their stretch.
OF_THAT = frozenset({"当年", "当季", "当月"})
# What ends the stretch of such a year inside a sentence.
STRETCH_END = rarely("[；;。！？\n]")


class Topics:
    """Remembers the time spoken of.

    `now` is that time, `until` where it stops to hold, -1 where it holds until another takes its place; `outer` are
    those that come back then, the nearest last, each with where it stops.
    """

    __slots__ = (
        "day",
        "drift",
        "edge",
        "headings",
        "is_yearly",
        "latest",
        "layout",
        "norm",
        "now",
        "outer",
        "plan",
        "session",
        "spoken_of",
        "stories",
        "stray",
        "today",
        "until",
        "whole",
    )

    def __init__(
        self,
        norm: str,
        layout: Layout,
        today: str | None,
        *,
        is_in_brief: bool = False,
        is_yearly: bool = False,
        whole: str | None = None,
    ) -> None:
        self.norm = norm
        # Whether it is a report on a year's work, whose single days are events.
        self.is_yearly = is_yearly
        # What the title says: spoken of where the text has named no time.
        self.whole = Time(0, 0, "", whole) if whole else None
        self.layout = layout
        self.today = today
        self.now: Time | None = None
        self.outer: list[tuple[Time | None, int]] = []
        self.until = -1
        # Where the stories of news in brief begin, the last first.
        self.stories = [p.start for p in reversed(layout.paragraphs) if self._opens_story(p)] if is_in_brief else []
        # The indices of the headings; found when they are first asked for.
        self.headings: list[int] | None = None
        # The day last spoken of, empty where that was a longer time.
        self.day = ""
        # The periods that the text has spoken of: a month that comes back is what it is about.
        self.spoken_of: set[str] = set()
        # The last day spoken of, whatever was since.
        self.session = ""
        # The last plan whose years the text has named.
        self.plan: Time | None = None
        # The latest year that months or quarters of have been spoken of, and by how much 今年 fell behind it.
        self.latest, self.drift = 0, 0
        # The last end of a period that was spoken of: 二季度末.
        self.edge: Time | None = None
        # The year of the last time that was not spoken of, or is no more.
        self.stray = ""

    def is_ended_edge(self, offset: int) -> bool:
        """Whether the end of a period (9月末) is spoken of, but for an earlier stretch than the one at an offset."""
        return 0 <= self.until < offset and self.now is not None and self.now.text.endswith(EDGES)

    def is_edge_of(self, topic: Time, paragraph: int) -> bool:
        """Whether the paragraph has spoken of the end of the period spoken of: 二季度末…,上半年…."""
        edge, period = self.edge, topic.period
        if edge is None or not period or not paragraph <= edge.start < topic.start or len(period) == WHOLE_DAY:
            return False
        return str(_period(period).end()) == edge.period

    def at(self, offset: int) -> Time | None:
        """The time spoken of at an offset."""
        while self.stories and self.stories[-1] <= offset:
            self.stories.pop()
            self.now, self.until, self.stray, self.day = None, -1, "", ""
            self.outer.clear()
        while 0 <= self.until < offset:
            last = self.now
            self.now, self.until = self.outer.pop() if self.outer else (None, -1)
            if (
                last is not None
                and last.period
                and (self.now is None or (self.now.period or "")[:4] != last.period[:4])
            ):
                self.stray = last.period[:4]
        return self.now

    def speak_of(self, time: Time, *, is_inside: bool) -> None:
        """Let a time hold; `is_inside` says that its paragraph has spoken of another, or given an amount."""
        before = self.at(time.start)
        until = self._end_of(time, before, is_inside=is_inside)
        self.spoken_of.add(time.period or "")
        if until < 0:
            self.outer.clear()
        elif (self.until < 0 or until < self.until) and len(self.outer) < DEEPEST:
            self.outer.append((before, self.until))
        self.now, self.until = time, until
        if time.text.endswith(EDGES):
            self.edge = time
        if time.period:
            self.day = time.period.partition("T")[0] if "/" not in time.period else ""
            if len(self.day) == WHOLE_DAY and not time.text.endswith(EDGES):
                self.session = self.day

    def in_context(self, time: Time) -> Time:
        """A time that leaves its year or month to the text, in those of the time spoken of.

        全年 stands in the year spoken of where only a yardstick's year came between; 7月6日 behind 2015年7月3日 in
        that year; 14日 behind 2月12日 in that month.
        """
        before, period = self.at(time.start), time.period
        if time.rule == PLAN:
            self.plan = time if self._is_over(time) else None
        elif self.plan is not None and FIVE_YEARS.fullmatch(time.text):
            return replace(time, period=self.plan.period)
        length = read_length(time, before, self.today)
        if length is not None:
            return length
        if before is None or not before.period or not period or before.period == period or time.text[:4].isdigit():
            return time
        now, day = before.period.rpartition("/")[2], self.day
        if DAY.fullmatch(time.text) and len(period) == len(day) == WHOLE_DAY:
            near = day[:8] + period[8:]
            return replace(time, period=near) if day < near and _is_day(near) else time
        if time.text in SINCE_JANUARY and period == now[:4] and _is_since_january(before):
            return replace(time, period=before.period)
        if "以来" in time.text or time.text in UP_TO_DAY:
            return self._up_to_day(time, period, before)
        if time.text in SO_FAR and time.period == now[:4] and self._is_until(before, time):
            return replace(time, period=f"{now[:4]}-01-01/{now}")
        if not YEARLESS.fullmatch(time.text):
            return time
        if len(period) < WHOLE_DAY and period[:4] == self.stray and now[:4] != self.stray:
            return replace(time, period=YEAR.sub(now[:4], period, 2))
        is_later = len(period) == len(day) == WHOLE_DAY and day[5:] < period[5:] and day[:4] < period[:4]
        return replace(time, period=day[:4] + period[4:]) if is_later else time

    def in_latest_year(self, time: Time) -> Time:
        """今年 of a text without a day, which is no earlier than the months that the text has reported on.

        2023年一季度…. 2022年四季度…. 今年一季度… is 2023, and so are the months behind it that leave their year to the text.
        Single days do not count: they may lie ahead (不迟于2024年3月25日).
        """
        period = time.period
        if self.today or not period:
            return time
        if DATED.match(time.text):
            is_day = len(period) == WHOLE_DAY and not self.norm.startswith(UP_TO, max(0, time.start - 2))
            if len(period) > len("2023") and period[4] == "-" and not is_day:
                self.latest = max(self.latest, int(period[:4]))
            return time
        this_year = int(period[:4]) + THIS_YEAR.get(time.text[:2], 0)
        if time.text[:2] in THIS_YEAR:
            self.drift = max(0, self.latest - this_year)
        elif this_year + self.drift != self.latest:
            return time
        return (
            replace(time, period=YEAR.sub(lambda year: str(int(year.group()) + self.drift), period))
            if self.drift
            else time
        )

    def is_counted(self, time: Time, sentence: int) -> bool:
        """Whether a year only says since when, or in which reports, the sentence counts up to its day.

        截至2月21日，口岸今年通行班列1千列; 截至8月25日，拟进行2024年中期分红的公司超过3家.
        """
        now = self.now
        if now is None or now.start < sentence or not (time.text in SO_FAR or time.text[0] == "2"):
            return False
        is_year = time.text in SO_FAR and now.end + 1 < time.start
        if not is_year and not OF_REPORT.match(self.norm, time.end):
            return False
        is_day = len((now.period or "").partition("T")[0]) == WHOLE_DAY
        return is_day and COUNTED_UP.search(self.norm[max(0, now.start - LONGEST_LEAD) : now.start]) is not None

    def is_on_other_years(self, time: Time) -> bool:
        """Whether the report is on years of another length already: 五年年均增长5%,十年增长6%."""
        return self.now is not None and self.now.rule == LAPSE and self.now.text != time.text

    def _is_until(self, before: Time, time: Time) -> bool:
        """Whether a day up to which is counted stands right before a year: 截至3月10日,今年累计."""
        return (
            time.start - before.end <= 1
            and len((before.period or "").rpartition("/")[2]) == WHOLE_DAY
            and self.norm.startswith(UP_TO, max(0, before.start - 2))
        )

    def _up_to_day(self, time: Time, period: str, before: Time) -> Time:
        """年内 and 8月份以来 behind the day of that month or year up to which its sentence counts."""
        _, slash, day = (before.period or "").rpartition("/")
        is_counted = len(day) == WHOLE_DAY and (slash or self.norm.startswith(UP_TO, max(0, before.start - 2)))
        if not is_counted or not day.startswith(period) or STRETCH_END.search(self.norm, before.end, time.start):
            return time
        return replace(time, period=f"{_period(period).start()}/{day}")

    def _end_of(self, time: Time, before: Time | None, *, is_inside: bool) -> int:
        """Where a time stops to hold, -1 for where another takes its place."""
        if time.rule == LAPSE:
            return -1
        if self.is_yearly and len(time.period or "") == WHOLE_DAY and not time.text.endswith(EDGES):
            return self.layout.sentences[self.layout.sentence_at(time.start)].end
        index = self.layout.paragraph_at(time.start)
        paragraph = self.layout.paragraphs[index]
        if is_inside and (time.text in OF_THAT or _is_day_within(before, time)):
            return self._stretch_end(time, paragraph)
        if self.is_ahead(time):
            if self._is_aim(time):
                return self._stretch_end(time, paragraph)
            return -1 if self._is_heading(paragraph) else self._run_end(index)
        is_edge = time.text.endswith(EDGES)
        is_since = _is_since_years(time)
        whole = self._whole_of(time, before or self.whole)
        is_stretch = is_inside or is_since or _is_year_of(whole, time)
        if self._is_heading(paragraph):
            return -1
        if whole is None and not is_since:
            return self._run_end(index) if before is None and not is_edge and self._is_event(time, index) else -1
        if whole is None or is_stretch or (time.period not in self.spoken_of and _is_month_of(whole, time)):
            return self._run_end(index)
        return self._section_end(index) if is_edge else -1

    def _whole_of(self, time: Time, before: Time | None) -> Time | None:
        """The time that another only interrupts: the one before it, or one that this interrupts itself."""
        if before is not None and _is_passing(before, time):
            return before
        outer = (whole for whole, _ in reversed(self.outer) if whole is not None) if self.until >= 0 else ()
        return next((whole for whole in outer if _is_passing(whole, time)), None)

    def _stretch_end(self, time: Time, paragraph: Span) -> int:
        """The end of the stretch of its sentence that a time stands in."""
        reach = min(paragraph.end, time.end + LONGEST_STRETCH)
        end = STRETCH_END.search(self.norm, time.end, reach)
        return end.start() if end else reach

    def is_ahead(self, time: Time) -> bool:
        """Whether a time begins behind the document's day."""
        today, period = self.today, time.period
        if not today or not period:
            return False
        if period[5:6] in ("Q", "H"):
            return str(_period(period).start()) > today
        return period[: len(today)] > today[: len(period)]

    def _is_over(self, plan: Time) -> bool:
        """Whether the years of a plan are over on the document's day, or in the year of its title."""
        now = self.today or (self.whole.period if self.whole else None) or "9"
        return (plan.period or "").rpartition("/")[2] < now[:4]

    def _is_event(self, time: Time, index: int) -> bool:
        """Whether a time is another day than the document's, named only behind its lead: 8月19日降价…; it is none of what follows."""
        if not self.today or len(time.period or "") != WHOLE_DAY or time.period == self.today:
            return False
        return not all(map(self._is_heading, self.layout.paragraphs[:index]))

    def _is_aim(self, time: Time) -> bool:
        """Whether a time ahead is only what its clause is for: 力争到2027年, 须在9月前, 预计6月完成; not what opens it."""
        start = self.layout.clauses[self.layout.clause_at(time.start)].start
        return time.start - start > 1 and self.norm[start : time.start] not in UP_TO

    def _opens_story(self, paragraph: Span) -> bool:
        return self._is_heading(paragraph) or opens_item(self.norm, paragraph.start)

    def _is_heading(self, paragraph: Span) -> bool:
        return paragraph.end - paragraph.start <= HEADING and self.norm[paragraph.end - 1] not in CLOSING

    def _run_end(self, index: int) -> int:
        """The end of a paragraph, with the lines that its last sentence goes on in."""
        paragraphs = self.layout.paragraphs
        end = paragraphs[index].end
        for following in paragraphs[index + 1 : index + MOST_LINES]:
            if not runs_on(self.norm, following.start):
                break
            end = following.end
        return end

    def _section_end(self, index: int) -> int:
        """The end of the paragraphs before the next heading."""
        if self.headings is None:
            self.headings = [at for at, paragraph in enumerate(self.layout.paragraphs) if self._is_heading(paragraph)]
        place = bisect_right(self.headings, index)
        following = self.headings[place] if place < len(self.headings) else len(self.layout.paragraphs)
        return self.layout.paragraphs[following - 1].end


@lru_cache(maxsize=4096)
def _period(iso: str) -> Period:
    """The period of a time; a text speaks of few, and of each many times."""
    return parse_period(iso)


def _is_day(period: str) -> bool:
    """Whether the calendar has a day: not 2023-02-30."""
    year, month, day = map(int, period.split("-"))
    return 1 <= day <= monthrange(year, month)[1]


def _is_day_within(whole: Time | None, part: Time) -> bool:
    """Whether a time is one day of the months spoken of: 7月1日至8月31日…;8月19日…."""
    if whole is None or not whole.period or part.text[-1] not in "日号" or len(part.period or "") != WHOLE_DAY:
        return False
    return len(whole.period) not in (len("2023"), WHOLE_DAY) and _period(part.period or "") in _period(whole.period)


def _is_since_january(time: Time) -> bool:
    """Whether a time is the months of a year from its first on."""
    return MONTHS_DONE.fullmatch(time.period or "") is not None


def _is_since_years(time: Time) -> bool:
    """Whether a time counts from an earlier year on: 2010年以来, 党的十八大以来; not 今年以来."""
    if "以来" not in time.text:
        return False
    if time.rule == EVENT or SINCE_YEAR.match(time.text):
        return True
    return SPAN_OF_YEARS.fullmatch(time.period or "") is not None


def _is_year_of(whole: Time | None, part: Time) -> bool:
    """Whether a time is a year, or some, of the years spoken of: 五年来…; 去年达到…."""
    if whole is None or not whole.period or not part.period or not SPAN_OF_YEARS.fullmatch(whole.period):
        return False
    return SPAN_OR_YEAR.fullmatch(part.period) is not None and _period(part.period) in _period(whole.period)


def _is_month_of(whole: Time, part: Time) -> bool:
    """Whether a time is a month or a quarter of the months spoken of: 上半年…;6月份…, not 2023年…;6月份…."""
    return len(part.period or "") == len("2023-06") and len(whole.period or "") > len("2023")


def _is_passing(whole: Time, part: Time) -> bool:
    """Whether a time only interrupts another: a part of it, one before it, its whole year, or a window that stands beside it."""
    if is_window(part) or _is_since_years(part):
        return True
    if not whole.period or not part.period or whole.period == part.period:
        return False
    first, last = whole.period[:4], whole.period.rpartition("/")[2][:4]
    if part.period.rpartition("/")[2][:4] < first or part.period[:4] > last:
        return part.period[:4] < first
    outer, inner = _period(whole.period), _period(part.period)
    return inner in outer or inner.last < outer.first or (part.text == "全年" and outer in inner)
