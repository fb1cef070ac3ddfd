"""Lists of amounts and the lists of names they go out over (钢、铁产量分别为3亿吨、2亿吨)."""

import re
from itertools import pairwise

from zhextract.expressions import rarely
from zhextract.linking.metrics.words import measure_head, pairs, whole_nouns
from zhextract.spans import Span

__all__ = ["share_head", "split_clauses", "split_members", "split_pair"]

# Marks between the members of a list, by strength: enumeration comma or slash; a conjunction; a comma.
ENUMERATION = re.compile("[、/]")
CONJUNCTION = re.compile("以及|[和与]|及(?!现金等价物)")
COMMA = rarely("[，,;；]")
# Words that open the measure which the members of a list share (城镇居民和农村居民 · 人均可支配收入).
PER = ("人均", "户均", "亩均", "日均", "月均", "年均", "每股", "平均", "新增", "累计", "销售", "进出口")
AVERAGE = re.compile("[人户亩]均")
YIELDED = "产生的"
# Characters that end the name of a measure.
MEASURE_ENDS = "额量值率数价费款入益润债"
# A member ends here at the latest: words that belong to no name.
# Modifiers shorter than this belong to the first member alone.
LONG_OPENING = 5
BLANK = " \t\u3000\xa0"


def split_members(norm: str, start: int, end: int, size: int) -> list[Span] | None:
    """Split a stretch into exactly `size` members by the weakest marks that give so many.

    >>> split_members("钢铁、煤炭和水泥产量", 0, 10, 3)
    [Span(start=0, end=2), Span(start=3, end=5), Span(start=6, end=10)]
    >>> split_members("粮食产量", 0, 4, 2) is None
    True
    """
    marks = [match.span() for match in ENUMERATION.finditer(norm, start, end)]
    conjunctions = [match.span() for match in CONJUNCTION.finditer(norm, start, end) if start < match.start()]
    last = [span for span in conjunctions[-1:] if not marks or span[0] > marks[-1][0]]
    for cuts in ([*marks, *last], marks, conjunctions if not marks else []):
        if len(cuts) == size - 1:
            return _between(norm, start, end, cuts)
    if len(marks) >= size:  # the surplus stands inside the last member
        return _between(norm, start, end, marks[: size - 1])
    return None


def split_pair(norm: str, start: int, end: int) -> list[tuple[Span, ...]] | None:
    """The two wordings of a stretch that names two things in one word; None when it does not.

    >>> split_pair("汽车产销量", 0, 5)
    [(Span(start=0, end=3), Span(start=4, end=5)), (Span(start=0, end=2), Span(start=3, end=5))]
    """
    for joined, members in pairs().items():
        place = norm.find(joined, start, end)
        if place >= 0:
            return [_without(start, place, end, joined, member) for member in members]
    return None


def _without(start: int, place: int, end: int, joined: str, member: str) -> tuple[Span, ...]:
    """A stretch without the characters of the joined word at `place` that are not its member's."""
    spans, pos = [], start
    for offset, character in enumerate(joined, place):
        if character not in member:
            spans.append(Span(pos, offset))
            pos = offset + 1
    return tuple(span for span in (*spans, Span(pos, end)) if span.start < span.end)


def split_clauses(norm: str, start: int, end: int, size: int) -> list[Span] | None:
    """Take the last `size` pieces between commas (金融服务，电信、计算机服务，运输服务进出口 · 分别增长)."""
    commas = [match.span() for match in COMMA.finditer(norm, start, end)]
    if len(commas) < size - 1:
        return None
    first = commas[-size][1] if len(commas) >= size else start
    return _between(norm, first, end, commas[-(size - 1) :])


def _between(norm: str, start: int, end: int, cuts: list[tuple[int, int]]) -> list[Span] | None:
    edges = [start, *(place for cut in cuts for place in cut), end]
    spans = [_trim(norm, *edge) for edge in list(pairwise(edges))[::2]]
    return spans if all(span.start < span.end for span in spans) else None


def _trim(norm: str, start: int, end: int) -> Span:
    while start < end and norm[start] in BLANK:
        start += 1
    while end > start and norm[end - 1] in BLANK:
        end -= 1
    return Span(start, end)


def share_head(norm: str, members: list[Span]) -> list[tuple[Span, ...]]:
    """Give the measure that ends the last member to the members that lack one.

    >>> share_head("钢和铁产量", [Span(0, 1), Span(2, 5)])
    [(Span(start=0, end=1), Span(start=3, end=5)), (Span(start=2, end=5),)]
    """
    last = members[-1]
    wording = norm[last.start : last.end]
    size = measure_head(wording)
    if wording[len(wording) - size :] in whole_nouns():
        size += measure_head(wording[: len(wording) - size])
    size = size or _behind_common(norm, members)
    if not size and 2 <= len(wording) - wording.rfind("的") - 1 < len(wording):  # PM2.5和PM10的年均浓度达标值
        size = len(wording) - wording.rfind("的") - 1
    if not size and (average := AVERAGE.search(wording, 1)) is not None:
        size = len(wording) - average.start()  # 小学、初中学生 · 人均公用经费
    if not size or size == len(wording):
        return _share_opening(norm, members)
    if (place := wording.find(YIELDED)) > 0:
        size = len(wording) - place  # 经营、投资活动 · 产生的现金流量净额
    for word in PER:
        place = wording.find(word)
        if place > 0 and len(wording) - place > size:
            size = len(wording) - place
            break
    head = Span(last.end - size, last.end)
    return [
        (member,) if member is last or _complete(norm[member.start : member.end]) else (member, head)
        for member in members
    ]


def _share_opening(norm: str, members: list[Span]) -> list[tuple[Span, ...]]:
    """Give the modifier that opens the first member to all (列入名单的单位 · 和个人)."""
    first = members[0]
    end = norm.rfind("的", *first) + 1
    if end - first.start < LONG_OPENING or any("的" in norm[member.start : member.end] for member in members[1:]):
        return [(member,) for member in members]
    opening = Span(first.start, end)
    return [(first,), *((opening, member) for member in members[1:])]


def _complete(member: str) -> bool:
    """Whether a member names a measure of its own."""
    return member[-1] in MEASURE_ENDS or measure_head(member) > 0


def _behind_common(norm: str, members: list[Span]) -> int:
    """What follows, in the last member, the word that ends all others (零售客群、财富客群、私行客群 · 贡献)."""
    last = norm[members[-1].start : members[-1].end]
    ends = {norm[member.end - 2 : member.end] for member in members[:-1]}
    place = last.find(ends.pop()) if len(ends) == 1 else -1
    return len(last) - place - 2 if place > 0 else 0
