"""Reading one amount where a numeral begins: numeral, unit, hedges.

Read `read_amount` first. It gives an `Amount`, still without its bearings among its
neighbours; lists and ranges (lists.py) and tables (headers.py) complete it, and
`to_quantity` freezes it.
"""

import re
from dataclasses import replace
from decimal import Decimal

from zhextract.errors import OffsetError
from zhextract.expressions import rarely
from zhextract.numerals import Open, parse_numeral
from zhextract.quantities.composite import add_smaller, split_cheque
from zhextract.quantities.draft import Amount, scaled, set_bound, set_open, to_quantity, without_zeros
from zhextract.quantities.hedges import read_after, read_apart, read_before
from zhextract.quantities.patterns import FRACTION, NUMBER
from zhextract.quantities.tables import Tables, Unit, load_tables
from zhextract.quantities.units import UnitSpan, read_unit
from zhextract.records import Quantity

__all__ = ["read_amount", "read_quantity", "set_hedges"]

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_LONGEST = 60  # a numeral longer than this is a code


def read_quantity(norm: str, start: int = 0) -> Quantity | None:
    """Read the amount whose numeral begins exactly at `start`, whatever it is in its sentence.

    Args:
        norm: Normalised text.
        start: Code-point offset, 0 <= start < len(norm).

    Returns:
        The amount, which may open before `start` with a sign or a hedge; None
        where no numeral begins.

    Raises:
        OffsetError: `start` lies outside `norm`.

    >>> read_quantity("五块六").value
    Decimal('5.6')
    """
    if not 0 <= start < len(norm):
        raise OffsetError(f"offset {start} lies outside a text of {len(norm)} characters")
    amount = read_amount(norm, start, load_tables())
    return None if amount is None else to_quantity(amount, norm)


_SIGNS = frozenset("-−－+＋负▲")
_GAP = frozenset(" \u00a0")
_BEFORE_FRACTION = frozenset("分 \u00a0")
_PERCENT = {
    "百": "%",
    "100": "%",
    "千": "‰",
    "1000": "‰",
    "万": "‱",
    "一百": "%",
    "佰": "%",
    "仟": "‰",
    "一千": "‰",
    "一万": "‱",
}


def read_amount(norm: str, start: int, tables: Tables) -> Amount | None:
    """Read the amount whose numeral begins exactly at `start`, without judging whether it is one.

    Returns:
        The amount with its unit and the hedges that touch it; `unit` is None where
        no unit follows. None where no numeral can be read.
    """
    half = HALF.match(norm, start) if norm[start] in _HALVES else None
    if half is not None:
        return _make_half(norm, half, tables)
    match = NUMBER.match(norm, start)
    if match is None:
        return None
    end = match.end()
    if end - start > _LONGEST:
        return None
    if norm[start] in _FEES:
        fee = _read_fee(norm, start, tables)
        if fee is not None:
            return fee
    number_start = _read_sign(norm, start) if start and norm[start - 1] in _SIGNS else start
    if norm[end : end + 1] in _BEFORE_FRACTION:
        fraction = FRACTION.match(norm, end)
        if fraction is not None:
            return _read_fraction(norm, start, match, fraction, tables)
    unit = _read_own_unit(norm, start, end, tables)
    if unit is not None and unit.end < 0:  # 三千克: the last 千 belongs to the unit
        end, unit = end - 1, UnitSpan(unit.unit, -unit.end)
    parsed = parse_numeral(norm[start:end], counted=unit is not None)
    if parsed is None:
        return None
    amount = Amount(number_start, unit.end if unit else end, number_start, end, None)
    _set_value(amount, parsed)
    if unit is not None:
        _take_unit(norm, amount, unit, tables)
    if number_start != start and norm[number_start] not in "+＋" and amount.value is not None:
        amount.value = amount.value.copy_negate()
    set_hedges(norm, amount, tables)
    return amount


# 佣金万三, 手续费率降至万2.5: so many parts in ten thousand, as fees are called; not 收费万三千元.
FEE = rarely(
    r"[万千](?P<part>[一二三四五六七八九](?:点[一二三四五六七八九])?|[0-9](?:\.[0-9]+)?)(?![0-9.百千万亿十零几多余点元块个家人户])"
)
FEE_LEAD = rarely(r"(?:佣金?|费率?|税率?|费用|提成|返点)[^，。；、\n0-9]{0,6}$")
_FEES = {"万": "‱", "千": "‰"}


