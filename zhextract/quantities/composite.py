"""Amounts in several units (3小时20分, 五元三毛) and with a digit or a half behind the unit (五块六, 一年半).

`add_smaller` is called with an amount that has its first unit, and adds what follows.
"""

import re
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.numerals import ARABIC, CHINESE, parse_numeral
from zhextract.quantities.draft import Amount, without_zeros
from zhextract.quantities.patterns import NUMBER
from zhextract.quantities.tables import Tables, Unit
from zhextract.quantities.units import read_unit

__all__ = ["add_smaller", "split_cheque"]

_TENTH, _HUNDREDTH, _HALF = Decimal("0.1"), Decimal("0.01"), Decimal("0.5")

# Dimensions whose amounts are given in several units.
_CHAINED = frozenset({"money", "time", "length", "mass", "angle"})
# Units that a bare digit may follow: 五块六, 三米九, 两毛五.
_TRAILED = frozenset({"块", "毛", "米", "尺", "蚊"})
_SMALL_MONEY = {"角": _TENTH, "毛": _TENTH, "毫": _TENTH, "分": _HUNDREDTH, "仙": _HUNDREDTH}
_SMALL_TIME = {"分": Decimal(60), "秒": Decimal(1)}

# What a further member can open with; most amounts end here.
_GOES_ON = frozenset("半零又0123456789一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾")

# 五块六, 三米九, 十五斤半, 一年半: a digit or 半 behind the unit, for the tenths or the half of it.
TRAILING = rarely(
    r"(?P<half>半)(?![年月天日小个数])"
    r"|(?P<gap>零)?(?P<digit>[一二三四五六七八九])(?![一二三四五六七八九十百千万亿零点个名位家年月日时分些角毛毫厘公])"
)
# 3小时20分, 五元三毛, 5公里300米, 一小时零三十分钟: what may join the two.
JOINT = rarely(r"(?:零|又)?(?=[0-9零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾])")
# 五分三十秒: 分 counts minutes here.
SECONDS = rarely(rf"({ARABIC}|{CHINESE})秒")
# 壹佰贰拾叁肆角: two digits before 角, of which the last alone counts 角, since ten of them are one 元.
CHEQUE = rarely(r".*[零一二三四五六七八九壹贰叁参肆伍陆柒捌玖][一二三四五六七八九壹贰叁肆伍陆柒捌玖]")


def add_smaller(norm: str, amount: Amount, tables: Tables) -> None:
    """Add what stands behind in a smaller unit of the same kind, or as a digit or half."""
    unit, value = amount.unit, amount.value
    if unit is None or value is None or norm[amount.end : amount.end + 1] not in _GOES_ON or "/" in unit.surface:
        return
    if unit.surface == "分":
        _read_minutes(norm, amount, tables)
        return
    if unit.dimension not in _CHAINED and unit.surface != "倍":
        return
    trailing = TRAILING.match(norm, amount.end)
    if trailing is None:
        _read_next(norm, amount, unit, tables)
    elif trailing["half"]:
        amount.value, amount.end = value + _HALF, trailing.end()
    elif unit.surface in _TRAILED:
        _add_digit(amount, trailing, _HUNDREDTH if trailing["gap"] else _TENTH)
    else:
        _read_next(norm, amount, unit, tables)


def split_cheque(norm: str, amount: Amount, tables: Tables) -> None:
    """Read 角 and 分 behind an amount whose 元 is left out, as cheques have it."""
    if not CHEQUE.fullmatch(norm, amount.number_start, amount.number_end):
        add_smaller(norm, amount, tables)
        return
    whole = parse_numeral(norm[amount.number_start : amount.number_end - 1].lstrip("负-"))
    tenths = parse_numeral(norm[amount.number_end - 1])
    if isinstance(whole, Decimal) and isinstance(tenths, Decimal):
        amount.value = whole + tenths / 10
        amount.unit = tables.by_surface["元"]
        _read_third(norm, amount, _TENTH)


def _add_digit(amount: Amount, trailing: re.Match[str], worth: Decimal) -> None:
    digit = parse_numeral(trailing["digit"])
    if isinstance(digit, Decimal) and amount.value is not None:
        amount.value += digit * worth
        amount.end = trailing.end()


def _read_next(norm: str, amount: Amount, unit: Unit, tables: Tables) -> None:
    """The second member: 三毛 in 五元三毛, 20分 in 3小时20分."""
    joint = JOINT.match(norm, amount.end)
    number = NUMBER.match(norm, joint.end()) if joint else None
    if number is None or amount.value is None:
        return
    factor, end = _smaller_unit(norm, number.end(), unit, tables)
    extra = parse_numeral(number.group())
    if factor is None or factor >= unit.factor or not isinstance(extra, Decimal):
        return
    amount.value += without_zeros(extra * factor / unit.factor)
    amount.end, amount.rule = end, "composite"
    if unit.dimension in {"money", "time"}:
        _read_third(norm, amount, factor)


def _smaller_unit(norm: str, start: int, unit: Unit, tables: Tables) -> tuple[Decimal | None, int]:
    """The factor of a smaller unit of the same dimension, and where it ends."""
    char = norm[start : start + 1]
    if unit.dimension == "money" and char in _SMALL_MONEY:
        return _SMALL_MONEY[char], start + 1 + (norm[start + 1 : start + 2] in {"钱", "整"})
    below = read_unit(norm, start, tables)
    if below is not None and below.unit.dimension == unit.dimension:
        return below.unit.factor, below.end
    if unit.dimension == "time" and char == "分" and not norm.startswith("分之", start):
        return _SMALL_TIME["分"], start + 1
    return None, start


def _read_third(norm: str, amount: Amount, factor: Decimal) -> None:
    """The third member: 五元三角二分, 五块七毛八, 1小时20分30秒."""
    trailing = TRAILING.match(norm, amount.end)
    if trailing and trailing["digit"] and norm[amount.end - 1] in "毛毫":
        _add_digit(amount, trailing, factor / 10)
        return
    number = NUMBER.match(norm, amount.end)
    if number is None or amount.unit is None or amount.value is None:
        return
    smaller = _SMALL_MONEY if amount.unit.dimension == "money" else _SMALL_TIME
    worth = smaller.get(norm[number.end() : number.end() + 1])
    extra = parse_numeral(number.group())
    if worth is None or worth >= factor or not isinstance(extra, Decimal):
        return
    amount.value += without_zeros(extra * worth / amount.unit.factor)
    amount.end = number.end() + 1 + (norm[number.end() + 1 : number.end() + 2] in {"钱", "钟", "整"})


def _read_minutes(norm: str, amount: Amount, tables: Tables) -> None:
    seconds = SECONDS.match(norm, amount.end)
    extra = parse_numeral(seconds[1]) if seconds else None
    if seconds and isinstance(extra, Decimal) and amount.value is not None:
        amount.value += extra / 60
        amount.unit, amount.end = tables.by_surface["分钟"], seconds.end()
        amount.rule = "composite"
