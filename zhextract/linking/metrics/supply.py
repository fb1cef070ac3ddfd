"""Wordings that leave something out, and where it is supplied from.

`complete` adds to a head its modifier, its measure, its verb or the object of
its verb. What a clause that names nothing is about: see `elided`.
"""

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import (
    LONGEST_SENTENCE,
    NAMED_WITHIN,
    PERCENT,
    Context,
    MetricReading,
    Spans,
    make_reading,
)
from zhextract.linking.metrics.parts import is_part, read_part
from zhextract.linking.metrics.penalties import is_penalty, read_penalty
from zhextract.linking.metrics.topics import (
    BENEFITS,
    WORKS,
    read_benefit,
    read_near_topic,
    read_topic,
    read_works,
    topic_before_colon,
)
from zhextract.linking.metrics.trades import read_dealing
from zhextract.linking.metrics.words import (
    VERB,
    actions,
    bare_heads,
    facility_end,
    helps,
    leading_action,
    measure_head,
    takes_recipient,
    whole_nouns,
)
from zhextract.spans import Span

__all__ = ["complete", "read_modifier"]

# What trade balances to, either way (贸易逆差3亿美元，前值顺差2亿美元).
BALANCES = ("顺差", "逆差", "盈余", "赤字")
# A qualifier of a flow that a stock does not share.
ADDED = "新增"
# Characters that end the name of a measure whose parts the word lists do not know.
MEASURE_ENDS = "率额量值数价费宽高深厚"
# What is left of things dealt in.
STOCKS = frozenset({"库存", "库存量", "存量", "余量", "结余"})
# What tells which value of a measure is given (煤与油的价差…，平均价差).
QUALIFIERS = frozenset({"平均", "最高", "最低", "单日", "日均", "最大", "最小"})
# What is spent on works, by its last word; no longer wording leaves them out.
SPENT = ("投资", "投入")
LONGEST_SPENT = 4
CHANGES = frozenset({"change"})
# Nouns that say how large any measure is (国内生产总值增长5%，总量…).
SIZES = frozenset({"总量", "规模", "总规模", "数量", "总额"})
# The last characters of measures that are never so large (收益率20%，规模3亿元).
SIZELESS = frozenset("率价")
# Nouns that say how far a measure moved, and nothing of what it is (融资余额减少3万元，减少比例1%).
EXTENTS = ("比例", "幅度")
# What a facility is built by.
BUILT = ("采用", "按照", "全长", "全线", "总长", "主线")
# What a facility is designed for is its own.
DESIGNED = "设计"
# Nouns that say in which edition a value is given; one takes the other's place.
EDITIONS = ("终值", "初值", "修正值")
# Who reports several measures, with the verb that leads to the first (规模以上企业 · 实现 · 利润).
REPORTER = rarely(r"(?P<who>[^，。；、]{2,24}?(?:企业|行业|机构|单位|门店|酒店|饭店|景区))(?P<does>实现|完成|取得)?")
CONTRIBUTION = "贡献率"
# What moves an index; what does was named before.
MOVES_INDEX = "影响"
# Verbs that lead to a measure, and stay behind where it goes.
REACHED = ("实现", "完成")
# A measure that is a rate has no verb to share.
RATE_ENDS = "率比值价"


def complete(context: Context, index: int, head: Spans) -> MetricReading:
    """Supply what a head leaves out: who is fined, a modifier, a verb or its object, the whole of a part."""
    text = context.text(head)
    if context.has_fines and is_penalty(text):
        return make_reading(read_penalty(context, index, head), "penalty", 0.8)
    verb, measure, size = leading_action(text), measure_head(text), len(text)
    if (owned := _with_owner(context, index, head, text)) is not None:
        return owned
    if verb == size and (topic := read_near_topic(context, index, text)):
        return make_reading((*topic, *head), "verb, topic right before", 0.7)
    if measure and (found := _as_measure(context, index, head, text[-measure:])) is not None:
        return found
    if "facility" in context.scanner.by_type and (work := _facility(context, index, text)) is not None:
        return make_reading((work, *head), "facility of the sentence", 0.7)
    before = context.before(index)
    if helps(text) and before is not None and context.frames[index].quantity.unit in PERCENT:
        helper = _helper(context, index, before, text)
        if helper and helper[-1].end <= head[0].start:
            return make_reading((*helper, *head), "what helps, from the metric before", 0.7)
    if not measure and (known := _known_by_name(context, index, text)):
        return make_reading(known, "named before", 0.7)
    if before is not None and before.core:
        if (found := _with_verb(context, index, head, text, before)) is not None:
            return found
        if not measure and (before.part_of or is_part(context, index)):
            return read_part(context, index, head, text)
    return make_reading(head, "own clause", 0.9)


