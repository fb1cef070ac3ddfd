"""Mentions that take over from the one a clause already speaks of, and those that only deal with it."""

import re

from zhextract.expressions import rarely
from zhextract.linking.frames import Frame
from zhextract.linking.subjects.mentions import COLLECTIVE, Mention, is_country, is_foreign, is_government
from zhextract.records import Region
from zhextract.spans import Span

__all__ = [
    "is_counted_in",
    "is_holder",
    "is_part",
    "is_short_name",
    "names_again",
    "passing_span",
]

# How near 其中 stands, how long a stretch of a sentence is.
NEAR_BEFORE, LONGEST_STRETCH = 60, 300
SEMICOLON = re.compile("[；;]")
# What names a partner of the one spoken of before its own name.
PARTNERS = ("客户", "供应商", "经销商", "竞争对手")
# What a holder does, before the amount that it holds.
HOLDS = rarely("(?:持有|持股|控股|出资|认购|控制)(?:其|了|约|的|比例)*$")
# What leads to a short name in brackets.
SHORT_NAME = rarely('简称[为:：]?[“"]?$')


def is_holder(norm: str, members: tuple[Mention, ...], amount: int) -> bool:
    """Whether 由 names who holds what the clause speaks of: 远山科技由近水投资持有51%."""
    return norm[members[0].start - 1] == "由" and HOLDS.search(norm, members[-1].end, amount) is not None


def names_again(topic: tuple[Mention, ...], mention: Mention) -> bool:
    """Whether a whole area is the place that is spoken of (湖北省2012年全省产量), or both are the writer (本公司…公司)."""
    item = topic[0].item if len(topic) == 1 else None
    if mention.type == "self" and topic and topic[0].type == "self":
        return True
    return mention.type == "place" and isinstance(item, Region) and item.level == mention.level


def is_short_name(norm: str, topic: tuple[Mention, ...], mention: Mention, bracket: Span) -> bool:
    """Whether brackets behind the one spoken of give it a short name: 远山科技有限公司（以下简称“远山”）."""
    if len(topic) != 1 or topic[0].type != "organisation" or topic[0].end != bracket.start:
        return False
    return SHORT_NAME.search(norm, bracket.start, mention.start) is not None


def is_part(norm: str, mention: Mention, segment: int) -> bool:
    """Whether a topic is one part or partner of the one spoken of: 其中湖北, 第一大客户某公司."""
    start = mention.start
    return norm.find("其中", max(segment, start - NEAR_BEFORE), start) >= 0 or norm.endswith(PARTNERS, segment, start)


def passing_span(norm: str, mention: Mention, sentence: Span) -> Span:
    """How far a topic passes: to the end of its sentence, bodies of one kind to the next semicolon."""
    if mention.level != COLLECTIVE:
        return sentence
    reach = min(sentence.end, mention.end + LONGEST_STRETCH)
    mark = SEMICOLON.search(norm, mention.end, reach)
    return Span(sentence.start, mark.start() if mark else reach)


def is_counted_in(norm: str, topic: tuple[Mention, ...], members: tuple[Mention, ...], frame: Frame) -> bool:
    """Whether the amount counts what an area itself holds: 覆盖全市2000家企业; not a company's 覆盖全国300个城市."""
    end = members[-1].end
    if end != frame.start and (end + 1 != frame.start or norm[end] != "的"):
        return False
    if members[0].type not in ("region", "place") or frame.quantity.dimension not in ("count", None):
        return False
    if not topic:
        return True
    if topic[0].type not in ("organisation", "self"):
        return not is_foreign(members[0])  # 班列通达欧洲20个国家
    return is_government(topic[0]) and (members[0].type == "place" or is_country(members[0]))
