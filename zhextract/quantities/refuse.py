"""What reads like an amount and is none.

`is_refused` sees an amount that has been read and the text around it. Its questions,
in order: is the numeral part of a word or name (千方百计, 三亚), of a code (PM2.5, 5G),
of an ordinal (第三方), a stretch of time that only dates (近三年), an article (一个),
or a figure without unit that nothing says is measured (list counters, page numbers)?
"""

import re
from collections.abc import Mapping
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.quantities.draft import Amount
from zhextract.quantities.tables import Tables, Unit

__all__ = ["is_article", "is_bare_amount", "is_counter", "is_refused", "load_unit_words"]

# Behind these a numeral is an ordinal or part of a name.
_ORDINAL = frozenset("第图表附")
# Things whose last character is one of these: 实到代表438人, 智能电表5万只; not 表4.
_COUNTED_BEFORE = ("代表", "电表", "水表", "气表", "热表", "手表", "钟表", "仪表", "地图")
_GAP = frozenset(" \u00a0")
_QUOTES = frozenset('“"「『‘《')

# A stretch of time before which one of these stands dates something: 近三年, 过去五年, 前5个月, 连续15天.
TIME_LEAD = re.compile(
    r"(?:第[^，。；]{1,3}个|近|(?<!提)前|(?:(?<!已)经过|历经|经历)了?|过去|未来|今后|连续|最近|第|此后|之后|未来的|过去的|接下来的|今明|头|首|随后|连|接下来|(?<!以)[上下]|这|往后|历时|至今|每|隔|后)$"
)
# 三年行动, 30日内, 5年期, 10年以上: a length that is counted.
DAY_TAIL = rarely(r"内|以内|之内|期|以上|以下|游|（|\(|届满")
YEAR_TAIL = rarely(
    r"期|以上|以下|内|以内|间|的|免|限|义务|制|行动|规划|有期|保修|质保|左右|不|未|多|(?:基本|全面|初步)?(?:完成|建成|见效|成型)"
)
DAY_LEAD = rarely(r"(?:之日起|届满|逾期|超过|起|不少于|满|提前|达|不足|不得少于|不超过|为期)$")

# 两天前, 四年以后, 三年来: counted from now or from an event, so it dates.
DATE_TAIL = re.compile(r"之?(?:前|后)|以(?:前|后|来)|来(?![自源])")

# A name that is written with letters right before the figure (PM2.5, C919), not a currency or a rate.
LETTERS = rarely(
    r"(?:RMB|CNY|USD|HKD|EUR|GBP|JPY|YoY|QoQ|MoM|yoy|qoq|mom|YOY|QOQ|MOM|US\$|HK\$|GDP|EPS|PE|PB|PS|ROE|CPI|PPI|PMI|M[012]|CR|TTM|P/E|P/B|CAGR)$"
)

# An index that is reported in points: 报1692点, 上证指数收于3051.52点.
_POINTS_FROM = 100

# 一起 is an adverb unless a case follows it: 一起诉讼, 一起较大火灾事故.
CASE_NOUN = rarely(r"[^，。；、,;\n]{0,9}?(?:案|诉讼|事故|事件|火灾|纠纷|投诉|车祸|爆炸)")

# Before a lone Chinese digit these make a word of it: 统一, 唯一, 初三, 其二.
_WORD_LEAD = frozenset("统唯专划单归逐某初高其任同如若之每-—·")

# 十届四次会议, 董事会三次会议: the meetings of a term are numbered, not counted.
_MEETINGS = frozenset("届会大协委")

# Letters that are data or current only in some company: 5G网络 is a name, 50G流量 is an amount.
_GENERATION = re.compile(r"[2-6]$")


def _inside_word(norm: str, amount: Amount, tables: Tables) -> bool:
    """Whether a listed word holds the whole numeral: 千方百计, 三门峡; 八点 does not hold 八点五, nor 四方 四|方面."""
    start, end = amount.number_start, amount.number_end
    refused = tables.refused
    found = refused.get(norm[start : start + 2], ()) + (refused.get(norm[start - 1 : start + 1], ()) if start else ())
    unit_end = end + len(amount.unit.surface) if amount.unit is not None and amount.rule != "fraction" else end
    is_counted = amount.unit is not None and _is_counted_noun(norm, amount, amount.unit, unit_end)
    for index, word in found:
        word_end = start - index + len(word)
        if is_counted and index == 0 and word_end == unit_end:
            continue
        if start >= index and norm.startswith(word, start - index) and (word_end == end or word_end >= unit_end):
            return True
    return False


