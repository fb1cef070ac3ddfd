"""What a time expression means: ISO 8601, from the document's day or from the year the text speaks of.

`Clock` is what is known at a place in the text. A unit without its year takes,
in this order: the year that its own line speaks of; without a document day,
the nearest year before it; the year that the whole text is about; the year
that lies closest to the document's day, where a text of the first months
of a year speaks of the year before.
"""

import re
from calendar import isleap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from zhextract.entities.times.atoms import Fields, read_small
from zhextract.entities.times.calendars import holiday_names, lunar_day, lunar_month, lunar_year, named_day, nth_weekday, season
from zhextract.entities.times.compose import Expression
from zhextract.errors import InputValueError
from zhextract.lexicons import read_table
from zhextract.periods import Grain, Period

__all__ = ["Clock", "Prefer", "report_period", "resolve", "topic_year"]

NEAR = timedelta(40)
COUNT = re.compile("[0-9]+|[一二两三四五六七八九十百]+")
UNIT = re.compile("年|季|月|周|星期|日|天")
# Words before a time that make it a standard of comparison or a starting point, not what the text is about.
COMPARED = re.compile("(?:[比较同与自从对创超]|[快慢高低大小多少强弱好差优长短早晚]于)$")
# The report that a company's text is or speaks of: 2023年年度报告, 2023年半年度报告, 2023年第三季度报告, 2022 年年报.
REPORT = re.compile(r"((?:19|20)[0-9]{2})\s?年?(年度|年|半年度?|第?[一三]季度?|度)(?:财务)?(?:报告|报)(?!道|批|送)")


# 2020年以来最高 measures against a period, it does not speak of it.
SUPERLATIVE = re.compile("的?[最新次首]")
Prefer = Literal["past", "future"]


@dataclass(slots=True)
class Clock:
    """What is known at a place in the text: the document's day, the year of the text, and what was last named."""

    anchor: date | None
    topic: int | None
    report: Period | None = None
    prefer: Prefer = "past"
    moment: datetime | None = None
    is_alone: bool = False
    line_year: int | None = None
    last_year: int | None = None
    month: Period | None = None
    quarter: Period | None = None
    day: date | None = None
    period: Period | None = None
    week: Period | None = None

    def year(self) -> int | None:
        """The year that the text speaks of here: last named, or the year that reports of this season are about."""
        if self.is_alone and self.anchor is not None:
            return self.anchor.year
        if self.line_year is not None or self.anchor is None:
            return self.line_year or self.last_year or self.topic
        if self.last_year is not None:
            return self.last_year
        return self.topic or (self.anchor.year - 1 if self.anchor.month <= 3 else self.anchor.year)

    def year_of_month(self, month: int, day: int | None = None) -> int | None:
        """The year of a month that stands without one."""
        anchor = self.anchor
        if anchor is None:
            return self.year()
        if self.prefer == "future":
            return anchor.year + ((month, day or 31) < (anchor.month, anchor.day))
        if day is not None:
            years = (anchor.year, anchor.year - 1, anchor.year + 1)
            near = [year for year in years if abs((_day(year, month, day) or date.min) - anchor) <= NEAR]
            if near:
                return near[0]
        if self.line_year is not None:
            return self.line_year
        ahead = month - anchor.month
        if day is not None:
            return anchor.year - (ahead > 6)
        if ahead > 6:
            return anchor.year - 1
        if ahead > 0:
            return self.last_year if self.last_year == anchor.year - 1 else anchor.year
        return self.topic if self.topic is not None and ahead < -1 else anchor.year

    def year_of_part(self, month: int) -> int | None:
        """The year of a quarter or half that stands without one; `month` is its first."""
        return self.anchor.year if self.is_alone and self.anchor else self.year_of_month(month)

    def note(self, period: Period, expression: Expression) -> None:
        """Remember what the text speaks of for the expressions that follow."""
        self.period = period
        if expression.fields.keys() & {"year", "dyear", "tyear"} and period.year is not None:
            self.line_year = period.year
            if self.anchor is None or self.anchor.year - 1 <= period.year <= self.anchor.year:
                self.last_year = period.year
        if period.grain == "month":
            self.month = Period.of_month(period.last.year, period.last.month)
        elif period.grain == "quarter":
            self.quarter = period
        elif period.grain == "day":
            self.day = period.last
            if "ten" in expression.fields:
                self.month = Period.of_month(period.last.year, period.last.month)


