"""The part a time plays in its clause: the period of a fact, a yardstick, the day of a publication, a name.

`read_role` is the way in; `TimeRole` says what each answer means.
"""

import re
from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

from zhextract.expressions import rarely
from zhextract.lexicons import either, firsts, read_table
from zhextract.linking.frames import Frame, Layout
from zhextract.records import Time
from zhextract.spans import Span

__all__ = ["SINCE", "TimeRole", "find_names", "is_since", "is_window", "read_noun", "read_role"]

# topic      says when what follows holds, until another time does
# local      says when the next amount holds, and no other (由1961年的33%; 十年增长1.3倍)
# sentence   says when the rest of its sentence holds (近三年共投入)
# own        says when an amount in its own clause holds, and is forgotten where there is none (成立于2003年)
# weak       the name of a report gives its year (《2022年统计公报》), for want of a better time
# none       does not say when anything holds
TimeRole = Literal["topic", "local", "sentence", "own", "weak", "none"]

# What names the days of a document's life: 成文日期：, perhaps on the line before.
LABEL = rarely(r"(?:日期|时间)\s{0,20}(?:[:：]|\n)\s{0,20}$")
LABEL_GAP = 30
# 《…》 and what is named in it.
NAME = re.compile(r"《[^《》\n]{0,120}》")
# A document whose year is the year it reports on, at the end of its name: 统计公报, 年度报告; not a plan or a law.
REPORT = rarely(r"(?:公报|年报|季报|年鉴|报告|白皮书|蓝皮书|统计|数据|账本|情况)(?:[(（][^）)]*[)）])?》?$")
# The first characters of what stands behind a record's time.
RECORD_OPENINGS = "以内来的单同历年次新最高低峰首纪记"
# Behind 创2023年以来, 近4个月内: a record, not a period.
RECORD = re.compile(
    rf"(?=[{RECORD_OPENINGS}])(?:以来|内|来)?的?(?:单月|单季|单日|同期|历史|年内)?(?:次)?(?:新高|新低|最高|最低|最大|最小|最好|最快|最多|最少|最强|最佳|高点|低点|高位|低位|峰值|首次(?!申请)|首度|纪录|记录)"
)
# Times that fit one amount or one sentence: windows, streaks, 同期, 目前.
FLEETING = frozenset(
    {"time/window", "time/streak", "time/sameperiod", "time/now", "time/named", "time/tradingday", "time/lapse"}
)
# Times that tell the hour of a day.
CLOCK = frozenset({"time/clock", "time/daypart"})
# So many days running, or that a mean is over.
STREAK = "time/streak"
# The days off of a holiday, which a clause may only speak about: 延长全国春节假期.
HOLIDAYS = "time/holidays"
# What FLEETING are, by their words, where the rule is not known.
WINDOW = rarely(
    r"(?:最?近|过去|未来|今后)[的这]?[\d一二三四五六七八九十两几]|连续|同期|目前|当前|现在|^[\d一二两三四五六七八九十]{1,2}年[来间]?$"
)
# Behind a window that heads a stretch of text: 近三年，…; 过去的40年里.
HEADS = re.compile(r"[里中间内来]*(?:以来)?[，,：:]")
# Behind the time from which on something holds: 自8月1日起上涨, not 由8月的3%.
ONWARDS = ("起", "开始", "以来", "至今", "以后", "之后")
# Behind the month or day of a future or a bond, by how that ends: 7月交割, 9月原油期货合约, 9月份交付期货, 1月23日到期的债券.
DUE = re.compile("到期的|交[割付](?:的|期货|合约)")
CONTRACTS = {"月": re.compile(r"交割|到期|[^，。；、的\d]{0,10}(?:期货|合约)"), "份": DUE, "日": DUE}
# Behind the year that a document is numbered in: 2025年第18号公告.
NUMBERED = rarely(r"第\s?[\d一二三四五六七八九十]+\s?号")
# What opens a clause that only says what something is done for: 为确保2024年完工,….
AIM = "为"
# What stands behind a plan's years that hold for what follows: “十四五”,….
PAUSES = frozenset("，,：:。；;、")
# Behind a yardstick that has its own value: 低于2015年的历史峰值3485亿美元, 较上季3.1%的增速, 相比2010年增幅8.5%; not 较上季高3个百分点.
OWN_VALUE = re.compile(
    r"的|\d[\d.,]*[%万亿]?(?:[和、][^，。；、和\d]{2,6}\d[\d.,]*[%万亿]?)?的|(?:全年|同期)?(?:增[幅速]|[涨降跌]幅)(?=\d)"
)
# The same where a name leads to the value, and what it came to follows: 较2007年毛利率38.8%下降了5个百分点; not 较2007年增加5亿元.
MOVED = r"(?:[增减升降高低多少涨跌][加长少低了出约近]{0,2}|提[高升]了?|[扩放]大了?|收窄了?|回落了?|下滑了?)"
OWN_AMOUNT = rarely(rf"(?![^，。；、\d]*{MOVED}\d)[^，。；、\d]{{0,16}}\d[\d.,]*[^，。；、\d]{{1,6}}?{MOVED}\d")
# Behind the whole or yardstick that an amount is a part of: 占2009年的65%, 达到去年全年的五成; not 达到2009年的3亿元.
PART = rarely(
    r"[^，。；、\d]{0,6}的[近约超过逾不足到]{0,2}(?:\d[\d.,]*\s?(?:个?百分点|[%％‰倍成])|[一二三四五六七八九十两几半百分之]{1,8}[成倍数半]?|[一二三四五六七八九]成[一二三四五六七八九半])"
)
# Behind a second yardstick with its own value: 低于去年同期3.1%和去年全年3.3%的增速.
AND_VALUE = re.compile(r"\d[\d.,]*%的")
# What a line break inside a sentence leaves between a word and its time.
BLANKS = frozenset(" \n\r\t\u3000\xa0")
# A yardstick whose words stand before its time: 比疫情暴发前的2019年第四季度低.
FAR_BASE = rarely(r"(?:比|较|与)[^，,；;。\d]{1,14}[的前后]")
# What began at a time and goes on: 3月28日开始注气以来.
SINCE = re.compile(r"(?:起|开始)?[^，。；、\d]{0,20}(?:以来|至今)")
# The same behind 自, whose clause may be longer: 自去年4月,某部门等部署综合治理以来; nothing else may begin in it.
SINCE_FAR = rarely(r"[^。；;\n\d]{0,60}?以来(?=[，,])")
# From a time on, or by how that was: 从8月25日起,…; 从去年的情况看,….
STARTS = rarely(r"[起开]始?[，,]?|[^，。；、\d]{0,8}看[，,]")
# Behind the day whose market the text goes on to tell of: 原油期货10日收盘走低.
SESSION = re.compile("(?:早盘|午后|盘中|尾盘)?(?:收盘|开盘|震荡|收[涨跌高低]|走[高低强弱])")
SINCE_WORDS = frozenset("自从")
# Before the day up to which something is counted.
UP_TO = ("截至", "截止")
# Behind a day on which something happens while, or because, something is reported: 昨日,随着…报道,股价下跌.
UNDER = re.compile("[，,](?:随着|由于|受)")
# Behind a verb of publication that only says under what circumstances something happens: 新规公布后, 未披露计划的情况下.
NO_REPORT = "以来|[^，,。；;]{0,8}[后前](?:[，,]|未)|[^，,。；;]{0,12}的情况下"
# Far enough for a verb of publication to stand behind its day.
REACH = 48