def _read_fee(norm: str, start: int, tables: Tables) -> Amount | None:
    """万三 is 3 ‱ and 千一 is 1 ‰, behind the name of a fee."""
    fee = FEE.match(norm, start)
    part = parse_numeral(fee["part"]) if fee and FEE_LEAD.search(norm, max(0, start - 10), start) else None
    if fee is None or not isinstance(part, Decimal):
        return None
    unit = tables.by_surface[_FEES[norm[start]]]
    amount = Amount(start, fee.end(), start, fee.end(), part, unit=unit, rule="fraction")
    set_hedges(norm, amount, tables)
    return amount


def _set_value(amount: Amount, parsed: Decimal | Open) -> None:
    if isinstance(parsed, Open):
        set_open(amount, parsed)
    else:
        amount.value = parsed


def _take_unit(norm: str, amount: Amount, unit: UnitSpan, tables: Tables) -> None:
    """Give an amount its unit, and what the unit adds: a half (一个半月), tenths (三成五), a smaller unit (五元三毛)."""
    amount.unit = unit.unit
    at = amount.number_end
    if unit.end > at + 2 and amount.value is not None:
        if norm.startswith(("个半", "分半钟"), at):
            amount.value += _HALF
        elif norm.startswith(("个多", "个余"), at):
            set_bound(amount, "over")
    if unit.unit.reading in _TENTHS:
        _scale_tenths(norm, amount, unit.unit)
    elif unit.unit.surface == "角" and at - amount.number_start > 1:
        split_cheque(norm, amount, tables)
    else:
        add_smaller(norm, amount, tables)


_TENTHS = frozenset("cz")
# 一半, 半数, 过半数, 占比过半, 对折: half of a whole, 50 %; not the 一半 of 另一半, nor 半天, nor 时间过半.
HALF = re.compile(
    r"(?<![另多大小这])(?:一半|半数|(?<=[打按])对折)(?![天年月日个小])|(?<=[长升降跌涨比占率量额例已]过)半(?=[，。；、）)])"
)
_HALVES = frozenset("一半对")


def _make_half(norm: str, half: re.Match[str], tables: Tables) -> Amount:
    amount = Amount(
        half.start(), half.end(), half.start(), half.end(), Decimal(50), unit=tables.by_surface["%"], rule="fraction"
    )
    if amount.start and norm[amount.start - 1] == "过" and norm[amount.start] == "半":
        amount.start -= 1
        set_bound(amount, "over")
    set_hedges(norm, amount, tables)
    return amount


def _read_sign(norm: str, start: int) -> int:
    """Where the sign right before a numeral stands; `start` where it is none, as a hyphen behind a figure or in a code."""
    sign = start - 1
    before = norm[sign - 1] if sign else ""
    if norm[sign] == "负":
        return start if before in "正担肩抱胜" and before else sign
    if not norm[start].isascii():
        return start
    if before and (
        before.isdigit()
        or before in "%％‰年月日元万亿千百号)）-−－—"
        or ("a" <= before.lower() <= "z" and not _follows_rate(norm, sign))
    ):
        return start
    return sign


def _follows_rate(norm: str, sign: int) -> bool:
    """YoY-0.1%, QoQ+15.9%: letters that name a rate, not the name of a model (F-35)."""
    return norm[max(0, sign - 3) : sign].lower() in {"yoy", "qoq", "mom", "wow", "ytd"}


# 三个一毫四: in Cantonese 个 counts dollars before dimes.
DIMES = rarely(r"[一二三四五六七八九]毫(?!米|升|克)")


def _read_own_unit(norm: str, start: int, end: int, tables: Tables) -> UnitSpan | None:
    """The unit behind a numeral, over a gap where one may be; a negative end says that 千 belongs to it."""
    last, behind = norm[end - 1], norm[end : end + 1]
    if last == "千" and end - start > 1 and norm[end - 2] not in "几数":
        prefixed = read_unit(norm, end - 1, tables)
        if prefixed is not None and prefixed.unit.dimension != "count":
            return UnitSpan(prefixed.unit, -prefixed.end)
    if last == "半" and end == start + 2:  # 个半小时, 分半钟
        return _read_behind_classifier(norm, start, tables) if norm[start] == "个" else _minutes(tables, end + 1)
    if behind == "分" and norm.startswith("分半钟", end):  # the half is added by the caller
        return _minutes(tables, end + 3)
    unit = read_unit(norm, end, tables)
    if unit is None:
        if behind in _GAP or (behind == "\n" and last in "万亿"):
            unit = read_unit(norm, end + 1 + (norm[end + 1 : end + 2] in _GAP), tables)
        return unit
    if unit.unit.surface == "个":
        more = MORE_THAN.match(norm, end)
        if more is not None:
            return UnitSpan(tables.by_surface[f"个{more[1]}"], more.end())
        if DIMES.match(norm, unit.end):
            return UnitSpan(tables.by_surface["蚊"], unit.end)
        return _read_behind_classifier(norm, end, tables) or unit
    if unit.unit.reading == "d":
        return UnitSpan(_degree(norm, start, end, tables), unit.end)
    if behind == "位" and unit.end == end + 1 and BITS.match(norm, unit.end):
        return UnitSpan(replace(tables.by_surface["比特"], surface="位"), unit.end)
    return unit


