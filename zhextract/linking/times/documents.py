"""What a document as a whole says of when its facts hold: its title, its own decision, a morning's prices, its report periods.

`DocumentTimes` answers for a whole document; `read_times` asks it where the sentences themselves say nothing.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from zhextract.entities.times import find_times
from zhextract.expressions import rarely
from zhextract.frozen import replace
from zhextract.linking.frames import Frame
from zhextract.linking.plan_sections import WORK_REPORT
from zhextract.linking.times.topics import WHOLE_DAY, YEAR, YEARLESS
from zhextract.records import Document, FactTime, Time

__all__ = ["JOINED", "DocumentTimes", "find_lists", "with_reports"]

# What joins the members of a list of times: 2021年、2022年和2023年.
JOINED = frozenset({"、", "和", "及", "与", "以及", "/", ",", "，", "、 ", " "})
JOINED_IN_TEXT = frozenset({"、", "和", "及", "与", "以及"})
LONGEST_LIST = 8
# What a decision lays down takes effect with the decision: the document's day is then when it holds.
DECISION = rarely("决定[：:]|决定(?=[对给按处没责予罚])|决定如下")
PENALTY = rarely("处以|处罚|罚款|没收|罚没")
DECISION_REACH = 800
# How far before an amount the words of its clause are searched.
NEAR = 100
# A report is on three years, and on the months of the year that has begun.
REPORT_YEARS = 3
# A year (1), or the end (month 3, 4, or half) of a part of a year (2), as a point or since January.
CLOSED = rarely(r"(\d{4})|(\d{4})-(?:(03|06|09|12)-3[01]|01/\d{4}-(03|06|09|12)|H1)")
# The name of an interim report: 2023一季报, 2021年三季报, 2022中报; not 2023年第三季度.
INTERIM = re.compile(r"(20\d\d)\s?年?((?:第?[一三]季度?|半年度?)报告?|中报)")
WHOLE_YEAR = len("2023")
# The months of a year since its first: 一季度, 上半年, 1—5月, 年初以来.
PART_DONE = re.compile(r"\d{4}-(?:Q1|H1|01/\d{4}-\d\d|01-01/\d{4}-\d\d-\d\d)")
# A document whose 报告期 is several years.
PROSPECTUS = rarely("招股|募集说明书|首次公开发行|报告期各期|报告期内各期")
PROSPECTUS_REACH = 3000
# News in brief: each of its headings and numbered items begins a story of its own, as those of a digest do.
BRIEFS = re.compile("快讯|简讯|短讯|要闻速览")
# A digest of the morning, by its name.
DIGEST = rarely("早餐|早报|晨报|早间|盘前|早评|晨会|早知道|收评|复盘")
# Prices of the market, which hold on a trading day: 收涨, 报7.1611, 跌0.4%; not 报告, 报送.
MOVE = rarely("[涨跌报](?:超|近|逾|约|幅|至|于|了)?$")
MARKET = rarely(
    r"收[盘涨跌于报]|[指期债币油金铜银锌镍铝钢股]\S{0,12}(?:[涨跌]|报(?![告送名]))|中间价|成交|净(?:买入|卖出|流入|流出)"
)


class DocumentTimes:
    """What holds for a whole document; each answer is worked out when it is first asked for."""

    __slots__ = (
        "date",
        "decisions",
        "document",
        "heading",
        "is_digest",
        "is_in_brief",
        "is_work_report",
        "lists",
        "market",
        "norm",
        "period",
        "prospectus",
        "session",
        "spans",
        "title",
    )

    def __init__(self, norm: str, document: Document, title: str | None) -> None:
        self.norm = norm
        self.document = document
        self.date = document.date
        self.title = title
        # Where decisions are announced.
        self.decisions = [match.end() for match in DECISION.finditer(norm)] if document.date else []
        self.is_digest = bool(document.date and DIGEST.search((title or "") + norm[:100]))
        self.is_work_report = False
        # Whether it is a prospectus, and what that calls its 报告期, once that is asked for.
        self.heading = title or ""
        self.prospectus: bool | None = None
        self.spans: dict[bool, str | None] = {}
        self.is_in_brief = self.is_digest or BRIEFS.search((title or "") + norm[:40]) is not None
        # The last paragraph that gives a price of the market.
        self.market = -1
        self.session: str | None = None
        self.period: str | None = None
        self.lists: dict[int, list[Time]] | None = None

    def of_title(self, *, is_target: bool = True) -> str | None:
        """The period that the given title names, once; a plan's years (“十四五”) are none.

        The report on a government's work plans for the year that it names and tells of the year before.
        """
        if self.title:
            self.is_work_report = WORK_REPORT.search(self.title) is not None
            times = find_times(self.title)
            self.period = next((time.period for time in times if time.period and time.rule != "time/plan"), None)
            self.title = None
        if self.is_work_report and not is_target and self.period and len(self.period) == WHOLE_YEAR:
            return str(int(self.period) - 1)
        return self.period

    def as_planned(self, answer: FactTime) -> FactTime:
        """The time of a plan: 全年 in the plans of a work report is the year of its title, not the one reviewed.

        Where the text only goes on from a part of a year that it has reported on, its plans are for that year.
        """
        if answer.via == "carried" and PART_DONE.fullmatch(answer.period or ""):
            return replace(
                answer, start=None, end=None, text=None, period=str(answer.period)[:WHOLE_YEAR], via="document"
            )
        year = self.of_title() if self.is_work_report else None
        if not year or len(year) != WHOLE_YEAR or not answer.period or not YEARLESS.fullmatch(answer.text or ""):
            return answer
        is_reviewed = answer.period[:WHOLE_YEAR] == str(int(year) - 1)
        return replace(answer, period=YEAR.sub(year, answer.period)) if is_reviewed else answer

    def report_periods(self, size: int, *, whole_years: bool) -> list[str] | None:
        """What 报告期各期 and 近三年一期 stand for, in the order that lists of the text have.

        A list of times as long as the amounts says it outright. Else a report is on the last three years that the
        text speaks of, and four amounts on those and the months of the year that has begun; `None` where it speaks
        of no such years. `whole_years` leaves those months out (近三年).
        """
        if self.lists is None:
            self.lists = find_lists(self.norm, self.document.times)
        found = self.lists.get(size)
        if found is not None and not (whole_years and any(len(time.period or "") != 4 for time in found)):
            return [time.period or "" for time in found]
        periods = _report_years(self.document.times, interim=size == REPORT_YEARS + 1)
        if len(periods) != size:
            return None
        falls = any(_falls(self.norm, chain) for chain in self.lists.values())
        return periods[::-1] if falls else periods

    @property
    def is_prospectus(self) -> bool:
        """Whether 报告期 is several years."""
        if self.prospectus is None:
            self.prospectus = PROSPECTUS.search(self.heading + self.norm[:PROSPECTUS_REACH]) is not None
        return self.prospectus

    def report_span(self, *, whole_years: bool) -> str | None:
        """The years, and perhaps months, that a prospectus calls its 报告期, where the text speaks of them."""
        if whole_years not in self.spans:
            periods = None if whole_years else self.report_periods(REPORT_YEARS + 1, whole_years=False)
            periods = periods or self.report_periods(REPORT_YEARS, whole_years=True)
            ends = sorted(periods) if periods else []
            self.spans[whole_years] = f"{ends[0]}/{ends[-1].rpartition('/')[2]}" if ends else None
        return self.spans[whole_years]

    def is_decided(self, frame: Frame) -> bool:
        """Whether the amount is a penalty that the document itself decides."""
        index = bisect_right(self.decisions, frame.start) - 1
        if index < 0 or frame.start - self.decisions[index] > DECISION_REACH:
            return False
        decision = self.decisions[index]
        start = decision if decision > frame.sentence_span.start else frame.clause_span.start
        return PENALTY.search(self.norm, max(start, frame.start - NEAR), frame.end + 4) is not None

    def is_of_session(self, frame: Frame, time: Time | None, paragraph: int) -> bool:
        """Whether an amount of a digest is a price of the last session: no day holds for it, no time of its paragraph.

        A time that stands between the prices of a paragraph (某股涨9%,二季度净利升5倍。石油股涨6%) is its sentence's alone.
        """
        if time is not None:
            is_between = self.market == frame.paragraph and time.start < frame.sentence_span.start
            if len(time.period or "") == WHOLE_DAY or (time.start >= paragraph and not is_between):
                return False
        return self.is_price(frame)

    def is_price(self, frame: Frame) -> bool:
        """Whether the amount is a price of the market, or its paragraph has given one: …指数收盘跌0.4%，放量3亿元."""
        start = (frame.head or frame).start
        if MOVE.search(self.norm, max(0, start - 3), start) or MARKET.search(
            self.norm, max(frame.clause_span.start, frame.start - NEAR), frame.end + 2
        ):
            self.market = frame.paragraph
        return self.market == frame.paragraph

    def trading_day(self) -> str:
        """The day whose prices a digest gives: the weekday it names most often, else the trading day before its own."""
        if self.session is None:
            days = [time.period[:10] for time in self.document.times if time.period and time.text[0] == "周"]
            days = [day for day in days if len(day) == 10]
            self.session = max(days, key=days.count) if days else _trading_day_before(self.document.date or "")
        return self.session


def with_reports(norm: str, times: Sequence[Time]) -> Sequence[Time]:
    """The times, with the names of interim reports read for what they report on: 三季报 is on nine months.

    >>> [(time.text, time.period) for time in with_reports("某公司2023三季报显示,收入3亿元", [])]
    [('2023三季报', '2023-01/2023-09')]
    """
    found = [
        _read_report(match)
        for match in INTERIM.finditer(norm)
        if not norm[max(0, match.start() - 1) : match.start()].isdigit()
    ]
    if not found:
        return times
    starts = [report.start for report in found]
    kept = []
    for time in times:
        report = found[max(bisect_right(starts, time.start) - 1, 0)]
        if time.end <= report.start or report.end <= time.start:
            kept.append(time)
    return sorted([*kept, *found], key=lambda time: time.start)


def _read_report(match: re.Match[str]) -> Time:
    year, name = match.group(1), match.group(2)
    period = f"{year}-01/{year}-09" if "三" in name else f"{year}-Q1" if "一" in name else f"{year}-H1"
    return Time(match.start(), match.end(), match.group(), period, "range", "time/report")


def _trading_day_before(day: str) -> str:
    """The last day before `day` that is no Saturday or Sunday."""
    before = date.fromisoformat(day) - timedelta(1)
    return (before - timedelta(max(before.weekday() - 4, 0))).isoformat()


def _falls(norm: str, chain: Sequence[Time]) -> bool:
    """Whether running text lists times from the last to the first; the heads of tables often do, whatever the text does."""
    is_text = norm[chain[0].end : chain[1].start] in JOINED_IN_TEXT
    first, last = chain[0].period, chain[-1].period
    return is_text and first is not None and last is not None and first > last


def _report_years(times: Sequence[Time], *, interim: bool) -> list[str]:
    """The last three years that times speak of, with the months of the year after them where `interim` asks for it."""
    years: Counter[int] = Counter()
    months: Counter[str] = Counter()
    for time in times:
        match = CLOSED.fullmatch(time.period or "")
        if match is None:
            continue
        year, month = int(match.group(1) or match.group(2)), match.group(3) or match.group(4) or "06"
        if match.group(1) or month == "12":
            years[year] += 1
        else:
            months[f"{year}-01/{year}-{month}"] += 1
    last = max(years, default=0)
    if interim:
        begun = [period for period in months if int(period[:4]) - 1 in years]
        if not begun:
            return []
        latest = max(begun, key=lambda period: (period[:4], months[period]))
        last = int(latest[:4]) - 1
    span = range(last - REPORT_YEARS + 1, last + 1)
    if sum(year in years for year in span) < REPORT_YEARS - 1:
        return []
    return [*map(str, span), latest] if interim else [*map(str, span)]


def find_lists(norm: str, times: Sequence[Time]) -> dict[int, list[Time]]:
    """The first list of times of each length: what 报告期各期 stands for.

    A list of years is also read with the months of the year after it: 2016—2018年 and 2019年1—6月.
    """
    lists: dict[int, list[Time]] = {}
    chain: list[Time] = []
    for time in times:
        if not chain or norm[chain[-1].end : time.start] not in JOINED:
            chain = []
        chain.append(time)
        if 1 < len(chain) <= LONGEST_LIST:
            lists.setdefault(len(chain), chain[:])
    for years in [years for years in lists.values() if all(len(time.period or "") == 4 for time in years)]:
        months = f"{int(years[-1].period or 0) + 1}-01/"
        interim = next((time for time in times if time.period and time.period.startswith(months)), None)
        if interim is not None:
            lists.setdefault(len(years) + 1, [*years, interim])
    return lists
