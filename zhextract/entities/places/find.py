"""The road of this room: a tagger of its own proposes; what regions and organisations say already is left out."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.places.lexicon import place_lexicon
from zhextract.entities.tagger import Tagger, load_tagger
from zhextract.entities.tagger_features import by_text, lay_out, read_parts
from zhextract.records import Organisation, Region
from zhextract.spans import Span

__all__ = ["all_places", "find_places"]

# The country, but not by name.
NAMELESS = ("全国", "我国")
# Behind the name of a place: its people, its language, its team (日本⟨人⟩); not 日本人民, 日本人口.
PEOPLE = re.compile(r"人(?![民均口大])|[语话裔籍族文队]|方言")


def find_places(
    norms: Sequence[str],
    regions: Sequence[Sequence[Region]],
    organisations: Sequence[Sequence[Organisation]],
    *,
    tagger: Tagger | None = None,
) -> list[list[Span]]:
    """Find the places of each document that are no region, in text order, never overlapping.

    Args:
        norms: Normalised texts; a batch costs less than its texts one by one.
        regions: The regions of each text.
        organisations: The organisations of each text; a place inside one is part of its name.
        tagger: Weights other than those of `models/places`.

    Returns:
        Whole names, the regions at their head included (河北省承德市避暑山庄). Regions alone, one behind
        the other, are no place of this kind.

    >>> text = "长江流经崇明岛，南京长江大桥横跨其上。"
    >>> [text[place.start : place.end] for place in find_places([text], [[]], [[]])[0]]
    ['长江', '崇明岛', '南京长江大桥']
    """
    if not norms:
        return []
    words, tagger = place_lexicon(), tagger or load_tagger("places")
    batch = lay_out(norms, words)
    known = by_text(((start, end) for index, start, end in batch.named if words.sure[index]), batch, norms)
    tagged = by_text(tagger.tag(batch, read_parts(batch, regions, words), words), batch, norms)
    return [
        [span for span in _longest(spans, names) if not _made_of(span, places) and not _inside(span, bodies)]
        for spans, names, places, bodies in zip(tagged, known, regions, organisations, strict=True)
    ]


def all_places(
    norm: str,
    regions: Sequence[Region],
    places: Sequence[Span],
    organisations: Sequence[Organisation],
    *,
    joined: bool = False,
) -> list[Span]:
    """Regions outside organisations and other places together, in text order, never overlapping.

    The country by no name of its own (全国, 我国) is left out.

    Args:
        norm: Normalised text.
        regions: Its regions.
        places: Its other places, from `find_places`.
        organisations: Its organisations.
        joined: What stands end to end is one place (四川省资阳市), and the name of a people, a language or a team
            is none (日本人). Corpora have it one way or the other.

    >>> from zhextract.entities import find_regions
    >>> text = "法国人来到四川省资阳市。"
    >>> [text[place.start : place.end] for place in all_places(text, find_regions(text), [], [], joined=True)]
    ['四川省资阳市']
    """
    named = (Span(region.start, region.end) for region in regions if region.text not in NAMELESS)
    outside = [span for span in named if not _inside(span, organisations)]
    if joined:
        outside = [span for span in outside if not PEOPLE.match(norm, span.end)]
    found: list[Span] = []
    for span in sorted([*outside, *places], key=lambda span: (span.start, -span.end)):
        if found and (span.start < found[-1].end or (joined and span.start == found[-1].end)):
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _longest(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Both together, in order; of those that meet the longest, a tagged one before another of its length."""
    kept: list[Span] = []
    for span in sorted([*spans, *others], key=lambda span: span.start):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept


def _made_of(span: Span, regions: Sequence[Region]) -> bool:
    """Whether it is regions end to end: 山东省青岛市."""
    at = bisect_left(regions, span.start, key=lambda region: region.start)
    reached = span.start
    while at < len(regions) and regions[at].start == reached < span.end:
        reached = regions[at].end
        at += 1
    return reached == span.end


def _inside(span: Span, bodies: Sequence[Organisation]) -> bool:
    """Whether it lies in an organisation's name."""
    at = bisect_left(bodies, span.end, key=lambda body: body.end)
    return at < len(bodies) and bodies[at].start <= span.start
