"""Days that another calendar fixes: the lunisolar calendar, the solar terms, and days with a name."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import cache

from zhextract.errors import InputValueError
from zhextract.lexicons import read_table
from zhextract.periods import Period, parse_period

__all__ = [
    "era_start",
    "eras",
    "events",
    "holiday_names",
    "holidays",
    "lunar_day",
    "lunar_month",
    "lunar_year",
    "named_day",
    "nth_weekday",
    "season",
]

TERMS = (
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
)

SEASONS = ("立春", "立夏", "立秋", "立冬")


@cache
def _lunar_years() -> dict[int, tuple[date, int, str]]:
    return {
        int(year): (date.fromisoformat(first), int(leap), lengths)
        for year, first, leap, lengths in read_table("time_lunar", 4)
    }


@cache
def _terms() -> dict[int, tuple[int, ...]]:
    return {int(year): tuple(map(int, days.split())) for year, days in read_table("time_terms", 2)}


@cache
def eras() -> dict[str, int]:
    """The names of reigns and their first years."""
    return {name: int(year) for name, year in read_table("time_eras", 2)}


@cache
def events() -> dict[str, Period]:
    """The events that texts count from, and the years or months they were in."""
    return {name: parse_period(period) for name, period in read_table("time_events", 2)}


@cache
def holidays() -> dict[str, tuple[str, str, str]]:
    """The days with a name: calendar, month, day."""
    return {name: (calendar, month, day) for name, calendar, month, day in read_table("time_holidays", 4)}


def era_start(name: str) -> int | None:
    """The year that a reign calls its first."""
    return eras().get(name)


def lunar_month(year: int, month: int, *, leap: bool = False) -> Period | None:
    """A month of the lunisolar calendar; `None` outside 1900 to 2100, or where there is no such leap month.

    >>> str(lunar_month(2020, 4, leap=True))
    '2020-05-23/2020-06-20'
    """
    found = _lunar_years().get(year)
    if found is None or not 1 <= month <= 12:
        return None
    first, leap_month, lengths = found
    if leap and leap_month != month:
        return None
    index = month - 1 + (1 if leap_month and (month > leap_month or leap) else 0)
    start = first + timedelta(sum(29 + int(length) for length in lengths[:index]))
    return Period(start, start + timedelta(28 + int(lengths[index])), "day")


def lunar_year(year: int) -> Period | None:
    """A whole year of the lunisolar calendar."""
    first, last = lunar_month(year, 1), _lunar_years().get(year + 1)
    return Period(first.first, last[0] - timedelta(1), "day") if first and last else None


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """A day of the lunisolar calendar; day 0 is the last of its month.

    >>> lunar_day(2024, 1, 1)
    datetime.date(2024, 2, 10)
    """
    period = lunar_month(year, month, leap=leap)
    if period is None:
        return None
    if day == 0:
        return period.last
    found = period.first + timedelta(day - 1)
    return found if found <= period.last else None


@cache
def holiday_names() -> tuple[str, ...]:
    """The names of days, in the order that numbers them."""
    return tuple(holidays())


def named_day(name: str, year: int) -> date | None:
    """The day of `year` that has this name; `None` where the tables do not reach.

    >>> named_day("中秋节", 2023), named_day("冬至", 2024), named_day("母亲节", 2021)
    (datetime.date(2023, 9, 29), datetime.date(2024, 12, 21), datetime.date(2021, 5, 9))
    """
    found = holidays().get(name)
    if found is None:
        return None
    calendar, month, day = found
    if calendar == "lunar":
        return lunar_day(year, int(month), int(day))
    if calendar == "term":
        days = _terms().get(year)
        index = TERMS.index(day)
        return date(year, index // 2 + 1, days[index]) if days else None
    if calendar == "nth":
        nth, weekday = map(int, day.split("-"))
        return nth_weekday(year, int(month), nth, weekday - 1)
    return date(year, int(month), int(day)) if 1 <= year <= MAXYEAR else None


def season(year: int, index: int) -> Period | None:
    """Spring (0) to winter (3), from the term that begins it to the day before the next begins.

    >>> str(season(2021, 0))
    '2021-02-03/2021-05-04'
    """
    first = named_day(SEASONS[index], year)
    after = named_day(SEASONS[(index + 1) % 4], year + (index == 3))
    return Period(first, after - timedelta(1), "day") if first and after else None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The `nth` such weekday of a month, Monday being 0; a negative `nth` counts from the end."""
    try:
        first, length = date(year, month, 1), monthrange(year, month)[1]
    except (ValueError, InputValueError):
        return None
    days = range(1 + (weekday - first.weekday()) % 7, length + 1, 7)
    index = nth - 1 if nth > 0 else nth
    return date(year, month, days[index]) if -len(days) <= index < len(days) else None
