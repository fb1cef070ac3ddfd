"""The road of this room: the tagger proposes for all documents at once, each document decides and resolves."""

from collections.abc import Sequence

from zhextract.entities.organisations.decide import decide_spans
from zhextract.entities.organisations.lexicon import lexicon
from zhextract.entities.organisations.resolve import COMPANIES, kind_of, resolve_organisations
from zhextract.entities.organisations.unlisted import find_unlisted
from zhextract.entities.tagger import Tagger, load_tagger
from zhextract.entities.tagger_features import by_text, lay_out, read_parts
from zhextract.records import Organisation, Region

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
    words, tagger = lexicon(), tagger or load_tagger("organisations")
    batch = lay_out(norms, words)
    layers = read_parts(batch, regions, words)
    tagged = by_text(tagger.tag(batch, layers, words), batch, norms)
    unlisted = by_text(find_unlisted(batch, layers, words, tagger.words), batch, norms)
    named: list[list[tuple[int, int, int]]] = [[] for _ in norms]
    for index, start, end in batch.named:
        which, base = batch.text_at(start)
        named[which].append((index, start - base, end - base))
    decided = []
    for norm, base, places, issuer, spans, more, names in zip(
        norms, batch.starts, regions, issuers, tagged, unlisted, named, strict=True
    ):
        clean = batch.joined[base : base + len(norm)]
        own = issuer is not None and kind_of(issuer, words) in COMPANIES
        decided.append(decide_spans(clean, spans, places, names, words, unlisted=more, own=own))
    return [
        resolve_organisations(norm, found, places, issuer, words)
        for norm, found, places, issuer in zip(norms, decided, regions, issuers, strict=True)
    ]
