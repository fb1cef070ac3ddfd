"""Suites from text to text: spelt-out numbers into digits, and numbers into words.

Digits stand where a numeral stood; how they are set (1,100 or 1100, 2008/08/08 or
2008年8月8日) is each project's own, so these suites are read by their numbers.
"""

import re
from decimal import Decimal
from typing import get_args

from benchmarks.suites.reading import Answer, Case, prepare
from zhextract.errors import ConversionError
from zhextract.numerals import Numeral, find_numerals, read_digits, write_numeral
from zhextract.numerals.write import Style
from zhextract.quantities import find_quantities

__all__ = ["ADAPTERS"]

_STYLES: dict[str, Style] = {"low": "plain", "up": "financial", "rmb": "money", "direct": "digits"}


def plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize() if value.adjusted() < 28 else value, "f")


# A clock time, whose 点 is no decimal point: 八点零五分, 五点一刻.
CLOCK = re.compile(r"(?<=[零一二两三四五六七八九十])点(?=零?[一二三四五六七八九十]{1,3}(?:分|刻))")
# A round number, which keeps its 万 or 亿: 一千零五亿 is 1005亿.
ROUND = re.compile(r"[一二两三四五六七八九十百千零]+[万亿]")


def in_digits(case: Case) -> Answer:
    """The text with digits where numerals stood."""
    text = prepare(CLOCK.sub("时", case["input"]))
    percents = {q.start: q for q in find_quantities(text) if q.rule == "fraction"}
    pieces, at = [], 0
    for found in find_numerals(text):
        start, end = found.span
        if start < at:
            continue
        amount = percents.get(start)
        surface = text[start:end]
        if amount is not None and amount.value is not None and surface.startswith(("百分", "千分", "万分")):
            spelt = f"{plain(amount.value)}{amount.unit}"
        elif "分之" in surface and isinstance(found, Numeral):
            below, _, above = surface.partition("分之")
            spelt = f"{digits(above)}/{digits(below.rpartition('又')[2])}"
            spelt = f"{digits(below.partition('又')[0])}又{spelt}" if "又" in below else spelt
        elif ROUND.fullmatch(surface) and isinstance(found, Numeral):
            spelt = digits(surface[:-1]) + text.raw[text.places[end - 1][0]]
        elif isinstance(found, Numeral):
            spelt = read_digits(surface) or plain(found.value)
        else:
            spelt = f"{plain(found.low)}~{plain(found.high)}" if found.bound == "range" else surface
        pieces.append(text[at:start] + spelt)
        at = end
    return {"output": "".join(pieces) + text[at:]}


def digits(surface: str) -> str:
    values = [plain(found.value) for found in find_numerals(surface) if isinstance(found, Numeral)]
    return values[0] if values else surface


def in_words(case: Case) -> Answer:
    """A number in words, in the style that the case asks for."""
    if case["context"].get("input_type") == "float":
        value: str = repr(float(case["input"]))
        value = format(Decimal(value), "f") if "e" in value else value
    else:
        value = case["input"]
    style = _STYLES[case["context"]["mode"]]
    if style not in get_args(Style):
        raise ConversionError(f"no style {style!r}")
    return {
        "pred": [
            {
                "text": case["input"],
                "start": None,
                "end": None,
                "value": write_numeral(value, style=style),
                "unit": None,
            }
        ]
    }


ADAPTERS = {
    "wetext_itn": in_digits,
    "nemo_itn": in_digits,
    "cn2an_an2cn": in_words,
    "cn2an_an2cn_errors": in_words,
}
