"""What each unit allows an amount to be: points, ratios, multiples, plain amounts, and the cells of tables.

Every reader takes a `Clause` and gives a `Shape`; `read_shape` chooses among
them by the unit's measure in `linking_measures.tsv`.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.linking.frames import Cell, Frame
from zhextract.linking.shapes import (
    ARRIVED,
    DIFFERENCE_ENDS,
    DOWNWARD,
    FILLER,
    GROWTH_BEHIND,
    Clause,
    Shape,
    direction_of,
    last_of_list,
    read_clause,
    sign_of,
)

if TYPE_CHECKING:
    from zhextract.records import Direction, Kind

__all__ = ["read_shape"]

# The amount goes on into what it is a part of, or into what the part does: 100%的股权, 40%的个人客户, 30%清偿比例,
# 85%来自自筹, 100%清偿; not 3%的利率.
SHARE_BEHIND = re.compile(
    r"的?[\u4e00-\u9fff]{0,8}?(?:股权|股份|权益|份额|比例|比重)|的(?![\u4e00-\u9fff]{0,8}?(?:率|税|利息|水平|区间|费|目标|预期|代价|价格|罚|折让|折扣|折价|溢价|优惠|补贴|补助))[\u4e00-\u9fff]"
    r"|来源于|来自|用于|投向|流向|集中在|分布在|属于|[都均]|(?<=100%)[\u4e00-\u9fff]"
)
# A whole stands right in front: 占用水总量的13%, 吸纳了外销组件的75%, 利润1354万元|的73%; not 去年同期的90%,
# 1961年的33%, nor a tariff (按罚款数额的3%).
PART_OF = re.compile(
    r"(?!.*[按每]).*(?<!同期)(?<!预期)(?<!规定)(?<!目标)(?<!预算)(?<!计划)(?<!任务)(?<!水平)(?<![年月日份季期度率数末初底时])的\s*$"
)
# Surfaces that name a part by themselves: 八成, 一半, 三分之一, 1/3; not 百分之三.
FRACTION = re.compile(r"成|半|/|(?<![百千万])分之")
# What it is measured by is another period (恢复到2019年的|九成).
TIMED = rarely(r"[年月季期]的$")
# Column headers and row labels of growths (同比增减, 增幅, 较上年), of shares (占营业收入比重), and of changes of a rate;
# not what is named by changes (公允价值变动损益).
GROWTH_HEADER = rarely(
    r"同比|环比|增\s*[（(/]?\s*减|变动(?!损益|收益|净收益|损失)|增长|增幅|增速|涨幅|涨跌|降幅|较上|比上|YoY|QoQ"
    r"|(?<!本期)(?<!本年)(?<!当期)(?:增加|减少)[额数量]"
)
# Those of a decline: an amount without a sign goes down.
DECLINE_HEADER = re.compile(r"^(?!.*(?:增|涨|升|变动)).*(?:减少|降幅|跌幅|下降)")
# The terms of a composition: 三次产业比为3.9：59.5：36.6; behind its name stand three of them.
COMPOSED = rarely(r"(?:比|比例|结构|构成)(?![较上去同])")
TERMS = re.compile(r"\s*[:：]\s*\d[\d.]*\s*[:：]\s*\d")
# A holder, a whole, or two amounts set against each other stand in front: 深圳国资委持有23%, 入境外国人中89%为游客,
# 支出与总产值之比超过2%.
HELD = re.compile(
    r"(?:(?<![过当期途])中[，,有仅]*(?:约有)?|(?:持有|拥有|控股)(?:约|其|该公司|公司)?|之比(?:[为达约]|达到|升至|降至)*)[近超约过]*\s*$"
)
SHARE_HEADER = rarely(r"占|比重|比例|份额|构成|权重")
PER_CENT = re.compile(r"[(（]%[)）]|[率幅]")
RATE_CHANGE = rarely(r"(?:毛利率|净利率|利润率|费用率|收益率|税率|占比|比重).{0,8}(?:增减|变动|变化|同比)")
# Words that move a rate without naming the move, group 1 upwards: 加息25个基点, 降准0.5个百分点, 拉动增长1个百分点.
IMPLIED = rarely(r"([加升]息|(?<!负向)(?:拉动|带动|贡献|推高|推升))|降[息准]|负向(?:拉动|带动)|拉低|下拉|拖累")
# What stands between the terms of a composition.
COLONS = frozenset(":：")
# What joins a list of movements.
LISTING = frozenset("、，,")
BESIDE = frozenset("和与、")
# A bare percentage with a minus is a movement (工业4.0 -1.08%) unless one of these ends its metric (收益率-5%).
RATE_ENDS = frozenset("率比重为是达例")
# What an amount counts, right behind it (3个|园区); not a verb or a particle.
OBJECT = re.compile(r"(?![至达到为是占比较和及与或并均但而，以后等的将从])[\u4e00-\u9fff]")
# Ends of what is no percentage by itself: a percentage behind it says by how much another is higher (高于市场价6%).
MAGNITUDES = frozenset("价额量")
# Behind an amount these make it the other thing's own value (低于世界平均34美元的水平).
OWN_VALUE = ("的水平", "的均值", "的标准", "的目标")
# Verbs with these characters move a number; the others (加快, 优化, 压缩) may act on what the number counts.
MOVING = frozenset("增减涨跌升降")
# A point of an index counts nothing (大跌400点报收).
POINT = "点"
# An amount that nothing makes more than what it is.
PLAIN = Shape("level", None, "level", "amount")


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(word for (word,) in read_table("linking_classifiers", 1))


@cache
def _measures() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("linking_measures", 2)}


def read_shape(norm: str, frame: Frame, shapes: Mapping[int, Shape]) -> Shape:
    """Ask, in order: a cell, a member of a list, a rank, then what the unit allows."""
    quantity = frame.quantity
    measure = _measures().get(quantity.unit or "", "amount")
    if frame.cell is not None:
        return _read_cell(norm, frame.cell, sign_of(norm, quantity), measure)
    head = frame.head
    if head is not None and head is not frame and head.index in shapes and not _has_verb(frame):
        if head.quantity.unit == frame.quantity.unit:
            return _of_list(shapes[head.index], sign_of(norm, quantity))
        if (
            measure != "amount"
            and shapes[head.index].kind in ("growth", "change")
            and "，" not in norm[frame.gap_start : frame.start]
        ):
            kind: Kind = "growth" if measure in ("ratio", "times") else "change"
            return _of_list(shapes[head.index]._replace(kind=kind), sign_of(norm, quantity))
    if not frame.cues and measure == "amount" and _is_plain(norm, frame):
        return PLAIN
    clause = read_clause(norm, frame, shapes)
    if quantity.text[0] == "第" or (clause.cue and clause.adjacent and clause.cue.type == "rank"):
        return Shape("rank", None, "rank", "rank")
    if measure == "double":
        return Shape("growth", "up", "level", "doubling")
    if measure == "amount":
        return _read_amount(clause)
    if measure == "ratio":
        return _read_ratio(clause)
    return _read_times(clause) if measure == "times" else _read_points(clause, measure)


def _is_plain(norm: str, frame: Frame) -> bool:
    """Whether an amount that no cue stands in front of is no rank, no term of a composition and no difference."""
    quantity = frame.quantity
    return (
        quantity.unit is not None
        and quantity.text[0] != "第"
        and norm[frame.start - 1 : frame.start] not in DIFFERENCE_ENDS
    )


def _has_verb(frame: Frame) -> bool:
    """Whether a list member has a verb or noun of change of its own."""
    return any(cue.type in ("change", "reach", "noun") for cue in frame.cues)


def _of_list(shape: Shape, sign: str) -> Shape:
    """A list member's shape: its head's, with its own sign."""
    if shape.kind not in ("growth", "change"):
        return shape
    if sign:
        return shape._replace(direction="down" if sign == "-" else "up")
    return shape._replace(direction="up") if shape.why.endswith(":signed") else shape


def _read_cell(norm: str, cell: Cell, sign: str, measure: str) -> Shape:
    """An amount in a table is what its column or row is headed."""
    spans = (*cell.headers, cell.label) if cell.label else cell.headers
    heading = " ".join(norm[span.start : span.end] for span in spans)
    direction: Direction = "down" if sign == "-" or DECLINE_HEADER.search(heading) else "up"
    if measure == "points" or RATE_CHANGE.search(heading):
        return Shape("change", direction, "level", "column:signed")
    if GROWTH_HEADER.search(heading):
        relative = measure in ("ratio", "times") or (measure == "amount" and PER_CENT.search(heading) is not None)
        return Shape("growth" if relative else "change", direction, "level", "column:signed")
    if measure == "ratio" and SHARE_HEADER.search(heading):
        return Shape("share", None, "share", "column")
    return Shape("level", None, "level", "column")


def _read_points(clause: Clause, measure: str) -> Shape:
    """百分点 is always a change; its direction is the verb's, the comparison's or the sign's."""
    cue = clause.cue
    moved = clause.moved()
    if moved:
        return Shape("change", moved[0], "level", moved[1])
    if cue and cue.type == "reach" and clause.adjacent and measure == "basis":
        return Shape("level", None, "level", cue.word)
    if cue and cue.type == "compare":
        return Shape("change", direction_of(cue), "level", cue.word)
    if clause.sign:
        return Shape("change", clause.signed, "level", "points:signed")
    difference = clause.difference()
    if difference:
        return Shape("change", difference, "level", "comparison")
    if cue and cue.type in ("change", "noun"):
        return Shape("change", direction_of(cue), "level", cue.word)
    behind = clause.behind()
    if behind:
        return Shape("change", behind.direction, "level", behind.why)
    moves = IMPLIED.search(clause.norm, clause.start, clause.frame.start)
    if moves:
        return Shape("change", "up" if moves[1] else "down", "level", moves.group())
    return Shape("level" if measure == "basis" else "change", None, "level", measure)


