"""What a growth or change is compared with.

A comparison is named by one word (同比, 环比), by a phrase behind 比 or 较
(较上年末, 比2005年), by 与…相比, or by a verb that carries it (高于全国平均水平).
Its period follows from the fact's own: `linking_bases.tsv` says how. Parallel
clauses take over the comparison that the first of them names; a comparison
that nothing names is none.

Read `read_bases`, then `_stated` (the comparison in the amount's own words)
and `_inherited` (the one taken over).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.errors import InputValueError
from zhextract.expressions import rarely
from zhextract.lexicons import either, read_table
from zhextract.linking.frames import Cell, Cue, Frame, read_back, runs_on
from zhextract.linking.kinds import KindReading
from zhextract.linking.shapes import DIFFERENCE_ENDS
from zhextract.periods import Period, parse_period
from zhextract.records import Base, Document, FactTime, Time
from zhextract.spans import Span

__all__ = ["read_bases"]

# 与首轮结果相比, 和去年同期比, 相比去年, 相较于上月: group 1 or 2 is what stands to compare with.
COMPARED = re.compile(
    r"(?:与|和|跟|较|同(?![时步期类样口一等]))([^，。；,;]{2,24}?)(?:相比|(?<![占同环对类百])比(?!较))(?:，|,|$|(?=[^重例率]))"
    r"|(?:相比(?:于)?|相较(?:于)?|对比|比起)([^，。；,;]{2,16})"
)
# A span of years or days in the clause makes its own comparison (十年增长1.3倍, 近5日累计跌4860元, 年均增长8%), and a
# contribution (拉动增长0.1个百分点) has none.
DURATION = re.compile(
    r"拉动|带动|贡献|年均|年复合|复合|平均每年|累计|[\d一二三四五六七八九十两]+(?:多|余)?(?:年|个月|日|天|周|个交易日)(?:间|来|内|平均)?(?:累计|增|涨|跌|降|来|间|内|平均)|[近过]去?[\d一二三四五六七八九十两几]+"
)
# What may stand between the phrase of a comparison and the verb, and is no part of it.
LOOSE_END = re.compile(
    r"(?:分别|均|都|各|大幅|小幅|大幅度|明显|显著|略有|略|有所|平均|再|又|还|已|约|仅|猛|急|骤|净|[，,\s的])+$"
)

# What stands in brackets explains the comparison (较上周(6月8日)) and is no part of it.
OPENING = re.compile(r"[（(]")
# A difference without a verb: 较上月+3.2万户, 比上年多12天.
SIGNS = frozenset("+-−")
BEFORE_AMOUNT = DIFFERENCE_ENDS | SIGNS
# Words of COMPARED, which stand in front of what they compare with or behind it.
PAIRED = frozenset({"相比", "相比于", "相较", "相较于"})
# Both comparisons in one word: 同环比分别-6.8/-1.5pct.
PAIR = "同环比"
# Behind the comparison that a whole paragraph is told by: 从环比看，鲜菜价格下降7%….
VIEWED = ("看", "来看", "情况看", "情况来看", "角度看")
# A part of a sum's movement has no comparison of its own: 影响CPI下降约0.4个百分点.
CONTRIBUTES = re.compile(r"[，,；;]?(?:合计|共|共同|约)?影响")
# A cause that the sentence goes on to tell is no parallel: 比年初减少3亿元，主要原因是存款减少2亿元.
CAUSE = rarely("(?:原因|主要系|由于|主要由)[^。；;]*$")
REACH = 200
# Cues that may name a comparison by themselves: 同比, and verbs as 同增.
NAMING = frozenset({"base", "change"})
# What a line may end in that the next one goes on to compare with.
BROKEN = frozenset("比较")
# No comparison is longer than this.
PHRASE = 40


class _Comparison(NamedTuple):
    """A comparison as it stands in the text, its period still to be worked out from the fact's own."""

    span: Span
    type: str
    rule: str
    fixed: str | None = None


class _Ground(NamedTuple):
    """What the text mentions, by start: times, and where its regions begin."""

    mentions: Mapping[int, Time]
    places: AbstractSet[int]


