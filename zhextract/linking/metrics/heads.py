"""The wording between what leads to a metric and what leads from it to the amount, without asides.

`read_head` peels both ends (metric_scan) and then leaves out what stands inside
and names nothing: times, long brackets, 在…下, everything up to a subject.
"""

import re
from collections.abc import Sequence
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import either, firsts
from zhextract.linking.frames import Cue
from zhextract.linking.metrics.circumstances import (
    MEANS,
    SUMS,
    actor_ends,
    behind_circumstance,
    circumstance_openings,
)
from zhextract.linking.metrics.scan import Scanner
from zhextract.linking.metrics.words import actions
from zhextract.records import Subject
from zhextract.spans import Span

__all__ = ["JOINING", "REASON", "before_rate", "read_head"]

# Inside a wording: brackets that explain at length or say what is included, and circumstances (在新常态下).
ASIDE = rarely(
    r"[（(](?:[^（）()]{9,}|(?:含|不含|包括|其中|以下简称|简称)[^（）()]*)[）)]"
    r"|在(?:上述|此|该)(?:期间|时期|年度)的?|(?<![龄限])在[^，,、。的（(]{2,12}?(?:前(?![十百一二三四五六\d景列端沿期置])|后(?![勤备期端续台])|(?<!小)时(?![间长速段期])|内(?![资容陆部地需存外销控]))(?:\d{1,3}个?(?:工作日|[日天月])内)?"
    r"|(?:包括|包含)[^，。（(]{2,40}?在内的"
    r"|[自从于][^，。、（(]{1,16}?之日起[\d一二三四五六七八九十]{1,3}个?(?:工作日|[日天月])内"
    r"|(?<!存)在[^，,、。的（(]{1,12}?(?:下|背景下|过程中|期间|中)(?!游|水|线|降|单|载|乡|岗|半|个|心|国|央|小|学|介|药|等|外|东|西|部|间|标|的)"
)
LINE_BREAK = re.compile(r"\s*\n\s*")
# A counter that opens a list item: 3、 (2) 1. 一、 ① and their like.
COUNTER = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、]|[.．](?!\d))|[一二三四五六七八九十]是|第[一二三四五六七八九十百零\d]{1,5}条|[①-⑳])[\s\u3000]*"
)
# The letters that it can open with.
NUMBERED = frozenset("一二三四五六七八九十第")
# A preposition or conjunction right before the amount, or before a time that stands there, is none of the name's
# (工资平均以|10%上涨, 公司数量较|去年同期的|700家); not 予以, 比较.
COVERB = rarely(
    r"(?:(?<![处予给加判可所难得])以|(?:[按依参]|比)照|按|(?<!原)因|(?<!比)较|或|甚至|便是|(?<=..)每[人户亩])$"
)
COVERB_ENDS = frozenset("以因照按较或至是人户亩")
# 在 with this behind the amount says under what circumstances.
WITHIN = "在"
SITUATION = rarely(r"[^，。；]{0,16}的(?:情况|基础|背景|前提|条件|情形|同时)")
LONGEST_SITUATION = 24
# So many days of trade say when (4个交易日 · 大涨26%).
DAYS = "交易日"
TRADING_DAYS = rarely(rf"(?:(?:最近|过去|连续|累计|近|前)?第?[\d一二两三四五六七八九十]+个?{DAYS})$")
LONGEST_DAYS = 12
# 对, 向, 在, 从 with the name that follows are circumstance at the head of a clause.
TOWARDS = frozenset("在对向从于与和同由")
TOGETHER = "会同"
# References back that stand for a noun given before: 上述国家的, 其, 该.
BACK = re.compile(
    r"(?<=报告期各)年度?|(?<=年)[及又]?一期(?!工程|项目|建设)|(?:分|从|按)[^，,、的]{1,6}(?:来?看|划分)|中(?:的|有|包括)|(?<=的)中(?![央国小心级型期药介标东西南北部外转欧间])|[年期月]内(?=..)|后(?=[于在]?\d|又|再次)|继(?![续承电任而父母])|全[市省区县州](?=累计|共|已)"
    r"|\d{1,3}个?(?:工作日|[日天月])内|(?<=等)方面|本(?:标准|办法|规定|条例|通知|方案|意见|规则)(?:规定|明确|要求)|按照(?=[^，。、的]{0,4}利率)|(?:包括|包含)[^，。（(]{2,40}?在内的"
    r"|(?:上述|前述|以上|这一|此|该)(?:各项|几项)?(?:数据|指标|数字|数值|比例|比率|占比)"
    r"|(?:上述|前述|以上|这些|该等|各该)[^，,、的]{0,6}的|其次[为是]?|其(?![他它余中实])|[他她你它]们?(?:自己)?(?![国人乡项人者妈城])|该(?:案(?=[涉的])|股(?!东|份|票|权)|校|县|省|行(?!业)|院|店|厂)?(?![项类种等批系线条票])"
    r"|[这那](?:里|一?[条个种类项家些款座])|(?:这|此举)[^，。、的]{0,5}?(?:使得?|让|令)(?=..)|(?:连续)?第[一二三四五六七八九十\d]+次(?:[将把]|均|再)?(?=..)|像?这(?:样一[个座家]|[样种]的)|从中(?=..)|决定(?=[对按给由处])|(?:此前|之前|以往|原来)的(?=..)|(?<=[盘市])时(?=[涨跌升降收])|期间(?=累计|合计|共)|在内的|[一二三四五六七八九十两]{1,2}年[来间]?(?=累计|新增|共|增加|建成|完成|平均)|等(?![级候待于离值价比额])|(?:当前|现)?(?:股价|市值|价格)?对应(?=[A-Z目])"
    r"|因(?![素子果特人应公此为地])(?=.{3})|受(?![理贿教灾训让托害益伤众])[^，。、；的]{2,14}?(?:影响|冲击)下?[\s\u3000]?(?=..)"
    r"|[（(][区市州县盟旗、自治直辖]{1,8}[)）]和?|如(?![果何期东意皋此同实需约])|除(?![尘草险虫湿锈颤盐雪冰])|目标(?![价值任责管完的])(?=..)|若(?=剔除|扣除|不考虑|还原)|经?季节性?(?:因素)?调整后的?(?=..)|按[^，,。、的]{2,8}(?:计算|口径)|(?:公司|企业|集团|本行|年度|各年)*(?:实现|取得|完成)的(?=..)"
    r"|(?:反映|衡量|跟踪|追踪)[^，。；]{2,30}?的(?=[^，。；的]{2,12}指数)"
)
# Towards whom that was named before (向其 · 借款).
BACK_TO = re.compile("[对向给](?:其|他们|她们|它们|后者)(?!他|它|余)")
# The first characters of all of them, and of what stands before names.
OPENS = TOWARDS | frozenset(
    "反衡跟追会包连第0123456789方因分按中上前以这此该各其他她你它那像决之原时期一二三四五六七八九十两等当现股市价（(如除目若经季公企集本年实取完月后受继全"
)
# What names nothing by itself: 等, 至每桶, 保持两位数.
NOTHING = re.compile(
    "和|与|及|以及|或|、|(?:报告)?(?:各?期|各年|各月)(?:各?期)?|(?:扣除|剔除|考虑|调整|还原)[^，。]{1,20}后|[两三四五六七八九十](?:地|者|省|市)(?:合计)?|全[国省市区县州]|[等合折时×xX~]|可比|[^，。]{0,4}同口径|可比口径|[周日月年]|单[周日月]|盘中|日内|分析师|机构|[上此]次|进入|期|相[比较对]|对比|[至到]?每(?:.{1,2}|[平立]方米|人次|千瓦时)"
    "|“[^，。“”]{1,6}”期间|在(?:全球|全国|各地|当地|境[内外]|海外|国内|省内|市内|本地|这里|那里|此|该地|调查的?|统计的?)"
    "|第[一二两三四五六七八九十0-9]+个?(?:[年月日天周]|季度|交易日)|(?:第[一二三四五六七八九十0-9]{1,3}[轮批届次期])+|[一二两三四五六七八九十几0-9]+年[来间]?|(?:继续|持续)?保持?.{0,3}位数"
)
# The first characters of all of these, and the last of those that may open with any (同口径, 春节期间).
NOTHING_ENDS = frozenset("径间")
NOTHING_OPENS = frozenset(
    "在期和与及以或、报各扣剔考调还第一二两三四五六七八九十几0123456789全等合折时×xX~可周日月年单盘分机上此进相对至到每继持保"
)
CONJUNCTIONS = frozenset("和与及或、/")
# What joins the members of a list.
JOINING = frozenset({"、", "和", "及", "与", "以及"})
# What stands before a time and goes with it (单 · 四季度 · 归母净利润).
REMNANTS = frozenset({"单", "仅", "各", "当", "后", "每"})
# Who has to do it, by when, stands before what is done (申请人应当自…之日起15日内 · 缴纳保证金).
DUTIES = ("应当", "应", "必须", "须")
# 每 with a unit, not with what each does (每座 · 投入).
PER_WIDTH = 2
PER_UNIT = rarely(r"每(?:.{1,2}|[平立]方米|人次|千瓦时)")
EACH = "每"
# How far before its amount the first character of a rate may stand.
RATE_WITHIN = len("每千瓦时人民币")
# What stands for 每人 and its like right before an amount.
PER_HEAD = ("人均", "户均", "亩均", "每人", "每户")
# What closes a topic set before its clause (收入方面，同比增长…).
TOPIC = "方面"
# What TOPIC and the first of AMONG end in.
TOPIC_ENDS = frozenset("面中")
# 网站中有31个: 中 before 有 is no part of a wording.
AMONG = "中有"
# An index may be named after a place (富时新加坡海峡指数).
INDEX = ("指数", "综指")
LONGEST_MAKER = 4
# Words of a forecast, before which stands who makes it.
FORESEEN = frozenset(
    {
        "预测",
        "预计",
        "预计将",
        "估计",
        "我们预计",
        "我们预测",
        "我们认为",
        "披露",
        "承诺",
        "宣布",
        "透露",
        "指出",
        "表示",
        "认为",
    }
)
# Words before which stands what brings about what is measured.
CAUSING = frozenset({"导致", "致使", "使得", "促使", "从而使", "造成"})
# What gives a reason, or says what something chiefly is; what is measured stands behind (主要是由于 · 原材料成本上升).
REASON = re.compile(
    r"[主原](?:(?<=主)要(?:原因)?|(?<=[的要]原)因)(?:就是|[是系为由因]|由于|因为|在于|源于|来源于|来自于?|得益于|受益于|包括)(?:由于|因为|因)?(?![素统列此定期权]|本(?![次期年报行公])|以下|下列)(?=..)"
)
# 与甲公司之间进行, 自6月开展专项行动以来: what these close is left out.
BETWEEN = ("之间", "以来", "基础上")
# 等 that closes a long enumeration of examples; what it is an example of follows.
EXAMPLES = rarely(r"[^（(]{24,}等(?!级|候|待|于|同|额|离|值|价|比)")
LISTED = 25


