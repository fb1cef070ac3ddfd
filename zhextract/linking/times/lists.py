"""Lists of times and the lists of amounts that go over them: 2021年、2022年…分别为…, 报告期各期末…, 2008年末-2010年末…."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from zhextract.expressions import rarely
from zhextract.frozen import replace
from zhextract.linking.frames import Cell, Frame
from zhextract.linking.times.documents import JOINED
from zhextract.linking.times.roles import read_noun
from zhextract.records import Time
from zhextract.spans import Span

__all__ = [
    "BACK",
    "LEAST_PERIODS",
    "PAIR",
    "SEVERAL",
    "SEVERAL_FIRSTS",
    "SINGLE",
    "day_of_range",
    "ends_of_years",
    "goes_over_others",
    "is_balance",
    "is_balance_cell",
    "is_named_before",
    "is_of_report",
    "is_past_quarter",
    "joins",
    "names_turnover",
    "names_whole_years",
    "shares_end",
    "since_until",
    "year_of_range",
    "years_of_list",
]

# The periods of a report, or its years; what says that a list goes over them.
SEVERAL = re.compile("本?报告期|最?近[三3]年|[三3]年$")
SEVERAL_FIRSTS = frozenset("本报最近三3")
EACH = re.compile("各(?:会计)?(?:年度?末?|期末?|报告期)")
YEARS_AND = re.compile("[及和]?一期")
COMMAS = (",", "，")
# Between the ends of the first and the last year of a stretch: 2008年末-2010年末.
RANGE = frozenset({"-", "—", "－", "~", "～", "至", "到"})
ENDS = ("年末", "年底")
# What a time in brackets behind it may tell the years of.
NAMED = rarely("本?报告期|本期|本年|最近一个?(?:会计)?年度?")
# Between the beginning of what went on and its end.
SINCE_UNTIL = ("以来,到", "以来，到", "以来,至", "以来，至", "以来到", "以来至")
# What joins the two members of a pair.
PAIR = ("、", "和")
# How far before a list its words are searched.
NEAR = 100
# How many periods a report has at least.
LEAST_PERIODS = 3
# A quarter by itself, and what parts the stretches of a sentence.
SINGLE, STRETCHES = "单季", "；;"
# Between the members of a list that are no amounts.
NAMES = re.compile("(?<![0-9元%‰])、")
# What stands for the times of a list that the sentence has given: 占当年末余额的比例分别为….
BACK = frozenset({"当年", "当年末", "当期", "当期末", "年末", "期末", "同期"})


def joins(norm: str, last: Time, time: Time) -> bool:
    """Whether two times are members of one list: 2021年、2022年; 2021年,2022年; not …2027年,今年….

    >>> joins("2021年和2022年", Time(0, 5, "2021年", "2021"), Time(6, 11, "2022年", "2022"))
    True
    """
    between = norm[last.end : time.start]
    if between in RANGE and last.text.endswith(ENDS) and time.text.endswith(ENDS):
        return True
    return between in JOINED and (between not in COMMAS or (last.text[0].isdigit() and time.text[0].isdigit()))


def since_until(norm: str, first: Time, end: Time) -> Time:
    """The end of what went on from the time before, with all that lies between: 自2019年启动以来,到去年底.

    >>> since_until("2019年启动以来,到去年底", Time(0, 5, "2019年", "2019"), Time(11, 14, "去年底", "2022-12-31")).period
    '2019/2022'
    """
    since, last = first.period or "", (end.period or "")[: len(first.period or "")]
    goes_on = norm.endswith(SINCE_UNTIL, 0, end.start) and "/" not in since and since < last
    return replace(end, period=f"{since}/{last}") if goes_on else end


def ends_of_years(norm: str, chain: Sequence[Time]) -> Time | None:
    """The years from the first to the last of two ends of years that a range joins; `None` for other lists."""
    first, last = chain[0], chain[-1]
    if len(chain) != len(PAIR) or norm[first.end : last.start] not in RANGE:
        return None
    return replace(last, period=f"{(first.period or '')[:4]}/{(last.period or '')[:4]}")


def year_of_range(time: Time, size: int, index: int) -> str:
    """The year of a range of as many years as a list has members, empty for other times; the last may have only begun.

    >>> year_of_range(Time(0, 10, "2020—2022年", "2020/2022"), 3, 1)
    '2021'
    >>> [year_of_range(Time(0, 13, "2021-2022年上半年", "2021-01/2022-06"), 2, index) for index in (0, 1)]
    ['2021', '2022-01/2022-06']
    """
    first, slash, last = (time.period or "").partition("/")
    has_begun = first.endswith("-01") and len(last) == len("2022-06")
    if not slash or not (has_begun or len(first) == len(last) == len("2023")):
        return ""
    start, end = int(first[:4]), int(last[:4])
    if end - start != size - 1 or start == end:
        return ""
    return f"{end}-01/{last}" if has_begun and start + index == end else str(start + index)


def day_of_range(time: Time, size: int, index: int) -> str:
    """The day of a range of as many days as a list has members, empty for other times.

    >>> day_of_range(Time(0, 5, "周一至周三", "2024-08-05/2024-08-07"), 3, 1)
    '2024-08-06'
    """
    first, slash, last = (time.period or "").partition("/")
    if not slash or not len(first) == len(last) == len("2024-08-05"):
        return ""
    start = date.fromisoformat(first)
    return str(start + timedelta(index)) if (date.fromisoformat(last) - start).days == size - 1 else ""


def is_named_before(last: Time | None, time: Time, bracket: Span) -> bool:
    """Whether a time in brackets says which years the time before them is: 报告期(2012-2014), 最近一个会计年度(2023年度).

    >>> is_named_before(Time(0, 3, "报告期", None), Time(4, 9, "2023年", "2023"), Span(3, 10))
    True
    """
    is_all = bracket == (time.start - 1, time.end + 1)
    return is_all and last is not None and last.end == bracket.start and NAMED.match(last.text) is not None


def shares_end(norm: str, chain: Sequence[Time], index: int, frame: Frame) -> bool:
    """Whether the end of the last year of a list is that of all: 2021年、2022年和2023年末的余额分别为…."""
    is_shared = chain[-1].text.endswith(("末", "底")) and len(chain[index].period or "") == len("2023")
    return is_shared and is_balance(norm, frame)


def years_of_list(time: Time, chain: Sequence[Time]) -> Time:
    """近三年 behind a list of three years, which it sums up: 2022年、2021年和2020年…,近三年…."""
    years = sorted(member.period or "" for member in chain)
    period = f"{years[0]}/{years[-1]}"
    if all(len(year) == len("2023") for year in years) and year_of_range(replace(time, period=period), len(years), 0):
        is_as_long = year_of_range(time, len(years), 0) != ""
        return replace(time, period=period) if is_as_long else time
    return time


def names_whole_years(norm: str, time: Time) -> bool:
    """Whether a time names a report's whole years (近三年), not the months after them too (近三年及一期)."""
    return time.text.endswith("年") and SEVERAL.match(time.text) is not None and not YEARS_AND.match(norm, time.end)


