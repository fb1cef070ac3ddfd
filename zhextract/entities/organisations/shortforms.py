"""Short forms: those that a text defines, and those that follow from a full name in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.expressions import rarely
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["derive_short_forms", "read_definitions"]

# (以下简称“证监会”)、(下称本行或公司) behind a name. Not (以下简称《办法》): laws are no bodies.
DEFINITION = rarely(r"[(（](?:以下|下)?(?:统一|均|合)?(?:简称|称)(?:为|作)?[:：]?([^()（）《》]{2,40})[)）]")
# The short forms inside it, between quotes, 或 and 、.
SHORT = rarely(r"[^“”\"'‘’「」、或和及,，\s]{2,14}")
BRACKET = re.compile(r"[(（][^()（）]*[)）]")
HALF = 2
SHORTENED = ("company", "finance", "school", "hospital")


def read_definitions(norm: str, spans: Sequence[Span]) -> dict[str, Span]:
    """Read (以下简称…) behind a mention: the span of the full name for each short form.

    >>> read_definitions("海陵重工集团有限公司（以下简称“海陵重工”）", [Span(0, 10)])
    {'海陵重工': Span(start=0, end=10)}
    """
    if "称" not in norm:
        return {}
    ends = {span.end: span for span in spans}
    short: dict[str, Span] = {}
    for match in DEFINITION.finditer(norm):
        full = ends.get(match.start())
        if full:
            for form in SHORT.findall(match.group(1)):
                short.setdefault(form, full)
    return short


def derive_short_forms(norm: str, spans: Sequence[Span], regions: Sequence[Region], words: Lexicon) -> dict[str, Span]:
    """Derive the short forms that a text may use of the companies it names: 太湖奶业集团 → 太湖奶业, 太湖.

    What is an ordinary word, a place or an ending by itself is no short form.
    """
    starts = [region.start for region in regions]
    places = {region.text for region in regions}
    short: dict[str, Span] = {}
    seen: set[str] = set()
    for span in spans:
        text = norm[span.start : span.end]
        if text in seen:
            continue
        seen.add(text)
        if text in words.deictics or (text in words.names and words.names[text].kind != "company"):
            continue
        at = bisect_left(starts, span.start)
        inside = at < len(regions) and regions[at].start == span.start and regions[at].end < span.end
        heads = [text, norm[regions[at].end : span.end]] if inside else [text]
        for head in heads:
            for form in (*_stripped(head, words), *_own_half(head, words)):
                if form == text or form in places or form in words.suffixes or ordinary(form, words):
                    continue
                if form not in words.names or form not in seen:
                    short.setdefault(form, span)  # 远山物流 behind 远山, a company of its own, is another
    return short


def ordinary(form: str, words: Lexicon) -> bool:
    """Whether it is an ordinary word, or a term that is listed as no body."""
    return form in words.common or form in words.others or form in words.halves


def _stripped(name: str, words: Lexicon) -> list[str]:
    """A company's name with its brackets and, one after the other, its endings taken off."""
    forms = [BRACKET.sub("", name)]
    for _ in range(3):
        last = forms[-1]
        longest = next(
            (
                ending
                for ending in words.endings.get(last[-2:], ())
                if len(ending) < len(last) - 1 and last.endswith(ending) and words.suffixes[ending] in SHORTENED
            ),
            None,
        )
        if longest is None:
            break
        forms.append(last.removesuffix(longest))
    kept = [form for form in forms if len(form) > 1]
    return kept if len(forms) > 1 or forms[0] != name else []


def _own_half(name: str, words: Lexicon) -> tuple[str, ...]:
    """The first half of a listed company's name of four characters, where the second is an ordinary word: 立讯⟨精密⟩."""
    own, trade = name[:HALF], name[HALF:]
    return (own,) if len(trade) == HALF and name in words.names and trade in words.common else ()
