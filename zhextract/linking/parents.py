"""Which fact each fact is a part of.

A part is announced: 其中 opens a scope that runs to the end of its sentence,
按…分 and 分…看 open one over a breakdown, 包括 over a list, brackets right behind
an amount over what they hold, 21个行业中有13个 over the second amount. Inside a
scope every level is a part of the earlier level that it can be a part of: same
unit, an amount that adds up, and, among several, the one whose metric it shares
most with.

Read `read_parents`, then `_Scopes`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from zhextract.lexicons import read_table
from zhextract.linking.frames import Cue, Frame, read_back, runs_on
from zhextract.linking.kinds import KindReading
from zhextract.linking.metrics import MetricReading
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["read_parents"]

# The head of a breakdown: 按经营地分，分产业看，从投向看，按登记注册类型统计，分品种，; not 从全年看 (a time) nor 总体看.
BREAKDOWN = re.compile(
    r"(?:^|(?<=[。；，,;\s]))(?:按|分|从|依)(?!全年|全国|长期|总体|整体|月度|季度|时间|今年|去年|目前)[^，。；,;]{1,14}?(?:划分|分类|分组|统计|来看|看|分|计算|口径)[，,：:]"
    r"|(?:^|(?<=[。；，,;\s]))分(?![别析为成布配期批步享担钟])[\u4e00-\u9fff]{2,4}[，,：:]"
)
# The amounts that stand behind are drawn from the one in front: 21个行业中，有13个; 100家企业里35家.
AMONG = re.compile(r"[^，。；,;\d]{0,18}?(?:当中|之中|中|里)(?:[，,]?(?:有|共有|仅有|已有|仅)|[，,])")
# 包括, 含 and their like at the start of what an amount holds: 共17.4亿元，包括贷款3亿元.
CONTAINS = re.compile(r"[^。；;、，,（(]{0,6}?[，,（(]?(?:包括|包含|内含|含)[^）)]*$")
# The next member of what 包括 lists: 5家|台湾企业和|5家香港企业.
LISTED = re.compile(r"[^，。；,;]{0,16}[、和及与]")
# Words that end a scope: what follows stands beside the whole, not inside it.
ASIDE = re.compile(r"(?:^|[；;，,。])(?:此外|另外|同时|与此同时|另有|另|全年|截至)")
# What is told as a cause is no part.
CAUSE = re.compile(r"由于|主要系|主要因|原因|导致|因为")
# A date in brackets compares (比6亿元（上年为5亿元）) and does not divide.
DATED = re.compile(r"年|月|季|同期|上期|前值|为|约合|折合|占|至")
# Metrics whose amounts do not add up to a whole.
INTENSIVE = re.compile(r"(?:率|价|均价|价格|指数|单价|人均.*|平均.*|户均.*|时速|温度|比值|倍数|单产|ARPU|龄)$")
# How far a semicolon or a 其中 is looked for, in characters.
AHEAD = 300
# How far back a whole is looked for.
REACH = 24


@dataclass(slots=True)
class _Scopes:
    """The scope that is open: the amounts that may be its whole, its sentence, and the wholes last divided."""

    wholes: list[int] = field(default_factory=list)
    sentence: int = -1
    divided: list[int] = field(default_factory=list)
    loose: bool = False


class _Stretch(NamedTuple):
    """The text between the last fact and this one: where it begins, its cues, and the wholes last divided."""

    start: int
    cues: list[Cue]
    divided: list[int]


@cache
def _ratios() -> frozenset[str]:
    return frozenset(unit for unit, _ in read_table("linking_measures", 2))


def read_parents(
    norm: str, frames: Sequence[Frame], kinds: Sequence[KindReading], metrics: Sequence[MetricReading]
) -> list[int | None]:
    """For each amount, the index in `frames` of the whole it is a part of; only levels are parts and wholes."""
    names = ["".join(norm[start:end] for start, end in metric.spans) for metric in metrics]
    additive = [
        kind.kind == "level" and _adds_up(frame.quantity) and INTENSIVE.search(name) is None
        for frame, kind, name in zip(frames, kinds, names, strict=True)
    ]
    parents: list[int | None] = [None] * len(frames)
    scope = _Scopes()
    kept = {frame.index for frame in frames}
    totals: dict[tuple[Span | None, tuple[Span, ...]], int] = {}
    for i, frame in enumerate(frames):
        if frame.sentence != scope.sentence:
            scope.wholes = []
        if frame.cell is not None:
            parents[i] = totals.get((frame.cell.total, frame.cell.headers)) if additive[i] else None
            if frame.cell.total is None or frame.cell.label == frame.cell.total:
                totals[frame.cell.label, frame.cell.headers] = i
                parents[i] = None
            continue
        start, cues = read_back(frame, kept)
        opened = _opens(norm, frames, i, parents, _Stretch(start, cues, scope.divided))
        if opened is not None:
            scope.wholes, scope.sentence = opened, frame.sentence
            scope.loose = all(cue.type != "scope" for cue in cues)
        elif scope.wholes and ASIDE.search(norm, start, frame.start):
            scope.wholes = []
        if not additive[i] or CAUSE.search(norm, start, frame.start):
            continue
        if scope.wholes and _divided_itself(norm, frame):
            continue
        parents[i] = _whole(frames, names, [j for j in scope.wholes if additive[j]], i, loose=scope.loose)
        if parents[i] is None:
            parents[i] = _beside(norm, frames, additive, parents, i)
        elif scope.wholes:
            scope.divided = [j for j in (parents[i],) if j is not None]
    return parents


def _divided_itself(norm: str, frame: Frame) -> bool:
    """Whether the amount's own semicolon stretch goes on to divide it (；乙产品3亿元，其中出口1亿元): it stands beside."""
    limit = min(frame.sentence_span.end, frame.end + AHEAD)
    end = norm.find("；", frame.end, limit)
    return norm.find("其中", frame.end, end if end >= 0 else limit) >= 0


