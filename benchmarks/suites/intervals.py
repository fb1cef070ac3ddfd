"""What the date and time suites share: from an ISO 8601 period to the moments it spans."""

import re
from calendar import monthrange
from datetime import datetime, time, timedelta
from decimal import Decimal

from benchmarks.suites.__main__ import Answer
from zhextract.entities.times.lengths import Duration
from zhextract.errors import InputValueError
from zhextract.periods import parse_period

__all__ = [
    "SECONDS",
    "Interval",
    "floor_of",
    "interval_of",
    "point_of",
    "seconds_of",
    "shift",
    "whole_input",
    "with_part",
]

Interval = tuple[datetime, datetime, str]

SECONDS = {"year": 31536000, "quarter": 7776000, "month": 2592000, "week": 604800, "day": 86400, "workday": 86400}
SECONDS |= {"hour": 3600, "minute": 60, "second": 1}
GRAINS = {"half": "month", "quarter": "quarter"}
# The hours of a part of the day, as each suite counts them.
PARTS: dict[str, list[tuple[str, int, int]]] = {
    "duckling": [("[早清]|晨", 4, 12), ("上午", 0, 12), ("中午", 12, 14), ("下午|晏昼", 12, 19), ("晚|夜", 18, 24)],
    "jionlp": [
        ("后半夜", 2, 5), ("黎明|凌晨", 4, 7), ("[早清]|晨", 6, 10), ("上午", 7, 12), ("中午", 12, 14), ("午后", 13, 15),
        ("下午", 13, 19), ("晚|夜", 18, 24),
    ],
    "recognizers": [("[早清]|晨|上午", 8, 12), ("下午", 12, 16), ("晚", 16, 20), ("夜", 20, 24)],
}  # fmt: skip
CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?$")


def point_of(iso: str) -> Interval:
    """One end of an ISO period: its first moment, the first moment behind it, and its unit."""
    clock = CLOCK.search(iso)
    if clock is not None:
        hour, minute, second = clock.groups()
        start = datetime.fromisoformat(iso[:10]) + timedelta(
            hours=int(hour), minutes=int(minute or 0), seconds=int(second or 0)
        )
        grain = "second" if second else "minute" if minute else "hour"
        return start, start + timedelta(seconds=SECONDS[grain]), grain
    period = parse_period(iso)
    start = datetime.combine(period.first, time.min)
    end = datetime.combine(period.last, time.min) + timedelta(1)
    return start, end, GRAINS.get(period.grain, period.grain)


def interval_of(iso: str) -> Interval:
    """The moments an ISO period spans, half-open."""
    first, slash, last = iso.partition("/")
    start, end, grain = point_of(first)
    return (start, point_of(last)[1], grain) if slash else (start, end, grain)


def with_part(interval: Interval, text: str, suite: str) -> Interval:
    """Narrow a day to the part of it that the text names."""
    start, end, grain = interval
    if grain != "day":
        return interval
    if end - start != timedelta(1):
        near, _, far = text.partition("到")
        opening = with_part((start, start + timedelta(1), "day"), near, suite)
        closing = with_part((end - timedelta(1), end, "day"), far, suite)
        return opening[0], closing[1], opening[2]
    for pattern, first, last in PARTS[suite]:
        if re.search(pattern, text):
            return start + timedelta(hours=first), start + timedelta(hours=last), "hour"
    return interval


def shift(moment: datetime, unit: str, amount: int) -> datetime:
    """`moment`, the beginning of its unit, moved by whole units."""
    if unit in ("year", "month", "quarter"):
        months = moment.year * 12 + moment.month - 1 + amount * {"year": 12, "quarter": 3, "month": 1}[unit]
        if not 1 <= months // 12 <= 9999:
            raise InputValueError(f"{moment} moved by {amount} {unit}s leaves the calendar")
        day = min(moment.day, monthrange(months // 12, months % 12 + 1)[1])
        return moment.replace(year=months // 12, month=months % 12 + 1, day=day)
    return moment + timedelta(seconds=SECONDS[unit] * amount)


def floor_of(moment: datetime, unit: str) -> datetime:
    """The beginning of the unit that `moment` lies in; weeks begin on Monday."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit in ("month", "quarter"):
        return day.replace(day=1)
    if unit == "week":
        return day - timedelta(day.weekday())
    if unit in ("day", "workday"):
        return day
    return moment.replace(
        second=0 if unit != "second" else moment.second, minute=0 if unit == "hour" else moment.minute
    )


def seconds_of(duration: Duration) -> Decimal:
    """The length in seconds, a month counted as thirty days and a year as 365."""
    return sum((amount * SECONDS[unit] for unit, amount in duration.parts), Decimal(0))


def whole_input(text: str, value: object) -> Answer:
    """The answer that the whole input is one time of this value."""
    return {"pred": [{"text": text, "start": 0, "end": len(text), "value": value, "unit": None}]}
