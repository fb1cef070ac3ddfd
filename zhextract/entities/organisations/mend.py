"""Ends of what the tagger proposes, mended: a mention begins with its place, ends with its name, and is one name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise, product

from zhextract.entities.organisations.judge import INVESTED, LEVELS, is_name
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.expressions import rarely
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["OFFICIAL", "mend"]

# What counts as short for a name; no ending of one is longer.
SHORT_FORM, LONGEST_ENDING = 2, 12
# Characters that may part two mentions, of 会同 both.
PARTING = "、，和与及同由是会"
# No known name before 和 is longer.
LONGEST_NAME = 24
# A term of a congress or committee: 十四届.
TERM = re.compile(r"第?[一二三四五六七八九十]+届")
# The figure of the cell before, where a table lost its lines: ⟨409⟩无锡华润.
FIGURE = re.compile(r"[\d,.]{2,16}")
PREPOSITIONS = "以据由经向对从为同与和及在被把给让请是如到至于"
# Parts and zones of a place, which are no bodies: 海淀⟨北部⟩, 威海⟨高新区⟩.
ZONE = re.compile(
    r"(?:[东西南北中]部|地区|沿海|[一-龥]{0,8}(?:高新区|开发区|园区|新区|新片区|新城|示范区|试验区|保税区|自贸区|工业园|产业园|科技园|口岸|机场|车站|港区))"
)
# What companies are named after besides their place: 青山⟨地铁⟩. Not 青山水稻.
SERVICES = ("地铁", "核电", "电信", "移动", "联通", "民航", "电网", "国资")
# Whichever department of the State Council is in charge: only the Council is named in 国务院⟨生态环境主管部门⟩.
DEPARTMENT = re.compile(r"国务院(?=[一-龥、]{0,16}?(?:主管|行政|管理|有关|监督)部门)")
# The form of a company, behind which a place or a dash begins something else: 青山工程有限公司⟨云岭县热电项目⟩.
LEGAL_FORM = "有限公司"
ARM_END = rarely(r"(?:公司|[分支]行|营业部|分厂|分院|支公司|办事处|代表处|办公室|事业部|党委|工会|研究[所院])$")
# A verb that a name does not begin with: 撤销⟨…联席会议⟩, 发挥⟨…协会⟩.
VERB = re.compile(
    r"(?:京?会见|发挥|增厚|提振|拖累|深化|部署|推动|加强|促进|推进|支持|设立|成立|撤销|开展|实施|打击|召开|举办|参加|担任|收购|参股|通过|根据|按照|依据|及时报送|时报送)(?=[^，。]{3})"
)
# How a share did, behind its name: 青山股份⟨跌⟩2%.
QUOTED = re.compile(r"[涨跌报](?=\d)")
# People of a body, who are not the body: 青山大学⟨研究团队⟩.
TEAM = re.compile(r"(?:研究|科研|专家)?团队$")
# A supreme body that a verb of up to three characters stands before: 伴随⟨国务院⟩, not 中国国务院.
SUMMIT = re.compile(r"(?<!中)[一-龥]{0,2}?(?<![国原])(国务院|党中央|中共中央|全国人大|全国政协|最高人民)")
# A company's name before a bracket inside it: ⟨青山电器（⟩云岭）制造有限公司.
BEFORE_BRACKET = rarely(r"(?:(?![向对和与及在由为将从给的是])[一-龥]){2,8}[(（]$")
# What a company is to another, or where it is at home, before its name: 子公司⟨云岭传动有限公司⟩, 湖北企业⟨云岭⟩; not 湖北企业家协会.
RELATION = re.compile(
    r"(?:全资|控股)?(?:子公司|孙公司|母公司|参股公司|控股股东|股东)(?=[^，。]{4})|[一-龥]{2,4}企业(?=[一-龥]{2,4}(?<![会团司])$)"
)
OFFICIAL = ("government", "party")


def mend(norm: str, tagged: Sequence[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Mend ends: a mention that begins inside a place begins with it, one that spans 、 is split, what is no name is dropped."""
    starts = [region.start for region in regions]
    mended: list[Span] = []
    for span in tagged:
        text = norm[span.start : span.end]
        if text in words.names or text in words.deictics:
            if is_name(norm, span, words) and not (mended and mended[-1].end > span.start):
                mended.append(span)
            continue
        at = bisect_right(starts, span.start) - 1
        inside = at >= 0 and regions[at].start < span.start < regions[at].end < span.end
        for whole in split(norm, Span(regions[at].start, span.end) if inside else span, words):
            if whole.start == whole.end:  # a mark that parts two names stood at the end
                continue
            piece = finish(norm, trim(norm, whole, starts), words)
            if mended and mended[-1].end > piece.start:
                continue
            if (
                piece.end - piece.start > 1
                and beyond_places(norm, piece, regions, starts, words)
                and is_name(norm, piece, words)
            ):
                mended.append(piece)
    return mended


