"""Which fact each fact is a part of.

A part is announced: 其中 opens a scope that runs to the end of its sentence,
按…分 and 分…看 open one over a breakdown, 包括 over a list, brackets right behind
an amount over what they hold, 21个行业中有13个 over the second amount. Inside a
scope every level is a part of the earlier level that it can be a part of: same
unit, an amount that adds up, and, among several, the one whose metric it shares
most with. Amounts that add up exactly to the whole in front of them need no such word
(`parent_sums`).

Read `read_parents`, then `_Reader`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.linking.frames import Cue, Frame, read_back, runs_on
from zhextract.linking.kinds import KindReading
from zhextract.linking.metrics import MetricReading
from zhextract.linking.parents.sums import read_sums
from zhextract.linking.parents.tables import TableColumns, exceeds, same_unit
from zhextract.spans import joined

if TYPE_CHECKING:
    from zhextract.spans import Span

__all__ = ["read_parents"]

# The head of a breakdown: 按经营地分，分产业看，从投向看，按登记注册类型统计，分品种，; not 从全年看 (a time) nor 总体看.
BREAKDOWN = re.compile(
    r"[按从依分](?=(?:"
    r"(?<!分)(?!全年|全国|长期|总体|整体|月度|季度|时间|今年|去年|目前)[^，。；,;]{1,14}?(?:划分|分类|分组|统计|来看|看|分)"
    r"|(?<=分)(?:[^，。；,;]{1,14}?看|(?![别析为成布配期批步享担钟])[\u4e00-\u9fff]{2,4})"
    r")[，,：:])"
)
# What such a head follows.
OPENS = frozenset("。；，,;：:！？\n\r\t \u3000）)”")
# The amounts that stand behind are drawn from the one in front: 21个行业中，有13个; 100家企业里35家.
AMONG = rarely(r"[^，。；,;\d]{0,18}?(?:当中|之中|中|里)(?:[，,]?(?:有|共有|仅有|已有|仅)|[，,]|的?$)")
# Without one of these between two amounts, neither AMONG nor CONTAINS matches.
HINT = frozenset("中里含括")
# 包括, 含 and their like at the start of what an amount holds: 共17.4亿元，包括贷款3亿元.
CONTAINS = rarely(r"[^。；;、，,（(]{0,6}?[，,（(]?(?:包括|包含|内含|含)[^）)]*$")
# A limit that counts among what it limits: 不超过6亿元（含6亿元）.
INCLUSIVE = re.compile(r"[（(]含")
# The next member of what 包括 lists: 5家|台湾企业和|5家香港企业.
LISTED = rarely(r"[^，。；,;]{0,16}[、和及与]")
# A sentence that opens with a whole: 渔业产值中，; 贷款余额中（不含贴现），.
WITHIN = re.compile(r"\s*([^，。；,;（(\d]{2,16})[中里](?:[（(][^）)]{0,12}[）)])?[，,]")
# Words that end a scope: what follows stands beside the whole, not inside it.
ASIDE = rarely(r"(?:^|[；;，,。])(?:此外|另外|同时|与此同时|另有|另|全年|截至)|[；;](?:共|总|实现|完成)")
# What is told as a cause is no part.
CAUSE = rarely(r"由于|主要系|主要因|原因|导致|因为")
# The counter of a list item: 三、对乙公司…
COUNTER = rarely(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])")
# A date in brackets compares (比6亿元（上年为5亿元）) and does not divide.
DATED = rarely(r"年|月|季|同期|上期|前值|为|约合|折合|占|至")
# Metrics whose amounts do not add up to a whole.
INTENSIVE = rarely(r"(?:率|价|均价|价格|指数|单价|人均.*|平均.*|户均.*|时速|温度|比值|倍数|单产|ARPU|龄|比)$|^每")
# How far a semicolon or a 其中 is looked for, in characters.
AHEAD = 300
# How far back in the line before 其中 is looked for, and what ends its scope there.
LINE = 40
STOPS = frozenset("。；！？")
# How far back a whole is looked for.
REACH = 24
# The last characters of most of them; the others have one of these words.
INTENSIVE_ENDS = frozenset("率价格数速度值产U龄比")
INTENSIVE_WORDS = ("均", "每")
# Units whose amounts do not add up.
UNSUMMED = frozenset({"℃", "点", "岁", "级", "分"})
# How many sentences lie at most between a whole and the sentence that divides it.
NEAREST = 2


def read_parents(
    norm: str, frames: Sequence[Frame], kinds: Sequence[KindReading], metrics: Sequence[MetricReading]
) -> list[int | None]:
    """For each amount, the index in `frames` of the whole it is a part of; only levels are parts and wholes."""
    reader = _Reader(norm, frames, kinds, metrics)
    columns = TableColumns(norm, frames)
    for i, frame in enumerate(frames):
        if frame.cell is None:
            reader.parents.append(reader.read(i))
        else:
            reader.parents.append(columns.read(i, frame.cell, sums=reader.sums(i)))
            columns.close(i, frame.cell, reader.parents)
    levels = [i for i, kind in enumerate(kinds) if kind.kind == "level"]
    read_sums(norm, frames, levels, reader.parents, reader.sums)
    return reader.parents


@cache
def _unsummed() -> frozenset[str]:
    return UNSUMMED | {row[0] for row in read_table("linking_measures", 2)}


@dataclass(slots=True)
class _Scope:
    """The scope that is open: what may be its whole, its sentence, and whether a breakdown only supposes it.

    `divided` are the wholes of the last scope, which a further breakdown divides anew.
    """

    wholes: list[int] = field(default_factory=list)
    sentence: int = -1
    loose: bool = False
    divided: list[int] = field(default_factory=list)


class _Reader:
    """Reads the amounts in text order; `parents` grows by one with each."""

    __slots__ = ("bracketed", "breakdowns", "frames", "kinds", "metrics", "names", "norm", "parents", "scope", "summed")

    def __init__(
        self, norm: str, frames: Sequence[Frame], kinds: Sequence[KindReading], metrics: Sequence[MetricReading]
    ) -> None:
        self.norm, self.frames, self.kinds, self.metrics = norm, frames, kinds, metrics
        # The metrics, and whether they add up, as far as they were asked for.
        self.names: dict[int, str] = {}
        self.summed: dict[int, bool] = {}
        # Where heads of breakdowns may begin.
        self.breakdowns = [match.start() for match in BREAKDOWN.finditer(norm)]
        self.parents: list[int | None] = []
        self.scope = _Scope()
        self.bracketed: tuple[Span, int] | None = None

    def _name(self, i: int) -> str:
        """The metric of an amount as one string."""
        name = self.names.get(i)
        if name is None:
            name = self.names[i] = joined(self.norm, self.metrics[i].spans)
        return name

    def sums(self, i: int) -> bool:
        """Whether an amount is a level that adds up with its like."""
        if i not in self.summed:
            self.summed[i] = self.kinds[i].kind == "level" and self._adds_up(i)
        return self.summed[i]

    def _adds_up(self, i: int) -> bool:
        quantity, name = self.frames[i].quantity, self._name(i)
        unit = quantity.unit or ""
        if "/" in unit or unit in _unsummed():
            return False
        if name[-1:] not in INTENSIVE_ENDS and not any(word in name for word in INTENSIVE_WORDS):
            return True
        match = INTENSIVE.search(name)
        return match is None or (match.group()[-1] in "率比" and quantity.dimension == "count")

    def read(self, i: int) -> int | None:
        """The whole of an amount in prose."""
        norm, frame, scope = self.norm, self.frames[i], self.scope
        if scope.wholes and frame.sentence != scope.sentence:
            if runs_on(norm, frame.sentence_span.start) and COUNTER.match(norm, frame.sentence_span.start) is None:
                scope.sentence = frame.sentence
            else:
                scope.wholes = []
        start, cues = read_back(frame)
        self._move_scope(i, start, cues)
        if self.kinds[i].kind != "level":
            return None
        if not scope.wholes:
            return self._beside(i)
        if _divided_itself(norm, frame):
            return None
        whole = self._whole(i)
        if whole is None:
            return self._beside(i)
        if CAUSE.search(norm, start, frame.start) is not None:
            return None
        scope.divided = [whole]
        return whole

    def _move_scope(self, i: int, start: int, cues: Sequence[Cue]) -> None:
        """Open or end the scope by the words in front of the amount."""
        norm, frame, scope = self.norm, self.frames[i], self.scope
        opens = start == frame.sentence_span.start
        at = None
        for cue in cues:
            if cue.type == "scope":
                at = cue.start
        if at is None and opens:
            at = self._divides_above(i, start)
        if at is not None:
            scope.wholes, scope.sentence, scope.loose = self._candidates(i, at), frame.sentence, False
        elif self.breakdowns and (head := self._breakdown(start, frame.start)) is not None:
            wholes = [j for j in self._candidates(i, head) if self.parents[j] is None and self.kinds[j].kind == "level"]
            scope.wholes = wholes or scope.divided or self._headline(i)
            scope.sentence, scope.loose = frame.sentence, True
        elif opens and (whole := self._named_whole(i, start)) is not None:
            scope.wholes, scope.sentence, scope.loose = [whole], frame.sentence, True
        elif scope.wholes and ASIDE.search(norm, start, frame.start):
            scope.wholes = []

    def _breakdown(self, start: int, end: int) -> int | None:
        """Where the head of a breakdown begins between two offsets."""
        for at in self.breakdowns[bisect_left(self.breakdowns, start) : bisect_left(self.breakdowns, end)]:
            if (at == start or self.norm[at - 1] in OPENS) and BREAKDOWN.match(self.norm, at, end):
                return at
        return None

    def _divides_above(self, i: int, start: int) -> int | None:
        """Where 其中 stands in the line before that the amount's own line goes on with."""
        norm = self.norm
        if not start or not norm[start - 1].isspace():
            return None
        floor = max(start - LINE, self.frames[i - 1].end if i else 0)
        at = norm.rfind("其中", floor, start)
        if at < 0 or not STOPS.isdisjoint(norm[at:start]) or not runs_on(norm, start):
            return None
        return at

    def _named_whole(self, i: int, start: int) -> int | None:
        """The earlier amount whose metric the sentence opens with as its whole (渔业产值中，海水养殖产值3307亿元)."""
        match = WITHIN.match(self.norm, start, self.frames[i].start)
        if match is None:
            return None
        for j in range(i - 1, max(i - REACH, 0) - 1, -1):
            name = self._name(j)
            if len(name) > 1 and (name.endswith(match[1]) or match[1].endswith(name)) and self.sums(j):
                return j
        return None

    def _candidates(self, i: int, at: int) -> list[int]:
        """The amounts in front of `at`: of its semicolon stretch, else its sentence, else the sentence before."""
        norm, frames, frame = self.norm, self.frames, self.frames[i]
        first = frame.sentence_span.start
        stretch = max(norm.rfind("；", max(first, at - AHEAD), at), first - 1)
        if not norm[max(stretch + 1, at - AHEAD) : at].strip(" ，,、"):
            stretch = first - 1
        floor = max(i - REACH, 0)
        j = i - 1
        found: list[int] = []
        while j >= floor and frames[j].sentence == frame.sentence:
            if stretch < frames[j].start and frames[j].end <= at:
                found.append(j)
            j -= 1
        if found or j < 0 or not self._continues(j, i):
            return found
        sentence = frames[j].sentence
        while j >= floor and (frames[j].sentence == sentence or self._goes_on(j, sentence)):
            sentence = frames[j].sentence
            found.append(j)
            j -= 1
        return found

    def _goes_on(self, j: int, sentence: int) -> bool:
        """Whether the sentence behind that of `j` is the rest of it on the next line."""
        behind = self.frames[j + 1]
        return behind.sentence == sentence == self.frames[j].sentence + 1 and runs_on(
            self.norm, behind.sentence_span.start
        )

    def _continues(self, j: int, i: int) -> bool:
        """Whether the sentence of `i` can divide an amount of the sentence of `j`."""
        before, frame = self.frames[j], self.frames[i]
        if frame.sentence - before.sentence > NEAREST:
            return False
        return before.paragraph == frame.paragraph or runs_on(self.norm, frame.sentence_span.start)

    def _headline(self, i: int) -> list[int]:
        """The undivided amounts of the sentence that opens the paragraph before."""
        frames, first = self.frames, i
        paragraphs = (frames[i].paragraph, frames[i - 1].paragraph)
        while first > max(i - REACH, 0) and frames[first - 1].paragraph in paragraphs:
            first -= 1
        return [j for j in range(first, i) if frames[j].sentence == frames[first].sentence and self.parents[j] is None]

    def _whole(self, i: int) -> int | None:
        """The whole in scope: same unit, large enough if any is, most alike in metric.

        A breakdown only supposes its whole, so a whole that the part exceeds is none; 其中 states it.
        """
        frames, part = self.frames, self.frames[i].quantity
        if not self.sums(i):
            return None
        same = [j for j in self.scope.wholes if same_unit(frames[j].quantity, part) and self.sums(j)]
        if (size := frames[i].list_size) > 1:
            place = frames[i].list_index
            same = [j for j in same if frames[j].list_size == size and frames[j].list_index == place] or same
        fitting = [j for j in same if not exceeds(part, frames[j].quantity)]
        if fitting or self.scope.loose:
            same = fitting if self.scope.loose or len(same) > 1 else same
        if len(same) < 2:
            return same[0] if same else None
        best = max(same, key=lambda j: (self._likeness(j, i), j))
        return best if self._likeness(best, i) > 1 else None

    def _likeness(self, j: int, i: int) -> int:
        """How many characters two metrics share."""
        whole, part = self._name(j), self._name(i)
        return sum([min(whole.count(character), part.count(character)) for character in set(whole) & set(part)])

    def _beside(self, i: int) -> int | None:
        """The amount right in front, when this one is drawn from it, listed in it, or stands in brackets behind it."""
        norm, frame = self.norm, self.frames[i]
        if i == 0 or self.frames[i - 1].sentence != frame.sentence:
            return None
        before, parent = self.frames[i - 1], self.parents[i - 1]
        if self.bracketed is not None and frame.bracket == self.bracketed[0]:
            return self._in_brackets(i, self.bracketed[1], before.end)
        if self.kinds[i - 1].kind != "level" or not same_unit(before.quantity, frame.quantity):
            return None
        bracketed = frame.bracket is not None and frame.bracket.start == before.end
        if not bracketed and parent != i - 2 and HINT.isdisjoint(norm[before.end : frame.start]):
            return None
        if not self.sums(i) or not self.sums(i - 1):
            return None
        if parent == i - 2 and LISTED.fullmatch(norm, before.end, frame.start):
            return parent
        if exceeds(frame.quantity, before.quantity):
            return None
        if bracketed and INCLUSIVE.match(norm, before.end) and frame.quantity.value == before.quantity.value:
            return None
        if AMONG.match(norm, before.end, frame.start) or CONTAINS.match(norm, before.end, frame.start):
            return i - 1
        if frame.bracket is None or not bracketed or DATED.search(norm, before.end, frame.start):
            return None
        self.bracketed = (frame.bracket, i - 1)
        return i - 1

    def _in_brackets(self, i: int, whole: int, start: int) -> int | None:
        """The whole in front of the brackets, for a further part in them (35家（公立20家、民营15家）)."""
        part, of = self.frames[i].quantity, self.frames[whole].quantity
        fits = same_unit(of, part) and self.sums(i) and not exceeds(part, of)
        return whole if fits and not DATED.search(self.norm, start, part.start) else None


def _divided_itself(norm: str, frame: Frame) -> bool:
    """Whether the amount's own semicolon stretch goes on to divide it (；乙产品3亿元，其中出口1亿元): it stands beside."""
    limit = min(frame.sentence_span.end, frame.end + AHEAD)
    end = norm.find("；", frame.end, limit)
    return norm.find("其中", frame.end, end if end >= 0 else limit) >= 0
