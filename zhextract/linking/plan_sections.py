"""Where a text tells of what is planned: the sections under headings of plans, and the second half of a work report.

A government reports to its assembly once a year: a review of what has been, then what is to be done, mostly in
sentences without a subject (改造农村公路30公里) that only their surroundings make plans.
"""

import re
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import either, read_table
from zhextract.spans import Span

__all__ = ["WORK_REPORT", "find_plans"]

# The yearly report of a government to its assembly.
WORK_REPORT = re.compile("政府工作报告")
# A heading of the first rank, a line of its own: 二、2024年政府工作任务.
HEADING = re.compile(r"\n[ \u3000\t]*([一二三四五六七八九十]{1,3}、[^\n。；]{2,45})(?![^\n])")
# Headings of plans; not 过去五年工作回顾, 目标完成情况.
PLANNED = rarely(
    r"^(?!.*(?:回顾|成就|完成|情况|进展)).*(?:任务|部署|要求|工作的建议|目标|重点工作|政策取向|工作措施|工作安排|预算草案|预算安排|打算)"
)
# What is to be done: 要加快, 今年安排; not 主要, 要求, 今年以来.
DUE = "(?<![主重需首纪摘紧只必概])要(?![求素点害闻么案件道地塞])|今年(?!以来)"
# What has been done: 建成了, 去年完成; not 了解, 比去年.
DONE = "了(?!解)|(?<![比较])去年"
# So many words of plans at least make a text one.
FEW = 2


def find_plans(norm: str, title: str | None = None) -> list[Span]:
    r"""The stretches of plans, the last first.

    >>> find_plans("一、工作回顾\n建成公园3座。\n二、主要任务\n建成公园5座。")
    [Span(start=21, end=29)]
    >>> find_plans("要加强城市管理，抓紧补上短板。\n建成公园5座。", "2023年某市政府工作报告")
    [Span(start=0, end=23)]
    """
    sections: list[Span] = []
    end = len(norm)
    for heading in reversed(list(HEADING.finditer("\n" + norm))):
        if PLANNED.search(heading[1]):
            sections.append(Span(heading.end() - 1, end))
        end = max(heading.start() - 1, 0)
    if title is None or WORK_REPORT.search(title) is None:
        return sections
    start = sections[-1].start if sections else len(norm)
    if _is_planned(norm[:start]):
        start = 0
    return [Span(start, len(norm))] if start < len(norm) else []


def _is_planned(text: str) -> bool:
    """Whether the words of plans outweigh those of reviews."""
    plan, review = _words()
    planned = len(plan.findall(text))
    return planned >= FEW and planned > len(review.findall(text))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = read_table("linking_work_reports", 2)
    plan, review = (either(word for word, part in rows if part == name) for name in ("plan", "review"))
    return re.compile(f"{plan}|{DUE}"), re.compile(f"{review}|{DONE}")
