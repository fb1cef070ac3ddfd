"""The pieces of time expressions, each hit of the grammar read into fields.

A piece (`Atom`) says how large its unit is (`rank`) and what it fixes
(`fields`, such as year=2023 or tmonth=-1). A piece that is itself a range
(1—11月) carries the far end in `right`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from zhextract.entities.times.calendars import eras, holiday_names, holidays
from zhextract.entities.times.grammar import CN, grammar, words
from zhextract.expressions import rarely
from zhextract.numerals import Open, parse_numeral

__all__ = ["ALONE", "RANKS", "Atom", "Fields", "find_atoms", "read_small"]

RANKS = {"year": 1, "part": 2, "month": 3, "ten": 4, "week": 4, "day": 5, "hour": 6, "clock": 7, "edge": 8}
# Pieces that never join others: their whole meaning is in their text.
ALONE = (
    "event",
    "window",
    "ago",
    "streak",
    "sameperiod",
    "now",
    "plan",
    "decade",
    "century",
    "named",
    "report",
    "tradingday",
)

Fields = Mapping[str, int]
Reader = Callable[[int, int, str], "Atom"]


class Atom(NamedTuple):
    """A piece of a time expression; `right` holds the far end where the piece is itself a range."""

    start: int
    end: int
    name: str
    rank: int
    fields: Fields
    right: Fields | None = None


SPLIT_DATE = rarely("[-/.]")
DIGITS = re.compile("[0-9]+")
NUMERALS = re.compile(f"[0-9]+|[{CN}十廿两百]+")
LUNAR = rarely(
    rf"(?:[0-9]{{4}}|[{CN}]{{4}})(?=\s?年)|(?P<leap>闰)?(?P<month>[0-9]{{1,2}}|[{CN}十]{{1,2}}|[正冬腊])月|初?(?P<day>[0-9]{{1,2}}|[{CN}十廿]{{1,3}})"
)
# 三点三, 三点搭三, 三点三个字: the minutes are counted in fives.
FIVES = rarely("点[搭踏]?[一二三四五六七八九](?:个字)?$")
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
DIRECTION = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "": 0, "下": 1, "下下": 2}
WEEKDAYS = {char: day for day, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}


def read_small(text: str) -> int:
    """Read a small whole number in digits, positional or compound Chinese (23, 二三, 二十三, 廿三).

    Args:
        text: A numeral that the grammar let through; a vague one counts for its lower end.

    >>> read_small("二十三"), read_small("二〇二三"), read_small("07")
    (23, 2023, 7)
    """
    value = parse_numeral(text)
    if isinstance(value, Open):
        return int(value.low)
    return int(value) if value is not None else 0


def find_atoms(norm: str) -> Iterator[Atom]:
    """Find the pieces, left to right."""
    gate, openings, edges, numbered, worded, behind = grammar()
    numerals = {match.start() for match in gate.finditer(norm)}
    words = {start for _, start, _ in openings.find_matches_as_indexes(norm, overlapping=True)}
    ends = {match.start() for match in edges.finditer(norm)}
    position = 0
    for at in sorted(numerals | words | ends):
        if at < position:
            continue
        match = numbered.match(norm, at) if at in numerals else None
        if match is None and at in words:
            match = worded.match(norm, at)
        if match is None and at in ends:
            match = behind.match(norm, at)
        if match is not None:
            position = match.end()
            piece = _read_piece((match.lastgroup or "").rstrip("_"), match.group())
            yield Atom(at, position, piece.name, piece.rank, piece.fields, piece.right)


@lru_cache(maxsize=8192)
def _read_piece(name: str, text: str) -> Atom:
    """Read a piece, whatever its place; the same pieces stand all over a text."""
    return READERS[name](0, len(text), text)


def _number(text: str) -> int:
    """The first numeral of a piece; the grammar lets no piece through without one."""
    found = NUMERALS.search(text)
    return read_small(found.group()) if found else 1


def _year(text: str) -> int:
    """A year as written; two digits are of this century up to 50."""
    value = read_small(text)
    return value if len(text) > 2 else value + (2000 if value <= 50 else 1900)


def _read_word(start: int, end: int, text: str) -> Atom:
    rank, field, number, part = words()[text]
    if field == "months":
        return Atom(start, end, "word", RANKS[rank], {"month": 1}, {"month": number})
    fields = {field: number}
    if part:
        fields["part"] = int(part)
    if text[0] == "全":
        fields["whole"] = 1
    return Atom(start, end, "word", RANKS[rank], fields)


def _read_iso(start: int, end: int, text: str) -> Atom:
    year, month, day = map(int, SPLIT_DATE.split(text))
    return Atom(start, end, "iso", 5, {"year": year, "month": month, "day": day})


def _read_isomonth(start: int, end: int, text: str) -> Atom:
    year, month = map(int, SPLIT_DATE.split(text))
    return Atom(start, end, "isomonth", 3, {"year": year, "month": month})


def _read_compact(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "iso", 5, {"year": int(text[:4]), "month": int(text[4:6]), "day": int(text[6:])})


def _read_years(start: int, end: int, text: str) -> Atom:
    first, last = NUMERALS.findall(text)[:2]
    left = _year(first)
    right = _year(last) if len(last) > 2 else left // 100 * 100 + read_small(last)
    return Atom(start, end, "years", 1, {"year": left}, {"year": right})


def _read_year(start: int, end: int, text: str) -> Atom:
    found = NUMERALS.search(text)
    return Atom(start, end, "year", 1, {"year": _year(found.group())} if found else {})


def _read_yearreport(start: int, end: int, text: str) -> Atom:
    first = NUMERALS.search(text)
    fields = {"year": _year(first.group())} if first else {}
    quarter = text.rstrip("季度报")[-1]
    if quarter in "一三":
        return Atom(start, end, "yearreport", 2, {**fields, "quarter": read_small(quarter)})
    return Atom(start, end, "yearreport", 2, {**fields, "half": 1})


def _read_yearfy(start: int, end: int, text: str) -> Atom:
    fields = {"year": _year(DIGITS.findall(text)[-1])}
    if text[-1] == "末":
        fields["edge"] = 1
    if text[1] == "Q":
        return Atom(start, end, "yearfy", 2, {**fields, "quarter": int(text[0])})
    if text[1] == "H":
        return Atom(start, end, "yearfy", 2, {**fields, "half": int(text[0])})
    return Atom(start, end, "yearfy", 1, fields)


def _read_era(start: int, end: int, text: str) -> Atom:
    name = max((name for name in eras() if text.startswith(name)), key=len)
    count = text[len(name) : -1]
    return Atom(start, end, "era", 1, {"year": eras()[name] + (0 if count == "元" else read_small(count) - 1)})


def _read_lunar(start: int, end: int, text: str) -> Atom:
    fields, rank = {"lunar": 1}, 0
    for match in LUNAR.finditer(text):
        if match["month"]:
            fields["month"] = LUNAR_MONTHS.get(match["month"]) or read_small(match["month"])
            fields["leap"], rank = int(match["leap"] is not None), 3
        elif match["day"]:
            fields["day"], rank = read_small(match["day"]), 5
        else:
            fields["year"], rank = read_small(match.group()), 1
    return Atom(start, end, "lunar", rank, fields)


def _read_months(start: int, end: int, text: str) -> Atom:
    count = _number(text)
    if text[0] in "最后":
        return Atom(start, end, "months", 2, {"month": 13 - count}, {"month": 12})
    return Atom(start, end, "months", 2, {"month": 1}, {"month": count})


def _read_pair(name: str, start: int, end: int, text: str) -> Atom:
    first, last = NUMERALS.findall(text)[:2]
    field = name.removesuffix("range")
    return Atom(start, end, name, UNITS[field], {field: read_small(first)}, {field: read_small(last)})


def _read_unit(field: str, start: int, end: int, text: str) -> Atom:
    return Atom(start, end, field, UNITS[field], {field: _number(text)})


def _read_yearin(start: int, end: int, _text: str) -> Atom:
    return Atom(start, end, "yearin", 1, {"dyear": 0})


def _read_half(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "half", 2, {"half": int(text[1]) if text[0] == "H" else 1})


def _read_weekday(start: int, end: int, text: str) -> Atom:
    prefix = text[:-1].removesuffix("周").removesuffix("星期").removesuffix("礼拜").removesuffix("个")
    fields = {"weekday": WEEKDAYS[text[-1]]} | ({"dweek": DIRECTION[prefix]} if prefix else {})
    return Atom(start, end, "weekday", 5, fields, {**fields, "weekday": 6} if text[-1] == "末" else None)


def _read_nthweekday(start: int, end: int, text: str) -> Atom:
    nth = -1 if text[0] == "最" else _number(text)
    return Atom(start, end, "nthweekday", 5, {"nth": nth, "weekday": WEEKDAYS[text[-1]]})


def _read_nthweek(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "nthweek", 4, {"nthweek": _number(text)})


def _read_nthday(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "nthday", 5, {"nthday": _number(text)})


def _read_nthmonth(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "month", 3, {"month": _number(text)})


def _read_clock(name: str, start: int, end: int, text: str) -> Atom:
    numbers = [read_small(number) for number in NUMERALS.findall(text.replace("零", "〇") if len(text) > 2 else text)]
    fields = dict(zip(("hour", "minute", "second"), numbers, strict=False))
    if "hour" not in fields:
        fields["hour"] = 0
    if text[-1] == "半":
        fields["minute"] = 30
    elif text[-1] in "aApPmM.":
        fields["part"] = 4 if "p" in text.lower() else 2
    elif name == "clockweak" and FIVES.search(text):
        fields["minute"] *= 5
    elif text[-1] == "刻":
        fields["minute"] = 15 * fields["minute"]
    return Atom(start, end, name, 7, fields)


def _read_hourrange(start: int, end: int, text: str) -> Atom:
    found = NUMERALS.findall(text.replace("零", "〇"))
    first, last = found[:2] if len(found) > 1 else found[0]
    right = {"hour": read_small(last)} | ({"minute": 30} if text[-1] == "半" else {})
    return Atom(start, end, "clockweak", 7, {"hour": read_small(first)}, right)


def _read_season(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "season", 2, {"season": "春夏秋冬".index(text[0])})


def _read_late(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "word", RANKS["hour"], {"part": 6 if text == "晚" else 1})


def _read_edge(start: int, end: int, text: str) -> Atom:
    unit = {"年": 1, "季": 2, "月": 3, "报": 8, "期": 8, "本": 8}.get(text[0], 0)
    edge = -1 if text[-1] in "初始" else 0 if text[-1] == "中" else 1
    return Atom(start, end, "edge", 8, {"edge": edge, "unit": unit})


def _read_day_name(start: int, end: int, text: str) -> Atom:
    name = max((name for name in holidays() if text.startswith(name)), key=len)
    fields = {"holiday": holiday_names().index(name)}
    return Atom(start, end, "holiday", 5, fields if name == text else {**fields, "days": 1})


def _read_alone(name: str, start: int, end: int, _text: str) -> Atom:
    return Atom(start, end, name, 0, {})


UNITS = {"quarter": 2, "month": 3, "day": 5}
READERS: dict[str, Reader] = {
    "word": _read_word,
    "iso": _read_iso,
    "isomonth": _read_isomonth,
    "compact": _read_compact,
    "years": _read_years,
    "year": _read_year,
    "year2": _read_year,
    "yearbare": _read_year,
    "yearad": _read_year,
    "yearfy": _read_yearfy,
    "yearreport": _read_yearreport,
    "era": _read_era,
    "lunar": _read_lunar,
    "lunarday": _read_lunar,
    "holiday": _read_day_name,
    "months": _read_months,
    "monthrange": partial(_read_pair, "monthrange"),
    "quarterrange": partial(_read_pair, "quarterrange"),
    "dayrange": partial(_read_pair, "dayrange"),
    "quarter": partial(_read_unit, "quarter"),
    "half": _read_half,
    "yearin": _read_yearin,
    "month": partial(_read_unit, "month"),
    "day": partial(_read_unit, "day"),
    "weekday": _read_weekday,
    "nthweekday": _read_nthweekday,
    "nthweek": _read_nthweek,
    "nthmonth": _read_nthmonth,
    "nthday": _read_nthday,
    "clock": partial(_read_clock, "clock"),
    "hourrange": _read_hourrange,
    "season": _read_season,
    "late": _read_late,
    "clockweak": partial(_read_clock, "clockweak"),
    "edge": _read_edge,
    **{name: partial(_read_alone, name) for name in ALONE},
}
