"""Lengths of time, and times counted from now: 两年半, 三天后, 过去5分钟.

In running text a length is an amount, which `quantities` reads. These readers
take a text that is nothing else.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from zhextract.errors import InputValueError
from zhextract.expressions import rarely
from zhextract.numerals import parse_numeral
from zhextract.periods import Period

__all__ = ["Duration", "Offset", "TimeUnit", "read_duration", "read_offset", "resolve_offset"]

TimeUnit = Literal["year", "quarter", "month", "week", "day", "workday", "hour", "minute", "second"]
Form = Literal["at", "span", "within", "since", "before", "after"]

UNITS: dict[str, TimeUnit] = {
    "周年": "year", "年": "year", "载": "year", "载春秋": "year", "个春秋": "year", "个寒暑": "year", "个季度": "quarter", "季度": "quarter", "个月": "month", "月": "month",
    "个星期": "week", "个礼拜": "week", "星期": "week", "礼拜": "week", "个周": "week", "周": "week", "天": "day", "日": "day",
    "个交易日": "workday", "个工作日": "workday", "个小时": "hour", "小时": "hour", "个钟头": "hour", "钟头": "hour", "个钟": "hour", "钟": "hour",
    "刻钟": "minute", "个字": "minute", "分钟": "minute", "分": "minute", "秒钟": "second", "秒": "second",
}  # fmt: skip
SCALE = {"刻钟": 15, "个字": 5}
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
NUMBER = "[0-9][0-9,，]*(?:[.．][0-9]+)?[万亿]?|[零〇一二两三四五六七八九十廿卅百千万亿点俩几]+|数"
# One part of a length: 三年半, 一个半小时, 半天, 17个多月, 1.5小时; 半 counts half of the unit it stands at.
PART = rarely(
    rf"(?P<half>半)\s?(?P<halfunit>个?(?:{UNIT}))|(?P<number>{NUMBER})?\s?(?P<more>[多余来几])?\s?"
    rf"(?:(?P<and>个半)(?P<andunit>{UNIT})|(?P<unit>{UNIT.replace('个', '个[多余]?')})(?P<plus>半)?(?P<bell>钟)?)(?:多|余)?"
)
JOIN = rarely(r"\s?[零又加和、,]?\s?")
SUFFIX = rarely(r"(?P<before>之前|以前|前)|(?P<after>之后|以后|过后|后)|(?P<within>之内|以内|内)|(?P<since>以来|来)")
PREFIX = rarely(
    "(?:在)?(?:(?P<past>过去的?|最近的?|近|前|上|之前|此前|以往)|(?P<future>未来的?|今后|后|下|之后|接下来的?|还剩|还有)|(?P<later>再?过))(?=[0-9零〇一二两三四五六七八九十廿百千几数半个 ])"
)
# 二〇三五年前 is before that year, not so many years ago.
CALENDAR_YEAR = rarely("(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年")
SATURDAY = 5
SMALLER: dict[TimeUnit, TimeUnit] = {"year": "month", "quarter": "month", "month": "day", "week": "day", "day": "hour"}
ISO_UNIT = {
    "year": "Y",
    "quarter": "M",
    "month": "M",
    "week": "W",
    "day": "D",
    "workday": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written: its units from large to small, and whether 多 or 余 opens it upwards."""

    parts: tuple[tuple[TimeUnit, Decimal], ...]
    is_open: bool = False

    def __str__(self) -> str:
        """The ISO 8601 duration; quarters are written as months."""
        days, clock = "", ""
        for unit, amount in self.parts:
            number = 3 * amount if unit == "quarter" else amount
            piece = f"{number.normalize():f}{ISO_UNIT[unit]}"
            if unit in ("hour", "minute", "second"):
                clock += piece
            else:
                days += piece
        return f"P{days}{'T' if clock else ''}{clock}"


@dataclass(frozen=True, slots=True)
class Offset:
    """A length counted from now: `sign` -1 into the past, 1 into the future.

    `form` says what it names: `at` the moment so far away (三天后), `span` all
    the time until there (过去5分钟), `within` a limit (三天内), `since` (三年以来),
    `before` and `after` all that lies beyond (三年以前, 三年之后).
    """

    duration: Duration
    sign: int
    form: Form


def read_duration(text: str) -> Duration | None:
    """Read a text that is a length of time and nothing else.

    >>> str(read_duration("两年半")), str(read_duration("一小时零三十分钟"))
    ('P2.5Y', 'PT1H30M')
    """
    parts: list[tuple[TimeUnit, Decimal]] = []
    position, is_open = 0, False
    text = text.strip()
    while position < len(text):
        match = PART.match(text, position)
        part = _read_part(match) if match else None
        if match is None or part is None or match.end() == position:
            return None
        parts.append(part)
        is_open = is_open or "多" in match.group() or "余" in match.group() or match["more"] is not None
        position = match.end()
        join = JOIN.match(text, position)
        if join is not None and join.end() < len(text):
            position = join.end()
    return Duration(tuple(parts), is_open) if parts else None


