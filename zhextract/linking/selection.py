"""Which amounts are facts: those that measure or count something the text reports, plans or requires.

A true quantity that states nothing about a metric is left out: a step (每2小时),
a deadline (30日内提出), a rank inside a name (前5名, 三级), a generic age, a count that
only refers back (这4起). What the words beside the amount say decides; kinds and
metrics are not needed for it.
"""

import re
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.linking.frames import Frame, Layout
from zhextract.quantities.headers import COUNT_CELL

__all__ = ["select_facts"]

# What a clause that supposes something opens with, its first character, and what its end is; not
# 如果扣除此项后净利润为3亿元, which only counts anew.
SUPPOSING = frozenset("“”但而并且即如假倘若")
SUPPOSED = rarely(
    r"[\s“”但而并且即]*(?:如果|假[如设定]|倘若|若(?![干尔])|如[^，。]{0,10}(?:价格?|汇率|利率|成本)(?:上[升涨]|下[降跌]|提高|降低|变动))(?!.*(?:剔除|扣除|考虑|还原|按|以\S*计))"
)
COMMAS = frozenset("，,")
# Words directly before an amount that make it a step, a rank in a name or a reference back. 不是 denies it.
BEFORE = re.compile(
    r"(?:每(?:隔|满|增加|超过|逾期|提前|延后)?|(?<![目以之当提此日空眼超生])前|后|这|那|该|上述|上列|前述|(?:^|[，。；、：合据将对在由])以上|其余|第|(?<!处)分为?|分成|逢|头|满|未满|不满|年满|而不是|每过|单位[:：])$"
)
# Words before a step (价格每上升5%，成本增加2%), and their last characters.
STEP = rarely(
    r"每(?:上[升涨]|提高|增[长加]|下[降跌]|降低|减少|变动|波动)(?:[或/]?(?:上[升涨]|提高|增[长加]|下[降跌]|降低|减少))?$"
)
STEP_ENDS = frozenset("升涨高长加降跌低少动")
# Behind a limit that says whose shares are held (持有5%以上（含5%）表决权股份的股东).
HOLDERS = rarely(r"(?:[（(]含\d+[%％][)）])?(?:有?表决权)?的?(?:股份|股权)的(?:股东|关联)")
# Behind a time amount: a deadline, a duration of validity, a modifier (九年义务教育, 三年行动计划, 30年期债券).
DEADLINE = re.compile(
    r"(?:内|之内|以内|前|以前|之前|后|以后|之后|起|期|的?有效|的?期限|以上|以下|行动|计划|规划|义务教育|制|来|届满|期满|的?任期|的?保质|的?时间|的?投资|的?经验|的?工作|的?追溯|的?有期徒刑|一次|一度|一届|左右的?时间|为一|为限|及以上|及以下|以上)"
)
# Before a time amount: words under which a duration is a result that the text reports.
LASTING = re.compile(
    r"(?:[的中]有|停产|停工|停业|停电|停运|中断|历时|持续|延长|缩短|耗时|用时|减少|增加|增长|提高|压缩至?|压缩|多|少|长达|达|达到|平均|比上年|工期|为|判处|徒刑|寿命|年龄|时间|时长|周期|天数|日数|天气|日照|拘留|暂停|禁入|龄|(?<!为)期|提前|推迟|提早|晚|早|快|慢|放缓)(?:至|到|为|了|约|近|超过?|达)*$"
)
# Behind a time amount: it is where a change starts (由7小时缩短至2小时), or a ban that lasts so long.
MOVED = rarely(r"(?:的)?(?:证券)?市场禁入|(?:左右)?(?:缩短|延长|压缩|减少|增加|提高|降低|减|增)(?:到|至|为)")
# Behind a count: it is part of a name or modifies what follows (三级医院, 七大基地, 四大行, 五保户).
NAME_BEHIND = re.compile(
    r"(?:产业(?:比|结构|协同|增加|投资|占|比重)|大(?!量|约|幅|型|多)|期(?:工程|项目|建设)|级|流|等奖|线城市|维|位数|通一平)"
)
# Where an amount only limits another in a rule of arithmetic (按照1GW…所需450吨计算).
EXAMPLE = rarely(r"[^，。；]{0,24}(?:计算|测算|估算)")
ASKED_WITHIN, EXAMPLE_WITHIN = 20, 32
# A line that only tells the unit of a table (单位：人民币百万元).
UNIT_LINE = re.compile(r"\s*(?:[（(]?(?:金额)?单位\s*[:：][^，。；\n]{0,12}|人民币\S{1,3})$")
# A bare multiplier is part of a name (百亿斤粮食产能基地, 千亩方), unless a verb or hedge makes it an amount.
MULTIPLIERS = frozenset("十百千万亿")
TEN = "十"
REACHED = rarely("(?:达|到|破|超|过|上|近|为|共|计|逾)$")
# Names before the count that sums them up (建材、电力等|六大行业), not of a fixed whole (长江、黄河等七大流域).
SORTS = "大"
SUMMED_UP = rarely(
    r"(?:[^0-9一二三四五六七八九十\s]、[^，。；：、在并]{1,12}(?:等|[和与及][^，。；：、在并]{1,12})|”“[^“”]{2,16}”)$"
)
SUM_WITHIN, FIXED = 20, "流域"
# A session by its number (人大四次会议), unless so many were held.
SESSION = re.compile("(?:全体)?(?:会议|全会)")
HELD = rarely("[开行过集共办持了]$")
# Units of what only has a number in its name (三级, 第五届), and of what may (七大|产业, 两类|产业).
NUMBERED = ("级", "期", "等", "届", "大")
PERHAPS_NAMED = ("个", "家", "项", "类", "次")
# Sizes that specify the thing named behind them (1.6升及以下乘用车, 12英寸晶圆); 位 only those of a computer (32位处理器).
SPECIFIED = ("升", "L", "英寸", "寸", "纳米", "nm", "核", "位", "千伏", "kV", "车道")
SPECIFIES = rarely(r"(?:及?以[上下])?(?![上下]调|[增减升降提缩])[\u4e00-\u9fff]{2}")
RANK = "第"
BITS, COMPUTING = "位", rarely("[高低]?(?:的?微|单片|处理|芯片|操作|系统|架构|总线|控制|计算|机|数据)")
# A plan or policy that is named by its sum (4万亿政策).
NAMED = re.compile("(?:的)?(?:政策|计划|方案|战略|工程|刺激)")
# 1吉瓦时=100万千瓦时 only says how large a unit is.
EQUALS = ("=", "＝")
# What a formula multiplies by is none either (支出/收入×100%).
DENIED = ("=", "＝", "×", "不是", "而非", "并非", "（含", "(含")
# The last characters of all these and of BEFORE.
SHUT_ENDS = frozenset("含每隔满加过期前后这那该述列余上第为分成逢头是位:：=＝×非")
# Departments that act together, by their number alone (七部门印发…); not 民政部等11个部门.
DEPARTMENTS = "部门"
NUMERALS = frozenset("两二三四五六七八九十")
AND_OTHERS = "等"
# Behind these so many provinces only say what an area consists of (长江经济带11省市, 沿江11省市).
AREA = rarely("(?:经济[带区圈]|流域|三角洲?|京津冀|沿[江海河黄边线])$")
PROVINCES = frozenset({"省市", "省", "省区", "省区市"})
# A place that is so far away (200公里外的雪山).
FAR = rarely("(?:以|之|开)?外(?![资部汇])")
LENGTHS = ("公里", "千米", "里", "米", "海里")
# What a package holds (1600克装).
PACKED = "装"
SIZES = ("克", "g", "千克", "公斤", "kg", "毫升", "ml", "mL")
# How far before and behind an amount such words are looked for.
NEAR_BEFORE, NEAR_BEHIND = 8, 10
# What stands between a limit and the amount that counts those within it (1000万元以上 · 重大技术合同 · 38项).
LIMITED = rarely(r"(?!部分|以)的?[\u4e00-\u9fff“”]{2,16}")
LIMITS = frozenset({"at_least", "at_most", "over", "less_than"})
CAUSED = ("的原因", "原因")  # 同比变动30%以上的原因说明
LIMIT_ENDS = ("以上", "以下", "以内")
LONGEST_LIMITED = 20
EXCEEDS = "超"
LONGEST_NAMED = 6
# Cues with which a predicate opens, not a thing that is limited.
PREDICATES = frozenset({"change", "reach", "level", "base", "compare", "than", "from", "rank"})
# How far into a title an amount is known to stand in it.
LONGEST_TITLE = 60
# White space beside an amount that is a whole line; the longest line that tells a unit.
MARGIN = 12
UNIT_LINE_LENGTH = 40


