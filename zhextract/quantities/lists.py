"""Lists and ranges: figures that share the unit and the multiplier of the last one.

0.3和1.4个百分点 · -0.73/-0.21/-0.35pct · 29.7/46.6亿元 · 3、5、8万元 are lists: every member is
an amount of its own. 3—5万吨 · 10%-15% · 6.5-8亿元 · 三到四成 are ranges: one amount over both.
"""

from collections.abc import Sequence
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.numerals import EXACT, parse_numeral
from zhextract.quantities.draft import Amount, scaled
from zhextract.quantities.patterns import CONNECTOR, SCALE
from zhextract.quantities.tables import Unit

__all__ = ["join", "join_bare", "make_range", "moves_to", "share_hedge"]


def join(norm: str, waiting: Sequence[Amount], amount: Amount, kind: str) -> list[Amount]:
    """Complete the figures that wait for a unit with that of `amount`, which ends the list.

    Args:
        norm: The text.
        waiting: Figures without unit, each joined to the next by a connector.
        amount: The one that brought the unit.
        kind: `range` or `list`, the connector right before `amount`.

    Returns:
        The members of the list, or the one range, in text order.
    """
    members = list(waiting)
    if _is_rate(norm, members, amount):
        return members
    for member in members:
        _share(norm, member, amount)
    if kind == "range" and members and not moves_to(norm, members[-1], amount):
        joined = make_range(members[-1], amount)
        if joined is not None:
            return [*members[:-1], joined]
        if norm[members[-1].number_end] in "-—–":  # 170-2室 is an address
            return []
    return [*members, amount]


# 0.07/10万剂, 11.8/10万人: a rate to a round number of things, not a list.
ROUND = rarely(r"1?0{0,3}[百千万]")


def _is_rate(norm: str, members: Sequence[Amount], amount: Amount) -> bool:
    """Read a rate to a round number, whose unit is all behind the figure; False where it is a list."""
    if len(members) != 1 or amount.unit is None or norm[members[0].number_end] not in "/／":
        return False
    if not ROUND.fullmatch(norm, amount.number_start, amount.number_end):
        return False
    rate, per = members[0], parse_numeral(norm[amount.number_start : amount.number_end])
    if isinstance(per, Decimal):
        surface = norm[rate.number_end : amount.end]
        rate.unit = Unit(surface, f"/{per.normalize():f}{amount.unit.code}", "rate", 1 / per)
        rate.end, rate.rule = amount.end, "rate"
    return True


_TEN = Decimal(10)
_TENTHS = frozenset("cz")

# A figure that brings its own 万 or 亿 takes no other.
GROUPS = rarely(r"[万亿兆]")


# 7.14—7.21 are days of July: two figures that read as month and day.
DAY = rarely(r"(?:[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])")


def join_bare(norm: str, waiting: Sequence[Amount]) -> list[Amount] | None:
    """Make a range of the last two figures without unit: 1.8-10.8亿. Two days are none; None leaves them apart."""
    first, last = waiting[-2:]
    if DAY.fullmatch(norm, first.number_start, first.number_end) and DAY.fullmatch(
        norm, last.number_start, last.number_end
    ):
        return []
    if not GROUPS.search(norm, last.number_start, last.number_end):
        return None
    _share(norm, first, last)
    joined = make_range(first, last)
    return None if joined is None else [joined]


def _share(norm: str, member: Amount, amount: Amount) -> None:
    if member.unit is not None:
        return
    member.unit = amount.unit
    member.rule = "list"
    surface = norm[member.number_start : member.number_end]
    if amount.unit is not None and amount.unit.reading in _TENTHS and member.value is not None and member.value < _TEN:
        scaled(member, _TEN)  # 三到四成 is 30 % to 40 %
        return
    scale = SCALE.search(norm[amount.number_start : amount.number_end])
    if scale is None or (SCALE.search(surface) if scale.group()[-1] not in "万亿兆" else GROUPS.search(surface)):
        return
    factor = parse_numeral("1" + scale.group())
    value = member.value
    # 8500到3万 is 8500 and not 8500万: a figure that has outgrown the multiplier does not take it.
    if (
        not isinstance(factor, Decimal)
        or value is None
        or abs(value) >= factor
        or (factor >= 10000 and abs(value) >= 10000)
    ):
        return
    bare = parse_numeral(norm[amount.number_start : amount.number_end - len(scale.group())])
    if isinstance(bare, Decimal):
        if abs(value) > abs(bare) * 100:
            return
        if (
            value < 9 and bare > 9 and (bare / (value + 1)).normalize(EXACT).as_tuple().digits == (1,)
        ):  # 3、400万 is 300万 or 400万
            factor = factor * (bare / (value + 1))
    product = EXACT.multiply(value, factor)
    whole = product.to_integral_value(context=EXACT)
    member.value = whole if whole == product else product
    for name in ("low", "high"):
        if getattr(member, name) is not None:
            setattr(member, name, member.value)


# 减少1.92万至23万人, 增加2亿元到9亿元: a change and the level it leads to, and no range, where they lie far apart.
MOVE = rarely(r"(?:增加|减少|增|减|上升|下降|升|降|涨|跌|扩大|缩小|提高|降低)了?约?$")
_FAR = Decimal(3)


def moves_to(norm: str, first: Amount, last: Amount) -> bool:
    """Whether 至 leads from a change to the level that it ends at."""
    if (
        first.value is None
        or last.value is None
        or ("至" not in (between := norm[first.end : last.start]) and "到" not in between)
    ):
        return False
    return last.value > first.value * _FAR > 0 and bool(MOVE.search(norm, max(0, first.start - 4), first.start))


def make_range(first: Amount, last: Amount) -> Amount | None:
    """Make one amount of two ends, or None where the second is not larger."""
    low = first.value if first.value is not None else first.low
    high = last.value if last.value is not None else last.high
    if low is None or high is None:
        return None
    if low > high:
        if low.is_signed() == high.is_signed() and low >= 0:
            return None
        low, high = high, low
    return Amount(
        first.start,
        last.end,
        first.number_start,
        last.number_end,
        None,
        low,
        high,
        "range",
        last.unit,
        "range",
    )


def share_hedge(norm: str, previous: Amount, amount: Amount) -> None:
    """Carry a hedge over a list: 涨超22%、16% is over both."""
    if amount.bound != "exact" or previous.bound in {"exact", "range"} or amount.unit is None or previous.unit is None:
        return
    if previous.unit.surface != amount.unit.surface or previous.end > amount.start:
        return
    # Only a hedge before the first member reaches the others; one behind it belongs to it alone.
    if previous.start == previous.number_start and previous.rule != "carried":
        return
    between = CONNECTOR.fullmatch(norm, previous.end, amount.start)
    if between is None or not between["list"]:
        return
    amount.bound = previous.bound
    amount.rule = "carried"
    amount.low = amount.value if previous.low is not None else None
    amount.high = amount.value if previous.high is not None else None