class Words(NamedTuple):
    """The rows of `linking_times.tsv`, made ready."""

    before: dict[str, str]
    before_ends: frozenset[str]
    base_after: re.Pattern[str]
    never_after: re.Pattern[str]
    named_after: re.Pattern[str]
    founded: re.Pattern[str]
    namers: frozenset[str]
    publish: re.Pattern[str]
    openings: frozenset[str]


def _any_of(words: list[str]) -> re.Pattern[str]:
    """One expression to match any of some words at one place; plain words (`either`) are quicker to search for."""
    return re.compile(f"(?=[{firsts(words)}])(?:{either(words)})")


@cache
def _words() -> Words:
    before: dict[str, str] = {}
    after: dict[str, list[str]] = {"base": [], "never": [], "named": [], "founded": [], "publish": [], "namer": []}
    for word, side, role in read_table("linking_times", 3):
        if side == "before":
            before[word] = role
        elif side in ("after", "verb", "time"):
            after[role].append(word)
    base, never, named, founded = (_any_of(after[name]) for name in ("base", "never", "named", "founded"))
    openings = frozenset(word[0] for word in after["base"] + after["never"]) | frozenset(RECORD_OPENINGS)
    ends = frozenset(word[-1] for word in before)
    return Words(
        before,
        ends,
        base,
        never,
        named,
        founded,
        frozenset(after["namer"]),
        re.compile(f"(?<!未)(?:{either(after['publish'])})(?!{NO_REPORT})"),
        openings,
    )