def report_period(norm: str, anchor: date | None) -> Period | None:
    """The period that 报告期 names: that of the report spoken of, else the last one due before the document's day."""
    report = REPORT.search(norm)
    if report is not None:
        year, name = int(report.group(1)), report.group(2)
        if "半" in name:
            return Period.of_half(year, 1)
        if "季" in name:
            return Period.of_quarter(year, 1) if "一" in name else Period.of_months(year, 1, 9)
        return Period.of_year(year)
    if anchor is None:
        return None
    if anchor.month in (7, 8, 9):
        return Period.of_half(anchor.year, 1)
    if anchor.month in (10, 11):
        return Period.of_months(anchor.year, 1, 9)
    return Period.of_year(anchor.year if anchor.month == 12 else anchor.year - 1)


def topic_year(norm: str, expressions: Iterable[Expression], anchor: date | None) -> int | None:
    """The year that more of the text is about than all others, where it is not far from the document's day."""
    years = Counter(
        expression.fields["year"]
        for expression in expressions
        if "year" in expression.fields
        and "day" not in expression.fields
        and expression.right is None
        and not expression.since
        and not COMPARED.search(norm, max(0, expression.start - 2), expression.start)
    )
    if not years:
        return None
    year, count = years.most_common(1)[0]
    if anchor is None:
        return year
    return year if count >= 2 and 2 * count > years.total() and year in (anchor.year - 1, anchor.year) else None


def resolve(norm: str, expression: Expression, clock: Clock) -> tuple[str | None, str]:
    """Resolve one expression and remember it.

    Returns:
        Its ISO 8601 reading, `None` when it stays relative, and its kind.
    """
    text = norm[expression.start : expression.end]
    special = SPECIAL.get(expression.rule)
    if special is not None:
        compared = COMPARED.search(norm, max(0, expression.start - 2), expression.start) is not None
        period, kind = special(text, clock, compared)
        if period is not None and kind == "range" and not compared:
            clock.period = period
        if expression.rule == "now" and period is not None and clock.moment is not None:
            return clock.moment.isoformat(timespec="seconds"), kind
        return str(period) if period else None, kind
    try:
        period = _resolve_ends(expression, clock)
    except InputValueError:
        return None, "point"
    if period is None:
        return None, "relative"
    is_topic = not expression.since and not COMPARED.search(norm, max(0, expression.start - 2), expression.start)
    if expression.since:
        period = _until_now(period, expression, clock)
        if not SUPERLATIVE.match(norm, expression.end):
            clock.period = period
    elif is_topic:
        clock.note(period, expression)
    if "hour" in expression.fields:
        return _with_clock(period, expression, clock), "point" if expression.right is None else "range"
    is_range = expression.right is not None or expression.since
    return str(period), "range" if is_range and not period.is_point else "point"


def _resolve_ends(expression: Expression, clock: Clock) -> Period | None:
    left = _resolve_point(expression.fields, clock)
    if expression.right is None or left is None:
        return left
    right = _resolve_point({**expression.right, "year": left.first.year} if _lacks_year(expression.right) else expression.right, clock)
    if right is None:
        return None
    if right.last < left.first and _lacks_year(expression.fields):
        left = left.same_last_year()
    return Period.between(left, right)


def _other_calendar(fields: Fields, clock: Clock) -> Period | None:
    """Lunisolar days, days with a name, the second Sunday of a month, the first week of a year."""
    year = _resolve_year(fields, clock) if fields.keys() & {"year", "dyear", "tyear"} else None
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
    within = _resolve_unit({name: value for name, value in fields.items() if name not in ("nth", "weekday", "nthweek", "nthday")}, clock)
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


def _lacks_year(fields: Fields) -> bool:
    return "month" in fields and not fields.keys() & {"year", "dyear", "tyear"}


def _resolve_point(fields: Fields, clock: Clock) -> Period | None:
    """Resolve one end."""
    period = _resolve_unit(fields, clock)
    if period is None or "edge" not in fields:
        return period
    return _edge(period, fields["edge"])


