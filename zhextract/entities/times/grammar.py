"""What the pieces of time expressions look like: expressions built from named parts.

`NUMBERED` pieces begin with a numeral, `WORDED` ones with a word. Nearly all
numerals of a text are amounts, so a gate looks at what follows the numeral
before any of the numbered patterns is tried, and an automaton knows how the words
open; that is what makes the whole fast. Each name becomes a group of
its expression, and `atoms` has a reader for each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from zhextract.entities.times.calendars import eras, events, holidays
from zhextract.lexicons import read_table

__all__ = ["CN", "Grammar", "grammar", "words"]

CN = "〇零○一二三四五六七八九"

# The numerals of a year, a month, a day, an hour, a minute; longest first. No year 2300, no month 13, no day 32.
YEAR = rf"(?:1[0-9]{{3}}|20[0-9]{{2}}|21[0-4][0-9]|[一二][{CN}]{{3}})"
NEAR_YEAR = "(?:19[5-9]|20[0-5])[0-9]"
ONES = "[一二三四五六七八九]"
MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|{ONES})"
DAY = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|(?:二?十|廿){ONES}?|{ONES})"
HOUR = f"(?:2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十{ONES}?|[零两一二三四五六七八九])"
MINUTE = f"(?:[0-5]?[0-9]|[二三四五]?十{ONES}?|[零〇]?{ONES})"
QUARTER = "[一二三四1-4]"
COUNT = "(?:[0-9]{1,4}|[一二两三四五六七八九十百几数半]{1,5})"
TO = r"\s?(?:[-—–－~～]{1,2}|至|到)\s?"
NOT_DECIMAL = r"(?<!\.)"
# What a report gives by years: 23年净利润, 20-22年归母净利润.
REPORTED = "(?:公司)?(?:分别|预计)?(?:实现)?(?:业绩|营业|营收|归母|扣非|净利|毛利|收入|利润|EPS|PE|每股|研发|定增|股权激励|限制性股票)"

# What a share costs by the profit of a year: 24年16倍PE, 19 年 24.3 倍 P/E.
MULTIPLE = r"[0-9.]+\s?(?:倍|[xX])\s?(?:估值|动态|市[盈净销]率|P/?[EBS])"


def _consecutive(last: int) -> str:
    """Two neighbouring numbers of a list, so that no list counter is taken for a month: 1、2月, not 1、8月."""
    chinese = ["", *"一二三四五六七八九十", "十一", "十二"]
    return "|".join(f"{n}[、和]{n + 1}|{chinese[n]}[、和]{chinese[n + 1]}" for n in range(last - 1, 0, -1))


NUMBERED = {
    # 2024-08-16, 2024/8/16, 2024.8.16; not 2024-8, not 2024.8.16.1
    "iso": r"(?<![./])(?:(?<!-)(?:19|20)[0-9]{2}-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])|(?:19|20)[0-9]{2}(?:"
    r"/(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])|\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])))(?!\.?[0-9](?![0-9]?:))",
    # 2024-08, 2024/08; not 2024-08-16, not 2024-2025
    "isomonth": r"(?<![.\-/])(?:19|20)[0-9]{2}[-/](?:1[0-2]|0[1-9])(?![0-9.\-/])",
    # 2021—2023年, 2021-23年, and 2021-2025 without 年 where no unit follows; not 2000-3000元
    # 20-22 年净利润: two digits only where the figure of a report follows
    "years": rf"{NOT_DECIMAL}(?:{YEAR}{TO}(?:{YEAR}|[0-9]{{2}})\s?(?:年度|财年|年)(?!期)|[12][0-9]{TO}[12][0-9]\s?年(?={REPORTED})"
    rf"|(?<![-〔\[(]){NEAR_YEAR}{TO}{NEAR_YEAR}(?![0-9,.\-—]|\s?[%万亿千百元吨个家米公倍号〕点人户]))",
    # 2023一季报, 22年三季报, 23年中报
    "yearreport": rf"{NOT_DECIMAL}(?:{NEAR_YEAR}年?|[0-9]{{2}}年)(?:第?[一三]季度?|半年度?|中)报(?![复告])",
    # 2023年, 二〇二三年, 2023年度; not 2000余年, 2000年期; but 2023年期间费用
    "year": rf"{YEAR}\s?(?:年度|财年|会计年度|年)(?!期(?![间末初])|代)",
    # 40年来, 五年间, 3个月来
    "window": rf"{NOT_DECIMAL}{COUNT}[多余几]?(?:年|个月)[多余]?(?:以来|来|间)(?![自])",
    # 五年前, 三个多月前 where something is compared with it; not 比23年前11个月, not 从三天前后
    "ago": rf"{NOT_DECIMAL}(?<=[较比由从自与])(?:[0-9]{{1,2}}|[一二两三四五六七八九十几数]{{1,3}})[多余来]?"
    r"(?:年|天|周|个[多余]?(?:月|星期|小时|礼拜)|小时|分钟)(?:之|以)?前(?![0-9一二三四五六七八九十半期后瞻沿置端台列往来])",
    # 两日连涨, 20日均价, 3年新低, 1年多来新高, 两年平均, 十年增长
    "streak": rf"{NOT_DECIMAL}{COUNT}(?:(?:个交易日|[日天周])(?=连[跌涨升降])"
    rf"|[多余]?(?:年|个月|个季度)[多余]?(?:以来|来|内)?(?=的?(?:新[高低]|最[高低大小好快慢多少])))"
    rf"|{NOT_DECIMAL}(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})年(?=平均|增长|累计|翻)|(?<![.月])[0-9]{{1,3}}日(?=主力成本|均价)",
    # 23年底, 07年第三季度: two digits only where a part of the year, or what a share costs by its profit, follows
    "year2": rf"{NOT_DECIMAL}(?:[0-9]{{2}}|[{CN}]{{2}})\s?年"
    rf"(?=\s?(?:[底末初]|年[底末初]|上半年|下半年|第?[一二三四1-4首]季|Q[1-4]|H[12]|{MONTH}月|第|[前头](?:{MONTH}个?月|[一二两三23]季)|全年|年报|{REPORTED}|{MULTIPLE}))"
    rf"|{NOT_DECIMAL}[12][0-9]\s?年?(?=(?:\s?[、/,和及]\s?[12][0-9]\s?年?){{1,5}}(?<=年)(?:{REPORTED}))",
    # the 2020 of 2020Q4 and 23H1; the 2021 of 2021、2022年; the 2023 of 年度报告(2023)
    "yearbare": rf"{NOT_DECIMAL}(?:(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?=\s?[QH][1-4](?![0-9A-Za-z]))"
    rf"|{YEAR}(?=(?:\s?[、/,和及与]\s?{YEAR}){{1,6}}\s?年)|{NEAR_YEAR}(?=全年|年?上半年)|(?<=(?:报告|公报|年鉴)[(（]){NEAR_YEAR}(?=[)）]))",
    # 1Q23, 1H2023, 1H22末, 2023E
    "yearfy": r"(?<![A-Za-z.])(?:[1-4]Q(?:20)?[0-9]{2}末?|[12]H(?:20)?[0-9]{2}末?|20[0-4][0-9][EA])(?![0-9A-Za-z])",
    # 1—11月, 1-2月份, 4、5月份; 一至三季度, 一、二季度; 1至7日
    "monthrange": rf"{NOT_DECIMAL}(?:{MONTH}{TO}{MONTH}|{_consecutive(12)})月(?:份)?(?!\s?{DAY}\s?[日号])",
    "quarterrange": rf"{NOT_DECIMAL}(?:{QUARTER}{TO}{QUARTER}|{_consecutive(4)})季度",
    "dayrange": rf"{NOT_DECIMAL}{DAY}{TO}{DAY}[日号]",
    # 八月初一, which only the lunisolar calendar writes; not 8月初一季度
    "lunarday": f"(?:十[一二]?|{ONES})月初[一二三四五六七八九十](?![季期个批步审级阶轮])",
    "quarter": rf"{NOT_DECIMAL}{QUARTER}季(?:度|(?=[报末]))",
    "month": rf"(?<![统每唯.下上某]){MONTH}\s?月(?:份)?(?![亮饼球])",
    "day": rf"{NOT_DECIMAL}{DAY}\s?[日号]",
    # 3pm, 3:15 p.m.; 16:30, 8时30分, 三点半, 9点钟; not 1:30的比例
    "clock": rf"(?<![.:])(?:(?:1[0-2]|0?[0-9])(?::[0-5][0-9]\s?[aApP]\.?(?:[mM]\.?)?|\s?[aApP]\.?[mM]\.?)(?![A-Za-z])|{HOUR}(?::[0-5][0-9](?::[0-5][0-9])?(?![0-9:]|的?比)(?:[时分](?!间))?"
    rf"|[点时]{MINUTE}分(?:{MINUTE}秒)?|[点时](?:半|[一三13]刻|[整许钟]))|(?:2[0-4]|1[0-9]|0?[0-9])时(?![间候期代空差段]))",
    # 9~12点半, 五到六点, 七八点
    "hourrange": f"{NOT_DECIMAL}(?:{HOUR}{TO}{HOUR}[点时]|(?:两三|三四|四五|五六|六七|七八|八九|九十)点钟?)(?:半|(?![间候期代]))",
    # 8点, 八时, 三点十五: a time only behind a day or a part of it
    "clockweak": f"{NOT_DECIMAL}{HOUR}(?:点(?:[搭踏]?(?:{MINUTE}|半)(?![0-9%度倍万亿])(?:个字)?)|[点时])",
    # “3·15”: the day that names an event
    "named": r"(?<=[“\"])(?:1[0-2]|[1-9])[·ꞏ•・‧.](?:3[01]|[12][0-9]|[1-9])(?=[”\"])",
    "decade": rf"(?:(?:[0-9]{{1,2}}|(?:{ONES}|[一二]?十{ONES}?))世纪)?(?:[0-9]0|{ONES}十)年代(?:初期?|前期|中期|末期?|后期)?",
    "century": f"(?:[0-9]{{1,2}}|{ONES}|[一二]?十{ONES}?)世纪(?:初|末|中叶)?",
}

WORDED = {
    # 上周四, 周末; not 周期, not 前一周日均
    "weekday": "(?:上上个?|上个?|本|这个?|今个|下下个?|下个?)?(?:周|星期|礼拜)[一二三四五六日天末](?!期|年|均)",
    "sameperiod": "(?:去年|上年|前年|上一年|今年|本年|当年)同[期月]|历史同期|同期",
    "word": "",
    "holiday": "",
    "era": "",
    "event": "",
    # FY2023
    "yearfy_": "FY(?:20)?[0-9]{2}(?![0-9A-Za-z])",
    "yearad": rf"公元{YEAR}\s?年",
    # 农历2015年十月初一, 农历闰四月, 正月初8, 腊月18
    "lunar": rf"(?:农历|阴历|旧历)\s?(?:{YEAR}\s?年)?(?:闰?(?:{MONTH}|[正冬腊])月(?:初?{DAY}[日号]?)?)?|(?:闰{MONTH}|[正腊])月(?:初?{DAY}[日号]?)?",
    # 2021年春, 夏季; not 春节, 青春季
    "season": "(?<!青)[春夏秋冬]季(?![奥残])",
    # the 晚 of 晚8点
    "late": f"[早晚](?={HOUR}[点时:])",
    # 前5月, 前十个月, 头两个月; 后三个月, 最后4个月
    "months": r"(?:[前头首]|最后|后)\s?(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])\s?个?月(?:份)?(?!内)",
    "quarter_": rf"第{QUARTER}季(?:度|(?=[报末]))|第[1-4]季|(?<![A-Za-z迪])Q[1-4](?![0-9A-Za-z])(?:季度)?",
    "quarterrange_": rf"第{QUARTER}{TO}第?{QUARTER}季度",
    "half": r"(?<![A-Za-z])H[12](?![0-9A-Za-z])|半年度|半年(?=报)",
    # 年内回购3亿元: this year; not 一年内, 近年内, 去年内
    "yearin": rf"(?<![0-9{CN}十百两几半多近每整财届翌同当全去今本明前上下来年])(?<![^指]数)年内(?!容)",
    # the third Sunday of a month, its second week, the ninth month of a year
    "nthweekday": "(?:第[一二三四五1-5]|最后一)个?(?:周|星期|礼拜)[一二三四五六日天]",
    "nthweek": f"第{COUNT}(?:周|个(?:周|星期|礼拜))(?![一二三四五六日天年期])",
    "nthday": f"第{COUNT}天",
    "nthmonth": f"第{MONTH}个月",
    # 年末, 月底, 季末; 期末, 期初
    "edge": r"年[初末底]|月[初末底]|季[初末]|报告期[初末]|本?期[初末](?!考)",
    "report": "本?报告期(?:内|间)?|本期(?=[增减发变转计金数余利净])|上期(?=[增减发末营净实收金数])|当期(?=[实营净毛收新])",
    "decade_": f"(?:上个?|本)世纪(?:[0-9]0|{ONES}十)年代(?:初期?|前期|中期|末期?|后期)?",
    "century_": "(?:上个?|本)世纪(?:初|末|中叶)?",
    # “十四五”时期, “十四五”末, 十四五规划, “九五”期间; not 九五折
    "plan": r"[“\"‘]十[一二三四五六]五[”\"’](?:时期|期间|规划期|[初末])?|十[一二三四五六]五(?=[时期规初末以])(?:时期|期间|规划期|[初末])?"
    r"|[“\"]?[一二三四五六七八九十]五[”\"]?(?:时期|期间|(?=规划|计划))",
    # 近三年, 过去五年, 未来三天, 过去的40年里, 近20年来
    "window_": r"(?:最?近|过去的?|未来|今后|此前|以往)这?(?:[0-9]{1,3}|[一二两三四五六七八九十百几数半]{1,5})[多余来几]?"
    "(?:个?(?:财|会计)?年度?|个?月|个?季度|[日天周]|个(?:交易日|小时|星期)|小时)(?:以来|来|间|之?内|期间)?",
    # 连续3个月, 连跌4日, 逾3年新低
    "streak_": rf"连续{COUNT}[多余几]?(?:个(?:年度|月|季度|交易日|财年)|季度|[年周天日])|连[跌涨升降增]{COUNT}(?:个月|个交易日|[日天周年月])"
    rf"|(?:逾|超|超过){COUNT}[多余]?(?:年|个月|个季度)[多余]?(?:以来|来|内)?(?=的?(?:新[高低]|最[高低大小好快慢多少]))",
    "now": "目前|当前|(?<![表体呈出展发实])现在|眼下|如今(?!年)|此刻|此时(?!此)|依家|而家|近年来?|近期|近日|日前",
    "tradingday": f"[上前下次]{COUNT}?个?交易日|首个?交易日",
}

# 20240816 by itself; not part of a longer number or code.
COMPACT = (
    r"(?<![0-9A-Za-z.\-/])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.,\-%万亿千元])"
)
# A numeral that a unit of time, a range or a list follows: the gate to the numbered pieces. Its first character is
# behind, the rest of it ahead; not 1,234.
FIGURES = f"{CN}十廿两几数半百"
FOLLOWED = (
    r"[ \u00a0\n]?(?:[年月日号时点季世周天财会QHEAaPp]"
    rf"|(?:[\-—–－~～至到、和及与/]|,(?![0-9]{{3}}))[\-—~～ ]?[0-9{FIGURES}]|:[0-5]|个[多余]?[月季交半年]|[多余几来]个?[年月])"
)
GATE = (
    rf"(?<![0-9{CN}十百千万亿][0-9{FIGURES}])(?:(?<=[0-9])(?=[0-9]{{0,3}}{FOLLOWED}"
    r"|[0-9]{3}(?:\.[0-9]{1,2}\.|[全上)）]|[一三]季|半年|中报|[0-9]{4}(?![0-9]))"
    rf"|[0-9]?[·ꞏ•・‧.][0-9]{{1,2}}[”\"])|(?<=[{FIGURES}])(?=[{FIGURES}]{{0,5}}{FOLLOWED}))"
)
# 初, 末, 底 behind a unit: 2023年末, 一季度末.
BEHIND = "[初末底]|伊始|年中"
SEASON_BEHIND = "[春夏秋冬](?![季天]?[节运晚耕秋奥残])(?:季|天)?"
# How the worded pieces open, those of the tables aside: any of these characters, then any of those.
NUMERALS = f"0123456789{FIGURES}"
OPENINGS = (
    ("上下本这今", "上下个周星礼"), ("周", "一二三四五六日天末"), ("星", "期"), ("礼", "拜"),
    ("去上前今本当", "年"), ("上", "一期世"), ("历", "史"), ("同", "期月"), ("F", "Y"), ("公", "元"),
    ("农阴旧", "历"), ("闰", NUMERALS), ("正腊", "月"), ("春夏秋冬", "季"), ("早晚", NUMERALS),
    ("前头首后", NUMERALS), ("最", "后近"), ("第", NUMERALS), ("Q", "1234"), ("H", "12"), ("半", "年"),
    ("年月季期", "初末底"), ("年", "内"), ("报", "告"), ("本", "报期世"), ("当", "期"), ('“"‘', "一二三四五六七八九十"),
    ("一二三四五六七八九十", "五"), ("十", "一二三四五六"), ("近", f"{NUMERALS}这年期日"), ("过", "去"), ("未", "来"),
    ("今", "后"), ("如", "今"), ("此", "前刻时"), ("以", "往"), ("连", "续跌涨升降增"), ("逾超", f"{NUMERALS}过"), ("目当", "前"),
    ("现", "在"), ("眼", "下"), ("依而", "家"), ("日", "前"), ("上前下次首", f"{NUMERALS}个交"),
)  # fmt: skip
# 以前年度, 以后年度, 学前一年, 马上一年, 同年级, 本周期, 上年纪, 今日头条, 《明日…》, 基础上年均, 明天的希望 are no times.
NOT_AFTER, NOT_BEFORE = (
    "(?<![以之《])(?!(?<=学)前|(?<=上)下半|(?<=[马晚早础])上|(?<=[今是如])昨)",
    "(?!(?<=周)[期边岁长转]|(?<=年)[纪级龄]|(?<=今日)头条|(?<=全天)候|(?<=昨)[非是夕]|(?<=明天)(?:的希望|会更|更))",
)


@cache
def words() -> dict[str, tuple[str, str, int, str]]:
    """The words of the table: rank, field, number, part of the day."""
    return {word: (rank, field, int(number), part) for word, rank, field, number, part in read_table("time_words", 5)}


def _alternation(surfaces: Iterable[str]) -> str:
    """Any of these, the longest first, sorted by first character so that one look rules most of them out."""
    groups: dict[str, list[str]] = defaultdict(list)
    for surface in sorted(surfaces, key=len, reverse=True):
        groups[surface[0]].append(re.escape(surface[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


class Grammar(NamedTuple):
    """The compiled grammar: where a piece may start, and the pieces.

    Hardly a place in a text starts a piece. `gate` finds the numerals that may, `openings` (the words of the tables,
    and the first two characters of all other worded pieces) and `edges` (what may end a unit) the rest.
    """

    gate: re.Pattern[str]
    openings: AhoCorasick
    edges: re.Pattern[str]
    numbered: re.Pattern[str]
    worded: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """Compile the grammar."""
    named = {
        "word": f"{NOT_AFTER}(?:{_alternation(words())}){NOT_BEFORE}",
        "holiday": f"(?<![杨李王张刘陈赵周吴孙朱徐胡郭何高林])(?:{_alternation(holidays())})(?!上河)(?:小?长假|假期|假日|期间|黄金周)?",
        "event": f"(?:{_alternation(events())})(?:[0-9一二三四五六七八九十]{{1,4}}多?年)?以来",
        "era": f"(?:{_alternation(eras())})(?:元|[0-9]{{1,2}}|[{CN}十廿]{{1,4}})年",
    }
    openings = {surface for table in (words(), holidays(), eras(), events()) for surface in table}
    openings |= {first + second for firsts, seconds in OPENINGS for first in firsts for second in seconds}
    numbered = "|".join(f"(?P<{name}>{pattern})" for name, pattern in NUMBERED.items())
    worded = "|".join(f"(?P<{name}>{named.get(name, pattern)})" for name, pattern in WORDED.items())
    return Grammar(
        re.compile(f"[0-9{FIGURES}]{GATE}"),
        AhoCorasick(sorted(openings), implementation=Implementation.DFA),
        re.compile("[初末底伊年春夏秋冬](?<=[年月度季].)"),
        re.compile(f"(?:{numbered}|(?P<compact>{COMPACT}))"),
        re.compile(worded),
        re.compile(f"(?P<edge_>{BEHIND})|(?P<season_>(?<=年){SEASON_BEHIND})"),
    )
