"""Finding the time expressions of a text, and reading one."""

from datetime import date, datetime

from zhextract.entities.times.atoms import find_atoms
from zhextract.entities.times.compose import compose
from zhextract.entities.times.lengths import read_duration, read_offset, resolve_offset
from zhextract.entities.times.resolve import Clock, Prefer, report_period, resolve, topic_year
from zhextract.normalise import normalise
from zhextract.periods import Period
from zhextract.records import Time

__all__ = ["find_times", "read_period"]


def find_times(norm: str, *, anchor: date | None = None) -> list[Time]:
    """Find every time expression, in text order, never overlapping.

    Args:
        norm: Normalised text.
        anchor: The document's day, from which 今年 and 上月 count; with a clock time, 现在 is that moment.

    >>> [(time.text, time.period) for time in find_times("2023年上半年增长5%,比去年同期快1个百分点")]
    [('2023年上半年', '2023-H1'), ('去年同期', '2022-H1')]
    """
    return _find(norm, anchor, "past", loose=False)


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

    >>> read_period("2023年1—11月").period
    '2023-01/2023-11'
    >>> read_period("三天后", anchor=date(2024, 2, 6)).period
    '2024-02-09'
    >>> read_period("两年半").period
    'P2.5Y'
    """
    norm = normalise(text).norm.strip()
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


def _find(norm: str, anchor: date | None, prefer: Prefer, *, loose: bool) -> list[Time]:
    moment = anchor if isinstance(anchor, datetime) else None
    anchor = moment.date() if moment else anchor
    expressions = compose(norm, list(find_atoms(norm)), loose=loose)
    topic = topic_year(norm, expressions, anchor)
    report = report_period(norm, anchor) or (Period.of_year(topic) if topic else None)
    clock = Clock(anchor, topic, report, prefer, moment, loose)
    times = []
    line_end = -1
    for expression in expressions:
        if expression.start > line_end:
            clock.line_year = clock.week = None
            line_end = norm.find("\n", expression.start)
            line_end = len(norm) if line_end < 0 else line_end
        period, kind = resolve(norm, expression, clock)
        text = norm[expression.start : expression.end]
        times.append(Time(expression.start, expression.end, text, period, kind, f"time/{expression.rule}"))
    return times
