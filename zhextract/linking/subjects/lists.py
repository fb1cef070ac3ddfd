"""Lists of subjects, and the amounts that go out over them or point back to them."""

import re

from zhextract.expressions import rarely
from zhextract.linking.frames import Frame
from zhextract.linking.subjects.mentions import Mention

__all__ = [
    "are_partners",
    "find_mover",
    "goes_out",
    "is_index_apart",
    "is_joined",
    "is_whole_label",
    "members_of",
    "points_back",
]

# Words that point back to a list of mentions, perhaps with their number: 上述国家的产量分别为…, 这六省共….
BACK = rarely(
    r"(?:上述|前述|以上|这)([两三四五六七八九十])?个?(?:国家|地区|省份|城市|省|市|地|国|县|区|州|家|企业|公司)"
    r"|(?<![一-鿿])([两三四五六七八九十])(?:省|市|地|国|县|区|州|家)"
)
# A list of ranks that goes out over a list of subjects: 分列第二、第三位.
APART = rarely("分[列居获占]")
NUMBERS = "一两三四五六七八九十"
# How far before an amount, or its list, words may point back.
REACH = 60
# A share that moved by a percentage: 远山科技跌3%; not what only has a price (指数, 期货, 转债, 油).
MOVER = rarely(
    r"([一-鿿A-Za-z]{2,8}?)(?:\([\dA-Z.]+\))?(?:股价|A股)?(?<![数指债转货期约价油金银铜铝锡铅锌镍率块盘市元币镑钢矿板股票均别计])(?:逆势|绩后|大幅|小幅)?(?:大|急|狂|微|再|收)?[涨跌]$"
)

# What organisations that 与 joins have or do together: 甲公司与乙公司合计, 甲部与乙部联合.
TOGETHER = rarely("[^，,。；;]{0,12}?(?:[共均各]|合计|分别|联合|[两二]家)")
CODE = re.compile(r"\s*[（(]\d{6}(?:\.[A-Z]{2})?[)）]")
# How far before an amount the name of its index ends.
INDEX_REACH = 6
# The name of an index (1) that moved, up to the amount: 日经225指数跌|1.77%, 创业板指收|1.89%; 股指 names none.
INDEX = rarely(
    r"(?:^|(?<=[，。；：、\s]))([^，。；：、\s]{1,16}?)(?<!股)指数?[收盘尾大微再中间]*[涨跌升降至报]*[超约逾近]?\s?$"
)
# What stands behind the one whose index or share the clause before quotes.
OTHER_INDEX = rarely(r"([^，。；：\d]{0,10}\d{0,3})(?<!股)指")
# What a market as a whole, and no company, trades.
MARKETS = ("大市", "两市", "沪市", "深市", "沪深", "南向资金", "北向资金", "市场成交")
MARKET_FIRSTS = frozenset(market[0] for market in MARKETS)
MOVES = rarely(r"[^，。；：\d]{0,4}[涨跌]")


def members_of(mention: Mention) -> tuple[Mention, ...]:
    """The mention and those joined to it."""
    members = [mention]
    while members[-1].joined is not None:
        members.append(members[-1].joined)
    return tuple(members)


def are_partners(norm: str, members: tuple[Mention, ...]) -> bool:
    """Whether organisations that 与 joins deal with one another, and the first is spoken of: 某公司与甲公司签订合同3份."""
    if members[0].type != "organisation" or norm[members[0].end : members[1].start] != "与":
        return False
    return TOGETHER.match(norm, members[-1].end) is None


def is_joined(norm: str, mention: Mention, frame: Frame) -> bool:
    """Whether 和 joins a mention to the amount before it: 甲省3家和乙省2家."""
    previous = frame.previous
    return previous is not None and previous.end == mention.start - 1 and norm[previous.end] in "和及与"


def points_back(norm: str, frame: Frame, own: int, size: int) -> bool:
    """Whether the words before an amount, or before its list, point back to a list of `size` mentions."""
    head = frame.head or frame
    match = BACK.search(norm, max(own, head.gap_start, head.start - REACH), head.start)
    if match is None:
        return False
    count = match.group(1) or match.group(2)
    return count is None or NUMBERS.index(count) + 1 == size


def goes_out(norm: str, frame: Frame) -> bool:
    """Whether a list of amounts goes out over a list of subjects as long: by 分别, or by amounts of one unit."""
    head = frame.head
    if head is None:
        return False
    if frame.distributive is not None or head.quantity.unit == frame.quantity.unit:
        return True
    return APART.search(norm, head.own_start, head.start) is not None


def find_mover(norm: str, start: int, end: int) -> Mention | None:
    """The company whose share a clause quotes by its bare name up to `end`, where 涨 or 跌 stands."""
    match = MOVER.match(norm, start, end)
    return None if match is None else Mention(match.start(1), match.end(1), "organisation")


def is_whole_label(norm: str, end: int, label_end: int) -> bool:
    """Whether a name up to `end` is all that a row's label says, but for the code of its share: 远山科技（600000）."""
    return end == label_end or CODE.fullmatch(norm, end, label_end) is not None


def is_index_apart(norm: str, topic: Mention, start: int, end: int) -> bool:
    """Whether a clause up to `end` quotes an index of its own, or tells of a market, and another was spoken of.

    韩国综合指数跌0.8%，日经225指数跌1.7%: the second is nobody's; not 香港恒生指数跌1.4%，恒生科技指数跌1.3%.
    """
    if norm[start] in MARKET_FIRSTS and topic.type == "organisation" and norm.startswith(MARKETS, start):
        return True
    near = norm.find("指", max(start, end - INDEX_REACH), end) >= 0
    index = INDEX.search(norm, start, end) if near else None
    if index is None:
        return False
    if topic.type == "organisation":
        return any(MOVES.match(norm, at) for at in (index.end(1), topic.end))
    other = OTHER_INDEX.match(norm, topic.end)
    return other is not None and other[1].strip()[:2] != index[1][:2]