def _read_ratio(clause: Clause) -> Shape:
    """A percentage is a growth, a share or a level, by its governing word, its sign, or what stands around it."""
    cue, moved = clause.cue, clause.moved()
    if cue and cue.type in ("change", "noun") and _divides(clause, cue.end):
        return Shape("share", None, "share", "占")
    if moved:
        return Shape("growth", moved[0], "growth" if cue and cue.type == "noun" else "level", moved[1])
    if cue and cue.type == "share" and clause.adjacent:
        return Shape("share", None, "share", cue.word)
    behind = clause.behind() or _moved_to(clause)
    if behind:
        return behind
    difference = clause.difference()
    if difference:
        return Shape("growth", difference, "level", "comparison")
    signed = _read_signed(clause)
    if signed:
        return signed
    if cue and cue.type == "compare" and not clause.adjacent and clause.norm[clause.frame.start - 1] in MAGNITUDES:
        return Shape("change", direction_of(cue), "level", cue.word)
    if cue and cue.type == "compare" and (compared := _compared_with(clause)):
        return compared
    if _is_rate(clause):
        return Shape("level", None, "level", "rate")
    kind, direction = clause.nature()
    if kind != "level":
        return Shape(kind, direction, kind, f"metric is a {kind}")
    return _read_part(clause) or _beside_signed(clause) or Shape("level", None, "level", "ratio")


