"""Adapters for the suites about dates, times and lengths of time.

`read_period` answers the suites whose whole input is one expression,
`find_times` those that search a sentence. What an adapter adds is the suite's
way of writing an interval, and the conventions that no library shares: which
hours a part of the day stands for, which stretch 三天前 names, whether an
expression without its year is the last one or the next.

Here are Duckling's; JioNLP's and Recognizers' have modules of their own.
"""

import re
from datetime import datetime, timedelta

from benchmarks.suites.__main__ import Adapter, Answer, Case
from benchmarks.suites.intervals import floor_of, interval_of, seconds_of, shift, whole_input, with_part
from benchmarks.suites.times_jionlp import answer_jionlp_extract, answer_jionlp_parse
from benchmarks.suites.times_recognizers import answer_recognizers
from zhextract.entities.times import read_period
from zhextract.entities.times.lengths import Offset, read_duration, read_offset
from zhextract.normalise import normalise

__all__ = ["ADAPTERS"]


def _duckling_reference(case: Case) -> datetime:
    return datetime.fromisoformat(case["context"]["reference"][:19])


def _duckling_offset(offset: Offset, now: datetime) -> dict[str, str]:
    unit, amount = offset.duration.parts[-1]
    start = floor_of(now, unit)
    if offset.sign < 0:
        first, last = shift(start, unit, -int(amount)), start
    else:
        first, last = shift(start, unit, 1), shift(start, unit, 1 + int(amount))
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
        return whole_input(text, weekday)
    offset = read_offset(norm)
    if offset is not None and offset.duration.parts[-1][1] % 1 == 0:
        return whole_input(text, _duckling_offset(offset, now))
    time = read_period(norm, anchor=now, prefer="future")
    if time is None or time.period is None or time.kind == "duration":
        return {"pred": []}
    start, end, grain = with_part(interval_of(time.period), norm, "duckling")
    if norm.endswith("周末"):
        start, grain = start - timedelta(hours=6), "hour"
    if "/" in time.period or (grain == "hour" and end - start > timedelta(hours=1)):
        return whole_input(text, {"from": start.isoformat(), "to_excl": end.isoformat(), "grain": grain})
    return whole_input(text, {"value": start.isoformat(), "grain": grain})


def answer_duckling_duration(case: Case) -> Answer:
    """Lengths in the unit that the case names."""
    duration = read_duration(normalise(case["input"]).norm)
    if duration is None:
        return {"pred": []}
    return whole_input(case["input"], {"second": float(seconds_of(duration))})


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