def _with_owner(context: Context, index: int, head: Spans, text: str) -> MetricReading | None:
    """Sums spent take the works told of before, trades the account, benefits and contributions what they come from."""
    size = len(text)
    if (
        size <= LONGEST_SPENT
        and text.endswith(SPENT)
        and leading_action(text) in {0, size, VERB}
        and (works := read_works(context, index))
    ):
        return make_reading((*works, *head), "what the works before cost", 0.75)
    if (dealing := read_dealing(context, index, head, text)) is not None:
        return dealing
    if text == BENEFITS and (benefit := read_benefit(context, index)):
        return make_reading((*benefit, *head), "what benefits", 0.7)
    if text.endswith(CONTRIBUTION) and (contribution := _contribution(context, index, head)):
        return make_reading(contribution, "what contributes, from the metric before", 0.75)
    return None


def _contribution(context: Context, index: int, head: Spans) -> Spans:
    """What contributes, and to what (甲增加值增长5%，对整个工业增长的贡献率达到40%)."""
    before, low = context.before(index), context.low(index)
    towards = context.norm.rfind("对", low, head[0].start)
    if before is None or not before.core or towards < 0 or context.norm[low:towards].strip("，"):
        return ()
    return (*before.core, Span(towards, head[-1].end))


def _from_right_before(context: Context, index: int, before: MetricReading, text: str) -> Spans:
    """What the amount right before names for this one too.

    The works it sizes (年产2万吨化肥项目 · 累计完成投资3亿元), what was dealt in (购入煤炭3万吨，库存1万吨), or the modifier
    along 、 (机构存款余额3亿元、贷款余额2亿元).
    """
    low, previous = context.low(index), context.frames[index - 1]
    if not before.core:
        return ()
    if text in STOCKS and (thing := _dealt_in(context, index, before)) is not None:
        return (thing,)
    if context.norm.startswith("、", low):
        modifier = read_modifier(context, before, text)
        same = previous.quantity.unit == context.frames[index].quantity.unit
        return modifier if modifier and same and not leading_action(context.text(modifier)) else ()
    last = before.core[-1]
    stands = previous.clause == context.frames[index].clause and previous.end <= last.start and last.end == low
    return (last,) if stands and context.norm.endswith(WORKS, *last) else ()


def _helper(context: Context, index: int, before: MetricReading, text: str) -> Spans:
    """What helps: the name of the metric before without its measure; all members of a list that moves an index."""
    if not text.startswith(MOVES_INDEX):
        return read_modifier(context, before, text) or before.core
    head, core = context.frames[index - 1].head, before.core
    place = index - 2
    while head is not None and place >= max(index - NAMED_WITHIN, 0) and context.frames[place].head is head:
        core = (*context.readings[place].core, *core)
        place -= 1
    return tuple(
        span
        for span in sorted(set(core))
        if not any(o != span and o.start <= span.start and span.end <= o.end for o in core)
    )


def _known_by_name(context: Context, index: int, text: str) -> Spans:
    """The metric of the sentence that opens with this name and ends in a measure (铁路、公路运量占比…，铁路提高…)."""
    if context.kinds[index].kind not in {"growth", "change"}:
        return ()
    for place in range(index - 1, max(index - NAMED_WITHIN, -1), -1):
        if context.frames[place].sentence != context.frames[index].sentence:
            break
        core = context.readings[place].core
        wording = context.text(core)
        if len(wording) > len(text) and wording.startswith(text) and measure_head(wording):
            return core
    return ()