def read_head(
    scanner: Scanner, low: int, cut: int, subjects: Sequence[Subject] = (), *, tidy: bool = True
) -> tuple[Span, ...]:
    """The wording in `[low, cut)` that names what is measured; empty when it names nothing.

    Args:
        scanner: The words of the text.
        low: Where the wording may begin.
        cut: Where what leads to the amount may begin.
        subjects: The fact's subjects: a wording begins behind a subject that stands inside it.
        tidy: Leave out asides and times inside.
    """
    norm = scanner.norm
    end = scanner.strip_right(before_rate(scanner, low, cut), low)
    if (
        end > low
        and norm[end - 1] in COVERB_ENDS
        and (coverb := COVERB.search(norm, max(low, end - 3), end)) is not None
    ):
        end = scanner.strip_right(coverb.start(), low)
    if norm[end - 1] == DAYS[-1] and (days := TRADING_DAYS.search(norm, max(low, end - LONGEST_DAYS), end)) is not None:
        end = scanner.strip_right(days.start(), low)
    if end <= low:
        return ()
    start = _open(scanner, low, end)
    inside: list[tuple[int, int]] = []
    for subject in subjects:
        within = subject.end < end or (subject.end == end and bool(inside))
        if start <= subject.start and within and subject.via == "stated":
            start = _behind_subject(scanner, subject, start, end, inside)
    if start >= end:
        return ()
    if inside or not _is_plain(scanner, start, end):
        return _without_asides(scanner, start, end, inside, tidy=tidy)
    return () if _names_nothing(norm, start, end) else (Span(start, end),)


