"""Whether an amount is a fact, an estimate, a plan or a limit in a rule.

Status cues (预计, 力争, 初步核算, 应当) are found in one pass and govern what
follows them: the clause, the sentence or the paragraph, as `linking_statuses.tsv`
says. A few stand behind their amount (10%的增长目标). A period that begins in a
later year than the document's makes a plan of what it dates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicons import read_table
from zhextract.linking.frames import SURROGATE, Frame, runs_on
from zhextract.records import Document, Status
from zhextract.spans import Span

__all__ = ["read_statuses"]

# An amount that bounds a class: 10万元以下|部分, 500万元以上|的企业; not 5%以上的增速.
LIMIT = re.compile(r"(?:以上|以下|以内|及以上|及以下)$")
LIMITED = re.compile(r"部分|的(?!增|涨|降|跌|份额|比例|比重|高|低|速|水平|目标)[\u4e00-\u9fff]")
# A sentence that divides what the sentence before it gave.
DIVIDES = re.compile(r"其中|分\S{1,6}看|按\S{1,8}[分看]")
# A heading of the first rank: 二、2024年政府工作任务.
HEADING = re.compile(r"^[ \u3000\t]*[一二三四五六七八九十]{1,3}、[^\n。；]{2,45}$", re.MULTILINE)
# Headings of plans; not 过去五年工作回顾, 目标完成情况.
PLANNED = re.compile(r"^(?!.*(?:回顾|成就$|完成|情况|进展)).*(?:任务|部署|要求|建议|目标|重点工作|政策取向|工作措施|打算)")
# Words by which a sentence under such a heading still tells what has been; 比去年 only compares.
PAST = re.compile(r"(?<![比较与同])(?:去年|上年)|已|过去|截至|目前|现有|以来|同比|做到了|是全国")
# How far back a sentence is looked through.
SENTENCE = 200
# A word that can be noun or verb (计划, 目标) is a noun behind the first and in front of the second of these.
CLOSED = frozenset("」』”》")
NOUN_ENDS = frozenset("的第已是》」』”、，。；;）)局部处院期内和与及等中书外额数值性\n")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A status word as it stands in the text; `status` is `actual` where it takes a plan back."""

    start: int
    end: int
    word: str
    status: Status
    scope: str


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    rows = read_table("linking_statuses", 3)
    return AhoCorasick([row[0] for row in rows], matchkind=MatchKind.LeftmostLongest), rows


def _find_cues(norm: str) -> Iterator[_Cue]:
    automaton, rows = _automaton()
    clean = norm if norm.isascii() else SURROGATE.sub("\ufffd", norm)
    for index, start, end in automaton.find_matches_as_indexes(clean):
        word, status, scope = rows[index]
        if scope == "verb" and (end >= len(norm) or norm[end] in NOUN_ENDS or norm[start - 1 : start] in CLOSED):
            continue
        if status == "actual":
            yield _Cue(start, end, word, "actual", scope)
        elif status == "target":
            yield _Cue(start, end, word, "target", scope)
        elif status == "estimate":
            yield _Cue(start, end, word, "estimate", scope)
        elif status == "threshold":
            yield _Cue(start, end, word, "threshold", scope)


def read_statuses(norm: str, frames: Sequence[Frame], document: Document | None = None) -> list[tuple[Status, str]]:
    """The status of each amount, with the word it rests on (empty for plain facts).

    >>> from zhextract.linking.frames import read_frames, read_layout
    >>> from zhextract.quantities import find_quantities
    >>> norm = "去年产量3亿吨，今年力争达到4亿吨。"
    >>> frames = read_frames(norm, read_layout(norm), find_quantities(norm))
    >>> read_statuses(norm, frames)
    [('actual', ''), ('target', '力争')]
    """
    cues = list(_find_cues(norm))
    plans = _plan_sections(norm)
    coming = _coming_periods(document)
    readings: list[tuple[Status, str]] = []
    reach: dict[str, _Cue | None] = {"paragraph": None, "sentence": None, "clause": None}
    at = coming_at = 0
    before: Frame | None = None
    for frame in frames:
        _close(norm, reach, before, frame)
        before = frame
        semicolon = -1
        while at < len(cues) and cues[at].end <= frame.start:
            if semicolon < cues[at].end:
                semicolon = _next_semicolon(norm, cues[at].end, frame.start)
            _extend(reach, cues[at], frame, semicolon)
            at += 1
        while coming_at < len(coming) and coming[coming_at][0] < frame.clause_span.start:
            coming_at += 1
        governing = _behind(cues, at, frame) or reach["clause"] or reach["sentence"] or reach["paragraph"]
        while plans and plans[-1].end <= frame.start:
            plans.pop()
        if norm.startswith("部分", frame.end) and LIMIT.search(frame.quantity.text):
            readings.append(("threshold", "limit of a part"))
        elif governing is not None and governing.status != "actual":
            readings.append((governing.status, governing.word))
        elif governing is None and plans and plans[-1].start <= frame.start and not _tells_past(norm, frame):
            readings.append(("target", "section of plans"))
        elif _limits_class(norm, frame):
            readings.append(("threshold", "limit of a class"))
        elif coming_at < len(coming) and coming[coming_at][0] < frame.start:
            readings.append(("target", coming[coming_at][1]))
        else:
            readings.append(("actual", ""))
    return readings


