"""Whether an amount is a fact, an estimate, a plan or a limit in a rule.

Status cues (预计, 力争, 初步核算, 应当) are found in one pass and govern what
follows them: the clause, the sentence or the paragraph, as `linking_statuses.tsv`
says. A few stand behind their amount (10%的增长目标). A period that begins in a
later year than the document's makes a plan of what it dates.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.errors import InputValueError
from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.linking.frames import Frame
from zhextract.linking.layout import find_in, runs_on
from zhextract.linking.plan_sections import find_plans
from zhextract.periods import parse_period
from zhextract.records import Document, Status, Time

__all__ = ["read_statuses"]

# An amount that bounds a class: 10万元以下|部分, 500万元以上|的企业; not 5%以上的增速.
LIMITS = ("以上", "以下", "以内")
LIMITED = rarely(
    r"部分|(?:企业|学校|幼儿园|单位|机构)|的(?!增|涨|降|跌|份额|比例|比重|高|低|速|水平|目标)[\u4e00-\u9fff]"
)
# Those who hold so much of a company (持股5%以上|股东).
HOLDERS = rarely("的?(?:有?表决权)?的?(?:股份|股权)?的?(?:非流通)?股东")
# A sentence that goes on with a first count: it opens with no period of its own (全年, 2023年, 年末).
ANEW = rarely(r"\s*(?:全年|年末|年底|当年|上半年|下半年|本|今|去|前|\d)")
# The articles of a rule, at the start of lines; the search for a line end is the quickest way to those.
ARTICLE = re.compile(r"\n[ \u3000\t]*第[一二三四五六七八九十百]+条")
# Words by which a sentence in a section of plans still tells what has been; 比去年 only compares.
PAST = rarely(r"(?<![比较与同])(?:去年|上年)|已|过去|截至|目前|现有|我国有|以来|同比|做到了|是全国|未完成|的做法")
# The statuses of the table; `-` in it is none.
STATUSES: Mapping[str, Status] = {
    "actual": "actual",
    "estimate": "estimate",
    "target": "target",
    "threshold": "threshold",
}
# What is and rests on no word.
PLAIN: tuple[Status, str] = ("actual", "")
# Scopes that end at a semicolon.
STRETCHES = frozenset({"stretch", "verb"})
# In front of a period that is only compared with (比2023年).
COMPARING = frozenset("比较与")
# Words that forecast what is to come and compute what is over.
FORECASTS = frozenset({"预计"})
# What was expected of a reading that is given right before (营收12亿元，预期13亿元), when it leads to the amount.
EXPECTED = re.compile("(?:[低高]于|超[过出])?预[期估]")
LONGEST_LEAD = 3
# A headline that forecasts, its colon, and what the body tells: 预计产量将提升，利好企业：据…数据，前三季度产量3吨.
BODY = rarely(r"[^：\n]{8,}(?<![下为是即标])：(?:据|根据|从|截至|截止|\d{4}年)")
# The forecast before the present one (预测至3.2亿元（前值为6亿元）) is a forecast; elsewhere the word names a past reading.
BEFORE_REVISION = "前值"
REVISED = frozenset({"预测", "盈利预测"})
# What follows from a condition of its sentence: 如仍按原税率计算，则净利润为3亿元.
THEN = "，则"
CONDITION = rarely(r"(?:^|[，。；：:、（(\s])(?:如果|[如若](?![下上图表何同干])|倘若|假[如设定])")
# The announcement of figures that are not drawn up yet; ranges of money and rates in it are forecasts.
PREVIEW = re.compile("业绩预[告增减亏盈报]")
PREVIEW_REACH = 200
# Multiples by which shares are valued, before the amount and behind it (对应2024年PE为26倍, 24倍P/E).
MULTIPLES = frozenset({"倍", "x", "X"})
VALUED = rarely(r"对应[^，。；]*P/?[EB](?:估值)?(?:分别)?为?[^，。；\u4e00-\u9fff]*$")
VALUED_BEHIND = rarely(r"\s*P/?[EB](?![A-Za-z])")
VALUED_WITHIN = 40
# How far in front of such a word its period stands.
NEAR = 20
# What is so before it changes.
PRESENT = rarely("[由从](?:现在|目前|当前|如今|原来|此前|过去|以往|上年|去年)的$")
# How far back a sentence is looked through.
SENTENCE = 200
# A word that can be noun or verb (计划, 目标) is a noun behind the first and in front of the second of these.
CLOSED = frozenset("」』”》")
MIDTERM = "中期"  # of a dividend or report; 计划中 is a noun
NOUN_ENDS = frozenset("的第已是》」』”、，。；;）)局部处院期内和与及等中书外额数值性\n\t|")


class _Cue(NamedTuple):
    """A status word as it stands in the text; `status` is `actual` where it takes a plan back."""

    start: int
    end: int
    word: str
    status: Status
    scope: str


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """The automaton of status words, as a full table of states since they are few, and the rows it points to."""
    rows = read_table("linking_statuses", 3)
    words = [row[0] for row in rows]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA), rows


def _find_cues(norm: str) -> Iterator[_Cue]:
    automaton, rows = _automaton()
    for index, start, end in find_in(automaton, norm):
        word, status, scope = rows[index]
        if word == THEN and not _is_conditional(norm, start):
            continue
        if scope == "verb" and _is_noun(norm, start, end):
            continue
        if status in STATUSES:
            yield _Cue(start, end, word, STATUSES[status], scope)


def _is_noun(norm: str, start: int, end: int) -> bool:
    """Whether a word that may be a verb is a noun where it stands."""
    if norm[start - 1 : start] in CLOSED or end >= len(norm):
        return True
    return norm[end] in NOUN_ENDS and not norm.startswith(MIDTERM, end)


def _is_conditional(norm: str, at: int) -> bool:
    """Whether the sentence sets a condition before `at`."""
    start = norm.rfind("。", max(0, at - SENTENCE), at)
    return CONDITION.search(norm, max(start, 0), at) is not None


def read_statuses(
    norm: str, frames: Sequence[Frame], document: Document | None = None, title: str | None = None
) -> list[tuple[Status, str]]:
    """The status of each amount, with the word it rests on (empty for plain facts).

    >>> from zhextract.linking.frames import read_frames, read_layout
    >>> from zhextract.quantities import find_quantities
    >>> norm = "去年产量3亿吨，今年力争达到4亿吨。"
    >>> frames = read_frames(norm, read_layout(norm), find_quantities(norm))
    >>> read_statuses(norm, frames)
    [('actual', ''), ('target', '力争')]
    """
    cues = list(_find_cues(norm))
    ground = _Ground(norm, document, title)
    scopes = _Scopes()
    at, last = 0, len(cues)
    before: Frame | None = None
    readings: list[tuple[Status, str]] = []
    for frame in frames:
        if before is not None and before.clause != frame.clause:
            scopes.close(norm, before, frame)
        before = frame
        sentence = frame.sentence_span.start
        while at < last and cues[at].start < frame.start:
            cue = cues[at]
            at += 1
            if cue.scope == "paragraph" or (cue.start >= sentence and cue.scope != "behind"):
                scopes.extend(norm, cue, frame)
        governing = scopes.clause or scopes.sentence or scopes.paragraph
        if at < last and cues[at].end <= frame.clause_span.end:
            governing = _behind(cues, at, frame) or governing
        reading = ground.read(frame, governing)
        if reading[0] == "target" and governing is not None:
            if _is_present(norm, frame):
                reading = PLAIN
            elif _is_expected(norm, governing, frame, readings):
                reading = "estimate", governing.word
        readings.append(reading)
    return readings


def _is_present(norm: str, frame: Frame) -> bool:
    """Whether an amount is what a change that is planned starts from: 将由现在的7小时缩短至2小时."""
    return norm[frame.start - 1] == "的" and PRESENT.search(norm, frame.start - NEAR, frame.start) is not None


def _is_expected(norm: str, cue: _Cue, frame: Frame, readings: Sequence[tuple[Status, str]]) -> bool:
    """Whether a word of expectation tells what was expected of the reading before, and is no forecast of its own."""
    if EXPECTED.match(cue.word) is None or frame.previous is None or not readings or readings[-1][0] == "target":
        return False
    lead = norm[cue.end : frame.start]
    return len(lead) <= LONGEST_LEAD and not lead.isdigit()


@dataclass(slots=True)
class _Scopes:
    """The cues that govern the present clause, sentence and paragraph."""

    paragraph: _Cue | None = None
    sentence: _Cue | None = None
    clause: _Cue | None = None

    def close(self, norm: str, before: Frame, frame: Frame) -> None:
        """Let go of the cues whose scope ends between two amounts of different clauses."""
        self.clause = None
        if self.sentence is None and self.paragraph is None:
            return
        cue = self.sentence
        if before.sentence != frame.sentence:
            counts = cue is not None and cue.scope == "count" and before.paragraph == frame.paragraph
            if counts and ANEW.match(norm, frame.sentence_span.start) is None:
                return
            if not runs_on(norm, frame.sentence_span.start):
                self.sentence = None
                if before.paragraph != frame.paragraph:
                    self.paragraph = None
        if cue is not None and cue.scope in STRETCHES and norm.find("；", max(cue.end, before.end), frame.start) >= 0:
            self.sentence = None

    def extend(self, norm: str, cue: _Cue, frame: Frame) -> None:
        """Let a cue of the amount's sentence, or of its paragraph, govern whatever of its scope the amount lies in."""
        if cue.scope == "clause":
            revised = cue.word == BEFORE_REVISION and self.sentence is not None and self.sentence.word in REVISED
            if cue.start >= frame.clause_span.start and not revised:
                self.clause = cue
        elif cue.scope == "amount":
            if not norm[cue.end : frame.start].strip(" 约近为：:"):
                self.clause = cue
        elif cue.scope == "paragraph":
            if norm.find("\n", cue.end, frame.start) < 0 or runs_on(norm, frame.sentence_span.start):
                self.paragraph = self.sentence = cue
        elif cue.scope == "count" and frame.previous is not None and frame.previous.end <= cue.start:
            self.sentence, self.clause = cue._replace(scope="sentence"), None  # it counts only what stands behind it
        elif cue.scope not in STRETCHES or norm.find("；", cue.end, frame.start) < 0:
            if cue.status == "target" and BODY.match(norm, cue.end, frame.start):
                return
            self.sentence, self.clause = cue, None


