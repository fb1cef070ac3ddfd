"""The kind, region and resolved name of each mention."""

from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.organisations.decide import Decided
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.records import Organisation, Region

__all__ = ["kind_of", "resolve_organisations"]

COMPANIES = ("company", "finance")


def resolve_organisations(
    norm: str, decided: Decided, regions: Sequence[Region], issuer: str | None, words: Lexicon
) -> list[Organisation]:
    """Give each mention its kind, region and name, in text order."""
    spans, short = decided
    starts = [region.start for region in regions]
    found: list[Organisation] = []
    for start, end in spans:
        text = norm[start:end]
        deictic = words.deictics.get(text)
        full = short.get(text)
        if full and full.start < start:
            name, rule = norm[full.start : full.end], "defined"
        elif deictic:
            name, rule = refer(text, found, issuer, words), deictic.points
        else:
            name, rule = text, "tagger"
        kind = kind_of(name if name != text or not deictic else "", words) or (deictic.kind if deictic else "") or "company"
        at = bisect_left(starts, start)
        code = regions[at].code if at < len(regions) and regions[at].end <= end else None
        if code is None and text in words.names:
            code = words.names[text].region
        if code is None and name != text:
            code = next((other.region for other in reversed(found) if other.name == name), None)
        found.append(Organisation(start, end, text, name, kind, code, rule))
    return found


def refer(text: str, before: Sequence[Organisation], issuer: str | None, words: Lexicon) -> str:
    """The name that a word such as 本行 or 该公司 stands for; the word itself where nothing tells."""
    deictic = words.deictics[text]
    kinds = COMPANIES if deictic.kind in COMPANIES else (deictic.kind,)
    if deictic.points == "issuer" and issuer and (not deictic.kind or kind_of(issuer, words) in kinds):
        return issuer
    if deictic.points == "reader" or (deictic.points == "issuer" and issuer and deictic.kind == "government"):
        return text
    if deictic.points == "issuer" and text not in ("公司", "本报", "发行人"):
        return issuer or text
    for other in reversed(before):
        if other.text not in words.deictics and (not deictic.kind or other.kind in kinds):
            return other.name
    return text


def kind_of(name: str, words: Lexicon) -> str | None:
    """The kind that a name tells: by the closed list, else by its longest ending.

    >>> from zhextract.entities.organisations.lexicon import lexicon
    >>> kind_of("青山县人民法院", lexicon())
    'court'
    """
    if name in words.names:
        return words.names[name].kind
    plain = name[: name.rindex("(" if name.endswith(")") else "（")] if name.endswith((")", "）")) and ("(" in name or "（" in name) else name
    for length in range(min(12, len(plain)), 0, -1):
        kind = words.suffixes.get(plain[-length:])
        if kind:
            return kind
    return None