def _reporter(context: Context, index: int) -> Span | None:
    """Who reports the measures before in the sentence (规模以上企业实现利润3亿元；实现营业收入50亿元)."""
    for place in range(index - 1, max(index - NAMED_WITHIN, -1), -1):
        if context.frames[place].sentence != context.frames[index].sentence:
            return None
        core = context.readings[place].core
        for span in core:
            found = REPORTER.match(context.norm, *span)
            if found is not None and (found["does"] or _is_holder(context, found.end(), span, core)):
                same = context.subjects[place] == context.subjects[index]
                return Span(*found.span("who")) if same else None
    return None


def _is_holder(context: Context, end: int, span: Span, core: Spans) -> bool:
    """Whether what ends here holds the measure behind it: 规模以上企业 · 增加值."""
    if end == span.end:
        return span is not core[-1]
    rest = context.norm[end : span.end]
    return span is core[-1] and measure_head(rest) == len(rest)


def _facility(context: Context, index: int, text: str) -> Span | None:
    """The facility that the sentence is about: opening the metric before, or a clause of the gap."""
    subjects, frame = context.subjects[index], context.frames[index]
    if context.kinds[index].kind != "level" or any(subject.via == "stated" for subject in subjects):
        return None
    does = leading_action(text) and not text.startswith(DESIGNED)  # 加固水库3座，治理河流5公里
    if does or facility_end(text, 0, len(text)) is not None:
        return None
    before = context.frames[index - 1] if index else None
    core = context.readings[index - 1].core if index else ()
    if before is not None and core and before.sentence == frame.sentence:
        return _works_of(context, core, works=len(core) > 1 and frame.bracket is None)
    for span in context.clauses_before(index):
        start = context.scanner.strip_left(span.start, span.end)
        end = facility_end(context.norm, start, span.end, works=True)
        if end is not None and (end in context.scanner.cue_at or context.norm.startswith(BUILT, end)):
            return Span(start, end)
    if before is None or len(core) == 1 or before.paragraph != frame.paragraph or before.sentence < frame.sentence - 1:
        return None
    return _works_of(context, core, works=True)


def _works_of(context: Context, core: Spans, *, works: bool) -> Span | None:
    """The facility that opens a metric, be it a stretch of its own or the first words of one; or its building."""
    if not core:
        return None
    start, last = core[0]
    end = facility_end(context.norm, start, last, works=works)
    if end is None or leading_action(context.norm[start:end]):
        return None
    return Span(start, end) if end < last or len(core) > 1 else None


def _as_measure(context: Context, index: int, head: Spans, noun: str) -> MetricReading | None:
    """A wording that is nothing but a measure noun, or one that only says which value of it (平均价差), with what it is of."""
    text = context.text(head)
    if text == noun:
        return _with_modifier(context, index, head, text)
    before = context.before(index) if text[: -len(noun)] in QUALIFIERS else None
    modifier = _same_measure(context, before, noun) if before is not None else ()
    return make_reading((*modifier, *head), "own head, modifier of the same measure before", 0.75) if modifier else None


