"""Regions: every mention of a place, resolved to its code by context.

Reading order: `gazetteer` (what there is), `match` (which names stand in the
text), `context` (what the document is about), `resolve` (which of them are
places, and which places), `letters` (one-character forms), `address`.
"""

from zhextract.entities.regions.context import gather_evidence
from zhextract.entities.regions.gazetteer import load_gazetteer
from zhextract.entities.regions.letters import find_letters
from zhextract.entities.regions.match import match_names
from zhextract.entities.regions.resolve import read_mentions
from zhextract.normalise import normalise
from zhextract.records import Region

__all__ = ["find_regions"]


def find_regions(norm: str, *, issuer: str | None = None) -> list[Region]:
    """Find every region mention, in text order, never overlapping.

    Args:
        norm: Normalised text.
        issuer: The document's issuer or title; the places it names decide doubtful cases.

    Returns:
        Mentions with code, full present name and level. A name that the
        context does not decide has `code` None and its `candidates`.

    >>> [(region.text, region.code) for region in find_regions("山东省青岛市市南区")]
    [('山东省', '370000'), ('青岛市', '370200'), ('市南区', '370202')]
    """
    gazetteer = load_gazetteer()
    matches = match_names(norm, gazetteer)
    evidence = gather_evidence(matches, match_names(normalise(issuer).norm, gazetteer) if issuer else ())
    mentions = read_mentions(norm, matches, evidence, gazetteer)
    letters = find_letters(norm, mentions)
    return sorted(mentions + letters, key=lambda region: region.start) if letters else mentions
