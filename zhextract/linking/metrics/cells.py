"""Metrics of amounts in flattened tables: row label and column header together."""

import re
from collections.abc import Mapping
from functools import lru_cache

from zhextract.expressions import rarely
from zhextract.linking.frames import Cell
from zhextract.spans import Span

__all__ = ["read_caption", "read_cell_metric"]

# Headers that name no measure: amounts of money as such, periods, changes against another period.
PLAIN = rarely(
    r"(?:本期|上期|期末|期初|年末|年初|当期)?(?:金额|数额|数量|数值|发生额|余额|数|值|合计|实绩|绝对[额量数]|总量|本月|累计)?(?:[（(].*[)）])?"
)
# The header of a column that adds up those left of it: what its amounts are, the row says.
SUM = rarely(r"[合总小共]\s*计(?:金额|数)?")
# A period that opens a header (2010年1-6月 · 主营业务收入).
PERIOD = rarely(
    r"\s*(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{4}\s*(?:年度?|[-/])\s*(?:\d{1,2}\s*[-—~～至]\s*)?(?:\d{1,2}\s*月份?)?\s*(?:\d{1,2}\s*日)?(?:末|底)?"
    r"|\d{4}[QH]\d|\d{1,2}(?:\s*[-—~～至]\s*\d{1,2})?\s*月[末底]?|[一二三四]季度|本年|上年|去年|今年|本期|上期|报告期|期末|期初|年末|年初)\s*"
)
# A period that ends one (主营业务毛利率2016年度).
PERIOD_BEHIND = re.compile(r"\d{4}\s*年度?$")
# Points of time inside one (应收账款期末余额).
POINTS = frozenset({"期末", "期初", "年末", "年初"})
PERIOD_ENDS = frozenset("年度")
# A header that names a measure has a word of Chinese, is short and no sentence.
NAMING = rarely(r"[\u4e00-\u9fff]{2}|[A-Z]{2}")
LONGEST_MEASURE = 20
# Headers of change: they make the amount a growth or a change of what the row names.
CHANGE = rarely(r"增\s*[（(/]?\s*减|增长|增速|增幅|涨跌|涨幅|同比|环比|变动|比上年|比上期|较上年|较上期|比年初")
SHARE_OF = re.compile(r"占.{1,20}?(?=的?(?:比重|比例|份额|比)|[（(]|$)")
SHARE = rarely(r"占比|比重|比例|份额")
TRAILING = rarely(
    r"\s*(?:合计|小计|总计)?\s*(?:[（(](?:单位[:：])?[^（()）]{1,8}[)）])?\s*(?:[(（][\d一二三四五六七八九十]+[)）])?\s*$"
)
# What such an ending ends in.
TRAILING_ENDS = frozenset("计)）")
# Labels that say who or where, which is the fact's subject, or that the row is the sum, which its column names.
NO_THING = rarely(r"总行|总部|.{2,6}地区|.{2,4}三角洲?|(?:合|总|小|共)\s*计|总额|全部")
# The code of a share behind its name.
CODE = re.compile(r"\s*[（(]\d{6}(?:\.[A-Z]{2})?[)）]")
LEADING = rarely(
    r"^\s*(?:[#*·•－①-⑳-]+|[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*|其中\s*[:：]?|加\s*[:：]|减\s*[:：])\s*"
)


# What opens a caption of parts (各地区收入, 按产品分类的收入), not of a thing.
DIVIDING = frozenset("各按分")
# The last clause of a caption, and the words that only announce the table.
CAPTION = rarely(
    r"(?:^|[，。；：（）()、]|\d[.．]|(?<=\n))?([^，。；：（）()\n]{2,}?)"
    r"(?:的)?(?:具体|主要)?(?:[及和与、]?(?:情况|比较|对比|分析|明细|构成|指标|变动|统计|数据))*(?:见下表|如下表?|表)?(?:所示)?[:：\s]*$"
)
LONGEST_CAPTION = 60