def _is_plain(scanner: Scanner, start: int, end: int) -> bool:
    """Whether a wording holds nothing by which any part of it might be left out, as most do."""
    norm, openings = scanner.norm, circumstance_openings()
    return (
        norm[start] not in openings
        and norm[start - 1] not in openings
        and norm[end - 1] not in TOPIC_ENDS
        and end - start <= LISTED
        and scanner.is_bare(start, end)
        and _aside_signs().search(norm, start, end) is None
    )


def _without_asides(
    scanner: Scanner, start: int, end: int, inside: list[tuple[int, int]], *, tidy: bool
) -> tuple[Span, ...]:
    """A wording without reports, topics, circumstances, times, and what stands in brackets."""
    norm, cues = scanner.norm, scanner.between(start, end)
    start = _behind_report(scanner, cues, start, end)
    end = _before_topic(norm, start, end)
    start = _in_cell(scanner, start, end)
    if start >= end or _names_nothing(norm, start, end):
        return ()
    if end - start > LISTED:
        start = _behind_examples(scanner, start, end)
    start = behind_circumstance(scanner, cues, start, end)
    return _leave_out(scanner, start, end, inside) if tidy else (Span(start, end),)


def _names_nothing(norm: str, start: int, end: int) -> bool:
    return (norm[start] in NOTHING_OPENS or norm[end - 1] in NOTHING_ENDS) and NOTHING.fullmatch(
        norm, start, end
    ) is not None


