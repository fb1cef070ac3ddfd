"""Periods: whole days from a first to a last, written in ISO 8601, and the arithmetic of comparing them.

The written forms are those of the contract: `2023`, `2023-06`, `2023-Q3`,
`2023-H1`, `2023-12-31`, and two of them joined by `/`, both ends inside
(`2023-01/2023-11`, `2021/2025`). A clock time behind a day (`2023-12-31T08:30`)
is read for its day.

Read from `Period` down; `parse_period` is the way in, `str(period)` the way out.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Self

from zhextract.errors import InputValueError

__all__ = ["Grain", "Period", "parse_period"]

Grain = Literal["year", "half", "quarter", "month", "day"]

# One end of a period: 2023, 2023-06, 2023-Q3, 2023-H1, 2023-12-31 with or without a clock time; not 202, not 2023-6.
END = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d)(?:T[\d:.]+)?)?))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both inside; `grain` is the unit it is written in.

    `str()` writes the ISO form. Comparing with `<` orders by first day.

    >>> half = parse_period("2019-01/2019-06")
    >>> str(half.same_last_year()), str(half.previous()), str(half.end_of_previous_year())
    ('2018-01/2018-06', '2018-07/2018-12', '2018-12-31')
    """

    first: date
    last: date
    grain: Grain = "day"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InputValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def of_year(cls, year: int) -> Self:
        """The whole year."""
        return cls.of_months(year, 1, 12, "year")

    @classmethod
    def of_half(cls, year: int, half: int) -> Self:
        """The first (1) or second (2) half of a year."""
        return cls.of_months(year, 6 * half - 5, 6, "half")

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Self:
        """A quarter, 1 to 4."""
        return cls.of_months(year, 3 * quarter - 2, 3, "quarter")

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        """A month, 1 to 12."""
        return cls.of_months(year, month, 1, "month")

    @classmethod
    def of_day(cls, day: date) -> Self:
        """A single day: a point in time, such as the end of a year."""
        return cls(day, day, "day")

    @classmethod
    def of_months(cls, year: int, month: int, count: int, grain: Grain = "month") -> Self:
        """`count` months on from `month` of `year`; `month` may lie outside 1 to 12 and is carried.

        Raises:
            InputValueError: The calendar has no such month.
        """
        first, last = _ends(year, month, count)
        return cls(first, last, grain)

    @classmethod
    def between(cls, start: "Period", end: "Period") -> Self:
        """From the first day of `start` to the last day of `end`, in the finer of their grains."""
        if start.grain == end.grain:
            return cls(start.first, end.last, start.grain)
        grain: Grain = "day" if "day" in (start.grain, end.grain) else "month"
        return cls(start.first, end.last, grain)

    @property
    def year(self) -> int | None:
        """The calendar year it lies in, `None` when it lies in several."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def is_point(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    def __contains__(self, other: "Period") -> bool:
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def shift(self, *, years: int = 0, months: int = 0, days: int = 0) -> "Period":
        """The period moved by whole years, months or days; the end of a month stays the end of a month.

        Raises:
            InputValueError: The result lies outside the calendar.

        >>> str(parse_period("2024-02-29").shift(years=-1))
        '2023-02-28'
        """
        by = years * 12 + months
        try:
            if by and self.grain != "day":
                year, month = _month_of(self.first, by)
                moved = Period.of_months(year, month, self.months, self.grain)
            elif by:
                moved = Period(_move(self.first, by), _move(self.last, by), "day")
            else:
                moved = self
            if not days:
                return moved
            return Period(moved.first + timedelta(days), moved.last + timedelta(days), "day")
        except (OverflowError, ValueError):
            raise InputValueError(f"{self} moved by {by} months and {days} days leaves the calendar") from None

    def same_last_year(self) -> "Period":
        """The same period a year earlier, which 同比 compares with."""
        return self.shift(years=-1)

    def previous(self) -> "Period":
        """The period of the same length just before, which 环比 compares with.

        >>> str(parse_period("2024-01").previous()), str(parse_period("2024-Q1").previous())
        ('2023-12', '2023-Q4')
        """
        if self.grain != "day":
            return self.shift(months=-self.months)
        return self.shift(days=-((self.last - self.first).days + 1))

    def previous_year(self) -> "Period":
        """The whole calendar year before the one it begins in (比上年)."""
        return Period.of_year(self.first.year - 1)

    def start(self) -> "Period":
        """Its first day as a point."""
        return Period.of_day(self.first)

    def end(self) -> "Period":
        """Its last day as a point."""
        return Period.of_day(self.last)

    def start_of_year(self) -> "Period":
        """1 January of the year it ends in (比年初)."""
        return Period.of_day(date(self.last.year, 1, 1))

    def end_of_previous_year(self) -> "Period":
        """31 December before the year it ends in (比上年末, 比上年底)."""
        if self.last.year == 1:
            raise InputValueError("the calendar begins with the year 1")
        return Period.of_day(date(self.last.year - 1, 12, 31))

    def __str__(self) -> str:
        return _write_ends(self.first, self.last, self.grain)


def parse_period(iso: str) -> Period:
    """Read the ISO 8601 form of a period.

    Args:
        iso: One of the contract's forms; a clock time behind a day is left out.

    Raises:
        InputValueError: It is none of them, or the calendar has no such day.

    >>> parse_period("2023-Q3")
    Period(first=datetime.date(2023, 7, 1), last=datetime.date(2023, 9, 30), grain='quarter')
    """
    first, slash, last = iso.partition("/")
    start = _parse_end(first)
    return Period.between(start, _parse_end(last)) if slash else start


def _parse_end(iso: str) -> Period:
    match = END.fullmatch(iso)
    if match is None:
        raise InputValueError(f"{iso!r} is not an ISO 8601 period such as 2023-06 or 2023-Q3")
    year, quarter, half, month, day = (int(group) if group else None for group in match.groups())
    if year is None or year == 0 or (month is not None and not 1 <= month <= 12):
        raise InputValueError(f"{iso!r}: the calendar has no such month")
    if quarter is not None:
        return Period.of_quarter(year, quarter)
    if half is not None:
        return Period.of_half(year, half)
    if month is None:
        return Period.of_year(year)
    if day is None:
        return Period.of_month(year, month)
    try:
        return Period.of_day(date(year, month, day))
    except ValueError:
        raise InputValueError(f"{iso!r}: the calendar has no such day") from None


@lru_cache(maxsize=4096)
def _ends(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and the last day of `count` months."""
    first = year * 12 + month - 1
    last = first + count - 1
    try:
        end = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
        return date(first // 12, first % 12 + 1, 1), end
    except (ValueError, OverflowError):
        raise InputValueError(f"no such months: {count} from {year}-{month}") from None


def _month_of(day: date, by: int) -> tuple[int, int]:
    """The year and month that lie `by` months after `day`'s."""
    index = day.year * 12 + day.month - 1 + by
    return index // 12, index % 12 + 1


def _move(day: date, by: int) -> date:
    """`day` moved by months, kept inside its month; the last of a month stays the last."""
    year, month = _month_of(day, by)
    length = monthrange(year, month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if is_last else min(day.day, length))


@lru_cache(maxsize=4096)
def _write_ends(first: date, last: date, grain: Grain) -> str:
    """The ISO form of a period."""
    start, end = _write(first, grain), _write(last, grain)
    if start == end:
        return start
    if grain in ("half", "quarter"):
        return f"{_write(first, 'month')}/{_write(last, 'month')}"
    return f"{start}/{end}"


def _write(day: date, grain: Grain) -> str:
    """The unit of `grain` that `day` lies in."""
    year = f"{day.year:04d}"
    if grain == "year":
        return year
    if grain == "half":
        return f"{year}-H{1 if day.month <= 6 else 2}"
    if grain == "quarter":
        return f"{year}-Q{(day.month + 2) // 3}"
    if grain == "month":
        return f"{year}-{day.month:02d}"
    return f"{year}-{day.month:02d}-{day.day:02d}"
