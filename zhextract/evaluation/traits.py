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
    quantity = fact.quantity
    start = _sentence_start(text, quantity.start)
    before = text[start : quantity.start]
    traits = [f"kind {fact.kind}", f"status {fact.status}"]
    if quantity.bound != "exact":
        traits.append("bound range" if quantity.bound == "range" else "bound hedged")
    if fact.parent:
        traits.append("part of another")
    if fact.base:
        traits.append("with a base")
    if DISTRIBUTIVE.search(before):
        traits.append("distributive")
    if FROM_TO.search(before[-24:]):
        traits.append("from–to")
    if len(fact.metric.spans) > 1:
        traits.append("discontinuous metric")
    if fact.metric.spans and fact.metric.spans[0].start < start:
        traits.append("metric from an earlier sentence")
    if not fact.subjects:
        traits.append("subject unnamed")
    elif fact.subjects[-1].start < start:
        traits.append("subject from an earlier sentence")
    if fact.time is not None and fact.time.start is not None and fact.time.start < start:
        traits.append("time from an earlier sentence")
    if quantity.unit is None or quantity.unit not in quantity.text:
        traits.append("unit elsewhere or none")
    return traits


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for match in SENTENCE_END.finditer(text, max(0, at - 400), at):
        start = match.end()
    return start or max(0, at - 400)