def _moved_to(clause: Clause) -> Shape | None:
    """A percentage by which a verb before the metric moves it to an amount in another unit (上调目标价32%至30元)."""
    cue, frame, following = clause.cue, clause.frame, clause.frame.following
    if cue is None or cue.type != "change" or clause.norm[frame.end : frame.end + 1] not in ARRIVED:
        return None
    if following is None or following.start > frame.end + len("至约") or following.quantity.unit == frame.quantity.unit:
        return None
    return Shape("growth", direction_of(cue), "level", f"{cue.word}, moved to")


def _compared_with(clause: Clause) -> Shape | None:
    """A percentage that another is compared with: it is what that one is (增长14%，低于去年同期的34%)."""
    norm, frame, before = clause.norm, clause.frame, clause.frame.previous
    following = frame.following
    if norm[frame.end : frame.end + 1] in BESIDE and following is not None:
        match = GROWTH_BEHIND.match(norm, following.end, following.end + 16)
        if match is not None and following.start < frame.clause_span.end:  # 低于去年同期27%和全年19%的增速
            return Shape("growth", "down" if match.group()[-2] in DOWNWARD else "up", "growth", "compared with")
    if before is None or before.index not in clause.shapes or norm[frame.start - 1] != "的":
        return None
    shape = clause.shapes[before.index]
    if before.quantity.unit != frame.quantity.unit or clause.start < before.sentence_span.start:
        return None
    return shape._replace(why="compared with") if shape.kind in ("growth", "level", "share") else None