def _read_part(match: re.Match[str]) -> tuple[TimeUnit, Decimal] | None:
    """One part of a length; `None` when its numeral is vague or missing."""
    half = Decimal("0.5")
    if match["half"]:
        surface = match["halfunit"] if match["halfunit"] in UNITS else match["halfunit"].removeprefix("个")
        return UNITS[surface], half * SCALE.get(surface, 1)
    number = match["number"]
    if number is None and not (match["and"] or match["plus"]):
        return None
    value = Decimal(1)
    if number is not None:
        read = parse_numeral(number.replace("，", ",").replace("俩", "两"))
        if not isinstance(read, Decimal):
            return None
        value = read
    surface = match["andunit"] or re.sub("[多余]", "", match["unit"])
    if match["and"] or match["plus"]:
        value += half
    return UNITS[surface], value * SCALE.get(surface, 1)


def read_offset(text: str) -> Offset | None:
    """Read a text that counts a length from now and says nothing else.

    >>> read_offset("三天后").form, read_offset("过去5分钟").sign
    ('at', -1)
    """
    text = text.strip()
    if CALENDAR_YEAR.match(text):
        return None
    prefix = PREFIX.match(text)
    if prefix is not None:
        body = text[prefix.end() :].removesuffix("里").removesuffix("内").removesuffix("间")
        duration = read_duration(f"一{body}" if body.startswith("个") else body)
        if duration is None:
            return None
        if prefix["later"]:
            return Offset(duration, 1, "after")
        return Offset(duration, -1 if prefix["past"] else 1, "span")
    for length in (2, 1):
        suffix = SUFFIX.fullmatch(text[-length:])
        duration = read_duration(text[:-length]) if suffix and len(text) > length else None
        if suffix is None or duration is None:
            continue
        if suffix["since"]:
            return Offset(duration, -1, "since")
        if suffix["within"]:
            return Offset(duration, 1, "within")
        sign = -1 if suffix["before"] else 1
        is_beyond = suffix.group() in ("以前", "之前", "以后", "之后")
        return Offset(duration, sign, ("before" if sign < 0 else "after") if is_beyond else "at")
    return None


def _shift(moment: datetime, unit: TimeUnit, amount: Decimal) -> datetime:
    """`moment` moved by a length; half a year is six months, half a month fifteen days.

    Raises:
        InputValueError: The result lies outside the calendar.
    """
    try:
        if unit in ("year", "quarter", "month"):
            months = amount * {"year": 12, "quarter": 3, "month": 1}[unit]
            whole = int(months)
            day = Period.of_day(moment.date()).shift(months=whole).first
            return moment.replace(year=day.year, month=day.month, day=day.day) + timedelta(float((months - whole) * 30))
        if unit == "workday" and amount == amount.to_integral_value():
            return _shift_workdays(moment, int(amount))
        seconds = (
            amount * {"week": 604800, "day": 86400, "workday": 86400, "hour": 3600, "minute": 60, "second": 1}[unit]
        )
        return moment + timedelta(seconds=float(seconds))
    except OverflowError:
        raise InputValueError(f"{amount} {unit}s from {moment} leaves the calendar") from None


def _shift_workdays(moment: datetime, count: int) -> datetime:
    """`moment` moved by so many days from Monday to Friday; holidays are not known here."""
    weeks, rest = divmod(abs(count), 5)
    step = timedelta(days=1 if count > 0 else -1)
    moment += step * 7 * weeks
    while rest:
        moment += step
        rest -= moment.weekday() < SATURDAY
    return moment


def resolve_offset(offset: Offset, anchor: date) -> str:
    """The ISO 8601 reading of an offset: the moment in its smallest unit, or the stretch between it and now.

    >>> resolve_offset(read_offset("三年后"), date(2021, 6, 14)), resolve_offset(read_offset("过去两天"), date(2021, 6, 14))
    ('2024', '2021-06-12/2021-06-14')
    """
    now = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, time.min)
    moment = now
    for unit, amount in offset.duration.parts:
        moment = _shift(moment, unit, amount * offset.sign)
    unit = offset.duration.parts[-1][0]
    is_whole = offset.duration.parts[-1][1] % 1 == 0
    written = unit if is_whole else _smaller(unit)
    there, here = _write(moment, written), _write(now, written)
    if offset.form in ("at", "before", "after"):
        return there
    return f"{there}/{here}" if offset.sign < 0 else f"{here}/{there}"


def _smaller(unit: TimeUnit) -> TimeUnit:
    """The unit that half of `unit` is counted in."""
    return SMALLER.get(unit, "minute")


def _write(moment: datetime, unit: TimeUnit) -> str:
    """A moment to the precision of `unit`."""
    if unit == "year":
        return f"{moment.year:04d}"
    if unit in ("month", "quarter"):
        return f"{moment.year:04d}-{moment.month:02d}"
    day = moment.date().isoformat()
    if unit in ("week", "day", "workday"):
        return day
    return f"{day}T{moment.hour:02d}:{moment.minute:02d}" + (f":{moment.second:02d}" if unit == "second" else "")