class _Periods:
    """The periods that the text names, but for those that it only compares with; none without a document's day."""

    __slots__ = ("any_coming", "day", "starts", "times")

    def __init__(self, norm: str, document: Document | None) -> None:
        self.day = document.date or "" if document is not None else ""
        self.times = [
            time
            for time in (document.times if document is not None and self.day else ())
            if time.period and norm[time.start - 1 : time.start] not in COMPARING
        ]
        self.starts = [time.start for time in self.times]
        self.any_coming = any(self.is_coming(time) for time in self.times)

    def nearest(self, start: int) -> Time | None:
        """The last period that the text names before `start`."""
        at = bisect_left(self.starts, start)
        return self.times[at - 1] if at else None

    def is_coming(self, time: Time) -> bool:
        """Whether a period begins in a later year than the document's."""
        return (time.period or "")[:4] > self.day[:4]

    def is_over(self, time: Time) -> bool:
        """Whether a period ended before the document's day."""
        return _last_day(time.period or "") < self.day


class _Ground:
    """What decides beside the cues.

    Sections of plans (the last first), the periods that the text names, where the articles of a rule begin, and
    whether the text announces figures that are not drawn up yet; `is_plain` tells that there is nothing of these.
    """

    __slots__ = ("articles", "is_plain", "is_preview", "norm", "periods", "plans")

    def __init__(self, norm: str, document: Document | None, title: str | None) -> None:
        self.norm = norm
        self.plans = find_plans(norm, title)
        self.periods = _Periods(norm, document)
        self.articles = _first_article(norm)
        self.is_preview = PREVIEW.search(norm, 0, PREVIEW_REACH) is not None
        self.is_plain = not (self.plans or self.periods.any_coming or self.is_preview) and self.articles > len(norm)

    def read(self, frame: Frame, governing: _Cue | None) -> tuple[Status, str]:
        """The status of one amount; amounts are asked for in text order."""
        if governing is None and frame.quantity.unit in MULTIPLES and _values_shares(self.norm, frame):
            return "target", "multiple of earnings"
        if governing is None and self.is_plain and frame.quantity.bound == "exact":
            return PLAIN
        limits = frame.quantity.text.endswith(LIMITS)
        if frame.quantity.text.startswith("不得"):
            return "threshold", "不得"
        if limits and (self.norm.startswith("部分", frame.end) or HOLDERS.match(self.norm, frame.end)):
            return "threshold", "limit of a part"
        coming = self._coming(frame) if self.periods.any_coming else ""
        if governing is not None and governing.status != "actual":
            return self._read_cue(frame, governing, coming)
        bounds = limits and frame.quantity.dimension != "ratio" and LIMITED.match(self.norm, frame.end) is not None
        if (
            governing is None
            and self.plans
            and self._is_planned(frame)
            and not (bounds and frame.quantity.dimension != "count")
        ):
            return "target", "section of plans"
        if bounds:
            return "threshold", "limit of a class"
        if coming and governing is None:
            return "target", coming
        if (
            self.is_preview
            and governing is None
            and frame.quantity.bound == "range"
            and frame.quantity.dimension != "count"
        ):
            return "target", "range of a preview"
        ruled = governing is None and frame.start >= self.articles
        return ("threshold", "article of a rule") if ruled else PLAIN

    def _read_cue(self, frame: Frame, cue: _Cue, coming: str) -> tuple[Status, str]:
        """The status that the cue which governs an amount gives it."""
        if cue.status == "threshold" and coming:
            return "target", coming
        if cue.word in FORECASTS and self._computes(frame, cue):
            return "estimate", cue.word
        return cue.status, cue.word

    def _coming(self, frame: Frame) -> str:
        """The coming period that the sentence names last in front of an amount, empty when there is none."""
        period = self.periods.nearest(frame.start)
        if period is None or period.start < frame.sentence_span.start or not self.periods.is_coming(period):
            return ""
        return "" if _is_quoted(self.norm, period, frame.start) else period.text

    def _computes(self, frame: Frame, forecast: _Cue) -> bool:
        """Whether a word that forecasts stands beside a period that is over."""
        period = self.periods.nearest(frame.start)
        return period is not None and period.start >= forecast.start - NEAR and self.periods.is_over(period)

    def _is_planned(self, frame: Frame) -> bool:
        while self.plans and self.plans[-1].end <= frame.start:
            self.plans.pop()
        if not self.plans or self.plans[-1].start > frame.start:
            return False
        start = max(frame.sentence_span.start, frame.start - SENTENCE)
        return PAST.search(self.norm, start, frame.start) is None