def _adds_up(quantity: Quantity) -> bool:
    unit = quantity.unit or ""
    return "/" not in unit and unit not in _ratios() and unit not in ("℃", "度", "点", "岁", "级", "分")


def _opens(
    norm: str, frames: Sequence[Frame], i: int, parents: Sequence[int | None], stretch: _Stretch
) -> list[int] | None:
    """The possible wholes when the text in front of the amount opens a scope, else None."""
    frame = frames[i]
    scope = next((cue for cue in reversed(stretch.cues) if cue.type == "scope"), None)
    if scope is not None:
        return _candidates(norm, frames, i, scope.start)
    match = BREAKDOWN.search(norm, stretch.start, frame.start) if frame.start - stretch.start > 6 else None
    if match is None:
        return None
    wholes = [j for j in _candidates(norm, frames, i, match.start()) if parents[j] is None]
    return wholes or stretch.divided or _headline(frames, i, parents)


def _headline(frames: Sequence[Frame], i: int, parents: Sequence[int | None]) -> list[int]:
    """The undivided amounts of the sentence that opens the paragraph before."""
    first = i
    while first > 0 and first > i - REACH and frames[first - 1].paragraph in (frames[i].paragraph, frames[i - 1].paragraph):
        first -= 1
    return [j for j in range(first, i) if frames[j].sentence == frames[first].sentence and parents[j] is None]


def _candidates(norm: str, frames: Sequence[Frame], i: int, at: int) -> list[int]:
    """The amounts in front of `at`: of its semicolon stretch, else its sentence, else the sentence before."""
    frame = frames[i]
    stretch = max(norm.rfind("；", max(frame.sentence_span.start, at - AHEAD), at), frame.sentence_span.start - 1)
    if not norm[max(stretch + 1, at - AHEAD) : at].strip(" ，,、"):
        stretch = frame.sentence_span.start - 1
    found: list[int] = []
    j = i - 1
    floor = max(i - REACH, 0)
    while j >= floor and frames[j].sentence == frame.sentence:
        if frames[j].end <= at and frames[j].start > stretch:
            found.append(j)
        j -= 1
    if found or j < 0:
        return found
    sentence, paragraph = frames[j].sentence, frames[j].paragraph
    if frame.sentence - sentence > 2:
        return []
    if paragraph != frame.paragraph and not runs_on(norm, frames[i].sentence_span.start):
        return []
    while j >= floor and frames[j].sentence == sentence:
        found.append(j)
        j -= 1
    return found


def _whole(
    frames: Sequence[Frame], names: Sequence[str], wholes: list[int], i: int, *, loose: bool
) -> int | None:
    """The whole among `wholes`: same unit, large enough if any is, most alike in metric.

    A breakdown (`loose`) only supposes its whole, so a whole that the part exceeds is none; 其中 states it.
    """
    same = [j for j in wholes if _same_unit(frames[j].quantity, frames[i].quantity)]
    fitting = [j for j in same if not _exceeds(frames[i].quantity, frames[j].quantity)]
    if loose or len(same) > 1:
        same = fitting or ([] if loose else same)
    if not same:
        return None
    best = max(same, key=lambda j: (_likeness(names[j], names[i]), j))
    return best if len(same) == 1 or _likeness(names[best], names[i]) > 1 else None


def _beside(
    norm: str, frames: Sequence[Frame], additive: Sequence[bool], parents: Sequence[int | None], i: int
) -> int | None:
    """The amount right in front, when this one is drawn from it, listed in it, or stands in brackets behind it."""
    frame = frames[i]
    if i == 0 or frames[i - 1].sentence != frame.sentence or not additive[i - 1]:
        return None
    before, parent = frames[i - 1], parents[i - 1]
    if parent == i - 2 and _same_unit(before.quantity, frame.quantity) and LISTED.fullmatch(norm, before.end, frame.start):
        return parent
    if not _same_unit(before.quantity, frame.quantity) or _exceeds(frame.quantity, before.quantity):
        return None
    if AMONG.match(norm, before.end, frame.start) or CONTAINS.match(norm, before.end, frame.start):
        return i - 1
    if frame.bracket is not None and frame.bracket.start == before.end and not DATED.search(norm, before.end, frame.start):
        return i - 1
    return None


def _same_unit(whole: Quantity, part: Quantity) -> bool:
    """Whether the two count or weigh the same: 人 and 名, 人 and 人次, but not 件 and 人."""
    if whole.unit == part.unit or (whole.unit_code is not None and whole.unit_code == part.unit_code):
        return True
    if whole.unit is None or part.unit is None:
        return whole.dimension == part.dimension == "money"
    if whole.unit.startswith(part.unit) or part.unit.startswith(whole.unit):
        return True
    return whole.dimension is not None and whole.dimension == part.dimension and whole.dimension not in ("count", "ratio")


def _exceeds(part: Quantity, whole: Quantity) -> bool:
    return part.value is not None and whole.value is not None and part.value > whole.value


def _likeness(whole: str, part: str) -> int:
    """How many characters two metrics share."""
    return (Counter(whole) & Counter(part)).total()
