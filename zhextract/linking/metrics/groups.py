"""Metrics of a list of amounts: each its own, by 分别 or by order, or one for all.

`read_group` reads the whole list at once. The names stand before it in one
clause (钢、铁产量分别为…), in several, or belonged to the amounts before (…，同比分别增长…).
"""

import re

from zhextract.linking.metrics.context import DIFFERENCE, Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.heads import JOINING, read_head
from zhextract.linking.metrics.lists import share_head, split_clauses, split_members, split_pair
from zhextract.linking.metrics.shares import read_share
from zhextract.linking.metrics.supply import complete, read_modifier
from zhextract.linking.metrics.tails import read_tail
from zhextract.linking.metrics.words import leading_action, measure_head, whole_nouns
from zhextract.spans import Span

__all__ = ["read_group", "share_predicate"]

# Cues that make a stretch a predicate, so that it is no list of names.
PREDICATES = frozenset({"change", "reach", "level", "base", "than", "share", "compare", "rank"})
# One metric against two bases: 毛利率12.9%，同环比分别-6.8/-1.5pct.
TWO_BASES = ("同环比", "同、环比")
# Says which they are that a list names.
APART = re.compile("(?:分别|依次)[是为]")
# What says how many things are.
NUMBER = "数量"
# The name of a part of a metric is no longer than this.
LONGEST_PART = 6
# The name of a thing whose measure was given before is no longer than this.
LONGEST_THING = 8
# Clauses so ended name a whole by its structure.
STRUCTURE = ("结构中", "构成中")
# Why a thing counted has the predicate of the next one in its list.
OF_LIST = "behind, predicate of the list"
# A list of so many amounts may go over the two things that one word names.
PAIR = 2
COUNTED = frozenset({"level", "share"})


def read_group(context: Context, index: int, size: int) -> list[MetricReading] | None:
    """The metrics of the `size` amounts of the list that `index` leads; None when only the plain rules can tell."""
    frame, scanner, norm = context.frames[index], context.scanner, context.norm
    low, cut = context.low(index), frame.start
    whole: Spans = ()
    if (share := context.share_verb(low, cut)) is not None:
        whole, cut = read_share(context, index, low, share).whole, share.start
    region = read_head(scanner, low, cut, context.subjects[index], tidy=False)
    if not region or not read_head(scanner, low, cut, context.subjects[index]):
        return _with_whole(_from_before(context, index, size), whole)
    start, end = region[0]
    if whole and (things := _counted_before(context, index, size, norm[start:end])) is not None:
        return [
            make_reading((*thing, Span(start, end)), f"list {place + 1} of {size}, counted before", 0.75, whole)
            for place, thing in enumerate(things)
        ]
    shared = _shared_tail(context, index, size, norm[start:end])
    inner = frame.distributive
    if inner is not None and start < inner.start < end:  # 甲、乙分别持有丙 · 5%、6%
        shared = (Span(scanner.strip_left(inner.end, end), end), *shared)
        end = scanner.strip_right(inner.start, start)
    if context.kinds[index].kind in DIFFERENCE and (than := scanner.last("than", start + 1, end)) is not None:
        end = scanner.strip_right(than.start, start)
    members_spans = _members(context, index, size, start, end) or _areas(context, index, size, start, end)
    if members_spans is None and (named := _named_elsewhere(context, index, size, Span(start, end), whole)) is not None:
        return named
    if members_spans is None:
        head = read_head(scanner, low, end, context.subjects[index]) or shared
        if not head:
            return None
        reading = complete(context, index, head)
        core = reading.core if shared and reading.core[-1] in shared else (*reading.core, *shared)
        return [make_reading(core, "one metric for the list", 0.75, whole)] * size
    cores = _measured(context, index, share_head(norm, members_spans))
    if (structure := _structure(context, index)) is not None:
        cores = [(structure, *core) for core in cores]
    return [
        make_reading((*_tidy(context, index, core), *shared), f"list {place + 1} of {size}", 0.8, whole)
        for place, core in enumerate(cores)
    ]