def _is_counted_noun(norm: str, amount: Amount, unit: Unit, unit_end: int) -> bool:
    """Whether what follows makes a count of what is a name by itself: 二十条|以上, 八部|法律, but not 国务院二十条."""
    return amount.end > unit_end or (unit.surface, norm[unit_end : unit_end + 2]) in load_counted_nouns()


@cache
def load_unit_words() -> Mapping[str, tuple[str, ...]]:
    """Read the words that only open like a unit, by their first two characters."""
    groups: dict[str, list[str]] = {}
    for (word,) in read_table("unit_words", 1):
        groups.setdefault(word[:2], []).append(word)
    return {opening: tuple(words) for opening, words in groups.items()}


@cache
def load_counted_nouns() -> frozenset[tuple[str, str]]:
    """Read what 大, 点, 部 count (三大指标, 三点建议, 八部法律): the character and the opening of the noun."""
    return frozenset((character, noun) for character, noun in read_table("counted_nouns", 2))


def is_refused(norm: str, amount: Amount, tables: Tables, *, unit_words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an amount that was read, with a unit, is none after all.

    A unit that only opens another word is taken back from a figure that is an amount without it (13亿|人口).
    """
    start, unit = amount.number_start, amount.unit
    before = norm[start - 1] if start else ""
    first = norm[start]
    chinese = first > "9" and first not in "−－＋▲"
    if before in _ORDINAL and (unit is None or not norm.endswith(_COUNTED_BEFORE, 0, start)):
        return True
    if not chinese and before.isalpha() and before.isascii() and not LETTERS.search(norm, max(0, start - 5), start):
        return True
    if unit is None:
        return False
    if amount.number_end - start > _LONGEST_CODELESS and _is_code(norm, amount, unit):
        return True
    if _is_word(norm, amount, unit_words):
        if norm[amount.number_end - 1] not in "万亿余多":
            return True
        amount.unit, amount.end = None, amount.number_end
        return False
    if first == "半" and before == "个":
        return True
    if unit.reading == "t" or unit.dimension == "time":
        return _only_dates(norm, amount)
    if chinese and _chinese_refused(norm, amount, before, tables):
        return True
    return (unit.reading != "" or unit.surface in _OWN_WAYS) and _by_reading(norm, amount, unit)


def _is_code(norm: str, amount: Amount, unit: Unit) -> bool:
    """Whether a letter behind so many digits ends a code: 91500000123456789J."""
    return len(unit.surface) == 1 and unit.surface.isascii() and norm[amount.number_start : amount.number_end].isdigit()


def _is_word(norm: str, amount: Amount, unit_words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the unit is only the opening of another word: 5项目, 12天津."""
    unit = amount.unit
    if unit is None or len(unit.surface) > 2 or amount.rule in {"fraction", "tenths", "composite"}:
        at = amount.end if amount.rule == "tenths" else -1
        return at > 0 and norm[at - 1 : at] == "成" and norm[at : at + 1] in set("员立为果功本都就品套份交熟年长绩")
    at = amount.number_end
    while norm[at : at + 1] in _GAP:
        at += 1
    words = unit_words.get(norm[at : at + 2])
    return words is not None and norm.startswith(words, at)


def _only_dates(norm: str, amount: Amount) -> bool:
    """Whether a stretch of time dates something instead of being counted."""
    unit, start = amount.unit, amount.start
    if unit is None:
        return True
    lead = norm[max(0, start - 6) : start]
    surface = norm[amount.number_start : amount.number_end]
    tail = norm[amount.end : amount.end + _TAIL]
    led = TIME_LEAD.search(lead)
    if led is not None and _is_counted(norm, amount, lead[led.start() :], tail):
        return False
    if (
        led is not None
        or DATE_TAIL.match(tail)
        or (tail[:1] == "一" and not surface.isascii())
        or REACHES.search(lead)
        or tail.startswith(("新增", "新高", "新低"))
        or amount.bound == "nearly"
        or (amount.bound == "over" and norm[start] in "逾超")
    ):
        return True
    if amount.bound in _LIMITED and (amount.value is None or amount.value < _YEARS_FROM):  # 不超过九十日, 一年以内
        return False
    if unit.surface == "年":
        return _year_dates(norm, surface, tail, amount)
    if unit.surface == "日":
        return not (DAY_TAIL.match(tail) or DAY_LEAD.search(lead))
    if unit.surface in {"季度", "年度", "周", "星期", "礼拜"}:
        return unit.surface in {"季度", "年度"} or surface == "一"
    if surface == "一" and unit.surface == "个月":  # 最热的一个月, but 一个月内, 不足一个月
        is_one_of = not lead or lead[-1] in _ONE_OF or lead[-1] in _OPENERS
        return amount.bound == "exact" and is_one_of and tail[:1] not in {"内", "以", "期", "之"}
    return surface in {"一", "半", "百", "千", "万"} and unit.surface not in _LASTING


_TAIL = 6  # how much of what follows a stretch is looked at
_LIMITED = frozenset({"at_most", "at_least", "less_than"})
# 三年巨亏437亿元: the stretch that a sum was made over.
SUMMED = rarely("巨亏|[亏涨跌赚翻减]|累计|新增|共(?![同和])")
# 由八十一年的45%提高: a year of an era that is left out.
_ERA_FROM, _SINCE = 60, frozenset("由自从至到于在")
_YEARS_FROM = 1000  # years, and no number of years
# Before 一个月 these point at one of several: 最热的一个月, 上一个月.
_ONE_OF = frozenset("某上下前后首头近最第每整当同个唯哪任其")
_OPENERS = frozenset("，。；、！？：,;:\n \u3000（(“”的这那了")


# What a deadline ends in: 买入后六个月内, 一年内.
DEADLINE = re.compile(r"[之以]?内(?!到期)")
# A stretch that sums up the period just named: 2月至5月共16个月, 整整四十天.
REACHES = re.compile(r"整整$|[年月日]共$")
_LASTING = frozenset({"小时", "个小时", "个月", "分钟", "个钟", "钟头", "个钟头"})
_SHORT = frozenset({"分钟", "秒", "秒钟", "分", "小时", "个小时", "钟头", "个钟头"})


def _is_counted(norm: str, amount: Amount, lead: str, tail: str) -> bool:
    """Whether a stretch behind 前, 后 or 每 is counted all the same: 每2小时, 收盘前15分钟, 买入后六个月内."""
    if lead == "后":
        return DEADLINE.match(tail) is not None
    if lead.startswith(("经过", "历经", "经历")):
        return amount.unit is not None and amount.unit.surface in _SHORT
    if lead == "每":
        return norm[amount.number_start] not in "一半1" or norm[amount.number_start : amount.number_end].isdigit()
    return lead == "前" and amount.unit is not None and amount.unit.surface in _SHORT


def _year_dates(norm: str, surface: str, tail: str, amount: Amount) -> bool:
    value = amount.value if amount.value is not None else amount.low
    if (surface == "一" and DEADLINE.match(tail)) or (surface in {"一", "半"} and tail[:1] == "了"):
        return False
    if (
        surface in {"一", "半", "百", "千", "万", "十"}
        or value is None
        or value >= _YEARS_FROM
        or any(char in surface for char in "〇零")
    ):
        return True
    lead = norm[amount.start - 1 : amount.start]
    if SUMMED.match(tail) or (value >= _ERA_FROM and lead in _SINCE and not surface.isascii()):
        return True
    if not YEAR_TAIL.match(tail) and (not lead or lead in _OPENERS):  # 五年来之不易, 这极不平凡的五年
        return True
    if surface.isdigit() and len(surface) in {2, 3} and amount.bound == "exact":
        return surface[0] == "0" or not YEAR_TAIL.match(tail)
    return bool(re.match(r"[1-9一二三四五六七八九十]|底|末|初", tail))


def _chinese_refused(norm: str, amount: Amount, before: str, tables: Tables) -> bool:
    """Whether a Chinese numeral is part of a word, an article, or a name between quotation marks."""
    start, unit = amount.number_start, amount.unit
    surface = norm[start : amount.number_end]
    if surface[0] == "负":
        return False
    if amount.rule != "fraction" and _inside_word(norm, amount, tables):
        return True
    if unit is None or amount.rule in {"fraction", "composite"}:
        return False
    if surface == "一":
        return _only_article(norm, amount, before)
    if len(surface) == 1:
        return _lone_refused(norm, amount, before)
    if not surface.strip("百千万亿"):  # （百万元）, 单位：千万元
        return before != "" and before in "：:（(/／币位" and amount.bound == "exact"
    return surface[-2:] == "一一"


def _only_article(norm: str, amount: Amount, before: str) -> bool:
    """Whether 一 before a unit is only an article or part of a word: 一个, 一批, 聚在一起."""
    unit = amount.unit
    if unit is None or unit.surface == "番":
        return before not in {"翻", "了"}
    if before in {"元", "块"}:  # 3.5元一条: what a price buys
        return False
    if unit.surface == "起":
        return CASE_NOUN.match(norm, amount.end) is None
    if unit.reading in _COUNTED_ALONE or unit.surface in {"倍", "亩", "吨"} or unit.dimension == "information":
        return False
    return is_article(unit) or (len(unit.surface) == 1 and amount.bound == "exact")


_COUNTED_ALONE = frozenset("scz")


def is_article(unit: Unit) -> bool:
    """Whether 一 before a unit says no more than that there is one, wherever it stands: 一批, 一条."""
    return (
        unit.dimension in {"count", "index", "grade"}
        and unit.reading not in _COUNTED_ALONE
        and unit.surface not in {"倍", "起", "番"}
    )


# 这几家, 哪几项: 几 behind these points and does not count.
_POINTING = frozenset("这那哪某前后")


def _lone_refused(norm: str, amount: Amount, before: str) -> bool:
    """Whether one Chinese character, not 一, is no numeral here."""
    unit, surface = amount.unit, norm[amount.number_start]
    if unit is not None and surface in "百千万亿" and amount.bound != "exact":  # 近百对, 上千家
        return False
    if unit is None or (unit.dimension == "count" and unit.reading == "w"):
        return True
    if surface == "零":  # 零件
        return unit.dimension == "count"
    if surface in "百千万亿":  # 百家, （万吨）, 亿元企业
        return True
    if surface in "数几":
        return unit.dimension != "count" or unit.reading != "" or norm[amount.number_start - 1] in _POINTING
    if surface in "壹贰叁肆伍陆柒捌玖拾佰仟":  # 大陆架, 队伍
        return unit.dimension != "money"
    if before == "高" and unit.reading == "c":  # 提高三成, not 高三
        return False
    return before != "" and (before in _WORD_LEAD or (before in _QUOTES and unit.dimension == "count"))


# Units whose character has its own ways of being no unit; `_by_surface` knows them.
_CHARACTER_UNITS = frozenset("款版级届次番度期大科室进")
# 5A级, 3B类: a letter that grades.
_LETTER_UNITS = frozenset("APNKBVLWXx")
_LONGEST_CODELESS = 12  # a longer number before a letter is a code: 91500000123456789X
_AFTER_LETTER = frozenset("级股轮类型座字线年月")
_OWN_WAYS = _LETTER_UNITS | _CHARACTER_UNITS


def _by_reading(norm: str, amount: Amount, unit: Unit) -> bool:
    """Whether the unit's own reading, or its own character, refuses the numeral before it."""
    surface = norm[amount.number_start : amount.number_end]
    tail = norm[amount.end : amount.end + 2]
    if unit.surface in _LETTER_UNITS and tail[:1] in _AFTER_LETTER:
        return True
    if unit.surface in _CHARACTER_UNITS:
        return _by_surface(norm, amount, surface, tail)
    if unit.reading == "q":
        return True
    if unit.reading == "p":
        value = amount.value if amount.value is not None else amount.high
        if ("点", tail) in load_counted_nouns():
            return False
        return value is None or (abs(value) < _POINTS_FROM and "." not in surface)
    if unit.reading == "g":
        return bool(_GENERATION.search(surface)) or tail[:1] in set("网基技手通股")
    if unit.reading == "w":
        if "." in surface and unit.dimension == "count" and surface[-1].isdigit() and unit.surface not in {"分", "股"}:
            # 8.2营造, but 4.1万手, 96.2分, 3500.0股|远山股份, 6255.0手。
            return "\u4e00" <= tail[:1] <= "\u9fff"
        return len(surface) < 2 and not surface.isdigit() and not (surface in "百千万亿" and amount.bound != "exact")
    return False


# 省、市、县三级, 省市县两级: a count of tiers, whose members stand before it.
TIERS = rarely(r"(?:[省市区县乡镇村州旗盟部厅局站所中央地方](?:[、和及]?[省市区县乡镇村州旗盟部厅局站所])+)$")
# 6级以上地震, 8级大风: what has a force that is measured.
FORCE = rarely(r"(?:及?以上|以下|左右)?的?(?:特大|强烈|中强|偏?[东南西北]{1,2})?(?:地震|强震|大?风|阵风|暴风)")
# Before 期 these say that something was held or issued so many times; behind it these name one phase.
_HELD_BEFORE = frozenset("了办班刊训")
PHASE = rarely("期(?:工程|项目|建设|临床|厂|试验|扩建|开发|用地|规划|投资|产线|基金|[、和及])")
_LEVELS = frozenset({"两", "三", "四", "五", "2", "3", "4", "5"})


def _by_surface(norm: str, amount: Amount, surface: str, tail: str) -> bool:
    """Whether a unit of `_CHARACTER_UNITS` is none here: 20万|科, 2020款, 十届, 四次会议, 2007度, 二期."""
    start = amount.number_start
    before = norm[start - 1 : start]
    is_year = len(surface) == 4 and surface.isdigit() and surface[:2] in {"19", "20"}
    match amount.unit.surface if amount.unit else "":
        case "款" | "版":
            return is_year
        case "级":
            is_tier = surface in _LEVELS and TIERS.search(norm, max(0, start - 10), start)
            return "." not in surface and not is_tier and not FORCE.match(norm, amount.number_end + 1)
        case "期":  # 分两期建设, 举办培训班3期, not 二期工程
            return before != "分" and not (before in _HELD_BEFORE and not PHASE.match(norm, amount.number_end))
        case "室":  # 亨泰楼3413室, but 三室一厅
            return surface.isdigit() and len(surface) > 2
        case "进":  # 4进2, but 三进院落
            return tail[:1].isdigit()
        case "科":  # 37科88种, but “20万科08”
            return surface[-1] == "万"
        case "大":
            return ("大", norm[amount.end : amount.end + 2]) not in load_counted_nouns()
        case "届":
            return True
        case "次":
            return (
                before != ""
                and before in _MEETINGS
                and tail in {"会议", "全体", "全会", "大会", "监事", "董事", "股东", "常委", "常务"}
            )
        case "番":
            return before not in {"翻", "了"}
        case "度":
            return is_year or (len(surface) == 1 and not surface.isdigit())
    return False


# Where a figure without unit is measured all the same: a multiplier, decimals, groups of three.
_VERSION_TAIL = rarely(r"[ ]?(?:版|时代|节|章|条|款|图|表|附|[A-Za-z])|[、.)）][ \u3000\u00a0]?[\u4e00-\u9fff]")
_LINE_LEAD = rarely(r"(?:^|\n)[ \t\u3000\u00a0（(]*$")
_NO_LEAD = frozenset("图表第附式款条项章节号版V/_~@#")


# 11、 at the start of a line counts items; 012 is dialled.
_COUNTER_LEAD = rarely(r"(?:^|\n)[ \t\u3000\u00a0（(【]*$")


def is_counter(norm: str, amount: Amount) -> bool:
    """Whether a plain integer is no member of a list: a list counter, or a code with a leading zero."""
    surface = norm[amount.number_start : amount.number_end]
    if not surface.isdigit() and not (len(surface) < 3 and surface.isalpha()):
        return False
    if surface[0] == "0" and len(surface) > 1:
        return True
    return norm[amount.number_end : amount.number_end + 1] == "、" and bool(
        _COUNTER_LEAD.search(norm, max(0, amount.start - 5), amount.start)
    )


_REPORTING = frozenset("为达至到")


def is_bare_amount(norm: str, amount: Amount) -> bool:
    """Whether a figure without unit is an amount: 8.2亿, 7.1399, 2,941,412,770.30; never a plain 12 or 2019."""
    start, end = amount.number_start, amount.number_end
    surface = norm[start:end]
    before = norm[start - 1] if start else ""
    tail = norm[end : end + 3]
    if before and (
        before in _NO_LEAD or (before == " " and start > 1 and norm[start - 2].isascii() and norm[start - 2].isalpha())
    ):
        return False
    if surface[-1] in "万亿兆余多" and len(surface) > 1:
        return surface[0].isdigit() or surface[0] in _SIGNED or amount.bound != "exact"
    if "." not in surface and "," not in surface:  # 重返50以上, 浓度为38（无量纲）
        return surface.isdigit() and ((amount.end > end and len(surface) < 4) or tail.startswith(("（无量", "(无量")))
    if not (surface[-1].isdigit() and surface.isascii()):
        return False
    if _VERSION_TAIL.match(tail):
        return False
    # At the start of a line a decimal counts a heading, unless it is all the line holds.
    if "," not in surface and _LINE_LEAD.search(norm, max(0, start - 6), start):
        return bool(re.match(r"[ \t\u00a0]*(?:\n|\||$)", norm[end : end + 6]))
    return not surface.endswith(".0") or amount.bound != "exact" or before in _REPORTING


_SIGNED = "-−－+＋负"
