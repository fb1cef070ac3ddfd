"""The days of public holidays that figures are given for: 今年端午假期, 国庆黄金周, 春节期间, 春节假期前三天."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import either, read_table
from zhextract.records import Time

__all__ = ["with_holidays"]

# The holidays, and the season of travel around the Spring Festival.
NAMES = ("元旦", "春节", "清明", "五一", "劳动节", "端午", "中秋", "国庆", "春运")
# The holiday and the part of it that is meant; not 端午节 alone, nor 3天假期.
HOLIDAY = rarely(
    f"({either(NAMES[:-1])})"
    '(?:[、和]?(?:中秋|国庆))?节?[”"]?'
    "(?:(?:小长|长)?假(?:期|日)?|黄金周|(?<=[节一庆午秋旦])期间)(?:的?(?:前([一二两三四五六七2-7])[天日]|(首日|第一[天日])|(以来)))?"
    "|(春运)(?:期间|(?=[，,]))"
)
# Its year, which stands before it.
YEAR = rarely(r'(?:(20[0-9]{2})年|(今年|本年)|(去年|上年))?的?[“"]?\Z')
LONGEST_YEAR = len("2024年的“")
# What stands behind the name.
SIGNS = ("假", "黄金周", "期间", "春运")
COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
# A holiday that begins later than this after the document's day is last year's.
FAR = timedelta(60)


@cache
def _days() -> dict[tuple[str, int], tuple[date, date]]:
    rows = read_table("linking_holidays", 4)
    return {
        (name, int(year)): (date.fromisoformat(first), date.fromisoformat(last)) for name, year, first, last in rows
    }


def with_holidays(norm: str, times: Sequence[Time], today: str | None) -> Sequence[Time]:
    """The times, with those of public holidays read for their days off.

    Args:
        norm: Normalised text.
        times: The times of the document, in text order.
        today: The document's day; without it only holidays that name their year are read.

    >>> [(time.text, time.period) for time in with_holidays("今年端午假期,出游1亿人次", [], "2023-06-24")]
    [('今年端午假期', '2023-06-22/2023-06-24')]
    """
    if not _holds_any(norm, SIGNS) or not _holds_any(norm, NAMES):
        return times
    found = [time for match in HOLIDAY.finditer(norm) if (time := _read_holiday(norm, match, today)) is not None]
    if not found:
        return times
    kept, at = [], 0
    for time in times:
        while at < len(found) and found[at].end <= time.start:
            at += 1
        if at == len(found) or time.end <= found[at].start:
            kept.append(time)
    return sorted([*kept, *found], key=lambda time: time.start)


def _holds_any(norm: str, words: Sequence[str]) -> bool:
    """Whether a text holds one of some words; to look for their first characters first costs a tenth."""
    return any(word[0] in norm and word in norm for word in words)


def _read_holiday(norm: str, match: re.Match[str], today: str | None) -> Time | None:
    """The time of a holiday; `None` where its year or its days are not known."""
    name, count, first_day, so_far, rush = match.groups()
    before = YEAR.search(norm, max(0, match.start() - LONGEST_YEAR), match.start())
    year, this, last = before.groups() if before else (None, None, None)
    if not year and len(today or "") < len("2024-02-06"):
        return None
    days = _days_of("五一" if name == "劳动节" else name or rush, year, today, is_this=bool(this), is_last=bool(last))
    if days is None:
        return None
    start, end = days
    if count or first_day:
        end = min(end, start + timedelta(int(COUNTS.get(count, count)) - 1 if count else 0))
    if so_far and today:
        end = max(start, min(end, date.fromisoformat(today[:10])))
    period = str(start) if start == end else f"{start}/{end}"
    first = before.start() if before else match.start()
    return Time(first, match.end(), norm[first : match.end()], period, "range", "time/holidays")


def _days_of(
    name: str, year: str | None, today: str | None, *, is_this: bool, is_last: bool
) -> tuple[date, date] | None:
    """The first and the last day off; a holiday without a year is the nearest that has come, or is about to."""
    if year:
        return _days().get((name, int(year)))
    now = date.fromisoformat((today or "")[:10])
    days = _days().get((name, now.year - is_last))
    if days is not None and not (is_this or is_last) and days[0] - now > FAR:
        return _days().get((name, now.year - 1))
    return days