def _named_elsewhere(
    context: Context, index: int, size: int, wording: Span, whole: Spans
) -> list[MetricReading] | None:
    """The metrics of a list whose own wording has no names for its members: they were counted, listed or named before."""
    start, end = wording
    if (counted := _counted_names(context, index, size)) is not None:
        measure = read_head(context.scanner, context.frames[index - 1].end, end, context.subjects[index])
        return [
            make_reading((member, *measure), f"list {place + 1} of {size}, counted", 0.75, whole)
            for place, member in enumerate(counted)
        ]
    if (modifiers := _modifiers_before(context, index, size, start, end)) is not None:
        return [
            make_reading((*modifier, wording), f"list {place + 1} of {size}, names of the list before", 0.75)
            for place, modifier in enumerate(modifiers)
        ]
    if size == PAIR and (pair := _pair(context, index, start, end)) is not None:
        return [make_reading(core, f"pair {place + 1} of {size}", 0.8, whole) for place, core in enumerate(pair)]
    return _noun_of(context, index, size, wording)


def _noun_of(context: Context, index: int, size: int, noun: Span) -> list[MetricReading] | None:
    """A noun of growth or share for the names in the clause right before (用户、订单表现亮眼，同比增速分别为…)."""
    if context.norm[noun.start : noun.end] not in whole_nouns():
        return None
    named = next((_named_in(context, index, size, span) for span in context.clauses_before(index)), None)
    names = [context.text(reading.core) for reading in named or ()]
    if any(name[len(name) - measure_head(name) :] in whole_nouns() for name in names):
        return None
    return _with_whole(named, (noun,))


def _with_whole(members: list[MetricReading] | None, whole: Spans) -> list[MetricReading] | None:
    """Readings that came from elsewhere, with the whole of their shares or their noun of growth."""
    if members is None or not whole:
        return members
    return [make_reading(reading.core, reading.why, reading.confidence, whole) for reading in members]


def _structure(context: Context, index: int) -> Span | None:
    """The structure whose parts a list gives, named by the clause right before (消费结构中，煤、油的比重分别为…)."""
    frame, norm = context.frames[index], context.norm
    end = frame.clause_span.start - 1
    if not frame.clause or not norm.endswith(STRUCTURE, 0, end):
        return None
    start = context.scanner.strip_left(context.layout.clauses[frame.clause - 1].start, end - 1)
    return Span(start, end - 1) if start < end - 1 else None


def _members(context: Context, index: int, size: int, start: int, end: int) -> list[Span] | None:
    """The names of a list, in the own clause or in the last clauses before it."""
    if start >= end or len(context.scanner.time_cuts(context.frames[index].clause_span.start, end)) >= size:
        return None  # the list goes over times
    members = split_members(context.norm, start, end, size)
    if members is not None or context.frames[index].distributive is None:
        return members
    wide = context.gap_start(index)
    if wide >= start:
        return None
    members = split_clauses(context.norm, wide, end, size)
    if members is None or context.scanner.first_of(PREDICATES, members[0].start, end) is not None:
        return None
    if not all(
        read_head(context.scanner, *member) for member in members
    ):  # 2024年，甲、乙罚没金额分别…: a time is no name
        return None
    return members


def _pair(context: Context, index: int, start: int, end: int) -> list[Spans] | None:
    """Two things that one word names (汽车产销分别完成…), when the list does not go over times or subjects."""
    times = context.scanner.time_cuts(context.low(index), end)
    first, second = ({subject.name for subject in context.subjects[place]} for place in (index, index + 1))
    if len(times) >= PAIR or first != second:
        return None
    return split_pair(context.norm, start, end)


def _areas(context: Context, index: int, size: int, start: int, end: int) -> list[Span] | None:
    """The areas over which a body's own list goes (公司在华东、华南地区的收入分别为…), which else are no wording."""
    scanner, low = context.scanner, context.low(index)
    bodies = [subject for subject in context.subjects[index] if low <= subject.start and subject.end < start]
    if not bodies or bodies[-1].type != "organisation":
        return None
    name = scanner.first_name(bodies[-1].end, end)
    return split_members(context.norm, name.start, end, size) if name is not None and name.start < start else None


