"""The road of this room: propose, decide, resolve."""

from collections.abc import Sequence

from zhextract.entities.organisations.lexicon import Lexicon, lexicon
from zhextract.entities.organisations.rules import candidate_spans
from zhextract.records import Organisation, Region

__all__ = ["find_organisations"]


def find_organisations(
    norms: Sequence[str], regions: Sequence[Sequence[Region]], issuers: Sequence[str | None]
) -> list[list[Organisation]]:
    """Find the organisations of each document, in text order, never overlapping.

    >>> [o.text for o in find_organisations(["商务部、海关总署联合公布了数据。"], [[]], [None])[0]]
    ['商务部', '海关总署']
    """
    words = lexicon()
    return [_find(norm, places, issuer, words) for norm, places, issuer in zip(norms, regions, issuers, strict=True)]


def _find(norm: str, regions: Sequence[Region], issuer: str | None, words: Lexicon) -> list[Organisation]:
    found: list[tuple[int, int, str, str | None]] = []
    for index, start, end in words.name_finder.find_matches_as_indexes(norm):
        word = words.name_words[index]
        if word in words.deictics:
            found.append((start, end, words.deictics[word].kind, None))
        elif not words.names[word].doubtful:
            found.append((start, end, words.names[word].kind, words.names[word].region))
    for start, end in candidate_spans(norm, regions, words):
        tail = next((norm[i:end] for i in range(start + 1, end) if norm[i:end] in words.suffixes), "")
        code = next((r.code for r in regions if r.start == start), None)
        found.append((start, end, words.suffixes.get(tail, "other"), code))
    taken = 0
    result = []
    for start, end, kind, code in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= taken:
            taken = end
            text = norm[start:end]
            result.append(Organisation(start, end, text, issuer if issuer and text in words.deictics else text, kind or "other", code))
    return result