def _resolve_unit(fields: Fields, clock: Clock) -> Period | None:
    """Resolve the smallest unit named, its edge aside."""
    if fields.keys() & {"lunar", "holiday", "nth", "nthweek", "nthday"}:
        return _other_calendar(fields, clock)
    for field in ("tmonth", "tquarter", "dday", "tday", "dweek", "tweek", "weekday"):
        if field in fields and "month" not in fields:
            return RELATIVE[field](fields, clock)
    if fields.get("unit") == 8:
        return clock.report
    if "same" in fields and clock.period is not None:
        return clock.period.shift(years=fields["year"] - clock.period.last.year)
    month, day = fields.get("month"), fields.get("day")
    if fields.keys() & {"hour", "part"} and not fields.keys() & {"year", "dyear", "tyear", "month", "day"}:
        base = clock.day or clock.anchor
        return Period.of_day(base) if base else None
    if day is not None and month is None:
        return _bare_day(day, clock)
    year = _resolve_year(fields, clock)
    if year is None:
        return None
    if day is not None and month is not None:
        found = _day(year, month, day)
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
    if "season" in fields:
        return season(year, fields["season"])
    unit = fields.get("unit", 1) if not fields.keys() & {"year", "dyear", "tyear"} else 1
    if unit == 3:
        return clock.month or (Period.of_month(clock.anchor.year, clock.anchor.month) if clock.anchor else None)
    if unit == 2:
        return clock.quarter
    return Period.of_year(year)


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
        if base is None or not today.shift(months=-2).first <= base.first <= today.first:
            base = today
    if base is None:
        return None
    month = base.shift(months=fields["tmonth"])
    if "day" in fields:
        found = _day(month.first.year, month.first.month, fields["day"])
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
    """本周, 上周四: weeks begin on Monday; a weekday alone is the last one up to the document's day."""
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
    "tmonth": _tmonth, "tquarter": _tquarter, "dday": _dday, "tday": _tday,
    "dweek": _week, "tweek": _week, "weekday": _week,
}  # fmt: skip


def _bare_day(day: int, clock: Clock) -> Period | None:
    """A day without its month: in the month of the day last named on the line, else the last such day."""
    base = clock.anchor
    if base is None:
        base = clock.day or (clock.month.first if clock.month else None)
    if base is None:
        return None
    found = _day(base.year, base.month, day)
    if clock.anchor is not None and (found is None or found > clock.anchor + timedelta(15)):
        before = Period.of_month(base.year, base.month).previous()
        found = _day(before.first.year, before.first.month, day)
    return Period.of_day(found) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ten_days(month: Period, ten: int) -> Period:
    first = month.first + timedelta(10 * (ten - 1))
    return Period(first, month.last if ten == 3 else first + timedelta(9), "day")


def _edge(period: Period, edge: int) -> Period:
    """Its first day, its last day, or its middle."""
    if edge:
        return period.start() if edge < 0 else period.end()
    middle = period.first + (period.last - period.first) // 2
    return Period.of_day(middle)


def _until_now(period: Period, expression: Expression, clock: Clock) -> Period:
    """X以来: from X up to the document's day, or to the year that the text speaks of, in the unit of X."""
    if expression.streak:
        count = COUNT.search(expression.streak)
        if count is not None and "年" in expression.streak:
            return Period.between(period, period.shift(years=read_small(count.group()) - 1))
    now = clock.anchor
    if now is None:
        now = clock.period.last if clock.period else None
    if now is None or now < period.first:
        return period
    ends: dict[Grain, Period] = {
        "day": Period.of_day(now),
        "year": Period.of_year(now.year),
    }
    return Period.between(period, ends.get(period.grain, Period.of_month(now.year, now.month)))


# Hours that parts of the day move into the second half of it: from 下午 on, and 1 or 2 at noon.
AFTERNOON, NOON = 4, 3


def _with_clock(period: Period, expression: Expression, clock: Clock) -> str:
    """A day with its clock time, or the two ends of a stretch of hours."""
    fields = expression.fields
    if clock.prefer == "future" and clock.moment is not None and "part" not in fields and fields["hour"] < 12:
        if (fields["hour"], fields.get("minute", 0)) < (clock.moment.hour, clock.moment.minute):
            expression = replace(expression, fields={**fields, "hour": fields["hour"] + 12})
    elif clock.prefer == "future" and clock.moment is not None and not fields.keys() & {"month", "day", "dday", "weekday"}:
        if _write_clock(period.first, fields) < clock.moment.isoformat()[:16]:
            period = period.shift(days=1)
    ends = [_write_clock(period.first, expression.fields)]
    if expression.right is not None and "hour" in expression.right:
        ends.append(_write_clock(period.last, expression.right))
    return "/".join(ends)


