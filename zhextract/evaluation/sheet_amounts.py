"""What an amount's words say, for annotation sheets.

An annotator writes the words of an amount; this module gives its value, bound
and unit, or refuses. It is deliberately small and shares nothing with
`zhextract.quantities`: a corpus built by the code that it measures measures nothing.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zhextract.errors import CorpusError
from zhextract.lexicons import read_table
from zhextract.records import Bound

__all__ = ["Amount", "read_amount", "tidy"]

DIGITS = {"〇": 0, "两": 2, "兩": 2}
DIGITS |= {
    sign: value for signs in ("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for value, sign in enumerate(signs)
}
PLACES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "万": 10**4,
    "亿": 10**8,
    "萬": 10**4,
    "億": 10**8,
}
CHINESE = "".join([*DIGITS, *PLACES])
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Multipliers after digits: 万亿. Not the 千 and 百 that begin a unit: 千瓦, 百帕.
SCALES = r"(?:[十万亿萬億]|[千百](?![瓦克米帕卡伏焦]))*"
# One number: 62.7亿, 5,000, 三百二十. A sign belongs to it.
NUMBER = rf"[+-]?(?:\d[\d,]*(?:\.\d+)?{SCALES}|[{CHINESE}]+)"
# Two ends of an interval: 3至5, 10%-15%, 6.5—8亿.
RANGE = re.compile(rf"(?P<low>{NUMBER})(?P<unit>[^\d{CHINESE}至到~—–-]*)(?:至|到|~|—|–|-)(?P<high>{NUMBER})")
HALVES = ("半数", "过半")
FRACTION = re.compile(r"(百|千)分之")
# A rank: 第3位, 第十. Not an ordinal in a name, which is no amount.
RANK = re.compile(rf"(?:前|第)({NUMBER})(位|名)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """The exact value, the bound and the unit of an amount."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None


def read_amount(surface: str, *, required: bool = False) -> Amount:
    """Read an amount from its words.

    Args:
        surface: From hedge to unit.
        required: Whether the amount is a target or a limit, where 以上 means at least.

    Raises:
        CorpusError: The words are no amount that can be read.

    >>> read_amount("近2.8万人次")
    Amount(value=Decimal('28000'), low=None, high=None, bound='nearly', unit='人次')
    """
    words = surface.translate(HALF_WIDTH).replace(" ", "").replace("\n", "").removeprefix("翻")
    rank = RANK.fullmatch(words)
    if rank:
        return Amount(_number(rank[1]), None, None, "exact", "位")
    before, words = _strip_hedge(words, "before", required=required)
    after, words = _strip_hedge(words, "after", required=required)
    scale, words = _strip_fraction(words)
    interval = RANGE.match(words)
    if interval:
        return _read_interval(interval, scale or words[interval.end() :])
    match = re.match(NUMBER, words)
    if match is None and words not in HALVES:
        raise CorpusError(f"no amount can be read in {surface!r}")
    if match is None or words == "一半":
        return Amount(Decimal(50), None, None, before or after or "exact", "%")
    value, rest = _number(match[0]), words[match.end() :]
    inside, value, rest = _read_inside(value, rest)
    if rest == "成":
        value, rest = value * 10, "%"
    return Amount(value, None, None, before or after or inside or "exact", scale or rest or None)


def _read_interval(interval: re.Match[str], unit: str) -> Amount:
    """Two ends; a multiplier after the second reaches the first, unless a unit stands between: 6.5-8亿元."""
    low, high, between = interval["low"], interval["high"], interval["unit"]
    factor = Decimal(1) if between or _trailing_word(low) else _trailing(high)
    ends = tidy(_number(low) * factor), _number(high)
    unit = unit or between
    if unit == "成":
        return Amount(None, ends[0] * 10, ends[1] * 10, "range", "%")
    return Amount(None, *ends, "range", unit or None)


def _read_inside(value: Decimal, rest: str) -> tuple[Bound | None, Decimal, str]:
    """A hedge between a number and its unit, before a later multiplier or behind the unit: 5000余万元, 两成多."""
    inside, behind = _strip_hedge(rest, "inside", required=False)
    if inside:
        later = re.match(SCALES, behind)
        word = later[0] if later else ""
        return inside, value * _trailing(word) if word else value, behind[len(word) :]
    if len(rest) > 1 and _strip_hedge(rest[-1], "inside", required=False)[0]:
        return "over", value, rest[:-1]
    return None, value, rest


def tidy(value: Decimal) -> Decimal:
    """Write a whole number without a point: 28000.0 is 28000.

    >>> tidy(Decimal("28000.0")), tidy(Decimal("34.10"))
    (Decimal('28000'), Decimal('34.10'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@cache
def _hedges(place: str) -> tuple[tuple[str, Bound, Bound], ...]:
    """The hedges of one place, longest first, with their bounds in reports and in requirements."""
    rows = [
        (word, reported, wanted or reported)
        for word, where, reported, wanted in read_table("annotation_hedges", 4)
        if where == place
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))  # type: ignore[arg-type]


def _strip_hedge(words: str, place: str, *, required: bool) -> tuple[Bound | None, str]:
    """Take the hedge of one place off; it stands at the end for `after`, else at the beginning."""
    for word, reported, wanted in _hedges(place):
        if place == "after" and words.endswith(word):
            return (wanted if required else reported), words[: -len(word)]
        if place != "after" and words.startswith(word):
            return (wanted if required else reported), words[len(word) :]
    return None, words


def _strip_fraction(words: str) -> tuple[str | None, str]:
    match = FRACTION.match(words)
    if match is None:
        return None, words
    return ("%" if match[1] == "百" else "‰"), words[match.end() :]


def _trailing_word(number: str) -> str:
    match = re.search(r"(?<=\d)[十百千万亿萬億]+$", number)
    return match[0] if match else ""


def _trailing(number: str) -> Decimal:
    """The multiplier at the end of a number written in digits, or of multipliers alone."""
    factor = Decimal(1)
    for sign in _trailing_word(number) or (number if not number[:1].isdigit() else ""):
        factor *= PLACES.get(sign, 1)
    return factor


def _number(words: str) -> Decimal:
    """An exact number from digits with multipliers, or from Chinese numerals."""
    sign = -1 if words.startswith("-") else 1
    words = words.lstrip("+-")
    if words[0].isdigit():
        multiplier = _trailing_word(words)
        digits = words[: len(words) - len(multiplier)].replace(",", "")
        value = sign * Decimal(digits) * _trailing(words)
        return tidy(value)
    if not set(words) & set(PLACES):
        return Decimal("".join(str(DIGITS[word]) for word in words))
    return Decimal(sign * _read_places(words))


def _read_places(words: str) -> int:
    """Read 三百二十, 一万五千, 十二亿 by their places; 三万五 is not an amount that we write."""
    total = section = digit = 0
    for word in words:
        if word in DIGITS:
            digit = DIGITS[word]
        elif PLACES[word] < 10**4:
            section, digit = section + (digit or 1) * PLACES[word], 0
        else:
            whole = section + digit
            total = (
                (total + (whole or (0 if total else 1))) * PLACES[word]
                if PLACES[word] == 10**8
                else total + (whole or 1) * PLACES[word]
            )
            section = digit = 0
    return total + section + digit