Rule = Callable[[Period], Period]


def _week_before(period: Period) -> Period:
    if period.is_point or period.grain != "day":
        monday = period.last - timedelta(period.last.weekday() + 7)
        return Period(monday, monday + timedelta(6))
    return period.shift(days=-7)


def _day_before(period: Period) -> Period:
    """The day before, over a weekend the Friday."""
    day = period.last - timedelta(1)
    return Period.of_day(day - timedelta(max(day.weekday() - 4, 0)))


def _previous(period: Period) -> Period:
    """The period of the same length just before; for the end of a month the end of the month before."""
    if period.is_point and (period.last + timedelta(1)).day == 1:
        return _month_before(period).end()
    return period.previous()


def _month_before(period: Period) -> Period:
    return Period.of_months(period.last.year, period.last.month - 1, 1)


def _quarter_before(period: Period) -> Period:
    quarter = (period.last.month - 1) // 3
    return Period.of_quarter(period.last.year, quarter) if quarter else Period.of_quarter(period.last.year - 1, 4)


RULES: Mapping[str, Rule] = {
    "same-last-year": Period.same_last_year,
    "previous": _previous,
    "previous-year": Period.previous_year,
    "year-before-last": lambda period: Period.of_year(period.first.year - 2),
    "end-of-last-year": Period.end_of_previous_year,
    "previous-month": _month_before,
    "previous-quarter": _quarter_before,
    "previous-week": _week_before,
    "previous-day": _day_before,
    "end-of-last-month": lambda period: _month_before(period).end(),
    "end-of-last-quarter": lambda period: _quarter_before(period).end(),
    "same-last-month": lambda period: period.shift(months=-1),
}


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = read_table("linking_bases", 3)
    return re.compile(either(word for word, *_ in rows)), {row[0]: (row[1], row[2]) for row in rows}


@lru_cache(maxsize=4096)
def _period_of(rule: str, iso: str) -> str | None:
    apply = RULES.get(rule)
    if apply is None:
        return None
    try:
        return str(apply(parse_period(iso)))
    except InputValueError:
        return None


def read_bases(
    norm: str,
    frames: Sequence[Frame],
    kinds: Sequence[KindReading],
    times: Sequence[FactTime | None],
    document: Document,
) -> list[Base | None]:
    """Read the comparison of each growth and change; every other amount has none.

    Args:
        norm: Normalised text.
        frames: The amounts, in text order.
        kinds: Their kinds, parallel to `frames`.
        times: Their periods, parallel to `frames`, from which the periods of the comparisons are worked out.
        document: The document, for its time mentions and regions.
    """
    ground = _Ground({time.start: time for time in document.times}, {region.start for region in document.regions})
    found: list[_Comparison | None] = []
    at: dict[int, int] = {}
    chain = _Chain()
    for i, frame in enumerate(frames):
        at[frame.index] = i
        comparison = None
        if kinds[i].kind in ("growth", "change"):
            head = at.get(frame.head.index) if frame.head is not None else None
            if frame.cell is not None:
                found.append(_headed(norm, frame.cell))
                continue
            comparison = _stated(norm, frame, read_back(frame), ground)
            if comparison is None and head is not None and head != i:
                comparison = found[head]
                if comparison is not None and norm.startswith(PAIR, comparison.span.start):
                    comparison = comparison._replace(type="mom", rule="previous")
            elif comparison is None:
                comparison = chain.inherited(norm, frame, kinds[i])
            chain.extend(norm, frame, kinds[i], comparison)
        elif kinds[i].kind == "level":
            chain.open_member()
        found.append(comparison)
    return [
        None if comparison is None else _base(norm, comparison, time)
        for comparison, time in zip(found, times, strict=True)
    ]


def _base(norm: str, comparison: _Comparison, time: FactTime | None) -> Base:
    period = comparison.fixed
    if period is None and time is not None and time.period:
        period = _period_of(comparison.rule, time.period)
    elif comparison.rule == "same-in" and time is not None and time.period:
        period = _same_in(comparison.fixed, time.period)
    start, end = comparison.span
    return Base(start, end, norm[start:end], comparison.type, period)


