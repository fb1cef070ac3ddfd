"""Metrics of amounts that another is compared with: 增速低于新建投资22%的增速, 高于世界3%的增长率, 低于去年同期的34%."""

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import Context, MetricReading, make_reading
from zhextract.linking.metrics.supply import complete
from zhextract.linking.metrics.words import measure_head

__all__ = ["read_compared"]

# What may follow an amount that is the other one's own value.
VALUE_BEHIND = rarely(
    r"(?:[和与、][^，。；]{1,12}\d[^，。；]{0,8})?的[\u4e00-\u9fff]{0,8}?(?:增速|增长率|增幅|涨幅|降幅|水平|均值)"
)
KINDS = frozenset({"growth", "level", "share"})


def read_compared(context: Context, index: int, low: int) -> MetricReading | None:
    """The metric of the value behind a comparison; None when the amount is a difference or a bare limit.

    The thing compared with names its own measure, or it is another place or time and shares the measure before.
    """
    frame, norm, scanner = context.frames[index], context.norm, context.scanner
    if context.kinds[index].kind not in KINDS:
        return None
    cue = scanner.last("compare", low, frame.start)
    if cue is None or cue.end >= frame.start - 1:
        return None
    if norm[frame.start - 1] != "的" and VALUE_BEHIND.match(norm, frame.end, frame.clause_span.end) is None:
        rate = scanner.cue_to.get(frame.start)
        if rate is None or rate.type != "noun" or rate.start <= cue.end:  # 低于营业收入增幅48%
            return None
    other = context.head(index, cue.end, frame.start)
    if other and measure_head(context.text(other)):
        return complete(context, index, other)
    first = scanner.first_of(frozenset({"compare"}), frame.sentence_span.start, frame.start) or cue
    start = context.layout.clauses[context.layout.clause_at(first.start)].start
    own = context.head(index, max(start, low if first is cue else start), first.start)
    if own:
        return complete(context, index, own)
    before = context.before(index)
    return make_reading(before.core, "compared with", 0.7, before.whole) if before is not None and before.core else None
