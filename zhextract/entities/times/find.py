"""Finding the time expressions of a text, and reading one."""

from datetime import date

from zhextract.entities.times.atoms import find_atoms
from zhextract.entities.times.compose import compose
from zhextract.entities.times.resolve import Clock, report_period, resolve, topic_year
from zhextract.periods import Period
from zhextract.records import Time

__all__ = ["find_times", "read_period"]


def find_times(norm: str, *, anchor: date | None = None) -> list[Time]:
    """Find every time expression, in text order, never overlapping.

    Args:
        norm: Normalised text.
        anchor: The document's day, from which 今年 and 上月 count.

    >>> [(time.text, time.period) for time in find_times("2023年上半年增长5%,比去年同期快1个百分点")]
    [('2023年上半年', '2023-H1'), ('去年同期', '2022-H1')]
    """
    expressions = compose(norm, list(find_atoms(norm)))
    topic = topic_year(norm, expressions, anchor)
    report = report_period(norm, anchor) or (Period.of_year(topic) if topic else None)
    clock = Clock(anchor, topic, report)
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


def read_period(text: str, *, anchor: date | None = None) -> Time | None:
    """Read a text that is one time expression; `None` when it is not.

    >>> read_period("2023年1—11月").period
    '2023-01/2023-11'
    """
    times = find_times(text, anchor=anchor)
    if len(times) == 1 and times[0].text == text.strip():
        return times[0]
    return None
