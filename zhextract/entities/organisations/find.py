"""The road of this room: the tagger proposes for all documents at once, each document decides and resolves."""

from bisect import bisect_right
from collections.abc import Sequence

from zhextract.entities.organisations.decide import decide_spans
from zhextract.entities.organisations.lexicon import lexicon
from zhextract.entities.organisations.resolve import COMPANIES, kind_of, resolve_organisations
from zhextract.entities.tagger import Tagger, load_tagger
from zhextract.entities.tagger_features import lay_out
from zhextract.records import Organisation, Region
from zhextract.spans import Span

__all__ = ["find_organisations"]


def find_organisations(
    norms: Sequence[str],
    regions: Sequence[Sequence[Region]],
    issuers: Sequence[str | None],
    *,
    tagger: Tagger | None = None,
) -> list[list[Organisation]]:
    """Find the organisations of each document, in text order, never overlapping.

    Args:
        norms: Normalised texts; a batch costs less than its texts one by one.
        regions: The regions of each text.
        issuers: The body that issued each, or None; 本局 and 我部 take its name.
        tagger: Weights other than those of `models/organisations`.

    >>> [o.text for o in find_organisations(["商务部、海关总署联合公布了数据。"], [[]], [None])[0]]
    ['商务部', '海关总署']
    """
    if not norms:
        return []
    words, tagger = lexicon(), tagger or load_tagger()
    batch = lay_out(norms, words)
    tagged: list[list[Span]] = [[] for _ in norms]
    for start, end in tagger.tag(batch, regions, words):
        which = bisect_right(batch.starts, start) - 1
        base = batch.starts[which]
        if end - base <= len(norms[which]):
            tagged[which].append(Span(start - base, end - base))
    named: list[list[tuple[int, int, int]]] = [[] for _ in norms]
    for index, start, end in batch.named:
        which = bisect_right(batch.starts, start) - 1
        base = batch.starts[which]
        named[which].append((index, start - base, end - base))
    result = []
    for norm, base, places, issuer, spans, names in zip(
        norms, batch.starts, regions, issuers, tagged, named, strict=True
    ):
        clean = batch.joined[base : base + len(norm)]
        decided = decide_spans(
            clean, spans, places, names, words, own=issuer is not None and kind_of(issuer, words) in COMPANIES
        )
        result.append(resolve_organisations(norm, decided, places, issuer, words))
    return result
