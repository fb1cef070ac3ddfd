"""Where one end of a time expression lies: from its fields to a period."""

from calendar import isleap
from datetime import date, timedelta

from zhextract.entities.times.atoms import Fields
from zhextract.entities.times.calendars import (
    holiday_names,
    lunar_day,
    lunar_month,
    lunar_year,
    named_day,
    nth_weekday,
    season,
)
from zhextract.entities.times.clock import Clock, make_day
from zhextract.periods import Period

__all__ = ["lacks_year", "resolve_point", "write_clock"]

# The unit that an edge without its own belongs to: 季末, 月底, 报告期末.
QUARTER_UNIT, MONTH_UNIT, REPORT_UNIT = 2, 3, 8
YEAR_FIELDS = frozenset({"year", "dyear", "tyear"})
DATED_FIELDS = YEAR_FIELDS | {"month", "day"}
OTHER_CALENDARS = frozenset({"lunar", "holiday", "nth", "nthweek", "nthday"})
# Hours that parts of the day move into the second half of it: from 下午 on, and 1 or 2 at noon.
AFTERNOON, NOON = 4, 3


def _other_calendar(fields: Fields, clock: Clock) -> Period | None:
    """Lunisolar days, days with a name, the second Sunday of a month, the first week of a year."""
    year = _resolve_year(fields, clock) if not YEAR_FIELDS.isdisjoint(fields) else None
    if "holiday" in fields:
        return _holiday(fields, year, clock)
    year = year or (clock.anchor.year if clock.anchor else clock.year())
    if year is None:
        return None
    month, day = fields.get("month"), fields.get("day")
    if "lunar" in fields:
        leap = fields.get("leap") == 1
        if month is None:
            return lunar_year(year)
        if day is None:
            return lunar_month(year, month, leap=leap)
        found = lunar_day(year, month, day, leap=leap)
        return Period.of_day(found) if found else None
    within = _resolve_unit(
        {name: value for name, value in fields.items() if name != "weekday" and name not in OTHER_CALENDARS}, clock
    )
    if within is None:
        return None
    if "nth" in fields:
        found = nth_weekday(within.first.year, within.first.month, fields["nth"], fields["weekday"])
        return Period.of_day(found) if found else None
    if "nthday" in fields:
        return within.start().shift(days=fields["nthday"] - 1)
    monday = within.first + timedelta(-within.first.weekday() % 7 + 7 * (fields["nthweek"] - 1))
    return Period(monday, monday + timedelta(6), "day")


def _holiday(fields: Fields, year: int | None, clock: Clock) -> Period | None:
    """A day with a name, the nearest one where no year is named; the days off around it are not in the tables."""
    name = holiday_names()[fields["holiday"]]
    if "days" in fields:
        return None
    if year is not None or clock.anchor is None:
        year = year or clock.year()
        found = named_day(name, year) if year else None
    else:
        anchor = clock.anchor
        days = [named_day(name, anchor.year + shift) for shift in (0, -1, 1)]
        if clock.prefer == "future":
            days = [day for day in days if day and day >= anchor]
        found = min((day for day in days if day), key=lambda day: abs(day - anchor), default=None)
    return Period.of_day(found) if found else None


def lacks_year(fields: Fields) -> bool:
    """Whether a month stands without a year."""
    return "month" in fields and YEAR_FIELDS.isdisjoint(fields)


def resolve_point(fields: Fields, clock: Clock) -> Period | None:
    """Resolve one end."""
    period = _resolve_unit(fields, clock)
    if period is not None and "ended" in fields:
        clock.week_told = Period.between(period.shift(days=-6), period)
        return clock.week_told
    if period is None or "edge" not in fields:
        return period
    return _edge(period, fields["edge"])


