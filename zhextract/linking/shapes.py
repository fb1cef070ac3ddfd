"""The governing word of an amount and the shape that it gives: kind, direction, and the metric's own nature.

The governing word is the last cue in front of the amount with nothing but
filler (了, 约, 达, a date) between the two. Read `Shape`, then `Clause`, which
holds all that the readers in `measures` ask about one amount.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from zhextract.expressions import rarely
from zhextract.linking.frames import Cue, Frame
from zhextract.records import Direction, Kind, Quantity

__all__ = [
    "ARRIVED",
    "DIFFERENCE_ENDS",
    "DOWNWARD",
    "FILLER",
    "GROWTH_BEHIND",
    "Clause",
    "Shape",
    "last_of_list",
    "read_clause",
]

# Words that may stand between a governing word and its amount (增长|了近|5%; 比重|在2001年为|93%; 增速|达到|8%).
FILLER = re.compile(
    r"(?:[\s:：“\"'~～+\-−]|[了约近超逾达至到为是仅只有均都皆各共也已又再还可能将会要在从由自的幅度后末底初年月日份季期年]"
    r"|[\d.]+(?=[年月日季]|Q\d|H\d)|[QH]\d|超过|达到|将近|大约|高达|多达|最高|最低|接近|突破|不足|不到|低于|不低于|不超过|至少"
    r"|分别|依次|累计|合计|总计|平均|大致|基本|预计|进一步|大幅|小幅|继续|依然|仍然|仍|保持|维持|稳定|控制|处于|位于|左右|上年|去年"
    r"|今年|本年|报告期|同期|上月|本月|当月|前|上|第[一二三四]|[一二三四]季度|季度|水平|额|区间|预期目标|目标|预期|定)*+"
)
# The amount goes on into a noun of change: 10%左右的增长目标, 50%的增速, 5%增长; not 六成的产品增速, 52%提高到58%.
GROWTH_BEHIND = re.compile(
    r"(?P<of>的?(?:同比|环比|年均|年复合|复合|平均|较快|快速|高速|稳定|实际|名义|正|负|左右|以上|以内|年|高|低|涨|降|速度|速率|的)*)"
    r"(?:(?P<noun>(?:上[涨升行]|下[跌降行])空间|增长|增速|增幅|涨幅|升幅|降幅|跌幅|减幅)|(?<=的)(?P<verb>上涨|上升|提升|提高|下降|下跌|下滑|减少|降低|回落))(?![点极到至为])"
)
# The pace at which something moves: 工资以|10%|上涨, 以年均|3%|的能耗增速; what stands before such an amount.
PACE = rarely(
    r"的[\u4e00-\u9fff]{2,8}?(?:增速|增长率|增幅)(?!点)|(?:左右|以上)?(?:增长|递增|上涨|上升|增加|提高|下降|下跌|递减|减少)(?![点极到至为])"
)
AT_PACE = ("以", "以年均", "以每年", "以平均每年", "按年均")
# Nouns in GROWTH_BEHIND that point down begin with these.
DOWNWARD = frozenset("降跌减回下")
# A difference named by an adjective behind 比 or 较: 比上年多12天, 较全国高0.5个百分点.
DIFFERENCE = re.compile(
    r"(?:[比较]|相比|于)[^,，;；。]*?(?:(多|少|高|低|快|慢|早|晚|长|短|便宜|贵|(?<!相)差)|(?P<did>多|少)[办收查发卖开])(?:出|了|约|近|超|过|超过|逾)*$"
)
ADJECTIVES: Mapping[str, str] = {
    "多": "up",
    "高": "up",
    "快": "up",
    "长": "up",
    "晚": "up",
    "少": "down",
    "低": "down",
    "慢": "down",
    "短": "down",
    "早": "down",
    "便宜": "down",
    "贵": "up",
    "差": "down",
}
# What a difference named by an adjective ends in, right in front of the amount.
DIFFERENCE_ENDS = frozenset("多少高低快慢早晚长短宜贵差出了约近超过逾办收查发卖开")
SIGNS = frozenset("+-−")
# Brackets around a figure in a table: it is less than nothing.
BRACKETS = frozenset("(（")
# Behind a verb of change these say where it arrived (剧增|至3亿元).
ARRIVED = frozenset("到至")
# In front of the amount that a movement starts from.
START = rarely(r"[由从自]")
# No comparison and no metric is longer than this.
PHRASE = 40
# Cues that can govern an amount; the others (lists, plans, comparisons in one word) only stand by.
GOVERNING = frozenset({"change", "reach", "noun", "share", "compare", "rank"})


class Shape(NamedTuple):
    """Kind and direction of one amount, and the nature of its metric, which an elided metric behind it takes over."""

    kind: Kind
    direction: Direction | None
    nature: Kind
    why: str


@dataclass(slots=True, eq=False)
class Clause:
    """An amount in its clause.

    Attributes:
        norm: Normalised text.
        frame: The amount.
        start: Where its clause, or the stretch behind the amount before it, begins.
        cue: The governing word, or None.
        adjacent: Whether only filler stands between the two.
        sign: `+`, `-` or nothing.
        shapes: The shapes of the amounts read before, by index.
    """

    norm: str
    frame: Frame
    start: int
    cue: Cue | None
    adjacent: bool
    sign: str
    shapes: Mapping[int, Shape]

    @property
    def signed(self) -> Direction:
        """The direction that the sign gives; none is upwards."""
        return "down" if self.sign == "-" else "up"

    def moved(self) -> tuple[Direction | None, str] | None:
        """Direction and evidence of an adjacent verb or noun of change.

        A minus turns it; a sign decides where the word is open (变动-0.8%).
        """
        cue = self.cue
        if cue is None or not self.adjacent or cue.type not in ("change", "noun"):
            return None
        direction = direction_of(cue)
        if direction is None or (self.sign == "-" and direction == "up"):
            return self.signed, f"{cue.word}:signed"
        return direction, cue.word

    def difference(self) -> Direction | None:
        """The direction of 比上年多, 较全国低, when one stands right in front of the amount."""
        at = self.frame.start
        if self.norm[at - 1 : at] not in DIFFERENCE_ENDS:
            return None
        match = DIFFERENCE.search(self.norm, max(self.start, at - PHRASE), at)
        if match is None:
            return None
        return "up" if ADJECTIVES[match[1] or match["did"]] == "up" else "down"

    def behind(self) -> Shape | None:
        """The growth that a noun of change behind the amount makes: 10%左右的增长目标."""
        last = last_of_list(self.frame)
        match = GROWTH_BEHIND.match(self.norm, last.end, min(last.tail_end, last.end + 16))
        if match is None:
            return self._at_pace()
        word = match["noun"] or match["verb"]
        down = word[0] in DOWNWARD or match["of"].endswith("负")
        return Shape("growth", "down" if down else "up", "growth", f"{word} behind")

    def _at_pace(self) -> Shape | None:
        """The growth that a verb of change behind the amount makes, where 以 stands before it: 工资以10%上涨."""
        start, end = self.frame.start, self.frame.end
        if not self.norm.endswith(AT_PACE, 0, start) or (match := PACE.match(self.norm, end)) is None:
            return None
        return Shape("growth", "down" if match.group().lstrip("左右以上的")[0] in DOWNWARD else "up", "growth", "pace")

    def nature(self) -> tuple[Kind, Direction | None]:
        """What the metric in front of an arrival is: a share, a growth rate, or neither.

        An amount whose clause names no metric (预计2006年达到95%) takes over what the amount before it measured.
        """
        frame = self.frame
        for cue in reversed(frame.cues):
            if cue.start < self.start:
                break
            if cue.type == "noun":
                return "growth", direction_of(cue)
            if cue.type == "share":
                return "share", None
        if any(cue.type == "share" and cue.value == "verb" for cue in frame.cues) and self._names_nothing():
            return "share", None  # 薪酬占费用比例较高，各年均超过50%
        before = frame.previous
        if before is None or before.index not in self.shapes:
            return "level", None
        if before.quantity.unit != frame.quantity.unit:
            return self._moved_to(before)
        if any(cue.type in ("change", "noun") for cue in frame.cues) or not self._names_nothing():
            return "level", None
        shape = self.shapes[before.index]
        return shape.nature, shape.direction

    def _moved_to(self, before: Frame) -> tuple[Kind, Direction | None]:
        """What a percentage is at which a share or growth rate arrives by points (占比提升5个百分点|至65%)."""
        if self.shapes[before.index].kind != "change" or self.norm[before.end : before.end + 1] not in ARRIVED:
            return "level", None
        for cue in reversed(before.cues):
            if cue.start < before.clause_span.start:
                break
            if cue.type == "noun":
                return "growth", direction_of(cue)
            if cue.type == "share":
                return "share", None
        return "level", None

    def _names_nothing(self) -> bool:
        """Whether the clause in front of the amount holds only cues and filler."""
        at = self.start
        for cue in self.frame.cues:
            if cue.start < self.start:
                continue
            if not FILLER.fullmatch(self.norm, at, cue.start):
                return False
            at = cue.end
        return FILLER.fullmatch(self.norm, at, self.frame.start) is not None


def read_clause(norm: str, frame: Frame, shapes: Mapping[int, Shape]) -> Clause:
    """Find the word that governs an amount."""
    start, end = frame.own_start, frame.start
    sign = sign_of(norm, frame.quantity)
    for cue in reversed(frame.cues):
        at, type = cue.start, cue.type
        if at < start:
            break
        if type not in GOVERNING:
            continue
        behind = cue.end
        adjacent = behind == end or FILLER.fullmatch(norm, behind, end) is not None
        if type == "noun" and (compare := _compared(frame, start, at)):
            return Clause(norm, frame, start, compare, adjacent=False, sign=sign, shapes=shapes)
        if type == "change" and _arrives(norm, frame, cue):
            return Clause(norm, frame, start, cue._replace(type="reach"), adjacent, sign, shapes)
        return Clause(norm, frame, start, cue, adjacent, sign, shapes)
    return Clause(norm, frame, start, None, adjacent=False, sign=sign, shapes=shapes)


def _compared(frame: Frame, start: int, end: int) -> Cue | None:
    """The comparison whose object ends in a noun of change (低于工业增速0.3个百分点)."""
    return next((cue for cue in frame.cues if cue.type == "compare" and start <= cue.start < end), None)


def sign_of(norm: str, quantity: Quantity) -> str:
    """`+`, `-` or nothing: the sign inside the amount or directly in front of it."""
    mark, start = quantity.text[0], quantity.start
    if mark in BRACKETS:
        return "-"
    if mark not in SIGNS:
        mark = norm[start - 1] if start else ""
        if mark not in SIGNS or norm[start - 2 : start - 1].isdigit():
            return ""
    return "-" if mark == "−" else mark


def direction_of(cue: Cue) -> Direction | None:
    """The direction a cue's table row gives, None where it gives none."""
    if cue.value == "up":
        return "up"
    if cue.value == "down":
        return "down"
    return "flat" if cue.value == "flat" else None


def last_of_list(frame: Frame) -> Frame:
    """The last amount of the list that this one leads: what stands behind it stands behind them all."""
    last = frame
    while last.following is not None and last.following.head is frame:
        last = last.following
    return last


def _arrives(norm: str, frame: Frame, cue: Cue) -> bool:
    """Whether a verb of change says where the metric arrived: 剧增至, 由3吨增长为4吨, 覆盖率提升已达219%."""
    behind = norm[cue.end : cue.end + 1]
    if behind == "为" and frame.previous is not None:
        start = frame.previous.start
        return START.search(norm, max(start - 16, frame.sentence_span.start), start) is not None
    if behind in ARRIVED:
        return True
    if norm.find("达", cue.end, frame.start) < 0:
        return False
    return norm.find("率", max(frame.clause_span.start, cue.start - PHRASE), cue.start) >= 0
