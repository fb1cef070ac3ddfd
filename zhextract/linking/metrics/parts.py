"""Parts of what was named before: 其中 leads to them, and they leave out what is measured."""

from zhextract.linking.metrics.context import Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.elided import is_quoted
from zhextract.linking.metrics.words import VERB, leading_action, measure_head, whole_nouns
from zhextract.spans import Span

__all__ = ["is_part", "read_part"]

# Parts up to these lengths are bare names: of a thing whose measure the whole gives, of a member of the whole.
PART_NAME = 6
PART_LABEL = 8
# Measures of persons: a part of them is named in their stead (参保人数3亿人，其中女性…).
PERSONS = frozenset({"人数", "人口"})
# What an index is called: its members are quoted by their names.
INDEX = "指数"
# How many facts back the whole may stand.
NEAR = 8


def is_part(context: Context, index: int) -> bool:
    """Whether 其中 stands before the amount, behind the fact before."""
    return context.scanner.last("scope", context.gap_start(index), context.frames[index].start) is not None


def read_part(context: Context, index: int, head: Spans, text: str) -> MetricReading:
    """A part that names itself alone takes the measure of its whole, or the whole's wording before it."""
    norm = context.norm
    whole, same_unit = _whole(context, index)
    if not whole or leading_action(text) or _repeats(context.text(whole), text[-VERB:]):
        return make_reading(head, "own clause", 0.9)
    last = whole[-1]
    size = measure_head(norm[last.start : last.end])
    measure = norm[last.end - size : last.end]
    if measure in PERSONS and last.end - size > whole[0].start:
        rest = Span(last.start, last.end - size)
        return make_reading((*whole[:-1], rest, *head), "part of the persons before", 0.7, part_of=whole)
    if measure == INDEX and is_quoted(context, index):
        return make_reading(head, "own clause", 0.9)  # 转债指数跌1%，其中甲转债跌3%
    if size and measure not in whole_nouns() and (context.kinds[index].kind == "growth" or len(text) <= PART_NAME):
        return make_reading((*head, Span(last.end - size, last.end)), "part, measure of the whole", 0.7, part_of=whole)
    if len(text) <= PART_LABEL and same_unit:
        return make_reading((*whole, *head), "part of the metric before", 0.65, part_of=whole)
    return make_reading(head, "own clause", 0.8)


def _repeats(whole: str, end: str) -> bool:
    """Whether a whole is named by the word that ends its part (减值准备 · 种猪减值); not 铁路里程 · 高速铁路."""
    _, found, rest = whole.partition(end)
    return bool(found) and not measure_head(rest)


def _whole(context: Context, index: int) -> tuple[Spans, bool]:
    """What a part is a part of, and whether it has the part's unit.

    It is the whole of the part before, or the nearest metric before in the same unit.
    """
    before = context.before(index)
    if before is None:
        return (), False
    if before.part_of:
        return before.part_of, context.frames[index].quantity.unit == context.frames[index - 1].quantity.unit
    frame = context.frames[index]
    for place in range(index - 1, max(index - NEAR, -1), -1):
        if context.frames[place].paragraph != frame.paragraph:
            break
        if context.frames[place].quantity.unit == frame.quantity.unit:
            return context.readings[place].core, True
    return before.core, False