def _resolve_unit(fields: Fields, clock: Clock) -> Period | None:
    """Resolve the smallest unit named, its edge aside."""
    if not OTHER_CALENDARS.isdisjoint(fields):
        return _other_calendar(fields, clock)
    if "month" not in fields and not COUNTED_FIELDS.isdisjoint(fields):
        return next(resolve for field, resolve in RELATIVE.items() if field in fields)(fields, clock)
    if fields.get("unit") == REPORT_UNIT and YEAR_FIELDS.isdisjoint(fields):
        return clock.report
    if "same" in fields and clock.period is not None:
        return clock.period.shift(years=fields["year"] - clock.period.last.year)
    if ("hour" in fields or "part" in fields) and DATED_FIELDS.isdisjoint(fields):
        base = clock.day or clock.anchor
        return Period.of_day(base) if base else None
    if "day" in fields and "month" not in fields:
        return _bare_day(fields["day"], clock)
    year = _resolve_year(fields, clock)
    return _within_year(year, fields, clock) if year is not None else None


def _within_year(year: int, fields: Fields, clock: Clock) -> Period | None:
    """The unit of the year that the fields name, the year itself where they name none."""
    month, day = fields.get("month"), fields.get("day")
    if month is not None and day is not None:
        found = make_day(year, month, day)
        return Period.of_day(found) if found else None
    if "ten" in fields:
        base = Period.of_month(year, month) if month else clock.month
        return _ten_days(base, fields["ten"]) if base else None
    if month is not None:
        return Period.of_month(year, month)
    if "quarter" in fields:
        return Period.of_quarter(year, fields["quarter"])
    if "half" in fields:
        return Period.of_half(year, fields["half"])
    if "season" in fields and YEAR_FIELDS.isdisjoint(fields) and not clock.is_alone:
        return None
    if "season" in fields:
        return season(year, fields["season"])
    unit = fields.get("unit", 1) if YEAR_FIELDS.isdisjoint(fields) else 1
    if unit == MONTH_UNIT:
        return clock.month or (Period.of_month(clock.anchor.year, clock.anchor.month) if clock.anchor else None)
    return clock.quarter if unit == QUARTER_UNIT else Period.of_year(year)


def _resolve_year(fields: Fields, clock: Clock) -> int | None:
    if "year" in fields:
        return fields["year"]
    if "dyear" in fields:
        base = clock.anchor.year if clock.anchor else clock.last_year
        return base + fields["dyear"] if base else None
    if "tyear" in fields:
        base = clock.year()
        return base + fields["tyear"] if base else None
    if "month" in fields:
        year = clock.year_of_month(fields["month"], fields.get("day"))
        is_leap_day = year is not None and (fields["month"], fields.get("day")) == (2, 29)
        return year - _since_leap(year) if year and is_leap_day else year
    if "quarter" in fields:
        return clock.year_of_part(3 * fields["quarter"] - 2)
    if "half" in fields:
        return clock.year_of_part(6 * fields["half"] - 5)
    return clock.year()


def _since_leap(year: int) -> int:
    """How many years ago the last leap year was."""
    return next(count for count in range(9) if isleap(year - count))


def _tmonth(fields: Fields, clock: Clock) -> Period | None:
    """本月, 上月: from the month that the text speaks of where it is recent, else from the document's."""
    base, anchor = clock.month, clock.anchor
    if anchor is not None:
        today = Period.of_month(anchor.year, anchor.month)
        is_near = base is not None and today.shift(months=-2).first <= base.first <= today.first
        if not is_near and not clock.is_month_of_line:
            base = today
    return _in_month(base.shift(months=fields["tmonth"]), fields) if base else None


def _smonth(fields: Fields, clock: Clock) -> Period | None:
    """当月, 次月: from the month last named."""
    base = clock.month
    if base is None and clock.anchor is not None:
        base = Period.of_month(clock.anchor.year, clock.anchor.month)
    return _in_month(base.shift(months=fields["smonth"]), fields) if base else None


def _in_month(month: Period, fields: Fields) -> Period | None:
    """A day or ten days of a month, or all of it."""
    if "day" in fields:
        found = make_day(month.first.year, month.first.month, fields["day"])
        return Period.of_day(found) if found else None
    return _ten_days(month, fields["ten"]) if "ten" in fields else month


