"""From the surface of a numeral to its exact value, or to the interval it leaves open.

Read `parse_numeral`, then `_evaluate`, which walks the characters once. A numeral
is a sum of groups (亿, 万), each a sum of digits times 千, 百, 十; Arabic digits may
stand wherever a Chinese digit may (3亿2000万, 5万4千). Everything is `Decimal`
under a context without rounding.
"""

import re
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import cache, lru_cache
from typing import Literal

from zhextract.errors import OffsetError
from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.numerals.grammar import NUMERAL
from zhextract.spans import Span

__all__ = ["EXACT", "Interval", "Numeral", "Open", "is_well_formed", "parse_numeral", "read_digits", "read_numeral"]

# Arithmetic that never rounds: no numeral of a text reaches these limits.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_ONE, _TEN, _ZERO, _GROUP = Decimal(1), Decimal(10), Decimal(0), Decimal(10000)
_HALVES = {"半": Decimal("0.5"), "个半": Decimal("1.5"), "分半": Decimal("1.5")}
_CACHED_LENGTH = 24
_PLAIN_DIGITS = 60  # a power of ten beyond this keeps its exponent

IntervalBound = Literal["over", "range"]


@dataclass(frozen=True, slots=True)
class Open:
    """What a vague numeral stands for: at least `low`, at most `high` where there is one."""

    low: Decimal
    high: Decimal | None
    bound: IntervalBound


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with an exact value."""

    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Interval:
    """A numeral that leaves its value open: 十几 is 11 to 19, 三百多 is over 300 (`high` is None)."""

    low: Decimal
    high: Decimal | None
    span: Span
    bound: IntervalBound


@cache
def _classes() -> tuple[dict[str, str], dict[str, Decimal], dict[str, Decimal], dict[str, Decimal]]:
    """Digits, units (十 百 千), groups (万 亿) and tens (廿) by character."""
    rows = read_table("numerals", 3)
    digits = {char: value for char, kind, value in rows if kind == "digit"}
    units = {char: Decimal(value) for char, kind, value in rows if kind == "unit"}
    groups = {char: Decimal(value) for char, kind, value in rows if kind == "group"}
    tens = {char: Decimal(value) for char, kind, value in rows if kind == "tens"}
    return digits, units, groups, tens


# The parts of a numeral: a run of Arabic digits, or one character.
PART = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|.", re.DOTALL)

# The sign before a numeral; a hyphen is one only where no figure stands before it, which the caller checks.
SIGN = re.compile(r"[-+−－＋负負正▲]\s*")

# 1.2×10^8, 3e5.
SCIENTIFIC = re.compile(r"([\d.,]+)(?:[×xX*]10\^|[eE])([+-]?\d{1,9})")

# 1.04M, 15k, 30w: a letter for a multiplier, as on price tags and in chats.
LETTER = re.compile(r"([\d.,]+)\s?([kKwWmMgGtT])")
_LETTERS = {"k": 3, "w": 4, "m": 6, "g": 9, "t": 12}

# 三五百, 两三千万, 十七八, 七八十: two digits side by side, the second the larger, that name a range.
PAIR = re.compile(r"(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)(?=[十百千万亿拾佰仟]|$)")


def parse_numeral(surface: str, *, counted: bool = False) -> Decimal | Open | None:
    """Work out what a whole surface is worth as a numeral.

    Args:
        surface: The numeral alone, sign included, without unit.
        counted: A unit follows, so that 七八 is a range of 7 to 8 and not 78.

    Returns:
        The exact value; `Open` for a numeral that holds 几, 数, 余, 多, 来 or two
        digits side by side; None when the surface is no numeral.

    >>> parse_numeral("一亿两千三百万")
    Decimal('123000000')
    >>> parse_numeral("十几万")
    Open(low=Decimal('110000'), high=Decimal('190000'), bound='range')
    """
    if len(surface) <= _CACHED_LENGTH:
        return _parse_cached(surface, counted)
    return _parse(surface, counted)


def _parse(surface: str, counted: bool) -> Decimal | Open | None:
    sign = SIGN.match(surface)
    if sign:
        value = _parse_unsigned(surface[sign.end() :], counted)
        if value is None or sign.group()[0] in "+＋正":
            return value
        if isinstance(value, Open):
            return Open(-value.high if value.high is not None else -value.low, -value.low, "range")
        return value.copy_negate()
    return _parse_unsigned(surface, counted)


_parse_cached = lru_cache(maxsize=8192)(_parse)


def _parse_unsigned(text: str, counted: bool) -> Decimal | Open | None:
    if text.isascii() or "10^" in text:
        return _parse_ascii(text)
    if text in _HALVES:
        return _HALVES[text]
    if not text:
        return None
    if any(char in text for char in "几数余多来上好"):
        return _parse_vague(text)
    pair = PAIR.search(text) if "点" not in text else None
    # A pair before a multiplier is a range; at the end only behind 十, or alone and counted (二〇二三 is a year).
    if pair and (
        pair.end() < len(text)
        or (pair.start() and text[pair.start() - 1] in "十廿卅百千万亿")
        or (counted and not pair.start())
    ):
        low = _evaluate(text[: pair.start() + 1] + text[pair.end() :])
        high = _evaluate(text[: pair.start()] + text[pair.end() - 1 :])
        if low is not None and high is not None and low < high:
            return Open(low, high, "range")
    return _evaluate(text)


def _parse_ascii(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace(" ", "")
    if plain.isdigit():
        return Decimal(plain)
    scientific = SCIENTIFIC.fullmatch(plain)
    if scientific:
        head = _parse_ascii(scientific[1])
        return None if head is None else _without_zeros(head.scaleb(int(scientific[2]), EXACT))
    letter = LETTER.fullmatch(plain)
    if letter:
        head = _parse_ascii(letter[1])
        return None if head is None else _without_zeros(head.scaleb(_LETTERS[letter[2].lower()], EXACT))
    whole, _, part = plain.partition(".")
    if (not whole or whole.isdigit()) and part.isdigit():
        return Decimal(plain)
    return None


# 几十, 数百万, 十几, 三十几亿, 一百零几: 几 or 数 stands for a digit of 1 (behind a number) or 2 to 9.
FEW = re.compile(r"[几数]")
# 三百多, 5000余万, 二十来, 上千, 成百上千: at least the numeral without them.
MORE = rarely(r"^(?:上|成百上|成千上|好)|[余多来]")


def _parse_vague(text: str) -> Open | None:
    few = FEW.search(text)
    if few:
        first = "1" if few.start() and text[few.start() - 1] not in "上好" else "2"
        low = _evaluate(text[: few.start()] + first + text[few.end() :])
        high = _evaluate(text[: few.start()] + "9" + text[few.end() :])
        if low is None or high is None:
            return None
        if few.start() == 0 and text[1:2] in _classes()[1]:  # 几十 is 20 to 99, 数百万 is 200万 to 999万
            unit = _evaluate(text[1:2])
            if unit is not None and unit < Decimal(10000):
                high = EXACT.divide(
                    EXACT.multiply(high, EXACT.subtract(EXACT.multiply(unit, _TEN), _ONE)),
                    EXACT.multiply(unit, Decimal(9)),
                )
        return Open(low, high, "range")
    low = _evaluate(MORE.sub("", text))
    return None if low is None else Open(low, None, "over")


def _evaluate(text: str) -> Decimal | None:  # noqa: C901  # one branch for each class of character
    """Evaluate a numeral of digits and multipliers, in one pass over its characters."""
    for mark in "点點．":
        if mark in text:
            whole, _, part = text.partition(mark)
            return _evaluate_point(whole, part)
    digits, units, groups, tens = _classes()
    # The groups so far with what they hold, the largest first: (亿, 3亿), (万, 2万).
    done: list[tuple[Decimal, Decimal]] = []
    section = _ZERO  # of the digits since the last 万 or 亿
    run = ""  # digits not yet multiplied
    last = _ZERO  # the multiplier right before `run`, whose tenth an elided ending stands for
    gap = False  # a 零 stands before `run`
    multiply, add = EXACT.multiply, EXACT.add
    for part in PART.findall(text):
        digit = digits.get(part)
        if digit is not None:
            if digit == "0" and not run and last:
                gap = True
            else:
                run += digit
        elif part in units:
            value = units[part]
            if _ZERO < last < value:  # 十七百 is seventeen hundreds
                low = section % value
                section = add(section - low, multiply(add(low, Decimal(run or 0)), value))
            else:
                section = add(section, multiply(Decimal(run) if run.strip("0") else _ONE, value))
            run, last, gap = "", value, False
        elif part in groups:
            value = groups[part]
            section = add(section, _ending(run, last if last < _GROUP else _ZERO, gap))
            if section or not run:
                _close_group(done, section, value)
            else:  # 0.0万
                done.append((value, _ZERO))
            section, run, last, gap = _ZERO, "", value, False
        elif part in tens:
            section = add(section, tens[part])
            run, last, gap = "", _TEN, False
        elif part[-1].isdigit() and part[-1].isascii():
            run += part.replace(",", "")
        elif not part.isspace() and part != "个":  # 3个亿
            return None
    if run and not run.replace(".", "", 1).isdigit():
        return None
    total = add(section, _ending(run, last, gap))
    for _, held in done:
        total = add(total, held)
    return _without_zeros(total)


def _close_group(done: list[tuple[Decimal, Decimal]], section: Decimal, value: Decimal) -> None:
    """Multiply by a group what stands before it: the section, and any smaller groups (三千万亿, 四万万)."""
    held = section
    while done and (done[-1][0] < value or (done[-1][0] == value and not section)):
        held = EXACT.add(held, done.pop()[1])
    held = EXACT.multiply(held or _ONE, value)
    if done and done[-1][0] == value:
        held = EXACT.add(held, done.pop()[1])
    done.append((value, held))


def _without_zeros(value: Decimal) -> Decimal:
    """Drop the decimal zeros that a multiplier leaves: 62.7亿 is 6270000000, not 6270000000.0."""
    whole = value.to_integral_value(context=EXACT)
    if whole != value:
        return value
    return whole.quantize(_ONE, context=EXACT) if whole.adjusted() < _PLAIN_DIGITS else whole


def _ending(run: str, last: Decimal, gap: bool) -> Decimal:
    """What trailing digits are worth: 五 in 两百五 is 50, in 一百零五 and in 十五 it is 5."""
    if not run:
        return _ZERO
    value = Decimal(run)
    if len(run) == 1 and last > _TEN and not gap:
        return EXACT.multiply(value, EXACT.divide(last, _TEN))
    return value


def _evaluate_point(whole: str, part: str) -> Decimal | None:
    """十五点二亿: an integer, digits behind the point, then multipliers for both together."""
    digits = _classes()[0]
    end = 0
    fraction = []
    for char in part:
        digit = digits.get(char) or (char if char.isdigit() and char.isascii() else None)
        if digit is None:
            break
        fraction.append(digit)
        end += 1
    head = _evaluate(whole) if whole else _ZERO
    if head is None or not fraction or head != head.to_integral_value():
        return None
    value = EXACT.add(head, Decimal("0." + "".join(fraction)))
    if end < len(part):
        scale = _evaluate(part[end:])
        return None if scale is None else _without_zeros(EXACT.multiply(value, scale))
    return value


def read_digits(surface: str) -> str | None:
    """Spell Chinese digits out one by one, as in a telephone number or a code; None where another character stands.

    >>> read_digits("零一二三")
    '0123'
    """
    digits = _classes()[0]
    spelt = [char if "0" <= char <= "9" else digits.get(char, "") for char in surface]
    return "".join(spelt) if surface and all(spelt) else None


# A section below 万 as it is properly written: 一千零五十, 三百二十, 十五; no 百十一, no digits side by side.
_SECTION = r"(?:{d}千)?零?(?:{d}百)?零?(?:{d}?十|{d}十)?零?{d}?|{d}百{d}|{d}千{d}"
_WELL = _SECTION.format(d="[一二三四五六七八九两壹贰叁肆伍陆柒捌玖]")
WELL_FORMED = rarely(
    rf"[负-]?(?=.)(?:(?:{_WELL})万零?)?(?:(?:{_WELL})亿零?)?(?:(?:{_WELL})万零?)?(?:{_WELL}|零)(?:(?<=[零〇一二三四五六七八九十百千万亿])点[零〇一二三四五六七八九]+)?"
)


def is_well_formed(surface: str) -> bool:
    """Whether a Chinese numeral is written as the grammar wants it, not merely understandable.

    >>> is_well_formed("一百一十一"), is_well_formed("百十一")
    (True, False)
    """
    plain = surface.translate(_PLAIN_CAPITALS)
    return WELL_FORMED.fullmatch(plain) is not None and "百十" not in plain.replace("一百十", "百十")


_PLAIN_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇兩萬億點負", "一二三四五六七八九十百千零两万亿点负")


# A numeral with its sign: a hyphen or 正 before it is one, too.
SIGNED_NUMERAL = rarely(rf"[-+−－＋负]?{NUMERAL}")


def read_numeral(norm: str, start: int = 0) -> Numeral | Interval | None:
    """Read the longest numeral that begins exactly at `start`.

    The value is an exact `Decimal`. A hedge inside it (几, 余, 多) gives an `Interval`.

    Args:
        norm: Normalised text.
        start: Code-point offset, 0 <= start < len(norm).

    Returns:
        The numeral with its half-open span in `norm`; None when no numeral
        starts there, which is ordinary and not an error.

    Raises:
        OffsetError: `start` lies outside `norm`.

    >>> read_numeral("产量3亿吨", 2)
    Numeral(value=Decimal('300000000'), span=Span(start=2, end=4))
    """
    if not 0 <= start < len(norm):
        raise OffsetError(f"offset {start} lies outside a text of {len(norm)} characters")
    match = SIGNED_NUMERAL.match(norm, start)
    if match is None:
        return None
    value = parse_numeral(match.group())
    span = Span(start, match.end())
    if value is None:
        return None
    if isinstance(value, Open):
        return Interval(value.low, value.high, span, value.bound)
    return Numeral(value, span)
