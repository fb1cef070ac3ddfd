"""What is known at a place in the text: the document's day, and the year the text speaks of.

A unit without its year takes, in this order: the year that its own line speaks
of; without a document day, the nearest year before it; the year that the whole
text is about; the year that lies closest to the document's day, where a text
of the first months of a year speaks of the year before.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from zhextract.entities.times.compose import Expression
from zhextract.periods import Period

__all__ = ["Clock", "Prefer", "is_compared", "make_day", "report_period", "topic_year"]

Prefer = Literal["past", "future"]

# A day and month this close to the document's day lie in the year that brings them closest.
NEAR = timedelta(40)
# Words before a time that make it a standard of comparison or a starting point, not what the text is about:
# 比, 自, 由, 与 …, and 快于, 低于 ….
STANDARDS = frozenset("比较同与自从由对创超")
DEGREES = frozenset("快慢高低大小多少强弱好差优长短早晚")
# The report that a company's text is or speaks of: 2023年年度报告, 2023年半年度报告, 2023年第三季度报告, 2022 年年报.
REPORT = re.compile(r"((?:19|20)[0-9]{2})\s?年?(年度|年|半年度?|第?[一三]季度?|度)(?:财务)?(?:报告|报)(?!道|批|送)")


def is_compared(norm: str, start: int) -> bool:
    """Whether what stands before `start` makes a time there a standard of comparison."""
    before = norm[start - 1 : start]
    return before in STANDARDS or (before == "于" and norm[start - 2 : start - 1] in DEGREES)


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

    def year_of_part(self, month: int) -> int | None:
        """The year of a quarter or half that stands without one; `month` is its first."""
        return self.anchor.year if self.is_alone and self.anchor else self.year_of_month(month)

    def note(self, period: Period, expression: Expression) -> None:
        """Remember what the text speaks of for the expressions that follow."""
        self.period = period
        if self._names_year(expression) and period.year is not None:
            self.line_year = period.year
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

    def _names_year(self, expression: Expression) -> bool:
        """Whether it names the year that the text goes on to speak of: 2023年 and 去年 do, 上年 does not."""
        fields = expression.fields
        return "year" in fields or fields.get("tyear") == 0 or ("dyear" in fields and self.anchor is not None)


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
        and not is_compared(norm, expression.start)
    )
    if not years:
        return None
    year, count = years.most_common(1)[0]
    if anchor is None:
        return year if 2 * count > years.total() else None
    return year if count >= 2 and 2 * count > years.total() and year in (anchor.year - 1, anchor.year) else None
