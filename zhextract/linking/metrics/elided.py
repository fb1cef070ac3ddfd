"""Amounts whose clause names nothing: what the clauses, the facts or the names before supply."""

import re
from collections.abc import Sequence

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import LONGEST_SENTENCE, PERCENT, Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.tails import PURPOSE, read_purpose, read_tail
from zhextract.linking.metrics.words import classifiers, leading_action, measure_head
from zhextract.spans import Span

__all__ = ["PRICE_ENDS", "is_quoted", "read_elided", "read_key", "read_price"]

# The name before a colon is no longer than this; these words announce what follows.
COLONS = frozenset("：:")
LONGEST_KEY = 16
ANNOUNCING = ("如下", "下列", "以下", "显示", "其中", "表示", "指出", "单位", "情况", "包括", "按")
# What closes a topic set before its clause (净利润方面，同比增长5%).
TOPIC = "方面"
# Market verbs: 涨 and 跌 are said of a share or index by its bare name.
QUOTED = "涨跌"
# Verbs that quote a closing price; the last names it.
CLOSING = ("报收于", "报收")
# What leads to a price, but not behind these (处以3万元罚款); the last characters of all that leads to one.
PAYING = "以"
FINING = frozenset("处予")
PRICE_ENDS = frozenset("于收以")
# What a price is called behind the amount, and the deal that is made for it.
PAID = rarely(r"(?:[(（][^()（）]{1,20}[)）])?(?:的(总?价款?格?|对价|代价))?([^，。；：、\n]{2,40})")
# What closes a clause that gives an example.
EXAMPLE = "为例"
# Where the whole of 占…的比重 ends.
SHARE_NOUN = re.compile("的?(?:比重|比例|份额|比率)")
# Cues by which a clause says something of what it names.
STATES = frozenset({"change", "reach", "level", "base", "share", "compare", "than", "rank"})
# What ends the measure that a clause is about.
TURNS = frozenset({"from", "change", "reach", "rank", "adverb"})


def read_elided(context: Context, index: int) -> MetricReading:
    """Nothing in the clause names it: an earlier clause of the gap does, or the fact before, or what follows."""
    frame, scanner = context.frames[index], context.scanner
    if is_quoted(context, index) and (name := _quoted(context, index)) is not None:
        return make_reading((name,), "name of what is quoted", 0.7)
    clauses = list(context.clauses_before(index))
    if clauses and (earlier := _from_clauses(context, index, clauses)) is not None:
        return earlier
    before = context.before(index)
    if before is not None and before.core:
        if purpose := read_purpose(scanner, frame):
            return make_reading((*_spent(context, before), *purpose), "what the sum is for", 0.7)
        whole = before.whole if context.keeps_whole(index) else ()
        return make_reading(before.core, "metric before", 0.85, whole, part_of=before.part_of)
    if tail := read_tail(scanner, frame):
        return make_reading(tail, "behind", 0.6)
    for span in clauses:
        if head := context.head(index, span.start, span.end):
            return make_reading(head, "clause before", 0.5)
    name = scanner.first_name(max(frame.sentence_span.start, frame.start - LONGEST_SENTENCE), frame.start)
    if name is not None:
        return make_reading((name,), "name alone", 0.4)
    if index:
        return make_reading(context.readings[index - 1].core, "last metric", 0.4)
    return make_reading((), "none", 0.1)


def _spent(context: Context, before: MetricReading) -> Spans:
    """The sum that the fact before names, without the purpose of its own part."""
    if context.norm.startswith(PURPOSE, before.core[-1].start):
        return before.core[:-1]
    thing = context.object_of(before)
    return before.core if thing is None else (thing,)


def _from_clauses(context: Context, index: int, clauses: Sequence[Span]) -> MetricReading | None:
    """What the clauses between the fact before and this one supply: an example, a share, what moved, what is named."""
    if example := _example(context, index, clauses):
        return make_reading(example, "given as an example", 0.7)
    if (share := _share_before(context, index, clauses[0])) is not None:
        return share
    if earlier := context.earlier_clause(index, clauses):
        return make_reading(earlier, "earlier clause", 0.7)
    if context.norm.endswith(TOPIC, *clauses[0]) and measure_head(
        context.text(topic := context.head(index, *clauses[0]))
    ):
        return make_reading(topic, "topic set before", 0.75)
    if told := _told_before(context, index, clauses[0]) or _named_before(context, index, clauses[0]):
        return make_reading(told, "clause right before", 0.65)
    return None


def read_key(context: Context, index: int) -> Spans:
    """The name right before a colon and the amount (注册资本：500万元); not what announces a list (成果如下：3项专利)."""
    frame = context.frames[index]
    place, marks = frame.clause - 1, context.layout.clause_marks
    if place < 0 or marks[place] not in COLONS or context.norm[frame.clause_span.start : frame.start].strip():
        return ()
    if frame.quantity.unit in classifiers() and marks[frame.clause] not in COLONS and frame.end < frame.clause_span.end:
        return ()
    key = context.layout.clauses[place]
    low = max(key.start, context.frames[index - 1].end if index else 0)
    head = context.head(index, low, key.end) if 0 < key.end - low <= LONGEST_KEY else ()
    return head if not context.norm.endswith(ANNOUNCING, low, key.end) else ()