# What bits are counted of: 8位二进制数, 128位加密; 位 counts persons else.
BITS = rarely(r"(?:的|是最[大小]的?)?(?:二进制|存储|微处理|微控制|单片机|浮点|整数|加密|字长)")


def _minutes(tables: Tables, end: int) -> UnitSpan:
    return UnitSpan(tables.by_surface["分钟"], end)


def _read_behind_classifier(norm: str, end: int, tables: Tables) -> UnitSpan | None:
    """六个加仑, 一个半月, 一个半小时: the unit stands behind 个 or 个半."""
    half = norm.startswith("个半", end)
    at = end + 1 + half
    if half and norm[at : at + 1] in {"月", "钟"}:
        return UnitSpan(tables.by_surface[f"个{norm[at]}"], at + 1)
    behind = read_unit(norm, at, tables)
    if (
        behind is not None
        and behind.unit.dimension in {"volume", "mass", "time"}
        and (half or len(behind.unit.surface) > 1)
    ):
        return behind
    return None


# 三个多月, 一个余小时: the hedge stands inside the unit.
MORE_THAN = re.compile("个[多余](月|小时|星期|钟头|季度|礼拜)")


# What is counted in 度: current, heat, or an angle.
DEGREE_OF = rarely(r"(?P<fahrenheit>华氏)|(?P<celsius>摄氏|气温|温度|体温|高温|低温|水温|零下|零上)|(?P<power>电)")


def _degree(norm: str, start: int, end: int, tables: Tables) -> Unit:
    """What 度 and ° measure, told by the words before and behind."""
    window = norm[max(0, start - 12) : start]
    found = DEGREE_OF.search(window) or DEGREE_OF.match(norm, end + 1)
    if found is not None and not found["power"]:
        return replace(tables.by_surface["华氏度" if "华氏" in window else "摄氏度"], surface=norm[end])
    if norm[end] == "度" and found is not None:
        return tables.by_surface["度"]
    return replace(tables.by_surface["°"], surface=norm[end])


def _scale_tenths(norm: str, amount: Amount, unit: Unit) -> None:
    """三成 is 30 %, 三成五 and 三成半 are 35 %; 九折 is 90 %, 八五折 is 85 %, 十折 the full price."""
    factor = Decimal(10)
    if unit.reading == "z" and amount.value is not None and amount.value > factor:
        factor = Decimal(1)
    scaled(amount, factor)
    digit = norm[amount.end : amount.end + 1]
    if unit.reading == "c" and digit == "半" and amount.value is not None:
        amount.value += 5
        amount.end += 1
    elif (
        unit.reading == "c"
        and digit
        and digit in "一二三四五六七八九"
        and amount.value is not None
        and norm[amount.end + 1 : amount.end + 2] not in {"成", "个", "年"}
    ):
        extra = parse_numeral(digit)
        if isinstance(extra, Decimal):
            amount.value += extra
            amount.end += 1
    amount.unit = Unit("%", "%", "ratio", Decimal("0.01"), unit.reading)
    amount.rule = "tenths"


def _read_fraction(
    norm: str, start: int, whole: re.Match[str], fraction: re.Match[str], tables: Tables
) -> Amount | None:
    """百分之三 is 3 %, 千分之二 is 2 ‰, 三分之二 is 66.7 %."""
    part = parse_numeral(fraction["part"], counted=True)
    below = parse_numeral(whole.group())
    number_start = _read_sign(norm, start) if start and norm[start - 1] in _SIGNS else start
    if part is None or not isinstance(below, Decimal) or not below:
        return None
    amount = Amount(number_start, fraction.end(), number_start, fraction.end(), None, rule="fraction")
    sign = _PERCENT.get(whole.group())
    if sign is None:
        if isinstance(part, Open):
            return None
        measured = read_unit(norm, fraction.end(), tables)
        if measured is not None and measured.unit.dimension in {"volume", "mass", "length", "area"}:
            amount.value, amount.unit, amount.end = part / below, measured.unit, measured.end
            return amount
        amount.value = without_zeros(part * _HUNDRED / below)
        sign = "%"
    elif isinstance(part, Open):
        set_open(amount, part)
    else:
        amount.value = part
    if (fraction["sign"] or number_start != start) and amount.value is not None:
        amount.value = amount.value.copy_negate()
    amount.unit = tables.by_surface[sign]
    set_hedges(norm, amount, tables)
    return amount


