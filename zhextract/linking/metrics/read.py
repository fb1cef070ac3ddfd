"""What an amount measures: the shortest wording that names it.

Reading order: `read_metrics` goes through the amounts in text order;
`_read_one` asks in turn whether an amount stands in a table, a list, brackets,
or by itself (`_read_plain`). The parts live beside it:

    scan           peeling words off either side of a stretch
    heads          the wording that stays, without asides
    circumstances  what stands before a counted action
    tails          things counted behind the amount
    supply         what a wording leaves out, and where it is supplied from
    parts          parts that leave out the measure of their whole
    topics         topics of clauses, works that were counted
    names          names and titles that an amount sums up
    elided         amounts whose clause names nothing
    groups         lists of amounts; `lists` splits the names
    compared       what another amount is compared with
    shares, penalties, trades, brackets, cells
"""

import re
from collections.abc import Sequence

from zhextract.expressions import rarely
from zhextract.linking.frames import Cue, Frame, Layout
from zhextract.linking.kinds import KindReading
from zhextract.linking.metrics.brackets import read_bracket
from zhextract.linking.metrics.cells import read_caption, read_cell_metric
from zhextract.linking.metrics.circumstances import governed
from zhextract.linking.metrics.compared import read_compared
from zhextract.linking.metrics.context import DIFFERENCE, MOVES, PERCENT, Context, MetricReading, Spans, make_reading
from zhextract.linking.metrics.elided import PRICE_ENDS, read_elided, read_key, read_price
from zhextract.linking.metrics.groups import read_group, share_predicate
from zhextract.linking.metrics.names import SORTS, before_names, read_sorts
from zhextract.linking.metrics.scan import Scanner
from zhextract.linking.metrics.shares import BESIDE, read_share_behind, read_whole, read_yardstick
from zhextract.linking.metrics.supply import complete
from zhextract.linking.metrics.tails import counts_the_same, is_owned, read_tail, stops
from zhextract.linking.metrics.topics import BENEFITS, read_benefit
from zhextract.linking.metrics.words import classifiers, helps, leading_action, measure_head
from zhextract.records import Document, Subject, Time
from zhextract.spans import Span

__all__ = ["MetricReading", "read_metrics"]

# What may stand between two amounts that share one verb before and have a thing behind each.
LINKED = rarely(r"[^，。；,;]{0,20}[、和与及]\s*(?:以及)?")
# Where a rank holds (规模全国第一).
RANKED_IN = ("全国", "全省", "全市", "全区", "全县", "全球", "世界", "亚洲", "同业", "行业", "业内")
# Cues that may open the predicate.
PREDICATES = frozenset({"compare", "from"})
NO_CUES: frozenset[str] = frozenset()
# What leads to a multiple that values a share (给予18倍PE).
GIVEN = ("给予", "对应")
MULTIPLES = frozenset({"倍", "x", "X"})
# Verbs of change that hold their own measure.
YIELDING = frozenset({"增产", "减产", "增收", "减收", "降价", "涨价", "提价"})
# The things out of which an amount counts some: 35个大类行业中26个实现增长.
OUT_OF = rarely(r"\d+[个家种类项户名只款]([^，。]{1,12}?)(?:之|当)?中")
AMONG = "中"
# What 中 stands behind where it tells when, and how long such a wording is at least (上市公司中 · 已有267家 · 披露年报).
DOING = ("程中", "动中", "作中", "查中", "间中", "期中", "途中", "之中", "其中", "当中", "集中", "空中", "高中", "初中")
LONGEST_WHILE = 2
# What says of a part of them what they are (外国游客中89% · 为 · 免签游客).
PARTS = ("为", "是", "都", "均")
IN = "在"
COPULA = "是"
# Verbs that make another do what is counted (政策使几亿人 · 受益), and words that announce a list (出于以下三点 · 考量).
CAUSATIVES = rarely(
    r"(?:(?<![行大公天驱])使得?|(?<![转出受割])让|(?<![责指命法])令|帮助|(?<=..)推动了?|于(?:以下|下列))$"
)
CAUSATIVE_ENDS = frozenset("使得让令助动了下列")
HELPING = "帮助"
# A verb that makes the name of a measure with what stands before it, too.
NEW = "新增"
# What companies and shares are counted in, and the amounts that tell which are.
FIRMS = frozenset("家只股户")
BOUNDS = frozenset({"over", "less_than", "at_least", "at_most"})
# What they do is named as far as this.
LONGEST_DOING = 12
# How far a price may move.
ROOM = rarely("的?((?:上[涨升行]|下[跌降行])空间)")
# A value that changes, which is no amount by itself.
FROM_VALUE = re.compile(r"\d[\d.]{0,6}[^\d，。]{0,6}")
# What stands between two counts of one thing is no longer than this (8个方面90项措施).
LONGEST_BETWEEN = 2
# News of something is made known; it is that which is counted (发布 · 45名干部接受审查 · 的消息).
MAKING_KNOWN, NEWS = (
    ("发布", "发布了", "公布", "公布了", "通报", "通报了", "披露", "披露了"),
    ("的消息", "的通报", "的信息"),
)
# How far into a wording its verb is looked for.
VERB_WITHIN = 12


