"""Names and titles that stand before the amount which sums them up: 支持湖北、湖南等5个省."""

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import Context, Spans
from zhextract.linking.metrics.tails import is_verb, read_tail
from zhextract.spans import Span

__all__ = ["SORTS", "before_names", "read_sorts"]

# What closes and opens a title.
TITLES = {"》": "《", "”": "“"}
# What closes names that only stand for more, and what joins them.
AND_OTHERS, JOINING = "等", frozenset("、和及与")
# A count that sums up sorts (甲、乙等六大行业), and what leads to their names: a verb that goes with them, or what they make up.
SORTS = "大"
SORT, IS = "指标", "为"
LEADS_TO_NAMES = rarely(
    r"(?P<verb>聚焦|具备|明确|涉及|涵盖|覆盖|拥有|形成)|(?P<thing>[^、，的]{2,8}?)(?:可?划?分为|可?分成|包括|涵盖|发展成?|由|以)"
)


def before_names(context: Context, head: Spans) -> Spans:
    """A wording without the names at its end that the amount sums up: 支持 · 湖北、浙江等 · 28个省, 出台 · 《甲》和《乙》 · 2个文件."""
    norm, (start, end) = context.norm, head[-1]
    place = end - 1 if norm[end - 1] == AND_OTHERS else end
    names, titled = 0, norm[place - 1] in TITLES
    while (name := _name_to(context, start, place)) is not None:
        names += 1
        place = name - 1 if norm[name - 1] in JOINING and name > start else name
    if not names or (names == 1 and norm[end - 1] != AND_OTHERS):
        return head
    if titled and place == start:
        return head[:-1]
    return (*head[:-1], Span(start, place)) if is_verb(norm[start:place]) else head


def _name_to(context: Context, start: int, end: int) -> int | None:
    """Where the name or the title begins that ends at `end`, not before `start`."""
    if context.norm[end - 1] in TITLES:
        opening = context.norm.rfind(TITLES[context.norm[end - 1]], start, end)
        return opening if opening >= 0 else None
    name = context.scanner.name_to.get(end)
    return name if name is not None and name > start else None


def read_sorts(context: Context, index: int, head: Spans) -> Spans:
    """The sorts that a count sums up, with what leads to their names (业务分为甲、乙等三大部分)."""
    return (*_leading_to_names(context, head), *_sorts(context, index))


def _leading_to_names(context: Context, head: Spans) -> Spans:
    """What stands before the names that an amount sums up, up to the verb that leads to them (业务可 · 分为甲、乙等三大部分)."""
    if not head:
        return ()
    lead = LEADS_TO_NAMES.match(context.norm, head[0].start, head[0].end)
    if lead is None:
        return ()
    start, end = lead.span("verb" if lead["verb"] else "thing")
    return (Span(start, end),) if start < end else ()


def _sorts(context: Context, index: int) -> Spans:
    """The noun behind a count of sorts, and what is said of it, but for what it is (三大指标 · 为核心)."""
    frame = context.frames[index]
    tail = read_tail(context.scanner, frame)
    if not tail:
        return (Span(frame.end, frame.end + len(SORT)),)
    copula = context.norm.find(IS, tail[0].start + len(SORT), tail[0].end)
    return (Span(tail[0].start, copula),) if copula >= 0 else tail