def _tquarter(fields: Fields, clock: Clock) -> Period | None:
    base = clock.quarter
    if base is None and clock.anchor is not None:
        base = Period.of_quarter(clock.anchor.year, (clock.anchor.month + 2) // 3)
    return base.shift(months=3 * fields["tquarter"]) if base else None


def _dday(fields: Fields, clock: Clock) -> Period | None:
    if clock.anchor is None:
        return None
    return Period.of_day(clock.anchor).shift(days=fields["dday"])


def _tday(fields: Fields, clock: Clock) -> Period | None:
    base = clock.day or clock.anchor
    return Period.of_day(base).shift(days=fields["tday"]) if base else None


def _week(fields: Fields, clock: Clock) -> Period | None:
    """本周, 上周四: weeks begin on Monday; a weekday alone is the last one up to the document's day.

    当周 and 上周 are the week that the text has told the last day of (截至5月21日当周), where it has.
    """
    if clock.week_told is not None and "weekday" not in fields and fields.get("dweek", -1) == -1:
        return clock.week_told
    if clock.anchor is None:
        return None
    today = Period.of_day(clock.anchor)
    if "weekday" in fields and "dweek" not in fields:
        if clock.prefer == "future":
            return today.shift(days=(fields["weekday"] - clock.anchor.weekday() - 1) % 7 + 1)
        if clock.week is not None:
            return clock.week.start().shift(days=fields["weekday"])
        return today.shift(days=-((clock.anchor.weekday() - fields["weekday"]) % 7))
    monday = today.shift(days=7 * fields.get("dweek", 0) - clock.anchor.weekday())
    if "weekday" in fields:
        return monday.shift(days=fields["weekday"])
    clock.week = Period(monday.first, monday.first + timedelta(6), "day")
    return clock.week


RELATIVE = {
    "tmonth": _tmonth,
    "smonth": _smonth, "tquarter": _tquarter, "dday": _dday, "tday": _tday,
    "dweek": _week, "tweek": _week, "weekday": _week,
}  # fmt: skip
COUNTED_FIELDS = frozenset(RELATIVE)


def _bare_day(day: int, clock: Clock) -> Period | None:
    """A day without its month: in the month of the day last named on the line, else the last such day."""
    named = clock.day
    if named is not None and clock.is_day_of_line and day >= named.day:
        found = make_day(named.year, named.month, day)
        if found is not None:
            return Period.of_day(found)
    base = clock.anchor
    if base is None:
        base = named or (clock.month.first if clock.month else None)
    if base is None:
        return None
    found = make_day(base.year, base.month, day)
    if clock.prefer == "future" and clock.anchor is not None:
        while found is None or found < clock.anchor:
            base = Period.of_month(base.year, base.month).shift(months=1).first
            found = make_day(base.year, base.month, day)
        return Period.of_day(found)
    if clock.anchor is not None and (found is None or found > clock.anchor + timedelta(15)):
        before = Period.of_month(base.year, base.month).previous()
        found = make_day(before.first.year, before.first.month, day)
    return Period.of_day(found) if found else None


def _ten_days(month: Period, ten: int) -> Period:
    first = month.first + timedelta(10 * (ten - 1))
    return Period(first, month.last if ten == 3 else first + timedelta(9), "day")


def _edge(period: Period, edge: int) -> Period:
    """Its first day, its last day, or its middle."""
    if edge:
        return period.start() if edge < 0 else period.end()
    middle = period.first + (period.last - period.first) // 2
    return Period.of_day(middle)


def write_clock(day: date, fields: Fields) -> str:
    """A day with its clock time; twelve in the evening is the next day's beginning."""
    hour, part = fields["hour"], fields.get("part", -1)
    if (part >= AFTERNOON and hour < 12) or (part == NOON and hour < 3):
        hour += 12
    elif hour == 12 and (part > AFTERNOON or part == 0):
        hour = 24 if part else 0
    if hour == 24:
        day, hour = day + timedelta(1), 0
    text = f"{day.isoformat()}T{hour:02d}"
    if "minute" in fields:
        text += f":{fields['minute']:02d}"
    return f"{text}:{fields['second']:02d}" if "second" in fields else text