def read_cell_metric(norm: str, cell: Cell, names: Mapping[int, int]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The wording of a cell's metric as (core, whole); both empty when neither label nor header names any.

    The measure is the column's header where it names one, else the row of the total
    (营业收入合计) for the rows that break it down, else the row's label alone.
    """
    label, total = _trim(norm, cell.label), _whole(norm, cell)
    measure = _measure_of(norm, cell)
    if label is not None and (measure or total or cell.caption) and _names_no_thing(norm, label, names):
        measure, label = measure or total, None
    parts, whole = _share(norm, cell)
    if parts or whole:
        of = label if label is not None else measure
        return tuple(span for span in (_trim(norm, cell.group), of, *parts) if span is not None), whole
    divided = total is not None and cell.section is not None and label is not None and total != label
    if measure is None and divided and total is not None:
        return (total, *((label,) if label is not None else ())), ()
    of = _captioned(norm, cell, label) if measure is None and label is not None else None
    return tuple([span for span in (of, _trim(norm, cell.group), label, measure) if span is not None]), ()


def _captioned(norm: str, cell: Cell, label: Span) -> Span | None:
    """Whose measure a row gives that the caption names in full (水泵毛利率分析: 毛利率)."""
    caption = read_caption(norm, cell)
    named = caption.end - (label.end - label.start) if caption is not None else 0
    if caption is None or named <= caption.start or norm[named : caption.end] != norm[label.start : label.end]:
        return None
    start = _name(norm[caption.start : named]).start
    start += caption.start
    return Span(start, named) if start < named and norm[start] not in DIVIDING else None


def _names_no_thing(norm: str, label: Span, names: Mapping[int, int]) -> bool:
    """Whether a row's label says who or where, or that the row is the sum."""
    end = names.get(label.start)
    return (
        end == label.end
        or (end is not None and CODE.fullmatch(norm, end, label.end) is not None)
        or NO_THING.fullmatch(norm, *label) is not None
    )


def _whole(norm: str, cell: Cell) -> Span | None:
    """What all rows break down: the row of the whole, or the same wording in the line before the table."""
    whole = _trim(norm, cell.whole)
    if whole is None or cell.caption is None:
        return whole
    start = norm.find(norm[whole.start : whole.end], *cell.caption)
    return whole if start < 0 else Span(start, start + whole.end - whole.start)


def _share(norm: str, cell: Cell) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What the headers of a column of shares add to the metric, and the whole that 占 names."""
    parts: list[Span] = []
    whole: tuple[Span, ...] = ()
    for header in cell.headers:
        if match := SHARE_OF.search(norm, *header):
            whole = (Span(*match.span()),)
        elif SHARE.search(norm, *header) and norm[header.start] != "的":
            parts.append(Span(header.start, _trim_unit(norm, *header)))
    return tuple(parts), whole


def _measure_of(norm: str, cell: Cell) -> Span | None:
    """What the amount's column measures; a column of changes, shares or plain sums, what the column left of it does."""
    if len(cell.headers) == 1 and SUM.fullmatch(norm, *cell.headers[0]):
        return None
    for headers in (cell.headers, *reversed(cell.columns[: cell.place])):
        for start, end in reversed(headers):
            if (found := _measure(norm[start:end])) is not None:
                return Span(start + found.start, start + found.end)
    return None


def read_caption(norm: str, cell: Cell) -> Span | None:
    """What the line before a table says that it shows (应收账款周转率比较如下：); its last clause without such words."""
    if cell.caption is None:
        return None
    start, end = cell.caption
    low = max(start, end - LONGEST_CAPTION)
    found = _last_clause(norm[low:end])
    return Span(low + found.start, low + found.end) if found is not None else None


@lru_cache(maxsize=256)
def _last_clause(caption: str) -> Span | None:
    """Where the last clause of a caption stands in it; every cell of a table asks for the same one."""
    match = CAPTION.search(caption)
    return Span(*match.span(1)) if match else None


@lru_cache(maxsize=1024)
def _measure(header: str) -> Span | None:
    """Where a header names what it measures, behind its period and before its unit; None when it names none or a share.

    Every cell of a column asks for the same one.
    """
    period = PERIOD.match(header)
    start = period.end() if period else 0
    end = _trim_unit(header, start, len(header))
    if start < end and header[end - 1] in PERIOD_ENDS and (behind := PERIOD_BEHIND.search(header, start, end)):
        end = behind.start()
    if end - start > LONGEST_MEASURE or NAMING.search(header, start, end) is None:
        return None
    if PLAIN.fullmatch(header, start, end) or CHANGE.search(header, start, end):
        return None
    if SHARE.search(header) or SHARE_OF.search(header):
        return None
    inner = PERIOD.search(header, start, end)
    return Span(start, end) if inner is None or (inner.start() > start and inner.group() in POINTS) else None


def _trim_unit(norm: str, start: int, end: int) -> int:
    """Where a header or label ends without its unit and the word that makes it a total; never at its start."""
    if start >= end or not (norm[end - 1] in TRAILING_ENDS or norm[end - 1].isspace()):
        return end
    match = TRAILING.search(norm[start:end])
    return start + match.start() if match and match.start() > 0 else end


def _trim(norm: str, label: Span | None) -> Span | None:
    """A row label without its list counter, its unit and the word that makes it a total."""
    if label is None:
        return None
    low, high = label
    start, end = _name(norm[low:high])
    return Span(low + start, low + end)


@lru_cache(maxsize=1024)
def _name(label: str) -> Span:
    """Where a row label names what its row measures; every cell of a row asks for the same one."""
    match = LEADING.match(label)
    start = match.end() if match else 0
    if (period := PERIOD.match(label, start)) and label.startswith("的", period.end()):
        start = period.end() + 1
    end = _trim_unit(label, start, len(label))
    return Span(start, end) if start < end else Span(0, len(label))
