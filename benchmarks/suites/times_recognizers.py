"""Recognizers: rows with a type, times of the day without their day, ends half-open, an open side left out."""

import re
from datetime import datetime, timedelta
from typing import Any

from benchmarks.suites.__main__ import Answer, Case
from benchmarks.suites.intervals import interval_of, seconds_of, shift, whole_input, with_part
from zhextract.entities.times import find_times, read_period
from zhextract.entities.times.lengths import Duration, Offset, read_duration, read_offset
from zhextract.errors import InputValueError
from zhextract.normalise import normalise
from zhextract.quantities import find_quantities
from zhextract.records import Quantity, Time
from zhextract.spans import Span

__all__ = ["answer_recognizers"]

# Recognizers keeps 农历 dates unconverted, and 最近 is its present day.
RECOGNIZERS_WORDS = {"最近": "今天"}
BEFORE = re.compile("(?:或|及)?(?:之前|以前|前)")
AFTER = re.compile("(?:或|及)?(?:之后|以后|后)|起|开始")


def _recognizers_values(time: Time, norm: str) -> list[dict[str, str]]:
    start, end, grain = with_part(interval_of(time.period or ""), time.text, "recognizers")
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


Row = dict[str, Any]
LONG_UNITS = ("year", "month", "week", "day")


def answer_recognizers(case: Case) -> Answer:
    """Sentences, or whole inputs that count from now or are a length."""
    text = case["input"]
    now = datetime.fromisoformat(case["context"]["reference"]) if case["context"].get("reference") else None
    norm = normalise(text).norm
    offset, duration = read_offset(norm), read_duration(norm)
    if offset is not None and now is not None:
        return whole_input(text, [_stretch(offset, now)])
    if duration is not None and read_period(text, anchor=now) is not None and not find_times(norm, anchor=now):
        return whole_input(text, [_length(duration)])
    plain = RECOGNIZERS_WORDS.get(norm, norm)
    if norm.startswith("农历"):
        plain = norm.removeprefix("农历").replace("初", "") + "日"
    whole = read_period(plain, anchor=now)
    if whole is not None:
        coming = read_period(plain, anchor=now, prefer="future")
        values = [value for time in (whole, coming) if time is not None for value in _values(time, norm, now)]
        return whole_input(text, values) if values else {"pred": []}
    times = find_times(norm, anchor=now)
    rows = [_row(text, time, values) for time in times if (values := _values(time, norm, now))]
    taken = [Span(time.start, time.end) for time in times]
    for quantity in find_quantities(norm, taken=taken):
        length = read_duration(quantity.text) if quantity.dimension == "time" else None
        if length is not None:
            rows.append(_row(text, quantity, [_length(length)]))
    return {"pred": rows}


def _row(text: str, found: Time | Quantity, values: list[dict[str, str]]) -> Row:
    surface = text[found.start : found.end]
    return {"text": surface, "start": found.start, "end": found.end, "value": values, "unit": None}


def _values(time: Time, norm: str, now: datetime | None) -> list[dict[str, str]]:
    """The readings of one time; 过去十年 is counted from the day, 今年 ends with it."""
    if time.period is None:
        return []
    counted = read_offset(time.text) if time.rule == "time/window" else None
    if counted is not None and now is not None:
        ends = _stretch(counted, now)
        return [{"type": "daterange", "start": ends["start"][:10], "end": ends["end"][:10]}]
    if time.text == "今年" and now is not None:
        return [{"type": "daterange", "start": f"{now.year}-01-01", "end": now.date().isoformat()}]
    try:
        return _recognizers_values(time, norm)
    except InputValueError:
        return []


def _stretch(offset: Offset, now: datetime) -> dict[str, str]:
    """From now to a length away; what is to come in days or more begins tomorrow."""
    moved = now
    for unit, amount in offset.duration.parts:
        moved = shift(moved, unit, offset.sign * int(amount))
    first, last = sorted((now, moved))
    if offset.sign > 0 and offset.form == "span" and offset.duration.parts[-1][0] in LONG_UNITS:
        first, last = first + timedelta(1), last + timedelta(1)
    return {"type": "datetimerange", "start": first.isoformat(" "), "end": last.isoformat(" ")}


def _length(duration: Duration) -> dict[str, str]:
    return {"type": "duration", "value": str(int(seconds_of(duration)))}