@lru_cache(maxsize=1024)
def _same_in(year: str | None, iso: str) -> str | None:
    """The months of `iso` in another year (比2019年同期)."""
    try:
        period, other = parse_period(iso), parse_period(year or "")
        return str(period.shift(years=other.first.year - period.first.year))
    except InputValueError:
        return year


def _stated(norm: str, frame: Frame, stretch: tuple[int, list[Cue]], ground: _Ground) -> _Comparison | None:
    """The comparison that the words in front of the amount name, the nearest first."""
    _, table = _phrases()
    start, cues = stretch
    clause = max(start, frame.clause_span.start)
    verb = frame.start
    for cue in reversed(cues):
        place, end, word, type, value = cue
        if place < clause and type in ("change", "noun"):
            break
        if value and type in NAMING and word in table:
            return _one_word(norm, cue, frame, ground)
        if place < clause:
            continue
        if type == "compare" and norm[end : frame.start].strip("了约近"):
            if frame.quantity.unit == "%" or norm.startswith("的", frame.end):
                return None
            return _than(norm, Span(place, frame.start), end, ground)
        if type in ("change", "noun", "degree", "compare"):
            verb = min(verb, place)
        elif type == "than" and word not in PAIRED:
            named = verb < frame.start or norm[frame.start] in SIGNS or norm[frame.start - 1] in BEFORE_AMOUNT
            return _than(norm, Span(place, verb), end, ground) if named else None
    match = COMPARED.search(norm, start, frame.start)
    if match is None:
        broken = _over_lines(norm, start, verb, ground) if start == frame.sentence_span.start else None
        return broken or _than_amount(norm, frame, ground)
    group = 1 if match[1] is not None else 2
    at = match.start(group)
    first = next((cue.start for cue in cues if cue.start > at and cue.type in ("change", "noun")), match.end())
    return _than(norm, Span(match.start(), min(match.end(), first)), at, ground)


def _one_word(norm: str, cue: Cue, frame: Frame, ground: _Ground) -> _Comparison:
    """同比 and its like; 环比二季度 and 同比2020年末 name the period themselves."""
    _, table = _phrases()
    mention = ground.mentions.get(cue.end)
    dated = table[cue.word][0] != "yoy" or (cue.word == "同比" and norm[cue.end].isdigit())
    if dated and mention is not None and mention.end <= frame.start:
        return _Comparison(Span(cue.start, mention.end), "period", "fixed", mention.period)
    return _Comparison(Span(cue.start, cue.end), *table[cue.word])


def _over_lines(norm: str, start: int, verb: int, ground: _Ground) -> _Comparison | None:
    """The comparison whose first word ends the line before (比 / 2013年末增加)."""
    end = start
    while end > 0 and norm[end - 1].isspace():
        end -= 1
    if not 0 < end < start or norm[end - 1] not in BROKEN or not runs_on(norm, start):
        return None
    return _than(norm, Span(end - 1, verb), start, ground)


def _than_amount(norm: str, frame: Frame, ground: _Ground) -> _Comparison | None:
    """The comparison whose own amount stands in between: 比去年的5万人|增加了2万人."""
    before = frame.previous
    if before is None or before.clause != frame.clause:
        return None
    for cue in reversed(before.cues):
        if cue.start < frame.clause_span.start or cue.type in ("change", "noun", "compare"):
            return None
        if cue.type == "than":
            return _than(norm, Span(cue.start, before.start), cue.end, ground)
    return None


def _headed(norm: str, cell: Cell) -> _Comparison | None:
    """The comparison that a column's header or a row's label names (同比增减, 比上年末增长)."""
    phrases, table = _phrases()
    for span in (*cell.headers, cell.label) if cell.label else cell.headers:
        match = phrases.search(norm, span.start, span.end)
        if match:
            return _Comparison(Span(*match.span()), *table[match.group()])
    return None


