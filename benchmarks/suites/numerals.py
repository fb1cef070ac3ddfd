"""Suites about numbers, percentages and ordinals.

`cn2an`-like suites give one numeral and want its value: `parse_numeral`, or the amount
it makes with 元 and 角. Extracting suites give running text: `find_numerals`. A hedged
numeral answers with its lower end, as those suites write it.
"""

import re
from decimal import Decimal
from typing import Any

from benchmarks.suites.reading import Answer, Case, answer, last_end, number, prepare
from zhextract.errors import InputValueError
from zhextract.numerals import (
    Interval,
    Numeral,
    Open,
    find_numerals,
    is_well_formed,
    parse_fraction,
    parse_numeral,
    read_digits,
)
from zhextract.quantities import find_quantities, read_quantity

__all__ = ["ADAPTERS"]


def whole(case: Case) -> Answer:
    """The whole input is one numeral."""
    text = prepare(case["input"])
    value: Decimal | Open | None = parse_numeral(text)
    if value is None:
        value = parse_fraction(text)
    if value is None:
        value = counted(text)
    if value is None:
        raise InputValueError(f"{text!r} is no numeral")
    return answer([(0, len(text), lower(value), None)], text)


# Money is answered in 元, pairs and dozens as single things, as these suites have it.
_ONES = {
    "角": "0.1",
    "毛": "0.1",
    "分": "0.01",
    "对": "2",
    "双": "2",
    "打": "12",
    "个": "1",
    "元": "1",
    "圆": "1",
    "元整": "1",
    "圆整": "1",
}


def counted(text: str) -> Decimal | None:
    """The value of a numeral with a unit behind it, in single things."""
    start = 1 if text[:1] == "负" else 0
    amount = read_quantity(text, start) if len(text) > start else None
    if amount is None or amount.value is None or amount.end != len(text) or amount.unit not in _ONES:
        return None
    return amount.value * Decimal(_ONES[amount.unit])


def strict(case: Case) -> Answer:
    """A numeral that must be written properly; else an error."""
    text = prepare(case["input"])
    if not is_well_formed(text):
        raise InputValueError(f"{text!r} is no well-formed numeral")
    return whole(case)


def digits(case: Case) -> Answer:
    """Digits one by one."""
    text = prepare(case["input"])
    sign = "-" if text.startswith("负") else ""
    spelt = read_digits(text.removeprefix("负"))
    if spelt is None:
        raise InputValueError(f"{text!r} holds more than digits")
    return {"pred": [{"text": text, "start": 0, "end": len(case["input"]), "value": sign + spelt, "unit": None}]}


def lower(value: Decimal | Open | Interval) -> Decimal:
    return value if isinstance(value, Decimal) else value.low


def every(case: Case) -> Answer:
    """Every numeral of the text."""
    text = prepare(case["input"])
    rows = []
    for found in find_numerals(text):
        start, end = found.span
        value = found.value if isinstance(found, Numeral) else without_few(text[start:end], found.low)
        if text[end : end + 1] == "打":  # a dozen is a number there
            value, end = value * 12, end + 1
        rows.append((start, end, value, None))
    return answer(rows, text)


# 百分之 before a numeral: a percentage, whose numeral alone is a number to Recognizers (一百分之五 is a fraction there).
PERCENT = re.compile("[百千万]分之")


def plain_numbers(case: Case) -> Answer:
    """Every numeral, that of a percentage without its 百分之."""
    given = every(case)
    for row in given["pred"]:
        opening = PERCENT.match(row["text"])
        if opening is not None:
            row["start"] += opening.end()
            row["text"] = row["text"][opening.end() :]
            row["value"] = number(lower(parse_numeral(row["text"]) or Decimal(0)))
    return given


# 万三, 千五: a share, as fees are called.
SHARE = re.compile("(?P<whole>[百千万])(?P<part>[一二三四五六七八九]+)")


def spelt_digits(case: Case) -> Answer:
    """Every numeral that holds a digit; leading zeros stay, and digits behind a multiplier alone are a share of it."""
    given = every(case)
    given["pred"] = [row for row in given["pred"] if row["text"].strip("十百千万亿兆拾佰仟")]
    for row in given["pred"]:
        share = SHARE.fullmatch(row["text"])
        whole = parse_numeral(share["whole"]) if share else None
        if share and isinstance(whole, Decimal):
            row["value"] = number(Decimal(read_digits(share["part"]) or 0) / whole)
        spelt = read_digits(row["text"])
        if spelt is not None and spelt.startswith("0") and "." not in spelt and len(spelt) > 1:
            row["value"] = spelt
    return given


def without_few(surface: str, low: Decimal) -> Decimal:
    """二十几万 is 200000 there: 几 counts for nothing."""
    value = parse_numeral(surface.replace("几", "")) if "几" in surface[1:] else low
    return value if isinstance(value, Decimal) else low


def percents(case: Case) -> Answer:
    """Every amount of a ratio, as a percentage; 二三十, two ends without a mark between, is no number there."""
    scale = {"%": Decimal(1), "[pp]": Decimal(1), "[ppth]": Decimal("0.1"), "10*-4": Decimal("0.01")}
    text = prepare(case["input"])
    rows = []
    for found in find_quantities(text):
        if found.unit_code in scale:
            start, value = last_end(text, found)
            if value is not None and (found.bound != "range" or start > found.start):
                rows.append((start, found.end, value * scale[found.unit_code], "%"))
    return answer(rows, text)


ORDINAL = re.compile("第")


def ordinals(case: Case) -> Answer:
    """第 and the numeral behind it."""
    text = prepare(case["input"])
    rows: list[Any] = []
    for found in find_numerals(text):
        if isinstance(found, Numeral) and found.span.start and text[found.span.start - 1] == "第":
            rows.append((found.span.start - 1, found.span.end, found.value, None))
    return answer(rows, text)


ADAPTERS = {
    "recognizers_number": plain_numbers,
    "recognizers_number_unsupported": plain_numbers,
    "duckling_numeral": whole,
    "cn2an_cn2an": whole,
    "cn2an_cn2an_direct": digits,
    "cn2an_cn2an_errors": strict,
    "magiclen_cn2an": whole,
    "tommyinb_cn2an": whole,
    "chinese2digits_extract": spelt_digits,
    "derived_values_cn2an": whole,
    "recognizers_percent": percents,
    "recognizers_percent_unsupported": percents,
    "recognizers_ordinal": ordinals,
    "recognizers_ordinal_unsupported": ordinals,
    "duckling_ordinal": ordinals,
    "derived_values_ordinal": ordinals,
}
