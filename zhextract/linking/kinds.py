"""Kind, direction and status of every amount.

An amount is a level, a growth, a change, a share or a rank according to its
unit and to the word that governs it. Read `_Shape`, then `_read_shape` (the
order in which the questions are asked), then the one reader per measure below
it: points (百分点), ratios (%), multiples (倍) and plain amounts.

The governing word is the last cue in front of the amount with nothing but
filler (了, 约, 达, a date) between the two. Where the word only says where the
metric arrived (达到, 升至), the metric's own nature decides: a share stays a
share, a growth rate a growth.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from zhextract.lexicons import read_table
from zhextract.linking.frames import Cell, Cue, Frame
from zhextract.linking.statuses import read_statuses
from zhextract.records import Direction, Document, Kind, Quantity, Status

__all__ = ["KindReading", "read_kinds", "unsigned"]

# Words that may stand between a governing word and its amount (增长|了近|5%; 比重|在2001年为|93%; 增速|达到|8%).
FILLER = re.compile(
    r"(?:[\s:：(（“\"'~～+\-−]|[了约近超逾达至到为是仅只有均都各共也已又再还可能将会要在从由自的幅度后末底初年月日份季期年]"
    r"|[\d.]+(?=[年月日季]|Q\d|H\d)|[QH]\d|超过|达到|将近|大约|高达|多达|最高|最低|接近|突破|不足|不到|低于|不低于|不超过|至少"
    r"|分别|依次|累计|合计|总计|平均|大致|基本|预计|进一步|大幅|小幅|继续|依然|仍然|仍|保持|维持|稳定|控制|处于|位于|左右|上年|去年"
    r"|今年|本年|同期|上月|本月|当月|前|上|第[一二三四]|[一二三四]季度|季度|水平|额|区间|预期目标|目标|预期|定)*+"
)
# The amount goes on into a noun of change: 10%左右的增长目标, 50%的增速, 5%增长; not 六成的产品增速, 52%提高到58%.
GROWTH_BEHIND = re.compile(
    r"(?P<of>的?(?:同比|环比|年均|年复合|复合|平均|较快|快速|高速|稳定|实际|名义|正|负|左右|以上|以内|年|高|低|涨|降|的)*)"
    r"(?:(?P<noun>增长|增速|增幅|涨幅|升幅|降幅|跌幅|减幅)|(?<=的)(?P<verb>上涨|上升|提升|提高|下降|下跌|下滑|减少|降低|回落))(?![点极到至为])"
)
# Nouns in GROWTH_BEHIND that point down begin with these.
DOWNWARD = frozenset("降跌减回下")
# The amount goes on into what it is a part of, or into what the part does: 100%的股权, 40%的个人客户, 30%清偿比例,
# 85%来自自筹, 100%清偿; not 3%的利率.
SHARE_BEHIND = re.compile(
    r"的?[\u4e00-\u9fff]{0,8}?(?:股权|股份|权益|份额|比例|比重)|的(?![\u4e00-\u9fff]{0,8}?(?:率|税|利息|水平|费))[\u4e00-\u9fff]"
    r"|来源于|来自|用于|投向|流向|集中在|分布在|属于|[都均]|(?<=100%)[\u4e00-\u9fff]"
)
# A whole stands right in front: 占用水总量的13%, 吸纳了外销组件的75%, 利润1354万元|的73%; not 去年同期的90%,
# 1961年的33%, nor a tariff (按罚款数额的3%).
PART_OF = re.compile(r"(?!.*[按每]).*(?<!同期)(?<!水平)(?<![年月日季度率数])的\s*$")
# Surfaces that name a part by themselves: 八成, 一半, 三分之一; not 百分之三.
FRACTION = re.compile(r"成|半|(?<![百千万])分之")
# A difference named by an adjective behind 比 or 较: 比上年多12天, 较全国高0.5个百分点.
DIFFERENCE = re.compile(r"(?:[比较]|相比|于)[^,，;；。]*?(多|少|高|低|快|慢|早|晚|长|短)(?:出|了|约|近|超|过|超过|逾)*$")
ADJECTIVES = {"多": "up", "高": "up", "快": "up", "长": "up", "晚": "up", "少": "down", "低": "down", "慢": "down", "短": "down", "早": "down"}
# Column headers and row labels of growths (同比增减, 增幅, 较上年), of shares (占营业收入比重), and of changes of a rate.
GROWTH_HEADER = re.compile(r"同比|环比|增减|变动|增长|增幅|增速|涨幅|涨跌|降幅|较上|比上|YoY|QoQ")
SHARE_HEADER = re.compile(r"占|比重|比例|份额|构成|权重")
RATE_CHANGE = re.compile(r"(?:毛利率|净利率|利润率|费用率|收益率|税率|占比|比重).{0,8}(?:增减|变动|变化|同比)")
# Behind a verb of change these say where it arrived (剧增|至3亿元).
ARRIVED = frozenset("到至")
# In front of the amount that a movement starts from.
START = re.compile(r"[由从自]")
# Moves of the interest or reserve rate itself, group 1 upwards: 加息25个基点, 降准0.5个百分点.
RATE_MOVE = re.compile(r"([加升]息)|降[息准]")
# A bare percentage with a minus is a movement (工业4.0 -1.08%) unless one of these ends its metric (收益率-5%).
RATE_ENDS = frozenset("率比重为是达例")
# Verbs with these characters move a number; the others (加快, 优化, 压缩) may act on what the number counts.
MOVING = frozenset("增减涨跌升降")
# No comparison and no metric is longer than this.
PHRASE = 40
# Cues that can govern an amount; the others (lists, plans, comparisons in one word) only stand by.
GOVERNING = frozenset({"change", "reach", "noun", "share", "compare", "rank"})


@dataclass(frozen=True, slots=True)
class KindReading:
    """What sort of statement an amount makes; `why` holds stable rule names with their evidence."""

    kind: Kind
    direction: Direction | None
    status: Status
    why: tuple[str, ...] = ()


class _Shape(NamedTuple):
    """Kind and direction of one amount, and the nature of its metric, which an elided metric behind it takes over."""

    kind: Kind
    direction: Direction | None
    nature: Kind
    why: str


@cache
def _measures() -> dict[str, str]:
    return {unit: measure for unit, measure in read_table("linking_measures", 2)}


def read_kinds(norm: str, frames: Sequence[Frame], document: Document | None = None) -> list[KindReading]:
    """Read kind, direction and status of each amount.

    Args:
        norm: Normalised text.
        frames: The amounts to be read, in text order.
        document: The document with its times and date, which tell a coming period from a past one.

    >>> from zhextract.linking.frames import read_frames, read_layout
    >>> from zhextract.quantities import find_quantities
    >>> norm = "产量3亿吨，同比增长5%，占全国的30%。"
    >>> frames = read_frames(norm, read_layout(norm), find_quantities(norm))
    >>> [(reading.kind, reading.direction) for reading in read_kinds(norm, frames)]
    [('level', None), ('growth', 'up'), ('share', None)]
    """
    measures = _measures()
    shapes: dict[int, _Shape] = {}
    readings = []
    for frame, (status, ground) in zip(frames, read_statuses(norm, frames, document), strict=True):
        shape = _read_shape(norm, frame, shapes, measures.get(frame.quantity.unit or "", "amount"))
        shapes[frame.index] = shape
        why = (f"kind:{shape.why}",) if not ground else (f"kind:{shape.why}", f"status:{ground}")
        readings.append(KindReading(shape.kind, shape.direction, status, why))
    return readings


def _read_shape(norm: str, frame: Frame, shapes: dict[int, _Shape], measure: str) -> _Shape:
    """Ask, in order: a member of a list, a rank, then what its unit allows."""
    sign = _sign(norm, frame.quantity)
    if frame.cell is not None:
        return _read_cell(norm, frame.cell, sign, measure)
    head = frame.head
    if head is not None and head is not frame and head.index in shapes and not _own_verb(frame):
        if head.quantity.unit == frame.quantity.unit:
            return _signed(shapes[head.index], sign)
    cue, adjacent = _governing(norm, frame)
    if frame.quantity.text.startswith("第") or (cue and adjacent and cue.type == "rank"):
        return _Shape("rank", None, "rank", "rank")
    if measure == "points" or measure == "basis":
        return _read_points(norm, frame, cue, adjacent, sign, measure)
    if measure == "double":
        return _Shape("growth", "up", "level", "doubling")
    if measure == "ratio":
        return _read_ratio(norm, frame, cue, adjacent, sign, shapes)
    if measure == "times":
        return _read_times_of(norm, frame, cue, adjacent)
    return _read_amount(norm, frame, cue, adjacent, sign)


def _read_cell(norm: str, cell: Cell, sign: str, measure: str) -> _Shape:
    """An amount in a table is what its column or row is headed."""
    spans = (*cell.headers, cell.label) if cell.label else cell.headers
    heading = " ".join(norm[span.start : span.end] for span in spans)
    direction: Direction = "down" if sign == "-" else "up"
    if measure == "points" or RATE_CHANGE.search(heading):
        return _Shape("change", direction, "level", "column:signed")
    if GROWTH_HEADER.search(heading):
        return _Shape("growth" if measure in ("ratio", "times") else "change", direction, "level", "column:signed")
    if measure == "ratio" and SHARE_HEADER.search(heading):
        return _Shape("share", None, "share", "column")
    return _Shape("level", None, "level", "column")


def unsigned(quantity: Quantity) -> Quantity:
    """The amount of a growth or change without its sign, which the direction holds (同比-5.1% is 5.1, down)."""
    value, low, high = (None if x is None else abs(x) for x in (quantity.value, quantity.low, quantity.high))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return replace(quantity, value=value, low=low, high=high)


def _own_verb(frame: Frame) -> bool:
    return any(cue.type in ("change", "reach", "noun") for cue in frame.cues)


def _sign(norm: str, quantity: Quantity) -> str:
    """`+`, `-` or nothing: the sign inside the amount or directly in front of it."""
    mark = quantity.text[:1]
    if mark not in "+-−":
        mark = norm[quantity.start - 1 : quantity.start]
        if mark not in ("+", "-", "−") or norm[quantity.start - 2 : quantity.start - 1].isdigit():
            return ""
    return "-" if mark == "−" else mark


def _signed(shape: _Shape, sign: str) -> _Shape:
    """A list member's shape: its head's, with its own sign."""
    if shape.kind not in ("growth", "change"):
        return shape
    if sign:
        return shape._replace(direction="down" if sign == "-" else "up")
    if shape.why.endswith(":signed"):
        return shape._replace(direction="up")
    return shape


def _governing(norm: str, frame: Frame) -> tuple[Cue | None, bool]:
    """The cue that governs the amount, and whether only filler stands between the two."""
    start, end = max(frame.clause_span.start, frame.gap.start), frame.start
    for cue in reversed(frame.cues):
        if cue.start < start:
            break
        if cue.type in GOVERNING:
            if cue.type == "change" and _arrives(norm, frame, cue):
                cue = Cue(cue.start, cue.end, cue.word, "reach", cue.value)
            return cue, FILLER.fullmatch(norm, cue.end, end) is not None
    return None, False


def _arrives(norm: str, frame: Frame, cue: Cue) -> bool:
    """Whether a verb of change says where the metric arrived: 剧增至, 由3吨增长为4吨, 覆盖率提升已达219%."""
    behind = norm[cue.end : cue.end + 1]
    if behind == "为" and frame.previous is not None:
        start = frame.previous.start
        return START.search(norm, max(start - 16, frame.sentence_span.start), start) is not None
    reached = norm.find("达", cue.end, frame.start)
    return behind in ARRIVED or (reached >= 0 and norm.find("率", max(frame.clause_span.start, cue.start - PHRASE), cue.start) >= 0)


def _nature(norm: str, frame: Frame, shapes: dict[int, _Shape]) -> tuple[Kind, Direction | None]:
    """What the metric in front of an arrival is: a share, a growth rate, or neither.

    An amount whose clause names no metric (预计2006年达到95%) takes over what the amount before it measured.
    """
    start = max(frame.clause_span.start, frame.gap.start)
    for cue in reversed(frame.cues):
        if cue.start < start:
            break
        if cue.type == "noun":
            return "growth", _direction(cue)
        if cue.type == "share":
            return "share", None
    before = frame.previous
    if before is None or before.index not in shapes or before.quantity.unit != frame.quantity.unit:
        return "level", None
    names_nothing = all(cue.type not in ("change", "noun") for cue in frame.cues) and _bare(norm, frame, start)
    shape = shapes[before.index]
    return (shape.nature, shape.direction) if names_nothing else ("level", None)


def _bare(norm: str, frame: Frame, start: int) -> bool:
    """Whether the clause in front of the amount holds only cues and filler."""
    at = start
    for cue in frame.cues:
        if cue.start < start:
            continue
        if not FILLER.fullmatch(norm, at, cue.start):
            return False
        at = cue.end
    return FILLER.fullmatch(norm, at, frame.start) is not None


def _direction(cue: Cue) -> Direction | None:
    value = cue.value
    if value == "up":
        return "up"
    if value == "down":
        return "down"
    return "flat" if value == "flat" else None


def _moved(cue: Cue, sign: str) -> tuple[Direction | None, str]:
    """Direction of a change verb or noun; a minus turns it, a sign decides where the word is open (变动-0.8%)."""
    direction = _direction(cue)
    if direction is None or (sign == "-" and direction == "up"):
        return ("down" if sign == "-" else "up"), f"{cue.word}:signed"
    return direction, cue.word


def _difference(norm: str, frame: Frame) -> Direction | None:
    """The direction of 比上年多, 较全国低, when one stands right in front of the amount."""
    if norm[frame.start - 1 : frame.start] not in DIFFERENCE_ENDS:
        return None
    match = DIFFERENCE.search(norm, max(frame.clause_span.start, frame.gap.start, frame.start - PHRASE), frame.start)
    if match is None:
        return None
    return "up" if ADJECTIVES[match[1]] == "up" else "down"


DIFFERENCE_ENDS = frozenset("多少高低快慢早晚长短出了约近超过逾")


def _last_of_list(frame: Frame) -> Frame:
    """The last amount of the list that this one leads: what stands behind it stands behind them all."""
    last = frame
    while last.following is not None and last.following.head is frame:
        last = last.following
    return last


def _behind(norm: str, frame: Frame) -> _Shape | None:
    """A noun of change behind the amount: 10%左右的增长目标."""
    last = _last_of_list(frame)
    match = GROWTH_BEHIND.match(norm, last.end, min(last.tail.end, last.end + 16))
    if match is None:
        return None
    word = match["noun"] or match["verb"]
    direction: Direction = "down" if word[0] in DOWNWARD or match["of"].endswith("负") else "up"
    return _Shape("growth", direction, "growth", f"{word} behind")


def _read_points(norm: str, frame: Frame, cue: Cue | None, adjacent: bool, sign: str, measure: str) -> _Shape:
    """百分点 is always a change; its direction is the verb's, the comparison's or the sign's."""
    if cue and cue.type == "reach" and adjacent and measure == "basis":
        return _Shape("level", None, "level", cue.word)
    if cue and cue.type in ("change", "noun") and (adjacent or not sign):
        direction, why = _moved(cue, sign)
        return _Shape("change", direction, "level", why)
    if cue and cue.type == "compare":
        return _Shape("change", _direction(cue), "level", cue.word)
    if sign:
        return _Shape("change", "down" if sign == "-" else "up", "level", "points:signed")
    difference = _difference(norm, frame)
    if difference:
        return _Shape("change", difference, "level", "comparison")
    behind = _behind(norm, frame)
    if behind:
        return _Shape("change", behind.direction, "level", behind.why)
    rates = RATE_MOVE.search(norm, max(frame.clause_span.start, frame.gap.start), frame.start)
    if rates:
        return _Shape("change", "up" if rates[1] else "down", "level", rates.group())
    return _Shape("level", None, "level", "basis points") if measure == "basis" else _Shape("change", None, "level", "points")