@cache
def _counted() -> frozenset[str]:
    """Units that count things."""
    return frozenset(unit for (unit,) in read_table("linking_classifiers", 1))


@cache
def _parts() -> dict[str | None, str]:
    """The part that amounts of some units may play other than to measure something."""
    durations = [unit for (unit,) in read_table("linking_durations", 1)]
    units = {
        "numbered": NUMBERED,
        "named": PERHAPS_NAMED,
        "specified": SPECIFIED,
        "duration": durations,
        "department": (DEPARTMENTS,),
        "province": PROVINCES,
        "length": LENGTHS,
        "size": SIZES,
    }
    return {None: "bare"} | {unit: part for part, those in units.items() for unit in those}


class _Selector:
    """Tells which amounts of a text state something about a metric."""

    __slots__ = ("has_exceptions", "has_titles", "layout", "norm", "parts")

    def __init__(self, norm: str, layout: Layout) -> None:
        self.norm = norm
        self.layout = layout
        self.parts = _parts()
        self.has_titles = "《" in norm
        self.has_exceptions = "除外" in norm

    def is_fact(self, frame: Frame) -> bool:
        """Whether an amount states something about a metric."""
        norm, quantity, start, end = self.norm, frame.quantity, frame.start, frame.end
        low, high = self.layout.paragraphs[frame.paragraph]
        if frame.cell is None and self._is_alone(frame, low, high):
            return False
        opening = norm[frame.clause_span.start]
        if (opening in SUPPOSING or opening.isspace()) and _is_supposed(norm, frame):
            return False
        last = norm[start - 1] if start > frame.gap_start else ""
        if (last in SHUT_ENDS or last.isspace()) and (reading := _is_led(norm, frame)) is not None:
            return reading
        if last in STEP_ENDS and norm.find("每", max(0, start - NEAR_BEFORE), start) >= 0 and _is_step(norm, frame):
            return False
        if quantity.bound in LIMITS and (
            norm.startswith(CAUSED, end) or HOLDERS.match(norm, end) or _limits_next(norm, frame)
        ):
            return False
        if (
            norm[end : end + 1] in EQUALS
            or _is_price_of(frame)
            or (self.has_exceptions and norm.find("除外", end, end + NEAR_BEHIND) >= 0)
        ):
            return False
        if (self.has_titles and _in_title(norm, start)) or (
            end - low <= UNIT_LINE_LENGTH and UNIT_LINE.match(norm, low, end)
        ):
            return False
        part = self.parts.get(quantity.unit)
        if part == "duration":
            return _lasts(norm, frame)
        if (part is not None or norm.startswith("级", end)) and _in_name(norm, frame, part):
            return False
        first = quantity.number.start
        return not ((norm[first] in MULTIPLIERS and _is_round(norm, frame)) or _is_example(norm, frame))

    def _is_alone(self, frame: Frame, low: int, high: int) -> bool:
        """An amount that is a whole line and stands in no table: a tick of a chart's axis, a page number; a cell without any header."""
        norm, start, end = self.norm, frame.start, frame.end
        if self.layout.tabular and (norm[start - 1 : start] == "\t" or norm[end : end + 1] == "\t"):
            return True
        if start - low > MARGIN or high - end > MARGIN:
            return False
        return not norm[low:start].strip() and not norm[end:high].strip()


