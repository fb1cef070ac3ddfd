"""When each fact holds.

A time is named before its amount, wherever in the sentence, the paragraph or the title, and holds until
another takes its place. Yardsticks (比2005年), the day of the publication and names of plans never do
(`time_roles.read_time_role`). A table's columns take the times of its head.

Read `read_times`, then `Reader.take` (a time) and `Reader.of_frame` (an amount).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from dataclasses import replace
from functools import cache

from zhextract.entities.times import find_times
from zhextract.errors import InputValueError
from zhextract.lexicons import read_table
from zhextract.linking.frames import Cell, Frame, Layout
from zhextract.linking.time_roles import find_names, read_time_role
from zhextract.periods import parse_period
from zhextract.records import Document, FactTime, Time
from zhextract.spans import Span

__all__ = ["read_times"]

# Prices of the market, which hold on a trading day: 收涨, 报7.1611, 跌0.4%; not 跌破, 报告, 报送.
MARKET = re.compile(r"收[盘涨跌于报]|[指期债币油金铜银锌镍铝钢股]\S{0,12}(?:[涨跌]|报(?![告送名]))|中间价|收盘")
# What began at a time and goes on: 3月28日开始注气以来.
SINCE = re.compile(r"(?:起|开始)?[^，。；、\d]{0,20}以来")
MOVE = re.compile("[涨跌报](?:超|近|逾|约|幅|至|于|了)?$")
# A digest of the morning, by its name.
DIGEST = re.compile("早餐|早报|晨报|早间|盘前|早评|晨会|早知道|收评|复盘")
# The end and the beginning of a period that the sentence names itself: 2016年12月31日，…期末余额.
EDGES = frozenset({"期末", "期初"})
# What joins the members of a list of times: 2021年、2022年和2023年.
JOINED = frozenset({"、", "和", "及", "与", "以及", "/", ",", "，", "、 ", " "})
# The times of a report as a whole, where the text gives no year.
REPORT_PERIOD = re.compile("本?报告期|本期|本年")
# A column of growth: 同比增减, 变动幅度.
GROWTH = re.compile("增减|变动|同比|环比|增长|增幅|变化")
# What opens the first of two values.
FROM = "由从"
# What a decision lays down takes effect with the decision: the document's day is then when it holds.
DECISION = re.compile("决定[：:]|决定(?=对)|决定如下")
PENALTY = re.compile("处以|处罚|罚款|没收|罚没")
DECISION_REACH = 800


def read_times(
    norm: str, layout: Layout, frames: Sequence[Frame], document: Document, title: str | None
) -> list[FactTime | None]:
    """Find the period of each amount and the wording that fixes it.

    Args:
        norm: Normalised text.
        layout: Its paragraphs, sentences and clauses.
        frames: The amounts, in text order.
        document: The document with its times and its day.
        title: The document's title where the text does not carry it: its year holds where the text names none.

    Returns:
        A time for each frame, in the same order; `None` where nothing fixes it.
    """
    reader = Reader(norm, layout, document, title)
    times = document.times
    at = 0
    answers = []
    for frame in frames:
        while at < len(times) and times[at].end <= frame.start:
            reader.take(times[at], frame)
            at += 1
        answers.append(reader.of_frame(frame, times[at] if at < len(times) else None))
    return answers


def _trading_day_before(day: str) -> str:
    """The last day before `day` that is no Saturday or Sunday."""
    before = date.fromisoformat(day) - timedelta(1)
    return (before - timedelta(max(before.weekday() - 4, 0))).isoformat()


def _lists(norm: str, times: Sequence[Time]) -> dict[int, list[Time]]:
    """The first list of times of each length: what 报告期各期 stands for.

    A list of years is also read with the months of the year after it: 2016—2018年 and 2019年1—6月.
    """
    lists: dict[int, list[Time]] = {}
    chain: list[Time] = []
    for time in times:
        if chain and norm[chain[-1].end : time.start] in JOINED:
            chain.append(time)
            lists.setdefault(len(chain), chain[:])
        else:
            chain = [time]
    for years in [years for years in lists.values() if all(len(time.period or "") == 4 for time in years)]:
        months = f"{int(years[-1].period or 0) + 1}-01/"
        for time in times:
            if time.period is not None and time.period.startswith(months):
                lists.setdefault(len(years) + 1, [*years, time])
                break
    return lists


@cache
def _nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Balances, which hold at the end of a stretch of time, and turnovers, which hold over it."""
    rows = [(word, role) for word, side, role in read_table("linking_times", 3) if side == "noun"]
    stock, flow = (re.compile("|".join(word for word, role in rows if role == name)) for name in ("stock", "flow"))
    return stock, flow