def read_metrics(
    norm: str,
    layout: Layout,
    frames: Sequence[Frame],
    *,
    kinds: Sequence[KindReading],
    subjects: Sequence[tuple[Subject, ...]],
    document: Document,
    times: Sequence[Time],
) -> list[MetricReading]:
    """Name what each amount measures."""
    context = Context(norm, layout, frames, kinds, subjects, Scanner(norm, layout, document, times, subjects))
    readings = context.readings
    while (index := len(readings)) < len(frames):
        frame = frames[index]
        if frame.cell is None and frame.head is None and frame.bracket is None:
            readings.append(_read_plain(context, index))
        else:
            readings += _read_next(context, index)
    things = {index for index, reading in enumerate(readings) if reading.around}
    for index in sorted(things, reverse=True):
        if index + 1 in things:
            readings[index] = share_predicate(context, index)
        elif index + 1 < len(readings):
            readings[index] = _with_condition(context, index)
    return readings


def _with_condition(context: Context, index: int) -> MetricReading:
    """The reading of things that are counted by what their measure exceeds (10家 · 公司回购金额超过10亿元)."""
    reading, condition = context.readings[index], context.frames[index + 1]
    amount = condition.quantity
    if context.frames[index].quantity.unit not in FIRMS or amount.bound not in BOUNDS:
        return reading
    if amount.number.start == condition.start or not reading.core or reading.core[-1].end != condition.start:
        return reading
    start, end = reading.core[-1]
    core = (*reading.core[:-1], Span(start, condition.end))
    return reading._replace(core=core, spans=core) if measure_head(context.norm[start:end]) else reading


def _read_next(context: Context, index: int) -> list[MetricReading]:
    """Read the amount `index`, and the whole list when it leads one."""
    frame = context.frames[index]
    if frame.cell is not None:
        core, whole = read_cell_metric(context.norm, frame.cell, context.scanner.name_at)
        if core or whole:
            return [make_reading(core, "table", 0.8, whole)]
        caption = read_caption(context.norm, frame.cell)
        head = context.head(index, *caption) if caption is not None else ()
        if not head and frame.cell.label is not None:
            return [make_reading((frame.cell.label,), "label of the row", 0.4)]
        return [make_reading(head, "caption of the table", 0.5)]
    size = _list_size(context, index)
    if size > 1 and (members := read_group(context, index, size)) is not None:
        return members
    if frame.bracket is not None and (found := read_bracket(context, index)) is not None:
        return [found]
    return [_read_plain(context, index)]


def _list_size(context: Context, index: int) -> int:
    """How many selected amounts stand in the list that `index` leads."""
    frame = context.frames[index]
    if frame.head is not frame:
        return 1
    size = 1
    while index + size < len(context.frames) and context.frames[index + size].head is frame:
        size += 1
    return size


def _read_plain(context: Context, index: int) -> MetricReading:
    """An amount by itself: its own clause names it, with what stands behind, or it is elided."""
    frame, kind = context.frames[index], context.kinds[index].kind
    start, behind = frame.start, frame.gap_start
    if start - behind <= LONGEST_BETWEEN and (same := _same_range(context, index)) is not None:
        return same
    low = context.low(index)
    words = frame.cues if low >= behind else context.scanner.between(low, start)
    cues = {cue.type for cue in words} if words else NO_CUES
    if "compare" in cues and (compared := read_compared(context, index, low)) is not None:
        return compared
    if "share" in cues and (share := read_whole(context, index, low)) is not None:
        return share
    if index and start - context.frames[index - 1].end < BESIDE and (share := read_share_behind(context, index)):
        return share
    if frame.quantity.unit in PERCENT and kind not in DIFFERENCE and (found := read_yardstick(context, index, low)):
        return found
    cut = start if kind != "rank" and cues.isdisjoint(PREDICATES) else _predicate_start(context, index, low)
    head = _own_head(context, index, low, cut)
    if context.norm[start - 1] in PRICE_ENDS and (price := read_price(context, index)) is not None:
        return price
    if not head and (key := read_key(context, index)):
        return make_reading(key, "key before its colon", 0.75)
    if kind in {"level", "share"}:
        if found := _read_around(context, index, head):
            return found
    elif not head and (tail := _changed_thing(context, index)):
        return make_reading(tail, "behind the change", 0.7)
    elif head and (change := _yielding(context, index, head)) is not None:
        return make_reading((*head, change), "thing and its change", 0.8)
    return complete(context, index, head) if head else read_elided(context, index)