def _read_ratio(
    norm: str, frame: Frame, cue: Cue | None, adjacent: bool, sign: str, shapes: dict[int, _Shape]
) -> _Shape:
    """A percentage is a growth, a share or a level, by its governing word, its sign, or what stands behind it."""
    if cue and cue.type in ("change", "noun") and "的" in norm[cue.end : frame.start] and _divides(frame):
        return _Shape("share", None, "share", "占")
    if cue and adjacent:
        if cue.type in ("change", "noun"):
            direction, why = _moved(cue, sign)
            return _Shape("growth", direction, "growth" if cue.type == "noun" else "level", why)
        if cue.type == "share":
            return _Shape("share", None, "share", cue.word)
    behind = _behind(norm, frame)
    if behind:
        return behind
    difference = _difference(norm, frame)
    if difference:
        return _Shape("growth", difference, "level", "comparison")
    base = next((cue for cue in reversed(frame.cues) if cue.type == "base" and cue.value), None)
    if base and FILLER.fullmatch(norm, base.end, frame.start):
        return _Shape("growth", "down" if sign == "-" else "up", "level", f"{base.word}:signed")
    if sign == "+":
        return _Shape("growth", "up", "level", "sign:signed")
    if sign == "-" and norm[frame.gap.start : frame.start].rstrip()[-1:] not in RATE_ENDS and _nature(norm, frame, shapes)[0] == "level":
        return _Shape("growth", "down", "level", "sign:signed")
    if _is_rate(norm, frame):
        return _Shape("level", None, "level", "rate")
    kind, direction = _nature(norm, frame, shapes)
    if kind in ("share", "growth"):
        return _Shape(kind, direction, kind, f"metric is a {kind}")
    if PART_OF.match(norm, max(frame.clause_span.start, frame.gap.start), frame.start):
        return _Shape("share", None, "share", "of a whole")
    last = _last_of_list(frame)
    if FRACTION.search(frame.quantity.text) or SHARE_BEHIND.match(norm, last.end, min(last.tail.end, last.end + 12)):
        return _Shape("share", None, "share", "part named behind")
    return _Shape("level", None, "level", "ratio")