def _beside_signed(clause: Clause) -> Shape | None:
    """A percentage right behind one that its minus makes a growth (互联网服务 -0.06%、人工智能 0.13%) rises."""
    before = clause.frame.previous
    if before is None or before.index not in clause.shapes or clause.norm[before.end : before.end + 1] not in LISTING:
        return None
    return Shape("growth", "up", "level", "sign:signed") if clause.shapes[before.index].why == "sign:signed" else None


def _read_signed(clause: Clause) -> Shape | None:
    """A percentage whose sign or 同比 alone makes it a growth: 同比+41%, YoY-0.1%, 工业4.0 -1.08%."""
    norm, frame = clause.norm, clause.frame
    base = next((cue for cue in reversed(frame.cues) if cue.type == "base" and cue.value), None)
    if base and FILLER.fullmatch(norm, base.end, frame.start):
        return Shape("growth", clause.signed, "level", f"{base.word}:signed")
    if clause.sign == "+":
        return Shape("growth", "up", "level", "sign:signed")
    if clause.sign != "-" or norm[frame.start - 4 : frame.start].rstrip()[-1:] in RATE_ENDS:
        return None
    return Shape("growth", "down", "level", "sign:signed") if clause.nature()[0] == "level" else None


def _read_part(clause: Clause) -> Shape | None:
    """A percentage that is a share by the whole in front of it or by what it runs on into."""
    norm, frame = clause.norm, clause.frame
    if PART_OF.match(norm, clause.start, frame.start):
        return Shape("share", None, "share", "of a whole")
    last = last_of_list(frame)
    if FRACTION.search(frame.quantity.text) and not TIMED.search(norm, max(clause.start, frame.start - 4), frame.start):
        return Shape("share", None, "share", "part named behind")
    if frame.start == clause.start and norm.endswith(("中，", "中,"), 0, frame.start):
        return Shape("share", None, "share", "part named behind")  # 受访企业中，62%表示
    if HELD.search(norm, max(clause.start, frame.start - 8), frame.start):
        return Shape("share", None, "share", "held")
    if SHARE_BEHIND.match(norm, last.end, min(last.tail_end, last.end + 12)):
        return Shape("share", None, "share", "part named behind")
    return None


def _divides(clause: Clause, end: int) -> bool:
    """Whether 占 governs the amount over the head of a word of change (占当期增加额的34%)."""
    if "的" not in clause.norm[end : clause.frame.start]:
        return False
    return any(cue.type == "share" and cue.value == "verb" and cue.start >= clause.start for cue in clause.frame.cues)


def _is_rate(clause: Clause) -> bool:
    """Whether the metric right in front of the amount is a …率 (准备金率达到21%的高位)."""
    at = clause.norm.rfind("率", max(clause.start, clause.frame.start - 12), clause.frame.start)
    if at < 0:
        return False
    between = clause.norm[at + 1 : clause.frame.start]
    return ("的" not in between and len(between) < 8) or FILLER.fullmatch(between) is not None