def _own_head(context: Context, index: int, low: int, cut: int) -> Spans:
    """The wording before an amount, without the names that it sums up; what a rank is held in when nothing else is named."""
    frame, head = context.frames[index], context.head(index, low, cut)
    if not head and context.kinds[index].kind == "rank":
        cue = context.scanner.last("rank", low, frame.start)
        return context.head(index, cue.end, frame.start) if cue is not None else ()  # 位居全省考核第一
    return before_names(context, head) if head and frame.quantity.dimension == "count" else head


def _same_range(context: Context, index: int) -> MetricReading | None:
    """The upper end of a range (处5万元以上20万元以下的罚款), or the second count of one thing (3批9起案件), measures what the first does."""
    frame, before = context.frames[index], context.frames[index - 1] if index else None
    reading = context.readings[index - 1] if index else None
    if before is not None and reading is not None and reading.around and reading.core[-1].start >= frame.end:
        same = counts_the_same(context.norm, before, frame) and frame.quantity.dimension == "count"
        return reading._replace(why="counts the same") if same else None
    if before is None or before.end != frame.start or before.quantity.unit != frame.quantity.unit:
        return None
    if before.quantity.unit is None or not before.quantity.text.endswith("以上"):
        return None
    return context.readings[index - 1]._replace(why="range begun before")


def _yielding(context: Context, index: int, head: Spans) -> Span | None:
    """A verb that says by itself what changes, behind a thing that is no measure (粮食 · 增产, 全线产品 · 涨价)."""
    verb = context.frames[index].verb
    if verb is None or verb.word not in YIELDING or verb.start < head[-1].end or measure_head(context.text(head)):
        return None
    return Span(verb.start, verb.end)


def _changed_thing(context: Context, index: int) -> Spans:
    """What changes by an amount, behind it (将减少10%的员工, 仍有29%上升空间)."""
    frame = context.frames[index]
    if (room := ROOM.match(context.norm, frame.end)) is not None:
        return (Span(*room.span(1)),)
    return read_tail(context.scanner, frame) if context.norm.startswith("的", frame.end) else ()


def _predicate_start(context: Context, index: int, low: int) -> int:
    """Where a rank, a comparison or 由A升至B begins, behind what is measured; else the amount itself."""
    frame, kind = context.frames[index], context.kinds[index].kind
    cue: Cue | None = None
    if kind == "rank":
        cue = context.scanner.last("rank", low, frame.start)
        if cue is None and context.norm.startswith(RANKED_IN, frame.start - 2):
            return frame.start - 2
    elif kind in {"change", "level"}:
        cue = context.scanner.last("compare", low, frame.start)
    following = frame.following.verb if frame.following is not None else None
    if cue is None and following is not None and following.type == "reach":
        cue = context.scanner.last("from", low, frame.start)
    elif cue is None and frame.verb is not None and frame.verb.type == "reach":
        cue = context.scanner.last("from", low, frame.verb.start)  # 排量从2.0L下调至1.8L
        if cue is not None and not FROM_VALUE.match(context.norm, cue.end, frame.verb.start):
            cue = None
    return cue.start if cue is not None else frame.start