class Reader:
    """Reads times and amounts in text order and remembers when is being spoken of."""

    __slots__ = (
        "ahead_until",
        "before_ahead",
        "chain",
        "decisions",
        "document",
        "edges",
        "first",
        "is_digest",
        "last",
        "last_role",
        "layout",
        "lists",
        "local",
        "made",
        "names",
        "norm",
        "noun",
        "origin",
        "origin_sentence",
        "periods",
        "row",
        "row_times",
        "sentence",
        "sentence_time",
        "session",
        "starts",
        "title",
        "topic",
    )

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None) -> None:
        self.norm = norm
        self.layout = layout
        self.document = document
        self.title = title
        self.names = find_names(norm)
        # Where times begin, and where decisions are announced.
        self.starts = [time.start for time in document.times]
        self.decisions = [match.end() for match in DECISION.finditer(norm)] if document.date else []
        # The time spoken of; that of the present sentence; that of the next amount alone.
        self.topic: Time | None = None
        self.sentence_time: Time | None = None
        self.sentence = -1
        self.local: Time | None = None
        # The times read since the last amount that form one list; the first list of each length in the text.
        self.chain: list[Time] = []
        self.last: Time | None = None
        self.last_role = ""
        self.lists = _lists(norm, document.times)
        # The first of two times (由1961年的33%升至2005年的38.5%) and the sentence they stand in.
        self.origin: Time | None = None
        self.origin_sentence = -1
        # `stock` or `flow`, by the last noun that said so.
        self.noun = ""
        # The row of the table being read, and the times of its first cell and of the last that had one.
        self.row: Span | None = None
        self.row_times: tuple[Time | None, Time | None] = (None, None)
        self.edges: dict[tuple[str, str], str | None] = {}
        # The periods of times, by where they begin, and the answers made, by what they say.
        self.periods: dict[int, str | None] = {}
        self.made: dict[tuple[int, str | None, str], FactTime] = {}
        self.first: FactTime | None = None
        self.is_digest = bool(document.date and DIGEST.search((title or "") + norm[:100]))
        # The trading day of a morning's digest, found when first needed.
        self.session: str | None = None
        # Where a time that lies ahead stops to hold: the end of its paragraph.
        self.ahead_until = -1
        self.before_ahead: Time | None = None

    def take(self, time: Time, frame: Frame) -> None:
        """Take a time that stands before an amount."""
        bracket = self.layout.bracket_at(time.start)
        if bracket is not None and bracket != frame.bracket:
            return
        if "\t" in (self.norm[time.start - 1], self.norm[time.end]):
            return
        if time.text in EDGES and self.topic is not None and self.topic.start >= frame.sentence_span.start:
            return
        joins = self.last is not None and self.norm[self.last.end : time.start] in JOINED
        role = self.last_role if joins else self._role_of(time, frame)
        if role == "none":
            return
        near = time.start >= frame.clause_span.start
        if time.period is None and (not near or (time.kind == "relative" and time.text[0] == "近")):
            return
        self.chain = [*(self.chain or [self.last]), time] if joins and self.last is not None else []
        self.last, self.last_role = time, role
        if role == "local" and self.norm[time.start - 1] in FROM:
            self.origin, self.origin_sentence = time, frame.sentence
        if role == "local" or bracket is not None:
            self.local = time if near else None
        elif role == "own":
            self.local = time if near else self.local
        elif role == "sentence":
            self.sentence, self.sentence_time, self.local = self.layout.sentence_at(time.start), time, None
        elif time.period is not None:
            self._speak_of(time)
        else:
            self.local = time

    def _speak_of(self, time: Time) -> None:
        """Let a time hold until another takes its place; one that lies ahead holds for its paragraph only."""
        today = self.document.date
        if today and time.period and time.period[: len(today)] > today[: len(time.period)]:
            if self.ahead_until < time.start:
                self.before_ahead = self.topic
            self.ahead_until = self.layout.paragraphs[self.layout.paragraph_at(time.start)].end
        else:
            self.ahead_until = -1
        self.topic, self.sentence_time, self.local, self.noun = time, None, None, ""

    def _role_of(self, time: Time, frame: Frame | None) -> str:
        index = self.layout.clause_at(time.start)
        clauses = self.layout.clauses
        reach = clauses[index].end
        if time.end == reach and index + 1 < len(clauses):
            reach = clauses[index + 1].end
        number = frame.start if frame is not None and clauses[index] == frame.clause_span else None
        if frame is not None:
            reach = min(reach, frame.start)
        return read_time_role(self.norm, time, clauses[index], self.names, number, reach=reach)

    def of_frame(self, frame: Frame, following: Time | None) -> FactTime | None:
        """The time of an amount."""
        if frame.cell is not None:
            column = self._of_cell(frame.cell)
            if column is not None:
                return self._answer(column, frame)
        after = self._in_brackets_behind(frame, following)
        if after is not None:
            return self._answer(after, frame)
        if self.decisions and self._is_decided(frame):
            return FactTime(None, None, None, self.document.date, "document")
        if frame.sentence != self.sentence:
            self.sentence_time = None
        if 0 <= self.ahead_until < frame.start:
            self.topic, self.ahead_until = self.before_ahead, -1
        time = self.local or self._origin_of(frame) or self.sentence_time or self.topic
        if self.is_digest and time is self.topic and self._is_session(frame, time):
            return FactTime(None, None, None, self._trading_day(), "document")
        if frame.following is None or frame.following.clause != frame.clause or frame.following.head is None:
            self.local = None
        if time is None:
            return self._of_document(frame)
        if frame.list_size > 1:
            return self._of_list(time, frame) or self._answer(time, frame)
        return self._answer(time, frame)

    def _origin_of(self, frame: Frame) -> Time | None:
        """The first of two times for the first of two further values: …从2.1%升至3%, behind 从2020年的1%升至2022年的2%."""
        if frame.sentence == self.origin_sentence and self.norm[frame.start - 1] in FROM:
            return self.origin
        return None

    def _of_cell(self, cell: Cell) -> Time | None:
        """The time that heads a cell's column or row.

        A column without its own (占比 beside 2022年金额) goes with the one before it; growth between two columns
        belongs to the first of its row.
        """
        spans = (*cell.headers, cell.label) if cell.label else cell.headers
        found = next((time for time in map(self._time_in, spans) if time is not None), None)
        if cell.label is None or cell.label != self.row:
            self.row, self.row_times = cell.label, (found, found)
        first, last = self.row_times
        if found is not None:
            self.row_times = (first, found)
            return found
        is_growth = any(GROWTH.search(self.norm, start, end) for start, end in cell.headers)
        return first if is_growth else last

    def _time_in(self, span: Span) -> Time | None:
        index = bisect_left(self.starts, span.start)
        if index < len(self.starts) and self.starts[index] < span.end:
            return self.document.times[index]
        return None

    def _is_decided(self, frame: Frame) -> bool:
        """Whether the amount is a penalty that the document itself decides."""
        index = bisect_right(self.decisions, frame.start) - 1
        if index < 0 or frame.start - self.decisions[index] > DECISION_REACH:
            return False
        return PENALTY.search(self.norm, frame.clause_span.start, frame.end + 4) is not None

    def _in_brackets_behind(self, frame: Frame, following: Time | None) -> Time | None:
        """The time that stands alone in brackets behind an amount: 3亿元(2022年)."""
        if following is None or following.start != frame.end + 1 or self.norm[frame.end] not in "(（":
            return None
        return following if self.norm[following.end : following.end + 1] in (")", "）") else None

    def _of_list(self, time: Time, frame: Frame) -> FactTime | None:
        """The member of a list of times, or the year of a range, that falls to this member of a list of amounts."""
        size, index = frame.list_size, frame.list_index
        if self.chain and self.chain[-1] is time and len(self.chain) == size:
            return self._answer(self.chain[index], frame)
        if "各" in (self.norm[time.start - 1], self.norm[time.end : time.end + 1]):
            if size in self.lists:
                answer = self._answer(self.lists[size][index], frame)
                ends = answer.period is not None and "末" in self.norm[time.start : time.end + 3]
                return replace(answer, period=self._edge(answer.period, "end")) if ends and answer.period else answer
            return replace(self._answer(time, frame), period=None)
        first, slash, last = (time.period or "").partition("/")
        if slash and len(first) == len(last) == 4 and int(last) - int(first) == size - 1:
            return replace(self._answer(time, frame), period=str(int(first) + index))
        return None

    def _answer(self, time: Time, frame: Frame) -> FactTime:
        via = "stated" if frame.sentence_span.start <= time.start < frame.sentence_span.end else "carried"
        period = self._period_of(time)
        if period is not None and (period.endswith("12-31") or REPORT_PERIOD.match(time.text)):
            period = self._adjust(period, time, frame)
        key = (time.start, period, via)
        if key not in self.made:
            self.made[key] = FactTime(time.start, time.end, time.text, period, via)
        return self.made[key]

    def _period_of(self, time: Time) -> str | None:
        """What a time says, without the hour, up to now where it goes on, from the title where it only says 报告期."""
        if time.start in self.periods:
            return self.periods[time.start]
        period = time.period
        if period is None and REPORT_PERIOD.match(time.text):
            period = self._of_title()
            if period and time.text.endswith(("末", "底")):
                period = self._edge(period, "end")
        elif period is None and time.text == "同期" and self.topic is not None:
            period = self.topic.period
        elif period is not None and SINCE.match(self.norm, time.end):
            period = self._until_now(period)
        if period is not None and "/" not in period:
            period = period.partition("T")[0]
        self.periods[time.start] = period
        return period

    def _until_now(self, period: str) -> str:
        """From a time up to the document's day, in the unit of the time: 自3月28日开始注气以来."""
        today = (self.document.date or "")[: len(period)]
        return f"{period}/{today}" if "/" not in period and period < today else period

    def _adjust(self, period: str, time: Time, frame: Frame) -> str:
        """A balance under 报告期内 holds at its end; a turnover under 年末 over its year."""
        stock, flow = _nouns()
        start = max(frame.gap.start, frame.clause_span.start)
        if stock.search(self.norm, start, frame.start):
            self.noun = "stock"
        elif flow.search(self.norm, start, frame.start):
            self.noun = "flow"
        elif all(cue.start != start for cue in frame.cues):
            self.noun = ""
        if self.noun == "stock" and REPORT_PERIOD.match(time.text):
            return self._edge(period, "end") or period
        if self.noun == "flow" and len(period) == 10 and period[5:] == "12-31" and "截" not in self.norm[time.start - 2 : time.end]:
            return period[:4]
        return period

    def _edge(self, period: str, edge: str) -> str | None:
        key = (period, edge)
        if key not in self.edges:
            try:
                read = parse_period(period)
                self.edges[key] = str(read.end() if edge == "end" else read)
            except InputValueError:
                self.edges[key] = None
        return self.edges[key]

    def _of_document(self, frame: Frame) -> FactTime | None:
        """For want of a time before the amount: the first of the text for its own title, else the given title's."""
        if frame.paragraph == 0 and len(self.layout.paragraphs) > 1:
            first = self._first()
            if first is not None:
                return first
        period = self._of_title() or self.document.date
        return FactTime(None, None, None, period, "document") if period else None

    def _is_session(self, frame: Frame, time: Time | None) -> bool:
        """Whether a price of the market stands without its day: …指数收盘跌0.4%, in a digest of the morning after."""
        if time is not None and self._is_near(time, frame):
            return False
        if MOVE.search(self.norm, max(0, frame.start - 3), frame.start):
            return True
        return MARKET.search(self.norm, frame.clause_span.start, frame.end + 2) is not None

    def _is_near(self, time: Time, frame: Frame) -> bool:
        """Whether a time stands in the amount's paragraph, or is itself a day not long before the document's."""
        span = self.layout.paragraphs[frame.paragraph]
        period = time.period or ""
        return time.start >= span.start or len(period) == 10

    def _trading_day(self) -> str:
        """The day whose prices a document gives: the weekday it names most often, else the trading day before its own."""
        if self.session is None:
            days = [t.period[:10] for t in self.document.times if t.period and t.text[0] == "周" and "/" not in t.period]
            self.session = max(days, key=days.count) if days else _trading_day_before(self.document.date or "")
        return self.session

    def _first(self) -> FactTime | None:
        """The first time of the text that says when something holds."""
        if self.first is None:
            for time in self.document.times[:20]:
                if time.period is not None and self._role_of(time, None) == "topic":
                    self.first = FactTime(time.start, time.end, time.text, time.period, "carried")
                    break
        return self.first

    def _of_title(self) -> str | None:
        """The period that the given title names."""
        if not self.title:
            return None
        for time in find_times(self.title):
            if time.period is not None:
                return time.period
        return None