def _counted_before(context: Context, index: int, size: int, text: str) -> list[Spans] | None:
    """The things that as many facts before count, when the list says how many they are (甲集群41个、乙集群30个，数量分别占…)."""
    if not text.endswith(NUMBER) or index < size:
        return None
    frames, readings = context.frames[index - size : index], context.readings[index - size : index]
    units = {frame.quantity.unit for frame in frames}
    sentences = {frame.sentence for frame in context.frames[index - size : index + 1]}
    if len(units) > 1 or len(sentences) > 1 or frames[0].quantity.dimension != "count":
        return None
    things = [reading.core for reading in readings]
    return things if len(set(things)) == size else None


def _modifiers_before(context: Context, index: int, size: int, start: int, end: int) -> list[Spans] | None:
    """The names of as many facts before, when the list's own wording is a bare measure (甲、乙分别收入…，毛利率分别…)."""
    text = context.norm[start:end]
    if measure_head(text) != len(text):
        return None
    if (named := _named_apart(context, index, size)) is not None or index < size:
        return named
    before = context.frames[index - size : index]
    head = before[0].head
    if (
        head is None
        or before[-1].head is not head
        or head.list_size != size
        or head.sentence != context.frames[index].sentence
    ):
        return None
    modifiers = [read_modifier(context, reading, text) for reading in context.readings[index - size : index]]
    return modifiers if len({context.text(modifier) for modifier in modifiers}) == size else None


def _named_apart(context: Context, index: int, size: int) -> list[Spans] | None:
    """The names that the clause right before says which they are (前三位分别是甲、乙、丙，占比分别为…)."""
    frame = context.frames[index]
    clause = context.layout.clauses[frame.clause - 1] if frame.clause else None
    if frame.distributive is None or clause is None or clause.start < frame.sentence_span.start:
        return None
    apart = APART.search(context.norm, *clause)
    if apart is None or (index and context.frames[index - 1].end > apart.start()):
        return None
    members = split_members(context.norm, apart.end(), clause.end, size)
    return [(member,) for member in members] if members is not None else None


def _counted_names(context: Context, index: int, size: int) -> list[Span] | None:
    """Names before the amount that counts them (臭氧、二氧化氮两项污染物浓度分别为…)."""
    if not index:
        return None
    previous = context.frames[index - 1]
    if previous.clause != context.frames[index].clause or previous.quantity.value != size:
        return None
    region = read_head(context.scanner, context.low(index - 1), previous.start, context.subjects[index - 1], tidy=False)
    return split_members(context.norm, *region[0], size) if region else None


def _shared_tail(context: Context, index: int, size: int, text: str) -> Spans:
    """What stands behind the last amount and names what all of them count (持有甲公司5%和6%股权)."""
    if context.kinds[index].kind not in COUNTED:
        return ()
    return read_tail(context.scanner, context.frames[index + size - 1], text)


def _tidy(context: Context, index: int, core: Spans) -> Spans:
    """A list member's spans without counters, names and times; a body's own list may go over names (公司的华东、华南收入)."""
    if core[0].start in context.scanner.name_at and any(
        subject.type == "organisation" and subject.end <= core[0].start for subject in context.subjects[index]
    ):
        return core
    return tuple(span for part in core for span in read_head(context.scanner, *part)) or core


def _measured(context: Context, index: int, cores: list[Spans]) -> list[Spans]:
    """Members that grow but name no measure take that of a metric before (挖掘机、叉车分别增长 · 销量)."""
    norm = context.norm
    first = cores[0][0].start
    if context.kinds[index].kind == "level" and (whole := _divided(context, index, cores)):
        return [(*whole, *core) for core in cores]
    if context.kinds[index].kind != "growth" or "“" in norm[max(first - 1, 0) : first + 1]:
        return cores
    names = [norm[core[-1].start : core[-1].end] for core in cores]
    if any(measure_head(name) or leading_action(name) or len(name) > LONGEST_THING for name in names):
        return cores
    measure = context.measure_before(index)
    return [(*core, measure) for core in cores] if measure is not None else cores