# 华氏温度98.6度, 摄氏37°: the scale before the figure belongs to the amount.
SCALE_NAME = re.compile(r"(?:华氏|摄氏)(?:温度)?$")


# The last characters of a currency before its figure, or the gap behind it: 人民币 5亿元, $3.5, RMB100.
_SIGN_ENDS = frozenset(" \u00a0币元圆镑铢民$¥￥€£₩DYKBRPFW")


def _read_currency_before(norm: str, amount: Amount, tables: Tables) -> None:
    """新台币 177.1亿元, US$3.5, 人民币8千元: the currency stands before the figure."""
    at = amount.start
    if norm[at - 1] in _GAP and at > 1:
        at -= 1
    sign = next((s for s in tables.signs.get(norm[at - 1], ()) if norm.endswith(s.surface, 0, at)), None)
    if sign is None or not (amount.unit is None or (amount.unit.code == "CNY" and amount.unit.surface in {"元", "圆"})):
        return
    if amount.unit is None or sign.code != "CNY":
        amount.unit = sign
        amount.start = at - len(sign.surface)


# Verbs whose object is a limit with an exact value: 超过|60毫克/立方米|的排放限值.
_EXCEEDS = frozenset({"超过", "超出", "高于", "低于", "突破"})
LIMIT = re.compile(r"的?[^，。；、,;\n0-9的]{0,6}(?:限值|上限|下限|红线|门槛)")


def set_hedges(norm: str, amount: Amount, tables: Tables) -> None:
    """Read the hedges that touch the amount, and one that stands apart before it."""
    if amount.unit is not None and amount.unit.dimension == "temperature":
        scale = SCALE_NAME.search(norm, max(0, amount.start - 4), amount.start)
        if scale is not None:
            amount.start = scale.start()
    if amount.start:
        if norm[amount.start - 1] in _SIGN_ENDS:
            _read_currency_before(norm, amount, tables)
        _set_before(norm, amount, tables)
    after = read_after(norm, amount.end, tables)
    if after is not None and not _is_other_word(norm, amount, after.surface):
        amount.end += len(after.surface)
        if amount.bound in {"exact", "over", "about"} or after.bound != "about":
            set_bound(amount, after.bound)
        if after.surface.endswith(("以上", "以下")):
            amount.rule += "+limit"
    if amount.bound == "exact":
        apart = read_apart(norm, amount.start, tables)
        if apart is not None:
            set_bound(amount, apart.bound)


def _set_before(norm: str, amount: Amount, tables: Tables) -> None:
    """Read the hedge before an amount, or before the 每 that stands between: 突破|每桶|100美元."""
    start = amount.start
    before = read_before(norm, start, tables)
    if before is not None and not (before.surface in _EXCEEDS and LIMIT.match(norm, amount.end)):
        amount.start -= len(before.surface)
        set_bound(amount, before.bound)
        return
    window = norm[max(0, start - 4) : start]
    if "每" in window:
        before = read_before(norm, start - len(window) + window.index("每"), tables)
        if before is not None:
            set_bound(amount, before.bound)


# 以上海为龙头 opens with 以, but not 3000米以上海拔.
BEYOND = rarely("上海(?![拔域轮船水洋岸区])|上市公司")


# What 多 opens behind a measured amount (5吨多功能设备, 3公里多车道), so that it is no hedge.
OPENED_BY_MORE = rarely("[数家项种层年元个次位名方处级样媒边功车用云式道孔晶普于少达][^，。；]?")


def _is_other_word(norm: str, amount: Amount, surface: str) -> bool:
    """多 behind a unit is a hedge only of measured units (三年多, 8亩多|土地), and not the opening of 多数, 多家."""
    if surface.endswith("以上") and BEYOND.match(norm, amount.end + len(surface) - 1):
        return True
    if surface == "+":  # 25%+ is over 25, 2%+3% a sum
        return norm[amount.end + 1 : amount.end + 2].isalnum() and norm[amount.end + 1].isascii()
    if surface not in {"多", "余"}:
        return False
    unit = amount.unit
    if unit is not None and unit.dimension in {"area", "mass", "length"}:
        return OPENED_BY_MORE.match(norm, amount.end + 1) is not None
    return (
        unit is None
        or unit.dimension not in {"time", "ratio", "length", "money"}
        or norm[amount.end + 1 : amount.end + 2] not in {"", "，", "。", "的", "、", "前", "来", "；", "以"}
    )