def _plan_sections(norm: str) -> list[Span]:
    """The sections under headings of plans, the last first."""
    headings = list(HEADING.finditer(norm))
    ends = [heading.start() for heading in headings[1:]] + [len(norm)]
    sections = [
        Span(heading.end(), end)
        for heading, end in zip(headings, ends, strict=False)
        if PLANNED.search(heading.group())
    ]
    return sections[::-1]


def _limits_class(norm: str, frame: Frame) -> bool:
    if frame.quantity.dimension == "ratio" or LIMITED.match(norm, frame.end) is None:
        return False
    return LIMIT.search(frame.quantity.text) is not None


def _tells_past(norm: str, frame: Frame) -> bool:
    return PAST.search(norm, max(frame.sentence_span.start, frame.start - SENTENCE), frame.start) is not None


def _close(norm: str, reach: dict[str, _Cue | None], before: Frame | None, frame: Frame) -> None:
    """Let go of the cues whose scope ends between two amounts."""
    if before is None or before.clause == frame.clause:
        return
    reach["clause"] = None
    estimated = reach["sentence"] is not None and reach["sentence"].status == "estimate"
    if estimated and DIVIDES.match(norm, frame.sentence_span.start):
        return
    if before.sentence != frame.sentence and not runs_on(norm, frame.sentence_span.start):
        reach["sentence"] = None
        if before.paragraph != frame.paragraph:
            reach["paragraph"] = None
    cue = reach["sentence"]
    if cue is not None and cue.scope in ("stretch", "verb") and norm.find("；", max(cue.end, before.end), frame.start) >= 0:
        reach["sentence"] = None


def _next_semicolon(norm: str, start: int, end: int) -> int:
    """Where the next semicolon stands, `end` when none does."""
    found = norm.find("；", start, end)
    return found if found >= 0 else end


def _extend(reach: dict[str, _Cue | None], cue: _Cue, frame: Frame, semicolon: int) -> None:
    """Let a cue govern whatever of its scope the amount still lies in."""
    if cue.scope == "clause":
        if cue.start >= frame.clause_span.start:
            reach["clause"] = cue
    elif cue.scope == "paragraph":
        reach["paragraph"] = cue
        reach["sentence"] = cue
    elif cue.scope != "behind" and cue.start >= frame.sentence_span.start:
        if cue.scope in ("stretch", "verb") and semicolon < frame.start:
            return
        reach["sentence"] = cue
        reach["clause"] = None


def _behind(cues: list[_Cue], at: int, frame: Frame) -> _Cue | None:
    """A cue right behind the amount (or the range it opens), in its clause and in front of the next amount.

    A plan behind a count makes it planned: 15个项目将开工.
    """
    last = frame
    if frame.following is not None and frame.following.start == frame.end:
        last = frame.following
    end = min(frame.clause_span.end, last.tail.end)
    while at < len(cues) and cues[at].end <= end:
        if cues[at].scope == "behind" or (cues[at].word[0] == "将" and frame.quantity.dimension == "count"):
            return cues[at]
        at += 1
    return None


def _coming_periods(document: Document | None) -> list[tuple[int, str]]:
    """Where the text names a period that begins in a later year than the document's."""
    if document is None or document.date is None:
        return []
    year = document.date[:4]
    return [(time.start, time.text) for time in document.times if time.period and time.period[:4] > year]