def _read_times(clause: Clause) -> Shape:
    """A multiple is a growth behind a verb of change (提高近四倍), a level where it says how many times (增至四倍)."""
    moved = clause.moved()
    if moved:
        return Shape("growth", moved[0], "level", moved[1])
    behind = clause.behind()
    if behind:
        return behind
    difference = clause.difference()
    if difference:
        return Shape("growth", difference, "level", "comparison")
    return Shape("level", None, "level", "multiple")


def _read_amount(clause: Clause) -> Shape:
    """A plain amount is a change right behind a verb of change, else a level."""
    cue, moved = clause.cue, clause.moved()
    if cue and moved:
        if not _rises(clause):
            return Shape("level", None, "level", f"{cue.word} names the metric")
        return Shape("change", moved[0], "level", moved[1])
    if cue and cue.type == "compare" and not clause.adjacent:
        own = clause.norm.startswith("的", clause.frame.start - 1) or clause.norm.startswith(
            OWN_VALUE, clause.frame.end
        )
        if own or _is_yardstick(clause.frame):
            return Shape("level", None, "level", "what is compared with")
        return Shape("change", direction_of(cue), "level", cue.word)
    difference = clause.difference()
    if difference:
        return Shape("change", difference, "level", "comparison")
    if clause.sign == "+" and any(other.type in ("than", "base") for other in clause.frame.cues):
        return Shape("change", "up", "level", "sign:signed")
    quantity = clause.frame.quantity
    if cue and clause.adjacent and cue.type == "share" and quantity.unit is None and quantity.text[-1].isdigit():
        return Shape("share", None, "share", cue.word)
    return _read_composed(clause) or PLAIN


def _read_composed(clause: Clause) -> Shape | None:
    """A bare number that is a term of a composition."""
    norm, frame, before = clause.norm, clause.frame, clause.frame.previous
    if frame.quantity.unit is not None:
        return None
    if before is not None and norm[before.end : frame.start].strip() in COLONS:
        shape = clause.shapes.get(before.index)
        return shape if shape is not None and shape.kind == "share" else None
    if TERMS.match(norm, frame.end) and COMPOSED.search(norm, clause.start, frame.start):
        return Shape("share", None, "share", "composition")
    return None


def _is_yardstick(frame: Frame) -> bool:
    """Whether an amount behind a comparison is the other thing's own (成本1.2元，低于售价1.6元), not the difference.

    A difference is small beside the amount that is compared.
    """
    before = frame.previous
    if before is None or before.quantity.unit != frame.quantity.unit:
        return False
    own, other = before.quantity.value, frame.quantity.value
    return own is not None and other is not None and abs(other) * 5 > abs(own) * 2


def _counts_things(frame: Frame) -> bool:
    """Whether an amount counts things and nothing is compared (增加3名志愿者; not 比上年增加3个县)."""
    counts = frame.quantity.unit in _classifiers() and frame.quantity.unit != POINT
    return counts and not any(cue.type in ("than", "base") for cue in frame.cues)


def _rises(clause: Clause) -> bool:
    """Whether a verb of change says that what stands in front of it moved by the amount.

    存款新增3亿元 and 门店增加5家 do; 新增3个园区, 加快15个县建设 and 改善700万亩农田灌溉 act on what stands behind, and 新增3万人 at the
    head of a clause names its own metric.
    """
    cue, frame = clause.cue, clause.frame
    if cue is None:
        return False
    object_behind = OBJECT.match(clause.norm, frame.end) is not None
    moves = cue.word[0] in MOVING or cue.word[-1] in MOVING
    if cue.word != "新增":
        return (moves or not object_behind) and not (object_behind and _counts_things(frame))
    return not object_behind and cue.start > clause.start and not FILLER.fullmatch(clause.norm, clause.start, cue.start)
