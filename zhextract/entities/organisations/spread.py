"""What is a mention somewhere in a text is one throughout: names, their short forms, defined forms, 公司."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from zhextract.entities.organisations.judge import COMPANY, another_word, points
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.spans import Span

__all__ = ["OFFEROR", "apart", "meeting", "overlaps", "spread", "take_in"]

OFFEROR = "发行人"
# Up to so many forms are counted one by one before an automaton is built for the rest.
MANY_FORMS = 64
# An ending that makes another, longer name of a name: 美的⟨置业⟩.
GROWTH = re.compile(r"(?:股份有限|有限责任|有限)?公司|集团|股份|控股|置业|地产|资本|基金|证券|银行|保险|信托|期货")
# Where in a mention a longer one can begin: with it, or behind the place that it begins with.
BEGINNINGS = (0, 2, 3)
# A form this short must be a mention more often than not to be one throughout.
SHORT_FORM = 2


def spread(
    norm: str, spans: list[Span], forms: dict[str, Span], defined: dict[str, Span], words: Lexicon, *, own: bool
) -> list[Span]:
    """Let what is a mention somewhere be one wherever it stands: a defined short form, from its definition on."""
    counts = Counter(norm[start:end] for start, end in spans)
    sought = unmarked(norm, [*dict.fromkeys([*counts, *forms, *((COMPANY, OFFEROR) if own else ())])], counts)
    longer = lengthen(
        norm, spans, counts, [form for form in sought if len(form) > SHORT_FORM and form in counts], words
    )
    if longer is not spans:
        spans, counts = longer, Counter(norm[start:end] for start, end in longer)
    free: dict[str, list[Span]] = {}
    for span in occurrences(norm, sought):
        if not overlaps(spans, span) and points(norm, span, words):
            free.setdefault(norm[span.start : span.end], []).append(span)
    added: list[Span] = []
    for form, places in free.items():
        if form in defined:
            added += [grow(norm, span) for span in places if span.start >= defined[form].end]
        elif form in forms or (own and form in (COMPANY, OFFEROR)):
            added += [grow(norm, span) for span in places]
        else:
            often = 2 if len(form) > SHORT_FORM or form in words.deictics else 1
            if len(places) <= counts[form] * often:
                added += [grow(norm, span) for span in places]
    return apart(sorted(spans + added))


def lengthen(norm: str, spans: list[Span], counts: Counter[str], texts: Sequence[str], words: Lexicon) -> list[Span]:
    """Let a mention be one of some longer texts that begins or ends in it, where that stands: 三星⟨电机⟩, where 三星电机 is one elsewhere."""
    if not texts or len(texts) > MANY_FORMS:
        return spans
    first: dict[str, list[str]] = {}
    last: dict[str, list[str]] = {}
    for text in texts:
        first.setdefault(text[:SHORT_FORM], []).append(text)
        last.setdefault(text[-SHORT_FORM:], []).append(text)
    longer: dict[str, list[tuple[str, int]]] = {}
    for text in counts:
        for at in BEGINNINGS:
            for other in first.get(text[at : at + SHORT_FORM], ()):
                if other != text and len(other) > len(text) - at and other.startswith(text[at:]):
                    longer.setdefault(text, []).append((other, at))
        for other in last.get(text[-SHORT_FORM:], ()):
            if len(other) > len(text) and other.endswith(text):
                longer.setdefault(text, []).append((other, len(text) - len(other)))
    for text in words.deictics.keys() & longer.keys():
        del longer[text]
    return apart(sorted(_grown(norm, span, longer, words) for span in spans)) if longer else spans


def _grown(norm: str, span: Span, longer: dict[str, list[tuple[str, int]]], words: Lexicon) -> Span:
    """A mention with what stands beside it of a longer one; each longer one comes with how far from its beginning it begins."""
    begin, stop = span
    for text, offset in longer.get(norm[begin:stop], ()):
        at = span.start + offset
        whole = Span(min(begin, at), max(stop, at + len(text)))
        if at >= 0 and norm.startswith(text, at) and not another_word(norm, whole, words):
            begin, stop = whole
    return Span(begin, stop)


def unmarked(norm: str, sought: list[str], counts: Counter[str]) -> list[str]:
    """Leave out the forms that stand nowhere but in the mentions counted; among many forms it is not worth asking."""
    if len(sought) > MANY_FORMS:
        return sought
    return [form for form in sought if norm.count(form) > sum(many for text, many in counts.items() if form in text)]


def occurrences(norm: str, forms: list[str]) -> list[Span]:
    """Where any of these forms stands, from left to right, the longest of those that begin together, none in another."""
    if len(forms) > MANY_FORMS:
        finder = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA)
        return [Span(start, end) for _, start, end in finder.find_matches_as_indexes(norm)]
    found = []
    for form in forms:
        at, length = norm.find(form), len(form)
        while at >= 0:
            found.append((at, -length))
            at = norm.find(form, at + length)
    found.sort()
    return apart([Span(start, start - negative) for start, negative in found])


def grow(norm: str, span: Span) -> Span:
    """Take in an ending that makes it a longer name."""
    match = GROWTH.match(norm, span.end)
    return Span(span.start, match.end()) if match and norm[span.start : span.end] != COMPANY else span


def apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, the first of two that meet."""
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def overlaps(covered: Sequence[Span], span: Span) -> bool:
    """Whether a span meets one of these, which are in order and apart."""
    at = bisect_left(covered, (span.end,))
    return at > 0 and covered[at - 1].end > span.start


def meeting(spans: Sequence[Span], span: Span) -> list[Span]:
    """Those of some spans, in order and apart, that meet another."""
    at = bisect_left(spans, (span.end,))
    found = []
    while at and spans[at - 1].end > span.start:
        at -= 1
        found.append(spans[at])
    return found


def take_in(spans: list[Span], wholes: Sequence[Span]) -> list[Span]:
    """Put wholes in the place of what lies inside them; one that meets what is not inside it is left out."""
    fitting = [
        whole
        for whole in wholes
        if all(whole.start <= start and end <= whole.end for start, end in meeting(spans, whole))
    ]
    inside = {inner for whole in fitting for inner in meeting(spans, whole)}
    return sorted([span for span in spans if span not in inside] + fitting) if fitting else spans