def _than(norm: str, span: Span, at: int, ground: _Ground) -> _Comparison | None:
    """Read what stands behind 比: a period at a distance, a period of the text, a place, or anything else."""
    if span.end - at > PHRASE:
        return None
    bracket = OPENING.search(norm, at, span.end)
    if bracket:
        span = Span(span.start, bracket.start())
    loose = LOOSE_END.search(norm, at, span.end)
    span = Span(span.start, loose.start() if loose else span.end)
    if span.end <= at:
        return None
    phrases, table = _phrases()
    match = phrases.match(norm, at, span.end)
    mention = ground.mentions.get(at)
    if match is not None and (mention is None or mention.end <= match.end()):
        return _Comparison(span, *table[match.group()])
    if mention is not None and mention.end <= span.end:
        if norm.startswith("同期", mention.end):
            return _Comparison(span, "period", "same-in", mention.period)
        return _Comparison(span, "period", "fixed", mention.period)
    kind = "place" if any(start in ground.places for start in range(at, span.end)) else "other"
    return _Comparison(span, kind, "none")


@dataclass(slots=True)
class _Chain:
    """The comparisons that parallel clauses may take over, by kind, and where the last one stood.

    A level opens a new member of the parallel; of its comparisons the first is the one that later members, which
    name none, take over (3亿人，比上年末增加2万人，比2013年末增加9万人；4亿人，增加5万人).
    """

    taken: dict[str, _Comparison | None] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    paragraph: int = -1
    sentence: int = -1
    leveled: bool = False
    view: _Comparison | None = None
    view_paragraph: int = -1

    def _goes_on(self, norm: str, frame: Frame) -> bool:
        """Whether the amount's sentence is the rest of the last one, or divides it."""
        start = frame.sentence_span.start
        return frame.sentence == self.sentence + 1 and (norm.startswith("其中", start) or runs_on(norm, start))

    def open_member(self) -> None:
        """A level begins the next member."""
        self.fresh = {"growth", "change"}
        self.leveled = True

    def extend(self, norm: str, frame: Frame, kind: KindReading, comparison: _Comparison | None) -> None:
        """Remember the comparison of one growth or change."""
        if frame.sentence != self.sentence and not self._goes_on(norm, frame):
            self.taken = {kind.kind: self.taken.get(kind.kind)}
            self.fresh = {"growth", "change"}
            self.leveled = frame.previous is not None and self.leveled
        self.paragraph, self.sentence = frame.paragraph, frame.sentence
        if comparison is not None:
            if norm.startswith(VIEWED, comparison.span.end):
                self.view, self.view_paragraph = comparison, frame.paragraph
            if comparison.type in ("place", "other"):
                return
        if kind.kind in self.fresh or self.taken.get(kind.kind) is None or not self.leveled:
            self.taken[kind.kind] = comparison
            self.fresh.discard(kind.kind)

    def inherited(self, norm: str, frame: Frame, kind: KindReading) -> _Comparison | None:
        """The comparison of the clauses in front that this one runs parallel to."""
        on = self._goes_on(norm, frame)
        if frame.paragraph != self.paragraph and not on:
            return None
        cue = _change_cue(frame)
        if (
            cue is None
            or DURATION.search(norm, frame.own_start, frame.start)
            or CONTRIBUTES.match(norm, frame.own_start, frame.start)
        ):
            return None
        if kind.kind == "growth" and self.view is not None and self.view_paragraph == frame.paragraph:
            return self.view
        own = self.taken.get(kind.kind)
        if frame.sentence == self.sentence or on:
            found = own or self.taken.get("growth") or self.taken.get("change")
            return None if found is not None and kind.kind == "change" and _is_cause(norm, found, frame) else found
        before = frame.previous
        if before is None or kind.status not in ("actual", "estimate"):
            return None
        return own if kind.kind == "growth" or before.quantity.unit == frame.quantity.unit else None


def _is_cause(norm: str, comparison: _Comparison, frame: Frame) -> bool:
    """Whether the words between a comparison and an amount go on to tell the cause of the change."""
    return CAUSE.search(norm, max(comparison.span.end, frame.start - REACH), frame.start) is not None


def _change_cue(frame: Frame) -> Cue | None:
    for cue in reversed(frame.cues):
        if cue.start < frame.own_start:
            return None
        if cue.type in ("change", "noun", "reach"):
            return cue
    return None
