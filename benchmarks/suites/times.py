"""Adapters for the suites about dates, times and lengths of time.

`read_period` answers the suites whose whole input is one expression,
`find_times` those that search a sentence. What an adapter adds is the suite's
way of writing an interval, and the two conventions that no library shares:
which hours a part of the day stands for, and which stretch 三天前 names.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from benchmarks.suites.__main__ import Adapter, Answer, Case
from zhextract.entities.times import find_times, read_period
from zhextract.entities.times.atoms import read_small
from zhextract.entities.times.calendars import holidays
from zhextract.entities.times.lengths import Duration, Offset, read_duration, read_offset
from zhextract.errors import InputValueError
from zhextract.normalise import normalise
from zhextract.periods import parse_period
from zhextract.quantities import find_quantities
from zhextract.records import Time
from zhextract.spans import Span

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


def _point(iso: str) -> Interval:
    """One end of an ISO period: its first moment, the first moment behind it, and its unit."""
    clock = CLOCK.search(iso)
    if clock is not None:
        hour, minute, second = clock.groups()
        start = datetime.fromisoformat(iso[:10]) + timedelta(hours=int(hour), minutes=int(minute or 0), seconds=int(second or 0))
        grain = "second" if second else "minute" if minute else "hour"
        return start, start + timedelta(seconds=SECONDS[grain]), grain
    period = parse_period(iso)
    start = datetime(period.first.year, period.first.month, period.first.day)
    end = datetime(period.last.year, period.last.month, period.last.day) + timedelta(1)
    return start, end, GRAINS.get(period.grain, period.grain)


def interval_of(iso: str) -> Interval:
    """The moments an ISO period spans, half-open."""
    first, slash, last = iso.partition("/")
    start, end, grain = _point(first)
    return (start, _point(last)[1], grain) if slash else (start, end, grain)


def _with_part(interval: Interval, text: str, suite: str) -> Interval:
    """Narrow a day to the part of it that the text names."""
    start, end, grain = interval
    if grain != "day":
        return interval
    if end - start != timedelta(1):
        near, _, far = text.partition("到")
        opening = _with_part((start, start + timedelta(1), "day"), near, suite)
        closing = _with_part((end - timedelta(1), end, "day"), far, suite)
        return opening[0], closing[1], opening[2]
    for pattern, first, last in PARTS[suite]:
        if re.search(pattern, text):
            return start + timedelta(hours=first), start + timedelta(hours=last), "hour"
    return interval


def _shift(moment: datetime, unit: str, amount: int) -> datetime:
    """`moment`, the beginning of its unit, moved by whole units."""
    if unit in ("year", "month", "quarter"):
        months = moment.year * 12 + moment.month - 1 + amount * {"year": 12, "quarter": 3, "month": 1}[unit]
        if not 1 <= months // 12 <= 9999:
            raise InputValueError(f"{moment} moved by {amount} {unit}s leaves the calendar")
        day = min(moment.day, monthrange(months // 12, months % 12 + 1)[1])
        return moment.replace(year=months // 12, month=months % 12 + 1, day=day)
    return moment + timedelta(seconds=SECONDS[unit] * amount)


def _floor(moment: datetime, unit: str) -> datetime:
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
    return moment.replace(second=0 if unit != "second" else moment.second, minute=0 if unit == "hour" else moment.minute)


def seconds_of(duration: Duration) -> Decimal:
    """The length in seconds, a month counted as thirty days and a year as 365."""
    return sum((amount * SECONDS[unit] for unit, amount in duration.parts), Decimal(0))


# --- Duckling: half-open intervals with their unit, whole units before or after the present one, the next to come.


def _duckling_reference(case: Case) -> datetime:
    return datetime.fromisoformat(case["context"]["reference"][:19])


def _duckling_offset(offset: Offset, now: datetime) -> dict[str, str]:
    unit, amount = offset.duration.parts[-1]
    start = _floor(now, unit)
    if offset.sign < 0:
        first, last = _shift(start, unit, -int(amount)), start
    else:
        first, last = _shift(start, unit, 1), _shift(start, unit, 1 + int(amount))
    return {"from": first.isoformat(), "to_excl": last.isoformat(), "grain": unit}


# Duckling knows no weeks in 下周三: it is the next Wednesday, 上周三 the last one, 这周三 the next or today.
WEEKDAY = re.compile("(?P<which>上|这|今个|下)个?(?P<day>(?:周|星期|礼拜)[一二三四五六日天])$")


def _duckling_weekday(norm: str, now: datetime) -> dict[str, str] | None:
    match = WEEKDAY.match(norm)
    if match is None:
        return None
    time = read_period(match["day"], anchor=now, prefer="future")
    if time is None or time.period is None:
        return None
    day = interval_of(time.period)[0]
    is_today = (day - now).days >= 6
    if match["which"] == "上" or (is_today and match["which"] != "下"):
        day -= timedelta(14 if match["which"] == "上" and is_today else 7)
    return {"value": day.isoformat(), "grain": "day"}


def answer_duckling_time(case: Case) -> Answer:
    """Whole inputs that are one expression, read as the next one to come."""
    text, now = case["input"], _duckling_reference(case)
    norm = normalise(text).norm
    if case["context"].get("locale") == "zh_TW":
        norm = norm.replace("国庆节", "国庆").replace("国庆", "10月10日")
    weekday = _duckling_weekday(norm, now)
    if weekday is not None:
        return _answer(text, weekday)
    offset = read_offset(norm)
    if offset is not None and offset.duration.parts[-1][1] % 1 == 0:
        return _answer(text, _duckling_offset(offset, now))
    time = read_period(norm, anchor=now, prefer="future")
    if time is None or time.period is None or time.kind == "duration":
        return {"pred": []}
    start, end, grain = _with_part(interval_of(time.period), norm, "duckling")
    if norm.endswith("周末"):
        start, end, grain = start - timedelta(hours=6), end, "hour"
    if "/" in time.period or (grain == "hour" and end - start > timedelta(hours=1)):
        return _answer(text, {"from": start.isoformat(), "to_excl": end.isoformat(), "grain": grain})
    return _answer(text, {"value": start.isoformat(), "grain": grain})


def answer_duckling_duration(case: Case) -> Answer:
    """Lengths in the unit that the case names."""
    duration = read_duration(normalise(case["input"]).norm)
    if duration is None:
        return {"pred": []}
    return _answer(case["input"], {"second": float(seconds_of(duration))})


def _answer(text: str, value: object) -> Answer:
    return {"pred": [{"text": text, "start": 0, "end": len(text), "value": value, "unit": None}]}


# --- JioNLP: closed intervals to the second, the beginning and end of a unit drawn wide.

SHANGHAI = timezone(timedelta(hours=8))


def _jionlp_base(case: Case) -> datetime:
    base = (case.get("context") or {}).get("time_base")
    if isinstance(base, dict):
        return datetime(base["year"], base.get("month", 1), base.get("day", 1), base.get("hour", 0), base.get("minute", 0))
    if isinstance(base, list):
        return datetime(*(base + [1, 1])[: max(len(base), 3)])
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
        return start, _shift(start, "month", 1), grain
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


def _jionlp_offset(offset: Offset, now: datetime) -> object:
    unit, amount = _whole(*offset.duration.parts[-1])
    moved = _shift(now, unit, offset.sign * amount)
    if offset.form in ("span", "within", "since"):
        if unit in ("year", "month"):
            moved = _floor(moved, unit if offset.form == "since" else "day")
        first, last = sorted((now, moved))
        return _jionlp_row(first, last)
    if unit in ("year", "month", "week", "day"):
        there = _floor(moved, unit)
        return _jionlp_row(there, _shift(there, unit, 1))
    named, count = offset.duration.parts[-1]
    is_piece = count % 1 or (named == "minute" and count in (15, 45))
    length = timedelta(seconds=float(count * SECONDS[named])) if is_piece else _shift(moved, named, 1) - moved
    return _jionlp_row(moved, moved + length) if offset.sign > 0 else _jionlp_row(moved - length, moved)


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
    time = read_period(norm if is_coming else _jionlp_framed(norm), anchor=now, prefer="future" if is_coming else "past")
    offset = read_offset(norm)
    if offset is not None and (time is None or "offset" in time.rule or "window" in time.rule or "months" in time.rule):
        return _answer(text, _jionlp_offset(offset, now))
    time = time or _only(find_times(norm, anchor=now))
    if time is None or time.period is None:
        return {"pred": []}
    if time.period.startswith("P"):
        duration = read_duration(norm)
        return _answer(text, _jionlp_lengths(duration)) if duration else {"pred": []}
    if "世纪" in norm and "年代" not in norm:
        first, _, last = time.period.partition("/")
        return _answer(text, _jionlp_row(datetime(int(first) - 1, 1, 1), datetime(int(last), 1, 1)))
    start, end, _ = _jionlp_edge(_with_part(interval_of(time.period), norm, "jionlp"), norm)
    if "/" in time.period and _point(time.period.partition("/")[2])[2] == "hour":
        end = _point(time.period.partition("/")[2])[0] + timedelta(seconds=1)
    rest = norm.replace(time.text, "")
    if "起" in rest or rest.endswith("以来"):
        end = now
    elif rest.endswith(("前", "之前", "以前")):
        start = now
    return _answer(text, _jionlp_row(start, end))


def _jionlp_lengths(duration: Duration) -> dict[str, float]:
    return {"month" if unit == "quarter" else unit: float(amount * (3 if unit == "quarter" else 1)) for unit, amount in duration.parts}


def answer_jionlp_extract(case: Case) -> Answer:
    """Sentences: where the times stand."""
    norm = normalise(case["input"]).norm
    times = find_times(norm, anchor=datetime(2021, 6, 14))
    return {"pred": [{"text": time.text, "start": time.start, "end": time.end, "value": None, "unit": None} for time in times]}


def _only(times: list[Time]) -> Time | None:
    return times[0] if len(times) == 1 else None


# --- Recognizers: rows with a type, times of the day without their day, ends half-open, an open side left out.

# Recognizers keeps 农历 dates unconverted, and 最近 is its present day.
RECOGNIZERS_WORDS = {"最近": "今天"}
BEFORE = re.compile("(?:或|及)?(?:之前|以前|前)")
AFTER = re.compile("(?:或|及)?(?:之后|以后|后)|起|开始")


def _recognizers_value(time: Time, norm: str) -> list[dict[str, str]]:
    start, end, grain = _with_part(interval_of(time.period or ""), time.text, "recognizers")
    before, after = BEFORE.match(norm, time.end), AFTER.match(norm, time.end)
    if before or norm[: time.start].endswith("截止到"):
        return [{"type": "daterange", "end": start.isoformat(" ")}]
    if after:
        is_since = grain == "day" or after.group() in ("起", "开始")
        return [{"type": "daterange", "start": (start if is_since else end).isoformat(" ")}]
    if grain in ("hour", "minute", "second"):
        if time.rule in ("time/clock", "time/clockweak") or re.match("[早上下晚中凌午夜]", time.text):
            return [{"type": "time", "value": start.strftime("%H:%M:%S")}]
        if end - start > timedelta(hours=1):
            return [{"type": "datetimerange", "start": start.isoformat(" "), "end": end.isoformat(" ")}]
        return [{"type": "datetime", "value": start.isoformat(" ")}]
    if grain == "day" and end - start == timedelta(1):
        return [{"type": "date", "value": start.date().isoformat()}]
    return [{"type": "daterange", "start": start.date().isoformat(), "end": end.date().isoformat()}]


def answer_recognizers(case: Case) -> Answer:
    """Sentences, or whole inputs that count from now or are a length."""
    text = case["input"]
    now = datetime.fromisoformat(case["context"]["reference"]) if case["context"].get("reference") else None
    norm = normalise(text).norm
    offset, duration = read_offset(norm), read_duration(norm)
    if offset is not None and now is not None:
        moved = now
        for unit, amount in offset.duration.parts:
            moved = _shift(moved, unit, offset.sign * int(amount))
        first, last = sorted((now, moved))
        if offset.sign > 0 and offset.form == "span" and offset.duration.parts[-1][0] in ("year", "month", "week", "day"):
            first, last = first + timedelta(1), last + timedelta(1)
        return _answer(text, [{"type": "datetimerange", "start": first.isoformat(" "), "end": last.isoformat(" ")}])
    if duration is not None and read_period(text, anchor=now) is not None and not find_times(norm, anchor=now):
        return _answer(text, [{"type": "duration", "value": str(int(seconds_of(duration)))}])
    plain = RECOGNIZERS_WORDS.get(norm, norm)
    if norm.startswith("农历"):
        plain = norm.removeprefix("农历").replace("初", "") + "日"
    whole = read_period(plain, anchor=now)
    times = [replace(whole, end=len(text))] if whole is not None else find_times(norm, anchor=now)
    coming = read_period(plain, anchor=now, prefer="future") if whole is not None else None
    rows: list[Mapping[str, Any]] = []
    for time in times:
        if time.period is None:
            continue
        counted = read_offset(time.text) if time.rule == "time/window" else None
        if counted is not None and now is not None:
            unit, amount = counted.duration.parts[-1]
            far = _shift(now, unit, counted.sign * int(amount))
            ends = sorted((now, far))
            value = [{"type": "daterange", "start": ends[0].date().isoformat(), "end": ends[1].date().isoformat()}]
            rows.append({"text": time.text, "start": time.start, "end": time.end, "value": value, "unit": None})
            continue
        try:
            value = _recognizers_value(time, norm)
            if coming is not None and coming.period is not None:
                value += _recognizers_value(coming, norm)
        except InputValueError:
            continue
        if time.text == "今年" and now is not None:
            value = [{"type": "daterange", "start": f"{now.year}-01-01", "end": now.date().isoformat()}]
        rows.append({"text": text[time.start : time.end], "start": time.start, "end": time.end, "value": value, "unit": None})
    taken = [Span(time.start, time.end) for time in times]
    for quantity in find_quantities(norm, taken=taken):
        if quantity.dimension == "time" and (length := read_duration(quantity.text)) is not None:
            value = [{"type": "duration", "value": str(int(seconds_of(length)))}]
            rows.append({"text": quantity.text, "start": quantity.start, "end": quantity.end, "value": value, "unit": None})
    return {"pred": rows}


ADAPTERS: dict[str, Adapter] = {
    "duckling_time": answer_duckling_time,
    "duckling_time_holiday": answer_duckling_time,
    "duckling_time_locale": answer_duckling_time,
    "duckling_duration": answer_duckling_duration,
    "jionlp_time_parse": answer_jionlp_parse,
    "jionlp_time_extract": answer_jionlp_extract,
    "recognizers_datetime": answer_recognizers,
    "recognizers_datetime_unsupported": answer_recognizers,
}
