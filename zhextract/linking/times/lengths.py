"""Times that say how long, up to the time spoken of: 连续三年, 五年年均, 5年来, 刚刚过去的一季度."""

import re

from zhextract.entities.times.atoms import read_small
from zhextract.frozen import replace
from zhextract.linking.times.lapses import LAPSE
from zhextract.periods import Period, parse_period
from zhextract.records import Time

__all__ = ["read_length"]

# So many years, quarters or months running.
STREAK = re.compile("连续([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(年|个季度|个月)")
LONGEST_STREAK = 120
STREAK_GRAINS = {"年": "year", "个季度": "quarter", "个月": "month"}
# Up to this month a year's reports are on the year before.
EARLY = "06"
# How far a year stands before the years up to it.
LONGEST_LINK = 60
# The part of a year that has just ended.
PART_OVER = re.compile("过去的(?:第?([一二三四])季度|([上下])半年)")
# So many years up to the one that the sentence gives figures of: 2023年…,5年来….
YEARS_TO = re.compile("[0-9一二三四五六七八九十]{1,2}年[来间]")


def read_length(time: Time, before: Time | None, today: str | None) -> Time | None:
    """Read a time that says how long.

    Args:
        time: The time.
        before: The time spoken of before it.
        today: The document's day.

    Returns:
        It with its period, itself where that stays unknown; `None` where it is no such time.

    >>> read_length(Time(0, 4, "连续三年", None, rule="time/streak"), None, "2023-03-05").period
    '2020/2022'
    """
    if time.period is None:
        if streak := STREAK.fullmatch(time.text):
            return _of_streak(time, read_small(streak.group(1)), STREAK_GRAINS[streak.group(2)], before, today)
        if time.rule == LAPSE:
            return _of_lapse(time, before, today)
        return _just_over(time, today) if time.text[0] == "过" else None
    return _up_to(time, before) if before is not None and YEARS_TO.fullmatch(time.text) else None


def _of_streak(time: Time, count: int, grain: str, before: Time | None, today: str | None) -> Time:
    """连续N年 up to the last year spoken of, else to the last that is over; 连续N个月 up to the month spoken of."""
    spoken_of = (before.period or "").rpartition("/")[2] if before is not None else ""
    if grain != "year":
        last = parse_period(spoken_of) if spoken_of else None
        if last is None or last.grain != grain or count > LONGEST_STREAK:
            return time
        return replace(time, period=str(Period.between(last.shift(months=(1 - count) * last.months), last)))
    year = spoken_of[:4]
    if not year and today:
        year = str(int(today[:4]) - (today[5:7] <= EARLY))
    first = int(year or 0) - count + 1
    return replace(time, period=f"{first}/{year}") if first > 0 else time


def _of_lapse(time: Time, before: Time | None, today: str | None) -> Time:
    """The years of a length up to the last year spoken of that is no later than the last that is over."""
    count = read_small(time.text[:-1])
    whole = _of_streak(time, count, "year", None, today)
    if before is None:
        return whole
    return min(whole, _of_streak(time, count, "year", before, today), key=lambda each: each.period or "9")


def _just_over(time: Time, today: str | None) -> Time | None:
    """刚刚过去的一季度: the last such part of a year that is over; `None` for other times."""
    part = PART_OVER.fullmatch(time.text)
    if part is None or not today:
        return None
    name = f"Q{'一二三四'.index(part[1]) + 1}" if part[1] else f"H{'上下'.index(part[2]) + 1}"
    year = int(today[:4])
    is_over = str(parse_period(f"{year}-{name}").end()) < today
    return replace(time, period=f"{year if is_over else year - 1}-{name}")


def _up_to(time: Time, year: Time) -> Time:
    """A length of years up to the one right before it: 2023年产量3吨,五年来年均增长4%."""
    first, _, last = (time.period or "").partition("/")
    is_next = len(last) == len(year.period or "") == len("2023") and int(last) == int(year.period or 0) + 1
    is_near = time.start - year.end <= LONGEST_LINK
    return replace(time, period=f"{int(first) - 1}/{year.period}") if is_next and is_near else time
