"""What a bare measure belongs to: the topic of a clause or before a colon, the works that were counted."""

import re

from zhextract.linking.metric_context import Context, Spans
from zhextract.linking.metric_words import leading_action, measure_head
from zhextract.spans import Span

__all__ = ["WORKS", "read_topic", "read_works", "topic_before_colon"]

# What is planned, built and paid for.
WORKS = ("项目", "工程", "基地", "园区", "产业园", "装置", "电站", "生产线")
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
)
# A topic and what affects it.
AFFECTED = re.compile(r"([^，。；、的]{2,12}?)(?:受|因|由于)(?!理|到)")


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