def goes_over_others(norm: str, time: Time, frame: Frame) -> bool:
    """Whether a pair of amounts in a later sentence goes over a pair of something else: 甲、乙两港分别增长3%和5%."""
    if frame.list_size != len(PAIR) or time.start >= frame.sentence_span.start:
        return False
    head = frame.head or frame
    before = norm[max(head.gap_start, head.start - NEAR) : head.start]
    return any(mark in before for mark in PAIR)


def is_of_report(norm: str, time: Time, frame: Frame, *, is_prospectus: bool) -> bool:
    """Whether a list of amounts goes over the periods of a report: 报告期各期末…, 近三年一期…分别为.

    In a prospectus three amounts or more do under 报告期内, and under 分别 in a sentence that names no time.
    """
    if "各" in (norm[time.start - 1], norm[time.end : time.end + 1]):
        return True
    head = frame.head or frame
    if EACH.search(norm, max(head.own_start, head.start - NEAR), head.start):
        return True
    if frame.list_size < LEAST_PERIODS or not (frame.distributive is not None or is_prospectus):
        return False
    is_unnamed = is_prospectus and frame.distributive is not None and time.end < frame.sentence_span.start
    if not (SEVERAL.match(time.text) or is_unnamed):
        return False
    return len(NAMES.findall(norm, max(time.end, head.start - NEAR), head.start)) < frame.list_size - 1


def is_past_quarter(norm: str, frame: Frame) -> bool:
    """Whether figures of one quarter, each called so, are over: 其中三季度,单季度收入3亿元;单季度利润1亿元;负债率49%."""
    start = frame.sentence_span.start
    if norm.count(SINGLE, start, frame.start) < 2:
        return False
    stretch = max(norm.rfind(mark, start, frame.start) for mark in STRETCHES)
    return norm.find(SINGLE, max(stretch, start), frame.start) < 0


def is_balance(norm: str, frame: Frame) -> bool:
    """Whether the words before an amount, or before its list, name a balance."""
    return _noun_of(norm, frame) == "stock"


def is_balance_cell(norm: str, cell: Cell) -> bool:
    """Whether a cell's row, column or table is of balances: 账面余额, 期末余额, 员工数量."""
    spans = (cell.label, *cell.headers, cell.section, cell.caption)
    return any(span is not None and read_noun(norm, span.start, span.end) == "stock" for span in spans)


def names_turnover(norm: str, frame: Frame) -> bool:
    """Whether the words before an amount, or before its list, name a turnover; a limit may stand among them."""
    head = frame.head or frame
    return read_noun(norm, max(head.clause_span.start, head.start - NEAR), head.start) == "flow"


def _noun_of(norm: str, frame: Frame) -> str:
    head = frame.head or frame
    start = max(head.own_start, head.start - NEAR)
    return read_noun(norm, start, head.start)
