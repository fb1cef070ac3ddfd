"""Metrics of amounts in flattened tables: row label and column header together."""

import re

from zhextract.linking.frames import Cell
from zhextract.spans import Span

__all__ = ["read_caption", "read_cell_metric"]

# Headers that name no measure: amounts of money as such, periods, changes against another period.
PLAIN = re.compile(
    r"(?:本期|上期|期末|期初|年末|年初|当期)?(?:金额|数额|数量|数值|发生额|余额|数|值|合计|实绩|绝对额|绝对量|总量|本月|累计)?(?:[（(].*[)）])?"
)
# A period that opens a header (2010年1-6月 · 主营业务收入).
PERIOD = re.compile(
    r"\s*(?:\d{4}\s*(?:年度?|[-/])\s*(?:\d{1,2}\s*[-—~～至]\s*)?(?:\d{1,2}\s*月份?)?\s*(?:\d{1,2}\s*日)?(?:末|底)?"
    r"|\d{4}[QH]\d|\d{1,2}(?:\s*[-—~～至]\s*\d{1,2})?\s*月[末底]?|[一二三四]季度|本年|上年|去年|今年|本期|上期|报告期|期末|期初|年末|年初)\s*"
)
# A header that names a measure has a word of Chinese, is short and no sentence.
NAMING = re.compile(r"[\u4e00-\u9fff]{2}|[A-Z]{2}")
LONGEST_MEASURE = 20
# Headers of change: they make the amount a growth or a change of what the row names.
CHANGE = re.compile(r"增\s*[（(/]?\s*减|增长|增速|增幅|涨跌|涨幅|同比|环比|变动|比上年|比上期|较上年|较上期|比年初")
SHARE_OF = re.compile(r"占.{1,20}?(?=的?(?:比重|比例|份额|比)|[（(]|$)")
SHARE = re.compile(r"占比|比重|比例|份额")
TRAILING = re.compile(
    r"\s*(?:合计|小计|总计)?\s*(?:[（(](?:单位[:：])?[^（()）]{1,8}[)）])?\s*(?:[(（][\d一二三四五六七八九十]+[)）])?\s*$"
)
LEADING = re.compile(
    r"^\s*(?:[#*·•－-]+|[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*|其中\s*[:：]?|加\s*[:：]|减\s*[:：])\s*"
)


# The last clause of a caption, and the words that only announce the table.
CAPTION = re.compile(
    r"(?:^|[，。；：（）()、]|\d[.．]|(?<=\n))?([^，。；：（）()\n]{2,}?)"
    r"(?:的)?(?:具体|主要)?(?:情况|比较|对比|分析|明细|构成|指标|变动|统计|数据)*(?:见下表|如下表?|表)?(?:所示)?[:：\s]*$"
)
LONGEST_CAPTION = 60


def read_cell_metric(norm: str, cell: Cell) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The wording of a cell's metric as (core, whole); both empty when neither label nor header names any.

    The measure is the column's header where it names one, else the row of the total
    (营业收入合计) for the rows that break it down, else the row's label alone.
    """
    label = _trim(norm, cell.label)
    core: list[Span] = [label] if label is not None else []
    whole: tuple[Span, ...] = ()
    total = _trim(norm, cell.total)
    broken_down = (
        total is not None
        and cell.section is not None
        and label is not None
        and total.start < total.end
        and norm[total.start : total.end] != norm[label.start : label.end]
    )
    share = False
    for header in cell.headers:
        match = SHARE_OF.search(norm, header.start, header.end)
        if match:
            whole = (Span(*match.span()),)
            share = True
        elif SHARE.search(norm, header.start, header.end):
            core.append(Span(header.start, _trim_unit(norm, header.start, header.end)))
            share = True
    if share:
        return tuple(core), whole
    measure = next((found for h in reversed(cell.headers) if (found := _measure(norm, h)) is not None), None)
    if measure is not None:
        core.append(measure)
    elif broken_down and total is not None:
        core.insert(0, total)
    return tuple(core), ()


def read_caption(norm: str, cell: Cell) -> Span | None:
    """What the line before a table says that it shows (应收账款周转率比较如下：); its last clause without such words."""
    if cell.caption is None:
        return None
    start, end = cell.caption
    match = CAPTION.search(norm, max(start, end - LONGEST_CAPTION), end)
    return Span(*match.span(1)) if match else None


def _measure(norm: str, header: Span) -> Span | None:
    """What a header measures, behind its period and before its unit; None when it names no measure."""
    period = PERIOD.match(norm, header.start, header.end)
    start = period.end() if period else header.start
    end = _trim_unit(norm, start, header.end)
    if end - start > LONGEST_MEASURE or NAMING.search(norm, start, end) is None:
        return None
    if PLAIN.fullmatch(norm, start, end) or CHANGE.search(norm, start, end):
        return None
    return Span(start, end) if PERIOD.search(norm, start, end) is None else None


def _trim_unit(norm: str, start: int, end: int) -> int:
    match = TRAILING.search(norm[start:end])
    return start + match.start() if match and match.start() > 0 else end


def _trim(norm: str, label: Span | None) -> Span | None:
    """A row label without its list counter, its unit and the word that makes it a total."""
    if label is None:
        return None
    start, end = label
    match = LEADING.match(norm[start:end])
    if match:
        start += match.end()
    match = TRAILING.search(norm[start:end])
    if match and match.start() > 0:
        end = start + match.start()
    return Span(start, end) if start < end else label