def _read_around(context: Context, index: int, head: Spans) -> MetricReading | None:
    """A wording that goes on, or stands, behind the amount."""
    if stops(context.norm, context.frames[index]) and not (head and context.norm[head[-1].end - 1] == AMONG):
        return None
    text = context.text(head)
    if governed(context.norm, context.frames[index].start) or _has_causative(text):
        tail = read_tail(context.scanner, context.frames[index])
        return make_reading(tail, "behind, governed", 0.75, around=True) if tail else None
    if reached := _reached(context, index):
        return make_reading(reached, "behind what was reached", 0.75, around=True)
    if context.frames[index].quantity.unit == SORTS:
        return make_reading(read_sorts(context, index, head), "behind the names it sums up", 0.75, around=True)
    if (things := _divided(context, index, head, text) if head else _among_before(context, index)) is not None:
        return _read_out_of(context, index, things)
    tail = read_tail(context.scanner, context.frames[index], text)
    if not tail or (not head and _of_origin(context, index)):
        return None
    if text.startswith(GIVEN) and context.frames[index].quantity.unit in MULTIPLES:
        head = ()
    is_help = helps(text) and context.frames[index].quantity.unit not in classifiers()
    if is_help and (before := context.before(index)) is not None:
        return make_reading((*before.core, *head, *tail), "what helps, around", 0.65, around=True)
    if text == BENEFITS and (benefit := read_benefit(context, index)):
        return make_reading((*benefit, *head, *tail), "what benefits, around", 0.7, around=True)
    head = _acting(context, index, head)
    if head and (_in_list(context, index) or is_owned(context.scanner, context.frames[index])):
        head = ()
    if not head:
        return _read_behind(context, index, tail)
    return _read_both(context, index, head, tail)


def _acting(context: Context, index: int, head: Spans) -> Spans:
    """A wording, or only the verb of change right before the amount that acts on what is counted (降雨有效 · 改善700亩农田)."""
    return (_added(context, index) if head else ()) or head


def _read_behind(context: Context, index: int, tail: Spans) -> MetricReading:
    """A wording behind the amount alone, with what was added or done, or what it is a part of."""
    before, start = context.before(index), tail[0].start
    if context.kinds[index].kind == "share" and before is not None and context.norm.startswith(COPULA, start):
        thing = (Span(start + len(COPULA), tail[0].end), *tail[1:])  # 外送电量520亿度，近一半都是新能源
        return make_reading((*before.core, *thing), "part of the metric before", 0.65, around=True)
    lead = _added(context, index) or _of_thing(context, index) or _shared_verb(context, index)
    return make_reading((*lead, *tail), "behind", 0.8, around=True)


def _has_causative(text: str) -> bool:
    """Whether a wording says who makes, or helps, those counted to do something (政策使, 帮助内地的)."""
    return text.startswith(HELPING) or (text[-1:] in CAUSATIVE_ENDS and CAUSATIVES.search(text) is not None)


def _read_both(context: Context, index: int, head: Spans, tail: Spans) -> MetricReading:
    """A wording before the amount that goes on behind it, unless it only gives examples or names what is summed up."""
    text = context.text(head)
    if context.norm.startswith(IN, context.frames[index].clause_span.start) and context.norm.startswith(
        AMONG, tail[-1].end
    ):
        return make_reading(tail, "behind, out of which", 0.75, around=True)  # 在统计的91种产品中
    if text.endswith(MAKING_KNOWN) and context.norm.endswith(NEWS, *tail[-1]):
        told = (*tail[:-1], Span(tail[-1].start, tail[-1].end - len(NEWS[0])))
        return make_reading(told, "behind, made known", 0.75, around=True)
    if text[-1:] != "等" and "、" in text and not leading_action(text):
        if context.frames[index].quantity.unit in classifiers():
            moved = context.scanner.first_of(MOVES, tail[0].start + 2, tail[0].end)
            things = (Span(tail[0].start, moved.start),) if moved is not None else tail
            return make_reading(things, "behind the names it sums up", 0.75, around=True)
    elif text[-1:] == "等":
        cut = _first_action(context.norm, head[0])
        if cut is None or "的" in text:
            return make_reading(tail, "behind its examples", 0.75, around=True)
        head = (Span(head[0].start, cut),)
    reading = complete(context, index, (*head, *tail)) if "罚款" in context.text(tail) else None
    return reading or make_reading((*head, *tail), "around", 0.75, around=True)


def _divided(context: Context, index: int, head: Spans, text: str) -> Span | None:
    """The things out of which an amount counts some, in its own wording or counted by the amount before."""
    if not text.endswith(AMONG):
        return None
    if match := OUT_OF.fullmatch(text):
        return Span(head[0].start + match.start(1), head[0].start + match.end(1))
    if len(text) > LONGEST_WHILE and not text.endswith(DOING):
        frame = context.frames[index]
        counted = frame.quantity.unit in classifiers() or context.norm.startswith(PARTS, frame.end)
        goes_on = counted and len(head) == 1 and not stops(context.norm, frame)
        return Span(head[0].start, head[-1].end - len(AMONG)) if goes_on else None
    before = context.before(index) if text == AMONG else None
    return before.core[-1] if before is not None and before.around else None


