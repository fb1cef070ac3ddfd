"""What stands in front of a counted action and is no part of it: circumstances, adverbs, those who act.

对重点企业开展现场检查 is 现场检查; 行动共追回外逃人员 is 追回外逃人员; 省政府拿出资金 is 拿出资金.
"""

import re
from functools import cache

from zhextract.lexicons import read_table
from zhextract.linking.metric_scan import Scanner
from zhextract.linking.metric_words import leading_action, measure_head

__all__ = ["behind_circumstance", "governed"]

# Prepositions of one character: what they govern is no object of a verb behind it (对39家企业 · 开展检查).
GOVERNING = frozenset("对向给被把由从")
# Verbs that lead any measure (累计实现利润5亿元); what stands before them may be the measure's own modifier.
LEADING = ("实现", "完成", "达到", "形成", "发展", "增加", "减少", "提高", "降低")
# Modal words in front of a counted action (达产后可新增收入).
MODAL = frozenset("可将要")
# No circumstance is longer than this.
LONGEST = 40


def _words(wanted: str) -> str:
    words = [word for word, type in read_table("linking_circumstances", 2) if type == wanted]
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _circumstance() -> re.Pattern[str]:
    """A circumstance with the light verb that ends it, or up to the verb that does."""
    return re.compile(
        rf"以[^，,。；;：:每]{{2,{LONGEST}}}?(?:方式|形式|途径)(?:(?:{_words('light')})了?(?=.{{2}}))?"
        rf"|(?:{_words('opens')})[^，,。；;：:、每]{{2,{LONGEST}}}?(?:(?:{_words('light')})了?(?=.{{2}})|(?=(?:{_words('acts')})))"
    )


@cache
def _openings() -> frozenset[str]:
    return frozenset(word[0] for word, type in read_table("linking_circumstances", 2) if type == "opens")


@cache
def _actor() -> re.Pattern[str]:
    """One who acts, in front of a verb."""
    return re.compile(rf"[^，,。；;：:、的]{{0,10}}?(?:{_words('actor')})(?=.{{3}})")


def behind_circumstance(scanner: Scanner, start: int, end: int) -> int:
    """Where a wording begins behind its circumstance, those who act and the adverbs before its verb."""
    norm = scanner.norm
    for place in (start, start - 1):  # a preposition of one character may have been peeled off already
        if place >= 0 and norm[place] in _openings() and (match := _circumstance().match(norm, place, end)) is not None:
            start = match.end()
            break
    for cue in reversed(scanner.between(start, end)):
        if (
            (cue.value == "free" or cue.word in MODAL)
            and start < cue.start
            and cue.end < end
            and _acts(norm[cue.end : end])
        ):
            return cue.end
    match = _actor().match(norm, start, end)
    return match.end() if match is not None and _acts(norm[match.end() : end]) else start


def _acts(wording: str) -> bool:
    verb = leading_action(wording)
    return verb > 0 and not wording.startswith(LEADING) and measure_head(wording) < len(wording)


def governed(norm: str, start: int) -> bool:
    """Whether a preposition governs what begins at `start` (对39家企业)."""
    return norm[start - 1 : start] in GOVERNING and start > 0
