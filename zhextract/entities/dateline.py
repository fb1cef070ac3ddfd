"""The day a document was issued, where the caller does not give it.

In the order in which they are believed: 成文日期 and its like, the signature at
the end, 发布日期, the day that closes the title, the one under it, and at last
今天（5月17日）, whose year the text itself must supply, and the day behind 昨日（2024-05-16）.
"""

import re
from datetime import date, timedelta

from zhextract.entities.times.atoms import read_small
from zhextract.expressions import rarely

__all__ = ["find_date"]

CN = "〇零○一二三四五六七八九十"
# A whole day: 2024年2月6日, 2019 年01月08日, 二〇二四年二月六日, 2024-02-06, 2024.2.6.
DAY = (
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|二[{CN}]{{3}}|一九[{CN}]{{2}})[ \u00a0]?年[ \u00a0]?"
    rf"(?P<month>[0-9]{{1,2}}|[{CN}]{{1,2}})[ \u00a0]?月[ \u00a0]?(?P<day>[0-9]{{1,2}}|[{CN}]{{1,3}})[ \u00a0]?日"
    r"|(?<![0-9])(?P<isoyear>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<isomonth>[0-9]{1,2})(?P=mark)(?P<isoday>[0-9]{1,2})(?![0-9.]))"
)
WHOLE_DAY = rarely(DAY)
# 成文日期：2018年12月28日; the label may stand on the line before.
WRITTEN = re.compile(rf"(?:成文|发文|印发|签发|落款)(?:日期|时间)[:：]?\s{{0,40}}{DAY}")
PUBLISHED = re.compile(rf"(?:发布|公布|发表|公告|报告|更新)(?:日期|时间)[:：]?\s{{0,40}}{DAY}")
# A line that ends in a day, with no more before it than the name of a body: 某某监管局2022年12月22日; not 自2020年1月1日.
SIGNATURE = re.compile(rf"^[^。；，,;:：]{{0,40}}?(?<![自从至到于在截]){DAY}(?:印发|发布|公布|[)）])?$")
# The day that closes a given title: 某某早餐_2024-8-7, 某某快讯20240101; not 截至2023年12月31日.
TITLED = re.compile(
    rf"(?<![自从至到于在截]){DAY}(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?|[)）])?$"
    r"|(?<![0-9])(?P<compact>20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))$"
)
# A day under the title: on a line by itself or with 星期, in brackets, behind a dash, or before 在…会议上 and 电.
HEADING = re.compile(
    rf"(?:^[^\n。;；:：\t]{{0,20}}?(?<![自从至到于在截])|(?<![昨前近一][日天])[—(（,，])[ \u3000]*{DAY}[ \u3000]*(?:$|[)）]|[(（]?星期|周[一二三四五六日]|在.{{2,40}}会|[讯电])",
    re.MULTILINE,
)
# The days under the title of a law: 2021年4月29日 … 修正.
ENACTED = re.compile(rf"(?:^|[(（\u3000]|根据)[ \u3000]*{DAY}.{{0,80}}?(?:通过|公布|发布|批准|修正|修订)", re.MULTILINE)
# What a law calls itself in its first line.
LAW = re.compile(r"法(?=[\s(（])|条例|办法|规定|细则|规则|准则|章程|决定|决议")
FIRST_LINE = 100
# The day before the report's: 昨日（2024-05-16）.
YESTERDAY = re.compile(rf"昨[天日][(（]{DAY}[)）]")
# The day of the report, without its year: 今天（5月17日）, 5月17日电; and what is looked for before that is.
TODAY = re.compile(
    r"今[天日][(（](?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日[)）]|(?<![0-9])(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:电|讯)"
)
TODAY_SIGNS = ("今天", "今日", "日电", "日讯")
YEAR = rarely(r"(?<![0-9])(20[0-9]{2})年(?:(?:[0-9]{1,2}[-—–－~～至])?([0-9]{1,2})月|([上]半年|前?[一二三]季度))?")
# A whole year gone by, as the reports of the first months of the next one open: 2023年,全国…, 2023年度, 截至2023年末.
ANNUAL = rarely(r"(?<![0-9到至])(20[0-9]{2})年(?:[,，末]|度|全国|我国)")
TITLE, HEAD, TAIL = 300, 1000, 600
LINES, LONG = 8, 60


def find_date(norm: str, title: str | None = None) -> date | None:
    r"""Find the day the document was issued; `None` when nothing names it.

    Args:
        norm: Normalised text.
        title: Its title, where the text does not carry it.

    >>> find_date("关于加强抽查的通知\n各单位:\n请认真执行。\n2024年2月6日")
    datetime.date(2024, 2, 6)
    """
    head, tail = norm[:HEAD], norm[-TAIL:]
    return (
        _labelled(WRITTEN, head)
        or _signature(tail)
        or _labelled(PUBLISHED, head)
        or (_titled(title.strip()) if title else None)
        or _heading(norm[:TITLE])
        or _enacted(head)
        or _today(norm)
        or _labelled(PUBLISHED, tail)
        or _behind_yesterday(head)
    )


def _labelled(pattern: re.Pattern[str], text: str) -> date | None:
    match = pattern.search(text)
    return _read(match) if match else None


def _signature(tail: str) -> date | None:
    """The last line that ends in a day, with none but short lines behind it and no table around it."""
    lines = [line.strip() for line in tail.split("\n")]
    for line in reversed([line for line in lines if line][-LINES:]):
        if len(line) > LONG or "\t" in line:
            return None
        match = SIGNATURE.match(line)
        if match is not None:
            return _read(match)
    return None


def _titled(title: str) -> date | None:
    """The day that closes a title."""
    match = TITLED.search(title, max(0, len(title) - LONG))
    if match is None:
        return None
    compact = match["compact"]
    return _day(int(compact[:4]), int(compact[4:6]), int(compact[6:])) if compact else _read(match)


def _behind_yesterday(head: str) -> date | None:
    match = YESTERDAY.search(head)
    day = _read(match) if match else None
    return day + timedelta(1) if day else None


def _heading(title: str) -> date | None:
    """The day under the title; one between the cells of a table is none."""
    match = HEADING.search(title)
    if match is None or "\t" in title[max(0, match.start() - 20) : match.end() + 20]:
        return None
    return _read(match)


def _enacted(head: str) -> date | None:
    """The latest of the days named under the title of a law."""
    if not LAW.search(head, 0, FIRST_LINE):
        return None
    return max((day for match in ENACTED.finditer(head) if (day := _read(match)) is not None), default=None)


def _today(norm: str) -> date | None:
    """今天（5月17日）, in the year that the text speaks of; one past it where the first months report on a whole year."""
    match = TODAY.search(norm) if any(sign in norm for sign in TODAY_SIGNS) else None
    if match is None:
        return None
    month, day = int(match["month"] or match["m"]), int(match["day"] or match["d"])
    inside = [int(year) for year, until, part in YEAR.findall(norm) if part or (until and int(until) <= month)]
    if inside:
        return _day(max(inside), month, day)
    first = ANNUAL.search(norm[:HEAD])
    return _day(int(first.group(1)) + 1, month, day) if first and month <= 4 else None


def _read(match: re.Match[str]) -> date | None:
    if match["isoyear"]:
        return _day(int(match["isoyear"]), int(match["isomonth"]), int(match["isoday"]))
    return _day(read_small(match["year"]), read_small(match["month"]), read_small(match["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