def find_names(norm: str) -> list[Span]:
    """Find the titles between 《 and 》, in text order.

    >>> find_names("印发《办法》。")
    [Span(start=2, end=6)]
    """
    return [Span(*match.span()) for match in NAME.finditer(norm)]


@cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [(word, role) for word, side, role in read_table("linking_times", 3) if side == "noun"]
    return tuple((name, re.compile(either(word for word, role in rows if role == name))) for name in ("stock", "flow"))


def read_noun(norm: str, start: int, end: int) -> str:
    """Read whether words name a balance, which holds at the end of a time, or a turnover, which holds over it.

    >>> read_noun("贷款余额", 0, 4), read_noun("生猪出栏", 0, 4), read_noun("面积", 0, 2)
    ('stock', 'flow', '')
    """
    return next((name for name, pattern in _nouns() if pattern.search(norm, start, end)), "")


def read_role(norm: str, layout: Layout, names: list[Span], time: Time, frame: Frame | None) -> TimeRole:
    """Read the part a time plays in the text, before an amount (`frame`) where one follows it."""
    clauses = layout.clauses
    if frame is not None and time.start >= frame.clause_span.start:
        start = frame.quantity.start
        return _role_in_clause(norm, time, frame.clause_span, names, start, reach=start)
    index = layout.clause_at(time.start)
    reach = clauses[index].end
    if time.end == reach and index + 1 < len(clauses):
        reach = clauses[index + 1].end
    if frame is not None:
        reach = min(reach, frame.quantity.start)
    return _role_in_clause(norm, time, clauses[index], names, None, reach=reach)


def _role_in_clause(
    norm: str, time: Time, clause: Span, names: list[Span], number: int | None, *, reach: int
) -> TimeRole:
    """The part a time plays in its clause.

    Args:
        norm: Normalised text.
        time: The time.
        clause: Its clause.
        names: What `find_names` found.
        number: Where the next amount begins, if it stands in the same clause.
        reach: How far a verb of publication is looked for: the clause's end, or the next one's where the time
            has a clause to itself.
    """
    words = _words()
    start, end = time.start, time.end
    name = names[bisect_right(names, (start, len(norm))) - 1] if names and names[0].start < start else None
    if name is not None and name.end > start:
        return "weak" if REPORT.search(norm, start, name.end) and _is_year(time) else "none"
    before = _word_before(norm, start, words)
    if before == "base" or (norm[clause.start] in "比较与" and FAR_BASE.fullmatch(norm, clause.start, start)):
        return (
            "local"
            if number is not None
            and (OWN_VALUE.match(norm, end) or OWN_AMOUNT.match(norm, end))
            and not words.base_after.match(norm, end)
            else "none"
        )
    is_part = before == "part" and number is not None and PART.match(norm, end)
    if before == "whole" or is_part or _says_nothing(norm, time, words, number):
        return "none"
    if number is None and before in ("event", "from"):
        goes_on = _goes_on(norm, start, end) if before == "from" else _is_before_verb(norm, start, end, clause, words)
        return "sentence" if goes_on else "own"
    if number == end and norm[start - 1] in "和、" and AND_VALUE.match(norm, end):
        return "local"
    if before == "from" and number is not None and number - end <= 8 and not norm.startswith(ONWARDS, end):
        return "local"
    may_publish = _is_day(time) and not norm.endswith(UP_TO, 0, start)
    if may_publish and words.publish.search(norm, end, min(reach, end + REACH)) and not UNDER.match(norm, end):
        return "own" if number is not None else "none"
    return _role_of_kind(norm, time, clause, number)


def _says_nothing(norm: str, time: Time, words: Words, number: int | None) -> bool:
    """Whether a time only labels a document, tells the hour, sets a record, or names a contract or a standard."""
    start, end = time.start, time.end
    is_plan = number is not None and _is_year(time) and norm.startswith(("规划", "计划"), end)
    if (
        norm[end : end + 1] in words.openings
        and not is_plan
        and (words.base_after.match(norm, end) or words.never_after.match(norm, end) or RECORD.match(norm, end))
    ):
        return True
    if time.text == "同期" and norm[start - 1] == "年":  # 五年同期, 往年同期: an average
        return True
    if time.rule == STREAK and time.text[-1] == "日":  # 20日均价: a mean
        return True
    if time.text in words.namers and words.named_after.match(norm, end):
        return True
    if (time.rule in CLOCK and "日" not in time.text) or (time.period is None and time.text[0] == "连"):
        return True
    contract = CONTRACTS.get(time.text[-1])
    if contract is not None and contract.match(norm, end):
        return True
    if norm[end : end + 1] == "第" and NUMBERED.match(norm, end):
        return True
    last = norm[start - 1 : start]
    may_be_labelled = (last.isspace() or last in (":", "：")) and _is_day(time)
    return may_be_labelled and LABEL.search(norm, max(0, start - LABEL_GAP), start) is not None


