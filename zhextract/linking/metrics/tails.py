"""Things counted that stand behind their amount: 16轮现场监督帮扶, 11个集体, 37项成果…二等奖."""

import re

from zhextract.expressions import rarely
from zhextract.linking.frames import Frame
from zhextract.linking.metrics.heads import before_rate
from zhextract.linking.metrics.scan import Scanner
from zhextract.linking.metrics.words import actions, classifiers, leading_action, measure_head, tail_ends
from zhextract.spans import Span

__all__ = ["PURPOSE", "counts_the_same", "is_owned", "is_verb", "read_purpose", "read_tail", "stops"]

# Where the wording behind an amount ends: any mark of a clause or bracket, a line end.
TAIL_MARKS = "，。；：！？、,;:!?（）()\n\r\t…①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳”’」』\u3000"
TAIL_END = re.compile(f"[{TAIL_MARKS}]| {{2}}")
# Those behind which no wording begins; a bracket may be that of divisions.
SHUT_MARKS = frozenset(TAIL_MARKS) - frozenset("（(")
# Marks that end no wording: a quotation inside it, the brackets in the name of divisions (25个省（区、市）纪委), those of
# one or two characters inside a name (12个重点湖（库）水质).
QUOTATIONS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
DIVISIONS = rarely(r"[（(][区市州县盟旗、自治]{1,6}[)）]")
SHORT_BRACKETS = rarely(r"[（(][\u4e00-\u9fff]{1,2}[)）](?=[\u4e00-\u9fff])")
# Words at the end of a tail that name nothing: 中, 以上 and conjunctions before the next amount.
TAIL_CLOSE = rarely(
    r"(?:其中|当中|之中|(?<!集)中|以上|以来|左右|上下|以及|和|(?<!参)与|及|等|或|的|并|后|时|内|外|(?<!原)因|由于|(?<![之目以提当])前|了|已|将)$"
)
# The last characters of these.
CLOSING = frozenset("中上来右下及和与等或的并后时内外因于前了已将")
# As TAIL_END, but an enumeration comma goes on.
CLAUSE_END = rarely(r"[，。；：！？,;:!?（）()\n\r\t…]")
# Where the measure of the things counted begins, at the latest.
PER_THING = rarely(r"[A-Za-z]|平均|人均|户均|日均|月均|年均")
# What each of the things counted gains is the next amount's (带动1万户果农 · 户均增收3000元).
GAIN = rarely("(?:户均|人均|亩均|村均|每户|每人|每亩|平均每户|平均每人)年?(?:增收|增产|增加|创收|收入)了?$")
# Cues that open a predicate behind a thing counted.
PREDICATE_WORDS = frozenset("在将被已均都还也仍以对") | {"已累计"}
# A second thing that is done (十项规划 · 并配套措施).
ALSO = rarely("(?<![合兼吞])并(?![网购联轨列存非发不])(?=[^的]{2,40}$)")
# What becomes of the things counted is none of their name, however long it is.
GIVEN_AWAY = ("出售给", "卖给")
# What is done to the things counted belongs to them while it is short (10家公司 · 被立案调查).
PASSIVE = "被"
# Cues that begin a predicate or a comparison, not a thing counted.
SHUT_CUES = frozenset({"reach", "base", "than", "share", "list", "level", "link"})
# Cues with which a thing counted may open.
OPENING_CUES = frozenset({"被", "较大", "主要", "重点"})
JOINING = frozenset("和与及至到、")
# Before 组织 these make it a body, not a verb.
BODIES = frozenset("会党工团盟法际")
# What the thing counted is affected by (3个规格 · 受成本上升影响 · 涨价).
AFFECTED = re.compile(r"[受因][^，。；、]{2,14}?的?影响(?=..)")
# Behind a length of time it belongs to what is counted (50亿元 · 7天期逆回购操作).
TERM = "期"
# What a country or a city has so many of.
POPULATION = "人口"
# Heads up to this length may be a mere circumstance (当地16万亩中稻); tails beyond this length hold a predicate.
SHORT_HEAD = 4
LONG_TAIL = 10
# No tail is read further than this.
LONGEST_TAIL = 120
# The rate whose value stands before it (以年均3%的能耗增速 · 支撑).
RATE = rarely(r"[\u4e00-\u9fff]{2,8}?(?:增速|增长率|增幅)")
# Behind what somebody did, its object is a document by its title (7部门共同编制 · 的《公报》).
OF_WORK = "的《"
# Prepositions that lead to those from or to whom the next amount goes (从120个国家 · 抓获嫌疑人9000人).
SOURCES = frozenset("从向由")
# What is not done yet with what the amount measures (本金3亿元 · 未收回).
NOT_YET = ("未能", "未收", "未偿", "未还", "未支", "未归", "未到", "未完", "未清", "未按", "未付", "尚未", "仍未")
# Behind a verb these make those who do it (特定投资者).
DOERS = frozenset("者人方商员户")
# What spends a sum; a verb behind the sum says on what (投资5亿元 · 续建泊位3个).
SPENDING = ("投资", "出资", "斥资", "耗资", "拨款", "筹资")
# Verbs that give, and what is given.
GIVES, GRANTS = ("给予", "发给", "发放"), ("奖励", "补助", "补贴", "资助", "奖金", "津贴")
# A fine of so many times a value (处以货值金额十倍 · 的罚款).
FINE = "的罚款"
# What a sum is spent on (其中，5亿元 · 用于堤坝修复).
PURPOSE = ("用于", "用来", "投向")
# Whole areas, of whose things an amount may be a share.
AREAS = ("全球", "全国", "世界")
# A tail never opens with a sign or a digit.
SIGNS = frozenset("-+*×/=<>%&.")
# What cannot open a thing counted: conjunctions, prepositions, adverbs, comparison words, 的; a run of market days.
TAIL_SHUT = re.compile(
    r"(?:和|与|及|以|并(?!网)|而|但|或|至|到|为|是|用于|用来|占|左右|上下|不[等变]|后(?![勤备期续台端])|部分|(?:再|续|并)?创(?:下|出|历史|近|.{0,4}新[高低])|所致|注[:：]|来(?!自)|者|之|(?:结束|终结).{0,4}连|连[涨跌升降])"
    r"|的[^，。；、的]{0,3}(?:目标|速度|幅度|水平|比例|基础|情况下|规模|区间|高位|标准)|的(?:增长|年均|平均)?增速"
    r"|的?(?:股份|股权)?的?股东|等(?![级候待离额])|(?:起|内|外|中|后|前|时|的)(?=[，。；：！？、,;:!?（）()\s]|$)"
)


