"""What stands in front of a counted action and is no part of it: circumstances, adverbs, those who act.

对重点企业开展现场检查 is 现场检查; 行动共追回外逃人员 is 追回外逃人员; 省政府拿出资金 is 拿出资金.
"""

import re
from collections.abc import Sequence
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import either, firsts, read_table
from zhextract.linking.frames import Cue
from zhextract.linking.metrics.scan import Scanner
from zhextract.linking.metrics.words import VERB, leading_action, measure_head

__all__ = ["MEANS", "SUMS", "actor_ends", "behind_circumstance", "circumstance_openings", "governed"]

# Prepositions of one character: what they govern is no object of a verb behind it (对39家企业 · 开展检查).
GOVERNING = frozenset("对向给被把由从")
# Verbs that lead any measure (累计实现利润5亿元); what stands before them may be the measure's own modifier.
LEADING = ("实现", "完成", "达到", "形成", "发展", "增加", "减少", "提高", "降低")
# Further words in front of a counted action (达产后可新增收入).
DISPOSAL = "将"
MODAL = frozenset({"可", "要", DISPOSAL})
SUMS = frozenset({"合计", "共计", "总计"})
# What helps others to do what is counted is no part of it.
HELPING = "帮助"
# To whom something is done, in front of the verb (共 · 向我方移交).
DATIVE = frozenset("向给")
# Behind a verb these make the name of a measure of it (累计 · 交易量, 政府 · 采购规模).
MEASURES = frozenset("量额率价值") | {"规模", "面积", "金额", "总额", "总量", "标准"}
TOWARDS = rarely(r"[向给][^，。、的]{1,8}?(?=移[交送]|发[放出]|提供|支付|交付|出借|转让|下达|拨付|捐|反馈|通报)")
# Who acts may stand before the means (某某通过集中竞价系统 · 减持股份).
MEANS = "通过"
MEANS_WITHIN = 8
# The name of one who acts is no longer than this before the word that ends it, and has none of these characters.
ACTOR_WITHIN = 10
# Names of measures that only begin as one who acts does (政府采购规模).
COMPOUNDS = "政府(?:采购|购买|补[助贴])"
UNBROKEN = frozenset("，,。；;：:、的")
# What takes the object of a verb that stands behind it.
TAKING = "把"
# For whom a bare verb does what it does belongs to it.
SERVED = "为"
# A thing that does what is counted belongs to what is measured, unless it is an event or an unnamed body.
THING = rarely(
    r"(?![于在由对向为通从经按以被把给让使所将其此本全作内])[\u4e00-\u9fffA-Za-z]{2,8}(?<!行动|活动|大会|会议|对象|灾害|事故|联方|各方|各地|地方|公司|组织|财政)"
)
# Accounts that trade belong to what is measured.
ACCOUNTS = ("账户", "账户组")
# No circumstance is longer than this.
LONGEST = 40


def _words(wanted: str) -> str:
    return either(word for word, type in read_table("linking_circumstances", 2) if type == wanted)


@cache
def actor_ends() -> tuple[str, ...]:
    """The words that end the name of one who acts."""
    return tuple(word for word, type in read_table("linking_circumstances", 2) if type == "actor")


@cache
def _circumstance() -> re.Pattern[str]:
    """A circumstance with the light verb that ends it, or up to the verb that does."""
    return re.compile(
        rf"以(?![上下内外及来])[^，,。；;：:每]{{2,{LONGEST}}}?(?:方式|形式|途径)(?:(?:{_words('light')})了?(?=.{{2}}))?"
        rf"|(?:围绕|聚焦|针对|瞄准)[^，,。；;：:每]{{2,{LONGEST}}}?等(?:方面|领域|问题|重点)?(?=(?:{_words('acts')}))"
        rf"|(?:{_words('opens')})[^，,。；;：:、每]{{2,{LONGEST}}}?(?:(?:{_words('light')})了?(?=.{{2}})|(?=(?:{_words('acts')})))"
    )


@cache
def circumstance_openings() -> frozenset[str]:
    """The first characters of what opens a circumstance."""
    return frozenset(word[0] for word, type in read_table("linking_circumstances", 2) if type == "opens")


@cache
def _actor() -> re.Pattern[str]:
    """What ends the name of one who acts, in front of a verb."""
    return re.compile(rf"(?=[{firsts(actor_ends())}])(?!{COMPOUNDS})(?:{either(actor_ends())})(?=.{{3}})")


@cache
def _actor_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(actor_ends())})$")


def behind_circumstance(scanner: Scanner, cues: Sequence[Cue], start: int, end: int) -> int:
    """Where a wording begins behind its circumstance, those who act and the adverbs before its verb."""
    norm, openings = scanner.norm, circumstance_openings()
    for place in (start, start - 1):  # a preposition of one character may have been peeled off already
        if norm[place] in openings and place >= 0 and (match := _circumstance().match(norm, place, end)) is not None:
            if norm[place] == SERVED and end - match.end() <= VERB:
                return place  # 为企业减负
            does = norm[match.end() : end]
            if norm[place] == TAKING and does[leading_action(does) :] in MEASURES:
                return start  # 把医保的补助标准
            start = match.end()
            break
    means = norm.find(MEANS, start + 1, min(start + MEANS_WITHIN, end))
    if means >= 0 and (match := _circumstance().match(norm, means, end)) is not None:
        return match.end()
    for cue in reversed(cues):
        if start < cue.start and cue.end < end and _leads_to_action(cue, norm[start : cue.start], norm[cue.end : end]):
            return cue.end
    actor = _actor().search(norm, start, end)
    if actor is None or actor.start() > start + ACTOR_WITHIN or not UNBROKEN.isdisjoint(norm[start : actor.start()]):
        return start
    return actor.end() if _acts(does := norm[actor.end() : end]) and not measure_head(does) else start


def _leads_to_action(cue: Cue, before: str, behind: str) -> bool:
    """Whether a cue parts who acts, or when, from a counted action."""
    if cue.value != "free" and cue.word not in MODAL and cue.word not in SUMS:
        return False
    if before.endswith(ACCOUNTS):
        return False  # an account is no subject
    if not _acts(behind) or (cue.word in SUMS and measure_head(behind)):
        return False
    if cue.word != DISPOSAL and not behind.startswith(HELPING) and _is_thing(before):
        return False
    return cue.word == DISPOSAL or leading_action(behind) < len(behind) or _ends_in_actor(before)


def _is_thing(wording: str) -> bool:
    """Whether what stands before an adverb is a thing that does what is counted (铁路 · 累计发送旅客)."""
    return THING.fullmatch(wording) is not None and not leading_action(wording) and not _ends_in_actor(wording)


def _ends_in_actor(wording: str) -> bool:
    return _actor_end().search(wording) is not None


def _acts(wording: str) -> bool:
    if wording[0] in DATIVE and (towards := TOWARDS.match(wording)) is not None:
        wording = wording[towards.end() :]
    verb = leading_action(wording)
    if not verb or wording.startswith(LEADING) or wording[verb:] in MEASURES:
        return False
    return measure_head(wording) < len(wording)


def governed(norm: str, start: int) -> bool:
    """Whether a preposition governs what begins at `start` (对39家企业)."""
    return norm[start - 1 : start] in GOVERNING and start > 0
