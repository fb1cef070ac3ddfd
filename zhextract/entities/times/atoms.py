"""The pieces of time expressions: one compiled expression over the text, each hit read into fields.

A piece (`Atom`) says how large its unit is (`rank`) and what it fixes
(`fields`, such as year=2023 or tmonth=-1). A piece that is itself a range
(1—11月) carries the far end in `right`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from zhextract.lexicons import read_table

__all__ = ["RANKS", "Atom", "find_atoms"]

RANKS = {"year": 1, "part": 2, "month": 3, "ten": 4, "week": 4, "day": 5, "hour": 6, "clock": 7}

Fields = Mapping[str, int]

CN = "〇零○一二三四五六七八九"
CN_VALUE = {char: value for value, chars in enumerate(["〇零○", *"一二三四五六七八九"]) for char in chars} | {"两": 2, "正": 1}

# The numerals of a year, a month and a day; longest first. Not 2300 (no such year is written), 13 (month), 32 (day).
YEAR4 = rf"(?:1[0-9]{{3}}|20[0-9]{{2}}|21[0-4][0-9]|[一二][{CN}]{{3}})"
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
QUARTER = "[一二三四1-4]"
COUNT = "(?:[0-9]{1,4}|[一二两三四五六七八九十百几数半]{1,5})"
TO = r"\s?(?:[-—–－~～]{1,2}|至|到)\s?"
AFTER_DIGIT = rf"(?<![0-9.{CN}十百千万亿])"


class Atom(NamedTuple):
    """A piece of a time expression; `right` holds the far end where the piece is itself a range."""

    start: int
    end: int
    name: str
    rank: int
    fields: Fields
    right: Fields | None = None


# name -> what it matches. Every name is a group; the groups inside are read by `_read`.
PATTERNS = {
    # 2024-08-16, 2024/8/16, 2024.8.16; not 2024-8, not 12024.8.16
    "iso": r"(?<![0-9.\-/])(?:19|20)[0-9]{2}(?:-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])"
    r"|/(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])|\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9]))(?![0-9]|\.[0-9])",
    # 2024-08, 2024/08; not 2024-08-16, not 2024-2025
    "isomonth": r"(?<![0-9.\-/])(?:19|20)[0-9]{2}[-/](?:1[0-2]|0[1-9])(?![0-9.\-/])",
    # 2021—2023年, 2021-23年, and 2021-2025 without 年 where no unit follows; not 2000-3000元
    "years": rf"{AFTER_DIGIT}{YEAR4}{TO}(?:{YEAR4}|[0-9]{{2}})\s?(?:年度|财年|年)(?!期)"
    rf"|{AFTER_DIGIT}(?<![-〔\[(])(?:19[5-9]|20[0-5])[0-9]{TO}(?:19[5-9]|20[0-5])[0-9](?![0-9,.\-—]|\s?[%万亿千百元吨个家米公倍号〕点人户])",
    # 2023年, 二〇二三年, 2023年度, 公元1644年; not 2000余年, 2000年期
    "year": rf"(?:公元)?{AFTER_DIGIT}{YEAR4}\s?(?:年度|财年|会计年度|年)(?!期|代)",
    # 23年底, 07年第三季度: two digits only where a part of the year follows
    "year2": rf"{AFTER_DIGIT}(?:[0-9]{{2}}|[{CN}]{{2}})\s?年(?=\s?(?:[底末初]|年[底末初]|上半年|下半年|第?[一二三四1-4首]季|Q[1-4]|H[12]|{MONTH}月))",
    # the 2020 of 2020Q4 and 23H1; the 2021 of 2021、2022年
    "yearbare": rf"{AFTER_DIGIT}(?:(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?=\s?[QH][1-4](?![0-9A-Za-z]))|{YEAR4}(?=(?:\s?[、/,和及与]\s?{YEAR4}){{1,6}}\s?年))",
    # FY2023, 1Q23, 1H2023, 2023E
    "yearfy": r"(?<![0-9A-Za-z.])(?:FY(?:20)?[0-9]{2}|[1-4]Q(?:20)?[0-9]{2}|[12]H(?:20)?[0-9]{2}|20[0-4][0-9][EA])(?![0-9A-Za-z])",
    # 前5月, 前十个月, 头两个月
    "months": rf"[前头首](?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])个?月(?:份)?",
    # 1—11月, 1-2月份, 4、5月份; 一至三季度, 一、二季度; 1至7日
    "monthrange": rf"{AFTER_DIGIT}{MONTH}(?:{TO}|、){MONTH}月(?:份)?",
    "quarterrange": rf"{AFTER_DIGIT}第?{QUARTER}(?:{TO}|、){QUARTER}季度",
    "dayrange": rf"{AFTER_DIGIT}{DAY}{TO}{DAY}[日号]",
    "quarter": rf"第?{AFTER_DIGIT}{QUARTER}季(?:度|(?=[报末]))|(?<![A-Za-z迪])Q[1-4](?![0-9A-Za-z])(?:季度)?",
    "half": r"(?<![A-Za-z])H[12](?![0-9A-Za-z])|半年(?=度?报告?)|半年度",
    "month": rf"(?<![统每第唯]){AFTER_DIGIT}{MONTH}\s?月(?:份)?(?![亮饼球])",
    "day": rf"{AFTER_DIGIT}{DAY}\s?[日号]",
    "weekday": "(?:上上个?|上个?|本|这个?|下下个?|下个?)?(?:周|星期|礼拜)[一二三四五六日天末](?!期|年)",
    "clock": r"(?<![0-9.:])(?:2[0-4]|[01]?[0-9])(?::[0-5][0-9](?::[0-5][0-9])?(?![0-9:]|的?比)|[时点][0-5]?[0-9]分|时(?=[许整至起前,，。、;；]))",
    "daypart": "凌晨|清晨|早晨|早上|早间|上午|中午|午间|下午|午后|傍晚|晚上|晚间|夜间|深夜|今晨|今早|今晚|昨晚|昨夜",
    # 年末, 月底, 季末, and 初, 末, 底 behind another piece; 期末, 期初
    "edge": r"年[初末底]|月[初末底]|季[初末]|报告期[初末]|本?期[初末](?!考)|(?<=[年月度季])[初末底]|(?<=年)(?:伊始|年中)",
    "report": "本?报告期(?:内|间)?|本期(?!货|权|末)",
    "decade": rf"(?:(?:[0-9]{{1,2}}|[一二十]{{1,3}}|上个?|本)世纪)?{AFTER_DIGIT}(?:[0-9]0|[一二三四五六七八九]十)年代(?:初期?|中期|末期?|后期)?",
    "century": r"(?:(?<![0-9])[0-9]{1,2}|[一二十]{1,3}|上个?|本)世纪(?:初|末|中叶)?",
    "plan": r"[“\"‘]十[一二三四五六]五[”\"’](?:时期|期间|规划期)?|十[一二三四五六]五(?=[时期规初末以])(?:时期|期间|规划期)?|[“\"]?[一二三四五六七八九十]五[”\"]?(?=规划|计划|时期|期间)",
    # 近三年, 过去五年, 未来三天, 过去的40年里, 近20年来; 40年来, 五年间
    "window": rf"(?:最?近|过去的?|未来|今后|此前|以往)(?:这?)(?:[0-9]{{1,3}}|[一二两三四五六七八九十百几数半]{{1,5}})[多余来几]?(?:个?(?:财|会计)?年度?|个?月|个?季度|[日天周]|个(?:交易日|小时|星期)|小时)(?:以来|来|间|之?内|期间)?"
    rf"|(?:这)?{AFTER_DIGIT}{COUNT}[多余几]?(?:年|个月)[多余]?(?:以来|来|间)(?![自])",
    # 连续3个月, 连跌4日, 两日连涨, 逾3年新低, 1年多来新高, 两年平均, 十年增长
    "streak": rf"连续{COUNT}[多余几]?(?:个(?:年度|月|季度|交易日|财年)|季度|[年周天日])|连[跌涨升降增]{COUNT}(?:个月|个交易日|[日天周年月])"
    rf"|{AFTER_DIGIT}{COUNT}(?:个交易日|[日天周])(?=连[跌涨升降])"
    rf"|(?:逾|超|超过)?{AFTER_DIGIT}{COUNT}[多余]?(?:年|个月|个季度)[多余]?(?:以来|来|内)?(?=的?(?:新[高低]|最[高低大小好快慢多少]))"
    rf"|{AFTER_DIGIT}(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})年(?=平均|增长|累计|翻)",
    "sameperiod": "(?:去年|上年|前年|上一年)同[期月]|历史同期|同期",
    "now": "目前|当前|(?<![表体呈出展发实])现在|眼下|近年来?|近期|近日|日前",
    # “3·15”: the day that names an event
    "named": r"(?<=[“\"])(?:1[0-2]|[1-9])[·ꞏ•・‧.](?:3[01]|[12][0-9]|[1-9])(?=[”\"])",
    "tradingday": f"[上前下次]{COUNT}?个?交易日|首个?交易日",
}

SPLIT_DATE = re.compile("[-/.]")
DIGITS = re.compile("[0-9]+")
NUMERALS = re.compile(f"[0-9]+|[{CN}十廿两正]+")
DIRECTION = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1, "下下": 2}
WEEKDAYS = {char: day for day, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}


def read_small(text: str) -> int:
    """Read a small whole number in digits, positional or compound Chinese (23, 二三, 二十三, 廿三).

    >>> read_small("二十三"), read_small("二〇二三"), read_small("07")
    (23, 2023, 7)
    """
    if text[0] in "0123456789":
        return int(text)
    text = text.replace("廿", "二十")
    hundred, has_hundred, rest = text.rpartition("百")
    value = read_small(hundred) * 100 if has_hundred and hundred else 0
    tens, has_ten, ones = rest.partition("十")
    if has_ten:
        return value + (CN_VALUE[tens[-1]] if tens else 1) * 10 + (CN_VALUE[ones[0]] if ones else 0)
    number = 0
    for char in rest:
        number = number * 10 + CN_VALUE[char]
    return value + number


@cache
def _words() -> dict[str, tuple[int, str, int]]:
    return {word: (RANKS[rank], field, int(number)) for word, rank, field, number in read_table("time_words", 4)}


@cache
def _pattern() -> re.Pattern[str]:
    """All pieces in one expression, the words longest first; a look at the first character saves the rest."""
    words = sorted(_words(), key=len, reverse=True)
    first = "".join(sorted({word[0] for word in words}))
    groups = "|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS.items() if name != "sameperiod")
    start = f"0-9〇零○一二三四五六七八九十廿两几数百半近最过未今此以前头首上下本这连逾超第周星礼凌清早中午傍晚夜深昨年月季报期公历同去目当现眼日截“\"‘QFH初末底伊{first}"
    return re.compile(f"(?=[{start}])(?:(?P<sameperiod>{PATTERNS['sameperiod']})|(?P<word>(?<![以之])(?:{'|'.join(words)})(?!(?<=周)[期边岁长转]|(?<=年)[纪级龄]))|{groups})")


def find_atoms(norm: str) -> Iterator[Atom]:
    """Find the pieces, left to right."""
    for match in _pattern().finditer(norm):
        atom = _read(match.lastgroup or "", match.start(), match.end(), match.group())
        if atom is not None:
            yield atom


def _year(text: str) -> int:
    """A year as written; two digits are of this century up to 50."""
    value = read_small(text)
    return value if len(text) > 2 else value + (2000 if value <= 50 else 1900)


def _read(name: str, start: int, end: int, text: str) -> Atom | None:
    """Read one hit into an atom."""
    if name == "word":
        rank, field, number = _words()[text]
        if field == "months":
            return Atom(start, end, name, rank, {"month": 1}, {"month": number})
        fields = {field: number, "whole": 1} if text[0] == "全" else {field: number}
        return Atom(start, end, name, rank, fields)
    return READERS[name](start, end, text)


def _read_iso(start: int, end: int, text: str) -> Atom:
    year, month, day = map(int, SPLIT_DATE.split(text))
    return Atom(start, end, "iso", 1, {"year": year, "month": month, "day": day})


def _read_isomonth(start: int, end: int, text: str) -> Atom:
    year, month = map(int, SPLIT_DATE.split(text))
    return Atom(start, end, "isomonth", 1, {"year": year, "month": month})


def _read_years(start: int, end: int, text: str) -> Atom:
    first, last = NUMERALS.findall(text)[:2]
    left = _year(first)
    right = _year(last) if len(last) > 2 else left // 100 * 100 + read_small(last)
    return Atom(start, end, "years", 1, {"year": left}, {"year": right})


def _read_year(start: int, end: int, text: str) -> Atom:
    numeral = NUMERALS.search(text)
    return Atom(start, end, "year", 1, {"year": _year(numeral.group())} if numeral else {})


def _read_yearfy(start: int, end: int, text: str) -> Atom:
    year = _year(DIGITS.findall(text)[-1])
    if text[1] == "Q":
        return Atom(start, end, "yearfy", 1, {"year": year, "quarter": int(text[0])})
    if text[1] == "H":
        return Atom(start, end, "yearfy", 1, {"year": year, "half": int(text[0])})
    return Atom(start, end, "yearfy", 1, {"year": year})


def _read_months(start: int, end: int, text: str) -> Atom:
    numeral = NUMERALS.search(text)
    return Atom(start, end, "months", 2, {"month": 1}, {"month": read_small(numeral.group()) if numeral else 1})


def _read_pair(name: str, field: str, rank: int, start: int, end: int, text: str) -> Atom:
    first, last = NUMERALS.findall(text)[:2]
    return Atom(start, end, name, rank, {field: read_small(first)}, {field: read_small(last)})


def _read_unit(name: str, field: str, rank: int, start: int, end: int, text: str) -> Atom:
    numeral = NUMERALS.search(text)
    return Atom(start, end, name, rank, {field: read_small(numeral.group())} if numeral else {})


def _read_half(start: int, end: int, text: str) -> Atom:
    return Atom(start, end, "half", 2, {"half": int(text[1]) if text[0] == "H" else 1})


def _read_weekday(start: int, end: int, text: str) -> Atom:
    prefix = text[:-1].removesuffix("周").removesuffix("星期").removesuffix("礼拜").removesuffix("个")
    fields = {"weekday": WEEKDAYS[text[-1]]} | ({"dweek": DIRECTION[prefix]} if prefix else {})
    return Atom(start, end, "weekday", 5, fields, {**fields, "weekday": 6} if text[-1] == "末" else None)


def _read_clock(start: int, end: int, text: str) -> Atom:
    parts = [int(part) for part in DIGITS.findall(text)]
    return Atom(start, end, "clock", 7, dict(zip(("hour", "minute", "second"), parts, strict=False)))


def _read_edge(start: int, end: int, text: str) -> Atom:
    unit = {"年": 1, "季": 2, "月": 3, "报": 8, "期": 8, "本": 8}.get(text[0], 0)
    edge = -1 if text[-1] == "初" or text == "伊始" else 0 if text[-1] == "中" else 1
    return Atom(start, end, "edge", 8, {"edge": edge, "unit": unit})


def _read_plain(name: str, start: int, end: int, text: str) -> Atom:
    return Atom(start, end, name, 0, {})


Reader = Callable[[int, int, str], Atom | None]


def _reader(function: Callable[..., Atom], *head: str | int) -> Reader:
    """`function` with its first arguments given."""
    return partial(function, *head)


READERS: dict[str, Reader] = {
    "iso": _read_iso,
    "isomonth": _read_isomonth,
    "years": _read_years,
    "year": _read_year,
    "year2": _read_year,
    "yearbare": _read_year,
    "yearfy": _read_yearfy,
    "months": _read_months,
    "monthrange": _reader(_read_pair, "monthrange", "month", 3),
    "quarterrange": _reader(_read_pair, "quarterrange", "quarter", 2),
    "dayrange": _reader(_read_pair, "dayrange", "day", 5),
    "quarter": _reader(_read_unit, "quarter", "quarter", 2),
    "half": _read_half,
    "month": _reader(_read_unit, "month", "month", 3),
    "day": _reader(_read_unit, "day", "day", 5),
    "weekday": _read_weekday,
    "clock": _read_clock,
    "daypart": _reader(_read_plain, "daypart"),
    "edge": _read_edge,
    "report": _reader(_read_plain, "report"),
    "decade": _reader(_read_plain, "decade"),
    "century": _reader(_read_plain, "century"),
    "plan": _reader(_read_plain, "plan"),
    "window": _reader(_read_plain, "window"),
    "streak": _reader(_read_plain, "streak"),
    "sameperiod": _reader(_read_plain, "sameperiod"),
    "now": _reader(_read_plain, "now"),
    "named": _reader(_read_plain, "named"),
    "tradingday": _reader(_read_plain, "tradingday"),
}