def split(norm: str, span: Span, words: Lexicon) -> list[Span]:
    """Split a stretch at every 、 and ， and between two known names, and cut what is no part of it.

    No part are an ordinary word behind a known company (汇川技术⟨新能源⟩), and what stands before a bracket that does not close.
    """
    for middle in range(span.start + 2, min(span.end - 1, span.start + 12)):
        first, rest = words.names.get(norm[span.start : middle]), norm[middle : span.end]
        if first is None or first.doubtful:
            continue
        second = words.names.get(rest)
        if second is not None and (first.kind in OFFICIAL) == (second.kind in OFFICIAL) and not second.doubtful:
            return [Span(span.start, middle), Span(middle, span.end)]
        if (
            first.kind == "company"
            and rest not in words.suffixes
            and (rest in words.common or rest in words.company_kinds)
        ):
            return [Span(span.start, middle)]
    inner = [at for at in range(*span) if norm[at] in PARTING and splits(norm, span, at, words)]
    pieces = []
    for left, right in pairwise([span.start - 1, *inner, span.end]):
        start, text = left + 1, norm[left + 1 : right]
        if not text:
            continue
        still_open = text.count("(") + text.count("（") - text.count(")") - text.count("）")
        before = BEFORE_BRACKET.search(norm, max(0, start - 9), start) if still_open < 0 else None
        if still_open > 0:
            start += 1 + max(text.rfind("("), text.rfind("（"))
        elif before:
            start = before.start()
        pieces.append(Span(start, right))
    return pieces


def splits(norm: str, span: Span, at: int, words: Lexicon) -> bool:
    """Whether the character parts two mentions: 、， and 是 do, and 和 behind a known name, or between two that end as companies do.

    So do 腾讯⟨和⟩网易公司, 青山投资⟨和⟩云岭科技; and so do 会同 and 由: 青山国际⟨由⟩云岭国资委持股.
    """
    if norm[at] in "和与及同" and at - span.start <= LONGEST_NAME and norm[span.start : at] in words.names:
        return not norm.startswith("同济", at)
    if norm[at] in "和与及" and at - span.start > SHORT_FORM:
        ends = (norm[at - SHORT_FORM : at], norm[span.end - SHORT_FORM : span.end])
        return all(words.suffixes.get(end) in ("company", "finance") for end in ends)
    if norm[at] == "由":
        return norm[at - 1] not in "自理事"
    return norm[at] in "、，是" or norm.startswith("会同", at) or norm.startswith("会同", at - 1)


def trim(norm: str, span: Span, starts: Sequence[int]) -> Span:
    """Take off what stands before or behind a name.

    The title of a document (国务院⟨关于…⟩), what is at a place behind a company's form, what a company is to another (子公司), a department in general, the ordinal of a term (十四届), a preposition
    before a place (据⟨广东…⟩), a verb before a central body.
    """
    end = end_of_name(norm, span, starts)
    if end < span.end:
        return Span(span.start, end)
    verb = VERB.match(norm, span.start, span.end) or RELATION.match(norm, span.start, span.end)
    if verb:
        return Span(verb.end(), span.end)
    term = TERM.match(norm, span.start)
    if term and term.end() < span.end:
        return Span(term.end(), span.end)
    at = bisect_left(starts, span.start + 1)
    figure = FIGURE.match(norm, span.start)
    if figure and at < len(starts) and starts[at] == figure.end():
        return Span(figure.end(), span.end)
    if norm[span.start] in PREPOSITIONS and at < len(starts) and starts[at] == span.start + 1:
        return Span(span.start + 1, span.end)
    summit = SUMMIT.match(norm, span.start + 1, span.end)
    if summit and not any(span.start <= start < summit.start(1) for start in starts[at - 1 if at else 0 : at + 1]):
        return Span(summit.start(1), span.end)
    return span


def end_of_name(norm: str, span: Span, starts: Sequence[int]) -> int:
    """Where a name ends before what else the stretch holds."""
    about = norm.find("关于", span.start, span.end)
    if about > span.start + 1:
        return about
    council = DEPARTMENT.match(norm, span.start)
    if council:
        return council.end()
    if QUOTED.match(norm, span.end - 1) and span.end - span.start > SHORT_FORM:
        return span.end - 1
    if INVESTED.match(norm, span.end - 2) and span.end - span.start > 2 + 1:
        return span.end - 2
    team = TEAM.search(norm, span.start + SHORT_FORM, span.end)
    if team:
        return team.start()
    form = norm.find(LEGAL_FORM, span.start, span.end) + len(LEGAL_FORM)
    if len(LEGAL_FORM) <= form < span.end and not ARM_END.search(norm, form, span.end):
        behind = bisect_left(starts, form)
        if norm[form] in "-—－" or (behind < len(starts) and starts[behind] == form):
            return form
    return span.end


def finish(norm: str, span: Span, words: Lexicon) -> Span:
    """Take in the rest of an ending that a mention breaks off at either end: 领导小⟨组⟩, ⟨工⟩商行政管理局."""
    start, end = span
    for more, back in product((1, 2), (1, 2, 3, 4)):
        if end - back > start and end + more <= len(norm) and norm[end - back : end + more] in words.suffixes:
            end += more
            break
    ending = words.ending(norm[max(0, end - LONGEST_ENDING) : end])
    return Span(min(start, end - len(ending)), end)


def beyond_places(norm: str, span: Span, regions: Sequence[Region], starts: Sequence[int], words: Lexicon) -> bool:
    """Whether there is a name beyond the places in a stretch: not in 江苏南京, 威海高新区, 山东省电煤.

    A short name goes without the level of its place (山东黄金), so that two characters behind one are none without an ending.
    """
    at, place = bisect_left(starts, span.start), span.start
    while at < len(regions) and regions[at].start == place:
        place = regions[at].end
        at += 1
    if place == span.start:
        return True
    rest = norm[place : span.end]
    if place >= span.end or ZONE.fullmatch(norm, place, span.end):
        return False
    if (
        rest in words.common
        and rest not in words.suffixes
        and rest not in SERVICES
        and rest[-1] not in words.last_characters
    ):
        return False
    if norm[place - 1] not in LEVELS or place - span.start <= SHORT_FORM or span.end - place > SHORT_FORM:
        return True
    kind = words.suffixes.get(rest)
    return kind not in (None, "company") or norm[span.end - 1] in words.last_characters
