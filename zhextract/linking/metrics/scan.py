"""Walking over a clause word by word: what is peeled off a metric's wording on either side.

A stretch before an amount reads as [when, who, connectives] metric [comparison,
adverbs, verb] amount. `Scanner.strip_right` peels the words that lead to the
amount, `Scanner.strip_left` those that lead to the metric; what stays is its wording.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhextract.linking.frames import Cue, Layout
from zhextract.records import Document, Organisation, Region, Subject, Time
from zhextract.spans import Span

__all__ = ["Scanner"]

# Cue types that always may stand between a metric and its amount.
LEADS = frozenset({"from", "reach", "level", "adverb", "base", "list", "compare", "rank", "scope"})
# Cue types that may stand before a metric.
LEFT = frozenset({"scope", "link", "adverb", "base", "list"})
# Cue types that are sought by themselves.
SOUGHT = frozenset({"adverb", "compare", "facility", "from", "link", "rank", "scope", "share", "than"})
# Level verbs that may lead a metric (实现营业收入5亿元); others are only read before the amount.
LEADING = frozenset(
    {
        "实现",
        "实现了",
        "完成",
        "完成了",
        "达到",
        "达到了",
        "达",
        "已达",
        "均达",
        "已达到",
        "均达到",
        "已实现",
        "已完成",
        "有",
        "共有",
        "现有",
        "拥有",
        "已有",
    }
    | {"尚有", "还有", "是", "形成", "呈现"}
)
# Prepositions that stand before a time or a name at the head of a clause (自2012年, 比2007年的).
OPENING = frozenset({"from", "than"})
DIFFERENCE = frozenset({"change", "compare", "degree", "noun"})
LOOSE = frozenset(" \t\u3000\xa0:：，,、；;。\n\r“”)）】【的-—+*·/")
# Right behind a name: a short bracket with its code or short form, or 等地 that closes a list of names.
BESIDE = re.compile(
    r"[（(][^（）()]{1,40}[)）]|等(?:地区?|[省市区县国]{1,3}份?)?(?=[^级候待于同])|等?[两二三四五六七八九十]+[省市区县地州国]{1,2}(?=.)"
)
# What 相比 and its like begin with, behind what they compare with, and how far before them its 与 may stand.
CLOSES = "相"
WITHIN = 20
# What an index is called behind the name of its maker.
INDEX = re.compile(r"全?[A-Z]?\d{0,4}")
# Prices of an hour of the day, whose first word reads as a time.
CLOSING = ("收盘价", "开盘价")
# Before a noun this is part of its name (平均运距).
AVERAGE = "平均"
MOST = "最"
# It stands before an amount of it, and may be what moves.
CURRENCY = "人民币"
# Between the ends of a route.
ROUTE = frozenset("至到")
# Behind a time, the word for the deadline or the span that it makes; NUMBERS would make 前 the opening of a count.
EDGES, DURING = frozenset("前间"), "间"
DATED = frozenset("年月日底末")
NUMBERS = frozenset("0123456789一二两三四五六七八九十几")
# Verbs that set a forecast or a rate anew stand before what they set (上调 · 目标价 · 至15元; not 上调幅度).
REVISED = ("幅度", "比例", "空间", "后")
REVISING = ("上调", "下调", "调高", "调低", "调升", "调降", "上修", "下修")
# Behind these a verb of change says what each one gained (户均增收3000元).
PER_ONE = ("户均", "人均", "亩均", "社均", "村均", "平均每天", "平均每户", "每天", "每户")
PER_ENDS = frozenset("均天户")
LOOSE_RIGHT = frozenset(" \t\u3000\xa0:：—*")


class Scanner:
    """The words of one text that are not part of a metric's wording, by where they begin and end."""

    __slots__ = (
        "asides",
        "body_to",
        "by_type",
        "cue_at",
        "cue_to",
        "cues",
        "mention_ends",
        "mention_starts",
        "name_at",
        "name_starts",
        "name_to",
        "norm",
        "starts",
        "tabular",
        "time_at",
        "time_starts",
        "time_to",
        "times",
    )

    def __init__(
        self,
        norm: str,
        layout: Layout,
        document: Document,
        times: Sequence[Time],
        subjects: Iterable[tuple[Subject, ...]],
    ) -> None:
        self.norm = norm
        self.cues = layout.cues
        self.starts = layout.cue_starts
        self.tabular = layout.tabular
        self.cue_at: dict[int, Cue] = dict(zip(layout.cue_starts, layout.cues, strict=True))
        self.cue_to: dict[int, Cue] = {cue.end: cue for cue in layout.cues}
        self.by_type: defaultdict[str, tuple[list[int], list[Cue]]] = defaultdict(lambda: ([], []))
        for cue in layout.cues:
            if cue.type in SOUGHT:
                starts, cues = self.by_type[cue.type]
                starts.append(cue.start)
                cues.append(cue)
        self.times = times
        self.time_starts = [time.start for time in times]
        self.time_at: dict[int, Time] = dict(zip(self.time_starts, times, strict=True))
        self.time_to: dict[int, Time] = {time.end: time for time in times}
        named = {id(group): group for group in subjects}.values()  # many facts share one tuple of subjects
        groups: list[Sequence[Region | Organisation | Subject]] = [document.regions, document.organisations, *named]
        names = sorted({(name.start, name.end) for group in groups for name in group})
        self.name_at = dict(names)
        self.name_to = {end: start for start, end in reversed(names)}
        self.body_to = {body.end: body.start for body in document.organisations}
        self.name_starts = list(self.name_at)
        self.asides = sorted([*self.by_type["adverb"][0], *self.by_type["link"][0], *self.time_starts])
        self.mention_starts = self.time_at.keys() | self.name_at.keys()
        self.mention_ends = self.time_to.keys() | self.name_to.keys()

    def strip_right(self, end: int, low: int) -> int:
        """Walk left from `end` over verbs, adverbs, comparisons and times, no further than `low`."""
        behind = self.cue_at.get(end)
        norm, cue_to, pos, different = self.norm, self.cue_to, end, behind is not None and behind.type in DIFFERENCE
        while pos > low:
            last = norm[pos - 1]
            if last in LOOSE_RIGHT:
                pos -= 1
                continue
            name = None
            if pos in self.mention_ends:
                time = self.time_to.get(pos)
                if time is not None and time.start >= low:
                    pos = time.start
                    continue
                name = self.name_to.get(pos)
                if name is not None and name - 1 > low and norm[name - 1] == "在" and pos < end:
                    pos = name - 1  # 示范区 · 在湖北 · 已有27家
                    continue
            if (cue := cue_to.get(pos)) is not None:
                start, type = cue.start, cue.type
                if different and cue.word == CURRENCY:
                    break  # 人民币 · 升值5%
                if start >= low and (name is None or name >= start):
                    different = different or type in DIFFERENCE
                    opening = start if type in LEADS else self._before_cue(cue, low, different=different)
                    if opening < pos:
                        pos = opening
                        continue
            if last == "的" and (pos == end or pos - 1 in self.time_to):
                pos -= 1
                continue
            than = self.last("than", low, pos) if different else None
            if than is None or self._is_closed(than, pos):
                break
            pos, different = self._than_start(than, low), False
        return pos

    def _before_cue(self, cue: Cue, low: int, *, different: bool) -> int:
        """Where to go on before a cue that leads to the amount; its end when it is part of the metric."""
        if cue.type == "change":
            each = self.norm[cue.start - 1] in PER_ENDS and self.norm.endswith(PER_ONE, low, cue.start)
            return cue.end if each else cue.start
        if cue.type == "than" and different:
            return self._than_start(cue, low)
        if cue.type == "noun":
            base = self.cue_to.get(cue.start)  # 收入 · 同比增长率
            return cue.start if base is not None and base.type == "base" and base.start > low else cue.end
        if cue.type == "degree" and self.last("than", low, cue.end) is not None:
            return cue.start
        return cue.end

    def _is_closed(self, than: Cue, end: int) -> bool:
        """Whether a measure follows what it is compared with (2008年比2007年的 · 广告费支出, 与上年相比 · 成本)."""
        if than.word[0] == CLOSES and end > than.end:
            return self._than_start(than, 0) < than.start
        time = self.time_at.get(than.end)
        return time is not None and end - time.end > 3 and self.norm[time.end] == "的"

    def _than_start(self, than: Cue, low: int) -> int:
        """Where a comparison begins: at its 比, at the 与 of 与前一日相比 or the 同 of 同2014年相比."""
        if than.word[0] != CLOSES:
            return than.start
        time = self.time_to.get(than.start)
        if time is not None and time.start > low and self.norm[time.start - 1] == "同":
            return time.start - 1
        opening = self.norm.rfind("与", max(low, than.start - WITHIN), than.start)
        return opening if opening >= 0 else than.start

    def strip_left(self, start: int, high: int) -> int:
        """Walk right from `start` over times, names, connectives and adverbs, no further than `high`."""
        norm, pos = self.norm, start
        while pos < high:
            first = norm[pos]
            if first in LOOSE and not (first == "“" and norm.find("”", pos, high) > 0):
                pos += 1
                continue
            if pos in self.mention_starts:
                time = self.time_at.get(pos)
                if time is not None and time.end <= high:
                    if norm.startswith(CLOSING, time.end - 2):  # 7月6日 · 收盘价
                        return max(pos, time.end - 2)
                    pos = self._behind_time(time.end, high)
                    continue
                end = self.name_at.get(pos)
                if end is not None and end <= high and high - end != 1 and not self._is_index(end, high):
                    if norm[end] in ROUTE and (far := self.name_at.get(end + 1)) is not None and far + 2 < high:
                        end = far  # 哈尔滨至伊春 · 列车运行时间
                    match = BESIDE.match(norm, end, high)
                    pos = match.end() if match else end
                    continue
            cue = self.cue_at.get(pos)
            if cue is None or not self._leads(cue, high):
                break
            pos = cue.end
        return pos

    def _behind_time(self, end: int, high: int) -> int:
        """Behind a time that a wording opens with, and its 前 or 间 (2030年前 · 装机, 2023年至2030年间 · 装机; not 5月前20日)."""
        norm = self.norm
        if norm[end] not in EDGES or norm[end - 1] not in DATED or end >= high:
            return end
        return end + (norm[end] == DURING or (end + 1 < high and norm[end + 1] not in NUMBERS))

    def _is_index(self, start: int, end: int) -> bool:
        """Whether letters and figures are all that follows a name: it is that of an index (万得全A)."""
        return self.norm[end - 1].isascii() and INDEX.fullmatch(self.norm, start, end) is not None

    def _leads(self, cue: Cue, high: int) -> bool:
        """Whether a cue leads to the metric: a connective or adverb, a verb of level, a preposition before a mention."""
        end, word, type = cue.end, cue.word, cue.type
        if (type in OPENING and end in self.mention_starts) or (type == "than" and word[0] == CLOSES):
            return True
        if word == MOST:
            return False  # 最具优势的产业规模
        if word.endswith(REVISING):
            return end < high and not self.norm.startswith(REVISED, end)
        if end > high or not (type in LEFT or (type == "level" and word in LEADING)):
            return False
        return not (word == AVERAGE and end not in self.cue_at) and not self.norm.startswith(CLOSING, cue.start)

    def strip_times(self, start: int) -> int:
        """Behind the times that begin at `start`."""
        while (time := self.time_at.get(start)) is not None and time.end > start:
            start = time.end
        return start

    def last(self, type: str, low: int, high: int) -> Cue | None:
        """The last cue of a type that lies in `[low, high)`."""
        if type not in self.by_type:
            return None
        starts, cues = self.by_type[type]
        index = bisect_left(starts, high) - 1
        if index >= 0 and cues[index].end > high:
            index -= 1
        return cues[index] if index >= 0 and starts[index] >= low else None

    def first_of(self, types: frozenset[str], low: int, high: int) -> Cue | None:
        """The first cue of one of the types that lies in `[low, high)`."""
        for cue in self.between(low, high):
            if cue.type in types:
                return cue
        return None

    def between(self, low: int, high: int) -> list[Cue]:
        """The cues that begin in `[low, high)`."""
        starts = self.starts
        first = bisect_left(starts, low)
        if first == len(starts) or starts[first] >= high:
            return []
        return self.cues[first : bisect_left(starts, high, first)]

    def is_bare(self, low: int, high: int) -> bool:
        """Whether no time, adverb or connective begins in `[low, high)`."""
        first = bisect_left(self.asides, low)
        return first == len(self.asides) or self.asides[first] >= high

    def first_name(self, low: int, high: int) -> Span | None:
        """The first name of a place, an organisation or a subject that begins in `[low, high)`."""
        index = bisect_left(self.name_starts, low)
        if index < len(self.name_starts) and (end := self.name_at[self.name_starts[index]]) <= high:
            return Span(self.name_starts[index], end)
        return None

    def time_cuts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The times inside a stretch, with the 在 or 自 before and the 的 or 起 behind them (装载机 · 今年的 · 销量)."""
        cuts = []
        index = bisect_left(self.time_starts, start)
        while index < len(self.times) and self.times[index].start < end:
            low, high = self.times[index].start, self.times[index].end
            if high <= end:
                while low > start and self.norm[low - 1] in "在于自从由至截较比已":
                    low -= 1
                if low > start and self.norm[low - 1] == "到" and self.norm[low - 2] not in "达得":
                    low -= 1
                if high < end and self.norm[high] in "的起内":
                    high += 1
                elif low > start and high < end and self.norm[low - 1] in "（(" and self.norm[high] in "）)":
                    low, high = low - 1, high + 1
                cuts.append((low, high))
            index += 1
        return cuts