def read_price(context: Context, index: int) -> MetricReading | None:
    """A price that its verb or 以 leads to: what closes, or the deal that is made for it."""
    if closing := _closing(context, index):
        return make_reading(closing, "verb of the closing price", 0.7)
    if deal := _deal(context, index):
        return make_reading(deal, "deal behind its price", 0.75)
    return None


def _closing(context: Context, index: int) -> Spans:
    """The verb that quotes a closing price, right behind the name of what is quoted (远山股份报收于12.5元)."""
    frame, norm = context.frames[index], context.norm
    for word in CLOSING:
        start = frame.start - len(word)
        if norm.startswith(word, start):
            behind_name = start in context.scanner.body_to or norm[start - 1] in ")）"
            return (Span(start, start + len(CLOSING[-1])),) if behind_name else ()
    return ()


def _deal(context: Context, index: int) -> Spans:
    """The deal behind the price that 以 names (以3亿元的 · 价格 · 收购近水股份); not 处以3万元罚款."""
    norm, frame = context.norm, context.frames[index]
    if norm[frame.start - 1] != PAYING or frame.quantity.dimension != "money" or norm[frame.start - 2] in FINING:
        return ()
    paid = PAID.match(norm, frame.end)
    if paid is None or not leading_action(paid[2]):
        return ()
    start, end = paid.span(2)
    price = (Span(*paid.span(1)),) if paid[1] else ()
    following = frame.following
    if following is None or not start < following.start < end:
        return (*price, Span(start, end))
    begin = following.end + norm.startswith("的", following.end)
    end = context.scanner.strip_right(end, begin)
    rest = (Span(begin, end),) if begin < end else ()  # 以3亿元收购近水 · 51% · 股权
    return (*price, Span(start, context.scanner.strip_right(following.start, start)), *rest)


def _example(context: Context, index: int, clauses: Sequence[Span]) -> Spans:
    """What a clause before gives as an example (以螺纹钢为例，从4800元跌至4600元)."""
    for span in clauses:
        if context.norm.endswith(EXAMPLE, span.start, span.end):
            start = span.start + 1 if context.norm[span.start] == "以" else span.start
            return context.head(index, start, span.end - len(EXAMPLE))
    return ()


def _told_before(context: Context, index: int, span: Span) -> Spans:
    """The measure that the clause right before is about, when this one only says how much (现金流净额由负转正，为5亿元)."""
    frame, scanner = context.frames[index], context.scanner
    own = scanner.between(frame.clause_span.start, frame.start)
    if not own or own[-1].type != "level" or own[0].start > frame.clause_span.start:
        return ()
    cue = scanner.first_of(TURNS, span.start + 1, span.end)
    head = context.head(index, span.start, cue.start if cue is not None else span.end)
    return head if measure_head(context.text(head)) else ()


def _share_before(context: Context, index: int, span: Span) -> MetricReading | None:
    """The share that the clause right before is about (薪酬占费用比例较高，各年均超过50%)."""
    cue = context.share_verb(span.start, span.end) if context.frames[index].quantity.unit in PERCENT else None
    if cue is None or span.end + 1 < context.frames[index].clause_span.start:
        return None
    noun = SHARE_NOUN.search(context.norm, cue.end + 1, span.end)
    part = context.head(index, span.start, cue.start)
    if noun is None or not part:
        return None
    return make_reading(part, "share of the clause right before", 0.7, (Span(cue.start, noun.start()),))


def _named_before(context: Context, index: int, span: Span) -> Spans:
    """The measure that the clause right before names and says nothing of (甲地至乙地的行车时间，将由5小时缩短至2小时)."""
    frame, scanner = context.frames[index], context.scanner
    if span.end + 1 < frame.clause_span.start or scanner.first_of(STATES, span.start, span.end) is not None:
        return ()
    head = context.head(index, span.start, span.end)
    return head if head and head[-1].end == span.end and measure_head(context.text(head)) else ()


def is_quoted(context: Context, index: int) -> bool:
    """Whether a market verb leads to the amount and no price in the same unit was named before."""
    frame = context.frames[index]
    if frame.verb is None or frame.verb.word[-1] not in QUOTED:
        return False
    unit = frame.quantity.unit or ""
    return not index or "/" not in unit or unit != context.frames[index - 1].quantity.unit


def _quoted(context: Context, index: int) -> Span | None:
    """The organisation that stands right before a market verb: its share is quoted (远山股份跌6%, 近水大幅收跌3%)."""
    frame = context.frames[index]
    verb = frame.verb
    if verb is None:
        return None
    names, end = context.scanner.body_to, verb.start
    subjects = {subject.end: subject.start for subject in context.subjects[index]}
    for cue in reversed(context.scanner.between(frame.clause_span.start, end)):
        if end in names or end in subjects or cue.type != "adverb" or cue.end != end:
            break
        end = cue.start
    start = names.get(end, subjects.get(end))
    return Span(start, end) if start is not None else None
