"""When each fact holds.

A time is named before its amount, wherever in the sentence, the paragraph or the title, and holds until
another takes its place. Yardsticks (比2005年), the day of the publication and names of plans never do
(`roles.read_role`). A table's columns take the times of its head.

Read `read_times`, then `Reader.take` (a time) and `Reader.of_frame` (an amount).
"""

import re
from collections.abc import Sequence

from zhextract.frozen import replace
from zhextract.linking.frames import Frame, Layout
from zhextract.linking.times.behind import LONGEST_LEAD, is_behind
from zhextract.linking.times.documents import DocumentTimes
from zhextract.linking.times.lapses import LAPSE, LENGTH
from zhextract.linking.times.lists import (
    BACK,
    LEAST_PERIODS,
    PAIR,
    SEVERAL,
    SEVERAL_FIRSTS,
    SINGLE,
    day_of_range,
    ends_of_years,
    goes_over_others,
    is_balance,
    is_balance_cell,
    is_named_before,
    is_of_report,
    is_past_quarter,
    joins,
    names_turnover,
    names_whole_years,
    shares_end,
    since_until,
    year_of_range,
    years_of_list,
)
from zhextract.linking.times.periods import REPORT_PERIOD, Periods, end_of, may_adjust
from zhextract.linking.times.prior import give_prior
from zhextract.linking.times.roles import find_names, read_role
from zhextract.linking.times.spoken import spoken_times
from zhextract.linking.times.tables import COMPARED, Columns
from zhextract.linking.times.title import take_over
from zhextract.linking.times.topics import OF_THAT, WHOLE_DAY, Topics
from zhextract.records import Document, FactTime, Time

__all__ = ["read_times"]

# The end and the beginning of a period that the sentence names itself: 2016年12月31日，…期末余额.
EDGES = frozenset({"期末", "期初"})
# How many times of a sentence are remembered.
MOST_TOLD = 16
# How many times of a text are tried for the one that its title needs.
FIRST_TIMES = 20
# Times that stand for another than the one spoken of, known or not; a season or a holiday stands within it.
RELATIVE = ("去", "上", "今", "明", "前", "同期", "期", "本", "报")
# 近5个交易日, which no calendar tells.
TRADING_DAYS = re.compile("最?近.{1,3}个?交易日")
# What opens the first of two values.
FROM = "由从"


def read_times(
    norm: str,
    layout: Layout,
    frames: Sequence[Frame],
    document: Document,
    title: str | None,
    *,
    targets: Sequence[bool] = (),
    spoken: Sequence[Time] | None = None,
) -> list[FactTime | None]:
    """Find the period of each amount and the wording that fixes it.

    Args:
        norm: Normalised text.
        layout: Its paragraphs, sentences and clauses.
        frames: The amounts, in text order.
        document: The document with its times and its day.
        title: The document's title where the text does not carry it: its year holds where the text names none.
        targets: For each frame, whether it is a plan: a report given early in a year plans for that year, and
            tells of the year before.
        spoken: What `spoken_times` gives, where the caller has it.

    Returns:
        A time for each frame, in the same order; `None` where nothing fixes it.
    """
    times = spoken_times(norm, document) if spoken is None else spoken
    reader = Reader(norm, layout, document, title, times)
    at, count = 0, len(reader.times)
    answers = []
    for index, frame in enumerate(frames):
        while at < count and times[at].end <= frame.quantity.start:
            reader.take(times[at], frame)
            at += 1
        is_target = bool(targets) and targets[index]
        answer = reader.of_frame(frame, times[at] if at < count else None, is_target=is_target)
        answers.append(reader.document.as_planned(answer) if is_target and answer else answer)
        reader.reached = frame.end
    give_prior(norm, frames, answers)
    take_over(layout, frames, answers)
    return answers


