"""The period that a time stands for at an amount: a point or a stretch, up to now, from the title, at the end of a window."""

import re

from zhextract.linking.frames import Frame
from zhextract.linking.times.documents import DocumentTimes
from zhextract.linking.times.lapses import LAPSE
from zhextract.linking.times.roles import is_since, is_window, read_noun
from zhextract.linking.times.topics import SPAN_OF_YEARS, WHOLE_DAY, YEAR, Topics
from zhextract.periods import parse_period
from zhextract.records import Time

__all__ = ["REPORT_PERIOD", "Periods", "end_of", "may_adjust"]

# The times of a report as a whole, where the text gives no year.
REPORT_PERIOD = re.compile("本?报告期|本期|本年")
# The name of a report that gives balances too: 2023一季报.
REPORT_RULE = "time/report"
# Words before a time up to whose end something is counted.
UNTIL = ("截至", "截止", "截止到", "截至到")
# How far before an amount its nouns are searched.
NEAR = 100
QUARTER_END = "季度末"
# A week that its last day may stand for: 截至5月21日当周.
WEEK = ("当周", "上周")
# Right before an amount, or its first word: 达到8%, 覆盖9亿人, 跃居第2位, 突破4万亿元.
REACHED = re.compile("达到|覆盖|跃居|..突破")
# Before the first of two values.
FROM = frozenset("从由")


def end_of(period: str) -> str:
    """The last day of a period.

    >>> end_of("2023-Q1")
    '2023-03-31'
    """
    return str(parse_period(period).end())


def may_adjust(time: Time, period: str) -> bool:
    """Whether an amount's own words may change what a time stands for."""
    if (
        period.endswith("12-31")
        or time.text.endswith(QUARTER_END)
        or time.rule == REPORT_RULE
        or REPORT_PERIOD.match(time.text) is not None
        or time.text.endswith(WEEK)
    ):
        return True
    return "/" in period and is_window(time)


class Periods:
    """Answers what times stand for; each is worked out once."""

    __slots__ = ("document", "known", "norm", "noun", "topics")

    def __init__(self, norm: str, document: DocumentTimes, topics: Topics) -> None:
        self.norm = norm
        self.document = document
        self.topics = topics
        # The periods of times, by where they begin.
        self.known: dict[int, str | None] = {}
        # `stock` or `flow`, by the last noun that said so.
        self.noun = ""

    def of(self, time: Time) -> str | None:
        """What a time says, without the hour, up to now where it goes on, from the title where it only says 报告期."""
        if time.start not in self.known:
            self.known[time.start] = self._read(time)
        return self.known[time.start]

    def _read(self, time: Time) -> str | None:
        period, topic = time.period, self.topics.now
        if period is None and REPORT_PERIOD.match(time.text) and not self.document.is_prospectus:
            period = self.document.of_title()
            return end_of(period) if period and time.text.endswith(("末", "底")) else period
        if period is None:
            return self._of_topic(time.text, topic)
        if time.text.endswith("年同期") and period.isdigit() and topic is not None and topic.period:
            return YEAR.sub(period, topic.period)
        if time.text.endswith("以来") or is_since(self.norm, time.start, time.end):
            period = self._until_now(period)
        if "/" in period:
            is_ten_days = time.text.endswith("旬") and self.norm.endswith(UNTIL, 0, time.start)
            return period.rpartition("/")[2] if is_ten_days else period
        if len(period) < WHOLE_DAY and self.norm.endswith(UNTIL, 0, time.start):
            return end_of(period)
        return period.partition("T")[0]

    @staticmethod
    def _of_topic(text: str, topic: Time | None) -> str | None:
        """What 同期, 期末 and 期初 are of the time spoken of."""
        if topic is None or not topic.period:
            return None
        if text in ("期末", "期初"):
            edge = parse_period(topic.period)
            return str(edge.end() if text == "期末" else edge.start())
        return topic.period if text == "同期" else None

    def _until_now(self, period: str) -> str:
        """From a time up to the document's day or the time spoken of, in the unit of the time: 自3月28日注气以来."""
        topic = self.topics.now
        now = self.document.date or (topic.period if topic is not None else None) or ""
        today = now.rpartition("/")[2][: len(period)]
        return f"{period}/{today}" if "/" not in period and period < today else period

    def _is_reached(self, time: Time, frame: Frame) -> bool:
        """Whether an amount behind the sentence of its years is where they ended: 五年…. 增加值突破4万亿元,占比达到8%."""
        return (
            SPAN_OF_YEARS.fullmatch(time.period or "") is not None
            and time.end < frame.sentence_span.start
            and REACHED.match(self.norm, frame.start - 2) is not None
        )

    def adjust(self, period: str, time: Time, frame: Frame) -> str:
        """A balance under 报告期内 or 当周 holds at its end, a turnover under 年末 over its year, 达到 in a window in its last year.

        从 in a window of years is its first, or the year before the five years of a report (五年…从27万亿元增加到52万亿元).
        """
        if "/" in period and is_window(time):
            is_end = (frame.verb is not None and frame.verb.type == "reach") or self._is_reached(time, frame)
            first, _, last = period.partition("/")
            if self.norm[(frame.head or frame).start - 1] in FROM and SPAN_OF_YEARS.fullmatch(period):
                return str(int(first) - (time.rule == LAPSE))
            return last if is_end else period
        start = max(frame.own_start, frame.start - NEAR)
        noun = read_noun(self.norm, start, frame.start)
        if noun:
            self.noun = noun
        elif all(cue.start != start for cue in frame.cues):
            self.noun = ""
        if self.noun == "stock" and (
            time.rule == REPORT_RULE or REPORT_PERIOD.match(time.text) or time.text.endswith(WEEK)
        ):
            return end_of(period)
        if (
            self.noun == "flow"
            and len(period) == WHOLE_DAY
            and "截" not in self.norm[max(0, time.start - 2) : time.end]
        ):
            return f"{period[:4]}-Q{int(period[5:7]) // 3}" if time.text.endswith(QUARTER_END) else period[:4]
        return period