def _behind_subject(scanner: Scanner, subject: Subject, start: int, end: int, inside: list[tuple[int, int]]) -> int:
    """Where a wording goes on behind a subject that stands in it, `end` when only 等 does; or its name goes to `inside`."""
    norm = scanner.norm
    if 0 < subject.start - start <= LONGEST_MAKER and norm.endswith(INDEX, start, end):
        return start
    if inside and norm[inside[-1][1] : subject.start] in JOINING:
        inside[-1] = inside[-1][0], subject.end  # 进驻湖北、湖南: the names go with the first
        return start
    verb = norm[subject.start - 2 : subject.start]
    if start <= subject.start - 2 and verb in actions() and verb not in CAUSING:
        inside.append((subject.start, subject.end))  # 占用你公司资金: the verb goes on behind its name
        return start
    behind = _open(scanner, subject.end, end)
    return behind if behind < end or norm[end - 1] == "等" else start


def _before_topic(norm: str, start: int, end: int) -> int:
    """Without 方面, or the 中 of 网站中有31个, at the end."""
    if norm.endswith(TOPIC, start, end):
        return end - len(TOPIC)
    return end - 1 if norm.startswith(AMONG, end - 1) else end


def _in_cell(scanner: Scanner, start: int, end: int) -> int:
    """Where the part behind the last tab begins."""
    cell = scanner.norm.rfind("\t", start, end)
    return _open(scanner, cell + 1, end) if cell >= 0 else start


@cache
def _aside_signs() -> re.Pattern[str]:
    """Words and marks by which a part of a wording may be left out: asides, 之间, 合计, 主要是, 通过, who acts."""
    words = ("包括", "包含", "之日起", *BETWEEN, *SUMS, "主要", "的原因", MEANS, *actor_ends())
    return re.compile(rf"[在（(\n\t]|(?=[{firsts(words)}])(?:{either(words)})")


def _behind_report(scanner: Scanner, cues: Sequence[Cue], start: int, end: int) -> int:
    """Behind who foresees it (多家券商预测 · CPI), or when it comes about (投产后有望 · 带来净利润)."""
    for cue in reversed(cues):
        told = cue.word in FORESEEN or (cue.word in CAUSING and cue.start > start)
        if told or (cue.type == "adverb" and scanner.norm[cue.start - 1] in "后时"):
            behind = _open(scanner, cue.end, end)
            if behind < end or cue.type == "link":
                return behind
    if (reasons := list(REASON.finditer(scanner.norm, start, end))) and reasons[-1].end() < end - 1:
        return _open(scanner, reasons[-1].end(), end)
    for word in BETWEEN:
        place = scanner.norm.find(word, start, end)
        time = scanner.time_to.get(place + len(word))  # 上市公司 · 8月份以来 · 回购金额
        if 0 < place < end - len(word) - 1 and (time is None or time.start <= start):
            return _open(scanner, place + len(word), end)
    return start