def _write_clock(day: date, fields: Fields) -> str:
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


def _window(text: str, clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    """近三年, 过去的40年, 40年来: so many units up to the year or month that the text speaks of."""
    count, unit = COUNT.search(text), UNIT.search(text)
    if count is None or unit is None or "半" in text:
        return None, "relative"
    number = read_small(count.group())
    forward = text.startswith(("未来", "今后"))
    if unit.group() == "年" and 0 < number < 1000:
        year = _window_year(clock)
        if year is None or year - number < 1:
            return None, "relative"
        return (Period.between(Period.of_year(year + 1), Period.of_year(year + number)), "range") if forward else (
            Period.between(Period.of_year(year - number + 1), Period.of_year(year)), "range")  # fmt: skip
    if unit.group() == "月" and clock.month is not None and not forward and 0 < number < 1000:
        return Period.between(clock.month.shift(months=1 - number), clock.month), "range"
    return None, "relative"


def _window_year(clock: Clock) -> int | None:
    """The last whole year of 近三年: in the first months of a year it is the year before."""
    if clock.anchor is None or clock.topic is not None:
        return clock.topic if clock.anchor else clock.year()
    return clock.anchor.year - 1 if clock.anchor.month <= 3 else clock.anchor.year


def _streak(text: str, clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    if text[-1] == "年" and text[0] not in "连逾超":
        return _window(text, clock, _compared)[0], "duration"
    return None, "duration"


def _same_period(text: str, clock: Clock, compared: bool) -> tuple[Period | None, str]:
    """同期, 去年同期: the period last spoken of, or the same one a year or two before; 比同期 means a year before."""
    period = clock.period
    if period is None or text.startswith("历史"):
        return None, "relative"
    years = -2 if text.startswith("前年") else 0 if text == "同期" and not compared else -1
    return period.shift(years=years), "relative"


def _now(text: str, clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    is_now = not text.startswith(("近", "日前"))
    return Period.of_day(clock.anchor) if is_now and clock.anchor else None, "relative"


def _plan(text: str, _clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    for number, first, last in read_table("time_plans", 3):
        if number == text.strip("“”\"‘’时期间规划"):
            return Period.between(Period.of_year(int(first)), Period.of_year(int(last))), "range"
    return None, "range"


def _century_of(text: str) -> int | None:
    """The first year of the century named, 1900 for 20世纪 and 上世纪."""
    name, is_named, _ = text.partition("世纪")
    if not is_named or name in ("上", "上个"):
        return 1900
    if name == "本":
        return 2000
    number = read_small(name)
    return 100 * (number - 1) if 2 <= number <= 30 else None


def _decade(text: str, _clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    century = _century_of(text)
    count = COUNT.search(text.rpartition("世纪")[2])
    if century is None or count is None:
        return None, "range"
    first = century + read_small(count.group())
    if "世纪" not in text and read_small(count.group()) < 30:
        first += 100
    return _years_within(first, 10, text.rpartition("年代")[2]), "range"


def _century(text: str, _clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    century = _century_of(text)
    return (_years_within(century + 1, 100, text.rpartition("世纪")[2]) if century else None), "range"


def _years_within(first: int, count: int, part: str) -> Period:
    """The years from `first`, or their beginning (初), middle (中) or end (末): about a third of a decade, a fifth of a century."""
    length = 3 if count == 10 else 20
    start = {"初": 0, "前": 0, "中": (count - length) // 2, "末": count - length, "后": count - length}.get(part[:1])
    if start is None:
        start, length = 0, count
    return Period.between(Period.of_year(first + start), Period.of_year(first + start + length - 1))


def _report(_text: str, clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    return clock.report, "relative"


def _relative(_text: str, _clock: Clock, _compared: bool) -> tuple[Period | None, str]:
    return None, "relative"


SPECIAL = {
    "window": _window, "streak": _streak, "sameperiod": _same_period, "now": _now, "plan": _plan, "decade": _decade,
    "century": _century, "report": _report, "named": _relative, "tradingday": _relative,
}  # fmt: skip
