"""Times that stand behind the amount they belong to: 3亿元(2022年), 20套预计三季度投产."""

import re

from zhextract.linking.frames import Frame, Layout
from zhextract.linking.times.roles import read_role
from zhextract.linking.times.topics import WHOLE_DAY
from zhextract.records import Time
from zhextract.spans import Span

__all__ = ["LONGEST_LEAD", "is_behind"]

# Between an amount and the time that is its own: 20套预计三季度投产, 1万吨装置于8月投产; not 5万元于8月前缴清.
LEAD = re.compile("[一-鿿]{0,4}(?:预计|[将已拟]?于|计划于|有望[于在])")
LONGEST_LEAD = 7
# How long a sentence is that only heads its paragraph.
SHORT_SENTENCE = 16


def is_behind(norm: str, time: Time, frame: Frame, *, layout: Layout, names: list[Span], now: Time | None) -> bool:
    """Whether the next time behind an amount is the amount's.

    Args:
        norm: Normalised text.
        time: The next time behind the amount.
        frame: The amount.
        layout: The paragraphs, sentences and clauses.
        names: The titles between 《 and 》.
        now: The time spoken of.
    """
    if time.start - frame.end <= LONGEST_LEAD and _is_own(norm, time, frame, now):
        return True
    return 0 <= time.start - frame.sentence_span.end <= 1 and _is_headed(
        norm, time, frame, layout=layout, names=names, now=now
    )


def _is_own(norm: str, time: Time, frame: Frame, now: Time | None) -> bool:
    """Whether it stands in brackets right behind, or only what will be done stands between."""
    end = frame.quantity.end
    if time.start == end + 1 and norm[end] in "(（":
        return norm[time.end : time.end + 1] in (")", "）")
    following = frame.following
    if time.period is None or (now is not None and now.start >= frame.clause_span.start):
        return False
    if following is not None and following.clause == frame.clause:
        return False
    is_led = LEAD.fullmatch(norm, end, time.start) is not None
    return is_led and not norm.startswith(("前", "之前", "以前"), time.end)


def _is_headed(norm: str, time: Time, frame: Frame, *, layout: Layout, names: list[Span], now: Time | None) -> bool:
    """Whether a short sentence heads its paragraph and the time opens the next: 过半数行业增长。1—11月份,…."""
    start, end = frame.sentence_span
    paragraph = layout.paragraphs[frame.paragraph]
    if start != paragraph.start or end - start > SHORT_SENTENCE or time.end >= paragraph.end or time.period is None:
        return False
    is_topic = (now is None or now.start < start) and read_role(norm, layout, names, time, None) == "topic"
    return is_topic and len(time.period) != WHOLE_DAY