def _is_quoted(norm: str, period: Time, end: int) -> bool:
    """Whether a period belongs to a quotation that is closed before `end`: 实现“到2030年零增长”目标，湿地8亿亩."""
    closing = norm.find("”", period.end, end)
    if closing < 0:
        return False
    opening = norm.rfind("“", 0, closing)
    return opening < period.start - 1 and norm.rfind("”", 0, period.start) <= opening


@lru_cache(maxsize=4096)
def _last_day(iso: str) -> str:
    try:
        return parse_period(iso).last.isoformat()
    except InputValueError:
        return "9999"


def _first_article(norm: str) -> int:
    """Where the articles of a law or regulation begin; behind the text when fewer than two lines open with 第…条."""
    articles = ARTICLE.finditer("\n" + norm)
    first = next(articles, None)
    return len(norm) + 1 if first is None or next(articles, None) is None else first.start()


def _values_shares(norm: str, frame: Frame) -> bool:
    """Whether a multiple values a share by earnings that are foreseen (对应2024年26倍PE); a PE by itself is what it is."""
    if VALUED_BEHIND.match(norm, frame.end) is not None:
        return True
    return VALUED.search(norm, max(frame.clause_span.start, frame.start - VALUED_WITHIN), frame.start) is not None


def _behind(cues: list[_Cue], at: int, frame: Frame) -> _Cue | None:
    """A cue behind the amount in its clause (处1万元以上5万元以下罚款).

    A plan behind a count, in front of the next amount, makes it planned: 15个项目将开工.
    """
    end = frame.clause_span.end
    counted = min(end, frame.tail_end) if frame.quantity.dimension == "count" else 0
    while at < len(cues) and cues[at].end <= end:
        if cues[at].scope == "behind" or (cues[at].end <= counted and cues[at].word[0] == "将"):
            return cues[at]
        at += 1
    return None
