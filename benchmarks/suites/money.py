"""Suites about money.

Recognizers spells currencies out, Duckling calls every 元 a dollar and counts cents,
JioNLP gives 元 where no currency stands, and an interval that runs to the next unit.
"""

import re
from decimal import Decimal

from benchmarks.suites.reading import Answer, Case, answer, prepare
from benchmarks.suites.units import bounds, first_amount
from zhextract.numerals import parse_numeral
from zhextract.quantities import find_quantities, find_unit, read_quantity
from zhextract.records import Quantity

__all__ = ["ADAPTERS"]

_NAMES = {
    "CNY": "Chinese yuan", "USD": "United States dollar", "EUR": "Euro", "HKD": "Hong Kong dollar", "JPY": "Japanese yen",
    "TWD": "New Taiwan dollar", "GBP": "British pound", "KRW": "South Korean won", "XBT": "Bitcoin", "CHF": "Swiss franc",
    "NGN": "Nigerian naira", "THB": "Thai baht", "RUB": "Russian ruble", "AUD": "Australian dollar",
}  # fmt: skip
_JIONLP = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "TWD": "新台币", "GBP": "英镑", "KRW": "韩元",
    "THB": "泰铢", "RUB": "卢布", "AUD": "澳元", "CAD": "加元", "CHF": "法郎",
}  # fmt: skip


def currencies(case: Case) -> Answer:
    """Every sum of money, by the name of its currency; a name alone is a currency without a sum there."""
    text = prepare(case["input"])
    rows: list[tuple[int, int, object, str | None]] = []
    for found in find_quantities(text):
        if found.dimension == "money":
            value = found.value if found.value is not None else found.low
            rows.append((found.start, found.end, value, _NAMES.get(str(found.unit_code), found.unit_code)))
    covered = [(start, end) for start, end, _, _ in rows]
    names = [(name.start(), len(text) - len(text[name.end() :].lstrip()), name) for name in BARE_NAME.finditer(text)]
    rows += [
        (begin, name.end(), None, _NAMES[find_unit(name.group()).code])
        for begin, reach, name in names
        if not any(start <= reach and begin < end for start, end in covered)
    ]
    return answer(sorted(rows, key=lambda row: row[0]), text)


# A currency that is named without a sum.
BARE_NAME = re.compile("人民币|美元|欧元|港元|港币|日元|英镑|韩元|卢布|泰铢|澳元|新台币")


def duckling(case: Case) -> Answer:
    """The one sum that the input is; 角 and 分 alone are cents there."""
    text = prepare(case["input"])
    found = first_amount(text)
    if found is None:
        return answer([], text)
    value = bounds(found)
    unit = {"CNY": "Dollar", "HKD": "Dollar"}.get(str(found.unit_code), found.unit_code)
    if found.unit == "人民币":
        unit = "CNY"
    small = {"角": 10, "毛": 10, "分": 1, "仙": 1, "毫": 10}.get(str(found.unit), 0)
    if small and isinstance(value, Decimal):
        value, unit = value * small, "Cent"
    return answer([(found.start, found.end, value, unit)], text)


# 十几, 数十亿: 几 or 数 counts for nothing, and the interval runs to the next unit of that place.
FEW = re.compile(r"[几数]")


def jionlp_bounds(found: Quantity, text: str) -> object:
    surface = text[found.number.start : found.number.end]
    few = FEW.search(surface)
    if found.bound == "range" and few is None:
        return [found.low, found.high]
    if few is None or found.low is None:
        return found.value if found.value is not None else found.low
    rest = parse_numeral(FEW.sub("", surface))
    step = parse_numeral(FEW.sub("一", surface))
    if not isinstance(rest, Decimal) or not isinstance(step, Decimal):
        return found.value
    if few.start():
        return [rest, rest + (step - rest) * 10]
    return [rest, rest * 10]


def jionlp_parse(case: Case) -> Answer:
    """The sum that the input is, in 元 where no currency stands."""
    text = prepare(case["input"])
    amounts = [found for found in find_quantities(text) if found.dimension in {"money", None}]
    found = (
        amounts[0]
        if amounts
        else next((a for at in range(len(text)) if (a := read_quantity(text, at)) is not None), None)
    )
    if found is None:
        return answer([], text)
    definition = {
        "exact": "accurate",
        "at_least": "blur+",
        "over": "blur",
        "at_most": "blur-",
        "less_than": "blur-",
    }.get(found.bound, "blur")
    row = answer(
        [(found.start, found.end, jionlp_bounds(found, text), _JIONLP.get(str(found.unit_code or "CNY"), found.unit))],
        text,
    )
    row["pred"][0]["definition"] = definition
    return row


def jionlp_extract(case: Case) -> Answer:
    """Every sum of money with its currency."""
    text = prepare(case["input"])
    rows = [(q.start, q.end, bounds(q), "元") for q in find_quantities(text) if q.dimension == "money"]
    return answer(rows, text)


ADAPTERS = {
    "recognizers_number_with_unit_currency": currencies,
    "recognizers_number_with_unit_currency_unsupported": currencies,
    "duckling_money": duckling,
    "jionlp_money_parse": jionlp_parse,
    "jionlp_money_extract": jionlp_extract,
}