def stops(norm: str, frame: Frame) -> bool:
    """Whether a mark follows an amount, so that no wording stands behind it."""
    return norm[frame.end : frame.end + 1] in SHUT_MARKS


def is_owned(scanner: Scanner, frame: Frame) -> bool:
    """Whether the owner of what is measured stands right before the amount and the measure behind it: 全国3万亿元的采购规模."""
    return frame.quantity.unit != "%" and frame.start in scanner.name_to and scanner.norm.startswith("的", frame.end)


def read_tail(scanner: Scanner, frame: Frame, head: str = "") -> tuple[Span, ...]:
    """The wording behind an amount that names what it counts, without the adverbs inside; empty when there is none.

    Args:
        scanner: The words of the text.
        frame: The amount.
        head: The wording before the amount, which may name it already.
    """
    tail = _find_tail(scanner, frame, head)
    return _leave_out_adverbs(scanner, tail) if tail is not None else ()


def read_purpose(scanner: Scanner, frame: Frame) -> tuple[Span, ...]:
    """What the sum is for, behind it (其中，5亿元 · 用于堤坝修复)."""
    if (frame.quantity.dimension != "money" and frame.quantity.unit != "%") or not scanner.norm.startswith(
        PURPOSE, frame.end
    ):
        return ()
    end = _tail_end(scanner, frame.end, min(frame.tail_end, frame.end + LONGEST_TAIL), frame.following)
    return (Span(frame.end, end),) if end > frame.end + len(PURPOSE[0]) else ()


