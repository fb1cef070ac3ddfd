"""Times that only their surroundings make times: 五年 before 年均增长, 21年 in a note on 2021年."""

import re
from collections.abc import Sequence

from zhextract.expressions import rarely
from zhextract.records import Time

__all__ = ["LAPSE", "LENGTH", "with_lapses"]

# The rule of a length of years up to the year spoken of.
LAPSE = "time/lapse"
# A length of years.
LENGTH = rarely("[三四五六七八九十]年")
# The 年 (so that the search skips all else) of a length of years before what was done in it: 五年年均, 三年累计, as a
# clause's first word 五年新增, 十年增加, and behind its beginning: 大会以来的五年; not 五年计划, 第五年共, 五年共同.
# Else that of a year in two digits, whatever stands behind: 21年收入; not 历时21年, 21年来, 2021年, 5年12月.
SIGN = re.compile(
    "年(?:(?<=[三四五六七八九十]年)(?<![第近满每过去前后〇零一二三四五六七八九十].年)"
    "(?:(?=年均|平均|累计|总计|合计|共(?![同建享和产]))|(?<=以来的.年)"
    "|(?<![^，,。；;：:—\n\u3000 ].年)(?<![三四].)(?=新增|净增|增加|新建|建成|投入|中央财政|全[国省市区县]))"
    r"|(?<=[012]\d年)(?<![\d.A-Za-z第近满达历时逾约超过长共续]..年)(?![来前后内间期以之]|\s?\d{1,2}[月个]))"
)
# Who reports, behind a year in two digits that is next to one in four (2022年报…; 23年公司收入).
REPORTERS = ("公司", "集团", "行业")
# A year in four digits.
YEAR = rarely(r"20(\d\d)[年QH]")


def _beside(year: str) -> tuple[str, str]:
    """The years before and behind one in two digits."""
    return f"{int(year) - 1:02}", f"{int(year) + 1:02}"


def with_lapses(norm: str, times: Sequence[Time]) -> Sequence[Time]:
    """The times, with lengths of years that say when, and years in two digits where the text also has them in four.

    The years of a length are left to the text (`period` is `None`).

    >>> [(time.text, time.period) for time in with_lapses("国内生产总值五年年均增长5%", [])]
    [('五年', None)]
    >>> [(time.text, time.period) for time in with_lapses("2021年业绩报告:21年甲类收入3亿元", [])]
    [('21年', '2021')]
    """
    found = []
    years: frozenset[str] | None = None
    for match in SIGN.finditer(norm):
        end = match.end()
        if norm[end - 2] in "三四五六七八九十":
            found.append(Time(end - 2, end, norm[end - 2 : end], None, "duration", LAPSE))
            continue
        if years is None:
            years = frozenset(YEAR.findall(norm))
        year = norm[end - 3 : end - 1]
        if year in years or (norm.startswith(REPORTERS, end) and not years.isdisjoint(_beside(year))):
            found.append(Time(end - 3, end, norm[end - 3 : end], f"20{year}", "point", "time/year"))
    if not found:
        return times
    taken = {offset for time in times for offset in range(time.start, time.end)}
    new = [time for time in found if time.start not in taken and time.end - 1 not in taken]
    return sorted([*times, *new], key=lambda time: time.start) if new else times
