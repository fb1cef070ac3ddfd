"""Suites about numbers, percentages and ordinals.

`cn2an`-like suites give one numeral and want its value: `parse_numeral`, or the amount
it makes with 元 and 角. Extracting suites give running text: `find_numerals`. A hedged
numeral answers with its lower end, as those suites write it.
"""

import re
from decimal import Decimal
from typing import Any

from benchmarks.suites.reading import Answer, Case, answer, prepare
from zhextract.errors import InputValueError
from zhextract.numerals import Interval, Numeral, Open, find_numerals, parse_fraction, parse_numeral
from zhextract.quantities import find_quantities

__all__ = ["ADAPTERS"]


def whole(case: Case) -> Answer:
    """The whole input is one numeral."""
    text = prepare(case["input"])
    value: Decimal | Open | None = parse_numeral(text)
    if value is None:
        value = parse_fraction(text)
    if value is None:
        amounts = find_quantities(text)
        if len(amounts) == 1 and amounts[0].end - amounts[0].start == len(text):
            value = amounts[0].value
    if value is None:
        raise InputValueError(f"{text!r} is no numeral")
    return answer([(0, len(case["input"]), lower(value), None)], case["input"])


def lower(value: Decimal | Open | Interval) -> Decimal:
    return value if isinstance(value, Decimal) else value.low


def every(case: Case) -> Answer:
    """Every numeral of the text."""
    text = prepare(case["input"])
    rows = []
    for found in find_numerals(text):
        value = found.value if isinstance(found, Numeral) else found.low
        rows.append((found.span.start, found.span.end, value, None))
    return answer(rows, case["input"])


def percents(case: Case) -> Answer:
    """Every amount of a ratio, as a percentage."""
    scale = {"%": Decimal(1), "[pp]": Decimal(1), "[ppth]": Decimal("0.1"), "10*-4": Decimal("0.01")}
    rows = []
    for found in find_quantities(prepare(case["input"])):
        if found.unit_code in scale:
            value = found.value if found.value is not None else found.low
            rows.append((found.start, found.end, value * scale[found.unit_code], "%"))
    return answer(rows, case["input"])


ORDINAL = re.compile("第")


def ordinals(case: Case) -> Answer:
    """第 and the numeral behind it."""
    text = prepare(case["input"])
    rows: list[Any] = []
    for found in find_numerals(text):
        if isinstance(found, Numeral) and found.span.start and text[found.span.start - 1] == "第":
            rows.append((found.span.start - 1, found.span.end, found.value, None))
    return answer(rows, case["input"])


ADAPTERS = {
    "recognizers_number": every,
    "recognizers_number_unsupported": every,
    "duckling_numeral": whole,
    "cn2an_cn2an": whole,
    "cn2an_cn2an_direct": whole,
    "cn2an_cn2an_errors": whole,
    "magiclen_cn2an": whole,
    "tommyinb_cn2an": whole,
    "chinese2digits_extract": every,
    "derived_values_cn2an": whole,
    "recognizers_percent": percents,
    "recognizers_percent_unsupported": percents,
    "recognizers_ordinal": ordinals,
    "recognizers_ordinal_unsupported": ordinals,
    "duckling_ordinal": ordinals,
    "derived_values_ordinal": ordinals,
}