def counts_the_same(norm: str, frame: Frame, following: Frame) -> bool:
    """Whether an amount and the next stand before the one thing that both count (4批407名讲解员, 3批共4起案件)."""
    between = norm[frame.end : following.start]
    if between == "的" and norm.startswith(TERM, following.end):
        return True  # 50亿元的3至5年期国债
    return not between or (
        between in ("共", "的", "方面") and frame.quantity.dimension == following.quantity.dimension == "count"
    )


def _wanted(norm: str, frame: Frame, head: str) -> bool:
    """Whether an amount with this wording before it can have the thing counted behind it."""
    if not head:
        return True
    if is_verb(head) or norm[frame.start - 1] == "的":
        return True
    unit = frame.quantity.unit
    if norm.startswith(FINE, frame.end) or _is_granted(norm, head, frame.end):
        return True
    if (
        frame.quantity.dimension == "money"
        and norm.startswith("的", frame.end)
        and 0 < leading_action(head) < len(head)
    ):
        return False  # 借入资金8000万元的合同
    if _is_share_of(norm, frame, head):
        return True
    if measure_head(head):
        return norm.startswith("的", frame.end) == (unit == "%") and (unit == "%" or unit in classifiers())
    return unit is None or unit == "%" or unit in classifiers() or len(head) <= SHORT_HEAD


def _is_granted(norm: str, head: str, start: int) -> bool:
    """Whether what is given to somebody stands behind its sum (给予举报人5000元 · 奖励)."""
    return head.startswith(GIVES) and norm.startswith(GRANTS, start)


def _find_tail(scanner: Scanner, frame: Frame, head: str) -> Span | None:
    norm, start, limit, following = scanner.norm, frame.end, frame.tail_end, frame.following
    term: int | None = None
    last, furthest = frame, frame.end + LONGEST_TAIL
    while following is not None and following.start < furthest and counts_the_same(norm, last, following):
        # 4批407名讲解员: both count what follows
        term = following.start if norm.startswith(TERM, following.end) else None
        last, start, limit, following = following, following.end, following.tail_end, following.following
    limit = min(limit, start + LONGEST_TAIL)
    while start < limit and norm[start] in " \xa0":
        start += 1
    if (
        start >= limit
        or norm[start] in SHUT_MARKS
        or (frame.verb is not None and frame.verb.type == "reach" and not _is_share_of(norm, frame, head))
    ):
        return None
    if not (is_owned(scanner, frame) or _wanted(norm, frame, head)) or TAIL_SHUT.match(norm, start, limit):
        return None
    if norm[start] == "的":
        start += 1
    if (time := scanner.time_at.get(start)) is not None and time.end < limit:
        start = time.end  # 七部门 · 今天（3月1日）· 发布意见
    if norm.startswith(POPULATION, start) and norm.startswith("的", start + len(POPULATION)):
        return Span(start, start + len(POPULATION))  # 拥有14亿人口的国家
    end = _tail_end(scanner, start, limit, following, whole=not head and _is_part(norm, frame))
    if _opens_predicate(scanner, frame, head, start, end):
        return None
    if following is not None and following.start < frame.clause_span.end and norm[frame.start - 1] in SOURCES:
        end = scanner.strip_right(_before_action(norm, start, end), start)
    while end > start and norm[end - 1] in CLOSING and (close := TAIL_CLOSE.search(norm, max(start, end - 4), end)):
        end = close.start()
    if end <= start or norm[start] in SIGNS or norm[start].isdecimal():
        return None
    return Span(start if term is None else term, end)


def _is_part(norm: str, frame: Frame) -> bool:
    """Whether an amount is the part of the things behind it of which something is said: 95%的学生都能在校舍中学习."""
    return frame.quantity.unit == "%" and norm.startswith("的", frame.end)


