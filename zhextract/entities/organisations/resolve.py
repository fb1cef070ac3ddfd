"""The kind, region and resolved name of each mention."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.organisations.decide import Decided
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.records import Organisation, Region

__all__ = ["kind_of", "resolve_organisations"]

COMPANIES = ("company", "finance")
# Words for the text's own body that a report or an article uses of the body it speaks of.
LOOSE = ("公司", "本报", "发行人")
BRACKET_END = re.compile(r"[(（][^()（）]*[)）]$")
COUNTRY = re.compile(r"^(?:中国|中华人民共和国|我国)")
# A branch or arm of a bank or broker. Not 银行卡, 保险箱.
FINANCE = re.compile(r"银行|证券|基金(?![会委])|人寿|财险|信托")


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
        kind = (
            kind_of(name if name != text or not deictic else "", words)
            or (deictic.kind if deictic else "")
            or "company"
        )
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
    if deictic.points == "issuer" and issuer and fits(text, issuer, words):
        return issuer
    if deictic.points == "reader" or (deictic.points == "issuer" and text not in LOOSE):
        return text
    return next((o.name for o in reversed(before) if o.text not in words.deictics and fits(text, o.name, words)), text)


def fits(text: str, name: str, words: Lexicon) -> bool:
    """Whether a word such as 本局 can stand for a name: of its kind, and of its last character or a company's."""
    deictic = words.deictics[text]
    kind = kind_of(name, words)
    if deictic.kind in COMPANIES:
        return kind in COMPANIES and (deictic.kind == "company" or kind == "finance")
    return (not deictic.kind or kind == deictic.kind) and (name.endswith(text[-1]) or deictic.points == "previous")


def kind_of(name: str, words: Lexicon) -> str | None:
    """The kind that a name tells: by the closed list, else by its longest ending.

    >>> from zhextract.entities.organisations.lexicon import lexicon
    >>> kind_of("青山县人民法院", lexicon())
    'court'
    """
    plain = BRACKET_END.sub("", name)
    for known in (name, plain, COUNTRY.sub("", plain)):
        if known in words.names:
            return words.names[known].kind
    kind = next(
        (words.suffixes[plain[-n:]] for n in range(min(12, len(plain)), 0, -1) if plain[-n:] in words.suffixes), None
    )
    if kind in ("company", None) and FINANCE.search(plain):
        return "finance"
    return kind or words.last_characters.get(plain[-1:])
