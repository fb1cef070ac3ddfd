"""Metrics of shares: the part, and the whole that 占 names (甲占乙的比重)."""

import re

from zhextract.expressions import rarely
from zhextract.linking.frames import Cue
from zhextract.linking.metrics.context import PERCENT, Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.heads import REASON
from zhextract.spans import Span

__all__ = ["BESIDE", "read_share", "read_share_behind", "read_whole", "read_yardstick"]

# Closer than this the share stands behind the amount of its whole.
BESIDE = 5
# A plan or another period that the amount is a multiple or a part of: 完成年度目标的|103%, 相当于去年全年的|18%.
YARDSTICK = re.compile(
    r"(?:已|即|就|均|仅|刚)*(完成|达到?|相当于|恢复[到至]|为|是)(?:了)?([^，,。；;]{0,14}?(?:目标|任务|预算|计划|年|同期|全年|季度|水平)(?:值|数)?)的?(?:比例(?:为|达到?)?)?$"
)
NO_VERB = frozenset({"为", "是", "达", "达到"})
TIMES = "倍"
# What a clause says of its part: 纸品系主要产品, 零售收入构成了主要部分.
COPULA = rarely("构成了?|成为了?|[系是](?![统列数否])")
# Where the whole of 占…的比重 ends.
SHARE_CLOSE = re.compile("的?(?:比重|比例|份额)|的比?$")


def read_share(context: Context, index: int, low: int, cue: Cue) -> MetricReading:
    """The part before 占 and the whole behind it; what is left out is the metric before."""
    frame, scanner = context.frames[index], context.scanner
    end = scanner.strip_right(frame.start, cue.end)
    if close := SHARE_CLOSE.search(context.norm, cue.end, end):
        end = close.start()
    part = context.head(index, low, cue.start)
    before = context.before(index)
    if not part:
        part = _part_before(context, index) or (before.core if before is not None else ())
    if end > cue.end:
        return make_reading(part, "share", 0.85, (Span(cue.start, end),))
    same = before is not None and before.whole and context.norm.startswith("占", before.whole[0].start)
    return make_reading(part, "share of the same whole", 0.7, before.whole if same and before is not None else ())


def _part_before(context: Context, index: int) -> Spans:
    """What the clause right before names chiefly (利润主要来源于营业利润，占利润总额…), or says something of (纸品系主要产品，占收入…)."""
    for span in context.clauses_before(index):
        if reason := REASON.search(context.norm, span.start, span.end):
            return context.head(index, reason.end(), span.end)
        copula = COPULA.search(context.norm, span.start + 2, span.end)
        return context.head(index, span.start, copula.start()) if copula is not None else ()
    return ()


def read_whole(context: Context, index: int, low: int) -> MetricReading | None:
    """The metric of an amount under 占: a share, or the whole itself with the share behind it (占总额|5亿元的3%)."""
    frame = context.frames[index]
    cue = context.share_verb(low, frame.start)
    if cue is None:
        return None
    found = read_share(context, index, low, cue)
    if frame.quantity.unit in PERCENT or context.kinds[index].kind == "share" or not found.whole:
        return found
    start = context.scanner.strip_left(cue.end, found.whole[0].end)
    return make_reading((Span(start, found.whole[0].end),), "the whole of a share", 0.75)


def read_share_behind(context: Context, index: int) -> MetricReading | None:
    """The metric of a share right behind the amount of its whole (占总额5亿元的|3%)."""
    frame, before = context.frames[index], context.frames[index - 1]
    if context.norm[before.end : frame.start].strip() != "的":
        return None
    low = context.low(index - 1)
    cue = context.share_verb(low, before.start)
    return None if cue is None else read_share(context, index - 1, low, cue)


def read_yardstick(context: Context, index: int, low: int) -> MetricReading | None:
    """What a level or share in per cent measures against a plan or another period, with that plan (一般公共预算收入 · 完成年初预算)."""
    frame = context.frames[index]
    match = YARDSTICK.search(context.norm, low, frame.start)
    if match is None:
        return None
    core = context.head(index, low, match.start())
    if not core and (before := context.before(index)) is not None:
        core = before.core
    if core and frame.quantity.unit == TIMES:
        return make_reading(core, "many times what it was", 0.75)  # 规模是上年的1.3倍
    start = match.start(2) if match[1] in NO_VERB else match.start(1)
    return make_reading(core, "against a plan or period", 0.7, (Span(start, match.end(2)),)) if core else None