def _divided(context: Context, index: int, cores: list[Spans]) -> Spans:
    """The metric before in the same sentence and unit, when the members only name its parts (城镇和农村居民分别为…)."""
    before, norm = context.before(index), context.norm
    if before is None or context.frames[index - 1].sentence != context.frames[index].sentence:
        return ()
    if context.frames[index - 1].quantity.unit != context.frames[index].quantity.unit:
        return ()
    if not measure_head(context.text(before.core)) or any(
        _names_measure(norm[core[-1].start : core[-1].end]) for core in cores
    ):
        return ()
    return before.core


def _names_measure(wording: str) -> bool:
    return measure_head(wording) > 0 or leading_action(wording) > 0 or len(wording) > LONGEST_PART


def _from_before(context: Context, index: int, size: int) -> list[MetricReading] | None:
    """A list whose own clause names nothing: a clause before it, what stands behind it, or the facts before."""
    frame, scanner = context.frames[index], context.scanner
    for span in context.clauses_before(index):
        region = _region(context, span)
        if region:
            named = _named_in(context, index, size, span)
            whole = complete(context, index, region).core if named is None else ()
            return named or [make_reading(whole, "clause before, for the list", 0.6)] * size
    if frame.verb is None and (tail := read_tail(scanner, context.frames[index + size - 1])):
        return [make_reading(tail, "behind the list", 0.7)] * size
    return _of_facts_before(context, index, size)


def _region(context: Context, span: Span) -> Spans:
    """What a clause names before it says something of it."""
    cue = context.scanner.first_of(PREDICATES, span.start + 1, span.end)
    return read_head(context.scanner, span.start, cue.start if cue is not None else span.end, tidy=False)


def _named_in(context: Context, index: int, size: int, span: Span) -> list[MetricReading] | None:
    """The names of a list in a clause before it."""
    region = _region(context, span)
    members = split_members(context.norm, *region[0], size) if region else None
    if members is None:
        return None
    return [
        make_reading(_tidy(context, index, core), f"list {place + 1} of {size}", 0.75)
        for place, core in enumerate(share_head(context.norm, members))
    ]


def _of_facts_before(context: Context, index: int, size: int) -> list[MetricReading] | None:
    """The metrics of as many amounts before, when those stand in one list too or in the same sentence."""
    if index < size or any(cue.word.startswith(TWO_BASES) for cue in context.frames[index].cues):
        return None
    frames, readings = context.frames[index - size : index], context.readings[index - size : index]
    first, last = frames[0], frames[-1]
    one_list = first.head is not None and first.head is last.head and first.list_size == size
    sentence = context.frames[index].sentence
    if not one_list and not (
        all(frame.sentence == sentence for frame in frames)
        and len({context.text(reading.core) for reading in readings}) == size
    ):
        return None
    return [
        make_reading(reading.core, f"metrics before, {place + 1} of {size}", 0.8, reading.whole)
        for place, reading in enumerate(readings)
    ]


def share_predicate(context: Context, index: int) -> MetricReading:
    """A thing counted takes the predicate behind the next one in its list (5个个人、8个集体 · 予以记功)."""
    reading, following, norm = context.readings[index], context.readings[index + 1], context.norm
    frame, next_frame = context.frames[index], context.frames[index + 1]
    thing, last = reading.core[-1], following.core[-1]
    if (
        reading.core[0].start < frame.end
        or last.start < next_frame.end
        or leading_action(norm[thing.start : thing.end])
    ):
        return reading
    if norm[thing.end : next_frame.start].strip() not in JOINING:
        return reading
    if following.why == OF_LIST:
        return make_reading((*reading.core, last), OF_LIST, 0.75, around=True)
    nouns = tuple(whole_nouns())
    for place in range(last.start + 2, last.end - 1):
        if leading_action(norm[place : last.end]) or norm.startswith(nouns, place):  # 行业和产品 · 增速回升
            core = (*reading.core, Span(place, last.end))
            return make_reading(core, OF_LIST, 0.75, around=True)
    return reading