def _before(norm: str, frame: Frame) -> str:
    """The last words before an amount."""
    return norm[max(frame.gap_start, frame.start - NEAR_BEFORE) : frame.start].rstrip()


def _is_led(norm: str, frame: Frame) -> bool | None:
    """Whether an amount is a fact by the words right before it; `None` where they do not tell."""
    before = _before(norm, frame)
    if before.endswith(DENIED):
        return False
    if not BEFORE.search(before) or before.endswith(("之前", "以前")):
        return None
    return frame.quantity.unit in {"%", "个百分点"} and not before.endswith("前")


def _is_step(norm: str, frame: Frame) -> bool:
    """Whether an amount is one step of a measure by which another moves."""
    return STEP.search(norm, max(frame.gap_start, frame.start - NEAR_BEFORE), frame.start) is not None


def _lasts(norm: str, frame: Frame) -> bool:
    """Whether a length of time is a result that the text reports."""
    near = frame.end + NEAR_BEHIND
    limits = frame.quantity.text.endswith(LIMIT_ENDS) and norm[frame.end : frame.end + 1].isalpha()
    if limits or DEADLINE.match(norm, frame.end, near):
        return False  # 账龄1年以内的应收账款
    return LASTING.search(_before(norm, frame)) is not None or MOVED.match(norm, frame.end, near) is not None


def _is_example(norm: str, frame: Frame) -> bool:
    """Whether an amount only limits another in a rule of arithmetic."""
    start, end = frame.start, frame.end
    asked = norm.find("按", max(frame.clause_span.start, start - ASKED_WITHIN), start) >= 0
    return asked and EXAMPLE.match(norm, end, end + EXAMPLE_WITHIN) is not None


