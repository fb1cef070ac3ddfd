"""What a bare measure belongs to: the topic of a clause or before a colon, the works that were counted."""

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import Context, Spans
from zhextract.linking.metrics.words import leading_action, measure_head
from zhextract.spans import Span

__all__ = ["BENEFITS", "WORKS", "read_benefit", "read_near_topic", "read_topic", "read_works", "topic_before_colon"]

# What is planned, built and paid for.
WORKS = ("项目", "工程", "基地", "园区", "产业园", "装置", "电站", "生产线")
# The verb by which a policy reaches those who are counted.
BENEFITS = "惠及"
# A topic before a colon is no longer than this; words that announce what follows are no topic.
LONGEST_KEY = 6
ANNOUNCING = (
    "如下",
    "下列",
    "以下",
    "其中",
    "情况",
    "显示",
    "方面",
    "预测",
    "建议",
    "风险",
    "提示",
    "盈利",
    "业绩",
    "财务",
    "经营",
    "事件",
    "事项",
    "点评",
    "要点",
)
# A topic and what affects it.
AFFECTED = rarely(r"([^，。；、的]{2,12}?)(?:受|因|由于)(?!理|到)")
# A clause that is nothing but a thing with its modifier (涉及专利的合同，成交38项), or says what a thing is (甲为主要形式，成交38项).
THING = rarely(
    r"(?!对|向|将|把|给|面对|作为|坚持|随|有|没|通过|经|取得|面向|针对|进入|按|自|由|因|虽|尽管|虽然|即使|只要|除|凭|以|为|在|具有|得)[^，。；了着过到]{2,20}的[\u4e00-\u9fff]{2,5}"
)
MAINLY = rarely(r"([^，。；、的]{2,10}?)(?:为|是)(?:主要|重要|主|第一大|最大)")
# Cues that make a clause a statement of its own.
STATES = frozenset({"change", "reach", "level", "compare", "than", "rank", "share"})
# Of what a clause says, these are goods and services that bring in money (提供水泵设备，实现销售收入5亿元).
GOODS = ("业务", "产品", "设备", "服务", "项目", "系统", "装备", "商品")
TRADED = (*GOODS, "合同", "订单", "股票", "债券", "房源")
EARNED = frozenset({"实现", "取得", "确认", "完成", "获得"})
LONGEST_GOODS = 14
JOINING = ("和", "与", "及", "、")


def read_near_topic(context: Context, index: int, text: str) -> Spans:
    """What the clauses between the fact before and this one say that its bare measure or verb is of.

    The same measure in full (水泵价格上涨，均价5元), a thing by itself (涉及专利的合同，成交38项), or goods that
    earned what is measured (提供水泵设备，实现销售收入5亿元).
    """
    low, frame = context.gap_start(index), context.frames[index]
    if frame.clause_span.start <= low + 2:
        return ()
    for place, span in enumerate(context.clauses_before(index)):
        if span.end - span.start <= len(text):
            continue
        if named := _named_in_full(context, index, span, text):
            return named
        if (
            place == 0
            and span.end + 1 >= frame.clause_span.start
            and (thing := _thing(context, index, span, verb=leading_action(text) == len(text)))
        ):
            return thing
    return ()


def _named_in_full(context: Context, index: int, span: Span, text: str) -> Spans:
    """The modifier of a like measure that a clause says something of (水泵产量减少，日产量5台)."""
    cue = context.scanner.first_of(STATES, span.start + 2, span.end)
    if cue is None:
        return ()
    head = context.head(index, span.start, cue.start)
    wording = context.text(head)
    size = measure_head(wording)
    if not size or len(text) == len(wording):
        return ()
    if wording.endswith(text):
        size = len(text)
    elif not text.endswith(wording[-size:]):
        return ()
    last = head[-1]
    modifier = (*head[:-1], Span(last.start, last.end - size)) if last.end - size > last.start else head[:-1]
    named = context.text(modifier)
    return () if not modifier or named.endswith(JOINING) or leading_action(named) else modifier


def _thing(context: Context, index: int, span: Span, *, verb: bool) -> Spans:
    """The thing that the clause right before names, or the goods it says were sold."""
    norm, scanner, start = context.norm, context.scanner, context.frames[index].clause_span.start
    if (lead := scanner.cue_at.get(scanner.strip_times(start))) is not None and lead.word in EARNED:
        return _goods(context, span)
    begin = scanner.strip_left(span.start, span.end)
    if match := MAINLY.match(norm, begin, span.end):
        return (Span(*match.span(1)),)
    if (
        verb
        and norm.endswith(TRADED, begin, span.end)
        and THING.fullmatch(norm, span.start, span.end)
        and scanner.first_of(STATES, begin, span.end) is None
    ):
        return context.head(index, begin, span.end)
    return ()


def _goods(context: Context, span: Span) -> Spans:
    """The goods with which a clause ends, behind its last 的 or behind its verb."""
    norm = context.norm
    if not norm.endswith(GOODS, span.start, span.end):
        return ()
    start = norm.rfind("的", span.start, span.end) + 1
    if not start:
        for place in range(span.start, span.end - 4):
            if size := leading_action(norm[place : span.end]):
                start = place + size
                break
    return (Span(start, span.end),) if start and 2 <= span.end - start <= LONGEST_GOODS else ()


def read_benefit(context: Context, index: int) -> Spans:
    """What benefits those counted: the policy of the clause right before, or what was counted there.

    发放生活补助，惠及1100万人; 改造老旧小区16万个，惠及2900万家庭.
    """
    frame, before = context.frames[index], context.before(index)
    for span in context.clauses_before(index):
        start = context.scanner.strip_left(span.start, span.end)
        start += leading_action(context.norm[start : span.end])
        return (Span(start, span.end),) if start < span.end else ()
    if before is None or context.frames[index - 1].sentence != frame.sentence:
        return ()
    verbs = [span.start for span in before.core if context.norm.startswith(BENEFITS, span.start)]
    return tuple(span for span in before.core if not verbs or span.start < verbs[0])


def read_works(context: Context, index: int) -> Spans:
    """The works that the metric right before counts, or whose cost it gives (实施重点项目80个，完成投资5亿元)."""
    if not index or context.frames[index - 1].sentence != context.frames[index].sentence:
        return ()
    core = context.readings[index - 1].core
    if not core:
        return ()
    start, end = core[-1]
    end -= measure_head(context.norm[start:end])
    start += leading_action(context.norm[start:end])
    return (Span(start, end),) if context.norm.endswith(WORKS, start, end) else ()


def read_topic(context: Context, index: int, text: str) -> Span | None:
    """What an earlier clause of the gap is about (电子行业受需求带动，利润增长5%)."""
    for span in context.clauses_before(index):
        start = context.scanner.strip_left(span.start, span.end)
        match = AFFECTED.match(context.norm, start, span.end)
        if match and not match[1].endswith(text):
            return Span(*match.span(1))
    return None


def topic_before_colon(context: Context, index: int) -> Spans:
    """The short topic before the colon behind which the amount's clause begins (储能电芯：全年出货21吨)."""
    place = context.frames[index].clause - 1
    if place < 0 or context.layout.clause_marks[place] not in "：:":
        return ()
    key = context.layout.clauses[place]
    if key.end - key.start > LONGEST_KEY or (index and context.frames[index - 1].end > key.start):
        return ()
    topic = context.head(index, key.start, key.end)
    text = context.text(topic)
    return () if measure_head(text) or leading_action(text) or text.endswith(ANNOUNCING) else topic