def _is_share_of(norm: str, frame: Frame, head: str) -> bool:
    """Whether an amount is the share of a whole area in the things behind it: 扩大到全国40%的县."""
    return head.endswith(AREAS) and _is_part(norm, frame)


def _tail_end(scanner: Scanner, start: int, limit: int, following: Frame | None, *, whole: bool = False) -> int:
    """Where the wording ends: at a mark, before the next amount's own words, before a long predicate unless `whole`."""
    norm = scanner.norm
    match = _end_mark(norm, start, limit)
    end = match.start() if match else limit
    if (work := norm.find(OF_WORK, start + 2, end)) >= 0:
        return work
    if norm[start - 1] == "的" and (rate := RATE.match(norm, start, end)) is not None:
        return rate.end()
    if match and match.group() == "、" and 0 < end - start < LONG_TAIL:
        end = _past_enumeration(scanner, end, limit)
    if match is None and following is not None and limit == following.start:
        if (gain := GAIN.search(norm, start + 2, end)) is not None:
            return gain.start()
        end = _before_verb(norm, start, scanner.strip_right(before_rate(scanner, start, end), start))
        end = _before_measure(norm, start, scanner.strip_right(end, start))
    if norm.find("并", start + 2, end) >= 0 and (also := ALSO.search(norm, start + 2, end)) is not None:
        end = also.start()
    if end - start <= LONG_TAIL or whole:
        return end
    cut = _before_predicate(scanner, start, end)
    return scanner.strip_right(cut, start) if cut < end else end


def _end_mark(norm: str, start: int, limit: int) -> re.Match[str] | None:
    """The first mark that ends a wording, behind the quotations and short brackets inside it."""
    match = TAIL_END.search(norm, start, limit)
    while match is not None:
        mark, at = match.group(), match.start()
        inside: re.Match[str] | None = None
        if mark in QUOTATIONS and norm.find(QUOTATIONS[mark], start, at) >= 0:
            inside = match
        elif mark in "（(":
            inside = DIVISIONS.match(norm, at, limit) or (SHORT_BRACKETS.match(norm, at, limit) if at > start else None)
        if inside is None and (closing := _closing(norm, start, at, limit)) < 0:
            break
        match = TAIL_END.search(norm, inside.end() if inside is not None else closing, limit)
    return match


def _closing(norm: str, start: int, at: int, limit: int) -> int:
    """Where the quotation closes that a mark stands in (事项实现“网上办、掌上办”), -1 where it stands in none."""
    opening = norm.rfind("“", start, at)
    return norm.find("”", at, limit) if opening >= 0 and norm.find("”", opening, at) < 0 else -1


def _opens_predicate(scanner: Scanner, frame: Frame, head: str, start: int, end: int) -> bool:
    """Whether what stands behind the amount is a predicate or a comparison, not a thing counted."""
    cue = scanner.cue_at.get(start)
    if cue is not None and cue.type == "level" and frame.quantity.unit in classifiers():
        modifies = scanner.norm.rfind("的", start, end)
        if cue.end < modifies < end - 1 and scanner.norm[cue.end - 1] != "了" and scanner.norm[cue.end] != "了":
            return False  # 13个实现增长的税种
    if (
        cue is not None
        and cue.word not in OPENING_CUES
        and (cue.type in SHUT_CUES or (head and cue.type == "adverb" and scanner.norm.find("的", start, end) < 0))
    ):
        return True
    norm = scanner.norm
    if head and norm.startswith(NOT_YET, start) and norm[start - 1] != "的":
        return True
    if _is_granted(norm, head, start):
        return False
    if head and norm[start - 1] != "的" and _is_named(norm, frame, head):
        action = leading_action(norm[start:end])
        if action and (action < end - start or (end < len(norm) and not TAIL_END.match(norm, end))):
            return True
    return cue is not None and cue.type == "change" and scanner.strip_right(end, start) <= start


