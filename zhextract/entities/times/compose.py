"""Pieces become expressions: neighbours from large units to small are one point, two points are a range.

The rule of the language is a single one: a point in time is written from the
year down to the second, each unit smaller than the one before it. Everything
here is that rule, its gaps and brackets, and what may stand around it
(自…以来, 今天（5月17日）).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhextract.entities.times.atoms import ALONE, RANKS, Atom, Fields
from zhextract.expressions import rarely

__all__ = ["Expression", "compose"]

# What may stand between two pieces of one point: blanks, or 的 (今年的一季度); never a line end.
GAP = re.compile(r"[ \u00a0\u3000]{0,2}的?[ \u00a0]?")
COUNTED_FROM = frozenset({"plan", "decade", "century"})
DATED = frozenset({"year", "dyear", "tyear"})
DAYS = frozenset({"day", "weekday", "dday"})
LONGEST_GAP = 4
# What joins the two ends of a range.
TO = re.compile(r"[ \u00a0]?(?:[-—–－~～]{1,2}|至|到)[ \u00a0]?")
# 2015年和2018年之间 is a range too.
# 产业结构为3:45:52, 比例达到87:9:4: no clock.
PROPORTION = rarely(r"(?:比|结构|构成)[^，。；、\n]{0,5}$")
AND, BETWEEN = re.compile("[和与]"), re.compile("之间|间(?![接隔断])")
# The unit of the day that is named in brackets behind it: 今天（5月17日）.
OPEN, CLOSE = "(（", ")）"
SINCE = re.compile("以来|至今|来(?=[的次最新首,，])")
FROM = re.compile("(?:自从|自|从)$")
# A day that stands without its month is only a date in digits and with 日, outside counts and limits; with 号 it is
# one in a list of days: 9月10号、11号.
LISTED = frozenset("、,，和及")
COUNTED_BEFORE = rarely(r"(?:[近前后连跌涨升降每满第过隔逾超期为足达共计约个下上的了]|[少多低早晚迟]于)$")
COUNTED_AFTER = rarely(
    r"(?:之?[内后前]|以[内后前上下]|(?:[、和][0-9]{1,3}日){0,4}均?线|均|游|龄|间|制|工|历|元|时间|[起至到]?的?期|无|未|不|报(?![道告]))"
)

FIELD_RANK = {
    "year": 1, "dyear": 1, "tyear": 1, "half": 2, "quarter": 2, "tquarter": 2, "season": 2, "lunar": 3, "leap": 3, "month": 3, "tmonth": 3, "smonth": 3,
    "ten": 4, "dweek": 4, "tweek": 4, "nthweek": 4, "day": 5, "dday": 5, "tday": 5, "nth": 5, "nthday": 5, "weekday": 5, "holiday": 5,
    "part": 6, "hour": 7, "minute": 7, "second": 7,
}  # fmt: skip
# Pieces that mean a time only behind a larger one: 第三周, 第十天, 第九个月, 下午, 8点, 农历.
DEPENDENT = [{"nthweek"}, {"nthday"}, {"nth", "weekday"}, {"part"}, {"lunar"}]
STANDALONE = frozenset(ALONE)


class Expression(NamedTuple):
    """A time expression before it is resolved; `right` is the far end of a range, `rule` names the first piece."""

    start: int
    end: int
    rule: str
    fields: Fields
    right: Fields | None = None
    since: bool = False
    streak: str = ""


def compose(norm: str, atoms: Sequence[Atom], *, loose: bool = False) -> list[Expression]:
    """Join the pieces into expressions, in text order, never overlapping.

    `loose` lets pieces stand alone that running text gives another meaning more often (8点, 下午, 3日).
    """
    expressions: list[Expression] = []
    index = 0
    while index < len(atoms):
        last = expressions[-1] if expressions else None
        follows_day = last is not None and last.end == atoms[index].start - 1 and "day" in last.fields
        expression, index = _read_expression(norm, atoms, index, loose=loose, follows_day=follows_day)
        if expression is not None:
            expressions.append(expression)
    return expressions


def _read_expression(
    norm: str, atoms: Sequence[Atom], index: int, *, loose: bool, follows_day: bool
) -> tuple[Expression | None, int]:
    atom = atoms[index]
    if atom.name in STANDALONE:
        closing = SINCE.match(norm, atom.end) if atom.name in COUNTED_FROM else None
        end = closing.end() if closing else atom.end
        return Expression(atom.start, end, atom.name, atom.fields, since=closing is not None), index + 1
    point, index = _read_point(norm, atoms, index)
    joined = _read_range(norm, atoms, index, point)
    if joined is not None:
        point, index = joined
    elif not loose and not _stands(norm, point, follows_day=follows_day):
        return None, index
    return _read_surroundings(norm, atoms, index, point)


def _read_point(norm: str, atoms: Sequence[Atom], index: int) -> tuple[Expression, int]:
    """Join pieces while each is smaller than the one before it."""
    atom = atoms[index]
    fields, right = atom.fields, atom.right
    rank, end, index = atom.rank, atom.end, index + 1
    while index < len(atoms):
        piece = atoms[index]
        if piece.start - end > LONGEST_GAP or piece.name in STANDALONE or piece.start < end:
            break
        gap = GAP.match(norm, end)
        is_whole = "whole" in piece.fields and rank == 1 and "whole" not in fields
        is_larger = piece.rank <= rank and not is_whole and not (piece.name == "weekday" and "day" in fields)
        is_loose = piece.name == "clockweak" and rank < RANKS["day"]
        if gap is None or gap.end() < piece.start or is_larger or is_loose:
            break
        if piece.name == "weekday" and "day" in fields:
            end, index = piece.end, index + 1
            continue
        if not is_whole:
            right = {**(right or fields), **(piece.right or piece.fields)} if right or piece.right else None
            fields = {**fields, **piece.fields}
            rank = max(rank, piece.rank)
        end, index = piece.end, index + 1
    return Expression(atom.start, end, atom.name, fields, right), index


def _read_range(norm: str, atoms: Sequence[Atom], index: int, left: Expression) -> tuple[Expression, int] | None:
    """Join two points by 至 or a dash; the far end takes its missing larger units from the near one."""
    if index >= len(atoms) or atoms[index].start - left.end > LONGEST_GAP or left.right is not None:
        return None
    to = TO.match(norm, left.end) or AND.match(norm, left.end)
    if to is None or atoms[index].start != to.end() or atoms[index].name in STANDALONE or "edge" in left.fields:
        return None
    far, after = _read_point(norm, atoms, index)
    top = min((FIELD_RANK.get(name, 9) for name in far.fields), default=9)
    end = far.end
    if to.group() in ("和", "与"):
        between = BETWEEN.match(norm, far.end)
        if between is None:
            return None
        end = between.end()
    inherited = {name: value for name, value in left.fields.items() if FIELD_RANK.get(name, 9) < top}
    if top == 9 and "edge" not in far.fields:
        return None
    right = {**inherited, **(far.right or far.fields)}
    return Expression(left.start, end, left.rule, left.fields, right), after


def _stands(norm: str, point: Expression, *, follows_day: bool) -> bool:
    """Whether a point without a partner is a time at all."""
    names = set(point.fields)
    text = norm[point.start : point.end]
    if names <= {"edge", "unit"}:
        return point.fields.get("unit", 0) != 0
    if names in DEPENDENT or (point.rule == "clockweak" and names <= {"hour", "minute"}):
        return False
    if point.rule == "clock" and PROPORTION.search(norm, max(0, point.start - 8), point.start):
        return False
    if text[0] in "第最后" and point.rule in ("month", "months") and DATED.isdisjoint(names):
        return False
    if names == {"day"}:
        if not text[0].isdigit() or (text[-1] != "日" and not (follows_day and norm[point.start - 1] in LISTED)):
            return False
        before, after = norm[max(0, point.start - 2) : point.start], norm[point.end : point.end + 20]
        return not COUNTED_BEFORE.search(before) and not COUNTED_AFTER.match(after)
    return not (names == {"half"} and text[0] == "H")


def _read_surroundings(
    norm: str, atoms: Sequence[Atom], index: int, point: Expression
) -> tuple[Expression | None, int]:
    """Take in the day in brackets behind 今天, the 当周 of its last day, and 自 … 以来 with the count that may follow."""
    start, end, fields, since, streak = point.start, point.end, point.fields, False, ""
    if index < len(atoms) and atoms[index].start == end + 1 and norm[end] in OPEN:
        inner, after = _read_point(norm, atoms, index)
        is_day = not DAYS.isdisjoint(inner.fields) and not DAYS.isdisjoint(fields)
        if is_day and norm[inner.end : inner.end + 1] and norm[inner.end] in CLOSE:
            fields = {**fields, **inner.fields}
            end, index = inner.end + 1, after
            while (
                index < len(atoms)
                and atoms[index].start == end
                and atoms[index].rank in (RANKS["hour"], RANKS["clock"])
            ):
                fields, end, index = {**fields, **atoms[index].fields}, atoms[index].end, index + 1
    if index < len(atoms) and atoms[index].start == end and norm[end : atoms[index].end] == "同期" and "year" in fields:
        fields, end, index = {**fields, "same": 1}, atoms[index].end, index + 1
    if index < len(atoms) and atoms[index].start == end and "tweek" in atoms[index].fields and "day" in fields:
        fields, end, index = {**fields, "ended": 1}, atoms[index].end, index + 1
    closing = SINCE.match(norm, end) if norm[end : end + 1] in "以至来" else None
    if closing is not None:
        since, end = True, closing.end()
        opening = FROM.search(norm, max(0, start - 2), start)
        start = opening.start() if opening else start
        if index < len(atoms) and atoms[index].name == "streak" and atoms[index].start == end:
            streak, end, index = norm[end : atoms[index].end], atoms[index].end, index + 1
    if end == point.end:
        return point, index
    return Expression(start, end, point.rule, fields, point.right, since, streak), index
