"""Every numeral of a text, whatever it counts: for those who want numbers and not amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.numerals.grammar import ARABIC, CHINESE, CHINESE_DIGIT
from zhextract.numerals.read import Interval, Numeral, Open, parse_numeral
from zhextract.spans import Span

__all__ = ["find_numerals", "parse_fraction"]

# A sign, which two hyphens in a row are not.
_SIGN = r"(?:(?<![0-9\-−])[-−]|负|負)?\s?"
_LETTER = r"(?:\s?[kKmMGT](?![A-Za-z]))?"
# 1.5, .5, 1.04M, 2e5, 2^5; then any Chinese numeral.
_PLAIN = rf"(?:(?<![0-9])\.[0-9]+{_LETTER}|{ARABIC}(?:[eE][+-]?[0-9]+(?![0-9A-Za-z]))?{_LETTER}|{CHINESE}|点[{CHINESE_DIGIT}]+)"

# 三又五分之一, 二十五分之一百四十四, 1 4/3, 3/5, 百分之负六十五; else a plain numeral with its sign.
FIGURE = rarely(
    rf"{_SIGN}(?:"
    rf"(?:(?P<whole>{_PLAIN})\s?又\s?)?(?P<below>{_PLAIN})\s{{0,2}}(?:[分份]\s{{0,2}}之\s{{0,2}}|[分份](?=一(?![一二三四五六七八九十百千万亿分])))(?P<above>[-−负]?(?:{_PLAIN}))(?!\s?分\s?之)"
    rf"|(?:(?P<count>[0-9]+)\s)?(?P<over>[0-9]+)/(?P<under>[0-9]+)(?![0-9/])"
    rf"|(?P<base>[0-9.]+)\^(?P<power>[+-]{{0,2}}[0-9]{{1,3}})"
    rf"|(?P<half>半百|(?<!点)[一1]?半半?(?=[个数以,，。]|$))"
    rf"|{_PLAIN})"
)


def parse_fraction(surface: str) -> Decimal | None:
    """Work out a fraction, a mixed number or a power: 三分之二, 一又十分之一, 3/5, 2^5.

    >>> parse_fraction("四分之三")
    Decimal('0.75')
    """
    match = FIGURE.fullmatch(surface)
    return None if match is None else _value_of(match)


def _value_of(match: re.Match[str]) -> Decimal | None:
    """The value of a figure that is more than one numeral, sign included; None for a plain one or nonsense."""
    sign = -1 if match.group()[:1] in {"-", "−", "负", "負"} else 1
    if match["below"]:
        below, above = parse_numeral(match["below"]), parse_numeral(match["above"])
        whole = parse_numeral(match["whole"]) if match["whole"] else Decimal(0)
        if (
            not isinstance(below, Decimal)
            or not isinstance(above, Decimal)
            or not isinstance(whole, Decimal)
            or not below
        ):
            return None
        return sign * (whole + above / below)
    if match["under"]:
        under = Decimal(match["under"])
        return sign * (Decimal(match["count"] or 0) + Decimal(match["over"]) / under) if under else None
    if match["base"]:
        power = match["power"].replace("--", "")
        return (
            sign * Decimal(match["base"]) ** int(power)
            if match["base"].count(".") < 2 and match["base"] != "."
            else None
        )
    if match["half"]:
        return sign * (Decimal(50) if match["half"] == "半百" else Decimal("0.5"))
    return None


def _refused() -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for (word,) in read_table("no_numerals", 1):
        for index, char in enumerate(word):
            found.setdefault(char, []).append((index, word))
    return found


def find_numerals(norm: str) -> Iterator[Numeral | Interval]:
    """Find every numeral in text order, dates and ordinals included, words that hold one (统一, 四川) excepted.

    >>> [str(found.value) for found in find_numerals("三分之二的人走了10公里") if isinstance(found, Numeral)]
    ['0.6666666666666666666666666667', '10']
    """
    refused, search = _refused(), FIGURE.search
    position = 0
    while match := search(norm, position):
        start, end = match.span()
        position = max(end, start + 1)
        if match.group() == "两" and start and norm[start - 1] in CHINESE_DIGIT:  # 二两: two of the weight
            continue
        inside = 0 if match["below"] else _word_end(norm, start, end, refused)
        if inside:
            position = inside
            continue
        span = Span(start, end)
        value = _value_of(match)
        if value is not None:
            yield Numeral(value, span)
            continue
        if match["below"] or match["under"] or match["base"] or not match.group().strip("万亿兆 "):
            continue
        parsed = parse_numeral(match.group())
        if isinstance(parsed, Decimal):
            yield Numeral(parsed, span)
        elif isinstance(parsed, Open):
            yield Interval(parsed.low, parsed.high, span, parsed.bound)


def _word_end(norm: str, start: int, end: int, refused: dict[str, list[tuple[int, str]]]) -> int:
    """Where the word ends that a numeral is only part of, or 0."""
    for at in {start, end - 1}:
        for index, word in refused.get(norm[at], ()):
            first = at - index
            if 0 <= first <= start and norm.startswith(word, first) and first + len(word) >= end:
                return max(first + len(word), start + 1)
    return 0
