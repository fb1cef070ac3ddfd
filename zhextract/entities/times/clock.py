"""What is known at a place in the text: the document's day, and the year the text speaks of.

A unit without its year takes, in this order: the year that its own line speaks
of; without a document day, the nearest year before it, or the later one that the
text has told the same unit of; the year that the whole text is about; the year
that lies closest to the document's day, where a text of the first months of a year speaks of the year before.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from zhextract.entities.times.compose import Expression
from zhextract.expressions import rarely
from zhextract.periods import Period

__all__ = ["Clock", "Prefer", "is_ahead", "is_compared", "make_day", "report_period", "topic_year"]

Prefer = Literal["past", "future"]

# A day and month this close to the document's day lie in the year that brings them closest.
NEAR = timedelta(40)
# Words before a time that make it a standard of comparison or a starting point, not what the text is about:
# 比, 自, 由, 与 …, and 快于, 低于 ….
STANDARDS = frozenset("比较同与自从由对创超")
DEGREES = frozenset("快慢高低大小多少强弱好差优长短早晚")
# Words before and behind a year that is only planned for: 预计2025年, 竣工时间为2024年, 2025年规划, 2025年产能将达.
PLANNED = rarely(r"(?:预[计期测]|力争|争取|有望|计划|拟|将|(?:时间|日期?)为|(?:^|[，,。；;：:、])到)[到于在至]?$")
PLANS = re.compile(r"[^，,。；;、\d]{0,6}(?:规划|目标|有望|将|拟|到期|竣工|投产)")
LONGEST_PLAN = 6
LIMITS = ("不迟于", "不晚于")
# What is expected of the years behind it.
FORECAST = rarely(r"(?:预[计测期]|上调|下调|维持)[^，,。；;、\d]{0,8}$")
LONGEST_FORECAST = 10
# A unit within a year: 上半年, 三季度, 前三季度, 5月.
PARTS = frozenset({"half", "quarter", "month"})
YEARS = frozenset({"year", "dyear", "tyear"})
# Behind a year that only tells since when something is there: 1958年建厂.
FOUNDED = re.compile("(?:正式)?(?:建厂|建校|建院|始建|创[建办立]|成立|设立|诞生|出生|毕业)")
# The report that a company's text is or speaks of: 2023年年度报告, 2023年半年度报告, 2023年第三季度报告, 2022 年年报.
REPORT = re.compile(r"((?:19|20)[0-9]{2})\s?年?(年度|年|半年度?|第?[一三]季度?|度)(?:财务)?(?:报告|报)(?!道|批|送)")


def is_compared(norm: str, start: int) -> bool:
    """Whether what stands before `start` makes a time there a standard of comparison."""
    before = norm[start - 1 : start]
    return before in STANDARDS or (before == "于" and norm[start - 2 : start - 1] in DEGREES)


def is_ahead(norm: str, expression: Expression) -> bool:
    """Whether the words around a year only plan for it, or a day is only a last one: 不迟于2019年3月25日."""
    start, end = expression.start, expression.end
    if "day" in expression.fields:
        return norm.endswith(LIMITS, 0, start)
    return PLANNED.search(norm[max(0, start - LONGEST_PLAN) : start]) is not None or PLANS.match(norm, end) is not None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, `None` when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(slots=True)
class Clock:
    """What is known at a place in the text: the document's day, the year of the text, and what was last named."""

    anchor: date | None
    topic: int | None
    report: Period | None = None
    prefer: Prefer = "past"
    moment: datetime | None = None
    is_alone: bool = False
    is_compared: bool = False
    line_year: int | None = None
    last_year: int | None = None
    month: Period | None = None
    is_month_of_line: bool = False
    quarter: Period | None = None
    day: date | None = None
    is_day_of_line: bool = False
    period: Period | None = None
    week: Period | None = None
    week_told: Period | None = None
    # The years that parts of a year were told with, and the last day of the latest of them.
    told: dict[tuple[tuple[str, int], ...], int] = field(default_factory=dict)
    latest: date | None = None

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
            return self._year_near_latest(month, day)
        if self.prefer == "future":
            return anchor.year + ((month, day or 31) < (anchor.month, anchor.day))
        if day is not None:
            years = (anchor.year, anchor.year - 1, anchor.year + 1)
            near = [year for year in years if abs((make_day(year, month, day) or date.min) - anchor) <= NEAR]
            if near:
                return near[0]
        if self.line_year is not None and self.line_year <= anchor.year + 1:
            return self.line_year
        ahead = month - anchor.month
        if day is not None:
            return anchor.year - (ahead > 6)
        if ahead > 6:
            return anchor.year - 1
        if ahead > 0:
            return self.last_year if self.last_year == anchor.year - 1 else anchor.year
        return self.topic if self.topic is not None and ahead < -1 else anchor.year

    def _year_near_latest(self, month: int, day: int | None) -> int | None:
        """The year spoken of; for a day the later one that the text has told of, where that is nearer: 2020年一季度…;2019年…;4月13日…."""
        year, latest = self.year(), self.latest
        if year is None or day is None or latest is None or latest.year <= year:
            return year
        found = [near for number in (year, latest.year) if (near := make_day(number, month, day)) is not None]
        return min(found, key=lambda near: abs(near - latest)).year if found else year

    def year_told(self, expression: Expression) -> int | None:
        """The year that a text without a day has told the same part of a year with, if that is later than the one spoken of."""
        if self.anchor is not None or not self.told or not YEARS.isdisjoint(expression.fields):
            return None
        part = _part_of(expression)
        told = self.told.get(part) if part is not None else None
        return told if told is not None and told > (self.year() or 0) else None

    def year_of_part(self, month: int) -> int | None:
        """The year of a quarter or half that stands without one; `month` is its first."""
        return self.anchor.year if self.is_alone and self.anchor else self.year_of_month(month)

    def note(self, period: Period, expression: Expression) -> None:
        """Remember what the text speaks of for the expressions that follow."""
        self.period = period
        if self._names_year(expression) and period.year is not None:
            self.line_year = period.year
            self._tell(expression, period)
            if self.anchor is None or self.anchor.year - 1 <= period.year <= self.anchor.year:
                self.last_year = period.year
        if period.grain == "month":
            self.month = Period.of_month(period.last.year, period.last.month)
            self.is_month_of_line = True
        elif period.grain == "quarter":
            self.quarter = period
        elif period.grain == "day":
            self.day, self.is_day_of_line = period.last, "day" in expression.fields
            if "ten" in expression.fields:
                self.month = Period.of_month(period.last.year, period.last.month)

    def _tell(self, expression: Expression, period: Period) -> None:
        part = _part_of(expression) if self.anchor is None else None
        if part is not None:
            self.told[part] = period.first.year
            self.latest = max(period.last, self.latest or period.last)

    def _names_year(self, expression: Expression) -> bool:
        """Whether it names the year that the text goes on to speak of: 2023年 and 去年 do, 上年 does not."""
        fields = expression.fields
        return "year" in fields or fields.get("tyear") == 0 or ("dyear" in fields and self.anchor is not None)