def _is_named(norm: str, frame: Frame, head: str) -> bool:
    """Whether the wording before an amount names what it counts, so that a verb behind it is a predicate."""
    if frame.quantity.dimension == "money" and head.endswith(SPENDING):
        return True
    if head in actions() or head.endswith("等"):
        return False
    if frame.quantity.unit not in classifiers():
        return True
    return norm[frame.start - 1] != "的" and 0 < leading_action(head) < len(head)


def _leave_out_adverbs(scanner: Scanner, tail: Span) -> tuple[Span, ...]:
    """隧道全部贯通 is 隧道 and 贯通; 学校24日关闭 is 学校 and 关闭."""
    if scanner.is_bare(tail.start, tail.end) and scanner.norm.find("影响", tail.start, tail.end) < 0:
        return (tail,)
    spans, pos = [], tail.start
    cuts = scanner.time_cuts(tail.start, tail.end)
    for cue in scanner.between(tail.start, tail.end):
        if cue.type == "adverb" and cue.value == "free":
            cuts.append((cue.start, cue.end))
    cuts += [match.span() for match in AFFECTED.finditer(scanner.norm, tail.start + 2, tail.end)]
    for low, high in sorted(cuts):
        if pos < low:
            spans.append(Span(pos, low))
        pos = max(pos, high)
    if pos < tail.end and (not spans or scanner.norm[pos : tail.end] not in JOINING):
        spans.append(Span(pos, tail.end))
    return tuple(spans)


def _before_predicate(scanner: Scanner, start: int, end: int) -> int:
    """A long predicate behind the thing counted is left out, but a clause that ends in 的 modifies the thing.

    A verb with nothing behind it is all that is said of the thing (耕地得到安全利用).
    """
    match = tail_ends().search(scanner.norm, start + 2, end)
    cut = match.start() if match and match.end() < end else end
    for cue in scanner.between(start + 2, cut):
        if cue.type == "from" and cue.end in scanner.time_at:
            continue  # 11个部门 · 自6月起 · 联合开展整治
        if cue.type == "from" or (
            cue.word in PREDICATE_WORDS and not (cue.word == PASSIVE and end - cue.end < LONG_TAIL)
        ):
            cut = cue.start
            break
    return cut if scanner.norm.find("的", cut, end) < 0 or scanner.norm.startswith(GIVEN_AWAY, cut) else end


def _before_verb(norm: str, start: int, end: int) -> int:
    """A verb right before the next amount is that amount's (200亿元资金 · 支持 · 4441个项目)."""
    stop = end - 1 if norm.endswith(("了", "着", "过"), start, end) else end
    for size in (4, 3, 2):
        verb = norm[stop - size : stop]
        if stop - size > start and verb in actions() and not (verb == "组织" and norm[stop - 3] in BODIES):
            return stop - size
    return end


def _before_action(norm: str, start: int, end: int) -> int:
    """What is done from, to or for the things counted is the next amount's (从120个国家 · 抓获嫌疑人9000人)."""
    for place in range(start + 2, end - 1):
        size = leading_action(norm[place:end])
        if size and norm[place + size] not in DOERS:
            return place
    return end


def _before_measure(norm: str, start: int, end: int) -> int:
    """A measure of the things counted is the next amount's (339个城市 · PM2.5平均浓度 · 为30微克/立方米)."""
    if not measure_head(norm[start:end]):
        return end
    match = PER_THING.search(norm, start + 2, end)
    return match.start() if match else end


def _past_enumeration(scanner: Scanner, end: int, limit: int) -> int:
    """An enumeration comma inside the thing counted (5个国家级、省级园区) does not end it when no amount follows soon."""
    match = CLAUSE_END.search(scanner.norm, end, limit)
    stop = match.start() if match else limit
    return stop if match is not None and stop < limit else end


def is_verb(wording: str) -> bool:
    """Whether a wording is, or ends in, a verb of action that wants an object."""
    verbs = actions()
    return wording in verbs or wording[-2:] in verbs or wording in {"对", "有", "做"}
