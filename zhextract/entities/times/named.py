"""Times whose whole meaning is in their own words: 近三年, 十四五, 20世纪90年代, 去年同期, 报告期."""

import re
from collections.abc import Callable

from zhextract.entities.times.atoms import read_small
from zhextract.entities.times.calendars import events
from zhextract.entities.times.clock import Clock
from zhextract.entities.times.lengths import read_offset, resolve_offset
from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.periods import Period, parse_period

__all__ = ["NAMED"]

COUNT = re.compile("[0-9]+|[一二两三四五六七八九十百]+")
PRESENT = 2000
# 20多年来 begins no one knows when.
VAGUE = rarely("[半多余几数]")
CLOCK_UNITS = frozenset({"hour", "minute", "second"})
UNIT = re.compile("年|季|月|周|星期|日|天")


def _window(text: str, clock: Clock) -> tuple[Period | None, str]:
    """近三年, 过去的40年, 40年来: so many units up to the year or month that the text speaks of."""
    count, unit = COUNT.search(text), UNIT.search(text)
    if count is None or unit is None or VAGUE.search(text):
        return None, "relative"
    number = read_small(count.group())
    forward = text.startswith(("未来", "今后"))
    if unit.group() == "年" and 0 < number < 1000:
        year = _window_year(clock)
        if year is None or year - number < 1:
            return None, "relative"
        return (Period.between(Period.of_year(year + 1), Period.of_year(year + number)), "range") if forward else (
            Period.between(Period.of_year(year - number + 1), Period.of_year(year)), "range")  # fmt: skip
    if unit.group() == "月" and not forward and 0 < number < 1000:
        return _months(number, clock), "range"
    if unit.group() in ("周", "星期") and clock.week_told is not None and not forward and 0 < number < 100:
        return Period.between(clock.week_told.shift(days=7 * (1 - number)), clock.week_told), "range"
    return None, "relative"


def _months(number: int, clock: Clock) -> Period | None:
    """近三个月: up to the month that the line speaks of, else to the document's day, or to the month last named."""
    if clock.anchor is not None and not clock.is_month_of_line:
        today = Period.of_day(clock.anchor)
        return Period.between(today.shift(months=-number), today)
    return Period.between(clock.month.shift(months=1 - number), clock.month) if clock.month is not None else None


def _window_year(clock: Clock) -> int | None:
    """The last whole year of 近三年: in the first months of a year it is the year before."""
    if clock.anchor is None or clock.topic is not None:
        return clock.topic if clock.anchor else clock.year()
    return clock.anchor.year - 1 if clock.anchor.month <= 3 else clock.anchor.year


def _ago(text: str, clock: Clock) -> tuple[Period | None, str]:
    """五年前, 三天前: the unit that lies so far before the document's day; 几年前 and 十多年前 stay open."""
    offset = None if VAGUE.search(text) else read_offset(text)
    if offset is None or clock.anchor is None or offset.duration.parts[-1][0] in CLOCK_UNITS:
        return None, "relative"
    return parse_period(resolve_offset(offset, clock.anchor)), "relative"


def _streak(text: str, clock: Clock) -> tuple[Period | None, str]:
    if text[-1] == "年" and text[0] not in "连逾超":
        return _window(text, clock)[0], "duration"
    return None, "duration"


def _same_period(text: str, clock: Clock) -> tuple[Period | None, str]:
    """同期, 去年同期: the period last spoken of, or the same one a year or two before; 比同期 means a year before."""
    period = clock.period
    if period is None or text.startswith("历史"):
        return None, "relative"
    if text[0] in "今本当":
        return period, "relative"
    years = -2 if text.startswith("前年") else 0 if text == "同期" and not clock.is_compared else -1
    return period.shift(years=years), "relative"


def _now(text: str, clock: Clock) -> tuple[Period | None, str]:
    is_now = not text.startswith(("近", "日前")) and (clock.is_alone or text != "此时")
    return Period.of_day(clock.anchor) if is_now and clock.anchor else None, "relative"


def _plan(text: str, _clock: Clock) -> tuple[Period | None, str]:
    """The years of a plan, or the first or last of them: “十四五”末 is 2025."""
    for number, first, last in read_table("time_plans", 3):
        if number == text.strip('“”"‘’时期间规划初末'):
            years = Period.of_year(int(first)), Period.of_year(int(last))
            edge = {"初": years[0], "末": years[1]}.get(text[-1])
            return (edge, "point") if edge else (Period.between(*years), "range")
    return None, "range"


def _century_of(text: str) -> int | None:
    """The first year of the century named, 1900 for 20世纪 and 上世纪."""
    name, is_named, _ = text.partition("世纪")
    if not is_named or name in ("上", "上个"):
        return 1900
    if name == "本":
        return 2000
    number = read_small(name)
    return 100 * (number - 1) if 2 <= number <= 30 else None


def _decade(text: str, _clock: Clock) -> tuple[Period | None, str]:
    century = _century_of(text)
    count = COUNT.search(text.rpartition("世纪")[2])
    if century is None or count is None:
        return None, "range"
    first = century + read_small(count.group())
    if "世纪" not in text and read_small(count.group()) < 30:
        first += 100
    return _years_within(first, 10, text.rpartition("年代")[2]), "range"


def _century(text: str, clock: Clock) -> tuple[Period | None, str]:
    """A century, or its beginning or end; one that is not over yet is no period that figures are counted over."""
    century = _century_of(text)
    if century == PRESENT and text.endswith("世纪") and not clock.is_alone:
        return None, "relative"
    return (_years_within(century + 1, 100, text.rpartition("世纪")[2]) if century else None), "range"


def _years_within(first: int, count: int, part: str) -> Period:
    """The years from `first`, or their beginning (初), middle (中) or end (末): about a third of a decade, a fifth of a century."""
    length = 3 if count == 10 else 20
    start = {"初": 0, "前": 0, "中": (count - length) // 2, "末": count - length, "后": count - length}.get(part[:1])
    if start is None:
        start, length = 0, count
    return Period.between(Period.of_year(first + start), Period.of_year(first + start + length - 1))


def _report(text: str, clock: Clock) -> tuple[Period | None, str]:
    """报告期, 本期: the period of the report; 上期 the same one a year before."""
    if text == "上期" and clock.report is not None:
        return clock.report.same_last_year(), "relative"
    return clock.report, "relative"


def _event(text: str, clock: Clock) -> tuple[Period | None, str]:
    """党的十八大以来: from the event up to the document, in months where both are known."""
    event = next(event for name, event in events().items() if text.startswith(name))
    year = clock.anchor.year if clock.anchor else clock.year()
    if not year or year < event.first.year:
        return None, "range"
    if event.grain == "month" and clock.anchor is not None:
        return Period.between(event, Period.of_month(year, clock.anchor.month)), "range"
    return Period.between(Period.of_year(event.first.year), Period.of_year(year)), "range"


def _relative(_text: str, _clock: Clock) -> tuple[Period | None, str]:
    return None, "relative"


NAMED: dict[str, Callable[[str, Clock], tuple[Period | None, str]]] = {
    "event": _event,
    "window": _window, "ago": _ago, "streak": _streak, "sameperiod": _same_period, "now": _now, "plan": _plan, "decade": _decade,
    "century": _century, "report": _report, "named": _relative, "tradingday": _relative,
}  # fmt: skip