def is_since(norm: str, start: int, end: int) -> bool:
    """Whether what began at a time goes on: 3月28日开始注气以来, 自去年4月,某部门部署综合治理以来."""
    if SINCE.match(norm, end):
        return True
    return norm[start - 1] in SINCE_WORDS and SINCE_FAR.match(norm, end) is not None


def _goes_on(norm: str, start: int, end: int) -> bool:
    """Whether the sentence is about what holds from a time on."""
    return STARTS.match(norm, end) is not None or is_since(norm, start, end)


def _is_before_verb(norm: str, start: int, end: int, clause: Span, words: Words) -> bool:
    """Whether 于 and its time stand before a verb that goes on in the next clauses: 某局于5月8日对你单位进行检查, not 成立于2003年."""
    return norm[start - 1] == "于" and clause.end > end and not words.founded.match(norm, end)


def _word_before(norm: str, start: int, words: Words) -> str:
    """The role of the word that stands before a time, blanks of a broken line aside."""
    touching = start
    while touching and norm[touching - 1] in BLANKS and start - touching < 4:
        touching -= 1
    if not touching or norm[touching - 1] not in words.before_ends:
        return ""
    for at in range(max(0, touching - 4), touching):
        role = words.before.get(norm[at:touching], "")
        if role:
            return role
    return ""


def _role_of_kind(norm: str, time: Time, clause: Span, number: int | None) -> TimeRole:
    """The part that its own kind and its place in the clause give a time."""
    start, end = time.start, time.end
    if time.text.endswith(("年同期", "年同月")):
        return "local"
    is_named = time.rule == HOLIDAYS and start - clause.start > 2
    if number is None and (is_named or _is_quoted(norm, time, clause) or time.text.startswith("连续")):
        return "own"
    if is_window(time):
        if start - clause.start > 3 and number is not None:
            return "local"
        return "topic" if HEADS.match(norm, end) and time.kind != "relative" else "sentence"
    if number is None and norm[clause.end - 1] == "后" and clause.end > end + 1:
        return "own"  # 6月底限价到期后,…: an event that is over
    if number is None and norm[clause.start] == AIM and end + 1 < clause.end:
        return "own"
    is_deep = start > clause.start + 6 and not norm.endswith(UP_TO, 0, start) and not SESSION.match(norm, end)
    if number is None and is_deep and not _is_long(time):
        return "own"
    if number is None and time.text[0] == "“" and (start > clause.start + 3 or _is_modifier(norm, time)):
        return "own"
    return "sentence" if "其中" in norm[max(0, start - 4) : start] else "topic"


def _is_modifier(norm: str, plan: Time) -> bool:
    """Whether a plan only says which works or aims: 一批“十四五”重点工程; not “十四五”期间, “十四五”,…."""
    return plan.text[-1] in "”五" and norm[plan.end : plan.end + 1] not in PAUSES


def _is_quoted(norm: str, time: Time, clause: Span) -> bool:
    """Whether a time stands in words that its clause only quotes: 实现“到2030年土地退化零增长”目标."""
    opening = norm.rfind("“", clause.start, time.start)
    return opening >= 0 and norm.find("”", opening, time.start) < 0 and norm.find("”", time.end, clause.end) >= 0


def is_window(time: Time) -> bool:
    """Whether a time fits one amount or one sentence: 近三年, 连续两年, 同期, 目前.

    >>> is_window(Time(0, 3, "近三年", "2021/2023"))
    True
    """
    return time.rule in FLEETING or (not time.rule and WINDOW.search(time.text) is not None)


def _is_year(time: Time) -> bool:
    return time.period is not None and len(time.period) <= 7


def _is_long(time: Time) -> bool:
    """Whether it is a year, half or quarter, or several months."""
    period = time.period or ""
    return len(period) == 4 or "/" in period or period[5:6] in ("Q", "H")


def _is_day(time: Time) -> bool:
    period = time.period or ""
    return ("/" not in period and len(period) >= 10) or time.text in (
        "近日",
        "日前",
        "近期",
        "今天",
        "昨天",
        "昨日",
        "今日",
    )
