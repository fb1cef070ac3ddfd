"""Hedges around an amount: 约, 近, 超过 before it, 左右, 以上 behind it, and those that stand apart.

`以上` and `以下` are read as `at_least` and `at_most`, as a rule or a plan means them;
whoever knows that the sentence reports what happened may read `over` instead.
"""

import re

from zhextract.quantities.patterns import CLAUSE
from zhextract.quantities.tables import Hedge, Tables

__all__ = ["read_after", "read_apart", "read_before", "touches_hedge"]

# 约 in 签约15亿元, 近 in 附近, 超 in 赶超: the character before that makes the hedge another word.
_OTHER_WORD = {
    "约": "签预履合节违邀制契公简纽特条续集租立相赴",
    "近": "附最靠临远亲新走贴邻拉就",
    "超": "赶反英中远",
    "逾": "不",
    "破": "跌打击爆冲攻识告侦查侵",
    "上": "以之网线路会海桌史版晚早马加身地天",
}
_APART_LIMIT = 14
# A character of every hedge that may stand apart: most clauses have none, and are let go at once.
APART = re.compile(r"[约估至不]")


def read_before(norm: str, start: int, tables: Tables) -> Hedge | None:
    """Read the longest hedge that ends exactly at `start`."""
    hedges = tables.before
    for hedge in hedges.get(norm[start - 2 : start]) or hedges.get(norm[start - 1 : start], ()):
        length = len(hedge.surface)
        if length <= start and norm.startswith(hedge.surface, start - length):
            if hedge.surface == "上" and norm[start] not in "百千万亿":
                return None
            if start > length and norm[start - length - 1] in _OTHER_WORD.get(hedge.surface, ""):
                return None
            return hedge
    return None


def touches_hedge(norm: str, start: int, end: int, tables: Tables) -> bool:
    """Whether the two characters on either side of `norm[start:end]`, or the one, may be those of a hedge."""
    before, after, opening = tables.before, tables.after, norm[end : end + 2]
    return (
        norm[start - 2 : start] in before
        or norm[start - 1 : start] in before
        or opening in after
        or opening[:1] in after
    )


def read_after(norm: str, end: int, tables: Tables) -> Hedge | None:
    """Read the longest hedge that begins exactly at `end`."""
    hedges, opening = tables.after, norm[end : end + 2]
    for hedge in hedges.get(opening) or hedges.get(opening[:1], ()):
        if norm.startswith(hedge.surface, end):
            return hedge
    return None


def read_apart(norm: str, start: int, tables: Tables) -> Hedge | None:
    """Find a hedge that stands apart in the same clause: 约为8.2亿元, 大约可占48%."""
    left = start - _APART_LIMIT if start > _APART_LIMIT else 0
    if APART.search(norm, left, start) is None:
        return None
    window = norm[left:start]
    marks = [match.end() for match in CLAUSE.finditer(window)]
    if marks:
        window = window[marks[-1] :]
    for hedge in tables.split:
        at = window.rfind(hedge.surface)
        if at >= 0 and not (at and window[at - 1] in _OTHER_WORD.get(hedge.surface[0], "")):
            return hedge
    return None
