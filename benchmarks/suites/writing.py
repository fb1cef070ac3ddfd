"""Suites from text to text: spelt-out numbers into digits, and numbers into words.

Digits stand where a numeral stood; how they are set (1,100 or 1100, 2008/08/08 or
2008年8月8日) is each project's own, so these suites are read by their numbers.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import get_args

from benchmarks.suites.reading import Answer, Case, Prepared, prepare
from zhextract.errors import ConversionError
from zhextract.numerals import Interval, Numeral, find_numerals, read_digits, write_numeral
from zhextract.numerals.write import Style
from zhextract.quantities import find_quantities

__all__ = ["ADAPTERS"]

_STYLES: dict[str, Style] = {"low": "plain", "up": "financial", "rmb": "money", "direct": "digits"}


def plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize() if value.adjusted() < 28 else value, "f")


# A clock time, whose 点 is no decimal point and whose 十分 is no adverb: 八点零五分, 五点一刻, 八点三十, 十三点十分三十六秒.
CLOCK = re.compile(
    r"(?<=[零一二两三四五六七八九十])点(?P<minutes>零[一二三四五六七八九](?=分)|[二三四五]?十[一二三四五六七八九]?(?![百千万亿零])|[一二三四五六七八九](?=[分刻]))"
    r"(?P<mark>分)?"
)
HALF = re.compile(r"(?<=[零一二两三四五六七八九十])点(?P<part>半|一刻|三刻)")
_PARTS = {"半": "三十", "一刻": "十五", "三刻": "四十五"}
# A round number, which keeps its 万 or 亿: 一千零五亿 is 1005亿.
ROUND = re.compile(r"[一二两三四五六七八九十百千零]+[万亿]")
# A number of several groups: 一亿两千三百, 一兆零三百二十万五千.
GROUPS = re.compile(r"[一二两三四五六七八九十百千零点]+?[万亿兆]|[一二两三四五六七八九十百千零]+$")
SMALL = re.compile("[一二两三四五六七八九]万")
# Two digits side by side: 三五|万, 六十|三四|万.
PAIR = re.compile(
    r"(?P<head>[一二两三四五六七八九十百千万亿]*)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])"
    r"(?P<unit>[十百千]?)(?P<group>[万亿]?)"
)


def in_digits(case: Case) -> Answer:
    """The text with digits where numerals stood."""
    return _write(case["input"], _set_plainly)


def in_grouped_digits(case: Case) -> Answer:
    """The same with 万 and 亿 kept, 15-6 for 十五六, and vague numerals and 一个 as they stand."""
    return _write(HALF.sub(_spell_half, case["input"]), _set_in_groups)


def _spell_half(match: re.Match[str]) -> str:
    return f"点{_PARTS[match['part']]}分" if match["part"] in _PARTS else match.group()


def _write(input_text: str, spell: Callable[[Prepared, int, Numeral | Interval], str]) -> Answer:
    source = CLOCK.sub(lambda match: f":{match['minutes']}" + (":" if match["mark"] else ""), input_text)
    text = prepare(source)
    pieces, at = [], 0
    for found in find_numerals(text):
        start, end = found.span
        if start < at:
            continue
        if at < start:
            pieces.append(text.raw[text.places[at][0] : text.places[start - 1][1]])
        pieces.append(spell(text, start, found))
        at = end
    rest = text.raw[text.places[at][0] :] if at < len(text) else ""
    return {"output": "".join(pieces) + rest}


def _set_plainly(text: Prepared, start: int, found: Numeral | Interval) -> str:
    """Digits for one numeral, whatever it counts."""
    end = found.span.end
    surface = text[start:end]
    if isinstance(found, Interval):
        return f"{plain(found.low)}~{plain(found.high)}" if found.bound == "range" else surface
    for sign, worth in (("%", "百分之"), ("‰", "千分之"), ("‱", "万分之")):
        if surface.startswith(worth):
            return f"{digits(surface.removeprefix(worth))}{sign}"
    if "分之" in surface:
        below, _, above = surface.partition("分之")
        spelt = f"{digits(above)}/{digits(below.rpartition('又')[2])}"
        return f"{digits(below.partition('又')[0])}又{spelt}" if "又" in below else spelt
    if ROUND.fullmatch(surface):
        return digits(surface[:-1]) + text.raw[text.places[end - 1][0]]
    return read_digits(surface) or plain(found.value)


def _set_in_groups(text: Prepared, start: int, found: Numeral | Interval) -> str:
    """Digits group by group, unless one 万 says no more than a digit would."""
    surface = text[start : found.span.end]
    if (surface == "一" and text[start + 1 : start + 2] == "个") or any(vague in surface for vague in "几数余多"):
        return surface
    pair = PAIR.fullmatch(surface)
    is_range = isinstance(found, Interval) or any(
        q.start == start and q.bound == "range" for q in find_quantities(text)
    )
    if pair is not None and is_range:
        unit = pair["unit"]
        if not pair["head"]:
            return f"{digits(pair['low'] + unit)}~{digits(pair['high'] + unit)}{pair['group']}"
        low = digits(pair["head"] + pair["low"] + unit)
        return f"{low}-{_last(pair['head'], pair['high'], unit)}{pair['group']}"
    groups = GROUPS.findall(surface)
    if len(surface) > 1 and "".join(groups) == surface and surface[-1:] != "点" and not SMALL.fullmatch(groups[0]):
        return "".join(
            digits(group.lstrip("零")[:-1]) + group[-1] if group[-1] in "万亿兆" else digits(group.lstrip("零"))
            for group in groups
        )
    return _set_plainly(text, start, found)


def _last(head: str, high: str, unit: str) -> str:
    """The second end of 15-6, 730-40, 16000-7000: the last digit with what it is worth."""
    whole, without = digits(head + high + unit), digits(head)
    return plain(Decimal(whole) - Decimal(without)) if without.isdigit() and whole.isdigit() else digits(high + unit)


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
    "wetext_itn": in_grouped_digits,
    "nemo_itn": in_digits,
    "cn2an_an2cn": in_words,
    "cn2an_an2cn_errors": in_words,
}