def _part_of(expression: Expression) -> tuple[tuple[str, int], ...] | None:
    """What part of a year it names, whatever the year; `None` for days, years and all else."""
    fields, right = expression.fields, expression.right or {}
    if PARTS.isdisjoint(fields) or "day" in fields:
        return None
    return tuple((name, number) for each in (fields, right) for name, number in each.items() if name not in YEARS)


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


def _forecast_year(norm: str, expressions: Sequence[Expression]) -> int | None:
    """The first of the years that a text forecasts, which is that it is written in: 预计公司2022—2024年营收."""
    for expression in expressions:
        is_range = "year" in expression.fields and "year" in (expression.right or {})
        if is_range and FORECAST.search(norm[max(0, expression.start - LONGEST_FORECAST) : expression.start]):
            return expression.fields["year"]
    return None


def topic_year(norm: str, expressions: Sequence[Expression], anchor: date | None) -> int | None:
    """The year that more of the text is about than all others, where it is not far from the document's day."""
    years = Counter(
        expression.fields["year"]
        for expression in expressions
        if "year" in expression.fields
        and "day" not in expression.fields
        and expression.right is None
        and not expression.since
        and not is_compared(norm, expression.start)
        and not FOUNDED.match(norm, expression.end)
        and (anchor is not None or not is_ahead(norm, expression))
    )
    if not years:
        return _forecast_year(norm, expressions) if anchor is None else None
    year, count = years.most_common(1)[0]
    if anchor is None:
        return year if 2 * count > years.total() else None
    return year if count >= 2 and 2 * count > years.total() and year in (anchor.year - 1, anchor.year) else None