def _is_rate(norm: str, frame: Frame) -> bool:
    """Whether the metric right in front of the amount is a …率 (准备金率达到21%的高位)."""
    at = norm.rfind("率", max(frame.clause_span.start, frame.gap.start), frame.start)
    return at >= 0 and FILLER.fullmatch(norm, at + 1, frame.start) is not None


def _divides(frame: Frame) -> bool:
    """Whether 占 stands in front of the amount in its clause (占当期增加额的34%)."""
    start = max(frame.clause_span.start, frame.gap.start)
    return any(cue.type == "share" and cue.value == "verb" and cue.start >= start for cue in frame.cues)


def _read_times_of(norm: str, frame: Frame, cue: Cue | None, adjacent: bool) -> _Shape:
    """A multiple is a growth behind a verb of change (提高近四倍), a level where it says how many times (增至四倍)."""
    if cue and adjacent and cue.type in ("change", "noun"):
        return _Shape("growth", _direction(cue) or "up", "level", cue.word)
    behind = _behind(norm, frame)
    if behind:
        return behind
    difference = _difference(norm, frame)
    if difference:
        return _Shape("growth", difference, "level", "comparison")
    return _Shape("level", None, "level", "multiple")


def _read_amount(norm: str, frame: Frame, cue: Cue | None, adjacent: bool, sign: str) -> _Shape:
    """A plain amount is a change right behind a verb of change, else a level."""
    if cue and adjacent and cue.type in ("change", "noun"):
        if not _rises(norm, frame, cue):
            return _Shape("level", None, "level", f"{cue.word} names the metric")
        direction, why = _moved(cue, sign)
        return _Shape("change", direction, "level", why)
    if cue and cue.type == "compare" and not adjacent:
        return _Shape("change", _direction(cue), "level", cue.word)
    difference = _difference(norm, frame)
    if difference:
        return _Shape("change", difference, "level", "comparison")
    if sign == "+":
        return _Shape("change", "up", "level", "sign:signed")
    if cue and adjacent and cue.type == "share" and frame.quantity.unit is None:
        return _Shape("share", None, "share", cue.word)
    return _Shape("level", None, "level", "amount")


def _rises(norm: str, frame: Frame, cue: Cue) -> bool:
    """Whether a verb of change says that what stands in front of it moved by the amount.

    存款新增3亿元 and 门店增加5家 do; 新增3个园区 and 加快15个县建设 act on what stands behind, and 新增3万人 at the
    head of a clause names its own metric.
    """
    behind = norm[frame.end : frame.end + 1]
    counts = frame.quantity.dimension == "count" and "\u4e00" <= behind <= "\u9fff"
    if cue.word != "新增":
        return not counts or cue.word[0] in MOVING or cue.word[-1] in MOVING
    start = max(frame.clause_span.start, frame.gap.start)
    return not counts and cue.start > start and not FILLER.fullmatch(norm, start, cue.start)
