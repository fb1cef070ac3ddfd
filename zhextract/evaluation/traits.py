"""What makes a fact hard: the phenomena by which results are sliced.

A trait is seen from the gold fact and its text alone, so every system is sliced alike.
"""

import re

from zhextract.records import Fact

__all__ = ["traits_of"]

# The end of a sentence or of a line; a semicolon separates clauses, not sentences.
SENTENCE_END = re.compile(r"[。！？!?\n]")
# Words that hand a list of amounts out to a list of subjects or metrics.
DISTRIBUTIVE = re.compile(r"分别|依次")
# Between two end values: 由3.4%升至3.6%, 从2个增加到5个.
FROM_TO = re.compile(r"[由从].{1,16}?(?:至|到)")


def traits_of(fact: Fact, text: str) -> list[str]:
    """Name the phenomena that a gold fact shows.

    >>> import zhextract
    >>> text = "2023年，湖北、湖南处罚金额较上年分别上升33.8%、17.4%。"
    >>> "distributive" in traits_of(zhextract.extract(text).facts[0], text)
    True
    """
    quantity, spans, subjects, time = fact.quantity, fact.metric.spans, fact.subjects, fact.time
    start = _sentence_start(text, quantity.start)
    before = text[start : quantity.start]
    shown = {
        f"kind {fact.kind}": True,
        f"status {fact.status}": True,
        "bound range": quantity.bound == "range",
        "bound hedged": quantity.bound not in ("range", "exact"),
        "part of another": fact.parent is not None,
        "with a base": fact.base is not None,
        "distributive": bool(DISTRIBUTIVE.search(before)),
        "from–to": bool(FROM_TO.search(before[-24:])),
        "discontinuous metric": len(spans) > 1,
        "metric from an earlier sentence": bool(spans) and spans[0].start < start,
        "subject unnamed": not subjects,
        "subject from an earlier sentence": bool(subjects) and subjects[-1].start < start,
        "time from an earlier sentence": time is not None and time.start is not None and time.start < start,
        "unit elsewhere or none": quantity.unit is None or quantity.unit not in quantity.text,
    }
    return [trait for trait, shows in shown.items() if shows]


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for match in SENTENCE_END.finditer(text, max(0, at - 400), at):
        start = match.end()
    return start or max(0, at - 400)
