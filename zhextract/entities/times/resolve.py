"""What a time expression means, as ISO 8601."""

import re
from datetime import date, datetime

from zhextract.entities.times.atoms import Fields, read_small
from zhextract.entities.times.clock import Clock, is_ahead, is_compared
from zhextract.entities.times.compose import Expression
from zhextract.entities.times.named import COUNT, NAMED
from zhextract.entities.times.points import lacks_year, resolve_point, write_clock
from zhextract.errors import InputValueError
from zhextract.expressions import rarely
from zhextract.periods import Grain, Period

__all__ = ["resolve"]

HALF_DAY = 12
DATED = frozenset({"month", "day", "dday", "weekday"})
# 年初: the beginning (-1) of a year (unit 1) that is not named.
NEW_YEAR: Fields = {"edge": -1, "unit": 1}
# 每年9月, 每天8:00—20:00 come back again and again.
EVERY = re.compile("每个?(?:年|月|周|季度|天|日)$")
# 2020年以来最高 measures against a period, it does not speak of it.
SUPERLATIVE = rarely("的?[最新次首]")


def resolve(norm: str, expression: Expression, clock: Clock) -> tuple[str | None, str]:
    """Resolve one expression and remember it.

    Returns:
        Its ISO 8601 reading, `None` when it stays relative, and its kind.
    """
    clock.is_compared = is_compared(norm, expression.start) or (
        clock.anchor is None and "year" in expression.fields and is_ahead(norm, expression)
    )
    year = clock.year_told(expression)
    if year is not None:
        expression = expression._replace(fields={**expression.fields, "year": year})
    if expression.rule in NAMED:
        return _resolve_named(norm[expression.start : expression.end], expression, clock)
    try:
        period = _resolve_ends(expression, clock)
        if period is not None and expression.since:
            period = _until_now(period, expression, clock)
    except InputValueError:
        return None, "point"
    if period is None:
        return None, "relative"
    lead = norm[max(0, expression.start - 4) : expression.start]
    if "每" in lead and EVERY.search(lead):
        return None, "set"
    if expression.since:
        if not SUPERLATIVE.match(norm, expression.end):
            clock.period = period
    elif not clock.is_compared and "same" not in expression.fields:
        clock.note(period, expression)
    is_range = expression.right is not None or expression.since
    if "hour" in expression.fields:
        return _with_clock(period, expression, clock), "range" if is_range else "point"
    return str(period), "range" if is_range and not period.is_point else "point"


def _resolve_named(text: str, expression: Expression, clock: Clock) -> tuple[str | None, str]:
    rule = expression.rule
    period, kind = NAMED[rule](text.removesuffix("以来") if expression.since else text, clock)
    if period is not None and expression.since:
        period = _until_now(Period.of_year(period.first.year), expression, clock)
    if period is not None and kind == "range" and not clock.is_compared:
        clock.period = period
    if rule == "now" and period is not None and clock.moment is not None:
        return clock.moment.isoformat(timespec="seconds"), kind
    return str(period) if period else None, kind


def _resolve_ends(expression: Expression, clock: Clock) -> Period | None:
    left = resolve_point(expression.fields, clock)
    if expression.right is None or left is None:
        return left
    far = {**expression.right, "year": left.first.year} if lacks_year(expression.right) else expression.right
    right = resolve_point(far, clock)
    if right is None:
        return None
    if right.last < left.first and lacks_year(expression.fields):
        left = left.same_last_year()
    elif right.last < left.first and "weekday" in expression.fields:
        right = right.shift(days=7)
    return Period.between(left, right)


def _until_now(period: Period, expression: Expression, clock: Clock) -> Period:
    """X以来: from X up to the document's day, or to the year that the text speaks of, in the unit of X.

    年初以来 begins with the year of that day, even in its first months, whose 年初 may be that of the year before.
    """
    is_new_year = expression.fields == NEW_YEAR
    if is_new_year and clock.anchor is not None and period.first.year == clock.anchor.year - 1:
        period = period.shift(years=1)
    if expression.streak:
        count = COUNT.search(expression.streak)
        if count is not None and "年" in expression.streak:
            return Period.between(period, period.shift(years=read_small(count.group()) - 1))
    spoken_of = [clock.period.last] if clock.period else []
    if clock.last_year is not None:
        spoken_of.append(date(clock.last_year, 12, 31))
    now = clock.anchor or next((day for day in spoken_of if day >= period.first), None)
    if now is None or now < period.first:
        return period
    ends: dict[Grain, Period] = {
        "day": Period.of_day(now),
        "year": Period.of_year(now.year),
    }
    return Period.between(period, ends.get(period.grain, Period.of_month(now.year, now.month)))


def _with_clock(period: Period, expression: Expression, clock: Clock) -> str:
    """A day with its clock time, or the two ends of a stretch of hours."""
    fields = expression.fields
    if clock.prefer == "future" and clock.moment is not None and DATED.isdisjoint(fields):
        period, fields = _next_to_come(period, fields, clock.moment)
    ends = [write_clock(period.first, fields)]
    if expression.right is not None and "hour" in expression.right:
        ends.append(write_clock(period.last, expression.right))
    return "/".join(ends)


def _next_to_come(period: Period, fields: Fields, moment: datetime) -> tuple[Period, Fields]:
    """The hour in the other half of the day, or on the next day, where it has passed."""
    if write_clock(period.first, fields) >= moment.isoformat()[:16]:
        return period, fields
    if "part" not in fields and fields["hour"] < HALF_DAY:
        return period, {**fields, "hour": fields["hour"] + HALF_DAY}
    return period.shift(days=1), fields