def _with_modifier(context: Context, index: int, head: Spans, text: str) -> MetricReading | None:
    """A measure noun by itself takes the modifier, the whole wording or the topic before it."""
    before = context.before(index)
    if text in whole_nouns():
        core = context.earlier_clause(index, context.clauses_before(index))
        if not core and (topic := read_topic(context, index, text)) is not None:
            return make_reading((topic, *head), "own head, topic of an earlier clause", 0.75)
        core = core or (before.core if before is not None else ())
        if core:
            if text in EDITIONS:
                core = _without_edition(context, core)
            extent = text.endswith(EXTENTS) and context.kinds[index].kind == "growth"
            noun = () if extent or context.text(core).endswith(text) else head
            return make_reading(core, "noun of growth or share, metric before", 0.85, noun)
    if near := read_near_topic(context, index, text):
        return make_reading((*near, *head), "own head, topic right before", 0.75)
    if (topic := read_topic(context, index, text)) is not None:
        return make_reading((topic, *head), "own head, topic of an earlier clause", 0.75)
    if text in bare_heads():
        if (name := context.scanner.body_to.get(head[0].start)) is not None:
            return make_reading((Span(name, head[0].end),), "name and head", 0.75)
        if modifier := _modifier_before(context, index, text):
            noun = () if context.text(modifier).startswith(text) else head  # 出口玩具6万美元，其中对欧盟出口2万美元
            return make_reading((*modifier, *noun), "own head, modifier of the metric before", 0.8)
    if before is not None and (modifier := _from_right_before(context, index, before, text)):
        return make_reading((*modifier, *head), "own head, modifier right before", 0.75)
    if before is not None and (modifier := _same_measure(context, before, text)):
        return make_reading((*modifier, *head), "own head, modifier of the same measure before", 0.75)
    return _with_topic(context, index, head)


def _dealt_in(context: Context, index: int, before: MetricReading) -> Span | None:
    """What the verb of the amount right before takes, in the same unit (购入煤炭3万吨，库存1万吨)."""
    previous, frame = context.frames[index - 1], context.frames[index]
    if previous.sentence != frame.sentence or previous.quantity.unit != frame.quantity.unit or not before.core:
        return None
    thing = context.object_of(before) if leading_action(context.text(before.core)) else None
    if thing is None or measure_head(context.norm[thing.start : thing.end]):
        return None
    return thing


def _without_edition(context: Context, core: Spans) -> Spans:
    """A wording without the edition of its value at the end (CPI初值同比升2.3%，上月终值升2.2%)."""
    start, end = core[-1]
    for edition in EDITIONS:
        if context.norm.endswith(edition, start, end) and end - start > len(edition):
            return (*core[:-1], Span(start, end - len(edition)))
    return core


def _with_topic(context: Context, index: int, head: Spans) -> MetricReading | None:
    """A measure takes who reported the measures before, or a topic before a colon."""
    if (actor := _reporter(context, index)) is not None:
        return make_reading((actor, *head), "own head, who reports the measures before", 0.7)
    if key := topic_before_colon(context, index):
        return make_reading((*key, *head), "own head, topic before its colon", 0.75)
    return None


def _with_verb(context: Context, index: int, head: Spans, text: str, before: MetricReading) -> MetricReading | None:
    """A verb without its object takes that of the verb before; a thing behind 、 takes the verb before."""
    verb = leading_action(text)
    if verb == len(text) or (verb and takes_recipient(text)):
        return _with_object(context, index, head, before)
    if verb or text[-1:] in RATE_ENDS or leading_action(text[VERB:]):
        return None  # 运行40个航班、安全运送旅客6000人次
    start, end = before.core[0]
    shared = leading_action(context.norm[start:end])
    if shared and context.norm.startswith("、", context.low(index)):
        return make_reading((Span(start, start + shared), *head), "verb shared along 、", 0.75)
    return None


def _same_measure(context: Context, reading: MetricReading, text: str) -> Spans:
    """The modifier of a metric that ends in the same measure (风电新增装机容量…，累计装机容量…), or the other balance."""
    if not reading.core:
        return ()
    last = reading.core[-1]
    wording = context.norm[last.start : last.end]
    balances = text in BALANCES
    if not wording.endswith(BALANCES if balances else text):
        return ()
    if measure_head(wording) == len(wording):
        return reading.core[:-1] if balances else ()
    end = last.end - len(text)
    if context.norm.endswith(ADDED, last.start, end):
        end -= len(ADDED)
    return (*reading.core[:-1], Span(last.start, end)) if end > last.start else reading.core[:-1]


