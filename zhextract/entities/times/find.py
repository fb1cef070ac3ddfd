"""Finding the time expressions of a text, and reading one."""

import re
from bisect import bisect_left, bisect_right
from datetime import date, datetime

from zhextract.entities.times.atoms import find_atoms
from zhextract.entities.times.clock import Clock, Prefer, report_period, topic_year
from zhextract.entities.times.compose import compose
from zhextract.entities.times.lengths import read_duration, read_offset, resolve_offset
from zhextract.entities.times.resolve import resolve
from zhextract.errors import InputTypeError
from zhextract.expressions import rarely
from zhextract.frozen import replace
from zhextract.normalise import normalise
from zhextract.periods import Period
from zhextract.records import Time

__all__ = ["find_times", "read_period"]

# Days outside these years are no day of a document; counting from them would leave the calendar.
MIN_YEAR, MAX_YEAR = 100, 9000
# A line end inside a word of time: 上半⏎年, 去⏎年, 一季⏎度.
BROKEN = re.compile("\\n(?<=[去今本上下半季同年月]\\n)(?=[年月度期份末底初])")
# What `read_period` alone reads: 2018; 09-01, 11/3号; 1月3, 十月31; 1/2/2020; 2018-12-12T09:03; 大约十点.
GLUED = rarely("([0-9]{4}-[0-9]{2}-[0-9]{2})[-T]?([0-2][0-9]:[0-5][0-9])")
HEDGE = re.compile("^(?:大约|大概|约|差不多)|(?:左右|前后|[许多](?=$))$")
YEAR = re.compile("(?:19|20)[0-9]{2}")
MONTH_DAY = rarely("(1[0-2]|0?[1-9])[-/](3[01]|[12][0-9]|0?[1-9])(?![0-9./-])[日号]?")
BARE_DAY = rarely("(月(?:3[01]|[12][0-9]|0?[1-9]|三?十[一二三四五六七八九]?|二十[一二三四五六七八九]?))(?=$|[至到~-])")
DAY_FIRST = rarely("(3[01]|[12][0-9]|0?[1-9])/(1[0-2]|0?[1-9])/((?:20)?[0-9]{2})")


def find_times(norm: str, *, anchor: date | None = None) -> list[Time]:
    """Find every time expression, in text order, never overlapping.

    Args:
        norm: Normalised text.
        anchor: The document's day, from which 今年 and 上月 count; with a clock time, 现在 is that moment.

    Raises:
        InputTypeError: The anchor is no date.

    >>> [(time.text, time.period) for time in find_times("2023年上半年增长5%,比去年同期快1个百分点")]
    [('2023年上半年', '2023-H1'), ('去年同期', '2022-H1')]
    """
    if (broken := BROKEN.search(norm)) is None:
        return _find(norm, anchor, "past", loose=False)
    return _find_broken(norm, anchor, broken.start())


def read_period(text: str, *, anchor: date | None = None, prefer: Prefer = "past") -> Time | None:
    """Read a text that is one time expression, a time counted from now, or a length of time.

    Args:
        text: The expression and nothing else.
        anchor: The day, or the moment, that 今年, 上周 and 三天后 count from.
        prefer: Which one an expression without its year or week means (3月, 周四, 8点):
            the one that texts reporting on the past mean, or the next one to come.

    Returns:
        The reading; `period` is an ISO 8601 duration when `kind` is `duration`.
        `None` when the text is no time.

    Raises:
        InputTypeError: The anchor is no date.

    >>> read_period("2023年1—11月").period
    '2023-01/2023-11'
    >>> read_period("三天后", anchor=date(2024, 2, 6)).period
    '2024-02-09'
    >>> read_period("两年半").period
    'P2.5Y'
    """
    norm = normalise(text).norm.strip()
    spelt = _spell_out(norm)
    if spelt != norm:
        time = read_period(spelt, anchor=anchor, prefer=prefer)
        return replace(time, end=len(norm), text=norm) if time else None
    times = _find(norm, anchor, prefer, loose=True)
    if len(times) == 1 and len(times[0].text) == len(norm) and times[0].period is not None:
        return times[0]
    offset = read_offset(norm)
    if offset is not None:
        period = resolve_offset(offset, anchor) if anchor else None
        return Time(0, len(norm), norm, period, "relative", f"time/offset/{offset.form}")
    duration = read_duration(norm)
    if duration is not None:
        return Time(0, len(norm), norm, str(duration), "duration", "time/duration")
    return times[0] if len(times) == 1 and len(times[0].text) == len(norm) else None


def _spell_out(norm: str) -> str:
    """Write out what only a text that is nothing but a time may leave out: 2018, 09-01 20:01, 11/3号, 1月3."""
    norm = HEDGE.sub("", GLUED.sub(r"\1 \2", norm))
    if YEAR.fullmatch(norm):
        return f"{norm}年"
    short = MONTH_DAY.match(norm)
    if short is not None:
        return f"{short[1]}月{short[2]}日{norm[short.end() :]}"
    day_first = DAY_FIRST.fullmatch(norm)
    if day_first is not None:
        day, month, year = day_first.groups()
        return f"{year if len(year) == 4 else '20' + year}年{month}月{day}日"
    return BARE_DAY.sub(r"\1日", norm)


def _find_broken(norm: str, anchor: date | None, first: int) -> list[Time]:
    """The times of a text whose lines break inside words, found without those breaks and put back in their places."""
    breaks = [first, *(match.start() for match in BROKEN.finditer(norm, first + 1))]
    joined = [start - count for count, start in enumerate(breaks)]
    times = []
    for time in _find(BROKEN.sub("", norm), anchor, "past", loose=False):
        start = time.start + bisect_right(joined, time.start)
        end = time.end + bisect_left(joined, time.end)
        times.append(replace(time, start=start, end=end, text=norm[start:end]))
    return times


def _find(norm: str, anchor: date | None, prefer: Prefer, *, loose: bool) -> list[Time]:
    if anchor is not None and not isinstance(anchor, date):
        raise InputTypeError(f"an anchor must be a datetime.date, not {type(anchor).__name__}")
    moment = anchor if isinstance(anchor, datetime) else None
    anchor = moment.date() if moment else anchor
    if anchor is not None and not MIN_YEAR <= anchor.year <= MAX_YEAR:
        anchor = moment = None
    expressions = compose(norm, list(find_atoms(norm)), loose=loose)
    topic = topic_year(norm, expressions, anchor)
    report = report_period(norm, anchor) or (Period.of_year(topic) if topic else None)
    clock = Clock(anchor, topic, report, prefer, moment, loose)
    times = []
    line_end = -1
    for expression in expressions:
        if expression.start > line_end:
            clock.line_year = clock.week = None
            clock.is_month_of_line = clock.is_day_of_line = False
            line_end = norm.find("\n", expression.start)
            line_end = len(norm) if line_end < 0 else line_end
        period, kind = resolve(norm, expression, clock)
        text = norm[expression.start : expression.end]
        times.append(Time(expression.start, expression.end, text, period, kind, f"time/{expression.rule}"))
    return times
