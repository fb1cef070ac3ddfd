"""JioNLP: closed intervals to the second, the beginning and end of a unit drawn wide."""

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from benchmarks.suites.__main__ import Answer, Case
from benchmarks.suites.intervals import (
    SECONDS,
    Interval,
    floor_of,
    interval_of,
    point_of,
    shift,
    whole_input,
    with_part,
)
from zhextract.entities.times import find_times, read_period
from zhextract.entities.times.atoms import read_small
from zhextract.entities.times.calendars import holidays
from zhextract.entities.times.lengths import Duration, Offset, read_duration, read_offset, resolve_offset
from zhextract.normalise import normalise
from zhextract.quantities import read_quantity
from zhextract.records import Time

__all__ = ["answer_jionlp_extract", "answer_jionlp_parse"]

SHANGHAI = timezone(timedelta(hours=8))


def _jionlp_base(case: Case) -> datetime:
    base = (case.get("context") or {}).get("time_base")
    if isinstance(base, dict):
        parts = [base.get(unit, first) for unit, first in (("month", 1), ("day", 1), ("hour", 0), ("minute", 0))]
        return datetime(base["year"], *parts)  # noqa: DTZ001
    if isinstance(base, list):
        return datetime(*[*base, 1, 1][: max(len(base), 3)])  # noqa: DTZ001
    if isinstance(base, str):
        return datetime.fromisoformat(base)
    return datetime.fromtimestamp(base or 0, SHANGHAI).replace(tzinfo=None)


def _jionlp_row(start: datetime, end: datetime) -> list[str]:
    return [start.isoformat(" ", "seconds"), (end - timedelta(seconds=1)).isoformat(" ", "seconds")]


def _jionlp_edge(interval: Interval, norm: str) -> Interval:
    """年底 is the last two months of the year, 年初 the first two, 月底 the last days of the month, 季末 its last month."""
    start, end, grain = interval
    if norm.endswith(("季度末", "季末")):
        return start.replace(day=1), end, grain
    if norm.endswith(("季度初", "季初")):
        return start, shift(start, "month", 1), grain
    if norm.endswith(("年底", "年末")):
        return start.replace(month=11, day=1), end, grain
    if norm.endswith(("月初", "月初前")):
        return start, start + timedelta(5), grain
    if norm.endswith("年初"):
        return start, start.replace(month=3, day=1), grain
    if norm.endswith(("月底", "月末")):
        return start.replace(day=25), end, grain
    return interval


FINER = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24)}
FINER |= {"hour": ("minute", 60), "minute": ("second", 60), "quarter": ("month", 3)}


def _whole(unit: str, amount: Decimal) -> tuple[str, int]:
    """The length in whole units: 一年半 is eighteen months, a quarter three."""
    while (amount % 1 or unit == "quarter") and unit in FINER:
        unit, factor = FINER[unit]
        amount *= factor
    return unit, int(amount)


def _jionlp_offset(offset: Offset, now: datetime, norm: str) -> list[str]:
    """The stretch that an offset names; what lies before or after it has an open side, 过去的一周 the hour of now."""
    first, last = _jionlp_stretch(offset, now, is_past=norm.startswith("过去"))
    if offset.duration.parts[-1][0] == "week":  # 四周之后 is that week
        return [first, last]
    return {"before": ["-inf", last], "after": [first, "inf"]}.get(offset.form, [first, last])


def _jionlp_stretch(offset: Offset, now: datetime, *, is_past: bool) -> list[str]:
    unit, amount = _whole(*offset.duration.parts[-1])
    moved = shift(now, unit, offset.sign * amount)
    if unit == "workday" and offset.form == "within":  # to the end of the last workday
        last = datetime.fromisoformat(resolve_offset(offset, now).partition("/")[2]) + timedelta(days=1)
        return _jionlp_row(now, last)
    if offset.form in ("span", "within", "since"):
        if unit in ("year", "month", "week") and not is_past:
            moved = floor_of(moved, unit if offset.form == "since" else "day")
        first, last = sorted((now, moved))
        return _jionlp_row(first, last)
    if unit in ("year", "month", "week", "day"):
        there = floor_of(moved, unit)
        return _jionlp_row(there, shift(there, unit, 1))
    named, count = offset.duration.parts[-1]
    is_piece = count % 1 or (named == "minute" and count in (15, 45))
    length = timedelta(seconds=float(count * SECONDS[named])) if is_piece else shift(moved, named, 1) - moved
    return _jionlp_row(moved, moved + length) if offset.sign > 0 else _jionlp_row(moved - length, moved)


# 9点到11点 ends at eleven, 七八点 with the hour that begins at eight.
TO = re.compile("[到至~-]")
# Without a year or week of its own, a unit lies in the present one; two digits are always a year.
YEARLESS = re.compile("(?:十[一二]?|[一二三四五六七八九]|[0-9]{1,2})月|第?[一二三四1-4]季度|[上下]半年")
# A day of a month in Chinese numerals without 日 is one of the lunisolar calendar.
LUNAR_DAY = re.compile("[一二三四五六七八九十]{1,2}月(?:十[一二三四五六七八九]?|二十[一二三四五六七八九]?)$")
TWO_DIGITS = re.compile("([0-9]{2}|[〇零一二三四五六七八九]{2})年")