def _among_before(context: Context, index: int) -> Span | None:
    """The things that the clause right before names, out of which an amount at the start of its own tells of some (企业中，62%…)."""
    frame, norm = context.frames[index], context.norm
    start = frame.clause_span.start
    if frame.start != start or norm[start - 2 : start - 1] != AMONG or norm[start - 1] not in "，," or not frame.clause:
        return None
    low = max(context.layout.clauses[frame.clause - 1].start, context.frames[index - 1].end if index else 0)
    things = context.head(index, low, start - 2)
    text = context.text(things) + AMONG
    return things[0] if len(things) == 1 and len(text) > LONGEST_WHILE and not text.endswith(DOING) else None


def _read_out_of(context: Context, index: int, things: Span) -> MetricReading:
    """So many things do something out of so many (35个行业中26个 · 实现增长)."""
    frame = context.frames[index]
    end = min(frame.tail_end, frame.clause_span.end)
    start = frame.end + 1 if context.norm.startswith(PARTS, frame.end) else frame.end
    does = (Span(start, end),) if 0 < end - start <= LONGEST_DOING else read_tail(context.scanner, frame)
    return make_reading((things, *does), "out of so many", 0.75, around=True)


def _reached(context: Context, index: int) -> Spans:
    """The measure behind 的 of an amount that a verb of achievement leads to (首次实现5亿元的房地产收入)."""
    frame = context.frames[index]
    cue = context.scanner.cue_to.get(frame.start)
    if cue is None or cue.type != "level" or not context.norm.startswith("的", frame.end):
        return ()
    tail = read_tail(context.scanner, frame)
    return tail if measure_head(context.text(tail)) else ()


def _of_origin(context: Context, index: int) -> bool:
    """Whether only where a part comes from stands behind it (需求3000万吨，其中2000万吨来自本省)."""
    frame = context.frames[index]
    measured = frame.quantity.unit not in classifiers()
    return measured and context.norm.startswith("来自", frame.end) and context.norm.endswith("其中", 0, frame.start)


def _in_list(context: Context, index: int) -> bool:
    """Whether an amount goes on a list that another began (31个省和兵团、6家央企)."""
    start = context.frames[index].start
    if context.norm[start - 1] not in "、和" or start in context.scanner.cue_to:
        return False
    return index > 0 and context.frames[index].clause_span.start <= context.frames[index - 1].start


def _added(context: Context, index: int) -> Spans:
    """A verb of change right before the amount acts on what is counted (新增4个试点, 增加3名志愿者)."""
    start = context.frames[index].start
    cue = context.scanner.cue_to.get(start)
    if cue is None or cue.type != "change" or (cue.word != NEW and context.kinds[index].kind != "level"):
        return ()
    return (Span(cue.start, start),)


def _of_thing(context: Context, index: int) -> Spans:
    """What leads to the things whose parts this amount counts (覆盖30个城市的120个港口)."""
    before = context.before(index)
    if before is None or not before.around or context.frames[index - 1].clause != context.frames[index].clause:
        return ()
    behind = (
        context.norm.startswith("的", before.core[-1].end) and before.core[-1].end + 1 == context.frames[index].start
    )
    return before.core[:-1] if behind else ()


def _shared_verb(context: Context, index: int) -> Spans:
    """The verb that the amount before has and this one shares (建成3个园区、5个基地; 通达20个国家160个城市)."""
    before = context.before(index)
    if before is None or not before.around or not before.core:
        return ()
    previous, frame = context.frames[index - 1], context.frames[index]
    counts = previous.quantity.unit in classifiers() and frame.quantity.unit in classifiers()
    linked = (counts and before.core[-1].end == frame.start) or LINKED.fullmatch(
        context.norm, previous.end, frame.start
    )
    if before.core[0].end > previous.start or not linked:
        return ()
    return tuple(span for span in before.core if span.end <= previous.start)


def _first_action(norm: str, span: Span) -> int | None:
    """Where the first verb of action inside a wording ends."""
    for place in range(span.start, min(span.start + VERB_WITHIN, span.end)):
        if norm[place] == "、":
            return None
        size = leading_action(norm[place : span.end])
        if size:
            return place + size
    return None