class Reader:
    """Reads times and amounts in text order and remembers when is being spoken of."""

    __slots__ = (
        "answered",
        "chain",
        "columns",
        "document",
        "first",
        "first_known",
        "is_single",
        "last",
        "last_role",
        "layout",
        "local",
        "names",
        "norm",
        "origin",
        "origin_sentence",
        "passed",
        "periods",
        "reached",
        "sentence",
        "sentence_time",
        "times",
        "today",
        "told",
        "told_in",
        "topics",
    )

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None, times: Sequence[Time]) -> None:
        self.norm = norm
        self.layout = layout
        self.document = DocumentTimes(norm, document, title)
        self.today = document.date
        self.times = times
        self.columns = Columns(norm, self.times)
        self.names = find_names(norm)
        # The time spoken of; that of the present sentence; that of the next amount alone.
        whole = self.document.of_title()
        self.topics = Topics(
            norm,
            layout,
            self.today,
            is_in_brief=self.document.is_in_brief,
            is_yearly=self.document.is_work_report,
            whole=whole,
        )
        self.sentence_time: Time | None = None
        self.sentence = -1
        # Whether that is a quarter of the months spoken of: 其中三季度,单季度收入3亿元.
        self.is_single = False
        self.local: Time | None = None
        # The times read since the last amount that form one list.
        self.chain: list[Time] = []
        self.last: Time | None = None
        self.last_role = ""
        # The last time that said nothing of when anything holds.
        self.passed: Time | None = None
        # The first of two times (由1961年的33%升至2005年的38.5%) and the sentence they stand in.
        self.origin: Time | None = None
        self.origin_sentence = -1
        self.periods = Periods(norm, self.document, self.topics)
        # The last time that was answered with, its sentence, the answer.
        self.answered: tuple[Time | None, int, FactTime] = (None, -1, FactTime(None, None, None, None))
        # The times that the present sentence has given amounts for.
        self.told: list[Time] = []
        self.told_in = -1
        # The first time of the text that says when something holds, once it is looked for.
        self.first: FactTime | None = None
        self.first_known = False
        # Where the last amount ends.
        self.reached = 0

    def take(self, time: Time, frame: Frame) -> None:
        """Take a time that stands before an amount."""
        bracket = self.layout.bracket_at(time.start)
        if bracket is not None and is_named_before(self.last, time, bracket):
            bracket = None
        if (bracket is not None and bracket != frame.bracket) or self._is_aside(time, frame):
            return
        time = self.topics.in_latest_year(time)
        is_report = time.text[0] in SEVERAL_FIRSTS and SEVERAL.match(time.text) is not None
        time = self._in_report(time) if is_report else self.topics.in_context(time)
        if self.chain and time.text.startswith(("近", "最近")):
            time = years_of_list(time, self.chain)
        is_joined = self.last is not None and joins(self.norm, self.last, time)
        role = self.last_role if is_joined else read_role(self.norm, self.layout, self.names, time, frame)
        if self.document.is_work_report and LENGTH.fullmatch(time.text) and not self.topics.is_on_other_years(time):
            time, role = replace(time, rule=LAPSE), "topic"
        near = time.start >= frame.clause_span.start
        if role == "topic" and self.last_role == "sentence" and self.last is not None:
            time = since_until(self.norm, self.last, time)
        # 相比2008年度和2009年度: neither says when anything holds.
        if role == "none" or (self.passed is not None and self.norm[self.passed.end : time.start] in PAIR):
            self.topics.stray, self.passed = (time.period or "")[:4], time
            return
        if time.period is None and (TRADING_DAYS.match(time.text) or REPORT_PERIOD.match(time.text)):
            role = "sentence"
        elif time.period is None and (not near or (time.text[0] == "近" and time.kind == "relative")):
            return
        if is_joined and self.last is not None:
            self.chain = self.chain or [self.last]
            self.chain.append(time)
        else:
            self.chain = []
        self.last, self.last_role = time, role
        if bracket is not None:
            self.local = time if near else None
        else:
            self._hold(time, role, frame, near=near)

    def _in_report(self, time: Time) -> Time:
        """The 报告期 of a prospectus, which is several years, and its 近三年."""
        if not self.document.is_prospectus:
            return self.topics.in_context(time)
        return replace(time, period=self.document.report_span(whole_years=not REPORT_PERIOD.match(time.text)))

    def _is_aside(self, time: Time, frame: Frame) -> bool:
        """Whether a time heads a column, repeats another (7月当月), or is the 期末 of a period that the sentence names itself."""
        if "\t" in (self.norm[time.start - 1], self.norm[time.end]):
            return True
        if self.last is not None and self.last.end == time.start and time.text in OF_THAT:
            return True
        if self.topics.is_counted(time, frame.sentence_span.start):
            return True
        if time.text in BACK and self._is_in_list(frame):
            return True
        return time.text in EDGES and self.topics.now is not None and self.topics.now.start >= frame.sentence_span.start

    def _is_in_list(self, frame: Frame) -> bool:
        """Whether the sentence has given a list of times, or figures of several."""
        if self.told_in == frame.sentence and len(self.told) > 1:
            return True
        return len(self.chain) > 1 and self.chain[-1].start >= frame.sentence_span.start

    def _hold(self, time: Time, role: str, frame: Frame, *, near: bool) -> None:
        """Remember a time for as long as its role says."""
        if role == "local":
            self.local = time if near else None
            if self.norm[time.start - 1] in FROM:
                self.origin, self.origin_sentence = time, frame.sentence
        elif role == "own":
            self.local = time if near else self.local
        elif role == "sentence":
            self.sentence, self.sentence_time, self.local = self.layout.sentence_at(time.start), time, None
            self.is_single = self.norm.find(SINGLE, time.end, time.end + LONGEST_LEAD) >= 0
        elif time.period is not None:
            self.periods.of(time)
            self._speak_of(time)
        elif self.topics.now is None or time.text.startswith(RELATIVE):
            self.local = time

    def _speak_of(self, time: Time) -> None:
        """Let a time hold until another takes its place, or its stretch of text ends."""
        paragraph = self.layout.paragraphs[self.layout.paragraph_at(time.start)].start
        topic = self.topics.now
        self.topics.speak_of(
            time, is_inside=self.reached > paragraph or (topic is not None and topic.start >= paragraph)
        )
        self.sentence_time, self.local, self.periods.noun = None, None, ""

    def of_frame(self, frame: Frame, following: Time | None, *, is_target: bool) -> FactTime | None:
        """The time of an amount; `following` is the next time behind it, `is_target` says that it is a plan."""
        document, topics = self.document, self.topics
        if frame.cell is not None:
            column = self.columns.time_of(frame.cell)
            if column is not None:
                return self._answer(column, frame)
        if (
            following is not None
            and (following.start - frame.end <= LONGEST_LEAD or following.start - frame.sentence_span.end <= 1)
            and is_behind(self.norm, following, frame, layout=self.layout, names=self.names, now=topics.now)
        ):
            return self._answer(following, frame)
        if document.decisions and document.is_decided(frame):
            return FactTime(None, None, None, self.today, "document")
        time = self._spoken_of(frame)
        if document.is_digest and time is topics.now and document.is_of_session(frame, time, self._paragraph(frame)):
            return FactTime(None, None, None, document.trading_day(), "document")
        if time is None:
            return self._of_periods(frame) or self._of_document(frame, is_target=is_target)
        if topics.session and self._is_close(time, frame):
            return FactTime(None, None, None, topics.session, "document")
        if frame.list_size > 1:
            return self._of_list(time, frame) or self._answer(time, frame)
        if self.chain and self.chain[-1] is time:
            return self._of_chain(frame)
        return self._answer(time, frame)

    def _is_close(self, time: Time, frame: Frame) -> bool:
        """Whether an amount is a price at the close of a day, though a year was spoken of since: 指数收盘跌172点."""
        is_year = len(time.period or "") == len("2023") and time.start < frame.sentence_span.start
        return is_year and self.norm.find("收盘", frame.sentence_span.start, frame.start) >= 0

    def _spoken_of(self, frame: Frame) -> Time | None:
        """The time that is spoken of at an amount: its own, that of its sentence, or the last topic."""
        if frame.sentence != self.sentence:
            self.sentence_time = None
        topics, start = self.topics, frame.quantity.start
        topic = topics.now
        if topics.stories or 0 <= topics.until < start:
            if topics.is_ended_edge(start) and is_balance(self.norm, frame):
                topics.until = frame.sentence_span.end
            topic = topics.at(start)
        if topics.outer and self._is_past_edge(frame, topic):
            topics.until = frame.sentence_span.start
            topic = topics.at(start)
        # …从2.1%升至3%, behind 从2020年的1%升至2022年的2%: the first of two times is that of the first of two more values.
        is_first = frame.sentence == self.origin_sentence and self.norm[frame.start - 1] in FROM
        origin = self.origin if is_first else None
        if self.is_single and self.sentence_time is not None and is_past_quarter(self.norm, frame):
            self.sentence_time = None
        time = self.local or origin or self.sentence_time or topic
        if topics.edge is not None and topic is not None and time is topic and self._is_at_edge(topic, frame):
            time = topics.now = topics.edge
        following = frame.following
        if following is None or following.clause != frame.clause or following.head is None:
            self.local = None
        return time

    def _is_at_edge(self, topic: Time, frame: Frame) -> bool:
        """Whether a balance in a sentence of its own is that of the end of the period spoken of: 6月末…,上半年增加3亿元。余额9亿元."""
        if topic.start >= frame.sentence_span.start:
            return False
        return self.topics.is_edge_of(topic, self._paragraph(frame)) and is_balance(self.norm, frame)

    def _paragraph(self, frame: Frame) -> int:
        return self.layout.paragraphs[frame.paragraph].start

    def _is_past_edge(self, frame: Frame, topic: Time | None) -> bool:
        """Whether a turnover stands behind the sentence of the year's end that interrupts its time: 五年间…,到去年底达3个。新增5个."""
        if topic is None or not topic.text.endswith(("末", "底")) or topic.end > frame.sentence_span.start:
            return False
        return names_turnover(self.norm, frame)

    def _of_list(self, time: Time, frame: Frame) -> FactTime | None:
        """The member of a list of times, or the year of a range, that falls to this member of a list of amounts."""
        size, index = frame.list_size, frame.list_index
        if self.chain and self.chain[-1] is time and len(self.chain) == size:
            if goes_over_others(self.norm, time, frame):
                return self._of_chain(frame)
            answer = self._answer(self.chain[index], frame)
            period = answer.period if shares_end(self.norm, self.chain, index, frame) else None
            return replace(answer, period=end_of(period)) if period else answer
        if self.chain and self.chain[-1] is time and (years := ends_of_years(self.norm, self.chain)) is not None:
            year = year_of_range(years, size, index)
            return replace(self._answer(time, frame), period=end_of(year)) if year else None
        if time.text[0].isdigit() and (year := year_of_range(time, size, index)):
            at_end = self._is_of_report(time, frame) and is_balance(self.norm, frame)
            return replace(self._answer(time, frame), period=end_of(year) if at_end else year)
        if frame.distributive is not None and (day := day_of_range(time, size, index)):
            return replace(self._answer(time, frame), period=day)
        if self._is_of_report(time, frame):
            periods = self.document.report_periods(size, whole_years=names_whole_years(self.norm, time))
            if periods is not None:
                ends = "末" in self.norm[time.start : time.end + 3] or is_balance(self.norm, frame)
                period = end_of(periods[index]) if ends and periods[index] else periods[index]
                return replace(self._answer(time, frame), period=period)
            if REPORT_PERIOD.match(time.text) or time.text in EDGES:
                return replace(self._answer(time, frame), period=None)
        if frame.distributive is not None and self._is_told(time, frame):
            return self._answer(self.told[index], frame)
        year = year_of_range(time, size, index)
        return replace(self._answer(time, frame), period=year) if year else None

    def _of_periods(self, frame: Frame) -> FactTime | None:
        """The period of a prospectus that falls to a member of a list, where no time was named at all."""
        if frame.distributive is None or not self.document.is_prospectus or frame.list_size < LEAST_PERIODS:
            return None
        periods = self.document.report_periods(frame.list_size, whole_years=False)
        return FactTime(None, None, None, periods[frame.list_index], "document") if periods else None

    def _is_of_report(self, time: Time, frame: Frame) -> bool:
        return is_of_report(self.norm, time, frame, is_prospectus=self.document.is_prospectus)

    def _is_told(self, time: Time, frame: Frame) -> bool:
        """Whether a list goes over the times that the sentence has given amounts for: 2022年3吨, 2023年5吨, 分别占8%和9%."""
        head = frame.head or frame
        return len(self.told) == frame.list_size and frame.sentence == self.told_in and time.end < head.gap_start

    def _of_chain(self, frame: Frame) -> FactTime:
        """A list of times that a single amount stands for together: 2022年和2023年共投入…."""
        answer = self._answer(self.chain[-1], frame)
        ends = [period for period in map(self.periods.of, self.chain) if period is not None]
        first, last = min(ends, default=""), max(ends, default="")
        if answer.period is None or len(first.partition("/")[0]) != len(last.rpartition("/")[2]):
            return answer
        start, end = self.chain[0].start, self.chain[-1].end
        period = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
        return replace(answer, start=start, end=end, text=self.norm[start:end], period=period)

    def _answer(self, time: Time, frame: Frame) -> FactTime:
        if time is self.answered[0] and frame.sentence == self.answered[1]:
            return self.answered[2]
        if frame.sentence != self.told_in:
            self.told, self.told_in = [], frame.sentence
        if (
            self.norm[time.start - 1] not in COMPARED
            and len(self.told) < MOST_TOLD
            and all(told is not time for told in self.told)
        ):
            self.told.append(time)
        via = "stated" if frame.sentence_span.start <= time.start < frame.sentence_span.end else "carried"
        period = self.periods.of(time)
        may_differ = period is not None and may_adjust(time, period)
        if period is not None and may_differ:
            period = self.periods.adjust(period, time, frame)
        answer = FactTime(time.start, time.end, time.text, period, via)
        if not may_differ:
            self.answered = time, frame.sentence, answer
        return answer

    def _of_document(self, frame: Frame, *, is_target: bool) -> FactTime | None:
        """For want of a time before the amount: the first of the text for its title, else the given title's, else the first but no day."""
        if frame.paragraph == 0 and len(self.layout.paragraphs) > 1:
            first = self._first()
            if first is not None:
                return first
        period = self.document.of_title(is_target=is_target) or self.today
        if period and frame.cell is not None and period.isdigit() and is_balance_cell(self.norm, frame.cell):
            period = end_of(period)
        if period:
            return FactTime(None, None, None, period, "document")
        first = self._first()
        return first if first and len(str(first.period).rpartition("/")[2]) < WHOLE_DAY else None

    def _first(self) -> FactTime | None:
        """The first time of the text that says when something holds."""
        if not self.first_known:
            self.first_known = True
            for time in self.times[:FIRST_TIMES]:
                if (
                    self.layout.bracket_at(time.start) is None
                    and time.period is not None
                    and not self.topics.is_ahead(time)
                    and read_role(self.norm, self.layout, self.names, time, None) == "topic"
                ):
                    self.first = FactTime(time.start, time.end, time.text, time.period.partition("T")[0], "carried")
                    break
        return self.first