def _jionlp_framed(norm: str) -> str:
    two = TWO_DIGITS.match(norm)
    if two is not None:
        year = read_small(two[1])
        return f"{year + (2000 if year < 30 else 1900)}{norm[2:]}"
    lunar = LUNAR_DAY.search(norm)
    if lunar is not None and "农历" not in norm:
        return f"{norm[: lunar.start()]}农历{lunar.group()}"
    if norm.startswith(("周", "星期", "礼拜")):
        return f"本{norm}"
    if YEARLESS.match(norm) or any(norm.startswith(name) for name in holidays()):
        return f"今年{norm}"
    return norm


def answer_jionlp_parse(case: Case) -> Answer:
    """Whole inputs that are one expression, with the words around it left out (从…起, …前后)."""
    text, now = case["input"], _jionlp_base(case)
    norm = normalise(text).norm
    is_coming = case["context"].get("ret_future") is True
    time = read_period(
        norm if is_coming else _jionlp_framed(norm), anchor=now, prefer="future" if is_coming else "past"
    )
    offset = read_offset(norm)
    lengths = _jionlp_between(norm)
    if lengths is not None and (time is None or time.period is None):
        return whole_input(text, lengths)
    if offset is not None and (time is None or "offset" in time.rule or "window" in time.rule or "months" in time.rule):
        return whole_input(text, _jionlp_offset(offset, now, norm))
    vague = _jionlp_vague(norm, now)
    if vague is not None:
        return whole_input(text, vague)
    time = time or _only(find_times(norm, anchor=now)) or _one_after_another(norm, now)
    if time is None or time.period is None:
        return {"pred": []}
    if time.period.startswith("P"):
        duration = read_duration(norm)
        return whole_input(text, _jionlp_lengths(duration)) if duration else {"pred": []}
    if "世纪" in norm and "年代" not in norm:
        first, _, last = time.period.partition("/")
        return whole_input(text, _jionlp_row(shift(interval_of(first)[0], "year", -1), interval_of(last)[0]))
    start, end, _ = _jionlp_edge(with_part(interval_of(time.period), norm, "jionlp"), norm)
    if TO.search(norm) and "/" in time.period and point_of(time.period.partition("/")[2])[2] == "hour":
        end = point_of(time.period.partition("/")[2])[0] + timedelta(seconds=1)
    rest = norm.replace(time.text, "")
    if "起" in rest or rest.endswith("以来"):
        end = now
    elif rest.endswith(("前", "之前", "以前")):
        start = now
    return whole_input(text, _jionlp_row(start, end))


def _jionlp_between(norm: str) -> list[dict[str, float | bool]] | None:
    """Two lengths that bound one: 30~90日, 六个月以下."""
    found = read_quantity(norm, 0) if norm else None
    unit = TIME_UNITS.get(str(found.unit_code)) if found is not None and found.end == len(norm) else None
    if found is None or unit is None or found.bound not in {"range", "at_least", "at_most"}:
        far = [read_duration(part) for part in TO.split(norm, maxsplit=1)] if TO.search(norm) else []
        return [dict(_jionlp_lengths(length)) for length in far if length] if len(far) == 2 and all(far) else None
    low: dict[str, float | bool] = {"zero": True} if found.low is None else {unit: float(found.low)}
    high: dict[str, float | bool] = {"infinite": True} if found.high is None else {unit: float(found.high)}
    return [low, high]


def _jionlp_vague(norm: str, now: datetime) -> list[str] | None:
    """From the nearest to the farthest of what 几十年之后 and 三五天前 may mean."""
    found = read_quantity(norm, 0) if norm else None
    sign = {"后": 1, "之后": 1, "以后": 1, "前": -1, "之前": -1, "以前": -1}.get(norm[found.end :] if found else "", 0)
    unit = TIME_UNITS.get(str(found.unit_code)) if found is not None else None
    if found is None or unit is None or not sign or found.low is None or found.high is None:
        return None
    first, last = sorted(floor_of(shift(now, unit, sign * int(end)), unit) for end in (found.low, found.high))
    return _jionlp_row(first, shift(last, unit, 1))


TIME_UNITS = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour", "min": "minute", "s": "second"}


def _jionlp_lengths(duration: Duration) -> dict[str, float]:
    return {
        "month" if unit == "quarter" else unit: float(amount * (3 if unit == "quarter" else 1))
        for unit, amount in duration.parts
    }


def answer_jionlp_extract(case: Case) -> Answer:
    """Sentences: where the times stand."""
    norm = normalise(case["input"]).norm
    times = find_times(norm, anchor=datetime.fromisoformat("2021-06-14"))
    return {
        "pred": [
            {"text": time.text, "start": time.start, "end": time.end, "value": None, "unit": None} for time in times
        ]
    }


# Between the members of a list of days.
LIST = re.compile("[,，、和及]")


def _one_after_another(norm: str, now: datetime) -> Time | None:
    """9月10日、11日、12日: the stretch from the first day to the last, where the list is the whole text."""
    times = find_times(norm, anchor=now)
    if len(times) < 2 or LIST.sub("", norm) != "".join(time.text for time in times):
        return None
    if any(time.period is None or "/" in time.period for time in times):
        return None
    return replace(times[0], end=len(norm), text=norm, period=f"{times[0].period}/{times[-1].period}")


def _only(times: list[Time]) -> Time | None:
    return times[0] if len(times) == 1 else None