def _with_object(context: Context, index: int, head: Spans, before: MetricReading) -> MetricReading:
    """A verb without its object: the object stood with the same verb, or with the verb of the fact before."""
    norm, frame, verb = context.norm, context.frames[index], head[-1]
    start = max(frame.sentence_span.start, verb.start - LONGEST_SENTENCE)
    place = norm.find(norm[verb.start : verb.end], start, verb.start)
    if place >= 0 and before.core[0].start <= place < before.core[-1].end:
        core = before.core[-1:] if before.around else before.core
        return make_reading(core, "same verb as the metric before", 0.75)
    if place >= 0:
        stop = context.layout.clauses[context.layout.clause_at(place)].end
        for earlier in context.frames[max(index - 6, 0) : index]:
            if place < earlier.start < stop:
                stop = earlier.start
        end = context.scanner.strip_right(min(stop, verb.start), place)
        if end > place + (verb.end - verb.start):
            return make_reading((Span(place, end),), "same verb with its object before", 0.7)
    same_unit = frame.quantity.unit == context.frames[index - 1].quantity.unit
    thing = context.object_of(before) if same_unit else None
    if thing is None:
        return make_reading(head, "own clause", 0.6)
    return make_reading((thing, *head), "verb, object of the verb before", 0.7)


def _modifier_before(context: Context, index: int, text: str) -> Spans:
    """The modifier of the metric before, or of a near one that has the same measure noun."""
    before = context.before(index)
    if before is not None and (_is_one_of_many(context, index - 1) or _earned_anew(context, index, before)):
        return ()
    same = before is not None and context.frames[index - 1].sentence == context.frames[index].sentence
    if before is not None and (same or not before.around) and (modifier := read_modifier(context, before, text)):
        return modifier
    if same:
        return ()
    for reading in context.nearby(index):
        if (
            reading.core
            and context.text(reading.core).endswith(text)
            and (modifier := read_modifier(context, reading, text))
        ):
            return modifier
    return ()


def _earned_anew(context: Context, index: int, before: MetricReading) -> bool:
    """Whether a stretch behind a semicolon earns what no single thing before it does (生产钢材3吨；完成销售收入5亿元)."""
    start = context.frames[index].clause_span.start
    if context.norm[start - 1] not in "；;" or measure_head(context.text(before.core)):
        return False
    lead = context.scanner.cue_at.get(start)
    return lead is not None and lead.type == "level"


def _is_one_of_many(context: Context, index: int) -> bool:
    """Whether a fact is a member of a list of different metrics, so that nothing behind it goes on with it alone."""
    frames = context.frames
    if not index or frames[index].head is None or frames[index].head is not frames[index - 1].head:
        return False
    return context.readings[index].core != context.readings[index - 1].core


def read_modifier(context: Context, reading: MetricReading, noun: str) -> Spans:
    """A wording without its own measure noun, or without the verb that `noun` repeats."""
    if not reading.core:
        return ()
    last = reading.core[-1]
    text = context.norm[last.start : last.end]
    if reading.around:
        return (last,) if text != noun else ()
    if text.endswith(CONTRIBUTION) and (towards := text.find("对")) > 0:
        return (*reading.core[:-1], Span(last.start, last.start + towards))  # 投资 · 对经济增长的贡献率
    size = measure_head(text)
    if size == len(text):
        return reading.core[:-1]
    if not size and len(text) > VERB and text[-VERB:] in actions() and noun.startswith(text[-VERB:]):
        size = VERB  # 专利合同成交1291项，成交额…
    if size:
        modifier = text[: len(text) - size]
        if modifier[-VERB:] == noun[:VERB] or modifier.endswith(REACHED):
            size += VERB  # 合同销售金额5亿元，销售面积…; 签约面积3万平方米，签约金额…; 制造业实现增加值3亿元，拉动…
        return (*reading.core[:-1], Span(last.start, last.end - size))
    cue = context.scanner.first_of(CHANGES, last.start, last.end)
    if cue is None and text.isascii():
        return ()  # EPS提高至3元，目标价15元
    if cue is None:
        return () if text[-1] in MEASURE_ENDS and (noun not in SIZES or text[-1] in SIZELESS) else reading.core
    rest = Span(last.start, cue.start) if cue.start > last.start else Span(cue.end, last.end)
    return (*reading.core[:-1], rest)
