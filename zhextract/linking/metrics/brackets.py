"""Metrics of amounts in brackets: of the amount before (同比增长5%), of a name before, or with a name inside."""

from zhextract.linking.metrics.context import Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.words import measure_head
from zhextract.spans import Span

__all__ = ["read_bracket"]

# Cues that end the head behind the last of several bracketed amounts.
ENDS = frozenset({"change", "base", "level", "adverb", "than", "share", "list"})
# What a bracket may say of the terms on which its amount is reckoned.
TERMS = ("口径", "基准")
LONGEST_SHARED = 12
# A name before a bracket, with what leads to it.
LONGEST_NAME = 80


def read_bracket(context: Context, index: int) -> MetricReading | None:
    """The metric of a bracketed amount; None when the plain rules apply inside the brackets."""
    frame = context.frames[index]
    bracket = frame.bracket
    if bracket is None:
        return None
    head = context.head(index, context.low(index), frame.start)
    before = context.before(index)
    if head and not (head[-1].end - head[0].start == 1 and head[0].start in context.scanner.cue_at):
        return _with_name_inside(context, index, head, before)
    if before is not None and bracket.start - context.frames[index - 1].end <= 1:
        return make_reading(
            before.core, "bracket, metric before", 0.85, before.whole if context.keeps_whole(index) else ()
        )
    core = context.head(index, _low_before(context, index, bracket), bracket.start)
    if before is not None and len(core) == 1 and _compares(context, core[0]):
        core = before.core
    if not core:
        return None
    shared = _behind_brackets(context, index)
    return make_reading((*core, shared) if shared is not None else core, "before its bracket", 0.75)


def _with_name_inside(context: Context, index: int, head: Spans, before: MetricReading | None) -> MetricReading | None:
    """The name inside the brackets with what the metric before gives it; None when it stands for itself."""
    if before is None or not before.core:
        return None
    text = context.text(head)
    if text.endswith(TERMS):
        return make_reading((*before.core, *head), "bracket, terms of the metric before", 0.7)
    if measure_head(text) or context.kinds[index].kind != "level":
        return None
    if context.frames[index - 1].quantity.unit != context.frames[index].quantity.unit:
        return None
    last = before.core[-1]
    size = measure_head(context.norm[last.start : last.end])
    if not size:
        return None
    return make_reading((*head, Span(last.end - size, last.end)), "bracket, measure of the metric before", 0.75)


def _compares(context: Context, span: Span) -> bool:
    """Whether nothing stands before the bracket but what opens a comparison (较上月（28元））."""
    cue = context.scanner.cue_at.get(span.start)
    return cue is not None and cue.type == "than" and cue.end == span.end


def _low_before(context: Context, index: int, bracket: Span) -> int:
    """Where the name before a bracket can begin: its clause, or behind the fact before with its bracket."""
    low = context.layout.clauses[context.layout.clause_at(bracket.start)].start
    low = max(low, bracket.start - LONGEST_NAME)
    if not index:
        return low
    previous = context.frames[index - 1]
    return max(low, previous.end, previous.bracket.end if previous.bracket is not None else 0)


def _behind_brackets(context: Context, index: int) -> Span | None:
    """The head that follows the last of several bracketed amounts: 甲(50%)、乙(51%)指数."""
    norm = context.norm
    bracket = context.frames[index].bracket
    while bracket is not None and index + 1 < len(context.frames):
        following = context.frames[index + 1].bracket
        if following is None or norm[bracket.end : bracket.end + 1] not in "、和与及":
            break
        bracket, index = following, index + 1
    if bracket is None:
        return None
    clause = context.layout.clauses[context.layout.clause_at(bracket.end - 1)]
    stop = min(clause.end, bracket.end + LONGEST_SHARED + 1)
    cue = context.scanner.first_of(ENDS, bracket.end, stop)
    end = cue.start if cue is not None else stop
    return (
        Span(bracket.end, end)
        if 1 < end - bracket.end <= LONGEST_SHARED and norm[bracket.end] not in "、，,（("
        else None
    )