def _behind_examples(scanner: Scanner, start: int, end: int) -> int:
    """Behind a long enumeration that 等 closes, what it is an example of."""
    match = EXAMPLES.match(scanner.norm, start, end)
    if match and match.end() < end and "、" in match.group():
        return _open(scanner, match.end(), end)
    return start


def before_rate(scanner: Scanner, low: int, cut: int) -> int:
    """浓度为每立方米30微克, 提高到人均280元: 每立方米 and 人均 belong to the unit."""
    near = scanner.norm[cut - RATE_WITHIN if cut > RATE_WITHIN else 0 : cut]
    if "每" not in near and "均" not in near:
        return cut
    high = cut
    if (cue := scanner.cue_to.get(cut)) is not None and cue.word[0] != EACH:
        if cue.word != "人民币":
            return cut
        high = cue.start
    place = scanner.norm.rfind("每", max(low, high - 4), high)
    if place >= PER_WIDTH and scanner.norm[place - PER_WIDTH] == "每" and place - PER_WIDTH > low:
        place -= PER_WIDTH  # 每人每月
        return place
    if place >= 0 and PER_UNIT.fullmatch(scanner.norm, place, high) is None:
        return cut
    if place < 0 and scanner.norm.startswith(PER_HEAD, high - 2):
        place = high - 2
    return place if place > low and place not in scanner.cue_at else cut


def _open(scanner: Scanner, low: int, end: int) -> int:
    """Where the wording begins: behind counters, times, names, connectives and references back."""
    norm, pos = scanner.norm, low
    if pos < end:
        first = norm[pos]
        if (first in NUMBERED or not first.isalpha()) and (match := COUNTER.match(norm, pos, end)):
            pos = match.end()
    pos = scanner.strip_left(pos, end)
    while pos < end and norm[pos] in OPENS:
        width = 1 if norm[pos] in TOWARDS else len(TOGETHER) if norm.startswith(TOGETHER, pos) else 0
        if width and (name_end := scanner.name_at.get(pos + width)) is not None and name_end < end:
            pos = scanner.strip_left(name_end, end)
            continue
        if width and (time := scanner.time_at.get(pos + 1)) is not None and time.end < end:
            pos = scanner.strip_left(time.end, end)  # 后于10月转入资金
            continue
        if norm[pos] == WITHIN and SITUATION.match(norm, end, end + LONGEST_SITUATION) is not None:
            pos = scanner.strip_left(pos + 1, end)  # 在收入增长5%的情况下
            continue
        match = BACK.match(norm, pos, end) or (BACK_TO.match(norm, pos, end) if norm[pos] in TOWARDS else None)
        if match is None or end - match.end() == 1:
            break
        pos = scanner.strip_left(match.end(), end)
    return pos


def _leave_out(scanner: Scanner, start: int, end: int, inside: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The stretch without the names given, its asides and the times inside."""
    norm = scanner.norm
    cuts = [*inside, *scanner.time_cuts(start, end)]
    text = norm[start:end]
    if "在" in text or "包" in text or "之日起" in text or "（" in text or "(" in text:
        cuts += [match.span() for match in ASIDE.finditer(norm, start, end)]
    if "\n" in norm[start:end]:
        cuts += [match.span() for match in LINE_BREAK.finditer(norm, start, end)]
    spans, pos = [], start
    for low, high in sorted(cuts):
        if pos < low:
            spans.append(Span(pos, low))
        pos = max(pos, high)
    if pos < end:
        spans.append(Span(pos, end))
    if len(spans) > 1 and (norm[spans[0].start : spans[0].end] in REMNANTS or norm.endswith(DUTIES, *spans[0])):
        del spans[0]
    return tuple(span for span in spans if norm[span.start : span.end] not in CONJUNCTIONS)  # 在2005年和2006年