def _limits_next(norm: str, frame: Frame) -> bool:
    """Whether an amount only limits the things that the next one counts or measures (投资超3亿元项目4个)."""
    following, end, unit = frame.following, frame.end, frame.quantity.unit
    if following is None or not 1 < following.start - end <= LONGEST_LIMITED or following.start > frame.clause_span.end:
        return False
    if not frame.quantity.text.endswith(LIMIT_ENDS):
        counts = following.quantity.unit in _counted() and following.start - end <= LONGEST_NAMED
        if not counts or unit in _counted() or not frame.quantity.text.startswith(EXCEEDS):
            return False
    if LIMITED.fullmatch(norm, end, following.start) is None:
        return False
    return all(cue.type not in PREDICATES and cue.value != "verb" for cue in following.cues)


def _is_round(norm: str, frame: Frame) -> bool:
    """Whether a number is nothing but multipliers (百亿), and nothing before it makes it an amount."""
    start, end = frame.quantity.number
    if frame.quantity.bound != "exact" or not MULTIPLIERS.issuperset(norm[start:end]) or norm[start] == TEN:
        return False
    return REACHED.search(_before(norm, frame)) is None


def _in_name(norm: str, frame: Frame, part: str | None) -> bool:
    """Whether an amount is part of what something is called (三级医院, 人大四次会议, 130吨级发动机, 4万亿政策)."""
    end, near = frame.end, frame.end + NEAR_BEHIND
    if part == "bare":
        return NAMED.match(norm, end, near) is not None or NAME_BEHIND.match(norm, end, near) is not None
    if part == "numbered":
        if frame.quantity.unit == SORTS:
            return not _sums_up(norm, frame)
        return "." not in frame.quantity.text or frame.quantity.bound in LIMITS  # 5.2级地震
    if part == "department":
        return norm[frame.start] in NUMERALS and norm[frame.start - 1] != AND_OTHERS
    if part == "province":
        return AREA.search(_before(norm, frame)) is not None
    if part == "length":
        return FAR.match(norm, end, near) is not None
    if part == "size":
        return _is_packed(norm, frame)
    if frame.quantity.unit == "次" and SESSION.match(norm, end, near) and not HELD.search(_before(norm, frame)):
        return True
    if norm.startswith("级", end):
        return not norm.startswith(("级别", "级以"), end)
    if part == "specified":
        counts = frame.quantity.unit == BITS and norm[frame.start] != RANK  # 3位专家; not 世界第一高桥
        specifies = COMPUTING if counts else SPECIFIES
        return specifies.match(norm, end, near) is not None or _is_packed(norm, frame)
    return part == "named" and NAME_BEHIND.match(norm, end, near) is not None


def _is_packed(norm: str, frame: Frame) -> bool:
    """Whether an amount only says what a package holds (1600克装, 调和油(5L))."""
    start, end = frame.start, frame.end
    return norm.startswith(PACKED, end) or frame.bracket == (start - 1, end + 1)


def _is_price_of(frame: Frame) -> bool:
    """Whether an amount only says for how much the price right before it is (5元一条)."""
    previous = frame.previous
    if previous is None or previous.end != frame.start or frame.quantity.number.end - frame.quantity.number.start != 1:
        return False
    return frame.quantity.value == 1 and previous.quantity.dimension == "money" and frame.quantity.unit in _counted()


def _sums_up(norm: str, frame: Frame) -> bool:
    """Whether the names stand before an amount of which it tells how many they are."""
    if norm.startswith(FIXED, frame.end):
        return False
    low = max(frame.clause_span.start, frame.start - SUM_WITHIN)
    return SUMMED_UP.search(norm, low, frame.start) is not None


def _is_supposed(norm: str, frame: Frame) -> bool:
    """Whether an amount stands in a clause that only supposes it: 如果价格跌至4000元以下，…."""
    start, end = frame.clause_span
    return norm[end - 1 : end + 1].rstrip()[-1:] in COMMAS and SUPPOSED.match(norm, start, frame.start) is not None


def _in_title(norm: str, start: int) -> bool:
    """Whether an amount stands in the title of a document (《关于持股5%以上股东减持计划的公告》)."""
    before = norm[max(0, start - LONGEST_TITLE) : start]
    return "《" in before and before.rfind("》") < before.rfind("《")


def select_facts(norm: str, layout: Layout, frames: list[Frame]) -> list[Frame]:
    """Keep the amounts that are statements about a metric."""
    kept = []
    selector = _Selector(norm, layout)
    for frame in frames:
        head = frame.head
        if head is not None and head is not frame and head.quantity.unit == frame.quantity.unit:
            verdict = head.is_fact
        else:
            verdict = frame.is_fact and not _is_ungoverned(frame) and selector.is_fact(frame)
        frame.is_fact = verdict
        if verdict:
            kept.append(frame)
    return kept


def _is_ungoverned(frame: Frame) -> bool:
    """A plain figure in a table of counts that no heading gives a unit: a place in a row's order, a code."""
    return frame.quantity.unit is None and frame.quantity.rule == COUNT_CELL
