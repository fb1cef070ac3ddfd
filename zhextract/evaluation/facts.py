"""Score regions, organisations, amounts and facts against a gold document.

Gold and predicted items are paired one to one, so that nothing is credited
twice and repeats cost precision. What counts as the same is said in
`comparing.py`. The measures:

- `regions`: span and code; `regions_span`: span alone; `areas`: places without a code, by span;
- `organisations`: span; `organisations_overlap`: any overlap;
- `quantities`: every real amount (categories F and Q) found; a date, ordinal or idiom taken for an amount costs precision;
- `fact_mention`: a fact's amount found; then the fields, `core_fact` and `full_fact`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from zhextract.evaluation.comparing import (
    FIELDS,
    FULL,
    Comparable,
    comparables,
    compare_facts,
    overlap,
    same_metric,
    same_value,
    spans_overlap,
)
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.tally import DocumentScore, Miss, Tally
from zhextract.evaluation.traits import traits_of

__all__ = ["align_facts", "score_facts"]

Mention = tuple[int, int, str | None]


def score_facts(gold: AnnotatedDocument, found: AnnotatedDocument) -> DocumentScore:
    """Score one predicted document against the gold; a layer that the gold lacks is not scored."""
    tallies: dict[str, Tally] = {}
    misses: list[Miss] = []
    confusions: Counter[tuple[str, str, str]] = Counter()
    traits: dict[str, Tally] = {}
    if gold.regions is not None:
        _score_regions(gold, found, tallies, misses)
    if gold.organisations is not None:
        _score_organisations(gold, found, tallies, misses)
    if gold.numerals is not None:
        _score_amounts(gold, found, tallies, misses)
    if gold.facts is not None:
        _score_facts(gold, found, tallies, misses, confusions, traits)
    return DocumentScore(tallies, tuple(misses), confusions, traits)


def align_facts(gold: Sequence[Comparable], found: Sequence[Comparable]) -> list[tuple[Comparable, Comparable]]:
    """Pair facts whose amounts overlap, one to one, the closest pair first.

    Closeness is the overlap of the amounts as a part of their union; the same
    value, kind and metric decide between amounts that stand at the same place.
    """
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = overlap(one.span, other.span)
            if shared:
                union = one.span.end - one.span.start + other.span.end - other.span.start - shared
                likeness = (
                    0.1 * same_value(one.fact.quantity, other.fact.quantity)
                    + 0.05 * (one.fact.kind == other.fact.kind)
                    + 0.01 * same_metric(one, other)
                )
                pairs.append((-(shared / union + likeness), i, j))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    aligned = []
    for _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            aligned.append((gold[i], found[j]))
    return aligned


def describe(item: Comparable) -> str:
    """A fact in one line, for a list of differences."""
    fact, quantity = item.fact, item.fact.quantity
    value = f"{quantity.low}…{quantity.high}" if quantity.value is None else format(quantity.value, "f")
    parts = [
        quantity.text,
        f"= {value} {quantity.unit or ''}".rstrip() + ("" if quantity.bound == "exact" else f" ({quantity.bound})"),
        "+".join(_pieces(fact.metric.text, [span.end - span.start for span in fact.metric.spans])),
        "&".join(subject.text for subject in fact.subjects) or "–",
        (fact.time.period if fact.time else None) or "–",
        fact.kind + (f" {fact.direction}" if fact.direction else ""),
        *([f"{fact.base.text} {fact.base.period or ''}".rstrip()] if fact.base else []),
        *([fact.status] if fact.status != "actual" else []),
        *([f"part of {fact.parent}"] if fact.parent else []),
    ]
    return " | ".join(parts)


def _pieces(text: str, lengths: Sequence[int]) -> list[str]:
    pieces, at = [], 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length
    return pieces or [text]


def _score_regions(
    gold: AnnotatedDocument, found: AnnotatedDocument, tallies: dict[str, Tally], misses: list[Miss]
) -> None:
    marked, read = gold.regions or (), found.regions or ()
    _count(tallies, "areas", [(r.start, r.end, None) for r in marked if not r.code], [(r.start, r.end, None) for r in read if not r.code])
    want: list[Mention] = [(r.start, r.end, r.code) for r in marked if r.code]
    have: list[Mention] = [(r.start, r.end, r.code) for r in read if r.code]
    _count(tallies, "regions", want, have)
    _count(tallies, "regions_span", [(s, e, None) for s, e, _ in want], [(s, e, None) for s, e, _ in have])
    _list_misses(gold, "region", want, have, misses)


def _score_organisations(
    gold: AnnotatedDocument, found: AnnotatedDocument, tallies: dict[str, Tally], misses: list[Miss]
) -> None:
    want: list[Mention] = [(o.start, o.end, None) for o in gold.organisations or ()]
    have: list[Mention] = [(o.start, o.end, None) for o in found.organisations or ()]
    _count(tallies, "organisations", want, have)
    taken: set[int] = set()
    for one in _in_runs(want):
        hit = next((j for j, other in enumerate(_in_runs(have)) if j not in taken and overlap(one[:2], other[:2])), None)
        if hit is not None:
            taken.add(hit)
    tallies["organisations_overlap"] = Tally(len(taken), len(have), len(want))
    _list_misses(gold, "organisation", want, have, misses)


def _score_amounts(
    gold: AnnotatedDocument, found: AnnotatedDocument, tallies: dict[str, Tally], misses: list[Miss]
) -> None:
    """An amount is found when a quantity overlaps its numeral; one that overlaps only T, O or N is wrong."""
    amounts = [(n.start, n.end) for n in gold.numerals or () if n.category in "FQ"]
    others = [(n.start, n.end) for n in gold.numerals or () if n.category in "TON"]
    read = [(q.start, q.end) for q in found.quantities or ()]
    missed = [span for span in amounts if not spans_overlap(span, read)]
    wrong = [span for span in read if not spans_overlap(span, amounts) and spans_overlap(span, others)]
    hit = len(amounts) - len(missed)
    tallies["quantities"] = Tally(hit, hit + len(wrong), len(amounts))
    name = gold.id or ""
    misses += [Miss(name, "amount missed", s, e, gold.text[s:e], "") for s, e in missed]
    misses += [Miss(name, "no amount", s, e, "", gold.text[s:e]) for s, e in wrong]


def _score_facts(
    gold: AnnotatedDocument,
    found: AnnotatedDocument,
    tallies: dict[str, Tally],
    misses: list[Miss],
    confusions: Counter[tuple[str, str, str]],
    traits: dict[str, Tally],
) -> None:
    want, have = comparables(gold), comparables(found)
    aligned = align_facts(want, have)
    parents = {other.fact.id: one.fact.id for one, other in aligned}
    tallies["fact_mention"] = Tally(len(aligned), len(have), len(want))
    right: Counter[str] = Counter()
    core: set[int] = set()
    name = gold.id or ""
    for one, other in aligned:
        same = compare_facts(one, other, issuer=gold.issuer, parent_in_gold=parents.get(other.fact.parent or ""))
        right.update(field for field in FIELDS if same[field])
        wrong = [field for field in FULL if not same[field]]
        if same["core_fact"]:
            core.add(id(one))
        if wrong:
            misses.append(Miss(name, "fact: " + " ".join(wrong), *one.span, describe(one), describe(other)))
        for field, read in _CONFUSABLE.items():
            pair = (read(one), read(other))
            if pair[0] != pair[1]:
                confusions[field, pair[0], pair[1]] += 1
    tallies |= {field: Tally(right[field], len(have), len(want)) for field in FIELDS}
    seen_want, seen_have = {id(one) for one, _ in aligned}, {id(other) for _, other in aligned}
    misses += [Miss(name, "fact missed", *one.span, describe(one), "") for one in want if id(one) not in seen_want]
    misses += [Miss(name, "no fact", *one.span, "", describe(one)) for one in have if id(one) not in seen_have]
    for one in want:
        for trait in traits_of(one.fact, gold.text):
            hit = int(id(one) in core)
            traits[trait] = traits.get(trait, Tally()) + Tally(hit, 0, 1)


# The closed fields, whose mistakes make a confusion list.
_CONFUSABLE: dict[str, Callable[[Comparable], str]] = {
    "kind": lambda item: item.fact.kind,
    "status": lambda item: item.fact.status,
    "bound": lambda item: item.fact.quantity.bound,
    "direction": lambda item: item.fact.direction or "–",
    "unit": lambda item: item.unit or "–",
}


def _count(tallies: dict[str, Tally], name: str, want: Iterable[Mention], have: Iterable[Mention]) -> None:
    gold, read = Counter(want), Counter(have)
    tallies[name] = Tally((gold & read).total(), read.total(), gold.total())


def _in_runs(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order of first appearance, repeats beside each other."""
    return list(Counter(mentions).elements())


def _list_misses(
    gold: AnnotatedDocument, kind: str, want: Sequence[Mention], have: Sequence[Mention], misses: list[Miss]
) -> None:
    """List what only one side has; a mention with another code is one difference, not two."""
    only_gold, only_read = Counter(want) - Counter(have), Counter(have) - Counter(want)
    name, text = gold.id or "", gold.text
    for start, end, code in only_gold.elements():
        other = next((row for row in only_read if row[:2] == (start, end)), None)
        if other is not None:
            only_read -= Counter([other])
            misses.append(Miss(name, f"{kind} code", start, end, f"{text[start:end]} {code}", f"{text[start:end]} {other[2]}"))
        else:
            misses.append(Miss(name, f"{kind} missed", start, end, f"{text[start:end]} {code or ''}".rstrip(), ""))
    for start, end, code in only_read.elements():
        misses.append(Miss(name, f"{kind} wrong", start, end, "", f"{text[start:end]} {code or ''}".rstrip()))
