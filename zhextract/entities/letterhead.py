"""The document's own date and issuer, where the caller does not give them: signature, title, letterhead, dateline."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from zhextract.entities.dateline import find_date
from zhextract.expressions import rarely
from zhextract.records import Organisation

__all__ = ["find_date", "find_issuer", "guess_day"]

# 发文机关：国务院办公厅; the name may stand on the next line.
LABELLED = re.compile(
    r"(?:发文机关|发文单位|发布机构|发布单位|公布机关|制定机关|发布机关|编制单位|公告单位)[:：]?\s{0,40}(\S{2,60})"
)
# A day as the last words of a line, as signatures have it; not 自2020年1月1日起.
SIGNED_DAY = re.compile(
    r"(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二一][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[ \u3000]*$"
)
# What a title says behind the name of the body that issued it: 国务院关于…, …公司2019年年度报告, …局行政处罚决定书.
TITLED = rarely(
    r"(?:关于|公告|通告|通报|令|\d{4}年|二〇\S{2}年|行政处罚|行政监管|处罚决定|年度报告|半年度报告|招股|首次公开|工作报告|统计公报|政府信息)"
)
# 新华社北京1月2日电, 央视网消息, at the head of a line; not 据某某网消息, 本报讯.
DATELINE = re.compile(
    r"^[ \u3000]*[(（【]?((?!据|本报)[一-鿿]{1,6}?(?:社|网|日报|晚报|晨报|时报|商报|电视台))(?=[一-鿿]{0,6}(?:\d{1,2}月\d{1,2}日)?(?:电|讯|消息))",
    re.MULTILINE,
)
# What a signature may stand behind.
OPENING = frozenset("\n \u3000\t。)）")
# What a title says of the day of a report: 2018年国务院政府工作报告 is given early in that year, 2019年年度报告 is on it.
YEARLY = re.compile(r"(20\d\d)年(?:\S{0,12}(政府工作报告)|度?报告|年度报告|\S{0,12}统计公报)")
# The same part of the years before: 2015和2016年同期增速.
SAME_PART = re.compile(r"(?<!恢复到)(?<!恢复至)(20\d\d)年?同期")
# The part of a year that a text is on.
PART = rarely(r"(一|前三|三)季度|(上半年)|(?<!\d)1月?[-—－~至到](\d{1,2})月|(?<!\d)(\d{1,2})月末")
LAST_MONTHS = {"一": 3, "half": 6, "三": 9, "前三": 9}
HEAD, TAIL = 600, 300
TITLE_LINES = 3


def find_issuer(norm: str, organisations: Sequence[Organisation]) -> str | None:
    r"""Find the full name of the body that issued the document.

    Believed in this order: a labelled letterhead, the signature over the date at the end, the title that
    opens with the body's name, the dateline of a news agency.

    Args:
        norm: Normalised text.
        organisations: Its organisations, in text order.

    Returns:
        The resolved name where the organisation is known, else its surface; `None` when nothing names it.

    >>> from zhextract.records import Organisation
    >>> body = Organisation(12, 17, "海宁市水务局"[:5], "海宁市水务局", "government")
    >>> find_issuer("请各单位遵照执行。\n\n 海宁水务局\n2024年2月6日", [body])
    '海宁市水务局'
    """
    starts = [organisation.start for organisation in organisations]
    labelled = LABELLED.search(norm, 0, HEAD)
    if labelled is not None:
        return _name_at(labelled.start(1), organisations, starts) or labelled.group(1)
    return (
        _signed(norm, organisations, starts) or _titled(norm, organisations, starts) or _dateline(norm, organisations)
    )


def _name_at(offset: int, organisations: Sequence[Organisation], starts: Sequence[int]) -> str | None:
    index = bisect_left(starts, offset)
    return organisations[index].name if index < len(starts) and starts[index] == offset else None


def _signed(norm: str, organisations: Sequence[Organisation], starts: Sequence[int]) -> str | None:
    """The organisation that stands alone before the day at the end of the text, on its line or the one above."""
    offset = max(len(norm) - TAIL, 0)
    above: tuple[int, str] | None = None
    for line in norm[offset:].split("\n"):
        day = SIGNED_DAY.search(line)
        if day is not None:
            before = line[: day.start()].rstrip()
            start, before = (offset, before) if before or above is None else above
            name = _closing(norm, start + len(before), organisations, starts)
            if name is not None:
                return name
        if line.strip():
            above = offset, line.rstrip()
        offset += len(line) + 1
    return None


def _closing(norm: str, end: int, organisations: Sequence[Organisation], starts: Sequence[int]) -> str | None:
    """The organisation that ends at `end` and opens its line, or stands behind a blank or a sentence."""
    index = bisect_left(starts, end) - 1
    if index < 0 or organisations[index].end != end:
        return None
    start = organisations[index].start
    return organisations[index].name if start == 0 or norm[start - 1] in OPENING else None


def _titled(norm: str, organisations: Sequence[Organisation], starts: Sequence[int]) -> str | None:
    """The organisation that opens one of the first lines, where the line goes on as a title does."""
    start = 0
    for line in norm[:HEAD].split("\n", TITLE_LINES)[:TITLE_LINES]:
        first = start + len(line) - len(line.lstrip())
        index = bisect_left(starts, first)
        if index < len(starts) and starts[index] == first and len(line) <= 80:
            organisation = organisations[index]
            if organisation.end <= start + len(line) and TITLED.match(norm, organisation.end):
                return organisation.name
        start += len(line) + 1
    return None


def _dateline(norm: str, organisations: Sequence[Organisation]) -> str | None:
    """The news agency or paper of the dateline."""
    match = DATELINE.search(norm, 0, HEAD)
    if match is None:
        return None
    span = match.span(1)
    return next((body.name for body in organisations if (body.start, body.end) == span), match.group(1))


def guess_day(norm: str, title: str | None) -> date | None:
    """Guess a day by which 今年, 去年 and 一季度 can be read where the document has none.

    A report on a government's work is given early in the year of its title, other reports look back on it. Else the
    same part of earlier years (2016年同期) says which year the text is on.

    >>> guess_day("", "2018年国务院政府工作报告"), guess_day("一季度产量增长3%（2022年同期增长2%）", None)
    (datetime.date(2018, 3, 5), datetime.date(2023, 3, 31))
    """
    yearly = YEARLY.search(title or "")
    if yearly is not None:
        year = int(yearly.group(1))
        return date(year, 3, 5) if yearly.group(2) else date(year, 12, 31)
    same = [int(year) for year in SAME_PART.findall(norm)] if "同期" in norm else []
    if not same:
        return None
    part = PART.search(norm)
    return _end_of_part(max(same) + 1, part)


def _end_of_part(year: int, part: re.Match[str] | None) -> date:
    quarter, half, until, month = part.groups() if part is not None else (None, None, None, None)
    last = LAST_MONTHS[quarter] if quarter else LAST_MONTHS["half"] if half else int(until or month or 12)
    last = last if 1 <= last <= 12 else 12
    return date(year, last, monthrange(year, last)[1])
