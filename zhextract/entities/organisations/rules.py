"""Names that rules can read: the closed list, and a place or a strong ending with what stands before it."""

import re
from collections.abc import Iterator, Sequence

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["candidate_spans"]

# What may stand between a place and the ending of a body's name: no mark, no particle, no verb of reporting.
MIDDLE = re.compile(r"[^\s，。、；：:,;.!?！？“”\"'《》〈〉【】\[\]的了在是对将被已就等及向从由为]{0,14}")
# A name before 有限公司 and the like, read backwards from the ending: word characters and inner brackets.
BEFORE = re.compile(r"[^\W_]*(?:\([^\W_]{1,6}\)|（[^\W_]{1,6}）)?[^\W_]*$")
# Words that cannot stand in a company's own name: the name begins after the last of them.
BREAK = re.compile(r"[的与和及由向对将为是在被于至从据经就称]|以及|通过|根据|控股子公司|全资子公司|子公司|股东|公司|\d+月\d+日")
STRONG = re.compile(r"(?:有限公司|有限责任公司|事务所|股份公司)$")


def candidate_spans(norm: str, regions: Sequence[Region], lexicon: Lexicon) -> Iterator[Span]:
    """Propose spans, in no order; they may overlap."""
    ends = [Span(start, end) for _, start, end in lexicon.suffix_finder.find_matches_as_indexes(norm)]
    at = 0
    for region in regions:
        while at < len(ends) and ends[at].start < region.end:
            at += 1
        limit = MIDDLE.match(norm, region.end)
        stop = limit.end() if limit else region.end
        best = None
        for suffix in ends[at : at + 8]:
            if suffix.end > stop:
                break
            if best is None or suffix.start - best <= 4:
                best = suffix.end
        if best is not None and best - region.start >= 4:
            yield Span(region.start, best)
    for suffix in ends:
        if STRONG.search(norm, suffix.start, suffix.end):
            before = BEFORE.search(norm, max(0, suffix.start - 24), suffix.start)
            begin = before.start() if before else suffix.start
            for mark in BREAK.finditer(norm, begin, suffix.start):
                begin = mark.end()
            if suffix.start - begin >= 2:
                yield Span(begin, suffix.end)
